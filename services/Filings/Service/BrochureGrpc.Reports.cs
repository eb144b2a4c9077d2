using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ShuangJian.Contracts;
using ShuangJian.Filings.Domain;
using ShuangJian.Platform.Data;
using ShuangJian.Platform.Edge;
using ShuangJian.Platform.Identity;
using ShuangJian.Policy;
using Wire = ShuangJian.Protos.Filing.V1;

namespace ShuangJian.Filings;

/// <content>What was seen of recruiting: reported, judged by the brochures of its day, announced for supervision, and read.</content>
public sealed partial class BrochureGrpc
{
    private const string Reports = "recruitment-reports";

    /// <inheritdoc />
    public override Task<Wire.ReportRecruitmentResponse> ReportRecruitment(Wire.ReportRecruitmentRequest request, ServerCallContext context) =>
        commands.RunAsync(request, context, async (db, command) =>
        {
            var owner = command.OwnerOf("", request.Division, request.InstitutionId, request.InstitutionCode);
            var seen = Seen(command, request.ObservedOn, request.Source);
            var day = seen.On;
            // A brochure that was lost since still held on the days before; nothing changes it after it was.
            var next = new DateTimeOffset(day.AddDays(1), TimeOnly.MinValue, TimeSpan.FromHours(8)).ToUniversalTime();
            var filed = await db.Set<Brochure>().AsNoTracking()
                .Where(b => b.OwnerCode == owner.Code && b.FiledOn <= day && b.RecruitsFrom <= day && b.RecruitsTo >= day
                    && (b.State == BrochureState.Filed || (b.State == BrochureState.NoLongerHolds && b.UpdatedAt >= next))).ToListAsync();
            // The law of the day on which it happened, not of the day on which it is reported.
            var findings = RecruitmentRules.Judge(
                new RecruitmentFacts(Offers(request.Offers), [.. filed.Select(b => b.Content)], request.Description), Law.Current.At(DivisionCode.Parse(owner.Division), day));
            var report = Store(db, command, RecruitmentReport.Of(owner, ReportKind.Recruitment, seen, "", keys.Protect(request.Description), findings, command.Now));
            if (findings.Any(f => f.Severity == Severity.Breach))
            {
                command.Announce(command.Resource, report.Version, new RecruitmentBreachFound
                {
                    Division = report.Division, ReportId = $"{report.Id}", InstitutionId = report.InstitutionId, InstitutionCode = report.OwnerCode,
                    ObservedOn = day, Findings = [.. findings.Select(f => f.ToFact())],
                });
            }
            Poaching.Announce(command, command.Resource, report, "REPORT", "", findings);
            var response = new Wire.ReportRecruitmentResponse { ReportId = $"{report.Id}" };
            response.Findings.Add(findings.Select(f => f.ToProto()));
            return response;
        });

    /// <inheritdoc />
    public override Task<Wire.ReportCollusionResponse> ReportCollusion(Wire.ReportCollusionRequest request, ServerCallContext context) =>
        commands.RunAsync(request, context, (db, command) =>
        {
            var owner = command.OwnerOf("", request.Division, request.InstitutionId, request.InstitutionCode);
            var seen = Seen(command, request.ObservedOn, request.Source);
            Finding[] findings = RecruitmentRules.ColludesWithSchool(Law.Current.At(DivisionCode.Parse(owner.Division), seen.On)) is { } sign ? [sign] : [];
            var report = Store(
                db, command, RecruitmentReport.Of(owner, ReportKind.Collusion, seen, request.SchoolCode, keys.Protect(request.Description), findings, command.Now));
            command.Announce(command.Resource, report.Version, new CollusionSuspected
            {
                Division = report.Division, ReportId = $"{report.Id}", InstitutionId = report.InstitutionId, InstitutionCode = report.OwnerCode,
                SchoolCode = report.SchoolCode, ObservedOn = report.ObservedOn, Source = EnumMap<Wire.ObservationSource, ObservationSource>.Word(report.Source),
                Findings = [.. findings.Select(f => f.ToFact())],
            });
            return Task.FromResult(new Wire.ReportCollusionResponse { ReportId = $"{report.Id}" });
        });

    /// <inheritdoc />
    public override Task<Wire.ReportPoachingResponse> ReportPoaching(Wire.ReportPoachingRequest request, ServerCallContext context) =>
        commands.RunAsync(request, context, (db, command) =>
        {
            var owner = command.OwnerOf("", request.Division, request.InstitutionId, request.InstitutionCode);
            var seen = Seen(command, request.ObservedOn, request.Source);
            // A school speaks for itself.
            var school = command.Caller.Audience == Protos.Type.V1.Audience.School ? command.Caller.Organization : request.SchoolCode;
            var findings = RecruitmentRules.Reported(Law.Current.At(DivisionCode.Parse(owner.Division), seen.On));
            var report = Store(db, command, RecruitmentReport.Of(owner, ReportKind.Poaching, seen, school, keys.Protect(request.Description), findings, command.Now));
            Poaching.Announce(command, command.Resource, report, "REPORT", school, findings);
            return Task.FromResult(new Wire.ReportPoachingResponse { ReportId = $"{report.Id}" });
        });

