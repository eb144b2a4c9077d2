using Grpc.Core;
using ShuangJian.Contracts;
using ShuangJian.Filings.Domain;
using ShuangJian.Platform.Data;
using ShuangJian.Platform.Edge;
using ShuangJian.Platform.Identity;
using ShuangJian.Policy;
using ShuangJian.Protos.Type.V1;
using Wire = ShuangJian.Protos.Filing.V1;

namespace ShuangJian.Filings;

/// <summary>Takes a course from draft to the end of its filing.</summary>
public sealed class CourseGrpc(Commands<FilingsDb> commands, CourseQueries queries) : Wire.CourseService.CourseServiceBase
{
    /// <inheritdoc />
    public override Task<Wire.CreateCourseResponse> CreateCourse(Wire.CreateCourseRequest request, ServerCallContext context) =>
        commands.RunAsync(request, context, async (db, command) =>
        {
            var wire = request.Course;
            Matters.MustBeCounty(wire.Division, "course.division");
            if (command.Caller.Audience == Audience.Institution && command.Caller.Organization != wire.InstitutionCode)
                throw Rejection.Invalid("course.institution_code", "只能为本机构报备", "must be the caller's own institution");
            var course = Course.Create(Guid.CreateVersion7(), wire.Division, wire.InstitutionCode, CourseReading.Content(wire), command.Now);
            db.Courses.Add(course);
            command.Resource = CourseMapping.NameOf(course);
            var answer = course.ToProto();
            answer.Findings.Add((await Judging.JudgeAsync(db, course, command.Today)).Judgement.Findings.Select(f => f.ToProto()));
            return new Wire.CreateCourseResponse { Course = answer };
        });

    /// <inheritdoc />
    public override Task<Wire.GetCourseResponse> GetCourse(Wire.GetCourseRequest request, ServerCallContext context) => queries.GetAsync(request, context);

    /// <inheritdoc />
    public override Task<Wire.ListCoursesResponse> ListCourses(Wire.ListCoursesRequest request, ServerCallContext context) => queries.ListAsync(request, context);

    /// <inheritdoc />
    public override Task<Wire.JudgeTimetableResponse> JudgeTimetable(Wire.JudgeTimetableRequest request, ServerCallContext context) => queries.JudgeAsync(request, context);

    /// <inheritdoc />
    public override Task<Wire.UpdateCourseResponse> UpdateCourse(Wire.UpdateCourseRequest request, ServerCallContext context) =>
        commands.RunAsync(request, context, async (db, command) =>
        {
            var course = await FindAsync(db, request.CourseId, command, request.Etag);
            if (course.Change(CourseReading.Masked(course.Content, request.Course, request.UpdateMask.Paths), command.Now)) Hide(command, course);
            return new Wire.UpdateCourseResponse { Course = course.ToProto() };
        });

    /// <inheritdoc />
    public override Task<Wire.SubmitCourseResponse> SubmitCourse(Wire.SubmitCourseRequest request, ServerCallContext context) =>
        commands.RunAsync(request, context, async (db, command) =>
        {
            var course = await FindAsync(db, request.CourseId, command, request.Etag);
            var (institution, _, judgement) = await Judging.JudgeAsync(db, course, command.Today);
            course.Submit(institution, judgement, command.Today, command.Now, Judging.ReviewDueOn(LawOf(course, command)));
            Announce(command, course, CourseMapping.SubmissionOf(course));
            var response = new Wire.SubmitCourseResponse { Course = course.ToProto() };
            response.Sessions.Add(CourseMapping.Judged(course.Content.Sessions(), course.Findings).Where(s => s.Findings.Count > 0));
            return response;
        });

    /// <inheritdoc />
    public override Task<Wire.FileCourseResponse> FileCourse(Wire.FileCourseRequest request, ServerCallContext context) =>
        commands.RunAsync(request, context, async (db, command) =>
        {
            var course = await FindAsync(db, request.CourseId, command, request.Etag);
            // Licence, calendar or law may have changed since the submission.
            if (course.State == CourseState.Submitted) course.Rejudge((await Judging.JudgeAsync(db, course, command.Today)).Judgement, command.Now);
            course.File(command.Caller.Department.ToCode(), Determined(course, request.Determinations), LawOf(course, command), command.Now);
            Announce(command, course, new CourseFiled
            {
                Division = course.Division,
                CourseId = course.Id.ToString(),
                InstitutionCode = course.InstitutionCode,
                Title = course.Content.Title,
                Category = CourseMapping.Word(course.Category),
                Sessions = course.SessionCount,
                EndsOn = course.EndsOn!.Value,
            });
            if (course.InstitutionId is not null) Announce(command, course, CourseMapping.Published(course));
            return new Wire.FileCourseResponse { Course = course.ToProto() };
        });

