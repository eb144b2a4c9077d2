namespace ShuangJian.Monitoring.Domain;

/// <summary>What the events of other services tell of.</summary>
public enum RiskMatter
{
    /// <summary>A refund that a family asked for.</summary>
    Refund,

    /// <summary>A complaint that was upheld.</summary>
    Complaint,

    /// <summary>A tutor who is filed.</summary>
    Tutor,

    /// <summary>A penalty that stands.</summary>
    Penalty,

    /// <summary>An advertisement in breach of the law.</summary>
    Advertisement,
}

/// <summary>
/// One matter from its beginning to its end, as events told of it in whatever order: of each side the latest word counts.
/// </summary>
public sealed class ToldMatter
{
    /// <summary>Identifier of the refund, complaint, tutor, penalty or advertisement.</summary>
    public required Guid Id { get; init; }

    /// <summary>What it is.</summary>
    public required RiskMatter Kind { get; init; }

    /// <summary>Credit code of the institution; empty until an event names it.</summary>
    public string InstitutionCode { get; set; } = "";

    /// <summary>When it began, UTC; null while only its end was told.</summary>
    public DateTime? BeganAt { get; private set; }

    /// <summary>When it ended, UTC; null while it goes on.</summary>
    public DateTime? EndedAt { get; private set; }

    /// <summary>Notes a beginning; an earlier one says nothing new.</summary>
    public void Begin(DateTime at) => BeganAt = BeganAt is { } known && known >= at ? known : at;

    /// <summary>Notes an end; an earlier one says nothing new.</summary>
    public void End(DateTime at) => EndedAt = EndedAt is { } known && known >= at ? known : at;

    /// <summary>Whether it went on at a moment.</summary>
    public bool GoesOnAt(DateTime at) => BeganAt <= at && !(EndedAt >= BeganAt && EndedAt <= at);
}

/// <summary>Figures of an institution as they were counted for a day.</summary>
public sealed class ToldFigures
{
    /// <summary>Credit code of the institution.</summary>
    public required string InstitutionCode { get; init; }

    /// <summary>Day of the count.</summary>
    public required DateOnly Day { get; init; }

    /// <summary>When it was told, UTC; of two counts of one day the later one stands.</summary>
    public DateTime At { get; set; }

    /// <summary>Pupils; null when not counted.</summary>
    public int? Pupils { get; set; }

    /// <summary>What is owed to them, fen; null when not counted.</summary>
    public long? ObligationsFen { get; set; }

    /// <summary>What is there to cover it, fen; null when not counted.</summary>
    public long? BalanceFen { get; set; }
}

/// <summary>Makes the inputs of a score from what was told of an institution (M8).</summary>
public static class ToldInputs
{
    /// <summary>Days that the score looks back over.</summary>
    public const int Window = 30;

    /// <summary>Makes inputs for a day. What was never told of gives none: it stays missing, and is said to be.</summary>
    /// <param name="matters">Matters of the institution.</param>
    /// <param name="figures">Its figures, in any order.</param>
    /// <param name="now">The moment, UTC.</param>
    /// <param name="today">The day of it.</param>
    /// <param name="leaseEndsOn">Last day of its first lease to end; null when none is known.</param>
    public static IReadOnlyList<RiskInput> Of(
        IReadOnlyCollection<ToldMatter> matters, IReadOnlyCollection<ToldFigures> figures, DateTime now, DateOnly today, DateOnly? leaseEndsOn = null)
    {
        RiskInput?[] all =
        [
            leaseEndsOn is { } ends ? new RiskInput(RiskInputKind.LeaseEnds, 0, ends, today) : null,
            .. OfFigures(figures, today), .. OfRefunds(matters, now, today), .. OfComplaints(matters, now, today), .. OfStaff(matters, now, today),
            OfStanding(RiskInputKind.Penalties, RiskMatter.Penalty, matters, now, today), OfStanding(RiskInputKind.Advertisements, RiskMatter.Advertisement, matters, now, today),
        ];
        return [.. all.OfType<RiskInput>()];
    }

    /// <summary>A count holds until another one is told, for only changes are announced.</summary>
    private static IEnumerable<RiskInput?> OfFigures(IReadOnlyCollection<ToldFigures> figures, DateOnly today)
    {
        var until = figures.Where(f => f.Day <= today).OrderByDescending(f => f.Day).ToList();
        var before = until.Where(f => f.Day <= today.AddDays(-Window)).ToList();
        yield return Input(RiskInputKind.Balance, until.FirstOrDefault(f => f.BalanceFen is not null)?.BalanceFen, today);
        yield return Input(RiskInputKind.Obligations, until.FirstOrDefault(f => f.ObligationsFen is not null)?.ObligationsFen, today);
        yield return Input(RiskInputKind.Pupils, until.FirstOrDefault(f => f.Pupils is not null)?.Pupils, today);
        yield return Input(RiskInputKind.PupilsBefore, before.FirstOrDefault(f => f.Pupils is not null)?.Pupils, today);
    }

    private static IEnumerable<RiskInput?> OfRefunds(IReadOnlyCollection<ToldMatter> matters, DateTime now, DateOnly today)
    {
        var refunds = matters.Where(m => m.Kind == RiskMatter.Refund).ToList();
        if (refunds.Count == 0) yield break;
        var waiting = refunds.Where(r => r.GoesOnAt(now)).ToList();
        yield return Input(RiskInputKind.RefundsWaiting, waiting.Count, today);
        yield return Input(RiskInputKind.OldestRefundDays, waiting.Count == 0 ? 0 : (long)(now - waiting.Min(r => r.BeganAt!.Value)).TotalDays, today);
    }

    private static IEnumerable<RiskInput?> OfComplaints(IReadOnlyCollection<ToldMatter> matters, DateTime now, DateOnly today)
    {
        var complaints = matters.Where(m => m.Kind == RiskMatter.Complaint).ToList();
        if (complaints.Count > 0) yield return Input(RiskInputKind.Complaints, complaints.Count(c => c.BeganAt <= now && c.BeganAt > now.AddDays(-Window)), today);
    }

    /// <summary>Those of the last days that nobody has taken back.</summary>
    private static RiskInput? OfStanding(RiskInputKind kind, RiskMatter matter, IReadOnlyCollection<ToldMatter> matters, DateTime now, DateOnly today)
    {
        var told = matters.Where(m => m.Kind == matter).ToList();
        return told.Count == 0 ? null : Input(kind, told.Count(m => m.GoesOnAt(now) && m.BeganAt > now.AddDays(-Window)), today);
    }

    private static IEnumerable<RiskInput?> OfStaff(IReadOnlyCollection<ToldMatter> matters, DateTime now, DateOnly today)
    {
        var before = matters.Where(m => m.Kind == RiskMatter.Tutor && m.GoesOnAt(now.AddDays(-Window))).ToList();
        if (before.Count == 0) yield break;
        yield return Input(RiskInputKind.Staff, before.Count, today);
        yield return Input(RiskInputKind.StaffLeft, before.Count(t => !t.GoesOnAt(now)), today);
    }

    private static RiskInput? Input(RiskInputKind kind, long? value, DateOnly today) => value is { } told ? new RiskInput(kind, told, null, today) : null;
}
