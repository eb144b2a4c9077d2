using Google.Protobuf.WellKnownTypes;
using ShuangJian.Contracts;
using ShuangJian.Platform.Data;
using ShuangJian.Platform.Edge;
using ShuangJian.Platform.Personal;
using ShuangJian.Policy;
using ShuangJian.Supervision.Domain;
using Institution = ShuangJian.Protos.Institution.V1;
using Wire = ShuangJian.Protos.Supervision.V1;

namespace ShuangJian.Supervision;

/// <summary>Penalties between contract, events and domain.</summary>
internal static class PenaltyMapping
{
    public static PenaltyFacts ToFacts(this Wire.PenaltyFacts wire, DateOnly today, bool repeated = false)
    {
        var (ended, found) = (Days.Of(wire.EndedOn)!.Value, Days.Of(wire.FoundOn)!.Value);
        long? gains = wire.GainsFenKnownCase == Wire.PenaltyFacts.GainsFenKnownOneofCase.GainsFen ? wire.GainsFen : null;
        List<FieldProblem> problems =
        [
            .. When(!Law.Current.Breaches.ContainsKey(wire.KindId), "facts.kind_id", "没有此种违法行为", "is no kind of breach"),
            .. When(ended > today, "facts.ended_on", "不得晚于今天", "is in the future"),
            .. When(found > today, "facts.found_on", "不得晚于今天", "is in the future"),
            .. When(found < ended, "facts.found_on", "不得早于违法行为终了之日", "is before the breach ended"),
            .. When(wire.RefundedFen > 0 && (gains is null || wire.RefundedFen > gains), "facts.refunded_fen", "不得超过违法所得", "is more than the gains"),
        ];
        if (problems.Count > 0) throw Rejection.Invalid(problems);
        return new PenaltyFacts(
            wire.KindId, ended, found, EnumMap<Institution.TrainingCategory, TrainingCategory>.ToDomain(wire.Category), EnumMap<Wire.BreachGravity, BreachGravity>.ToDomain(wire.Gravity)!.Value,
            gains, wire.RefundedFen, wire.PupilsKnownCase == Wire.PenaltyFacts.PupilsKnownOneofCase.Pupils ? wire.Pupils : null,
            wire.StaffKnownCase == Wire.PenaltyFacts.StaffKnownOneofCase.Staff ? wire.Staff : null,
            wire.PremisesKnownCase == Wire.PenaltyFacts.PremisesKnownOneofCase.Premises ? wire.Premises : null,
            wire.OrganisedKnownCase == Wire.PenaltyFacts.OrganisedKnownOneofCase.Organised ? wire.Organised : null, wire.InServiceTeacher, wire.Repeated || repeated);
    }

    public static PenaltyParty ToParty(this Wire.PenaltyParty wire, PersonalData protector)
    {
        var kind = EnumMap<Wire.PenaltyPartyKind, PenaltyPartyKind>.ToDomain(wire.Kind)!.Value;
        var (person, licensed) = (kind == PenaltyPartyKind.Person, kind == PenaltyPartyKind.Institution);
        List<FieldProblem> problems =
        [
            .. When(person == (wire.Name.Length > 0), "party.name", "机构必填，自然人应为空", "is required for an organisation and empty for a person"),
            .. When(person != (wire.PersonName.Length > 0), "party.person_name", "自然人必填，机构应为空", "is required for a person and empty for an organisation"),
            .. When((licensed && wire.CreditCode.Length == 0) || (person && wire.CreditCode.Length > 0), "party.credit_code", "持证机构必填，自然人应为空", "is required for an institution and empty for a person"),
            .. When(licensed != (wire.InstitutionId.Length > 0), "party.institution_id", "持证机构必填，其他应为空", "is required for an institution and empty for others"),
        ];
        if (problems.Count > 0) throw Rejection.Invalid(problems);
        return new PenaltyParty(kind, wire.Name, wire.CreditCode, wire.InstitutionId, person ? protector.Protect(wire.PersonName) : "");
    }

