using System.Diagnostics;
using Grpc.Net.Client;
using ShuangJian.Protos.Institution.V1;
using ShuangJian.Testing;

namespace ShuangJian.Benchmarks;

/// <summary>Memory of idle processes, and how soon Standalone answers. Starts the programs as they were built.</summary>
internal static class Footprint
{
    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(10);
    private const double ServiceMegabytes = 150;
    private const double StandaloneMegabytes = 400;
    private const double StandaloneSeconds = 5;

    public static async IAsyncEnumerable<Row> RunAsync()
    {
        await using var hosts = new Hosts();
        var folder = Path.GetDirectoryName(hosts.IdentityKey)!;
        await using (var postgres = new PostgresServer())
        await using (var rabbit = new RabbitServer())
        {
            await Task.WhenAll(postgres.StartAsync(), rabbit.StartAsync());
            await using var service = new Program("ShuangJian.Institutions", new()
            {
                ["Identity__KeyFile"] = hosts.IdentityKey,
                ["PersonalData__KeyFile"] = hosts.PersonalKey,
                ["Database__Provider"] = "PostgreSql",
                ["Database__ConnectionString"] = postgres.ConnectionString("{service}"),
                ["Broker__Address"] = rabbit.Address,
            });
            await service.ReadyAsync(_ => true);
            yield return Row.Below("Resident memory of one idle service (registry on PostgreSQL and RabbitMQ)", await service.IdleMegabytesAsync(Idle), "MB", ServiceMegabytes);
        }

        var settings = new Dictionary<string, string> { ["SHUANGJIAN_DATA"] = Path.Combine(folder, "data") };
        await using (var first = new Program("ShuangJian.Standalone", settings))
        {
            yield return Row.Below("Standalone: first start, which loads the sample data, until a call through the gateway is answered",
                await first.ReadyAsync(page => page.Institutions.Count > 0), "s", StandaloneSeconds, "N1");
            yield return Row.Below("Resident memory of idle Standalone after it", await first.IdleMegabytesAsync(Idle), "MB", StandaloneMegabytes);
        }
        await using var second = new Program("ShuangJian.Standalone", settings);
        yield return Row.Below("Standalone: second start, likewise", await second.ReadyAsync(page => page.Institutions.Count > 0), "s", StandaloneSeconds, "N1");
        yield return Row.Below("Resident memory of idle Standalone after it", await second.IdleMegabytesAsync(Idle), "MB", StandaloneMegabytes);
    }

    /// <summary>A program of the platform as a process of its own.</summary>
    private sealed class Program : IAsyncDisposable
    {
        private readonly Process _process;
        private readonly Stopwatch _watch;
        private readonly string _address = $"http://127.0.0.1:{PrivateServer.FreePort()}";

        public Program(string assembly, Dictionary<string, string> settings)
        {
            var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, assembly + ".dll")])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                WorkingDirectory = Path.GetTempPath(),
            };
            start.Environment["Listen__Grpc"] = _address;
            start.Environment["Listen__Web"] = $"http://127.0.0.1:{PrivateServer.FreePort()}";
            foreach (var (name, value) in settings) start.Environment[name] = value;
            _watch = Stopwatch.StartNew();
            _process = Process.Start(start)!;
            _process.BeginOutputReadLine();
            _process.BeginErrorReadLine();
        }

        /// <summary>Calls until the answer is right; returns the seconds since the process was started.</summary>
        public async Task<double> ReadyAsync(Predicate<ListWhiteListResponse> right)
        {
            using var channel = GrpcChannel.ForAddress(_address);
            var client = new DirectoryService.DirectoryServiceClient(channel);
            await Eventually.TrueAsync("the process answers", async () =>
            {
                if (_process.HasExited) throw new InvalidOperationException($"The process ended with {_process.ExitCode}.");
                try { return right(await client.ListWhiteListAsync(new ListWhiteListRequest { Division = "530000" })); }
                catch (Grpc.Core.RpcException) { return false; }
            });
            return _watch.Elapsed.TotalSeconds;
        }

        /// <summary>Resident memory after a while without calls, in megabytes of 10⁶ bytes.</summary>
        public async Task<double> IdleMegabytesAsync(TimeSpan idle)
        {
            await Task.Delay(idle);
            _process.Refresh();
            return _process.WorkingSet64 / 1e6;
        }

        public async ValueTask DisposeAsync()
        {
            _process.Kill();
            await _process.WaitForExitAsync();
            _process.Dispose();
        }
    }
}
