using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ShuangJian.Contracts;
using ShuangJian.Institutions.Domain;
using ShuangJian.Platform.Data;
using ShuangJian.Platform.Edge;
using ShuangJian.Platform.Hosting;
using ShuangJian.Platform.Identity;
using ShuangJian.Policy;
using ShuangJian.Protos.Type.V1;
using Wire = ShuangJian.Protos.Institution.V1;

namespace ShuangJian.Institutions;

/// <summary>Records checks of sites and tells where one is missing, failed or expired.</summary>
public sealed class SafetyGrpc(Commands<InstitutionsDb> commands, IDbContextFactory<InstitutionsDb> databases, TimeProvider clock)
    : Wire.SafetyService.SafetyServiceBase
{
    private const string Name = "safety-checks";

    /// <inheritdoc />
    public override Task<Wire.RecordSafetyCheckResponse> RecordSafetyCheck(Wire.RecordSafetyCheckRequest request, ServerCallContext context) =>
        commands.RunAsync(request, context, async (db, command) =>
        {
            var wire = request.Check;
            var institution = await db.InstitutionAsync(wire.InstitutionId, command.Caller);
            var (checkedOn, validUntil) = (Days.Of(wire.CheckedOn)!.Value, Days.Of(wire.ValidUntil)!.Value);
            if (checkedOn > command.Today) throw Rejection.Invalid("check.checked_on", "不得晚于今天", "is in the future");
            if (validUntil < checkedOn) throw Rejection.Invalid("check.valid_until", "不得早于检查日期", "is before the day of the check");
            var department = command.Caller.Department == default ? "" : command.Caller.Department.ToCode();
            var check = SafetyCheck.Record(
                institution, wire.SiteAddress, EnumMap<Wire.SafetyCheckKind, SafetyCheckKind>.ToDomain(wire.Kind)!.Value, checkedOn, validUntil,
                wire.Passed, wire.Remark, [.. wire.Hazards], department, command.Now);
            db.Add(check);
            if (wire.Hazards.Count > 0)
            {
                check.FollowedBy(await Cases.OpenAsync(db, command, institution.Division, new CaseContent(
                    CaseKind.SafetyHazard, CaseSource.JointCheck, $"{check.Id}", institution.Name, wire.SiteAddress, institution.Code,
                    $"安全检查发现隐患 {wire.Hazards.Count} 项", department.Length == 0 ? [] : [department], wire.Hazards)));
            }
            command.Resource = $"{Name}/{check.Id}";
            command.Announce(command.Resource, check.Version, new SiteSafetyChecked
            {
                Division = check.Division,
                CheckId = $"{check.Id}",
                InstitutionCode = check.InstitutionCode,
                Kind = EnumMap<Wire.SafetyCheckKind, SafetyCheckKind>.Word(check.Kind),
                Passed = check.Passed,
                ValidUntil = check.ValidUntil,
                CaseId = check.CaseId?.ToString(),
            });
            return new Wire.RecordSafetyCheckResponse { Check = ToProto(check) };
        });

    /// <inheritdoc />
    public override async Task<Wire.GetSiteSafetyResponse> GetSiteSafety(Wire.GetSiteSafetyRequest request, ServerCallContext context)
    {
        await using var db = await databases.CreateDbContextAsync(context.CancellationToken);
        var institution = await db.InstitutionAsync(request.InstitutionId, Caller.Of(context));
        var checks = await db.Set<SafetyCheck>().AsNoTracking().Where(c => c.InstitutionId == institution.Id).ToListAsync(context.CancellationToken);
        var last = LastOf(checks).OrderBy(c => c.SiteAddress, StringComparer.Ordinal).ThenBy(c => c.Kind).ToList();
        var law = Law.Current.At(DivisionCode.Parse(institution.Division), ChinaDay.Of(clock.GetUtcNow().UtcDateTime));
        var response = new Wire.GetSiteSafetyResponse();
        response.Checks.Add(last.Select(ToProto));
        response.Findings.Add(SafetyRules.Judge(institution, last, law).Select(f => f.ToProto()));
        return response;
    }

    /// <inheritdoc />
    public override async Task<Wire.ListSafetyChecksResponse> ListSafetyChecks(Wire.ListSafetyChecksRequest request, ServerCallContext context)
    {
        await using var db = await databases.CreateDbContextAsync(context.CancellationToken);
        var caller = Caller.Of(context);
        var rows = db.Set<SafetyCheck>().Within(request.Division);
        if (caller.Audience == Audience.Institution) rows = rows.Where(c => c.InstitutionCode == caller.Organization);
        if (request.ExpiredOn.Length > 0)
        {
            var day = Days.Of(request.ExpiredOn)!.Value;
            rows = rows.Where(c => c.ValidUntil < day);
        }
        if (EnumMap<Wire.SafetyCheckKind, SafetyCheckKind>.ToDomain(request.Kind) is { } kind) rows = rows.Where(c => c.Kind == kind);
        var (page, next) = await rows.PageAsync(request, request.PageSize, request.PageToken);
        var response = new Wire.ListSafetyChecksResponse { NextPageToken = next };
        response.Checks.Add(page.Select(ToProto));
        return response;
    }

    /// <summary>The last check of each kind and site of institutions.</summary>
    internal static IEnumerable<SafetyCheck> LastOf(IEnumerable<SafetyCheck> checks) => checks
        .GroupBy(c => (c.InstitutionId, c.Kind, Site: Classification.KeyOf(c.SiteAddress)))
        .Select(g => g.OrderBy(c => c.CheckedOn).ThenBy(c => c.CreatedAt).Last());

    private static Wire.SafetyCheck ToProto(SafetyCheck check)
    {
        var wire = new Wire.SafetyCheck
        {
            CheckId = $"{check.Id}",
            Division = check.Division,
            InstitutionId = $"{check.InstitutionId}",
            SiteAddress = check.SiteAddress,
            Kind = EnumMap<Wire.SafetyCheckKind, SafetyCheckKind>.ToWire(check.Kind),
            CheckedOn = Days.Of(check.CheckedOn),
            ValidUntil = Days.Of(check.ValidUntil),
            Passed = check.Passed,
            Remark = check.Remark,
            CaseId = check.CaseId?.ToString() ?? "",
            Department = Cases.DepartmentOf(check.Department),
            CreateTime = check.CreatedAt.ToTimestamp(),
        };
        wire.Hazards.Add(check.Hazards);
        return wire;
    }
}

internal sealed class SafetyCheckTable : IEntityTypeConfiguration<SafetyCheck>
{
    public void Configure(EntityTypeBuilder<SafetyCheck> row)
    {
        row.IsVersioned("safety_checks");
        row.Property(c => c.InstitutionCode).HasMaxLength(18);
        row.Property(c => c.Remark).HasMaxLength(2000);
        row.Property(c => c.Hazards).HasJson();
        row.HasIndex(c => c.InstitutionId);
        row.HasIndex(c => new { c.Division, c.ValidUntil });
        row.HasIndex(c => new { c.Lapsed, c.ValidUntil });
    }
}
