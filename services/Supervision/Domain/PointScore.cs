using ShuangJian.Policy;

namespace ShuangJian.Supervision.Domain;

/// <summary>How far a point of inspection is met.</summary>
public enum PointLevel
{
    /// <summary>Nobody has looked.</summary>
    NotSeen,

    /// <summary>Looked at, and nothing speaks against it.</summary>
    Met,

    /// <summary>What spoke against it was put right; or a person says so.</summary>
    PartlyMet,

    /// <summary>A breach stands.</summary>
    NotMet,
}

/// <summary>Who or what is scored in which year.</summary>
/// <param name="Kind">Kind.</param>
/// <param name="Code">Credit code, or the division of a county.</param>
/// <param name="Division">Division.</param>
/// <param name="Year">Calendar year in China.</param>
public sealed record Inspected(InspectedKind Kind, string Code, string Division, int Year);

/// <summary>What the platform has seen of a point.</summary>
/// <param name="Seen">Times that it was looked at.</param>
/// <param name="Standing">Breaches that stand.</param>
/// <param name="Mended">Breaches that were put right.</param>
/// <param name="LastBreachAt">When the latest breach was found, UTC; null without one.</param>
public readonly record struct SeenOfPoint(int Seen, int Standing, int Mended, DateTime? LastBreachAt)
{
    /// <summary>The level that this gives: a breach that stands outweighs one that was put right, and that a clean look.</summary>
    public PointLevel Level => Standing > 0 ? PointLevel.NotMet : Mended > 0 ? PointLevel.PartlyMet : Seen > 0 ? PointLevel.Met : PointLevel.NotSeen;
}

/// <summary>What a person says of a point.</summary>
/// <param name="Level">The level.</param>
/// <param name="Reason">Why, in Chinese.</param>
/// <param name="Evidence">SHA-256 digests of what proves it, hexadecimal, at least one.</param>
/// <param name="By">Department that says so.</param>
/// <param name="At">When, UTC.</param>
public sealed record SaidOfPoint(PointLevel Level, string Reason, IReadOnlyList<string> Evidence, string By, DateTime At);

/// <summary>One point of one school, institution or county in one year.</summary>
public sealed class PointScore
{
    private PointScore()
    {
    }

    /// <summary>Credit code, or the division of a county.</summary>
    public string ObjectCode { get; private set; } = "";

    /// <summary>Calendar year.</summary>
    public int Year { get; private set; }

    /// <summary>The point.</summary>
    public string PointId { get; private set; } = "";

    /// <summary>Kind of what is scored.</summary>
    public InspectedKind Kind { get; private set; }

    /// <summary>Division.</summary>
    public string Division { get; private set; } = "";

    /// <summary>What the platform has seen.</summary>
    public SeenOfPoint Seen { get; private set; }

    /// <summary>What a person says; null when nobody does.</summary>
    public SaidOfPoint? Said { get; private set; }

    /// <summary>Level that counts.</summary>
    public PointLevel Level { get; private set; }

    /// <summary>When it last changed, UTC.</summary>
    public DateTime ChangedAt { get; private set; }

    /// <summary>Grows by one with every change.</summary>
    public long Version { get; private set; }

    /// <summary>Begins a score of which nothing is known.</summary>
    public static PointScore Begin(Inspected one, string point) => new() { ObjectCode = one.Code, Year = one.Year, PointId = point, Kind = one.Kind, Division = one.Division };

    /// <summary>Takes what the platform has seen; true when that changes anything.</summary>
    public bool See(SeenOfPoint seen, DateTime now)
    {
        if (seen == Seen) return false;
        Seen = seen;
        Settle(now);
        return true;
    }

    /// <summary>Takes what a person says, or that it is taken back.</summary>
    public void Say(SaidOfPoint? said, DateTime now)
    {
        Said = said;
        Settle(now);
    }

    /// <summary>The latest word counts: a breach found after a person spoke brings the level down again.</summary>
    private void Settle(DateTime now)
    {
        Level = Said is { } said && !(Seen.Standing > 0 && Seen.LastBreachAt > said.At) ? said.Level : Seen.Level;
        (ChangedAt, Version) = (now, Version + 1);
    }
}

/// <summary>Points of one object, or objects of one point, added up.</summary>
/// <param name="Met">Those met.</param>
/// <param name="PartlyMet">Those partly met.</param>
/// <param name="NotMet">Those not met.</param>
public readonly record struct ScoreSum(int Met, int PartlyMet, int NotMet)
{
    /// <summary>Those that anybody has looked at.</summary>
    public int Seen => Met + PartlyMet + NotMet;

    /// <summary>Adds some of a level.</summary>
    public ScoreSum With(PointLevel level, int count) => level switch
    {
        PointLevel.Met => this with { Met = Met + count },
        PointLevel.PartlyMet => this with { PartlyMet = PartlyMet + count },
        PointLevel.NotMet => this with { NotMet = NotMet + count },
        _ => this,
    };

    /// <summary>Average worth of those looked at, in hundredths, rounded half up; 0 when there is none.</summary>
    public int Hundredths(IndicatorLevels levels) => Seen == 0 ? 0
        : (int)(((100L * ((Met * (long)levels.Met) + (PartlyMet * (long)levels.Partly) + (NotMet * (long)levels.NotMet))) + (Seen / 2)) / Seen);
}

/// <summary>Score of one object in one year, kept for the scoreboard.</summary>
public sealed class ObjectScore
{
    /// <summary>Credit code, or the division of a county.</summary>
    public required string ObjectCode { get; init; }

    /// <summary>Calendar year.</summary>
    public required int Year { get; init; }

    /// <summary>Kind.</summary>
    public required InspectedKind Kind { get; init; }

    /// <summary>Division.</summary>
    public required string Division { get; init; }

    /// <summary>Its points.</summary>
    public ScoreSum Sum { get; private set; }

    /// <summary>Average worth of its points, in hundredths.</summary>
    public int Score { get; private set; }

    /// <summary>Grows by one with every change.</summary>
    public long Version { get; private set; }

    /// <summary>Takes the change of level of one point.</summary>
    public void Change(PointLevel before, PointLevel after, IndicatorLevels levels)
    {
        Sum = Sum.With(before, -1).With(after, 1);
        (Score, Version) = (Sum.Hundredths(levels), Version + 1);
    }
}
