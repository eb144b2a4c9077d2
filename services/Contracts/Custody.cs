namespace ShuangJian.Contracts;

/// <summary>An institution opened a special account for prepaid fees.</summary>
[EventName("custody", "account-opened")]
public sealed record AccountOpened : DomainEvent
{
    /// <summary>Identifier of the agreement.</summary>
    public required string AgreementId { get; init; }

    /// <summary>Identifier of the institution.</summary>
    public required string InstitutionId { get; init; }

    /// <summary>Credit code of the institution.</summary>
    public required string InstitutionCode { get; init; }

    /// <summary>Credit code of the bank that keeps it.</summary>
    public required string CustodianCode { get; init; }

    /// <summary><c>BANK_CUSTODY</c>, <c>RISK_RESERVE</c> or <c>BOTH</c>.</summary>
    public required string Mode { get; init; }
}

/// <summary>A contract whose fee is prepaid was registered.</summary>
[EventName("custody", "contract-registered")]
public sealed record ContractRegistered : DomainEvent
{
    /// <summary>Identifier of the contract.</summary>
    public required string ContractId { get; init; }

    /// <summary>Identifier of the agreement.</summary>
    public required string AgreementId { get; init; }

    /// <summary>Credit code of the institution.</summary>
    public required string InstitutionCode { get; init; }

    /// <summary>Number of lessons.</summary>
    public required int Lessons { get; init; }

    /// <summary>Price of all lessons, fen.</summary>
    public required long TotalFen { get; init; }

    /// <summary>Day of the first lesson.</summary>
    public required DateOnly StartsOn { get; init; }

    /// <summary>Day of the last lesson.</summary>
    public required DateOnly EndsOn { get; init; }
}

/// <summary>The bank confirmed that money was paid in.</summary>
[EventName("custody", "deposit-confirmed")]
public sealed record DepositConfirmed : DomainEvent
{
    /// <summary>Identifier of the contract.</summary>
    public required string ContractId { get; init; }

    /// <summary>Identifier of the agreement.</summary>
    public required string AgreementId { get; init; }

    /// <summary>Credit code of the institution.</summary>
    public required string InstitutionCode { get; init; }

    /// <summary>Amount, fen.</summary>
    public required long AmountFen { get; init; }

    /// <summary>Paid in for the contract so far, fen.</summary>
    public required long PaidFen { get; init; }

    /// <summary>Day on which the bank booked it.</summary>
    public required DateOnly BookedOn { get; init; }
}

/// <summary>Money was released for lessons that were taught.</summary>
[EventName("custody", "lesson-released")]
public sealed record LessonReleased : DomainEvent
{
    /// <summary>Identifier of the contract.</summary>
    public required string ContractId { get; init; }

    /// <summary>Identifier of the agreement.</summary>
    public required string AgreementId { get; init; }

    /// <summary>Credit code of the institution.</summary>
    public required string InstitutionCode { get; init; }

    /// <summary>Lessons confirmed so far.</summary>
    public required int Lessons { get; init; }

    /// <summary>Amount released now, fen.</summary>
    public required long AmountFen { get; init; }

    /// <summary>Still held, fen.</summary>
    public required long HeldFen { get; init; }
}

/// <summary>Silence of the family counted as consent to lessons.</summary>
[EventName("custody", "lessons-deemed-confirmed")]
public sealed record LessonsDeemedConfirmed : DomainEvent
{
    /// <summary>Identifier of the agreement.</summary>
    public required string AgreementId { get; init; }

    /// <summary>Credit code of the institution.</summary>
    public required string InstitutionCode { get; init; }

    /// <summary>Number of lessons.</summary>
    public required int Lessons { get; init; }
}

/// <summary>A family asked lessons back.</summary>
[EventName("custody", "refund-requested")]
public sealed record RefundRequested : DomainEvent
{
    /// <summary>Identifier of the refund.</summary>
    public required string RefundId { get; init; }

    /// <summary>Identifier of the contract.</summary>
    public required string ContractId { get; init; }

    /// <summary>Credit code of the institution.</summary>
    public required string InstitutionCode { get; init; }

    /// <summary>Lessons asked back.</summary>
    public required int Lessons { get; init; }

    /// <summary>Last day for the answer; null when no text sets it.</summary>
    public DateOnly? AnswerBy { get; init; }

