using System.Collections.Concurrent;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using ShuangJian.Contracts;
using ShuangJian.Platform.Hosting;
using ShuangJian.Platform.Messaging;
using ShuangJian.Platform.Tests.Wire;

namespace ShuangJian.Platform.Tests.Notes;

/// <summary>The tests' own service.</summary>
internal sealed class NotesModule(NoteControls controls) : IServiceModule
{
    public string Name => "notes";

    public void Compose(ModuleBuilder service)
    {
        service.Services.AddSingleton(controls);
        service.Database<NotesDb>().Grpc<NotesGrpc>(NoteService.Descriptor).Consumer<NotesConsumer>();
    }
}

/// <summary>What a test holds back or breaks in a running service.</summary>
internal sealed class NoteControls
{
    /// <summary>Subjects on which the consumer throws.</summary>
    public ConcurrentDictionary<string, bool> Poisoned { get; } = new();

    /// <summary>Tries of the consumer by subject.</summary>
    public ConcurrentDictionary<string, int> Tries { get; } = new();

    /// <summary>Awaited by every changing call just before its save.</summary>
    public Func<Task> BeforeSaveAsync { get; set; } = () => Task.CompletedTask;

    /// <summary>Completed once a call waits.</summary>
    public TaskCompletionSource Waits { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Lets waiting calls go on.</summary>
    public TaskCompletionSource Release { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public const string Secret = "the password is 12345";

    public async Task FailAsync(string way)
    {
        switch (way)
        {
            case "": return;
            case "wait":
                Waits.TrySetResult();
                await Release.Task;
                return;
            case "invalid-operation": throw new InvalidOperationException(Secret);
            case "argument": throw new ArgumentException(Secret);
            case "cryptographic": throw new CryptographicException(Secret);
            case "database": throw new DbUpdateException(Secret, new InvalidOperationException(Secret));
            case "timeout": throw new TimeoutException(Secret);
            case "cancelled": throw new OperationCanceledException(Secret);
            default: throw new NotSupportedException(Secret);
        }
    }
}

/// <summary>Writes down what arrives.</summary>
internal sealed class NotesConsumer(IDbContextFactory<NotesDb> databases, TimeProvider clock, ILogger<NotesConsumer> log, NoteControls controls)
    : EventConsumer<NotesDb>(databases, clock, log)
{
    public override string Name => "notes.seen";

    public override IReadOnlyList<string> Topics => ["#.application-withdrawn"];

    protected override Task ApplyAsync(NotesDb db, ReceivedEvent received, CancellationToken cancellation)
    {
        controls.Tries.AddOrUpdate(received.Subject, 1, (_, tries) => tries + 1);
        if (controls.Poisoned.ContainsKey(received.Subject)) throw new InvalidOperationException("poisoned");
        db.Seen.Add(new SeenRow
        {
            EventId = received.Id,
            Subject = received.Subject,
            Fact = CloudEvents.DataOf<ApplicationWithdrawn>(received).ApplicationId,
        });
        return Task.CompletedTask;
    }
}
