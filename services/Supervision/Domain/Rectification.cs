using ShuangJian.Policy;

namespace ShuangJian.Supervision.Domain;

/// <summary>An account of what has to be mended: from the notice to the day on which it is struck off.</summary>
public sealed class Rectification : Versioned, IOwned
{
    private Rectification()
    {
    }

    /// <summary>Number of the account.</summary>
    public string Number { get; private set; } = "";

    /// <summary>Who has to mend.</summary>
    public SubjectKind SubjectKind { get; private set; }

    /// <summary>Credit code; empty for a jurisdiction.</summary>
    public string SubjectCode { get; private set; } = "";

    /// <inheritdoc/>
    public string OwnerCode => SubjectCode;

    /// <summary>Name.</summary>
    public string SubjectName { get; private set; } = "";

    /// <summary>What it comes from.</summary>
    public RectificationSource Source { get; private set; }

    /// <summary>What exactly; may be empty.</summary>
    public string SourceId { get; private set; } = "";

    /// <summary>What has to be mended.</summary>
    public IReadOnlyList<RectificationItem> Items { get; private set; } = [];

    /// <summary>Working days to mend it.</summary>
    public int WorkingDays { get; private set; }

    /// <summary>Where it stands.</summary>
    public RectificationState State { get; private set; }

    /// <summary>First day of the term that runs.</summary>
    public DateOnly TermFrom { get; private set; }

    /// <summary>Working days of the term that runs.</summary>
    public int TermDays { get; private set; }

    /// <summary>Day by which the next step is due; null when closed, and while the calendar is not known.</summary>
    public DateOnly? DueDate { get; private set; }

    /// <summary>Day after which the platform looks again: the due day, and then the end of what the next level has. Null for never.</summary>
    public DateOnly? WatchDate { get; private set; }

    /// <summary>Whether the term to mend passed at any time.</summary>
    public bool Overdue { get; private set; }

    /// <summary>Whether it was told that the step that is due now is late.</summary>
    public bool Told { get; private set; }

    /// <summary>Level that ordered it, six digits.</summary>
    public string OrderedBy { get; private set; } = "";

    /// <summary>Level that holds it, six digits.</summary>
    public string HeldBy { get; private set; } = "";

    /// <summary>Level that listed it for special supervision; empty when it is not listed.</summary>
    public string ListedBy { get; private set; } = "";

    /// <summary>How often it was opened again.</summary>
    public int Reopened { get; private set; }

    /// <summary>How often the term that runs was extended.</summary>
    public int Extended { get; private set; }

    /// <summary>Day of the order.</summary>
    public DateOnly OrderedOn { get; private set; }

    /// <summary>Day on which it was struck off; null while it is open.</summary>
    public DateOnly? ClosedOn { get; private set; }

    /// <summary>Department that ordered it; empty for an inspector.</summary>
    public string Department { get; private set; } = "";

    /// <summary>Who filed it last or did the work: none of them verifies.</summary>
    public IReadOnlyList<string> Doers { get; private set; } = [];

    /// <summary>Everything that happened.</summary>
    public IReadOnlyList<RectificationStep> Steps { get; private set; } = [];

    /// <summary>Values that set the terms.</summary>
    public IReadOnlyList<ParameterUse> Uses { get; private set; } = [];

    /// <summary>Tells open accounts of one subject and source from each other; null when closed, and when the source names nothing.</summary>
    public string? OpenKey { get; private set; }

    /// <summary>Orders that something be mended.</summary>
    /// <exception cref="Refusal">ORDER_NOT_ALLOWED.</exception>
    public static Rectification Order(string number, RectificationContent content, Actor by, LawAt law, DateTimeOffset now)
    {
        var division = law.Division.ToString();
        if (content.SubjectKind == SubjectKind.Jurisdiction) MustBeAbove(division, by);
        var one = new Rectification
        {
            Number = number, SubjectKind = content.SubjectKind, SubjectCode = content.SubjectCode, SubjectName = content.SubjectName, Source = content.Source,
            SourceId = content.SourceId, Items = content.Items, WorkingDays = content.WorkingDays, Department = by.Department, OrderedBy = by.Jurisdiction,
            HeldBy = by.Jurisdiction, OrderedOn = law.Date, OpenKey = KeyOf(division, content),
            Uses = ParameterUse.Of(law, Law.RectifyWorkingDays, Law.RectifyWorkingDaysMost, Law.VerificationWorkingDays, Law.ClosingWorkingDays, Law.EscalationWorkingDays),
        };
        one.Begin(division, now);
        one.Enter(RectificationState.Ordered, law, content.WorkingDays);
        one.Note(RectificationAct.Ordered, by, string.Join('；', content.Items.Select(i => i.Problem)), now);
        return one;
    }

