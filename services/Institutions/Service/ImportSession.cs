using System.Security.Cryptography;
using Google.Protobuf;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using ShuangJian.Platform.Caching;
using ShuangJian.Platform.Data;
using ShuangJian.Platform.Edge;
using ShuangJian.Platform.Hosting;
using ShuangJian.Protos.Institution.V1;

namespace ShuangJian.Institutions;

/// <summary>What an import works with.</summary>
public sealed record ImportMeans(
    Commands<InstitutionsDb> Commands, IDbContextFactory<InstitutionsDb> Databases, AnswerCache Cache, TimeProvider Clock, IConfiguration Configuration)
{
    /// <summary>Rows that a batch may have, by <c>Imports:MostRows</c>; what a dry run remembers of them has to fit into memory.</summary>
    public int MostRows { get; } = Configuration.GetValue("Imports:MostRows", 500_000) is > 0 and var rows
        ? rows
        : throw new InvalidOperationException("Imports:MostRows must be a number above 0.");
}

/// <summary>
/// One call that imports. Rows are decided some thousand at a time; each time their institutions, events, faults and
/// the place in the file up to which they reach are one transaction, so that a batch broken off anywhere goes on
/// from there and no row is stored twice.
/// </summary>
internal sealed class ImportSession(ImportMeans means, ImportHeader header, IServerStreamWriter<ImportInstitutionsResponse> answers, ServerCallContext context)
{
    /// <summary>Rows decided together: enough to be worth a transaction, few enough that it is short.</summary>
    public const int RowsTogether = 2_000;

    private List<ReadRow> _pending = [];
    private Task _committing = Task.CompletedTask;
    private readonly byte[] _headerDigest = SHA256.HashData(header.ToByteArray());
    private readonly ImportSeen _seenInTrial = new();
    private ImportBatch _batch = null!;
    private ImportReader _reader = null!;
    private RowSplitter _splitter = null!;
    private long _rows;
    private long _end;
    private long _line;
    private byte[] _digest = [];

