using Google.Protobuf;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ShuangJian.Platform.Edge;
using ShuangJian.Platform.Identity;
using ShuangJian.Policy;
using ShuangJian.Protos.Type.V1;

namespace ShuangJian.Platform.Data;

/// <summary>How everything that is filed, judged or decided is kept, found, shown and paged.</summary>
public static class Matters
{
    /// <summary>Keeps what all of it has.</summary>
    public static void IsVersioned<T>(this EntityTypeBuilder<T> row, string table)
        where T : Versioned
    {
        row.ToTable(table);
        row.HasKey(m => m.Id);
        row.Property(m => m.Id).ValueGeneratedNever();
        row.Property(m => m.Version).IsConcurrencyToken();
        row.Property(m => m.Division).HasMaxLength(6);
        row.HasIndex(m => new { m.Division, m.CreatedAt });
    }

    /// <summary>Finds what to act on, for a caller whom it concerns, at the version the caller has read.</summary>
    /// <param name="rows">Where it is kept.</param>
    /// <param name="name">Name of the collection, for answers and the audit.</param>
    /// <param name="id">Its identifier.</param>
    /// <param name="command">The call.</param>
    /// <param name="etag">What the caller has read; empty for any.</param>
    /// <param name="owner">The owner's code; null where <see cref="IOwned"/> says it, or nobody owns it.</param>
    public static async Task<T> LoadAsync<T>(
        this DbSet<T> rows, string name, string id, Command command, string etag = "", Func<T, string>? owner = null)
        where T : Versioned
    {
        command.Resource = $"{name}/{id}";
        var found = Guid.TryParse(id, out var key) ? await rows.FindAsync(key) : null;
        command.Caller.MustSee(found, command.Resource, owner);
        Etag.Check(etag, found!.Version);
        return found;
    }

    /// <summary>Finds what to show.</summary>
    public static async Task<T> ReadAsync<T>(this IQueryable<T> rows, string name, string id, Caller caller, Func<T, string>? owner = null)
        where T : Versioned
    {
        var found = Guid.TryParse(id, out var key) ? await rows.AsNoTracking().SingleOrDefaultAsync(m => m.Id == key) : null;
        caller.MustSee(found, $"{name}/{id}", owner);
        return found!;
    }

    /// <summary>Only what is in a division and those within it.</summary>
    public static IQueryable<T> Within<T>(this IQueryable<T> rows, string division)
        where T : Versioned => rows.Within(division, m => m.Division);

    /// <summary>One page, newest first, and the token of the next.</summary>
    public static async Task<(IReadOnlyList<T> Rows, string Next)> PageAsync<T>(
        this IQueryable<T> rows, IMessage request, int pageSize, string pageToken, CancellationToken cancellation = default)
        where T : Versioned
    {
        if (Paging.AfterMoment(request, pageToken) is var (at, id))
            rows = rows.Where(m => m.CreatedAt < at || (m.CreatedAt == at && m.Id < id));
        var size = Paging.Size(pageSize);
        var page = await rows.AsNoTracking().OrderByDescending(m => m.CreatedAt).ThenByDescending(m => m.Id).Take(size + 1).ToListAsync(cancellation);
        return ([.. page.Take(size)], page.Count > size ? Paging.Token(request, page[size - 1].CreatedAt, page[size - 1].Id) : "");
    }

    /// <summary>To an institution or school what is another's does not exist; an officer learns whose jurisdiction it is not.</summary>
    public static void MustSee(this Caller caller, DivisionCode division, string? owner, string name)
    {
        if (caller.Audience is not (Audience.Institution or Audience.School)) caller.MustReach(division);
        else if (!caller.Reaches(division) || caller.Organization != owner) throw Rejection.NotFound(name);
    }

    /// <summary>The law of a place on the day of the call.</summary>
    public static LawAt LawIn(this Command command, string division) => Law.Current.At(DivisionCode.Parse(division), command.Today);

    /// <summary>A day that has come.</summary>
    public static DateOnly PastDay(this Command command, string field, string text) => PastDay(command.Today, field, text);

    /// <summary>A day that has come.</summary>
    public static DateOnly PastDay(DateOnly today, string field, string text)
    {
        var day = Days.Of(text)!.Value;
        return day <= today ? day : throw Rejection.Invalid(field, "不得晚于今天", "is in the future");
    }

    /// <summary>Refuses a division that has others below it, as no authority of a county answers for it.</summary>
    public static void MustBeCounty(string division, string field)
    {
        if (!Law.Current.Divisions.IsLowest(DivisionCode.Parse(division)))
            throw Rejection.Invalid(field, "应为县级行政区划", "must be a division of county level");
    }

    /// <summary>What officers hold, as rules take it.</summary>
    public static IReadOnlyList<Held> ToHeld(this IEnumerable<Determination> wire) => [.. wire.Select(d => new Held(d.Rule, d.Breached, d.Reason))];

    private static void MustSee<T>(this Caller caller, T? found, string name, Func<T, string>? owner)
        where T : Versioned
    {
        if (found is null) throw Rejection.NotFound(name);
        caller.MustSee(DivisionCode.Parse(found.Division), owner is null ? (found as IOwned)?.OwnerCode : owner(found), name);
    }
}
