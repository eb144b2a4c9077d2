using ShuangJian.Policy;

namespace ShuangJian.Schools.Domain;

#pragma warning disable CS1591 // The words of this enum are those of the contract, where each is explained.
/// <summary>Who publishes measures for homework.</summary>
public enum MeasureTier { City, County, School }

/// <summary>Who checks homework.</summary>
public enum HomeworkChecker { GradeGroup, ClassTeacher, SubjectGroup, School, Authority }
#pragma warning restore CS1591

/// <summary>What measures provide for.</summary>
public sealed record MeasureContent(
    string Title, string Text, DateOnly EffectiveFrom, bool DesignPlan, int CheckEveryDays, bool Board, bool GradeGroupCoordinates, bool ClassTeacherCoordinates, bool DesignInResearch);

/// <summary>What the rules on measures look at.</summary>
/// <param name="Tier">Who publishes.</param>
/// <param name="Content">What they provide for.</param>
public sealed record MeasureFacts(MeasureTier Tier, MeasureContent Content)
{
    /// <summary>Whether a school publishes.</summary>
    public bool OfSchool => Tier == MeasureTier.School;
}

/// <summary>Published measures for homework.</summary>
public sealed class HomeworkMeasure
{
    private HomeworkMeasure()
    {
    }

    /// <summary>Identifier.</summary>
    public Guid Id { get; private set; }

    /// <summary>Who publishes.</summary>
    public MeasureTier Tier { get; private set; }

    /// <summary>Division of the publisher.</summary>
    public string Division { get; private set; } = "";

    /// <summary>Code of the school; empty for a city or county.</summary>
    public string SchoolCode { get; private set; } = "";

    /// <summary>What they provide for.</summary>
    public MeasureContent Content { get; private set; } = null!;

    /// <summary>What the rules found.</summary>
    public IReadOnlyList<Finding> Findings { get; private set; } = [];

    /// <summary>When they were published, UTC.</summary>
    public DateTime PublishedAt { get; private set; }

    /// <summary>When others took their place, UTC; null while in force.</summary>
    public DateTime? ReplacedAt { get; private set; }

    /// <summary>Grows by one with every change.</summary>
    public long Version { get; private set; }

    /// <summary>Publishes measures.</summary>
    /// <exception cref="Refusal">SCHOOL_BREACH_STANDS.</exception>
    public static HomeworkMeasure Publish(MeasureTier tier, string division, string school, MeasureContent content, LawAt law, DateTime now)
    {
        var findings = MeasureRules.Judge(new MeasureFacts(tier, content), law);
        if (findings.Where(f => f.Severity == Severity.Breach).ToList() is { Count: > 0 } breaches) throw SchoolRefusals.BreachStands(breaches);
        return new()
        {
            Id = Guid.CreateVersion7(), Tier = tier, Division = division, SchoolCode = school, Content = content, Findings = findings, PublishedAt = now, Version = 1,
        };
    }

    /// <summary>Others take their place.</summary>
    public void Replace(DateTime now)
    {
        ReplacedAt = now;
        Version++;
    }
}

/// <summary>A check of the homework of a school.</summary>
public sealed class HomeworkCheck
{
    /// <summary>Identifier.</summary>
    public required Guid Id { get; init; }

    /// <summary>Code of the school.</summary>
    public required string SchoolCode { get; init; }

    /// <summary>Who checked.</summary>
    public required HomeworkChecker Checker { get; init; }

    /// <summary>Day of the check.</summary>
    public required DateOnly CheckedOn { get; init; }

    /// <summary>Classes looked at.</summary>
    public required int Classes { get; init; }

    /// <summary>Problems found.</summary>
    public required int Problems { get; init; }

    /// <summary>What was seen.</summary>
    public required string Note { get; init; }
}

/// <summary>What the rule on regular checks looks at.</summary>
/// <param name="EveryDays">Days between checks by the measures of the school; 0 when they provide for none.</param>
/// <param name="Since">Day of the last check, or the first day of the measures.</param>
/// <param name="Today">The day judged.</param>
public sealed record CheckFacts(int EveryDays, DateOnly Since, DateOnly Today)
{
    /// <summary>Last day on which the next check is in time.</summary>
    public DateOnly DueOn => Since.AddDays(EveryDays);
}

