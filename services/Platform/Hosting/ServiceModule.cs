using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using ShuangJian.Platform.Audit;
using ShuangJian.Platform.Data;
using ShuangJian.Platform.Messaging;
using ServiceDescriptor = Google.Protobuf.Reflection.ServiceDescriptor;

namespace ShuangJian.Platform.Hosting;

/// <summary>Name of a service, as in <c>institutions</c>.</summary>
/// <param name="Name">Lower-case name; names its database, its source of events and its health entry.</param>
public sealed record ServiceName(string Name);

/// <summary>A service of the platform, hosted alone or with others in one process.</summary>
public interface IServiceModule
{
    /// <summary>Lower-case name, for example <c>institutions</c>.</summary>
    string Name { get; }

    /// <summary>Says what the service consists of.</summary>
    void Compose(ModuleBuilder service);
}

/// <summary>Collects what a service consists of.</summary>
public sealed class ModuleBuilder
{
    private static readonly TimeSpan SealPause = TimeSpan.FromMilliseconds(100);

    internal ModuleBuilder(string name, WebApplicationBuilder host)
    {
        Name = name;
        Host = host;
    }

    /// <summary>Name of the service.</summary>
    public string Name { get; }

    /// <summary>Services of the process.</summary>
    public IServiceCollection Services => Host.Services;

    internal WebApplicationBuilder Host { get; }

    internal List<ServiceDescriptor> Contract { get; } = [];

    internal List<Action<IEndpointRouteBuilder>> Endpoints { get; } = [];

    /// <summary>Gives the service a database, and with it outbox, inbox, audit and idempotent commands.</summary>
    public ModuleBuilder Database<TDb>()
        where TDb : PlatformDb
    {
        var settings = DatabaseSettings.Read(Host.Configuration, Name);
        var wake = new Wake();
        var waker = new OutboxWaker(wake);
        Services.AddPooledDbContextFactory<TDb>(options =>
        {
            settings.Apply(options);
            options.AddInterceptors(waker);
        });
        var service = new ServiceName(Name);
        Services.AddSingleton(s => new Commands<TDb>(service, s.GetRequiredService<IDbContextFactory<TDb>>(), s.GetRequiredService<TimeProvider>(), s.GetRequiredService<ILogger<Commands<TDb>>>()));
        Services.AddSingleton<IServiceDatabase>(s => new ServiceDatabase<TDb>(service, settings, s.GetRequiredService<IDbContextFactory<TDb>>()));
        // Embedded, there is one process, and it wakes its sender itself; otherwise another replica may have committed.
        Work<TDb>("outbox", settings.Provider == DatabaseProvider.Sqlite ? TimeSpan.FromSeconds(5) : TimeSpan.FromMilliseconds(100), wake, s => new OutboxSender<TDb>(
            s.GetRequiredService<IEventTransport>(), s.GetRequiredService<ILogger<OutboxSender<TDb>>>()).SendBatchAsync);
        Seals<TDb>("audit", s => new AuditChain<TDb>(Name, s.GetRequiredService<TimeProvider>()).SealAsync);
        Work<TDb>("clean-up", TimeSpan.FromMinutes(10), new Wake(), s => new CleanUp<TDb>(s.GetRequiredService<TimeProvider>()).SweepAsync);
        if (Telemetry.HasCollector(Host.Configuration))
        {
            Work<TDb>("measures", TimeSpan.FromSeconds(15), new Wake(), s => new MeasureTurn<TDb>(
                service, s.GetRequiredService<MeasureBoard>(), s.GetServices<Measure<TDb>>(), s.GetRequiredService<TimeProvider>()).MeasureAsync);
        }
        Work<TDb>("personal-data", TimeSpan.FromMinutes(1), new Wake(), s =>
        {
            var protector = s.GetRequiredService<Personal.PersonalData>();
            return async (db, cancellation) => await db.RenewPersonalDataAsync(protector, 200, cancellation) > 0;
        });
        return this;
    }