    /// <summary>Tells open accounts of one subject and source from each other; null when the source names nothing.</summary>
    public static string? KeyOf(string division, RectificationContent content) =>
        content.SourceId.Length == 0 ? null : $"{content.Source}:{content.SourceId}:{(content.SubjectCode.Length > 0 ? content.SubjectCode : division)}";

    /// <summary>Files that it is mended.</summary>
    /// <exception cref="Refusal">RECTIFICATION_STATE; EVIDENCE_TYPE_NOT_ALLOWED; EVIDENCE_TOO_LARGE.</exception>
    public bool File(IReadOnlyList<ItemDone> done, IReadOnlyList<string> doers, Actor by, LawAt law, DateTimeOffset now)
    {
        Require(RectificationState.Ordered);
        foreach (var file in done.SelectMany(d => d.Evidence)) file.MustBeTaken(law);
        var byNumber = done.ToDictionary(d => d.Number);
        Items = [.. Items.Select(i => byNumber.TryGetValue(i.Number, out var d) ? i with { Done = d.Done, Evidence = d.Evidence, Opinion = "" } : i)];
        Doers = [.. doers.Append(by.Subject).Distinct()];
        // The platform looks once a while only: what is filed after the due day is late though nobody has told it yet.
        var late = DueDate < law.Date;
        Overdue |= late;
        Enter(RectificationState.Filed, law, law.Limit(Law.VerificationWorkingDays)?.Value);
        Note(RectificationAct.Filed, by, "", now, [.. Items.Where(i => byNumber.ContainsKey(i.Number))]);
        return late;
    }

    /// <summary>Holds whether it is mended.</summary>
    /// <returns>Whether everything is.</returns>
    /// <exception cref="Refusal">RECTIFICATION_STATE; VERIFIER_NOT_INDEPENDENT; ORDER_NOT_ALLOWED.</exception>
    public bool Verify(IReadOnlyList<ItemVerdict> verdicts, Actor by, LawAt law, DateTimeOffset now)
    {
        Require(RectificationState.Filed);
        if (Doers.Contains(by.Subject)) throw RectificationRefusals.NotIndependent();
        if (SubjectKind == SubjectKind.Jurisdiction) MustBeAbove(Division, by);
        var byNumber = verdicts.ToDictionary(v => v.Number);
        Items = [.. Items.Select(i => byNumber.TryGetValue(i.Number, out var v) ? i with { Mended = v.Mended, Opinion = v.Opinion } : i)];
        var mended = Items.All(i => i.Mended);
        if (mended) Enter(RectificationState.Verified, law, law.Limit(Law.ClosingWorkingDays)?.Value);
        else Enter(RectificationState.Ordered, law, WorkingDays);
        Note(mended ? RectificationAct.Verified : RectificationAct.Rejected, by, "", now, [.. Items.Where(i => byNumber.ContainsKey(i.Number))]);
        return mended;
    }

    /// <summary>Strikes it off.</summary>
    /// <exception cref="Refusal">RECTIFICATION_STATE; HELD_ABOVE; STILL_LISTED.</exception>
    public void Close(string reason, Actor by, LawAt law, DateTimeOffset now)
    {
        Require(RectificationState.Verified);
        MustHold(HeldBy, by);
        if (ListedBy.Length > 0) throw RectificationRefusals.StillListed(ListedBy);
        (State, DueDate, WatchDate, Told, ClosedOn, OpenKey) = (RectificationState.Closed, null, null, false, law.Date, null);
        Note(RectificationAct.Closed, by, reason, now);
    }

    /// <summary>Opens it again.</summary>
    /// <param name="items">Numbers of items to be mended again; all when empty.</param>
    /// <param name="reason">Why.</param>
    /// <param name="by">Who does.</param>
    /// <param name="law">The law of its place today.</param>
    /// <param name="now">The moment.</param>
    /// <exception cref="Refusal">RECTIFICATION_STATE; HELD_ABOVE.</exception>
    public void Reopen(IReadOnlyList<int> items, string reason, Actor by, LawAt law, DateTimeOffset now)
    {
        Require(RectificationState.Verified, RectificationState.Closed);
        MustHold(HeldBy, by);
        Items = [.. Items.Select(i => items.Count == 0 || items.Contains(i.Number) ? i with { Mended = false } : i)];
        (ClosedOn, Reopened, Extended) = (null, Reopened + 1, 0);
        Enter(RectificationState.Ordered, law, WorkingDays);
        Note(RectificationAct.Reopened, by, reason, now);
    }

