using ShuangJian.Policy;

namespace ShuangJian.Custody.Domain;

/// <summary>Where a contract stands.</summary>
public enum ContractState
{
    /// <summary>Money may be paid in and lessons taught.</summary>
    Running,

    /// <summary>Parties disagree: the money stays where it is.</summary>
    Disputed,

    /// <summary>Every lesson was taught or refunded and nothing is held.</summary>
    Closed,
}

/// <summary>One charge of a contract.</summary>
/// <param name="DueOn">Day on which it is due.</param>
/// <param name="Fen">Amount in fen.</param>
public sealed record Charge(DateOnly DueOn, long Fen);

/// <summary>What is agreed with a pupil's family.</summary>
/// <param name="ContractNumber">Number given by the institution.</param>
/// <param name="Lessons">Number of lessons, at least 1.</param>
/// <param name="TotalFen">Price of all of them, fen.</param>
/// <param name="StartsOn">Day of the first lesson.</param>
/// <param name="EndsOn">Day of the last.</param>
/// <param name="Charges">When what is due; their sum is the price.</param>
public sealed record ContractTerms(string ContractNumber, int Lessons, long TotalFen, DateOnly StartsOn, DateOnly EndsOn, IReadOnlyList<Charge> Charges)
{
    internal Int128 ChargesFen => Charges.Aggregate(Int128.Zero, (sum, charge) => sum + charge.Fen);
}

/// <summary>Pupil and family of a contract as they are kept.</summary>
/// <param name="PupilHash">Keyed hash by which the pupil is counted.</param>
/// <param name="FamilyHash">Keyed hash by which the family is known.</param>
/// <param name="Cipher">What both are made of, encrypted.</param>
public sealed record ContractPersons(string PupilHash, string FamilyHash, string Cipher);

/// <summary>The money of a contract as the ledger has it, fen.</summary>
/// <param name="Paid">Paid in.</param>
/// <param name="Held">Nobody's yet.</param>
/// <param name="Released">Taught for.</param>
/// <param name="Refunded">Gone back.</param>
public sealed record ContractMoney(long Paid, long Held, long Released, long Refunded)
{
    /// <summary>True when nothing is lost and nothing is made.</summary>
    public bool Balances => Paid == Held + Released + Refunded;
}

/// <summary>
/// A contract with a pupil whose fee is prepaid. It counts lessons; its money is in the ledger alone. Amounts follow from
/// how many lessons are over: each lesson brings the sum to its exact share, so the last one closes the contract to zero.
/// </summary>
public sealed class PrepaidContract
{
    private PrepaidContract()
    {
    }

    /// <summary>Identifier, the owner of its accounts.</summary>
    public Guid Id { get; private set; }

    /// <summary>Agreement under which the money is kept.</summary>
    public Guid Agreement { get; private set; }

    /// <summary>County-level division that answers for the institution.</summary>
    public string Division { get; private set; } = "";

    /// <summary>Credit code of the institution.</summary>
    public string InstitutionCode { get; private set; } = "";

    /// <summary>Keyed hash of the pupil's identity number.</summary>
    public string PupilHash { get; private set; } = "";

    /// <summary>Keyed hash of the secret by which the family acts.</summary>
    public string FamilyHash { get; private set; } = "";

    /// <summary>Fingerprints of both, encrypted: from them the hashes are made anew when the key has changed.</summary>
    public string PersonsCipher { get; private set; } = "";

    /// <summary>Number given by the institution.</summary>
    public string ContractNumber { get; private set; } = "";

    /// <summary>Number of lessons.</summary>
    public int Lessons { get; private set; }

    /// <summary>Price of all lessons, fen.</summary>
    public long TotalFen { get; private set; }

    /// <summary>Day of the first lesson.</summary>
    public DateOnly StartsOn { get; private set; }

    /// <summary>Day of the last lesson.</summary>
    public DateOnly EndsOn { get; private set; }

    /// <summary>When what is due.</summary>
    public IReadOnlyList<Charge> Charges { get; private set; } = [];

    /// <summary>Lessons that the institution reported.</summary>
    public int Reported { get; private set; }

    /// <summary>Lessons that are confirmed.</summary>
    public int Confirmed { get; private set; }

    /// <summary>Lessons whose money was released, as far as it had been paid.</summary>
    public int Settled { get; private set; }

    /// <summary>Lessons that a refund is asked for.</summary>
    public int Asked { get; private set; }

    /// <summary>Lessons that were refunded.</summary>
    public int RefundedLessons { get; private set; }

    /// <summary>Where it stands.</summary>
    public ContractState State { get; private set; }

    /// <summary>What is disputed; empty otherwise.</summary>
    public string Dispute { get; private set; } = "";

    /// <summary>When it was first stored.</summary>
    public DateTimeOffset CreatedAt { get; private set; }

    /// <summary>When it last changed.</summary>
    public DateTimeOffset UpdatedAt { get; private set; }

    /// <summary>Grows by one with every change.</summary>
    public long Version { get; private set; }

    /// <summary>Lessons that are neither reported nor refunded nor asked back.</summary>
    public int Open => Lessons - Reported - Asked - RefundedLessons;

