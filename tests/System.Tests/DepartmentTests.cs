using System.Globalization;
using System.Text.Json;
using Npgsql;
using ShuangJian.Contracts;
using ShuangJian.Platform.Messaging;
using ShuangJian.Testing;

namespace ShuangJian.SystemTests;

/// <summary>
/// A department's day: thousands of mixed events of which it hears what its duty calls for, over gRPC and over AMQP, while the broker
/// is killed three times, the event service twice, and the disk of the event store is full for a while. <c>SHUANGJIAN_EVENTS</c> sets
/// the size of the day.
/// </summary>
[Collection(nameof(Cluster))]
public sealed class DepartmentTests(Cluster cluster)
{
    /// <summary>What PostgreSQL says of a full disk, to whoever writes to the log. A sequence counts also what is undone.</summary>
    private const string Full = """
        CREATE SEQUENCE refused;
        CREATE FUNCTION full_disk() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN PERFORM nextval('refused'); RAISE EXCEPTION 'no space left' USING ERRCODE = 'disk_full'; END $$;
        CREATE TRIGGER full_disk BEFORE INSERT ON log FOR EACH STATEMENT EXECUTE FUNCTION full_disk();
        """;

    private const string Free = "DROP TRIGGER full_disk ON log; DROP FUNCTION full_disk(); DROP SEQUENCE refused;";
    private const int Portions = 7;

    /// <summary>Some subjects of this day, which other tests know nothing of.</summary>
    private const int Subjects = 60;

    private static readonly int Size = int.Parse(Environment.GetEnvironmentVariable("SHUANGJIAN_EVENTS") ?? "4200", CultureInfo.InvariantCulture);
    private readonly string _day = $"days/{Guid.CreateVersion7()}";
    private readonly Dictionary<string, long> _versions = [];
    private readonly HashSet<string> _expected = [];
    private readonly Dictionary<Python, Dictionary<string, JsonElement>> _arrived = [];

    [Fact]
    public async Task It_gets_each_event_of_its_duty_in_order_whatever_is_killed_or_full()
    {
        var ordered = Assert.Single(await cluster.RunAsync("subscribe.py"));
        Assert.Equal("SUBSCRIPTION_BEYOND_DUTY", ordered.GetProperty("beyond").Text("reason"));
        Assert.Equal("EventIsBeyondDuty", ordered.GetProperty("beyond").GetProperty("findings")[0].GetString());
        Assert.Equal("OUT_OF_JURISDICTION", ordered.GetProperty("outside").Text("reason"));
        await using var stream = cluster.Start("department_stream.py", new { stream = ordered.Text("stream") });
        await using var queue = cluster.Start("department_queue.py", new { user = ordered.Text("user"), password = ordered.Text("password"), queue = ordered.Text("queue") });

        await HappenAsync();
        await cluster.Rabbit.KillAsync();
        await HappenAsync();
        await cluster.Rabbit.StartAsync();
        await cluster.Events.KillAsync();
        await HappenAsync();
        await cluster.Events.StartAsync();
        await SqlAsync("events", Full);
        await HappenAsync();
        await Eventually.TrueAsync("all that happened has left the registry", async () => Convert.ToInt64(await SqlAsync("institutions", "SELECT count(*) FROM outbox"), CultureInfo.InvariantCulture) == 0);
        await Eventually.TrueAsync("the log was refused its space more than once", async () => Convert.ToInt64(await SqlAsync("events", "SELECT last_value FROM refused"), CultureInfo.InvariantCulture) > 1);
        await SqlAsync("events", Free);
        await HappenAsync();
        await cluster.Rabbit.KillAsync();
        await cluster.Rabbit.StartAsync();
        var before = _expected.Count;
        await HappenAsync();
        // The broker delivers again: one that is killed while it still recovers may never give a queue back.
        await ArriveAsync(queue, before + 1);
        await Task.WhenAll(cluster.Events.KillAsync(), cluster.Rabbit.KillAsync());
        await Task.WhenAll(cluster.Events.StartAsync(), cluster.Rabbit.StartAsync());
        await HappenAsync();

        Assert.Equal(Size / 2, _expected.Count);
        await HearAsync(stream);
        await HearAsync(queue);
        var told = await Eventually.ValueAsync(
            "receipts for all of them", () => cluster.RunAsync("received.py", new { subscriptions = new[] { ordered.Text("stream"), ordered.Text("subscription") } }),
            lines => lines.All(l => l.GetProperty("waiting").GetInt64() == 0));
        Assert.All(told, line => Assert.Equal(0, line.GetProperty("faults").GetInt32()));
        Assert.All(told, line => Assert.InRange(line.GetProperty("acknowledged").GetInt64(), _expected.Count, long.MaxValue));
    }

