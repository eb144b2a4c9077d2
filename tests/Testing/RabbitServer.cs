using System.Diagnostics;

namespace ShuangJian.Testing;

/// <summary>A private RabbitMQ with its own Erlang port mapper and its HTTP API; all of them listen on 127.0.0.1 alone.</summary>
public sealed class RabbitServer : PrivateServer
{
    private readonly int _mapperPort = FreePort();
    private readonly int _distributionPort = FreePort();
    private readonly int _managementPort = FreePort();
    private Process? _mapper;

    private string NodeName => $"shuangjian{Port}@localhost";

    /// <summary>Value for <c>Broker:Address</c>.</summary>
    public string Address => $"amqp://guest:guest@127.0.0.1:{Port}/";

    /// <summary>Value for <c>Broker:Management</c>.</summary>
    public string Management => $"http://guest:guest@127.0.0.1:{_managementPort}/";

    /// <summary>Ends the broker and forgets all it had, as when a new one takes its place.</summary>
    public async Task LoseEverythingAsync()
    {
        await KillAsync();
        Directory.Delete(Path.Combine(Folder, "data"), recursive: true);
        await StartAsync();
    }

    /// <summary>
    /// Ends the broker, which comes back with these queues in name alone: their logs are on disk, but what says whose logs they are
    /// had not been written yet.
    /// </summary>
    public async Task ForgetAsync(params string[] queues)
    {
        var names = Internal(queues);
        await ControlAsync("eval", $"S = quorum_queues, [ra_directory:unregister_name(S, ra_directory:uid_of(S, Q)) || Q <- [{names}]], [dets:sync(T) || T <- dets:all()].");
        await KillAsync();
        await StartAsync();
    }

    /// <summary>Ends what serves these queues and nothing else, as when it did not come back with the broker.</summary>
    public Task<string> StopAsync(params string[] queues) => ControlAsync("eval", $"[ra:stop_server(quorum_queues, {{Q, node()}}) || Q <- [{Internal(queues)}]].");

    /// <summary>Removes a queue, whether anything serves it or not.</summary>
    public Task<string> DropAsync(string queue) => ControlAsync("delete_queue", queue);

    private static string Internal(IEnumerable<string> queues) => string.Join(", ", queues.Select(queue => $"'%2F_{queue}'"));

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
        var (plugins, settings, advanced) = (Path.Combine(Folder, "plugins"), Path.Combine(Folder, "rabbitmq.conf"), Path.Combine(Folder, "advanced.config"));
        File.WriteAllText(plugins, "[rabbitmq_management].");
        // Told every second instead of every five, so that tests need not wait for what it counts.
        File.WriteAllText(settings, $"management.tcp.ip = 127.0.0.1\nmanagement.tcp.port = {_managementPort}\ncollect_statistics_interval = 1000\n");
        File.WriteAllText(advanced, "[{rabbit, [{quorum_tick_interval, 1000}]}].");
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
            ["RABBITMQ_CONFIG_FILE"] = settings,
            ["RABBITMQ_ADVANCED_CONFIG_FILE"] = advanced,
            ["RABBITMQ_CONF_ENV_FILE"] = "/dev/null",
            ["RABBITMQ_ALLOW_INPUT"] = "1",
            ["RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS"] = "-noinput -kernel inet_dist_use_interface {127,0,0,1}",
        }) command.Environment[name] = value;
        return command;
    }
}
