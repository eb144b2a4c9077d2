using ShuangJian.Platform.Hosting;
using ShuangJian.Protos.Event.V1;

namespace ShuangJian.Events;

/// <summary>The departments' event log.</summary>
public sealed class EventsModule : IServiceModule
{
    /// <inheritdoc />
    public string Name => "events";

    /// <inheritdoc />
    public void Compose(ModuleBuilder service) => service
        .Database<EventsDb>()
        .Grpc<EventLogGrpc>(EventLogService.Descriptor)
        .Consumer<EventLogConsumer>();
}
