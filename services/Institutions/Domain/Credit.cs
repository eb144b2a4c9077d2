using ShuangJian.Policy;

namespace ShuangJian.Institutions.Domain;

/// <summary>What may cost points.</summary>
public enum CreditEventKind
{
    /// <summary>An administrative penalty.</summary>
    Penalty,

    /// <summary>An upheld complaint.</summary>
    Complaint,

    /// <summary>A self-discipline decision of an association.</summary>
    SelfDiscipline,

    /// <summary>A dispute settled against the institution.</summary>
    Dispute,

    /// <summary>A case left open beyond its deadline.</summary>
    OverdueCase,
}

/// <summary>Credit grade.</summary>
public enum CreditGrade
{
    /// <summary>Best.</summary>
    A = 1,

    /// <summary>Good.</summary>
    B = 2,

    /// <summary>Poor.</summary>
    C = 3,

    /// <summary>Worst.</summary>
    D = 4,
}

/// <summary>An event that bears on the credit of an institution.</summary>
public sealed class CreditEntry : Matter
{
    private CreditEntry()
    {
    }

    /// <summary>Credit code of the institution.</summary>
    public string InstitutionCode { get; private set; } = "";

    /// <summary>What happened.</summary>
    public CreditEventKind Kind { get; private set; }

    /// <summary>Resource that it comes from; once per kind.</summary>
    public string Origin { get; private set; } = "";

    /// <summary>Day of the event.</summary>
    public DateOnly OccurredOn { get; private set; }

    /// <summary>Day on which it was rectified; null while it is not.</summary>
    public DateOnly? RectifiedOn { get; private set; }

    /// <summary>Records an event.</summary>
    /// <param name="division">Division of the institution.</param>
    /// <param name="institutionCode">Credit code of the institution.</param>
    /// <param name="kind">What happened.</param>
    /// <param name="origin">Resource that it comes from.</param>
    /// <param name="occurredOn">Day of the event.</param>
    /// <param name="now">The moment.</param>
    public static CreditEntry Record(
        string division, string institutionCode, CreditEventKind kind, string origin, DateOnly occurredOn, DateTimeOffset now)
    {
        var entry = new CreditEntry { InstitutionCode = institutionCode, Kind = kind, Origin = origin, OccurredOn = occurredOn };
        entry.Begin(division, now);
        return entry;
    }

    /// <summary>Notes that the matter was rectified; the first day counts.</summary>
    /// <param name="day">The day.</param>
    /// <param name="now">The moment.</param>
    public void Rectify(DateOnly day, DateTimeOffset now)
    {
        if (RectifiedOn is not null) return;
        RectifiedOn = day;
        Touch(now);
    }
}

/// <summary>What one event costs on the day of a standing.</summary>
/// <param name="Entry">The event.</param>
/// <param name="Points">Points that it costs.</param>
/// <param name="CountsUntil">Last day on which it costs points.</param>
public sealed record CreditContribution(CreditEntry Entry, int Points, DateOnly CountsUntil);

