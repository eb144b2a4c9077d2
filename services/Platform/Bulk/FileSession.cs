using System.Security.Cryptography;
using Google.Protobuf;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using ShuangJian.Platform.Data;
using ShuangJian.Platform.Edge;
using ShuangJian.Platform.Hosting;
using ShuangJian.Protos.Institution.V1;

namespace ShuangJian.Platform.Bulk;

/// <summary>What a file is about.</summary>
/// <param name="BatchId">Identifier of the batch, made by the caller.</param>
/// <param name="Division">Division within which every row lies.</param>
/// <param name="Format">Form of the file.</param>
/// <param name="DryRun">True when nothing is stored.</param>
/// <param name="Columns">Columns that have other names than the fields.</param>
/// <param name="Message">The message that said so; a batch goes on only under the same one.</param>
public sealed record FileHeader(Guid BatchId, string Division, FileFormat Format, bool DryRun, IList<ColumnMapping> Columns, IMessage Message);

/// <summary>What became of some rows of a batch.</summary>
public abstract class FileOutcome
{
    /// <summary>What is wrong with rows.</summary>
    public List<RowFault> Faults { get; } = [];

    /// <summary>Rows that were taken.</summary>
    public abstract long Stored { get; }

    /// <summary>Rows refused for their faults.</summary>
    public long Refused { get; private set; }

    /// <summary>What the audit says of them, in English.</summary>
    public abstract string Summary { get; }

    /// <summary>Refuses a row.</summary>
    protected void Refuse<TRow>(Guid batch, ReadRow<TRow> row, IReadOnlyList<FieldProblem> problems)
    {
        Refused++;
        Faults.AddRange(RowFault.Of(batch, row, problems));
    }
}

/// <summary>What reading files works with.</summary>
public sealed record FileMeans<TDb>(Commands<TDb> Commands, IDbContextFactory<TDb> Databases, TimeProvider Clock, FileLimits Limits)
    where TDb : PlatformDb;

/// <summary>Limits of files.</summary>
/// <param name="MostRows">Rows that a batch may have; what a dry run remembers of them has to fit into memory.</param>
public sealed record FileLimits(int MostRows)
{
    private const int DefaultRows = 500_000;

    /// <summary>Reads <c>Imports:MostRows</c>.</summary>
    /// <exception cref="InvalidOperationException">It is not above 0.</exception>
    public static FileLimits Read(IConfiguration configuration) => configuration.GetValue("Imports:MostRows", DefaultRows) is > 0 and var rows
        ? new(rows)
        : throw new InvalidOperationException("Imports:MostRows must be a number above 0.");
}

