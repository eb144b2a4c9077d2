using System.Threading.Channels;
using Grpc.Core;
using Grpc.Health.V1;
using Microsoft.Extensions.Hosting;
using ShuangJian.Platform.Data;
using static Grpc.Health.V1.HealthCheckResponse.Types;

namespace ShuangJian.Platform.Hosting;

/// <summary>A service of this process with its gRPC services.</summary>
internal sealed record ServedModule(string Name, IReadOnlyList<string> GrpcServices);

/// <summary>
/// Whether each service can do its work: its database answers and the process is not stopping. The
/// broker does not count: without it events wait in the outbox and calls succeed.
/// </summary>
internal sealed class HealthState : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private readonly Dictionary<string, string[]> _namesByModule;
    private readonly IServiceDatabase[] _databases;
    private readonly TimeProvider _clock;
    private readonly Lock _gate = new();
    private readonly Dictionary<string, ServingStatus> _status = new(StringComparer.Ordinal);
    private readonly List<Channel<bool>> _watchers = [];

    public HealthState(IEnumerable<ServedModule> modules, IEnumerable<IServiceDatabase> databases, TimeProvider clock)
    {
        _namesByModule = modules.ToDictionary(m => m.Name, m => m.GrpcServices.Append(m.Name).ToArray(), StringComparer.Ordinal);
        _databases = [.. databases];
        _clock = clock;
        Set(_namesByModule.Keys.ToDictionary(m => m, _ => ServingStatus.NotServing));
    }

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
        Set(_namesByModule.Keys.ToDictionary(m => m, _ => ServingStatus.NotServing));
        lock (_gate) _watchers.ForEach(w => w.Writer.TryComplete());
        await base.StopAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, _clock);
        do
        {
            var checks = await Task.WhenAll(_namesByModule.Keys.Select(async module => (module, await CheckAsync(module, stoppingToken))));
            if (!stoppingToken.IsCancellationRequested) Set(checks.ToDictionary(c => c.module, c => c.Item2));
        }
        while (await timer.WaitForNextTickAsync(stoppingToken).AsTask().ContinueWith(t => t.IsCompletedSuccessfully && t.Result, TaskScheduler.Default));
    }

    private async Task<ServingStatus> CheckAsync(string module, CancellationToken stopping)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        limit.CancelAfter(Patience);
        foreach (var database in _databases.Where(d => d.Service == module))
        {
            if (!await database.AnswersAsync(limit.Token)) return ServingStatus.NotServing;
        }
        return ServingStatus.Serving;
    }

    private void Set(Dictionary<string, ServingStatus> modules)
    {
        lock (_gate)
        {
            foreach (var (module, status) in modules)
            {
                foreach (var name in _namesByModule[module]) _status[name] = status;
            }
            _status[""] = modules.Values.All(s => s == ServingStatus.Serving) ? ServingStatus.Serving : ServingStatus.NotServing;
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
