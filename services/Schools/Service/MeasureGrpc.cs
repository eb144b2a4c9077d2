using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using ShuangJian.Contracts;
using ShuangJian.Platform.Data;
using ShuangJian.Platform.Edge;
using ShuangJian.Platform.Hosting;
using ShuangJian.Platform.Identity;
using ShuangJian.Policy;
using ShuangJian.Protos.Type.V1;
using ShuangJian.Schools.Domain;
using Wire = ShuangJian.Protos.School.V1;

namespace ShuangJian.Schools;

/// <summary>Publishes how homework is managed.</summary>
public sealed class MeasureGrpc(Commands<SchoolsDb> commands, IDbContextFactory<SchoolsDb> databases, TimeProvider clock) : Wire.HomeworkMeasureService.HomeworkMeasureServiceBase
{
    /// <inheritdoc />
    public override Task<Wire.PublishDivisionMeasureResponse> PublishDivisionMeasure(Wire.PublishDivisionMeasureRequest request, ServerCallContext context) =>
        commands.RunAsync(request, context, async (db, command) =>
        {
            var division = DivisionCode.Parse(request.Division);
            var tier = Law.Current.Divisions.IsLowest(division) ? MeasureTier.County
                : division.Level == DivisionLevel.City ? MeasureTier.City
                : throw Rejection.Invalid("division", "应为市级或县级行政区划", "must be a city or county");
            return new Wire.PublishDivisionMeasureResponse { Measure = ToProto(await PublishAsync(db, command, tier, request.Division, "", request.Content)) };
        });

    /// <inheritdoc />
    public override Task<Wire.PublishSchoolMeasureResponse> PublishSchoolMeasure(Wire.PublishSchoolMeasureRequest request, ServerCallContext context) =>
        commands.RunAsync(request, context, async (db, command) =>
        {
            var school = await db.LoadSchoolAsync(request.SchoolCode, command);
            school.MustBeOpen(command.Today);
            return new Wire.PublishSchoolMeasureResponse { Measure = ToProto(await PublishAsync(db, command, MeasureTier.School, school.Division, school.Code, request.Content)) };
        });

    /// <inheritdoc />
    public override async Task<Wire.ListMeasuresResponse> ListMeasures(Wire.ListMeasuresRequest request, ServerCallContext context)
    {
        await using var db = await databases.CreateDbContextAsync(context.CancellationToken);
        var rows = db.Measures.AsNoTracking().Within(request.Division, m => m.Division);
        if (EnumMap<Wire.MeasureTier, MeasureTier>.ToDomain(request.Tier) is { } tier) rows = rows.Where(m => m.Tier == tier);
        if (request.SchoolCode.Length > 0) rows = rows.Where(m => m.SchoolCode == request.SchoolCode);
        if (!request.WithReplaced) rows = rows.Where(m => m.ReplacedAt == null);
        if (Paging.AfterId(request, request.PageToken) is { } after) rows = rows.Where(m => m.Id < after);
        var size = Paging.Size(request.PageSize);
        var (page, next) = (await rows.OrderByDescending(m => m.Id).Take(size + 1).ToListAsync(context.CancellationToken)).Page(request, size, m => $"{m.Id}");
        return new() { Measures = { page.Select(ToProto) }, NextPageToken = next };
    }

    /// <inheritdoc />
    public override Task<Wire.RecordHomeworkCheckResponse> RecordHomeworkCheck(Wire.RecordHomeworkCheckRequest request, ServerCallContext context) =>
        commands.RunAsync(request, context, async (db, command) =>
        {
            var school = await db.LoadSchoolAsync(request.SchoolCode, command);
            var wire = request.Check;
            if (command.Caller.Audience == Audience.School == (wire.Checker == Wire.HomeworkChecker.Authority))
                throw Rejection.Invalid("check.checker", "学校填写校内检查，主管部门填写 AUTHORITY", "is AUTHORITY for an authority and another word for a school");
            if (Days.Of(wire.CheckedOn)!.Value > command.Today) throw Rejection.Invalid("check.checked_on", "不得晚于今天", "is in the future");
            var check = new HomeworkCheck
            {
                Id = Guid.CreateVersion7(), SchoolCode = school.Code, Checker = EnumMap<Wire.HomeworkChecker, HomeworkChecker>.ToDomain(wire.Checker)!.Value,
                CheckedOn = Days.Of(wire.CheckedOn)!.Value, Classes = wire.Classes, Problems = wire.Problems, Note = wire.Note,
            };
            db.Add(check);
            var facts = await CheckFactsAsync(db, school.Code, check.CheckedOn, command.Today);
            return new Wire.RecordHomeworkCheckResponse { Check = ToProto(check), NextDueOn = facts.EveryDays > 0 ? Days.Of(facts.DueOn) : "" };
        });

