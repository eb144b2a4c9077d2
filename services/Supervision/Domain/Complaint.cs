using ShuangJian.Policy;

namespace ShuangJian.Supervision.Domain;

/// <summary>A complaint from its receipt to its end.</summary>
public sealed class Complaint : Versioned, IOwned
{
    private Complaint()
    {
    }

    /// <summary>How it came.</summary>
    public ComplaintChannel Channel { get; private set; }

    /// <summary>Matter of the duty matrix.</summary>
    public string Matter { get; private set; } = "";

    /// <summary>Code of the institution complained of; empty for none.</summary>
    public string InstitutionCode { get; private set; } = "";

    /// <summary>Code of the school complained of; empty for none.</summary>
    public string SchoolCode { get; private set; } = "";

    /// <summary>Name of whom it is about, where no code is known.</summary>
    public string SubjectName { get; private set; } = "";

    /// <summary>Tells subjects apart.</summary>
    public string SubjectKey { get; private set; } = "";

    /// <inheritdoc/>
    public string OwnerCode => InstitutionCode.Length > 0 ? InstitutionCode : SchoolCode;

    /// <summary>Channel and number elsewhere; null for none.</summary>
    public string? ExternalKey { get; private set; }

    /// <summary>Cipher of the text.</summary>
    public string TextCipher { get; private set; } = "";

    /// <summary>Cipher of the person and of the fingerprint of the tracking code.</summary>
    public string FileCipher { get; private set; } = "";

    /// <summary>Keyed hash of the telephone; null when there is none.</summary>
    public string? PersonHash { get; private set; }

    /// <summary>Keyed hash of the fingerprint of the tracking code.</summary>
    public string TrackingHash { get; private set; } = "";

    /// <summary>Whether no person is known.</summary>
    public bool Anonymous { get; private set; }

    /// <summary>Where it stands.</summary>
    public ComplaintState State { get; private set; }

    /// <summary>Department that leads.</summary>
    public string Lead { get; private set; } = "";

    /// <summary>Departments that assist.</summary>
    public IReadOnlyList<string> Assist { get; private set; } = [];

    /// <summary>A bit for each department with the duty.</summary>
    public long DutyMask { get; private set; }

    /// <summary>Text that gives the duty.</summary>
    public LegalBasis DutyBasis { get; private set; } = null!;

    /// <summary>The complaint that it follows; null for none.</summary>
    public Guid? MainId { get; private set; }

    /// <summary>Day from which the term of acceptance runs.</summary>
    public DateOnly AcceptanceFrom { get; private set; }

    /// <summary>Day from which the term of the answer runs.</summary>
    public DateOnly AnswerFrom { get; private set; }

    /// <summary>Last day for accepting; null when the calendar is not known.</summary>
    public DateOnly? AcceptanceDue { get; private set; }

    /// <summary>Last day for answering; null when the calendar is not known.</summary>
    public DateOnly? AnswerDue { get; private set; }

    /// <summary>Whether it was not accepted in time.</summary>
    public bool AcceptanceOverdue { get; private set; }

    /// <summary>Whether it was not answered in time.</summary>
    public bool AnswerOverdue { get; private set; }

    /// <summary>Last day for reopening; null before an answer and when the calendar is not known.</summary>
    public DateOnly? ReopenUntil { get; private set; }

    /// <summary>What came of it; null until answered.</summary>
    public ComplaintOutcome? Outcome { get; private set; }

    /// <summary>Answer, or why it was refused.</summary>
    public string Answer { get; private set; } = "";

    /// <summary>What the one complained of may know.</summary>
    public string Account { get; private set; } = "";

    /// <summary>Satisfaction, 1 to 5; 0 for none given.</summary>
    public int Rating { get; private set; }

    /// <summary>Whether it was reopened.</summary>
    public bool Reopened { get; private set; }

    /// <summary>Whether it was ever upheld: that is told once.</summary>
    public bool Counted { get; private set; }

    /// <summary>Whether the person took it back while others follow it.</summary>
    public bool PersonGone { get; private set; }

    /// <summary>Everything that was done.</summary>
    public IReadOnlyList<ComplaintStep> Steps { get; private set; } = [];

    /// <summary>The values that set its terms.</summary>
    public IReadOnlyList<ParameterUse> Uses { get; private set; } = [];

    /// <summary>Whether it awaits acceptance or the answer.</summary>
    public bool IsOpen => State is ComplaintState.Dispatched or ComplaintState.Accepted;

