using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using ShuangJian.Platform.Data;
using ShuangJian.Platform.Edge;
using ShuangJian.Platform.Hosting;
using ShuangJian.Platform.Identity;
using ShuangJian.Protos.Type.V1;
using Department = ShuangJian.Protos.Type.V1.Department;
using Wire = ShuangJian.Protos.Event.V1;

namespace ShuangJian.Events;

/// <content>Tells what may be ordered and what was, and opens streams.</content>
public sealed partial class SubscriptionGrpc
{
    private const int DefaultWindow = 1000;
    private const int DefaultHeartbeat = 15;
    private const int MostCounted = 10_000;

    /// <inheritdoc />
    public override Task<Wire.ListSubscribableEventsResponse> ListSubscribableEvents(Wire.ListSubscribableEventsRequest request, ServerCallContext context)
    {
        var caller = Caller.Of(context);
        var department = request.Department == Department.Unspecified ? caller.Department : request.Department;
        if (department == Department.Unspecified) throw Rejection.Invalid("department", "必填", "is required");
        return Task.FromResult(new Wire.ListSubscribableEventsResponse
        {
            Events =
            {
                Duty.HeardBy(department.ToCode(), request.Division, clock.Today()).Select(heard => new Wire.SubscribableEvent
                {
                    Type = heard.Type, Matter = heard.Duty.Matter.Id, TitleZh = heard.Duty.Matter.TitleZh, TitleEn = heard.Duty.Matter.TitleEn,
                    Leads = heard.Leads, Basis = heard.Duty.Basis.ToProto(),
                }),
            },
        });
    }

    /// <inheritdoc />
    public override async Task<Wire.GetSubscriptionResponse> GetSubscription(Wire.GetSubscriptionRequest request, ServerCallContext context)
    {
        await using var db = await databases.CreateDbContextAsync(context.CancellationToken);
        var one = MustBeOf(await db.Subscriptions.ReadAsync(Name, request.SubscriptionId, Caller.Of(context)), Caller.Of(context));
        var wire = await ToProtoAsync(db, one, clock.Today());
        var filter = new LogFilter(one.Division, wire.DeliveredTypes);
        wire.WaitingCount = await filter.Of(db.Log.Where(e => e.Sequence > wire.AcknowledgedSequence)).Take(MostCounted).CountAsync(context.CancellationToken);
        return new() { Subscription = wire };
    }

    /// <inheritdoc />
    public override async Task<Wire.ListSubscriptionsResponse> ListSubscriptions(Wire.ListSubscriptionsRequest request, ServerCallContext context)
    {
        await using var db = await databases.CreateDbContextAsync(context.CancellationToken);
        var (caller, today) = (Caller.Of(context), clock.Today());
        var rows = db.Subscriptions.Within(request.Division).Among(request.States, s => s.State);
        if (caller.Audience == Audience.Regulator)
        {
            var own = caller.Department.ToCode();
            rows = rows.Where(s => s.Department == own);
        }
        var (page, next) = await rows.PageAsync(request, request.PageSize, request.PageToken, context.CancellationToken);
        var ids = page.Select(s => s.Id).ToArray();
        var progress = await db.Progress.AsNoTracking().Where(p => EF.Parameter(ids).Contains(p.SubscriptionId)).ToDictionaryAsync(p => p.SubscriptionId, context.CancellationToken);
        var kept = await db.Queues.AsNoTracking().Where(q => EF.Parameter(ids).Contains(q.SubscriptionId)).ToDictionaryAsync(q => q.SubscriptionId, context.CancellationToken);
        return new() { Subscriptions = { page.Select(s => s.ToProto(progress[s.Id], kept.GetValueOrDefault(s.Id), today)) }, NextPageToken = next };
    }

    /// <inheritdoc />
    public override async Task StreamEvents(
        IAsyncStreamReader<Wire.StreamEventsRequest> requestStream, IServerStreamWriter<Wire.StreamEventsResponse> responseStream, ServerCallContext context)
    {
        var requests = CheckedRequests<Wire.StreamEventsRequest>.Of(requestStream);
        if (!await requests.MoveNext(context.CancellationToken) || requests.Current.Open is not { } open)
            throw Rejection.Invalid("open", "首条消息须包含此字段", "is required in the first message of the stream");
        var opened = await commands.StepAsync(open, context, (db, command) => OpenAsync(db, command, open, context.CancellationToken));
        using var stream = new EventStream(new StreamMeans(databases, tail, clock), opened, requests, responseStream);
        await stream.RunAsync(context.CancellationToken);
    }

    /// <summary>The newest stream is the one that delivers: an older one may be what is left of a broken connection.</summary>
    private static async Task<StreamOpening> OpenAsync(EventsDb db, Command command, Wire.OpenStream open, CancellationToken cancellation)
    {
        var one = await LoadAsync(db, command, open.SubscriptionId, "");
        one.Must(Delivery.Stream);
        one.Must(SubscriptionState.Active);
        var progress = await db.Progress.SingleAsync(p => p.SubscriptionId == one.Id, cancellation);
        var after = open.Start is null ? progress.Acknowledged : await StartAsync(db, open.Start, cancellation);
        if (after > progress.Acknowledged)
            throw Rejection.Invalid("open.start", "不得晚于已确认的位置", "lies behind the position acknowledged last, and would skip events");
        var id = Guid.CreateVersion7();
        progress.StreamId = id;
        command.Purpose = $"after {after}";
        return new(
            one, id, after, progress.Acknowledged, open.WindowSize == 0 ? DefaultWindow : open.WindowSize,
            TimeSpan.FromSeconds(open.HeartbeatSeconds == 0 ? DefaultHeartbeat : open.HeartbeatSeconds));
    }
}
