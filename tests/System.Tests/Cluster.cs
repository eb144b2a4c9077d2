using System.Text.Json;
using System.Text.Json.Serialization;
using Grpc.Net.Client;
using ShuangJian.Platform.Identity;
using ShuangJian.Platform.Personal;
using ShuangJian.Policy;
using ShuangJian.Testing;
using static Grpc.Health.V1.HealthCheckResponse.Types;

// One cluster after the other: two at once would be measured by each other's load.
[assembly: CollectionBehavior(DisableTestParallelization = true)]

namespace ShuangJian.SystemTests;

/// <summary>
/// The whole platform as it is deployed: a process for each service and the gateway, on a PostgreSQL, a
/// RabbitMQ and a Redis of their own, all on free loopback ports. Started once for all tests, which run one
/// after the other; a test that ends something starts it again.
/// </summary>
public sealed class Cluster : IAsyncLifetime
{
    private static readonly string[] Divisions = ["110101", "331002", "500107", "530100", "530102", "530103", "620321"];
    private static readonly string[] Departments =
        ["EDUCATION", "HUMAN_RESOURCES", "CULTURE_TOURISM", "SPORTS", "SCIENCE_TECHNOLOGY", "CIVIL_AFFAIRS", "MARKET_REGULATION"];

    private readonly string _folder = Directory.CreateTempSubdirectory("shuangjian-cluster-").FullName;
    private readonly List<PrivateServer> _running = [];
    private int _applicants;

    /// <summary>Goes before the names of its logs, where there is another cluster beside it.</summary>
    internal string Name { get; init; } = "";

    public PostgresServer Postgres { get; } = new();

    public RabbitServer Rabbit { get; } = new();

    public RedisServer Redis { get; } = new();

    public ServiceProcess Institutions { get; private set; } = null!;

    public ServiceProcess Events { get; private set; } = null!;

    public ServiceProcess Supervision { get; private set; } = null!;

    public ServiceProcess Filings { get; private set; } = null!;

    public ServiceProcess Custody { get; private set; } = null!;

    public ServiceProcess Monitoring { get; private set; } = null!;

    public ServiceProcess Schools { get; private set; } = null!;

    public ServiceProcess Integrators { get; private set; } = null!;

    public ServiceProcess Gateway { get; private set; } = null!;

    /// <summary>HTTP address of the gateway for people and probes.</summary>
    public Uri Web { get; } = new($"http://127.0.0.1:{PrivateServer.FreePort()}");

    /// <summary>Services in the order in which they are started, without the gateway.</summary>
    internal IReadOnlyList<ServiceProcess> Services => [Institutions, Events, Supervision, Filings, Custody, Monitoring, Schools, Integrators];

    /// <summary>Key that signs the tokens of this cluster.</summary>
    internal string IdentityKey => Path.Combine(_folder, "identity.pem");

    /// <summary>What the gateway notes of calls.</summary>
    internal string AccessLog => Path.Combine(_folder, "access.log");

    private string Stubs => Path.Combine(_folder, "stubs");

