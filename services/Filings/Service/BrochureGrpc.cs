using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ShuangJian.Contracts;
using ShuangJian.Filings.Domain;
using ShuangJian.Platform.Data;
using ShuangJian.Platform.Edge;
using ShuangJian.Platform.Identity;
using ShuangJian.Platform.Personal;
using ShuangJian.Policy;
using Wire = ShuangJian.Protos.Filing.V1;
using Words = ShuangJian.Protos.Institution.V1;

namespace ShuangJian.Filings;

/// <summary>Files brochures before recruiting, and records recruiting beyond them and signs of collusion.</summary>
public sealed class BrochureGrpc(Commands<FilingsDb> commands, IDbContextFactory<FilingsDb> databases, PersonalData keys)
    : Wire.BrochureService.BrochureServiceBase
{
    private const string Name = "brochures";

    /// <inheritdoc />
    public override Task<Wire.FileBrochureResponse> FileBrochure(Wire.FileBrochureRequest request, ServerCallContext context) =>
        commands.RunAsync(request, context, async (db, command) =>
        {
            var wire = request.Brochure;
            var owner = command.OwnerOf("brochure", wire.Division, wire.InstitutionId, wire.InstitutionCode);
            var (from, to) = (FiledMatters.Day(wire.RecruitsFrom)!.Value, FiledMatters.Day(wire.RecruitsTo)!.Value);
            if (to < from) throw Rejection.Invalid("brochure.recruits_to", "不得早于开始日期", "is before the first day");
            var content = new BrochureContent(
                from, to, Offers(wire.Courses), [.. wire.TutorIds.Distinct()], TutorMapping.ClassOf(wire.Category, wire.Stages), wire.Online, wire.Text);
            var brochure = Brochure.File(owner, content, await FiledTutorsAsync(db, owner.Code, content), command.LawIn(owner.Division), command.Now);
            db.Add(brochure);
            command.Resource = $"{Name}/{brochure.Id}";
            Announce(command, brochure);
            return new Wire.FileBrochureResponse { Brochure = ToProto(brochure) };
        });

    /// <inheritdoc />
    public override Task<Wire.ConfirmBrochureResponse> ConfirmBrochure(Wire.ConfirmBrochureRequest request, ServerCallContext context) =>
        commands.RunAsync(request, context, async (db, command) =>
        {
            var brochure = await db.Set<Brochure>().LoadFiledAsync(Name, request.BrochureId, command, request.Etag);
            var law = command.LawIn(brochure.Division);
            command.MustBeCompetent(brochure.Content.Class.Category, law);
            brochure.Confirm(await FiledTutorsAsync(db, brochure.OwnerCode, brochure.Content), request.Determinations.ToHeld(), law, command.Now);
            Announce(command, brochure);
            return new Wire.ConfirmBrochureResponse { Brochure = ToProto(brochure) };
        });

    /// <inheritdoc />
    public override async Task<Wire.ListBrochuresResponse> ListBrochures(Wire.ListBrochuresRequest request, ServerCallContext context)
    {
        await using var db = await databases.CreateDbContextAsync(context.CancellationToken);
        var rows = db.Set<Brochure>().SeenBy(Caller.Of(context), request.Division);
        if (request.States.Count > 0)
        {
            var states = request.States.Select(s => EnumMap<Wire.BrochureState, BrochureState>.ToDomain(s)!.Value).ToArray();
            rows = rows.Where(b => states.Contains(b.State));
        }
        var (page, next) = await rows.PageFiledAsync(request, request.PageSize, request.PageToken);
        var response = new Wire.ListBrochuresResponse { NextPageToken = next };
        response.Brochures.Add(page.Select(ToProto));
        return response;
    }

    /// <inheritdoc />
    public override Task<Wire.ReportRecruitmentResponse> ReportRecruitment(Wire.ReportRecruitmentRequest request, ServerCallContext context) =>
        commands.RunAsync(request, context, async (db, command) =>
        {
            var owner = command.OwnerOf("", request.Division, request.InstitutionId, request.InstitutionCode);
            var day = command.PastDay("observed_on", request.ObservedOn);
            var filed = await db.Set<Brochure>().AsNoTracking()
                .Where(b => b.OwnerCode == owner.Code && b.State == BrochureState.Filed && b.FiledOn <= day && b.RecruitsFrom <= day && b.RecruitsTo >= day).ToListAsync();
            // The law of the day on which it happened, not of the day on which it is reported.
            var findings = BrochureRules.JudgeRecruitment(
                new RecruitmentFacts(Offers(request.Offers), [.. filed.Select(b => b.Content)]), Law.Current.At(DivisionCode.Parse(owner.Division), day));
            var report = RecruitmentReport.Of(owner, day, SourceOf(request.Source), "", keys.Protect(request.Description), findings, command.Now);
            db.Add(report);
            command.Resource = $"recruitment-reports/{report.Id}";
            if (findings.Any(f => f.Severity == Severity.Breach))
            {
                command.Announce(command.Resource, report.Version, new RecruitmentBreachFound
                {
                    Division = report.Division, ReportId = $"{report.Id}", InstitutionId = report.InstitutionId, InstitutionCode = report.OwnerCode,
                    ObservedOn = day, Findings = [.. findings.Select(f => f.ToFact())],
                });
            }
            var response = new Wire.ReportRecruitmentResponse { ReportId = $"{report.Id}" };
            response.Findings.Add(findings.Select(f => f.ToProto()));
            return response;
        });

    /// <inheritdoc />
    public override Task<Wire.ReportCollusionResponse> ReportCollusion(Wire.ReportCollusionRequest request, ServerCallContext context) =>
        commands.RunAsync(request, context, (db, command) =>
        {
            var owner = command.OwnerOf("", request.Division, request.InstitutionId, request.InstitutionCode);
            var report = RecruitmentReport.Of(
                owner, command.PastDay("observed_on", request.ObservedOn), SourceOf(request.Source), request.SchoolCode, keys.Protect(request.Description), [], command.Now);
            db.Add(report);
            command.Resource = $"recruitment-reports/{report.Id}";
            command.Announce(command.Resource, report.Version, new CollusionSuspected
            {
                Division = report.Division, ReportId = $"{report.Id}", InstitutionId = report.InstitutionId, InstitutionCode = report.OwnerCode,
                SchoolCode = report.SchoolCode, ObservedOn = report.ObservedOn, Source = EnumMap<Wire.ObservationSource, ObservationSource>.Word(report.Source),
            });
            return Task.FromResult(new Wire.ReportCollusionResponse { ReportId = $"{report.Id}" });
        });

    private static async Task<IReadOnlySet<string>> FiledTutorsAsync(FilingsDb db, string code, BrochureContent content)
    {
        var ids = content.TutorIds.Select(id => Guid.TryParse(id, out var key) ? key : Guid.Empty).ToArray();
        var filed = await db.Set<Tutor>().Where(t => ids.Contains(t.Id) && t.OwnerCode == code && t.State == TutorState.Filed).Select(t => t.Id).ToListAsync();
        return filed.Select(id => $"{id}").ToHashSet();
    }

    private static void Announce(Command command, Brochure brochure)
    {
        if (brochure.State != BrochureState.Filed) return;
        command.Announce(command.Resource, brochure.Version, new BrochureFiled
        {
            Division = brochure.Division, BrochureId = $"{brochure.Id}", InstitutionId = brochure.InstitutionId,
            RecruitsFrom = brochure.RecruitsFrom, RecruitsTo = brochure.RecruitsTo,
        });
    }

    private static IReadOnlyList<OfferedCourse> Offers(IEnumerable<Wire.BrochureCourse> wire) => [.. wire.Select(c => new OfferedCourse(c.CourseId, c.Title, c.FeeFen))];

    private static ObservationSource SourceOf(Wire.ObservationSource wire) => EnumMap<Wire.ObservationSource, ObservationSource>.ToDomain(wire)!.Value;

    private static Wire.Brochure ToProto(Brochure brochure)
    {
        var content = brochure.Content;
        var wire = new Wire.Brochure
        {
            BrochureId = $"{brochure.Id}",
            Division = brochure.Division,
            InstitutionId = brochure.InstitutionId,
            InstitutionCode = brochure.OwnerCode,
            RecruitsFrom = FiledMatters.Day(content.From),
            RecruitsTo = FiledMatters.Day(content.To),
            Category = EnumMap<Words.TrainingCategory, TrainingCategory>.ToWire(content.Class.Category),
            Online = content.Online,
            Text = content.Text,
            State = EnumMap<Wire.BrochureState, BrochureState>.ToWire(brochure.State),
            FiledOn = FiledMatters.Day(brochure.FiledOn),
            Etag = Etag.Of(brochure.Version),
        };
        wire.Courses.Add(content.Courses.Select(c => new Wire.BrochureCourse { CourseId = c.CourseId, Title = c.Title, FeeFen = c.FeeFen }));
        wire.TutorIds.Add(content.TutorIds);
        wire.Stages.Add(content.Class.Stages.Select(s => EnumMap<Words.EducationStage, EducationStage>.ToWire(s)));
        wire.Findings.Add(brochure.Findings.Select(f => f.ToProto()));
        return wire;
    }
}

internal sealed class BrochureTable : IEntityTypeConfiguration<Brochure>
{
    public void Configure(EntityTypeBuilder<Brochure> row)
    {
        row.IsFiledMatter("brochures");
        row.Property(b => b.Content).HasJson();
        row.Property(b => b.Findings).HasJson();
        row.Property(b => b.Determinations).HasJson();
        row.HasIndex(b => new { b.OwnerCode, b.RecruitsFrom });
    }
}

internal sealed class RecruitmentReportTable : IEntityTypeConfiguration<RecruitmentReport>
{
    public void Configure(EntityTypeBuilder<RecruitmentReport> row)
    {
        row.IsFiledMatter("recruitment_reports");
        row.Property(r => r.DescriptionCipher).HasMaxLength(-1);
        row.Property(r => r.Findings).HasJson();
        row.HasIndex(r => r.OwnerCode);
    }
}
