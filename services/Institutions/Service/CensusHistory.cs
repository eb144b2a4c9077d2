using Microsoft.EntityFrameworkCore;
using ShuangJian.Institutions.Domain;
using ShuangJian.Platform.Hosting;
using ShuangJian.Policy;

namespace ShuangJian.Institutions;

/// <summary>
/// Writes the day before into the history of the census, once, soon after midnight. Only differences are kept: the number
/// on a day is the sum of all up to it.
/// </summary>
internal sealed class CensusHistory(TimeProvider clock)
{
    public async Task<bool> RecordAsync(InstitutionsDb db, CancellationToken cancellation)
    {
        var day = clock.Today().AddDays(-1);
        if (await db.CensusMarks.AnyAsync(m => m.Day == day, cancellation)) return false;
        foreach (var count in await db.CensusCounts.Where(c => c.Count != c.Recorded
            || c.Staff != c.RecordedStaff || c.Pupils != c.RecordedPupils || c.PrepaidFen != c.RecordedPrepaidFen).ToListAsync(cancellation))
        {
            db.CensusChanges.Add(new CensusChange
            {
                Day = day, Division = count.Division, Category = count.Category, Mode = count.Mode, State = count.State, Sample = count.Sample,
                Delta = count.Count - count.Recorded, StaffDelta = count.Staff - count.RecordedStaff,
                PupilsDelta = count.Pupils - count.RecordedPupils, PrepaidFenDelta = count.PrepaidFen - count.RecordedPrepaidFen,
            });
            (count.Recorded, count.RecordedStaff, count.RecordedPupils, count.RecordedPrepaidFen) = (count.Count, count.Staff, count.Pupils, count.PrepaidFen);
        }
        db.CensusMarks.Add(new CensusMark { Day = day });
        await db.SaveChangesAsync(cancellation);
        return false;
    }
}

/// <summary>By how much a total of the census differed from the day recorded before.</summary>
public sealed class CensusChange
{
    /// <summary>Day at whose end the total was so.</summary>
    public required DateOnly Day { get; init; }

    /// <summary>The county.</summary>
    public required string Division { get; init; }

    /// <summary>What they train.</summary>
    public required TrainingCategory Category { get; init; }

    /// <summary>How they train.</summary>
    public required TrainingMode Mode { get; init; }

    /// <summary>Where they stand.</summary>
    public required InstitutionState State { get; init; }

    /// <summary>Whether they are sample data.</summary>
    public required bool Sample { get; init; }

    /// <summary>The difference of institutions.</summary>
    public required int Delta { get; init; }

    /// <summary>The difference of their staff.</summary>
    public int StaffDelta { get; init; }

    /// <summary>The difference of their pupils.</summary>
    public int PupilsDelta { get; init; }

    /// <summary>The difference of their prepaid money, in fen.</summary>
    public long PrepaidFenDelta { get; init; }
}

/// <summary>Says that a day was written into the history.</summary>
public sealed class CensusMark
{
    /// <summary>The day.</summary>
    public required DateOnly Day { get; init; }
}
