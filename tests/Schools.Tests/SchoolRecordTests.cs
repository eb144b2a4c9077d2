using ShuangJian.Contracts;
using ShuangJian.Policy;
using ShuangJian.Protos.School.V1;
using ShuangJian.Schools.Domain;
using ShuangJian.Testing;
using RecordValue = ShuangJian.Protos.School.V1.RecordValue;
using SchoolRecord = ShuangJian.Protos.School.V1.SchoolRecord;
using SchoolRecordState = ShuangJian.Protos.School.V1.SchoolRecordState;

namespace ShuangJian.Schools.Tests;

/// <summary>Records of every kind over the real service.</summary>
public sealed class SchoolRecordTests() : SchoolsTest("331002")
{
    private const string Kunming = "530102", Taizhou = "331002", Elsewhere = "440304";

    private SchoolRecordService.SchoolRecordServiceClient School => new(_host.Caller());

    private SchoolRecordService.SchoolRecordServiceClient County => new(_host.Officer());

    private SchoolRecordService.SchoolRecordServiceClient City => new(_host.Officer("331000"));

    private SchoolRecordService.SchoolRecordServiceClient Province => new(_host.Officer("330000"));

    private SchoolRecordService.SchoolRecordServiceClient Anyone => new(_host.Host.Channel);

    [Theory]
    // TZ-5: 98 % striven for before 2025; TZ-7: 100 % and 35 % by 2025.
    [InlineData("compulsory-standard", "standard", Taizhou, "2024-12-31", 98, 100, "")]
    [InlineData("compulsory-standard", "standard", Taizhou, "2024-12-31", 97, 100, "WARNING 97.00 of 98")]
    [InlineData("compulsory-standard", "standard", Taizhou, "2025-01-01", 97, 100, "WARNING 97.00 of 98")]
    [InlineData("compulsory-standard", "standard", Taizhou, "2024-12-31", 979, 999, "WARNING 97.99 of 98")]
    [InlineData("compulsory-standard", "standard", Taizhou, "2021-12-30", 1, 100, "")]
    [InlineData("migrant-children", "in_public", Taizhou, "2025-01-01", 95, 100, "")]
    [InlineData("migrant-children", "in_public", Taizhou, "2025-01-01", 9499, 10000, "WARNING 94.99 of 95")]
    [InlineData("junior-standard", "standard", Taizhou, "2025-12-31", 99, 100, "WARNING 99.00 of 100")]
    [InlineData("junior-standard", "standard", Taizhou, "2026-01-01", 99, 100, "BREACH 99.00 of 100")]
    [InlineData("junior-standard", "standard", Taizhou, "2026-01-01", 100, 100, "")]
    [InlineData("junior-standard", "modern", Taizhou, "2026-01-01", 35, 100, "")]
    [InlineData("junior-standard", "modern", Taizhou, "2026-01-01", 34, 100, "BREACH 34.00 of 35")]
    [InlineData("junior-standard", "modern", Taizhou, "2025-12-31", 34, 100, "WARNING 34.00 of 35")]
    [InlineData("junior-standard", "modern", Kunming, "2026-01-01", 0, 100, "")]
    [InlineData("junior-standard", "modern", Taizhou, "2026-01-01", 0, 0, "")]
    [InlineData("online-use", "users", Taizhou, "2026-01-01", 0, 100, "")]
    public void A_share_is_held_against_its_target(string kind, string indicator, string place, string day, long part, long whole, string expected)
    {
        var finding = RecordRules.IndicatorBelowTarget(Law.Current.Records[kind].Indicators.Single(i => i.Id == indicator), part, whole, AfterSchoolRulesTests.At(place, day));
        Assert.Equal(expected, finding is null ? "" : $"{finding.Severity.ToString().ToUpperInvariant()} {finding.Observed!.Value} of {finding.Limit!.Value}");
    }

