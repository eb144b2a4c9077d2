using ShuangJian.Gateway.Forwarding;

namespace ShuangJian.Gateway.Edge;

/// <summary>Takes away the headers by which a caller could pass for somebody else, or speak to the inside.</summary>
internal static class HeaderHygiene
{
    /// <summary>The only headers with <c>x-</c> that a caller may send on.</summary>
    private static readonly HashSet<string> Kept = new(StringComparer.OrdinalIgnoreCase) { Routes.ServiceHeader, Entry.RequestIdHeader };

    /// <summary>Cleans the headers of a call; what passes proxies hop by hop YARP leaves out itself.</summary>
    public static void Clean(IHeaderDictionary headers, string requestId)
    {
        List<string>? unwanted = null;
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
