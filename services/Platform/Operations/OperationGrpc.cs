using System.Reflection;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using ShuangJian.Platform.Audit;
using ShuangJian.Platform.Data;
using ShuangJian.Platform.Edge;
using ShuangJian.Platform.Identity;
using ShuangJian.Platform.Messaging;
using ShuangJian.Protos.Operation.V1;

namespace ShuangJian.Platform.Operations;

/// <summary>Lets operators see and mend what runs in the background of a service.</summary>
internal sealed class OperationGrpc(IEnumerable<IServiceDatabase> databases, IEnumerable<IEventConsumer> consumers, AuditTrail trail, Verifications verifications) : OperationService.OperationServiceBase
{
    private static readonly string Version = Assembly.GetExecutingAssembly().GetName().Version?.ToString(3) ?? "";

    public override async Task<GetStatusResponse> GetStatus(GetStatusRequest request, ServerCallContext context)
    {
        var cancellation = context.CancellationToken;
        await using var db = await OpenAsync(request.Service, cancellation);
        var oldest = await db.Outbox.OrderBy(m => m.Id).Select(m => (DateTime?)m.At).FirstOrDefaultAsync(cancellation);
        return new GetStatusResponse
        {
            OutboxWaiting = await db.Outbox.LongCountAsync(cancellation),
            OutboxOldestTime = oldest?.ToTimestamp(),
            ParkedMessages = await db.Parked.LongCountAsync(cancellation),
            AuditSealedPosition = await db.Audit.MaxAsync(a => a.Position, cancellation) ?? 0,
            AuditUnsealed = await db.Audit.LongCountAsync(a => a.Position == null, cancellation),
            Version = Version,
        };
    }

    public override async Task<VerifyAuditResponse> VerifyAudit(VerifyAuditRequest request, ServerCallContext context)
    {
        await using var db = await OpenAsync(request.Service, context.CancellationToken);
        (long, byte[])? published = request.PublishedHash.Length > 0
            ? (request.PublishedPosition, Convert.FromHexString(request.PublishedHash)) : null;
        var verdict = await AuditVerification.VerifyAsync(db, published, context.CancellationToken);
        await verifications.RecordAsync(request.Service, Verifications.Audit, verdict.Faults.Count == 0, context);
        var response = new VerifyAuditResponse
        {
            Intact = verdict.Faults.Count == 0,
            Rows = verdict.Rows,
            HeadPosition = verdict.HeadPosition,
            HeadHash = Convert.ToHexStringLower(verdict.HeadHash),
        };
        response.Faults.Add(verdict.Faults.Select(f => new Protos.Operation.V1.AuditFault { Position = f.Position, Kind = f.Kind }));
        return response;
    }

    public override async Task<ListAuditRecordsResponse> ListAuditRecords(ListAuditRecordsRequest request, ServerCallContext context)
    {
        await using var db = await OpenAsync(request.Service, context.CancellationToken);
        var rows = db.Audit.AsNoTracking();
        if (request.Resource.Length > 0) rows = rows.Where(a => a.Resource == request.Resource);
        if (Paging.After(request, request.PageToken) is { } after)
        {
            if (!long.TryParse(after, out var id)) throw Paging.Invalid();
            rows = rows.Where(a => a.Id < id);
        }
        var size = Paging.Size(request.PageSize);
        var page = await rows.OrderByDescending(a => a.Id).Take(size + 1).ToListAsync(context.CancellationToken);
        var response = new ListAuditRecordsResponse
        {
            NextPageToken = page.Count > size ? Paging.Token(request, page[size - 1].Id.ToString()) : "",
        };
        response.Records.Add(page.Take(size).Select(ToProto));
        return response;
    }

    public override async Task<ListParkedMessagesResponse> ListParkedMessages(ListParkedMessagesRequest request, ServerCallContext context)
    {
        await using var db = await OpenAsync(request.Service, context.CancellationToken);
        var parked = db.Parked.AsNoTracking();
        if (Paging.After(request, request.PageToken) is { } after)
        {
            var parts = after.Split('|', 2);
            if (parts.Length != 2 || !Guid.TryParse(parts[0], out var id)) throw Paging.Invalid();
            var consumer = parts[1];
            var at = await db.Parked.Where(m => m.EventId == id && m.Consumer == consumer).Select(m => m.ParkedAt).FirstOrDefaultAsync(context.CancellationToken);
            parked = parked.Where(m => m.ParkedAt > at || (m.ParkedAt == at && string.Compare(m.Consumer, consumer) > 0));
        }
        var size = Paging.Size(request.PageSize);
        var page = await parked.OrderBy(m => m.ParkedAt).ThenBy(m => m.Consumer).Take(size + 1).ToListAsync(context.CancellationToken);
        var response = new ListParkedMessagesResponse
        {
            NextPageToken = page.Count > size ? Paging.Token(request, $"{page[size - 1].EventId}|{page[size - 1].Consumer}") : "",
        };
        response.Messages.Add(page.Take(size).Select(ToProto));
        return response;
    }

    public override async Task<ReplayParkedMessageResponse> ReplayParkedMessage(ReplayParkedMessageRequest request, ServerCallContext context)
    {
        var resource = $"parkedMessages/{request.EventId}/{request.Consumer}";
        var id = Guid.Parse(request.EventId);
        var consumer = consumers.FirstOrDefault(c => c.Name == request.Consumer) ?? throw Rejection.NotFound(resource);
        await using (var db = await OpenAsync(request.Service, context.CancellationToken))
        {
            if (!await db.Parked.AnyAsync(m => m.EventId == id && m.Consumer == request.Consumer, context.CancellationToken)) throw Rejection.NotFound(resource);
        }
        var failure = await consumer.ReplayAsync(id, context.CancellationToken);
        await trail.RecordAsync(request.Service, Caller.Of(context), context.Method, request, failure is null ? StatusCode.OK : StatusCode.FailedPrecondition, resource);
        if (failure is not null)
        {
            throw new Rejection(StatusCode.FailedPrecondition, "REPLAY_FAILED", "重放失败，消息仍在搁置区", "the consumer failed again; the message stays parked")
            {
                Facts = new Dictionary<string, string> { ["failure"] = failure },
            };
        }
        return new ReplayParkedMessageResponse();
    }

    private async Task<PlatformDb> OpenAsync(string service, CancellationToken cancellation)
    {
        var database = databases.FirstOrDefault(d => d.Service == service)
            ?? throw new Rejection(StatusCode.NotFound, "SERVICE_UNKNOWN", $"本进程没有服务 {service}", $"this process hosts no service {service}")
            {
                Facts = new Dictionary<string, string> { ["service"] = service },
            };
        return await database.OpenAsync(cancellation);
    }

    private static AuditRecord ToProto(AuditRow row) => new()
    {
        Position = row.Position ?? 0,
        Time = row.At.ToTimestamp(),
        Caller = row.Caller,
        Audience = row.Audience,
        Department = row.Department,
        Jurisdiction = row.Jurisdiction,
        Method = row.Method,
        Resource = row.Resource,
        Purpose = row.Purpose,
        Result = row.Result,
    };

    private static Protos.Operation.V1.ParkedMessage ToProto(Messaging.ParkedMessage message) => new()
    {
        EventId = message.EventId.ToString(),
        Consumer = message.Consumer,
        Type = message.Type,
        Subject = message.Subject,
        Failure = message.Failure,
        Attempts = message.Attempts,
        ParkTime = message.ParkedAt.ToTimestamp(),
    };
}