    /// <summary>Adds background work that one replica at a time does.</summary>
    /// <param name="name">Name of the lease, unique in the service.</param>
    /// <param name="interval">Longest pause between turns.</param>
    /// <param name="wake">Ends the pause early.</param>
    /// <param name="turn">Makes the work; it answers true when there is more to do at once.</param>
    public ModuleBuilder Work<TDb>(string name, TimeSpan interval, Wake wake, Func<IServiceProvider, Func<TDb, CancellationToken, Task<bool>>> turn)
        where TDb : PlatformDb
    {
        Services.AddSingleton<IHostedService>(s => new LeasedLoop<TDb>(
            new LeasedWork<TDb>(name, interval, wake, turn(s)),
            s.GetRequiredService<IDbContextFactory<TDb>>(), s.GetRequiredService<TimeProvider>(), s.GetRequiredService<ILogger<LeasedLoop<TDb>>>(),
            TimeSpan.Parse(Host.Configuration["Background:StartAfter"] ?? "0", CultureInfo.InvariantCulture)));
        return this;
    }

    /// <summary>
    /// Adds work that seals rows into a chain after they were stored. While rows come, it takes what came within a tenth of a second: the
    /// seal of a second's rows would hold up the commits beside it.
    /// </summary>
    /// <param name="name">Name of the lease, unique in the service.</param>
    /// <param name="turn">Seals what is waiting, at most so many; it answers how many it sealed.</param>
    public ModuleBuilder Seals<TDb>(string name, Func<IServiceProvider, Func<TDb, CancellationToken, Task<int>>> turn)
        where TDb : PlatformDb => Work<TDb>(name, TimeSpan.FromSeconds(1), new Wake(), s =>
        {
            var seal = turn(s);
            return async (db, cancellation) =>
            {
                var rows = await seal(db, cancellation);
                if (rows is > 0 and < SealedRows.Batch) await Task.Delay(SealPause, cancellation);
                return rows > 0;
            };
        });

    /// <summary>Shows something about the database as a gauge, besides what every service shows.</summary>
    /// <param name="name">One of <see cref="MeasureNames"/>.</param>
    /// <param name="ask">Asks for the values at an instant, UTC.</param>
    public ModuleBuilder Measures<TDb>(string name, Func<TDb, DateTime, CancellationToken, Task<IReadOnlyList<Measured>>> ask)
        where TDb : PlatformDb
    {
        Services.AddSingleton(new Measure<TDb>(name, ask));
        return this;
    }

    /// <summary>Shows how many matters of a kind are open although a statutory term of theirs has run out.</summary>
    /// <param name="matter">Kind of matter, for example <c>application</c>.</param>
    /// <param name="late">Those matters, by the day in China.</param>
    public ModuleBuilder Overdue<TDb>(string matter, Func<TDb, DateOnly, IQueryable<object>> late)
        where TDb : PlatformDb => Measures<TDb>(
            MeasureNames.DeadlinesOverdue, async (db, now, cancellation) => [new(matter, await late(db, ChinaDay.Of(now)).CountAsync(cancellation))]);

    /// <summary>Serves a gRPC service of the contract.</summary>
    /// <param name="descriptor">Its descriptor; every method must say who may call it.</param>
    public ModuleBuilder Grpc<TService>(ServiceDescriptor descriptor)
        where TService : class
    {
        Contract.Add(descriptor);
        Endpoints.Add(routes => routes.MapGrpcService<TService>());
        return this;
    }

    /// <summary>Makes a part of the service, once per process.</summary>
    public ModuleBuilder Uses<TPart>()
        where TPart : class
    {
        Services.AddSingleton<TPart>();
        return this;
    }

    /// <summary>Listens to events.</summary>
    public ModuleBuilder Consumer<TConsumer>()
        where TConsumer : class, IEventConsumer
    {
        Services.AddSingleton<IEventConsumer, TConsumer>();
        return this;
    }
}

/// <summary>Sweeps away what nobody can ask for any more.</summary>
internal sealed class CleanUp<TDb>(TimeProvider clock)
    where TDb : PlatformDb
{
    private static readonly TimeSpan AnswersKept = TimeSpan.FromDays(7);
    private static readonly TimeSpan InboxKept = TimeSpan.FromDays(60);

    public async Task<bool> SweepAsync(TDb db, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var (answers, inbox) = (now - AnswersKept, now - InboxKept);
        await db.Answers.Where(a => a.At < answers).ExecuteDeleteAsync(cancellation);
        await db.Inbox.Where(e => e.HandledAt < inbox).ExecuteDeleteAsync(cancellation);
        return false;
    }
}
