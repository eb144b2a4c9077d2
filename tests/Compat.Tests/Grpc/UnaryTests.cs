using Xunit;

namespace ShuangJian.Compat.Tests.Grpc;

public sealed class UnaryTests(EchoServer server) : IClassFixture<EchoServer>
{
    [Fact]
    public async Task A_call_brings_back_its_response() =>
        Assert.Equal("你好", (await server.Client.SayAsync(new Words { Text = "你好" })).Text);

    [Fact]
    public void A_blocking_call_brings_back_its_response() =>
        Assert.Equal("hello", server.Client.Say(new Words { Text = "hello" }).Text);
}