    [Theory]
    [InlineData(Kunming, "2025-01-08", 9, 10, "WARNING")]
    [InlineData(Kunming, "2025-01-09", 9, 10, "BREACH")]
    [InlineData(Kunming, "2025-01-09", 10, 10, "")]
    [InlineData(Kunming, "2022-01-08", 0, 10, "")]
    [InlineData(Taizhou, "2026-01-09", 0, 10, "")]
    public void A_round_comes_to_every_school(string place, string day, long covered, long schools, string expected)
    {
        var finding = RecordRules.RoundMissesSchools(Law.Current.Records["routine-inspection"], covered, schools, AfterSchoolRulesTests.At(place, day));
        Assert.Equal(expected, finding is null ? "" : finding.Severity.ToString().ToUpperInvariant());
    }

    [Theory]
    [InlineData("online-resource", "free", Kunming, "2026-01-01", false, "KM-25")]
    [InlineData("online-resource", "free", Kunming, "2026-01-01", true, "")]
    [InlineData("online-resource", "free", Taizhou, "2026-01-01", false, "TZ-4")]
    [InlineData("online-resource", "free", Elsewhere, "2026-01-01", false, "")]
    [InlineData("spare-time", "guidance", Kunming, "2022-01-08", false, "")]
    [InlineData("spare-time", "guidance", Kunming, "2022-01-09", false, "KM-5")]
    public void What_the_clauses_demand_outright_is_a_breach_when_it_is_not_done(string kind, string field, string place, string day, bool done, string expected)
    {
        var of = Law.Current.Records[kind];
        Assert.Equal(expected, string.Join(',', RecordRules.RecordedDutyNotMet(of, of.Field(field)!, done, AfterSchoolRulesTests.At(place, day))?.Basis.Select(b => b.Clause) ?? []));
    }

    [Fact]
    public async Task A_record_goes_from_draft_to_the_public_and_shows_it_the_public_fields_only()
    {
        await using var host = await SchoolsHost.StartAsync(Kunming);
        var (county, city) = (new SchoolRecordService.SchoolRecordServiceClient(host.Officer()), new SchoolRecordService.SchoolRecordServiceClient(host.Officer("530100")));
        var draft = (await county.SaveSchoolRecordAsync(Save(Inspection(Kunming, host.Code)))).Record;
        Assert.Equal(SchoolRecordState.Draft, draft.State);
        var submitted = (await county.SubmitSchoolRecordAsync(new() { RequestId = Registry.NewId(), RecordId = draft.RecordId, Etag = draft.Etag })).Record;
        Assert.Equal((host.Code, "routine-inspection"), ((await host.HearAsync<SchoolRecordSubmitted>(draft.RecordId)).SchoolCode, submitted.KindId));
        ReviewSchoolRecordRequest review = new() { RequestId = Registry.NewId(), RecordId = draft.RecordId, Confirmed = true };
        Assert.Equal("RECORD_REVIEWER_NOT_ABOVE", (await RichError.OfAsync(county.ReviewSchoolRecordAsync(review))).Reason);
        await city.ReviewSchoolRecordAsync(review);
        Assert.True((await host.HearAsync<SchoolRecordReviewed>(draft.RecordId)).Confirmed);
        var anyone = new SchoolRecordService.SchoolRecordServiceClient(host.Host.Channel);
        Assert.Empty((await anyone.ListPublishedRecordsAsync(new() { Division = "530000" })).Records);
        await county.PublishSchoolRecordAsync(new() { RequestId = Registry.NewId(), RecordId = draft.RecordId });
        await host.HearAsync<SchoolRecordPublished>(draft.RecordId);
        var shown = Assert.Single((await anyone.ListPublishedRecordsAsync(new() { Division = "530000", KindId = "routine-inspection" })).Records);
        Assert.Equal(("inspected_on,items,problems,solved,result", host.Code), (string.Join(',', shown.Values.Select(v => v.FieldId)), shown.SchoolCode));
        var whole = await county.GetSchoolRecordAsync(new() { RecordId = draft.RecordId });
        Assert.Equal([SchoolRecordState.Submitted, SchoolRecordState.Confirmed, SchoolRecordState.Published], whole.Steps.Select(s => s.State));
        Assert.Contains(whole.Record.Values, v => v.FieldId == "guidance");

        // One of two schools was looked at within three years, and the first round is over.
        await host.Office.RegisterSchoolAsync(new() { RequestId = Registry.NewId(), School = host.NewSchool() });
        var counted = await city.GetRecordStatisticsAsync(new() { Division = "530100", KindId = "routine-inspection", Year = 2026 });
        Assert.Equal((1, 1, 1, 2, "RoundMissesSchools"), (counted.Records, counted.Published, counted.CoveredSchools, counted.Schools, counted.Findings.Single().Rule));
        await city.ReviewSchoolRecordAsync(new() { RequestId = Registry.NewId(), RecordId = draft.RecordId, Remarks = "请补充整改情况" });
        counted = await city.GetRecordStatisticsAsync(new() { Division = "530100", KindId = "routine-inspection", Year = 2026 });
        Assert.Equal((0, 0, 0), (counted.Records, counted.Published, counted.CoveredSchools));
        Assert.Empty((await anyone.ListPublishedRecordsAsync(new() { Division = "530000" })).Records);
    }