    public async Task RunAsync(CheckedRequests<ImportInstitutionsRequest> requests)
    {
        _batch = header.DryRun ? NewBatch(means.Clock.GetUtcNow().UtcDateTime) : await means.Commands.StepAsync(header, context, BeginAsync);
        _reader = new ImportReader(header, _batch.Columns);
        _splitter = new RowSplitter(header.Format == FileFormat.Csv, _batch.Offset, _batch.Line);
        (_rows, _end, _line, _digest) = (_batch.Rows, _batch.Offset, _batch.Line, _batch.Digest);
        await AnswerAsync([]);
        try
        {
            while (_batch.State == ImportState.Running && await requests.MoveNext(context.CancellationToken))
            {
                if (requests.Current.Chunk is not { } chunk)
                    throw Rejection.Invalid("header", "只能出现在首条消息", "belongs into the first message only");
                await TakeAsync(chunk);
            }
            await FinishAsync();
        }
        catch (Exception e) when (e is Rejection or RpcException && !context.CancellationToken.IsCancellationRequested)
        {
            // Whole rows that came before are not lost with what is wrong after them.
            await FinishAsync();
            throw;
        }
        finally
        {
            await _committing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task FinishAsync()
    {
        if (_pending.Count > 0) await HandOnAsync(complete: false);
        await _committing;
    }

    /// <summary>Has the rows that wait stored while the next are read; what was handed on before must be stored by then.</summary>
    private async Task HandOnAsync(bool complete)
    {
        await _committing;
        var portion = new Portion(_pending, _end, _line, _rows, _digest, complete);
        _pending = [];
        _committing = Task.Run(() => CommitAsync(portion));
    }

    private ImportBatch NewBatch(DateTime now) => new()
    {
        Id = Guid.Parse(header.BatchId),
        Division = header.Division,
        Format = header.Format,
        Existing = header.Existing,
        HeaderDigest = _headerDigest,
        CreatedAt = now,
        UpdatedAt = now,
    };

    private async Task<ImportBatch> BeginAsync(InstitutionsDb db, Command command)
    {
        // A header whose columns cannot be read begins nothing.
        _ = new ImportReader(header, null);
        command.Resource = $"imports/{header.BatchId}";
        var batch = await db.Imports.FindAsync([Guid.Parse(header.BatchId)], context.CancellationToken);
        if (batch is null)
        {
            command.Purpose = "begun";
            db.Imports.Add(batch = NewBatch(command.Now));
        }
        else if (!batch.HeaderDigest.AsSpan().SequenceEqual(_headerDigest))
        {
            throw new Rejection(StatusCode.AlreadyExists, "IMPORT_HEADER_DIFFERS", "该批次以不同的参数开始", "the batch was begun with another header")
            {
                Facts = new Dictionary<string, string> { ["batch_id"] = header.BatchId },
            };
        }
        else command.Purpose = $"resumed at byte {batch.Offset}";
        return batch;
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
            if (_pending.Count == RowsTogether) await HandOnAsync(complete: false);
        }
        if (!last) return;
        await HandOnAsync(complete: true);
        await _committing;
    }

    private void TakeRow(FileRow row)
    {
        if (!row.Broken && row.Bytes.Span.Trim((byte)' ').IsEmpty) { /* an empty line is no row */ }
        else if (_reader.NeedsColumns) _reader.ReadColumns(row);
        else
        {
            if (_rows == means.MostRows) throw TooLarge();
            _pending.Add(_reader.Read(row, ++_rows, ChinaDay.Of(means.Clock.GetUtcNow().UtcDateTime)));
            _digest = SHA256.HashData([.. _digest, .. row.Bytes.Span]);
        }
        (_end, _line) = (row.End, _line + row.Lines);
    }

    /// <summary>Decides the rows that wait, and tells of them once that is committed.</summary>
    private async Task CommitAsync(Portion portion)
    {
        ImportOutcome outcome;
        if (header.DryRun)
        {
            await using var db = await means.Databases.CreateDbContextAsync(context.CancellationToken);
            outcome = await ImportOutcome.DecideAsync(db, _batch, portion.Rows, _seenInTrial, context.CancellationToken);
            Advance(_batch, outcome, portion, means.Clock.GetUtcNow().UtcDateTime);
        }
        else
        {
            var about = new ImportInstitutionsRequest { Chunk = new FileChunk { Offset = _batch.Offset, Data = ByteString.CopyFrom(portion.Digest), Last = portion.Complete } };
            (outcome, _batch) = await means.Commands.StepAsync(about, context, (db, command) => StoreAsync(db, command, portion));
        }
        await AnswerAsync(outcome.Faults);
    }

    private async Task<(ImportOutcome, ImportBatch)> StoreAsync(InstitutionsDb db, Command command, Portion portion)
    {
        command.Resource = $"imports/{header.BatchId}";
        var batch = await db.Imports.SingleAsync(b => b.Id == _batch.Id, context.CancellationToken);
        if (batch.Version != _batch.Version) throw Moved(batch);
        var outcome = await ImportOutcome.DecideAsync(db, batch, portion.Rows, new ImportSeen(), context.CancellationToken);
        await Licensing.ImportAsync(db, outcome.Institutions, command, means.Cache, context.CancellationToken);
        await db.InsertManyAsync(outcome.Faults, context.CancellationToken);
        Advance(batch, outcome, portion, command.Now);
        command.Purpose = $"{(portion.Complete ? "finished" : "went on")} to row {batch.Rows}: {outcome.Institutions.Count} stored, {outcome.Refused} refused, {outcome.Skipped} skipped";
        return (outcome, batch);
    }

    private void Advance(ImportBatch batch, ImportOutcome outcome, Portion portion, DateTime now)
    {
        (batch.Offset, batch.Line, batch.Rows, batch.Digest, batch.Columns) = (portion.End, portion.Line, portion.Number, portion.Digest, _reader.Columns);
        batch.Stored += outcome.Institutions.Count;
        batch.Refused += outcome.Refused;
        batch.Skipped += outcome.Skipped;
        batch.State = portion.Complete ? ImportState.Completed : ImportState.Running;
        batch.UpdatedAt = now;
        batch.Version++;
    }

    private Task AnswerAsync(IEnumerable<ImportFault> faults) => answers.WriteAsync(
        new ImportInstitutionsResponse { Import = _batch.ToProto(header.DryRun), Errors = { faults.Select(f => f.ToProto()) } }, context.CancellationToken);

    private static Rejection Moved(ImportBatch batch) =>
        new(StatusCode.Aborted, "IMPORT_MOVED", "另一调用正在继续该批次", "another call goes on with the same batch")
        {
            Facts = new Dictionary<string, string> { ["committed_offset"] = $"{batch.Offset}" },
        };

    private Rejection TooLarge() =>
        new(StatusCode.ResourceExhausted, "IMPORT_TOO_LARGE", $"每批次最多 {means.MostRows} 行", $"a batch has at most {means.MostRows} rows; those before are stored")
        {
            Facts = new Dictionary<string, string> { ["most_rows"] = $"{means.MostRows}" },
        };

    /// <summary>Rows that are decided together, and how far into the file they reach.</summary>
    private sealed record Portion(IReadOnlyList<ReadRow> Rows, long End, long Line, long Number, byte[] Digest, bool Complete);
}
