using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using ShuangJian.Filings.Domain;
using ShuangJian.Platform.Bulk;
using ShuangJian.Platform.Data;
using ShuangJian.Platform.Edge;
using ShuangJian.Platform.Identity;
using Wire = ShuangJian.Protos.Filing.V1;

namespace ShuangJian.Filings;

/// <summary>Files many tutors from one file, and gives them out as one.</summary>
public sealed class TutorBulkGrpc(FileMeans<FilingsDb> means, PersonMatching matching) : Wire.TutorBulkService.TutorBulkServiceBase
{
    private const string Name = "tutor-batches";

    /// <inheritdoc />
    public override async Task SubmitTutors(
        IAsyncStreamReader<Wire.SubmitTutorsRequest> requestStream, IServerStreamWriter<Wire.SubmitTutorsResponse> responseStream, ServerCallContext context)
    {
        var requests = CheckedRequests<Wire.SubmitTutorsRequest>.Of(requestStream);
        await requests.MoveNext(context.CancellationToken);
        var session = new TutorFileSession(means, matching, requests.Current.Header, responseStream, context);
        await session.RunAsync(session.Chunks(requests, r => r.Chunk));
    }

    /// <inheritdoc />
    public override async Task<Wire.GetTutorBatchResponse> GetTutorBatch(Wire.GetTutorBatchRequest request, ServerCallContext context)
    {
        await using var db = await means.Databases.CreateDbContextAsync(context.CancellationToken);
        return new Wire.GetTutorBatchResponse { Batch = (await db.Set<TutorFileBatch>().OwnedAsync(Name, request.BatchId, context)).ToProto() };
    }

    /// <inheritdoc />
    public override async Task<Wire.ListTutorBatchesResponse> ListTutorBatches(Wire.ListTutorBatchesRequest request, ServerCallContext context)
    {
        await using var db = await means.Databases.CreateDbContextAsync(context.CancellationToken);
        var (page, next) = await db.Set<TutorFileBatch>().SeenBy(Caller.Of(context), request.Division, request.State)
            .PageAsync(request, request.PageSize, request.PageToken, context.CancellationToken);
        return new Wire.ListTutorBatchesResponse { Batches = { page.Select(b => b.ToProto()) }, NextPageToken = next };
    }

    /// <inheritdoc />
    public override async Task<Wire.ListTutorBatchErrorsResponse> ListTutorBatchErrors(Wire.ListTutorBatchErrorsRequest request, ServerCallContext context)
    {
        await using var db = await means.Databases.CreateDbContextAsync(context.CancellationToken);
        var batch = await db.Set<TutorFileBatch>().OwnedAsync(Name, request.BatchId, context);
        var (page, next) = await db.Set<RowFault>().AsNoTracking().Where(f => f.Batch == batch.Id)
            .PageAsync(request, request.PageSize, request.PageToken, context.CancellationToken);
        return new Wire.ListTutorBatchErrorsResponse { Errors = { page.Select(f => f.ToProto()) }, NextPageToken = next };
    }

    /// <inheritdoc />
    public override async Task ExportTutors(Wire.ExportTutorsRequest request, IServerStreamWriter<Wire.ExportTutorsResponse> responseStream, ServerCallContext context)
    {
        await means.Commands.DiscloseAsync(request, context, $"tutors/{request.Division}", request.Purpose);
        await TutorRows.Export.SendAsync(
            request, request.PageToken, request.Format, (after, most) => ReadAsync(request, after, most, context),
            part => responseStream.WriteAsync(new() { Data = part.Data, Rows = part.Rows, NextPageToken = part.NextPageToken }, context.CancellationToken));
    }

    private async Task<IReadOnlyList<(string Key, Wire.Tutor Row)>> ReadAsync(Wire.ExportTutorsRequest request, string after, int most, ServerCallContext context)
    {
        await using var db = await means.Databases.CreateDbContextAsync(context.CancellationToken);
        // What was erased has no person that could be given out.
        var rows = db.Set<Tutor>().AsNoTracking().SeenBy(Caller.Of(context), request.Division).Where(t => t.PersonCipher != null);
        if (request.InstitutionCode.Length > 0) rows = rows.Where(t => t.OwnerCode == request.InstitutionCode);
        var part = await rows.Among(request.States, t => t.State).After(t => t.Id, after, most).ToListAsync(context.CancellationToken);
        return [.. part.Select(t => ($"{t.Id}", t.ToProto(matching.Unseal(t), open: true)))];
    }
}
