using ShuangJian.Testing;
using System.Diagnostics;
using System.Text;
using System.Text.Json;
using System.Threading.Channels;

namespace ShuangJian.SystemTests;

/// <summary>
/// A client in Python: one of the scripts under <c>python/</c>, with the interpreter and the packages of the
/// distribution. It reads one JSON object and writes JSON lines.
/// </summary>
internal sealed class Python : IAsyncDisposable
{
    private const string Interpreter = "/usr/bin/python3";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);
    private static readonly string Scripts = Path.Combine(Repository.Root, "tests", "System.Tests", "python");

    private readonly Process _process;
    private readonly StringBuilder _complaints = new();
    private readonly Channel<JsonElement> _lines = Channel.CreateUnbounded<JsonElement>();

    private Python(string stubs, string script, object setting)
    {
        _process = Launch([Path.Combine(Scripts, script)], stubs);
        _process.OutputDataReceived += (_, line) =>
        {
            if (line.Data is null) _lines.Writer.TryComplete();
            else _lines.Writer.TryWrite(JsonDocument.Parse(line.Data).RootElement);
        };
        _process.ErrorDataReceived += (_, line) => { lock (_complaints) _complaints.AppendLine(line.Data); };
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        _process.StandardInput.Write(JsonSerializer.Serialize(setting));
        _process.StandardInput.Close();
    }

    /// <summary>Makes stubs of the contract and of the standard protocols with grpc_tools.</summary>
    public static async Task MakeStubsAsync(string folder)
    {
        string[] roots = [Path.Combine(Repository.Root, "protos"), Path.Combine(Repository.Root, "services", "Platform", "Protocols"), Scripts];
        var files = roots.SelectMany(root => Directory.EnumerateFiles(root, "*.proto", SearchOption.AllDirectories).Select(f => Path.GetRelativePath(root, f)))
            .Where(f => !f.StartsWith("obj", StringComparison.Ordinal) && !f.StartsWith("bin", StringComparison.Ordinal));
        using var compiler = Launch(["-m", "grpc_tools.protoc", .. roots.Select(r => "-I" + r), $"--python_out={folder}", $"--grpc_python_out={folder}", .. files]);
        compiler.StandardInput.Close();
        var (output, errors) = (compiler.StandardOutput.ReadToEndAsync(), compiler.StandardError.ReadToEndAsync());
        await compiler.WaitForExitAsync();
        if (compiler.ExitCode != 0) throw new InvalidOperationException($"grpc_tools made no stubs:\n{await output}{await errors}");
    }

    /// <summary>Starts a script.</summary>
    public static Python Start(string stubs, string script, object setting) => new(stubs, script, setting);

    /// <summary>The next line.</summary>
    /// <exception cref="InvalidOperationException">The script ended instead, or said nothing for two minutes.</exception>
    public async Task<JsonElement> NextAsync()
    {
        using var limit = new CancellationTokenSource(Patience);
        try
        {
            return await _lines.Reader.ReadAsync(limit.Token);
        }
        catch (Exception e) when (e is ChannelClosedException or OperationCanceledException)
        {
            throw new InvalidOperationException($"The script said no more:\n{Complaints}", e);
        }
    }

    /// <summary>The next line for which something holds; those before it are passed over.</summary>
    public async Task<JsonElement> NextAsync(Func<JsonElement, bool> holds)
    {
        while (true)
        {
            var line = await NextAsync();
            if (holds(line)) return line;
        }
    }

    /// <summary>What it has said and nobody has read yet.</summary>
    public IEnumerable<JsonElement> Said()
    {
        while (_lines.Reader.TryRead(out var line)) yield return line;
    }

    /// <summary>Everything that is still to come, until the script ends well.</summary>
    public async Task<List<JsonElement>> RestAsync()
    {
        using var limit = new CancellationTokenSource(Patience);
        var lines = new List<JsonElement>();
        await foreach (var line in _lines.Reader.ReadAllAsync(limit.Token)) lines.Add(line);
        await _process.WaitForExitAsync(limit.Token);
        return _process.ExitCode == 0 ? lines : throw new InvalidOperationException($"The script failed:\n{Complaints}");
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private string Complaints
    {
        get { lock (_complaints) return _complaints.ToString(); }
    }

    private static Process Launch(IEnumerable<string> arguments, string? stubs = null)
    {
        var command = new ProcessStartInfo(Interpreter, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardInputEncoding = new UTF8Encoding(false),
            StandardOutputEncoding = Encoding.UTF8,
        };
        if (stubs is not null) command.Environment["PYTHONPATH"] = stubs;
        command.Environment["PYTHONDONTWRITEBYTECODE"] = "1";
        return Process.Start(command)!;
    }
}