    public async Task InitializeAsync()
    {
        OwnTokens.EnsureKey(IdentityKey);
        Directory.CreateDirectory(Stubs);
        await Task.WhenAll(Python.MakeStubsAsync(Stubs), StartAsync(Postgres), StartAsync(Rabbit), StartAsync(Redis));
        Institutions = Service("services/Institutions/Service", "ShuangJian.Institutions");
        Events = Service("services/Events/Service", "ShuangJian.Events");
        Supervision = Service("services/Supervision/Service", "ShuangJian.Supervision");
        Filings = Service("services/Filings/Service", "ShuangJian.Filings");
        Custody = Service("services/Custody/Service", "ShuangJian.Custody");
        Monitoring = Service("services/Monitoring/Service", "ShuangJian.Monitoring");
        Schools = Service("services/Schools/Service", "ShuangJian.Schools");
        Integrators = Service("services/Integrators/Service", "ShuangJian.Integrators");
        Gateway = new ServiceProcess("gateway/Gateway", "ShuangJian.Gateway", new Dictionary<string, string>
        {
            ["Listen__Web"] = Web.ToString(),
            ["Gateway__Services__institutions"] = $"http://{Institutions.Authority}",
            ["Gateway__Services__events"] = $"http://{Events.Authority}",
            ["Gateway__Services__supervision"] = $"http://{Supervision.Authority}",
            ["Gateway__Services__filings"] = $"http://{Filings.Authority}",
            ["Gateway__Services__custody"] = $"http://{Custody.Authority}",
            ["Gateway__Services__monitoring"] = $"http://{Monitoring.Authority}",
            ["Gateway__Services__schools"] = $"http://{Schools.Authority}",
            ["Gateway__Services__integrators"] = $"http://{Integrators.Authority}",
            ["Identity__KeyFile"] = IdentityKey,
            ["Redis__Configuration"] = Redis.Configuration,
            // Many tests call as the same few officers, faster than people and their machines do.
            ["Gateway__Limits"] = "off",
            ["Gateway__AccessLog"] = AccessLog,
        }, Name + "ShuangJian.Gateway");
        await Task.WhenAll(Services.Append(Gateway).Select(StartAsync));
        foreach (var service in (string[])["institutions", "events", "supervision", "filings", "custody", "monitoring", "schools", "integrators"]) await WaitForHealthAsync(service);
    }

