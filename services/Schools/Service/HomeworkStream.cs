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

/// <summary>One call that enters much homework. Each part is one transaction and is answered row by row.</summary>
internal sealed partial class HomeworkStream(
    Commands<SchoolsDb> commands, SchoolQueries queries, AnswerCache boards, IServerStreamWriter<Wire.EnterManyHomeworkResponse> answers, ServerCallContext context)
{
    private const string Name = "homework";
    private Wire.HomeworkStreamHeader _header = null!;
    private long _rows;

    public async Task RunAsync(CheckedRequests<Wire.EnterManyHomeworkRequest> requests)
    {
        await requests.MoveNext(context.CancellationToken);
        _header = requests.Current.Header;
        while (await requests.MoveNextOrProblemsAsync(context.CancellationToken))
        {
            if (requests.Current.Rows is not { } part) throw Rejection.Invalid("header", "只能出现在首条消息", "belongs into the first message only");
            var wrong = WrongRows(requests.Problems);
            var answer = await commands.StepAsync(part, context, (db, command) => StoreAsync(db, command, part, wrong));
            _rows += part.Rows.Count;
            await answers.WriteAsync(answer, context.CancellationToken);
        }
    }

    /// <summary>Problems by row; what is wrong outside of rows refuses the part.</summary>
    private static ILookup<int, FieldProblem> WrongRows(IReadOnlyList<FieldProblem> problems)
    {
        var places = problems.Select(p => (Problem: p, Place: RowPath().Match(p.Field))).ToList();
        if (places.Where(p => !p.Place.Success).Select(p => p.Problem).ToList() is { Count: > 0 } outside) throw Rejection.Invalid(outside);
        return places.ToLookup(p => int.Parse(p.Place.Groups[1].Value, CultureInfo.InvariantCulture), p => p.Problem);
    }

    private async Task<Wire.EnterManyHomeworkResponse> StoreAsync(SchoolsDb db, Command command, Wire.HomeworkPart part, ILookup<int, FieldProblem> wrong)
    {
        var right = part.Rows.Where((_, i) => !wrong.Contains(i)).Where(r => r.HomeworkId.Length > 0).ToList();
        var intake = await HomeworkIntake.OpenAsync(db, queries, right, context.CancellationToken);
        var answer = new Wire.EnterManyHomeworkResponse();
        for (var i = 0; i < part.Rows.Count; i++)
        {
            var row = part.Rows[i];
            var result = new Wire.HomeworkRowResult { Row = _rows + i + 1 };
            try
            {
                if (wrong.Contains(i)) throw Rejection.Invalid([.. wrong[i]]);
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

    [GeneratedRegex(@"^rows\.rows\[(\d+)\]")]
    private static partial Regex RowPath();
}