    /// <summary>Last day for the payment; null when no text sets it.</summary>
    public DateOnly? PayBy { get; init; }
}

/// <summary>A refund was agreed, by the institution, by its silence or by decision.</summary>
[EventName("custody", "refund-agreed")]
public sealed record RefundAgreed : DomainEvent
{
    /// <summary>Identifier of the refund.</summary>
    public required string RefundId { get; init; }

    /// <summary>Identifier of the contract.</summary>
    public required string ContractId { get; init; }

    /// <summary>Credit code of the institution.</summary>
    public required string InstitutionCode { get; init; }

    /// <summary>Lessons given back.</summary>
    public required int Lessons { get; init; }

    /// <summary>Amount, fen.</summary>
    public required long AmountFen { get; init; }

    /// <summary>Whether it was agreed by silence.</summary>
    public required bool Deemed { get; init; }

    /// <summary>Last day for the payment; null when no text sets it.</summary>
    public DateOnly? PayBy { get; init; }
}

/// <summary>A refund was paid by the bank.</summary>
[EventName("custody", "refund-paid")]
public sealed record RefundPaid : DomainEvent
{
    /// <summary>Identifier of the refund.</summary>
    public required string RefundId { get; init; }

    /// <summary>Identifier of the contract.</summary>
    public required string ContractId { get; init; }

    /// <summary>Credit code of the institution.</summary>
    public required string InstitutionCode { get; init; }

    /// <summary>Amount, fen.</summary>
    public required long AmountFen { get; init; }

    /// <summary>Day of the payment.</summary>
    public required DateOnly PaidOn { get; init; }
}

/// <summary>The last day for the payment of a refund passed.</summary>
[EventName("custody", "refund-overdue")]
public sealed record RefundOverdue : DomainEvent
{
    /// <summary>Identifier of the refund.</summary>
    public required string RefundId { get; init; }

    /// <summary>Identifier of the contract.</summary>
    public required string ContractId { get; init; }

    /// <summary>Credit code of the institution.</summary>
    public required string InstitutionCode { get; init; }

    /// <summary>The last day.</summary>
    public required DateOnly PayBy { get; init; }
}

/// <summary>Family and institution disagree; the money is held.</summary>
[EventName("custody", "payment-dispute-opened")]
public sealed record PaymentDisputeOpened : DomainEvent
{
    /// <summary>Identifier of the contract.</summary>
    public required string ContractId { get; init; }

    /// <summary>Credit code of the institution.</summary>
    public required string InstitutionCode { get; init; }

    /// <summary><c>LESSON_DENIED</c> or <c>REFUND_REFUSED</c>.</summary>
    public required string About { get; init; }
}

/// <summary>A dispute was settled by the authority.</summary>
[EventName("custody", "payment-dispute-settled")]
public sealed record PaymentDisputeSettled : DomainEvent
{
    /// <summary>Identifier of the contract.</summary>
    public required string ContractId { get; init; }

    /// <summary>Credit code of the institution.</summary>
    public required string InstitutionCode { get; init; }

    /// <summary>Why it is settled so, in Chinese.</summary>
    public required string Reason { get; init; }
}

/// <summary>A contract is over: every lesson taught or refunded, nothing held.</summary>
[EventName("custody", "contract-closed")]
public sealed record ContractClosed : DomainEvent
{
    /// <summary>Identifier of the contract.</summary>
    public required string ContractId { get; init; }

    /// <summary>Credit code of the institution.</summary>
    public required string InstitutionCode { get; init; }

    /// <summary>Paid in, fen.</summary>
    public required long PaidFen { get; init; }

    /// <summary>Taught for, fen.</summary>
    public required long ReleasedFen { get; init; }

    /// <summary>Gone back, fen.</summary>
    public required long RefundedFen { get; init; }
}

/// <summary>A refund is not asked for any more: its dispute was settled so, or winding up has taken its place.</summary>
[EventName("custody", "refund-dropped")]
public sealed record RefundDropped : DomainEvent
{
    /// <summary>Identifier of the refund.</summary>
    public required string RefundId { get; init; }

    /// <summary>Identifier of the contract.</summary>
    public required string ContractId { get; init; }

    /// <summary>Credit code of the institution.</summary>
    public required string InstitutionCode { get; init; }
}