    public static IReadOnlyList<PenaltyMeasure> ToMeasures(this IEnumerable<Wire.PenaltyMeasure> wire, long fine)
    {
        IReadOnlyList<PenaltyMeasure> measures = [.. wire.Distinct().Select(m => EnumMap<Wire.PenaltyMeasure, PenaltyMeasure>.ToDomain(m)!.Value).Order()];
        if (fine > 0 && !measures.Contains(PenaltyMeasure.Fine)) throw Rejection.Invalid("fine_fen", "没有罚款时应为0", "must be 0 without a fine");
        return measures;
    }

    public static Wire.PenaltyAssessment ToProto(this PenaltyAssessment one)
    {
        var wire = new Wire.PenaltyAssessment
        {
            KindId = one.Kind, Article = one.Article.ToProto(), Authority = one.Authority ?? "", Power = { one.Power.Select(b => b.ToProto()) }, Must = { one.Must.Select(ToProto) },
            May = { one.May.Select(ToProto) }, Aggravated = one.Aggravated, Findings = { one.Findings.Select(f => f.ToProto()) }, Parameters = { one.Uses.Select(u => u.ToProto()) },
        };
        if (one.CountedGainsFen is { } gains) wire.CountedGainsFen = gains;
        if (one.LeastFen is { } least) wire.LeastFen = least;
        if (one.MostFen is { } most) wire.MostFen = most;
        return wire;
    }

    public static Wire.BreachKind ToProto(this BreachKind kind) => new()
    {
        KindId = kind.Id, Ground = kind.Ground, NameZh = kind.Zh, NameEn = kind.En, Clauses = { kind.Clauses }, Power = kind.Power ?? "", Article = kind.Article.ToProto(),
        Steps =
        {
            kind.Steps.Select(s => new Wire.PenaltyLadderStep
            {
                Gravity = EnumMap<Wire.BreachGravity, BreachGravity>.ToWire(s.Gravity), Must = { s.Must.Select(ToProto) }, May = { s.May.Select(ToProto) },
                FineParameters = { s.Fine is { } fine ? new ParameterKey?[] { fine.Least, fine.Most, fine.LeastTimes, fine.MostTimes }.OfType<ParameterKey>().Select(k => k.Name) : [] },
            }),
        },
    };

    /// <summary>What a party reads of its own case is without the proposal, which is told by the notice.</summary>
    public static Wire.PenaltyCase ToProto(this PenaltyCase one, DateOnly today, PersonalData protector, bool toParty = false)
    {
        var wire = new Wire.PenaltyCase
        {
            PenaltyId = $"{one.Id}", Division = one.Division, Facts = one.Facts.ToProto(), Source = EnumMap<Wire.PenaltySource, PenaltySource>.ToWire(one.Origin.Source),
            SourceReference = toParty ? "" : one.Origin.Reference, Description = one.Description, Assessment = one.Assessment.ToProto(),
            Party = new Wire.PenaltyParty
            {
                Kind = EnumMap<Wire.PenaltyPartyKind, PenaltyPartyKind>.ToWire(one.PartyKind), Name = one.PartyName, CreditCode = one.PartyCode, InstitutionId = one.InstitutionId,
                PersonName = one.PersonCipher.Length > 0 ? Mask.Name(protector.Reveal(one.PersonCipher)) : "",
            },
            Evidence = { one.Evidence.Select(e => new Wire.PenaltyEvidence { Title = e.Title, Sha256 = e.Sha256, AddedBy = toParty ? "" : e.AddedBy, AddTime = e.At.ToTimestamp() }) },
            State = EnumMap<Wire.PenaltyState, PenaltyState>.ToWire(one.State), DueDate = Days.Of(one.DueDate), Overdue = one.Overdue, FineFen = one.FineFen, PaidFen = one.PaidFen,
            SurchargeFen = one.SurchargeOn(today, LawOf(one, today)), PublishedUntil = Days.Of(one.PublishedUntil), Findings = { one.Findings.Select(f => f.ToProto()) },
            Statements = { one.Statements.Select(s => new Wire.PenaltyStatement { Text = s.Text, AsksHearing = s.AsksHearing, WaivesRest = s.WaivesRest, StatedOn = Days.Of(s.On) }) },
            Appeals = { one.Appeals.Select(ToProto) }, Payments = { one.Payments.Select(p => new Wire.PenaltyPayment { PaidOn = Days.Of(p.On), AmountFen = p.Fen, Reference = p.Reference }) },
            Parameters = { one.Uses.Select(u => u.ToProto()) }, Etag = Etag.Of(one.Version), CreateTime = one.CreatedAt.ToTimestamp(),
        };
        if (!toParty)
            wire.Log.Add(one.Log.Select(l => new Wire.PenaltyLogEntry { State = EnumMap<Wire.PenaltyState, PenaltyState>.ToWire(l.State), What = l.What, DoneBy = l.By, Time = l.At.ToTimestamp() }));
        Stages(one, wire, toParty);
        return wire;
    }

