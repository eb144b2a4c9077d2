using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using ShuangJian.Filings.Domain;
using ShuangJian.Platform.Data;
using ShuangJian.Platform.Edge;
using ShuangJian.Platform.Hosting;
using ShuangJian.Platform.Identity;
using ShuangJian.Policy;
using ShuangJian.Protos.Type.V1;
using Institution = ShuangJian.Protos.Institution.V1;
using Wire = ShuangJian.Protos.Filing.V1;

namespace ShuangJian.Filings;

/// <summary>Reads courses for those who may see them, and judges timetables that nobody has filed.</summary>
public sealed class CourseQueries(IDbContextFactory<FilingsDb> databases, TimeProvider clock)
{
    internal async Task<Wire.GetCourseResponse> GetAsync(Wire.GetCourseRequest request, ServerCallContext context)
    {
        await using var db = await databases.CreateDbContextAsync(context.CancellationToken);
        var course = Guid.TryParse(request.CourseId, out var key)
            ? await db.Courses.AsNoTracking().SingleOrDefaultAsync(c => c.Id == key, context.CancellationToken)
            : null;
        MustSee(course, Caller.Of(context), request.CourseId);
        return new Wire.GetCourseResponse { Course = course!.ToProto() };
    }

    internal async Task<Wire.ListCoursesResponse> ListAsync(Wire.ListCoursesRequest request, ServerCallContext context)
    {
        await using var db = await databases.CreateDbContextAsync(context.CancellationToken);
        var rows = Filter(db.Courses.AsNoTracking(), request, Caller.Of(context));
        if (Paging.AfterId(request, request.PageToken) is { } id) rows = rows.Where(c => c.Id < id);
        var size = Paging.Size(request.PageSize);
        var page = await rows.OrderByDescending(c => c.Id).Take(size + 1).ToListAsync(context.CancellationToken);
        var response = new Wire.ListCoursesResponse { NextPageToken = page.Count > size ? Paging.Token(request, page[size - 1].Id.ToString()) : "" };
        response.Courses.Add(page.Take(size).Select(c => c.ToProto(whole: false)));
        return response;
    }

    internal async Task<Wire.JudgeTimetableResponse> JudgeAsync(Wire.JudgeTimetableRequest request, ServerCallContext context)
    {
        await using var db = await databases.CreateDbContextAsync(context.CancellationToken);
        var division = DivisionCode.Parse(request.Division);
        var sessions = CourseReading.Timetable(request.Timetable).Sessions();
        var facts = new ClassFacts(
            EnumMap<Institution.TrainingCategory, TrainingCategory>.ToDomain(request.Category)!.Value,
            [.. request.Stages.Distinct().Select(s => EnumMap<Institution.EducationStage, EducationStage>.ToDomain(s)!.Value)]);
        var schools = await StoredCalendar.OfAsync(db, request.Division, context.CancellationToken);
        var findings = TimetableRules.Judge(facts, sessions, schools, Law.Current.At(division, clock.Today()));
        var response = new Wire.JudgeTimetableResponse
        {
            BreachedSessionCount = findings.Where(f => f.Severity == Policy.Severity.Breach).Select(f => f.Subject).Distinct().Count(),
        };
        response.Sessions.Add(CourseMapping.Judged(sessions, findings));
        return response;
    }

    /// <summary>Another institution learns not even that a course exists, an officer learns whose jurisdiction it is not.</summary>
    internal static void MustSee(Course? course, Caller caller, string id)
    {
        if (course is null) throw Rejection.NotFound($"courses/{id}");
        var division = DivisionCode.Parse(course.Division);
        if (caller.Audience != Audience.Institution) caller.MustReach(division);
        else if (!caller.Reaches(division) || caller.Organization != course.InstitutionCode) throw Rejection.NotFound($"courses/{id}");
    }

    /// <summary>Courses of a division that a caller may see, of one institution or in some states.</summary>
    internal static IQueryable<Course> Among(
        IQueryable<Course> rows, Caller caller, string division, string institutionCode, Google.Protobuf.Collections.RepeatedField<Wire.CourseState> states)
    {
        rows = rows.Within(division, c => c.Division);
        if (caller.Audience == Audience.Institution) rows = rows.Where(c => c.InstitutionCode == caller.Organization);
        if (institutionCode.Length > 0) rows = rows.Where(c => c.InstitutionCode == institutionCode);
        return rows.Among(states, c => c.State);
    }

    private static IQueryable<Course> Filter(IQueryable<Course> rows, Wire.ListCoursesRequest request, Caller caller)
    {
        rows = Among(rows, caller, request.Division, request.InstitutionCode, request.States);
        rows = rows.Among(request.Categories, c => c.Category);
        if (request.ReviewOverdueOnly) rows = rows.Where(c => c.ReviewOverdue);
        if (Guid.TryParse(request.BatchId, out var batch)) rows = rows.Where(c => c.BatchId == batch);
        return request.NoLongerHoldingOnly ? rows.Where(c => c.NoLongerHolds) : rows;
    }
}
