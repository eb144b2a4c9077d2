using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ShuangJian.Custody.Domain;

namespace ShuangJian.Custody;

internal sealed class AccountTable : IEntityTypeConfiguration<Account>
{
    public void Configure(EntityTypeBuilder<Account> row)
    {
        row.ToTable("accounts");
        row.HasKey(a => a.Id);
        row.Property(a => a.Id).ValueGeneratedNever();
        row.Property(a => a.Kind).HasMaxLength(10);
        row.HasIndex(a => new { a.Owner, a.Kind });
    }
}

internal sealed class EntryTable : IEntityTypeConfiguration<Entry>
{
    public void Configure(EntityTypeBuilder<Entry> row)
    {
        row.ToTable("entries");
        row.HasKey(e => e.Id);
        row.Property(e => e.Id).ValueGeneratedNever();
        row.Property(e => e.Kind).HasMaxLength(10);
        // Of an account in the order of time, and within one commit for setting balances.
        row.HasIndex(e => new { e.From, e.Commit });
        row.HasIndex(e => new { e.To, e.Commit });
        row.HasIndex(e => new { e.Commit, e.Ordinal }).IsUnique();
        row.HasIndex(e => e.Reverses).IsUnique();
    }
}

internal sealed class CommitTable : IEntityTypeConfiguration<LedgerCommit>
{
    public void Configure(EntityTypeBuilder<LedgerCommit> row)
    {
        row.ToTable("commits");
        row.HasKey(c => c.Id);
        row.Property(c => c.Id).ValueGeneratedNever();
        row.HasIndex(c => c.Position);
        // A commit is sealed once, even if two replicas should take it up.
        row.Property(c => c.Position).IsConcurrencyToken();
    }
}

internal sealed class OwnerTable : IEntityTypeConfiguration<LedgerOwner>
{
    public void Configure(EntityTypeBuilder<LedgerOwner> row)
    {
        row.ToTable("ledger_owners");
        row.HasKey(o => o.Id);
        row.Property(o => o.Id).ValueGeneratedNever();
        row.Property(o => o.Division).HasMaxLength(6);
        row.Property(o => o.InstitutionCode).HasMaxLength(18);
        row.Property(o => o.BankCode).HasMaxLength(18);
    }
}
