using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;
using ShuangJian.Institutions;
using ShuangJian.Protos.Event.V1;
using ShuangJian.Testing;
using WireQueueState = ShuangJian.Protos.Event.V1.QueueState;

namespace ShuangJian.Events.Tests;

/// <summary>Delivery over AMQP, with a broker of its own.</summary>
public sealed class QueueTests(QueueTests.Broker broker) : IClassFixture<QueueTests.Broker>
{
    private const string Added = "institution.institution-site-added";

    [Fact]
    public async Task The_queue_gets_what_the_subscription_says_and_its_user_may_read_nothing_else()
    {
        await using var host = await StartAsync();
        await host.AnnounceAsync("530102", 2);
        var (one, credentials) = await SubscribeAsync(host, fromTheBeginning: true);
        Assert.Equal($"shuangjian.sub.{one.SubscriptionId}", credentials.User);
        Assert.Equal(48, credentials.Password.Length);
        var ready = await ReadyAsync(host, one);
        await host.AnnounceAsync("530103", 2);
        await host.AnnounceAsync("331002", 2);
        var told = await ReadAsync(credentials, 4);
        Assert.Equal(["530102", "530102", "530103", "530103"], told.Select(e => e.Division));
        Assert.Null(ready.Queue.RebuiltTime);

        await using var connection = await ConnectAsync(credentials);
        foreach (var forbidden in (Func<IChannel, Task>[])[
            c => c.BasicGetAsync("shuangjian.events.log", true), c => c.QueueDeclareAsync("another"), c => c.QueuePurgeAsync("shuangjian.events.log"),
            c => c.QueueBindAsync(credentials.Queue, "shuangjian.events", "#"),
            async c =>
            {
                await c.BasicPublishAsync("shuangjian.events", "53.01.02.x.y", Encoding.UTF8.GetBytes("{}"));
                await c.BasicGetAsync(credentials.Queue, true);
            }])
        {
            await using var channel = await connection.CreateChannelAsync();
            var refused = await Assert.ThrowsAnyAsync<OperationInterruptedException>(() => forbidden(channel));
            Assert.Equal((ushort)403, refused.ShutdownReason!.ReplyCode);
        }
        Assert.Empty(await ReadAsync(credentials with { Queue = credentials.DeadLetterQueue }, 0));
    }

    [Fact]
    public async Task The_password_is_told_once_changed_on_demand_and_kept_nowhere()
    {
        await using var host = await StartAsync();
        var order = Order(fromTheBeginning: false);
        var made = await host.Subscriptions("530100").CreateSubscriptionAsync(order);
        Assert.Equal(("", 48), ((await host.Subscriptions("530100").CreateSubscriptionAsync(order)).Credentials.Password, made.Credentials.Password.Length));
        await ReadyAsync(host, made.Subscription);
        var rotated = (await host.Subscriptions("530100").RotateCredentialsAsync(new() { RequestId = Registry.NewId(), SubscriptionId = made.Subscription.SubscriptionId })).Credentials;
        Assert.NotEqual(made.Credentials.Password, rotated.Password);
        var (old, current) = (CredentialsOf(made.Credentials), CredentialsOf(rotated));
        await Eventually.TrueAsync("the new password is the one that counts", async () => await MayConnectAsync(current) && !await MayConnectAsync(old));
        await host.StopAsync();
        foreach (var password in new[] { old.Password, current.Password })
            Assert.DoesNotContain(Directory.GetFiles(host.Folder), file => File.ReadAllBytes(file).AsSpan().IndexOf(Encoding.UTF8.GetBytes(password)) >= 0);
    }

