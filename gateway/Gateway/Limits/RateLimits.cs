using System.Diagnostics;
using System.Threading.RateLimiting;
using Microsoft.Extensions.Caching.Memory;
using ShuangJian.Gateway.Edge;

namespace ShuangJian.Gateway.Limits;

/// <summary>A caller as limits see it.</summary>
/// <param name="Key">Tells it from all others.</param>
/// <param name="Audience">Kind of caller, for example <c>INSTITUTION</c>.</param>
/// <param name="PerMinute">Calls a minute that its API key was granted; 0 when it has none.</param>
/// <param name="PerDay">Calls a day that its API key was granted; 0 when it has none.</param>
internal readonly record struct LimitedCaller(string Key, string Audience, int PerMinute, int PerDay);

/// <summary>
/// Counts the calls of each caller. Tokens are fetched from the store for a tenth of a second at a time and then
/// spent here, so that a busy caller costs one look a tenth of a second, and a refused one none until there is a token again.
/// </summary>
internal sealed class RateLimits : IDisposable
{
    private const int MostCallers = 200_000;
    private const double ShareOfASecond = 0.1;
    private const double SecondsOfADay = 86_400;

    private readonly ITokenStore _store;
    private readonly LimitFile? _limits;
    private readonly MemoryCache _purses = new(new MemoryCacheOptions { SizeLimit = MostCallers });
    private readonly PartitionedRateLimiter<string> _streams;
    private readonly (string Path, Rate Rate)[] _byMethod;

    /// <param name="store">Where tokens come from.</param>
    /// <param name="limits">The limits; null for none.</param>
    public RateLimits(ITokenStore store, LimitFile? limits)
    {
        (_store, _limits) = (store, limits);
        _byMethod = [.. (limits?.Methods ?? []).OrderByDescending(m => m.Key.Length).Select(m => (m.Key, m.Value))];
        _streams = PartitionedRateLimiter.Create<string, string>(caller => RateLimitPartition.GetConcurrencyLimiter(
            caller, _ => new ConcurrencyLimiterOptions { PermitLimit = limits?.StreamsPerCaller ?? int.MaxValue, QueueLimit = 0 }));
    }

    /// <summary>Takes a token for a call.</summary>
    /// <exception cref="Platform.Edge.Rejection">There is none.</exception>
    public async ValueTask TakeAsync(LimitedCaller caller, GateCall call)
    {
        if (_limits is null) return;
        if (caller.PerMinute > 0) await TakeAsync("key-minute", caller.Key, new Rate(caller.PerMinute / 60.0, caller.PerMinute));
        else await TakeAsync("caller", caller.Key, _limits.Callers.GetValueOrDefault(caller.Audience) ?? _limits.Callers["DEFAULT"]);
        if (caller.PerDay > 0) await TakeAsync("key-day", caller.Key, new Rate(caller.PerDay / SecondsOfADay, caller.PerDay));
        foreach (var (path, rate) in _byMethod)
        {
            if (!call.Path.StartsWith(path, StringComparison.Ordinal)) continue;
            await TakeAsync(path, caller.Key, rate);
            break;
        }
    }

    /// <summary>Opens a stream; it counts until it is disposed of.</summary>
    /// <exception cref="Platform.Edge.Rejection">The caller has too many open.</exception>
    public IDisposable OpenStream(string caller)
    {
        var stream = _streams.AttemptAcquire(caller);
        if (stream.IsAcquired) return stream;
        stream.Dispose();
        throw Refusals.StreamsExhausted(_limits!.StreamsPerCaller);
    }

    public void Dispose()
    {
        _purses.Dispose();
        _streams.Dispose();
        (_store as IDisposable)?.Dispose();
    }

    private ValueTask TakeAsync(string limit, string caller, Rate rate)
    {
        var purse = PurseOf(limit, caller, rate);
        return purse.TrySpend() ? default : new(FetchAsync(purse, limit, rate));
    }

    private static async Task FetchAsync(Purse purse, string limit, Rate rate)
    {
        while (true)
        {
            var wait = await purse.FillAsync();
            if (wait > TimeSpan.Zero) throw Refusals.RateLimited(limit, rate, wait);
            // Others who waited for the same tokens may have spent them.
            if (purse.TrySpend()) return;
        }
    }

    private Purse PurseOf(string limit, string caller, Rate rate)
    {
        var key = (limit, caller);
        if (_purses.TryGetValue(key, out Purse? purse) && purse!.Rate == rate) return purse;
        purse = new Purse(_store, $"{limit}:{caller}", rate);
        _purses.Set(key, purse, new MemoryCacheEntryOptions { Size = 1, SlidingExpiration = TimeSpan.FromMinutes(1) });
        return purse;
    }

    /// <summary>Tokens of one caller that are here already.</summary>
    private sealed class Purse(ITokenStore store, string bucket, Rate rate)
    {
        private readonly Lock _gate = new();
        private int _tokens;
        private long _spendBefore;
        private long _askAfter;
        private Task<Grant>? _asking;

        public Rate Rate => rate;

        /// <summary>Tokens are not kept long: what one gateway does not spend another may.</summary>
        public bool TrySpend()
        {
            lock (_gate)
            {
                if (_tokens == 0 || Stopwatch.GetTimestamp() > _spendBefore) return false;
                _tokens--;
                return true;
            }
        }

        /// <summary>Fetches tokens, once for all who wait.</summary>
        /// <returns>None when tokens have come; else how long there will be none.</returns>
        public async ValueTask<TimeSpan> FillAsync()
        {
            Task<Grant> asking;
            lock (_gate)
            {
                if (_tokens > 0 && Stopwatch.GetTimestamp() <= _spendBefore) return TimeSpan.Zero;
                var left = _askAfter - Stopwatch.GetTimestamp();
                if (left > 0) return Stopwatch.GetElapsedTime(0, left);
                asking = _asking ??= AskAsync();
            }
            return (await asking).Wait;
        }

        private async Task<Grant> AskAsync()
        {
            // The lock of the one who asks must be free again before the answer is entered.
            await Task.Yield();
            try
            {
                var grant = await store.TakeAsync(bucket, rate, Math.Clamp((int)(rate.PerSecond * ShareOfASecond), 1, rate.Burst));
                lock (_gate)
                {
                    var now = Stopwatch.GetTimestamp();
                    _tokens = grant.Tokens;
                    _spendBefore = now + Stopwatch.Frequency;
                    _askAfter = grant.Tokens > 0 ? 0 : now + (long)(grant.Wait.TotalSeconds * Stopwatch.Frequency);
                }
                return grant;
            }
            finally
            {
                lock (_gate) _asking = null;
            }
        }
    }
}
