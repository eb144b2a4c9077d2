using System.Globalization;
using System.Text.RegularExpressions;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using ShuangJian.Platform.Data;
using ShuangJian.Platform.Edge;
using ShuangJian.Policy;
using ShuangJian.Schools.Domain;
using Wire = ShuangJian.Protos.School.V1;

namespace ShuangJian.Schools;

/// <summary>One call that enters much homework. Each part is one transaction and is answered row by row.</summary>
internal sealed partial class HomeworkStream(Commands<SchoolsDb> commands, IServerStreamWriter<Wire.EnterManyHomeworkResponse> answers, ServerCallContext context)
{
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
        var view = await View.ReadAsync(db, right, context.CancellationToken);
        var answer = new Wire.EnterManyHomeworkResponse();
        var (stored, changes) = (new List<Homework>(), new List<(ClassDay Day, Figures Change)>());
        for (var i = 0; i < part.Rows.Count; i++)
        {
            var row = part.Rows[i];
            var result = new Wire.HomeworkRowResult { Row = _rows + i + 1 };
            try
            {
                if (wrong.Contains(i)) throw Rejection.Invalid([.. wrong[i]]);
                if (row.HomeworkId.Length == 0) throw Rejection.Invalid("homework_id", "必填", "is required");
                var digest = MessageDigest.Of(row);
                if (view.Known.TryGetValue(Guid.Parse(row.HomeworkId), out var known))
                {
                    result.Outcome = known == digest ? Wire.HomeworkRowOutcome.Known : throw SchoolRefusals.IdReused(Guid.Parse(row.HomeworkId));
                }
                else
                {
                    var (homework, day, change) = Enter(row, digest, view, command);
                    view.Known[homework.Id] = digest;
                    stored.Add(homework);
                    changes.Add((day, change));
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
        await db.InsertManyAsync(view.Begun, context.CancellationToken);
        await db.InsertManyAsync(stored, context.CancellationToken);
        await db.InsertManyAsync(Sum(changes), context.CancellationToken);
        (command.Resource, command.Purpose) = (Name, $"{stored.Count} of {part.Rows.Count} rows stored");
        return answer;
    }

    private const string Name = "homework";

    private (Homework, ClassDay, Figures) Enter(Wire.Homework row, string digest, View view, Command command)
    {
        if (!view.Classes.TryGetValue(Guid.Parse(row.ClassId), out var at) || !Reach.Sees(command.Caller, at.School)
            || !DivisionCode.Parse(_header.Division).Contains(DivisionCode.Parse(at.School.Division))) throw Rejection.NotFound($"classes/{row.ClassId}");
        if (row.Problems(at) is { Count: > 0 } problems) throw Rejection.Invalid(problems);
        var date = Days.Of(row.Date)!.Value;
        at.School.MustBeOpen(date);
        ClassDays.MustServe(view.Teachers.GetValueOrDefault(Guid.Parse(row.TeacherId)), row, at.School);
        var day = view.DayOf(at, date);
        var (homework, change) = Homework.Enter(Guid.Parse(row.HomeworkId), day, row.ToContent(), false, digest, Reach.LawOf(at.School.Division, date), command.Now);
        return (homework, day, change);
    }

    /// <summary>One row for all changes of a school, day and grade.</summary>
    private static List<TotalChange> Sum(List<(ClassDay Day, Figures Change)> changes) =>
        [.. changes.GroupBy(c => (c.Day.SchoolCode, c.Day.Date, c.Day.Grade)).Select(g => TotalChange.Of(g.First().Day, g.Aggregate(default(Figures), (sum, c) => sum + c.Change)))];

    private static void Refuse(Wire.HomeworkRowResult result, Rejection why)
    {
        (result.Outcome, result.Reason, result.MessageZh, result.MessageEn) = (Wire.HomeworkRowOutcome.Refused, why.Reason, why.Zh, why.Message);
        result.Findings.Add(why.Findings.Select(f => f.ToProto()));
        if (why.Facts.TryGetValue("remaining_minutes", out var minutes)) result.RemainingMinutes = int.Parse(minutes, CultureInfo.InvariantCulture);
    }

    [GeneratedRegex(@"^rows\.rows\[(\d+)\]")]
    private static partial Regex RowPath();

    /// <summary>What the rows of a part refer to, read at once; the turns of their days are taken before.</summary>
    private sealed class View
    {
        private readonly Dictionary<Guid, ClassDay> _days = [];

        public Dictionary<Guid, ClassOfSchool> Classes { get; private init; } = [];

        public Dictionary<Guid, Teacher> Teachers { get; private init; } = [];

        /// <summary>Digests of homework that is stored.</summary>
        public Dictionary<Guid, string> Known { get; private init; } = [];

        /// <summary>Days that began with this part.</summary>
        public List<ClassDay> Begun { get; } = [];

        public static async Task<View> ReadAsync(SchoolsDb db, List<Wire.Homework> rows, CancellationToken cancellation)
        {
            var ids = rows.Select(r => Guid.Parse(r.HomeworkId)).Distinct().ToArray();
            var classes = rows.Select(r => Guid.Parse(r.ClassId)).Distinct().ToArray();
            var teachers = rows.Select(r => Guid.Parse(r.TeacherId)).Distinct().ToArray();
            var days = rows.Select(r => ClassDay.IdOf(Guid.Parse(r.ClassId), Days.Of(r.Date)!.Value)).Distinct().Order().ToArray();
            var held = await ClassDays.TakeTurnsAsync(db, days, cancellation);
            var found = await db.Classes.AsNoTracking().Where(c => EF.Parameter(classes).Contains(c.Id)).ToListAsync(cancellation);
            var codes = found.Select(c => c.SchoolCode).Distinct().ToArray();
            var schools = await db.Schools.AsNoTracking().Where(s => EF.Parameter(codes).Contains(s.Code)).ToDictionaryAsync(s => s.Code, cancellation);
            var view = new View
            {
                Classes = found.ToDictionary(c => c.Id, c => new ClassOfSchool(c, schools[c.SchoolCode])),
                Teachers = await db.Teachers.AsNoTracking().Where(t => EF.Parameter(teachers).Contains(t.Id)).ToDictionaryAsync(t => t.Id, cancellation),
                Known = await db.Homework.AsNoTracking().Where(h => EF.Parameter(ids).Contains(h.Id)).ToDictionaryAsync(h => h.Id, h => h.Digest, cancellation),
            };
            foreach (var day in held) view._days[day.Id] = day;
            return view;
        }

        public ClassDay DayOf(ClassOfSchool at, DateOnly date)
        {
            var id = ClassDay.IdOf(at.Class.Id, date);
            if (_days.TryGetValue(id, out var day)) return day;
            Begun.Add(day = ClassDay.Begin(at.Class, at.School, date));
            return _days[id] = day;
        }
    }
}
