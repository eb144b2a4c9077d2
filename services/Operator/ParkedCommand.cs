using System.CommandLine;
using Grpc.Core;
using ShuangJian.Protos.Operation.V1;
using Spectre.Console;

namespace ShuangJian.Operating;

/// <summary><c>parked</c>: events that a consumer gave up on, and to hand them over again.</summary>
internal static class ParkedCommand
{
    private const int PageSize = 200;

    public static Command Create(ConnectionOptions connection, IAnsiConsole console) =>
        new("parked", "搁置的消息 Events that a consumer gave up on") { List(connection, console), Replay(connection, console) };

    private static Command List(ConnectionOptions connection, IAnsiConsole console)
    {
        var service = new Option<string?>("--service") { Description = "只看一个服务 One service only" };
        var command = new Command("list", "列出 Lists them, oldest first") { service };
        command.SetAction((parsed, cancellation) => OperatorProgram.GuardAsync(async () =>
        {
            using var channel = connection.Channel(parsed);
            var client = new OperationService.OperationServiceClient(connection.Invoker(channel, parsed));
            var parked = new List<Parked>();
            foreach (var name in ServicesOf(parsed.GetValue(service))) parked.AddRange(await AllAsync(client, name, cancellation));
            if (connection.IsJson(parsed)) console.Print(new { parked });
            else console.PrintTable(
                ["服务 service", "消费者 consumer", "事件 event", "类型 type", "主题 subject", "原因 failure", "次数 tries", "时间 since"],
                parked.Select(p => (string[])[p.Service, p.Consumer, p.EventId, p.Type, p.Subject, p.Failure, $"{p.Attempts}", p.Since.ToString("u")]));
            return parked.Count == 0 ? ExitCodes.Well : ExitCodes.NotWell;
        }));
        return command;
    }

    private static Command Replay(ConnectionOptions connection, IAnsiConsole console)
    {
        var service = new Option<string?>("--service") { Description = "只重放一个服务 Of one service only" };
        var consumer = new Option<string?>("--consumer") { Description = "只重放一个消费者 Of one consumer only" };
        var one = new Option<string?>("--event") { Description = "只重放一个事件 One event only, by its identifier" };
        var command = new Command("replay", "重放 Hands them over again, oldest first; what fails again stays parked, exit code 1") { service, consumer, one };
        command.SetAction((parsed, cancellation) => OperatorProgram.GuardAsync(async () =>
        {
            using var channel = connection.Channel(parsed);
            var client = new OperationService.OperationServiceClient(connection.Invoker(channel, parsed));
            var (done, failed) = (0, new List<Failed>());
            foreach (var name in ServicesOf(parsed.GetValue(service)))
            {
                foreach (var parked in (await AllAsync(client, name, cancellation))
                    .Where(p => parsed.GetValue(consumer) is not { } wanted || p.Consumer == wanted)
                    .Where(p => parsed.GetValue(one) is not { } id || p.EventId == id))
                {
                    if (await ReplayAsync(client, parked, cancellation) is { } why) failed.Add(new(parked.Service, parked.Consumer, parked.EventId, why));
                    else done++;
                }
            }
            if (connection.IsJson(parsed)) console.Print(new { replayed = done, failed });
            else Tell(console, done, failed);
            return failed.Count == 0 ? ExitCodes.Well : ExitCodes.NotWell;
        }));
        return command;
    }

    private static void Tell(IAnsiConsole console, int done, List<Failed> failed)
    {
        console.PrintLine($"重放成功 replayed {done}，仍搁置 still parked {failed.Count}");
        if (failed.Count > 0) console.PrintTable(["服务 service", "消费者 consumer", "事件 event", "原因 failure"], failed.Select(f => (string[])[f.Service, f.Consumer, f.EventId, f.Failure]));
    }

    /// <summary>Null when the consumer has done it; else the kind of failure.</summary>
    private static async Task<string?> ReplayAsync(OperationService.OperationServiceClient client, Parked parked, CancellationToken cancellation)
    {
        try
        {
            await client.ReplayParkedMessageAsync(
                new ReplayParkedMessageRequest { Service = parked.Service, EventId = parked.EventId, Consumer = parked.Consumer },
                StatusCommand.Soon(cancellation, parked.Service));
            return null;
        }
        catch (RpcException e) when (e.StatusCode == StatusCode.FailedPrecondition)
        {
            return e.Status.Detail;
        }
        catch (RpcException e) when (e.StatusCode == StatusCode.NotFound)
        {
            // Somebody else was quicker.
            return null;
        }
    }

    private static async Task<List<Parked>> AllAsync(OperationService.OperationServiceClient client, string service, CancellationToken cancellation)
    {
        var all = new List<Parked>();
        for (var token = ""; ;)
        {
            var page = await client.ListParkedMessagesAsync(
                new ListParkedMessagesRequest { Service = service, PageSize = PageSize, PageToken = token }, StatusCommand.Soon(cancellation, service));
            all.AddRange(page.Messages.Select(m => new Parked(service, m.Consumer, m.EventId, m.Type, m.Subject, m.Failure, m.Attempts, m.ParkTime.ToDateTime())));
            if (page.NextPageToken.Length == 0) return all;
            token = page.NextPageToken;
        }
    }

    private static string[] ServicesOf(string? service) => service is null ? ConnectionOptions.Services : [service];

    /// <summary>A parked message as it is printed.</summary>
    private sealed record Parked(string Service, string Consumer, string EventId, string Type, string Subject, string Failure, int Attempts, DateTime Since);

    /// <summary>One that failed again.</summary>
    private sealed record Failed(string Service, string Consumer, string EventId, string Failure);
}
