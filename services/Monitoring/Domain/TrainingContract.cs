using ShuangJian.Policy;

namespace ShuangJian.Monitoring.Domain;

/// <summary>Text that a contract is made on.</summary>
public enum ModelText
{
    /// <summary>The national model.</summary>
    National,

    /// <summary>Chongqing's model.</summary>
    Chongqing,

    /// <summary>Any other text.</summary>
    Other,
}

/// <summary>How a charge is paid.</summary>
public enum PaymentMethod
{
    /// <summary>Into the special account.</summary>
    SpecialAccount,

    /// <summary>Another transfer, card or payment platform.</summary>
    Transfer,

    /// <summary>Cash.</summary>
    Cash,

    /// <summary>A loan or instalments that a lender pays ahead.</summary>
    Loan,
}

/// <summary>Where a contract stands.</summary>
public enum ContractState
{
    /// <summary>In force, nothing found.</summary>
    InForce,

    /// <summary>A person has to determine something.</summary>
    UnderReview,

    /// <summary>A rule is broken.</summary>
    InBreach,

    /// <summary>Ended.</summary>
    Ended,
}

/// <summary>One charge of a contract.</summary>
/// <param name="ChargedOn">Day it is paid.</param>
/// <param name="AmountFen">Amount.</param>
/// <param name="Lessons">Lessons that it pays.</param>
/// <param name="CoversFrom">First lesson.</param>
/// <param name="CoversTo">Last lesson.</param>
/// <param name="Method">How it is paid.</param>
/// <param name="ReceiptNumber">Number of the receipt; empty without one.</param>
/// <param name="LessonsLeft">Lessons of the subject that were left.</param>
public sealed record ContractCharge(
    DateOnly ChargedOn, long AmountFen, int Lessons, DateOnly CoversFrom, DateOnly CoversTo, PaymentMethod Method, string ReceiptNumber, int LessonsLeft);

/// <summary>What a contract says, without its persons.</summary>
/// <param name="Model">Text that it is made on.</param>
/// <param name="Class">What is taught to whom.</param>
/// <param name="Subject">Subject.</param>
/// <param name="CourseId">The course; empty when it is none that was filed.</param>
/// <param name="SignedOn">Day it was signed.</param>
/// <param name="StartsOn">First day of training.</param>
/// <param name="EndsOn">Last day of training.</param>
/// <param name="Lessons">Lessons.</param>
/// <param name="TotalFen">Total.</param>
/// <param name="Charges">Schedule of charges.</param>
/// <param name="Terms">Terms beside the model text.</param>
public sealed record ContractContent(
    ModelText Model, ClassFacts Class, string Subject, string CourseId, DateOnly SignedOn, DateOnly StartsOn, DateOnly EndsOn, int Lessons, long TotalFen,
    IReadOnlyList<ContractCharge> Charges, string Terms);

/// <summary>A charge of a pupil at an institution, found by keyed hash to be added up with others.</summary>
public sealed class PupilCharge
{
    /// <summary>Identifier.</summary>
    public required Guid Id { get; init; }

    /// <summary>The contract.</summary>
    public required Guid ContractId { get; init; }

    /// <summary>Credit code of the institution.</summary>
    public required string InstitutionCode { get; init; }

    /// <summary>Keyed hash of the pupil.</summary>
    public required string PupilHash { get; set; }

    /// <summary>Subject.</summary>
    public required string Subject { get; init; }

    /// <summary>Whether academic.</summary>
    public required bool Academic { get; set; }

    /// <summary>Day it is paid.</summary>
    public required DateOnly ChargedOn { get; init; }

    /// <summary>First lesson.</summary>
    public required DateOnly CoversFrom { get; init; }

    /// <summary>Last lesson.</summary>
    public required DateOnly CoversTo { get; init; }

    /// <summary>Lessons.</summary>
    public required int Lessons { get; init; }

    /// <summary>Amount.</summary>
    public required long AmountFen { get; init; }
}

/// <summary>A training contract (M2, M5).</summary>
public sealed class TrainingContract : Matter, IStreamed
{
    private TrainingContract()
    {
    }

    /// <summary>Number of the contract.</summary>
    public string Number { get; private set; } = "";

    /// <summary>Digest of what was sent, without the persons.</summary>
    public string Digest { get; private set; } = "";

    /// <summary>What it says.</summary>
    public ContractContent Content { get; private set; } = null!;

    /// <summary>The persons, encrypted.</summary>
    public string PartiesCipher { get; private set; } = "";

    /// <summary>Keyed hash of the pupil.</summary>
    public string PupilHash { get; private set; } = "";

    /// <summary>Where it stands.</summary>
    public ContractState State { get; private set; }

    /// <summary>What the rules found.</summary>
    public IReadOnlyList<Finding> Findings { get; private set; } = [];

