using ShuangJian.Policy;

namespace ShuangJian.Institutions.Domain;

/// <summary>Who owns and controls an institution, as declared on one day and verified on another.</summary>
public sealed class CapitalStructure : Matter
{
    private const int Whole = 1_000_000;

    private CapitalStructure()
    {
    }

    /// <summary>The institution.</summary>
    public Guid InstitutionId { get; private set; }

    /// <summary>Credit code of the institution.</summary>
    public string InstitutionCode { get; private set; } = "";

    /// <summary>Number of the declaration of this institution, from 1.</summary>
    public int Number { get; private set; }

    /// <summary>Everyone but the institution.</summary>
    public IReadOnlyList<CapitalParty> Parties { get; private set; } = [];

    /// <summary>Who holds or controls whom.</summary>
    public IReadOnlyList<CapitalTie> Ties { get; private set; } = [];

    /// <summary>Whether the institution is listed.</summary>
    public ListingState Listing { get; private set; }

    /// <summary>Whether it was verified.</summary>
    public CapitalStructureState State { get; private set; }

    /// <summary>Why it was rejected.</summary>
    public string Remark { get; private set; } = "";

    /// <summary>The ultimate owners.</summary>
    public IReadOnlyList<UltimateOwner> Owners { get; private set; } = [];

    /// <summary>Share for which no owner is declared, in parts per million.</summary>
    public int UndeclaredPpm { get; private set; }

    /// <summary>What the rules found.</summary>
    public IReadOnlyList<Finding> Findings { get; private set; } = [];

    /// <summary>Whether one of the findings is a breach.</summary>
    public bool HasBreach { get; private set; }

    /// <summary>Values of the law that the findings rest on.</summary>
    public IReadOnlyList<ParameterUse> Uses { get; private set; } = [];

    /// <summary>Day whose law was applied.</summary>
    public DateOnly JudgedOn { get; private set; }

    /// <summary>Day from which it does not tell any more who owns the institution; null while it does, or may come to.</summary>
    public DateOnly? EndedOn { get; private set; }

    /// <summary>Everyone with a declared identity as a natural person, with what each holds in the end.</summary>
    public IReadOnlyList<CapitalHolding> Holdings()
    {
        var owners = Owners.ToDictionary(owner => owner.Party);
        return [.. Merged(Parties, Ties).Parties.Where(party => party.Person is not null).Select(party => CapitalHolding.Of(this, party, owners.GetValueOrDefault(party.Id)))];
    }

    /// <summary>Everyone once: who is given several times, as the same person or under the same credit code, stands under the first identifier, and everything it holds adds up.</summary>
    /// <param name="parties">Everyone but the institution.</param>
    /// <param name="ties">Who holds or controls whom.</param>
    public static (IReadOnlyList<CapitalParty> Parties, IReadOnlyList<CapitalTie> Ties) Merged(IReadOnlyList<CapitalParty> parties, IReadOnlyList<CapitalTie> ties)
    {
        var named = new Dictionary<string, string>();
        var merged = new List<CapitalParty>();
        foreach (var same in parties.GroupBy(party => party.Identity))
        {
            var first = same.First();
            merged.Add(first with { Foreign = same.Any(party => party.Foreign), Listed = same.Any(party => party.Listed) });
            foreach (var party in same) named.TryAdd(party.Id, first.Id);
        }
        return (merged, [.. ties.Select(tie => tie with { Holder = named.GetValueOrDefault(tie.Holder, tie.Holder), Held = named.GetValueOrDefault(tie.Held, tie.Held) })]);
    }

    /// <summary>Credit codes of the organisations that own or control the institution, directly or through others.</summary>
    public IReadOnlyList<string> CodesBehind()
    {
        var (parties, ties) = Merged(Parties, Ties);
        var ownership = Ownership.Of(parties, ties);
        return ownership is null ? [] : [.. parties.Where(party => party.Code.Length > 0 && ownership.Reaches(party.Id)).Select(party => party.Code).Distinct()];
    }

    /// <summary>What stands against a declaration before anything is counted.</summary>
    /// <param name="parties">Everyone but the institution.</param>
    /// <param name="ties">Who holds or controls whom.</param>
    public static IEnumerable<CapitalFlaw> Flaws(IReadOnlyList<CapitalParty> parties, IReadOnlyList<CapitalTie> ties)
    {
        var known = new HashSet<string> { Ownership.Institution };
        for (var i = 0; i < parties.Count; i++)
            if (!known.Add(parties[i].Id))
                yield return new CapitalFlaw($"parties[{i}].party_id", "重复或者是保留标识", "is given twice, or is the identifier of the institution");
        var merged = Merged(parties, ties).Ties;
        for (var i = 0; i < ties.Count; i++)
        {
            var tie = ties[i];
            if (!known.Contains(tie.Holder)) yield return new CapitalFlaw($"ties[{i}].holder_id", "未列明的主体", "is no party of the structure");
            if (!known.Contains(tie.Held)) yield return new CapitalFlaw($"ties[{i}].held_id", "未列明的主体", "is no party of the structure");
            if (merged[i].Holder == merged[i].Held) yield return new CapitalFlaw($"ties[{i}].held_id", "不得持有自身", "is the holder itself");
            if (tie.Type == TieType.Shares != tie.SharePpm > 0)
                yield return new CapitalFlaw($"ties[{i}].share_ppm", "持股须有比例，其他关系无比例", "is needed for shares and must be 0 otherwise");
            if (parties.Any(party => party.Id == tie.Held && party.Type != PartyType.Organisation))
                yield return new CapitalFlaw($"ties[{i}].held_id", "自然人和国家不能被持有", "is a natural person or the state, whom nobody holds");
        }
        foreach (var held in merged.Where(tie => tie.Type == TieType.Shares).GroupBy(tie => tie.Held).Where(held => held.Sum(tie => (long)tie.SharePpm) > Whole))
            yield return new CapitalFlaw("ties", $"{held.Key} 的股权合计超过百分之百", $"give more than the whole of {held.Key}");
    }

