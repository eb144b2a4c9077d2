using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace ShuangJian.Testing;

/// <summary>
/// A server process of one test run on a free loopback port, with a folder of its own. It is ended by its
/// process id and its folder goes away with it; killed and started again, it finds its data.
/// </summary>
public abstract class PrivateServer : IAsyncDisposable
{
    private static readonly TimeSpan StartPatience = TimeSpan.FromSeconds(180);
    private readonly ConcurrentQueue<string> _output = new();
    private Process? _process;

    /// <summary>Makes the folder and picks the port.</summary>
    protected PrivateServer() => Folder = Directory.CreateTempSubdirectory($"shuangjian-{GetType().Name}-").FullName;

    private static readonly System.Collections.Concurrent.ConcurrentDictionary<int, bool> Given = new();

    /// <summary>Port on 127.0.0.1; the same after every start.</summary>
    public int Port { get; } = FreePort();

    /// <summary>Folder of its data.</summary>
    protected string Folder { get; }

    /// <summary>
    /// A port that nobody listens on, below those that the system gives to connections: a server that is down for a moment would
    /// else find that one of them has taken its port.
    /// </summary>
    public static int FreePort()
    {
        const int First = 12_000;
        const int Beyond = 32_000;
        while (true)
        {
            var port = Random.Shared.Next(First, Beyond);
            if (!Given.TryAdd(port, true)) continue;
            using var listener = new TcpListener(IPAddress.Loopback, port);
            try
            {
                listener.Start();
                return port;
            }
            catch (SocketException) { /* somebody listens: another one */ }
        }
    }

    /// <summary>Starts the process and waits until it answers.</summary>
    /// <exception cref="InvalidOperationException">It ended, or did not answer within three minutes, which only a machine that does much else needs.</exception>
    public virtual async Task StartAsync()
    {
        _process = Launch(Command());
        using var limit = new CancellationTokenSource(StartPatience);
        using var pause = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (!await AnswersAsync(limit.Token))
        {
            if (_process.HasExited || limit.IsCancellationRequested)
                throw new InvalidOperationException($"{GetType().Name} did not start:\n{string.Join('\n', _output)}");
            await pause.WaitForNextTickAsync(CancellationToken.None);
        }
    }

    /// <summary>Ends the process at once, as a power cut would.</summary>
    public async Task KillAsync()
    {
        if (_process is null) return;
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
        _process = null;
    }

    /// <summary>Asks the process to end, as an orchestrator does, and waits until it has.</summary>
    /// <returns>What it ended with; null when it did not within the time it has.</returns>
    public async Task<int?> TerminateAsync(TimeSpan patience)
    {
        if (_process is null) return null;
        using (var ask = Process.Start("/bin/kill", ["-TERM", $"{_process.Id}"])) await ask.WaitForExitAsync();
        using var limit = new CancellationTokenSource(patience);
        try { await _process.WaitForExitAsync(limit.Token); }
        catch (OperationCanceledException) { return null; }
        var code = _process.ExitCode;
        _process.Dispose();
        _process = null;
        return code;
    }

    /// <inheritdoc />
    public virtual async ValueTask DisposeAsync()
    {
        await KillAsync();
        Directory.Delete(Folder, recursive: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>How the server is started.</summary>
    protected abstract ProcessStartInfo Command();

    /// <summary>True when it answers; a connection that is accepted, unless a server needs more.</summary>
    protected virtual async Task<bool> AnswersAsync(CancellationToken cancellation)
    {
        using var client = new TcpClient();
        try
        {
            await client.ConnectAsync(IPAddress.Loopback, Port, cancellation);
            return true;
        }
        catch (Exception e) when (e is SocketException or OperationCanceledException)
        {
            return false;
        }
    }

    /// <summary>Starts a process whose output is kept for the message of a failed start.</summary>
    protected Process Launch(ProcessStartInfo command)
    {
        command.RedirectStandardOutput = true;
        command.RedirectStandardError = true;
        command.UseShellExecute = false;
        var process = new Process { StartInfo = command };
        process.OutputDataReceived += (_, line) => Keep(line.Data);
        process.ErrorDataReceived += (_, line) => Keep(line.Data);
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;
    }

    private void Keep(string? line)
    {
        if (line is null) return;
        _output.Enqueue(line);
        if (_output.Count > 50) _output.TryDequeue(out _);
    }
}
