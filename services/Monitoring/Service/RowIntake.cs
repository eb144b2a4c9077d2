using Google.Protobuf;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using ShuangJian.Monitoring.Domain;
using ShuangJian.Platform.Data;
using ShuangJian.Platform.Edge;
using ShuangJian.Policy;
using Wire = ShuangJian.Protos.Monitoring.V1;

namespace ShuangJian.Monitoring;

/// <summary>One row of a stream, before it is decided.</summary>
/// <param name="Id">Identifier that the caller made.</param>
/// <param name="Content">What is stored; its digest tells whether the row comes again.</param>
/// <param name="Division">Division that it names.</param>
/// <param name="DigestOf">Makes the digest; of the whole content when null.</param>
internal sealed record IncomingRow<T>(string Id, T Content, string Division, Func<T, string>? DigestOf = null)
    where T : IMessage;

/// <summary>How rows of one transaction are stored.</summary>
/// <param name="Take">Takes a row by content, digest and identifier, and tells what the rules found.</param>
/// <param name="Finish">Stores what was taken, where taking did not.</param>
internal sealed record RowStep<T>(Func<T, string, Guid, Task<IReadOnlyList<Finding>>> Take, Action? Finish = null);

/// <summary>
/// Takes rows of a stream, a hundred in one transaction. A row that is wrong is told and stops nothing; one that is
/// stored already is told as known, so that a call that was broken off can be sent again whole.
/// </summary>
/// <param name="commands">Runs the steps.</param>
/// <param name="header">What the stream is about.</param>
/// <param name="division">Division within which every row lies.</param>
/// <param name="context">The call.</param>
internal sealed class RowIntake(Commands<MonitoringDb> commands, IMessage header, string division, ServerCallContext context)
{
    private const int Most = 1000;
    private const int Together = 100;

    /// <summary>Reads and decides all rows.</summary>
    /// <param name="requests">The rows that follow the header.</param>
    /// <param name="rowOf">The row of a message; null when it holds none.</param>
    /// <param name="step">Made anew for each transaction, of the rows that are new.</param>
    public async Task<IReadOnlyList<Wire.RowResult>> TakeAsync<TRequest, TContent, TEntity>(
        CheckedRequests<TRequest> requests, Func<TRequest, IncomingRow<TContent>?> rowOf,
        Func<MonitoringDb, Command, IReadOnlyList<TContent>, Task<RowStep<TContent>>> step)
        where TContent : IMessage
        where TEntity : Matter, IStreamed
    {
        var results = new List<Wire.RowResult>();
        var waiting = new List<(Wire.RowResult Result, IncomingRow<TContent> Row)>();
        while (await requests.MoveNextOrProblemsAsync(context.CancellationToken))
        {
            if (results.Count == Most)
            {
                await StoreAsync<TContent, TEntity>(waiting, step);
                throw TooMany();
            }
            var row = rowOf(requests.Current);
            var result = new Wire.RowResult { Row = results.Count + 1, RowId = row?.Id ?? "" };
            results.Add(result);
            if (requests.Problems.Count > 0) Refuse(result, Rejection.Invalid(requests.Problems));
            else if (row is null) Refuse(result, Rejection.Invalid("row", "缺失", "is missing"));
            else if (!DivisionCode.Parse(division).Contains(DivisionCode.Parse(row.Division))) Refuse(result, Rejection.Invalid("division", "不在首条消息的行政区划内", "lies outside the division of the header"));
            else waiting.Add((result, row));
            if (waiting.Count < Together) continue;
            await StoreAsync<TContent, TEntity>(waiting, step);
            waiting.Clear();
        }
        await StoreAsync<TContent, TEntity>(waiting, step);
        return results;
    }

    private Task<bool> StoreAsync<TContent, TEntity>(
        List<(Wire.RowResult Result, IncomingRow<TContent> Row)> rows,
        Func<MonitoringDb, Command, IReadOnlyList<TContent>, Task<RowStep<TContent>>> step)
        where TContent : IMessage
        where TEntity : Matter, IStreamed
    {
        if (rows.Count == 0) return Task.FromResult(false);
        return commands.StepAsync(header, context, async (db, command) =>
        {
            var ids = rows.Select(r => Guid.Parse(r.Row.Id)).ToArray();
            var known = await db.Set<TEntity>().AsNoTracking().Where(e => ids.Contains(e.Id)).ToDictionaryAsync(e => e.Id, e => e.Digest, context.CancellationToken);
            var store = await step(db, command, [.. rows.Where(r => !known.ContainsKey(Guid.Parse(r.Row.Id))).Select(r => r.Row.Content)]);
            foreach (var (result, row) in rows)
            {
                var (id, digest) = (Guid.Parse(row.Id), row.DigestOf?.Invoke(row.Content) ?? MessageDigest.Of(row.Content));
                if (known.TryGetValue(id, out var stored))
                {
                    if (stored == digest) result.Outcome = Wire.RowOutcome.Known;
                    else Refuse(result, Reused(row.Id));
                    continue;
                }
                try
                {
                    result.Findings.Clear();
                    result.Findings.Add((await store.Take(row.Content, digest, id)).Select(f => f.ToProto()));
                    result.Outcome = Wire.RowOutcome.Stored;
                    known[id] = digest;
                }
                catch (Exception e) when (e is Rejection or Refusal)
                {
                    Refuse(result, e as Rejection ?? Rejection.Of((Refusal)e));
                }
            }
            store.Finish?.Invoke();
            command.Resource = "rows";
            command.Purpose = $"{rows.Count} rows";
            return true;
        });
    }

    private static void Refuse(Wire.RowResult result, Rejection why)
    {
        (result.Outcome, result.Reason, result.MessageZh, result.MessageEn) = (Wire.RowOutcome.Refused, why.Reason, why.Zh, why.Message);
        result.Findings.Clear();
        result.Findings.Add(why.Findings.Select(f => f.ToProto()));
    }

    private static Rejection Reused(string id) =>
        new(StatusCode.AlreadyExists, "ROW_ID_REUSED", "该行标识已用于内容不同的一行", "this identifier was used for a row with other content")
        {
            Facts = new Dictionary<string, string> { ["row_id"] = id },
        };

    private static Rejection TooMany() =>
        new(StatusCode.FailedPrecondition, "TOO_MANY_ROWS", $"一次调用最多{Most}行，此前各行已入库", $"a call takes at most {Most} rows; those before are stored")
        {
            Facts = new Dictionary<string, string> { ["most"] = $"{Most}" },
        };
}
