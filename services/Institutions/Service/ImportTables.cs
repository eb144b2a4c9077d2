using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ShuangJian.Platform.Data;
using ShuangJian.Protos.Institution.V1;

namespace ShuangJian.Institutions;

/// <summary>How far a batch has come; written in the transaction that stores its rows, so that the two never differ.</summary>
public sealed class ImportBatch
{
    /// <summary>Identifier, made by the caller.</summary>
    public required Guid Id { get; init; }

    /// <summary>Division within which its rows lie.</summary>
    public required string Division { get; init; }

    /// <summary>Form of the file.</summary>
    public required FileFormat Format { get; init; }

    /// <summary>What becomes of rows that are registered already.</summary>
    public required ExistingPolicy Existing { get; init; }

    /// <summary>SHA-256 of the header with which it was begun.</summary>
    public required byte[] HeaderDigest { get; init; }

    /// <summary>Field of each column of a CSV file; null before its first line was read.</summary>
    public IReadOnlyList<string>? Columns { get; set; }

    /// <summary>How far it has come.</summary>
    public ImportState State { get; set; } = ImportState.Running;

    /// <summary>Bytes of the file whose rows are decided.</summary>
    public long Offset { get; set; }

    /// <summary>Lines of the file whose rows are decided.</summary>
    public long Line { get; set; }

    /// <summary>Rows read.</summary>
    public long Rows { get; set; }

    /// <summary>Rows that are institutions now.</summary>
    public long Stored { get; set; }

    /// <summary>Rows refused.</summary>
    public long Refused { get; set; }

    /// <summary>Rows passed over.</summary>
    public long Skipped { get; set; }

    /// <summary>Digest over all decided rows.</summary>
    public byte[] Digest { get; set; } = new byte[32];

    /// <summary>When it was begun, UTC.</summary>
    public required DateTime CreatedAt { get; init; }

    /// <summary>When rows were committed last, UTC.</summary>
    public required DateTime UpdatedAt { get; set; }

    /// <summary>Grows by one with every commit: of two calls that go on with a batch, one wins.</summary>
    public long Version { get; set; }

    internal Import ToProto(bool dryRun = false) => new()
    {
        BatchId = Id.ToString(),
        Division = Division,
        Format = Format,
        Existing = Existing,
        DryRun = dryRun,
        State = State,
        CommittedOffset = Offset,
        CommittedLine = Line,
        Rows = Rows,
        Stored = Stored,
        Refused = Refused,
        Skipped = Skipped,
        Digest = Convert.ToHexStringLower(Digest),
        CreateTime = Google.Protobuf.WellKnownTypes.Timestamp.FromDateTime(CreatedAt),
        UpdateTime = Google.Protobuf.WellKnownTypes.Timestamp.FromDateTime(UpdatedAt),
    };
}

/// <summary>What is wrong with a row of a batch.</summary>
public sealed class ImportFault
{
    /// <summary>The batch.</summary>
    public required Guid Batch { get; init; }

    /// <summary>Number of the row, from 1.</summary>
    public required long Row { get; init; }

    /// <summary>Place among the faults of the row, from 0.</summary>
    public required int Ordinal { get; init; }

    /// <summary>Line on which the row starts, from 1.</summary>
    public required long Line { get; init; }

    /// <summary>Path of the field.</summary>
    public required string Field { get; init; }

    /// <summary>What is wrong, in Chinese.</summary>
    public required string Zh { get; init; }

    /// <summary>What is wrong, in English.</summary>
    public required string En { get; init; }

    internal RowError ToProto() => new() { Row = Row, Line = Line, Field = Field, MessageZh = Zh, MessageEn = En };
}

internal sealed class ImportBatchTable : IEntityTypeConfiguration<ImportBatch>
{
    public void Configure(EntityTypeBuilder<ImportBatch> row)
    {
        row.ToTable("imports");
        row.HasKey(b => b.Id);
        row.Property(b => b.Id).ValueGeneratedNever();
        row.Property(b => b.Division).HasMaxLength(6);
        row.Property(b => b.Columns).HasJson();
        row.Property(b => b.Version).IsConcurrencyToken();
        row.HasIndex(b => new { b.Division, b.CreatedAt });
    }
}

internal sealed class ImportFaultTable : IEntityTypeConfiguration<ImportFault>
{
    public void Configure(EntityTypeBuilder<ImportFault> row)
    {
        row.ToTable("import_faults");
        row.HasKey(f => new { f.Batch, f.Row, f.Ordinal });
        row.Property(f => f.Zh).HasMaxLength(300);
        row.Property(f => f.En).HasMaxLength(300);
    }
}
