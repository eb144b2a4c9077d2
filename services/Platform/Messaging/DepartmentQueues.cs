using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.Extensions.Configuration;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace ShuangJian.Platform.Messaging;

/// <summary>What a broker was handed is in no queue, or not in all that it is for.</summary>
public sealed class UnconfirmedException(Exception cause) : Exception("The broker did not confirm what it was handed.", cause);

/// <summary>A queue as the broker tells of it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Messages">Messages that wait or are not acknowledged; null while the broker has not counted them, as after its start, and of
/// a queue that has no leader.</param>
/// <param name="Redelivered">Deliveries repeated since the broker began to count.</param>
/// <param name="IsWhole">Whether every node that has a copy of it runs. That says nothing of the copies.</param>
public sealed record QueueCount(string Name, long? Messages, long Redelivered, bool IsWhole);

/// <summary>
/// Queues that others read with users of their own, each allowed to read its queue and nothing else. Only the one who holds the
/// lease of that work uses it, one step after the other.
/// </summary>
public sealed class DepartmentQueues : IAsyncDisposable
{
    /// <summary>Exchange on which the events of the log are handed to the queues, in the order of the log.</summary>
    public const string Exchange = "shuangjian.subscriptions";

    /// <summary>Deliveries of one message before it goes to the dead-letter queue.</summary>
    private const int MostDeliveries = 10;

    /// <summary>A broker that works confirms a page within a second.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(2);

    private const int SaltSize = 4;
    private const int PasswordSize = 24;
    private static readonly BasicProperties Properties = new() { ContentType = CloudEvents.MediaType, DeliveryMode = DeliveryModes.Persistent };
    private readonly Uri? _address;
    private readonly HttpClient? _management;
    private IConnection? _connection;
    private IChannel? _channel;