    /// <summary>Registers a contract.</summary>
    public static PrepaidContract Register(Agreement agreement, ContractPersons persons, ContractTerms terms, DateTimeOffset now)
    {
        agreement.MustBeOpen();
        if (terms.ChargesFen != terms.TotalFen) throw CustodyRefusals.ChargesDiffer(terms);
        var contract = new PrepaidContract
        {
            Id = LedgerIds.New(),
            Agreement = agreement.Id,
            Division = agreement.Division,
            InstitutionCode = agreement.InstitutionCode,
            PupilHash = persons.PupilHash,
            FamilyHash = persons.FamilyHash,
            PersonsCipher = persons.Cipher,
            ContractNumber = terms.ContractNumber,
            Lessons = terms.Lessons,
            TotalFen = terms.TotalFen,
            StartsOn = terms.StartsOn,
            EndsOn = terms.EndsOn,
            Charges = terms.Charges,
            CreatedAt = now,
        };
        contract.Touch(now);
        return contract;
    }

    /// <summary>Price of the first so many lessons, fen: the whole price for all of them, never more than a fen off otherwise.</summary>
    public long ShareOf(int lessons) => (long)((Int128)TotalFen * lessons / Lessons);

    /// <summary>Refuses a deposit that is more than what is still to be paid.</summary>
    public void Deposit(long fen, ContractMoney money, DateTimeOffset now)
    {
        Require(ContractState.Running, ContractState.Disputed);
        var open = ShareOf(Lessons - RefundedLessons) + money.Refunded - money.Paid;
        if (fen > open) throw CustodyRefusals.DepositExceeds(fen, open);
        // Lessons that were confirmed before their money came are looked at once more.
        Settled = Math.Min(Settled, Math.Max(0, Confirmed - 1));
        Touch(now);
    }

    /// <summary>Counts lessons that the institution reports.</summary>
    public void Report(int lessons, DateTimeOffset now)
    {
        Require(ContractState.Running);
        if (lessons > Open) throw CustodyRefusals.LessonsExceed(lessons, Open);
        Reported += lessons;
        Touch(now);
    }

    /// <summary>Counts a reported lesson as confirmed.</summary>
    public void Confirm(DateTimeOffset now)
    {
        Require(ContractState.Running);
        Confirmed++;
        Touch(now);
    }

    /// <summary>Takes back a lesson that was reported and did not take place.</summary>
    public void Withdraw(DateTimeOffset now)
    {
        Reported--;
        Touch(now);
    }

    /// <summary>What is to be released when so many of the confirmed lessons are due, as far as it has been paid; 0 when nothing is.</summary>
    public long Settle(int lessons, ContractMoney money, DateTimeOffset now)
    {
        if (State != ContractState.Running) return 0;
        Settled = lessons;
        var fen = Math.Min(ShareOf(lessons) - money.Released, money.Held);
        Touch(now);
        return Math.Max(0, fen);
    }

    /// <summary>Asks lessons back that are not taught yet.</summary>
    public void Ask(int lessons, DateTimeOffset now)
    {
        Require(ContractState.Running);
        if (lessons > Open) throw CustodyRefusals.LessonsExceed(lessons, Open);
        Asked += lessons;
        Touch(now);
    }

    /// <summary>Drops what was asked.</summary>
    public void Drop(int lessons, DateTimeOffset now)
    {
        Asked -= lessons;
        Touch(now);
    }

    /// <summary>Gives lessons back that were asked, and says what is to be refunded for them, fen.</summary>
    public long GiveBack(int lessons, ContractMoney money, DateTimeOffset now)
    {
        Asked -= lessons;
        RefundedLessons += lessons;
        Touch(now);
        return RefundNow(money);
    }

    /// <summary>Ends it with the institution: what is not confirmed counts as not taught. Says what goes back for it, fen.</summary>
    public long WindUp(ContractMoney money, DateTimeOffset now)
    {
        RefundedLessons = Lessons - Confirmed;
        (Reported, Asked) = (Confirmed, 0);
        Touch(now);
        return RefundNow(money);
    }

    /// <summary>Holds the money while the parties disagree.</summary>
    public void Quarrel(string about, DateTimeOffset now)
    {
        Require(ContractState.Running);
        (State, Dispute) = (ContractState.Disputed, about);
        Touch(now);
    }

    /// <summary>Ends the dispute.</summary>
    public void Reconcile(DateTimeOffset now)
    {
        Require(ContractState.Disputed);
        (State, Dispute) = (ContractState.Running, "");
        Touch(now);
    }

    /// <summary>Closes it once every lesson is taught or refunded and nothing is held.</summary>
    /// <returns>Whether it closed just now.</returns>
    public bool CloseWhenDone(ContractMoney money, DateTimeOffset now)
    {
        if (State != ContractState.Running || Settled + RefundedLessons < Lessons || money.Held != 0 || money.Paid - money.Refunded < ShareOf(Lessons - RefundedLessons)) return false;
        State = ContractState.Closed;
        Touch(now);
        return true;
    }

    /// <summary>What must go back, as far as it was paid, so that the lessons that remain cost their exact share.</summary>
    private long RefundNow(ContractMoney money) =>
        Math.Min(Math.Max(0, money.Paid - ShareOf(Lessons - RefundedLessons) - money.Refunded), money.Held);

    private void Require(params ContractState[] allowed)
    {
        if (!allowed.Contains(State)) throw Refusal.OfState("CONTRACT_STATE", State, allowed);
    }

    private void Touch(DateTimeOffset now)
    {
        UpdatedAt = now;
        Version++;
    }
}