    /// <inheritdoc />
    public override async Task<Wire.GetRecruitmentReportResponse> GetRecruitmentReport(Wire.GetRecruitmentReportRequest request, ServerCallContext context)
    {
        await using var db = await databases.CreateDbContextAsync(context.CancellationToken);
        return new Wire.GetRecruitmentReportResponse { Report = ToProto(await db.Set<RecruitmentReport>().ReadAsync(Reports, request.ReportId, Caller.Of(context))) };
    }

    /// <inheritdoc />
    public override Task<Wire.RevealRecruitmentReportResponse> RevealRecruitmentReport(Wire.RevealRecruitmentReportRequest request, ServerCallContext context) =>
        commands.RevealAsync(request, context, async (db, command) =>
        {
            command.Purpose = request.Purpose;
            var report = await db.Set<RecruitmentReport>().LoadAsync(Reports, request.ReportId, command);
            return new Wire.RevealRecruitmentReportResponse { Report = ToProto(report, keys.Reveal(report.DescriptionCipher)) };
        });

    /// <inheritdoc />
    public override async Task<Wire.ListRecruitmentReportsResponse> ListRecruitmentReports(Wire.ListRecruitmentReportsRequest request, ServerCallContext context)
    {
        await using var db = await databases.CreateDbContextAsync(context.CancellationToken);
        var rows = db.Set<RecruitmentReport>().SeenBy(Caller.Of(context), request.Division);
        if (request.InstitutionCode.Length > 0) rows = rows.Where(r => r.OwnerCode == request.InstitutionCode);
        if (request.SchoolCode.Length > 0) rows = rows.Where(r => r.SchoolCode == request.SchoolCode);
        if (Days.Of(request.ObservedFrom) is { } from) rows = rows.Where(r => r.ObservedOn >= from);
        if (Days.Of(request.ObservedTo) is { } to) rows = rows.Where(r => r.ObservedOn <= to);
        rows = rows.Among(request.Kinds, r => r.Kind);
        var (page, next) = await rows.PageAsync(request, request.PageSize, request.PageToken);
        var response = new Wire.ListRecruitmentReportsResponse { NextPageToken = next };
        response.Reports.Add(page.Select(r => ToProto(r)));
        return response;
    }

    private static RecruitmentReport Store(FilingsDb db, Command command, RecruitmentReport report)
    {
        db.Add(report);
        command.Resource = $"{Reports}/{report.Id}";
        return report;
    }

    private static (DateOnly On, ObservationSource Source) Seen(Command command, string day, Wire.ObservationSource source) =>
        source == Wire.ObservationSource.Enrolment ? throw Rejection.Invalid("source", "由平台根据就读记录认定", "is for the platform alone") : (command.PastDay("observed_on", day), EnumMap<Wire.ObservationSource, ObservationSource>.ToDomain(source)!.Value);

    private static Wire.RecruitmentReport ToProto(RecruitmentReport report, string description = "")
    {
        var wire = new Wire.RecruitmentReport
        {
            ReportId = $"{report.Id}",
            Kind = EnumMap<Wire.RecruitmentReportKind, ReportKind>.ToWire(report.Kind),
            Division = report.Division,
            InstitutionId = report.InstitutionId,
            InstitutionCode = report.OwnerCode,
            SchoolCode = report.SchoolCode,
            ObservedOn = Days.Of(report.ObservedOn),
            Source = EnumMap<Wire.ObservationSource, ObservationSource>.ToWire(report.Source),
            Description = description,
            CreateTime = report.CreatedAt.ToTimestamp(),
        };
        wire.Findings.Add(report.Findings.Select(f => f.ToProto()));
        return wire;
    }
}

/// <summary>Tells supervision of signs that teachers are drawn away from schools.</summary>
internal static class Poaching
{
    /// <summary>Announces those of the findings that are such signs.</summary>
    public static void Announce(Command command, string subject, FiledMatter about, string source, string schoolCode, IReadOnlyList<Finding> findings)
    {
        var signs = findings.Where(f => f.Rule is nameof(RecruitmentRules.DrawsTeachersAway) or nameof(TutorRules.TutorCameFromSchoolLately)).ToList();
        if (signs.Count == 0 && source != "REPORT") return;
        if (about is RecruitmentReport { Kind: not ReportKind.Poaching } && signs.Count == 0) return;
        command.Announce(subject, about.Version, new PoachingSuspected
        {
            Division = about.Division, Source = source, SourceId = $"{about.Id}", InstitutionId = about.InstitutionId, InstitutionCode = about.OwnerCode,
            SchoolCode = schoolCode, Findings = [.. signs.Select(f => f.ToFact())],
        });
    }
}

internal sealed class RecruitmentReportTable : IEntityTypeConfiguration<RecruitmentReport>
{
    public void Configure(EntityTypeBuilder<RecruitmentReport> row)
    {
        row.IsFiledMatter("recruitment_reports");
        row.Property(r => r.SchoolCode).HasMaxLength(18);
        row.Property(r => r.DescriptionCipher).HasMaxLength(-1);
        row.Property(r => r.Findings).HasJson();
        row.HasIndex(r => r.OwnerCode);
        row.HasIndex(r => r.SchoolCode);
    }
}
