using ShuangJian.Contracts;
using DivisionCode = ShuangJian.Policy.DivisionCode;
using Law = ShuangJian.Policy.Law;
using RecordValue = ShuangJian.Protos.School.V1.RecordValue;
using ShuangJian.Protos.Supervision.V1;
using ShuangJian.Testing;

namespace ShuangJian.Supervision.Tests;

/// <summary>Records of supervision over the real service: workflow, terms, gaps, figures.</summary>
public sealed class SupervisionRecordTests : IAsyncLifetime
{
    private SupervisionHost _host = null!;

    private SupervisionRecordService.SupervisionRecordServiceClient Writer => As("officer-a");

    private SupervisionRecordService.SupervisionRecordServiceClient Reviewer => As("officer-b");

    public async Task InitializeAsync() => _host = await SupervisionHost.StartAsync();

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task Kinds_are_told_to_anyone_with_what_they_ask_of_whom()
    {
        var kinds = (await new SupervisionRecordService.SupervisionRecordServiceClient(_host.Host.Channel).ListSupervisionRecordKindsAsync(new())).Kinds;
        var funding = kinds.Single(k => k.Kind.KindId == "after-school-funding");
        Assert.Equal(("V15", true, "County,City", "KM-16,TZ-9,JLP-C52"), (funding.Capability, funding.Each, string.Join(',', funding.Levels), string.Join(',', funding.Kind.Clauses)));
        Assert.Equal(["V10", "V14", "V15", "V16", "V8", "X8"], kinds.Select(k => k.Capability).Distinct().Order(StringComparer.Ordinal));
        Assert.DoesNotContain(kinds, k => k.Kind.KindId == "staffing");
    }

    [Fact]
    public async Task Accountability_runs_from_draft_to_appeal_and_names_persons_to_few()
    {
        const string name = "样例甲乙";
        var draft = Accountability();
        draft.PersonNames.Add(name);
        var one = (await Writer.SaveSupervisionRecordAsync(new() { RequestId = Registry.NewId(), Record = draft })).Record;
        Assert.Equal((SupervisionRecordState.Draft, "样**"), (one.State, one.PersonNames[0]));
        one = await SubmitAsync(one);
        // Twenty working days after Friday, 20 November.
        Assert.Equal("2026-12-18", one.DueDate);
        Assert.Equal("RECORD_SAME_OFFICER", (await RichError.OfAsync(Writer.ReviewSupervisionRecordAsync(Review(one, true)))).Reason);
        Assert.Equal(["remarks"], (await RichError.OfAsync(Reviewer.ReviewSupervisionRecordAsync(Review(one, false)))).Fields.Keys);
        one = (await Reviewer.ReviewSupervisionRecordAsync(Review(one, true))).Record;
        Assert.Equal((SupervisionRecordState.Confirmed, "2026-12-18"), (one.State, one.AppealUntil));
        Assert.True((await _host.HearAsync<SupervisionRecordReviewed>(one.RecordId)).Confirmed);
        Assert.Equal("样**", (await Writer.GetSupervisionRecordAsync(new() { RecordId = one.RecordId })).Record.PersonNames[0]);
        Assert.Equal(name, (await Writer.GetSupervisionRecordAsync(new() { RecordId = one.RecordId, Purpose = "核实问责对象" })).Record.PersonNames[0]);

        AppealSupervisionRecordRequest appeal = new() { RequestId = Registry.NewId(), RecordId = one.RecordId, FiledOn = "2026-11-20", Grounds = "认定的事实有误" };
        Assert.False((await Writer.AppealSupervisionRecordAsync(appeal)).Record.Appeals[0].Settled);
        appeal.RequestId = Registry.NewId();
        Assert.Equal("RECORD_APPEAL_NOT_OPEN", (await RichError.OfAsync(Writer.AppealSupervisionRecordAsync(appeal))).Reason);
        Assert.Equal(1, await CountAsync("accountability"));
        SettleSupervisionRecordAppealRequest settle = new() { RequestId = Registry.NewId(), RecordId = one.RecordId, Upheld = true, Reason = "经复核事实认定有误" };
        Assert.Equal("RECORD_SAME_OFFICER", (await RichError.OfAsync(Writer.SettleSupervisionRecordAppealAsync(settle))).Reason);
        Assert.Equal(SupervisionRecordState.Revoked, (await Reviewer.SettleSupervisionRecordAppealAsync(settle)).Record.State);
        Assert.Equal(0, await CountAsync("accountability"));
    }

