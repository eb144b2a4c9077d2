using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using ShuangJian.Platform.Bulk;
using ShuangJian.Platform.Data;
using ShuangJian.Platform.Edge;
using ShuangJian.Platform.Identity;
using ShuangJian.Policy;
using ShuangJian.Protos.Institution.V1;

namespace ShuangJian.Institutions;

/// <summary>Takes the register of a place over from a file, and gives it out as one.</summary>
public sealed class BulkGrpc(ImportMeans means) : BulkService.BulkServiceBase
{
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
    public override Task ExportInstitutions(
        ExportInstitutionsRequest request, IServerStreamWriter<ExportInstitutionsResponse> responseStream, ServerCallContext context) => ExportFile.Rows.SendAsync(
        request, request.PageToken, request.Format, (after, most) => ReadAsync(request, after, most, context.CancellationToken),
        part => responseStream.WriteAsync(new() { Data = part.Data, Rows = part.Rows, NextPageToken = part.NextPageToken }, context.CancellationToken));

    private async Task<IReadOnlyList<(string Key, InstitutionRow Row)>> ReadAsync(ExportInstitutionsRequest request, string after, int most, CancellationToken cancellation)
    {
        await using var db = await Databases.CreateDbContextAsync(cancellation);
        var part = await db.Institutions.AsNoTracking().Where(i => i.State == Domain.InstitutionState.Licensed && string.Compare(i.Code, after) > 0)
            .Within(request.Division, i => i.Division).Among(request.Categories, i => i.Category).OrderBy(i => i.Code).Take(most).ToListAsync(cancellation);
        return [.. part.Select(i => (i.Code, i.ToRow()))];
    }

    private static async Task<ImportBatch> FindAsync(InstitutionsDb db, string id, ServerCallContext context)
    {
        var key = Guid.Parse(id);
        var batch = await db.Imports.AsNoTracking().SingleOrDefaultAsync(b => b.Id == key, context.CancellationToken) ?? throw Rejection.NotFound($"imports/{id}");
        Caller.Of(context).MustReach(DivisionCode.Parse(batch.Division));
        return batch;
    }
}