    [Fact]
    public async Task A_school_keeps_its_own_and_its_county_reviews_it()
    {
        var draft = (await School.SaveSchoolRecordAsync(Save(Use(500, 300, 100)))).Record;
        var error = await RichError.OfAsync(County.SaveSchoolRecordAsync(Save(Use(500, 300, 100))));
        Assert.Equal(("RECORD_NOT_KEPT_HERE", "SCHOOL"), (error.Reason, error.Facts["keeper"]));
        Assert.Equal("RECORD_NOT_KEPT_HERE", (await RichError.OfAsync(County.SubmitSchoolRecordAsync(new() { RequestId = Registry.NewId(), RecordId = draft.RecordId }))).Reason);
        error = await RichError.OfAsync(School.SaveSchoolRecordAsync(Save(Use(400, 300, 100))));
        Assert.Equal(("SCHOOL_RECORD_EXISTS", draft.RecordId), (error.Reason, error.Facts["record_id"]));
        await School.SubmitSchoolRecordAsync(new() { RequestId = Registry.NewId(), RecordId = draft.RecordId });
        Assert.Equal(["remarks"], (await RichError.OfAsync(County.ReviewSchoolRecordAsync(new() { RequestId = Registry.NewId(), RecordId = draft.RecordId }))).Fields.Keys);
        await County.ReviewSchoolRecordAsync(new() { RequestId = Registry.NewId(), RecordId = draft.RecordId, Remarks = "请核对使用人数" });
        var again = Save(Use(500, 310, 100));
        again.RecordId = draft.RecordId;
        Assert.Equal(310, (await School.SaveSchoolRecordAsync(again)).Record.Values.Single(v => v.FieldId == "users").Number);
        await School.DiscardSchoolRecordAsync(new() { RequestId = Registry.NewId(), RecordId = draft.RecordId });
        Assert.Empty((await School.ListSchoolRecordsAsync(new() { Division = Taizhou })).Records);
        Assert.Equal("SCHOOL_RECORD_STATE", (await RichError.OfAsync(School.SubmitSchoolRecordAsync(new() { RequestId = Registry.NewId(), RecordId = draft.RecordId }))).Reason);
        Assert.NotEqual(draft.RecordId, (await School.SaveSchoolRecordAsync(Save(Use(400, 300, 100)))).Record.RecordId);
        var stranger = new SchoolRecordService.SchoolRecordServiceClient(_host.Caller(Registry.NewCode()));
        Assert.Equal("RESOURCE_NOT_FOUND", (await RichError.OfAsync(stranger.GetSchoolRecordAsync(new() { RecordId = draft.RecordId }))).Reason);
    }

