using System.Runtime.CompilerServices;
using ShuangJian.Policy;

namespace ShuangJian.Filings.Domain;

/// <summary>What other sides know of a tutor's person on the day judged.</summary>
/// <param name="InService">Whether the person is on the roster of in-service teachers.</param>
/// <param name="Grounds">Grounds on which the person is barred.</param>
/// <param name="LastDay">First last day of what is known; null for none.</param>
/// <param name="NextDay">First day of what begins later; null for none.</param>
/// <param name="LeftSchoolOn">Last day at the school that the person left most lately; null for none.</param>
public sealed record PersonFacts(
    bool InService, IReadOnlyList<BarGround> Grounds, DateOnly? LastDay = null, DateOnly? NextDay = null, DateOnly? LeftSchoolOn = null)
{
    /// <summary>Nothing is known against the person.</summary>
    public static PersonFacts Clear { get; } = new(false, []);
}

/// <summary>What the rules look at.</summary>
/// <param name="Content">What is stated.</param>
/// <param name="Person">What other sides know.</param>
/// <param name="FiledOn">Day of the filing; null while not filed.</param>
public sealed record TutorFacts(TutorContent Content, PersonFacts Person, DateOnly? FiledOn = null);

/// <summary>Who may teach (F8).</summary>
public static class TutorRules
{
    /// <summary>Applies every rule.</summary>
    public static IReadOnlyList<Finding> Judge(TutorFacts facts, LawAt law)
    {
        Finding?[] findings =
        [
            TutorLacksQualification(facts, law), TutorIsInServiceTeacher(facts, law), TutorIsBarred(facts, law),
            ForeignTutorWithoutPermit(facts, law), TutorIsAbroad(facts, law), TutorContractMissing(facts, law),
            TutorFilingLapsed(facts, law), TutorCameFromSchoolLately(facts, law),
        ];
        return [.. findings.OfType<Finding>()];
    }

    /// <summary>
    /// Who teaches school subjects holds a teacher's qualification of the subject and of each stage. Whether one of a
    /// higher stage will do is said by none of the texts: a person decides.
    /// </summary>
    [Rule("从事学科类培训的人员不具备相应教师资格", "Tutor lacks the qualification", Capability = "F8", Clauses = ["KM-8", "TZ-17", "BJ-14"])]
    public static Finding? TutorLacksQualification(TutorFacts facts, LawAt law)
    {
        if (!facts.Content.Class.IsAcademic) return null;
        var held = facts.Content.Qualifications
            .Where(q => q.Kind == QualificationKind.Teacher && law.Law.IsSameSubject(q.Subject, facts.Content.Subject) && q.HoldsOn(law.Date)).Select(q => q.Stage).OfType<EducationStage>().ToHashSet();
        var missing = facts.Content.Class.Stages.Where(stage => !held.Contains(stage)).ToList();
        if (missing.Count == 0) return null;
        return missing.All(stage => held.Any(h => h > stage && h != EducationStage.Adult))
            ? law.ByClauses(Severity.Undetermined, "tutor.qualifications", "教师资格的学段高于任教学段，是否属于相应资格须人工认定。",
                "The qualification is of a higher stage than is taught; a person decides whether it will do.", ["KM-8", "TZ-17", "BJ-14"])
            : law.ByClauses(Severity.Breach, "tutor.qualifications", $"从事学科类培训的人员必须具备相应教师资格，{law.Date:yyyy-MM-dd}没有与任教学科、学段相符的有效资格。",
                "Who teaches school subjects must hold a valid qualification of the subject and the stage.", ["KM-8", "TZ-17", "BJ-14"]);
    }

    /// <summary>No in-service school teacher.</summary>
    [Rule("聘用中小学在职教师", "Tutor is an in-service school teacher", Capability = "F8",
        Clauses = ["KM-8", "TZ-22", "BJ-26"], Parameters = [nameof(Law.BarredPersons)])]
    public static Finding? TutorIsInServiceTeacher(TutorFacts facts, LawAt law) => !facts.Person.InService ? null
        : law.ByClauses(Severity.Breach, "tutor.person", "不得聘用中小学在职教师，该人员在在职教师名册中。",
            "No in-service school teacher may be employed; the person is on the roster.", ["KM-8", "TZ-22", "BJ-26"])
            ?? OfNation("in-service-teacher", "该人员是中小学在职教师，不得聘用。", "The person is an in-service school teacher.", law);

    /// <summary>No barred person.</summary>
    [Rule("聘用禁止从业人员", "Tutor is barred", Capability = "F8", Parameters = [nameof(Law.BarredPersons)])]
    public static Finding? TutorIsBarred(TutorFacts facts, LawAt law) => facts.Person.Grounds
        .Select(ground => OfNation(Word(ground), "该人员在禁止从业名单中，不得聘用。", "The person is barred from employment as a tutor.", law))
        .FirstOrDefault(finding => finding is not null);

