using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using ShuangJian.Platform.Data;
using ShuangJian.Platform.Edge;
using ShuangJian.Platform.Identity;
using ShuangJian.Platform.Messaging;
using ShuangJian.Policy;
using ShuangJian.Protos.Type.V1;
using Wire = ShuangJian.Protos.Event.V1;

namespace ShuangJian.Events;

/// <summary>Takes what departments order, and delivers it over gRPC.</summary>
public sealed partial class SubscriptionGrpc(
    Commands<EventsDb> commands, IDbContextFactory<EventsDb> databases, DepartmentQueues queues, LogTail tail, Wakes wakes, TimeProvider clock)
    : Wire.SubscriptionService.SubscriptionServiceBase
{
    /// <summary>Name of the collection.</summary>
    internal const string Name = "subscriptions";

    /// <inheritdoc />
    public override Task<Wire.CreateSubscriptionResponse> CreateSubscription(Wire.CreateSubscriptionRequest request, ServerCallContext context)
    {
        (string Password, string Hash)? secret = null;
        return WithPasswordAsync(
            commands.RunAsync(request, context, async (db, command) =>
            {
                var department = command.Caller.Department.ToCode();
                string[] types = [.. request.Types_.Distinct()];
                Duty.Check(department, request.Division, types, command.Today);
                var delivery = EnumMap<Wire.Delivery, Delivery>.ToDomain(request.Delivery)!.Value;
                if (delivery == Delivery.Queue && !queues.Offered)
                    throw Refusal.Of("QUEUES_NOT_OFFERED", "本部署未接入消息代理的管理接口，请使用流式订阅。", "There is no broker whose queues may be managed here; stream instead.");
                var start = await StartAsync(db, request.Start, context.CancellationToken);
                var one = Subscription.Begin(request.Division, department, request.Title, types, delivery, start, command.Now);
                var progress = new SubscriptionProgress { SubscriptionId = one.Id, Acknowledged = start };
                var made = delivery == Delivery.Queue ? DepartmentQueues.NewPassword() : default;
                var queue = delivery == Delivery.Queue ? new Mailbox { SubscriptionId = one.Id, PasswordHash = made.Hash, FilledTo = start } : null;
                db.Add(one);
                db.Add(progress);
                if (queue is not null) db.Add(queue);
                command.Resource = $"{Name}/{one.Id}";
                command.AfterCommit(() => Made(queue is null ? null : made));
                return new Wire.CreateSubscriptionResponse { Subscription = one.ToProto(progress, queue, command.Today), Credentials = queue is null ? null : CredentialsOf(one.Id) };
            }),
            answer => answer.Credentials,
            () => secret?.Password);

        void Made((string, string)? made)
        {
            secret = made;
            wakes.Pump.Set();
        }
    }

    /// <inheritdoc />
    public override Task<Wire.UpdateSubscriptionResponse> UpdateSubscription(Wire.UpdateSubscriptionRequest request, ServerCallContext context) =>
        commands.RunAsync(request, context, async (db, command) =>
        {
            var one = await LoadAsync(db, command, request.SubscriptionId, request.Etag);
            string[] types = [.. request.Types_.Distinct()];
            Duty.Check(one.Department, one.Division, types, command.Today);
            one.Change(request.Title, types, command.Now);
            return new Wire.UpdateSubscriptionResponse { Subscription = await ChangedAsync(db, one, command) };
        });

    /// <inheritdoc />
    public override Task<Wire.PauseSubscriptionResponse> PauseSubscription(Wire.PauseSubscriptionRequest request, ServerCallContext context) =>
        commands.RunAsync(request, context, async (db, command) =>
        {
            var one = await LoadAsync(db, command, request.SubscriptionId, request.Etag);
            one.Pause(command.Now);
            return new Wire.PauseSubscriptionResponse { Subscription = await ChangedAsync(db, one, command) };
        });

    /// <inheritdoc />
    public override Task<Wire.ResumeSubscriptionResponse> ResumeSubscription(Wire.ResumeSubscriptionRequest request, ServerCallContext context) =>
        commands.RunAsync(request, context, async (db, command) =>
        {
            var one = await LoadAsync(db, command, request.SubscriptionId, request.Etag);
            one.Resume(command.Now);
            return new Wire.ResumeSubscriptionResponse { Subscription = await ChangedAsync(db, one, command) };
        });

    /// <inheritdoc />
    public override Task<Wire.RemoveSubscriptionResponse> RemoveSubscription(Wire.RemoveSubscriptionRequest request, ServerCallContext context) =>
        commands.RunAsync(request, context, async (db, command) =>
        {
            var one = await LoadAsync(db, command, request.SubscriptionId, request.Etag);
            one.Remove(command.Now);
            return new Wire.RemoveSubscriptionResponse { Subscription = await ChangedAsync(db, one, command) };
        });

    /// <inheritdoc />
    public override Task<Wire.RotateCredentialsResponse> RotateCredentials(Wire.RotateCredentialsRequest request, ServerCallContext context)
    {
        string? password = null;
        return WithPasswordAsync(
            commands.RunAsync(request, context, async (db, command) =>
            {
                var one = await LoadAsync(db, command, request.SubscriptionId, request.Etag);
                one.Must(Delivery.Queue);
                one.Must(SubscriptionState.Active, SubscriptionState.Paused);
                var queue = await db.Queues.SingleAsync(q => q.SubscriptionId == one.Id);
                var made = DepartmentQueues.NewPassword();
                (queue.PasswordHash, queue.PasswordTold) = (made.Hash, false);
                command.AfterCommit(() =>
                {
                    password = made.Password;
                    wakes.Pump.Set();
                });
                return new Wire.RotateCredentialsResponse { Subscription = await ChangedAsync(db, one, command), Credentials = CredentialsOf(one.Id) };
            }),
            answer => answer.Credentials,
            () => password);
    }

    /// <summary>The answer is stored without the password; only the call that made it is told.</summary>
    private static async Task<T> WithPasswordAsync<T>(Task<T> run, Func<T, Wire.QueueCredentials?> of, Func<string?> password)
    {
        var answer = await run;
        if (of(answer) is { } credentials && password() is { } made) credentials.Password = made;
        return answer;
    }

    private Wire.QueueCredentials CredentialsOf(Guid id) => new()
    {
        User = Mailbox.NameOf(id), VirtualHost = queues.VirtualHost, Queue = Mailbox.NameOf(id), DeadLetterQueue = Mailbox.DeadNameOf(id),
    };

    private async Task<Wire.Subscription> ChangedAsync(EventsDb db, Subscription one, Command command)
    {
        command.AfterCommit(wakes.Pump.Set);
        return await ToProtoAsync(db, one, command.Today);
    }

    private static async Task<Wire.Subscription> ToProtoAsync(EventsDb db, Subscription one, DateOnly today) =>
        one.ToProto(
            await db.Progress.AsNoTracking().SingleAsync(p => p.SubscriptionId == one.Id),
            one.Delivery == Delivery.Queue ? await db.Queues.AsNoTracking().SingleAsync(q => q.SubscriptionId == one.Id) : null, today);

    private static async Task<Subscription> LoadAsync(EventsDb db, Command command, string id, string etag)
    {
        var one = await db.Subscriptions.LoadAsync(Name, id, command, etag);
        return MustBeOf(one, command.Caller);
    }

    /// <summary>To another department it does not exist.</summary>
    internal static Subscription MustBeOf(Subscription one, Caller caller) =>
        caller.Audience != Audience.Regulator || caller.Department.ToCode() == one.Department ? one : throw Rejection.NotFound($"{Name}/{one.Id}");

    /// <summary>Position after which something starts; the end of the log when nothing else is said.</summary>
    private static async Task<long> StartAsync(EventsDb db, Wire.StartPosition? start, CancellationToken cancellation)
    {
        var head = await db.Head.AsNoTracking().Where(h => h.Id == LogHead.Log).Select(h => h.Sequence).SingleAsync(cancellation);
        switch (start?.StartCase)
        {
            case Wire.StartPosition.StartOneofCase.AfterSequence:
                var oldest = await db.Log.MinAsync(e => (long?)e.Sequence, cancellation) ?? head + 1;
                var after = start.AfterSequence == 0 ? oldest - 1 : start.AfterSequence;
                if (after >= oldest - 1 && after <= head) return after;
                throw Refusal.Of("POSITION_NOT_KEPT", "日志没有这个位置。", "The log does not keep that position.", ("oldest", $"{oldest}"), ("newest", $"{head}"));
            case Wire.StartPosition.StartOneofCase.Time:
                var time = start.Time.ToDateTime();
                return await db.Log.Where(e => e.Time >= time).MinAsync(e => (long?)e.Sequence, cancellation) - 1 ?? head;
            default:
                return head;
        }
    }
}
