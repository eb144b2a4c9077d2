using ShuangJian.Policy;

namespace ShuangJian.Schools.Domain;

/// <summary>What the rules on homework look at.</summary>
/// <param name="Content">What it says.</param>
/// <param name="Grade">Grade of the class.</param>
public sealed record HomeworkFacts(HomeworkContent Content, int Grade);

/// <summary>What the rule on the day looks at.</summary>
/// <param name="Grade">Grade of the class.</param>
/// <param name="Held">Written minutes of all subjects times pupils.</param>
/// <param name="Pupils">Pupils of the class.</param>
public sealed record DayFacts(int Grade, long Held, int Pupils)
{
    /// <summary>Minutes on average, rounded up, so that the least excess is one.</summary>
    public int Minutes => (int)((Held + Pupils - 1) / Pupils);
}

/// <summary>What homework may be given, by whom, how, and how much of it (S2, S3).</summary>
public static class HomeworkRules
{
    private const string Subject = "homework";

    /// <summary>Applies every rule on single homework.</summary>
    public static IReadOnlyList<Finding> Judge(HomeworkFacts facts, LawAt law)
    {
        Finding?[] findings =
        [
            HomeworkGivenToParents(facts, law), HomeworkSentByPhone(facts, law), HomeworkNotSetInClass(facts, law), HomeworkIsPunitive(facts, law),
            HomeworkLooksMechanical(facts, law), HomeworkBeyondStandard(facts, law), PupilsMustMarkThemselves(facts, law), ParentsMustMark(facts, law), WrittenHomeworkTakenHome(facts, law),
        ];
        return [.. findings.OfType<Finding>()];
    }

    /// <summary>The parameter that limits the minutes of a grade; null where none does.</summary>
    public static ParameterKey<int>? LimitOf(int grade) => grade switch
    {
        >= 3 and <= 6 => Law.HomeworkMinutesGrades3To6,
        >= 7 and <= 9 => Law.HomeworkMinutesGrades7To9,
        _ => null,
    };

    /// <summary>The written homework of a class and day stays within the minutes of its grade, all subjects together.</summary>
    [Rule("书面作业超过每日时长上限", "Written homework exceeds the daily minutes", Capability = "S3", Clauses = ["KM-3", "TZ-1", "JLP-C7", "JLP-C10", "JLP-T11", "BJ-4", "BJ-5"],
        Parameters = [nameof(Law.HomeworkMinutesGrades3To6), nameof(Law.HomeworkMinutesGrades7To9)])]
    public static Finding? HomeworkExceedsDailyMinutes(DayFacts facts, LawAt law)
    {
        if (LimitOf(facts.Grade) is not { } key) return null;
        if (!law.TryLimit(key, Subject + ".minutes", out var limit, out var open)) return open;
        return facts.Held <= (long)limit.Value * facts.Pupils ? null : limit.Breach(
            Subject + ".minutes", facts.Minutes, "各科书面作业合计平均{observed}，超过{limit}。", "Written homework of all subjects takes {observed} minutes on average, at most {limit}.");
    }

    /// <summary>Grades 1 and 2 take no written homework home.</summary>
    [Rule("小学一、二年级布置家庭书面作业", "Written homework taken home in grades 1 and 2", Capability = "S3", Clauses = ["KM-3", "TZ-1", "JLP-C10", "BJ-5"],
        Parameters = [nameof(Law.NoHomeworkAtHomeGrades1To2), nameof(Law.InSchoolPracticeGrades1To2)])]
    public static Finding? WrittenHomeworkTakenHome(HomeworkFacts facts, LawAt law) => law.Forbidden(
        Law.NoHomeworkAtHomeGrades1To2, Subject + ".place", facts.Grade <= 2 && facts.Content is { Kind: HomeworkKind.Written, Place: HomeworkPlace.Home },
        law.Limit(Law.InSchoolPracticeGrades1To2) is { Value: true } ? "一、二年级不布置家庭书面作业，可在校内适当安排巩固练习。" : "一、二年级不布置家庭书面作业。",
        "Grades 1 and 2 get no written homework to take home.");

    /// <summary>Parents get no homework.</summary>
    [Rule("给家长布置或变相布置作业", "Homework given to parents", Capability = "S2", Clauses = ["KM-2", "JLP-C9", "BJ-4"])]
    public static Finding? HomeworkGivenToParents(HomeworkFacts facts, LawAt law) => facts.Content.AsksParents
        ? law.ByClauses(Severity.Breach, Subject + ".asks_parents", "不得给家长布置或变相布置作业，不得要求家长检查。", "Parents get no homework and check none.", ["KM-2", "JLP-C9", "BJ-4"])
        : null;

