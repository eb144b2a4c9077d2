using Microsoft.Extensions.DependencyInjection;
using ShuangJian.Contracts;
using ShuangJian.Platform.Messaging;
using ShuangJian.Protos.Supervision.V1;
using ShuangJian.Testing;

namespace ShuangJian.Supervision.Tests;

/// <summary>Devices that sync at the same moment, on every database at hand.</summary>
public sealed class InspectionRaceTests : IAsyncLifetime
{
    private const int Devices = 6;
    private readonly PostgresServer _postgres = Server();

    private static PostgresServer Server() => new();

    public Task InitializeAsync() => _postgres.StartAsync();

    public async Task DisposeAsync() => await _postgres.DisposeAsync();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Of_devices_that_change_one_field_at_once_one_is_stored_and_every_other_sees_its_value(bool postgres)
    {
        await using var host = await TestHost.StartAsync([new SupervisionModule()], new SetClock(SupervisionHost.Noon("2026-11-20")), postgres
            ? new Dictionary<string, string?> { ["Database:Provider"] = "PostgreSql", ["Database:ConnectionString"] = _postgres.ConnectionString($"race_{Guid.NewGuid():N}") }
            : null);
        var code = Registry.NewCode();
        await host.Services.GetServices<IEventConsumer>().Single(c => c.Name == InspectionYear.Consumer).DeliverAsync(
            CloudEvents.Read(CloudEvents.Write(Guid.CreateVersion7(), "schools", $"schools/{code}", 1, SupervisionHost.Noon("2026-11-19").UtcDateTime, new SchoolRegistered
            {
                Division = SupervisionHost.County, SchoolCode = code, Name = "样例学校", Stages = ["PRIMARY"],
            })), CancellationToken.None);
        var draft = InspectionYear.Visit(code, "2026-11-20", SupervisionHost.County);
        Assert.Equal(SyncOutcome.Stored, (await SyncAsync(host, 0, new DraftRow { Inspection = draft })).Outcome);
        var results = await Task.WhenAll(Enumerable.Range(1, Devices).Select(i =>
        {
            var mine = draft.Clone();
            mine.Summary = $"第{i}台设备写的总结";
            return SyncAsync(host, i, new DraftRow { Inspection = mine, BaseVersion = 2, ChangedFields = { "summary" } });
        }));
        var stored = Assert.Single(results, r => r.Outcome == SyncOutcome.Stored);
        var value = $"第{Array.IndexOf(results, stored) + 1}台设备写的总结";
        Assert.All(results.Where(r => r != stored), r => Assert.Equal((SyncOutcome.Conflict, value), (r.Outcome, Assert.Single(r.Conflicts).Stored)));
    }

    private static async Task<SyncResult> SyncAsync(TestHost host, int device, DraftRow row)
    {
        var desk = new InspectionService.InspectionServiceClient(host.With(host.Token("INSPECTOR", SupervisionHost.County, subject: $"device-{device}")));
        return Assert.Single((await desk.SyncDraftsAsync(new() { RequestId = Registry.NewId(), Division = SupervisionHost.County, Rows = { row } })).Results);
    }
}
