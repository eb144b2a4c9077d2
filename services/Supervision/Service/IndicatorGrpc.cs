using System.Globalization;
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
using ShuangJian.Supervision.Domain;
using Wire = ShuangJian.Protos.Supervision.V1;

namespace ShuangJian.Supervision;

/// <summary>Tells how far points of inspection are met, and takes what persons say of them.</summary>
public sealed class IndicatorGrpc(Commands<SupervisionDb> commands, IDbContextFactory<SupervisionDb> databases, TimeProvider clock) : Wire.IndicatorService.IndicatorServiceBase
{
    /// <inheritdoc />
    public override Task<Wire.GetIndicatorSetResponse> GetIndicatorSet(Wire.GetIndicatorSetRequest request, ServerCallContext context)
    {
        var set = SetFor(request.Division, Days.Of(request.Date) ?? clock.Today());
        return Task.FromResult(new Wire.GetIndicatorSetResponse { IndicatorSet = set.ToProto(DivisionCode.Parse(request.Division)) });
    }

    /// <inheritdoc />
    public override async Task<Wire.GetScoresResponse> GetScores(Wire.GetScoresRequest request, ServerCallContext context)
    {
        var one = ObjectOf(request.Division, request.Kind, request.ObjectCode, request.Year, Caller.Of(context));
        var set = SetFor(one);
        await using var db = await databases.CreateDbContextAsync(context.CancellationToken);
        var scores = await db.Set<PointScore>().AsNoTracking().Where(s => s.ObjectCode == one.Code && s.Year == one.Year).ToDictionaryAsync(s => s.PointId, context.CancellationToken);
        var points = set.Points.Where(p => p.About == one.Kind).Select(p => scores.GetValueOrDefault(p.Id) ?? PointScore.Begin(one, p.Id)).ToList();
        var sum = points.Aggregate(default(ScoreSum), (all, p) => all.With(p.Level, 1));
        return new() { SetId = set.Id, Sum = sum.ToProto(set.Levels), Points = { points.Select(p => p.ToProto()) } };
    }

    /// <inheritdoc />
    public override async Task<Wire.ListEvidenceResponse> ListEvidence(Wire.ListEvidenceRequest request, ServerCallContext context)
    {
        var one = ObjectOf(request.Division, request.Kind, request.ObjectCode, request.Year, Caller.Of(context));
        await using var db = await databases.CreateDbContextAsync(context.CancellationToken);
        var rows = db.Set<EvidenceRow>().AsNoTracking().Where(e => e.ObjectCode == one.Code && e.Year == one.Year);
        if (request.StandingOnly) rows = rows.Where(e => e.MendedAt == null);
        if (request.PointId.Length > 0)
        {
            var point = SetFor(one).Point(request.PointId) ?? throw NoPoint();
            string[] against = [.. point.Rules, .. point.Against.Select(f => f.ToSource())];
            rows = rows.Where(e => EF.Parameter(against).Contains(e.Rule));
        }
        if (Paging.AfterMoment(request, request.PageToken) is var (at, id)) rows = rows.Where(e => e.FoundAt < at.UtcDateTime || (e.FoundAt == at.UtcDateTime && e.Id < id));
        var size = Paging.Size(request.PageSize);
        var page = await rows.OrderByDescending(e => e.FoundAt).ThenByDescending(e => e.Id).Take(size + 1).ToListAsync(context.CancellationToken);
        return new()
        {
            Evidence = { page.Take(size).Select(e => e.ToProto()) },
            NextPageToken = page.Count > size ? Paging.Token(request, new DateTimeOffset(DateTime.SpecifyKind(page[size - 1].FoundAt, DateTimeKind.Utc)), page[size - 1].Id) : "",
        };
    }

