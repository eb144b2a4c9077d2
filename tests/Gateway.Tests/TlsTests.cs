using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Grpc.Net.Client;
using ShuangJian.Protos.Policy.V1;
using ShuangJian.Testing;

namespace ShuangJian.Gateway.Tests;

/// <summary>The gate over TLS with a certificate of its own.</summary>
public sealed class TlsTests : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("shuangjian-tls-");
    private readonly int _port = PrivateServer.FreePort();
    private Replica _replica = null!;
    private Gate _gate = null!;

    private string Certificate => Path.Combine(_folder.FullName, "tls.crt");

    private string Key => Path.Combine(_folder.FullName, "tls.key");

    public async Task InitializeAsync()
    {
        Write("first");
        _replica = await Replica.StartAsync();
        _gate = await Gate.StartAsync([_replica], new Dictionary<string, string?>
        {
            ["Gateway:Limits"] = "off", ["Listen:Tls"] = $"https://127.0.0.1:{_port}", ["Listen:TlsCertificate"] = Certificate, ["Listen:TlsKey"] = Key,
        });
    }

    public async Task DisposeAsync()
    {
        await _gate.DisposeAsync();
        await _replica.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Speaks_grpc_and_json_on_one_port()
    {
        using var handler = new SocketsHttpHandler();
        handler.SslOptions.RemoteCertificateValidationCallback = IsFirst;
        using var channel = GrpcChannel.ForAddress($"https://127.0.0.1:{_port}", new GrpcChannelOptions { HttpHandler = handler });
        Assert.Equal("one", (await new PolicyService.PolicyServiceClient(channel).GetParameterAsync(new())).Parameter.Unit);
        using var plain = new SocketsHttpHandler();
        plain.SslOptions.RemoteCertificateValidationCallback = IsFirst;
        using var web = new HttpClient(plain) { BaseAddress = new Uri($"https://127.0.0.1:{_port}") };
        var answer = await web.PostAsync("/shuangjian.policy.v1.PolicyService/GetParameter", new StringContent("{}", null, "application/json"));
        Assert.Equal(1, answer.Version.Major);
        Assert.Contains("\"one\"", await answer.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Takes_up_a_new_certificate_without_being_started_again_and_no_pair_that_does_not_fit()
    {
        Assert.Equal("CN=first", await ShownAsync());
        var key = await File.ReadAllTextAsync(Key);
        Write("second");
        var newKey = await File.ReadAllTextAsync(Key);
        await File.WriteAllTextAsync(Key, key);
        for (var i = 0; i < 5; i++) Assert.Equal("CN=first", await ShownAsync());
        await File.WriteAllTextAsync(Key, newKey);
        await Eventually.TrueAsync("the new certificate is shown", async () => await ShownAsync() == "CN=second");
    }

    [Fact]
    public async Task Does_not_start_without_its_certificate()
    {
        File.Delete(Key);
        await Assert.ThrowsAsync<InvalidOperationException>(() => Gate.StartAsync([_replica], new Dictionary<string, string?>
        {
            ["Listen:Tls"] = $"https://127.0.0.1:{PrivateServer.FreePort()}", ["Listen:TlsCertificate"] = Certificate, ["Listen:TlsKey"] = Key,
        }));
    }

    private static bool IsFirst(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors) => certificate!.Subject == "CN=first";

    private async Task<string> ShownAsync()
    {
        using var socket = new TcpClient();
        await socket.ConnectAsync("127.0.0.1", _port);
        await using var tls = new SslStream(socket.GetStream(), false, (_, shown, _, _) => shown is not null);
        await tls.AuthenticateAsClientAsync("127.0.0.1");
        return tls.RemoteCertificate!.Subject;
    }

    private void Write(string name)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var certificate = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256).CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        File.WriteAllText(Certificate, certificate.ExportCertificatePem());
        File.WriteAllText(Key, key.ExportPkcs8PrivateKeyPem());
    }
}
