using ShuangJian.Policy;

namespace ShuangJian.Custody.Domain;

/// <summary>What a bank is told to pay for.</summary>
public enum InstructionPurpose
{
    /// <summary>Money that was taught for, to the institution.</summary>
    Payout,

    /// <summary>Money that goes back to a family.</summary>
    Refund,

    /// <summary>Money that the risk reserve adds to the special account, so that families can be paid from it.</summary>
    Cover,
}

/// <summary>Where a payment instruction stands.</summary>
public enum InstructionState
{
    /// <summary>The bank has to pay.</summary>
    Issued,

    /// <summary>The bank has paid.</summary>
    Executed,

    /// <summary>The bank could not pay.</summary>
    Failed,
}

/// <summary>An instruction to the bank to pay out of the special account, or into it from the reserve.</summary>
public sealed class Instruction
{
    private Instruction()
    {
    }

    /// <summary>Identifier.</summary>
    public Guid Id { get; private set; }

    /// <summary>The agreement.</summary>
    public Guid Agreement { get; private set; }

    /// <summary>County-level division that answers for the institution.</summary>
    public string Division { get; private set; } = "";

    /// <summary>Credit code of the bank.</summary>
    public string BankCode { get; private set; } = "";

    /// <summary>What for.</summary>
    public InstructionPurpose Purpose { get; private set; }

    /// <summary>The refund; null for a payout.</summary>
    public Guid? Refund { get; private set; }

    /// <summary>Amount in fen.</summary>
    public long Fen { get; private set; }

    /// <summary>True when it is paid out of the risk reserve.</summary>
    public bool FromReserve { get; private set; }

    /// <summary>Where it stands.</summary>
    public InstructionState State { get; private set; }

    /// <summary>Reference that the bank booked it under; empty until paid.</summary>
    public string BankReference { get; private set; } = "";

    /// <summary>Why it could not be paid, in Chinese; empty otherwise.</summary>
    public string Failure { get; private set; } = "";

    /// <summary>Day of the payment; null until paid.</summary>
    public DateOnly? ExecutedOn { get; private set; }

    /// <summary>When it was issued.</summary>
    public DateTimeOffset CreatedAt { get; private set; }

    /// <summary>When it last changed.</summary>
    public DateTimeOffset UpdatedAt { get; private set; }

    /// <summary>Grows by one with every change.</summary>
    public long Version { get; private set; }

    /// <summary>Tells the bank to pay.</summary>
    /// <param name="agreement">The agreement.</param>
    /// <param name="purpose">What for.</param>
    /// <param name="refund">The refund; null for another purpose.</param>
    /// <param name="fen">Amount.</param>
    /// <param name="fromReserve">Whether it is paid out of the reserve.</param>
    /// <param name="now">The moment.</param>
    /// <param name="id">Identifier, by which a bank is told in order; made when null.</param>
    public static Instruction Issue(Agreement agreement, InstructionPurpose purpose, Guid? refund, long fen, bool fromReserve, DateTimeOffset now, Guid? id = null) => new()
    {
        Id = id ?? Guid.CreateVersion7(), Agreement = agreement.Id, Division = agreement.Division, BankCode = agreement.BankCode,
        Purpose = purpose, Refund = refund, Fen = fen, FromReserve = fromReserve, CreatedAt = now, UpdatedAt = now, Version = 1,
    };

    /// <summary>The bank has paid.</summary>
    public void Execute(string reference, DateOnly on, DateTimeOffset now)
    {
        Require(InstructionState.Issued);
        (State, BankReference, ExecutedOn) = (InstructionState.Executed, reference, on);
        Touch(now);
    }

    /// <summary>The bank could not pay.</summary>
    public void Fail(string why, DateTimeOffset now)
    {
        Require(InstructionState.Issued);
        (State, Failure) = (InstructionState.Failed, why);
        Touch(now);
    }

    /// <summary>The bank is told once more.</summary>
    public void Retry(DateTimeOffset now)
    {
        Require(InstructionState.Failed);
        (State, Failure) = (InstructionState.Issued, "");
        Touch(now);
    }

    private void Require(InstructionState allowed)
    {
        if (State != allowed) throw Refusal.OfState("INSTRUCTION_STATE", State, [allowed]);
    }

    private void Touch(DateTimeOffset now)
    {
        UpdatedAt = now;
        Version++;
    }
}
