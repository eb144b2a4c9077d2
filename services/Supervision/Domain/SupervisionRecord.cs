using ShuangJian.Policy;

namespace ShuangJian.Supervision.Domain;

#pragma warning disable CS1591 // The words of this enum are those of the contract, where each is explained.
/// <summary>Where a record stands.</summary>
public enum SupervisionRecordState { Draft, Submitted, Returned, Confirmed, Published, Discarded, Revoked }
#pragma warning restore CS1591

/// <summary>Something that was done with a record, and what it said then.</summary>
public sealed record RecordStep(SupervisionRecordState State, string By, DateTimeOffset At, string Remarks, IReadOnlyList<RecordValue> Values);

/// <summary>An appeal against what a record says of a person or unit.</summary>
public sealed record RecordAppeal(DateOnly FiledOn, string Grounds, bool? Upheld = null, DateOnly? SettledOn = null, string Reason = "");

/// <summary>What an authority records of its own supervision, of a kind that the law data describe (V8 V10 V14 V15 V16 X8).</summary>
public sealed class SupervisionRecord : Versioned
{
    private SupervisionRecord()
    {
    }

    /// <summary>Name of its kind.</summary>
    public string Kind { get; private set; } = "";

    /// <summary>Credit code of the institution that it is about; empty for none.</summary>
    public string AboutCode { get; private set; } = "";

    /// <summary>Day of the facts.</summary>
    public DateOnly Date { get; private set; }

    /// <summary>Calendar year of the facts.</summary>
    public int Year { get; private set; }

    /// <summary>Values of its fields.</summary>
    public IReadOnlyList<RecordValue> Values { get; private set; } = [];

    /// <summary>Ciphers of the names of natural persons; empty for none.</summary>
    public string PersonsCipher { get; private set; } = "";

    /// <summary>Where it stands.</summary>
    public SupervisionRecordState State { get; private set; }

    /// <summary>What the rules found when it was submitted.</summary>
    public IReadOnlyList<Finding> Findings { get; private set; } = [];

    /// <summary>Who submitted it; empty until then.</summary>
    public string SubmittedBy { get; private set; } = "";

    /// <summary>Day by which what it asks for is to be done; null where nothing follows.</summary>
    public DateOnly? DueDate { get; private set; }

    /// <summary>Whether that day passed.</summary>
    public bool Overdue { get; private set; }

    /// <summary>Day on which it was done; null until then.</summary>
    public DateOnly? CompletedOn { get; private set; }

    /// <summary>What was done.</summary>
    public string Result { get; private set; } = "";

    /// <summary>Last day for an appeal; null where there is none.</summary>
    public DateOnly? AppealUntil { get; private set; }

    /// <summary>Appeals.</summary>
    public IReadOnlyList<RecordAppeal> Appeals { get; private set; } = [];

    /// <summary>Everything that was done.</summary>
    public IReadOnlyList<RecordStep> Steps { get; private set; } = [];

    /// <summary>What an authority has once; null where it may have many.</summary>
    public string? RecordKey { get; private set; }

    /// <summary>Whether it counts into statistics.</summary>
    public bool Counts => State is SupervisionRecordState.Confirmed or SupervisionRecordState.Published;

    /// <summary>Begins a draft.</summary>
    public static SupervisionRecord Draft(RecordKind kind, string division, string about, DateOnly date, IReadOnlyList<RecordValue> values, string persons, DateOnly? due, string by, DateTimeOffset now)
    {
        var one = new SupervisionRecord
        {
            Kind = kind.Id, AboutCode = about, Date = date, Year = date.Year, Values = values, PersonsCipher = persons, DueDate = due, RecordKey = KeyOf(kind, division, about, date.Year),
        };
        one.Begin(division, now);
        one.Steps = [new RecordStep(SupervisionRecordState.Draft, by, now, "", values)];
        return one;
    }

    /// <summary>What an authority has once; null where it may have many.</summary>
    public static string? KeyOf(RecordKind kind, string division, string about, int year) => kind.OncePerYear ? $"{kind.Id}/{division}/{about}/{year}" : null;

