using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ShuangJian.Institutions.Domain;
using ShuangJian.Platform.Bulk;
using ShuangJian.Platform.Data;
using ShuangJian.Platform.Edge;
using ShuangJian.Platform.Identity;
using ShuangJian.Platform.Personal;
using ShuangJian.Policy;

namespace ShuangJian.Institutions;

/// <summary>Database of the registry.</summary>
public sealed class InstitutionsDb(DbContextOptions<InstitutionsDb> options) : PlatformDb(options)
{
    /// <summary>Applications from draft to decision.</summary>
    public DbSet<Application> Applications => Set<Application>();

    /// <summary>Licensed institutions.</summary>
    public DbSet<Institution> Institutions => Set<Institution>();

    /// <summary>Last licence number given, per division and year.</summary>
    public DbSet<LicenceCounter> LicenceCounters => Set<LicenceCounter>();

    /// <summary>Batches of imports.</summary>
    public DbSet<ImportBatch> Imports => Set<ImportBatch>();

    /// <summary>What was wrong with rows of imports.</summary>
    public DbSet<RowFault> ImportFaults => Set<RowFault>();
    /// <summary>What was decided about licensed institutions.</summary>
    public DbSet<Measure> Measures => Set<Measure>();

    /// <summary>What other services have to see to and confirm.</summary>
    public DbSet<Consequence> Consequences => Set<Consequence>();

    /// <summary>Entries of the white and black lists.</summary>
    public DbSet<ListEntry> ListEntries => Set<ListEntry>();

    /// <summary>Numbers of institutions, kept up with every change.</summary>
    public DbSet<CensusCount> CensusCounts => Set<CensusCount>();

    /// <summary>How those numbers changed from day to day.</summary>
    public DbSet<CensusChange> CensusChanges => Set<CensusChange>();

    /// <summary>Days that the history has.</summary>
    public DbSet<CensusMark> CensusMarks => Set<CensusMark>();

    /// <summary>Published editions of the lists.</summary>
    public DbSet<Edition> Editions => Set<Edition>();

    /// <summary>Where editions are numbered, per division.</summary>
    public DbSet<EditionShelf> EditionShelves => Set<EditionShelf>();

    /// <summary>Campaigns that review existing institutions again.</summary>
    public DbSet<Campaign> Campaigns => Set<Campaign>();

    /// <summary>What the other services published for the disclosure pages.</summary>
    public DbSet<DisclosedItem> DisclosedItems => Set<DisclosedItem>();

    /// <inheritdoc />
    public override async Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        await Standing.SettleAsync(this, cancellationToken);
        await CampaignRoster.SettleAsync(this, cancellationToken);
        return await base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
    }

    /// <inheritdoc />
    public override async Task<int> RenewPersonalDataAsync(PersonalData protector, int batch, CancellationToken cancellation)
    {
        var prefix = protector.CurrentPrefix;
        var old = await Applications
            .Where(a => a.RepresentativeCipher != null && !a.RepresentativeCipher.StartsWith(prefix))
            .OrderBy(a => a.Id).Take(batch)
            .Select(a => new { a.Id, a.RepresentativeCipher })
            .ToListAsync(cancellation);
        foreach (var row in old)
        {
            var person = Representative.Unseal(row.RepresentativeCipher!, protector).Seal(protector);
            // Only the secret is renewed: neither version nor etag change, and a change made meanwhile is kept.
            await Applications.Where(a => a.Id == row.Id && a.RepresentativeCipher == row.RepresentativeCipher)
                .ExecuteUpdateAsync(set => set
                    .SetProperty(a => a.RepresentativeCipher, person.Cipher)
                    .SetProperty(a => a.RepresentativeHash, person.Hash), cancellation);
        }
        return old.Count + await RenewTutorsAsync(protector, prefix, batch, cancellation)
            + await CaseTables.RenewContactsAsync(this, protector, batch, cancellation)
            + await CapitalPersons.RenewAsync(this, protector, batch, cancellation);
    }

    private async Task<int> RenewTutorsAsync(PersonalData protector, string prefix, int batch, CancellationToken cancellation)
    {
        var old = await DisclosedItems.Where(i => i.Sealed != null && !i.Sealed.StartsWith(prefix))
            .OrderBy(i => i.InstitutionId).ThenBy(i => i.ItemId).Take(batch).ToListAsync(cancellation);
        foreach (var row in old)
        {
            var renewed = protector.Protect(protector.Reveal(row.Sealed!));
            await DisclosedItems.Where(i => i.InstitutionId == row.InstitutionId && i.Kind == row.Kind && i.ItemId == row.ItemId && i.Sealed == row.Sealed)
                .ExecuteUpdateAsync(set => set.SetProperty(i => i.Sealed, renewed), cancellation);
        }
        return old.Count;
    }

    /// <inheritdoc />
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        base.OnModelCreating(modelBuilder);
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(InstitutionsDb).Assembly);
    }

    /// <summary>Finds a licensed institution whom a call is about; an institution finds only itself.</summary>
    internal async Task<Institution> InstitutionAsync(string id, Caller caller)
    {
        var name = $"institutions/{id}";
        var found = Guid.TryParse(id, out var key) ? await Institutions.AsNoTracking().SingleOrDefaultAsync(i => i.Id == key) : null;
        if (found is null) throw Rejection.NotFound(name);
        caller.MustSee(DivisionCode.Parse(found.Division), found.Code, name);
        return found;
    }
}

