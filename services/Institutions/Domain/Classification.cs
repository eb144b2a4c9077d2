using ShuangJian.Policy;

namespace ShuangJian.Institutions.Domain;

/// <summary>What an item is.</summary>
public enum ItemNature
{
    /// <summary>Academic.</summary>
    Academic,

    /// <summary>Not academic.</summary>
    NonAcademic,
}

/// <summary>Where a classification stands.</summary>
public enum ClassificationState
{
    /// <summary>The county's panel is assigned and votes.</summary>
    CountyVoting,

    /// <summary>The county's panel has decided; its result may be disputed for some days.</summary>
    CountyDecided,

    /// <summary>Disputed; the city's panel is assigned and votes.</summary>
    CityVoting,

    /// <summary>The city's panel has decided. Final.</summary>
    CityDecided,
}

/// <summary>A result that binds the filings of an item.</summary>
/// <param name="Nature">What the item is.</param>
/// <param name="Level">Level of the panel that decided.</param>
/// <param name="DecidedOn">Day of the decision, the first on which it binds.</param>
public sealed record BindingResult(ItemNature Nature, PanelLevel Level, DateOnly DecidedOn);

/// <summary>
/// The question whether an item is academic, from the request to the final result. Every step checks all it needs
/// before it changes anything and throws a <see cref="Refusal"/> when it is not allowed.
/// </summary>
public sealed class Classification : Matter
{
    private Classification()
    {
    }

    /// <summary>Credit code of the institution that offers the item.</summary>
    public string InstitutionCode { get; private set; } = "";

    /// <summary>Name of the institution; empty while it is not licensed.</summary>
    public string InstitutionName { get; private set; } = "";

    /// <summary>Name of the item as it was given.</summary>
    public string ItemName { get; private set; } = "";

    /// <summary>Name by which the item is found again.</summary>
    public string ItemKey { get; private set; } = "";

    /// <summary>What is taught.</summary>
    public string Description { get; private set; } = "";

    /// <summary>Where it stands.</summary>
    public ClassificationState State { get; private set; }

    /// <summary>The county's panel.</summary>
    public PanelRound County { get; private set; } = PanelRound.Empty;

    /// <summary>The city's panel; null without a dispute.</summary>
    public PanelRound? City { get; private set; }

    /// <summary>Why the county's result is disputed; empty without a dispute.</summary>
    public string DisputeReason { get; private set; } = "";

    /// <summary>Day by which the next step is due; null when none is or the calendar is not known.</summary>
    public DateOnly? DueDate { get; private set; }

    /// <summary>Whether the panel did not decide by the due day.</summary>
    public bool Overdue { get; private set; }

    /// <summary>Division whose education department was told of it; empty until then.</summary>
    public string EscalatedTo { get; private set; } = "";

    /// <summary>The parameters that applied when the panels decided.</summary>
    public IReadOnlyList<ParameterUse> Uses { get; private set; } = [];

    /// <summary>The division whose panel has to decide now or decided last.</summary>
    public DivisionCode PanelDivision => State is ClassificationState.CityVoting or ClassificationState.CityDecided
        ? PanelMember.CityOf(DivisionCode.Parse(Division))
        : DivisionCode.Parse(Division);

    /// <summary>The name by which an item is found again: spaces and letter case make no difference.</summary>
    /// <param name="name">The name as given.</param>
    public static string KeyOf(string name) => string.Concat(name.Where(letter => !char.IsWhiteSpace(letter))).ToUpperInvariant();

    /// <summary>Asks the county's panel.</summary>
    /// <param name="division">The county.</param>
    /// <param name="institutionCode">Credit code of the institution.</param>
    /// <param name="institutionName">Its name; empty while it is not licensed.</param>
    /// <param name="itemName">Name of the item.</param>
    /// <param name="description">What is taught.</param>
    /// <param name="law">The law of the county today.</param>
    /// <param name="now">The moment.</param>
    public static Classification Request(
        string division, string institutionCode, string institutionName, string itemName, string description, LawAt law, DateTimeOffset now)
    {
        var classification = new Classification
        {
            InstitutionCode = institutionCode,
            InstitutionName = institutionName,
            ItemName = itemName,
            ItemKey = KeyOf(itemName),
            Description = description,
            DueDate = DueAfter(law, Law.ClassificationVoteWorkingDays),
        };
        classification.Begin(division, now);
        return classification;
    }

    /// <summary>Assigns experts to the panel that has to decide now.</summary>
    /// <param name="members">The experts; those assigned already stay.</param>
    /// <param name="now">The moment.</param>
    /// <param name="behind">Credit codes of those who own or control the institution, as verified.</param>
    /// <exception cref="Refusal">CASE_STATE; EXPERT_NOT_APPOINTED; PANEL_LEVEL; EXPERT_CONFLICT.</exception>
    public void Assign(IReadOnlyList<PanelMember> members, DateTimeOffset now, IReadOnlyCollection<string>? behind = null)
    {
        Require(State, ClassificationState.CountyVoting, ClassificationState.CityVoting);
        foreach (var member in members) CheckMember(member, behind ?? []);
        var round = Current;
        Take(round with { Members = [.. round.Members.Union(members.Select(member => member.Id))] });
        Touch(now);
    }

