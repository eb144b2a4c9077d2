using System.Security.Cryptography;
using System.Text;
using Grpc.Core;
using Grpc.Net.Client;
using Microsoft.Extensions.Caching.Memory;
using ShuangJian.Gateway.Edge;
using ShuangJian.Protos.Integrator.V1;

namespace ShuangJian.Gateway.Keys;

/// <summary>
/// Takes <c>authorization: ApiKey sj_…</c> and puts the short-lived token in its place that the key is exchanged for,
/// so that everything behind it knows one kind of credential. A key is asked about again after ten seconds, so
/// one that was revoked opens nothing here any longer then.
/// </summary>
internal sealed class ApiKeys(IReadOnlyList<Uri> integrators, TimeProvider clock) : IDisposable
{
    private const string Scheme = "ApiKey ";
    private const int LongestKey = 200;
    private const int MostKeys = 50_000;
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    /// <summary>A token that ends on its way would be refused by the service behind.</summary>
    private static readonly TimeSpan Reserve = TimeSpan.FromSeconds(5);

    private readonly MemoryCache _known = new(new MemoryCacheOptions { SizeLimit = MostKeys });
    private readonly ApiKeyService.ApiKeyServiceClient[] _services = [.. integrators.Select(a => new ApiKeyService.ApiKeyServiceClient(GrpcChannel.ForAddress(a)))];

    public async Task AnswerAsync(HttpContext http, RequestDelegate next)
    {
        if (GateCall.Of(http) is not null && http.Request.Headers.Authorization is [{ } sent] && sent.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
            http.Request.Headers.Authorization = "Bearer " + await TokenAsync(sent[Scheme.Length..].Trim(), http.RequestAborted);
        await next(http);
    }

    public void Dispose() => _known.Dispose();

    private async ValueTask<string> TokenAsync(string key, CancellationToken cancellation)
    {
        if (key.Length is 0 or > LongestKey || _services.Length == 0) throw Refusals.KeyInvalid();
        // The key itself is not kept, not even here.
        var digest = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(key)));
        var now = clock.GetUtcNow();
        var known = _known.Get<Known>(digest);
        if (known is not null && now - known.AskedAt < Fresh) return known.Token ?? throw Refusals.KeyInvalid();
        try
        {
            known = await ExchangeAsync(key, now, cancellation);
            _known.Set(digest, known, new MemoryCacheEntryOptions { Size = 1, AbsoluteExpirationRelativeToNow = TimeSpan.FromMinutes(1) });
        }
        catch (RpcException e) when (e.StatusCode is StatusCode.Unavailable or StatusCode.DeadlineExceeded or StatusCode.Internal)
        {
            // While nobody can be asked, a token that was given is honoured to its own end.
            if (known?.Token is null || now + Reserve > known.Ends) throw Refusals.Away("integrators");
        }
        return known.Token ?? throw Refusals.KeyInvalid();
    }

    private async Task<Known> ExchangeAsync(string key, DateTimeOffset now, CancellationToken cancellation)
    {
        for (var replica = 0; ; replica++)
        {
            try
            {
                var answer = await _services[replica].ExchangeApiKeyAsync(
                    new ExchangeApiKeyRequest { Secret = key }, deadline: DateTime.UtcNow + Patience, cancellationToken: cancellation);
                return new(answer.Token, now, answer.ExpireTime.ToDateTimeOffset());
            }
            catch (RpcException e) when (e.StatusCode is StatusCode.Unauthenticated or StatusCode.InvalidArgument)
            {
                // Known to be none: whoever tries again and again costs the service one look in ten seconds.
                return new(null, now, default);
            }
            catch (RpcException e) when (e.StatusCode == StatusCode.Unavailable && replica + 1 < _services.Length)
            {
                // The next replica may answer.
            }
        }
    }

    private sealed record Known(string? Token, DateTimeOffset AskedAt, DateTimeOffset Ends);
}
