using Microsoft.EntityFrameworkCore;
using ShuangJian.Contracts;
using ShuangJian.Institutions.Domain;
using ShuangJian.Platform.Caching;
using ShuangJian.Platform.Data;
using ShuangJian.Platform.Edge;
using ShuangJian.Platform.Identity;
using ShuangJian.Policy;
using Wire = ShuangJian.Protos.Institution.V1;

namespace ShuangJian.Institutions;

/// <summary>Takes the decision on an application with all that it brings about.</summary>
internal static class Deciding
{
    public static async Task DecideAsync(
        InstitutionsDb db, Application application, Wire.DecideApplicationRequest request, LawAt law, Command command, AnswerCache cache)
    {
        var ruling = request.ToRuling(command.Caller.Department.ToCode());
        application.EndNotice(law, command.Now);
        CheckDeterminations(application, ruling);
        application.CheckRuling(ruling);
        await AnswerObjectionsAsync(db, application, request);
        var licence = ruling.Verdict == Verdict.Approve && application.LicensesAnew
            ? await Licensing.NextNumberAsync(db, application, command.Today)
            : (LicenceNumber?)null;
        var institution = await KindEffects.ConcernedAsync(db, application);
        if (institution is { State: not InstitutionState.Licensed } && ruling.Verdict == Verdict.Approve)
        {
            throw new Refusal(RefusalKind.State, "INSTITUTION_NOT_LICENSED", "该机构当前不持有有效办学许可。", "The institution is not licensed now.")
            {
                Facts = new Dictionary<string, string> { ["institution_id"] = institution.Id.ToString() },
            };
        }
        application.Decide(ruling, licence, command.Today, command.Now);
        if (application.State == ApplicationState.Approved)
        {
            if (institution is null) institution = Licensing.License(db, application, command, cache);
            else KindEffects.Approve(db, application, institution, command, cache);
        }
        else
        {
            command.Announce(ApplicationGrpc.NameOf(application), application.Version, Refused(application));
            KindEffects.Refuse(db, application, institution, command, cache);
        }
        await Duplicates.KeepAsync(db, application, institution);
    }

    public static ApplicationRefused Refused(Application application) => new()
    {
        Division = application.Division,
        ApplicationId = application.Id.ToString(),
        Automatic = application.Decision!.Automatic,
        Findings = [.. application.Decision.Findings.Select(f => f.ToFact())],
    };

    /// <summary>A determination is for one finding that the platform left open, given once.</summary>
    private static void CheckDeterminations(Application application, Ruling ruling)
    {
        var open = application.Findings.Where(f => f.Severity == Severity.Undetermined).Select(f => f.Rule).ToHashSet(StringComparer.Ordinal);
        var problems = ruling.Determinations
            .Select((determination, index) => (determination.Rule, index))
            .Where(d => !open.Remove(d.Rule))
            .Select(d => new FieldProblem($"determinations[{d.index}].rule", "不是待认定的事项，或重复", "is no finding that awaits determination, or is given twice"))
            .ToList();
        if (application.State == ApplicationState.Accepted && problems.Count > 0) throw Rejection.Invalid(problems);
    }

    /// <summary>Each objection is answered once, and nothing is answered that nobody raised.</summary>
    private static async Task AnswerObjectionsAsync(InstitutionsDb db, Application application, Wire.DecideApplicationRequest request)
    {
        if (application.NoticeFrom is null && request.ObjectionAnswers.Count == 0) return;
        var objections = await db.Set<NoticeObjection>().Where(o => o.ApplicationId == application.Id).ToListAsync();
        var raised = objections.ToDictionary(o => o.Id.ToString(), o => o.Id, StringComparer.Ordinal);
        var answers = new Dictionary<Guid, string>();
        var problems = request.ObjectionAnswers
            .Select((answer, index) => (answer, index))
            .Where(a => !raised.TryGetValue(a.answer.ObjectionId, out var id) || !answers.TryAdd(id, a.answer.Answer))
            .Select(a => new FieldProblem($"objection_answers[{a.index}].objection_id", "不是该申请的异议，或重复", "is no objection to this application, or is answered twice"))
            .ToList();
        if (problems.Count > 0) throw Rejection.Invalid(problems);
        NoticeObjection.AnswerAll(objections, answers);
    }
}
