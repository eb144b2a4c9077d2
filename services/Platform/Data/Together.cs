using Google.Protobuf;
using Grpc.Core;
using ShuangJian.Platform.Identity;

namespace ShuangJian.Platform.Data;

/// <summary>
/// Runs calls of one method that come at the same time in one transaction, each with its own audit row and answer. Nobody
/// waits for company when nothing is being stored: who comes while others are goes with those who came meanwhile. What
/// cannot be stored together is run call by call, so that the failure of one is nobody else's.
/// </summary>
/// <param name="commands">How calls are run.</param>
/// <param name="common">What calls must have in common, such as caller and division.</param>
/// <param name="decide">
/// Decides on calls in order, as if each came after those before it, and answers each; null when these have to be decided
/// one by one. A call that is alone is always answered.
/// </param>
public class Together<TDb, TRequest, TResponse>(
    Commands<TDb> commands, Func<TRequest, Caller, string> common,
    Func<TDb, IReadOnlyList<(TRequest Request, Command Command)>, CancellationToken, Task<IReadOnlyList<TResponse>?>> decide)
    where TDb : PlatformDb
    where TRequest : IMessage<TRequest>
    where TResponse : class, IMessage<TResponse>, new()
{
    /// <summary>One is decided while the other is made durable.</summary>
    private const int Lanes = 2;

    /// <summary>So many are worth a second lane beside one that runs: a transaction costs several calls.</summary>
    private const int Company = 8;

    private const int Most = 64;
    private readonly Lock _gate = new();
    private readonly LinkedList<Waiting> _waiting = [];
    private int _lanes;

    /// <summary>Runs a call, together with others or alone.</summary>
    public async Task<TResponse> RunAsync(TRequest request, ServerCallContext context)
    {
        if (StoredCall.Of(request, context) is not { } call) return await AloneAsync(request, context);
        var own = new Waiting(request, call, common(request, call.Caller));
        if (Join(own)) Lead();
        return await own.Answer.Task.WaitAsync(context.CancellationToken) ?? await AloneAsync(request, context);
    }

    private Task<TResponse> AloneAsync(TRequest request, ServerCallContext context) => commands.RunAsync(request, context, async (db, command) =>
    {
        await db.Database.BeginTransactionAsync(context.CancellationToken);
        return (await decide(db, [(request, command)], context.CancellationToken))![0];
    });

    /// <summary>True when nobody will take the call along soon.</summary>
    private bool Join(Waiting own)
    {
        lock (_gate)
        {
            _waiting.AddLast(own);
            if (_lanes == Lanes || (_lanes > 0 && _waiting.Count < Company)) return false;
            _lanes++;
            return true;
        }
    }

    /// <summary>Goes on by itself: it serves others than the call that begins it, and is no part of its trace.</summary>
    private void Lead()
    {
        using (ExecutionContext.SuppressFlow()) _ = Task.Run(LeadAsync);
    }

    private async Task LeadAsync()
    {
        while (Next() is { Count: > 0 } group)
        {
            try
            {
                var answers = await commands.RunTogetherAsync([.. group.Select(w => (w.Call, w.Request))], decide);
                for (var i = 0; i < group.Count; i++) group[i].Answer.SetResult(answers?[i]);
            }
            catch (Exception e)
            {
                foreach (var waiting in group) waiting.Answer.TrySetException(e);
            }
        }
    }

    /// <summary>The call that has waited longest and those that can go with it; empty when nobody waits, and the lane is given back.</summary>
    private List<Waiting> Next()
    {
        lock (_gate)
        {
            var group = new List<Waiting>();
            // The same call sent twice is not stored twice: the second waits, and gets the answer of the first.
            var ids = new HashSet<string>(StringComparer.Ordinal);
            for (var node = _waiting.First; node is not null && group.Count < Most;)
            {
                var next = node.Next;
                if ((group.Count == 0 || group[0].Key == node.Value.Key) && ids.Add(node.Value.Call.RequestId))
                {
                    group.Add(node.Value);
                    _waiting.Remove(node);
                }
                node = next;
            }
            if (group.Count == 0) _lanes--;
            return group;
        }
    }

    private sealed record Waiting(TRequest Request, StoredCall Call, string Key)
    {
        public TaskCompletionSource<TResponse?> Answer { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
