using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using ShuangJian.Platform.Bulk;
using ShuangJian.Platform.Data;
using ShuangJian.Platform.Edge;
using ShuangJian.Platform.Identity;
using Wire = ShuangJian.Protos.Filing.V1;

namespace ShuangJian.Filings;

/// <summary>Files many courses from one file, and gives them out as one.</summary>
public sealed class CourseBulkGrpc(FileMeans<FilingsDb> means) : Wire.CourseBulkService.CourseBulkServiceBase
{
    private const string Name = "course-batches";

    /// <inheritdoc />
    public override async Task SubmitCourses(
        IAsyncStreamReader<Wire.SubmitCoursesRequest> requestStream, IServerStreamWriter<Wire.SubmitCoursesResponse> responseStream, ServerCallContext context)
    {
        var requests = CheckedRequests<Wire.SubmitCoursesRequest>.Of(requestStream);
        await requests.MoveNext(context.CancellationToken);
        var session = new CourseFileSession(means, requests.Current.Header, responseStream, context);
        await session.RunAsync(session.Chunks(requests, r => r.Chunk));
    }

    /// <inheritdoc />
    public override async Task<Wire.GetCourseBatchResponse> GetCourseBatch(Wire.GetCourseBatchRequest request, ServerCallContext context)
    {
        await using var db = await means.Databases.CreateDbContextAsync(context.CancellationToken);
        return new Wire.GetCourseBatchResponse { Batch = (await db.Set<CourseFileBatch>().OwnedAsync(Name, request.BatchId, context)).ToProto() };
    }

    /// <inheritdoc />
    public override async Task<Wire.ListCourseBatchesResponse> ListCourseBatches(Wire.ListCourseBatchesRequest request, ServerCallContext context)
    {
        await using var db = await means.Databases.CreateDbContextAsync(context.CancellationToken);
        var (page, next) = await db.Set<CourseFileBatch>().SeenBy(Caller.Of(context), request.Division, request.State).PageAsync(request, request.PageSize, request.PageToken, context.CancellationToken);
        return new Wire.ListCourseBatchesResponse { Batches = { page.Select(b => b.ToProto()) }, NextPageToken = next };
    }

    /// <inheritdoc />
    public override async Task<Wire.ListCourseBatchErrorsResponse> ListCourseBatchErrors(Wire.ListCourseBatchErrorsRequest request, ServerCallContext context)
    {
        await using var db = await means.Databases.CreateDbContextAsync(context.CancellationToken);
        var batch = await db.Set<CourseFileBatch>().OwnedAsync(Name, request.BatchId, context);
        var (page, next) = await db.Set<RowFault>().AsNoTracking().Where(f => f.Batch == batch.Id)
            .PageAsync(request, request.PageSize, request.PageToken, context.CancellationToken);
        return new Wire.ListCourseBatchErrorsResponse { Errors = { page.Select(f => f.ToProto()) }, NextPageToken = next };
    }

    /// <inheritdoc />
    public override Task ExportCourses(Wire.ExportCoursesRequest request, IServerStreamWriter<Wire.ExportCoursesResponse> responseStream, ServerCallContext context) =>
        CourseRows.Export.SendAsync(
            request, request.PageToken, request.Format, (after, most) => ReadAsync(request, after, most, context),
            part => responseStream.WriteAsync(new() { Data = part.Data, Rows = part.Rows, NextPageToken = part.NextPageToken }, context.CancellationToken));

    private async Task<IReadOnlyList<(string Key, Wire.Course Row)>> ReadAsync(Wire.ExportCoursesRequest request, string after, int most, ServerCallContext context)
    {
        await using var db = await means.Databases.CreateDbContextAsync(context.CancellationToken);
        var rows = CourseQueries.Among(db.Courses.AsNoTracking(), Caller.Of(context), request.Division, request.InstitutionCode, request.States);
        return [.. (await rows.After(c => c.Id, after, most).ToListAsync(context.CancellationToken)).Select(c => ($"{c.Id}", c.ToProto()))];
    }
}
