using Grpc.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using ShuangJian.Platform.Tests.Notes;
using ShuangJian.Platform.Tests.Wire;

namespace ShuangJian.Platform.Tests.Hosting;

public sealed class ShutdownTests
{
    [Fact]
    public async Task Finishes_a_call_in_hand_and_takes_no_new_one()
    {
        await using var host = await NoteHost.StartAsync();
        var call = host.Anonymous.GetNoticeAsync(new GetNoticeRequest { Failure = "wait" });
        await host.Controls.Waits.Task;
        var stopping = new TaskCompletionSource();
        host.Host.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping.Register(() => stopping.TrySetResult());

        var stopped = host.Host.Services.GetRequiredService<IHost>().StopAsync();
        await stopping.Task;
        Assert.False(stopped.IsCompleted);
        host.Controls.Release.SetResult();

        Assert.Equal("open to all", (await call).Text);
        await stopped;
        var late = await Assert.ThrowsAsync<RpcException>(async () => await host.Anonymous.GetNoticeAsync(new GetNoticeRequest()));
        Assert.Equal(StatusCode.Unavailable, late.StatusCode);
    }

    [Fact]
    public async Task Leaves_no_committed_event_behind_for_good()
    {
        await using var database = await TestDatabase.SqliteAsync();
        Note note;
        await using (var host = await NoteHost.StartAsync(database))
        {
            note = await host.CreateAsync();
            await host.AppendAsync(note, times: 20);
        }

        await using var next = await NoteHost.StartAsync(database);
        Assert.Equal(Enumerable.Range(1, 21).Select(v => $"{v}"), (await next.SeenAsync(21)).Select(s => s.Fact));
    }
}
