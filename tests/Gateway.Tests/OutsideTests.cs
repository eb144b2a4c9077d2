using System.Diagnostics;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using ShuangJian.Integrators;
using ShuangJian.Protos.Integrator.V1;
using ShuangJian.Protos.Operation.V1;
using ShuangJian.Testing;

namespace ShuangJian.Gateway.Tests;

/// <summary>Clients that others wrote, through TLS: what they get, what they are refused, and that nobody pays for another.</summary>
public sealed class OutsideTests(OutsideTests.Run run) : IClassFixture<OutsideTests.Run>
{
    private const string Method = "/shuangjian.policy.v1.PolicyService/GetParameter";
    private static readonly string[] Forms = ["json", "jsonOverHttp2", "binary", "grpc"];

    [Fact]
    public void Every_form_gets_the_same_answer() =>
        Assert.Equal(Forms.Select(f => (f, "a/b", "one")), run.All("answer").Select(a => (a.Text("form"), a.Text("key"), a.Text("unit"))));

    [Theory]
    [InlineData("failure", "NotFound", "failed as asked")]
    [InlineData("deadline", "DeadlineExceeded", "")]
    [InlineData("nobody", "Unauthenticated", "this method needs a bearer token")]
    [InlineData("expired", "Unauthenticated", "the bearer token is invalid, expired or incomplete")]
    [InlineData("stolen", "PermissionDenied", "530103 is outside the caller's jurisdiction 530102")]
    [InlineData("revoked", "Unauthenticated", "the API key is unknown, revoked or expired")]
    [InlineData("own", "ok", "")]
    [InlineData("key", "ok", "")]
    public void Every_form_is_told_the_same(string what, string code, string message)
    {
        var answers = run.All(what);
        Assert.Equal(Forms, answers.Select(a => a.Text("form")));
        Assert.All(answers, answer =>
        {
            Assert.Equal(code, answer.Text("code"));
            if (message.Length > 0) Assert.Equal(message, answer.Text("message"));
            if (what is "failure" or "stolen") Assert.True(answer.GetProperty("details").GetInt32() >= 2, answer.GetRawText());
        });
    }

    [Fact]
    public void A_stream_in_json_is_refused_clearly() => Assert.Equal("Unimplemented", Assert.Single(run.All("stream")).Text("code"));

    [Fact]
    public void Grpc_js_calls_and_streams_in_both_directions()
    {
        Assert.Equal("one", Assert.Single(run.All("grpc-js")).Text("unit"));
        Assert.Equal(100, Assert.Single(run.All("duplex")).GetProperty("answers").GetInt32());
    }

    [Fact]
    public void A_body_of_100_megabytes_is_refused()
    {
        Assert.Equal("RESOURCE_EXHAUSTED", run.All("huge")[0].Text("code"));
        Assert.Equal(("resource_exhausted", 429), (run.All("huge")[1].Text("code"), run.All("huge")[1].GetProperty("status").GetInt32()));
    }

    [Fact]
    public void Of_a_thousand_half_open_streams_most_are_refused_and_others_call_on()
    {
        var seen = Assert.Single(run.All("half-open"));
        Assert.Equal((200, 800), (seen.GetProperty("open").GetInt32(), seen.GetProperty("refused").GetInt32()));
        Assert.InRange(seen.GetProperty("slowest").GetDouble(), 0, 5000);
    }

    [Fact]
    public void A_storm_is_refused_with_a_hint_and_others_call_on()
    {
        var seen = Assert.Single(run.All("storm"));
        Assert.Equal(0, seen.GetProperty("other").GetInt32());
        Assert.Equal(2000, seen.GetProperty("ok").GetInt32() + seen.GetProperty("refused").GetInt32());
        Assert.InRange(seen.GetProperty("ok").GetInt32(), 50, 1000);
        Assert.Equal(seen.GetProperty("refused").GetInt32(), seen.GetProperty("hints").GetInt32());
        Assert.Equal(50, seen.GetProperty("unharmed").GetInt32());
    }

    [Fact]
    public void Curl_gets_json_and_is_refused_in_json()
    {
        Assert.StartsWith("""{"parameter":{"key":"a/b",""", run.Curl.Http2.Replace(" ", "", StringComparison.Ordinal));
        Assert.EndsWith(" 200 HTTP/2", run.Curl.Http2);
        Assert.EndsWith(" 200 HTTP/1.1", run.Curl.Http1);
        Assert.Contains("\"code\":\"unauthenticated\"", run.Curl.Forged.Replace(" ", "", StringComparison.Ordinal));
        Assert.EndsWith(" 401 HTTP/1.1", run.Curl.Forged);
    }

    [Fact]
    public void Openapi_is_valid() => Assert.True(Assert.Single(run.All("openapi")).GetProperty("valid").GetBoolean(), run.All("openapi")[0].GetRawText());

    /// <summary>One run of the script for all tests.</summary>
    public sealed class Run : IAsyncLifetime
    {
        private static readonly string Clients = Path.Combine(Repository.Root, ".cache", "clients");
        private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("shuangjian-outside-");
        private List<JsonElement> _lines = [];
        private (string, string, string) _curl;

        /// <summary>What curl prints, body and status: over HTTP/2, over HTTP/1.1, and with a token that is none.</summary>
        public (string Http2, string Http1, string Forged) Curl => _curl;

        public IReadOnlyList<JsonElement> All(string what) => [.. _lines.Where(line => line.Text("what") == what)];

