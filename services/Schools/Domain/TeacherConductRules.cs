using ShuangJian.Policy;

namespace ShuangJian.Schools.Domain;

/// <summary>Which clauses established conduct breaks (S17).</summary>
public static class TeacherConductRules
{
    private const string Subject = "conducts";

    /// <summary>Applies every rule.</summary>
    public static IReadOnlyList<Finding> Judge(IReadOnlyList<TeacherConduct> conducts, IReadOnlyList<TeacherMeasure> measures, LawAt law)
    {
        Finding?[] found =
        [
            TeacherTutoredForPay(conducts, law), TeacherHeldBackInClass(conducts, law), TeacherRanTrainingClasses(conducts, law), TeacherTradedWithParents(conducts, law),
            TeacherRecommendedPupils(conducts, law), TeacherPassedPupilsOn(conducts, law), TeacherTookGiftMoney(conducts, law), QualificationLostWithoutLocalText(conducts, measures, law),
        ];
        return [.. found.OfType<Finding>()];
    }

    /// <summary>No paid tutoring by teachers in service.</summary>
    [Rule("在职教师有偿补课", "A teacher in service tutored for pay", Capability = "S17", Clauses = ["KM-23", "TZ-22", "BJ-26", "JLP-C22", "JLP-T15"])]
    public static Finding? TeacherTutoredForPay(IReadOnlyList<TeacherConduct> conducts, LawAt law) => conducts.Contains(TeacherConduct.PaidTutoring)
        ? law.ByClauses(Severity.Breach, Subject, "严禁在职教师有偿补课。", "Teachers in service do not tutor for pay.", ["KM-23", "TZ-22", "BJ-26", "JLP-C22", "JLP-T15"])
        : null;

    /// <summary>What belongs into class is taught in class.</summary>
    [Rule("课上不讲课下讲", "A teacher held back in class", Capability = "S17", Clauses = ["JLP-C57", "JLP-T15"])]
    public static Finding? TeacherHeldBackInClass(IReadOnlyList<TeacherConduct> conducts, LawAt law) => conducts.Contains(TeacherConduct.HeldBack)
        ? law.ByClauses(Severity.Breach, Subject, "对课上不讲课下讲“零容忍”。", "Holding back in class is not tolerated.", ["JLP-C57", "JLP-T15"])
        : null;

    /// <summary>Teachers run no training classes.</summary>
    [Rule("教师组织开办校外培训班", "A teacher ran training classes", Capability = "S17", Clauses = ["JLP-C57", "JLP-T15"])]
    public static Finding? TeacherRanTrainingClasses(IReadOnlyList<TeacherConduct> conducts, LawAt law) => conducts.Contains(TeacherConduct.RanClasses)
        ? law.ByClauses(Severity.Breach, Subject, "对组织开办校外培训班“零容忍”。", "Running training classes is not tolerated.", ["JLP-C57", "JLP-T15"])
        : null;

    /// <summary>Teachers trade no favours with parents.</summary>
    [Rule("同家长搞利益交换", "A teacher traded favours with parents", Capability = "S17", Clauses = ["JLP-C57", "JLP-T15"])]
    public static Finding? TeacherTradedWithParents(IReadOnlyList<TeacherConduct> conducts, LawAt law) => conducts.Contains(TeacherConduct.TradedWithParents)
        ? law.ByClauses(Severity.Breach, Subject, "对同家长搞利益交换“零容忍”。", "Trading favours with parents is not tolerated.", ["JLP-C57", "JLP-T15"])
        : null;

    /// <summary>Teachers lead nobody to paid tutoring.</summary>
    [Rule("组织、推荐或引导学生参加有偿补课", "A teacher recommended paid tutoring", Capability = "S17", Clauses = ["BJ-26"])]
    public static Finding? TeacherRecommendedPupils(IReadOnlyList<TeacherConduct> conducts, LawAt law) => conducts.Contains(TeacherConduct.RecommendedPupils)
        ? law.ByClauses(Severity.Breach, Subject, "不得组织、推荐或引导学生参加有偿补课。", "Teachers neither organise nor recommend paid tutoring.", ["BJ-26"])
        : null;

    /// <summary>Teachers pass no pupils and no data of pupils on.</summary>
    [Rule("为校外培训机构介绍学生或提供学生信息", "A teacher passed pupils on", Capability = "S17", Clauses = ["BJ-26"])]
    public static Finding? TeacherPassedPupilsOn(IReadOnlyList<TeacherConduct> conducts, LawAt law) => conducts.Contains(TeacherConduct.PassedPupilsOn)
        ? law.ByClauses(Severity.Breach, Subject, "不得为校外培训机构介绍学生或提供学生信息。", "Teachers pass neither pupils nor their data to institutions.", ["BJ-26"])
        : null;

    /// <summary>Teachers take no gift money.</summary>
    [Rule("教师违规收受礼金", "A teacher took gift money", Capability = "S17", Clauses = ["JLP-C56"])]
    public static Finding? TeacherTookGiftMoney(IReadOnlyList<TeacherConduct> conducts, LawAt law) => conducts.Contains(TeacherConduct.GiftMoney)
        ? law.ByClauses(Severity.Breach, Subject, "教师不得违规收受礼金。", "Teachers take no gift money.", ["JLP-C56"])
        : null;

    /// <summary>Loss of the qualification rests on TZ-22 or BJ-26 and on paid tutoring; elsewhere a person names the text.</summary>
    [Rule("撤销教师资格的依据须人工核定", "Loss of the qualification without a text of the place", Capability = "S17", Clauses = ["TZ-22", "BJ-26"])]
    public static Finding? QualificationLostWithoutLocalText(IReadOnlyList<TeacherConduct> conducts, IReadOnlyList<TeacherMeasure> measures, LawAt law)
    {
        if (!measures.Contains(TeacherMeasure.QualificationLost)) return null;
        var text = law.ByClauses(Severity.Undetermined, "measures", "", "", ["TZ-22", "BJ-26"]);
        if (text is not null && conducts.Any(c => c is TeacherConduct.PaidTutoring or TeacherConduct.RecommendedPupils or TeacherConduct.PassedPupilsOn)) return null;
        return new Finding(
            nameof(QualificationLostWithoutLocalText), Severity.Undetermined, "本地文件没有就该行为规定撤销教师资格，须人工核定所依据的上位规定。",
            "No text of the place ties this conduct to the loss of the qualification; a person has to name the higher text.", "measures", null, null, text?.Basis ?? []);
    }
}
