using System.Security.Cryptography;
using System.Text.RegularExpressions;
using Google.Protobuf;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using ShuangJian.Custody.Domain;
using ShuangJian.Platform.Data;
using ShuangJian.Platform.Edge;
using ShuangJian.Policy;
using ShuangJian.Protos.Custody.V1;

namespace ShuangJian.Custody;

/// <summary>
/// One call that posts a batch. Each part is one transaction: entries, balances, what became of each, and how far the
/// batch has come. A part that was sent before is answered as it was then, so that a batch broken off anywhere goes on.
/// </summary>
internal sealed partial class BatchSession(
    Commands<CustodyDb> commands, BatchHeader header, IServerStreamWriter<PostEntriesResponse> answers, ServerCallContext context)
{
    private readonly Guid _batch = Guid.Parse(header.BatchId);

    public async Task RunAsync(CheckedRequests<PostEntriesRequest> requests)
    {
        var next = await commands.StepAsync(header, context, BeginAsync);
        await answers.WriteAsync(new PostEntriesResponse { NextPosition = next }, context.CancellationToken);
        while (await requests.MoveNextOrProblemsAsync(context.CancellationToken))
        {
            if (requests.Current.Part is not { } part) throw Rejection.Invalid("header", "只能出现在首条消息", "belongs into the first message only");
            var wrong = WrongEntries(requests.Problems);
            await answers.WriteAsync(await commands.StepAsync(part, context, (db, command) => PostAsync(db, command, part, wrong)), context.CancellationToken);
        }
    }

    /// <summary>Entries whose fields are wrong; what is wrong outside of entries refuses the part.</summary>
    private static HashSet<int> WrongEntries(IReadOnlyList<FieldProblem> problems)
    {
        var places = problems.Select(p => (Problem: p, Place: EntryPath().Match(p.Field))).ToList();
        var outside = places.Where(p => !p.Place.Success).Select(p => p.Problem).ToList();
        if (outside.Count > 0) throw Rejection.Invalid(outside);
        return [.. places.Select(p => int.Parse(p.Place.Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture))];
    }

    private async Task<long> BeginAsync(CustodyDb db, Command command)
    {
        command.Resource = $"batches/{_batch}";
        var batch = await db.Set<PostingBatch>().FindAsync([_batch], context.CancellationToken);
        if (batch is null) db.Add(batch = new PostingBatch { Id = _batch, Caller = command.Caller.Subject, Division = header.Division });
        else if (batch.Caller != command.Caller.Subject || batch.Division != header.Division)
            throw new Refusal(RefusalKind.Exists, "BATCH_HEADER_DIFFERS", "该批次由他人或以其他区划开始。", "The batch was begun by another caller or about another division.")
            {
                Facts = new Dictionary<string, string> { ["batch_id"] = $"{_batch}" },
            };
        command.Purpose = $"from entry {batch.NextPosition}";
        return batch.NextPosition;
    }

    private async Task<PostEntriesResponse> PostAsync(CustodyDb db, Command command, BatchPart part, HashSet<int> wrong)
    {
        command.Resource = $"batches/{_batch}";
        var digest = SHA256.HashData(part.ToByteArray());
        var batch = await db.Set<PostingBatch>().SingleAsync(b => b.Id == _batch, context.CancellationToken);
        if (part.Position != batch.NextPosition)
        {
            var before = await db.Set<PostedPart>().FindAsync([_batch, part.Position], context.CancellationToken);
            return before?.Digest.AsSpan().SequenceEqual(digest) == true ? PostEntriesResponse.Parser.ParseFrom(before.Answer) : throw Gap(batch.NextPosition);
        }
        EntryDraft?[] drafts = [.. part.Entries.Select((entry, i) => wrong.Contains(i) ? null : entry.ToDraft())];
        var posting = await LedgerBook.PostAsync(
            db, drafts, command.Now, command.Caller.Subject, LedgerGrpc.MayUse(command.Caller, DivisionCode.Parse(header.Division)), context.CancellationToken);
        batch.NextPosition += part.Entries.Count;
        var answer = new PostEntriesResponse
        {
            NextPosition = batch.NextPosition,
            Position = part.Position,
            Results = { posting.Codes.Select(c => EnumMap<PostingResult, PostingCode>.ToWire(c)) },
            CommitId = posting.Entries.Count > 0 ? $"{posting.Entries[0].Commit}" : "",
        };
        db.Add(new PostedPart { Batch = _batch, Position = part.Position, Digest = digest, Answer = answer.ToByteArray() });
        command.Purpose = $"{posting.Entries.Count} of {part.Entries.Count} posted";
        return answer;
    }

    private static Refusal Gap(long next) => new(RefusalKind.State, "BATCH_POSITION_GAP", "该部分与已入账的部分不衔接。", "The part does not begin where the batch has come to.")
    {
        Facts = new Dictionary<string, string> { ["next_position"] = $"{next}" },
    };

    [GeneratedRegex(@"^part\.entries\[(\d+)\]")]
    private static partial Regex EntryPath();
}
