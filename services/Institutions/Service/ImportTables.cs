using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ShuangJian.Platform.Bulk;
using ShuangJian.Protos.Institution.V1;

namespace ShuangJian.Institutions;

/// <summary>How far an import has come.</summary>
public sealed class ImportBatch : FileBatch
{
    /// <summary>What becomes of rows that are registered already.</summary>
    public required ExistingPolicy Existing { get; init; }

    /// <summary>Rows passed over.</summary>
    public long Skipped { get; set; }

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

internal sealed class ImportBatchTable : IEntityTypeConfiguration<ImportBatch>
{
    public void Configure(EntityTypeBuilder<ImportBatch> row) => row.IsFileBatch("imports");
}

internal sealed class ImportFaultTable : IEntityTypeConfiguration<RowFault>
{
    public void Configure(EntityTypeBuilder<RowFault> row) => row.IsRowFault("import_faults");
}