    /// <inheritdoc />
    public override Task<Wire.ScorePointResponse> ScorePoint(Wire.ScorePointRequest request, ServerCallContext context) =>
        commands.RunAsync(request, context, async (db, command) =>
        {
            var one = ObjectOf(request.Division, request.Kind, request.ObjectCode, request.Year, command.Caller);
            if (one.Year > command.Today.Year || one.Year < command.Today.Year - 1) throw Rejection.Invalid("year", "应为本年或上一年", "must be this year or the one before");
            var set = SetFor(one);
            var point = set.Point(request.PointId) is { } named && named.About == one.Kind ? named : throw NoPoint();
            if (request.Score?.Level == Wire.PointLevel.NotSeen) throw Rejection.Invalid("score.level", "应为达标、部分达标或未达标", "must be met, partly met or not met");
            command.Resource = $"point-scores/{one.Code}/{one.Year}/{point.Id}";
            var scoring = new Scoring(db, set, command.Now, context.CancellationToken);
            var score = (await scoring.ScoreAsync(one, [point])).Single();
            Etag.Check(request.Etag, score.Version);
            var before = score.Level;
            score.Say(request.Score?.ToDomain(command), command.Now);
            await scoring.CountAsync(one, score, before);
            command.Announce(command.Resource, score.Version, new PointScored
            {
                Division = one.Division, PointId = point.Id, ObjectKind = EnumMap<Wire.ObjectKind, InspectedKind>.Word(one.Kind), ObjectCode = one.Code, Year = one.Year,
                Level = EnumMap<Wire.PointLevel, PointLevel>.Word(score.Level), Withdrawn = request.Score is null,
            });
            return new Wire.ScorePointResponse { Point = score.ToProto() };
        });

    /// <inheritdoc />
    public override async Task<Wire.ListScoreboardResponse> ListScoreboard(Wire.ListScoreboardRequest request, ServerCallContext context)
    {
        await using var db = await databases.CreateDbContextAsync(context.CancellationToken);
        var (kind, year, size) = (EnumMap<Wire.ObjectKind, InspectedKind>.ToDomain(request.Kind)!.Value, YearOf(request.Year), Paging.Size(request.PageSize));
        var rows = db.Set<ObjectScore>().AsNoTracking().Where(s => s.Year == year && s.Kind == kind).Within(request.Division, s => s.Division);
        if (Paging.After(request, request.PageToken) is { } after)
        {
            var (code, score) = after.Split('/') is [var c, var s] && int.TryParse(s, out var number) ? (c, number) : throw Paging.Invalid();
            rows = request.BestFirst ? rows.Where(r => r.Score < score || (r.Score == score && string.Compare(r.ObjectCode, code) > 0))
                : rows.Where(r => r.Score > score || (r.Score == score && string.Compare(r.ObjectCode, code) > 0));
        }
        var ordered = request.BestFirst ? rows.OrderByDescending(r => r.Score) : rows.OrderBy(r => r.Score);
        var page = await ordered.ThenBy(r => r.ObjectCode).Take(size + 1).ToListAsync(context.CancellationToken);
        var codes = page.Take(size).Select(r => r.ObjectCode).ToArray();
        var names = kind == InspectedKind.County ? codes.ToDictionary(code => code, Zh.Place)
            : await db.Set<InspectedObject>().AsNoTracking().Where(o => EF.Parameter(codes).Contains(o.Code)).ToDictionaryAsync(o => o.Code, o => o.Name, context.CancellationToken);
        return new()
        {
            Rows = { page.Take(size).Select(r => r.ToProto(Law.Current.Indicators.For(DivisionCode.Parse(r.Division), EndOf(year))!.Levels, names.GetValueOrDefault(r.ObjectCode, ""))) },
            NextPageToken = page.Count > size ? Paging.Token(request, string.Create(CultureInfo.InvariantCulture, $"{page[size - 1].ObjectCode}/{page[size - 1].Score}")) : "",
        };
    }

    /// <inheritdoc />
    public override async Task<Wire.GetDivisionScoresResponse> GetDivisionScores(Wire.GetDivisionScoresRequest request, ServerCallContext context)
    {
        var place = DivisionCode.Parse(request.Division);
        var year = YearOf(request.Year);
        List<DivisionCode> divisions = [place, .. Law.Current.Divisions.Children(place).Select(d => d.Code)];
        await using var db = await databases.CreateDbContextAsync(context.CancellationToken);
        var counts = await Tallies.ReadEachAsync(db, divisions, Scoring.Topic, year, year, context.CancellationToken);
        var response = new Wire.GetDivisionScoresResponse();
        foreach (var division in divisions)
        {
            var set = SetFor($"{division}", EndOf(year));
            var points = set.Points.Select(p => (p.Id, Sum: Levels.Aggregate(default(ScoreSum), (sum, level) => sum.With(level, (int)counts.GetValueOrDefault(($"{division}", Scoring.Measure(p.Id, level)))))))
                .Where(p => p.Sum.Seen > 0).ToList();
            if (points.Count > 0 || division == place) response.Divisions.Add(IndicatorMapping.ToProto(division, points, set.Levels));
        }
        return response;
    }