    /// <inheritdoc />
    public override Task<Wire.ReturnCourseResponse> ReturnCourse(Wire.ReturnCourseRequest request, ServerCallContext context) =>
        commands.RunAsync(request, context, async (db, command) =>
        {
            var course = await FindAsync(db, request.CourseId, command, request.Etag);
            course.Return(
                command.Caller.Department.ToCode(), [.. request.Remarks.Select(r => new CourseRemark(r.Field, r.Remark))], LawOf(course, command), command.Now);
            Announce(command, course, new CourseReturned
            {
                Division = course.Division, CourseId = course.Id.ToString(), Fields = [.. course.Remarks.Select(r => r.Field)],
            });
            return new Wire.ReturnCourseResponse { Course = course.ToProto() };
        });

    /// <inheritdoc />
    public override Task<Wire.RefuseCourseResponse> RefuseCourse(Wire.RefuseCourseRequest request, ServerCallContext context) =>
        commands.RunAsync(request, context, async (db, command) =>
        {
            var course = await FindAsync(db, request.CourseId, command, request.Etag);
            var filed = course.State == CourseState.Filed;
            course.Refuse(command.Caller.Department.ToCode(), request.Reason, Determined(course, request.Determinations), LawOf(course, command), command.Now);
            Announce(command, course, CourseMapping.Refused(course));
            if (filed) Hide(command, course);
            return new Wire.RefuseCourseResponse { Course = course.ToProto() };
        });

    /// <inheritdoc />
    public override Task<Wire.WithdrawCourseResponse> WithdrawCourse(Wire.WithdrawCourseRequest request, ServerCallContext context) =>
        commands.RunAsync(request, context, async (db, command) =>
        {
            var course = await FindAsync(db, request.CourseId, command, request.Etag);
            var filed = course.State == CourseState.Filed;
            course.Withdraw(command.Now);
            Announce(command, course, new CourseWithdrawn { Division = course.Division, CourseId = course.Id.ToString() });
            if (filed) Hide(command, course);
            return new Wire.WithdrawCourseResponse { Course = course.ToProto() };
        });

    /// <inheritdoc />
    public override Task<Wire.RefileCourseResponse> RefileCourse(Wire.RefileCourseRequest request, ServerCallContext context) =>
        commands.RunAsync(request, context, async (db, command) =>
        {
            var before = await FindAsync(db, request.CourseId, command, request.Etag);
            var content = CourseReading.Masked(before.Content, request.Course, request.UpdateMask.Paths);
            if (!request.UpdateMask.Paths.Contains("timetable")) throw Rejection.Invalid("update_mask", "须包含 timetable", "must name the timetable");
            CourseState? follower = before.SuccessorId is { } id ? (await db.Courses.FindAsync(id))?.State : null;
            var course = before.Refile(Guid.CreateVersion7(), content, follower, command.Now);
            db.Courses.Add(course);
            var answer = course.ToProto();
            answer.Findings.Add((await Judging.JudgeAsync(db, course, command.Today)).Judgement.Findings.Select(f => f.ToProto()));
            return new Wire.RefileCourseResponse { Course = answer };
        });

    private static void Hide(Command command, Course course)
    {
        if (course.InstitutionId is not null) Announce(command, course, CourseMapping.Hidden(course));
    }

    private static void Announce(Command command, Course course, DomainEvent fact) => command.Announce(CourseMapping.NameOf(course), course.Version, fact);

    private static LawAt LawOf(Course course, Command command) => Law.Current.At(DivisionCode.Parse(course.Division), command.Today);

    /// <summary>Finds a course that the caller may act on, at the version the caller has read.</summary>
    private static async Task<Course> FindAsync(FilingsDb db, string id, Command command, string etag)
    {
        command.Resource = $"courses/{id}";
        var course = Guid.TryParse(id, out var key) ? await db.Courses.FindAsync(key) : null;
        CourseQueries.MustSee(course, command.Caller, id);
        Etag.Check(etag, course!.Version);
        return course;
    }

    /// <summary>A determination is for one rule that the platform left open, given once.</summary>
    private static IReadOnlyList<CourseDetermination> Determined(Course course, IReadOnlyList<Determination> determinations)
    {
        var open = course.OpenRules().ToHashSet(StringComparer.Ordinal);
        var problems = determinations.Select((d, index) => (d.Rule, index)).Where(d => !open.Remove(d.Rule))
            .Select(d => new FieldProblem($"determinations[{d.index}].rule", "不是待认定的事项，或重复", "is no finding that awaits determination, or is given twice"))
            .ToList();
        if (course.State == CourseState.Submitted && problems.Count > 0) throw Rejection.Invalid(problems);
        return [.. determinations.Select(d => new CourseDetermination(d.Rule, d.Breached, d.Reason))];
    }
}
