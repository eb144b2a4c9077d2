using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ShuangJian.Contracts;
using ShuangJian.Platform.Data;
using ShuangJian.Platform.Hosting;

namespace ShuangJian.Schools;

/// <summary>Tells others the sums of each school's homework, a day at a time and once the day is over.</summary>
internal sealed class HomeworkTold(TimeProvider clock)
{
    /// <summary>Hours after midnight in which the last notes of a day are added to its sums.</summary>
    private const int Hours = 1;

    /// <summary>Tells of the next day that is over; true when there is another.</summary>
    public async Task<bool> SweepAsync(SchoolsDb db, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var last = ChinaDay.Of(now.AddHours(-Hours)).AddDays(-1);
        var told = await db.Set<ToldDay>().SingleOrDefaultAsync(t => t.Name == ToldDay.Homework, cancellation);
        if (told?.Day >= last) return false;
        var day = told?.Day.AddDays(1) ?? last;
        // Days in which nothing was entered, such as a vacation in which the platform stood still, are passed over at once.
        day = await db.Totals.Where(t => t.Date >= day && t.Date <= last).MinAsync(t => (DateOnly?)t.Date, cancellation) ?? last;
        if (told is null) db.Add(told = new ToldDay { Name = ToldDay.Homework });
        told.Day = day;
        db.AnnounceMany(SchoolsModule.ServiceName, now, (await CountsAsync(db, day, cancellation)).Select(one => ($"schools/{one.SchoolCode}/homework/{one.Date:yyyy-MM-dd}", 1L, (DomainEvent)one)));
        await db.SaveChangesAsync(cancellation);
        return day < last;
    }

    private static Task<List<HomeworkCounted>> CountsAsync(SchoolsDb db, DateOnly day, CancellationToken cancellation) => (
        from sum in db.Totals.Where(t => t.Date == day).GroupBy(t => t.Scope).Select(g => new
        {
            Code = g.Key, Entries = g.Sum(t => t.Entries), ClassDays = g.Sum(t => t.ClassDays), Written = g.Sum(t => t.Written), PupilDays = g.Sum(t => t.PupilDays),
        })
        join school in db.Schools on sum.Code equals school.Code
        select new HomeworkCounted
        {
            Division = school.Division, SchoolCode = school.Code, Date = day, Entries = sum.Entries, ClassDays = sum.ClassDays,
            WrittenMinutes = sum.Written, ClassSizes = sum.PupilDays,
        }).ToListAsync(cancellation);
}

/// <summary>How far something that is told day by day has come.</summary>
internal sealed class ToldDay
{
    /// <summary>Name of homework.</summary>
    public const string Homework = "homework";

    /// <summary>What is told.</summary>
    public required string Name { get; init; }

    /// <summary>Last day that was told.</summary>
    public DateOnly Day { get; set; }
}

internal sealed class ToldDayTable : IEntityTypeConfiguration<ToldDay>
{
    public void Configure(EntityTypeBuilder<ToldDay> row)
    {
        row.ToTable("told_days");
        row.HasKey(t => t.Name);
        row.Property(t => t.Name).HasMaxLength(40);
    }
}