    /// <summary>Declares a structure without flaws.</summary>
    /// <param name="institution">The institution.</param>
    /// <param name="number">Number of the declaration.</param>
    /// <param name="parties">Everyone but the institution.</param>
    /// <param name="ties">Who holds or controls whom.</param>
    /// <param name="listing">Whether the institution is listed.</param>
    /// <param name="academic">Whether the institution is academic, by its category or by a classification that binds.</param>
    /// <param name="law">The law of its place today.</param>
    /// <param name="now">The moment.</param>
    /// <exception cref="Refusal">OWNERSHIP_CIRCULAR; LAW_MISSING.</exception>
    public static CapitalStructure Declare(
        Institution institution, int number, IReadOnlyList<CapitalParty> parties, IReadOnlyList<CapitalTie> ties, ListingState listing,
        bool academic, LawAt law, DateTimeOffset now)
    {
        var structure = new CapitalStructure
        {
            InstitutionId = institution.Id,
            InstitutionCode = institution.Code,
            Number = number,
            Parties = parties,
            Ties = ties,
            Listing = listing,
        };
        structure.Judge(academic, law);
        structure.Begin(institution.Division, now);
        return structure;
    }

    /// <summary>Verifies or rejects the declaration; a verified one is judged by the law of that day.</summary>
    /// <param name="verified">Whether it holds.</param>
    /// <param name="remark">Why it does not; may be empty otherwise.</param>
    /// <param name="academic">Whether the institution is academic.</param>
    /// <param name="law">The law of its place today.</param>
    /// <param name="now">The moment.</param>
    /// <exception cref="Refusal">CASE_STATE.</exception>
    public void Verify(bool verified, string remark, bool academic, LawAt law, DateTimeOffset now)
    {
        Require(State, CapitalStructureState.Declared);
        if (verified) Judge(academic, law);
        State = verified ? CapitalStructureState.Verified : CapitalStructureState.Rejected;
        Remark = remark;
        if (!verified) EndedOn = law.Date;
        Touch(now);
    }

    /// <summary>Ends with the day on which a later declaration was verified.</summary>
    /// <param name="today">The day.</param>
    /// <param name="now">The moment.</param>
    public void Supersede(DateOnly today, DateTimeOffset now)
    {
        EndedOn = today;
        Touch(now);
    }

    /// <summary>The day until which it says who its natural persons are; null while it holds, or where nobody has set how long.</summary>
    /// <param name="left">Day on which the institution left for good; null while it has not.</param>
    /// <param name="law">The law of its place today.</param>
    public DateOnly? KeptUntil(DateOnly? left, LawAt law) =>
        (EndedOn ?? left) is { } day && law.Limit(Law.CapitalPersonRecordYears) is { } years ? day.AddYears(years.Value) : null;

    /// <summary>Refuses to forget a person while a declaration has to say who it is.</summary>
    /// <param name="until">Last day; null when it still holds, or nobody has set how long.</param>
    public static Refusal MustBeKept(DateOnly? until) => CaseRefusals.RetentionRuns(until);

    /// <summary>Forgets who a natural person is; shares and findings stay.</summary>
    /// <param name="person">The person.</param>
    /// <param name="now">The moment.</param>
    public void Forget(Guid person, DateTimeOffset now)
    {
        // Parties of one person keep standing apart afterwards, so what was found is not judged again.
        Parties = [.. Parties.Select(party => party.Person == person ? party with { Person = null } : party)];
        Touch(now);
    }

    /// <summary>Gives way to a later declaration; one that was verified or rejected stays what it is.</summary>
    /// <param name="today">The day.</param>
    /// <param name="now">The moment.</param>
    public void Replace(DateOnly today, DateTimeOffset now)
    {
        if (State != CapitalStructureState.Declared) return;
        (State, EndedOn) = (CapitalStructureState.Replaced, today);
        Touch(now);
    }

    private void Judge(bool academic, LawAt law)
    {
        var (parties, ties) = Merged(Parties, Ties);
        var ownership = Ownership.Of(parties, ties) ?? throw CaseRefusals.OwnershipCircular();
        var control = law.Limit(Law.ControlShare) ?? throw CaseRefusals.LawMissing(Law.ControlShare.Name);
        var facts = new CapitalFacts(academic, Listing, parties, ties, ownership, control.Value);
        Owners = ownership.UltimateOwners(control.Value);
        UndeclaredPpm = ownership.UndeclaredPpm();
        Findings = CapitalRules.Judge(facts, law);
        HasBreach = Findings.Any(finding => finding.Severity == Severity.Breach);
        Uses = academic ? CapitalRules.Uses(law) : [];
        JudgedOn = law.Date;
    }
}
