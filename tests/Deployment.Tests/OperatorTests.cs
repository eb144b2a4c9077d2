using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Configuration;
using ShuangJian.Gateway;
using ShuangJian.Operating;
using ShuangJian.Protos.Event.V1;
using ShuangJian.Testing;
using Spectre.Console;

namespace ShuangJian.DeploymentTests;

/// <summary>The whole platform in this process with the gateway before it, as an operator meets it.</summary>
public sealed class WholePlatform : IAsyncLifetime
{
    private WebApplication _gateway = null!;

    public TestHost Host { get; private set; } = null!;

    public string Address { get; private set; } = "";

    public async Task InitializeAsync()
    {
        Host = await TestHost.StartAsync(Modules.All);
        var builder = WebApplication.CreateBuilder();
        builder.Configuration.AddInMemoryCollection(Modules.Names.ToDictionary(n => $"Gateway:Services:{n}", n => (string?)Host.Address.ToString()));
        var (grpc, web) = (PrivateServer.FreePort(), PrivateServer.FreePort());
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?> { ["Listen:Grpc"] = $"http://127.0.0.1:{grpc}", ["Listen:Web"] = $"http://127.0.0.1:{web}", ["Gateway:Limits"] = "off" });
        _gateway = GatewayHost.Build(builder);
        await _gateway.StartAsync();
        Address = $"http://127.0.0.1:{grpc}";
        foreach (var service in Modules.Names)
        {
            using var channel = Grpc.Net.Client.GrpcChannel.ForAddress(Address);
            await channel.WaitForHealthAsync(service, patience: Eventually.Patience);
        }
    }

    public async Task DisposeAsync()
    {
        await _gateway.DisposeAsync();
        await Host.DisposeAsync();
    }

    /// <summary>Runs <c>sj</c> with the key of this installation and reads what it answers in JSON.</summary>
    internal async Task<(int Code, JsonNode? Answer)> JsonAsync(params string[] command)
    {
        var (code, text) = await TextAsync([.. command, "--json"]);
        return (code, text.Length == 0 ? null : JsonNode.Parse(text));
    }

    internal Task<(int Code, string Text)> TextAsync(params string[] command) => OperatorRun.RunAsync([.. command, "--address", Address, "--key", Path.Combine(Host.Folder, "token.pem")]);

    /// <summary>Changes something behind the platform's back.</summary>
    internal int Execute(string service, string sql)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(Host.Folder, service)}.db");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteNonQuery();
    }
}

/// <summary>Runs the program.</summary>
internal static class OperatorRun
{
    public static async Task<(int Code, string Text)> RunAsync(params string[] command)
    {
        var text = new StringBuilder();
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No, ColorSystem = ColorSystemSupport.NoColors, Interactive = InteractionSupport.No, Out = new AnsiConsoleOutput(new StringWriter(text)) });
        var code = await OperatorProgram.RunAsync(command, console);
        return (code, text.ToString().Trim());
    }
}

