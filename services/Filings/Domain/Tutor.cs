using ShuangJian.Policy;

namespace ShuangJian.Filings.Domain;

/// <summary>What a certificate certifies.</summary>
public enum QualificationKind
{
    /// <summary>Qualification as a teacher.</summary>
    Teacher,

    /// <summary>Another professional certificate.</summary>
    Professional,
}

/// <summary>What institution and tutor signed.</summary>
public enum ContractKind
{
    /// <summary>Contract of appointment.</summary>
    Appointment,

    /// <summary>Labour contract.</summary>
    Labour,

    /// <summary>Service agreement.</summary>
    Service,
}

/// <summary>Where a tutor comes from and is.</summary>
public enum TutorOrigin
{
    /// <summary>A national.</summary>
    National,

    /// <summary>A foreigner who is in China.</summary>
    ForeignerInChina,

    /// <summary>A foreigner who is abroad.</summary>
    ForeignerAbroad,
}

/// <summary>Where the filing of a tutor stands.</summary>
public enum TutorState
{
    /// <summary>Being written.</summary>
    Draft,

    /// <summary>Submitted and judged.</summary>
    Submitted,

    /// <summary>Filed and shown publicly.</summary>
    Filed,

    /// <summary>Was filed; a breach has arisen since.</summary>
    NoLongerHolds,

    /// <summary>Refused with a reason.</summary>
    Refused,

    /// <summary>Not with the institution any more.</summary>
    Ended,
}

/// <summary>A certificate; its number is kept with the person, encrypted.</summary>
/// <param name="Kind">What it certifies.</param>
/// <param name="Subject">Subject.</param>
/// <param name="Stage">Stage; null when it names none.</param>
/// <param name="From">First day.</param>
/// <param name="Until">Last day; null without an end.</param>
public sealed record Qualification(QualificationKind Kind, string Subject, EducationStage? Stage, DateOnly From, DateOnly? Until)
{
    /// <summary>Whether it holds on a day.</summary>
    public bool HoldsOn(DateOnly day) => From <= day && (Until is null || day <= Until);
}

/// <summary>A contract between institution and tutor.</summary>
/// <param name="Kind">What was signed.</param>
/// <param name="From">First day.</param>
/// <param name="Until">Last day; null without an end.</param>
public sealed record TutorContract(ContractKind Kind, DateOnly From, DateOnly? Until);

/// <summary>What is stated of a tutor and is not personal.</summary>
/// <param name="Subject">Subject taught.</param>
/// <param name="Class">What is taught to whom.</param>
/// <param name="Qualifications">Certificates.</param>
/// <param name="Contract">Contract; null without one.</param>
/// <param name="FullTime">Whether full-time teaching or research staff.</param>
/// <param name="Origin">Where the person comes from and is.</param>
/// <param name="PermitUntil">Last day of the work permit; null without one.</param>
/// <param name="PhotoSha256">Digest of the photograph; empty without one.</param>
/// <param name="Online">Whether the person teaches over the internet.</param>
public sealed record TutorContent(
    string Subject, ClassFacts Class, IReadOnlyList<Qualification> Qualifications, TutorContract? Contract, bool FullTime,
    TutorOrigin Origin, DateOnly? PermitUntil, string PhotoSha256, bool Online);

/// <summary>A person as the platform keeps it: encrypted, and hashed with a key so that it can be matched.</summary>
/// <param name="Cipher">The person, encrypted.</param>
/// <param name="Hash">Keyed hash of the identity number.</param>
public sealed record SealedPerson(string Cipher, string Hash);

/// <summary>A person who teaches for an institution (F8).</summary>
public sealed class Tutor : FiledMatter
{
    private const string StateReason = "TUTOR_STATE";

    private Tutor()
    {
    }

    /// <summary>What is stated.</summary>
    public TutorContent Content { get; private set; } = null!;

    /// <summary>The person, encrypted; null once erased.</summary>
    public string? PersonCipher { get; private set; }

    /// <summary>Keyed hash of the identity number; null once erased.</summary>
    public string? PersonHash { get; private set; }

    /// <summary>The same hash until the tutor leaves, so that an institution has a person once.</summary>
    public string? ActiveHash { get; private set; }

    /// <summary>Where the filing stands.</summary>
    public TutorState State { get; private set; }

    /// <summary>Whether the tutor counts as full-time; kept beside the content to be counted by the database.</summary>
    public bool FullTime { get; private set; }

    /// <summary>Whether the tutor teaches online; kept likewise.</summary>
    public bool Online { get; private set; }

    /// <summary>Whether the tutor teaches ages 3 to 6; kept likewise.</summary>
    public bool Preschool { get; private set; }

    /// <summary>What the rules found last.</summary>
    public IReadOnlyList<Finding> Findings { get; private set; } = [];

    /// <summary>What persons held when it was filed; it holds for the content that was filed.</summary>
    public IReadOnlyList<Held> Determinations { get; private set; } = [];

    /// <summary>Day of the last judgement.</summary>
    public DateOnly? JudgedOn { get; private set; }

    /// <summary>Day on which something stated ends or begins, so that the tutor is judged again; null for none.</summary>
    public DateOnly? RejudgeOn { get; private set; }

    /// <summary>Day of the filing; null until then and after a change.</summary>
    public DateOnly? FiledOn { get; private set; }

    /// <summary>Day from which the tutor is shown publicly; null while not.</summary>
    public DateOnly? PublishedOn { get; private set; }

    /// <summary>Last day with the institution.</summary>
    public DateOnly? EndedOn { get; private set; }

    /// <summary>Why the filing was refused.</summary>
    public string Reason { get; private set; } = "";