    [Theory]
    [InlineData("2026-12-18", false)]
    [InlineData("2026-12-19", true)]
    public async Task An_appeal_has_a_term(string day, bool late)
    {
        var draft = Accountability();
        draft.PersonNames.Add("样例丙丁");
        var one = (await Reviewer.ReviewSupervisionRecordAsync(Review(await SubmitAsync((await Writer.SaveSupervisionRecordAsync(new() { RequestId = Registry.NewId(), Record = draft })).Record), true))).Record;
        _host.Clock.Now = SupervisionHost.Noon(day);
        var reason = await RichError.ReasonAsync(Writer.AppealSupervisionRecordAsync(new() { RequestId = Registry.NewId(), RecordId = one.RecordId, FiledOn = day, Grounds = "认定的事实有误" }));
        Assert.Equal(late ? "RECORD_APPEAL_NOT_OPEN" : "", reason);
    }

    [Fact]
    public async Task Fields_are_checked_by_the_kind_each_with_its_path()
    {
        SupervisionRecord draft = new()
        {
            KindId = "homework-guidance", Division = SupervisionHost.County, Date = "2026-11-01", AboutCreditCode = Registry.NewCode(), DueDate = "2026-12-01", PersonNames = { "样例甲" },
            Values = { Text("number", "x"), Text("nothing", "什么"), Text("issued_on", "去年"), Flag("title", true) },
        };
        var error = await RichError.OfAsync(Writer.SaveSupervisionRecordAsync(new() { RequestId = Registry.NewId(), Record = draft }));
        Assert.Equal(
            ["record.about_credit_code", "record.division", "record.due_date", "record.person_names", "record.values[0].text", "record.values[1].field_id", "record.values[2].text", "record.values[3].text"],
            error.Fields.Keys.Order(StringComparer.Ordinal));
        var guidance = Document("homework-guidance", SupervisionHost.City);
        guidance.Values.RemoveAt(0);
        var city = As("city-a", SupervisionHost.City);
        var saved = (await city.SaveSupervisionRecordAsync(new() { RequestId = Registry.NewId(), Record = guidance })).Record;
        error = await RichError.OfAsync(city.SubmitSupervisionRecordAsync(new() { RequestId = Registry.NewId(), RecordId = saved.RecordId }));
        Assert.Equal(("SUPERVISION_RECORD_INCOMPLETE", "record.values.title"), (error.Reason, error.Fields.Keys.Single()));
        Assert.Equal("OUT_OF_JURISDICTION", (await RichError.OfAsync(Writer.GetSupervisionRecordAsync(new() { RecordId = saved.RecordId }))).Reason);
    }

    [Fact]
    public async Task What_a_level_has_not_issued_is_a_gap_until_it_is_published()
    {
        var city = As("city-a", SupervisionHost.City);
        var before = await GapsAsync("homework-guidance");
        var gap = Assert.Single(before.Gaps);
        Assert.Equal((SupervisionHost.City, "KM-1", SupervisionRecordState.Unspecified, ""), (gap.Division, gap.Basis[0].Clause, gap.State, gap.DueDate));
        // Every county of Kunming has rules of its own to issue; nobody outside a document's place has any.
        var counties = Law.Current.Divisions.Children(DivisionCode.Parse(SupervisionHost.City)).Count(d => d.IsValidOn(new(2026, 11, 20)));
        Assert.Equal((counties, counties), ((await GapsAsync("homework-rules")).Gaps.Count, (int)(await GapsAsync("homework-rules")).Required));
        Assert.Empty((await As("z", "440300").ListRecordGapsAsync(new() { Division = "440300" })).Gaps);

        var one = (await city.SaveSupervisionRecordAsync(new() { RequestId = Registry.NewId(), Record = Document("homework-guidance", SupervisionHost.City) })).Record;
        one = (await city.SubmitSupervisionRecordAsync(new() { RequestId = Registry.NewId(), RecordId = one.RecordId })).Record;
        Assert.Equal(SupervisionRecordState.Submitted, Assert.Single((await GapsAsync("homework-guidance")).Gaps).State);
        var head = As("city-b", SupervisionHost.City);
        await head.ReviewSupervisionRecordAsync(Review(one, true, etag: false));
        await head.PublishSupervisionRecordAsync(new() { RequestId = Registry.NewId(), RecordId = one.RecordId });
        var after = await GapsAsync("homework-guidance");
        Assert.Equal((0, 1, 1), (after.Gaps.Count, after.Required, after.Published));
        await _host.HearAsync<SupervisionRecordPublished>(one.RecordId);
        var shown = Assert.Single((await new SupervisionRecordService.SupervisionRecordServiceClient(_host.Host.Channel).ListPublishedSupervisionRecordsAsync(new() { Division = "530000" })).Records);
        Assert.DoesNotContain(shown.Values, v => v.FieldId == "sha256");
    }

