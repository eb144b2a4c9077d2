using ShuangJian.Policy;

namespace ShuangJian.Filings.Domain;

/// <summary>Why a person may not be a tutor.</summary>
public enum BarGround
{
    /// <summary>On the list of barred tutors.</summary>
    BlackListed,

    /// <summary>Deprived of political rights.</summary>
    DeprivedOfPoliticalRights,

    /// <summary>Sentenced to prison for an intentional crime.</summary>
    ImprisonedForIntentionalCrime,
}

/// <summary>Someone who teaches at a school, as the schools told it: known by keyed hash only.</summary>
public sealed class RosterEntry
{
    private RosterEntry()
    {
    }

    /// <summary>Identifier of the teacher.</summary>
    public Guid Id { get; private set; }

    /// <summary>Division of the school.</summary>
    public string Division { get; private set; } = "";

    /// <summary>Unified social credit code of the school.</summary>
    public string SchoolCode { get; private set; } = "";

    /// <summary>Keyed hash of the identity number.</summary>
    public string PersonHash { get; private set; } = "";

    /// <summary>First day in service.</summary>
    public DateOnly From { get; private set; }

    /// <summary>Last day in service; null while in service.</summary>
    public DateOnly? To { get; private set; }

    /// <summary>When it was told, UTC, by which a late event is known.</summary>
    public DateTime ToldAt { get; private set; }

    /// <summary>Begins an entry of which nothing was told yet.</summary>
    public static RosterEntry Begin(Guid teacher, string division, string school) => new() { Id = teacher, Division = division, SchoolCode = school };

    /// <summary>Takes what was told, unless something later is known.</summary>
    public void Take(string hash, DateOnly from, DateOnly? to, DateTime toldAt)
    {
        if (toldAt < ToldAt) return;
        (PersonHash, From, To, ToldAt) = (hash, from, to, toldAt);
    }
}

/// <summary>A bar of a person, known by keyed hash only.</summary>
public sealed class Bar : FiledMatter
{
    private Bar()
    {
    }

    /// <summary>Keyed hash of the identity number.</summary>
    public string PersonHash { get; private set; } = "";

    /// <summary>Why.</summary>
    public BarGround Ground { get; private set; }

    /// <summary>Number of the decision.</summary>
    public string Document { get; private set; } = "";

    /// <summary>Department that barred.</summary>
    public string Authority { get; private set; } = "";

    /// <summary>First day.</summary>
    public DateOnly From { get; private set; }

    /// <summary>Last day; null without an end.</summary>
    public DateOnly? To { get; private set; }

    /// <summary>Bars a person.</summary>
    public static Bar Set(string division, string hash, BarGround ground, string document, string authority, DateOnly from, DateOnly? to, DateTimeOffset now)
    {
        var bar = new Bar { PersonHash = hash, Ground = ground, Document = document, Authority = authority, From = from, To = to };
        bar.Begin(new Owner(division, "", ""), now);
        return bar;
    }

    /// <summary>Ends the bar before its term.</summary>
    public void Lift(DateOnly until, DateOnly today, DateTimeOffset now)
    {
        if (To < today) throw FilingRefusals.BarLifted(To.Value);
        To = until;
        Touch(now);
    }
}

/// <summary>Tells what roster and bars say of one person on a day.</summary>
public static class PersonMatch
{
    /// <summary>Reads the entries of one person.</summary>
    public static PersonFacts On(DateOnly day, IReadOnlyList<RosterEntry> roster, IReadOnlyList<Bar> bars)
    {
        var terms = roster.Select(r => (r.From, r.To)).Concat(bars.Select(b => (b.From, b.To))).ToList();
        return new PersonFacts(
            roster.Any(r => Covers(r.From, r.To, day)),
            [.. bars.Where(b => Covers(b.From, b.To, day)).Select(b => b.Ground).Distinct()],
            terms.Where(t => t.To >= day).Select(t => t.To).Min(),
            terms.Where(t => t.From > day).Select(t => (DateOnly?)t.From).Min(),
            roster.Where(r => r.To < day).Max(r => r.To));
    }

    private static bool Covers(DateOnly from, DateOnly? to, DateOnly day) => from <= day && (to is null || day <= to);
}