    /// <summary>Gives more time.</summary>
    /// <exception cref="Refusal">RECTIFICATION_STATE; HELD_ABOVE; EXTENSION_NOT_ALLOWED.</exception>
    public void Extend(int workingDays, string reason, Actor by, LawAt law, DateTimeOffset now)
    {
        Require(RectificationState.Ordered);
        MustHold(HeldBy, by);
        var (times, days) = (law.Limit(Law.ExtensionsMost)?.Value ?? int.MaxValue, law.Limit(Law.ExtensionWorkingDays)?.Value ?? int.MaxValue);
        if (Extended >= times || workingDays > days || DueDate < law.Date) throw RectificationRefusals.ExtensionNotAllowed(times, days);
        (Extended, TermDays) = (Extended + 1, TermDays + workingDays);
        Set(law.Law);
        Note(RectificationAct.Extended, by, reason, now);
    }

    /// <summary>Lists it for special supervision.</summary>
    /// <exception cref="Refusal">RECTIFICATION_STATE; STILL_LISTED.</exception>
    public void List(string reason, Actor by, DateTimeOffset now)
    {
        Require(RectificationState.Ordered, RectificationState.Filed, RectificationState.Verified);
        if (ListedBy.Length > 0) throw RectificationRefusals.StillListed(ListedBy);
        ListedBy = by.Jurisdiction;
        Note(RectificationAct.Listed, by, reason, now);
    }

    /// <summary>Takes it off that list.</summary>
    /// <exception cref="Refusal">RECTIFICATION_STATE; NOT_LISTED; HELD_ABOVE.</exception>
    public void Lift(string reason, Actor by, DateTimeOffset now)
    {
        if (ListedBy.Length == 0) throw RectificationRefusals.NotListed();
        Require(RectificationState.Verified);
        MustHold(ListedBy, by);
        ListedBy = "";
        Note(RectificationAct.Lifted, by, reason, now);
    }

    /// <summary>Looks after a term that may have passed; the due day itself is still in time.</summary>
    /// <returns>Whether it is told that the step is late, and the level that held it when it went to the next one.</returns>
    public (bool Late, string? EscalatedFrom) Watch(LawAt law, DateTimeOffset now)
    {
        if (DueDate is null)
        {
            Set(law.Law);
            if (DueDate is not null) Touch(now);
        }
        if (State == RectificationState.Closed || WatchDate is not { } watch || law.Date <= watch) return (false, null);
        var late = !Told;
        (Told, Overdue) = (true, Overdue || State == RectificationState.Ordered);
        // 市辖区 between a municipality and its districts is a code and no authority.
        var above = law.Law.Divisions.Ancestors(DivisionCode.Parse(HeldBy)).FirstOrDefault(d => !d.IsPlaceholder && d.Level != DivisionLevel.Nation);
        var from = above is null ? null : HeldBy;
        if (above is not null) HeldBy = above.Code.ToString();
        WatchDate = above is not null && law.Limit(Law.EscalationWorkingDays) is { } days && law.Law.Calendar.AddWorkingDays(law.Date, days.Value).TryGet(out var next) ? next : null;
        if (from is not null) Note(RectificationAct.Escalated, Actor.Platform, $"逾期，由{HeldBy}督办", now);
        else Touch(now);
        return (late, from);
    }

    private static void MustBeAbove(string division, Actor by)
    {
        if (by.Jurisdiction == division) throw RectificationRefusals.OrderNotAllowed(division, by.Jurisdiction);
    }

    private static void MustHold(string level, Actor by)
    {
        if (!DivisionCode.Parse(by.Jurisdiction).Contains(DivisionCode.Parse(level))) throw RectificationRefusals.HeldAbove(level);
    }

    private void Require(params RectificationState[] allowed)
    {
        if (!allowed.Contains(State)) throw Refusal.OfState("RECTIFICATION_STATE", State, allowed);
    }

    private void Enter(RectificationState state, LawAt law, int? workingDays)
    {
        (State, TermFrom, TermDays, Told) = (state, law.Date, workingDays ?? 0, false);
        Set(law.Law);
    }

    private void Set(Law law)
    {
        DueDate = TermDays > 0 && State != RectificationState.Closed && law.Calendar.AddWorkingDays(TermFrom, TermDays).TryGet(out var due) ? due : null;
        WatchDate = DueDate;
    }

    private void Note(RectificationAct act, Actor by, string text, DateTimeOffset now, IReadOnlyList<RectificationItem>? items = null)
    {
        Steps = [.. Steps, new RectificationStep(act, now, by, text, DueDate, items)];
        Touch(now);
    }
}
