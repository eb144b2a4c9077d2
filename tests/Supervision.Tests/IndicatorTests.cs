using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ShuangJian.Contracts;
using ShuangJian.Protos.Supervision.V1;
using ShuangJian.Testing;

namespace ShuangJian.Supervision.Tests;

/// <summary>Points of inspection, scored by what other services tell and by persons.</summary>
public sealed class IndicatorTests : IAsyncLifetime
{
    private const string Digest = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";
    private readonly string _school = Registry.NewCode();
    private readonly string _institution = Registry.NewCode();
    private SupervisionHost _host = null!;
    private int _told;

    public async Task InitializeAsync() => _host = await SupervisionHost.StartAsync();

    public async Task DisposeAsync() => await _host.DisposeAsync();

    /// <summary>Each step is an event about homework: counted (c), breached (b), breached again under another number (B), found without breach (k).</summary>
    [Theory]
    [InlineData("", PointLevel.NotSeen, 0, 0, 0)]
    [InlineData("c", PointLevel.Met, 1, 0, 0)]
    [InlineData("c c", PointLevel.Met, 2, 0, 0)]
    [InlineData("b", PointLevel.NotMet, 0, 1, 0)]
    [InlineData("c b", PointLevel.NotMet, 1, 1, 0)]
    [InlineData("b b", PointLevel.NotMet, 0, 1, 0)]
    [InlineData("b B", PointLevel.NotMet, 0, 2, 0)]
    [InlineData("b k", PointLevel.PartlyMet, 0, 0, 1)]
    [InlineData("b B k", PointLevel.NotMet, 0, 1, 1)]
    [InlineData("b k b", PointLevel.NotMet, 0, 1, 0)]
    [InlineData("k", PointLevel.NotSeen, 0, 0, 0)]
    public async Task A_school_is_scored_by_its_homework(string steps, PointLevel level, int seen, int standing, int mended)
    {
        foreach (var step in steps.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (step == "c") await TellAsync($"schools/{_school}/homework/1", new HomeworkCounted
            {
                Division = SupervisionHost.County, SchoolCode = _school, Date = new(2026, 11, 19), Entries = 3, ClassDays = 1, WrittenMinutes = 900, ClassSizes = 30,
            });
            else await TellAsync($"homework/{(step == "B" ? 2 : 1)}", Homework(step == "k" ? [] : [Breach("HomeworkExceedsDailyMinutes")]));
        }
        var point = (await SchoolScoresAsync()).Points.Single(p => p.PointId == "JLP-C10");
        Assert.Equal((level, level, seen, standing, mended), (point.Level, point.AutomaticLevel, point.SeenCount, point.StandingCount, point.MendedCount));
        Assert.NotEmpty(point.ReasonZh);
    }

    [Fact]
    public async Task A_score_names_the_events_it_rests_on()
    {
        await TellAsync("homework/7", Homework([Breach("HomeworkExceedsDailyMinutes"), Breach("PupilsMarkedThemselves"), Breach("HomeworkLooksMechanical", "WARNING")]));
        ListEvidenceRequest all = new() { Division = SupervisionHost.County, Kind = ObjectKind.School, ObjectCode = _school };
        var found = await Client().ListEvidenceAsync(all);
        Assert.Equal(["HomeworkExceedsDailyMinutes", "PupilsMarkedThemselves"], found.Evidence.Select(e => e.Rule).Order());
        Assert.All(found.Evidence, e => Assert.Equal(("school.homework-breach-found", "homework/7"), (e.EventType, e.Resource)));
        var one = await Client().ListEvidenceAsync(new(all) { PointId = "JLP-C14" });
        Assert.Equal("PupilsMarkedThemselves", Assert.Single(one.Evidence).Rule);
        var first = await Client().ListEvidenceAsync(new(all) { PageSize = 1 });
        var second = await Client().ListEvidenceAsync(new(all) { PageSize = 1, PageToken = first.NextPageToken });
        Assert.Equal(found.Evidence, first.Evidence.Concat(second.Evidence));
        Assert.Empty(second.NextPageToken);
    }

