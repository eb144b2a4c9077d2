using System.Diagnostics;

namespace ShuangJian.Testing;

/// <summary>A private RabbitMQ with its own Erlang port mapper; both listen on 127.0.0.1 alone.</summary>
public sealed class RabbitServer : PrivateServer
{
    private readonly int _mapperPort = FreePort();
    private readonly int _distributionPort = FreePort();
    private Process? _mapper;

    private string NodeName => $"shuangjian{Port}@localhost";

    /// <summary>Value for <c>Broker:Address</c>.</summary>
    public string Address => $"amqp://guest:guest@127.0.0.1:{Port}/";

    /// <inheritdoc />
    public override async Task StartAsync()
    {
        _mapper ??= Launch(new ProcessStartInfo("epmd", ["-port", $"{_mapperPort}", "-address", "127.0.0.1"]));
        await base.StartAsync();
    }

    /// <summary>Asks the server as an operator does.</summary>
    /// <param name="arguments">Command of <c>rabbitmqctl</c> and its arguments.</param>
    /// <exception cref="InvalidOperationException">It failed.</exception>
    public async Task<string> ControlAsync(params string[] arguments)
    {
        var command = new ProcessStartInfo("/usr/lib/rabbitmq/bin/rabbitmqctl", ["-q", "-n", NodeName, .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true };
        command.Environment["HOME"] = Folder;
        command.Environment["ERL_EPMD_PORT"] = $"{_mapperPort}";
        using var process = Process.Start(command)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? output : throw new InvalidOperationException($"rabbitmqctl {arguments[0]}: {output}{await errors}");
    }

    /// <inheritdoc />
    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        if (_mapper is null) return;
        _mapper.Kill();
        await _mapper.WaitForExitAsync();
        _mapper.Dispose();
    }

    /// <inheritdoc />
    protected override ProcessStartInfo Command()
    {
        var plugins = Path.Combine(Folder, "plugins");
        File.WriteAllText(plugins, "[].");
        // The script and not Debian's wrapper, which changes the user; and without its shell in between,
        // so that the process that was started is the server.
        var command = new ProcessStartInfo("/usr/lib/rabbitmq/bin/rabbitmq-server");
        foreach (var (name, value) in new Dictionary<string, string>
        {
            ["HOME"] = Folder,
            ["ERL_EPMD_PORT"] = $"{_mapperPort}",
            ["RABBITMQ_NODENAME"] = NodeName,
            ["RABBITMQ_NODE_IP_ADDRESS"] = "127.0.0.1",
            ["RABBITMQ_NODE_PORT"] = $"{Port}",
            ["RABBITMQ_DIST_PORT"] = $"{_distributionPort}",
            ["RABBITMQ_MNESIA_BASE"] = Path.Combine(Folder, "data"),
            ["RABBITMQ_LOG_BASE"] = Path.Combine(Folder, "log"),
            ["RABBITMQ_PID_FILE"] = Path.Combine(Folder, "pid"),
            ["RABBITMQ_ENABLED_PLUGINS_FILE"] = plugins,
            ["RABBITMQ_CONF_ENV_FILE"] = "/dev/null",
            ["RABBITMQ_ALLOW_INPUT"] = "1",
            ["RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS"] = "-noinput -kernel inet_dist_use_interface {127,0,0,1}",
        }) command.Environment[name] = value;
        return command;
    }
}