/// <summary>Last licence number of a division and year. Two approvals at once: one of them tries again.</summary>
public sealed class LicenceCounter
{
    /// <summary>The division.</summary>
    public required string Division { get; init; }

    /// <summary>The year.</summary>
    public required int Year { get; init; }

    /// <summary>Last sequence given.</summary>
    public required int Last { get; set; }
}

internal sealed class ApplicationTable : IEntityTypeConfiguration<Application>
{
    public void Configure(EntityTypeBuilder<Application> row)
    {
        row.ToTable("applications");
        row.HasKey(a => a.Id);
        row.Property(a => a.Id).ValueGeneratedNever();
        row.Property(a => a.Version).IsConcurrencyToken();
        row.Property(a => a.Division).HasMaxLength(6);
        row.Property(a => a.ApplicantCode).HasMaxLength(18);
        row.Property(a => a.InstitutionName).HasMaxLength(80);
        row.Property(a => a.RepresentativeCipher).HasMaxLength(1000);
        row.Property(a => a.Stages).HasJson();
        row.Property(a => a.Sites).HasJson();
        row.Property(a => a.Documents).HasJson();
        row.Property(a => a.Remarks).HasJson();
        row.Property(a => a.Findings).HasJson();
        row.Property(a => a.Uses).HasJson();
        row.Property(a => a.Reviews).HasJson();
        row.Property(a => a.Decision).HasJson();
        row.Property(a => a.Particulars).HasJson();
        row.Property(a => a.Returned).HasJson();
        row.Property(a => a.Changes).HasJson();
        row.Property(a => a.Duplicates).HasJson();
        row.Property(a => a.OwedBy).HasMaxLength(400);
        row.HasIndex(a => a.OpenKey).IsUnique();
        row.HasIndex(a => new { a.NoticeOpen, a.NoticeUntil });
        row.HasIndex(a => new { a.Division, a.CreatedAt });
        row.HasIndex(a => new { a.ApplicantCode, a.CreatedAt });
        row.HasIndex(a => a.RepresentativeHash);
        row.HasIndex(a => a.DueDate);
    }
}

internal sealed class InstitutionTable : IEntityTypeConfiguration<Institution>
{
    public void Configure(EntityTypeBuilder<Institution> row)
    {
        row.ToTable("institutions");
        row.HasKey(i => i.Id);
        row.Property(i => i.Id).ValueGeneratedNever();
        row.Property(i => i.Version).IsConcurrencyToken();
        row.Property(i => i.Name).HasMaxLength(80);
        row.Property(i => i.Code).HasMaxLength(18);
        row.Property(i => i.Division).HasMaxLength(6);
        row.Property(i => i.LicenceNumber).HasMaxLength(40);
        row.Property(i => i.Stages).HasJson();
        row.Property(i => i.Sites).HasJson();
        row.HasIndex(i => i.Code).IsUnique();
        row.HasIndex(i => i.LicenceNumber).IsUnique();
        row.HasIndex(i => new { i.Division, i.Name });
        row.HasIndex(i => i.ChangeMark);
    }
}

internal sealed class LicenceCounterTable : IEntityTypeConfiguration<LicenceCounter>
{
    public void Configure(EntityTypeBuilder<LicenceCounter> row)
    {
        row.ToTable("licence_counters");
        row.HasKey(c => new { c.Division, c.Year });
        row.Property(c => c.Division).HasMaxLength(6);
        row.Property(c => c.Last).IsConcurrencyToken();
    }
}

internal sealed class InstitutionsDesignTime() : DesignTimeFactory<InstitutionsDb>(InstitutionsModule.ServiceName);
