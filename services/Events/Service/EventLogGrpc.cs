using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using ShuangJian.Platform.Data;
using ShuangJian.Platform.Hosting;
using ShuangJian.Platform.Identity;
using ShuangJian.Protos.Event.V1;
using ShuangJian.Protos.Type.V1;

namespace ShuangJian.Events;

/// <summary>Reads the event log for departments, within their jurisdiction.</summary>
public sealed class EventLogGrpc(IDbContextFactory<EventsDb> databases, TimeProvider clock) : EventLogService.EventLogServiceBase
{
    private const int DefaultPage = 100;

    /// <inheritdoc />
    public override async Task<ListEventsResponse> ListEvents(ListEventsRequest request, ServerCallContext context)
    {
        await using var db = await databases.CreateDbContextAsync(context.CancellationToken);
        var events = FilterOf(request, Caller.Of(context)).Of(db.Log.AsNoTracking().Where(e => e.Sequence > request.AfterSequence));
        if (request.Subject.Length > 0) events = events.Where(e => e.Subject == request.Subject);
        var page = await events.OrderBy(e => e.Sequence).Take(Paging.Size(request.PageSize, DefaultPage)).ToListAsync(context.CancellationToken);
        return new() { Events = { page.Select(LogTail.ToProto) } };
    }

    /// <summary>An operator looks after the whole log; a department sees what its duty calls for.</summary>
    private LogFilter FilterOf(ListEventsRequest request, Caller caller)
    {
        if (caller.Audience != Audience.Regulator) return new(request.Division, request.Types_.Count > 0 ? [.. request.Types_] : [.. Duty.Names]);
        var (department, today) = (caller.Department.ToCode(), clock.Today());
        Duty.Check(department, request.Division, request.Types_, today);
        return new(request.Division, request.Types_.Count > 0 ? [.. request.Types_] : [.. Duty.HeardBy(department, request.Division, today).Select(h => h.Type)]);
    }
}