    /// <summary>Stores a draft.</summary>
    public static Tutor Draft(Owner owner, TutorContent content, SealedPerson person, DateTimeOffset now)
    {
        var tutor = new Tutor { State = TutorState.Draft };
        tutor.Begin(owner, now);
        tutor.Take(content, person);
        return tutor;
    }

    /// <summary>Replaces what is stated; the tutor has to be submitted again.</summary>
    public void Change(TutorContent content, SealedPerson person, DateTimeOffset now)
    {
        Require(StateReason, State, TutorState.Draft, TutorState.Submitted, TutorState.Filed, TutorState.NoLongerHolds, TutorState.Refused);
        Take(content, person);
        State = TutorState.Draft;
        (Findings, Determinations, JudgedOn, RejudgeOn, FiledOn, PublishedOn, Reason) = ([], [], null, null, null, null, "");
        Touch(now);
    }

    /// <summary>Submits the tutor, judged today.</summary>
    public void Submit(PersonFacts person, LawAt law, DateTimeOffset now)
    {
        Require(StateReason, State, TutorState.Draft, TutorState.Refused, TutorState.NoLongerHolds);
        FiledOn = null;
        Judge(person, law);
        (State, Reason) = (TutorState.Submitted, "");
        Touch(now);
    }

    /// <summary>Takes a submission back.</summary>
    public void Withdraw(DateTimeOffset now)
    {
        Require(StateReason, State, TutorState.Submitted);
        (State, Findings, JudgedOn, RejudgeOn) = (TutorState.Draft, [], null, null);
        Touch(now);
    }

    /// <summary>Files the tutor, judged anew today; a filed one is filed anew for its next term without being hidden meanwhile.</summary>
    public void File(PersonFacts person, IReadOnlyList<Held> held, LawAt law, DateTimeOffset now)
    {
        Require(StateReason, State, TutorState.Submitted, TutorState.Filed);
        FiledOn = law.Date;
        Judge(person, law);
        FilingGate.Pass(Findings, held);
        (State, Determinations, PublishedOn) = (TutorState.Filed, held, PublishedOn ?? law.Date);
        Touch(now);
    }

    /// <summary>Last day for which the filing holds; null while not filed and where it holds without end.</summary>
    public DateOnly? HoldsUntil(LawAt law) => TutorRules.HoldsUntil(FiledOn, law);

    /// <summary>Last day on which the person must be kept; null while the tutor is there, and where nobody has set how long.</summary>
    public DateOnly? KeptUntil(LawAt law) =>
        EndedOn is { } day && law.Limit(Law.TutorRecordYears) is { } years ? day.AddYears(years.Value) : null;

    /// <summary>Refuses the tutor.</summary>
    public void Refuse(string reason, DateTimeOffset now)
    {
        Require(StateReason, State, TutorState.Submitted, TutorState.NoLongerHolds);
        (State, Reason, RejudgeOn) = (TutorState.Refused, reason, null);
        Touch(now);
    }

    /// <summary>
    /// Judges again because the roster, the bars or the day have changed. A filed tutor against whom a breach stands now
    /// holds no longer; one whose breach is gone waits for the authority again.
    /// </summary>
    /// <returns>Whether the state changed.</returns>
    public bool Rejudge(PersonFacts person, LawAt law, DateTimeOffset now)
    {
        if (State is not (TutorState.Submitted or TutorState.Filed or TutorState.NoLongerHolds)) return false;
        var before = State;
        Judge(person, law);
        var broken = Findings.Any(f => f.Severity == Severity.Breach);
        if (State == TutorState.Filed && broken) (State, PublishedOn) = (TutorState.NoLongerHolds, null);
        else if (State == TutorState.NoLongerHolds && !broken) State = TutorState.Submitted;
        Touch(now);
        return State != before;
    }

    /// <summary>Notes that the tutor has left.</summary>
    public void End(DateOnly day, DateTimeOffset now)
    {
        Require(StateReason, State, TutorState.Draft, TutorState.Submitted, TutorState.Filed, TutorState.NoLongerHolds, TutorState.Refused);
        (State, EndedOn, PublishedOn, RejudgeOn, ActiveHash) = (TutorState.Ended, day, null, null, null);
        Touch(now);
    }

    /// <summary>Erases the person of a tutor who has left, once the record need not be kept longer.</summary>
    public void Erase(LawAt law, DateTimeOffset now)
    {
        Require(StateReason, State, TutorState.Ended);
        if (PersonCipher is null) throw FilingRefusals.Erased();
        Retention.MustBeOver([(KeptUntil(law), law.Date)]);
        (PersonCipher, PersonHash) = (null, null);
        Content = Content with { PhotoSha256 = "" };
        Touch(now);
    }

    private void Take(TutorContent content, SealedPerson person)
    {
        (Content, PersonCipher, PersonHash, ActiveHash) = (content, person.Cipher, person.Hash, person.Hash);
        (FullTime, Online, Preschool) = (content.FullTime, content.Online, content.Class.IsForPreschool);
    }

    private void Judge(PersonFacts person, LawAt law)
    {
        Findings = TutorRules.Judge(new TutorFacts(Content, person, FiledOn), law);
        JudgedOn = law.Date;
        var ends = Content.Qualifications.Select(q => q.Until).Append(Content.Contract?.Until).Append(Content.PermitUntil).Append(person.LastDay).Append(HoldsUntil(law))
            .Where(day => day < DateOnly.MaxValue).Select(day => day!.Value.AddDays(1));
        var begins = Content.Qualifications.Select(q => (DateOnly?)q.From).Append(Content.Contract?.From).Append(person.NextDay).OfType<DateOnly>();
        RejudgeOn = ends.Concat(begins).Where(day => day > law.Date).Select(day => (DateOnly?)day).Min();
    }
}
