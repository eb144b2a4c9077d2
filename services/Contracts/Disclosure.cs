namespace ShuangJian.Contracts;

/// <summary>An institution has filed a course that the public may know. A later event of the same course replaces it.</summary>
[EventName("filing", "course-published")]
public sealed record CoursePublished : DomainEvent
{
    /// <summary>Identifier of the institution.</summary>
    public required string InstitutionId { get; init; }

    /// <summary>Identifier of the course.</summary>
    public required string CourseId { get; init; }

    /// <summary>Title.</summary>
    public required string Title { get; init; }

    /// <summary>When it is held, in Chinese.</summary>
    public required string Schedule { get; init; }

    /// <summary>Lessons.</summary>
    public required int Lessons { get; init; }

    /// <summary>Price of the whole course in fen.</summary>
    public required long PriceFen { get; init; }
}

/// <summary>
/// An institution has filed a teacher. What the law wants the public to know of one is personal all the same: it travels
/// encrypted with the platform's ring of keys and is opened by the disclosure page only.
/// </summary>
[EventName("filing", "tutor-published")]
public sealed record TutorPublished : DomainEvent
{
    /// <summary>Identifier of the institution.</summary>
    public required string InstitutionId { get; init; }

    /// <summary>Identifier of the teacher.</summary>
    public required string TutorId { get; init; }

    /// <summary><see cref="TutorFacts"/> as JSON, encrypted.</summary>
    public required string Sealed { get; init; }

    /// <summary>True for staff from abroad.</summary>
    public required bool Foreign { get; init; }
}

/// <summary>What <see cref="TutorPublished.Sealed"/> holds; never part of an event in the open.</summary>
/// <param name="Name">Name.</param>
/// <param name="Teaches">Subject or class taught.</param>
/// <param name="CertificateNumber">Number of the teaching or professional certificate.</param>
/// <param name="PhotoSha256">SHA-256 of the photograph shown at the premises; empty without one.</param>
/// <param name="PermitNumber">Number of the work permit; empty for nationals.</param>
public sealed record TutorFacts(string Name, string Teaches, string CertificateNumber, string PhotoSha256 = "", string PermitNumber = "");

/// <summary>An institution has published a fee with its refund standard. A later event of the same standard replaces it.</summary>
[EventName("monitoring", "fee-standard-published")]
public sealed record FeeStandardPublished : DomainEvent
{
    /// <summary>Identifier of the institution.</summary>
    public required string InstitutionId { get; init; }

    /// <summary>Identifier of the standard.</summary>
    public required string FeeStandardId { get; init; }

    /// <summary>What is charged for.</summary>
    public required string Title { get; init; }

    /// <summary>Price in fen.</summary>
    public required long PriceFen { get; init; }

    /// <summary>What one price is for, for example <c>每课时</c>.</summary>
    public required string Unit { get; init; }

    /// <summary>Refund standard, in Chinese.</summary>
    public required string RefundStandard { get; init; }

    /// <summary>Name of the bank that keeps the special account; null when none is known.</summary>
    public string? CustodianName { get; init; }
}

/// <summary>A course, teacher or fee standard is not disclosed any more.</summary>
[EventName("platform", "disclosure-withdrawn")]
public sealed record DisclosureWithdrawn : DomainEvent
{
    /// <summary>Identifier of the institution.</summary>
    public required string InstitutionId { get; init; }

    /// <summary><c>COURSE</c>, <c>TUTOR</c> or <c>FEE_STANDARD</c>.</summary>
    public required string ItemKind { get; init; }

    /// <summary>Identifier of the course, teacher or fee standard.</summary>
    public required string ItemId { get; init; }
}
