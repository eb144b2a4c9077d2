using Microsoft.EntityFrameworkCore;
using ShuangJian.Platform.Caching;
using ShuangJian.Platform.Data;
using ShuangJian.Platform.Edge;
using ShuangJian.Schools.Domain;
using Wire = ShuangJian.Protos.School.V1;

namespace ShuangJian.Schools;

/// <summary>
/// Homework that is entered in one transaction. What it refers to is read at once, after the turns of its days are taken;
/// each is judged as if it came after those before it, and all is stored at once.
/// </summary>
internal sealed class HomeworkIntake
{
    private readonly Dictionary<Guid, ClassDay> _days = [];
    private readonly List<ClassDay> _begun = [];
    private readonly List<Homework> _entered = [];
    private readonly List<(ClassDay Day, Figures Change)> _changes = [];
    private Dictionary<Guid, ClassOfSchool> _classes = [];
    private Dictionary<Guid, Teacher> _teachers = [];
    private Dictionary<Guid, string> _known = [];

    private HomeworkIntake()
    {
    }

    /// <summary>Homework entered so far.</summary>
    public int Count => _entered.Count;

    /// <summary>Topics of the boards that change with it.</summary>
    public IEnumerable<string> Boards => _entered.Select(h => Schools.Boards.TopicOf(h.ClassId)).Distinct();

    /// <summary>Takes the turns of all days and reads what the homework refers to.</summary>
    public static async Task<HomeworkIntake> OpenAsync(SchoolsDb db, SchoolQueries queries, IReadOnlyCollection<Wire.Homework> rows, CancellationToken cancellation)
    {
        var ids = rows.Where(r => r.HomeworkId.Length > 0).Select(r => Guid.Parse(r.HomeworkId)).Distinct().ToArray();
        var days = rows.Select(r => ClassDay.IdOf(Guid.Parse(r.ClassId), Days.Of(r.Date)!.Value)).Distinct().Order().ToArray();
        var held = await ClassDays.TakeTurnsAsync(db, days, cancellation);
        var intake = new HomeworkIntake
        {
            _classes = await queries.ClassesAsync(db, [.. rows.Select(r => Guid.Parse(r.ClassId)).Distinct()], cancellation),
            _teachers = await queries.TeachersAsync(db, [.. rows.Select(r => Guid.Parse(r.TeacherId)).Distinct()], cancellation),
            _known = ids.Length == 0 ? [] : await db.Homework.AsNoTracking().Where(h => EF.Parameter(ids).Contains(h.Id)).ToDictionaryAsync(h => h.Id, h => h.Digest, cancellation),
        };
        foreach (var day in held) intake._days[day.Id] = day;
        return intake;
    }

    /// <summary>Digest of homework that is stored; null when it is not.</summary>
    public string? DigestOf(Guid homework) => _known.GetValueOrDefault(homework);

    /// <summary>The class of homework with its school; null when there is none.</summary>
    public ClassOfSchool? ClassOf(Wire.Homework row) => _classes.GetValueOrDefault(Guid.Parse(row.ClassId));

    /// <summary>Enters homework for a class that the caller may see.</summary>
    public (Homework Homework, ClassDay Day) Enter(Wire.Homework row, ClassOfSchool at, Guid id, string digest, bool reserveOnly, DateTime now)
    {
        if (row.Problems(at) is { Count: > 0 } problems) throw Rejection.Invalid(problems);
        var date = Days.Of(row.Date)!.Value;
        at.School.MustBeOpen(date);
        ClassDays.MustServe(_teachers.GetValueOrDefault(Guid.Parse(row.TeacherId)), row, at.School);
        var day = DayOf(at, date);
        var (homework, change) = Homework.Enter(id, day, row.ToContent(), reserveOnly, digest, Reach.LawOf(at.School.Division, date), now);
        _known[id] = digest;
        _entered.Add(homework);
        if (change != default) _changes.Add((day, change));
        return (homework, day);
    }

    /// <summary>Stores what was entered; days that were there before are tracked and stored with the call.</summary>
    public void Store(SchoolsDb db)
    {
        db.InsertMany(_begun);
        db.InsertMany(_entered);
        // One note for all changes of a school, day and grade.
        db.InsertMany(
            [.. _changes.GroupBy(c => (c.Day.SchoolCode, c.Day.Date, c.Day.Grade)).Select(g => TotalChange.Of(g.First().Day, g.Aggregate(default(Figures), (sum, c) => sum + c.Change)))]);
    }

    private ClassDay DayOf(ClassOfSchool at, DateOnly date)
    {
        var id = ClassDay.IdOf(at.Class.Id, date);
        if (_days.TryGetValue(id, out var day)) return day;
        _begun.Add(day = ClassDay.Begin(at.Class, at.School, date));
        return _days[id] = day;
    }
}

/// <summary>Single entries of homework; those that come at the same time are one commit, whoever sets them.</summary>
public sealed class HomeworkEntries(Commands<SchoolsDb> commands, SchoolQueries queries, AnswerCache boards)
    : Together<SchoolsDb, Wire.EnterHomeworkRequest, Wire.EnterHomeworkResponse>(commands, (_, _) => "", new Decision(queries, boards).EnterAsync)
{
    private sealed class Decision(SchoolQueries queries, AnswerCache boards)
    {
        public async Task<IReadOnlyList<Wire.EnterHomeworkResponse>?> EnterAsync(
            SchoolsDb db, IReadOnlyList<(Wire.EnterHomeworkRequest Request, Command Command)> calls, CancellationToken cancellation)
        {
            var intake = await HomeworkIntake.OpenAsync(db, queries, [.. calls.Select(c => c.Request.Homework)], cancellation);
            var answers = new List<Wire.EnterHomeworkResponse>();
            foreach (var (request, command) in calls)
            {
                var at = intake.ClassOf(request.Homework);
                Reach.MustSee(at?.School, command.Caller, $"classes/{request.Homework.ClassId}");
                var (homework, day) = intake.Enter(request.Homework, at!, Guid.CreateVersion7(), "", request.ReserveOnly, command.Now);
                command.Resource = $"homework/{homework.Id}";
                var topic = Boards.TopicOf(homework.ClassId);
                command.AfterCommit(() => boards.Renew(topic));
                answers.Add(new() { Homework = homework.ToProto(), Balance = day.ToBalance(Reach.LawOf(at!.School.Division, homework.Date)) });
            }
            intake.Store(db);
            return answers;
        }
    }
}

/// <summary>Boards are kept in the cache, some thousand classes under one topic each, so that topics do not grow with the province.</summary>
internal static class Boards
{
    private const int Topics = 4096;

    /// <summary>Topic that renews the boards of a class.</summary>
    public static string TopicOf(Guid classId) => $"boards/{System.Buffers.Binary.BinaryPrimitives.ReadUInt16BigEndian(classId.ToByteArray(true).AsSpan(14)) % Topics}";
}
