namespace ShuangJian.Contracts;

/// <summary>The credit grade of an institution became another one.</summary>
[EventName("institution", "credit-grade-changed")]
public sealed record CreditGradeChanged : DomainEvent
{
    /// <summary>Unified social credit code of the institution.</summary>
    public required string InstitutionCode { get; init; }

    /// <summary>Grade until now, <c>A</c> to <c>D</c>.</summary>
    public required string GradeBefore { get; init; }

    /// <summary>Grade from now on.</summary>
    public required string Grade { get; init; }

    /// <summary>Score that it rests on.</summary>
    public required int Score { get; init; }

    /// <summary>Inspections a year that the grade asks for.</summary>
    public required int InspectionsPerYear { get; init; }
}

/// <summary>A complaint about an institution was upheld. Its subject is the complaint.</summary>
[EventName("supervision", "complaint-upheld")]
public sealed record ComplaintUpheld : DomainEvent
{
    /// <summary>Unified social credit code of the institution.</summary>
    public required string InstitutionCode { get; init; }

    /// <summary>Day on which it was upheld.</summary>
    public required DateOnly UpheldOn { get; init; }
}

/// <summary>An institution rectified what a penalty or complaint was about.</summary>
[EventName("supervision", "breach-rectified")]
public sealed record BreachRectified : DomainEvent
{
    /// <summary>Unified social credit code of the institution.</summary>
    public required string InstitutionCode { get; init; }

    /// <summary>Subject of the event that told of the breach, for example <c>penalties/0190…</c>.</summary>
    public required string Cause { get; init; }

    /// <summary>Day on which it was rectified.</summary>
    public required DateOnly RectifiedOn { get; init; }
}