    [Fact]
    public async Task An_advertisement_that_was_dismissed_never_spoke_against_anybody()
    {
        await TellAsync("advertisements/1", new AdvertisementBreachFound
        {
            Division = SupervisionHost.County, AdvertisementId = "1", InstitutionCode = _institution, Channel = "BUS_STOP", SeenOn = new(2026, 11, 19), Findings = [Breach("AdvertisedOnBarredChannel")],
        });
        Assert.Equal(PointLevel.NotMet, (await PointAsync("JLP-C59", ObjectKind.Institution, _institution)).Level);
        // The event of the dismissal names no institution: it ends the matter of the advertisement, whoever's it was.
        await TellAsync("advertisements/1", new AdvertisementDismissed { Division = SupervisionHost.County, AdvertisementId = "1" });
        Assert.Equal(PointLevel.NotSeen, (await PointAsync("JLP-C59", ObjectKind.Institution, _institution)).Level);
    }

    [Fact]
    public async Task A_county_answers_for_warnings_until_they_are_closed()
    {
        await TellAsync("risk-warnings/1", new RiskWarningRaised
        {
            Division = SupervisionHost.County, RiskWarningId = "1", InstitutionId = "1", InstitutionCode = _institution, Level = "RED", Score = 80, Reasons = [], Departments = [],
        });
        Assert.Equal(PointLevel.NotMet, (await PointAsync("JLP-C42", ObjectKind.County, "")).Level);
        await TellAsync("risk-warnings/1", new RiskWarningClosed { Division = SupervisionHost.County, RiskWarningId = "1", InstitutionId = "1" });
        var closed = await PointAsync("JLP-C42", ObjectKind.County, "");
        Assert.Equal((PointLevel.PartlyMet, 1, 1), (closed.Level, closed.SeenCount, closed.MendedCount));
    }

    [Fact]
    public async Task What_is_put_right_in_a_later_year_mends_the_year_in_which_it_was_found()
    {
        await TellAsync("homework/1", Homework([Breach("HomeworkExceedsDailyMinutes")]));
        _host.Clock.Now = SupervisionHost.Noon("2027-01-08");
        await TellAsync("homework/1", Homework([]));
        Assert.Equal(PointLevel.PartlyMet, (await Client().GetScoresAsync(Asked(ObjectKind.School, _school, 2026))).Points.Single(p => p.PointId == "JLP-C10").Level);
        Assert.Equal(PointLevel.NotSeen, (await Client().GetScoresAsync(Asked(ObjectKind.School, _school, 2027))).Points.Single(p => p.PointId == "JLP-C10").Level);
    }

    [Fact]
    public async Task The_latest_word_counts()
    {
        var scored = (await ScoreAsync("JLP-C10", PointLevel.PartlyMet)).Point;
        Assert.Equal((PointLevel.PartlyMet, PointLevel.NotSeen, "EDUCATION"), (scored.Level, scored.AutomaticLevel, scored.Manual.Department));
        Assert.Equal("PARTLY_MET", (await _host.HearAsync<PointScored>($"{_school}/2026/JLP-C10")).Level);
        await TellAsync("homework/1", Homework([Breach("HomeworkExceedsDailyMinutes")]), minutes: 5);
        Assert.Equal(PointLevel.NotMet, (await PointAsync("JLP-C10", ObjectKind.School, _school)).Level);
        _host.Clock.Now = _host.Clock.Now.AddMinutes(10);
        Assert.Equal(PointLevel.Met, (await ScoreAsync("JLP-C10", PointLevel.Met)).Point.Level);
        var back = (await ScoreAsync("JLP-C10", null)).Point;
        Assert.Equal((PointLevel.NotMet, null), (back.Level, back.Manual));
        Assert.True((await _host.HearAsync<PointScored>($"{_school}/2026/JLP-C10", e => e.Withdrawn)).Withdrawn);
    }

