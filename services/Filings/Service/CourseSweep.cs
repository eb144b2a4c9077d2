using Microsoft.EntityFrameworkCore;
using ShuangJian.Contracts;
using ShuangJian.Filings.Domain;
using ShuangJian.Platform.Data;
using ShuangJian.Platform.Hosting;
using ShuangJian.Policy;

namespace ShuangJian.Filings;

/// <summary>Judges courses again after what they were judged with has changed, and ends filings whose last session has passed.</summary>
internal sealed class CourseSweep(TimeProvider clock)
{
    private const int Batch = 100;

    public async Task<bool> RejudgeAsync(FilingsDb db, CancellationToken cancellation)
    {
        var task = await db.Set<Rejudging>().OrderBy(r => r.Id).FirstOrDefaultAsync(cancellation);
        if (task is null) return false;
        var rows = db.Courses.Where(c => c.State == CourseState.Submitted || c.State == CourseState.Filed || c.State == CourseState.Suspended);
        if (task.InstitutionCode.Length > 0) rows = rows.Where(c => c.InstitutionCode == task.InstitutionCode);
        else
        {
            rows = rows.Within(task.Division, c => c.Division);
        }
        if (task.After is { } after) rows = rows.Where(c => c.Id > after);
        var batch = await rows.OrderBy(c => c.Id).Take(Batch).ToListAsync(cancellation);
        var judging = await Judging.ForAsync(db, [.. batch.Select(c => (c.Division, c.InstitutionCode, c.Content))], clock.Today(), cancellation);
        foreach (var course in batch) Rejudge(db, course, judging);
        if (batch.Count < Batch) db.Remove(task);
        else task.After = batch[^1].Id;
        await db.SaveChangesAsync(cancellation);
        return true;
    }

    public async Task<bool> ExpireAsync(FilingsDb db, CancellationToken cancellation)
    {
        var (today, now) = (clock.Today(), clock.GetUtcNow().UtcDateTime);
        var over = await db.Courses
            .Where(c => (c.State == CourseState.Filed || c.State == CourseState.Suspended) && (c.EndsOn < today || c.HoldsUntil < today))
            .OrderBy(c => c.Id).Take(Batch).ToListAsync(cancellation);
        foreach (var course in over)
        {
            var filed = course.State == CourseState.Filed;
            if (course.Expire(today, now) is not { } end) continue;
            Announce(db, course, now, new CourseExpired
            {
                Division = course.Division, CourseId = course.Id.ToString(), Cause = end == CourseEnd.Term ? "TERM" : "LAST_SESSION",
            });
            if (filed && course.InstitutionId is not null) Announce(db, course, now, CourseMapping.Hidden(course));
        }
        if (over.Count > 0) await db.SaveChangesAsync(cancellation);
        return over.Count == Batch;
    }

    /// <summary>Says by when submissions have to be decided for which the holidays were not known, once they are.</summary>
    public async Task<bool> OweAsync(FilingsDb db, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var waiting = db.Courses.Where(c => c.State == CourseState.Submitted && c.ReviewDueOn == null && c.SubmittedOn != null);
        foreach (var day in await waiting.Select(c => new { c.Division, c.SubmittedOn }).Distinct().ToListAsync(cancellation))
        {
            if (Judging.ReviewDueOn(Law.Current.At(DivisionCode.Parse(day.Division), day.SubmittedOn!.Value)) is not { } due) continue;
            var courses = await waiting.Where(c => c.Division == day.Division && c.SubmittedOn == day.SubmittedOn).OrderBy(c => c.Id).Take(Batch).ToListAsync(cancellation);
            foreach (var course in courses) course.Owe(due, now);
            await db.SaveChangesAsync(cancellation);
            if (courses.Count == Batch) return true;
        }
        return false;
    }

    /// <summary>Tells of submissions that nobody decided in time.</summary>
    public async Task<bool> MissAsync(FilingsDb db, CancellationToken cancellation)
    {
        var (today, now) = (clock.Today(), clock.GetUtcNow().UtcDateTime);
        var late = await db.Courses.Where(c => c.State == CourseState.Submitted && c.ReviewDueOn < today && !c.ReviewOverdue)
            .OrderBy(c => c.ReviewDueOn).Take(Batch).ToListAsync(cancellation);
        foreach (var course in late)
        {
            if (!course.MarkOverdue(today, now)) continue;
            Announce(db, course, now, new CourseReviewOverdue
            {
                Division = course.Division,
                CourseId = course.Id.ToString(),
                InstitutionCode = course.InstitutionCode,
                Department = course.CompetentIn(Law.Current.At(DivisionCode.Parse(course.Division), today)),
                DueOn = course.ReviewDueOn!.Value,
            });
        }
        if (late.Count > 0) await db.SaveChangesAsync(cancellation);
        return late.Count == Batch;
    }

    /// <summary>Stops a filed course and takes it off the disclosure page.</summary>
    internal static void Suspend(FilingsDb db, Course course, DateTime now, string cause)
    {
        if (course.InstitutionId is not { } institution || !course.Suspend(now)) return;
        Announce(db, course, now, new CourseSuspended
        {
            Division = course.Division, CourseId = course.Id.ToString(), InstitutionId = institution.ToString(), Cause = cause,
        });
        Announce(db, course, now, CourseMapping.Hidden(course));
    }

    /// <summary>Lets a stopped course go on and puts it on the disclosure page again.</summary>
    internal static void Resume(FilingsDb db, Course course, DateTime now)
    {
        if (!course.Resume(now)) return;
        Announce(db, course, now, new CourseResumed
        {
            Division = course.Division, CourseId = course.Id.ToString(), InstitutionId = course.InstitutionId!.Value.ToString(),
        });
        Announce(db, course, now, CourseMapping.Published(course));
    }

    private void Rejudge(FilingsDb db, Course course, Judging judging)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var (_, licensed, judgement) = judging.Judge(course.Division, course.InstitutionCode, course.Content);
        if (!licensed && course.State != CourseState.Submitted)
        {
            // It may have been filed at the very moment its institution was stopped.
            Suspend(db, course, now, "filing.course-judged-again");
            return;
        }
        if (course.Rejudge(judgement, now)) Announce(db, course, now, CourseMapping.Fails(course));
    }

    private static void Announce(FilingsDb db, Course course, DateTime now, DomainEvent fact) =>
        db.Announce(FilingsModule.ServiceName, CourseMapping.NameOf(course), course.Version, now, fact);
}
