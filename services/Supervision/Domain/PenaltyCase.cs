using ShuangJian.Policy;

namespace ShuangJian.Supervision.Domain;

#pragma warning disable CS1591 // The words of these enums are those of the contract, where each is explained.
/// <summary>Where a case stands.</summary>
public enum PenaltyState { Open, Proposed, Notified, Decided, Served, Closed, Dropped, Withdrawn }

/// <summary>How a decision is contested.</summary>
public enum PenaltyAppealKind { Review, Lawsuit }

/// <summary>What became of an appeal.</summary>
public enum PenaltyAppealOutcome { Upheld, Changed, Revoked }
#pragma warning restore CS1591

/// <summary>Where a case comes from: its kind and the identifier of the inspection, complaint or event.</summary>
public sealed record PenaltyOrigin(PenaltySource Source, string Reference);

/// <summary>Evidence by digest.</summary>
public sealed record PenaltyEvidence(string Title, string Sha256, string AddedBy, DateTimeOffset At);

/// <summary>What an officer proposes.</summary>
public sealed record PenaltyProposal(IReadOnlyList<PenaltyMeasure> Measures, long FineFen, string Draft, string Reasons, string By, DateOnly On, IReadOnlyList<Held> Held);

/// <summary>The notice to the party with its terms; null where no calendar tells them, or where there is no right to a hearing.</summary>
public sealed record PenaltyNotice(DateOnly On, DateOnly? StatementUntil, bool HearingRight, DateOnly? HearingUntil);

/// <summary>What the party said.</summary>
public sealed record PenaltyStatement(string Text, bool AsksHearing, bool WaivesRest, DateOnly On);

/// <summary>A hearing that was held.</summary>
public sealed record PenaltyHearing(DateOnly On, string Result, string MinutesSha256);

/// <summary>Who decided together, by role.</summary>
public sealed record CollectiveDecision(DateOnly On, IReadOnlyList<string> Roles, string MinutesSha256);

/// <summary>The decision.</summary>
public sealed record PenaltyDecision(IReadOnlyList<PenaltyMeasure> Measures, long FineFen, string Reasons, string By, string Department, DateOnly On, CollectiveDecision? Together, IReadOnlyList<Held> Held);

/// <summary>How the decision was served, and the terms that began with it.</summary>
public sealed record PenaltyServing(DateOnly On, string Method, DateOnly? PayBy, DateOnly? ReviewUntil, DateOnly? LawsuitUntil);

/// <summary>An appeal and what became of it.</summary>
public sealed record PenaltyAppeal(PenaltyAppealKind Kind, DateOnly FiledOn, bool Late, string Grounds, PenaltyAppealOutcome? Outcome = null, DateOnly? SettledOn = null, string Reason = "");

/// <summary>A payment.</summary>
public sealed record PenaltyPayment(DateOnly On, long Fen, string Reference);

/// <summary>Something that was done in a case.</summary>
public sealed record PenaltyLogEntry(PenaltyState State, string What, string By, DateTimeOffset At);

/// <summary>Who is to be punished. The name of a natural person is a cipher.</summary>
public sealed record PenaltyParty(PenaltyPartyKind Kind, string Name, string Code, string InstitutionId, string PersonCipher);

/// <summary>A case from its opening to its end (V13: KM-6 KM-4.2 TZ-12 TZ-16 TZ-23 BJ-18 BJ-28).</summary>
public sealed partial class PenaltyCase : Versioned, IOwned
{
    private PenaltyCase()
    {
    }

    /// <summary>Kind of party.</summary>
    public PenaltyPartyKind PartyKind { get; private set; }

    /// <summary>Name of the organisation; empty for a natural person.</summary>
    public string PartyName { get; private set; } = "";

    /// <summary>Its credit code; empty when it has none.</summary>
    public string PartyCode { get; private set; } = "";

    /// <inheritdoc/>
    public string OwnerCode => PartyCode;

    /// <summary>Identifier of the licensed institution; empty for others.</summary>
    public string InstitutionId { get; private set; } = "";

    /// <summary>Cipher of the name of a natural person; empty for others.</summary>
    public string PersonCipher { get; private set; } = "";

    /// <summary>Name of the kind of breach.</summary>
    public string Kind { get; private set; } = "";

    /// <summary>What is known.</summary>
    public PenaltyFacts Facts { get; private set; } = null!;

    /// <summary>Where it comes from.</summary>
    public PenaltyOrigin Origin { get; private set; } = null!;

    /// <summary>What was found, in Chinese.</summary>
    public string Description { get; private set; } = "";

    /// <summary>What the facts lead to.</summary>
    public PenaltyAssessment Assessment { get; private set; } = null!;

