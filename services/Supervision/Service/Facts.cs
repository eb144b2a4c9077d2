using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ShuangJian.Platform.Hosting;
using ShuangJian.Platform.Messaging;
using ShuangJian.Policy;

namespace ShuangJian.Supervision;

/// <summary>An event that scores or reports rest on, so that they can cite it and be recounted.</summary>
internal sealed class Fact
{
    /// <summary>Identifier of the event.</summary>
    public required Guid EventId { get; init; }

    /// <summary>Context and name.</summary>
    public required string Type { get; init; }

    /// <summary>Division.</summary>
    public required string Division { get; init; }

    /// <summary>Day in China.</summary>
    public required DateOnly Day { get; init; }

    /// <summary>School or institution that it is about; empty when it is about neither.</summary>
    public required string ObjectCode { get; init; }

    /// <summary>What it is about.</summary>
    public required string Resource { get; init; }

    /// <summary>What it counts for, as <c>measure:amount</c> by spaces.</summary>
    public required string Counted { get; init; }
}

/// <summary>What speaks against an object.</summary>
internal sealed class EvidenceRow
{
    /// <summary>Identifier.</summary>
    public required Guid Id { get; init; }

    /// <summary>Kind of the object.</summary>
    public required InspectedKind Kind { get; init; }

    /// <summary>Credit code, or the division of a county.</summary>
    public required string ObjectCode { get; init; }

    /// <summary>Division of the object.</summary>
    public required string Division { get; init; }

    /// <summary>Calendar year in which it was found.</summary>
    public required int Year { get; set; }

    /// <summary>What it is about.</summary>
    public required string Resource { get; init; }

    /// <summary>Rule, or the event that speaks against a point by itself.</summary>
    public required string Rule { get; init; }

    /// <summary>Event that told it.</summary>
    public required Guid EventId { get; set; }

    /// <summary>Context and name of that event.</summary>
    public required string EventType { get; set; }

    /// <summary>What was found, in Chinese.</summary>
    public required string Message { get; set; }

    /// <summary>When it was found, UTC.</summary>
    public required DateTime FoundAt { get; set; }

    /// <summary>When it was put right, UTC; null while it stands.</summary>
    public DateTime? MendedAt { get; set; }
}

/// <summary>How often events of one kind showed that an object was looked at.</summary>
internal sealed class Sighting
{
    /// <summary>Credit code, or the division of a county.</summary>
    public required string ObjectCode { get; init; }

    /// <summary>Calendar year.</summary>
    public required int Year { get; init; }

    /// <summary>The events, as the points write them.</summary>
    public required string Source { get; init; }

    /// <summary>How many.</summary>
    public int Count { get; set; }

    /// <summary>Grows by one with every change.</summary>
    public long Version { get; set; }
}

/// <summary>An event read without knowing its record: the members that scores and reports look at.</summary>
internal sealed class FactReader
{
    private readonly Dictionary<string, string> _texts = [];
    private readonly Dictionary<string, long> _numbers = [];
    private readonly List<(string Rule, string Message)> _breaches = [];
    private readonly List<string> _cleared = [];

    /// <summary>Reads the data of an event.</summary>
    public FactReader(ReceivedEvent received)
    {
        Received = received;
        using var document = JsonDocument.Parse(received.Body);
        foreach (var member in document.RootElement.GetProperty("data").EnumerateObject())
        {
            if (member.Value.ValueKind == JsonValueKind.String) _texts[member.Name] = member.Value.GetString()!;
            else if (member.Value.ValueKind is JsonValueKind.True or JsonValueKind.False) _texts[member.Name] = member.Value.GetBoolean() ? "true" : "false";
            else if (member.Value.ValueKind == JsonValueKind.Number && member.Value.TryGetInt64(out var number)) _numbers[member.Name] = number;
            else if (member.Value.ValueKind == JsonValueKind.Array) ReadList(member.Name, member.Value);
            HasFindings |= member.Name == "findings";
        }
    }

    /// <summary>The event.</summary>
    public ReceivedEvent Received { get; }

