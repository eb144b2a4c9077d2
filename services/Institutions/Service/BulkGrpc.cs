using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using ShuangJian.Platform.Bulk;
using ShuangJian.Platform.Data;
using ShuangJian.Platform.Edge;
using ShuangJian.Platform.Identity;
using ShuangJian.Policy;
using ShuangJian.Protos.Institution.V1;
using TrainingCategory = ShuangJian.Policy.TrainingCategory;

namespace ShuangJian.Institutions;

/// <summary>Takes the register of a place over from a file, and gives it out as one.</summary>
public sealed class BulkGrpc(ImportMeans means) : BulkService.BulkServiceBase
{
    private const int RowsOfAPart = 1000;

    private IDbContextFactory<InstitutionsDb> Databases => means.File.Databases;

    /// <inheritdoc />
    public override async Task ImportInstitutions(
        IAsyncStreamReader<ImportInstitutionsRequest> requestStream, IServerStreamWriter<ImportInstitutionsResponse> responseStream, ServerCallContext context)
    {
        var requests = CheckedRequests<ImportInstitutionsRequest>.Of(requestStream);
        await requests.MoveNext(context.CancellationToken);
        var session = new ImportSession(means, requests.Current.Header, responseStream, context);
        await session.RunAsync(session.Chunks(requests, r => r.Chunk));
    }

    /// <inheritdoc />
    public override async Task<GetImportResponse> GetImport(GetImportRequest request, ServerCallContext context)
    {
        await using var db = await Databases.CreateDbContextAsync(context.CancellationToken);
        return new GetImportResponse { Import = (await FindAsync(db, request.BatchId, context)).ToProto() };
    }

    /// <inheritdoc />
    public override async Task<ListImportsResponse> ListImports(ListImportsRequest request, ServerCallContext context)
    {
        await using var db = await Databases.CreateDbContextAsync(context.CancellationToken);
        var rows = db.Imports.AsNoTracking().Within(request.Division);
        if (request.State != ImportState.Unspecified) rows = rows.Where(b => b.State == request.State);
        var (page, next) = await rows.PageAsync(request, request.PageSize, request.PageToken, context.CancellationToken);
        return new ListImportsResponse { Imports = { page.Select(b => b.ToProto()) }, NextPageToken = next };
    }

    /// <inheritdoc />
    public override async Task<ListImportErrorsResponse> ListImportErrors(ListImportErrorsRequest request, ServerCallContext context)
    {
        await using var db = await Databases.CreateDbContextAsync(context.CancellationToken);
        var batch = await FindAsync(db, request.BatchId, context);
        var (page, next) = await db.ImportFaults.AsNoTracking().Where(f => f.Batch == batch.Id)
            .PageAsync(request, request.PageSize, request.PageToken, context.CancellationToken);
        return new ListImportErrorsResponse { Errors = { page.Select(f => f.ToProto()) }, NextPageToken = next };
    }

    /// <inheritdoc />
    public override async Task ExportInstitutions(
        ExportInstitutionsRequest request, IServerStreamWriter<ExportInstitutionsResponse> responseStream, ServerCallContext context)
    {
        var (first, last) = Columns.RangeOf(DivisionCode.Parse(request.Division));
        var categories = request.Categories.Select(c => EnumMap<Protos.Institution.V1.TrainingCategory, TrainingCategory>.ToDomain(c)!.Value).ToArray();
        var after = Paging.After(request, request.PageToken) ?? "";
        for (var begins = after.Length == 0; ; begins = false)
        {
            // A context for each part: none stays open while the caller takes its time.
            await using var db = await Databases.CreateDbContextAsync(context.CancellationToken);
            var rows = db.Institutions.AsNoTracking().Where(i => i.State == Domain.InstitutionState.Licensed
                && string.Compare(i.Division, first) >= 0 && string.Compare(i.Division, last) <= 0 && string.Compare(i.Code, after) > 0);
            if (categories.Length > 0) rows = rows.Where(i => categories.Contains(i.Category));
            var part = await rows.OrderBy(i => i.Code).Take(RowsOfAPart).ToListAsync(context.CancellationToken);
            if (part.Count > 0 || begins)
            {
                after = part.Count > 0 ? part[^1].Code : after;
                await responseStream.WriteAsync(new ExportInstitutionsResponse
                {
                    Data = ExportFile.Write(request.Format, part.Select(i => i.ToRow()), begins),
                    Rows = part.Count,
                    NextPageToken = after.Length > 0 ? Paging.Token(request, after) : "",
                }, context.CancellationToken);
            }
            if (part.Count < RowsOfAPart) return;
        }
    }

    private static async Task<ImportBatch> FindAsync(InstitutionsDb db, string id, ServerCallContext context)
    {
        var key = Guid.Parse(id);
        var batch = await db.Imports.AsNoTracking().SingleOrDefaultAsync(b => b.Id == key, context.CancellationToken) ?? throw Rejection.NotFound($"imports/{id}");
        Caller.Of(context).MustReach(DivisionCode.Parse(batch.Division));
        return batch;
    }
}
