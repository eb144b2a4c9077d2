namespace ShuangJian.Contracts;

/// <summary>Something has to be mended: a notice was given and an account opened.</summary>
[EventName("supervision", "rectification-ordered")]
public sealed record RectificationOrdered : DomainEvent
{
    /// <summary>Identifier of the account.</summary>
    public required string RectificationId { get; init; }

    /// <summary>Number of the account, for example <c>ZG-530102-2026-000001</c>.</summary>
    public required string LedgerNumber { get; init; }

    /// <summary>Who has to mend: <c>SCHOOL</c>, <c>INSTITUTION</c> or <c>JURISDICTION</c>.</summary>
    public required string SubjectKind { get; init; }

    /// <summary>Credit code of the school or institution; null for a jurisdiction.</summary>
    public string? SubjectCode { get; init; }

    /// <summary>What it comes from, for example <c>INSPECTION</c>.</summary>
    public required string Source { get; init; }

    /// <summary>What exactly, for example <c>inspections/0190…</c>; null when an authority learned of it otherwise.</summary>
    public string? SourceId { get; init; }

    /// <summary>Clauses that are breached.</summary>
    public required IReadOnlyList<string> Clauses { get; init; }

    /// <summary>Number of items.</summary>
    public required int ItemCount { get; init; }

    /// <summary>Day by which it has to be mended; null when the calendar is not known.</summary>
    public DateOnly? DueDate { get; init; }
}

/// <summary>It was filed that something is mended.</summary>
[EventName("supervision", "rectification-filed")]
public sealed record RectificationFiled : DomainEvent
{
    /// <summary>Identifier of the account.</summary>
    public required string RectificationId { get; init; }

    /// <summary>Credit code of the school or institution; null for a jurisdiction.</summary>
    public string? SubjectCode { get; init; }

    /// <summary>Whether it was filed after its term.</summary>
    public required bool Late { get; init; }

    /// <summary>Day by which it has to be verified; null when the calendar is not known.</summary>
    public DateOnly? DueDate { get; init; }
}

/// <summary>A person other than who filed has verified that everything is mended.</summary>
[EventName("supervision", "rectification-verified")]
public sealed record RectificationVerified : DomainEvent
{
    /// <summary>Identifier of the account.</summary>
    public required string RectificationId { get; init; }

    /// <summary>Credit code of the school or institution; null for a jurisdiction.</summary>
    public string? SubjectCode { get; init; }
}

/// <summary>Something that was filed as mended is not.</summary>
[EventName("supervision", "rectification-rejected")]
public sealed record RectificationRejected : DomainEvent
{
    /// <summary>Identifier of the account.</summary>
    public required string RectificationId { get; init; }

    /// <summary>Credit code of the school or institution; null for a jurisdiction.</summary>
    public string? SubjectCode { get; init; }

    /// <summary>Numbers of the items that are not mended.</summary>
    public required IReadOnlyList<int> Items { get; init; }

    /// <summary>Day by which they have to be mended; null when the calendar is not known.</summary>
    public DateOnly? DueDate { get; init; }
}

/// <summary>More time was given to mend.</summary>
[EventName("supervision", "rectification-extended")]
public sealed record RectificationExtended : DomainEvent
{
    /// <summary>Identifier of the account.</summary>
    public required string RectificationId { get; init; }

    /// <summary>Credit code of the school or institution; null for a jurisdiction.</summary>
    public string? SubjectCode { get; init; }

    /// <summary>Day by which it has to be mended now; null when the calendar is not known.</summary>
    public DateOnly? DueDate { get; init; }
}

/// <summary>A step on an account was not taken in time.</summary>
[EventName("supervision", "rectification-overdue")]
public sealed record RectificationOverdue : DomainEvent
{
    /// <summary>Identifier of the account.</summary>
    public required string RectificationId { get; init; }

    /// <summary>Credit code of the school or institution; null for a jurisdiction.</summary>
    public string? SubjectCode { get; init; }

    /// <summary>Where it stands: <c>ORDERED</c> waits to be mended, <c>FILED</c> to be verified, <c>VERIFIED</c> to be closed.</summary>
    public required string State { get; init; }

    /// <summary>Day by which the step was due.</summary>
    public required DateOnly DueDate { get; init; }
}

/// <summary>An overdue account went to the next level.</summary>
[EventName("supervision", "rectification-escalated")]
public sealed record RectificationEscalated : DomainEvent
{
    /// <summary>Identifier of the account.</summary>
    public required string RectificationId { get; init; }

    /// <summary>Credit code of the school or institution; null for a jurisdiction.</summary>
    public string? SubjectCode { get; init; }

    /// <summary>Level that held it, six digits.</summary>
    public required string EscalatedFrom { get; init; }

    /// <summary>Level that holds it now, six digits.</summary>
    public required string EscalatedTo { get; init; }

    /// <summary>Day by which the step was due.</summary>
    public required DateOnly DueDate { get; init; }
}

/// <summary>An account was listed for special supervision.</summary>
[EventName("supervision", "rectification-listed")]
public sealed record RectificationListed : DomainEvent
{
    /// <summary>Identifier of the account.</summary>
    public required string RectificationId { get; init; }

    /// <summary>Credit code of the school or institution; null for a jurisdiction.</summary>
    public string? SubjectCode { get; init; }

    /// <summary>Level that listed it, six digits.</summary>
    public required string ListedBy { get; init; }
}

/// <summary>An account was taken off the list of special supervision.</summary>
[EventName("supervision", "rectification-supervision-lifted")]
public sealed record RectificationSupervisionLifted : DomainEvent
{
    /// <summary>Identifier of the account.</summary>
    public required string RectificationId { get; init; }

    /// <summary>Credit code of the school or institution; null for a jurisdiction.</summary>
    public string? SubjectCode { get; init; }
}

/// <summary>A verified account was struck off.</summary>
[EventName("supervision", "rectification-closed")]
public sealed record RectificationClosed : DomainEvent
{
    /// <summary>Identifier of the account.</summary>
    public required string RectificationId { get; init; }

    /// <summary>Credit code of the school or institution; null for a jurisdiction.</summary>
    public string? SubjectCode { get; init; }

    /// <summary>Whether its term to mend passed at any time.</summary>
    public required bool Late { get; init; }
}

/// <summary>An account was opened again.</summary>
[EventName("supervision", "rectification-reopened")]
public sealed record RectificationReopened : DomainEvent
{
    /// <summary>Identifier of the account.</summary>
    public required string RectificationId { get; init; }

    /// <summary>Credit code of the school or institution; null for a jurisdiction.</summary>
    public string? SubjectCode { get; init; }

    /// <summary>Numbers of the items that have to be mended again.</summary>
    public required IReadOnlyList<int> Items { get; init; }

    /// <summary>Day by which they have to be mended; null when the calendar is not known.</summary>
    public DateOnly? DueDate { get; init; }
}
