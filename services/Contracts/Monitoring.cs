namespace ShuangJian.Contracts;

/// <summary>A promotion is unfair competition: an invented original price, a false discount, false publicity or unfair terms.</summary>
[EventName("monitoring", "promotion-breach-found")]
public sealed record PromotionBreachFound : DomainEvent
{
    /// <summary>Identifier of the promotion.</summary>
    public required string PromotionId { get; init; }

    /// <summary>Identifier of the institution.</summary>
    public required string InstitutionId { get; init; }

    /// <summary>Credit code of the institution.</summary>
    public required string InstitutionCode { get; init; }

    /// <summary>What is broken.</summary>
    public required IReadOnlyList<FindingFact> Findings { get; init; }
}

/// <summary>A sign of monopoly was recorded for market regulation.</summary>
[EventName("monitoring", "monopoly-sign-recorded")]
public sealed record MonopolySignRecorded : DomainEvent
{
    /// <summary>Identifier of the sign.</summary>
    public required string MonopolySignId { get; init; }

    /// <summary>What it is about, for example <c>PRICE_FIXING</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>Credit codes of the institutions.</summary>
    public required IReadOnlyList<string> InstitutionCodes { get; init; }

    /// <summary>Day it was observed.</summary>
    public required DateOnly ObservedOn { get; init; }
}

/// <summary>An institution spends much of its fees or financing on other things than training.</summary>
[EventName("monitoring", "use-of-money-flagged")]
public sealed record UseOfMoneyFlagged : DomainEvent
{
    /// <summary>Identifier of the statement.</summary>
    public required string MoneyUseId { get; init; }

    /// <summary>Identifier of the institution.</summary>
    public required string InstitutionId { get; init; }

    /// <summary>Credit code of the institution.</summary>
    public required string InstitutionCode { get; init; }

    /// <summary>Share that goes to training, in percent rounded down.</summary>
    public required int TrainingPercent { get; init; }

    /// <summary>What was found.</summary>
    public required IReadOnlyList<FindingFact> Findings { get; init; }
}

/// <summary>The risk of an institution calls for a warning, or for a graver one than before.</summary>
[EventName("monitoring", "risk-warning-raised")]
public sealed record RiskWarningRaised : DomainEvent
{
    /// <summary>Identifier of the warning.</summary>
    public required string RiskWarningId { get; init; }

    /// <summary>Identifier of the institution.</summary>
    public required string InstitutionId { get; init; }

    /// <summary>Credit code of the institution.</summary>
    public required string InstitutionCode { get; init; }

    /// <summary><c>YELLOW</c> or <c>RED</c>.</summary>
    public required string Level { get; init; }

    /// <summary>Score.</summary>
    public required int Score { get; init; }

    /// <summary>Reasons in Chinese, gravest first.</summary>
    public required IReadOnlyList<string> Reasons { get; init; }

    /// <summary>Departments that the clauses give the duty to, for example <c>FINANCIAL_REGULATION</c>.</summary>
    public required IReadOnlyList<string> Departments { get; init; }
}

/// <summary>A warning was closed, because the risk is gone or was dealt with.</summary>
[EventName("monitoring", "risk-warning-closed")]
public sealed record RiskWarningClosed : DomainEvent
{
    /// <summary>Identifier of the warning.</summary>
    public required string RiskWarningId { get; init; }

    /// <summary>Identifier of the institution.</summary>
    public required string InstitutionId { get; init; }
}