/// <summary>
/// One call that takes a file. Rows are decided some thousand at a time; each time what they become, its events, the faults
/// and the place in the file up to which they reach are one transaction, so that a batch broken off anywhere goes on
/// from there and no row is stored twice.
/// </summary>
public abstract class FileSession<TDb, TBatch, TRow, TOutcome>(
    FileMeans<TDb> means, FileHeader header, ServerCallContext context)
    where TDb : PlatformDb
    where TBatch : FileBatch
    where TRow : class, IMessage<TRow>, new()
    where TOutcome : FileOutcome
{
    /// <summary>Rows decided together: enough to be worth a transaction, few enough that it is short.</summary>
    private const int RowsTogether = 2_000;

    /// <summary>Bytes of an answer, well below what clients take by default.</summary>
    private const int LargestAnswer = 1 << 20;

    private List<ReadRow<TRow>> _pending = [];
    private Task _commit = Task.CompletedTask;
    private TBatch _batch = null!;
    private RowReader<TRow> _reader = null!;
    private RowSplitter _splitter = null!;
    private long _rows;
    private long _end;
    private long _line;
    private byte[] _digest = [];

    /// <summary>What the file is about.</summary>
    protected FileHeader Header => header;

    /// <summary>SHA-256 of the header.</summary>
    protected byte[] HeaderDigest { get; } = SHA256.HashData(header.Message.ToByteArray());

    /// <summary>Ends with the call.</summary>
    protected CancellationToken Cancellation => context.CancellationToken;

    /// <summary>Name of the batch for the audit.</summary>
    protected abstract string Resource { get; }

    /// <summary>Takes the file to its end.</summary>
    /// <param name="next">The next bytes; null at the end of the requests.</param>
    public async Task RunAsync(Func<Task<FileChunk?>> next)
    {
        _batch = header.DryRun ? NewBatch(means.Clock.GetUtcNow().UtcDateTime) : await means.Commands.StepAsync(header.Message, context, BeginAsync);
        _reader = NewReader(_batch.Columns);
        _splitter = new RowSplitter(header.Format == FileFormat.Csv, _batch.Offset, _batch.Line);
        (_rows, _end, _line, _digest) = (_batch.Rows, _batch.Offset, _batch.Line, _batch.Digest);
        await AnswerAsync(_batch, null);
        try
        {
            while (_batch.State == ImportState.Running && await NextAsync(next) is { } chunk) await TakeAsync(chunk);
        }
        catch (Exception e) when (e is Rejection or RpcException && !Cancellation.IsCancellationRequested)
        {
            // Whole rows that came before are not lost with what is wrong after them; behind rows that were not stored none may be.
            await _commit;
            if (_pending.Count > 0) await CommitAsync(Cut(complete: false));
            throw;
        }
        await _commit;
        if (_pending.Count > 0) await CommitAsync(Cut(complete: false));
    }

    /// <summary>The bytes in the messages that follow the header.</summary>
    /// <param name="requests">The messages.</param>
    /// <param name="chunk">The bytes of a message; null when it holds something else.</param>
    public Func<Task<FileChunk?>> Chunks<TRequest>(CheckedRequests<TRequest> requests, Func<TRequest, FileChunk?> chunk) => async () =>
        await requests.MoveNext(Cancellation)
            ? chunk(requests.Current) ?? throw Rejection.Invalid("header", "只能出现在首条消息", "belongs into the first message only")
            : null;

    /// <summary>Begins a batch.</summary>
    protected abstract TBatch NewBatch(DateTime now);

    /// <summary>Whether the caller may go on with a batch that was begun before.</summary>
    protected virtual void CheckOwner(TBatch batch, Command command)
    {
    }

    /// <summary>Makes a reader of rows; refuses columns that cannot be.</summary>
    protected abstract RowReader<TRow> NewReader(IReadOnlyList<string>? columns);

    /// <summary>Decides rows, held against each other and against what is stored, and stores nothing.</summary>
    /// <param name="db">Database of the service.</param>
    /// <param name="batch">The batch.</param>
    /// <param name="rows">The rows.</param>
    /// <param name="now">The moment.</param>
    protected abstract Task<TOutcome> DecideAsync(TDb db, TBatch batch, IReadOnlyList<ReadRow<TRow>> rows, DateTime now);

    /// <summary>Stores what the rows became, within the transaction of a command.</summary>
    protected abstract Task StoreAsync(TDb db, TOutcome outcome, Command command);

    /// <summary>Counts in a batch what the base does not.</summary>
    protected virtual void Count(TBatch batch, TOutcome outcome)
    {
    }

    /// <summary>Tells the caller how far the batch has come, and what became of rows.</summary>
    protected abstract Task AnswerAsync(TBatch batch, TOutcome? outcome);

    /// <summary>Sends an answer and what it tells of rows; where that is much, in several answers.</summary>
    /// <param name="answers">Takes the answers.</param>
    /// <param name="answer">The first of them.</param>
    /// <param name="next">Makes another one.</param>
    /// <param name="told">Where an answer keeps verdicts.</param>
    /// <param name="verdicts">What is told of rows.</param>
    protected async Task SendAsync<TAnswer, TVerdict>(
        IServerStreamWriter<TAnswer> answers, TAnswer answer, Func<TAnswer> next, Func<TAnswer, ICollection<TVerdict>> told, IEnumerable<TVerdict> verdicts)
        where TAnswer : IMessage
        where TVerdict : IMessage
    {
        var size = answer.CalculateSize();
        foreach (var verdict in verdicts)
        {
            if (size + verdict.CalculateSize() > LargestAnswer)
            {
                await answers.WriteAsync(answer, Cancellation);
                answer = next();
                size = answer.CalculateSize();
            }
            told(answer).Add(verdict);
            size += verdict.CalculateSize();
        }
        await answers.WriteAsync(answer, Cancellation);
    }

    private async Task<TBatch> BeginAsync(TDb db, Command command)
    {
        // A header whose columns cannot be read begins nothing.
        _ = NewReader(null);
        command.Resource = Resource;
        var batch = await db.Set<TBatch>().FindAsync([header.BatchId], Cancellation);
        if (batch is null)
        {
            command.Purpose = "begun";
            db.Add(batch = NewBatch(command.Now));
            return batch;
        }
        CheckOwner(batch, command);
        if (!batch.HeaderDigest.AsSpan().SequenceEqual(HeaderDigest))
        {
            throw new Rejection(StatusCode.AlreadyExists, "IMPORT_HEADER_DIFFERS", "该批次以不同的参数开始", "the batch was begun with another header")
            {
                Facts = new Dictionary<string, string> { ["batch_id"] = $"{header.BatchId}" },
            };
        }
        command.Purpose = $"resumed at byte {batch.Offset}";
        return batch;
    }

    /// <summary>The next bytes, unless rows before them turn out not to be stored: those who wait for that learn it at once.</summary>
    private async Task<FileChunk?> NextAsync(Func<Task<FileChunk?>> next)
    {
        var reading = next();
        if (await Task.WhenAny(reading, _commit) == _commit) await _commit;
        return await reading;
    }

    private async Task TakeAsync(FileChunk chunk)
    {
        if (chunk.Offset > _splitter.Received)
        {
            throw new Rejection(StatusCode.FailedPrecondition, "IMPORT_OFFSET_GAP", "文件内容不连续", "bytes are missing before this chunk")
            {
                Facts = new Dictionary<string, string> { ["expected_offset"] = $"{_splitter.Received}" },
            };
        }
        // What was sent before is sent again by those who do not know how far it came.
        var again = _splitter.Received - chunk.Offset;
        if (again < chunk.Data.Length) _splitter.Add(chunk.Data.Span[(int)again..]);
        var last = chunk.Last && chunk.Offset + chunk.Data.Length >= _splitter.Received;
        while (_splitter.TryNext(last, out var row))
        {
            TakeRow(row);
            if (_pending.Count < RowsTogether) continue;
            await _commit;
            var part = Cut(complete: false);
            // The database stores some rows while the next are read.
            _commit = Task.Run(() => CommitAsync(part));
        }
        if (!last) return;
        await _commit;
        await CommitAsync(Cut(complete: true));
    }

    /// <summary>Takes the rows that wait, with the place in the file up to which they reach.</summary>
    private Part Cut(bool complete)
    {
        var part = new Part(_pending, _rows, _end, _line, _digest, _reader.Columns, complete);
        _pending = [];
        return part;
    }

    private void TakeRow(FileRow row)
    {
        if (!row.Broken && row.Bytes.Span.Trim((byte)' ').IsEmpty) { /* an empty line is no row */ }
        else if (_reader.NeedsColumns) _reader.ReadColumns(row);
        else
        {
            if (_rows == means.Limits.MostRows) throw TooLarge();
            _pending.Add(_reader.Read(row, ++_rows, ChinaDay.Of(means.Clock.GetUtcNow().UtcDateTime)));
            _digest = SHA256.HashData([.. _digest, .. row.Bytes.Span]);
        }
        (_end, _line) = (row.End, _line + row.Lines);
    }

    /// <summary>Decides rows, and tells of them once that is committed.</summary>
    private async Task CommitAsync(Part part)
    {
        TOutcome outcome;
        if (header.DryRun)
        {
            await using var db = await means.Databases.CreateDbContextAsync(Cancellation);
            var now = means.Clock.GetUtcNow().UtcDateTime;
            outcome = await DecideAsync(db, _batch, part.Pending, now);
            Advance(_batch, part, outcome, now);
        }
        else
        {
            var about = new FileChunk { Offset = _batch.Offset, Data = ByteString.CopyFrom(part.Digest), Last = part.Complete };
            (outcome, _batch) = await means.Commands.StepAsync(about, context, (db, command) => StoreAsync(db, command, part));
        }
        await AnswerAsync(_batch, outcome);
    }

    private async Task<(TOutcome, TBatch)> StoreAsync(TDb db, Command command, Part part)
    {
        command.Resource = Resource;
        var batch = await db.Set<TBatch>().SingleAsync(b => b.Id == _batch.Id, Cancellation);
        if (batch.Version != _batch.Version) throw Moved(batch);
        var outcome = await DecideAsync(db, batch, part.Pending, command.Now);
        await StoreAsync(db, outcome, command);
        db.InsertMany(outcome.Faults);
        Advance(batch, part, outcome, command.Now);
        command.Purpose = $"{(part.Complete ? "finished" : "went on")} to row {batch.Rows}: {outcome.Summary}";
        return (outcome, batch);
    }

    private void Advance(TBatch batch, Part part, TOutcome outcome, DateTime now)
    {
        (batch.Offset, batch.Line, batch.Rows, batch.Digest, batch.Columns) = (part.End, part.Line, part.Rows, part.Digest, part.Columns);
        batch.Stored += outcome.Stored;
        batch.Refused += outcome.Refused;
        Count(batch, outcome);
        batch.State = part.Complete ? ImportState.Completed : ImportState.Running;
        batch.UpdatedAt = now;
        batch.Version++;
    }

    private static Rejection Moved(TBatch batch) =>
        new(StatusCode.Aborted, "IMPORT_MOVED", "另一调用正在继续该批次", "another call goes on with the same batch")
        {
            Facts = new Dictionary<string, string> { ["committed_offset"] = $"{batch.Offset}" },
        };

    private Rejection TooLarge() =>
        new(StatusCode.ResourceExhausted, "IMPORT_TOO_LARGE", $"每批次最多 {means.Limits.MostRows} 行", $"a batch has at most {means.Limits.MostRows} rows; those before are stored")
        {
            Facts = new Dictionary<string, string> { ["most_rows"] = $"{means.Limits.MostRows}" },
        };

    /// <summary>Rows decided together, and the state of the file after them.</summary>
    private sealed record Part(List<ReadRow<TRow>> Pending, long Rows, long End, long Line, byte[] Digest, IReadOnlyList<string>? Columns, bool Complete);
}
