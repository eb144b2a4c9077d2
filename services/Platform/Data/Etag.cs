using Grpc.Core;
using ShuangJian.Platform.Edge;

namespace ShuangJian.Platform.Data;

/// <summary>Etags are versions in quotes.</summary>
public static class Etag
{
    /// <summary>Etag of a version.</summary>
    public static string Of(long version) => $"\"{version}\"";

    /// <summary>Refuses when an etag was sent and is not the current one.</summary>
    public static void Check(string sent, long version)
    {
        if (sent.Length == 0 || sent == Of(version)) return;
        throw new Rejection(StatusCode.Aborted, "ETAG_MISMATCH", "资源已被修改，请重新读取后再试", "the resource has changed; read it again")
        {
            Facts = new Dictionary<string, string> { ["current_etag"] = Of(version) },
        };
    }
}