    [Fact]
    public async Task Every_field_is_checked_by_its_kind_with_its_path()
    {
        var record = Use(500, 501);
        await RefusedAsync(School, record, "record.values[1].number");
        record = Use(500, 300);
        record.Values.Add([new RecordValue { FieldId = "hours", Number = -1 }, new RecordValue { FieldId = "nothing", Number = 1 }, new RecordValue { FieldId = "users", Number = 1 }]);
        await RefusedAsync(School, record, "record.values[2].number", "record.values[3].field_id", "record.values[4].field_id");
        record = Use(500, 300);
        record.Values.Add(new RecordValue { FieldId = "hours", Text = "many" });
        await RefusedAsync(School, record, "record.values[2].number");
        record = Inspection(Taizhou, _host.Code);
        record.Values[0].Text = "2026-02-30";
        record.Values[4].Text = "excellent";
        record.Values[5].Text = "短";
        await RefusedAsync(County, record, "record.values[0].text", "record.values[4].text", "record.values[5].text");
        await RefusedAsync(County, Inspection(Taizhou, Registry.NewCode()), "record.about_school_code");
        await RefusedAsync(County, Inspection(Taizhou, ""), "record.about_school_code");
        await RefusedAsync(City, Inspection("331000", _host.Code), "record.division");
        record = Use(500, 300);
        record.Date = "2026-11-21";
        await RefusedAsync(School, record, "record.date");
        record = Use(500, 300);
        record.KindId = "nothing";
        await RefusedAsync(School, record, "record.kind_id");
        record = Use(500, 300);
        record.SchoolCode = "";
        await RefusedAsync(School, record, "record.school_code");
    }

    [Fact]
    public async Task What_is_incomplete_can_be_saved_and_not_submitted()
    {
        var draft = (await School.SaveSchoolRecordAsync(Save(Use(500, 300)))).Record;
        var error = await RichError.OfAsync(School.SubmitSchoolRecordAsync(new() { RequestId = Registry.NewId(), RecordId = draft.RecordId }));
        Assert.Equal("SCHOOL_RECORD_INCOMPLETE", error.Reason);
        Assert.Equal(("hours", "values.hours"), (error.Facts["missing"], error.Fields.Keys.Single()));
    }

