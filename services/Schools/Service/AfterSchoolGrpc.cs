using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ShuangJian.Contracts;
using ShuangJian.Platform.Data;
using ShuangJian.Platform.Edge;
using ShuangJian.Platform.Identity;
using ShuangJian.Schools.Domain;
using Finding = ShuangJian.Policy.Finding;
using Severity = ShuangJian.Policy.Severity;
using Wire = ShuangJian.Protos.School.V1;

namespace ShuangJian.Schools;

/// <summary>Publishes and judges plans for after-school service.</summary>
public sealed class AfterSchoolGrpc(Commands<SchoolsDb> commands, IDbContextFactory<SchoolsDb> databases) : Wire.AfterSchoolPlanService.AfterSchoolPlanServiceBase
{
    private const string Name = "after-school-plans";

    /// <inheritdoc />
    public override Task<Wire.PublishAfterSchoolPlanResponse> PublishAfterSchoolPlan(Wire.PublishAfterSchoolPlanRequest request, ServerCallContext context) =>
        commands.RunAsync(request, context, async (db, command) =>
        {
            var school = await db.LoadSchoolAsync(request.Plan.SchoolCode, command);
            var (term, content) = (request.Plan.Term.ToTerm(), request.Plan.ToContent());
            school.MustBeOpen(content.From);
            var before = await db.Set<AfterSchoolPlan>().InForce(school.Code, term).SingleOrDefaultAsync(context.CancellationToken);
            if (request.Etag.Length > 0) Etag.Check(request.Etag, before?.Version ?? 0);
            var law = Reach.LawOf(school.Division, content.From);
            var calendar = (await StoredCalendar.OfAsync(db, school.Division, context.CancellationToken)).On(content.From);
            var plan = AfterSchoolPlan.Publish(school, term, content, calendar?.WorkEnds, before, law, command.Now);
            if (content.EarlyEndReason.Length == 0 && AfterSchoolRules.AsksForReason(plan.Findings))
                throw Rejection.Invalid("plan.early_end_reason", "原则上不早于规定时间结束，提前结束须说明理由", "is required, as the service ends earlier than is right in principle");
            db.Add(plan);
            command.Resource = $"{Name}/{plan.Id}";
            if (before is not null) ServiceTotals.Note(db, school, term.First, before.Counts().Select(c => (c.Measure, -c.Value)));
            ServiceTotals.Note(db, school, term.First, plan.Counts());
            command.Announce(command.Resource, plan.Version, plan.ToPublished());
            command.AnnounceBreaches(plan.Division, school.Code, plan.Version, plan.Findings);
            return new Wire.PublishAfterSchoolPlanResponse { Plan = plan.ToProto() };
        });

    /// <inheritdoc />
    public override async Task<Wire.GetAfterSchoolPlanResponse> GetAfterSchoolPlan(Wire.GetAfterSchoolPlanRequest request, ServerCallContext context)
    {
        await using var db = await databases.CreateDbContextAsync(context.CancellationToken);
        return new() { Plan = (await db.Set<AfterSchoolPlan>().ReadAsync(Name, request.PlanId, Caller.Of(context))).ToProto() };
    }

    /// <inheritdoc />
    public override async Task<Wire.ListAfterSchoolPlansResponse> ListAfterSchoolPlans(Wire.ListAfterSchoolPlansRequest request, ServerCallContext context)
    {
        await using var db = await databases.CreateDbContextAsync(context.CancellationToken);
        var rows = db.Set<AfterSchoolPlan>().Within(request.Division).OfSchool(Caller.Of(context), request.SchoolCode, p => p.SchoolCode);
        if (request.Term is { } wire)
        {
            var term = wire.ToTerm();
            rows = rows.Where(p => p.Year == term.Year && p.Half == term.Half);
        }
        if (!request.WithReplaced) rows = rows.Where(p => p.ReplacedAt == null);
        if (request.InBreachOnly) rows = rows.Where(p => p.InBreach);
        var (page, next) = await rows.PageAsync(request, request.PageSize, request.PageToken, context.CancellationToken);
        return new() { Plans = { page.Select(p => p.ToProto()) }, NextPageToken = next };
    }

    /// <inheritdoc />
    public override async Task<Wire.ListUncoveredSchoolsResponse> ListUncoveredSchools(Wire.ListUncoveredSchoolsRequest request, ServerCallContext context)
    {
        await using var db = await databases.CreateDbContextAsync(context.CancellationToken);
        var (term, date, size) = (request.Term.ToTerm(), Days.Of(request.Date)!.Value, Paging.Size(request.PageSize));
        var plans = db.Set<AfterSchoolPlan>().Where(p => p.Year == term.Year && p.Half == term.Half && p.ReplacedAt == null);
        var rows = db.Schools.AsNoTracking().Within(request.Division, s => s.Division)
            .Where(s => s.Compulsory && (s.ClosedOn == null || s.ClosedOn >= date) && !plans.Any(p => p.SchoolCode == s.Code));
        if (Paging.After(request, request.PageToken) is { } after) rows = rows.Where(s => string.Compare(s.Code, after) > 0);
        var (page, next) = (await rows.OrderBy(s => s.Code).Take(size + 1).ToListAsync(context.CancellationToken)).Page(request, size, s => s.Code);
        var response = new Wire.ListUncoveredSchoolsResponse { NextPageToken = next };
        foreach (var school in page)
        {
            var uncovered = new Wire.UncoveredSchool { SchoolCode = school.Code, Division = school.Division, Name = school.Profile.Name };
            if (AfterSchoolRules.SchoolOffersNoService(new CoverageFacts(false, true), Reach.LawOf(school.Division, date)) is { } finding) uncovered.Findings.Add(finding.ToProto());
            response.Schools.Add(uncovered);
        }
        return response;
    }
}

/// <summary>What the calls on after-school service share.</summary>
internal static class AfterSchool
{
    /// <summary>The plan in force of a school and term.</summary>
    public static IQueryable<AfterSchoolPlan> InForce(this IQueryable<AfterSchoolPlan> plans, string school, Term term) =>
        plans.Where(p => p.SchoolCode == school && p.Year == term.Year && p.Half == term.Half && p.ReplacedAt == null);

    /// <summary>Announces the breaches among findings, if there are any.</summary>
    public static void AnnounceBreaches(this Command command, string division, string? school, long version, IEnumerable<Finding> findings)
    {
        FindingFact[] breaches = [.. findings.Where(f => f.Severity == Severity.Breach).Select(f => f.ToFact())];
        if (breaches.Length == 0) return;
        command.Announce(command.Resource, version, new AfterSchoolBreachFound { Division = division, SchoolCode = school, Resource = command.Resource, Findings = breaches });
    }
}

internal sealed class AfterSchoolPlanTable : IEntityTypeConfiguration<AfterSchoolPlan>
{
    public void Configure(EntityTypeBuilder<AfterSchoolPlan> row)
    {
        row.IsVersioned("after_school_plans");
        row.Ignore(p => p.OwnerCode);
        row.Ignore(p => p.Term);
        row.Property(p => p.SchoolCode).HasMaxLength(18);
        row.Property(p => p.Content).HasJson();
        row.Property(p => p.Findings).HasJson();
        row.Property(p => p.Parameters).HasJson();
        // Of two who publish at once, the second finds its number taken and decides again.
        row.HasIndex(p => new { p.SchoolCode, p.Year, p.Half, p.Revision }).IsUnique();
    }
}