public sealed class OperatorTests(WholePlatform platform) : IClassFixture<WholePlatform>
{
    [Fact]
    public async Task Status_tells_of_every_service_that_the_gateway_routes_to()
    {
        Assert.Equal(Modules.Names.Order(), ConnectionOptions.Services.Order());
        var (code, answer) = await platform.JsonAsync("status");
        Assert.Equal(ExitCodes.Well, code);
        var services = answer.List("services").ToList();
        Assert.Equal(Modules.Names.Order(), services.Select(s => s.Text("service")).Order());
        Assert.All(services, s => Assert.Equal("SERVING", s.Text("health")));
        var (_, table) = await platform.TextAsync("status");
        Assert.Contains("institutions", table, StringComparison.Ordinal);
        Assert.Contains("待发 outbox", table, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_parked_event_is_told_and_handed_over_again_until_it_is_done()
    {
        var id = Guid.CreateVersion7();
        var body = $$$"""{"specversion":"1.0","id":"{{{id}}}","source":"/shuangjian/platform","type":"cn.shuangjian.platform.audit-head-sealed.v1","subject":"audit/institutions","time":"2026-01-01T00:00:00Z","datacontenttype":"application/json","division":"000000","sequence":"00000000000000000001","data":{"division":"000000","service":"institutions","position":1,"hash":"{{{new string('0', 64)}}}"}}""";
        Park(id, "events.log", body);
        Park(id, "events.nobody", body);

        var (told, list) = await platform.JsonAsync("parked", "list", "--service", "events");
        Assert.Equal(ExitCodes.NotWell, told);
        Assert.Equal(["events.log", "events.nobody"], list.List("parked").Select(p => p.Text("consumer")).Order());
        Assert.Equal(ExitCodes.NotWell, (await platform.JsonAsync("status")).Code);

        var (code, replayed) = await platform.JsonAsync("parked", "replay", "--service", "events", "--consumer", "events.log");
        Assert.Equal((ExitCodes.Well, "1"), (code, replayed.Text("replayed")));
        Assert.Equal("events.nobody", Assert.Single((await platform.JsonAsync("parked", "list")).Answer.List("parked")).Text("consumer"));
        platform.Execute("events", "DELETE FROM parked");
        Assert.Equal(ExitCodes.Well, (await platform.JsonAsync("parked", "list")).Code);
    }

    [Fact]
    public async Task A_changed_audit_row_breaks_the_chain_that_was_intact_before()
    {
        Assert.Equal(ExitCodes.Well, (await platform.JsonAsync("audit", "verify", "--service", "monitoring")).Code);
        await Eventually.TrueAsync("the verification itself is sealed", async () => (await platform.JsonAsync("audit", "verify", "--service", "monitoring")).Answer.List("chains").Single().Text("rows") is not "0");
        var (_, verdict) = await platform.JsonAsync("audit", "verify", "--service", "monitoring");
        var head = verdict.List("chains").Single();
        Assert.Equal(ExitCodes.Well, (await platform.JsonAsync("audit", "verify", "--service", "monitoring", "--head", $"{head.Text("head")}:{head.Text("hash")}")).Code);

        Assert.Equal(1, platform.Execute("monitoring", """UPDATE audit SET "Caller" = 'somebody else' WHERE "Position" = 1"""));
        var (code, broken) = await platform.JsonAsync("audit", "verify", "--service", "monitoring");
        Assert.Equal(ExitCodes.NotWell, code);
        Assert.Contains("CHANGED 1", broken.List("chains").Single().List("faults").Select(f => f.ToString()));
    }

    [Fact]
    public async Task What_departments_subscribed_to_is_told_with_what_waits_for_them()
    {
        var order = new CreateSubscriptionRequest { RequestId = Registry.NewId(), Division = "530100", Title = "资金与广告", Delivery = Protos.Event.V1.Delivery.Stream, Start = new() { AfterSequence = 0 } };
        var made = (await new SubscriptionService.SubscriptionServiceClient(platform.Host.AsRegulator("530100", "MARKET_REGULATION")).CreateSubscriptionAsync(order)).Subscription;
        var (code, list) = await platform.JsonAsync("subscriptions", "list");
        Assert.Equal(ExitCodes.Well, code);
        var told = Assert.Single(list.List("subscriptions"), s => s.Text("id") == made.SubscriptionId);
        Assert.Equal(("530100", "MarketRegulation", "Stream", "Active", "true"), (told.Text("division"), told.Text("department"), told.Text("delivery"), told.Text("state"), told.Text("well")));
        Assert.Empty((await platform.JsonAsync("subscriptions", "list", "--division", "110000")).Answer.List("subscriptions"));
        var (_, shown) = await platform.TextAsync("subscriptions", "show", made.SubscriptionId);
        Assert.Contains(made.DeliveredTypes[0], shown, StringComparison.Ordinal);
        Assert.Equal(ExitCodes.Refused, (await platform.TextAsync("subscriptions", "show", $"{Guid.CreateVersion7()}")).Code);
    }

    [Theory]
    [InlineData(SubscriptionState.Active, 9_999, 0, true)]
    [InlineData(SubscriptionState.Active, 10_000, 0, false)]
    [InlineData(SubscriptionState.Paused, 10_000, 0, true)]
    [InlineData(SubscriptionState.Active, 0, 1, false)]
    public void A_department_that_does_not_keep_up_or_could_not_take_something_is_not_well(SubscriptionState state, long waiting, long dead, bool well) =>
        Assert.Equal(well, SubscriptionsCommand.Told.Of(new() { State = state, WaitingCount = waiting, Queue = new() { DeadLetteredCount = dead } }).Well);

    [Fact]
    public async Task The_ledger_is_verified()
    {
        var (code, verdict) = await platform.JsonAsync("ledger", "verify");
        Assert.Equal((ExitCodes.Well, "true"), (code, verdict.Text("intact")));
    }

    [Fact]
    public async Task A_file_is_imported_once_and_its_wrong_rows_are_told_with_their_lines()
    {
        var file = Path.Combine(platform.Host.Folder, "schools.csv");
        var code = ShuangJian.Policy.UnifiedSocialCreditCode.Complete("52110101", "TT000001");
        await File.WriteAllTextAsync(file, $"school_code,division,name,stages,subjects,boarding,closed_on\n{code},110101,东城试验小学,PRIMARY,CHINESE,false,\nwrong,110101,无码小学,PRIMARY,CHINESE,false,\n");
        var dry = await platform.JsonAsync("import", "schools", file, "--division", "110101", "--dry-run");
        Assert.Equal((ExitCodes.NotWell, "2"), (dry.Code, dry.Answer.Text("rows")));
        var batch = $"{Guid.CreateVersion7()}";
        for (var times = 0; times < 2; times++)
        {
            var (exit, answer) = await platform.JsonAsync("import", "schools", file, "--division", "110101", "--batch", batch);
            Assert.Equal((ExitCodes.NotWell, "2", "1", "1"), (exit, answer.Text("rows"), answer.Text("stored"), answer.Text("refused")));
            // The second time all of it was decided before.
            if (times == 0) Assert.All(answer.List("errors"), e => Assert.Equal("3", e.Text("line")));
        }
    }

    [Theory]
    [InlineData("institutions", "csv")]
    [InlineData("institutions", "json")]
    [InlineData("courses", "csv")]
    [InlineData("tutors", "csv")]
    [InlineData("contracts", "json")]
    public async Task What_is_exported_is_a_file_that_an_import_takes(string kind, string ending)
    {
        var file = Path.Combine(platform.Host.Folder, $"{kind}-{ending}.{ending}");
        var (exit, answer) = await platform.JsonAsync("export", kind, file, "--division", "110101", "--purpose", "数据对接演练");
        Assert.Equal((ExitCodes.Well, file), (exit, answer.Text("file")));
        var dry = await platform.JsonAsync("import", kind, file, "--division", "110101", "--dry-run");
        Assert.Equal(answer.Text("rows"), dry.Answer.Text("rows"));
        // What is there is not written over.
        Assert.Equal(ExitCodes.Refused, (await platform.TextAsync("export", kind, file, "--division", "110101", "--purpose", "数据对接演练")).Code);
    }

    [Theory]
    [InlineData(ExitCodes.Refused, "no such command")]
    [InlineData(ExitCodes.Refused, "import schools /no/such/file --division 110101")]
    [InlineData(ExitCodes.Refused, "export tutors no-such-file.csv --division 110101")]
    [InlineData(ExitCodes.Refused, "parked list --service nobody")]
    [InlineData(ExitCodes.Refused, "audit verify --head 1:2")]
    [InlineData(ExitCodes.Refused, "token sign REGULATOR 110101 --subject somebody --hours 0")]
    [InlineData(ExitCodes.Well, "token sign REGULATOR 110101 --subject somebody --department EDUCATION --hours 1")]
    public async Task Ends_with_a_code_that_says_how_it_went(int expected, string command) =>
        Assert.Equal(expected, (await platform.TextAsync(command.Split(' '))).Code);

    [Fact]
    public async Task Says_when_nothing_answers() => Assert.Equal(ExitCodes.Unreachable, (await OperatorRun.RunAsync(
        "status", "--address", $"http://127.0.0.1:{PrivateServer.FreePort()}", "--key", Path.Combine(platform.Host.Folder, "token.pem"))).Code);

    [Fact]
    public async Task Says_when_there_is_no_token() => Assert.Equal(ExitCodes.Refused, (await OperatorRun.RunAsync("status", "--address", platform.Address, "--key", "/no/such/key")).Code);

    private void Park(Guid id, string consumer, string body) => platform.Execute("events", $"""
        INSERT INTO parked ("EventId", "Consumer", "Type", "Subject", "Failure", "Attempts", "Body", "ParkedAt")
        VALUES ('{id.ToString().ToUpperInvariant()}', '{consumer}', 'platform.audit-head-sealed', 'audit/institutions', 'TestException', 10, CAST('{body}' AS BLOB), '2026-01-01 00:00:00')
        """);
}