    /// <summary>Evidence.</summary>
    public IReadOnlyList<PenaltyEvidence> Evidence { get; private set; } = [];

    /// <summary>Where it stands.</summary>
    public PenaltyState State { get; private set; }

    /// <summary>Day by which the next step is due; null when nothing is, or when no calendar tells it.</summary>
    public DateOnly? DueDate { get; private set; }

    /// <summary>State of which it was told that it is late; null for none.</summary>
    public PenaltyState? LateState { get; private set; }

    /// <summary>Whether a step was not taken in time.</summary>
    public bool Overdue { get; private set; }

    /// <summary>What is proposed.</summary>
    public PenaltyProposal? Proposal { get; private set; }

    /// <summary>The notice.</summary>
    public PenaltyNotice? Notice { get; private set; }

    /// <summary>What the party said.</summary>
    public IReadOnlyList<PenaltyStatement> Statements { get; private set; } = [];

    /// <summary>The hearing.</summary>
    public PenaltyHearing? Hearing { get; private set; }

    /// <summary>The decision.</summary>
    public PenaltyDecision? Decision { get; private set; }

    /// <summary>Department that decided; empty until then.</summary>
    public string Authority { get; private set; } = "";

    /// <summary>Day of the decision; null until then.</summary>
    public DateOnly? DecidedOn { get; private set; }

    /// <summary>What was found when it was decided.</summary>
    public IReadOnlyList<Finding> Findings { get; private set; } = [];

    /// <summary>How it was served.</summary>
    public PenaltyServing? Serving { get; private set; }

    /// <summary>Fine that stands, after appeals, fen.</summary>
    public long FineFen { get; private set; }

    /// <summary>Appeals.</summary>
    public IReadOnlyList<PenaltyAppeal> Appeals { get; private set; } = [];

    /// <summary>Payments.</summary>
    public IReadOnlyList<PenaltyPayment> Payments { get; private set; } = [];

    /// <summary>Last day of publication; null while it is not published.</summary>
    public DateOnly? PublishedUntil { get; private set; }

    /// <summary>Everything that was done.</summary>
    public IReadOnlyList<PenaltyLogEntry> Log { get; private set; } = [];

    /// <summary>Values that set its terms.</summary>
    public IReadOnlyList<ParameterUse> Uses { get; private set; } = [];

    /// <summary>Whether the party asked for a hearing.</summary>
    public bool HearingRequested => Statements.Any(s => s.AsksHearing);

    /// <summary>Whether the party has said all it wants to say.</summary>
    public bool PartyAnswered => Statements.Any(s => s.WaivesRest);

    /// <summary>What was paid, fen.</summary>
    public long PaidFen => Payments.Sum(p => p.Fen);

    /// <summary>Opens a case; it is to be decided within the days that the law gives.</summary>
    public static PenaltyCase Open(string division, PenaltyParty party, PenaltyFacts facts, PenaltyOrigin origin, string description, string by, LawAt today, DateTimeOffset now)
    {
        var one = new PenaltyCase
        {
            PartyKind = party.Kind, PartyName = party.Name, PartyCode = party.Code, InstitutionId = party.InstitutionId, PersonCipher = party.PersonCipher,
            Kind = facts.Kind, Facts = facts, Origin = origin, Description = description, Assessment = PenaltyAssessment.Of(facts, today.On(facts.EndedOn)),
        };
        one.Begin(division, now);
        one.Log = [new PenaltyLogEntry(PenaltyState.Open, "立案", by, now)];
        one.DueDate = today.Limit(Law.PenaltyDecisionDays) is { } days ? today.Date.AddDays(days.Value) : null;
        one.Use(today, Law.PenaltyDecisionDays);
        return one;
    }

    /// <summary>Corrects what is known; it is assessed anew. What was proposed on other facts falls.</summary>
    /// <exception cref="Refusal">PENALTY_STATE.</exception>
    public void Correct(PenaltyFacts facts, string by, LawAt today, DateTimeOffset now)
    {
        Require(PenaltyState.Open, PenaltyState.Proposed, PenaltyState.Notified);
        (Kind, Facts, Assessment) = (facts.Kind, facts, PenaltyAssessment.Of(facts, today.On(facts.EndedOn)));
        (Proposal, Notice, Hearing, Statements) = (null, null, null, []);
        Step(PenaltyState.Open, "补充查明事实", by, now);
    }