    /// <summary>Takes the vote of an expert; the last one counts. What the expert declared since is looked at again.</summary>
    /// <param name="member">The expert.</param>
    /// <param name="opinion">The opinion.</param>
    /// <param name="reason">Reasons, in Chinese.</param>
    /// <param name="now">The moment.</param>
    /// <param name="behind">Credit codes of those who own or control the institution, as verified.</param>
    /// <exception cref="Refusal">CASE_STATE; NOT_ASSIGNED; EXPERT_NOT_APPOINTED; EXPERT_CONFLICT.</exception>
    public void Vote(PanelMember? member, ItemNature opinion, string reason, DateTimeOffset now, IReadOnlyCollection<string>? behind = null)
    {
        Require(State, ClassificationState.CountyVoting, ClassificationState.CityVoting);
        if (member is null || !Current.Members.Contains(member.Id)) throw CaseRefusals.NotAssigned();
        CheckMember(member, behind ?? []);
        Take(Current.With(new PanelVote(member.Id, member.Subject, opinion, reason)));
        Touch(now);
    }

    /// <summary>Closes the voting.</summary>
    /// <param name="law">The law of the county today.</param>
    /// <param name="now">The moment.</param>
    /// <exception cref="Refusal">CASE_STATE; QUORUM_MISSING; MAJORITY_MISSING; LAW_MISSING.</exception>
    public void Close(LawAt law, DateTimeOffset now)
    {
        Require(State, ClassificationState.CountyVoting, ClassificationState.CityVoting);
        var closed = Current.Close(law);
        Take(closed);
        var atCounty = State == ClassificationState.CountyVoting;
        State = atCounty ? ClassificationState.CountyDecided : ClassificationState.CityDecided;
        (DueDate, Overdue, EscalatedTo) = (atCounty ? DueAfter(law, Law.ClassificationDisputeWorkingDays) : null, false, "");
        Uses = [.. Uses, .. new ParameterKey[] { Law.ClassificationQuorum, Law.ClassificationMajority }.Select(key => ParameterUse.Of(law, key))];
        if (atCounty) Uses = [.. Uses, ParameterUse.Of(law, Law.ClassificationDisputeWorkingDays)];
        Touch(now);
    }

    /// <summary>Disputes the result of the county's panel. Where the last day cannot be told, it is never too late.</summary>
    /// <param name="reason">Reasons, in Chinese.</param>
    /// <param name="law">The law of the county today.</param>
    /// <param name="now">The moment.</param>
    /// <exception cref="Refusal">CASE_STATE; DISPUTE_TOO_LATE.</exception>
    public void Dispute(string reason, LawAt law, DateTimeOffset now)
    {
        Require(State, ClassificationState.CountyDecided);
        if (DueDate is { } due && law.Date > due) throw CaseRefusals.DisputeTooLate(due);
        State = ClassificationState.CityVoting;
        City = PanelRound.Empty;
        DisputeReason = reason;
        DueDate = DueAfter(law, Law.ClassificationVoteWorkingDays);
        Touch(now);
    }

    /// <summary>Notes that the panel did not decide by the due day; the due day itself is still in time.</summary>
    /// <param name="today">Today.</param>
    /// <param name="escalatedTo">Division whose education department is told; null when there is none above.</param>
    /// <param name="now">The moment.</param>
    /// <returns>Whether it became overdue just now.</returns>
    public bool MarkOverdue(DateOnly today, string? escalatedTo, DateTimeOffset now)
    {
        if (Overdue || DueDate is null || today <= DueDate || State is not (ClassificationState.CountyVoting or ClassificationState.CityVoting))
            return false;
        (Overdue, EscalatedTo) = (true, escalatedTo ?? "");
        Touch(now);
        return true;
    }

    /// <summary>The result that binds a filing of that day; null when none does. The city's replaces the county's.</summary>
    /// <param name="day">Day of the filing.</param>
    public BindingResult? BindingOn(DateOnly day)
    {
        if (City is { Result: { } city, ClosedOn: { } cityDay } && cityDay <= day) return new BindingResult(city, PanelLevel.City, cityDay);
        return County is { Result: { } county, ClosedOn: { } countyDay } && countyDay <= day
            ? new BindingResult(county, PanelLevel.County, countyDay)
            : null;
    }

    /// <summary>Whether the result can change no more.</summary>
    /// <param name="today">Today.</param>
    public bool IsFinal(DateOnly today) => State == ClassificationState.CityDecided
        || (State == ClassificationState.CountyDecided && DueDate is { } due && today > due);

    private PanelRound Current => State == ClassificationState.CityVoting ? City! : County;

    private void CheckMember(PanelMember member, IReadOnlyCollection<string> behind)
    {
        if (!member.Appointed) throw CaseRefusals.NotAppointed(member.Id);
        if (member.Division != PanelDivision.ToString()) throw CaseRefusals.WrongPanel(member.Id, PanelDivision.ToString());
        if (member.ConflictWith(InstitutionCode, behind) is { } ground) throw CaseRefusals.Conflict(member.Id, ground);
        // Who judged below does not judge again, under whatever registration.
        if (State == ClassificationState.CityVoting && County.Votes.Any(vote => vote.Subject == member.Subject))
            throw CaseRefusals.Conflict(member.Id, "VOTED_AT_COUNTY");
    }

    private void Take(PanelRound round)
    {
        if (State == ClassificationState.CityVoting) City = round;
        else County = round;
    }
}
