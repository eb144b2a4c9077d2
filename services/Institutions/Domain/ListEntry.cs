using ShuangJian.Policy;

namespace ShuangJian.Institutions.Domain;

/// <summary>The two lists.</summary>
public enum ListKind
{
    /// <summary>Institutions that may train.</summary>
    White,

    /// <summary>Those that were struck off or punished.</summary>
    Black,
}

/// <summary>Where an appeal stands.</summary>
public enum AppealState
{
    /// <summary>Filed and not decided.</summary>
    Filed,

    /// <summary>Upheld; the entry has ended.</summary>
    Upheld,

    /// <summary>Rejected; the entry stands.</summary>
    Rejected,
}

/// <summary>An entry of the white or black list: derived from a licence, a penalty or a measure, never written by hand.</summary>
public sealed class ListEntry
{
    private ListEntry()
    {
    }

    /// <summary>Identifier, a UUID of version 7.</summary>
    public Guid Id { get; private set; }

    /// <summary>The list.</summary>
    public ListKind Kind { get; private set; }

    /// <summary>The institution; null when who is listed never had a licence.</summary>
    public Guid? InstitutionId { get; private set; }

    /// <summary>Name of who is listed.</summary>
    public string Name { get; private set; } = "";

    /// <summary>Unified social credit code; empty when there is none.</summary>
    public string Code { get; private set; } = "";

    /// <summary>Number of the licence; empty without one.</summary>
    public string LicenceNumber { get; private set; } = "";

    /// <summary>County-level division.</summary>
    public string Division { get; private set; } = "";

    /// <summary>Why it is listed, in Chinese.</summary>
    public string Reason { get; private set; } = "";

    /// <summary>Department that answers for the entry.</summary>
    public string Authority { get; private set; } = "";

    /// <summary>What it was derived from: identifier of a penalty or measure; empty for a licence.</summary>
    public string Source { get; private set; } = "";

    /// <summary>First day.</summary>
    public DateOnly StartsOn { get; private set; }

    /// <summary>Last day; null while no end is set.</summary>
    public DateOnly? EndsOn { get; private set; }

    /// <summary>Whether it ended, by a decision or because its term is over.</summary>
    public bool Ended { get; private set; }

    /// <summary>Why it ended, in Chinese; empty while it stands.</summary>
    public string EndReason { get; private set; } = "";

    /// <summary>Where the appeal stands; null without one.</summary>
    public AppealState? Appeal { get; private set; }

    /// <summary>Grounds of the appeal, in Chinese.</summary>
    public string AppealGrounds { get; private set; } = "";

    /// <summary>When the appeal was filed; null without one.</summary>
    public DateTimeOffset? AppealedAt { get; private set; }

    /// <summary>Reason of the decision on the appeal, in Chinese.</summary>
    public string AppealDecision { get; private set; } = "";

    /// <summary>Grows by one with every change.</summary>
    public long Version { get; private set; }

    /// <summary>Puts a licensed institution on the white list.</summary>
    public static ListEntry White(Institution institution)
    {
        var entry = Of(institution, ListKind.White);
        entry.Reason = institution.StateReason.Length > 0 ? institution.StateReason : "取得办学许可";
        entry.Authority = institution.StateAuthority;
        entry.StartsOn = institution.StateSince;
        return entry;
    }

    /// <summary>Puts an institution on the black list because its licence was revoked.</summary>
    public static ListEntry Black(Institution institution, Measure measure, LawAt law)
    {
        var entry = Of(institution, ListKind.Black);
        entry.Take(measure.Reason, measure.Authority, measure.Id.ToString(), measure.DecidedOn, law);
        return entry;
    }