/// <summary>What measures for homework have to provide for (S1, S5).</summary>
public static class MeasureRules
{
    /// <summary>Applies every rule.</summary>
    public static IReadOnlyList<Finding> Judge(MeasureFacts facts, LawAt law)
    {
        Finding?[] findings = [CountyHasNoDesignPlan(facts, law), MeasureLacksRegularCheck(facts, law), MeasureLacksBoard(facts, law), MeasureLacksCoordination(facts, law), DesignOutsideResearch(facts, law)];
        return [.. findings.OfType<Finding>()];
    }

    /// <summary>A county has a plan for the design of homework.</summary>
    [Rule("县级未制定作业设计方案", "A county has no plan for the design of homework", Capability = "S1", Clauses = ["KM-2"])]
    public static Finding? CountyHasNoDesignPlan(MeasureFacts facts, LawAt law) => facts is { Tier: MeasureTier.County, Content.DesignPlan: false }
        ? law.ByClauses(Severity.Breach, "content.design_plan", "县级应当制定作业设计方案。", "A county has to make a plan for the design of homework.", ["KM-2"])
        : null;

    /// <summary>A school checks homework regularly.</summary>
    [Rule("学校未建立作业定期检查机制", "A school does not check homework regularly", Capability = "S1", Clauses = ["KM-1"])]
    public static Finding? MeasureLacksRegularCheck(MeasureFacts facts, LawAt law) => facts.OfSchool && facts.Content.CheckEveryDays == 0
        ? law.ByClauses(Severity.Breach, "content.check_every_days", "学校应当建立作业定期检查机制。", "A school has to check homework regularly.", ["KM-1"])
        : null;

    /// <summary>A school checks as often as its own measures say.</summary>
    [Rule("学校未按期检查作业", "Homework checks are overdue", Capability = "S1", Clauses = ["KM-1"])]
    public static Finding? HomeworkChecksOverdue(CheckFacts facts, LawAt law) => facts.EveryDays > 0 && facts.Today > facts.DueOn
        ? law.ByClauses(Severity.Warning, "check.checked_on", $"作业检查应于{facts.DueOn:yyyy-MM-dd}前进行，已逾期。", $"A check of homework was due by {facts.DueOn:yyyy-MM-dd}.", ["KM-1"])
            is { } finding ? finding with { Limit = new Quantity($"{facts.DueOn:yyyy-MM-dd}", "date"), Observed = new Quantity($"{facts.Today:yyyy-MM-dd}", "date") } : null
        : null;

    /// <summary>A school shows homework inside the school.</summary>
    [Rule("学校未建立作业校内公示制度", "A school does not show homework inside the school", Capability = "S5", Clauses = ["KM-1", "JLP-C8", "JLP-T11", "BJ-4"])]
    public static Finding? MeasureLacksBoard(MeasureFacts facts, LawAt law) => facts.OfSchool && !facts.Content.Board
        ? law.ByClauses(Severity.Breach, "content.board", "学校应当建立作业校内公示制度。", "A school has to show homework inside the school.", ["KM-1", "JLP-C8", "JLP-T11", "BJ-4"])
        : null;

    /// <summary>Grade groups and class teachers coordinate homework.</summary>
    [Rule("学校未建立年级组和班主任统筹机制", "Nobody coordinates homework across subjects", Capability = "S1", Clauses = ["KM-1", "JLP-C7", "BJ-4"])]
    public static Finding? MeasureLacksCoordination(MeasureFacts facts, LawAt law)
    {
        if (!facts.OfSchool) return null;
        var group = facts.Content.GradeGroupCoordinates ? null : law.ByClauses(
            Severity.Breach, "content.grade_group_coordinates", "年级组应当统筹管理作业。", "Grade groups have to coordinate homework.", ["KM-1", "JLP-C7", "BJ-4"]);
        return group ?? (facts.Content.ClassTeacherCoordinates ? null : law.ByClauses(
            Severity.Breach, "content.class_teacher_coordinates", "班主任应当统筹管理作业。", "Class teachers have to coordinate homework.", ["KM-1"]));
    }

    /// <summary>The design of homework is part of teaching research.</summary>
    [Rule("作业设计未纳入教研", "The design of homework is not part of teaching research", Capability = "S2", Clauses = ["KM-2", "JLP-C11", "BJ-6"])]
    public static Finding? DesignOutsideResearch(MeasureFacts facts, LawAt law) => facts.OfSchool && !facts.Content.DesignInResearch
        ? law.ByClauses(Severity.Breach, "content.design_in_research", "作业设计应当纳入教研。", "The design of homework has to be part of teaching research.", ["KM-2", "JLP-C11", "BJ-6"])
        : null;
}
