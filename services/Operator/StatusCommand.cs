using System.CommandLine;
using Grpc.Core;
using Grpc.Health.V1;
using ShuangJian.Protos.Operation.V1;
using Spectre.Console;

namespace ShuangJian.Operating;

/// <summary><c>status</c>: how every service is, and what waits in it.</summary>
internal static class StatusCommand
{
    public static Command Create(ConnectionOptions connection, IAnsiConsole console)
    {
        var command = new Command("status", "各服务状态 Health, outbox, parked messages and audit of every service; exit code 1 when something is not well");
        command.SetAction((parsed, cancellation) => OperatorProgram.GuardAsync(async () =>
        {
            using var channel = connection.Channel(parsed);
            var caller = connection.Invoker(channel, parsed);
            // Whether the gateway answers at all is the first question.
            await new Health.HealthClient(channel).CheckAsync(new HealthCheckRequest(), Soon(cancellation));
            var states = await Task.WhenAll(ConnectionOptions.Services.Select(service => AskAsync(channel, caller, service, cancellation)));
            if (connection.IsJson(parsed)) console.Print(new { services = states });
            else Show(console, states);
            return states.All(s => s.Well) ? ExitCodes.Well : ExitCodes.NotWell;
        }));
        return command;
    }

    private static async Task<ServiceState> AskAsync(ChannelBase channel, CallInvoker caller, string service, CancellationToken cancellation)
    {
        var health = await HealthOfAsync(channel, service, cancellation);
        if (health != "SERVING") return new(service, health, 0, null, 0, 0, 0, "");
        try
        {
            var status = await new OperationService.OperationServiceClient(caller)
                .GetStatusAsync(new GetStatusRequest { Service = service }, Soon(cancellation, service));
            return new(
                service, health, status.OutboxWaiting, status.OutboxOldestTime?.ToDateTime(), status.ParkedMessages,
                status.AuditSealedPosition, status.AuditUnsealed, status.Version);
        }
        catch (RpcException e) when (e.StatusCode is StatusCode.Unavailable or StatusCode.DeadlineExceeded)
        {
            return new(service, "NOT_SERVING", 0, null, 0, 0, 0, "");
        }
    }

    private static async Task<string> HealthOfAsync(ChannelBase channel, string service, CancellationToken cancellation)
    {
        try
        {
            var answer = await new Health.HealthClient(channel).CheckAsync(new HealthCheckRequest { Service = service }, Soon(cancellation));
            return answer.Status == HealthCheckResponse.Types.ServingStatus.Serving ? "SERVING" : "NOT_SERVING";
        }
        catch (RpcException e) when (e.StatusCode == StatusCode.NotFound)
        {
            return "NOT_ROUTED";
        }
    }

    /// <summary>Options of a call that must be answered soon.</summary>
    internal static CallOptions Soon(CancellationToken cancellation, string? service = null) => new(
        service is null ? null : new Metadata { { "x-service", service } }, TimeProvider.System.GetUtcNow().UtcDateTime.AddSeconds(10), cancellation);

    private static void Show(IAnsiConsole console, IEnumerable<ServiceState> states) => console.PrintTable(
        ["服务 service", "状态 health", "待发 outbox", "最早 oldest", "搁置 parked", "审计 audit", "未封 unsealed", "版本 version"],
        states.Select(s => (string[])
        [
            s.Service, s.Health, $"{s.OutboxWaiting}", s.OutboxOldest?.ToString("u") ?? "–", $"{s.Parked}", $"{s.AuditSealed}", $"{s.AuditUnsealed}", s.Version,
        ]));

    /// <summary>State of a service as it is printed.</summary>
    private sealed record ServiceState(
        string Service, string Health, long OutboxWaiting, DateTime? OutboxOldest, long Parked, long AuditSealed, long AuditUnsealed, string Version)
    {
        public bool Well => Health == "SERVING" && Parked == 0;
    }
}