    /// <inheritdoc />
    public override async Task<Wire.GetTownScoresResponse> GetTownScores(Wire.GetTownScoresRequest request, ServerCallContext context)
    {
        Matters.MustBeCounty(request.Division, "division");
        var (division, year) = (request.Division, YearOf(request.Year));
        var levels = SetFor(division, EndOf(year)).Levels;
        await using var db = await databases.CreateDbContextAsync(context.CancellationToken);
        var towns = await db.Set<ObjectScore>().AsNoTracking().Where(s => s.Year == year && s.Kind == InspectedKind.School && s.Division == division)
            // One that was scored before its service has told of it comes under no town.
            .LeftJoin(db.Set<InspectedObject>(), s => s.ObjectCode, o => o.Key, (s, o) => new { Town = o == null ? "" : o.Town, s.Sum.Met, s.Sum.PartlyMet, s.Sum.NotMet })
            .GroupBy(s => s.Town)
            .Select(g => new { Town = g.Key, Schools = g.Count(), Met = g.Sum(s => s.Met), PartlyMet = g.Sum(s => s.PartlyMet), NotMet = g.Sum(s => s.NotMet) })
            .ToListAsync(context.CancellationToken);
        return new()
        {
            Towns =
            {
                towns.OrderBy(t => t.Town, StringComparer.Ordinal).Select(t => new Wire.TownScores
                {
                    Town = t.Town, Schools = t.Schools, Sum = new ScoreSum(t.Met, t.PartlyMet, t.NotMet).ToProto(levels),
                }),
            },
        };
    }

    private static readonly PointLevel[] Levels = [PointLevel.Met, PointLevel.PartlyMet, PointLevel.NotMet];

    private static Rejection NoPoint() => Rejection.Invalid("point_id", "该对象没有此指标", "is no point of such an object");

    private static DateOnly EndOf(int year) => new(year, 12, 31);

    private static IndicatorSet SetFor(Inspected one) => SetFor(one.Division, EndOf(one.Year));

    private static IndicatorSet SetFor(string division, DateOnly day) =>
        Law.Current.Indicators.For(DivisionCode.Parse(division), day) ?? throw Rejection.NotFound($"indicator-sets/{division}");

    private int YearOf(int asked) => asked == 0 ? clock.Today().Year : asked;

    /// <summary>To a school or institution only its own points exist.</summary>
    private Inspected ObjectOf(string division, Wire.ObjectKind wire, string code, int year, Caller caller)
    {
        var kind = EnumMap<Wire.ObjectKind, InspectedKind>.ToDomain(wire)!.Value;
        if (kind == InspectedKind.County != (code.Length == 0)) throw Rejection.Invalid("object_code", "学校和机构必填，县区不填", "is required of schools and institutions and empty for counties");
        if (caller.Audience is Audience.School or Audience.Institution && caller.Organization != code) throw Rejection.NotFound($"point-scores/{code}");
        return new(kind, kind == InspectedKind.County ? division : code, division, YearOf(year));
    }
}

/// <summary>Points between contract, law data and domain.</summary>
internal static class IndicatorMapping
{
    public static Wire.IndicatorSet ToProto(this IndicatorSet set, DivisionCode place) => new()
    {
        SetId = set.Id, Version = set.Version, Division = $"{set.Division}", TitleZh = set.TitleZh, TitleEn = set.TitleEn, ValidFrom = Days.Of(set.ValidFrom),
        Borrowed = !set.Division.Contains(place), Worths = { set.Levels.Met, set.Levels.Partly, set.Levels.NotMet },
        Groups = { set.Groups.Select(g => new Wire.IndicatorGroup { GroupId = g.Id, ParentId = g.Parent, NameZh = g.Zh, NameEn = g.En }) },
        Points = { set.Points.Select(ToProto) },
    };

    public static Wire.ScoreSum ToProto(this ScoreSum sum, IndicatorLevels levels) => new()
    {
        Score = sum.Hundredths(levels), MetCount = sum.Met, PartlyMetCount = sum.PartlyMet, NotMetCount = sum.NotMet,
    };

