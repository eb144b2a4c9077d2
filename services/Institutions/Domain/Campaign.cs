using ShuangJian.Policy;

namespace ShuangJian.Institutions.Domain;

/// <summary>A campaign that reviews existing institutions again and reduces their number (I5).</summary>
public sealed class Campaign
{
    private const int Whole = 10_000;

    private Campaign()
    {
    }

    /// <summary>Identifier, a UUID of version 7.</summary>
    public Guid Id { get; private set; }

    /// <summary>The division.</summary>
    public string Division { get; private set; } = "";

    /// <summary>Title, in Chinese.</summary>
    public string Title { get; private set; } = "";

    /// <summary>Categories that it reviews.</summary>
    public IReadOnlyList<TrainingCategory> Categories { get; private set; } = [];

    /// <summary>Day on which it was opened.</summary>
    public DateOnly OpenedOn { get; private set; }

    /// <summary>Last day.</summary>
    public DateOnly DueDate { get; private set; }

    /// <summary>Institutions at the opening.</summary>
    public int Baseline { get; private set; }

    /// <summary>Reduction aimed at in hundredths of a percent; 0 for none.</summary>
    public int TargetBasisPoints { get; private set; }

    /// <summary>Day on which it was closed; null while it is open.</summary>
    public DateOnly? ClosedOn { get; private set; }

    /// <summary>Institutions that remained at the closing; null while it is open.</summary>
    public int? Remained { get; private set; }

    /// <summary>Whether it was told that the last day is near.</summary>
    public bool Reminded { get; private set; }

    /// <summary>Whether it was told that the last day passed.</summary>
    public bool OverdueTold { get; private set; }

    /// <summary>Grows by one with every change.</summary>
    public long Version { get; private set; }

    /// <summary>Opens a campaign.</summary>
    public static Campaign Open(
        Guid id, string division, string title, IReadOnlyList<TrainingCategory> categories, int baseline, DateOnly dueDate, int targetBasisPoints, DateOnly today) => new()
    {
        Id = id,
        Division = division,
        Title = title,
        Categories = categories,
        Baseline = baseline,
        DueDate = dueDate,
        TargetBasisPoints = targetBasisPoints,
        OpenedOn = today,
        Version = 1,
    };

    /// <summary>Closes it with the number that remains.</summary>
    /// <exception cref="Refusal">CAMPAIGN_CLOSED.</exception>
    public void Close(int remaining, DateOnly today)
    {
        if (ClosedOn is { } day)
            throw Refusals.CampaignClosed(day);
        (ClosedOn, Remained) = (today, remaining);
        Version++;
    }

    /// <summary>Notes that the last day is near. What is noted is no change that anybody could have to read first.</summary>
    /// <param name="days">So many days before the last one it is.</param>
    /// <param name="today">Today.</param>
    /// <returns>Whether it became so just now.</returns>
    public bool MarkDueSoon(int days, DateOnly today)
    {
        if (Reminded || ClosedOn is not null || today > DueDate || today < DueDate.AddDays(-days)) return false;
        Reminded = true;
        return true;
    }

    /// <summary>Notes that the last day passed while it was open.</summary>
    /// <param name="today">Today.</param>
    /// <returns>Whether it became so just now.</returns>
    public bool MarkOverdue(DateOnly today)
    {
        if (OverdueTold || ClosedOn is not null || today <= DueDate) return false;
        OverdueTold = true;
        return true;
    }

    /// <summary>
    /// Reduction (压减率) in hundredths of a percent of the baseline, rounded towards zero; 0 when there was nothing to
    /// reduce, negative when there are more than before.
    /// </summary>
    public int ReductionBasisPoints(int remaining) =>
        Baseline == 0 ? 0 : (int)(((long)Baseline - remaining) * Whole / Baseline);

    /// <summary>Whether its last day passed before it was closed; the last day itself is in time.</summary>
    public bool OverdueOn(DateOnly today) => (ClosedOn ?? today) > DueDate;
}
