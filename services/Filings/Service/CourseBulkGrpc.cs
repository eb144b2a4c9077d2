using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using ShuangJian.Platform.Bulk;
using ShuangJian.Platform.Edge;
using ShuangJian.Platform.Identity;
using ShuangJian.Policy;
using ShuangJian.Protos.Type.V1;
using ShuangJian.Protos.Institution.V1;
using Wire = ShuangJian.Protos.Filing.V1;

namespace ShuangJian.Filings;

/// <summary>Files many courses from one file.</summary>
public sealed class CourseBulkGrpc(FileMeans<FilingsDb> means) : Wire.CourseBulkService.CourseBulkServiceBase
{
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
        return new Wire.GetCourseBatchResponse { Batch = (await FindAsync(db, request.BatchId, context)).ToProto() };
    }

    /// <inheritdoc />
    public override async Task<Wire.ListCourseBatchesResponse> ListCourseBatches(Wire.ListCourseBatchesRequest request, ServerCallContext context)
    {
        await using var db = await means.Databases.CreateDbContextAsync(context.CancellationToken);
        var rows = db.Set<CourseFileBatch>().AsNoTracking().Within(request.Division);
        if (CourseFileSession.OwnerOf(Caller.Of(context)) is { Length: > 0 } owner) rows = rows.Where(b => b.InstitutionCode == owner);
        if (request.State != ImportState.Unspecified) rows = rows.Where(b => b.State == request.State);
        var (page, next) = await rows.PageAsync(request, request.PageSize, request.PageToken, context.CancellationToken);
        return new Wire.ListCourseBatchesResponse { Batches = { page.Select(b => b.ToProto()) }, NextPageToken = next };
    }

    /// <inheritdoc />
    public override async Task<Wire.ListCourseBatchErrorsResponse> ListCourseBatchErrors(Wire.ListCourseBatchErrorsRequest request, ServerCallContext context)
    {
        await using var db = await means.Databases.CreateDbContextAsync(context.CancellationToken);
        var batch = await FindAsync(db, request.BatchId, context);
        var (page, next) = await db.Set<RowFault>().AsNoTracking().Where(f => f.Batch == batch.Id)
            .PageAsync(request, request.PageSize, request.PageToken, context.CancellationToken);
        return new Wire.ListCourseBatchErrorsResponse { Errors = { page.Select(f => f.ToProto()) }, NextPageToken = next };
    }

    /// <summary>Another institution learns not even that a batch exists, an officer learns whose jurisdiction it is not.</summary>
    private static async Task<CourseFileBatch> FindAsync(FilingsDb db, string id, ServerCallContext context)
    {
        var key = Guid.Parse(id);
        var caller = Caller.Of(context);
        var batch = await db.Set<CourseFileBatch>().AsNoTracking().SingleOrDefaultAsync(b => b.Id == key, context.CancellationToken);
        if (batch is null) throw Rejection.NotFound($"course-batches/{id}");
        var division = DivisionCode.Parse(batch.Division);
        if (caller.Audience != Audience.Institution) caller.MustReach(division);
        else if (!caller.Reaches(division) || caller.Organization != batch.InstitutionCode) throw Rejection.NotFound($"course-batches/{id}");
        return batch;
    }
}
