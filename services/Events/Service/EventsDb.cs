using Microsoft.EntityFrameworkCore;
using ShuangJian.Platform.Data;

namespace ShuangJian.Events;

/// <summary>Database of the event log.</summary>
public sealed class EventsDb(DbContextOptions<EventsDb> options) : PlatformDb(options)
{
    /// <summary>Every event, in the order in which the log received it.</summary>
    public DbSet<LogEntry> Log => Set<LogEntry>();

    /// <summary>The last sequence given, and how far the queues have been given it.</summary>
    public DbSet<LogHead> Head => Set<LogHead>();

    /// <summary>What departments ordered.</summary>
    public DbSet<Subscription> Subscriptions => Set<Subscription>();

    /// <summary>How far each subscriber has come.</summary>
    public DbSet<SubscriptionProgress> Progress => Set<SubscriptionProgress>();

    /// <summary>Queues of those who read over AMQP.</summary>
    public DbSet<Mailbox> Queues => Set<Mailbox>();

    /// <summary>What was acknowledged.</summary>
    public DbSet<Receipt> Receipts => Set<Receipt>();

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
            row.HasIndex(e => new { e.Time, e.Sequence });
        });
        modelBuilder.Entity<LogHead>(row =>
        {
            row.ToTable("log_head");
            row.HasKey(h => h.Id);
            row.Property(h => h.Id).ValueGeneratedNever();
            row.Property(h => h.Sequence).IsConcurrencyToken();
            row.HasData(new LogHead { Id = LogHead.Log, Sequence = 0 }, new LogHead { Id = LogHead.Pumped, Sequence = 0 });
        });
        ConfigureSubscriptions(modelBuilder);
    }

    private static void ConfigureSubscriptions(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<Subscription>(row =>
        {
            row.IsVersioned("subscriptions");
            row.Property(s => s.Department).HasMaxLength(40);
            row.Property(s => s.Title).HasMaxLength(60);
            row.Property(s => s.Types).HasJson();
            row.HasIndex(s => new { s.Delivery, s.State });
        });
        modelBuilder.Entity<SubscriptionProgress>(row =>
        {
            row.ToTable("subscription_progress");
            row.HasKey(p => p.SubscriptionId);
            row.Property(p => p.SubscriptionId).ValueGeneratedNever();
            row.Property(p => p.Receipts).IsConcurrencyToken();
            row.Property(p => p.Hash).HasMaxLength(32);
        });
        modelBuilder.Entity<Mailbox>(row =>
        {
            row.ToTable("subscription_queues");
            row.HasKey(q => q.SubscriptionId);
            row.Property(q => q.SubscriptionId).ValueGeneratedNever();
            row.Property(q => q.PasswordHash).HasMaxLength(100).IsConcurrencyToken();
            row.Property(q => q.Keys).HasJson();
        });
        modelBuilder.Entity<Receipt>(row =>
        {
            row.ToTable("receipts");
            row.HasKey(r => new { r.SubscriptionId, r.Number });
            row.Property(r => r.Types).HasMaxLength(-1);
            row.Property(r => r.Hash).HasMaxLength(32);
            row.HasIndex(r => new { r.SubscriptionId, r.At });
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
/// A position of the log: the last one given, or the last one put into queues. Whoever adds entries changes it in the same transaction, so sequences
/// have no gaps and two writers cannot give the same one.
/// </summary>
public sealed class LogHead
{
    /// <summary>The last one given.</summary>
    public const int Log = 1;

    /// <summary>The last one that every queue was given which is ready.</summary>
    public const int Pumped = 2;

    /// <summary>Which of both.</summary>
    public int Id { get; init; }

    /// <summary>The position.</summary>
    public long Sequence { get; set; }
}

internal sealed class EventsDesignTime() : DesignTimeFactory<EventsDb>("events");
