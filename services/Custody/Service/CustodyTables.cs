using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ShuangJian.Custody.Domain;
using ShuangJian.Platform.Data;
using ShuangJian.Platform.Messaging;

namespace ShuangJian.Custody;

internal sealed class AgreementTable : IEntityTypeConfiguration<Agreement>
{
    public void Configure(EntityTypeBuilder<Agreement> row)
    {
        row.ToTable("agreements");
        row.HasKey(a => a.Id);
        row.Property(a => a.Id).ValueGeneratedNever();
        row.Property(a => a.Version).IsConcurrencyToken();
        row.Property(a => a.Division).HasMaxLength(6);
        row.Property(a => a.InstitutionId).HasMaxLength(40);
        row.Property(a => a.InstitutionCode).HasMaxLength(18);
        row.Property(a => a.BankCode).HasMaxLength(18);
        row.Property(a => a.Reason).HasMaxLength(500);
        row.HasIndex(a => a.InstitutionCode).IsUnique();
        row.HasIndex(a => new { a.Division, a.CreatedAt });
        row.HasIndex(a => a.OwedFen);
        row.HasIndex(a => a.WatchedOn);
    }
}

internal sealed class ContractTable : IEntityTypeConfiguration<PrepaidContract>
{
    public void Configure(EntityTypeBuilder<PrepaidContract> row)
    {
        row.ToTable("contracts");
        row.HasKey(c => c.Id);
        row.Property(c => c.Id).ValueGeneratedNever();
        row.Property(c => c.Version).IsConcurrencyToken();
        row.Property(c => c.Division).HasMaxLength(6);
        row.Property(c => c.InstitutionCode).HasMaxLength(18);
        row.Property(c => c.ContractNumber).HasMaxLength(40);
        row.Property(c => c.Dispute).HasMaxLength(500);
        row.Property(c => c.Charges).HasJson();
        row.Property(c => c.PersonsCipher).HasMaxLength(500);
        row.HasIndex(c => c.PersonsCipher);
        row.HasIndex(c => new { c.Agreement, c.ContractNumber }).IsUnique();
        row.HasIndex(c => new { c.Agreement, c.CreatedAt });
    }
}

internal sealed class LessonTable : IEntityTypeConfiguration<Lesson>
{
    public void Configure(EntityTypeBuilder<Lesson> row)
    {
        row.ToTable("lessons");
        row.HasKey(l => l.Id);
        row.Property(l => l.Id).ValueGeneratedNever();
        row.Property(l => l.Version).IsConcurrencyToken();
        row.HasIndex(l => l.Contract);
        row.HasIndex(l => new { l.State, l.DeemedOn });
    }
}

internal sealed class RefundTable : IEntityTypeConfiguration<Refund>
{
    public void Configure(EntityTypeBuilder<Refund> row)
    {
        row.ToTable("refunds");
        row.HasKey(r => r.Id);
        row.Property(r => r.Id).ValueGeneratedNever();
        row.Property(r => r.Version).IsConcurrencyToken();
        row.Property(r => r.Division).HasMaxLength(6);
        row.Property(r => r.InstitutionCode).HasMaxLength(18);
        row.Property(r => r.Reason).HasMaxLength(500);
        row.Property(r => r.Answer).HasMaxLength(500);
        row.HasIndex(r => r.Contract);
        row.HasIndex(r => new { r.State, r.AnswerBy });
        row.HasIndex(r => new { r.State, r.PayBy });
    }
}

internal sealed class InstructionTable : IEntityTypeConfiguration<Instruction>
{
    public void Configure(EntityTypeBuilder<Instruction> row)
    {
        row.ToTable("instructions");
        row.HasKey(i => i.Id);
        row.Property(i => i.Id).ValueGeneratedNever();
        row.Property(i => i.Version).IsConcurrencyToken();
        row.Property(i => i.Division).HasMaxLength(6);
        row.Property(i => i.BankCode).HasMaxLength(18);
        row.Property(i => i.Failure).HasMaxLength(500);
        row.HasIndex(i => new { i.BankCode, i.State });
        row.HasIndex(i => new { i.Agreement, i.State });
    }
}

/// <summary>A movement of a special account as the bank confirmed it.</summary>
internal sealed class BankMovement
{
    public required Guid Id { get; init; }

    public required Guid Agreement { get; init; }

    public required string BankCode { get; init; }

    public required string Reference { get; init; }

