using ShuangJian.Platform.Data;
using ShuangJian.Platform.Hosting;
using ShuangJian.Platform.Messaging;
using ShuangJian.Protos.Event.V1;

namespace ShuangJian.Events;

/// <summary>The departments' event log, and what they ordered of it.</summary>
public sealed class EventsModule : IServiceModule
{
    /// <inheritdoc />
    public string Name => "events";

    /// <inheritdoc />
    public void Compose(ModuleBuilder service)
    {
        var wakes = new Wakes();
        service.Services.AddSingleton(wakes);
        service.Services.AddHostedService(s => s.GetRequiredService<LogTail>());
        service
            .Database<EventsDb>()
            .Uses<LogTail>()
            .Uses<DepartmentQueues>()
            .Uses<QueueWatch>()
            .Uses<QueuePump>()
            .Grpc<EventLogGrpc>(EventLogService.Descriptor)
            .Grpc<SubscriptionGrpc>(SubscriptionService.Descriptor)
            .Grpc<ReceiptGrpc>(ReceiptService.Descriptor)
            .Consumer<EventLogConsumer>()
            .Measures<EventsDb>(MeasureNames.SubscriberLag, SubscriberLag.CountAsync)
            .Work<EventsDb>("retention", TimeSpan.FromMinutes(10), new Wake(), s => new Retention(s.GetRequiredService<TimeProvider>()).SweepAsync)
            // Another replica may have written what is to be handed over.
            .Work<EventsDb>("queues", TimeSpan.FromMilliseconds(500), wakes.Pump, s => s.GetRequiredService<QueuePump>().TurnAsync);
    }
}