    private static void Stages(PenaltyCase one, Wire.PenaltyCase wire, bool toParty)
    {
        if (one.Proposal is { } p && !toParty)
            wire.Proposal = new() { Measures = { p.Measures.Select(ToProto) }, FineFen = p.FineFen, Draft = p.Draft, Reasons = p.Reasons, ProposedBy = p.By, ProposedOn = Days.Of(p.On) };
        if (one.Notice is { } n) wire.Notice = new() { NotifiedOn = Days.Of(n.On), StatementUntil = Days.Of(n.StatementUntil), HearingRight = n.HearingRight, HearingUntil = Days.Of(n.HearingUntil) };
        if (one.Hearing is { } h) wire.Hearing = new() { HeldOn = Days.Of(h.On), Result = h.Result, MinutesSha256 = h.MinutesSha256 };
        if (one.Decision is { } d)
        {
            wire.Decision = new() { Measures = { d.Measures.Select(ToProto) }, FineFen = d.FineFen, Reasons = d.Reasons, Department = d.Department, DecidedOn = Days.Of(d.On) };
            if (d.Together is { } t) wire.Decision.Together = new() { MetOn = Days.Of(t.On), Roles = { t.Roles }, MinutesSha256 = t.MinutesSha256 };
        }
        if (one.Serving is { } s)
            wire.Serving = new() { ServedOn = Days.Of(s.On), Method = s.Method, PayBy = Days.Of(s.PayBy), ReviewUntil = Days.Of(s.ReviewUntil), LawsuitUntil = Days.Of(s.LawsuitUntil) };
    }

    public static Wire.PenaltyEffect ToProto(this PenaltyEffect effect) => new()
    {
        EffectId = $"{effect.Id}", PenaltyId = $"{effect.PenaltyId}", Kind = EnumMap<Wire.PenaltyEffectKind, PenaltyEffectKind>.ToWire(effect.Kind), Service = effect.Service,
        State = EnumMap<Wire.PenaltyEffectState, PenaltyEffectState>.ToWire(effect.State), DueDate = Days.Of(effect.DueDate), Overdue = effect.Overdue,
        ConfirmTime = effect.ConfirmedAt?.ToTimestamp(), Note = effect.Note, Division = effect.Division,
    };

    public static Wire.PublishedPenalty ToPublished(this PenaltyCase one) => new()
    {
        PenaltyId = $"{one.Id}", Division = one.Division, Name = one.PartyName, CreditCode = one.PartyCode, KindId = one.Kind, KindNameZh = Law.Current.Breaches.GetValueOrDefault(one.Kind)?.Zh ?? "",
        Measures = { one.Decision!.Measures.Select(ToProto) }, FineFen = one.FineFen, Article = one.Assessment.Article.ToProto(), Department = one.Authority, DecidedOn = Days.Of(one.DecidedOn),
        PublishedUntil = Days.Of(one.PublishedUntil),
    };