    [Fact]
    public async Task A_broker_that_lost_everything_gets_queue_and_user_again_and_what_was_not_acknowledged()
    {
        await using var host = await StartAsync();
        var (one, credentials) = await SubscribeAsync(host, fromTheBeginning: false);
        await ReadyAsync(host, one);
        await host.AnnounceAsync("530102", 5, subjects: 2);
        Assert.Equal(5, (await ReadAsync(credentials, 5)).Count);
        await Eventually.ValueAsync("the broker's word for five", async () => (await StreamTests.GetAsync(host, one)).AcknowledgedCount, count => count == 5);
        await host.AnnounceAsync("530102", 4, subjects: 2);
        await broker.Rabbit.LoseEverythingAsync();
        await host.AnnounceAsync("530102", 3, subjects: 2);
        var rebuilt = await Eventually.ValueAsync(
            "the queue is made again", async () => await StreamTests.GetAsync(host, one), s => s.Queue.RebuiltTime is not null && s.Queue.State == WireQueueState.Ready);
        Assert.Equal(5, rebuilt.AcknowledgedCount);
        var told = await ReadAsync(credentials, 7);
        Assert.Equal(told.Count, told.Select(e => e.Id).Distinct().Count());
        Assert.All(told.GroupBy(e => e.Subject), s => Assert.Equal(s.Select(e => e.Order).Order(StringComparer.Ordinal), s.Select(e => e.Order)));
        var receipts = await host.Receipts("530100").VerifyReceiptsAsync(new() { SubscriptionId = one.SubscriptionId });
        Assert.Empty(receipts.Faults);
        Assert.Equal(Protos.Event.V1.Proof.Broker, (await host.Receipts("530100").ListReceiptsAsync(new() { SubscriptionId = one.SubscriptionId })).Receipts[0].Proof);
    }

    [Fact]
    public Task A_queue_that_came_back_in_name_alone_is_made_again_and_gets_what_was_not_acknowledged() =>
        LoseAsync(credentials => broker.Rabbit.ForgetAsync(credentials.Queue, credentials.DeadLetterQueue));

    [Fact]
    public Task So_is_one_that_nothing_serves_any_more_though_the_broker_goes_on() =>
        LoseAsync(credentials => broker.Rabbit.StopAsync(credentials.Queue, credentials.DeadLetterQueue));

