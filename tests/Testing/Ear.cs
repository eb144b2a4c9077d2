using System.Collections.Concurrent;
using ShuangJian.Contracts;
using ShuangJian.Platform.Messaging;

namespace ShuangJian.Testing;

/// <summary>A consumer that keeps all it hears, as a department would that binds a queue to everything.</summary>
public sealed class Ear : IEventConsumer
{
    private readonly ConcurrentQueue<ReceivedEvent> _events = new();

    /// <summary>What was heard so far, in order.</summary>
    public IReadOnlyCollection<ReceivedEvent> Events => _events;

    /// <inheritdoc />
    public string Name => "tests.ear";

    /// <inheritdoc />
    public IReadOnlyList<string> Topics => ["#"];

    /// <inheritdoc />
    public Task DeliverAsync(ReceivedEvent received, CancellationToken cancellation)
    {
        _events.Enqueue(received);
        return Task.CompletedTask;
    }

    /// <inheritdoc />
    public Task<string?> ReplayAsync(Guid eventId, CancellationToken cancellation) => Task.FromResult<string?>(null);

    /// <summary>Waits for an event about something.</summary>
    /// <param name="about">End of its subject.</param>
    /// <param name="which">Which of those that tell of it; null for the first.</param>
    public async Task<T> HearAsync<T>(string about, Func<T, bool>? which = null)
        where T : DomainEvent => (await Eventually.ValueAsync(
            $"{typeof(T).Name} about {about}",
            () => Task.FromResult(_events
                .Where(e => e.Name == CloudEvents.NameOf(typeof(T)) && e.Subject.EndsWith(about, StringComparison.Ordinal))
                .Select(e => CloudEvents.DataOf<T>(e)).FirstOrDefault(fact => which is null || which(fact))),
            found => found is not null))!;
}