    /// <summary>A foreigner in China teaches with a permit that holds.</summary>
    [Rule("聘用境内外籍人员没有有效工作许可", "Foreign tutor without a permit", Capability = "F8", Clauses = ["KM-8", "JLP-C41", "BJ-14"])]
    public static Finding? ForeignTutorWithoutPermit(TutorFacts facts, LawAt law) =>
        facts.Content.Origin != TutorOrigin.ForeignerInChina || facts.Content.PermitUntil >= law.Date ? null : law.ByClauses(
            Severity.Breach, "tutor.permit_until", "聘请在境内的外籍人员要符合国家有关规定，该人员没有有效的工作许可。",
            "A foreigner in China is employed with a work permit only.", ["KM-8", "JLP-C41", "BJ-14"]);

    /// <summary>No foreigner who is abroad.</summary>
    [Rule("聘请在境外的外籍人员", "Tutor is abroad", Capability = "F8", Clauses = ["KM-8", "TZ-17", "JLP-C41", "BJ-14"])]
    public static Finding? TutorIsAbroad(TutorFacts facts, LawAt law) => facts.Content.Origin != TutorOrigin.ForeignerAbroad ? null : law.ByClauses(
        Severity.Breach, "tutor.origin", "严禁聘请在境外的外籍人员开展培训活动。", "No foreigner abroad may be employed for training.",
        ["KM-8", "TZ-17", "JLP-C41", "BJ-14"]);

    /// <summary>Institution and tutor have signed a contract that runs.</summary>
    [Rule("未与所聘人员签订合同", "Contract with the tutor is missing", Capability = "F8", Clauses = ["KM-8"])]
    public static Finding? TutorContractMissing(TutorFacts facts, LawAt law) =>
        facts.Content.Contract is { } contract && contract.From <= law.Date && (contract.Until is null || law.Date <= contract.Until) ? null : law.ByClauses(
            Severity.Breach, "tutor.contract", "培训机构应当与所聘人员依法签订聘用合同、劳动合同或劳务协议，现无有效合同。",
            "Institution and tutor must have signed a contract that runs.", ["KM-8"]);

    /// <summary>A filing holds for a term and is made anew before its end; the term is the platform's own.</summary>
    [Rule("培训人员备案已过期未续", "Filing of a tutor has lapsed", Capability = "F8", Parameters = [nameof(Law.TutorFilingMonths)])]
    public static Finding? TutorFilingLapsed(TutorFacts facts, LawAt law)
    {
        if (facts.FiledOn is not { } filed || HoldsUntil(filed, law) is not { } until || law.Date <= until) return null;
        var begun = 1;
        while (filed.AddMonths(begun) <= law.Date) begun++;
        return law.Limit(Law.TutorFilingMonths)!.Breach(
            "tutor.filed_on", begun, $"培训人员备案有效期为{{limit}}，至{until:yyyy-MM-dd}，须重新备案。", $"The filing held until {until:yyyy-MM-dd}; it has to be made anew.");
    }

    /// <summary>Last day for which a filing holds; null while not filed and where it holds without end.</summary>
    internal static DateOnly? HoldsUntil(DateOnly? filedOn, LawAt law) =>
        filedOn is { } day && law.Limit(Law.TutorFilingMonths) is { } months ? day.AddMonths(months.Value).AddDays(-1) : null;

    /// <summary>Who left a school shortly before is a sign of teachers drawn away with high pay; the span is the platform's own.</summary>
    [Rule("疑似高薪挖抢学校教师", "Sign of teachers drawn away from schools", Capability = "F8", Clauses = ["KM-8", "BJ-14"],
        Parameters = [nameof(Law.PoachingSignMonths)])]
    public static Finding? TutorCameFromSchoolLately(TutorFacts facts, LawAt law)
    {
        if (facts.Person.LeftSchoolOn is not { } left || facts.Content.Contract is not { } contract) return null;
        if (law.Limit(Law.PoachingSignMonths) is not { } months || contract.From > left.AddMonths(months.Value)) return null;
        return law.ByClauses(
            Severity.Warning, "tutor.person", $"该人员于{left:yyyy-MM-dd}离开学校，{contract.From:yyyy-MM-dd}即受聘，请核查是否高薪挖抢学校教师。",
            $"The person left a school on {left:yyyy-MM-dd} and was engaged from {contract.From:yyyy-MM-dd}: look whether a teacher was drawn away with high pay.", ["KM-8", "BJ-14"]);
    }

    private static Finding? OfNation(string ground, string zh, string en, LawAt law, [CallerMemberName] string rule = "") =>
        law.Judge(Law.BarredPersons, "tutor.person", ground, list => !list.Contains(ground), zh, en, rule);

    private static string Word(BarGround ground) => ground switch
    {
        BarGround.BlackListed => "black-listed",
        BarGround.DeprivedOfPoliticalRights => "deprived-of-political-rights",
        _ => "imprisoned-for-intentional-crime",
    };
}