    /// <summary>Puts who was punished on the black list.</summary>
    /// <param name="institution">The institution; null when who was punished never had a licence.</param>
    /// <param name="name">Name of who was punished.</param>
    /// <param name="code">Unified social credit code; empty when there is none.</param>
    /// <param name="penalty">Identifier of the penalty.</param>
    /// <param name="reason">What was found, in Chinese.</param>
    /// <param name="authority">Department that decided.</param>
    /// <param name="law">The law of the place on the day of the decision.</param>
    public static ListEntry Black(
        Institution? institution, string name, string code, string penalty, string reason, string authority, LawAt law)
    {
        var entry = institution is null
            ? new ListEntry { Id = Guid.CreateVersion7(), Kind = ListKind.Black, Name = name, Code = code, Division = law.Division.ToString(), Version = 1 }
            : Of(institution, ListKind.Black);
        entry.Take(reason, authority, penalty, law.Date, law);
        return entry;
    }

    /// <summary>Whether grounds of a penalty lead to the black list.</summary>
    /// <param name="grounds">Grounds, for example <c>ILLEGAL_CHARGING</c>.</param>
    /// <param name="law">The law of the place on the day of the decision.</param>
    public static bool LeadsToBlackList(IEnumerable<string> grounds, LawAt law) =>
        law.Limit(Law.BlackListGrounds) is { } listed && grounds.Any(ground => listed.Value.Contains(ground));

    /// <summary>Whether it stands on a day.</summary>
    public bool InForceOn(DateOnly day) => !Ended && StartsOn <= day && (EndsOn is null || day <= EndsOn);

    /// <summary>Follows a change of the institution's name, division or licence number.</summary>
    public void Follow(Institution institution)
    {
        if ((Name, Code, LicenceNumber, Division) == (institution.Name, institution.Code, institution.LicenceNumber, institution.Division))
            return;
        (Name, Code, LicenceNumber, Division) = (institution.Name, institution.Code, institution.LicenceNumber, institution.Division);
        Version++;
    }

    /// <summary>Files an appeal.</summary>
    /// <exception cref="Refusal">ENTRY_STATE.</exception>
    public void FileAppeal(string grounds, DateTimeOffset now, DateOnly today)
    {
        if (Kind != ListKind.Black || !InForceOn(today) || Appeal is AppealState.Filed)
            throw Refusals.EntryState(this, today);
        Appeal = AppealState.Filed;
        AppealGrounds = grounds;
        AppealedAt = now;
        AppealDecision = "";
        Version++;
    }

    /// <summary>Decides an appeal; one that is upheld ends the entry.</summary>
    /// <exception cref="Refusal">ENTRY_STATE.</exception>
    public void DecideAppeal(bool uphold, string reason, DateOnly today)
    {
        if (Appeal is not AppealState.Filed || !InForceOn(today))
            throw Refusals.EntryState(this, today);
        Appeal = uphold ? AppealState.Upheld : AppealState.Rejected;
        AppealDecision = reason;
        if (uphold)
            End("申诉成立：" + reason, today);
        else
            Version++;
    }

    /// <summary>Removes a black entry by a decision.</summary>
    /// <exception cref="Refusal">ENTRY_STATE.</exception>
    public void Remove(string reason, DateOnly today)
    {
        if (Kind != ListKind.Black || !InForceOn(today))
            throw Refusals.EntryState(this, today);
        End(reason, today);
    }

    /// <summary>Ends it.</summary>
    /// <param name="reason">Why, in Chinese.</param>
    /// <param name="lastDay">Its last day.</param>
    public void End(string reason, DateOnly lastDay)
    {
        Ended = true;
        EndsOn = lastDay < StartsOn ? StartsOn : lastDay;
        EndReason = reason;
        Version++;
    }

    private static ListEntry Of(Institution institution, ListKind kind) => new()
    {
        Id = Guid.CreateVersion7(),
        Kind = kind,
        InstitutionId = institution.Id,
        Name = institution.Name,
        Code = institution.Code,
        LicenceNumber = institution.LicenceNumber,
        Division = institution.Division,
        Version = 1,
    };

    private void Take(string reason, string authority, string source, DateOnly startsOn, LawAt law)
    {
        Reason = reason;
        Authority = authority;
        Source = source;
        StartsOn = startsOn;
        EndsOn = law.Limit(Law.BlackListMonths) is { } months ? startsOn.AddMonths(months.Value).AddDays(-1) : null;
    }
}