    /// <summary>Adds evidence.</summary>
    /// <exception cref="Refusal">PENALTY_STATE; PENALTY_EVIDENCE_EXISTS.</exception>
    public void Add(PenaltyEvidence evidence, DateTimeOffset now)
    {
        Require(PenaltyState.Open, PenaltyState.Proposed, PenaltyState.Notified);
        if (Evidence.Any(e => e.Sha256 == evidence.Sha256)) throw PenaltyRefusals.EvidenceExists(evidence.Sha256);
        Evidence = [.. Evidence, evidence];
        Step(State, "补充证据：" + evidence.Title, evidence.AddedBy, now);
    }

    /// <summary>Proposes measures and an amount; a draft of the reasons is made.</summary>
    /// <exception cref="Refusal">PENALTY_STATE; PENALTY_NOT_LAWFUL; PENALTY_DETERMINATION_MISSING; PENALTY_EVIDENCE_MISSING.</exception>
    public void Propose(IReadOnlyList<PenaltyMeasure> measures, long fine, string reasons, IReadOnlyList<Held> held, string party, string by, string department, LawAt today, DateTimeOffset now)
    {
        Require(PenaltyState.Open, PenaltyState.Proposed, PenaltyState.Notified);
        if (Evidence.Count == 0) throw PenaltyRefusals.EvidenceMissing();
        PenaltyGate.Pass(PenaltyGate.OfProposal(Assessment, measures, fine, department), held);
        Proposal = new PenaltyProposal(measures, fine, PenaltyWords.Draft(party, Facts, Assessment, measures, fine), reasons, by, today.Date, held);
        // Whatever the party was told before was told of another proposal.
        (Notice, Hearing, Statements) = (null, null, []);
        Step(PenaltyState.Proposed, "提出处罚建议", by, now);
    }

    /// <summary>Notifies the party: what is proposed, its right to a statement, and to a hearing where it has one.</summary>
    /// <exception cref="Refusal">PENALTY_STATE.</exception>
    public void Notify(string by, LawAt today, DateTimeOffset now)
    {
        Require(PenaltyState.Proposed);
        var right = Proposal!.Measures.Any(m => m is PenaltyMeasure.Suspension or PenaltyMeasure.Revocation)
            || (today.Limit(Law.HearingFen) is { } least && Proposal.Measures.Contains(PenaltyMeasure.Fine) && Proposal.FineFen >= least.Value);
        Notice = new PenaltyNotice(today.Date, After(today, Law.PenaltyStatementWorkingDays), right, right ? After(today, Law.HearingRequestWorkingDays) : null);
        Use(today, Law.PenaltyStatementWorkingDays, Law.HearingRequestWorkingDays, Law.HearingFen);
        Step(PenaltyState.Notified, "告知当事人", by, now);
    }

    /// <summary>Takes what the party says. A request for a hearing has a term; a statement is taken as long as nothing is decided.</summary>
    /// <exception cref="Refusal">PENALTY_STATE; HEARING_NOT_OPEN.</exception>
    public void Take(PenaltyStatement statement, string by, DateTimeOffset now)
    {
        Require(PenaltyState.Notified);
        if (statement.AsksHearing && (!Notice!.HearingRight || Notice.HearingUntil < statement.On)) throw PenaltyRefusals.HearingNotOpen(Notice.HearingRight, Notice.HearingUntil);
        Statements = [.. Statements, statement];
        Step(State, statement.AsksHearing ? "当事人陈述申辩并申请听证" : "当事人陈述申辩", by, now);
    }

    /// <summary>Records a hearing that the party asked for.</summary>
    /// <exception cref="Refusal">PENALTY_STATE; HEARING_NOT_OPEN.</exception>
    public void Hear(PenaltyHearing hearing, string by, DateTimeOffset now)
    {
        Require(PenaltyState.Notified);
        if (!HearingRequested || Hearing is not null) throw PenaltyRefusals.HearingNotOpen(Notice!.HearingRight, Notice.HearingUntil);
        Hearing = hearing;
        Step(State, "举行听证", by, now);
    }

    private static DateOnly? After(LawAt law, ParameterKey<int> key) =>
        law.Limit(key) is { } days && law.Law.Calendar.AddWorkingDays(law.Date, days.Value).TryGet(out var due) ? due : null;

    private void Use(LawAt law, params ParameterKey[] keys) => Uses = [.. Uses, .. ParameterUse.Of(law, keys).Where(u => Uses.All(known => known.Key != u.Key))];

    private void Step(PenaltyState state, string what, string by, DateTimeOffset now)
    {
        State = state;
        Log = [.. Log, new PenaltyLogEntry(state, what, by, now)];
        Touch(now);
    }

    private void Require(params PenaltyState[] allowed)
    {
        if (!allowed.Contains(State)) throw Refusal.OfState("PENALTY_STATE", State, allowed);
    }
}
