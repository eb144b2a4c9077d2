using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ShuangJian.Contracts;
using ShuangJian.Platform.Data;
using ShuangJian.Platform.Hosting;

namespace ShuangJian.Schools;

/// <summary>Tells others the sums of each school's homework, a day at a time and once the day is over.</summary>
internal sealed class HomeworkTold(TimeProvider clock)
{
    /// <summary>Hours after midnight in which calls of the day before come to their end.</summary>
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
        day = await db.Totals.Select(t => t.Date).Concat(db.Changes.Select(c => c.Date)).Where(d => d >= day && d <= last).MinAsync(d => (DateOnly?)d, cancellation) ?? last;
        if (told is null) db.Add(told = new ToldDay { Name = ToldDay.Homework });
        told.Day = day;
        db.AnnounceMany(SchoolsModule.ServiceName, now, (await CountsAsync(db, day, cancellation)).Select(one => ($"schools/{one.SchoolCode}/homework/{one.Date:yyyy-MM-dd}", 1L, (DomainEvent)one)));
        await db.SaveChangesAsync(cancellation);
        return day < last;
    }

    /// <summary>What is added to the sums already and what is only noted, in one reading: a process that comes up late has notes left.</summary>
    private static async Task<List<HomeworkCounted>> CountsAsync(SchoolsDb db, DateOnly day, CancellationToken cancellation)
    {
        var added = db.Totals.Where(t => t.Date == day).Select(t => new { Code = t.Scope, t.Entries, t.ClassDays, t.Written, t.PupilDays });
        var noted = db.Changes.Where(c => c.Date == day).Select(c => new { Code = c.SchoolCode, c.Entries, c.ClassDays, c.Written, c.PupilDays });
        var sums = await added.Concat(noted).GroupBy(t => t.Code).Select(g => new
        {
            Code = g.Key, Entries = g.Sum(t => t.Entries), ClassDays = g.Sum(t => t.ClassDays), Written = g.Sum(t => t.Written), PupilDays = g.Sum(t => t.PupilDays),
        }).ToDictionaryAsync(g => g.Code, cancellation);
        var codes = sums.Keys.ToArray();
        var places = await db.Schools.Where(s => EF.Parameter(codes).Contains(s.Code)).Select(s => new { s.Code, s.Division }).ToListAsync(cancellation);
        return [.. places.Select(s => (s.Division, Sum: sums[s.Code])).Where(s => s.Sum.ClassDays > 0).Select(s => new HomeworkCounted
        {
            Division = s.Division, SchoolCode = s.Sum.Code, Date = day, Entries = s.Sum.Entries, ClassDays = s.Sum.ClassDays, WrittenMinutes = s.Sum.Written, ClassSizes = s.Sum.PupilDays,
        })];
    }
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
