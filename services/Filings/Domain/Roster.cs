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

/// <summary>Someone who teaches at a school, known by keyed hash only.</summary>
public sealed class RosterEntry : FiledMatter
{
    private RosterEntry()
    {
    }

    /// <summary>Keyed hash of the identity number.</summary>
    public string PersonHash { get; private set; } = "";

    /// <summary>First day in service.</summary>
    public DateOnly From { get; private set; }

    /// <summary>Last day in service; null while in service.</summary>
    public DateOnly? To { get; private set; }

    /// <summary>Puts a teacher on the roster.</summary>
    public static RosterEntry Put(Owner school, string hash, DateOnly from, DateOnly? to, DateTimeOffset now)
    {
        var entry = new RosterEntry { PersonHash = hash, From = from, To = to };
        entry.Begin(school, now);
        return entry;
    }

    /// <summary>Replaces the days in service.</summary>
    public void Serve(DateOnly from, DateOnly? to, DateTimeOffset now)
    {
        (From, To) = (from, to);
        Touch(now);
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