    /// <summary>What persons hold.</summary>
    public IReadOnlyList<Held> Determinations { get; private set; } = [];

    /// <summary>Values of the law that were used.</summary>
    public IReadOnlyList<ParameterUse> Uses { get; private set; } = [];

    /// <summary>Day it ended.</summary>
    public DateOnly? EndedOn { get; private set; }

    /// <summary>Findings that are a breach as it stands.</summary>
    public IReadOnlyList<Finding> Breaches => Verdicts.Breaches(Findings, Determinations);

    /// <summary>Records and judges a contract.</summary>
    /// <param name="owner">The institution.</param>
    /// <param name="number">Number of the contract.</param>
    /// <param name="facts">What it says, with the pupil's other charges.</param>
    /// <param name="secret">Cipher of the persons, keyed hash of the pupil and digest of the rest.</param>
    /// <param name="law">The law of the place on the day it was signed.</param>
    /// <param name="now">The moment.</param>
    /// <param name="id">Identifier; made when null.</param>
    /// <exception cref="Refusal">MONITORING_BREACH_STANDS when it is paid by a loan.</exception>
    public static TrainingContract Record(
        Owner owner, string number, ContractFacts facts, (string Cipher, string Hash, string Digest) secret, LawAt law, DateTimeOffset now, Guid? id = null)
    {
        var findings = ContractRules.Judge(facts, law);
        var loans = findings.Where(f => f is { Rule: nameof(ContractRules.PaidByTrainingLoan), Severity: Severity.Breach }).ToList();
        if (loans.Count > 0) throw MonitoringRefusals.BreachStands(loans);
        var contract = new TrainingContract
        {
            Number = number, Digest = secret.Digest, Content = facts.Content, PartiesCipher = secret.Cipher, PupilHash = secret.Hash, Findings = findings,
            Uses = ParameterUse.Of(law, Law.ModelContracts, Law.OneChargeMonths, Law.OneChargeLessons, Law.NonAcademicOneChargeFen, Law.EarliestChargeMonthsBefore,
                Law.EarliestChargeLessonsLeft, Law.TrainingLoansForbidden, Law.SplitWindowDays, Law.RenewalMonthsLeft),
        };
        contract.State = contract.Standing();
        contract.Begin(owner, now, id);
        return contract;
    }

    /// <summary>Its charges, to be added up with those of other contracts.</summary>
    public IEnumerable<PupilCharge> Charges() => Content.Charges.Select(c => new PupilCharge
    {
        Id = Guid.CreateVersion7(), ContractId = Id, InstitutionCode = InstitutionCode, PupilHash = PupilHash, Subject = Content.Subject, Academic = Content.Class.IsAcademic,
        ChargedOn = c.ChargedOn, CoversFrom = c.CoversFrom, CoversTo = c.CoversTo, Lessons = c.Lessons, AmountFen = c.AmountFen,
    });

    /// <summary>Decides by what persons hold.</summary>
    /// <returns>Whether it became a breach by this.</returns>
    public bool Review(IReadOnlyList<Held> held, DateTimeOffset now)
    {
        Require("CONTRACT_STATE", State, ContractState.UnderReview, ContractState.InBreach);
        Verdicts.MustBeDetermined(Findings, held);
        var before = State;
        Determinations = held;
        State = Standing();
        Touch(now);
        return State == ContractState.InBreach && before != ContractState.InBreach;
    }

    /// <summary>Judges it as another category, for the institution is licensed for that now; what persons hold on what still stands is kept.</summary>
    /// <param name="facts">What it says with that category, and the pupil's other charges.</param>
    /// <param name="law">The law of the place on the day it was signed.</param>
    /// <param name="now">The moment.</param>
    /// <returns>Whether it became a breach by this.</returns>
    public bool Recategorise(ContractFacts facts, LawAt law, DateTimeOffset now)
    {
        if (State == ContractState.Ended) return false;
        var before = State;
        (Content, Findings) = (facts.Content, ContractRules.Judge(facts, law));
        Determinations = [.. Determinations.Where(held => Findings.Any(f => f.Rule == held.Rule))];
        State = Standing();
        Touch(now);
        return State == ContractState.InBreach && before != ContractState.InBreach;
    }

    /// <summary>Ends it.</summary>
    public void End(DateOnly day, DateTimeOffset now)
    {
        Require("CONTRACT_STATE", State, ContractState.InForce, ContractState.UnderReview, ContractState.InBreach);
        (State, EndedOn) = (ContractState.Ended, day);
        Touch(now);
    }

    private ContractState Standing() => Breaches.Count > 0 ? ContractState.InBreach
        : Verdicts.Open(Findings, Determinations).Count > 0 ? ContractState.UnderReview : ContractState.InForce;
}
