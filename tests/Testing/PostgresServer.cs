using System.Diagnostics;
using Npgsql;

namespace ShuangJian.Testing;

/// <summary>A private PostgreSQL with one superuser and no password, on 127.0.0.1 alone.</summary>
public sealed class PostgresServer : PrivateServer
{
    private const string Binaries = "/usr/lib/postgresql/15/bin/";

    /// <summary>Where a tool of the same version is, for example <c>pg_dump</c>.</summary>
    public static string Tool(string name) => Binaries + name;

    /// <summary>Connection string of a database; it need not be there yet.</summary>
    public string ConnectionString(string database) =>
        $"Host=127.0.0.1;Port={Port};Username=postgres;Database={database};Maximum Pool Size=40;Timeout=5;Include Error Detail=false";

    /// <inheritdoc />
    public override async Task StartAsync()
    {
        if (!Directory.Exists(Data)) await InitializeAsync();
        await base.StartAsync();
    }

    /// <inheritdoc />
    protected override ProcessStartInfo Command() => AsOwner("postgres",
        "-D", Data, "-p", $"{Port}", "-c", "listen_addresses=127.0.0.1", "-c", $"unix_socket_directories={Folder}",
        "-c", "max_connections=200", "-c", "shared_buffers=64MB");

    /// <inheritdoc />
    protected override async Task<bool> AnswersAsync(CancellationToken cancellation)
    {
        try
        {
            await using var connection = new NpgsqlConnection(ConnectionString("postgres") + ";Pooling=false");
            await connection.OpenAsync(cancellation);
            return true;
        }
        catch (Exception e) when (e is NpgsqlException or OperationCanceledException)
        {
            return false;
        }
    }

    private string Data => Path.Combine(Folder, "data");

    private async Task InitializeAsync()
    {
        if (Environment.IsPrivilegedProcess)
        {
            using var own = Process.Start("chown", ["postgres", Folder]);
            await own.WaitForExitAsync();
        }
        using var initialize = Launch(AsOwner("initdb", "-D", Data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync"));
        await initialize.WaitForExitAsync();
        if (initialize.ExitCode != 0) throw new InvalidOperationException($"initdb ended with {initialize.ExitCode}.");
    }

    /// <summary>PostgreSQL refuses to run as root; setpriv becomes the server itself, so its process id is the server's.</summary>
    private static ProcessStartInfo AsOwner(string program, params string[] arguments) => Environment.IsPrivilegedProcess
        ? new("setpriv", ["--reuid=postgres", "--regid=postgres", "--clear-groups", Binaries + program, .. arguments])
        : new(Binaries + program, arguments);
}
