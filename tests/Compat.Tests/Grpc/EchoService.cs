using Grpc.Core;

namespace ShuangJian.Compat.Tests.Grpc;

/// <summary>What the echo service does; a test replaces what it is about.</summary>
public sealed class EchoScript
{
    public UnaryServerMethod<Words, Words> Say { get; set; } = (request, _) => Task.FromResult(request);

    public ClientStreamingServerMethod<Words, Words> Join { get; set; } = async (requests, context) =>
    {
        var texts = new List<string>();
        await foreach (var request in requests.ReadAllAsync(context.CancellationToken))
            texts.Add(request.Text);
        return new Words { Text = string.Join(' ', texts) };
    };

    public ServerStreamingServerMethod<Words, Words> Split { get; set; } = async (request, responses, context) =>
    {
        foreach (var text in request.Text.Split(' '))
            await responses.WriteAsync(new Words { Text = text }, context.CancellationToken);
    };

    public DuplexStreamingServerMethod<Words, Words> Talk { get; set; } = async (requests, responses, context) =>
    {
        while (await requests.MoveNext())
            await responses.WriteAsync(requests.Current);
    };
}

/// <summary>Serves what its script says.</summary>
public sealed class EchoService(EchoScript script) : Echo.EchoBase
{
    public override Task<Words> Say(Words request, ServerCallContext context) => script.Say(request, context);

    public override Task<Words> Join(IAsyncStreamReader<Words> requestStream, ServerCallContext context) =>
        script.Join(requestStream, context);

    public override Task Split(Words request, IServerStreamWriter<Words> responseStream, ServerCallContext context) =>
        script.Split(request, responseStream, context);

    public override Task Talk(
        IAsyncStreamReader<Words> requestStream, IServerStreamWriter<Words> responseStream, ServerCallContext context) =>
        script.Talk(requestStream, responseStream, context);
}
