using Microsoft.EntityFrameworkCore;
using ShuangJian.Custody.Domain;
using ShuangJian.Platform.Data;
using ShuangJian.Platform.Personal;

namespace ShuangJian.Custody;

/// <summary>Database of the custody of prepaid money.</summary>
public sealed class CustodyDb(DbContextOptions<CustodyDb> options) : PlatformDb(options)
{
    /// <summary>Accounts of the ledger with their balances.</summary>
    public DbSet<Account> Accounts => Set<Account>();

    /// <summary>Entries of the ledger.</summary>
    public DbSet<Entry> Entries => Set<Entry>();

    /// <summary>Entries that were posted together, and their chain.</summary>
    public DbSet<LedgerCommit> Commits => Set<LedgerCommit>();

    /// <summary>Whose the accounts are.</summary>
    public DbSet<LedgerOwner> Owners => Set<LedgerOwner>();

    /// <inheritdoc />
    public override Task<int> RenewPersonalDataAsync(PersonalData protector, int batch, CancellationToken cancellation) =>
        FamilyKeys.RenewAsync(this, protector, batch, cancellation);

    /// <inheritdoc />
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        base.OnModelCreating(modelBuilder);
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(CustodyDb).Assembly);
    }
}

internal sealed class CustodyDesignTime() : DesignTimeFactory<CustodyDb>(CustodyModule.ServiceName);
