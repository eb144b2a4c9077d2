using ShuangJian.Schools.Domain;
using ShuangJian.Platform.Hosting;

namespace ShuangJian.Schools;

/// <summary>What operators are shown of terms that have run out: what stands open, whoever was told of it.</summary>
internal static class OverdueMatters
{
    /// <summary>Shows them as gauges.</summary>
    public static ModuleBuilder ShowsOverdue(this ModuleBuilder service) => service
        .Overdue<SchoolsDb>("teacher_case", (db, today) => db.Set<TeacherCase>().Where(c => c.State == TeacherCaseState.Open && c.DueDate < today));
}
