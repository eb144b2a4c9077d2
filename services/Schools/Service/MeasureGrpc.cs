using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using ShuangJian.Contracts;
using ShuangJian.Platform.Data;
using ShuangJian.Platform.Edge;
using ShuangJian.Policy;
using ShuangJian.Schools.Domain;
using Wire = ShuangJian.Protos.School.V1;

namespace ShuangJian.Schools;

/// <summary>Publishes how homework is managed.</summary>
public sealed class MeasureGrpc(Commands<SchoolsDb> commands, IDbContextFactory<SchoolsDb> databases) : Wire.HomeworkMeasureService.HomeworkMeasureServiceBase
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
        var (first, last) = Columns.RangeOf(DivisionCode.Parse(request.Division));
        var rows = db.Measures.AsNoTracking().Where(m => string.Compare(m.Division, first) >= 0 && string.Compare(m.Division, last) <= 0);
        if (EnumMap<Wire.MeasureTier, MeasureTier>.ToDomain(request.Tier) is { } tier) rows = rows.Where(m => m.Tier == tier);
        if (request.SchoolCode.Length > 0) rows = rows.Where(m => m.SchoolCode == request.SchoolCode);
        if (!request.WithReplaced) rows = rows.Where(m => m.ReplacedAt == null);
        if (Reach.AfterId(request, request.PageToken) is { } after) rows = rows.Where(m => m.Id < after);
        var size = Paging.Size(request.PageSize);
        var (page, next) = (await rows.OrderByDescending(m => m.Id).Take(size + 1).ToListAsync(context.CancellationToken)).Page(request, size, m => $"{m.Id}");
        return new() { Measures = { page.Select(ToProto) }, NextPageToken = next };
    }

    private static async Task<HomeworkMeasure> PublishAsync(SchoolsDb db, Command command, MeasureTier tier, string division, string school, Wire.MeasureContent wire)
    {
        var content = new MeasureContent(
            wire.Title, wire.Text, Reach.Day(wire.EffectiveFrom), wire.DesignPlan, wire.CheckEveryDays, wire.Board, wire.GradeGroupCoordinates, wire.ClassTeacherCoordinates, wire.DesignInResearch);
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
            EffectiveFrom = Reach.Text(measure.Content.EffectiveFrom),
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
}
