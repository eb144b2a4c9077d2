using Microsoft.AspNetCore.HttpOverrides;

namespace ShuangJian.Gateway.Edge;

/// <summary>Believes the address that a load balancer in front tells, if it is one of ours.</summary>
internal static class TrustedProxies
{
    /// <summary>Trusts the networks of <c>Gateway:TrustedProxies</c>, for example <c>10.0.0.0/8</c>; none by default.</summary>
    public static void TrustProxies(this WebApplication app)
    {
        if (app.Configuration["Gateway:TrustedProxies"] is not { Length: > 0 } networks) return;
        var options = new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor };
        options.KnownProxies.Clear();
        options.KnownIPNetworks.Clear();
        foreach (var network in networks.Split(',', StringSplitOptions.TrimEntries)) options.KnownIPNetworks.Add(System.Net.IPNetwork.Parse(network));
        app.UseForwardedHeaders(options);
    }
}
