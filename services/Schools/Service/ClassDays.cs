using Microsoft.EntityFrameworkCore;
using ShuangJian.Platform.Edge;
using ShuangJian.Schools.Domain;
using Wire = ShuangJian.Protos.School.V1;

namespace ShuangJian.Schools;

/// <summary>
/// The days of classes. Whoever changes one takes its turn first, by an atomic update within the transaction: others wait
/// there until it ends, so each decides on what is really held and no limit is passed.
/// </summary>
internal static class ClassDays
{
    /// <summary>Takes the turn of a class's day, which begins with its first homework.</summary>
    public static async Task<ClassDay> TakeTurnAsync(SchoolsDb db, ClassOfSchool at, DateOnly date, CancellationToken cancellation)
    {
        if (await TakeTurnAsync(db, ClassDay.IdOf(at.Class.Id, date), cancellation) is { } day) return day;
        day = ClassDay.Begin(at.Class, at.School, date);
        db.Add(day);
        // At once: of several who begin the day, the others find out before they decide, and take their call up again.
        await db.SaveChangesAsync(cancellation);
        return day;
    }

    /// <summary>Takes the turn of a day that is there; null when it is not.</summary>
    public static async Task<ClassDay?> TakeTurnAsync(SchoolsDb db, Guid id, CancellationToken cancellation)
    {
        if (db.Database.CurrentTransaction is null) await db.Database.BeginTransactionAsync(cancellation);
        var taken = await db.Days.Where(d => d.Id == id).ExecuteUpdateAsync(set => set.SetProperty(d => d.Turn, d => d.Turn + 1), cancellation);
        return taken == 0 ? null : await db.Days.SingleAsync(d => d.Id == id, cancellation);
    }

    /// <summary>Takes the turns of those days that are there, and reads them.</summary>
    /// <remarks>
    /// A day that another transaction begins is not seen by the update and may be seen by the reading, without being
    /// held. Then the turns are taken again, until only what is held was read. Nothing else may be tracked yet.
    /// </remarks>
    public static async Task<IReadOnlyList<ClassDay>> TakeTurnsAsync(SchoolsDb db, Guid[] ids, CancellationToken cancellation)
    {
        while (true)
        {
            var taken = await db.Days.Where(d => EF.Parameter(ids).Contains(d.Id)).ExecuteUpdateAsync(set => set.SetProperty(d => d.Turn, d => d.Turn + 1), cancellation);
            var days = await db.Days.Where(d => EF.Parameter(ids).Contains(d.Id)).ToListAsync(cancellation);
            if (days.Count == taken) return days;
            db.ChangeTracker.Clear();
        }
    }

    /// <summary>The day as it is now, or as it would begin; nothing is stored.</summary>
    public static async Task<ClassDay> LookAsync(SchoolsDb db, ClassOfSchool at, DateOnly date)
    {
        var id = ClassDay.IdOf(at.Class.Id, date);
        return await db.Days.AsNoTracking().SingleOrDefaultAsync(d => d.Id == id) ?? ClassDay.Begin(at.Class, at.School, date);
    }

    /// <summary>Refuses a teacher who does not serve at the school on the day, or does not teach the subject.</summary>
    public static void MustServe(Teacher? teacher, Wire.Homework wire, School school)
    {
        var date = Days.Of(wire.Date)!.Value;
        if (teacher is null || teacher.SchoolCode != school.Code || !teacher.Serves(date)) throw SchoolRefusals.NotInService(Guid.Parse(wire.TeacherId), date);
        if (!teacher.Subjects.Contains(wire.Subject)) throw Rejection.Invalid("homework.subject", "不是该教师任教的学科", "is not taught by that teacher");
    }
}
