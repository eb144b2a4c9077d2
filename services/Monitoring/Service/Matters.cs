using System.Globalization;
using System.Security.Cryptography;
using Google.Protobuf;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ShuangJian.Monitoring.Domain;
using ShuangJian.Platform.Data;
using ShuangJian.Platform.Edge;
using ShuangJian.Platform.Identity;
using ShuangJian.Policy;
using ShuangJian.Protos.Type.V1;


namespace ShuangJian.Monitoring;

/// <summary>What the calls about everything monitored share: how it is kept, found, shown and paged.</summary>
internal static class Matters
{
    private const int IdLength = 36;

    public static void IsMatter<T>(this EntityTypeBuilder<T> row, string table)
        where T : Matter
    {
        row.ToTable(table);
        row.HasKey(m => m.Id);
        row.Property(m => m.Id).ValueGeneratedNever();
        row.Property(m => m.Version).IsConcurrencyToken();
        row.Property(m => m.Division).HasMaxLength(6);
        row.Property(m => m.InstitutionCode).HasMaxLength(18);
        row.Property(m => m.InstitutionId).HasMaxLength(40);
        row.HasIndex(m => new { m.Division, m.CreatedAt });
    }

    /// <summary>Finds what to act on, for a caller whom it concerns, at the version the caller has read.</summary>
    public static async Task<T> LoadMatterAsync<T>(this DbSet<T> rows, string name, string id, Command command, string etag = "")
        where T : Matter
    {
        command.Resource = $"{name}/{id}";
        var found = Guid.TryParse(id, out var key) ? await rows.FindAsync(key) : null;
        MustSee(found, command.Caller, command.Resource);
        Etag.Check(etag, found!.Version);
        return found;
    }

    /// <summary>Finds what to show.</summary>
    public static async Task<T> ReadMatterAsync<T>(this IQueryable<T> rows, string name, string id, Caller caller)
        where T : Matter
    {
        var found = Guid.TryParse(id, out var key) ? await rows.AsNoTracking().SingleOrDefaultAsync(m => m.Id == key) : null;
        MustSee(found, caller, $"{name}/{id}");
        return found!;
    }

    /// <summary>What the caller may see of a division and those within it.</summary>
    public static IQueryable<T> SeenBy<T>(this IQueryable<T> rows, Caller caller, string division, string institutionCode = "")
        where T : Matter
    {
        var (first, last) = Columns.RangeOf(DivisionCode.Parse(division));
        rows = rows.Where(m => string.Compare(m.Division, first) >= 0 && string.Compare(m.Division, last) <= 0);
        if (institutionCode.Length > 0) rows = rows.Where(m => m.InstitutionCode == institutionCode);
        return caller.Audience == Audience.Institution ? rows.Where(m => m.InstitutionCode == caller.Organization) : rows;
    }

    /// <summary>One page, newest first, and the token of the next.</summary>
    public static async Task<(IReadOnlyList<T> Rows, string Next)> PageMattersAsync<T>(this IQueryable<T> rows, IMessage request, int pageSize, string pageToken)
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

    /// <summary>The law of a place on the day of the call.</summary>
    public static LawAt LawIn(this Command command, string division) => Law.Current.At(DivisionCode.Parse(division), command.Today);

    /// <summary>The institution that something is about. An institution speaks for itself only.</summary>
    /// <param name="command">The call.</param>
    /// <param name="field">Path of the message that states it, with a dot; empty at the top.</param>
    /// <param name="division">Its division.</param>
    /// <param name="institutionId">Its identifier.</param>
    /// <param name="code">Its credit code.</param>
    public static Owner OwnerOf(this Command command, string field, string division, string institutionId, string code)
    {
        if (!Law.Current.Divisions.IsLowest(DivisionCode.Parse(division))) throw Rejection.Invalid($"{field}division", "应为县级行政区划", "must be a division of county level");
        var id = "";
        if (institutionId.Length > 0)
            id = Guid.TryParse(institutionId, out var key) ? $"{key}" : throw Rejection.Invalid($"{field}institution_id", "不是机构标识", "is no identifier of an institution");
        if (command.Caller.Audience is Audience.Institution && command.Caller.Organization != code) throw Rejection.NotFound($"institutions/{institutionId}");
        return new Owner(division, id, code);
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

    public static Determination ToProto(this Held held) => new() { Rule = held.Rule, Breached = held.Breached, Reason = held.Reason };

    public static Protos.Type.V1.ParameterUse ToProto(this Domain.ParameterUse use) => new()
    {
        Key = use.Key, Value = use.Value, Unit = use.Unit, From = Day(use.From), Division = use.Division ?? "", Basis = use.Basis?.ToProto(),
    };

    /// <summary>Digest of a message, by which the same content is known.</summary>
    public static string DigestOf(IMessage message) => Convert.ToHexStringLower(SHA256.HashData(message.ToByteArray()));

    /// <summary>To an institution what is another's does not exist; an officer learns whose jurisdiction it is not.</summary>
    private static void MustSee<T>(T? matter, Caller caller, string name)
        where T : Matter
    {
        if (matter is null) throw Rejection.NotFound(name);
        var division = DivisionCode.Parse(matter.Division);
        if (caller.Organization.Length == 0) caller.MustReach(division);
        else if (!caller.Reaches(division) || caller.Organization != matter.InstitutionCode) throw Rejection.NotFound(name);
    }
}