    [Fact]
    public async Task Gaps_come_in_pages_and_all_of_them()
    {
        var caller = As("city-a", SupervisionHost.City);
        ListRecordGapsRequest request = new() { Division = SupervisionHost.City, PageSize = 7 };
        var (seen, all) = (new List<string>(), (await caller.ListRecordGapsAsync(new() { Division = SupervisionHost.City, PageSize = 200 })).Gaps);
        do
        {
            var page = await caller.ListRecordGapsAsync(request);
            seen.AddRange(page.Gaps.Select(g => $"{g.KindId} {g.Division}"));
            request.PageToken = page.NextPageToken;
        }
        while (request.PageToken.Length > 0);
        Assert.Equal(all.Select(g => $"{g.KindId} {g.Division}"), seen);
        Assert.True(seen.Count > 40);
    }

    [Fact]
    public async Task What_a_record_asks_for_is_done_or_overdue_by_itself_and_is_added_up()
    {
        var done = await ConfirmedAsync(Risk(4, 1));
        var late = await ConfirmedAsync(Risk(6, 4));
        Assert.Equal("2026-12-18", done.DueDate);
        await Writer.CompleteSupervisionRecordAsync(new() { RequestId = Registry.NewId(), RecordId = done.RecordId, CompletedOn = "2026-11-20", Result = "隐患已全部化解" });
        Assert.Equal("NOTHING_TO_FOLLOW", (await RichError.OfAsync(Writer.CompleteSupervisionRecordAsync(
            new() { RequestId = Registry.NewId(), RecordId = done.RecordId, CompletedOn = "2026-11-20", Result = "隐患已全部化解" }))).Reason);
        await _host.RestartAsync("2026-12-19");
        Assert.Equal(new DateOnly(2026, 12, 18), (await _host.HearAsync<SupervisionRecordOverdue>(late.RecordId)).DueDate);
        Assert.DoesNotContain(_host.Heard, e => e.Name == "supervision.supervision-record-overdue" && e.Subject.EndsWith(done.RecordId, StringComparison.Ordinal));
        var figures = await Writer.GetSupervisionRecordStatisticsAsync(new() { Division = SupervisionHost.County, KindId = "risk-assessment", Year = 2026 });
        Assert.Equal((2, 1, 1), (figures.Records, figures.Open, figures.Overdue));
        Assert.Equal("hazards 10,removed 5", string.Join(',', figures.Sums.Select(s => $"{s.FieldId} {s.Sum}")));
        Assert.Equal(500, figures.Shares[0].Permille);
        // What is returned counts no more.
        await Reviewer.ReviewSupervisionRecordAsync(new() { RequestId = Registry.NewId(), RecordId = late.RecordId, Remarks = "数据需要核实" });
        Assert.Equal(4, (await Writer.GetSupervisionRecordStatisticsAsync(new() { Division = SupervisionHost.County, KindId = "risk-assessment", Year = 2026 })).Sums[0].Sum);
    }