    public static Wire.PenaltyMeasure ToProto(PenaltyMeasure measure) => EnumMap<Wire.PenaltyMeasure, PenaltyMeasure>.ToWire(measure);

    public static string? OrNull(string text) => text.Length == 0 ? null : text;

    public static FieldProblem[] When(bool wrong, string path, string zh, string en) => wrong ? [new(path, zh, en)] : [];

    public static LawAt LawOf(PenaltyCase one, DateOnly day) => Law.Current.At(DivisionCode.Parse(one.Division), day);

    /// <summary>The decision as it is announced; of a natural person no name.</summary>
    public static PenaltyDecided DecidedOf(PenaltyCase one, IEnumerable<PenaltyEffect> effects) => new()
    {
        Division = one.Division, PenaltyId = $"{one.Id}", InstitutionId = OrNull(one.InstitutionId), Name = one.PartyKind == PenaltyPartyKind.Person ? "自然人" : one.PartyName,
        UnifiedSocialCreditCode = OrNull(one.PartyCode), Grounds = [Law.Current.Breaches[one.Kind].Ground], Reason = Law.Current.Breaches[one.Kind].Zh, Authority = one.Authority,
        DecidedOn = one.DecidedOn!.Value, Measures = [.. one.Decision!.Measures.Select(EnumMap<Wire.PenaltyMeasure, PenaltyMeasure>.Word)],
        Effects = [.. effects.Select(e => new PenaltyEffectFact($"{e.Id}", EnumMap<Wire.PenaltyEffectKind, PenaltyEffectKind>.Word(e.Kind), e.Service, e.DueDate))],
    };

    public static PenaltyWithdrawn WithdrawnOf(PenaltyCase one, string reason, DateOnly today) => new()
    {
        Division = one.Division, PenaltyId = $"{one.Id}", Reason = reason, WithdrawnOn = today, InstitutionId = OrNull(one.InstitutionId), UnifiedSocialCreditCode = OrNull(one.PartyCode),
    };

    private static Wire.PenaltyAppeal ToProto(PenaltyAppeal appeal) => new()
    {
        Kind = EnumMap<Wire.PenaltyAppealKind, PenaltyAppealKind>.ToWire(appeal.Kind), FiledOn = Days.Of(appeal.FiledOn), Late = appeal.Late, Grounds = appeal.Grounds,
        Outcome = EnumMap<Wire.PenaltyAppealOutcome, PenaltyAppealOutcome>.ToWire(appeal.Outcome), SettledOn = Days.Of(appeal.SettledOn), Reason = appeal.Reason,
    };

    private static Wire.PenaltyFacts ToProto(this PenaltyFacts facts)
    {
        var wire = new Wire.PenaltyFacts
        {
            KindId = facts.Kind, EndedOn = Days.Of(facts.EndedOn), FoundOn = Days.Of(facts.FoundOn), Category = EnumMap<Institution.TrainingCategory, TrainingCategory>.ToWire(facts.Category),
            Gravity = EnumMap<Wire.BreachGravity, BreachGravity>.ToWire(facts.Gravity), RefundedFen = facts.RefundedFen, InServiceTeacher = facts.InServiceTeacher, Repeated = facts.Repeated,
        };
        if (facts.GainsFen is { } gains) wire.GainsFen = gains;
        if (facts.Pupils is { } pupils) wire.Pupils = pupils;
        if (facts.Staff is { } staff) wire.Staff = staff;
        if (facts.Premises is { } premises) wire.Premises = premises;
        if (facts.Organised is { } organised) wire.Organised = organised;
        return wire;
    }
}
