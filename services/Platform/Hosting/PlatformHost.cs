using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using ShuangJian.Platform.Audit;
using ShuangJian.Platform.Bulk;
using ShuangJian.Platform.Caching;
using ShuangJian.Platform.Data;
using ShuangJian.Platform.Edge;
using ShuangJian.Platform.Identity;
using ShuangJian.Platform.Messaging;
using ShuangJian.Platform.Operations;

namespace ShuangJian.Platform.Hosting;

/// <summary>Hosts one service or several in a process; the same for all of them.</summary>
/// <remarks>
/// Configuration: <c>Listen:Grpc</c> (address, HTTP/2 without TLS; default <c>http://127.0.0.1:8081</c>),
/// <c>Database:*</c>, <c>Broker:Address</c>, <c>Redis:Configuration</c>, <c>Identity:*</c>, <c>PersonalData:*</c>, <c>Clock:Ahead</c> (rehearsals only; a time ahead of the real one),
/// <c>Background:StartAfter</c> (pause before background work begins; default none), <c>Streams:IdleSeconds</c>, <c>Imports:MostRows</c>, <c>OTEL_EXPORTER_OTLP_ENDPOINT</c>. With the argument <c>--migrate</c> the process
/// migrates its databases and ends; with <c>--await-migration</c> it ends once another has done so, which a pod waits for before it starts.
/// </remarks>
public static class PlatformHost
{
    /// <summary>Longest time that a process takes to end, once told to: for calls and messages in hand.</summary>
    public static readonly TimeSpan LongestEnd = TimeSpan.FromSeconds(30);

    private const int LargestMessage = 8 * 1024 * 1024;

    /// <summary>Runs a process with these services until it is told to stop.</summary>
    public static async Task RunAsync(string[] args, params IServiceModule[] modules)
    {
        var app = Build(WebApplication.CreateBuilder(args), modules);
        if (args.Contains("--migrate"))
        {
            await MigrateAsync(app, CancellationToken.None);
            return;
        }
        if (args.Contains("--await-migration"))
        {
            await DatabaseStart.AwaitAsync(app.Services, CancellationToken.None);
            return;
        }
        _ = StartMemory.GiveBackAsync(app.Lifetime.ApplicationStopping);
        await app.RunAsync();
    }

    /// <summary>Builds the process without starting it.</summary>
    public static WebApplication Build(WebApplicationBuilder builder, params IServiceModule[] modules)
    {
        ConfigureServer(builder);
        var composed = modules.Select(module => Compose(module, builder)).ToList();
        var methods = new ContractMethods();
        foreach (var module in composed) module.Contract.ForEach(contract => methods.Add(contract, module.Name));
        methods.Add(Protos.Operation.V1.OperationService.Descriptor, "");

        builder.Services.TryAddSingleton(RehearsalClock.Read(builder.Configuration));
        builder.Services.AddSingleton(methods);
        builder.Services.AddSingleton(s => Personal.PersonalData.Read(builder.Configuration, builder.Environment));
        builder.Services.AddIdentity(builder.Configuration);
        builder.Services.AddAnswerCache(builder.Configuration);
        // Databases come before everything that uses them.
        builder.Services.Insert(0, ServiceDescriptor.Singleton<IHostedService, DatabaseStart>());
        builder.Services.AddEventTransport(builder.Configuration);
        builder.Services.AddGrpc(grpc =>
        {
            grpc.MaxReceiveMessageSize = LargestMessage;
            grpc.MaxSendMessageSize = LargestMessage;
            grpc.Interceptors.Add<EdgeInterceptor>();
        });
        builder.AddStandardProtocols(s => composed.Select(m => Served(m, s)), composed.SelectMany(m => m.Contract), overallFromModules: true);
        builder.Services.AddSingleton(StreamLimits.Read(builder.Configuration));
        builder.Services.AddSingleton(FileLimits.Read(builder.Configuration));
        builder.Services.AddSingleton<AuditTrail>();
        builder.Services.AddSingleton(s => new Verifications(s.GetRequiredService<AuditTrail>()));
        builder.Services.AddSingleton<EdgeInterceptor>();
        builder.Services.AddSingleton<CallMeter>();
        builder.Services.AddSingleton<MeasureBoard>();
        builder.AddTelemetry(string.Join('+', composed.Select(m => m.Name)));

        var app = builder.Build();
        // Fails now, not at the first call, when a key is missing.
        app.Services.GetRequiredService<Personal.PersonalData>();
        app.Use(app.Services.GetRequiredService<CallMeter>().MeasureAsync);
        app.Use(MalformedMessages.AnswerAsync);
        app.UseAuthentication();
        foreach (var endpoint in composed.SelectMany(m => m.Endpoints)) endpoint(app);
        app.MapGrpcService<OperationGrpc>();
        app.MapStandardProtocols();
        return app;
    }

