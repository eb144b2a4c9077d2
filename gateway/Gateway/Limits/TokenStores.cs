using System.Threading.RateLimiting;
using StackExchange.Redis;

namespace ShuangJian.Gateway.Limits;

/// <summary>What a store of tokens gave.</summary>
/// <param name="Tokens">Tokens given, from none to all that were asked for.</param>
/// <param name="Wait">When none was given: until there is one.</param>
internal readonly record struct Grant(int Tokens, TimeSpan Wait);

/// <summary>Buckets of tokens, each filled at its rate up to its burst.</summary>
internal interface ITokenStore
{
    /// <summary>Takes up to so many tokens.</summary>
    ValueTask<Grant> TakeAsync(string bucket, Rate rate, int asked);
}

/// <summary>Buckets of this process alone.</summary>
internal sealed class LocalTokens : ITokenStore, IDisposable
{
    private const int RefillsPerSecond = 10;

    private readonly PartitionedRateLimiter<(string Bucket, Rate Rate)> _buckets = PartitionedRateLimiter.Create<(string Bucket, Rate Rate), string>(
        wanted => RateLimitPartition.GetTokenBucketLimiter(wanted.Bucket, _ => Options(wanted.Rate)));

    public ValueTask<Grant> TakeAsync(string bucket, Rate rate, int asked)
    {
        using var many = _buckets.AttemptAcquire((bucket, rate), Math.Min(asked, rate.Burst));
        if (many.IsAcquired) return new(new Grant(Math.Min(asked, rate.Burst), default));
        using var one = _buckets.AttemptAcquire((bucket, rate));
        if (one.IsAcquired) return new(new Grant(1, default));
        return new(new Grant(0, one.TryGetMetadata(MetadataName.RetryAfter, out var wait) ? wait : TimeSpan.FromSeconds(1 / rate.PerSecond)));
    }

    public void Dispose() => _buckets.Dispose();

    /// <summary>Fast buckets are filled ten times a second; slow ones whenever a token is due.</summary>
    private static TokenBucketRateLimiterOptions Options(Rate rate)
    {
        var tokens = Math.Max(1, (int)Math.Round(rate.PerSecond / RefillsPerSecond));
        return new()
        {
            TokenLimit = rate.Burst,
            TokensPerPeriod = tokens,
            ReplenishmentPeriod = TimeSpan.FromSeconds(tokens / rate.PerSecond),
            QueueLimit = 0,
        };
    }
}

/// <summary>
/// Buckets that all gateways share. Redis counts by its own clock, so gateways need not agree on the time.
/// When it does not answer, each gateway keeps the rate by itself: nobody is refused for that.
/// </summary>
internal sealed class RedisTokens(IConnectionMultiplexer redis, LocalTokens local, ILogger<RedisTokens> log) : ITokenStore
{
    private const string Take = """
        local clock = redis.call('TIME')
        local now = clock[1] * 1000 + clock[2] / 1000
        local rate, burst, asked = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3])
        local kept = redis.call('HMGET', KEYS[1], 'n', 't')
        local tokens = math.min(burst, (tonumber(kept[1]) or burst) + math.max(0, now - (tonumber(kept[2]) or now)) * rate / 1000)
        local given = math.min(math.floor(tokens), asked)
        redis.call('HSET', KEYS[1], 'n', tostring(tokens - given), 't', tostring(now))
        redis.call('PEXPIRE', KEYS[1], math.ceil(burst / rate * 1000) + 1000)
        if given > 0 then return {given, 0} end
        return {0, math.ceil((1 - tokens) / rate * 1000)}
        """;

    private long _lastWarned;

    public async ValueTask<Grant> TakeAsync(string bucket, Rate rate, int asked)
    {
        if (!redis.IsConnected) return await local.TakeAsync(bucket, rate, asked);
        try
        {
            var given = (RedisResult[])(await redis.GetDatabase().ScriptEvaluateAsync(Take, [$"shuangjian:rate:{bucket}"],
                [rate.PerSecond.ToString("R"), rate.Burst, asked]))!;
            return new((int)given[0], TimeSpan.FromMilliseconds((long)given[1]));
        }
        catch (Exception e) when (e is RedisException or TimeoutException)
        {
            Warn(e);
            return await local.TakeAsync(bucket, rate, asked);
        }
    }

    /// <summary>Once in ten seconds is enough.</summary>
    private void Warn(Exception e)
    {
        var (now, last) = (Environment.TickCount64, Interlocked.Read(ref _lastWarned));
        if (last != 0 && now - last < 10_000) return;
        if (Interlocked.CompareExchange(ref _lastWarned, now, last) == last)
            log.LogWarning("Redis does not answer; rates are kept by this gateway alone: {Failure}", e.GetType().Name);
    }
}