    /// <summary>Value of a field; null when it is not given.</summary>
    public RecordValue? ValueOf(string field) => Values.FirstOrDefault(v => v.Field == field);

    /// <summary>Says something else in a draft, or in what was returned.</summary>
    /// <exception cref="Refusal">SUPERVISION_RECORD_STATE.</exception>
    public void Change(DateOnly date, IReadOnlyList<RecordValue> values, string persons, DateOnly? due, string by, DateTimeOffset now)
    {
        Require(SupervisionRecordState.Draft, SupervisionRecordState.Returned);
        (Date, Values, PersonsCipher, DueDate, Findings) = (date, values, persons, due, []);
        Step(State, by, now);
    }

    /// <summary>Submits it; where something is to follow and no day is named, the law gives one.</summary>
    /// <exception cref="Refusal">SUPERVISION_RECORD_STATE; SUPERVISION_RECORD_INCOMPLETE.</exception>
    public void Submit(RecordKind kind, IReadOnlyList<Finding> findings, string by, LawAt today, DateTimeOffset now)
    {
        Require(SupervisionRecordState.Draft, SupervisionRecordState.Returned);
        List<string> missing = [.. RecordValues.Missing(kind, Values).Select(f => $"record.values.{f}")];
        if (kind.Duty!.Persons && PersonsCipher.Length == 0) missing.Add("record.person_names");
        if (missing.Count > 0) throw new Refusal(RefusalKind.State, "SUPERVISION_RECORD_INCOMPLETE", "记录缺少必填内容。", "The record lacks what it needs.") { Fields = missing };
        (Findings, SubmittedBy) = (findings, by);
        if (kind.Duty.FollowUp is { } term) DueDate ??= After(today, term);
        Step(SupervisionRecordState.Submitted, by, now);
    }

    /// <summary>Confirms what was submitted, or returns it, confirmed and published ones too. Another person than the one who submitted does that.</summary>
    /// <exception cref="Refusal">SUPERVISION_RECORD_STATE; RECORD_SAME_OFFICER.</exception>
    public void Review(bool confirmed, RecordKind kind, string remarks, string by, LawAt today, DateTimeOffset now)
    {
        if (confirmed) Require(SupervisionRecordState.Submitted);
        else Require(SupervisionRecordState.Submitted, SupervisionRecordState.Confirmed, SupervisionRecordState.Published);
        if (by == SubmittedBy) throw Refusal.Of(RefusalKind.Denied, "RECORD_SAME_OFFICER", "提交记录的人员不得审核。", "Who submitted it must not review it.");
        AppealUntil = confirmed && kind.Duty!.Appeal is { } term ? After(today, term) : null;
        Step(confirmed ? SupervisionRecordState.Confirmed : SupervisionRecordState.Returned, by, now, remarks);
    }

    /// <summary>Publishes it.</summary>
    /// <exception cref="Refusal">SUPERVISION_RECORD_STATE.</exception>
    public void Publish(string by, DateTimeOffset now)
    {
        Require(SupervisionRecordState.Confirmed);
        Step(SupervisionRecordState.Published, by, now);
    }

    /// <summary>Discards it.</summary>
    /// <exception cref="Refusal">SUPERVISION_RECORD_STATE.</exception>
    public void Discard(string by, DateTimeOffset now)
    {
        Require(SupervisionRecordState.Draft, SupervisionRecordState.Returned);
        RecordKey = null;
        Step(SupervisionRecordState.Discarded, by, now);
    }

    /// <summary>Notes that what it asks for was done.</summary>
    /// <exception cref="Refusal">SUPERVISION_RECORD_STATE; NOTHING_TO_FOLLOW.</exception>
    public void Complete(DateOnly day, string result, string by, DateTimeOffset now)
    {
        Require(SupervisionRecordState.Confirmed, SupervisionRecordState.Published);
        if (DueDate is null || CompletedOn is not null) throw Refusal.Of("NOTHING_TO_FOLLOW", "该记录没有待办事项。", "Nothing of the record is to be done.");
        (CompletedOn, Result) = (day, result);
        Step(State, by, now, result);
    }