/// <summary>Credit of an institution on one day.</summary>
/// <param name="Score">Points that are left.</param>
/// <param name="Grade">Grade by the score.</param>
/// <param name="InspectionsPerYear">Inspections a year that the grade asks for.</param>
/// <param name="Contributions">What cost points, oldest first.</param>
/// <param name="Uses">Values of the law that were applied.</param>
public sealed record CreditStanding(
    int Score, CreditGrade Grade, int InspectionsPerYear, IReadOnlyList<CreditContribution> Contributions, IReadOnlyList<ParameterUse> Uses)
{
    private static readonly ParameterKey[] s_keys =
    [
        Law.CreditStartPoints, Law.CreditPointsPenalty, Law.CreditPointsComplaint, Law.CreditPointsSelfDiscipline, Law.CreditPointsDispute,
        Law.CreditPointsOverdueCase, Law.CreditRectifiedShare, Law.CreditCountingMonths, Law.CreditGrades, Law.InspectionsPerYear,
    ];

    /// <summary>The standing that follows from events, by the law of a place and day. Events of later days do not count yet.</summary>
    /// <param name="entries">Events of the institution.</param>
    /// <param name="law">The law of its place on the day of the standing.</param>
    /// <exception cref="Refusal">LAW_MISSING.</exception>
    public static CreditStanding Of(IEnumerable<CreditEntry> entries, LawAt law)
    {
        var months = Value(law, Law.CreditCountingMonths);
        var share = Value(law, Law.CreditRectifiedShare);
        var contributions = entries
            .Select(entry => new CreditContribution(entry, PointsOf(entry, share, law), entry.OccurredOn.AddMonths(months).AddDays(-1)))
            .Where(c => c.Entry.OccurredOn <= law.Date && law.Date <= c.CountsUntil)
            .OrderBy(c => c.Entry.OccurredOn).ThenBy(c => c.Entry.Id)
            .ToList();
        var score = Math.Max(0, Value(law, Law.CreditStartPoints) - contributions.Sum(c => c.Points));
        var grade = Band(law, Law.CreditGrades, score);
        return new CreditStanding(
            score, (CreditGrade)grade, Band(law, Law.InspectionsPerYear, grade), contributions, [.. s_keys.Select(key => ParameterUse.Of(law, key))]);
    }

    /// <summary>Every day up to today on which score or grade became another one; the first is the day of the licence.</summary>
    /// <param name="entries">Events of the institution.</param>
    /// <param name="licensedOn">Day of the licence.</param>
    /// <param name="today">The law of its place today.</param>
    /// <exception cref="Refusal">LAW_MISSING.</exception>
    public static IReadOnlyList<(DateOnly Day, CreditStanding Standing)> History(IReadOnlyList<CreditEntry> entries, DateOnly licensedOn, LawAt today)
    {
        var months = Value(today, Law.CreditCountingMonths);
        var days = entries
            .SelectMany(entry => new DateOnly?[] { entry.OccurredOn, entry.RectifiedOn, entry.OccurredOn.AddMonths(months) })
            .OfType<DateOnly>().Where(day => day > licensedOn && day <= today.Date)
            .Prepend(licensedOn).Distinct().Order();
        var changes = new List<(DateOnly Day, CreditStanding Standing)>();
        foreach (var day in days)
        {
            var standing = Of(entries, today.On(day));
            if (changes.Count == 0 || (changes[^1].Standing.Score, changes[^1].Standing.Grade) != (standing.Score, standing.Grade))
                changes.Add((day, standing));
        }
        return changes;
    }

    /// <summary>What a rectified event still costs is rounded up, so that no event is free.</summary>
    private static int PointsOf(CreditEntry entry, Ratio rectifiedShare, LawAt law)
    {
        var points = Value(law, entry.Kind switch
        {
            CreditEventKind.Penalty => Law.CreditPointsPenalty,
            CreditEventKind.Complaint => Law.CreditPointsComplaint,
            CreditEventKind.SelfDiscipline => Law.CreditPointsSelfDiscipline,
            CreditEventKind.Dispute => Law.CreditPointsDispute,
            _ => Law.CreditPointsOverdueCase,
        });
        return entry.RectifiedOn is { } day && day <= law.Date
            ? (int)((points * rectifiedShare.Numerator + rectifiedShare.Denominator - 1) / rectifiedShare.Denominator)
            : points;
    }

    private static int Band(LawAt law, ParameterKey<BandTable> key, int number) =>
        Value(law, key).For(number) is { } band ? (int)band.Value : throw CaseRefusals.LawMissing(key.Name);

    private static T Value<T>(LawAt law, ParameterKey<T> key)
        where T : notnull => law.Limit(key) is { } limit ? limit.Value : throw CaseRefusals.LawMissing(key.Name);
}