        public async Task InitializeAsync()
        {
            await using var integrators = await TestHost.StartAsync([new IntegratorsModule()]);
            await using var replica = await Replica.StartAsync();
            var tls = $"https://localhost:{PrivateServer.FreePort()}";
            WriteCertificate();
            var limits = Path.Combine(_folder.FullName, "limits.yaml");
            await File.WriteAllTextAsync(limits, "callers: { DEFAULT: { per_second: 100000, burst: 100000 } }\nmethods: { /shuangjian.policy.v1.PolicyService/ListRules: { per_second: 10, burst: 50 } }\nstreams_per_caller: 200");
            await using var gate = await Gate.StartAsync([replica], new Dictionary<string, string?>
            {
                ["Gateway:Services:integrators"] = integrators.Address.ToString(), ["Identity:KeyFile"] = Path.Combine(integrators.Folder, "token.pem"),
                ["Gateway:LimitsFile"] = limits, ["Listen:Tls"] = tls, ["Listen:TlsCertificate"] = In("tls.crt"), ["Listen:TlsKey"] = In("tls.key"),
            });
            _curl = (await CurlAsync($"{tls}{Method}", "--http2"), await CurlAsync($"{tls}{Method}", "--http1.1"), await CurlAsync($"{tls}/shuangjian.integrator.v1.ApiKeyService/ListApiKeys", "--http1.1", "-H", "authorization: Bearer forged"));
            var owner = integrators.Token("INSTITUTION", "530102", organization: "91530102MA6K0000X1");
            _lines = await RunAsync(new
            {
                contract = await ContractAsync(), certificate = In("tls.crt"), tls, web = gate.Web.BaseAddress!.ToString().TrimEnd('/'),
                token = "Bearer " + owner,
                expired = "Bearer " + integrators.Token("INSTITUTION", "530102", organization: "91530102MA6K0000X1", life: TimeSpan.FromMinutes(-2)),
                bank = "Bearer " + integrators.Token("BANK", "530102", organization: "91530102MA6K0000X2", subject: "bank"),
                stormy = "Bearer " + integrators.Token("INSTITUTION", "530102", organization: "91530102MA6K0000X3", subject: "stormy"),
                key = "ApiKey " + await KeyAsync(integrators, owner, revoked: false),
                revoked = "ApiKey " + await KeyAsync(integrators, owner, revoked: true),
            });
        }

        public Task DisposeAsync()
        {
            _folder.Delete(recursive: true);
            return Task.CompletedTask;
        }

        private string In(string file) => Path.Combine(_folder.FullName, file);

        private async Task<string> CurlAsync(string address, params string[] further)
        {
            using var curl = Process.Start(new ProcessStartInfo("curl",
                ["--silent", "--show-error", "--cacert", In("tls.crt"), "--write-out", " %{http_code} HTTP/%{http_version}", "-H", "content-type: application/json", "--data", """{"key": "a/b"}""", .. further, address])
            { RedirectStandardOutput = true })!;
            var said = await curl.StandardOutput.ReadToEndAsync();
            await curl.WaitForExitAsync();
            return said;
        }

        private static async Task<string> KeyAsync(TestHost integrators, string owner, bool revoked)
        {
            var keys = new ApiKeyService.ApiKeyServiceClient(integrators.With(owner));
            var issued = await keys.IssueApiKeyAsync(new() { RequestId = $"{Guid.NewGuid()}", Division = "530102", Name = "教务机" });
            if (revoked) await keys.RevokeApiKeyAsync(new() { RequestId = $"{Guid.NewGuid()}", KeyId = issued.ApiKey.KeyId });
            return issued.Secret;
        }

        private async Task<string> ContractAsync()
        {
            await using var contract = typeof(OperationReflection).Assembly.GetManifestResourceStream("contract.pb")!;
            await using var file = File.Create(In("contract.pb"));
            await contract.CopyToAsync(file);
            return file.Name;
        }

        private static async Task<List<JsonElement>> RunAsync(object setting)
        {
            Assert.True(Directory.Exists(Path.Combine(Clients, "node_modules")), $"the clients are not in {Clients}: ./test installs them");
            // Packages are found from where a script lies.
            var script = Path.Combine(Clients, $"outside-{Environment.ProcessId}.mjs");
            File.Copy(Path.Combine(Repository.Root, "tests", "Gateway.Tests", "node", "outside.mjs"), script, overwrite: true);
            using var node = Process.Start(new ProcessStartInfo("node", ["--unhandled-rejections=strict", script]) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true })!;
            await node.StandardInput.WriteAsync(JsonSerializer.Serialize(setting));
            node.StandardInput.Close();
            var (output, errors) = (node.StandardOutput.ReadToEndAsync(), node.StandardError.ReadToEndAsync());
            await node.WaitForExitAsync().WaitAsync(TimeSpan.FromMinutes(3));
            File.Delete(script);
            Assert.True(node.ExitCode == 0, $"the script ended with {node.ExitCode}:\n{await errors}\n{await output}");
            return [.. (await output).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement)];
        }

        private void WriteCertificate()
        {
            using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
            var names = new SubjectAlternativeNameBuilder();
            names.AddDnsName("localhost");
            request.CertificateExtensions.Add(names.Build());
            request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
            using var certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
            File.WriteAllText(In("tls.crt"), certificate.ExportCertificatePem());
            File.WriteAllText(In("tls.key"), key.ExportPkcs8PrivateKeyPem());
        }
    }
}

internal static class JsonText
{
    public static string Text(this JsonElement element, string name) => element.TryGetProperty(name, out var value) ? value.ToString() : "";
}
