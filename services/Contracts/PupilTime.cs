namespace ShuangJian.Contracts;

/// <summary>A pupil is taught online too long without a pause, across courses and institutions. The event does not say who.</summary>
[EventName("filing", "pupil-online-time-breached")]
public sealed record PupilOnlineTimeBreached : DomainEvent
{
    /// <summary>Identifier of the breach.</summary>
    public required string BreachId { get; init; }

    /// <summary>Day of the sessions.</summary>
    public required DateOnly Date { get; init; }

    /// <summary>Minutes without a pause.</summary>
    public required int Minutes { get; init; }

    /// <summary>Credit codes of the institutions that take part.</summary>
    public required IReadOnlyList<string> InstitutionCodes { get; init; }

    /// <summary>What the rule found.</summary>
    public required FindingFact Finding { get; init; }
}
