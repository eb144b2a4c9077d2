using ShuangJian.Policy;

namespace ShuangJian.Schools.Domain;

/// <summary>What the rules on marking look at.</summary>
/// <param name="Marking">How it was marked.</param>
/// <param name="Grade">Grade of the class.</param>
/// <param name="Kind">Kind of the homework.</param>
public sealed record MarkingFacts(Marking Marking, int Grade, HomeworkKind Kind);

/// <summary>How homework is marked and given back (S4).</summary>
public static class MarkingRules
{
    private const int Junior = 7;

    /// <summary>Applies every rule.</summary>
    public static IReadOnlyList<Finding> Judge(MarkingFacts facts, LawAt law)
    {
        Finding?[] findings = [PupilsMarkedThemselves(facts, law), ParentsMarked(facts, law), NotAllMarkedByTeacher(facts, law), TooLittleFinishedInSchool(facts, law)];
        return [.. findings.OfType<Finding>()];
    }

    /// <summary>No copy was marked by pupils.</summary>
    [Rule("学生自批自改作业", "Pupils marked their own homework", Capability = "S4", Clauses = ["KM-4", "JLP-C14", "BJ-6"])]
    public static Finding? PupilsMarkedThemselves(MarkingFacts facts, LawAt law) => facts.Marking.ByPupils > 0
        ? Seen(law.ByClauses(Severity.Breach, "marking.by_pupils", $"{facts.Marking.ByPupils}份作业由学生自批自改。", $"{facts.Marking.ByPupils} copies were marked by pupils.", ["KM-4", "JLP-C14", "BJ-6"]), facts.Marking.ByPupils)
        : null;

    /// <summary>No copy was marked or checked by parents.</summary>
    [Rule("家长检查、批改作业", "Parents marked homework", Capability = "S4", Clauses = ["KM-4", "JLP-C9", "BJ-4"])]
    public static Finding? ParentsMarked(MarkingFacts facts, LawAt law) => facts.Marking.ByParents > 0
        ? Seen(law.ByClauses(Severity.Breach, "marking.by_parents", $"{facts.Marking.ByParents}份作业由家长检查或批改。", $"{facts.Marking.ByParents} copies were marked by parents.", ["KM-4", "JLP-C9", "BJ-4"]), facts.Marking.ByParents)
        : null;

    /// <summary>The teacher marks every copy.</summary>
    [Rule("作业未全批全改", "Not all homework was marked by the teacher", Capability = "S4", Clauses = ["KM-4", "JLP-C14", "BJ-4"])]
    public static Finding? NotAllMarkedByTeacher(MarkingFacts facts, LawAt law)
    {
        var left = facts.Marking.HandedIn - facts.Marking.ByTeacher;
        if (left <= 0) return null;
        // Beijing demands all of it; Kunming and Jiulongpo say that teachers mark carefully, which leaves something to a person.
        return Seen(law.ByClauses(Severity.Breach, "marking.by_teacher", $"{left}份作业教师未批改，应当全批全改。", $"{left} copies were not marked by a teacher; all have to be.", ["BJ-4"])
            ?? law.ByClauses(Severity.Warning, "marking.by_teacher", $"{left}份作业教师未批改。", $"{left} copies were not marked by a teacher.", ["KM-4", "JLP-C14"]), left);
    }

    /// <summary>Primary pupils finish nearly all written homework in school, junior pupils most of it.</summary>
    [Rule("在校完成书面作业比例偏低", "Too little written homework is finished in school", Capability = "S4", Clauses = ["KM-4", "TZ-1", "JLP-C13", "BJ-6"],
        Parameters = [nameof(Law.FinishedInSchoolPrimary), nameof(Law.FinishedInSchoolJunior)])]
    public static Finding? TooLittleFinishedInSchool(MarkingFacts facts, LawAt law)
    {
        if (facts.Kind != HomeworkKind.Written || facts.Marking.HandedIn == 0 || facts.Grade > 9) return null;
        if (law.Limit(facts.Grade < Junior ? Law.FinishedInSchoolPrimary : Law.FinishedInSchoolJunior) is not { } limit) return null;
        var percent = facts.Marking.FinishedInSchool * 100 / facts.Marking.HandedIn;
        if (facts.Marking.FinishedInSchool * 100 >= limit.Value * facts.Marking.HandedIn) return null;
        return law.ByClauses(
            Severity.Warning, "marking.finished_in_school", $"在校完成{percent}%，低于{limit.Value}%。", $"{percent} % were finished in school, less than {limit.Value} %.", ["KM-4", "TZ-1", "JLP-C13", "BJ-6"])
            is { } finding ? finding with { Limit = limit.Quantity, Observed = limit.Unit.Quantity(percent), Basis = [.. finding.Basis, limit.Basis] } : null;
    }

    private static Finding? Seen(Finding? finding, int copies) => finding is null ? null : finding with { Observed = new Quantity($"{copies}", "items") };
}