    public async Task DisposeAsync()
    {
        for (var last = _running.Count - 1; last >= 0; last--) await _running[last].DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>Waits until the gateway tells a health of a service.</summary>
    internal async Task WaitForHealthAsync(string service, ServingStatus status = ServingStatus.Serving)
    {
        using var channel = GrpcChannel.ForAddress($"http://{Gateway.Authority}");
        await channel.WaitForHealthAsync(service, status, Eventually.Patience);
    }

    /// <summary>Organisations that never applied before, each with its token.</summary>
    internal IReadOnlyList<Applicant> Applicants(string division, int count) => Organisations("INSTITUTION", division, count);

    /// <summary>Schools that are not registered yet, likewise.</summary>
    internal IReadOnlyList<Applicant> NewSchools(string division, int count) => Organisations("SCHOOL", division, count);

    /// <summary>Starts a script with everything a client has to know, and what it needs besides.</summary>
    internal Python Start(string script, object? more = null)
    {
        var setting = new Dictionary<string, object?>
        {
            ["gateway"] = Gateway.Authority,
            ["broker"] = Rabbit.Address,
            ["operator"] = Token("OPERATOR", "000000"),
            ["officers"] = Divisions.SelectMany(_ => Departments, (division, department) => (division, department))
                .ToDictionary(o => $"{o.division}/{o.department}", o => Token("REGULATOR", o.division, o.department)),
            ["colleagues"] = Departments.ToDictionary(department => $"110101/{department}", department => Token("REGULATOR", "110101", department, subject: $"colleague of 110101/{department}")),
            ["experts"] = Divisions.ToDictionary(division => division, division => Token("EXPERT", division)),
        };
        if (more is not null)
            foreach (var property in JsonSerializer.SerializeToElement(more).EnumerateObject()) setting[property.Name] = property.Value;
        return Python.Start(Stubs, script, setting);
    }

    /// <summary>One more replica of a service: the same databases, broker, cache and keys. Whoever starts it disposes of it.</summary>
    internal ServiceProcess Replica(string project, string assembly) => new(project, assembly, Settings(), $"{assembly}.replica");

    /// <summary>A gateway of its own, before the replicas that are named for each service.</summary>
    internal ServiceProcess GatewayBefore(IReadOnlyDictionary<string, ServiceProcess[]> services)
    {
        var settings = services.ToDictionary(s => $"Gateway__Services__{s.Key}", s => string.Join(',', s.Value.Select(r => $"http://{r.Authority}")));
        settings["Listen__Web"] = $"http://127.0.0.1:{PrivateServer.FreePort()}";
        (settings["Identity__KeyFile"], settings["Gateway__Limits"], settings["Gateway__AccessLog"]) = (IdentityKey, "off", "off");
        return new ServiceProcess("gateway/Gateway", "ShuangJian.Gateway", settings, "ShuangJian.Gateway.replicas");
    }

    /// <summary>A registry that shares nothing but the database server, so that what it does reaches no other test.</summary>
    internal ServiceProcess RegistryAlone(string name) => Alone("services/Institutions/Service", "ShuangJian.Institutions", name);

    /// <summary>The custody of prepaid money, likewise.</summary>
    internal ServiceProcess CustodyAlone(string name, bool sqlite = false) => Alone("services/Custody/Service", "ShuangJian.Custody", name, sqlite);

    /// <summary>A token of a bank.</summary>
    internal string BankToken(string division, string code) => Token("BANK", division, organization: code);

    private IReadOnlyList<Applicant> Organisations(string audience, string division, int count) =>
        [.. Enumerable.Range(0, count).Select(_ =>
        {
            var code = UnifiedSocialCreditCode.Complete($"52{division}", $"TT{Interlocked.Increment(ref _applicants):D6}");
            return new Applicant(division, code, Token(audience, division, organization: code));
        })];

    private ServiceProcess Alone(string project, string assembly, string name, bool sqlite = false)
    {
        var settings = Settings();
        settings["Database__Provider"] = sqlite ? "Sqlite" : "PostgreSql";
        settings["Database__ConnectionString"] = sqlite ? $"Data Source={Path.Combine(_folder, name)}.db" : Postgres.ConnectionString($"shuangjian_{name}");
        settings.Remove("Broker__Address");
        settings.Remove("Redis__Configuration");
        return new ServiceProcess(project, assembly, settings, $"{assembly}.{name}");
    }

    /// <summary>Runs a script to its end and returns what it said.</summary>
    internal async Task<List<JsonElement>> RunAsync(string script, object? more = null)
    {
        await using var python = Start(script, more);
        return await python.RestAsync();
    }

    internal string Token(string audience, string division, string? department = null, string? organization = null, string? subject = null) =>
        OwnTokens.Sign(IdentityKey, subject ?? $"{audience}:{division}:{department}{organization}", audience, division, department, organization, DateTime.UtcNow.AddHours(1));

    private ServiceProcess Service(string project, string assembly) => new(project, assembly, Settings(), Name + assembly);

    private Dictionary<string, string> Settings()
    {
        var personal = Path.Combine(_folder, "personal.json");
        PersonalData.EnsureKeyFile(personal);
        return new Dictionary<string, string>
        {
            ["Database__Provider"] = "PostgreSql",
            ["Database__ConnectionString"] = Postgres.ConnectionString("shuangjian_{service}"),
            ["Broker__Address"] = Rabbit.Address,
            ["Broker__Management"] = Rabbit.Management,
            ["Broker__SettleSeconds"] = "4",
            ["Broker__SilenceSeconds"] = "8",
            ["Redis__Configuration"] = Redis.Configuration,
            ["Identity__KeyFile"] = IdentityKey,
            ["PersonalData__KeyFile"] = personal,
        };
    }

    private async Task StartAsync(PrivateServer server)
    {
        lock (_running) _running.Add(server);
        await server.StartAsync();
    }
}

/// <summary>An organisation that applies. The names are those of the JSON that scripts read.</summary>
internal sealed record Applicant(
    [property: JsonPropertyName("division")] string Division,
    [property: JsonPropertyName("code")] string Code,
    [property: JsonPropertyName("token")] string Token);

/// <summary>Tests that share the cluster, one after the other.</summary>
[CollectionDefinition(nameof(Cluster))]
public sealed class SharedCluster : ICollectionFixture<Cluster>;
