namespace ShuangJian.Contracts;

/// <summary>A training material was filed.</summary>
[EventName("filing", "material-filed")]
public sealed record MaterialFiled : DomainEvent
{
    /// <summary>Identifier of the material.</summary>
    public required string MaterialId { get; init; }

    /// <summary>Identifier of the institution.</summary>
    public required string InstitutionId { get; init; }

    /// <summary>Number of the version filed.</summary>
    public required int MaterialVersion { get; init; }

    /// <summary>SHA-256 of its file.</summary>
    public required string Sha256 { get; init; }
}

/// <summary>A recruitment brochure was filed.</summary>
[EventName("filing", "brochure-filed")]
public sealed record BrochureFiled : DomainEvent
{
    /// <summary>Identifier of the brochure.</summary>
    public required string BrochureId { get; init; }

    /// <summary>Identifier of the institution.</summary>
    public required string InstitutionId { get; init; }

    /// <summary>First day of recruiting.</summary>
    public required DateOnly RecruitsFrom { get; init; }

    /// <summary>Last day of recruiting.</summary>
    public required DateOnly RecruitsTo { get; init; }
}

/// <summary>A filed brochure names a course or tutor that is not filed any more; it bounds no recruiting from now on.</summary>
[EventName("filing", "brochure-no-longer-holds")]
public sealed record BrochureNoLongerHolds : DomainEvent
{
    /// <summary>Identifier of the brochure.</summary>
    public required string BrochureId { get; init; }

    /// <summary>Identifier of the institution.</summary>
    public required string InstitutionId { get; init; }

    /// <summary>Credit code of the institution.</summary>
    public required string InstitutionCode { get; init; }

    /// <summary>What the rules found.</summary>
    public required IReadOnlyList<FindingFact> Findings { get; init; }
}

/// <summary>Recruiting was observed without a filed brochure or beyond it.</summary>
[EventName("filing", "recruitment-breach-found")]
public sealed record RecruitmentBreachFound : DomainEvent
{
    /// <summary>Identifier of the report.</summary>
    public required string ReportId { get; init; }

    /// <summary>Identifier of the institution.</summary>
    public required string InstitutionId { get; init; }

    /// <summary>Credit code of the institution.</summary>
    public required string InstitutionCode { get; init; }

    /// <summary>Day it was observed.</summary>
    public required DateOnly ObservedOn { get; init; }

    /// <summary>What the rules found.</summary>
    public required IReadOnlyList<FindingFact> Findings { get; init; }
}

/// <summary>Institution and school seem to collude in recruiting.</summary>
[EventName("filing", "collusion-suspected")]
public sealed record CollusionSuspected : DomainEvent
{
    /// <summary>Identifier of the report.</summary>
    public required string ReportId { get; init; }

    /// <summary>Identifier of the institution.</summary>
    public required string InstitutionId { get; init; }

    /// <summary>Credit code of the institution.</summary>
    public required string InstitutionCode { get; init; }

    /// <summary>Credit code of the school.</summary>
    public required string SchoolCode { get; init; }

    /// <summary>Day it was observed.</summary>
    public required DateOnly ObservedOn { get; init; }

    /// <summary><c>PATROL</c>, <c>COMPLAINT</c> or <c>ENROLMENT</c>.</summary>
    public required string Source { get; init; }

    /// <summary>What the rules found; null from before they looked.</summary>
    public IReadOnlyList<FindingFact>? Findings { get; init; }
}

/// <summary>Teachers seem to be drawn away from schools with high pay.</summary>
[EventName("filing", "poaching-suspected")]
public sealed record PoachingSuspected : DomainEvent
{
    /// <summary>What gave the sign: <c>BROCHURE</c>, <c>REPORT</c> or <c>TUTOR</c>.</summary>
    public required string Source { get; init; }

    /// <summary>Identifier of the brochure, report or tutor.</summary>
    public required string SourceId { get; init; }

    /// <summary>Identifier of the institution.</summary>
    public required string InstitutionId { get; init; }

    /// <summary>Credit code of the institution.</summary>
    public required string InstitutionCode { get; init; }

    /// <summary>Credit code of the school; empty when not known.</summary>
    public required string SchoolCode { get; init; }

    /// <summary>The signs; empty where no clause is in force.</summary>
    public required IReadOnlyList<FindingFact> Findings { get; init; }
}

/// <summary>What was found against a filed material after its day had come.</summary>
[EventName("filing", "material-judged-again")]
public sealed record MaterialJudgedAgain : DomainEvent
{
    /// <summary>Identifier of the material.</summary>
    public required string MaterialId { get; init; }

    /// <summary>Identifier of the institution.</summary>
    public required string InstitutionId { get; init; }

    /// <summary>What the rules found.</summary>
    public required IReadOnlyList<FindingFact> Findings { get; init; }
}
