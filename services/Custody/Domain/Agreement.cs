using ShuangJian.Policy;

namespace ShuangJian.Custody.Domain;

/// <summary>How prepaid money is kept safe.</summary>
public enum CustodyMode
{
    /// <summary>The bank keeps it until it is taught for.</summary>
    BankCustody,

    /// <summary>The institution keeps it and a risk reserve stands behind it.</summary>
    RiskReserve,

    /// <summary>Both.</summary>
    Both,
}

/// <summary>How money is released.</summary>
public enum ReleaseMode
{
    /// <summary>With each lesson (一课一消).</summary>
    PerLesson,

    /// <summary>After the end of each month, for the lessons of that month.</summary>
    Monthly,
}

/// <summary>Where an agreement stands.</summary>
public enum AgreementState
{
    /// <summary>In force.</summary>
    Open,

    /// <summary>An order has stopped releases.</summary>
    Frozen,

    /// <summary>Being wound up, pupils first.</summary>
    Liquidating,
}

/// <summary>What is agreed with a bank.</summary>
/// <param name="BankCode">Credit code of the bank.</param>
/// <param name="AccountNumber">Number of the special account.</param>
/// <param name="SignedOn">Day of signature.</param>
/// <param name="Mode">How prepaid money is kept safe.</param>
/// <param name="Release">How it is released.</param>
public sealed record AgreementTerms(string BankCode, string AccountNumber, DateOnly SignedOn, CustodyMode Mode, ReleaseMode Release);

/// <summary>Agreement of an institution with a bank on a special account for prepaid fees (M3).</summary>
public sealed class Agreement
{
    private Agreement()
    {
    }

    /// <summary>Identifier, the owner of its accounts.</summary>
    public Guid Id { get; private set; }

    /// <summary>County-level division that answers for the institution.</summary>
    public string Division { get; private set; } = "";

    /// <summary>Identifier of the institution in the registry.</summary>
    public string InstitutionId { get; private set; } = "";

    /// <summary>Credit code of the institution; one agreement each.</summary>
    public string InstitutionCode { get; private set; } = "";

    /// <summary>Credit code of the bank.</summary>
    public string BankCode { get; private set; } = "";

    /// <summary>Number of the special account.</summary>
    public string AccountNumber { get; private set; } = "";

    /// <summary>Day of signature.</summary>
    public DateOnly SignedOn { get; private set; }

    /// <summary>How prepaid money is kept safe.</summary>
    public CustodyMode Mode { get; private set; }

    /// <summary>How it is released.</summary>
    public ReleaseMode Release { get; private set; }

    /// <summary>Where it stands.</summary>
    public AgreementState State { get; private set; }

    /// <summary>Why it does not stand open; empty while it does.</summary>
    public string Reason { get; private set; } = "";

    /// <summary>Released money for which the bank was not yet told to pay, fen.</summary>
    public long OwedFen { get; private set; }

    /// <summary>Whether the balance was below its minimum when it was last looked at.</summary>
    public bool BelowMinimum { get; private set; }

    /// <summary>Whether the reserve was too small when it was last looked at.</summary>
    public bool ReserveShort { get; private set; }

    /// <summary>Day on which the balances were last looked at; null to have it done at once.</summary>
    public DateOnly? WatchedOn { get; private set; }

    /// <summary>When it was first stored.</summary>
    public DateTimeOffset CreatedAt { get; private set; }

    /// <summary>When it last changed.</summary>
    public DateTimeOffset UpdatedAt { get; private set; }

    /// <summary>Grows by one with every change.</summary>
    public long Version { get; private set; }

    /// <summary>True when the bank itself keeps the money of contracts.</summary>
    public bool BankKeeps => Mode != CustodyMode.RiskReserve;

    /// <summary>Opens a special account under an agreement that no rule speaks against.</summary>
    public static Agreement Open(string division, string institutionId, string institutionCode, AgreementTerms terms, LawAt law, DateTimeOffset now)
    {
        var breaches = CustodyRules.Judge(terms, law);
        if (breaches.Any(f => f.Severity == Severity.Breach)) throw CustodyRefusals.AgreementBreaks(breaches);
        var agreement = new Agreement
        {
            Id = LedgerIds.New(),
            Division = division,
            InstitutionId = institutionId,
            InstitutionCode = institutionCode,
            BankCode = terms.BankCode,
            AccountNumber = terms.AccountNumber,
            SignedOn = terms.SignedOn,
            Mode = terms.Mode,
            Release = terms.Release,
            CreatedAt = now,
        };
        agreement.Touch(now);
        return agreement;
    }

    /// <summary>Stops releases by order.</summary>
    public void Freeze(string reason, DateTimeOffset now)
    {
        Require(AgreementState.Open);
        (State, Reason) = (AgreementState.Frozen, reason);
        Touch(now);
    }

    /// <summary>Lets releases go on.</summary>
    public void Unfreeze(DateTimeOffset now)
    {
        Require(AgreementState.Frozen);
        (State, Reason) = (AgreementState.Open, "");
        Touch(now);
    }

    /// <summary>Winds it up; what pupils have paid and not been taught for goes back before anything else is paid.</summary>
    public void Liquidate(string reason, DateTimeOffset now)
    {
        Require(AgreementState.Open, AgreementState.Frozen);
        (State, Reason) = (AgreementState.Liquidating, reason);
        Touch(now);
    }

    /// <summary>Notes money that was released and is to be paid to the institution.</summary>
    public void Owe(long fen, DateTimeOffset now)
    {
        OwedFen += fen;
        Touch(now);
    }

    /// <summary>Notes that the bank was told to pay.</summary>
    public void Instruct(long fen, DateTimeOffset now)
    {
        if (fen > OwedFen) throw CustodyRefusals.NothingOwed(OwedFen);
        OwedFen -= fen;
        Touch(now);
    }

    /// <summary>Notes whether the balance is below its minimum.</summary>
    /// <returns>Whether it fell below it just now.</returns>
    public bool Watch(bool below, DateTimeOffset now)
    {
        if (below == BelowMinimum) return false;
        BelowMinimum = below;
        Touch(now);
        return below;
    }

    /// <summary>Notes whether the reserve is too small.</summary>
    /// <returns>Whether it became so just now.</returns>
    public bool WatchReserve(bool tooSmall, DateTimeOffset now)
    {
        if (tooSmall == ReserveShort) return false;
        ReserveShort = tooSmall;
        Touch(now);
        return tooSmall;
    }

    /// <summary>Notes that the balances were looked at.</summary>
    public void Watched(DateOnly today) => WatchedOn = today;

    /// <summary>Refuses while it is frozen or wound up.</summary>
    public void MustBeOpen() => Require(AgreementState.Open);

    private void Require(params AgreementState[] allowed)
    {
        if (!allowed.Contains(State)) throw Refusal.OfState("AGREEMENT_STATE", State, allowed);
    }

    private void Touch(DateTimeOffset now)
    {
        UpdatedAt = now;
        Version++;
    }
}
