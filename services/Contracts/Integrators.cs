namespace ShuangJian.Contracts;

/// <summary>An API key was issued.</summary>
[EventName("integrator", "api-key-issued")]
public sealed record ApiKeyIssued : DomainEvent
{
    /// <summary>Identifier of the key.</summary>
    public required string KeyId { get; init; }

    /// <summary>Kind of caller that it acts as, for example <c>INSTITUTION</c>.</summary>
    public required string Audience { get; init; }

    /// <summary>Department that it acts as; null unless a regulator's.</summary>
    public string? Department { get; init; }

    /// <summary>Credit code of the organisation that it acts for; null for officers.</summary>
    public string? OrganizationCode { get; init; }

    /// <summary>When it ends, UTC.</summary>
    public required DateTime ExpiresAt { get; init; }
}

/// <summary>An API key got another secret.</summary>
[EventName("integrator", "api-key-rotated")]
public sealed record ApiKeyRotated : DomainEvent
{
    /// <summary>Identifier of the key.</summary>
    public required string KeyId { get; init; }

    /// <summary>When the secret before stops working, UTC.</summary>
    public required DateTime FormerSecretEndsAt { get; init; }
}

/// <summary>An API key was revoked.</summary>
[EventName("integrator", "api-key-revoked")]
public sealed record ApiKeyRevoked : DomainEvent
{
    /// <summary>Identifier of the key.</summary>
    public required string KeyId { get; init; }

    /// <summary>True when an operator revoked it, and not its owner.</summary>
    public required bool ByOperator { get; init; }
}

/// <summary>An API key may call more often than before, or less.</summary>
[EventName("integrator", "api-key-quota-set")]
public sealed record ApiKeyQuotaSet : DomainEvent
{
    /// <summary>Identifier of the key.</summary>
    public required string KeyId { get; init; }

    /// <summary>Calls a minute.</summary>
    public required int CallsPerMinute { get; init; }

    /// <summary>Calls a day.</summary>
    public required int CallsPerDay { get; init; }
}
