using System.CommandLine;
using ShuangJian.Protos.Event.V1;
using Spectre.Console;

namespace ShuangJian.Operating;

/// <summary>
/// <c>subscriptions</c>: what departments subscribed to and how far each has come. To make, pause or remove one is its department's.
/// </summary>
internal static class SubscriptionsCommand
{
    private const int PageSize = 200;

    public static Command Create(ConnectionOptions connection, IAnsiConsole console) =>
        new("subscriptions", "部门订阅 Subscriptions of departments") { List(connection, console), Show(connection, console) };

    private static Command List(ConnectionOptions connection, IAnsiConsole console)
    {
        var division = new Option<string>("--division") { Description = "行政区划 Those within this division", DefaultValueFactory = _ => "000000" };
        var removed = new Option<bool>("--removed") { Description = "包括已取消的 Removed ones too" };
        var command = new Command("list", "列出 Lists them, newest first; exit code 1 when one is behind or has dead letters") { division, removed };
        command.SetAction((parsed, cancellation) => OperatorProgram.GuardAsync(async () =>
        {
            using var channel = connection.Channel(parsed);
            var client = new SubscriptionService.SubscriptionServiceClient(connection.Invoker(channel, parsed));
            var told = new List<Told>();
            foreach (var id in await AllAsync(client, parsed.GetValue(division)!, parsed.GetValue(removed), cancellation)) told.Add(await AskAsync(client, id, cancellation));
            if (connection.IsJson(parsed)) console.Print(new { subscriptions = told });
            else console.PrintTable(
                ["订阅 subscription", "区划 division", "部门 department", "名称 title", "方式 delivery", "状态 state", "待收 waiting", "死信 dead", "已确认 acknowledged", "好 well"],
                told.Select(t => (string[])[t.Id, t.Division, t.Department, t.Title, t.Delivery, t.State, $"{t.Waiting}", $"{t.Dead}", $"{t.Acknowledged}", t.Well ? "✓" : "✗"]));
            return told.TrueForAll(t => t.Well) ? ExitCodes.Well : ExitCodes.NotWell;
        }));
        return command;
    }

    private static Command Show(ConnectionOptions connection, IAnsiConsole console)
    {
        var id = new Argument<string>("subscription") { Description = "订阅标识 Its identifier" };
        var command = new Command("show", "查看 Tells of one, with its queue and the types it delivers; exit code 1 when it is not well") { id };
        command.SetAction((parsed, cancellation) => OperatorProgram.GuardAsync(async () =>
        {
            using var channel = connection.Channel(parsed);
            var told = await AskAsync(new(connection.Invoker(channel, parsed)), parsed.GetValue(id)!, cancellation);
            if (connection.IsJson(parsed)) console.Print(told);
            else console.PrintTable(["项 item", "值 value"], told.Lines());
            return told.Well ? ExitCodes.Well : ExitCodes.NotWell;
        }));
        return command;
    }

    private static async Task<List<string>> AllAsync(SubscriptionService.SubscriptionServiceClient client, string division, bool removed, CancellationToken cancellation)
    {
        var order = new ListSubscriptionsRequest { Division = division, PageSize = PageSize };
        if (!removed) order.States.Add([SubscriptionState.Active, SubscriptionState.Paused]);
        var all = new List<string>();
        do
        {
            var page = await client.ListSubscriptionsAsync(order, StatusCommand.Soon(cancellation));
            all.AddRange(page.Subscriptions.Select(s => s.SubscriptionId));
            order.PageToken = page.NextPageToken;
        }
        while (order.PageToken.Length > 0);
        return all;
    }

    /// <summary>Only the answer about a single one says how many events wait.</summary>
    private static async Task<Told> AskAsync(SubscriptionService.SubscriptionServiceClient client, string id, CancellationToken cancellation) =>
        Told.Of((await client.GetSubscriptionAsync(new() { SubscriptionId = id }, StatusCommand.Soon(cancellation))).Subscription);

    /// <summary>A subscription as it is printed.</summary>
    internal sealed record Told(
        string Id, string Division, string Department, string Title, string Delivery, string State, long Waiting, long Acknowledged, long AcknowledgedSequence,
        DateTime? AcknowledgedSince, string QueueName, string QueueState, long Dead, long Redelivered, DateTime? Rebuilt, IReadOnlyList<string> Types)
    {
        /// <summary>As many as the platform counts; more wait than that.</summary>
        private const int Behind = 10_000;

        public bool Well => Dead == 0 && (State != "Active" || Waiting < Behind);

        public static Told Of(Subscription one) => new(
            one.SubscriptionId, one.Division, $"{one.Department}", one.Title, $"{one.Delivery}", $"{one.State}", one.WaitingCount, one.AcknowledgedCount, one.AcknowledgedSequence,
            one.AcknowledgedTime?.ToDateTime(), one.Queue?.Queue ?? "", one.Queue is null ? "" : $"{one.Queue.State}", one.Queue?.DeadLetteredCount ?? 0,
            one.Queue?.RedeliveredCount ?? 0, one.Queue?.RebuiltTime?.ToDateTime(), [.. one.DeliveredTypes]);

        public IEnumerable<string[]> Lines() =>
        [
            ["订阅 subscription", Id], ["区划 division", Division], ["部门 department", Department], ["名称 title", Title], ["方式 delivery", Delivery], ["状态 state", State],
            ["待收 waiting", Waiting < Behind ? $"{Waiting}" : $"{Behind}+"], ["已确认 acknowledged", $"{Acknowledged}"], ["到 up to", $"{AcknowledgedSequence} {AcknowledgedSince:u}"],
            ["队列 queue", QueueName], ["队列状态 queue state", QueueState], ["死信 dead letters", $"{Dead}"], ["重投 redelivered", $"{Redelivered}"], ["重建 rebuilt", $"{Rebuilt:u}"],
            .. Types.Select(type => (string[])["类型 type", type]),
        ];
    }
}
