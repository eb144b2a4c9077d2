using Google.Protobuf;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using ShuangJian.Contracts;
using ShuangJian.Platform.Audit;
using ShuangJian.Platform.Edge;
using ShuangJian.Platform.Hosting;
using ShuangJian.Platform.Identity;

namespace ShuangJian.Platform.Data;

/// <summary>
/// One changing call: who calls, what time it is, what it announces. Everything a decision needs of
/// the outside comes through here.
/// </summary>
public sealed class Command
{
    private readonly List<(string Subject, long Version, DomainEvent Fact)> _announced = [];
    private readonly List<Action> _afterCommit = [];

    internal Command(Caller caller, DateTime now)
    {
        Caller = caller;
        Now = now;
    }

    /// <summary>Who calls.</summary>
    public Caller Caller { get; }

    /// <summary>The instant of the call, UTC, to the microsecond. The same for everything the call does.</summary>
    public DateTime Now { get; }

    /// <summary>The day of the call in China, by which the law is chosen.</summary>
    public DateOnly Today => ChinaDay.Of(Now);

    /// <summary>Resource that the audit names, for example <c>applications/0190…</c>.</summary>
    public string Resource { get; set; } = "";

    /// <summary>Purpose stated for personal data; of a step, what it did.</summary>
    public string Purpose { get; set; } = "";

    internal IReadOnlyList<(string Subject, long Version, DomainEvent Fact)> Announced => _announced;

    /// <summary>Announces an event; it is stored with the state and sent once that is committed.</summary>
    /// <param name="subject">Resource it is about.</param>
    /// <param name="version">Version of that resource after the change.</param>
    /// <param name="fact">The event.</param>
    public void Announce(string subject, long version, DomainEvent fact) => _announced.Add((subject, version, fact));

    /// <summary>Does something once the change is committed and before the caller is answered; it must not fail.</summary>
    public void AfterCommit(Action action) => _afterCommit.Add(action);

    internal void Committed() => _afterCommit.ForEach(action => action());
}

