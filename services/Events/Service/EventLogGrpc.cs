using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using ShuangJian.Platform.Data;
using ShuangJian.Policy;
using ShuangJian.Protos.Event.V1;

namespace ShuangJian.Events;

/// <summary>Reads the event log for departments, within their jurisdiction.</summary>
public sealed class EventLogGrpc(IDbContextFactory<EventsDb> databases) : EventLogService.EventLogServiceBase
{
    private const int DefaultPage = 100;

    /// <inheritdoc />
    public override async Task<ListEventsResponse> ListEvents(ListEventsRequest request, ServerCallContext context)
    {
        await using var db = await databases.CreateDbContextAsync(context.CancellationToken);
        var prefix = DivisionCode.Parse(request.Division).Prefix;
        var events = db.Log.AsNoTracking().Where(e => e.Sequence > request.AfterSequence && e.Division.StartsWith(prefix));
        if (request.Types_.Count > 0)
        {
            var types = request.Types_.ToArray();
            events = events.Where(e => types.Contains(e.Type));
        }
        if (request.Subject.Length > 0) events = events.Where(e => e.Subject == request.Subject);
        var page = await events.OrderBy(e => e.Sequence).Take(Paging.Size(request.PageSize, DefaultPage)).ToListAsync(context.CancellationToken);
        var response = new ListEventsResponse();
        response.Events.Add(page.Select(e => new LoggedEvent
        {
            Sequence = e.Sequence,
            EventId = e.EventId.ToString(),
            Type = e.Type,
            Subject = e.Subject,
            Division = e.Division,
            EventTime = e.Time.ToTimestamp(),
            CloudEvent = e.CloudEvent,
        }));
        return response;
    }
}
