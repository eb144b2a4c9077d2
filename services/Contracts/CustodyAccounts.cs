namespace ShuangJian.Contracts;

/// <summary>The bank was told to pay an institution what was taught for.</summary>
[EventName("custody", "payout-instructed")]
public sealed record PayoutInstructed : DomainEvent
{
    /// <summary>Identifier of the instruction.</summary>
    public required string InstructionId { get; init; }

    /// <summary>Identifier of the agreement.</summary>
    public required string AgreementId { get; init; }

    /// <summary>Credit code of the institution.</summary>
    public required string InstitutionCode { get; init; }

    /// <summary>Amount, fen.</summary>
    public required long AmountFen { get; init; }
}

/// <summary>The bank could not pay what it was told to.</summary>
[EventName("custody", "payment-failed")]
public sealed record PaymentFailed : DomainEvent
{
    /// <summary>Identifier of the instruction.</summary>
    public required string InstructionId { get; init; }

    /// <summary>Identifier of the agreement.</summary>
    public required string AgreementId { get; init; }

    /// <summary>Amount, fen.</summary>
    public required long AmountFen { get; init; }

    /// <summary>Why, in Chinese.</summary>
    public required string Reason { get; init; }
}

/// <summary>The balance of a special account fell below its minimum.</summary>
[EventName("custody", "balance-below-minimum")]
public sealed record BalanceBelowMinimum : DomainEvent
{
    /// <summary>Identifier of the agreement.</summary>
    public required string AgreementId { get; init; }

    /// <summary>Credit code of the institution.</summary>
    public required string InstitutionCode { get; init; }

    /// <summary>Balance, fen.</summary>
    public required long BalanceFen { get; init; }

    /// <summary>Smallest balance that the place demands, fen.</summary>
    public required long MinimumFen { get; init; }
}

/// <summary>A large sum moved.</summary>
[EventName("custody", "large-movement")]
public sealed record LargeMovement : DomainEvent
{
    /// <summary>Identifier of the agreement.</summary>
    public required string AgreementId { get; init; }

    /// <summary>Credit code of the institution.</summary>
    public required string InstitutionCode { get; init; }

    /// <summary>Amount, fen; what leaves the account is negative.</summary>
    public required long AmountFen { get; init; }

    /// <summary>Reference of the bank.</summary>
    public required string Reference { get; init; }
}

/// <summary>An order stopped the movements of a special account.</summary>
[EventName("custody", "account-frozen")]
public sealed record AccountFrozen : DomainEvent
{
    /// <summary>Identifier of the agreement.</summary>
    public required string AgreementId { get; init; }

    /// <summary>Identifier of the institution.</summary>
    public required string InstitutionId { get; init; }

    /// <summary>Credit code of the institution.</summary>
    public required string InstitutionCode { get; init; }

    /// <summary>The order and its reason, in Chinese.</summary>
    public required string Reason { get; init; }

    /// <summary>Whether refunds to families are stopped too.</summary>
    public required bool RefundsToo { get; init; }
}

/// <summary>Movements of a special account go on.</summary>
[EventName("custody", "account-unfrozen")]
public sealed record AccountUnfrozen : DomainEvent
{
    /// <summary>Identifier of the agreement.</summary>
    public required string AgreementId { get; init; }

    /// <summary>Identifier of the institution.</summary>
    public required string InstitutionId { get; init; }

    /// <summary>Credit code of the institution.</summary>
    public required string InstitutionCode { get; init; }
}

/// <summary>A special account is wound up, pupils first.</summary>
[EventName("custody", "liquidation-started")]
public sealed record LiquidationStarted : DomainEvent
{
    /// <summary>Identifier of the agreement.</summary>
    public required string AgreementId { get; init; }

    /// <summary>Identifier of the institution.</summary>
    public required string InstitutionId { get; init; }

    /// <summary>Credit code of the institution.</summary>
    public required string InstitutionCode { get; init; }

    /// <summary>Number of contracts that money goes back for.</summary>
    public required int Contracts { get; init; }

    /// <summary>Sum that goes back to pupils, fen.</summary>
    public required long RefundedFen { get; init; }

    /// <summary>What the risk reserve gave, fen.</summary>
    public required long CoveredFen { get; init; }

    /// <summary>What pupils are owed and nothing is there for, fen.</summary>
    public required long LackingFen { get; init; }
}

/// <summary>Platform and statement differ.</summary>
[EventName("custody", "reconciliation-difference-found")]
public sealed record ReconciliationDifferenceFound : DomainEvent
{
    /// <summary>Identifier of the difference.</summary>
    public required string DifferenceId { get; init; }

    /// <summary>Identifier of the agreement.</summary>
    public required string AgreementId { get; init; }

    /// <summary>Credit code of the institution.</summary>
    public required string InstitutionCode { get; init; }

    /// <summary>Day of the statement.</summary>
    public required DateOnly Day { get; init; }

    /// <summary><c>BANK</c> or <c>INSTITUTION</c>: whose statement.</summary>
    public required string Side { get; init; }

    /// <summary>What differs, for example <c>MISSING_AT_BANK</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>Amount on the platform, fen.</summary>
    public required long PlatformFen { get; init; }

    /// <summary>Amount in the statement, fen.</summary>
    public required long StatementFen { get; init; }
}

/// <summary>A difference was worked off.</summary>
[EventName("custody", "reconciliation-difference-settled")]
public sealed record ReconciliationDifferenceSettled : DomainEvent
{
    /// <summary>Identifier of the difference.</summary>
    public required string DifferenceId { get; init; }

    /// <summary>Identifier of the agreement.</summary>
    public required string AgreementId { get; init; }

    /// <summary>Why it is settled, in Chinese.</summary>
    public required string Reason { get; init; }
}

/// <summary>Nobody has worked off a difference in time; those who must see to it are told.</summary>
[EventName("custody", "reconciliation-difference-escalated")]
public sealed record ReconciliationDifferenceEscalated : DomainEvent
{
    /// <summary>Identifier of the difference.</summary>
    public required string DifferenceId { get; init; }

    /// <summary>Identifier of the agreement.</summary>
    public required string AgreementId { get; init; }

    /// <summary>Credit code of the institution.</summary>
    public required string InstitutionCode { get; init; }

    /// <summary>Day of the statement.</summary>
    public required DateOnly Day { get; init; }

    /// <summary><c>BANK</c> or <c>INSTITUTION</c>: whose statement.</summary>
    public required string Side { get; init; }

    /// <summary>What differs, for example <c>MISSING_AT_BANK</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>What the statement has more than the platform because of it, fen.</summary>
    public required long GapFen { get; init; }

    /// <summary>Whose departments are told: <c>COUNTY</c> or <c>CITY</c>.</summary>
    public required string Level { get; init; }

    /// <summary>Departments that are told.</summary>
    public required IReadOnlyList<string> Departments { get; init; }

    /// <summary>What the rule found.</summary>
    public required FindingFact Finding { get; init; }
}

/// <summary>The risk reserve of an institution became too small for the fees behind which it stands.</summary>
[EventName("custody", "reserve-too-small")]
public sealed record ReserveTooSmall : DomainEvent
{
    /// <summary>Identifier of the agreement.</summary>
    public required string AgreementId { get; init; }

    /// <summary>Credit code of the institution.</summary>
    public required string InstitutionCode { get; init; }

    /// <summary>Balance of the reserve, fen.</summary>
    public required long ReserveFen { get; init; }

    /// <summary>Fees not taught for, fen.</summary>
    public required long HeldFen { get; init; }

    /// <summary>What the rule found.</summary>
    public required FindingFact Finding { get; init; }
}
