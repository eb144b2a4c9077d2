using System.Globalization;
using Google.Protobuf;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ShuangJian.Institutions.Domain;
using ShuangJian.Platform.Data;
using ShuangJian.Platform.Edge;
using ShuangJian.Platform.Identity;
using ShuangJian.Policy;
using ShuangJian.Protos.Type.V1;

namespace ShuangJian.Institutions;

/// <summary>What the calls about every matter share: how it is kept, found, shown and paged.</summary>
internal static class Matters
{
    private const int IdLength = 36;

    /// <summary>Keeps what every matter has.</summary>
    public static void IsMatter<T>(this EntityTypeBuilder<T> row, string table)
        where T : Matter
    {
        row.ToTable(table);
        row.HasKey(m => m.Id);
        row.Property(m => m.Id).ValueGeneratedNever();
        row.Property(m => m.Version).IsConcurrencyToken();
        row.Property(m => m.Division).HasMaxLength(6);
        row.HasIndex(m => new { m.Division, m.CreatedAt });
    }

    /// <summary>Finds a matter to act on, for a caller whom it concerns, at the version the caller has read.</summary>
    /// <param name="rows">Where it is kept.</param>
    /// <param name="name">Name of the collection, for answers and the audit.</param>
    /// <param name="id">Its identifier.</param>
    /// <param name="command">The call.</param>
    /// <param name="etag">What the caller has read; empty for any.</param>
    /// <param name="owner">The institution's code, for matters that an institution may see.</param>
    public static async Task<T> LoadAsync<T>(
        this DbSet<T> rows, string name, string id, Command command, string etag = "", Func<T, string>? owner = null)
        where T : Matter
    {
        command.Resource = $"{name}/{id}";
        var found = Guid.TryParse(id, out var key) ? await rows.FindAsync(key) : null;
        MustSee(found, command.Caller, command.Resource, owner);
        Etag.Check(etag, found!.Version);
        return found;
    }

    /// <summary>Finds a matter to show.</summary>
    public static async Task<T> ReadAsync<T>(this IQueryable<T> rows, string name, string id, Caller caller, Func<T, string>? owner = null)
        where T : Matter
    {
        var found = Guid.TryParse(id, out var key) ? await rows.AsNoTracking().SingleOrDefaultAsync(m => m.Id == key) : null;
        MustSee(found, caller, $"{name}/{id}", owner);
        return found!;
    }

    /// <summary>Finds a licensed institution whom the call is about; an institution finds only itself.</summary>
    public static async Task<Institution> InstitutionAsync(this InstitutionsDb db, string id, Caller caller)
    {
        var found = Guid.TryParse(id, out var key) ? await db.Institutions.AsNoTracking().SingleOrDefaultAsync(i => i.Id == key) : null;
        var name = $"institutions/{id}";
        if (found is null) throw Rejection.NotFound(name);
        MustSee(DivisionCode.Parse(found.Division), found.Code, caller, name);
        return found;
    }

    /// <summary>Only matters of a division and those within it.</summary>
    public static IQueryable<T> Within<T>(this IQueryable<T> rows, string division)
        where T : Matter
    {
        var (first, last) = Columns.RangeOf(DivisionCode.Parse(division));
        return rows.Where(m => string.Compare(m.Division, first) >= 0 && string.Compare(m.Division, last) <= 0);
    }

    /// <summary>One page, newest first, and the token of the next.</summary>
    public static async Task<(IReadOnlyList<T> Rows, string Next)> PageAsync<T>(this IQueryable<T> rows, IMessage request, int pageSize, string pageToken)
        where T : Matter
    {
        if (Paging.After(request, pageToken) is { } after)
        {
            if (after.Length <= IdLength || !Guid.TryParse(after[..IdLength], out var id)
                || !long.TryParse(after[IdLength..], NumberStyles.None, CultureInfo.InvariantCulture, out var ticks)
                || ticks > DateTimeOffset.MaxValue.Ticks) throw Paging.Invalid();
            var at = new DateTimeOffset(ticks, TimeSpan.Zero);
            rows = rows.Where(m => m.CreatedAt < at || (m.CreatedAt == at && m.Id < id));
        }
        var size = Paging.Size(pageSize);
        var page = await rows.AsNoTracking().OrderByDescending(m => m.CreatedAt).ThenByDescending(m => m.Id).Take(size + 1).ToListAsync();
        return ([.. page.Take(size)], page.Count > size ? Paging.Token(request, $"{page[size - 1].Id}{page[size - 1].CreatedAt.UtcTicks}") : "");
    }

    /// <summary>The law of a matter's place on the day of the call.</summary>
    public static LawAt LawOf(this Command command, string division) => Law.Current.At(DivisionCode.Parse(division), command.Today);

    /// <summary>Refuses a division that has others below it, as no authority of a county answers for it.</summary>
    public static void MustBeCounty(string division, string field)
    {
        if (!Law.Current.Divisions.IsLowest(DivisionCode.Parse(division)))
            throw Rejection.Invalid(field, "应为县级行政区划", "must be a division of county level");
    }

    private static void MustSee<T>(T? matter, Caller caller, string name, Func<T, string>? owner)
        where T : Matter
    {
        if (matter is null) throw Rejection.NotFound(name);
        MustSee(DivisionCode.Parse(matter.Division), owner?.Invoke(matter), caller, name);
    }

    /// <summary>To an institution what is another's does not exist; an officer learns whose jurisdiction it is not.</summary>
    private static void MustSee(DivisionCode division, string? owner, Caller caller, string name)
    {
        if (caller.Audience != Audience.Institution) caller.MustReach(division);
        else if (!caller.Reaches(division) || caller.Organization != owner) throw Rejection.NotFound(name);
    }
}
