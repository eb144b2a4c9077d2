using Microsoft.Net.Http.Headers;
using ShuangJian.Gateway.Forwarding;

namespace ShuangJian.Gateway.Edge;

/// <summary>Takes away the headers by which a caller could pass for somebody else, or speak to the inside.</summary>
internal static class HeaderHygiene
{
    /// <summary>The only headers with <c>x-</c> that a caller may send on.</summary>
    private static readonly HashSet<string> Kept = new(StringComparer.OrdinalIgnoreCase) { Routes.ServiceHeader, Entry.RequestIdHeader };

    /// <summary>Cleans the headers of a call. Those that every hop has for itself YARP leaves out; those that the caller names as such are left out here.</summary>
    public static void Clean(IHeaderDictionary headers, string requestId)
    {
        List<string>? unwanted = null;
        foreach (var name in headers.GetCommaSeparatedValues(HeaderNames.Connection)) (unwanted ??= []).Add(name);
        foreach (var (name, _) in headers)
        {
            if (IsUnwanted(name)) (unwanted ??= []).Add(name);
        }
        unwanted?.ForEach(name => headers.Remove(name));
        headers[Entry.RequestIdHeader] = requestId;
    }

    private static bool IsUnwanted(string name) =>
        (name.StartsWith("x-", StringComparison.OrdinalIgnoreCase) && !Kept.Contains(name))
        || name.Equals("forwarded", StringComparison.OrdinalIgnoreCase)
        || name.Equals("via", StringComparison.OrdinalIgnoreCase)
        || name.Equals("cookie", StringComparison.OrdinalIgnoreCase)
        || name.Equals("proxy-authorization", StringComparison.OrdinalIgnoreCase);
}
