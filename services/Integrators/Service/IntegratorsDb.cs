using Microsoft.EntityFrameworkCore;
using ShuangJian.Platform.Data;

namespace ShuangJian.Integrators;

/// <summary>Database of the integrators' keys.</summary>
public sealed class IntegratorsDb(DbContextOptions<IntegratorsDb> options) : PlatformDb(options)
{
    /// <summary>Keys, revoked and expired ones too.</summary>
    public DbSet<KeyRecord> Keys => Set<KeyRecord>();

    /// <inheritdoc />
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        base.OnModelCreating(modelBuilder);
        modelBuilder.Entity<KeyRecord>(row =>
        {
            row.ToTable("api_keys");
            row.HasKey(k => k.Id);
            row.Property(k => k.Id).ValueGeneratedNever();
            row.Property(k => k.Division).HasMaxLength(6);
            row.Property(k => k.Packages).HasMaxLength(2000);
            row.Property(k => k.Version).IsConcurrencyToken();
            row.HasIndex(k => new { k.Owner, k.Id });
            row.HasIndex(k => new { k.Division, k.Id });
        });
    }
}

/// <summary>A key as it is kept: of its secret only keyed hashes.</summary>
public sealed class KeyRecord
{
    /// <summary>Identifier; grows with time.</summary>
    public required Guid Id { get; init; }

    /// <summary>Who may see and change it, by <see cref="KeyRules.OwnerOf"/>.</summary>
    public required string Owner { get; init; }

    /// <summary>What its owner calls it.</summary>
    public required string Name { get; init; }

    /// <summary>Division within which it acts.</summary>
    public required string Division { get; init; }

    /// <summary>Word of the audience that it acts as.</summary>
    public required string Audience { get; init; }

    /// <summary>Word of the department; null unless a regulator's.</summary>
    public required string? Department { get; init; }

    /// <summary>Credit code of its organisation; null for officers.</summary>
    public required string? Organization { get; init; }

    /// <summary>Parts of the contract that it opens, separated by blanks; empty for all.</summary>
    public required string Packages { get; init; }

    /// <summary>Keyed hash of its secret.</summary>
    public required string SecretHash { get; set; }

    /// <summary>Last characters of its secret.</summary>
    public required string SecretHint { get; set; }

    /// <summary>Keyed hash of the secret before; null when there is none.</summary>
    public string? FormerHash { get; set; }

    /// <summary>When the secret before stops working, UTC.</summary>
    public DateTime? FormerEndsAt { get; set; }

    /// <summary>Calls a minute.</summary>
    public required int CallsPerMinute { get; set; }

    /// <summary>Calls a day.</summary>
    public required int CallsPerDay { get; set; }

    /// <summary>When it was issued, UTC.</summary>
    public required DateTime IssuedAt { get; init; }

    /// <summary>When it ends, UTC.</summary>
    public required DateTime ExpiresAt { get; init; }

    /// <summary>When its secret was last changed, UTC.</summary>
    public required DateTime RotatedAt { get; set; }

    /// <summary>When it was revoked, UTC.</summary>
    public DateTime? RevokedAt { get; set; }

    /// <summary>Version, from 1.</summary>
    public long Version { get; set; } = 1;

    /// <summary>True while it opens anything.</summary>
    public bool InForce(DateTime now) => RevokedAt is null && now < ExpiresAt;
}

internal sealed class IntegratorsDesignTime() : DesignTimeFactory<IntegratorsDb>("integrators");
