using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using ShuangJian.Contracts;
using ShuangJian.Platform.Audit;
using ShuangJian.Platform.Messaging;

namespace ShuangJian.Platform.Data;

/// <summary>
/// Database of one service: its own tables, and beside them those that make one write one
/// transaction (outbox, inbox, answers given, audit) and those that let replicas share work (leases).
/// </summary>
public abstract class PlatformDb : DbContext
{
    private readonly List<BulkRows.Work> _queued = [];
    private bool _announced;

    /// <summary>Opens it; the container does.</summary>
    protected PlatformDb(DbContextOptions options)
        : base(options) =>
        // Whoever fails to save gives the transaction up, so nothing has to be kept of it, at two round trips a save.
        Database.AutoSavepointsEnabled = false;

    internal DbSet<OutboxMessage> Outbox => Set<OutboxMessage>();

    internal DbSet<InboxEntry> Inbox => Set<InboxEntry>();

    internal DbSet<ParkedMessage> Parked => Set<ParkedMessage>();

    internal DbSet<StoredAnswer> Answers => Set<StoredAnswer>();

    internal DbSet<AuditRow> Audit => Set<AuditRow>();

    internal DbSet<Lease> Leases => Set<Lease>();

    /// <summary>Puts an event into the outbox; it is sent once this context has saved.</summary>
    /// <param name="service">Service that announces it.</param>
    /// <param name="subject">Resource it is about.</param>
    /// <param name="version">Version of that resource after the change.</param>
    /// <param name="now">When it happened, UTC.</param>
    /// <param name="fact">The event.</param>
    public void Announce(string service, string subject, long version, DateTime now, DomainEvent fact)
    {
        Outbox.Add(ToSend(service, subject, version, now, fact));
        _announced = true;
    }

    internal static OutboxMessage ToSend(string service, string subject, long version, DateTime now, DomainEvent fact) => new()
    {
        Subject = subject,
        RoutingKey = CloudEvents.RoutingKeyOf(fact),
        Body = CloudEvents.Write(Guid.CreateVersion7(), service, subject, version, now, fact),
        At = now,
    };

    /// <summary>Inserts the queued rows now, for those who read them in the same transaction before it is saved.</summary>
    public async Task FlushAsync(CancellationToken cancellation)
    {
        if (_queued.Count == 0) return;
        BulkRows.Work[] work = [.. _queued];
        _queued.Clear();
        if (Database.IsSqlite()) await TrackedAsync([.. work.Cast<BulkRows.RowSet>()], cancellation);
        else await BulkRows.WriteAsync(this, work, cancellation);
    }

    /// <inheritdoc />
    public override async Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        if (_queued.Count == 0) return await base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
        await using var own = Database.CurrentTransaction is null ? await Database.BeginTransactionAsync(cancellationToken) : null;
        var saved = await base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
        await FlushAsync(cancellationToken);
        if (own is not null) await own.CommitAsync(cancellationToken);
        return saved;
    }

    /// <summary>
    /// Encrypts personal data again that is still under an older key, at most <paramref name="batch"/> rows.
    /// Returns the number of rows renewed; 0 when nothing is left.
    /// </summary>
    public virtual Task<int> RenewPersonalDataAsync(Personal.PersonalData protector, int batch, CancellationToken cancellation) =>
        Task.FromResult(0);

    /// <inheritdoc />
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        // Portable on all three providers: bounded strings can be indexed, instants are UTC to the microsecond.
        configurationBuilder.Properties<string>().HaveMaxLength(200);
        configurationBuilder.Properties<DateTime>().HaveConversion<UtcInstant>();
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<OffsetInstant>();
        configurationBuilder.Properties<Enum>().HaveConversion<string>().HaveMaxLength(40);
    }

    /// <inheritdoc />
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<OutboxMessage>(row =>
        {
            row.ToTable("outbox");
            row.HasKey(m => m.Id);
            row.Property(m => m.Body).HasMaxLength(-1);
        });
        modelBuilder.Entity<InboxEntry>(row =>
        {
            row.ToTable("inbox");
            row.HasKey(e => new { e.EventId, e.Consumer });
            row.HasIndex(e => e.HandledAt);
        });
        modelBuilder.Entity<ParkedMessage>(row =>
        {
            row.ToTable("parked");
            row.HasKey(m => new { m.EventId, m.Consumer });
            row.Property(m => m.Body).HasMaxLength(-1);
        });
        modelBuilder.Entity<StoredAnswer>(row =>
        {
            row.ToTable("answers");
            row.HasKey(a => new { a.Caller, a.RequestId });
            row.Property(a => a.Answer).HasMaxLength(-1);
            row.HasIndex(a => a.At);
        });
        modelBuilder.Entity<AuditRow>(row =>
        {
            row.ToTable("audit");
            row.HasKey(a => a.Id);
            row.HasIndex(a => a.Position);
            // A row is sealed once, even if two replicas should take it up.
            row.Property(a => a.Position).IsConcurrencyToken();
            row.HasIndex(a => a.Resource);
        });
        modelBuilder.Entity<Lease>(row =>
        {
            row.ToTable("leases");
            row.HasKey(l => l.Name);
        });
    }

    /// <inheritdoc />
    public override int SaveChanges(bool acceptAllChangesOnSuccess) =>
        throw new NotSupportedException("What is queued and settled goes in while saving, which waits for the database: use SaveChangesAsync.");

    /// <inheritdoc />
    public override void Dispose()
    {
        Forget();
        base.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <inheritdoc />
    public override ValueTask DisposeAsync()
    {
        Forget();
        GC.SuppressFinalize(this);
        return base.DisposeAsync();
    }

    /// <summary>What goes in with the next save, untracked.</summary>
    internal void Queue(BulkRows.Work work)
    {
        _queued.Add(work);
        _announced |= work is BulkRows.RowSet rows && rows.Type == typeof(OutboxMessage);
    }

    /// <summary>True once after events were announced.</summary>
    internal bool TakeAnnounced() => Interlocked.Exchange(ref _announced, false);

    /// <summary>A context goes back to a pool: what this holder left must not reach the next.</summary>
    private void Forget()
    {
        _queued.Clear();
        _announced = false;
    }

    private async Task TrackedAsync(BulkRows.RowSet[] sets, CancellationToken cancellation)
    {
        foreach (var row in sets.SelectMany(s => s.Rows)) Add(row);
        await base.SaveChangesAsync(true, cancellation);
        foreach (var row in sets.SelectMany(s => s.Rows)) Entry(row).State = EntityState.Detached;
    }

    private sealed class OffsetInstant() : ValueConverter<DateTimeOffset, DateTime>(
        value => value.UtcDateTime,
        value => new DateTimeOffset(DateTime.SpecifyKind(value, DateTimeKind.Utc)));

    private sealed class UtcInstant() : ValueConverter<DateTime, DateTime>(
        value => value.Kind == DateTimeKind.Utc ? value : DateTime.SpecifyKind(value, DateTimeKind.Utc),
        value => DateTime.SpecifyKind(value, DateTimeKind.Utc));
}

/// <summary>The first answer to a request id, given again when the same request comes again.</summary>
internal sealed class StoredAnswer
{
    public required string Caller { get; init; }

    public required string RequestId { get; init; }

    public required byte[] Digest { get; init; }

    public required byte[] Answer { get; init; }

    public required DateTime At { get; init; }
}

/// <summary>A named piece of work that one replica at a time does.</summary>
internal sealed class Lease
{
    public required string Name { get; init; }

    public required string Holder { get; set; }

    public required DateTime Until { get; set; }
}
