using System.Globalization;
using System.Text.RegularExpressions;
using Grpc.Core;
using ShuangJian.Platform.Caching;
using ShuangJian.Platform.Data;
using ShuangJian.Platform.Edge;
using ShuangJian.Policy;
using ShuangJian.Schools.Domain;
using Wire = ShuangJian.Protos.School.V1;

namespace ShuangJian.Schools;

/// <summary>
/// One call that enters much homework. Each part is one transaction and is answered row by row, in the order of the parts.
/// While one is stored, the next is read and, unless it touches the same, stored beside it.
/// </summary>
internal sealed partial class HomeworkStream(
    Commands<SchoolsDb> commands, SchoolQueries queries, AnswerCache boards, IServerStreamWriter<Wire.EnterManyHomeworkResponse> answers, ServerCallContext context)
{
    private const string Name = "homework";
    private Wire.HomeworkStreamHeader _header = null!;

    public async Task RunAsync(CheckedRequests<Wire.EnterManyHomeworkRequest> requests)
    {
        await requests.MoveNext(context.CancellationToken);
        _header = requests.Current.Header;
        var (before, answered) = (Part.None, Task.CompletedTask);
        try
        {
            while (await NextAsync(requests, answered))
            {
                if (requests.Current.Rows is not { } rows) throw Rejection.Invalid("header", "只能出现在首条消息", "belongs into the first message only");
                var part = new Part(rows, WrongRows(requests.Problems), before.Next);
                if (part.Touches(before)) await answered;
                var (stored, last) = (Task.Run(() => commands.StepAsync(rows, context, (db, command) => StoreAsync(db, command, part))), answered);
                (before, answered) = (part, AnswerAsync(stored, last));
                await last;
            }
        }
        finally
        {
            // Whatever ends the call, what was taken is stored and told first.
            await answered;
        }
    }

    /// <summary>Reads the next part; what becomes of the one before is told meanwhile, and its failure ends the call.</summary>
    private async Task<bool> NextAsync(CheckedRequests<Wire.EnterManyHomeworkRequest> requests, Task answered)
    {
        var next = requests.MoveNextOrProblemsAsync(context.CancellationToken);
        if (await Task.WhenAny(next, answered) == answered) await answered;
        return await next;
    }

    private async Task AnswerAsync(Task<Wire.EnterManyHomeworkResponse> stored, Task last)
    {
        await Task.WhenAll(last, stored);
        await answers.WriteAsync(await stored, context.CancellationToken);
    }

    /// <summary>Problems by row; what is wrong outside of rows refuses the part.</summary>
    private static ILookup<int, FieldProblem> WrongRows(IReadOnlyList<FieldProblem> problems)
    {
        var places = problems.Select(p => (Problem: p, Place: RowPath().Match(p.Field))).ToList();
        if (places.Where(p => !p.Place.Success).Select(p => p.Problem).ToList() is { Count: > 0 } outside) throw Rejection.Invalid(outside);
        return places.ToLookup(p => int.Parse(p.Place.Groups[1].Value, CultureInfo.InvariantCulture), p => p.Problem);
    }

    private async Task<Wire.EnterManyHomeworkResponse> StoreAsync(SchoolsDb db, Command command, Part part)
    {
        var intake = await HomeworkIntake.OpenAsync(db, queries, part.Right, context.CancellationToken);
        var answer = new Wire.EnterManyHomeworkResponse();
        for (var i = 0; i < part.Rows.Count; i++)
        {
            var row = part.Rows[i];
            var result = new Wire.HomeworkRowResult { Row = part.First + i };
            try
            {
                if (part.Wrong.Contains(i)) throw Rejection.Invalid([.. part.Wrong[i]]);
                if (row.HomeworkId.Length == 0) throw Rejection.Invalid("homework_id", "必填", "is required");
                var (id, digest) = (Guid.Parse(row.HomeworkId), MessageDigest.Of(row));
                if (intake.DigestOf(id) is { } known)
                {
                    result.Outcome = known == digest ? Wire.HomeworkRowOutcome.Known : throw SchoolRefusals.IdReused(id);
                }
                else
                {
                    var at = intake.ClassOf(row);
                    if (at is null || !Reach.Sees(command.Caller, at.School) || !DivisionCode.Parse(_header.Division).Contains(DivisionCode.Parse(at.School.Division)))
                        throw Rejection.NotFound($"classes/{row.ClassId}");
                    var (homework, _) = intake.Enter(row, at, id, digest, false, command.Now);
                    result.Outcome = Wire.HomeworkRowOutcome.Stored;
                    result.Findings.Add(homework.Findings.Select(f => f.ToProto()));
                }
                answer.Stored++;
            }
            catch (Exception e) when (e is Rejection or Refusal)
            {
                Refuse(result, e as Rejection ?? Rejection.Of((Refusal)e));
            }
            if (result.Outcome == Wire.HomeworkRowOutcome.Refused || result.Findings.Count > 0) answer.Results.Add(result);
        }
        intake.Store(db);
        foreach (var topic in intake.Boards) command.AfterCommit(() => boards.Renew(topic));
        (command.Resource, command.Purpose) = (Name, $"{intake.Count} of {part.Rows.Count} rows stored");
        return answer;
    }

    private static void Refuse(Wire.HomeworkRowResult result, Rejection why)
    {
        (result.Outcome, result.Reason, result.MessageZh, result.MessageEn) = (Wire.HomeworkRowOutcome.Refused, why.Reason, why.Zh, why.Message);
        result.Findings.Add(why.Findings.Select(f => f.ToProto()));
        if (why.Facts.TryGetValue("remaining_minutes", out var minutes)) result.RemainingMinutes = int.Parse(minutes, CultureInfo.InvariantCulture);
    }

    /// <summary>Rows of one message.</summary>
    private sealed class Part
    {
        public static readonly Part None = new(new(), Enumerable.Empty<FieldProblem>().ToLookup(_ => 0), 1);
        private readonly HashSet<string> _ids;
        private readonly HashSet<(string Class, string Date)> _days;

        /// <param name="part">The message.</param>
        /// <param name="wrong">What is wrong with its fields, by row.</param>
        /// <param name="first">Number of its first row in the call, from 1.</param>
        public Part(Wire.HomeworkPart part, ILookup<int, FieldProblem> wrong, long first)
        {
            (Rows, Wrong, First) = (part.Rows, wrong, first);
            Right = [.. part.Rows.Where((row, i) => !wrong.Contains(i) && row.HomeworkId.Length > 0)];
            _ids = [.. Right.Select(r => r.HomeworkId)];
            _days = [.. Right.Select(r => (r.ClassId, r.Date))];
        }

        public IReadOnlyList<Wire.Homework> Rows { get; }

        public ILookup<int, FieldProblem> Wrong { get; }

        public long First { get; }

        /// <summary>Number of the first row of the part after it.</summary>
        public long Next => First + Rows.Count;

        /// <summary>Rows whose fields are right.</summary>
        public IReadOnlyList<Wire.Homework> Right { get; }

        /// <summary>Whether it has to be judged after another one: both have homework of a class's day, or the same homework.</summary>
        public bool Touches(Part other) => _days.Overlaps(other._days) || _ids.Overlaps(other._ids);
    }

    [GeneratedRegex(@"^rows\.rows\[(\d+)\]")]
    private static partial Regex RowPath();
}