    /// <summary>Takes an appeal within its term.</summary>
    /// <exception cref="Refusal">SUPERVISION_RECORD_STATE; RECORD_APPEAL_NOT_OPEN.</exception>
    public void Appeal(DateOnly day, string grounds, string by, DateTimeOffset now)
    {
        Require(SupervisionRecordState.Confirmed, SupervisionRecordState.Published);
        if (AppealUntil is null || day > AppealUntil || Appeals.Any(a => a.Upheld is null)) throw AppealNotOpen();
        Appeals = [.. Appeals, new RecordAppeal(day, grounds)];
        Step(State, by, now, grounds);
    }

    /// <summary>Settles an appeal; one that is upheld revokes the record. Who submitted the record does not settle it.</summary>
    /// <exception cref="Refusal">SUPERVISION_RECORD_STATE; RECORD_APPEAL_NOT_OPEN; RECORD_SAME_OFFICER.</exception>
    public void Settle(bool upheld, string reason, string by, DateOnly day, DateTimeOffset now)
    {
        Require(SupervisionRecordState.Confirmed, SupervisionRecordState.Published);
        if (Appeals.All(a => a.Upheld is not null)) throw AppealNotOpen();
        if (by == SubmittedBy) throw Refusal.Of(RefusalKind.Denied, "RECORD_SAME_OFFICER", "提交记录的人员不得处理申诉。", "Who submitted it must not settle the appeal.");
        Appeals = [.. Appeals.Select(a => a.Upheld is null ? a with { Upheld = upheld, SettledOn = day, Reason = reason } : a)];
        if (upheld) RecordKey = null;
        Step(upheld ? SupervisionRecordState.Revoked : State, by, now, reason);
    }

    /// <summary>Notes that the day passed by which it was to be done; the day itself is still in time.</summary>
    /// <returns>Whether it became overdue just now.</returns>
    public bool MarkOverdue(DateOnly today, DateTimeOffset now)
    {
        if (Overdue || !Counts || CompletedOn is not null || DueDate is null || today <= DueDate) return false;
        Overdue = true;
        Touch(now);
        return true;
    }

    /// <summary>Renews the cipher of names under another key.</summary>
    public void Renew(string cipher) => PersonsCipher = cipher;

    private static DateOnly? After(LawAt law, ParameterKey<int> key) =>
        law.Limit(key) is { } days && law.Law.Calendar.AddWorkingDays(law.Date, days.Value).TryGet(out var due) ? due : null;

    private static Refusal AppealNotOpen() => Refusal.Of("RECORD_APPEAL_NOT_OPEN", "不可申诉、期限已过，或者没有待处理的申诉。", "There is no appeal, its term has run out, or none is open.");

    private void Step(SupervisionRecordState state, string by, DateTimeOffset now, string remarks = "")
    {
        State = state;
        Steps = [.. Steps, new RecordStep(state, by, now, remarks, Values)];
        Touch(now);
    }

    private void Require(params SupervisionRecordState[] allowed)
    {
        if (!allowed.Contains(State)) throw Refusal.OfState("SUPERVISION_RECORD_STATE", State, allowed);
    }
}

/// <summary>A number of a record that counts, kept apart so that sums are made by the database.</summary>
public sealed class RecordFigure
{
    /// <summary>The record.</summary>
    public required Guid RecordId { get; init; }

    /// <summary>Name of the field.</summary>
    public required string Field { get; init; }

    /// <summary>Name of the kind.</summary>
    public required string Kind { get; init; }

    /// <summary>Division of the record.</summary>
    public required string Division { get; init; }

    /// <summary>Calendar year of the facts.</summary>
    public required int Year { get; init; }

    /// <summary>The number.</summary>
    public required long Amount { get; init; }
}
