using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using ShuangJian.Platform.Data;
using ShuangJian.Platform.Tests.Notes;
using ShuangJian.Platform.Tests.Wire;
using ShuangJian.Testing;
using static Grpc.Health.V1.HealthCheckResponse.Types;

namespace ShuangJian.Platform.Tests.Hosting;

public sealed class HealthTests
{
    [Fact]
    public async Task Tells_each_service_and_the_process()
    {
        await using var host = await NoteHost.StartAsync();
        foreach (var name in new[] { "", "notes", NoteService.Descriptor.FullName }) await host.Host.Channel.WaitForHealthAsync(name);

        var unknown = await Assert.ThrowsAsync<RpcException>(() => host.Host.Channel.HealthAsync("nobody"));
        Assert.Equal(StatusCode.NotFound, unknown.StatusCode);
    }

    [Fact]
    public async Task Is_not_well_until_the_schema_is_there()
    {
        await using var database = TestDatabase.Without(new DatabaseSettings(
            DatabaseProvider.Sqlite, $"Data Source={Path.Combine(Path.GetTempPath(), $"shuangjian-{Guid.NewGuid():N}.db")}"));
        await using var host = await NoteHost.StartAsync(database);
        await host.Host.Channel.WaitForHealthAsync("notes", ServingStatus.NotServing);

        await using (var db = database.Open()) await db.Database.EnsureCreatedAsync();
        await host.Host.Channel.WaitForHealthAsync("notes");
        Assert.Equal("first", (await host.CreateAsync()).Title);
    }

    [Fact]
    public async Task Says_that_storage_is_away_and_goes_on_once_it_is_back()
    {
        await using var server = new PostgresServer();
        await server.StartAsync();
        var database = await TestDatabase.PostgresAsync(server);
        await using var host = await NoteHost.StartAsync(database);
        await host.Host.Channel.WaitForHealthAsync("notes");
        var note = await host.CreateAsync("before");

        await server.KillAsync();
        await host.Host.Channel.WaitForHealthAsync("notes", ServingStatus.NotServing);
        var append = new AppendNoteRequest { RequestId = NoteHost.NewId(), NoteId = note.NoteId, Times = 1 };
        var error = await RichError.OfAsync(host.Client.AppendNoteAsync(append));
        Assert.Equal((StatusCode.Unavailable, "STORAGE_UNAVAILABLE"), (error.Code, error.Reason));
        Assert.Equal("open to all", (await host.Anonymous.GetNoticeAsync(new GetNoticeRequest())).Text);

        await server.StartAsync();
        await host.Host.Channel.WaitForHealthAsync("notes");
        Assert.Equal(1, (await host.Client.AppendNoteAsync(append)).Count);
        Assert.Equal(["1", "2"], (await host.SeenAsync(2)).Select(s => s.Fact));
    }
}