    /// <summary>No homework by phone.</summary>
    [Rule("通过手机布置作业", "Homework sent by phone", Capability = "S2", Clauses = ["KM-2"])]
    public static Finding? HomeworkSentByPhone(HomeworkFacts facts, LawAt law) => facts.Content.Channel == HomeworkChannel.Phone
        ? law.ByClauses(Severity.Breach, Subject + ".channel", "不得通过手机布置作业。", "Homework is not set by phone.", ["KM-2"])
        : null;

    /// <summary>Homework is set in class.</summary>
    [Rule("作业未在课内布置", "Homework not set in class", Capability = "S2", Clauses = ["BJ-4"])]
    public static Finding? HomeworkNotSetInClass(HomeworkFacts facts, LawAt law) => facts.Content.Channel != HomeworkChannel.InClass
        ? law.ByClauses(Severity.Breach, Subject + ".channel", "作业必须在课内布置。", "Homework has to be set in class.", ["BJ-4"])
        : null;

    /// <summary>No homework as a punishment.</summary>
    [Rule("布置惩罚性作业", "Punitive homework", Capability = "S2", Clauses = ["KM-2", "JLP-C12", "BJ-4"])]
    public static Finding? HomeworkIsPunitive(HomeworkFacts facts, LawAt law) => Words(
        facts, law, "homework_punitive", Severity.Breach, "不得布置惩罚性作业", "Homework must not punish", nameof(HomeworkIsPunitive));

    /// <summary>Words that speak of mechanical repetition are looked at by a person.</summary>
    [Rule("疑似机械重复作业", "Signs of mechanical homework", Capability = "S2", Clauses = ["KM-2", "JLP-C12", "BJ-4"])]
    public static Finding? HomeworkLooksMechanical(HomeworkFacts facts, LawAt law) => Words(
        facts, law, "homework_mechanical", Severity.Undetermined, "疑似机械重复作业，须人工判定", "It may be mechanical repetition; a person decides", nameof(HomeworkLooksMechanical));

    /// <summary>Nothing beyond the curriculum standard.</summary>
    [Rule("作业难度超过国家课标", "Homework beyond the curriculum standard", Capability = "S3", Clauses = ["JLP-C7", "BJ-4"])]
    public static Finding? HomeworkBeyondStandard(HomeworkFacts facts, LawAt law) => facts.Content.BeyondStandard
        ? law.ByClauses(Severity.Breach, Subject + ".beyond_standard", "作业难度不得超过国家课标。", "Homework stays within the national standard.", ["JLP-C7", "BJ-4"])
        : null;

    /// <summary>Pupils do not mark their own homework.</summary>
    [Rule("要求学生自批自改作业", "Pupils must mark their own homework", Capability = "S4", Clauses = ["KM-4", "JLP-C14", "BJ-6"])]
    public static Finding? PupilsMustMarkThemselves(HomeworkFacts facts, LawAt law) => facts.Content.Marker == HomeworkMarker.Pupil
        ? law.ByClauses(Severity.Breach, Subject + ".marker", "不得要求学生自批自改作业。", "Pupils are not made to mark their own homework.", ["KM-4", "JLP-C14", "BJ-6"])
        : null;

    /// <summary>Parents neither mark nor check.</summary>
    [Rule("要求家长批改作业", "Parents must mark homework", Capability = "S4", Clauses = ["KM-4", "JLP-C9", "BJ-4"])]
    public static Finding? ParentsMustMark(HomeworkFacts facts, LawAt law) => facts.Content.Marker == HomeworkMarker.Parent
        ? law.ByClauses(Severity.Breach, Subject + ".marker", "严禁要求家长检查、批改作业。", "Parents are not made to check or mark homework.", ["KM-4", "JLP-C9", "BJ-4"])
        : null;

    /// <summary>What only sounds like a phrase is never certain.</summary>
    private static Finding? Words(HomeworkFacts facts, LawAt law, string list, Severity severity, string zh, string en, string rule)
    {
        var phrases = law.Law.Phrases[list];
        var text = facts.Content.Text;
        var hits = phrases.Find(text);
        if (hits.Count == 0) return null;
        var words = string.Join("、", hits.Select(h => $"“{text.Substring(h.Start, h.Length)}”").Distinct());
        return law.ByClauses(hits.All(h => h.BySound) ? Severity.Undetermined : severity, Subject + ".content", $"{zh}：{words}。", $"{en}: {words}.", [.. phrases.Clauses], rule);
    }
}
