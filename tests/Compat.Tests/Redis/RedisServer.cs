using System.ComponentModel;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using StackExchange.Redis;

namespace ShuangJian.Compat.Tests.Redis;

/// <summary>A Redis server of the test's own, on a free loopback port and without a disk.</summary>
public sealed class RedisServer : IAsyncDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("compat-redis-").FullName;
    private readonly X509Certificate2? _certificate;
    private Process? _process;

    private RedisServer(X509Certificate2? certificate) => _certificate = certificate;

    public int Port { get; private set; }

    /// <summary>Starts a server, with TLS only when there is a certificate.</summary>
    public static async Task<RedisServer> StartAsync(X509Certificate2? certificate = null)
    {
        var server = new RedisServer(certificate) { Port = FreePort() };
        try
        {
            await server.LaunchAsync();
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts the server again on its port after <see cref="KillAsync"/>.</summary>
    public async Task LaunchAsync()
    {
        var start = new ProcessStartInfo("redis-server")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            ArgumentList = { "--bind", "127.0.0.1", "--save", "", "--appendonly", "no", "--dir", _directory },
        };
        foreach (var argument in _certificate is null ? ["--port", $"{Port}"] : TlsArguments(_certificate))
            start.ArgumentList.Add(argument);
        try
        {
            _process = Process.Start(start)!;
        }
        catch (Win32Exception ex)
        {
            throw new InvalidOperationException("The Redis tests need redis-server on the path; install the package of that name.", ex);
        }

        await WaitUntilReadyAsync(_process).WaitAsync(Patience.Limit);
    }

    /// <summary>Ends the server as a crash would.</summary>
    public async Task KillAsync()
    {
        if (_process is null)
            return;
        _process.Kill();
        await _process.WaitForExitAsync().WaitAsync(Patience.Limit);
        _process.Dispose();
        _process = null;
    }

    /// <summary>Connects to the server.</summary>
    public Task<ConnectionMultiplexer> ConnectAsync(Action<ConfigurationOptions>? configure = null)
    {
        var options = new ConfigurationOptions
        {
            EndPoints = { { IPAddress.Loopback, Port } },
            AbortOnConnectFail = false,
            ConnectTimeout = (int)Patience.Limit.TotalMilliseconds,
            SyncTimeout = (int)Patience.Limit.TotalMilliseconds,
            AsyncTimeout = (int)Patience.Limit.TotalMilliseconds,
        };
        configure?.Invoke(options);
        return ConnectionMultiplexer.ConnectAsync(options);
    }

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        Directory.Delete(_directory, recursive: true);
    }

    // Below the ports that outgoing connections are given, so that none of those takes it while the server is down.
    private static int FreePort()
    {
        while (true)
        {
            var port = Random.Shared.Next(20_000, 30_000);
            using var probe = new TcpListener(IPAddress.Loopback, port);
            try
            {
                probe.Start();
                return port;
            }
            catch (SocketException)
            {
                // Taken: the next one may be free.
            }
        }
    }

    private static async Task WaitUntilReadyAsync(Process process)
    {
        var output = new List<string>();
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            output.Add(line);
            if (!line.Contains("Ready to accept connections", StringComparison.Ordinal))
                continue;
            // Both pipes are kept empty, or the server would block on its log.
            _ = process.StandardOutput.ReadToEndAsync();
            _ = process.StandardError.ReadToEndAsync();
            return;
        }

        var error = await process.StandardError.ReadToEndAsync();
        throw new InvalidOperationException($"redis-server did not start:\n{string.Join('\n', output)}\n{error}");
    }

    private string[] TlsArguments(X509Certificate2 certificate)
    {
        var certificateFile = Path.Combine(_directory, "certificate.pem");
        var keyFile = Path.Combine(_directory, "key.pem");
        File.WriteAllText(certificateFile, certificate.ExportCertificatePem());
        File.WriteAllText(keyFile, certificate.GetRSAPrivateKey()!.ExportPkcs8PrivateKeyPem());
        return
        [
            "--port", "0", "--tls-port", $"{Port}", "--tls-auth-clients", "no",
            "--tls-cert-file", certificateFile, "--tls-key-file", keyFile, "--tls-ca-cert-file", certificateFile,
        ];
    }
}
