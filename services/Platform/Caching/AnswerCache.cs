using System.Collections.Concurrent;
using Google.Protobuf;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using StackExchange.Redis;

namespace ShuangJian.Platform.Caching;

/// <summary>
/// Keeps answers that many ask for. Each topic has a generation; renewing the topic makes every answer
/// of the generation before unreachable at once, here before the writer is answered and on other
/// replicas as fast as Redis tells them. Callers that miss at the same time load once.
/// </summary>
public sealed class AnswerCache : IDisposable
{
    private static readonly TimeSpan LocalLife = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan SharedLife = TimeSpan.FromMinutes(5);
    private const int LocalEntries = 100_000;
    private static readonly RedisChannel Channel = RedisChannel.Literal("shuangjian:renewed");

    private readonly MemoryCache _local = new(new MemoryCacheOptions { SizeLimit = LocalEntries });
    private readonly ConcurrentDictionary<string, string> _generations = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<(string, object), Lazy<Task<IMessage>>> _loading = new();
    private readonly ConcurrentDictionary<string, Task<bool>> _told = new(StringComparer.Ordinal);
    private readonly IConnectionMultiplexer? _redis;
    private readonly ILogger _log;

    /// <summary>Makes a cache; without Redis it is of this process alone.</summary>
    public AnswerCache(ILogger<AnswerCache> log, IConnectionMultiplexer? redis = null)
    {
        _log = log;
        _redis = redis;
        if (_redis is null) return;
        _redis.GetSubscriber().Subscribe(Channel, (_, topic) => _generations[topic.ToString()] = NewGeneration(), CommandFlags.FireAndForget);
        _redis.ConnectionRestored += (_, _) => CatchUp();
    }

    /// <summary>Gets an answer, loading it when it is not kept.</summary>
    /// <param name="topic">What renews it, for example <c>white-list</c>.</param>
    /// <param name="key">The request; requests are equal when their fields are.</param>
    /// <param name="load">Loads it from storage, for all who wait: it must not end with the call of the first of them.</param>
    public ValueTask<T> GetAsync<T>(string topic, IMessage key, Func<Task<T>> load)
        where T : class, IMessage<T>, new()
    {
        var generation = GenerationOf(topic);
        return _local.TryGetValue((generation, key), out T? kept) && kept is not null
            ? new(kept)
            : new(LoadOnceAsync(topic, generation, key, load));
    }

    /// <summary>Changes with every renewal of the topic that this process has heard of; for those who keep more than answers.</summary>
    public string GenerationOf(string topic) => _generations.GetOrAdd(topic, _ => NewGeneration());

    /// <summary>Makes everything kept under the topic unreachable.</summary>
    public void Renew(string topic)
    {
        _generations[topic] = NewGeneration();
        // Not waited for: the next reader here does, and other replicas fall back on the short life of their entries.
        if (_redis is not null) _told[topic] = TellAsync(topic);
    }

    /// <inheritdoc />
    public void Dispose() => _local.Dispose();

    /// <summary>Renewals may have been missed while Redis was away, ours and those of others: nothing kept from before is trusted.</summary>
    private void CatchUp()
    {
        foreach (var topic in _told.Keys) _told[topic] = TellAsync(topic);
        _generations.Clear();
    }

    /// <summary>
    /// True once Redis knows of the latest renewal here. It remembers answers over its own outage, so a renewal
    /// that it missed is told before it is asked; and a process that starts tells one, for those before it may
    /// have died between a commit and its news.
    /// </summary>
    private async Task<bool> HasBeenToldAsync(string topic)
    {
        var told = _told.GetOrAdd(topic, TellAsync);
        if (await told) return true;
        var again = TellAsync(topic);
        return _told.TryUpdate(topic, again, told) && await again;
    }

    private async Task<bool> TellAsync(string topic)
    {
        try
        {
            await _redis!.GetDatabase().StringIncrementAsync(SharedGenerationOf(topic));
            await _redis.GetSubscriber().PublishAsync(Channel, topic);
            return true;
        }
        catch (Exception e) when (e is RedisException or TimeoutException)
        {
            Away<object>(e);
            return false;
        }
    }