    /// <summary>Fen; what leaves the account is negative.</summary>
    public required long Fen { get; init; }

    public required DateOnly BookedOn { get; init; }

    /// <summary>True for what goes to the institution itself.</summary>
    public required bool Payout { get; init; }

    /// <summary>True for money that the risk reserve has added; it is no fee.</summary>
    public bool Cover { get; init; }

    /// <summary>True for a fee that the institution keeps itself: it counts as a fee and does not move the special account.</summary>
    public bool Elsewhere { get; init; }

    public required DateTime At { get; init; }
}

internal sealed class BankMovementTable : IEntityTypeConfiguration<BankMovement>
{
    public void Configure(EntityTypeBuilder<BankMovement> row)
    {
        row.ToTable("bank_movements");
        row.HasKey(m => m.Id);
        row.Property(m => m.Id).ValueGeneratedNever();
        row.Property(m => m.BankCode).HasMaxLength(18);
        row.HasIndex(m => new { m.BankCode, m.Reference }).IsUnique();
        row.HasIndex(m => new { m.Agreement, m.BookedOn });
    }
}

internal sealed class StatementTable : IEntityTypeConfiguration<Statement>
{
    public void Configure(EntityTypeBuilder<Statement> row)
    {
        row.ToTable("statements");
        row.HasKey(s => s.Id);
        row.Property(s => s.Id).ValueGeneratedNever();
        row.HasIndex(s => new { s.Agreement, s.Side, s.Day }).IsUnique();
    }
}

internal sealed class StatedTable : IEntityTypeConfiguration<Stated>
{
    public void Configure(EntityTypeBuilder<Stated> row)
    {
        row.ToTable("statement_lines");
        row.HasKey(l => l.Id);
        row.Property(l => l.Id).ValueGeneratedNever();
        row.HasIndex(l => new { l.Agreement, l.Side, l.Reference });
    }
}

internal sealed class DifferenceTable : IEntityTypeConfiguration<Difference>
{
    public void Configure(EntityTypeBuilder<Difference> row)
    {
        row.ToTable("differences");
        row.HasKey(d => d.Id);
        row.Property(d => d.Id).ValueGeneratedNever();
        row.Property(d => d.Version).IsConcurrencyToken();
        row.Property(d => d.Division).HasMaxLength(6);
        row.Property(d => d.InstitutionCode).HasMaxLength(18);
        row.Property(d => d.BankCode).HasMaxLength(18);
        row.Property(d => d.Reason).HasMaxLength(500);
        row.HasIndex(d => new { d.Agreement, d.Side, d.Reference });
        row.HasIndex(d => new { d.Statement });
        row.HasIndex(d => new { d.Division, d.Id });
        row.HasIndex(d => d.EscalatesOn);
        row.Ignore(d => d.GapFen);
    }
}

/// <summary>A batch of entries and how far it has come.</summary>
internal sealed class PostingBatch
{
    public required Guid Id { get; init; }

    public required string Caller { get; init; }

    public required string Division { get; init; }

    public long NextPosition { get; set; }
}

/// <summary>What became of one part of a batch.</summary>
internal sealed class PostedPart
{
    public required Guid Batch { get; init; }

    public required long Position { get; init; }

    public required byte[] Digest { get; init; }

    public required byte[] Answer { get; init; }
}

internal sealed class BatchTable : IEntityTypeConfiguration<PostingBatch>
{
    public void Configure(EntityTypeBuilder<PostingBatch> row)
    {
        row.ToTable("posting_batches");
        row.HasKey(b => b.Id);
        row.Property(b => b.Id).ValueGeneratedNever();
        row.Property(b => b.Division).HasMaxLength(6);
        // Two calls that go on with one batch: one of them has to look again.
        row.Property(b => b.NextPosition).IsConcurrencyToken();
    }
}

internal sealed class PartTable : IEntityTypeConfiguration<PostedPart>
{
    public void Configure(EntityTypeBuilder<PostedPart> row)
    {
        row.ToTable("posting_parts");
        row.HasKey(p => new { p.Batch, p.Position });
        row.Property(p => p.Answer).HasMaxLength(-1);
    }
}

internal sealed class KnownTable : IEntityTypeConfiguration<KnownInstitution>
{
    public void Configure(EntityTypeBuilder<KnownInstitution> row)
    {
        KnownInstitution.Store(row);
        row.Property(i => i.MayTrainAt).HasColumnName("At");
    }
}
