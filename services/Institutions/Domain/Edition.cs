using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;

namespace ShuangJian.Institutions.Domain;

/// <summary>An edition of the lists of a division. Its content and digest are fixed when it is published.</summary>
public sealed class Edition
{
    private static readonly JsonWriterOptions Canonical = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    private Edition()
    {
    }

    /// <summary>Number: division, year and a sequence within both.</summary>
    public string Number { get; private set; } = "";

    /// <summary>The division.</summary>
    public string Division { get; private set; } = "";

    /// <summary>Day of publication.</summary>
    public DateOnly PublishedOn { get; private set; }

    /// <summary>When it was published.</summary>
    public DateTimeOffset PublishedAt { get; private set; }

    /// <summary>Entries of the white list.</summary>
    public int WhiteCount { get; private set; }

    /// <summary>Entries of the black list.</summary>
    public int BlackCount { get; private set; }

    /// <summary>The JSON file.</summary>
    public byte[] Content { get; private set; } = [];

    /// <summary>SHA-256 of the JSON file, hexadecimal.</summary>
    public string Sha256 { get; private set; } = "";

    /// <summary>SHA-256 of the edition before; empty for the first.</summary>
    public string PreviousSha256 { get; private set; } = "";

    /// <summary>Publishes what stands on the lists today.</summary>
    /// <param name="shelf">Where the editions of the division are numbered.</param>
    /// <param name="entries">Entries of both lists in the division that stand today.</param>
    /// <param name="today">Today.</param>
    /// <param name="now">The moment.</param>
    public static Edition Publish(EditionShelf shelf, IReadOnlyList<ListEntry> entries, DateOnly today, DateTimeOffset now)
    {
        var edition = new Edition
        {
            Number = shelf.NextNumber(today),
            Division = shelf.Division,
            PublishedOn = today,
            PublishedAt = now,
            WhiteCount = entries.Count(entry => entry.Kind == ListKind.White),
            BlackCount = entries.Count(entry => entry.Kind == ListKind.Black),
            PreviousSha256 = shelf.LastSha256,
        };
        edition.Content = Write(edition, entries);
        edition.Sha256 = DigestOf(edition.Content);
        shelf.LastSha256 = edition.Sha256;
        return edition;
    }

    /// <summary>SHA-256 of a file, hexadecimal.</summary>
    public static string DigestOf(byte[] content) => Convert.ToHexStringLower(SHA256.HashData(content));

    /// <summary>Writes one and the same text for the same entries: fixed order of members and entries, no white space.</summary>
    private static byte[] Write(Edition edition, IEnumerable<ListEntry> entries)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, Canonical))
        {
            json.WriteStartObject();
            json.WriteString("number", edition.Number);
            json.WriteString("division", edition.Division);
            json.WriteString("published_on", Day(edition.PublishedOn));
            json.WriteString("previous_sha256", edition.PreviousSha256);
            json.WriteStartArray("entries");
            var ordered = entries
                .OrderBy(entry => entry.Kind).ThenBy(entry => entry.Division, StringComparer.Ordinal)
                .ThenBy(entry => entry.Name, StringComparer.Ordinal).ThenBy(entry => entry.Id);
            foreach (var entry in ordered)
            {
                json.WriteStartObject();
                json.WriteString("list", entry.Kind == ListKind.White ? "WHITE" : "BLACK");
                json.WriteString("name", entry.Name);
                json.WriteString("unified_social_credit_code", entry.Code);
                json.WriteString("licence_number", entry.LicenceNumber);
                json.WriteString("division", entry.Division);
                json.WriteString("reason", entry.Reason);
                json.WriteString("authority", entry.Authority);
                json.WriteString("starts_on", Day(entry.StartsOn));
                json.WriteString("ends_on", entry.EndsOn is { } end ? Day(end) : "");
                json.WriteEndObject();
            }
            json.WriteEndArray();
            json.WriteEndObject();
        }
        return buffer.ToArray();
    }

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd");
}

/// <summary>Where the editions of a division are numbered and the next one is awaited. Two publishers at once: one tries again.</summary>
public sealed class EditionShelf
{
    /// <summary>The division.</summary>
    public required string Division { get; init; }

    /// <summary>Year of the last edition.</summary>
    public int Year { get; set; }

    /// <summary>Sequence of the last edition in that year.</summary>
    public int Last { get; set; }

    /// <summary>Digest of the last edition; empty before the first.</summary>
    public string LastSha256 { get; set; } = "";

    /// <summary>Day on which the next edition is due.</summary>
    public DateOnly NextOn { get; set; }

    /// <summary>Takes the next number.</summary>
    public string NextNumber(DateOnly today)
    {
        Last = today.Year == Year ? Last + 1 : 1;
        Year = today.Year;
        return $"{Division}-{Year:D4}-{Last:D4}";
    }
}