    [Fact]
    public async Task One_plan_for_one_institution_and_one_record_of_a_year_where_there_is_one()
    {
        var code = Registry.NewCode();
        SupervisionRecord plan = new()
        {
            KindId = "institution-plan", Division = "110101", Date = "2026-11-01", AboutCreditCode = code,
            Values = { Text("circumstances", "预收费余额大、涉及家庭多"), Text("plan", "分期退费并引导转型"), Text("department", "教育部门"), Number("families", 320) },
        };
        var beijing = As("bj", "110101");
        await beijing.SaveSupervisionRecordAsync(new() { RequestId = Registry.NewId(), Record = plan });
        Assert.Single((await beijing.ListSupervisionRecordsAsync(new() { Division = "110101", AboutCreditCode = code })).Records);
        SupervisionRecord home = new() { KindId = "home-guidance", Division = "110101", Date = "2026-06-01", Values = { Number("communities", 10), Number("stations", 4), Number("sessions", 3), Number("families", 90), Flag("platform", true) } };
        var request = new SaveSupervisionRecordRequest { RequestId = Registry.NewId(), Record = home };
        await beijing.SaveSupervisionRecordAsync(request);
        request.RequestId = Registry.NewId();
        Assert.Equal("SUPERVISION_RECORD_EXISTS", await RichError.ReasonAsync(beijing.SaveSupervisionRecordAsync(request)));
        home.Values[1].Number = 11;
        request.RequestId = Registry.NewId();
        Assert.Equal(["record.values[1].number"], (await RichError.OfAsync(beijing.SaveSupervisionRecordAsync(request))).Fields.Keys);
    }

    [Fact]
    public async Task Of_two_who_review_one_version_one_wins()
    {
        var one = await SubmitAsync((await Writer.SaveSupervisionRecordAsync(new() { RequestId = Registry.NewId(), Record = Risk(1, 0) })).Record);
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => RichError.ReasonAsync(As($"reviewer-{i}").ReviewSupervisionRecordAsync(Review(one, true)))));
        Assert.Single(outcomes, "");
        Assert.All(outcomes.Where(o => o.Length > 0), o => Assert.Equal("ETAG_MISMATCH", o));
    }

    private SupervisionRecordService.SupervisionRecordServiceClient As(string subject, string division = SupervisionHost.County) => new(_host.Officer(division: division, subject: subject));

    private async Task<SupervisionRecord> SubmitAsync(SupervisionRecord one) =>
        (await Writer.SubmitSupervisionRecordAsync(new() { RequestId = Registry.NewId(), RecordId = one.RecordId, Etag = one.Etag })).Record;

    private async Task<SupervisionRecord> ConfirmedAsync(SupervisionRecord draft) => (await Reviewer.ReviewSupervisionRecordAsync(Review(
        await SubmitAsync((await Writer.SaveSupervisionRecordAsync(new() { RequestId = Registry.NewId(), Record = draft })).Record), true))).Record;

    private static ReviewSupervisionRecordRequest Review(SupervisionRecord one, bool confirmed, bool etag = true) =>
        new() { RequestId = Registry.NewId(), RecordId = one.RecordId, Etag = etag ? one.Etag : "", Confirmed = confirmed };

    private async Task<ListRecordGapsResponse> GapsAsync(string kind) =>
        await As("city-a", SupervisionHost.City).ListRecordGapsAsync(new() { Division = SupervisionHost.City, KindId = kind, PageSize = 200 });

    private async Task<long> CountAsync(string kind) =>
        (await Writer.GetSupervisionRecordStatisticsAsync(new() { Division = SupervisionHost.County, KindId = kind, Year = 2026 })).Records;

    private static SupervisionRecord Accountability() => new()
    {
        KindId = "accountability", Division = SupervisionHost.County, Date = "2026-11-10",
        Values = { Text("unit", "样例乡镇中心学校"), Text("measure", "interview"), Text("grounds", "工作落实不力"), Text("result", "已约谈"), Flag("zero_tolerance", true), Number("persons", 1) },
    };

    private static SupervisionRecord Risk(long hazards, long removed) => new()
    {
        KindId = "risk-assessment", Division = SupervisionHost.County, Date = "2026-11-10",
        Values = { Text("matter", "预收费风险"), Text("level", "medium"), Number("hazards", hazards), Number("removed", removed), Text("measures", "逐户排查") },
    };

    private static SupervisionRecord Document(string kind, string division) => new()
    {
        KindId = kind, Division = division, Date = "2026-11-10",
        Values = { Text("title", "关于加强作业管理的指导意见"), Text("number", "样例〔2026〕1号"), Text("issued_on", "2026-11-10"), Text("departments", "教育部门"), Text("sha256", new string('a', 64)) },
    };

    private static RecordValue Text(string field, string text) => new() { FieldId = field, Text = text };

    private static RecordValue Number(string field, long number) => new() { FieldId = field, Number = number };

    private static RecordValue Flag(string field, bool flag) => new() { FieldId = field, Flag = flag };
}