    [Fact]
    public async Task A_score_without_evidence_of_another_object_or_of_a_year_past_is_refused()
    {
        var request = Scoring("JLP-C10", PointLevel.Met);
        request.Score.EvidenceSha256.Clear();
        Assert.Contains("score.evidence_sha256", (await RefusedAsync(request)).Fields.Keys);
        Assert.Contains("point_id", (await RefusedAsync(Scoring("JLP-C30", PointLevel.Met))).Fields.Keys);
        Assert.Contains("score.level", (await RefusedAsync(Scoring("JLP-C10", PointLevel.NotSeen))).Fields.Keys);
        Assert.Contains("year", (await RefusedAsync(new(Scoring("JLP-C10", PointLevel.Met)) { Year = 2024 })).Fields.Keys);
        Assert.Contains("year", (await RefusedAsync(new(Scoring("JLP-C10", PointLevel.Met)) { Year = 2027 })).Fields.Keys);
        Assert.Contains("object_code", (await RefusedAsync(new(Scoring("JLP-C10", PointLevel.Met)) { ObjectCode = "" })).Fields.Keys);
        await ScoreAsync("JLP-C10", PointLevel.Met);
        Assert.Equal("ETAG_MISMATCH", (await RefusedAsync(new(Scoring("JLP-C10", PointLevel.Met)) { Etag = "\"9\"" })).Reason);
        Assert.Equal(StatusCode.PermissionDenied, (await RichError.OfAsync(new IndicatorService.IndicatorServiceClient(_host.Officer(division: "530103")).ScorePointAsync(Scoring("JLP-C10", PointLevel.Met)))).Code);
    }

    [Fact]
    public async Task A_school_reads_its_own_points_and_no_others()
    {
        var own = new IndicatorService.IndicatorServiceClient(_host.School(_school));
        Assert.Equal(30, (await own.GetScoresAsync(Asked(ObjectKind.School, _school))).Points.Count);
        Assert.Equal(StatusCode.NotFound, (await RichError.OfAsync(own.GetScoresAsync(Asked(ObjectKind.School, Registry.NewCode())))).Code);
        Assert.Equal(StatusCode.NotFound, (await RichError.OfAsync(own.GetScoresAsync(Asked(ObjectKind.County, "")))).Code);
    }

    [Fact]
    public async Task Boards_and_places_add_up_to_what_their_objects_have()
    {
        string[] schools = [_school, .. Enumerable.Range(0, 6).Select(_ => Registry.NewCode())];
        foreach (var (school, i) in schools.Select((s, i) => (s, i)))
        {
            await TellAsync($"schools/{school}/homework/1", new HomeworkCounted
            {
                Division = i < 4 ? "530102" : "530103", SchoolCode = school, Date = new(2026, 11, 19), Entries = 3, ClassDays = 1, WrittenMinutes = 900, ClassSizes = 30,
            });
            if (i % 2 == 0) await TellAsync($"homework/{i}", Homework([Breach("HomeworkExceedsDailyMinutes")], school, i < 4 ? "530102" : "530103"));
        }
        var city = new IndicatorService.IndicatorServiceClient(_host.Officer(division: SupervisionHost.City));
        var board = new List<ScoreboardRow>();
        for (var token = ""; ;)
        {
            var page = await city.ListScoreboardAsync(new() { Division = SupervisionHost.City, Kind = ObjectKind.School, PageSize = 2, PageToken = token });
            board.AddRange(page.Rows);
            if ((token = page.NextPageToken).Length == 0) break;
        }
        Assert.Equal(schools.Order(), board.Select(r => r.ObjectCode).Order());
        Assert.Equal(board.Select(r => r.Sum.Score).Order(), board.Select(r => r.Sum.Score));
        var best = await city.ListScoreboardAsync(new() { Division = SupervisionHost.City, Kind = ObjectKind.School, BestFirst = true });
        Assert.Equal(board.Select(r => r.Sum.Score).OrderDescending(), best.Rows.Select(r => r.Sum.Score));
        var worst = schools.Where((_, i) => i % 2 == 0).ToHashSet();
        Assert.All(board, r => Assert.Equal(worst.Contains(r.ObjectCode) ? 6667 : 10000, r.Sum.Score));
        var places = (await city.GetDivisionScoresAsync(new() { Division = SupervisionHost.City })).Divisions;
        Assert.Equal(["530100", "530102", "530103"], places.Select(p => p.Division));
        Assert.Equal([(3, 4), (2, 2), (1, 2)], places.Select(p => p.Points.Single(x => x.PointId == "JLP-C10").Objects).Select(o => (o.MetCount, o.NotMetCount)));
    }

