using System.Text.RegularExpressions;
using YamlDotNet.Serialization;
using YamlDotNet.Serialization.NamingConventions;

namespace ShuangJian.Gateway.Limits;

/// <summary>How often something may be done.</summary>
/// <param name="PerSecond">Calls a second, over time.</param>
/// <param name="Burst">Calls at once, after a pause.</param>
internal sealed record Rate(double PerSecond, int Burst)
{
    public Rate()
        : this(0, 0)
    {
    }
}

/// <summary>Limits as they are written down: <c>limits.yaml</c>, or the file that <c>Gateway:LimitsFile</c> names.</summary>
internal sealed class LimitFile
{
    /// <summary>Rate of every caller, by audience; <c>DEFAULT</c> for those not named.</summary>
    public Dictionary<string, Rate> Callers { get; set; } = [];

    /// <summary>Rate of each caller at one method, or at all methods of a service, by the beginning of the path.</summary>
    public Dictionary<string, Rate> Methods { get; set; } = [];

    /// <summary>Streams that one caller may have open at a gateway.</summary>
    public int StreamsPerCaller { get; set; } = 200;

    /// <summary>Streams and calls that one connection may have open.</summary>
    public int CallsPerConnection { get; set; } = 256;

    /// <summary>Connections that a gateway takes.</summary>
    public int Connections { get; set; } = 20_000;

    /// <summary>Reads the limits; null when <c>Gateway:Limits</c> is <c>off</c>.</summary>
    /// <exception cref="InvalidOperationException">A limit is none.</exception>
    public static LimitFile Read(IConfiguration configuration)
    {
        using var text = configuration["Gateway:LimitsFile"] is { Length: > 0 } file
            ? new StreamReader(file)
            : new StreamReader(typeof(LimitFile).Assembly.GetManifestResourceStream("limits.yaml")!);
        var limits = new DeserializerBuilder().WithNamingConvention(UnderscoredNamingConvention.Instance).Build().Deserialize<LimitFile>(text)
            ?? throw new InvalidOperationException("The file of limits is empty.");
        limits.Check();
        return limits;
    }

    private void Check()
    {
        if (!Callers.ContainsKey("DEFAULT")) throw new InvalidOperationException("The limits have no DEFAULT caller.");
        foreach (var (name, rate) in Callers.Concat(Methods))
        {
            if (rate.PerSecond is <= 0 or > 1_000_000 || rate.Burst is < 1 or > 10_000_000)
                throw new InvalidOperationException($"The limit of {name} is none: per_second is above 0, burst at least 1.");
        }
        if (Methods.Keys.FirstOrDefault(path => !Regex.IsMatch(path, "^/shuangjian[.][a-z.0-9]+[.][A-Za-z]+/[A-Za-z]*$")) is { } wrong)
            throw new InvalidOperationException($"The limit of {wrong} is of no method: write /package.Service/Method, or /package.Service/ for all of them.");
        if (StreamsPerCaller < 1 || CallsPerConnection < 1 || Connections < 1) throw new InvalidOperationException("Numbers of streams, calls and connections are at least 1.");
    }
}