    private async Task LoseAsync(Func<Credentials, Task> lose)
    {
        await using var host = await StartAsync();
        var (one, credentials) = await SubscribeAsync(host, fromTheBeginning: false);
        await ReadyAsync(host, one);
        await host.AnnounceAsync("530102", 4, subjects: 2);
        Assert.Equal(4, (await ReadAsync(credentials, 4)).Count);
        await Eventually.ValueAsync("the broker's word for four", async () => (await StreamTests.GetAsync(host, one)).AcknowledgedCount, count => count == 4);
        await lose(credentials);
        await host.AnnounceAsync("530102", 3, subjects: 2);
        await Eventually.ValueAsync(
            "the queue is made again", async () => await StreamTests.GetAsync(host, one), s => s.Queue.RebuiltTime is not null && s.Queue.State == WireQueueState.Ready);
        var told = await ReadAsync(credentials, 3);
        Assert.Equal(told.Count, told.Select(e => e.Id).Distinct().Count());
        Assert.All(told.GroupBy(e => e.Subject), s => Assert.Equal(s.Select(e => e.Order).Order(StringComparer.Ordinal), s.Select(e => e.Order)));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_queue_that_takes_nothing_keeps_the_others_from_nothing_and_is_filled_once_it_is_back(bool isThereInNameAlone)
    {
        await using var host = await StartAsync(silence: 3600);
        var (sick, its) = await SubscribeAsync(host, fromTheBeginning: false);
        var (well, theirs) = await SubscribeAsync(host, fromTheBeginning: false);
        await ReadyAsync(host, sick);
        await ReadyAsync(host, well);
        await host.AnnounceAsync("530102", 2);
        Assert.Equal(2, (await ReadAsync(theirs, 2)).Count);
        if (isThereInNameAlone) await broker.Rabbit.ForgetAsync(its.Queue);
        else await broker.Rabbit.StopAsync(its.Queue);
        await host.AnnounceAsync("530102", 3);
        await StateAsync(host, sick, WireQueueState.Preparing);
        await host.AnnounceAsync("530102", 4);
        // The three come again only for the few turns until the broker was asked of its queues.
        var told = new List<Told>();
        while (told.DistinctBy(e => e.Id).Count() < 7) told.AddRange(await ReadAsync(theirs, 1));
        Assert.InRange(told.Count, 7, 7 + 3 * 3);
        Assert.Empty(await ReadAsync(theirs, 0));

        await broker.Rabbit.DropAsync(its.Queue);
        await ReadyAsync(host, sick);
        Assert.Equal(9, (await ReadAsync(its, 9)).DistinctBy(e => e.Id).Count());
    }

    [Fact]
    public async Task Paused_it_gets_nothing_resumed_what_it_missed_changed_by_its_new_types_and_removed_it_is_gone()
    {
        await using var host = await StartAsync();
        var market = host.Subscriptions("530100");
        var (one, credentials) = await SubscribeAsync(host, fromTheBeginning: false);
        await ReadyAsync(host, one);
        await market.PauseSubscriptionAsync(new() { RequestId = Registry.NewId(), SubscriptionId = one.SubscriptionId });
        await StateAsync(host, one, WireQueueState.Paused);
        await host.AnnounceAsync("530102", 3);
        Assert.Empty(await ReadAsync(credentials, 0));
        await market.ResumeSubscriptionAsync(new() { RequestId = Registry.NewId(), SubscriptionId = one.SubscriptionId });
        Assert.Equal(3, (await ReadAsync(credentials, 3)).Count);
        await ReadyAsync(host, one);
        await market.UpdateSubscriptionAsync(new() { RequestId = Registry.NewId(), SubscriptionId = one.SubscriptionId, Title = "别的", Types_ = { Subscriber.Breach } });
        await Eventually.TrueAsync("bound anew", async () => (await KeysAsync(host, one)).SequenceEqual(["53.01.*." + Subscriber.Breach]));
        await host.AnnounceAsync("530102", 2);
        Assert.Empty(await ReadAsync(credentials, 0));
        await market.RemoveSubscriptionAsync(new() { RequestId = Registry.NewId(), SubscriptionId = one.SubscriptionId });
        await StateAsync(host, one, WireQueueState.Removed);
        Assert.False(await MayConnectAsync(credentials));
    }

    [Fact]
    public async Task A_message_refused_lies_in_the_dead_letter_queue_and_is_counted()
    {
        await using var host = await StartAsync();
        var (one, credentials) = await SubscribeAsync(host, fromTheBeginning: false);
        await ReadyAsync(host, one);
        await host.AnnounceAsync("530102", 1);
        await using (var connection = await ConnectAsync(credentials))
        await using (var channel = await connection.CreateChannelAsync())
        {
            var message = await Eventually.ValueAsync("the message", () => channel.BasicGetAsync(credentials.Queue, false), m => m is not null);
            await channel.BasicNackAsync(message!.DeliveryTag, false, requeue: true);
            var again = await Eventually.ValueAsync("the message again", () => channel.BasicGetAsync(credentials.Queue, false), m => m is not null);
            Assert.True(again!.Redelivered);
            await channel.BasicNackAsync(again.DeliveryTag, false, requeue: false);
        }
        var counted = await Eventually.ValueAsync("the counters", () => StreamTests.GetAsync(host, one), s => s.Queue.DeadLetteredCount == 1 && s.Queue.WaitingCount == 0 && s.Queue.RedeliveredCount > 0);
        Assert.NotNull(counted.Queue.ObservedTime);
        Assert.Single(await ReadAsync(credentials with { Queue = credentials.DeadLetterQueue }, 1));
    }

    private Task<TestHost> StartAsync(int silence = 3) => TestHost.StartAsync([new InstitutionsModule(), new EventsModule()], settings: new Dictionary<string, string?>
    {
        ["Broker:Address"] = broker.Rabbit.Address, ["Broker:Management"] = broker.Rabbit.Management, ["Broker:SettleSeconds"] = "4", ["Broker:SilenceSeconds"] = $"{silence}",
    });

    private static CreateSubscriptionRequest Order(bool fromTheBeginning)
    {
        var order = Subscriber.Order("530100", Added);
        order.Delivery = Protos.Event.V1.Delivery.Queue;
        if (fromTheBeginning) order.Start = new() { AfterSequence = 0 };
        return order;
    }

    private static async Task<(Protos.Event.V1.Subscription One, Credentials Credentials)> SubscribeAsync(TestHost host, bool fromTheBeginning)
    {
        var made = await host.Subscriptions("530100").CreateSubscriptionAsync(Order(fromTheBeginning));
        return (made.Subscription, CredentialsOf(made.Credentials));
    }

    private static Credentials CredentialsOf(QueueCredentials told) => new(told.User, told.Password, told.Queue, told.DeadLetterQueue);

    private static Task<Protos.Event.V1.Subscription> ReadyAsync(TestHost host, Protos.Event.V1.Subscription one) => StateAsync(host, one, WireQueueState.Ready);

    private static Task<Protos.Event.V1.Subscription> StateAsync(TestHost host, Protos.Event.V1.Subscription one, WireQueueState state) =>
        Eventually.ValueAsync($"a queue that is {state}", () => StreamTests.GetAsync(host, one), s => s.Queue.State == state);

    private static async Task<IReadOnlyList<string>> KeysAsync(TestHost host, Protos.Event.V1.Subscription one)
    {
        await using var db = await host.OpenAsync<EventsDb>();
        var id = Guid.Parse(one.SubscriptionId);
        return (await db.Queues.AsNoTracking().SingleAsync(q => q.SubscriptionId == id)).Keys;
    }

    private Task<IConnection> ConnectAsync(Credentials credentials) => new ConnectionFactory
    {
        HostName = "127.0.0.1", Port = broker.Rabbit.Port, UserName = credentials.User, Password = credentials.Password, AutomaticRecoveryEnabled = false,
    }.CreateConnectionAsync();

    private async Task<bool> MayConnectAsync(Credentials credentials)
    {
        try
        {
            await using var connection = await ConnectAsync(credentials);
            return true;
        }
        catch (BrokerUnreachableException)
        {
            return false;
        }
    }

    /// <summary>Reads so many messages and acknowledges them; none when none are there.</summary>
    private async Task<List<Told>> ReadAsync(Credentials credentials, int count)
    {
        await using var connection = await ConnectAsync(credentials);
        await using var channel = await connection.CreateChannelAsync();
        var told = new List<Told>();
        do
        {
            if (await channel.BasicGetAsync(credentials.Queue, false) is not { } message)
            {
                if (count == 0) return told;
                await Eventually.TrueAsync("a message", async () => await channel.MessageCountAsync(credentials.Queue) > 0);
                continue;
            }
            using var body = JsonDocument.Parse(message.Body);
            string Text(string name) => body.RootElement.GetProperty(name).GetString()!;
            told.Add(new(Text("id"), Text("subject"), Text("division"), Text("sequence")));
            await channel.BasicAckAsync(message.DeliveryTag, false);
        }
        while (told.Count < count);
        return told;
    }

    private sealed record Credentials(string User, string Password, string Queue, string DeadLetterQueue);

    private sealed record Told(string Id, string Subject, string Division, string Order);

    public sealed class Broker : IAsyncLifetime
    {
        public RabbitServer Rabbit { get; } = new();

        public Task InitializeAsync() => Rabbit.StartAsync();

        public Task DisposeAsync() => Rabbit.DisposeAsync().AsTask();
    }
}