    [Fact]
    public async Task Schools_add_up_by_town()
    {
        (string Code, string? Town)[] schools = [(_school, "莲华街道"), (Registry.NewCode(), "莲华街道"), (Registry.NewCode(), "黑林铺街道"), (Registry.NewCode(), null)];
        foreach (var (school, town) in schools)
        {
            if (town is not null) await _host.TellAsync(InspectionYear.Consumer, "schools", $"schools/{school}", new SchoolRegistered
            {
                Division = SupervisionHost.County, SchoolCode = school, Name = "样例学校", Stages = ["PRIMARY"], Town = town,
            });
            await TellAsync($"schools/{school}/homework/1", new HomeworkCounted
            {
                Division = SupervisionHost.County, SchoolCode = school, Date = new(2026, 11, 19), Entries = 3, ClassDays = 1, WrittenMinutes = 900, ClassSizes = 30,
            });
        }
        await TellAsync("homework/1", Homework([Breach("HomeworkExceedsDailyMinutes")], _school));
        var county = new IndicatorService.IndicatorServiceClient(_host.Officer());
        var towns = (await county.GetTownScoresAsync(new() { Division = SupervisionHost.County })).Towns;
        // Two points of the school speak of that rule.
        Assert.Equal([("", 1, 0), ("莲华街道", 2, 2), ("黑林铺街道", 1, 0)], towns.Select(t => (t.Town, t.Schools, t.Sum.NotMetCount)));
        var city = new IndicatorService.IndicatorServiceClient(_host.Officer(division: SupervisionHost.City));
        Assert.Contains("division", (await RichError.OfAsync(city.GetTownScoresAsync(new() { Division = SupervisionHost.City }))).Fields.Keys);
    }

    [Fact]
    public async Task One_event_counts_once_however_often_it_comes()
    {
        var body = Platform.Messaging.CloudEvents.Write(Guid.CreateVersion7(), "schools", "homework/1", 1, _host.Clock.Now.UtcDateTime, new HomeworkCounted
        {
            Division = SupervisionHost.County, SchoolCode = _school, Date = new(2026, 11, 19), Entries = 3, ClassDays = 1, WrittenMinutes = 900, ClassSizes = 30,
        });
        var consumer = _host.Host.Services.GetServices<Platform.Messaging.IEventConsumer>().Single(c => c.Name == "supervision.facts");
        for (var i = 0; i < 3; i++) await consumer.DeliverAsync(Platform.Messaging.CloudEvents.Read(body), CancellationToken.None);
        Assert.Equal(1, (await PointAsync("JLP-C10", ObjectKind.School, _school)).SeenCount);
    }

    private IndicatorService.IndicatorServiceClient Client() => new(_host.Officer());

    private async Task<GetScoresResponse> SchoolScoresAsync() => await Client().GetScoresAsync(Asked(ObjectKind.School, _school));

    private async Task<PointScore> PointAsync(string point, ObjectKind kind, string code) =>
        (await Client().GetScoresAsync(Asked(kind, code, _host.Clock.Now.Year))).Points.Single(p => p.PointId == point);

    private static GetScoresRequest Asked(ObjectKind kind, string code, int year = 0) => new() { Division = SupervisionHost.County, Kind = kind, ObjectCode = code, Year = year };

    private ScorePointRequest Scoring(string point, PointLevel? level) => new()
    {
        RequestId = Registry.NewId(), Division = SupervisionHost.County, Kind = ObjectKind.School, ObjectCode = _school, PointId = point,
        Score = level is { } l ? new ManualScore { Level = l, Reason = "查阅资料并走访", EvidenceSha256 = { Digest } } : null,
    };

    private async Task<ScorePointResponse> ScoreAsync(string point, PointLevel? level) => await Client().ScorePointAsync(Scoring(point, level));

    private Task<RichError> RefusedAsync(ScorePointRequest request) => RichError.OfAsync(Client().ScorePointAsync(request));

    /// <summary>Later events come a second later each.</summary>
    private Task TellAsync(string subject, DomainEvent fact, int minutes = 0) =>
        _host.TellAsync("supervision.facts", "tests", subject, fact, at: _host.Clock.Now.UtcDateTime.AddMinutes(minutes).AddSeconds(++_told));

    private HomeworkBreachFound Homework(IReadOnlyList<FindingFact> findings, string? school = null, string division = SupervisionHost.County) => new()
    {
        Division = division, HomeworkId = "1", SchoolCode = school ?? _school, ClassId = "1", Date = new(2026, 11, 19), Findings = findings,
    };

    private static FindingFact Breach(string rule, string severity = "BREACH") => new(rule, severity, "超出规定", "beyond the limit", null, null, ["JLP-C10"]);
}