    /// <summary>Takes a complaint in and gives it to who has the duty, or lets it follow one that is alike.</summary>
    public static Complaint Receive(Guid id, ComplaintContent content, ComplaintSecrets secrets, ComplaintDuty duty, Guid? main, LawAt today, DateTimeOffset now)
    {
        var (subject, one) = (content.Subject, new Complaint());
        one.Begin(content.Division, now, id);
        (one.Channel, one.Matter) = (content.Channel, content.Matter);
        (one.InstitutionCode, one.SchoolCode, one.SubjectName, one.SubjectKey) = (subject.InstitutionCode, subject.SchoolCode, subject.Name, subject.KeyIn(content.Division));
        one.ExternalKey = content.ExternalNumber.Length > 0 ? $"{content.Channel}/{content.ExternalNumber}" : null;
        (one.TextCipher, one.FileCipher, one.PersonHash, one.TrackingHash, one.Anonymous) = (secrets.Text, secrets.File, secrets.PersonHash, secrets.TrackingHash, secrets.Anonymous);
        one.Give(duty);
        (one.AcceptanceFrom, one.AnswerFrom) = (today.Date, today.Date);
        one.Uses = ParameterUse.Of(today, Law.ComplaintAcceptanceWorkingDays, Law.ComplaintAnswerWorkingDays, Law.ComplaintReopeningWorkingDays, Law.ComplaintLikenessPercent);
        one.SetDays(today);
        one.Steps = [new(ComplaintAct.Received, now, one.Division, one.Lead, "")];
        if (main is { } followed) one.Follow(followed, "", now);
        return one;
    }

    /// <summary>Fills due days that the calendar did not know before. Returns whether one was filled.</summary>
    public bool SetDays(LawAt law)
    {
        var before = (AcceptanceDue, AnswerDue, ReopenUntil);
        AcceptanceDue ??= After(law, AcceptanceFrom, Law.ComplaintAcceptanceWorkingDays);
        AnswerDue ??= After(law, AnswerFrom, Law.ComplaintAnswerWorkingDays);
        if (State == ComplaintState.Answered) ReopenUntil ??= After(law, Steps.Last(s => s.Act == ComplaintAct.Answered).At, Law.ComplaintReopeningWorkingDays);
        return before != (AcceptanceDue, AnswerDue, ReopenUntil);
    }

    /// <summary>Accepts it.</summary>
    /// <exception cref="Refusal">COMPLAINT_STATE.</exception>
    public void Accept(string account, DateTimeOffset now)
    {
        Require(ComplaintState.Dispatched);
        (State, Account) = (ComplaintState.Accepted, account);
        Note(ComplaintAct.Accepted, "", now);
    }

    /// <summary>Refuses it.</summary>
    /// <exception cref="Refusal">COMPLAINT_STATE.</exception>
    public void Refuse(string reason, DateTimeOffset now)
    {
        Require(ComplaintState.Dispatched);
        (State, Answer) = (ComplaintState.Refused, reason);
        Note(ComplaintAct.Refused, reason, now);
    }

    /// <summary>Gives it another matter or place, and with it to others, who accept it anew; the day of the answer stays.</summary>
    /// <exception cref="Refusal">COMPLAINT_STATE.</exception>
    public void Transfer(string matter, string division, ComplaintDuty duty, string reason, LawAt today, DateTimeOffset now)
    {
        Require(ComplaintState.Dispatched, ComplaintState.Accepted);
        (Matter, State, Account) = (matter, ComplaintState.Dispatched, "");
        Move(division);
        Give(duty);
        (AcceptanceFrom, AcceptanceDue) = (today.Date, null);
        SetDays(today);
        Note(ComplaintAct.Transferred, reason, now);
    }

    /// <summary>Answers it. Returns whether it counts against the one complained of from now on.</summary>
    /// <exception cref="Refusal">COMPLAINT_STATE.</exception>
    public bool Reply(ComplaintOutcome outcome, string answer, LawAt today, DateTimeOffset now)
    {
        Require(ComplaintState.Accepted);
        (State, Outcome, Answer, ReopenUntil) = (ComplaintState.Answered, outcome, answer, null);
        Note(ComplaintAct.Answered, "", now);
        SetDays(today);
        if (outcome == ComplaintOutcome.Unfounded || InstitutionCode.Length == 0 || Counted) return false;
        return Counted = true;
    }

    /// <summary>Lets it follow another.</summary>
    /// <exception cref="Refusal">COMPLAINT_STATE.</exception>
    public void Follow(Guid main, string reason, DateTimeOffset now)
    {
        Require(ComplaintState.Dispatched, ComplaintState.Accepted);
        (State, MainId) = (ComplaintState.Merged, main);
        Note(ComplaintAct.Merged, reason, now);
    }

