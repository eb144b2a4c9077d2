using System.Diagnostics;
using ShuangJian.Platform.Identity;
using ShuangJian.Platform.Personal;
using ShuangJian.Testing;

namespace ShuangJian.SystemTests;

/// <summary>Migrations as jobs run them, before the servers.</summary>
public sealed class MigrationTests
{
    private static readonly string Assembly = Path.Combine(Repository.Root, "services", "Events", "Service", "bin", Repository.Configuration, "net10.0", "ShuangJian.Events.dll");

    [Fact]
    public async Task A_server_waits_until_the_database_is_migrated_which_two_jobs_may_do_at_once()
    {
        var folder = Directory.CreateTempSubdirectory("shuangjian-migration-");
        await using var postgres = new PostgresServer();
        await postgres.StartAsync();
        OwnTokens.EnsureKey(Path.Combine(folder.FullName, "identity.pem"));
        PersonalData.EnsureKeyFile(Path.Combine(folder.FullName, "personal.json"));

        using var waiting = Start(postgres, folder.FullName, "--await-migration");
        // It has seen that there is no database yet.
        for (var line = ""; !line.Contains("waits for its database", StringComparison.Ordinal);)
            line = await waiting.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException($"It ended with {waiting.ExitCode} before there was anything to wait for.");
        Process[] jobs = [Start(postgres, folder.FullName, "--migrate"), Start(postgres, folder.FullName, "--migrate")];
        foreach (var job in jobs)
        {
            var said = await job.StandardOutput.ReadToEndAsync();
            await job.WaitForExitAsync();
            Assert.True(job.ExitCode == 0, said);
            job.Dispose();
        }
        await waiting.StandardOutput.ReadToEndAsync();
        await waiting.WaitForExitAsync();
        Assert.Equal(0, waiting.ExitCode);
        folder.Delete(recursive: true);
    }

    private static Process Start(PostgresServer postgres, string folder, string verb)
    {
        var start = new ProcessStartInfo("/bin/sh", ["-c", "exec dotnet \"$0\" \"$1\" 2>&1", Assembly, verb]) { RedirectStandardOutput = true, WorkingDirectory = folder };
        foreach (var (name, value) in new Dictionary<string, string>
        {
            ["Database__Provider"] = "PostgreSql", ["Database__ConnectionString"] = postgres.ConnectionString("shuangjian_{service}"),
            ["Identity__KeyFile"] = Path.Combine(folder, "identity.pem"), ["PersonalData__KeyFile"] = Path.Combine(folder, "personal.json"),
        }) start.Environment[name] = value;
        return Process.Start(start)!;
    }
}