    private static string SharedGenerationOf(string topic) => $"shuangjian:generation:{topic}";

    private async Task<T> LoadOnceAsync<T>(string topic, string generation, IMessage key, Func<Task<T>> load)
        where T : class, IMessage<T>, new()
    {
        var slot = (generation, (object)key);
        var loading = _loading.GetOrAdd(slot, _ => new Lazy<Task<IMessage>>(async () => await LoadAsync(topic, generation, key, load)));
        try { return (T)await loading.Value; }
        finally { _loading.TryRemove(slot, out _); }
    }

    private async Task<T> LoadAsync<T>(string topic, string generation, IMessage key, Func<Task<T>> load)
        where T : class, IMessage<T>, new()
    {
        // Another caller may have loaded it between our look and our turn.
        if (_local.TryGetValue((generation, key), out T? kept) && kept is not null) return kept;
        var sharedKey = await SharedKeyAsync(topic, key);
        var answer = await ReadSharedAsync<T>(sharedKey);
        if (answer is null)
        {
            answer = await load();
            await WriteSharedAsync(sharedKey, answer);
        }
        _local.Set((generation, key), answer, new MemoryCacheEntryOptions { Size = 1, AbsoluteExpirationRelativeToNow = LocalLife });
        return answer;
    }

    private async Task<string?> SharedKeyAsync(string topic, IMessage key)
    {
        if (_redis is not { IsConnected: true }) return null;
        try
        {
            if (!await HasBeenToldAsync(topic)) return null;
            var generation = await _redis.GetDatabase().StringGetAsync(SharedGenerationOf(topic));
            return $"shuangjian:answer:{topic}:{generation}:{key.Descriptor.FullName}:{Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(key.ToByteArray()))}";
        }
        catch (Exception e) when (e is RedisException or TimeoutException) { return Away<string>(e); }
    }

    private async Task<T?> ReadSharedAsync<T>(string? key)
        where T : class, IMessage<T>, new()
    {
        if (key is null) return null;
        try
        {
            byte[]? bytes = await _redis!.GetDatabase().StringGetAsync(key);
            if (bytes is null) return null;
            var answer = new T();
            answer.MergeFrom(bytes);
            return answer;
        }
        catch (Exception e) when (e is RedisException or TimeoutException or InvalidProtocolBufferException) { return Away<T>(e); }
    }

    private async Task WriteSharedAsync(string? key, IMessage answer)
    {
        if (key is null) return;
        try { await _redis!.GetDatabase().StringSetAsync(key, answer.ToByteArray(), SharedLife); }
        catch (Exception e) when (e is RedisException or TimeoutException) { Away<object>(e); }
    }

    private T? Away<T>(Exception e)
        where T : class
    {
        _log.LogWarning("Redis does not answer; answers come from storage: {Failure}", e.GetType().Name);
        return null;
    }

    private static string NewGeneration() => Guid.NewGuid().ToString("N");
}

/// <summary>Sets up the cache: shared through Redis when <c>Redis:Configuration</c> is set.</summary>
internal static class CacheSetup
{
    public static void AddAnswerCache(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddRedis(configuration);
        services.AddSingleton(s => new AnswerCache(s.GetRequiredService<ILogger<AnswerCache>>(), s.GetService<IConnectionMultiplexer>()));
    }

    /// <summary>Connects to Redis when <c>Redis:Configuration</c> names one.</summary>
    public static void AddRedis(this IServiceCollection services, IConfiguration configuration)
    {
        if (configuration["Redis:Configuration"] is not { Length: > 0 } redis) return;
        services.AddSingleton<IConnectionMultiplexer>(_ =>
        {
            var options = ConfigurationOptions.Parse(redis);
            // A service starts and serves while Redis is away.
            options.AbortOnConnectFail = false;
            options.ConnectTimeout = 2000;
            options.AsyncTimeout = 500;
            return ConnectionMultiplexer.Connect(options);
        });
    }
}