    /// <summary>Reads <c>Broker:Address</c> and <c>Broker:Management</c>, the address of the broker's HTTP API, by default as the user of the former.</summary>
    public DepartmentQueues(IConfiguration configuration)
    {
        if (configuration["Broker:Address"] is not { Length: > 0 } address || configuration["Broker:Management"] is not { Length: > 0 } management) return;
        _address = new Uri(address);
        var host = new Uri(management.EndsWith('/') ? management : management + "/");
        var user = Uri.UnescapeDataString(host.UserInfo.Length > 0 ? host.UserInfo : _address.UserInfo);
        _management = new HttpClient { BaseAddress = new UriBuilder(host) { UserName = "", Password = "" }.Uri, Timeout = TimeSpan.FromSeconds(5) };
        _management.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(user)));
        VirtualHost = _address.AbsolutePath.Length > 1 ? Uri.UnescapeDataString(_address.AbsolutePath[1..]) : "/";
    }

    /// <summary>Whether there is a broker whose queues and users may be managed.</summary>
    public bool Offered => _management is not null;

    /// <summary>Virtual host of the broker.</summary>
    public string VirtualHost { get; } = "/";

    private string HostPath => Uri.EscapeDataString(VirtualHost);

    /// <summary>Makes a password and the salted hash of it that the broker takes.</summary>
    public static (string Password, string Hash) NewPassword()
    {
        var password = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(PasswordSize));
        var salt = RandomNumberGenerator.GetBytes(SaltSize);
        return (password, Convert.ToBase64String([.. salt, .. SHA256.HashData([.. salt, .. Encoding.UTF8.GetBytes(password)])]));
    }

    /// <summary>Connects when there is no connection. Returns true when it is a new one: the broker may be another than before.</summary>
    public async Task<bool> ConnectAsync(CancellationToken cancellation)
    {
        if (_channel is { IsOpen: true }) return false;
        await CloseAsync();
        _connection = await Brokers.ConnectAsync(_address!, "shuangjian.subscriptions", cancellation);
        _channel = await _connection.CreateChannelAsync(new CreateChannelOptions(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true), cancellation);
        await _channel.ExchangeDeclareAsync(Exchange, ExchangeType.Topic, durable: true, autoDelete: false, cancellationToken: cancellation);
        return true;
    }

    /// <summary>Makes a queue, the one for what was delivered too often, and the user who may read both. Safe to run again.</summary>
    public async Task MakeAsync(string queue, string dead, string passwordHash, CancellationToken cancellation)
    {
        await Channel.QueueDeclareAsync(dead, true, false, false, new Dictionary<string, object?> { ["x-queue-type"] = "quorum" }, cancellationToken: cancellation);
        await Channel.QueueDeclareAsync(
            queue, true, false, false,
            new Dictionary<string, object?>
            {
                ["x-queue-type"] = "quorum", ["x-delivery-limit"] = MostDeliveries, ["x-dead-letter-exchange"] = "", ["x-dead-letter-routing-key"] = dead,
                // What is dead-lettered stays in its queue until the other has it.
                ["x-dead-letter-strategy"] = "at-least-once", ["x-overflow"] = "reject-publish",
            },
            cancellationToken: cancellation);
        await PutUserAsync(queue, passwordHash, cancellation);
        var own = $"^{queue.Replace(".", "\\.", StringComparison.Ordinal)}(\\.dead)?$";
        await SendAsync(HttpMethod.Put, $"api/permissions/{HostPath}/{queue}", new Permissions("^$", "^$", own), cancellation);
    }

    /// <summary>Tells the broker the hash of a user's password.</summary>
    public Task PutUserAsync(string user, string passwordHash, CancellationToken cancellation) =>
        SendAsync(HttpMethod.Put, $"api/users/{user}", new BrokerUser(passwordHash, "rabbit_password_hashing_sha256", ""), cancellation);

    /// <summary>Binds a queue by these keys instead of those.</summary>
    public async Task BindAsync(string queue, IReadOnlyCollection<string> before, IReadOnlyCollection<string> after, CancellationToken cancellation)
    {
        foreach (var key in after.Except(before)) await Channel.QueueBindAsync(queue, Exchange, key, cancellationToken: cancellation);
        foreach (var key in before.Except(after)) await Channel.QueueUnbindAsync(queue, Exchange, key, cancellationToken: cancellation);
    }

    /// <summary>Removes queues and user; what is there no more is no failure.</summary>
    public async Task RemoveAsync(string queue, string dead, CancellationToken cancellation)
    {
        // The user first, so that nobody reads while it goes.
        await SendAsync(HttpMethod.Delete, $"api/users/{queue}", null, cancellation);
        await DropAsync(queue, cancellation);
        await DropAsync(dead, cancellation);
    }

    /// <summary>Removes a queue and what is in it; its user stays.</summary>
    public Task DropAsync(string queue, CancellationToken cancellation) => Channel.QueueDeleteAsync(queue, cancellationToken: cancellation);

    /// <summary>Hands events over, and returns once the broker has confirmed all of them. They stay in order.</summary>
    /// <param name="exchange"><see cref="Exchange"/>, or empty to put them into one queue that the keys name.</param>
    /// <param name="events">Routing key and body of each.</param>
    /// <param name="cancellation">Gives up; what was confirmed by then is not known.</param>
    /// <exception cref="UnconfirmedException">The broker has refused them, or not confirmed them in time: one of the queues does not take them.</exception>
    public async Task PublishAsync(string exchange, IEnumerable<(string Key, ReadOnlyMemory<byte> Body)> events, CancellationToken cancellation)
    {
        var confirmed = new List<Task>();
        foreach (var (key, body) in events) confirmed.Add(Channel.BasicPublishAsync(exchange, key, mandatory: false, Properties, body, cancellation).AsTask());
        try
        {
            await Task.WhenAll(confirmed).WaitAsync(Patience, cancellation);
        }
        catch (Exception e) when (e is PublishException or TimeoutException)
        {
            throw new UnconfirmedException(e);
        }
    }

    /// <summary>Every queue of the broker whose name begins so.</summary>
    public async Task<IReadOnlyDictionary<string, QueueCount>> CountAsync(string prefix, CancellationToken cancellation)
    {
        var queues = await _management!.GetFromJsonAsync<List<ToldQueue>>($"api/queues/{HostPath}?columns=name,messages,leader,members,message_stats.redeliver", cancellation) ?? [];
        var nodes = await _management!.GetFromJsonAsync<List<ToldNode>>("api/nodes?columns=name,running", cancellation) ?? [];
        var running = nodes.Where(n => n.Running).Select(n => n.Name).ToHashSet(StringComparer.Ordinal);
        return queues.Where(q => q.Name.StartsWith(prefix, StringComparison.Ordinal))
            .ToDictionary(q => q.Name, q => new QueueCount(q.Name, q.Leader is { Length: > 0 } ? q.Messages : null, q.Redelivered, q.Members?.All(running.Contains) ?? false), StringComparer.Ordinal);
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await CloseAsync();
        _management?.Dispose();
    }

    /// <summary>Ends the connection; the next step begins another.</summary>
    public async Task CloseAsync()
    {
        try
        {
            // The connection first, and not for long: a channel that waits for a queue would not say goodbye.
            if (_connection is not null) await _connection.CloseAsync(Constants.ReplySuccess, "", Farewell, abort: true, CancellationToken.None);
            if (_channel is not null) await _channel.DisposeAsync();
            if (_connection is not null) await _connection.DisposeAsync();
        }
        catch (Exception e) when (e is RabbitMQClientException or IOException or ObjectDisposedException) { /* it was over already */ }
        (_channel, _connection) = (null, null);
    }

    private IChannel Channel => _channel ?? throw new InvalidOperationException("There is no connection.");

    private async Task SendAsync(HttpMethod method, string path, object? body, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(method, path) { Content = body is null ? null : JsonContent.Create(body, body.GetType()) };
        using var answer = await _management!.SendAsync(request, cancellation);
        if (method != HttpMethod.Delete || answer.StatusCode != HttpStatusCode.NotFound) answer.EnsureSuccessStatusCode();
    }

    private sealed record BrokerUser(
        [property: JsonPropertyName("password_hash")] string PasswordHash,
        [property: JsonPropertyName("hashing_algorithm")] string Algorithm,
        [property: JsonPropertyName("tags")] string Tags);

    private sealed record Permissions(
        [property: JsonPropertyName("configure")] string Configure,
        [property: JsonPropertyName("write")] string Write,
        [property: JsonPropertyName("read")] string Read);

    private sealed record ToldQueue(
        [property: JsonPropertyName("name")] string Name,
        [property: JsonPropertyName("messages")] long? Messages,
        [property: JsonPropertyName("leader")] string? Leader,
        [property: JsonPropertyName("members")] string[]? Members,
        [property: JsonPropertyName("message_stats")] JsonElement Stats)
    {
        /// <summary>Without statistics the broker says an empty list instead of an object.</summary>
        public long Redelivered => Stats.ValueKind == JsonValueKind.Object && Stats.TryGetProperty("redeliver", out var count) ? count.GetInt64() : 0;
    }

    private sealed record ToldNode([property: JsonPropertyName("name")] string Name, [property: JsonPropertyName("running")] bool Running);
}
