using Microsoft.EntityFrameworkCore;
using ShuangJian.Platform.Data;

namespace ShuangJian.Events;

/// <summary>Database of the event log.</summary>
public sealed class EventsDb(DbContextOptions<EventsDb> options) : PlatformDb(options)
{
    /// <summary>Every event, in the order in which the log received it.</summary>
    public DbSet<LogEntry> Log => Set<LogEntry>();

    /// <summary>The one row that knows the last sequence given.</summary>
    public DbSet<LogHead> Head => Set<LogHead>();

    /// <inheritdoc />
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        base.OnModelCreating(modelBuilder);
        modelBuilder.Entity<LogEntry>(row =>
        {
            row.ToTable("log");
            row.HasKey(e => e.Sequence);
            row.Property(e => e.Sequence).ValueGeneratedNever();
            row.Property(e => e.Division).HasMaxLength(6);
            row.Property(e => e.CloudEvent).HasMaxLength(-1);
            row.HasIndex(e => e.EventId).IsUnique();
            row.HasIndex(e => new { e.Division, e.Sequence });
            row.HasIndex(e => new { e.Subject, e.Sequence });
        });
        modelBuilder.Entity<LogHead>(row =>
        {
            row.ToTable("log_head");
            row.HasKey(h => h.Id);
            row.Property(h => h.Id).ValueGeneratedNever();
            row.Property(h => h.Sequence).IsConcurrencyToken();
            row.HasData(new LogHead { Id = 1, Sequence = 0 });
        });
    }
}

/// <summary>An event as the log keeps it.</summary>
public sealed class LogEntry
{
    /// <summary>Position, without gaps, from 1.</summary>
    public required long Sequence { get; init; }

    /// <summary>Identifier of the event.</summary>
    public required Guid EventId { get; init; }

    /// <summary>Context and name.</summary>
    public required string Type { get; init; }

    /// <summary>What it is about.</summary>
    public required string Subject { get; init; }

    /// <summary>Division it concerns.</summary>
    public required string Division { get; init; }

    /// <summary>When it happened, UTC.</summary>
    public required DateTime Time { get; init; }

    /// <summary>The whole event, CloudEvents 1.0 structured JSON.</summary>
    public required string CloudEvent { get; init; }
}

/// <summary>
/// The last sequence given. Every entry changes it in its own transaction, so sequences have no gaps and
/// two writers cannot give the same one.
/// </summary>
public sealed class LogHead
{
    /// <summary>Always 1.</summary>
    public int Id { get; init; }

    /// <summary>Last sequence given.</summary>
    public long Sequence { get; set; }
}

internal sealed class EventsDesignTime() : DesignTimeFactory<EventsDb>("events");
