using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using ShuangJian.Contracts;
using ShuangJian.Institutions.Domain;
using ShuangJian.Platform.Data;
using ShuangJian.Platform.Hosting;
using ShuangJian.Policy;

namespace ShuangJian.Institutions;

/// <summary>Publishes editions of the lists: on schedule for every division that has entries, and on request.</summary>
internal sealed class Publishing(TimeProvider clock)
{
    private const int Batch = 20;
    private const int NewShelves = 200;

    public async Task<bool> PublishDueAsync(InstitutionsDb db, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var today = ChinaDay.Of(now);
        var bare = await db.ListEntries.Select(e => e.Division).Distinct()
            .Where(d => !db.EditionShelves.Any(s => s.Division == d)).OrderBy(d => d).Take(NewShelves).ToListAsync(cancellation);
        if (bare.Count > 0)
        {
            // The first edition comes the day after, with all that the first day brought.
            db.EditionShelves.AddRange(bare.Select(division => new EditionShelf { Division = division, NextOn = today.AddDays(1) }));
            await db.SaveChangesAsync(cancellation);
        }
        var due = await db.EditionShelves.Where(s => s.NextOn <= today).OrderBy(s => s.NextOn).ThenBy(s => s.Division).Take(Batch).ToListAsync(cancellation);
        foreach (var shelf in due)
        {
            var edition = await PublishAsync(db, shelf, today, now, cancellation);
            db.Announce(InstitutionsModule.ServiceName, NameOf(edition), 1, now, Published(edition));
        }
        if (due.Count > 0) await db.SaveChangesAsync(cancellation);
        return bare.Count == NewShelves || due.Count == Batch;
    }

    internal static async Task<Edition> PublishAsync(InstitutionsDb db, EditionShelf shelf, DateOnly today, DateTime now, CancellationToken cancellation)
    {
        var division = DivisionCode.Parse(shelf.Division);
        var (first, last) = Columns.RangeOf(division);
        var entries = await db.ListEntries.AsNoTracking()
            .Where(e => string.Compare(e.Division, first) >= 0 && string.Compare(e.Division, last) <= 0
                && !e.Ended && e.StartsOn <= today && (e.EndsOn == null || e.EndsOn >= today))
            .ToListAsync(cancellation);
        var edition = Edition.Publish(shelf, entries, today, now);
        // Without a value in force the next one waits for a request: far enough that nobody waits in vain for a day.
        shelf.NextOn = Law.Current.At(division, today).Limit(Law.EditionDays) is { } days ? today.AddDays(days.Value) : DateOnly.MaxValue;
        db.Editions.Add(edition);
        return edition;
    }

    internal static string NameOf(Edition edition) => $"editions/{edition.Number}";

    internal static EditionPublished Published(Edition edition) => new()
    {
        Division = edition.Division,
        Number = edition.Number,
        PublishedOn = edition.PublishedOn,
        WhiteCount = edition.WhiteCount,
        BlackCount = edition.BlackCount,
        Sha256 = edition.Sha256,
        PreviousSha256 = edition.PreviousSha256.Length == 0 ? null : edition.PreviousSha256,
    };
}

/// <summary>The CSV form of an edition, made from the JSON that the digest is of.</summary>
internal static class EditionCsv
{
    private static readonly (string Member, string Heading)[] Fields =
    [
        ("list", "名单"), ("name", "名称"), ("unified_social_credit_code", "统一社会信用代码"), ("licence_number", "办学许可证号"),
        ("division", "行政区划"), ("reason", "列入原因"), ("authority", "决定部门"), ("starts_on", "开始日期"), ("ends_on", "截止日期"),
    ];

    public static byte[] Write(byte[] json)
    {
        using var document = JsonDocument.Parse(json);
        var text = new StringBuilder("\uFEFF").AppendJoin(',', Fields.Select(f => f.Heading)).Append("\r\n");
        foreach (var entry in document.RootElement.GetProperty("entries").EnumerateArray())
            text.AppendJoin(',', Fields.Select(f => Cell(entry.GetProperty(f.Member).GetString()!))).Append("\r\n");
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    /// <summary>Spreadsheets take a text that begins so for a formula; names are given by others.</summary>
    private static string Cell(string text)
    {
        if (text.Length > 0 && "=+-@\t\r".Contains(text[0], StringComparison.Ordinal)) text = "'" + text;
        return text.AsSpan().ContainsAny(",\"\r\n") ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;
    }
}
