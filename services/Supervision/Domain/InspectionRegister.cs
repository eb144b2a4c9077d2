using ShuangJian.Policy;

namespace ShuangJian.Supervision.Domain;

/// <summary>A school or institution that is inspected, as its service told of it.</summary>
public sealed class InspectedObject
{
    /// <summary>Code of a school, identifier of an institution: what its service names it by.</summary>
    public required string Key { get; init; }

    /// <summary>What it is.</summary>
    public required SubjectKind Kind { get; init; }

    /// <summary>County-level division.</summary>
    public required string Division { get; set; }

    /// <summary>Unified social credit code; empty until it is told.</summary>
    public string Code { get; set; } = "";

    /// <summary>Name; empty until it is told.</summary>
    public string Name { get; set; } = "";

    /// <summary>Town or street of a school; empty when not known, and for institutions.</summary>
    public string Town { get; set; } = "";

    /// <summary>Day on which it was first told.</summary>
    public required DateOnly Since { get; init; }

    /// <summary>Last day; null while it goes on. A suspension is no end.</summary>
    public DateOnly? EndedOn { get; set; }

    /// <summary>When that was told, by which a late event is known.</summary>
    public DateTime ToldAt { get; set; }
}

/// <summary>What tells how closely an institution has to be looked at.</summary>
public sealed class ObjectSigns
{
    /// <summary>Unified social credit code.</summary>
    public required string Code { get; init; }

    /// <summary>Credit grade: 0 not graded, 1 is A, 4 is D.</summary>
    public int Grade { get; set; }

    /// <summary>When the grade was told.</summary>
    public DateTime GradeAt { get; set; }

    /// <summary>Breaches of advertising that were told as repeated.</summary>
    public int AdBreaches { get; set; }

    /// <summary>Last day on which they count.</summary>
    public DateOnly AdUntil { get; set; }

    /// <summary>Risk warning: 0 none, 1 yellow, 2 red.</summary>
    public int Risk { get; set; }

    /// <summary>Identifier of that warning; empty for none.</summary>
    public string WarningId { get; set; } = "";

    /// <summary>When the warning was told last.</summary>
    public DateTime RiskAt { get; set; }

    /// <summary>Breaches of advertising that count on a day.</summary>
    public int AdBreachesOn(DateOnly day) => day <= AdUntil ? AdBreaches : 0;
}

/// <summary>How often an object was visited in a month or a year; self-checks do not count.</summary>
public sealed class VisitCount
{
    /// <summary>Unified social credit code.</summary>
    public required string Code { get; init; }

    /// <summary>Year, or year times 100 plus month.</summary>
    public required int Period { get; init; }

    /// <summary>Division.</summary>
    public required string Division { get; init; }

    /// <summary>Visits.</summary>
    public int Visits { get; set; }

    /// <summary>Grows by one with every change.</summary>
    public long Version { get; set; }
}

/// <summary>Something that keeps an inspector from an object.</summary>
public sealed record ConflictOfInterest(string ObjectCode, string Reason);

/// <summary>An inspector.</summary>
public sealed class Inspector : Versioned
{
    private Inspector()
    {
    }

    /// <summary>Subject of the token.</summary>
    public string Account { get; private set; } = "";

    /// <summary>Number of the certificate.</summary>
    public string Badge { get; private set; } = "";

    /// <summary>Code of the department.</summary>
    public string Department { get; private set; } = "";

    /// <summary>Whether the inspector is drawn no more.</summary>
    public bool Retired { get; private set; }

    /// <summary>What the inspector does not inspect.</summary>
    public IReadOnlyList<ConflictOfInterest> Conflicts { get; private set; } = [];

    /// <summary>Begins an entry.</summary>
    public static Inspector Enter(string account, string division, DateTimeOffset now)
    {
        var one = new Inspector { Account = account };
        one.Begin(division, now);
        return one;
    }

    /// <summary>Puts what is known in the place of what was.</summary>
    public void Put(string badge, string department, bool retired, IReadOnlyList<ConflictOfInterest> conflicts, DateTimeOffset now)
    {
        (Badge, Department, Retired, Conflicts) = (badge, department, retired, conflicts);
        Touch(now);
    }

    /// <summary>Whether the inspector does not inspect an object.</summary>
    public bool Avoids(string code) => code.Length > 0 && Conflicts.Any(c => c.ObjectCode == code);
}

/// <summary>A plan of visits.</summary>
public sealed class InspectionPlan : Versioned
{
    private InspectionPlan()
    {
    }

    /// <summary>Kind of the visits.</summary>
    public InspectionKind Kind { get; private set; }

    /// <summary>Title.</summary>
    public string Title { get; private set; } = "";

    /// <summary>What is visited.</summary>
    public SubjectKind SubjectKind { get; private set; }

    /// <summary>Form.</summary>
    public string FormId { get; private set; } = "";

    /// <summary>First day.</summary>
    public DateOnly StartsOn { get; private set; }

    /// <summary>Last day.</summary>
    public DateOnly EndsOn { get; private set; }

    /// <summary>Codes of the departments of a joint team.</summary>
    public IReadOnlyList<string> Departments { get; private set; } = [];

    /// <summary>Makes a plan.</summary>
    public static InspectionPlan Make(
        string division, InspectionKind kind, string title, SubjectKind subject, string form, DateOnly starts, DateOnly ends, IReadOnlyList<string> departments, DateTimeOffset now)
    {
        var plan = new InspectionPlan { Kind = kind, Title = title, SubjectKind = subject, FormId = form, StartsOn = starts, EndsOn = ends, Departments = departments };
        plan.Begin(division, now);
        return plan;
    }
}
