using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ShuangJian.Policy;

namespace ShuangJian.Platform.Data;

/// <summary>School calendar of one division and school year, where it is kept and where it is followed.</summary>
public sealed class StoredCalendar
{
    /// <summary>The division.</summary>
    public required string Division { get; init; }

    /// <summary>Calendar year in which the school year begins.</summary>
    public required int SchoolYear { get; init; }

    /// <summary>The calendar.</summary>
    public required SchoolCalendar Calendar { get; set; }

    /// <summary>Grows by one with every change.</summary>
    public long Version { get; set; }

    /// <summary>When it was put, UTC.</summary>
    public DateTime UpdatedAt { get; set; }

    /// <summary>Puts a calendar in the place of the one that stands.</summary>
    public void Put(SchoolCalendar calendar, DateTime now) => (Calendar, Version, UpdatedAt) = (calendar, Version + 1, now);

    /// <summary>Describes the table.</summary>
    public static void Store(EntityTypeBuilder<StoredCalendar> row)
    {
        row.ToTable("school_calendars");
        row.HasKey(c => new { c.Division, c.SchoolYear });
        row.Property(c => c.Division).HasMaxLength(6);
        row.Property(c => c.Version).IsConcurrencyToken();
        row.Property(c => c.Calendar).HasJson();
    }

    /// <summary>A division and those above it, the nearest first.</summary>
    public static List<string> PlacesOf(string division) =>
        [division, .. Law.Current.Divisions.Ancestors(DivisionCode.Parse(division)).Select(d => d.Code.ToString())];

    /// <summary>What applies in each of some divisions, by one query: their own calendars, then those of the city, then of the province.</summary>
    public static async Task<IReadOnlyDictionary<string, SchoolCalendars>> OfAsync(DbContext db, IEnumerable<string> divisions, CancellationToken cancellation)
    {
        var places = divisions.Distinct().ToDictionary(d => d, PlacesOf);
        var all = places.Values.SelectMany(p => p).Distinct().ToArray();
        var rows = (await db.Set<StoredCalendar>().AsNoTracking().Where(c => EF.Parameter(all).Contains(c.Division)).ToListAsync(cancellation)).ToLookup(c => c.Division);
        return places.ToDictionary(p => p.Key, p => new SchoolCalendars([.. NearestFirst(p.Value, rows).Select(c => c.Calendar)]));
    }

    /// <summary>What applies in one division.</summary>
    public static async Task<SchoolCalendars> OfAsync(DbContext db, string division, CancellationToken cancellation) =>
        (await OfAsync(db, [division], cancellation))[division];

    /// <summary>The calendar, as it is kept, that applies in a division on a day; null when there is none.</summary>
    public static async Task<StoredCalendar?> OnAsync(DbContext db, string division, DateOnly day, CancellationToken cancellation)
    {
        var places = PlacesOf(division);
        var rows = await db.Set<StoredCalendar>().AsNoTracking().Where(c => places.Contains(c.Division)).ToListAsync(cancellation);
        return NearestFirst(places, rows.ToLookup(c => c.Division)).FirstOrDefault(c => c.Calendar.Covers(day));
    }

    private static IEnumerable<StoredCalendar> NearestFirst(List<string> places, ILookup<string, StoredCalendar> rows) =>
        places.SelectMany(place => rows[place].OrderByDescending(c => c.SchoolYear));
}
