using System.Diagnostics;

namespace ShuangJian.Testing;

/// <summary>A private Redis that writes everything to disk, so that it remembers after it was killed.</summary>
public sealed class RedisServer : PrivateServer
{
    /// <summary>Value for <c>Redis:Configuration</c>.</summary>
    public string Configuration => $"127.0.0.1:{Port}";

    /// <inheritdoc />
    protected override ProcessStartInfo Command() => new("redis-server",
        ["--bind", "127.0.0.1", "--port", $"{Port}", "--dir", Folder, "--save", "", "--appendonly", "yes", "--appendfsync", "always"]);
}
