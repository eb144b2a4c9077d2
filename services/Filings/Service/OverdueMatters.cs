using ShuangJian.Filings.Domain;
using ShuangJian.Platform.Hosting;

namespace ShuangJian.Filings;

/// <summary>What operators are shown of terms that have run out: what stands open, whoever was told of it.</summary>
internal static class OverdueMatters
{
    /// <summary>Shows them as gauges.</summary>
    public static ModuleBuilder ShowsOverdue(this ModuleBuilder service) => service
        .Overdue<FilingsDb>("course_review", (db, today) => db.Courses.Where(c => c.State == CourseState.Submitted && c.ReviewDueOn < today));
}
