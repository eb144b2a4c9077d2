using System.Threading.Channels;
using Grpc.Core;
using Grpc.Health.V1;
using Microsoft.Extensions.Hosting;
using static Grpc.Health.V1.HealthCheckResponse.Types;

namespace ShuangJian.Platform.Hosting;

/// <summary>A service as health knows it.</summary>
/// <param name="Name">Name, for example <c>institutions</c>.</param>
/// <param name="GrpcServices">Full names of its gRPC services; each has the module's status.</param>
/// <param name="Answers">Asks what the service depends on; true when it can do its work, false or an exception when not.</param>
public sealed record ServedModule(string Name, IReadOnlyList<string> GrpcServices, Func<CancellationToken, Task<bool>> Answers);

/// <summary>Names of the health protocol besides those of services.</summary>
public static class HealthNames
{
    /// <summary>
    /// Served as long as the process can answer at all, whatever becomes of its database: who restarts processes asks this,
    /// because an outage of the database is no reason to restart anything.
    /// </summary>
    public const string Liveness = "liveness";
}

/// <summary>Tells how the services of this process, or those behind it, are.</summary>
public interface IHealthBoard
{
    /// <summary>Names of the services.</summary>
    IEnumerable<string> Names { get; }

    /// <summary>True when the service can do its work; the empty name stands for the process.</summary>
    bool IsServing(string service);
}

/// <summary>
/// Whether each service can do its work: its database answers and the process is not stopping. The
/// broker does not count: without it events wait in the outbox and calls succeed.
/// </summary>
internal sealed class HealthState : BackgroundService, IHealthBoard
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private readonly ServedModule[] _modules;
    private readonly Dictionary<string, string[]> _namesByModule;
    private readonly bool _overallFromModules;
    private readonly TimeProvider _clock;
    private readonly Lock _gate = new();
    private readonly Dictionary<string, ServingStatus> _status = new(StringComparer.Ordinal);
    private readonly List<Channel<bool>> _watchers = [];
    private volatile bool _stopping;

    public HealthState(IEnumerable<ServedModule> modules, bool overallFromModules, TimeProvider clock)
    {
        _modules = [.. modules];
        _overallFromModules = overallFromModules;
        _namesByModule = _modules.ToDictionary(m => m.Name, m => m.GrpcServices.Append(m.Name).ToArray(), StringComparer.Ordinal);
        _clock = clock;
        _status[HealthNames.Liveness] = ServingStatus.Serving;
        Set(_namesByModule.Keys.ToDictionary(m => m, _ => ServingStatus.NotServing));
    }

    public IEnumerable<string> Names => _modules.Select(m => m.Name);

    public bool IsServing(string service) => Of(service) == ServingStatus.Serving;

    /// <summary>Status of a service, or of the whole process for the empty name; null when it is not served here.</summary>
    public ServingStatus? Of(string service)
    {
        lock (_gate) return _status.TryGetValue(service, out var status) ? status : null;
    }

    /// <summary>Tells of every change until cancelled.</summary>
    public async IAsyncEnumerable<bool> ChangesAsync([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
    {
        var changes = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
        lock (_gate) _watchers.Add(changes);
        try
        {
            await foreach (var change in changes.Reader.ReadAllAsync(cancellation)) yield return change;
        }
        finally
        {
            lock (_gate) _watchers.Remove(changes);
        }
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        // Load balancers look away before the listener closes.
        _stopping = true;
        Set(_namesByModule.Keys.ToDictionary(m => m, _ => ServingStatus.NotServing));
        lock (_gate) _watchers.ForEach(w => w.Writer.TryComplete());
        await base.StopAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, _clock);
        do
        {
            var checks = await Task.WhenAll(_modules.Select(module => CheckAsync(module, stoppingToken)));
            if (!stoppingToken.IsCancellationRequested) Set(_modules.Zip(checks).ToDictionary(c => c.First.Name, c => c.Second));
        }
        while (await timer.WaitForNextTickAsync(stoppingToken).AsTask().ContinueWith(t => t.IsCompletedSuccessfully && t.Result, TaskScheduler.Default));
    }

    private static async Task<ServingStatus> CheckAsync(ServedModule module, CancellationToken stopping)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        limit.CancelAfter(Patience);
        try { return await module.Answers(limit.Token) ? ServingStatus.Serving : ServingStatus.NotServing; }
        catch (Exception)
        {
            // Whatever keeps it from answering, it does not serve; the next look may find it well again.
            return ServingStatus.NotServing;
        }
    }

    private void Set(Dictionary<string, ServingStatus> modules)
    {
        lock (_gate)
        {
            foreach (var (module, status) in modules)
            {
                foreach (var name in _namesByModule[module]) _status[name] = status;
            }
            _status[""] = !_stopping && (!_overallFromModules || modules.Values.All(s => s == ServingStatus.Serving)) ? ServingStatus.Serving : ServingStatus.NotServing;
            _watchers.ForEach(w => w.Writer.TryWrite(true));
        }
    }
}

/// <summary>Serves the standard health protocol.</summary>
internal sealed class HealthGrpc(HealthState state, IHostApplicationLifetime lifetime) : Grpc.Health.V1.Health.HealthBase
{
    public override Task<HealthCheckResponse> Check(HealthCheckRequest request, ServerCallContext context) =>
        state.Of(request.Service) is { } status
            ? Task.FromResult(new HealthCheckResponse { Status = status })
            : throw new RpcException(new Status(StatusCode.NotFound, "this process serves no such service"));

    public override async Task Watch(HealthCheckRequest request, IServerStreamWriter<HealthCheckResponse> responseStream, ServerCallContext context)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(context.CancellationToken, lifetime.ApplicationStopping);
        var last = state.Of(request.Service) ?? ServingStatus.ServiceUnknown;
        await responseStream.WriteAsync(new HealthCheckResponse { Status = last }, context.CancellationToken);
        try
        {
            await foreach (var _ in state.ChangesAsync(end.Token))
            {
                var status = state.Of(request.Service) ?? ServingStatus.ServiceUnknown;
                if (status == last) continue;
                last = status;
                await responseStream.WriteAsync(new HealthCheckResponse { Status = status }, context.CancellationToken);
            }
        }
        catch (OperationCanceledException) when (!context.CancellationToken.IsCancellationRequested) { /* the process stops */ }
    }
}