    [Fact]
    public async Task Of_many_who_review_one_version_one_wins()
    {
        var draft = await SubmittedAsync(School, Use(500, 300, 100));
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 6).Select(i => RichError.ReasonAsync(County.ReviewSchoolRecordAsync(new() { RequestId = Registry.NewId(), RecordId = draft.RecordId, Etag = draft.Etag, Confirmed = i % 2 == 0, Remarks = "审核意见如下" }))));
        Assert.Equal((1, 5), (outcomes.Count(o => o.Length == 0), outcomes.Count(o => o == "ETAG_MISMATCH")));
    }

    [Fact]
    public async Task Statistics_equal_a_recount_and_are_judged_as_a_whole()
    {
        // The county alone misses 98 %; what the province adds up is judged as a whole.
        var first = await SubmittedAsync(County, Standard(Taizhou, 100, 97));
        Assert.Equal(("IndicatorBelowTarget", "97.00"), (first.Findings.Single().Rule, first.Findings.Single().Observed.Value));
        var other = new SchoolRecordService.SchoolRecordServiceClient(_host.Officer("331003"));
        var second = await SubmittedAsync(other, Standard("331003", 200, 200));
        Assert.Empty(second.Findings);
        var third = await SubmittedAsync(new(_host.Officer("331004")), Standard("331004", 50, 10));
        foreach (var one in new[] { first, second, third }) await City.ReviewSchoolRecordAsync(new() { RequestId = Registry.NewId(), RecordId = one.RecordId, Confirmed = true });
        await County.PublishSchoolRecordAsync(new() { RequestId = Registry.NewId(), RecordId = first.RecordId });
        await City.ReviewSchoolRecordAsync(new() { RequestId = Registry.NewId(), RecordId = third.RecordId, Remarks = "数据有误，退回" });
        GetRecordStatisticsRequest ask = new() { Division = "330000", KindId = "compulsory-standard", Year = 2026 };
        var counted = await Province.GetRecordStatisticsAsync(ask);
        var rows = (await Province.ListSchoolRecordsAsync(new() { Division = "330000", KindId = ask.KindId, Year = 2026, States = { SchoolRecordState.Confirmed, SchoolRecordState.Published } })).Records;
        long Recount(string field) => rows.SelectMany(r => r.Values).Where(v => v.FieldId == field).Sum(v => v.Number);
        Assert.Equal((rows.Count, 1, Recount("schools"), Recount("standard"), 990),
            (counted.Records, counted.Published, counted.Sums.Single(s => s.FieldId == "schools").Sum, counted.Shares[0].Part, counted.Shares[0].Permille));
        Assert.Empty(counted.Findings);
        Assert.Equal("WARNING", (await County.GetRecordStatisticsAsync(new() { Division = Taizhou, KindId = ask.KindId, Year = 2026 })).Findings.Single().Severity.ToString().ToUpperInvariant());
        Assert.Equal(0, (await Province.GetRecordStatisticsAsync(new() { Division = "330000", KindId = ask.KindId, Year = 2025 })).Records);
        Assert.Equal(["kind_id"], (await RichError.OfAsync(Province.GetRecordStatisticsAsync(new() { Division = "330000", KindId = "nothing", Year = 2026 }))).Fields.Keys);
    }

    [Fact]
    public async Task Anyone_reads_which_kinds_there_are_page_by_page()
    {
        var (seen, token) = (new List<Protos.School.V1.RecordKind>(), "");
        do
        {
            var page = await Anyone.ListRecordKindsAsync(new() { PageSize = 7, PageToken = token });
            seen.AddRange(page.Kinds);
            token = page.NextPageToken;
        }
        while (token.Length > 0);
        // Those of supervision are told by supervision.
        Assert.Equal(Law.Current.Records.Values.Where(k => k.Duty is null).Select(k => k.Id), seen.Select(k => k.KindId));
        Assert.Equal("targets/modern_junior_schools_percent", seen.Single(k => k.KindId == "junior-standard").Indicators[1].Target);
    }

    [Fact]
    public async Task What_is_only_asked_tells_the_findings_and_leaves_no_trace()
    {
        var save = Save(Standard(Taizhou, 100, 97));
        save.ValidateOnly = true;
        Assert.Equal("IndicatorBelowTarget", (await County.SaveSchoolRecordAsync(save)).Record.Findings.Single().Rule);
        Assert.Empty((await County.ListSchoolRecordsAsync(new() { Division = Taizhou })).Records);
    }

    private static SaveSchoolRecordRequest Save(SchoolRecord record) => new() { RequestId = Registry.NewId(), Record = record };

    private static async Task RefusedAsync(SchoolRecordService.SchoolRecordServiceClient who, SchoolRecord record, params string[] paths) =>
        Assert.Equal(paths.Order(StringComparer.Ordinal), (await RichError.OfAsync(who.SaveSchoolRecordAsync(Save(record)))).Fields.Keys.Order(StringComparer.Ordinal));

    private static async Task<SchoolRecord> SubmittedAsync(SchoolRecordService.SchoolRecordServiceClient who, SchoolRecord record)
    {
        var draft = (await who.SaveSchoolRecordAsync(Save(record))).Record;
        return (await who.SubmitSchoolRecordAsync(new() { RequestId = Registry.NewId(), RecordId = draft.RecordId, Etag = draft.Etag })).Record;
    }

    private SchoolRecord Use(long pupils, long users, long? hours = null)
    {
        SchoolRecord record = new()
        {
            KindId = "online-use", SchoolCode = _host.Code, Date = SchoolsHost.Today,
            Values = { new RecordValue { FieldId = "pupils", Number = pupils }, new RecordValue { FieldId = "users", Number = users } },
        };
        if (hours is { } value) record.Values.Add(new RecordValue { FieldId = "hours", Number = value });
        return record;
    }

    private static SchoolRecord Standard(string division, long schools, long standard) => new()
    {
        KindId = "compulsory-standard", Division = division, Date = SchoolsHost.Today,
        Values = { new RecordValue { FieldId = "schools", Number = schools }, new RecordValue { FieldId = "standard", Number = standard } },
    };

    private static SchoolRecord Inspection(string division, string about) => new()
    {
        KindId = "routine-inspection", Division = division, AboutSchoolCode = about, Date = SchoolsHost.Today,
        Values =
        {
            new RecordValue { FieldId = "inspected_on", Text = SchoolsHost.Today }, new RecordValue { FieldId = "items", Number = 20 }, new RecordValue { FieldId = "problems", Number = 2 },
            new RecordValue { FieldId = "solved", Number = 1 }, new RecordValue { FieldId = "result", Text = "adequate" }, new RecordValue { FieldId = "guidance", Text = "集体备课需加强" },
        },
    };
}
