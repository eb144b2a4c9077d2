using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using ShuangJian.Contracts;
using ShuangJian.Platform.Data;
using ShuangJian.Platform.Edge;
using ShuangJian.Platform.Hosting;
using ShuangJian.Platform.Messaging;
using ShuangJian.Policy;
using ShuangJian.Supervision.Domain;
using Wire = ShuangJian.Protos.Supervision.V1;

namespace ShuangJian.Supervision;

/// <summary>
/// Sends inspectors to an institution that a risk warning was raised about: a plan with a term, and a team drawn from the
/// inspectors of the county. Nobody calls words out; the identifier of the warning, which its own service made, stands for them.
/// </summary>
internal static class WarningVisits
{
    private const string Form = "institution-check";
    private const int NonceDigits = 64;

    public static async Task PlanAsync(SupervisionDb db, RiskWarningRaised raised, ReceivedEvent received, CancellationToken cancellation)
    {
        var one = await db.Set<InspectedObject>().AsNoTracking().FirstOrDefaultAsync(o => o.Code == raised.InstitutionCode && o.EndedOn == null, cancellation);
        if (one is null) return;
        var (today, now) = (ChinaDay.Of(received.Time), received.Time);
        var law = Law.Current.At(DivisionCode.Parse(one.Division), today);
        if (law.Limit(Law.WarningVisitWorkingDays) is not { } days || law.Limit(Law.WarningVisitTeam) is not { } team) return;
        var ends = law.Law.Calendar.AddWorkingDays(today, days.Value).TryGet(out var due) ? due : today.AddDays(days.Value);
        var plan = InspectionPlan.Make(one.Division, InspectionKind.SpotCheck, "风险预警核查", SubjectKind.Institution, Form, today, ends, [], now);
        var inspectors = await db.Set<Inspector>().AsNoTracking().Within(one.Division).Where(i => !i.Retired).ToListAsync(cancellation);
        var signs = await InspectedObjects.SignsAsync(db, [one.Code]);
        var (weight, zh) = InspectedObjects.WeightOf(one, signs.GetValueOrDefault(one.Code), today);
        var list = new DrawList(
            [new(one.Code, one.Name, weight, zh)],
            [.. inspectors.Select(i => new DrawInspector($"{i.Id}", i.Badge, i.Department)).OrderBy(i => i.Id, StringComparer.Ordinal)],
            [.. inspectors.Where(i => i.Avoids(one.Code)).Select(i => new DrawConflict($"{i.Id}", one.Code)).OrderBy(c => c.InspectorId, StringComparer.Ordinal)],
            1, [.. team.Value]);
        var draw = Draw.Commit(plan, list, RandomNumberGenerator.GetHexString(NonceDigits, lowercase: true), now);
        draw.Perform(raised.RiskWarningId, now);
        db.AddRange(plan, draw);
        db.Announce(SupervisionModule.ServiceName, $"{InspectionPlanGrpc.Name}/{plan.Id}", plan.Version, now, new InspectionPlanned
        {
            Division = plan.Division, PlanId = $"{plan.Id}", Kind = EnumMap<Wire.InspectionKind, InspectionKind>.Word(plan.Kind),
            SubjectKind = EnumMap<Wire.SubjectKind, SubjectKind>.Word(plan.SubjectKind), StartsOn = plan.StartsOn, EndsOn = plan.EndsOn, Departments = list.Team,
        });
        db.Announce(SupervisionModule.ServiceName, $"{InspectionDrawGrpc.Name}/{draw.Id}", draw.Version, now, new DrawPerformed
        {
            Division = draw.Division, DrawId = $"{draw.Id}", PlanId = $"{plan.Id}", Seed = draw.Seed, SubjectCodes = [one.Code],
        });
    }
}
