using Grpc.Core;
using ShuangJian.Protos.School.V1;
using ShuangJian.Testing;

namespace ShuangJian.Schools.Tests;

/// <summary>Forty teachers of one class at the same moment, on every database at hand.</summary>
public sealed class RaceTests : IClassFixture<RaceTests.Postgres>
{
    private const int Teachers = 40;

    private readonly Postgres _postgres;

    public RaceTests(Postgres postgres) => _postgres = postgres;

    [Theory]
    // 50 minutes are taken and each wants the last 10: one gets them. On a fresh day each wants 7: eight fit into 60.
    [InlineData(true, 50, 10, 1, 0)]
    [InlineData(true, 0, 7, 8, 4)]
    [InlineData(true, 50, 11, 0, 10)]
    [InlineData(false, 50, 10, 1, 0)]
    [InlineData(false, 0, 7, 8, 4)]
    public async Task As_many_win_as_fit_and_each_loser_is_told_what_remains(bool postgres, int taken, int wanted, int winners, int remaining)
    {
        await using var host = await SchoolsHost.StartAsync(settings: postgres ? _postgres.NewSettings() : null);
        if (taken > 0) await host.EnterAsync(host.Draft(minutes: taken));
        var start = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var teachers = Enumerable.Range(0, Teachers).Select(async _ =>
        {
            await start.Task;
            return await TryAsync(host, wanted);
        }).ToList();
        start.SetResult();
        var outcomes = await Task.WhenAll(teachers);

        var losers = outcomes.OfType<RichError>().ToList();
        Assert.Equal((winners, Teachers - winners), (outcomes.Length - losers.Count, losers.Count));
        Assert.All(losers, e => Assert.Equal("HOMEWORK_LIMIT_REACHED", e.Reason));
        Assert.All(losers, e => Assert.InRange(int.Parse(e.Facts["remaining_minutes"]), remaining, wanted - 1));
        var board = await host.Homework.GetBoardAsync(new() { ClassId = host.Classes[4].ClassId, Date = SchoolsHost.Today });
        Assert.Equal((taken + winners * wanted, remaining), (board.Homework.Sum(h => h.Minutes), board.Balance.RemainingMinutes));
    }

    [Fact]
    public async Task Streams_and_single_entries_share_one_limit()
    {
        await using var host = await SchoolsHost.StartAsync(settings: _postgres.NewSettings());
        // Each day begins with the race, for that is when its row is not there to wait for.
        foreach (var day in new[] { "2026-11-16", "2026-11-17", "2026-11-18", "2026-11-19", "2026-11-20" }) await ShareAsync(host, day);
    }

    private static async Task ShareAsync(SchoolsHost host, string day)
    {
        var streams = Enumerable.Range(0, 10).Select(_ => HomeworkStreamTests.SendAsync(host, Enumerable.Range(0, 4).Select(_ => Row(host, day)).ToList()));
        var singles = Enumerable.Range(0, 20).Select(_ => TryAsync(host, 7, day));
        var stored = Task.WhenAll(streams);
        var refused = await Task.WhenAll(singles);
        Assert.Equal(8, (await stored).Sum(s => s.Stored) + refused.Count(r => r is null));
        var board = await host.Homework.GetBoardAsync(new() { ClassId = host.Classes[4].ClassId, Date = day });
        Assert.Equal((56, 4), (board.Homework.Sum(h => h.Minutes), board.Balance.RemainingMinutes));
    }

    private static Homework Row(SchoolsHost host, string day)
    {
        var row = host.Draft(minutes: 7);
        (row.HomeworkId, row.Date) = (Registry.NewId(), day);
        return row;
    }

    private static async Task<RichError?> TryAsync(SchoolsHost host, int minutes, string day = SchoolsHost.Today)
    {
        try
        {
            var homework = host.Draft(minutes: minutes);
            homework.Date = day;
            await host.Enter(homework);
            return null;
        }
        catch (RpcException e)
        {
            return RichError.Of(e);
        }
    }

    /// <summary>A private PostgreSQL, and a database of its own for each host.</summary>
    public sealed class Postgres : IAsyncLifetime
    {
        private readonly PostgresServer _server = Server();

        public Task InitializeAsync() => _server.StartAsync();

        public Task DisposeAsync() => _server.DisposeAsync().AsTask();

        private static PostgresServer Server() => new();

        internal Dictionary<string, string?> NewSettings() => new()
        {
            ["Database:Provider"] = "PostgreSql", ["Database:ConnectionString"] = _server.ConnectionString($"t{Guid.NewGuid():N}"),
        };
    }
}
