using Google.Protobuf;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using ShuangJian.Platform.Data;
using ShuangJian.Platform.Edge;
using ShuangJian.Platform.Hosting;
using ShuangJian.Platform.Identity;
using ShuangJian.Protos.Type.V1;
using ShuangJian.Supervision.Domain;
using Wire = ShuangJian.Protos.Supervision.V1;

namespace ShuangJian.Supervision;

/// <content>Shows and counts accounts.</content>
public sealed partial class RectificationGrpc
{
    /// <inheritdoc />
    public override async Task<Wire.GetRectificationResponse> GetRectification(Wire.GetRectificationRequest request, ServerCallContext context)
    {
        await using var db = await databases.CreateDbContextAsync(context.CancellationToken);
        return new() { Rectification = (await db.Set<Rectification>().ReadAsync(Rectifications.Name, request.RectificationId, Caller.Of(context))).ToProto() };
    }

    /// <inheritdoc />
    public override async Task<Wire.GetRectificationNoticeResponse> GetRectificationNotice(Wire.GetRectificationNoticeRequest request, ServerCallContext context)
    {
        await using var db = await databases.CreateDbContextAsync(context.CancellationToken);
        var one = await db.Set<Rectification>().ReadAsync(Rectifications.Name, request.RectificationId, Caller.Of(context));
        return new() { Html = ByteString.CopyFromUtf8(RectificationPaper.Of(one, clock.Today())) };
    }

    /// <inheritdoc />
    public override async Task<Wire.ListRectificationsResponse> ListRectifications(Wire.ListRectificationsRequest request, ServerCallContext context)
    {
        await using var db = await databases.CreateDbContextAsync(context.CancellationToken);
        var (caller, today) = (Caller.Of(context), clock.Today());
        var rows = db.Set<Rectification>().Within(request.Division).Among(request.States, r => r.State).Among(request.SubjectKinds, r => r.SubjectKind);
        if (caller.Audience is Audience.Institution or Audience.School) rows = rows.Where(r => r.SubjectCode == caller.Organization);
        if (request.SubjectCode.Length > 0) rows = rows.Where(r => r.SubjectCode == request.SubjectCode);
        if (request.SourceId.Length > 0) rows = rows.Where(r => r.SourceId == request.SourceId);
        if (request.HeldBy.Length > 0) rows = rows.Where(r => r.HeldBy == request.HeldBy);
        if (request.ListedOnly) rows = rows.Where(r => r.ListedBy != "");
        if (request.OverdueOnly) rows = rows.Where(r => r.State != RectificationState.Closed && r.DueDate < today);
        var (page, next) = await rows.PageAsync(request, request.PageSize, request.PageToken, context.CancellationToken);
        return new() { Rectifications = { page.Select(r => r.ToProto()) }, NextPageToken = next };
    }

    /// <inheritdoc />
    public override async Task<Wire.GetRectificationStatisticsResponse> GetRectificationStatistics(Wire.GetRectificationStatisticsRequest request, ServerCallContext context)
    {
        await using var db = await databases.CreateDbContextAsync(context.CancellationToken);
        var today = clock.Today();
        var rows = db.Set<Rectification>().AsNoTracking().Within(request.Division);
        if (Days.Of(request.OrderedFrom) is { } first) rows = rows.Where(r => r.OrderedOn >= first);
        if (Days.Of(request.OrderedTo) is { } last) rows = rows.Where(r => r.OrderedOn <= last);
        var counts = await rows.GroupBy(r => r.Division).Select(g => new Wire.RectificationCounts
        {
            Division = g.Key,
            Ordered = g.Count(),
            ToMend = g.Count(r => r.State == RectificationState.Ordered),
            Filed = g.Count(r => r.State == RectificationState.Filed),
            Verified = g.Count(r => r.State == RectificationState.Verified),
            Closed = g.Count(r => r.State == RectificationState.Closed),
            // Late is late, whether or not the platform has looked yet.
            Overdue = g.Count(r => r.Overdue || (r.State == RectificationState.Ordered && r.DueDate < today)),
            LateToday = g.Count(r => r.State != RectificationState.Closed && r.DueDate < today),
            Escalated = g.Count(r => r.State != RectificationState.Closed && r.HeldBy != r.OrderedBy),
            Listed = g.Count(r => r.ListedBy != ""),
            Reopened = g.Count(r => r.Reopened > 0),
        }).ToListAsync(context.CancellationToken);
        return new()
        {
            Total = new()
            {
                Division = request.Division, Ordered = counts.Sum(c => c.Ordered), ToMend = counts.Sum(c => c.ToMend), Filed = counts.Sum(c => c.Filed), Verified = counts.Sum(c => c.Verified),
                Closed = counts.Sum(c => c.Closed), Overdue = counts.Sum(c => c.Overdue), LateToday = counts.Sum(c => c.LateToday), Escalated = counts.Sum(c => c.Escalated),
                Listed = counts.Sum(c => c.Listed), Reopened = counts.Sum(c => c.Reopened),
            },
            Divisions = { counts.OrderBy(c => c.Division, StringComparer.Ordinal) },
        };
    }
}