    /// <summary>Every event of the day arrives, in the order of its subject; one that comes again has the same identifier.</summary>
    private async Task HearAsync(Python listener)
    {
        var arrived = await ArriveAsync(listener, _expected.Count);
        Assert.All(arrived.Values.GroupBy(told => told.Text("subject")), subject =>
            Assert.Equal(subject.Select(told => told.Text("order")).Order(StringComparer.Ordinal), subject.Select(told => told.Text("order"))));
        Assert.All(listener.Said().Where(IsOurs), late => Assert.Contains(late.Text("id"), _expected));
    }

    /// <summary>Waits until so many events have arrived since the day began.</summary>
    private async Task<Dictionary<string, JsonElement>> ArriveAsync(Python listener, int events)
    {
        if (!_arrived.TryGetValue(listener, out var arrived)) _arrived[listener] = arrived = [];
        while (arrived.Count < events)
        {
            var told = await listener.NextAsync(IsOurs);
            Assert.Contains(told.Text("id"), _expected);
            arrived.TryAdd(told.Text("id"), told);
        }
        return arrived;
    }

    private bool IsOurs(JsonElement told) => told.Text("subject").StartsWith(_day, StringComparison.Ordinal);

    /// <summary>A part of the day: committed to the outbox of the registry, as whoever announces does.</summary>
    private async Task HappenAsync()
    {
        await using var connection = new NpgsqlConnection(cluster.Postgres.ConnectionString("shuangjian_institutions"));
        await connection.OpenAsync();
        await using var copy = await connection.BeginBinaryImportAsync("""COPY outbox ("Subject", "RoutingKey", "Body", "At") FROM STDIN (FORMAT BINARY)""");
        for (var i = 0; i < Size / Portions; i++)
        {
            var (fact, heard) = Fact(i);
            var (id, subject) = (Guid.CreateVersion7(), $"{_day}/{fact.GetType().Name}/{fact.Division}/{i % Subjects}");
            var version = _versions[subject] = _versions.GetValueOrDefault(subject) + 1;
            if (heard) _expected.Add(id.ToString());
            await copy.StartRowAsync();
            await copy.WriteAsync(subject);
            await copy.WriteAsync(CloudEvents.RoutingKeyOf(fact));
            await copy.WriteAsync(CloudEvents.Write(id, "institutions", subject, version, DateTime.UtcNow, fact));
            await copy.WriteAsync(DateTime.UtcNow, NpgsqlTypes.NpgsqlDbType.TimestampTz);
        }
        await copy.CompleteAsync();
    }

    /// <summary>Every other event is the department's: a third of its kind lies elsewhere, and a task is no duty of its.</summary>
    private static (DomainEvent Fact, bool Heard) Fact(int i) => (i % 4) switch
    {
        0 => (new InstitutionSiteAdded { Division = "530102", InstitutionId = NewId(), Addresses = ["测试路一号"] }, true),
        1 => (new TaskDone { Division = "530102", TaskId = NewId(), Late = false }, false),
        2 => (Refund("530103"), true),
        _ => (Refund("331002"), false),
    };

    private static RefundRequested Refund(string division) =>
        new() { Division = division, RefundId = NewId(), ContractId = NewId(), InstitutionCode = $"52{division}TT00000001", Lessons = 3 };

    /// <summary>What is told of nobody's: whoever hears it finds nothing to do, but can read it.</summary>
    private static string NewId() => Guid.CreateVersion7().ToString();

    private async Task<object?> SqlAsync(string service, string text)
    {
        await using var connection = new NpgsqlConnection(cluster.Postgres.ConnectionString($"shuangjian_{service}"));
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(text, connection);
        return await command.ExecuteScalarAsync();
    }
}
