using Microsoft.EntityFrameworkCore;
using ShuangJian.Contracts;
using ShuangJian.Institutions.Domain;
using ShuangJian.Platform.Edge;
using ShuangJian.Platform.Hosting;
using ShuangJian.Policy;
using Wire = ShuangJian.Protos.Institution.V1;

namespace ShuangJian.Institutions;

/// <summary>
/// Finds steps that the authorities owe and did not take in time, announces each once and, where the workflow says so,
/// tells the competent department one level up. Ends public notices.
/// </summary>
internal sealed class Deadlines(TimeProvider clock)
{
    private const int Batch = 200;

    public async Task<bool> SweepAsync(InstitutionsDb db, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var today = ChinaDay.Of(now.UtcDateTime);
        var late = await db.Applications
            .Where(a => a.DueDate != null && a.DueDate < today && !a.Overdue)
            .OrderBy(a => a.DueDate).Take(Batch)
            .ToListAsync(cancellation);
        foreach (var application in late) Miss(db, application, today, now);
        var over = await db.Applications
            .Where(a => a.NoticeOpen && (a.NoticeUntil == null || a.NoticeUntil < today))
            // Those that wait for a calendar must not keep others from ending.
            .OrderBy(a => a.NoticeUntil == null).ThenBy(a => a.NoticeUntil).ThenBy(a => a.Id).Take(Batch)
            .ToListAsync(cancellation);
        var ended = over.Where(a => a.EndNotice(LawOf(a, today), now)).ToList();
        foreach (var application in ended)
        {
            db.Add(ApplicationStep.Of(application, now.UtcDateTime, "NOTICE_ENDED"));
            db.Announce(InstitutionsModule.ServiceName, ApplicationGrpc.NameOf(application), application.Version, now.UtcDateTime, Began(application));
        }
        if (late.Count + ended.Count > 0) await db.SaveChangesAsync(cancellation);
        return late.Count == Batch || ended.Count == Batch;
    }

    /// <summary>The stage that an application stands in, as news.</summary>
    internal static ApplicationStageBegan Began(Application application) => new()
    {
        Division = application.Division,
        ApplicationId = application.Id.ToString(),
        Stage = application.Stage,
        Departments = application.Owing,
        DueDate = application.NoticeOpen ? application.NoticeUntil : application.DueDate,
    };

    private static void Miss(InstitutionsDb db, Application application, DateOnly today, DateTimeOffset now)
    {
        var law = LawOf(application, today);
        // 市辖区 between a municipality and its districts is a code and no authority.
        var above = application.WorkflowId.Length > 0 && application.StageIn(law.Law) is { Escalates: true }
            ? law.Law.Divisions.Ancestors(law.Division).FirstOrDefault(d => !d.IsPlaceholder && d.Level != DivisionLevel.Nation)
            : null;
        if (!application.MarkOverdue(today, now, above?.Code.ToString())) return;
        var subject = ApplicationGrpc.NameOf(application);
        db.Add(ApplicationStep.Of(application, now.UtcDateTime, "DEADLINE_MISSED"));
        db.Announce(InstitutionsModule.ServiceName, subject, application.Version, now.UtcDateTime, new ApplicationDeadlineMissed
        {
            Division = application.Division,
            ApplicationId = application.Id.ToString(),
            State = EnumMap<Wire.ApplicationState, ApplicationState>.Word(application.State),
            DueDate = application.DueDate!.Value,
        });
        if (above is null) return;
        db.Announce(InstitutionsModule.ServiceName, subject, application.Version, now.UtcDateTime, new ApplicationEscalated
        {
            Division = application.Division,
            ApplicationId = application.Id.ToString(),
            Stage = application.Stage,
            Departments = application.Owing,
            EscalatedTo = above.Code.ToString(),
            EscalatedDepartment = Competence.Of(application.Category, law.Law.At(above.Code, today)).Reviewers[0].Department,
            DueDate = application.DueDate!.Value,
        });
    }

    private static LawAt LawOf(Application application, DateOnly today) => Law.Current.At(DivisionCode.Parse(application.Division), today);
}
