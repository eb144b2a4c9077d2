using System.CommandLine;
using Grpc.Core;
using Grpc.Core.Interceptors;
using Grpc.Net.Client;
using ShuangJian.Platform.Identity;

namespace ShuangJian.Operating;

/// <summary>Where the platform is and who calls; options of every command.</summary>
internal sealed class ConnectionOptions
{
    /// <summary>Services that the gateway routes to; a test holds them to it.</summary>
    public static readonly string[] Services = ["institutions", "filings", "custody", "monitoring", "schools", "supervision", "events", "integrators"];

    private static readonly TimeSpan LifeOfToken = TimeSpan.FromMinutes(15);

    private readonly Option<string> _address = new("--address")
    {
        Description = "网关地址 Address of the gateway; SHUANGJIAN_ADDRESS",
        DefaultValueFactory = _ => Environment.GetEnvironmentVariable("SHUANGJIAN_ADDRESS") ?? "http://127.0.0.1:8081",
        Recursive = true,
    };

    private readonly Option<string?> _tokenFile = new("--token-file")
    {
        Description = "令牌文件 File with a token; else SHUANGJIAN_TOKEN, else one is signed with --key",
        Recursive = true,
    };

    private readonly Option<string> _key = new("--key")
    {
        Description = "本平台签名密钥 Key of an installation that signs its own tokens",
        DefaultValueFactory = _ => Environment.GetEnvironmentVariable("Identity__KeyFile") ?? Path.Combine("data", "keys", "identity.pem"),
        Recursive = true,
    };

    private readonly Option<bool> _json = new("--json") { Description = "输出 JSON Answers in JSON, one object", Recursive = true };

    public void AddTo(RootCommand root)
    {
        root.Add(_address);
        root.Add(_tokenFile);
        root.Add(_key);
        root.Add(_json);
    }

    public bool IsJson(ParseResult parsed) => parsed.GetValue(_json);

    public string Key(ParseResult parsed) => parsed.GetValue(_key)!;

    public GrpcChannel Channel(ParseResult parsed) =>
        Uri.TryCreate(parsed.GetValue(_address), UriKind.Absolute, out var address) && address.Scheme is "http" or "https"
            ? GrpcChannel.ForAddress(address)
            : throw new UsageException($"地址无效 '{parsed.GetValue(_address)}' is no address such as http://127.0.0.1:8081");

    /// <summary>Calls with the token of the caller, or with one that is signed for the purpose.</summary>
    /// <param name="channel">Where.</param>
    /// <param name="parsed">The command.</param>
    /// <param name="audience">Audience of a token that is signed here.</param>
    /// <param name="division">Its division.</param>
    /// <param name="department">Its department, if any.</param>
    public CallInvoker Invoker(GrpcChannel channel, ParseResult parsed, string audience = "OPERATOR", string division = "000000", string? department = null)
    {
        var token = Token(parsed, audience, division, department);
        return channel.Intercept(metadata =>
        {
            metadata.Add("authorization", "Bearer " + token);
            return metadata;
        });
    }

    private string Token(ParseResult parsed, string audience, string division, string? department)
    {
        if (parsed.GetValue(_tokenFile) is { } file) return File.ReadAllText(file).Trim();
        if (Environment.GetEnvironmentVariable("SHUANGJIAN_TOKEN") is { Length: > 0 } token) return token;
        var key = Key(parsed);
        return File.Exists(key)
            ? OwnTokens.Sign(key, "sj", audience, division, department, null, TimeProvider.System.GetUtcNow().UtcDateTime + LifeOfToken)
            : throw new UsageException($"没有令牌 no token: give --token-file or SHUANGJIAN_TOKEN, or --key where the installation signs its own (there is no '{key}')");
    }
}
