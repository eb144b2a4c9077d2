using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using ShuangJian.Institutions.Domain;
using ShuangJian.Platform.Data;
using ShuangJian.Platform.Edge;
using ShuangJian.Platform.Hosting;
using ShuangJian.Platform.Identity;
using ShuangJian.Protos.Type.V1;
using Wire = ShuangJian.Protos.Institution.V1;

namespace ShuangJian.Institutions;

/// <summary>Brings cases to their end.</summary>
public sealed class CaseGrpc(Commands<InstitutionsDb> commands, IDbContextFactory<InstitutionsDb> databases, TimeProvider clock)
    : Wire.CaseService.CaseServiceBase
{
    /// <inheritdoc />
    public override Task<Wire.OpenCaseResponse> OpenCase(Wire.OpenCaseRequest request, ServerCallContext context) =>
        commands.RunAsync(request, context, async (db, command) =>
        {
            var content = request.Case.ToContent();
            Check(request.Case.Division, content);
            if (content.Kind == CaseKind.UnapprovedSite) await MustBeUnapprovedAsync(db, content);
            var opened = await Cases.OpenAsync(db, command, request.Case.Division, content);
            return new Wire.OpenCaseResponse { Case = opened.ToProto() };
        });

    /// <inheritdoc />
    public override async Task<Wire.GetCaseResponse> GetCase(Wire.GetCaseRequest request, ServerCallContext context)
    {
        await using var db = await databases.CreateDbContextAsync(context.CancellationToken);
        return new Wire.GetCaseResponse { Case = (await db.Set<CaseFile>().ReadAsync(Cases.Name, request.CaseId, Caller.Of(context), OwnerOf)).ToProto() };
    }

    /// <inheritdoc />
    public override async Task<Wire.ListCasesResponse> ListCases(Wire.ListCasesRequest request, ServerCallContext context)
    {
        await using var db = await databases.CreateDbContextAsync(context.CancellationToken);
        var caller = Caller.Of(context);
        var rows = OfKinds(db.Set<CaseFile>().Within(request.Division), request.Kinds);
        if (caller.Audience == Audience.Institution) rows = rows.Where(c => c.InstitutionCode == caller.Organization);
        if (request.InstitutionCode.Length > 0) rows = rows.Where(c => c.InstitutionCode == request.InstitutionCode);
        rows = rows.Among(request.States, c => c.State);
        if (request.OverdueOnly) rows = Late(rows);
        var (page, next) = await rows.PageAsync(request, request.PageSize, request.PageToken);
        var response = new Wire.ListCasesResponse { NextPageToken = next };
        response.Cases.Add(page.Select(c => c.ToProto()));
        return response;
    }

    /// <inheritdoc />
    public override Task<Wire.ReportOnCaseResponse> ReportOnCase(Wire.ReportOnCaseRequest request, ServerCallContext context) =>
        commands.RunAsync(request, context, async (db, command) =>
        {
            var found = await db.Set<CaseFile>().LoadAsync(Cases.Name, request.CaseId, command, request.Etag, OwnerOf);
            found.Report(command.Caller.Department.ToCode(), request.Text, request.HazardsFound, request.HazardsRemoved, request.Done, command.Today, command.Now);
            return new Wire.ReportOnCaseResponse { Case = found.ToProto() };
        });

    /// <inheritdoc />
    public override Task<Wire.CloseCaseResponse> CloseCase(Wire.CloseCaseRequest request, ServerCallContext context) =>
        commands.RunAsync(request, context, async (db, command) =>
        {
            var found = await db.Set<CaseFile>().LoadAsync(Cases.Name, request.CaseId, command, request.Etag, OwnerOf);
            var (department, result) = (command.Caller.Department.ToCode(), EnumMap<Wire.CaseResult, CaseResult>.ToDomain(request.Result)!.Value);
            found.CheckClose(department, result);
            if (!await IsShownAsync(db, found, result, request.InstitutionCode)) throw Cases.NotShown(result);
            found.Close(department, result, request.Reason, command.Today, command.Now);
            Cases.AnnounceClosed(command, found);
            if (found.Overdue && found.InstitutionCode.Length > 0)
                await CreditLedger.RectifyAsync(db, found.InstitutionCode, command.Resource, command.Today, command.Now);
            return new Wire.CloseCaseResponse { Case = found.ToProto() };
        });

    /// <inheritdoc />
    public override async Task<Wire.GetCaseStatisticsResponse> GetCaseStatistics(Wire.GetCaseStatisticsRequest request, ServerCallContext context)
    {
        await using var db = await databases.CreateDbContextAsync(context.CancellationToken);
        var rows = OfKinds(db.Set<CaseFile>().AsNoTracking().Within(request.Division), request.Kinds);
        var counts = await rows.GroupBy(c => new { c.Division, c.Result }).Select(g => new { g.Key.Division, g.Key.Result, Count = g.Count() }).ToListAsync();
        var late = await Late(rows).GroupBy(c => c.Division).Select(g => new { Division = g.Key, Count = g.Count() }).ToListAsync();
        Wire.CaseCounts Count(string division, Func<string, bool> within)
        {
            var mine = counts.Where(c => within(c.Division)).ToList();
            var counted = new Wire.CaseCounts
            {
                Division = division,
                Found = mine.Sum(c => c.Count),
                Handled = mine.Where(c => c.Result is not null).Sum(c => c.Count),
                Open = mine.Where(c => c.Result is null).Sum(c => c.Count),
                Overdue = late.Where(c => within(c.Division)).Sum(c => c.Count),
            };
            counted.DynamicZero = counted.Overdue == 0;
            counted.Results.Add(mine.Where(c => c.Result is not null).GroupBy(c => c.Result).OrderBy(g => g.Key).Select(g => new Wire.CaseResultCount
            {
                Result = EnumMap<Wire.CaseResult, CaseResult>.ToWire(g.Key), Count = g.Sum(c => c.Count),
            }));
            return counted;
        }
        var response = new Wire.GetCaseStatisticsResponse { Total = Count(request.Division, _ => true) };
        response.Divisions.Add(counts.Select(c => c.Division).Distinct().Order(StringComparer.Ordinal).Select(d => Count(d, other => other == d)));
        return response;
    }

    private IQueryable<CaseFile> Late(IQueryable<CaseFile> rows)
    {
        var today = ChinaDay.Of(clock.GetUtcNow().UtcDateTime);
        return rows.Where(c => c.State == CaseState.Open && c.DueDate != null && c.DueDate < today);
    }

    private static IQueryable<CaseFile> OfKinds(IQueryable<CaseFile> rows, Google.Protobuf.Collections.RepeatedField<Wire.CaseKind> wanted)
    {
        if (wanted.Count == 0) return rows;
        var kinds = wanted.Select(k => EnumMap<Wire.CaseKind, CaseKind>.ToDomain(k)!.Value).ToArray();
        return rows.Where(c => kinds.Contains(c.Kind));
    }

    private static string OwnerOf(CaseFile found) => found.InstitutionCode;

    private static void Check(string division, CaseContent content)
    {
        Matters.MustBeCounty(division, "case.division");
        var problems = new List<FieldProblem>();
        if (content.Kind is not (CaseKind.UnlicensedInstitution or CaseKind.UnapprovedSite))
            problems.Add(new("case.kind", "此类案件由资本或者安全服务立案", "is opened by the capital or the safety service"));
        if (content.Address.Length < 5) problems.Add(new("case.address", "至少 5 个字符", "needs at least 5 characters"));
        if (content.Kind == CaseKind.UnapprovedSite && content.InstitutionCode.Length == 0)
            problems.Add(new("case.institution_code", "必填", "is required for an unapproved site"));
        if (problems.Count > 0) throw Rejection.Invalid(problems);
    }

    private static async Task MustBeUnapprovedAsync(InstitutionsDb db, CaseContent content)
    {
        var institution = await db.Institutions.AsNoTracking().SingleOrDefaultAsync(i => i.Code == content.InstitutionCode)
            ?? throw Rejection.Invalid("case.institution_code", "该机构没有办学许可，应按无证机构立案", "has no licence: this is an unlicensed institution");
        if (!HasSite(institution, content.Address)) return;
        throw new Rejection(StatusCode.FailedPrecondition, "SITE_IS_APPROVED", "该教学点已经批准", "the site is one of the approved ones")
        {
            Facts = new Dictionary<string, string> { ["licence_number"] = institution.LicenceNumber },
        };
    }

    /// <summary>Whether the registry shows what a result says; results that it cannot show rest on the officer's word.</summary>
    private static async Task<bool> IsShownAsync(InstitutionsDb db, CaseFile found, CaseResult result, string code) => (found.Kind, result) switch
    {
        (_, CaseResult.Licensed) => await db.Institutions.AnyAsync(i => i.Code == code),
        (_, CaseResult.SiteApproved) => await db.Institutions.AsNoTracking().SingleOrDefaultAsync(i => i.Code == found.InstitutionCode) is { } institution
            && HasSite(institution, found.Address),
        (CaseKind.CapitalCleanUp, CaseResult.Removed) => await db.Set<CapitalStructure>().AsNoTracking()
            .Where(s => s.InstitutionCode == found.InstitutionCode && s.State == CapitalStructureState.Verified)
            .OrderByDescending(s => s.Number).Select(s => (bool?)s.HasBreach).FirstOrDefaultAsync() == false,
        _ => true,
    };

    private static bool HasSite(Institution institution, string address) =>
        institution.Sites.Any(site => Classification.KeyOf(site.Address) == Classification.KeyOf(address));
}
