using System.Globalization;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;
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
    private const int IdLength = 36;
    private const int RowsOfAPart = 1000;

    private IDbContextFactory<InstitutionsDb> Databases => means.Databases;

    /// <inheritdoc />
    public override async Task ImportInstitutions(
        IAsyncStreamReader<ImportInstitutionsRequest> requestStream, IServerStreamWriter<ImportInstitutionsResponse> responseStream, ServerCallContext context)
    {
        var requests = CheckedRequests<ImportInstitutionsRequest>.Of(requestStream);
        await requests.MoveNext(context.CancellationToken);
        await new ImportSession(means, requests.Current.Header, responseStream, context).RunAsync(requests);
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
        var (first, last) = Columns.RangeOf(DivisionCode.Parse(request.Division));
        var rows = db.Imports.AsNoTracking().Where(b => string.Compare(b.Division, first) >= 0 && string.Compare(b.Division, last) <= 0);
        if (request.State != ImportState.Unspecified) rows = rows.Where(b => b.State == request.State);
        if (Paging.After(request, request.PageToken) is { } after)
        {
            if (after.Length <= IdLength || !Guid.TryParse(after[..IdLength], out var id)
                || !long.TryParse(after[IdLength..], NumberStyles.None, CultureInfo.InvariantCulture, out var ticks) || ticks > DateTime.MaxValue.Ticks)
                throw Paging.Invalid();
            var at = new DateTime(ticks, DateTimeKind.Utc);
            rows = rows.Where(b => b.CreatedAt < at || (b.CreatedAt == at && b.Id < id));
        }
        var size = Paging.Size(request.PageSize);
        var page = await rows.OrderByDescending(b => b.CreatedAt).ThenByDescending(b => b.Id).Take(size + 1).ToListAsync(context.CancellationToken);
        return new ListImportsResponse
        {
            Imports = { page.Take(size).Select(b => b.ToProto()) },
            NextPageToken = page.Count > size ? Paging.Token(request, $"{page[size - 1].Id}{page[size - 1].CreatedAt.Ticks}") : "",
        };
    }

    /// <inheritdoc />
    public override async Task<ListImportErrorsResponse> ListImportErrors(ListImportErrorsRequest request, ServerCallContext context)
    {
        await using var db = await Databases.CreateDbContextAsync(context.CancellationToken);
        var batch = await FindAsync(db, request.BatchId, context);
        var rows = db.ImportFaults.AsNoTracking().Where(f => f.Batch == batch.Id);
        if (Paging.After(request, request.PageToken) is { } after)
        {
            if (after.Split('/') is not [var first, var second] || !long.TryParse(first, NumberStyles.None, CultureInfo.InvariantCulture, out var row)
                || !int.TryParse(second, NumberStyles.None, CultureInfo.InvariantCulture, out var ordinal))
                throw Paging.Invalid();
            rows = rows.Where(f => f.Row > row || (f.Row == row && f.Ordinal > ordinal));
        }
        var size = Paging.Size(request.PageSize);
        var page = await rows.OrderBy(f => f.Row).ThenBy(f => f.Ordinal).Take(size + 1).ToListAsync(context.CancellationToken);
        return new ListImportErrorsResponse
        {
            Errors = { page.Take(size).Select(f => f.ToProto()) },
            NextPageToken = page.Count > size ? Paging.Token(request, $"{page[size - 1].Row}/{page[size - 1].Ordinal}") : "",
        };
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
