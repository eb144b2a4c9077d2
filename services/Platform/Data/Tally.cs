using ShuangJian.Policy;


namespace ShuangJian.Platform.Data;

/// <summary>A change of a count that is not yet part of the counts of county, city and province.</summary>
public sealed class TallyNote : INote
{
    /// <summary>Identifier.</summary>
    public required Guid Id { get; init; }

    /// <summary>Division in which it happened.</summary>
    public required string Division { get; init; }

    /// <summary>What is counted.</summary>
    public required string Topic { get; init; }

    /// <summary>Year that it belongs to; 0 for what stands at any time.</summary>
    public required int Period { get; init; }

    /// <summary>Which number of the topic.</summary>
    public required string Measure { get; init; }

    /// <summary>What is added; may be negative.</summary>
    public required long Amount { get; init; }
}

/// <summary>A count of a division.</summary>
public sealed class Tally
{
    /// <summary>Code of the division.</summary>
    public required string Scope { get; init; }

    /// <summary>What is counted.</summary>
    public required string Topic { get; init; }

    /// <summary>Year that it belongs to; 0 for what stands at any time.</summary>
    public required int Period { get; init; }

    /// <summary>Which number of the topic.</summary>
    public required string Measure { get; init; }

    /// <summary>The count.</summary>
    public long Amount { get; set; }

    /// <summary>Grows by one with every change.</summary>
    public long Version { get; set; }
}
