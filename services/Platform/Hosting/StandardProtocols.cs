using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using ServiceDescriptor = Google.Protobuf.Reflection.ServiceDescriptor;

namespace ShuangJian.Platform.Hosting;

/// <summary>What every process of the platform speaks besides its contract: health and reflection; and how it logs.</summary>
public static class StandardProtocols
{
    /// <summary>Adds health and reflection.</summary>
    /// <param name="builder">The process.</param>
    /// <param name="modules">Services whose health is told.</param>
    /// <param name="contract">gRPC services that reflection lists, besides those of operators.</param>
    /// <param name="overallFromModules">True when the process is well only while all its services are.</param>
    public static void AddStandardProtocols(
        this WebApplicationBuilder builder, Func<IServiceProvider, IEnumerable<ServedModule>> modules,
        IEnumerable<ServiceDescriptor> contract, bool overallFromModules)
    {
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.AddGrpc();
        builder.Services.AddSingleton(new ServedFiles(contract.Append(Protos.Operation.V1.OperationService.Descriptor)));
        builder.Services.AddSingleton(s => new HealthState(modules(s), overallFromModules, s.GetRequiredService<TimeProvider>()));
        builder.Services.AddSingleton<IHealthBoard>(s => s.GetRequiredService<HealthState>());
        builder.Services.AddHostedService(s => s.GetRequiredService<HealthState>());
    }

    /// <summary>Serves health and reflection.</summary>
    public static void MapStandardProtocols(this WebApplication app)
    {
        app.MapGrpcService<HealthGrpc>();
        app.MapGrpcService<ReflectionGrpc>();
        app.MapGrpcService<ReflectionAlphaGrpc>();
    }

    /// <summary>
    /// One event a line on the console, for people; one JSON object a line where a program reads it (<c>Logs:Json</c> decides otherwise).
    /// Nothing that could carry what must not be logged.
    /// </summary>
    public static void ConfigureLogging(this WebApplicationBuilder builder)
    {
        builder.Logging.ClearProviders();
        if (builder.Configuration.GetValue("Logs:Json", Console.IsOutputRedirected))
        {
            builder.Logging.AddJsonConsole(console =>
            {
                console.UseUtcTimestamp = true;
                console.TimestampFormat = "yyyy-MM-ddTHH:mm:ss.ffffffZ";
                // Trace and span, so that a line leads to the call it belongs to.
                console.IncludeScopes = true;
            });
        }
        else
        {
            builder.Logging.AddSimpleConsole(console =>
            {
                console.SingleLine = true;
                console.TimestampFormat = "HH:mm:ss.fff ";
            });
        }
        // Per-request and per-statement lines would fill disks and could carry personal data.
        builder.Logging.AddFilter("Microsoft", LogLevel.Warning);
        builder.Logging.AddFilter("Microsoft.EntityFrameworkCore", LogLevel.None);
        builder.Logging.AddFilter("Microsoft.Hosting.Lifetime", LogLevel.Information);
        builder.Logging.AddFilter("Grpc", LogLevel.Warning);
        // What callers send wrongly is answered, not logged: else anybody could fill the disk. Our own faults are logged at the edge.
        builder.Logging.AddFilter("Grpc.AspNetCore.Server.ServerCallHandler", LogLevel.Critical);
        builder.Logging.AddFilter("MassTransit", LogLevel.Warning);
        builder.Logging.AddFilter("Yarp", LogLevel.Warning);
    }
}
