using System.Diagnostics;
using Grpc.Core;
using Grpc.Net.Client;
using ShuangJian.Testing;
using static Grpc.Health.V1.HealthCheckResponse.Types;

namespace ShuangJian.SystemTests;

/// <summary>One process of the platform as it was built, configured through its environment alone.</summary>
public sealed class ServiceProcess : PrivateServer
{
    private readonly string _assembly;
    private readonly string _log;
    private readonly IReadOnlyDictionary<string, string> _settings;

    /// <param name="project">Folder of its project, for example <c>services/Events/Service</c>.</param>
    /// <param name="assembly">Its assembly, for example <c>ShuangJian.Events</c>.</param>
    /// <param name="settings">Its environment besides the address it listens on.</param>
    /// <param name="log">Name of its log, when others run the same assembly.</param>
    internal ServiceProcess(string project, string assembly, IReadOnlyDictionary<string, string> settings, string? log = null)
    {
        _assembly = Path.Combine(Repository.Root, project, "bin", Repository.Configuration, "net10.0", assembly + ".dll");
        _log = Repository.LogOf(log ?? assembly);
        _settings = settings;
        File.Delete(_log);
    }

    /// <summary>How far its clock is ahead from the next start on; for rehearsals of what ends in weeks.</summary>
    internal TimeSpan Ahead { get; set; }

    /// <summary>Where its gRPC listens.</summary>
    public string Authority => $"127.0.0.1:{Port}";

    /// <inheritdoc />
    protected override ProcessStartInfo Command()
    {
        // The shell becomes the process, so that its identifier is the one to kill.
        var command = new ProcessStartInfo("/bin/sh", ["-c", "exec dotnet \"$0\" >>\"$1\" 2>&1", _assembly, _log]) { WorkingDirectory = Folder };
        foreach (var name in command.Environment.Keys.Where(n => n.StartsWith("ASPNETCORE_", StringComparison.Ordinal) || n.StartsWith("DOTNET_ENV", StringComparison.Ordinal)).ToList())
            command.Environment.Remove(name);
        command.Environment["Listen__Grpc"] = $"http://{Authority}";
        if (Ahead > TimeSpan.Zero) command.Environment["Clock__Ahead"] = $"{Ahead:c}";
        foreach (var (name, value) in _settings) command.Environment[name] = value;
        return command;
    }

    /// <inheritdoc />
    protected override async Task<bool> AnswersAsync(CancellationToken cancellation)
    {
        using var channel = GrpcChannel.ForAddress($"http://{Authority}");
        try
        {
            return await channel.HealthAsync() == ServingStatus.Serving;
        }
        catch (RpcException)
        {
            return false;
        }
    }
}