    /// <summary>Day in China.</summary>
    public DateOnly Day => ChinaDay.Of(Received.Time);

    /// <summary>Whether it says everything that stands against its resource.</summary>
    public bool HasFindings { get; }

    /// <summary>Breaches that it tells.</summary>
    public IReadOnlyList<(string Rule, string Message)> Breaches => _breaches;

    /// <summary>Rules that it says to be kept again.</summary>
    public IReadOnlyList<string> Cleared => _cleared;

    /// <summary>School that it is about; empty when it names none.</summary>
    public string School => Text("schoolCode") ?? "";

    /// <summary>Institution that it is about; empty when it names none.</summary>
    public string Institution => Text("institutionCode") ?? Text("unifiedSocialCreditCode") ?? "";

    /// <summary>Text of a member; null when it has none.</summary>
    public string? Text(string member) => _texts.GetValueOrDefault(member);

    /// <summary>Number of a member; 0 when it has none.</summary>
    public long Number(string member) => _numbers.GetValueOrDefault(member);

    /// <summary>What it counts for in reports.</summary>
    public IEnumerable<(string Measure, long Amount)> Counts(ReportBook book)
    {
        foreach (var measure in book.Measures.Values)
        {
            var amount = measure.Sum.Length > 0 ? Number(measure.Sum) : 1;
            if (measure.Adds.Any(f => f.Matches(Received.Name, Text))) yield return (measure.Id, amount);
            else if (measure.Takes.Any(f => f.Matches(Received.Name, Text))) yield return (measure.Id, -amount);
        }
    }

    private void ReadList(string name, JsonElement list)
    {
        foreach (var item in list.EnumerateArray())
        {
            if (name == "rules" && item.ValueKind == JsonValueKind.String) _cleared.Add(item.GetString()!);
            // What inspectors found names an item of a form and no rule: it speaks by the event, not by a verdict.
            else if (name == "findings" && item.TryGetProperty("severity", out var severity) && severity.GetString() == "BREACH")
                _breaches.Add((item.GetProperty("rule").GetString()!, item.GetProperty("messageZh").GetString()!));
        }
    }
}

internal sealed class FactTable : IEntityTypeConfiguration<Fact>
{
    public void Configure(EntityTypeBuilder<Fact> row)
    {
        row.ToTable("facts");
        row.HasKey(f => f.EventId);
        row.Property(f => f.EventId).ValueGeneratedNever();
        row.Property(f => f.Type).HasMaxLength(100);
        row.Property(f => f.Division).HasMaxLength(6);
        row.Property(f => f.ObjectCode).HasMaxLength(18);
        row.Property(f => f.Counted).HasMaxLength(1000);
        row.HasIndex(f => new { f.Day, f.Division });
    }
}

internal sealed class EvidenceTable : IEntityTypeConfiguration<EvidenceRow>
{
    public void Configure(EntityTypeBuilder<EvidenceRow> row)
    {
        row.ToTable("evidence");
        row.HasKey(e => e.Id);
        row.Property(e => e.Id).ValueGeneratedNever();
        row.Property(e => e.ObjectCode).HasMaxLength(18);
        row.Property(e => e.Rule).HasMaxLength(100);
        row.Property(e => e.EventType).HasMaxLength(100);
        row.Property(e => e.Message).HasMaxLength(1000);
        row.Property(e => e.Division).HasMaxLength(6);
        row.HasIndex(e => new { e.Resource, e.ObjectCode, e.Rule }).IsUnique();
        row.HasIndex(e => new { e.ObjectCode, e.Year });
    }
}

internal sealed class SightingTable : IEntityTypeConfiguration<Sighting>
{
    public void Configure(EntityTypeBuilder<Sighting> row)
    {
        row.ToTable("sightings");
        row.HasKey(s => new { s.ObjectCode, s.Year, s.Source });
        row.Property(s => s.ObjectCode).HasMaxLength(18);
        row.Property(s => s.Source).HasMaxLength(150);
        row.Property(s => s.Version).IsConcurrencyToken();
    }
}