    /// <summary>Brings every database of the process to the newest schema.</summary>
    internal static Task MigrateAsync(WebApplication app, CancellationToken cancellation) =>
        DatabaseStart.MigrateAsync(app.Services.GetServices<IServiceDatabase>(), cancellation);

    private static ServedModule Served(ModuleBuilder module, IServiceProvider services)
    {
        var databases = services.GetServices<IServiceDatabase>().Where(d => d.Service == module.Name).ToList();
        return new ServedModule(module.Name, [.. module.Contract.Select(c => c.FullName)], async cancellation =>
            (await Task.WhenAll(databases.Select(d => d.AnswersAsync(cancellation)))).All(answers => answers));
    }

    private static ModuleBuilder Compose(IServiceModule module, WebApplicationBuilder builder)
    {
        var composed = new ModuleBuilder(module.Name, builder);
        module.Compose(composed);
        return composed;
    }

    private static void ConfigureServer(WebApplicationBuilder builder)
    {
        var address = new Uri(builder.Configuration["Listen:Grpc"] ?? "http://127.0.0.1:8081");
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            var ip = IPAddress.TryParse(address.Host, out var parsed) ? parsed : address.Host == "localhost" ? IPAddress.Loopback : IPAddress.Any;
            kestrel.Listen(ip, address.Port, listen => listen.Protocols = HttpProtocols.Http2);
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = null;
            kestrel.Limits.Http2.MaxStreamsPerConnection = 1000;
            kestrel.Limits.Http2.InitialStreamWindowSize = 1024 * 1024;
            kestrel.Limits.Http2.InitialConnectionWindowSize = 4 * 1024 * 1024;
        });
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = LongestEnd);
        builder.ConfigureLogging();
    }
}

/// <summary>
/// Migrates the databases before the background work starts, unless <c>Database:MigrateOnStart</c> is
/// false: then a job of its own does it before the rollout.
/// </summary>
internal sealed class DatabaseStart(IEnumerable<IServiceDatabase> databases, IConfiguration configuration) : IHostedService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (configuration.GetValue("Database:MigrateOnStart", true)) await MigrateAsync(databases, cancellationToken);
    }

    /// <summary>One beside the other: each is of one service, and most of the time goes into models made in this process.</summary>
    public static Task MigrateAsync(IEnumerable<IServiceDatabase> databases, CancellationToken cancellation) =>
        Task.WhenAll(databases.Select(database => Task.Run(() => database.MigrateAsync(cancellation), cancellation)));

    /// <summary>Returns once every database has the newest schema, whoever brought it there; a database that does not answer yet is waited for.</summary>
    public static Task AwaitAsync(IServiceProvider services, CancellationToken cancellation)
    {
        var clock = services.GetRequiredService<TimeProvider>();
        var log = services.GetRequiredService<ILogger<DatabaseStart>>();
        return Task.WhenAll(services.GetServices<IServiceDatabase>().Select(async database =>
        {
            for (var told = false; !await IsReadyAsync(database, cancellation); told = true)
            {
                if (!told) log.LogInformation("{Service} waits for its database to be migrated", database.Service);
                await Task.Delay(Pause, clock, cancellation);
            }
        }));
    }

    private static async Task<bool> IsReadyAsync(IServiceDatabase database, CancellationToken cancellation)
    {
        try { return await database.IsNewestAsync(cancellation); }
        catch (Exception e) when (e.IsStorageFailure() || e is System.Data.Common.DbException)
        {
            // Not there yet, or not made yet: both are what is waited for.
            return false;
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