/// <summary>
/// Runs the changing calls of a service. One database transaction holds the new state, the events, the
/// audit row and the answer; the same request id with the same content gets that answer again.
/// </summary>
/// <remarks>
/// A request id is not looked up first: its row is inserted with the rest, and only a failure leads to
/// the question whether the call was answered before. So a first call costs no read for it.
/// </remarks>
public sealed class Commands<TDb>(
    ServiceName service, IDbContextFactory<TDb> databases, TimeProvider clock, ILogger<Commands<TDb>> log)
    where TDb : PlatformDb
{
    private const int Tries = 10;
    private const int LongestPause = 200;

    /// <summary>
    /// Runs one call. Nothing is stored when the request says <c>validate_only</c>. A decision that writes by itself
    /// begins a transaction on the context; it is committed together with the answer.
    /// </summary>
    public async Task<TResponse> RunAsync<TRequest, TResponse>(
        TRequest request, ServerCallContext context, Func<TDb, Command, Task<TResponse>> decide)
        where TRequest : IMessage<TRequest>
        where TResponse : class, IMessage<TResponse>, new()
    {
        if (StoredCall.Of(request, context) is not { } call) return await ValidateAsync(context, decide);
        for (var attempt = 1; ; attempt++)
        {
            await using var db = await databases.CreateDbContextAsync(context.CancellationToken);
            var command = new Command(call.Caller, AuditTrail.Now(clock));
            try
            {
                var response = await decide(db, command);
                Write(db, command, call, response);
                await db.SaveChangesAsync(context.CancellationToken);
                if (db.Database.CurrentTransaction is { } begun) await begun.CommitAsync(context.CancellationToken);
                command.Committed();
                return response;
            }
            catch (Exception e) when (e is Rejection or Policy.Refusal or DbUpdateException || e.IsCollision())
            {
                // What it holds locked must not stand in the way of what is stored about its failure.
                if (db.Database.CurrentTransaction is { } open) await open.DisposeAsync();
                var given = await AnswerGivenAsync(call, context.CancellationToken);
                if (given is not null && given.Digest.AsSpan().SequenceEqual(call.Digest)) return Read<TResponse>(given);
                if (given is null && attempt < Tries && LostARace(e))
                {
                    await PauseAsync(attempt, context.CancellationToken);
                    continue;
                }
                var failure = given is not null ? RequestIdReused(call) : e.IsCollision() ? ConcurrentChange() : e;
                await AuditFailureAsync(command, call, failure);
                if (ReferenceEquals(failure, e)) throw;
                throw failure;
            }
        }
    }

    /// <summary>Runs calls in one transaction. Null when together they cannot be stored, and each has to be run by itself.</summary>
    internal async Task<IReadOnlyList<TResponse>?> RunTogetherAsync<TRequest, TResponse>(
        IReadOnlyList<(StoredCall Call, TRequest Request)> calls,
        Func<TDb, IReadOnlyList<(TRequest Request, Command Command)>, CancellationToken, Task<IReadOnlyList<TResponse>?>> decide)
        where TResponse : IMessage
    {
        var now = AuditTrail.Now(clock);
        (TRequest Request, Command Command)[] each = [.. calls.Select(c => (c.Request, new Command(c.Call.Caller, now)))];
        try
        {
            await using var db = await databases.CreateDbContextAsync();
            await using var transaction = await db.Database.BeginTransactionAsync();
            if (await decide(db, each, CancellationToken.None) is not { } answers) return null;
            db.AnnounceMany(service.Name, now, each.SelectMany(e => e.Command.Announced));
            db.InsertMany([.. calls.Select((c, i) => Row(each[i].Command, c.Call, nameof(StatusCode.OK)))]);
            db.InsertMany([.. calls.Select((c, i) => Answer(each[i].Command, c.Call, answers[i]))]);
            await db.SaveChangesAsync();
            await transaction.CommitAsync();
            foreach (var (_, command) in each) command.Committed();
            return answers;
        }
        catch (Exception e) when (!e.IsStorageFailure() || e.IsCollision())
        {
            // Whatever it was, it is told to the one whose call it was, when that is run by itself.
            return null;
        }
    }

    /// <summary>Runs a call that changes nothing but reads personal data: it is audited before it is answered.</summary>
    public async Task<TResponse> RevealAsync<TRequest, TResponse>(
        TRequest request, ServerCallContext context, Func<TDb, Command, Task<TResponse>> read)
        where TRequest : IMessage<TRequest>
    {
        var caller = Caller.Of(context);
        await using var db = await databases.CreateDbContextAsync(context.CancellationToken);
        var command = new Command(caller, AuditTrail.Now(clock));
        var call = new StoredCall(caller, context.Method, "", AuditTrail.Digest(context.Method, request));
        try
        {
            var response = await read(db, command);
            db.Audit.Add(Row(command, call, nameof(StatusCode.OK)));
            await db.SaveChangesAsync(context.CancellationToken);
            return response;
        }
        catch (Exception e) when (e is Rejection or Policy.Refusal)
        {
            await AuditFailureAsync(command, call, e);
            throw;
        }
    }

    /// <summary>Audits that personal data are about to be given out as a file: what cannot be audited is not given out.</summary>
    /// <param name="request">What was asked for.</param>
    /// <param name="context">The call.</param>
    /// <param name="resource">What the audit names.</param>
    /// <param name="purpose">Why, as the caller says.</param>
    public Task<bool> DiscloseAsync(IMessage request, ServerCallContext context, string resource, string purpose) => StepAsync(request, context, (_, command) =>
    {
        (command.Resource, command.Purpose) = (resource, purpose);
        return Task.FromResult(true);
    });

    /// <summary>
    /// Runs one step of a call that takes many: a transaction of its own, audited by itself. No answer is kept for a
    /// step; what it moves on in the database has to tell whether it was done. A step that lost a race is taken again.
    /// </summary>
    /// <param name="about">Request that the audit row carries a digest of.</param>
    /// <param name="context">The call.</param>
    /// <param name="step">Decides on fresh state; it may write by itself within the transaction.</param>
    public async Task<TResult> StepAsync<TResult>(IMessage about, ServerCallContext context, Func<TDb, Command, Task<TResult>> step)
    {
        var call = new StoredCall(Caller.Of(context), context.Method, "", AuditTrail.Digest(context.Method, about));
        for (var attempt = 1; ; attempt++)
        {
            await using var db = await databases.CreateDbContextAsync(context.CancellationToken);
            var command = new Command(call.Caller, AuditTrail.Now(clock));
            try
            {
                await using var transaction = await db.Database.BeginTransactionAsync(context.CancellationToken);
                var result = await step(db, command);
                Announce(db, command);
                db.Audit.Add(Row(command, call, nameof(StatusCode.OK)));
                await db.SaveChangesAsync(context.CancellationToken);
                await transaction.CommitAsync(context.CancellationToken);
                command.Committed();
                return result;
            }
            catch (Exception e) when (e is Rejection or Policy.Refusal or DbUpdateException || e.IsCollision())
            {
                if (attempt < Tries && LostARace(e))
                {
                    await PauseAsync(attempt, context.CancellationToken);
                    continue;
                }
                var failure = e.IsCollision() ? ConcurrentChange() : e;
                await AuditFailureAsync(command, call, failure);
                if (ReferenceEquals(failure, e)) throw;
                throw failure;
            }
        }
    }

    private void Announce(TDb db, Command command)
    {
        foreach (var (subject, version, fact) in command.Announced)
            db.Announce(service.Name, subject, version, command.Now, fact);
    }

    private void Write(TDb db, Command command, StoredCall call, IMessage response)
    {
        Announce(db, command);
        db.Audit.Add(Row(command, call, nameof(StatusCode.OK)));
        db.Answers.Add(Answer(command, call, response));
    }

    private static StoredAnswer Answer(Command command, StoredCall call, IMessage response) => new()
    {
        Caller = call.Caller.Subject,
        RequestId = call.RequestId,
        Digest = call.Digest,
        Answer = response.ToByteArray(),
        At = command.Now,
    };

    /// <summary>A trial leaves no trace: neither its answer nor its refusal is kept, and its request id stays free.</summary>
    private async Task<TResponse> ValidateAsync<TResponse>(ServerCallContext context, Func<TDb, Command, Task<TResponse>> decide)
    {
        await using var db = await databases.CreateDbContextAsync(context.CancellationToken);
        return await decide(db, new Command(Caller.OrPublic(context), AuditTrail.Now(clock)));
    }

    /// <summary>True when the decision may be another one now that others have committed, a row of the same key among them.</summary>
    private static bool LostARace(Exception error) => error.IsCollision() || (error is DbUpdateException update && update.IsUniqueViolation());

    private async Task<StoredAnswer?> AnswerGivenAsync(StoredCall call, CancellationToken cancellation)
    {
        await using var db = await databases.CreateDbContextAsync(cancellation);
        return await db.Answers.AsNoTracking()
            .SingleOrDefaultAsync(a => a.Caller == call.Caller.Subject && a.RequestId == call.RequestId, cancellation);
    }

    private static TResponse Read<TResponse>(StoredAnswer stored)
        where TResponse : IMessage<TResponse>, new()
    {
        var answer = new TResponse();
        answer.MergeFrom(stored.Answer);
        return answer;
    }

    /// <summary>Failures are audited beside the business: when that fails too, the caller still gets the answer.</summary>
    private async Task AuditFailureAsync(Command command, StoredCall call, Exception failure)
    {
        try
        {
            var code = failure is Rejection rejection ? rejection.Code
                : failure is Policy.Refusal refusal ? Rejection.Of(refusal).Code
                : StatusCode.Internal;
            await using var db = await databases.CreateDbContextAsync();
            db.Audit.Add(Row(command, call, code.ToString()));
            await db.SaveChangesAsync();
        }
        catch (Exception e)
        {
            log.LogWarning("{Method} was refused and could not be audited: {Failure}", call.Method, e.GetType().Name);
        }
    }

    private static AuditRow Row(Command command, StoredCall call, string result) =>
        AuditTrail.Row(call.Caller, command.Now, call.Method, call.Digest, result, command.Resource, command.Purpose);

    /// <summary>Those who met wait for a random while, longer each time, so that they do not meet again.</summary>
    private Task PauseAsync(int attempt, CancellationToken cancellation) =>
        Task.Delay(TimeSpan.FromMilliseconds(Random.Shared.Next(1, Math.Min(LongestPause, 5 << attempt))), clock, cancellation);

    private static Rejection RequestIdReused(StoredCall call) =>
        new(StatusCode.AlreadyExists, "REQUEST_ID_REUSED", "该 request_id 已用于内容不同的请求", "this request_id was used before with other content")
        {
            Facts = new Dictionary<string, string> { ["request_id"] = call.RequestId },
        };

    private static Rejection ConcurrentChange() =>
        new(StatusCode.Aborted, "CONCURRENT_CHANGE", "资源正被他人同时修改，请重试", "others kept changing the resource at the same moment; try again");
}
