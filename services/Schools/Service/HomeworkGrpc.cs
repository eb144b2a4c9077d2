using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using ShuangJian.Platform.Caching;
using ShuangJian.Platform.Data;
using ShuangJian.Platform.Edge;
using ShuangJian.Platform.Identity;
using ShuangJian.Policy;
using ShuangJian.Schools.Domain;
using Wire = ShuangJian.Protos.School.V1;

namespace ShuangJian.Schools;

/// <summary>Takes homework, judges it, and shows it inside the school.</summary>
public sealed class HomeworkGrpc(Commands<SchoolsDb> commands, IDbContextFactory<SchoolsDb> databases, SchoolQueries queries, HomeworkEntries entries, AnswerCache boards)
    : Wire.HomeworkService.HomeworkServiceBase
{
    private const string Name = "homework";

    /// <inheritdoc />
    public override Task<Wire.EnterHomeworkResponse> EnterHomework(Wire.EnterHomeworkRequest request, ServerCallContext context) => entries.RunAsync(request, context);

    /// <inheritdoc />
    public override Task EnterManyHomework(
        IAsyncStreamReader<Wire.EnterManyHomeworkRequest> requestStream, IServerStreamWriter<Wire.EnterManyHomeworkResponse> responseStream, ServerCallContext context) =>
        new HomeworkStream(commands, queries, boards, responseStream, context).RunAsync(CheckedRequests<Wire.EnterManyHomeworkRequest>.Of(requestStream));

    /// <inheritdoc />
    public override Task<Wire.PublishHomeworkResponse> PublishHomework(Wire.PublishHomeworkRequest request, ServerCallContext context) =>
        commands.RunAsync(request, context, async (db, command) =>
        {
            var (homework, day, law) = await TakeAsync(db, request.HomeworkId, request.Etag, command, context.CancellationToken);
            Totals.Note(db, day, homework.Publish(day, law, command.Now));
            return new Wire.PublishHomeworkResponse { Homework = homework.ToProto() };
        });

    /// <inheritdoc />
    public override Task<Wire.CorrectHomeworkResponse> CorrectHomework(Wire.CorrectHomeworkRequest request, ServerCallContext context) =>
        commands.RunAsync(request, context, async (db, command) =>
        {
            var (homework, day, law) = await TakeAsync(db, request.HomeworkId, request.Etag, command, context.CancellationToken);
            if (request.Homework.ClassId != $"{homework.ClassId}") throw Rejection.Invalid("homework.class_id", "不得变更", "must not change");
            if (Days.Of(request.Homework.Date)!.Value != homework.Date) throw Rejection.Invalid("homework.date", "不得变更", "must not change");
            await CheckedClassAsync(db, request.Homework, command);
            db.Add(homework.Revise(command.Caller.Subject, request.Reason, command.Now));
            Totals.Note(db, day, homework.Correct(request.Homework.ToContent(), day, law, command.Now));
            return new Wire.CorrectHomeworkResponse { Homework = homework.ToProto(), Balance = day.ToBalance(law) };
        });

    /// <inheritdoc />
    public override Task<Wire.AdjustHomeworkResponse> AdjustHomework(Wire.AdjustHomeworkRequest request, ServerCallContext context) =>
        commands.RunAsync(request, context, async (db, command) =>
        {
            var at = await queries.ClassAsync(db, request.ClassId, command.Caller);
            var date = Days.Of(request.Date)!.Value;
            var law = Reach.LawOf(at.School.Division, date);
            Teacher.MustHead(await queries.TeacherAsync(db, request.GradeHeadId), at.School.Code, at.Class.Grade, date);
            var day = await ClassDays.TakeTurnAsync(db, at, date, context.CancellationToken);
            command.Resource = $"classes/{request.ClassId}";
            RenewBoard(command, at.Class.Id);
            var ids = request.Adjustments.Select(a => Guid.Parse(a.HomeworkId)).ToArray();
            var known = await db.Homework.Where(h => ids.Contains(h.Id) && h.ClassId == at.Class.Id && h.Date == date).ToDictionaryAsync(h => h.Id);
            var (held, changed) = (day.Held, new List<Homework>());
            foreach (var (wire, i) in request.Adjustments.Select((a, i) => (a, i)))
            {
                if (!known.Remove(ids[i], out var homework)) throw Rejection.Invalid($"adjustments[{i}].homework_id", "不是该班当日的作业，或重复", "is no homework of that class and day, or stands there twice");
                db.Add(homework.Revise($"teachers/{request.GradeHeadId}", request.Reason, command.Now));
                Totals.Note(db, day, homework.Adjust(wire.Minutes, request.Publish, day, law, command.Now));
                changed.Add(homework);
            }
            day.JudgeSince(held, law);
            return new Wire.AdjustHomeworkResponse { Homework = { changed.Select(h => h.ToProto()) }, Balance = day.ToBalance(law) };
        });

    /// <inheritdoc />
    public override Task<Wire.WithdrawHomeworkResponse> WithdrawHomework(Wire.WithdrawHomeworkRequest request, ServerCallContext context) =>
        commands.RunAsync(request, context, async (db, command) =>
        {
            var (homework, day, law) = await TakeAsync(db, request.HomeworkId, request.Etag, command, context.CancellationToken);
            db.Add(homework.Revise(command.Caller.Subject, request.Reason, command.Now));
            Totals.Note(db, day, homework.Withdraw(day, law, command.Now));
            return new Wire.WithdrawHomeworkResponse { Homework = homework.ToProto() };
        });

    /// <inheritdoc />
    public override Task<Wire.RecordMarkingResponse> RecordMarking(Wire.RecordMarkingRequest request, ServerCallContext context) =>
        commands.RunAsync(request, context, async (db, command) =>
        {
            var (homework, day, law) = await TakeAsync(db, request.HomeworkId, request.Etag, command, context.CancellationToken);
            var wire = request.Marking;
            if (wire.HandedIn > homework.ClassPupils) throw Rejection.Invalid("marking.handed_in", "超过班级人数", "is more than the class has pupils");
            if (new[] { wire.ByTeacher, wire.ByPupils, wire.ByParents, wire.Explained, wire.FinishedInSchool }.Max() > wire.HandedIn)
                throw Rejection.Invalid("marking.handed_in", "少于其中一项", "is less than one of its parts");
            Totals.Note(db, day, homework.Mark(new Marking(wire.HandedIn, wire.ByTeacher, wire.ByPupils, wire.ByParents, wire.Explained, wire.FinishedInSchool), day, law, command.Now));
            if (homework.Marked!.Findings.Where(f => f.Severity == Severity.Breach).ToList() is { Count: > 0 } breaches)
                command.Announce(command.Resource, homework.Version, HomeworkMapping.BreachOf(homework, breaches));
            return new Wire.RecordMarkingResponse { Homework = homework.ToProto() };
        });

    /// <inheritdoc />
    public override async Task<Wire.GetHomeworkResponse> GetHomework(Wire.GetHomeworkRequest request, ServerCallContext context)
    {
        await using var db = await databases.CreateDbContextAsync(context.CancellationToken);
        var id = Guid.Parse(request.HomeworkId);
        var homework = await db.Homework.AsNoTracking().SingleOrDefaultAsync(h => h.Id == id, context.CancellationToken) ?? throw Rejection.NotFound($"{Name}/{id}");
        await db.ReadSchoolAsync(homework.SchoolCode, Caller.Of(context), context.CancellationToken);
        var history = await db.Revisions.AsNoTracking().Where(r => r.HomeworkId == id).OrderBy(r => r.Version).ToListAsync(context.CancellationToken);
        return new() { Homework = homework.ToProto(), History = { history.Select(r => r.ToProto(homework)) } };
    }

    /// <inheritdoc />
    public override async Task<Wire.GetBoardResponse> GetBoard(Wire.GetBoardRequest request, ServerCallContext context)
    {
        var board = await boards.GetAsync(Boards.TopicOf(Guid.Parse(request.ClassId)), request, () => LoadBoardAsync(request));
        Caller.Of(context).MustSee(board.Division.Length > 0 ? DivisionCode.Parse(board.Division) : throw Rejection.NotFound($"classes/{request.ClassId}"), board.SchoolCode, $"classes/{request.ClassId}");
        return board;
    }

    /// <summary>A board for whoever asks; empty when there is no such class.</summary>
    private async Task<Wire.GetBoardResponse> LoadBoardAsync(Wire.GetBoardRequest request)
    {
        await using var db = await databases.CreateDbContextAsync();
        var (id, date) = (Guid.Parse(request.ClassId), Days.Of(request.Date)!.Value);
        if (!(await queries.ClassesAsync(db, [id], CancellationToken.None)).TryGetValue(id, out var at)) return new();
        var shown = await db.Homework.AsNoTracking().Where(h => h.ClassId == id && h.Date == date && h.State == HomeworkState.Published).ToListAsync();
        var day = await ClassDays.LookAsync(db, at, date);
        return new()
        {
            Homework = { shown.OrderBy(h => h.Content.Subject, StringComparer.Ordinal).ThenBy(h => h.Id).Select(h => h.ToProto()) },
            Balance = day.ToBalance(Reach.LawOf(at.School.Division, date)),
            SchoolCode = at.School.Code,
            Division = at.School.Division,
        };
    }

    private void RenewBoard(Command command, Guid classId)
    {
        var topic = Boards.TopicOf(classId);
        command.AfterCommit(() => boards.Renew(topic));
    }

    /// <summary>The class of homework that fits it, whose teacher serves there.</summary>
    private async Task<ClassOfSchool> CheckedClassAsync(SchoolsDb db, Wire.Homework wire, Command command)
    {
        var at = await queries.ClassAsync(db, wire.ClassId, command.Caller);
        var date = Days.Of(wire.Date)!.Value;
        if (wire.Problems(at) is { Count: > 0 } problems) throw Rejection.Invalid(problems);
        at.School.MustBeOpen(date);
        ClassDays.MustServe(await queries.TeacherAsync(db, wire.TeacherId), wire, at.School);
        return at;
    }

    /// <summary>Finds homework to act on, and takes the turn of its class's day before it is read.</summary>
    private async Task<(Homework Homework, ClassDay Day, LawAt Law)> TakeAsync(SchoolsDb db, string id, string etag, Command command, CancellationToken cancellation)
    {
        command.Resource = $"{Name}/{id}";
        var key = Guid.Parse(id);
        var place = await db.Homework.AsNoTracking().Where(h => h.Id == key).Select(h => new { h.SchoolCode, h.ClassId, h.Date }).SingleOrDefaultAsync(cancellation)
            ?? throw Rejection.NotFound(command.Resource);
        var school = await db.ReadSchoolAsync(place.SchoolCode, command.Caller, cancellation);
        var day = await ClassDays.TakeTurnAsync(db, ClassDay.IdOf(place.ClassId, place.Date), cancellation)
            ?? throw new InvalidOperationException($"Homework {key} has no class day.");
        var homework = await db.Homework.SingleAsync(h => h.Id == key, cancellation);
        Etag.Check(etag, homework.Version);
        RenewBoard(command, homework.ClassId);
        return (homework, day, Reach.LawOf(school.Division, homework.Date));
    }
}
