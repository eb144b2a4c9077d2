using System.Globalization;
using Google.Protobuf;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ShuangJian.Filings.Domain;
using ShuangJian.Platform.Data;
using ShuangJian.Platform.Edge;
using ShuangJian.Platform.Identity;
using ShuangJian.Policy;
using ShuangJian.Protos.Type.V1;

namespace ShuangJian.Filings;

/// <summary>What the calls about everything filed share: how it is kept, found, shown and paged.</summary>
internal static class FiledMatters
{
    private const int IdLength = 36;

    public static void IsFiledMatter<T>(this EntityTypeBuilder<T> row, string table)
        where T : FiledMatter
    {
        row.ToTable(table);
        row.HasKey(m => m.Id);
        row.Property(m => m.Id).ValueGeneratedNever();
        row.Property(m => m.Version).IsConcurrencyToken();
        row.Property(m => m.Division).HasMaxLength(6);
        row.Property(m => m.OwnerCode).HasMaxLength(18);
        row.Property(m => m.InstitutionId).HasMaxLength(40);
        row.HasIndex(m => new { m.Division, m.CreatedAt });
    }

    /// <summary>Finds what to act on, for a caller whom it concerns, at the version the caller has read.</summary>
    public static async Task<T> LoadFiledAsync<T>(this DbSet<T> rows, string name, string id, Command command, string etag = "")
        where T : FiledMatter
    {
        command.Resource = $"{name}/{id}";
        var found = Guid.TryParse(id, out var key) ? await rows.FindAsync(key) : null;
        MustSee(found, command.Caller, command.Resource);
        Etag.Check(etag, found!.Version);
        return found;
    }

    /// <summary>Finds what to show.</summary>
    public static async Task<T> ReadFiledAsync<T>(this IQueryable<T> rows, string name, string id, Caller caller)
        where T : FiledMatter
    {
        var found = Guid.TryParse(id, out var key) ? await rows.AsNoTracking().SingleOrDefaultAsync(m => m.Id == key) : null;
        MustSee(found, caller, $"{name}/{id}");
        return found!;
    }

    /// <summary>What the caller may see of a division and those within it.</summary>
    public static IQueryable<T> SeenBy<T>(this IQueryable<T> rows, Caller caller, string division)
        where T : FiledMatter
    {
        var (first, last) = Columns.RangeOf(DivisionCode.Parse(division));
        rows = rows.Where(m => string.Compare(m.Division, first) >= 0 && string.Compare(m.Division, last) <= 0);
        return caller.Audience == Audience.Institution ? rows.Where(m => m.OwnerCode == caller.Organization) : rows;
    }

    /// <summary>One page, newest first, and the token of the next.</summary>
    public static async Task<(IReadOnlyList<T> Rows, string Next)> PageFiledAsync<T>(this IQueryable<T> rows, IMessage request, int pageSize, string pageToken)
        where T : FiledMatter
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

    /// <summary>The law of a place on the day of the call.</summary>
    public static LawAt LawIn(this Command command, string division) => Law.Current.At(DivisionCode.Parse(division), command.Today);

    /// <summary>The institution that a filing is for. An institution files for itself only.</summary>
    /// <param name="command">The call.</param>
    /// <param name="field">Path of the message that states it.</param>
    /// <param name="division">Its division.</param>
    /// <param name="institutionId">Its identifier.</param>
    /// <param name="code">Its credit code.</param>
    public static Owner OwnerOf(this Command command, string field, string division, string institutionId, string code)
    {
        if (!Law.Current.Divisions.IsLowest(DivisionCode.Parse(division))) throw Rejection.Invalid(Path(field, "division"), "应为县级行政区划", "must be a division of county level");
        if (!Guid.TryParse(institutionId, out var id)) throw Rejection.Invalid(Path(field, "institution_id"), "不是机构标识", "is no identifier of an institution");
        var caller = command.Caller;
        if (caller.Audience is Audience.Institution && caller.Organization != code) throw Rejection.NotFound($"institutions/{institutionId}");
        return new Owner(division, id.ToString(), code);
    }

    public static DateOnly? Day(string text) => text.Length == 0 ? null : DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static string Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "";

    /// <summary>A day that has come.</summary>
    public static DateOnly PastDay(this Command command, string field, string text)
    {
        var day = Day(text)!.Value;
        return day <= command.Today ? day : throw Rejection.Invalid(field, "不得晚于今天", "is in the future");
    }

    public static IReadOnlyList<Held> ToHeld(this IEnumerable<Determination> wire) => [.. wire.Select(d => new Held(d.Rule, d.Breached, d.Reason))];

    /// <summary>Refuses an officer of a department that is not competent for the category.</summary>
    public static void MustBeCompetent(this Command command, TrainingCategory category, LawAt law) =>
        FilingGate.MustBeCompetent(category, command.Caller.Department.ToCode(), law);

    /// <summary>Refuses what is filed for an institution that the registry has stopped.</summary>
    public static async Task MustTrainAsync(this FilingsDb db, string code) => FilingGate.MustTrain(
        code, await db.Set<KnownInstitution>().AsNoTracking().Where(i => i.Code == code).Select(i => i.MayTrain).ToListAsync());

    private static string Path(string field, string name) => field.Length == 0 ? name : $"{field}.{name}";

    /// <summary>To an institution or school what is another's does not exist; an officer learns whose jurisdiction it is not.</summary>
    private static void MustSee<T>(T? matter, Caller caller, string name)
        where T : FiledMatter
    {
        if (matter is null) throw Rejection.NotFound(name);
        var division = DivisionCode.Parse(matter.Division);
        if (caller.Organization.Length == 0) caller.MustReach(division);
        else if (!caller.Reaches(division) || caller.Organization != matter.OwnerCode) throw Rejection.NotFound(name);
    }
}
