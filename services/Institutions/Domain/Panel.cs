using ShuangJian.Policy;

namespace ShuangJian.Institutions.Domain;

/// <summary>Level of a panel of experts.</summary>
public enum PanelLevel
{
    /// <summary>Of a county; decides first.</summary>
    County,

    /// <summary>Of the authority above; decides disputes.</summary>
    City,
}

/// <summary>An expert of a panel, known by the subject of the token and by nothing else.</summary>
public sealed class PanelMember : Matter
{
    private PanelMember()
    {
    }

    /// <summary>Subject of the expert's token.</summary>
    public string Subject { get; private set; } = "";

    /// <summary>Field of expertise, in Chinese.</summary>
    public string Speciality { get; private set; } = "";

    /// <summary>Credit code of the employer; empty when there is none.</summary>
    public string EmployerCode { get; private set; } = "";

    /// <summary>Credit codes of organisations of which the expert holds shares.</summary>
    public IReadOnlyList<string> HoldingCodes { get; private set; } = [];

    /// <summary>Whether the education department has appointed the expert.</summary>
    public bool Appointed { get; private set; }

    /// <summary>Level of the panel: that of a division without one below it is a county's.</summary>
    public PanelLevel Level => Law.Current.Divisions.IsLowest(DivisionCode.Parse(Division)) ? PanelLevel.County : PanelLevel.City;

    /// <summary>Puts an expert on the list.</summary>
    /// <param name="division">Division of the panel.</param>
    /// <param name="subject">Subject of the token.</param>
    /// <param name="now">The moment.</param>
    public static PanelMember Register(string division, string subject, DateTimeOffset now)
    {
        var member = new PanelMember { Subject = subject };
        member.Begin(division, now);
        return member;
    }

    /// <summary>Renews what the expert declares.</summary>
    /// <param name="speciality">Field of expertise.</param>
    /// <param name="employer">Credit code of the employer; may be empty.</param>
    /// <param name="holdings">Credit codes of organisations held.</param>
    /// <param name="now">The moment.</param>
    public void Declare(string speciality, string employer, IReadOnlyList<string> holdings, DateTimeOffset now)
    {
        Speciality = speciality;
        EmployerCode = employer;
        HoldingCodes = holdings;
        Touch(now);
    }

    /// <summary>Appoints or dismisses.</summary>
    /// <param name="appointed">Whether the expert is appointed from now on.</param>
    /// <param name="now">The moment.</param>
    public void Appoint(bool appointed, DateTimeOffset now)
    {
        Appointed = appointed;
        Touch(now);
    }

    /// <summary>Why the expert may not judge an institution; null when nothing stands against it.</summary>
    /// <param name="institutionCode">Credit code of the institution.</param>
    /// <param name="behind">Credit codes of those who own or control it.</param>
    public string? ConflictWith(string institutionCode, IReadOnlyCollection<string> behind) =>
        EmployerCode == institutionCode ? "EMPLOYED_BY_INSTITUTION"
        : HoldingCodes.Contains(institutionCode) ? "HOLDS_SHARES_OF_INSTITUTION"
        : behind.Contains(EmployerCode) ? "EMPLOYED_BY_OWNER"
        : HoldingCodes.Any(behind.Contains) ? "HOLDS_SHARES_OF_OWNER"
        : null;

    /// <summary>The division whose panel decides disputes of a county: the nearest authority above it.</summary>
    /// <param name="county">The county.</param>
    public static DivisionCode CityOf(DivisionCode county) =>
        Law.Current.Divisions.Ancestors(county).First(division => !division.IsPlaceholder).Code;
}

/// <summary>The vote of one expert.</summary>
/// <param name="Member">The expert.</param>
/// <param name="Subject">Subject of the expert's token, by which they are known on every panel.</param>
/// <param name="Opinion">The opinion.</param>
/// <param name="Reason">Reasons, in Chinese.</param>
public sealed record PanelVote(Guid Member, string Subject, ItemNature Opinion, string Reason);

/// <summary>The work of one panel on one item.</summary>
/// <param name="Members">Experts assigned.</param>
/// <param name="Votes">Votes given, one for each expert at most.</param>
/// <param name="Result">The result; null until the voting is closed.</param>
/// <param name="ClosedOn">Day on which the voting was closed; null until then.</param>
public sealed record PanelRound(
    IReadOnlyList<Guid> Members, IReadOnlyList<PanelVote> Votes, ItemNature? Result = null, DateOnly? ClosedOn = null)
{
    /// <summary>A round in which nobody is assigned yet.</summary>
    public static PanelRound Empty { get; } = new([], []);

    internal PanelRound With(PanelVote vote) => this with { Votes = [.. Votes.Where(v => v.Member != vote.Member), vote] };

    /// <summary>Counts the votes and closes the round.</summary>
    /// <exception cref="Refusal">QUORUM_MISSING; MAJORITY_MISSING; LAW_MISSING.</exception>
    internal PanelRound Close(LawAt law)
    {
        var quorum = law.Limit(Law.ClassificationQuorum) ?? throw CaseRefusals.LawMissing(Law.ClassificationQuorum.Name);
        var majority = law.Limit(Law.ClassificationMajority) ?? throw CaseRefusals.LawMissing(Law.ClassificationMajority.Name);
        if (Votes.Count < quorum.Value) throw CaseRefusals.QuorumMissing(Votes.Count, quorum.Value);
        var academic = Votes.Count(vote => vote.Opinion == ItemNature.Academic);
        var other = Votes.Count - academic;
        // A share of one half would let both sides reach it: then neither decides.
        var (isAcademic, isOther) = (majority.Value.IsReachedBy(academic, Votes.Count), majority.Value.IsReachedBy(other, Votes.Count));
        if (isAcademic == isOther) throw CaseRefusals.MajorityMissing(academic, other, majority.Value);
        return this with { Result = isAcademic ? ItemNature.Academic : ItemNature.NonAcademic, ClosedOn = law.Date };
    }
}