    /// <inheritdoc />
    public override async Task<Wire.ListHomeworkChecksResponse> ListHomeworkChecks(Wire.ListHomeworkChecksRequest request, ServerCallContext context)
    {
        await using var db = await databases.CreateDbContextAsync(context.CancellationToken);
        var school = await db.ReadSchoolAsync(request.SchoolCode, Caller.Of(context), context.CancellationToken);
        var rows = db.Set<HomeworkCheck>().AsNoTracking().Where(c => c.SchoolCode == school.Code);
        if (Paging.After(request, request.PageToken) is { } after)
        {
            if (after.Split('/') is not [var first, var second] || !DateOnly.TryParseExact(first, "yyyy-MM-dd", out var day) || !Guid.TryParse(second, out var id)) throw Paging.Invalid();
            rows = rows.Where(c => c.CheckedOn < day || (c.CheckedOn == day && c.Id < id));
        }
        var size = Paging.Size(request.PageSize);
        var (page, next) = (await rows.OrderByDescending(c => c.CheckedOn).ThenByDescending(c => c.Id).Take(size + 1).ToListAsync(context.CancellationToken))
            .Page(request, size, c => $"{Days.Of(c.CheckedOn)}/{c.Id}");
        var today = clock.Today();
        var finding = MeasureRules.HomeworkChecksOverdue(await CheckFactsAsync(db, school.Code, null, today), Reach.LawOf(school.Division, today));
        var response = new Wire.ListHomeworkChecksResponse { Checks = { page.Select(ToProto) }, NextPageToken = next };
        if (finding is not null) response.Findings.Add(finding.ToProto());
        return response;
    }

    /// <summary>How often a school checks by its measures, and when it last did; a check that is not stored yet counts as well.</summary>
    private static async Task<CheckFacts> CheckFactsAsync(SchoolsDb db, string school, DateOnly? added, DateOnly today)
    {
        var content = await db.Measures.AsNoTracking().Where(m => m.SchoolCode == school && m.ReplacedAt == null).OrderByDescending(m => m.Id).Select(m => m.Content).FirstOrDefaultAsync();
        var last = await db.Set<HomeworkCheck>().Where(c => c.SchoolCode == school).MaxAsync(c => (DateOnly?)c.CheckedOn);
        var since = new[] { added, last, content?.EffectiveFrom }.Max();
        return new CheckFacts(content?.CheckEveryDays ?? 0, since ?? today, today);
    }

    private static async Task<HomeworkMeasure> PublishAsync(SchoolsDb db, Command command, MeasureTier tier, string division, string school, Wire.MeasureContent wire)
    {
        var content = new MeasureContent(
            wire.Title, wire.Text, Days.Of(wire.EffectiveFrom)!.Value, wire.DesignPlan, wire.CheckEveryDays, wire.Board, wire.GradeGroupCoordinates, wire.ClassTeacherCoordinates, wire.DesignInResearch);
        var measure = HomeworkMeasure.Publish(tier, division, school, content, Reach.LawOf(division, content.EffectiveFrom), command.Now);
        var before = await db.Measures.Where(m => m.Division == division && m.SchoolCode == school && m.Tier == tier && m.ReplacedAt == null).ToListAsync();
        foreach (var one in before) one.Replace(command.Now);
        db.Add(measure);
        command.Resource = $"homework-measures/{measure.Id}";
        command.Announce(command.Resource, measure.Version, new HomeworkMeasurePublished
        {
            Division = division, MeasureId = $"{measure.Id}", Tier = EnumMap<Wire.MeasureTier, MeasureTier>.Word(tier), SchoolCode = school.Length > 0 ? school : null,
            Title = content.Title, EffectiveFrom = content.EffectiveFrom,
        });
        return measure;
    }

    private static Wire.HomeworkMeasure ToProto(HomeworkMeasure measure) => new()
    {
        MeasureId = $"{measure.Id}",
        Tier = EnumMap<Wire.MeasureTier, MeasureTier>.ToWire(measure.Tier),
        Division = measure.Division,
        SchoolCode = measure.SchoolCode,
        Content = new Wire.MeasureContent
        {
            Title = measure.Content.Title,
            Text = measure.Content.Text,
            EffectiveFrom = Days.Of(measure.Content.EffectiveFrom),
            DesignPlan = measure.Content.DesignPlan,
            CheckEveryDays = measure.Content.CheckEveryDays,
            Board = measure.Content.Board,
            GradeGroupCoordinates = measure.Content.GradeGroupCoordinates,
            ClassTeacherCoordinates = measure.Content.ClassTeacherCoordinates,
            DesignInResearch = measure.Content.DesignInResearch,
        },
        Findings = { measure.Findings.Select(f => f.ToProto()) },
        PublishTime = measure.PublishedAt.ToTimestamp(),
        ReplaceTime = measure.ReplacedAt?.ToTimestamp(),
    };

    private static Wire.HomeworkCheck ToProto(HomeworkCheck check) => new()
    {
        CheckId = $"{check.Id}", Checker = EnumMap<Wire.HomeworkChecker, HomeworkChecker>.ToWire(check.Checker), CheckedOn = Days.Of(check.CheckedOn),
        Classes = check.Classes, Problems = check.Problems, Note = check.Note,
    };
}