    public static Wire.ScoreboardRow ToProto(this ObjectScore row, IndicatorLevels levels, string name) => new()
    {
        Name = name, Kind = EnumMap<Wire.ObjectKind, InspectedKind>.ToWire(row.Kind), ObjectCode = row.ObjectCode, Division = row.Division, Sum = row.Sum.ToProto(levels),
    };

    public static Wire.DivisionScores ToProto(DivisionCode division, IReadOnlyList<(string Id, ScoreSum Sum)> points, IndicatorLevels levels) => new()
    {
        Division = $"{division}", NameZh = Law.Current.Divisions.TryGet(division, out var known) ? known.Name : "",
        Sum = points.Aggregate(default(ScoreSum), (all, p) => new(all.Met + p.Sum.Met, all.PartlyMet + p.Sum.PartlyMet, all.NotMet + p.Sum.NotMet)).ToProto(levels),
        Points = { points.Select(p => new Wire.DivisionPoint { PointId = p.Id, Objects = p.Sum.ToProto(levels) }) },
    };

    public static Wire.Evidence ToProto(this EvidenceRow row) => new()
    {
        EventId = $"{row.EventId}", EventType = row.EventType, Resource = row.Resource, Rule = row.Rule, MessageZh = row.Message, FoundTime = Stamp(row.FoundAt),
        MendedTime = row.MendedAt is { } mended ? Stamp(mended) : null,
    };

    public static SaidOfPoint ToDomain(this Wire.ManualScore wire, Command command) => new(
        EnumMap<Wire.PointLevel, PointLevel>.ToDomain(wire.Level)!.Value, wire.Reason, [.. wire.EvidenceSha256.Select(d => d.ToLowerInvariant()).Distinct()],
        command.Caller.Department.ToCode(), command.Now);

    public static Wire.PointScore ToProto(this PointScore score)
    {
        var wire = new Wire.PointScore
        {
            PointId = score.PointId, Level = EnumMap<Wire.PointLevel, PointLevel>.ToWire(score.Level), AutomaticLevel = EnumMap<Wire.PointLevel, PointLevel>.ToWire(score.Seen.Level),
            SeenCount = score.Seen.Seen, StandingCount = score.Seen.Standing, MendedCount = score.Seen.Mended, Etag = score.Version > 0 ? Etag.Of(score.Version) : "",
        };
        (wire.ReasonZh, wire.ReasonEn) = ReasonOf(score);
        if (score.Said is { } said)
        {
            wire.Manual = new Wire.ManualScore
            {
                Level = EnumMap<Wire.PointLevel, PointLevel>.ToWire(said.Level), Reason = said.Reason, EvidenceSha256 = { said.Evidence }, Department = said.By, Time = Stamp(said.At),
            };
        }
        return wire;
    }

    private static Wire.IndicatorPoint ToProto(IndicatorPoint point) => new()
    {
        PointId = point.Id, GroupId = point.Clause.Group!.Split('/')[^1], About = EnumMap<Wire.ObjectKind, InspectedKind>.ToWire(point.About),
        TitleZh = point.Clause.TitleZh, TitleEn = point.Clause.TitleEn, ProofZh = point.ProofZh, ProofEn = point.ProofEn, Automatic = point.Automatic,
        Rules = { point.Rules }, SeenBy = { point.Seen.Select(f => f.ToSource()) }, Against = { point.Against.Select(f => f.ToSource()) },
    };

    private static (string Zh, string En) ReasonOf(PointScore score)
    {
        var seen = score.Seen;
        if (score.Said is { } said && score.Level == said.Level && !(seen.Standing > 0 && seen.LastBreachAt > said.At))
            return ($"人工评定：{said.Reason}", $"scored by a person: {said.Reason}");
        return score.Level switch
        {
            PointLevel.NotMet => ($"有{seen.Standing}项违规未整改，已整改{seen.Mended}项", $"{seen.Standing} breaches stand, {seen.Mended} were put right"),
            PointLevel.PartlyMet => ($"曾有{seen.Mended}项违规，均已整改", $"{seen.Mended} breaches were found and put right"),
            PointLevel.Met => ($"本年查看{seen.Seen}次，未发现违规", $"looked at {seen.Seen} times this year, no breach found"),
            _ => ("本年尚无依据", "nothing is known of it this year"),
        };
    }

    private static Timestamp Stamp(DateTime at) => Timestamp.FromDateTime(DateTime.SpecifyKind(at, DateTimeKind.Utc));
}