    /// <summary>Notes that facts were added, which are kept elsewhere.</summary>
    /// <param name="leading">What it follows; itself when it follows none.</param>
    /// <param name="now">The moment.</param>
    /// <exception cref="Refusal">COMPLAINT_STATE.</exception>
    public void AddFacts(Complaint leading, DateTimeOffset now)
    {
        leading.Require(ComplaintState.Dispatched, ComplaintState.Accepted);
        RequirePerson();
        Note(ComplaintAct.FactsAdded, "", now);
    }

    /// <summary>Takes the person's rating of the answer of what it follows.</summary>
    /// <exception cref="Refusal">COMPLAINT_STATE.</exception>
    public void Rate(Complaint leading, int rating, DateTimeOffset now)
    {
        leading.Require(ComplaintState.Answered, ComplaintState.Closed);
        RequirePerson();
        if (Rating > 0) throw ComplaintRefusals.Rated();
        Rating = rating;
        Note(ComplaintAct.Rated, "", now);
    }

    /// <summary>Reopens it, once; the term of the answer runs anew.</summary>
    /// <exception cref="Refusal">COMPLAINT_STATE; COMPLAINT_NOT_REOPENABLE.</exception>
    public void Reopen(LawAt today, DateTimeOffset now)
    {
        Require(ComplaintState.Answered);
        if (Reopened || (ReopenUntil is { } until && today.Date > until)) throw ComplaintRefusals.NotReopenable(Reopened);
        (State, Reopened, Rating) = (ComplaintState.Accepted, true, 0);
        (AnswerFrom, AnswerDue, ReopenUntil) = (today.Date, null, null);
        SetDays(today);
        Note(ComplaintAct.Reopened, "", now);
    }

    /// <summary>Withdraws it; where others follow it, the case goes on for them.</summary>
    /// <exception cref="Refusal">COMPLAINT_STATE.</exception>
    public void Withdraw(Complaint leading, bool followed, DateTimeOffset now)
    {
        leading.Require(ComplaintState.Dispatched, ComplaintState.Accepted);
        RequirePerson();
        if (followed) PersonGone = true;
        else State = ComplaintState.Withdrawn;
        Note(ComplaintAct.Withdrawn, "", now);
    }

    /// <summary>Notes that a due day passed, once for each term; the due day itself is still in time.</summary>
    /// <returns>Whether that is so since just now.</returns>
    public bool MarkOverdue(DateOnly today, DateTimeOffset now)
    {
        var acceptance = State == ComplaintState.Dispatched && !AcceptanceOverdue && AcceptanceDue < today;
        var answer = IsOpen && !AnswerOverdue && AnswerDue < today;
        if (!acceptance && !answer) return false;
        (AcceptanceOverdue, AnswerOverdue) = (AcceptanceOverdue || acceptance, AnswerOverdue || answer);
        Note(ComplaintAct.Overdue, "", now);
        return true;
    }

    /// <summary>Closes it when the days for reopening are over. Returns whether it did.</summary>
    public bool Close(DateOnly today, DateTimeOffset now)
    {
        if (State != ComplaintState.Answered || !(ReopenUntil < today)) return false;
        State = ComplaintState.Closed;
        Note(ComplaintAct.Closed, "", now);
        return true;
    }

    private void Give(ComplaintDuty duty) => (Lead, Assist, DutyMask, DutyBasis) = (duty.Lead, duty.Assist, duty.Mask, duty.Basis);

    private void Note(ComplaintAct act, string reason, DateTimeOffset now)
    {
        Steps = [.. Steps, new(act, now, Division, Lead, reason)];
        Touch(now);
    }

    private static DateOnly? After(LawAt law, DateTimeOffset moment, ParameterKey<int> key) => After(law, DateOnly.FromDateTime(moment.UtcDateTime + ChinaTime.Offset), key);

    private static DateOnly? After(LawAt law, DateOnly from, ParameterKey<int> key) =>
        law.Limit(key) is { } days && law.Law.Calendar.AddWorkingDays(from, days.Value).TryGet(out var due) ? due : null;

    private void Require(params ComplaintState[] allowed)
    {
        if (!allowed.Contains(State)) throw Refusal.OfState("COMPLAINT_STATE", State, allowed);
    }

    private void RequirePerson()
    {
        if (State == ComplaintState.Withdrawn || PersonGone) throw Refusal.OfState("COMPLAINT_STATE", ComplaintState.Withdrawn, [ComplaintState.Dispatched, ComplaintState.Accepted]);
    }
}
