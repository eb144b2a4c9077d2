using Grpc.Core;
using ShuangJian.Platform.Bulk;
using ShuangJian.Platform.Caching;
using ShuangJian.Platform.Data;
using ShuangJian.Protos.Institution.V1;

namespace ShuangJian.Institutions;

/// <summary>What an import works with.</summary>
public sealed record ImportMeans(FileMeans<InstitutionsDb> File, AnswerCache Cache);

/// <summary>One call that imports institutions.</summary>
internal sealed class ImportSession(ImportMeans means, ImportHeader header, IServerStreamWriter<ImportInstitutionsResponse> answers, ServerCallContext context)
    : FileSession<InstitutionsDb, ImportBatch, InstitutionRow, ImportOutcome>(means.File,
        new FileHeader(Guid.Parse(header.BatchId), header.Division, header.Format, header.DryRun, header.Columns, header), context)
{
    private readonly ImportSeen _seenInTrial = new();

    protected override string Resource => $"imports/{header.BatchId}";

    protected override RowReader<InstitutionRow> NewReader(IReadOnlyList<string>? columns) => new ImportReader(Header, columns);

    protected override ImportBatch NewBatch(DateTime now) => new()
    {
        Id = Header.BatchId,
        Division = header.Division,
        Format = header.Format,
        Existing = header.Existing,
        HeaderDigest = HeaderDigest,
        CreatedAt = now,
        UpdatedAt = now,
    };

    protected override Task<ImportOutcome> DecideAsync(InstitutionsDb db, ImportBatch batch, IReadOnlyList<ReadRow<InstitutionRow>> rows, DateTime now) =>
        ImportOutcome.DecideAsync(db, batch, rows, header.DryRun ? _seenInTrial : new ImportSeen(), Cancellation);

    protected override Task StoreAsync(InstitutionsDb db, ImportOutcome outcome, Command command) =>
        Licensing.ImportAsync(db, outcome.Institutions, command, means.Cache, Cancellation);

    protected override void Count(ImportBatch batch, ImportOutcome outcome) => batch.Skipped += outcome.Skipped;

    protected override Task AnswerAsync(ImportBatch batch, ImportOutcome? outcome) => answers.WriteAsync(
        new ImportInstitutionsResponse { Import = batch.ToProto(header.DryRun), Errors = { outcome?.Faults.Select(f => f.ToProto()) ?? [] } }, Cancellation);
}
