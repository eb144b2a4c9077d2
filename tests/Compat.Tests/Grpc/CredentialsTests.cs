using Grpc.Core;
using Xunit;

namespace ShuangJian.Compat.Tests.Grpc;

public sealed class CredentialsTests
{
    [Fact]
    public async Task Call_credentials_of_a_secure_channel_go_with_every_call()
    {
        using var certificate = LoopbackCertificate.Create();
        await using var server = await EchoServer.StartAsync(AnswerWithAuthorization(), certificate: certificate);
        var asked = new List<string>();
        var credentials = CallCredentials.FromInterceptor((context, metadata) =>
        {
            asked.Add($"{context.ServiceUrl} {context.MethodName}");
            metadata.Add("authorization", "Bearer token");
            return Task.CompletedTask;
        });
        var client = new Echo.EchoClient(server.Connect(
            options => options.Credentials = ChannelCredentials.Create(new SslCredentials(), credentials)));

        Assert.Equal("Bearer token", (await client.SayAsync(new Words())).Text);
        Assert.Equal("Bearer token", (await client.SayAsync(new Words())).Text);
        var authority = server.Address.Authority;
        Assert.Equal(Enumerable.Repeat($"https://{authority}/shuangjian.compat.tests.Echo Say", 2), asked);
    }

    [Fact]
    public async Task Credentials_of_one_call_join_in_their_order()
    {
        using var certificate = LoopbackCertificate.Create();
        await using var server = await EchoServer.StartAsync(AnswerWithAuthorization(), certificate: certificate);
        var client = new Echo.EchoClient(server.Connect(options => options.Credentials = ChannelCredentials.SecureSsl));
        var joined = CallCredentials.Compose(Adds("one"), Adds("two"), CallCredentials.Compose(Adds("three"), Adds("four")));

        var answer = await client.SayAsync(new Words(), new CallOptions(credentials: joined));

        Assert.Equal(["one", "two", "three", "four"], answer.Text.Split(',', StringSplitOptions.TrimEntries));
        Assert.Equal("", (await client.SayAsync(new Words())).Text);
    }

    [Fact]
    public async Task Call_credentials_stay_off_an_insecure_channel_unless_it_is_told_to_send_them()
    {
        await using var server = await EchoServer.StartAsync(AnswerWithAuthorization());
        var careful = new Echo.EchoClient(server.Connect(options => options.Credentials = ChannelCredentials.Insecure));
        var careless = new Echo.EchoClient(server.Connect(options =>
        {
            options.Credentials = ChannelCredentials.Insecure;
            options.UnsafeUseInsecureChannelCallCredentials = true;
        }));
        var options = new CallOptions(credentials: Adds("secret"));

        Assert.Equal("", (await careful.SayAsync(new Words(), options)).Text);
        Assert.Equal("secret", (await careless.SayAsync(new Words(), options)).Text);
    }

    [Fact]
    public async Task A_failing_credential_fails_the_call()
    {
        using var certificate = LoopbackCertificate.Create();
        await using var server = await EchoServer.StartAsync(certificate: certificate);
        var failing = CallCredentials.FromInterceptor((_, _) => throw new InvalidOperationException("no token"));

        var error = await Assert.ThrowsAsync<RpcException>(
            async () => await server.Client.SayAsync(new Words(), new CallOptions(credentials: failing)));

        Assert.Equal("no token", Assert.IsType<InvalidOperationException>(error.Status.DebugException).Message);
    }

    [Fact]
    public void Credentials_that_make_no_sense_are_refused()
    {
        Assert.Throws<ArgumentException>(() => CallCredentials.Compose(Adds("alone")));
        Assert.Throws<ArgumentException>(() => ChannelCredentials.Create(ChannelCredentials.Insecure, Adds("x")));
        var twice = ChannelCredentials.Create(ChannelCredentials.SecureSsl, Adds("x"));
        Assert.Throws<ArgumentException>(() => ChannelCredentials.Create(twice, Adds("y")));
        Assert.Throws<ArgumentNullException>(() => CallCredentials.FromInterceptor(null!));
    }

    [Fact]
    public void Tls_credentials_hold_what_they_were_given()
    {
        var pair = new KeyCertificatePair("chain", "key");
        var credentials = new SslCredentials("roots", pair, _ => true);

        Assert.Equal("roots", credentials.RootCertificates);
        Assert.Same(pair, credentials.KeyCertificatePair);
        Assert.Equal(("chain", "key"), (pair.CertificateChain, pair.PrivateKey));
        Assert.Null(new SslCredentials().RootCertificates);
    }

    private static CallCredentials Adds(string value) => CallCredentials.FromInterceptor((_, metadata) =>
    {
        metadata.Add("authorization", value);
        return Task.CompletedTask;
    });

    private static EchoScript AnswerWithAuthorization() => new()
    {
        Say = (_, context) => Task.FromResult(new Words
        {
            Text = string.Join(',', context.RequestHeaders.GetAll("authorization").Select(entry => entry.Value)),
        }),
    };
}
