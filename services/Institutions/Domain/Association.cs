using ShuangJian.Policy;

namespace ShuangJian.Institutions.Domain;

/// <summary>Measures of self-discipline.</summary>
public enum SelfDisciplineMeasure
{
    /// <summary>Warning.</summary>
    Warning,

    /// <summary>Public criticism.</summary>
    Criticism,

    /// <summary>Expulsion; ends the membership.</summary>
    Expulsion,
}

/// <summary>How a dispute was settled.</summary>
public enum DisputeOutcome
{
    /// <summary>The institution was in the right.</summary>
    ForInstitution,

    /// <summary>The institution was in the wrong.</summary>
    AgainstInstitution,

    /// <summary>Both gave way.</summary>
    Compromise,
}

/// <summary>Whether a membership or a dispute goes on.</summary>
public enum OngoingState
{
    /// <summary>It goes on.</summary>
    Open,

    /// <summary>It has ended.</summary>
    Ended,
}

/// <summary>A decision of an association about a member.</summary>
/// <param name="Measure">The measure.</param>
/// <param name="DecidedOn">Day of the decision.</param>
/// <param name="Reason">Reasons, in Chinese.</param>
public sealed record SelfDisciplineDecision(SelfDisciplineMeasure Measure, DateOnly DecidedOn, string Reason);

/// <summary>Membership of an institution in an association.</summary>
public sealed class Membership : Matter
{
    private Membership()
    {
    }

    /// <summary>Name of the association.</summary>
    public string AssociationName { get; private set; } = "";

    /// <summary>Credit code of the association; empty when it is not registered on the platform.</summary>
    public string AssociationCode { get; private set; } = "";

    /// <summary>The institution.</summary>
    public Guid InstitutionId { get; private set; }

    /// <summary>Credit code of the institution.</summary>
    public string InstitutionCode { get; private set; } = "";

    /// <summary>Name of the institution.</summary>
    public string InstitutionName { get; private set; } = "";

    /// <summary>Day of admission.</summary>
    public DateOnly JoinedOn { get; private set; }

    /// <summary>Day on which it ended; null while it lasts.</summary>
    public DateOnly? EndedOn { get; private set; }

    /// <summary>Decisions of self-discipline.</summary>
    public IReadOnlyList<SelfDisciplineDecision> Decisions { get; private set; } = [];

    /// <summary>Tells one lasting membership from another; null once it has ended.</summary>
    public string? ActiveKey { get; private set; }

    /// <summary>What tells one lasting membership from another.</summary>
    /// <param name="association">Name of the association.</param>
    /// <param name="institution">The institution.</param>
    public static string KeyOf(string association, Guid institution) => $"{institution}:{Classification.KeyOf(association)}";

    /// <summary>Records an admission.</summary>
    /// <param name="association">Name of the association.</param>
    /// <param name="institution">The institution.</param>
    /// <param name="joinedOn">Day of admission.</param>
    /// <param name="now">The moment.</param>
    /// <param name="code">Credit code of the association; empty when it is not registered.</param>
    public static Membership Admit(string association, Institution institution, DateOnly joinedOn, DateTimeOffset now, string code = "")
    {
        var membership = new Membership
        {
            AssociationName = association,
            AssociationCode = code,
            InstitutionId = institution.Id,
            InstitutionCode = institution.Code,
            InstitutionName = institution.Name,
            JoinedOn = joinedOn,
            ActiveKey = KeyOf(association, institution.Id),
        };
        membership.Begin(institution.Division, now);
        return membership;
    }

    /// <summary>Records a decision; an expulsion ends the membership.</summary>
    /// <param name="decision">The decision.</param>
    /// <param name="now">The moment.</param>
    /// <exception cref="Refusal">CASE_STATE.</exception>
    public void Discipline(SelfDisciplineDecision decision, DateTimeOffset now)
    {
        RequireOngoing(EndedOn);
        Decisions = [.. Decisions, decision];
        if (decision.Measure == SelfDisciplineMeasure.Expulsion) (EndedOn, ActiveKey) = (decision.DecidedOn, null);
        Touch(now);
    }

    /// <summary>Ends the membership.</summary>
    /// <param name="today">Today.</param>
    /// <param name="now">The moment.</param>
    /// <exception cref="Refusal">CASE_STATE.</exception>
    public void End(DateOnly today, DateTimeOffset now)
    {
        RequireOngoing(EndedOn);
        (EndedOn, ActiveKey) = (today, null);
        Touch(now);
    }

    private static void RequireOngoing(DateOnly? ended) => Require(ended is null ? OngoingState.Open : OngoingState.Ended, OngoingState.Open);
}

/// <summary>A dispute that an association mediates.</summary>
public sealed class Dispute : Matter
{
    private Dispute()
    {
    }

    /// <summary>The institution.</summary>
    public Guid InstitutionId { get; private set; }

    /// <summary>Credit code of the institution.</summary>
    public string InstitutionCode { get; private set; } = "";

    /// <summary>Name of the association.</summary>
    public string AssociationName { get; private set; } = "";

    /// <summary>Credit code of the association; empty when it is not registered on the platform.</summary>
    public string AssociationCode { get; private set; } = "";

    /// <summary>What it is about.</summary>
    public string Subject { get; private set; } = "";

    /// <summary>How it was settled; null while it is open.</summary>
    public DisputeOutcome? Outcome { get; private set; }

    /// <summary>What the settlement says.</summary>
    public string Settlement { get; private set; } = "";

    /// <summary>Day of the settlement; null while it is open.</summary>
    public DateOnly? SettledOn { get; private set; }

    /// <summary>Records a dispute.</summary>
    /// <param name="institution">The institution.</param>
    /// <param name="association">Name of the association.</param>
    /// <param name="subject">What it is about.</param>
    /// <param name="now">The moment.</param>
    /// <param name="code">Credit code of the association; empty when it is not registered.</param>
    public static Dispute Open(Institution institution, string association, string subject, DateTimeOffset now, string code = "")
    {
        var dispute = new Dispute
        {
            InstitutionId = institution.Id, InstitutionCode = institution.Code, AssociationName = association, AssociationCode = code, Subject = subject,
        };
        dispute.Begin(institution.Division, now);
        return dispute;
    }

    /// <summary>Records how it was settled.</summary>
    /// <param name="outcome">The outcome.</param>
    /// <param name="settlement">What the settlement says.</param>
    /// <param name="today">Today.</param>
    /// <param name="now">The moment.</param>
    /// <exception cref="Refusal">CASE_STATE.</exception>
    public void Settle(DisputeOutcome outcome, string settlement, DateOnly today, DateTimeOffset now)
    {
        Require(Outcome is null ? OngoingState.Open : OngoingState.Ended, OngoingState.Open);
        (Outcome, Settlement, SettledOn) = (outcome, settlement, today);
        Touch(now);
    }
}
