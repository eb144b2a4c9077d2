namespace ShuangJian.Platform.Data;

/// <summary>
/// Reads by key for many who ask at the same time: who comes while a query runs goes with those who came meanwhile, so that all of
/// them cost one round trip. Nobody waits when nothing is being read, and a query begins after everybody it answers has asked: it sees
/// whatever was committed before.
/// </summary>
/// <param name="read">Reads what there is of these keys, each of which is there once. It must not end with the call of one who asks.</param>
public class ReadTogether<TKey, TValue>(Func<TKey[], Task<Dictionary<TKey, TValue>>> read)
    where TKey : notnull
    where TValue : class
{
    private const int Most = 256;
    private readonly Lock _gate = new();
    private List<Waiting> _waiting = [];
    private bool _reads;

    /// <summary>Gets what has a key; null when there is nothing.</summary>
    public async Task<TValue?> GetAsync(TKey key, CancellationToken cancellation)
    {
        var own = new Waiting(key);
        if (Join(own)) Lead();
        return await own.Answer.Task.WaitAsync(cancellation);
    }

    /// <summary>True when nothing is being read, so that nobody will take the question along.</summary>
    private bool Join(Waiting own)
    {
        lock (_gate)
        {
            _waiting.Add(own);
            if (_reads) return false;
            return _reads = true;
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
                var found = await read([.. group.Select(w => w.Key).Distinct()]);
                foreach (var waiting in group) waiting.Answer.SetResult(found.GetValueOrDefault(waiting.Key));
            }
            catch (Exception e)
            {
                foreach (var waiting in group) waiting.Answer.TrySetException(e);
            }
        }
    }

    /// <summary>Those who wait, or as many as go into one query; empty when nobody does, and the next who asks begins anew.</summary>
    private List<Waiting> Next()
    {
        lock (_gate)
        {
            var group = _waiting;
            if (group.Count > Most) (group, _waiting) = (group[..Most], group[Most..]);
            else _waiting = [];
            _reads = group.Count > 0;
            return group;
        }
    }

    private sealed record Waiting(TKey Key)
    {
        public TaskCompletionSource<TValue?> Answer { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
