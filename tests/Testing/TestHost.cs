using Grpc.Core;
using Grpc.Core.Interceptors;
using Grpc.Net.Client;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using ShuangJian.Platform.Data;
using ShuangJian.Platform.Hosting;
using ShuangJian.Platform.Identity;
using ShuangJian.Platform.Personal;

namespace ShuangJian.Testing;

/// <summary>
/// A whole process of the platform on a free loopback port: the real server with real services, each with
/// SQLite in a folder of its own that goes away with the host, keys of its own and a client over HTTP/2.
/// </summary>
public sealed class TestHost : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly IServiceModule[] _modules;
    private readonly TimeProvider? _clock;
    private bool _stopped;

    private TestHost(WebApplication app, string folder, IServiceModule[] modules, TimeProvider? clock)
    {
        _app = app;
        _modules = modules;
        _clock = clock;
        Folder = folder;
        Address = new Uri(app.Urls.Single());
        Channel = GrpcChannel.ForAddress(Address);
    }

    /// <summary>Folder of the databases and keys.</summary>
    public string Folder { get; }

    /// <summary>Where the host listens.</summary>
    public Uri Address { get; }

    /// <summary>A channel without a token.</summary>
    public GrpcChannel Channel { get; }

    /// <summary>The services of the host.</summary>
    public IServiceProvider Services => _app.Services;

    /// <summary>File of the keys that encrypt personal data.</summary>
    public string PersonalKeys => PersonalKeysIn(Folder);

    private string TokenKey => TokenKeyIn(Folder);

    /// <summary>Starts a host with these services.</summary>
    /// <param name="modules">The services.</param>
    /// <param name="clock">Time as the host sees it; the real time when null.</param>
    /// <param name="settings">Further configuration, which goes before that of the host.</param>
    /// <param name="configure">Further changes, for example services to put a double in the place of.</param>
    public static Task<TestHost> StartAsync(
        IServiceModule[] modules, TimeProvider? clock = null, IReadOnlyDictionary<string, string?>? settings = null,
        Action<WebApplicationBuilder>? configure = null)
    {
        var folder = Directory.CreateTempSubdirectory("shuangjian-").FullName;
        OwnTokens.EnsureKey(TokenKeyIn(folder));
        PersonalData.EnsureKeyFile(PersonalKeysIn(folder));
        return StartInAsync(folder, modules, clock, settings, configure);
    }

    /// <summary>Stops the process and starts it again with what it has stored, on another port.</summary>
    /// <param name="settings">Further configuration, which goes before that of the host.</param>
    /// <param name="configure">Further changes, for example services to put a double in the place of.</param>
    public async Task<TestHost> RestartAsync(IReadOnlyDictionary<string, string?>? settings = null, Action<WebApplicationBuilder>? configure = null)
    {
        await StopAsync();
        return await StartInAsync(Folder, _modules, _clock, settings, configure);
    }

    /// <summary>Signs a token of an hour.</summary>
    /// <param name="audience">Kind of caller, for example <c>REGULATOR</c>.</param>
    /// <param name="division">Jurisdiction.</param>
    /// <param name="department">Department of a regulator.</param>
    /// <param name="organization">Credit code of an organisation.</param>
    /// <param name="subject">Who acts.</param>
    /// <param name="life">How long it lasts; an hour when null. Negative for an expired one.</param>
    public string Token(
        string audience, string division, string? department = null, string? organization = null, string subject = "tester", TimeSpan? life = null) =>
        OwnTokens.Sign(TokenKey, subject, audience, division, department, organization, DateTime.UtcNow + (life ?? TimeSpan.FromHours(1)));

    /// <summary>Makes calls with a token.</summary>
    public CallInvoker With(string token) => Channel.Intercept(metadata =>
    {
        metadata.Add("authorization", "Bearer " + token);
        return metadata;
    });

    /// <summary>Makes calls as a regulator.</summary>
    public CallInvoker AsRegulator(string division, string department = "EDUCATION") => With(Token("REGULATOR", division, department));

    /// <summary>Makes calls as an institution.</summary>
    public CallInvoker AsInstitution(string division, string organization) => With(Token("INSTITUTION", division, organization: organization));

    /// <summary>Opens the database of a service as the service does.</summary>
    public Task<TDb> OpenAsync<TDb>()
        where TDb : PlatformDb => Services.GetRequiredService<IDbContextFactory<TDb>>().CreateDbContextAsync();

    /// <summary>Takes turns of background work until nothing is left. One that met the host's own is taken again, as the host's loop does.</summary>
    /// <param name="turn">One turn; true when there is more to do at once.</param>
    public async Task WorkAsync<TDb>(Func<TDb, CancellationToken, Task<bool>> turn)
        where TDb : PlatformDb
    {
        const int Tries = 5;
        var more = true;
        for (var failures = 0; more;)
        {
            await using var db = await OpenAsync<TDb>();
            try { more = await turn(db, CancellationToken.None); }
            catch (Exception) when (++failures < Tries) { /* what the other turn committed is seen by the next */ }
        }
    }

    /// <summary>Stops the process and keeps what it has stored, until the host is disposed of.</summary>
    public async Task StopAsync()
    {
        if (_stopped) return;
        _stopped = true;
        Channel.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        if (Directory.Exists(Folder)) Directory.Delete(Folder, recursive: true);
    }

    private static async Task<TestHost> StartInAsync(
        string folder, IServiceModule[] modules, TimeProvider? clock, IReadOnlyDictionary<string, string?>? settings, Action<WebApplicationBuilder>? configure)
    {
        // Development, because the container then checks itself when it is built.
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = "Development", ContentRootPath = folder });
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Listen:Grpc"] = "http://127.0.0.1:0",
            ["Database:Provider"] = "Sqlite",
            ["Database:ConnectionString"] = $"Data Source={Path.Combine(folder, "{service}.db")}",
            ["Identity:KeyFile"] = TokenKeyIn(folder),
            ["PersonalData:KeyFile"] = PersonalKeysIn(folder),
        });
        if (settings is not null) builder.Configuration.AddInMemoryCollection(settings);
        if (clock is not null) builder.Services.AddSingleton(clock);
        configure?.Invoke(builder);
        var app = PlatformHost.Build(builder, modules);
        await app.StartAsync();
        return new TestHost(app, folder, modules, clock);
    }

    private static string TokenKeyIn(string folder) => Path.Combine(folder, "token.pem");

    private static string PersonalKeysIn(string folder) => Path.Combine(folder, "personal.json");
}
