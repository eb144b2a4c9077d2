namespace ShuangJian.Contracts;

/// <summary>The head of a service's audit chain, published so that a cut-off or rewritten chain is found out.</summary>
[EventName("platform", "audit-head-sealed")]
public sealed record AuditHeadSealed : DomainEvent
{
    /// <summary>Service whose chain it is.</summary>
    public required string Service { get; init; }

    /// <summary>Position of the last sealed row.</summary>
    public required long Position { get; init; }

    /// <summary>SHA-256 of the chain up to that row, hexadecimal.</summary>
    public required string Hash { get; init; }
}
