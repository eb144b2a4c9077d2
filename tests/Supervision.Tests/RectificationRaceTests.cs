using Grpc.Core;
using ShuangJian.Protos.Supervision.V1;
using ShuangJian.Testing;

namespace ShuangJian.Supervision.Tests;

/// <summary>Officers who decide on one account at the same moment, on every database at hand.</summary>
public sealed class RectificationRaceTests : IAsyncLifetime
{
    private const int Officers = 8;
    private readonly PostgresServer _postgres = Server();

    private static PostgresServer Server() => new();

    public Task InitializeAsync() => _postgres.StartAsync();

    public async Task DisposeAsync() => await _postgres.DisposeAsync();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Of_officers_who_verify_one_account_at_once_one_decides(bool postgres)
    {
        await using var host = await StartAsync(postgres);
        var ordered = await RectificationTests.OrderAsync(Desk(host, 0), RectificationTests.Content(Registry.NewCode()));
        var filed = (await Desk(host, 0).FileRectificationAsync(RectificationTests.Filing(ordered))).Rectification;
        // Half of them hold that all is mended, half that nothing is: what counts is decided once.
        var errors = await AtOnceAsync(i => Desk(host, i).VerifyRectificationAsync(i % 2 == 0 ? RectificationTests.Verdict(filed, 1, 2) : RectificationTests.Verdict(filed)));
        Assert.Equal(Officers - 1, errors.Count);
        Assert.All(errors, e => Assert.Equal((StatusCode.FailedPrecondition, "RECTIFICATION_STATE"), (e.Code, e.Reason)));
        var stored = (await Desk(host, 1).GetRectificationAsync(new() { RectificationId = ordered.RectificationId })).Rectification;
        Assert.Single(stored.Steps, s => s.Act is RectificationAct.Verified or RectificationAct.Rejected);
        Assert.Equal(stored.State == RectificationState.Verified, stored.Items.All(i => i.Mended));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Of_officers_who_close_and_reopen_one_account_at_once_one_decides(bool postgres)
    {
        await using var host = await StartAsync(postgres);
        var ordered = await RectificationTests.OrderAsync(Desk(host, 0), RectificationTests.Content(Registry.NewCode()));
        var filed = (await Desk(host, 0).FileRectificationAsync(RectificationTests.Filing(ordered))).Rectification;
        var verified = (await Desk(host, 1).VerifyRectificationAsync(RectificationTests.Verdict(filed, 1, 2))).Rectification;
        var errors = await AtOnceAsync(async i =>
        {
            if (i % 2 == 0) await Desk(host, i).CloseRectificationAsync(new() { RequestId = Registry.NewId(), RectificationId = verified.RectificationId, Etag = verified.Etag, Reason = "同意销号，逐项核验" });
            else await Desk(host, i).ReopenRectificationAsync(new() { RequestId = Registry.NewId(), RectificationId = verified.RectificationId, Etag = verified.Etag, Reason = "复查发现反弹" });
        });
        Assert.Equal(Officers - 1, errors.Count);
        Assert.All(errors, e => Assert.Equal((StatusCode.Aborted, "ETAG_MISMATCH"), (e.Code, e.Reason)));
        Assert.Equal(4, (await Desk(host, 1).GetRectificationAsync(new() { RectificationId = ordered.RectificationId })).Rectification.Steps.Count);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Accounts_ordered_at_once_have_numbers_without_gap(bool postgres)
    {
        await using var host = await StartAsync(postgres);
        var numbers = new System.Collections.Concurrent.ConcurrentBag<string>();
        await Task.WhenAll(Enumerable.Range(1, Officers).Select(async i =>
            numbers.Add((await RectificationTests.OrderAsync(Desk(host, i), RectificationTests.Content(Registry.NewCode()))).AccountNumber)));
        Assert.Equal(Enumerable.Range(1, Officers).Select(i => $"ZG-530102-2026-{i:D6}"), numbers.Order(StringComparer.Ordinal));
    }

    private static async Task<List<RichError>> AtOnceAsync<T>(Func<int, AsyncUnaryCall<T>> call) => await AtOnceAsync(async i => _ = await call(i));

    private static async Task<List<RichError>> AtOnceAsync(Func<int, Task> act)
    {
        var start = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var all = Enumerable.Range(1, Officers).Select(async i =>
        {
            await start.Task;
            try
            {
                await act(i);
                return null;
            }
            catch (RpcException e)
            {
                return RichError.Of(e);
            }
        }).ToList();
        start.SetResult();
        return [.. (await Task.WhenAll(all)).OfType<RichError>()];
    }

    private static RectificationService.RectificationServiceClient Desk(TestHost host, int officer) =>
        new(host.With(host.Token("REGULATOR", SupervisionHost.County, "EDUCATION", subject: $"officer-{officer}")));

    private Task<TestHost> StartAsync(bool postgres) => TestHost.StartAsync([new SupervisionModule()], new SetClock(SupervisionHost.Noon("2026-11-20")), postgres
        ? new Dictionary<string, string?> { ["Database:Provider"] = "PostgreSql", ["Database:ConnectionString"] = _postgres.ConnectionString($"race_{Guid.NewGuid():N}") }
        : null);
}
