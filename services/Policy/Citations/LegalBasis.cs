namespace ShuangJian.Policy;

/// <summary>How well the text behind a value is known.</summary>
public enum SourceGrade
{
    /// <summary>One of the five source documents; the clause says it.</summary>
    S,

    /// <summary>A government page.</summary>
    A,

    /// <summary>A newspaper or a law firm.</summary>
    B,

    /// <summary>A repost, or a default set by the platform: to be checked against an official text.</summary>
    C,

    /// <summary>No text was found that states it.</summary>
    Unverified,
}

/// <summary>Where a value or a rule comes from.</summary>
/// <param name="Document">The document id, such as <c>KM</c> or <c>OPINION-2021-40</c>.</param>
/// <param name="Clause">The clause id, such as <c>KM-9</c>; for other sources an id of their own.</param>
/// <param name="TitleZh">What the clause is about, in Chinese.</param>
/// <param name="Date">The date of the document.</param>
/// <param name="Grade">How well the text is known.</param>
/// <param name="Note">What a reader must know before relying on it; null when nothing.</param>
public sealed record LegalBasis(string Document, string Clause, string TitleZh, DateOnly Date, SourceGrade Grade, string? Note);
