using System.Text;
using Grpc.Core;
using ShuangJian.Contracts;
using ShuangJian.Protos.Supervision.V1;
using ShuangJian.Testing;

namespace ShuangJian.Supervision.Tests;

/// <summary>An account from the notice to the day on which it is struck off.</summary>
public sealed class RectificationTests
{
    internal static readonly string Sha = new('a', 64);

    [Fact]
    public async Task Runs_from_the_notice_to_the_closing_and_keeps_every_step()
    {
        await using var host = await SupervisionHost.StartAsync();
        var (officer, other, code) = (Desk(host, "officer-1"), Desk(host, "officer-2"), Registry.NewCode());
        var ordered = await OrderAsync(officer, Content(code));
        Assert.Equal(("ZG-530102-2026-000001", RectificationState.Ordered, "2026-12-11", "530102"), (ordered.AccountNumber, ordered.State, ordered.DueDate, ordered.HeldBy));
        Assert.Contains("KM-14", ordered.Items[0].Basis.Select(b => b.Clause));
        var heard = await host.HearAsync<Contracts.RectificationOrdered>(ordered.RectificationId);
        Assert.Equal((new DateOnly(2026, 12, 11), "INSTITUTION", 2), (heard.DueDate, heard.SubjectKind, heard.ItemCount));

        var mine = new RectificationService.RectificationServiceClient(host.Institution(code));
        var filed = (await mine.FileRectificationAsync(Filing(ordered))).Rectification;
        Assert.Equal((RectificationState.Filed, "2026-11-27"), (filed.State, filed.DueDate));
        var rejected = (await other.VerifyRectificationAsync(Verdict(filed, 1))).Rectification;
        Assert.Equal((RectificationState.Ordered, "2026-12-11"), (rejected.State, rejected.DueDate));
        Assert.Equal([2], (await host.HearAsync<RectificationRejected>(ordered.RectificationId)).Items);
        // What is mended already is not filed again.
        var again = await RichError.OfAsync(mine.FileRectificationAsync(Filing(ordered)));
        Assert.Equal("items", Assert.Single(again.Fields).Key);
        var second = (await mine.FileRectificationAsync(Filing(ordered, 2))).Rectification;
        var verified = (await other.VerifyRectificationAsync(Verdict(second, 2))).Rectification;
        var closed = (await officer.CloseRectificationAsync(new() { RequestId = Registry.NewId(), RectificationId = ordered.RectificationId, Reason = "已逐项核验，同意销号" })).Rectification;
        Assert.Equal((RectificationState.Verified, RectificationState.Closed, "2026-11-20", ""), (verified.State, closed.State, closed.ClosedOn, closed.DueDate));
        Assert.Equal(
            [RectificationAct.Ordered, RectificationAct.Filed, RectificationAct.Rejected, RectificationAct.Filed, RectificationAct.Verified, RectificationAct.Closed],
            closed.Steps.Select(s => s.Act));
        Assert.False((await host.HearAsync<RectificationClosed>(ordered.RectificationId)).Late);
    }

    [Theory]
    [InlineData("officer-1", null, false)] // filed it
    [InlineData("officer-3", null, true)]
    [InlineData("officer-2", "officer-2", false)] // did the work
    [InlineData("officer-2", null, true)]
    public async Task Who_filed_or_did_the_work_does_not_verify(string verifier, string? doer, bool may)
    {
        await using var host = await SupervisionHost.StartAsync();
        var ordered = await OrderAsync(Desk(host, "officer-1"), Content(Registry.NewCode()));
        var filing = Filing(ordered);
        if (doer is not null) filing.DoneBy.Add(doer);
        var filed = (await Desk(host, "officer-1").FileRectificationAsync(filing)).Rectification;
        var call = Desk(host, verifier).VerifyRectificationAsync(Verdict(filed, 1, 2));
        if (may) Assert.Equal(RectificationState.Verified, (await call).Rectification.State);
        else Assert.Equal((StatusCode.PermissionDenied, "VERIFIER_NOT_INDEPENDENT"), Reason(await RichError.OfAsync(call)));
    }

    [Fact]
    public async Task Goes_to_the_city_and_then_to_the_province_by_itself_and_the_due_day_is_still_in_time()
    {
        await using var host = await SupervisionHost.StartAsync();
        var ordered = await OrderAsync(Desk(host), Content(Registry.NewCode()));
        var id = ordered.RectificationId;
        // Each step of time: the day, who holds it then. 11 December is due; five working days later the province takes over.
        foreach (var (day, holder, overdue) in new[] { ("2026-12-11", "530102", false), ("2026-12-12", "530100", true), ("2026-12-18", "530100", true), ("2026-12-19", "530000", true), ("2026-12-31", "530000", true) })
        {
            await host.RestartAsync(day);
            if (overdue) await Eventually.ValueAsync($"held by {holder}", async () => (await GetAsync(host, id)).HeldBy, held => held == holder);
            var one = await GetAsync(host, id);
            Assert.Equal((holder, overdue), (one.HeldBy, one.Overdue));
        }
        // The account is held by the province before the event that says so is delivered; those before it were.
        await host.HearAsync<RectificationEscalated>(id, e => e.EscalatedTo == "530000");
        // A restart may deliver an event again, with the same id.
        var heard = host.Heard.DistinctBy(e => e.Id).Select(e => e.Name).ToList();
        Assert.Equal((1, 2), (heard.Count(n => n == "supervision.rectification-overdue"), heard.Count(n => n == "supervision.rectification-escalated")));
        var counts = (await Desk(host, division: "530000").GetRectificationStatisticsAsync(new() { Division = "530000" })).Total;
        Assert.Equal((1, 1, 1, 1, 1), (counts.Ordered, counts.ToMend, counts.Overdue, counts.LateToday, counts.Escalated));

        // The county still verifies; whoever holds it strikes it off.
        var filed = (await Desk(host, "officer-1").FileRectificationAsync(Filing(ordered))).Rectification;
        Assert.True((await host.HearAsync<RectificationFiled>(id)).Late);
        await Desk(host, "officer-2").VerifyRectificationAsync(Verdict(filed, 1, 2));
        var close = new CloseRectificationRequest { RequestId = Registry.NewId(), RectificationId = id, Reason = "已逐项核验，同意销号" };
        var error = await RichError.OfAsync(Desk(host, "officer-1").CloseRectificationAsync(close));
        Assert.Equal(("HELD_ABOVE", "530000"), (error.Reason, error.Facts["held_by"]));
        Assert.Equal(RectificationState.Closed, (await Desk(host, "officer-9", "530000").CloseRectificationAsync(close)).Rectification.State);
    }

    [Fact]
    public async Task A_listed_account_is_not_struck_off_before_its_listing_is_lifted_by_who_listed_it()
    {
        await using var host = await SupervisionHost.StartAsync();
        var (county, city) = (Desk(host, "officer-1"), Desk(host, "officer-5", SupervisionHost.City));
        var ordered = await OrderAsync(county, Content(Registry.NewCode()));
        var id = ordered.RectificationId;
        await city.ListForSupervisionAsync(new() { RequestId = Registry.NewId(), RectificationId = id, Reason = "群众举报强烈，挂牌督办" });
        Assert.Equal("530100", (await host.HearAsync<Contracts.RectificationListed>(id)).ListedBy);
        var lift = new LiftSupervisionRequest { RequestId = Registry.NewId(), RectificationId = id, Reason = "整改到位，解除督办" };
        Assert.Equal("RECTIFICATION_STATE", (await RichError.OfAsync(city.LiftSupervisionAsync(lift))).Reason);
        var filed = (await county.FileRectificationAsync(Filing(ordered))).Rectification;
        await Desk(host, "officer-2").VerifyRectificationAsync(Verdict(filed, 1, 2));
        var close = new CloseRectificationRequest { RequestId = Registry.NewId(), RectificationId = id, Reason = "已逐项核验，同意销号" };
        Assert.Equal("STILL_LISTED", (await RichError.OfAsync(county.CloseRectificationAsync(close))).Reason);
        Assert.Equal("HELD_ABOVE", (await RichError.OfAsync(county.LiftSupervisionAsync(lift))).Reason);
        Assert.False((await city.LiftSupervisionAsync(lift)).Rectification.Listed);
        Assert.Equal("NOT_LISTED", (await RichError.OfAsync(city.LiftSupervisionAsync(new() { RequestId = Registry.NewId(), RectificationId = id, Reason = "整改到位，解除督办" }))).Reason);
        Assert.Equal(RectificationState.Closed, (await county.CloseRectificationAsync(close)).Rectification.State);

        var reopened = (await county.ReopenRectificationAsync(new() { RequestId = Registry.NewId(), RectificationId = id, Reason = "复查发现反弹", Items = { 2 } })).Rectification;
        Assert.Equal((RectificationState.Ordered, 1, "2026-12-11", ""), (reopened.State, reopened.Reopened, reopened.DueDate, reopened.ClosedOn));
        Assert.Equal([true, false], reopened.Items.Select(i => i.Mended));
        Assert.Equal(7, reopened.Steps.Count);
    }

    [Theory]
    [InlineData(15, "2026-12-25", null)]
    [InlineData(16, "", "EXTENSION_NOT_ALLOWED")]
    public async Task A_term_is_extended_once_and_by_no_more_than_may_be(int days, string due, string? refused)
    {
        await using var host = await SupervisionHost.StartAsync();
        var officer = Desk(host);
        var ordered = await OrderAsync(officer, Content(Registry.NewCode(), workingDays: 10));
        Assert.Equal("2026-12-04", ordered.DueDate);
        var request = new ExtendRectificationRequest { RequestId = Registry.NewId(), RectificationId = ordered.RectificationId, WorkingDays = days, Reason = "消防改造需要时间" };
        if (refused is not null)
        {
            Assert.Equal(refused, (await RichError.OfAsync(officer.ExtendRectificationAsync(request))).Reason);
            return;
        }
        var extended = (await officer.ExtendRectificationAsync(request)).Rectification;
        Assert.Equal(1, extended.Extended);
        Assert.Equal(due, extended.DueDate);
        request = new() { RequestId = Registry.NewId(), RectificationId = ordered.RectificationId, WorkingDays = 1, Reason = "仍需一天时间" };
        Assert.Equal("EXTENSION_NOT_ALLOWED", (await RichError.OfAsync(officer.ExtendRectificationAsync(request))).Reason);
    }

    /// <summary>Holidays of 2027 are not known, and no day is guessed: the account waits for the calendar and is not late meanwhile.</summary>
    [Fact]
    public async Task A_term_that_reaches_into_a_year_without_a_holiday_notice_has_no_day_yet()
    {
        await using var host = await SupervisionHost.StartAsync();
        await host.RestartAsync("2026-12-18");
        var ordered = await OrderAsync(Desk(host), Content(Registry.NewCode()));
        Assert.Equal("", ordered.DueDate);
        Assert.Null((await host.HearAsync<Contracts.RectificationOrdered>(ordered.RectificationId)).DueDate);
        await host.RestartAsync("2027-03-01");
        var inTime = await OrderAsync(Desk(host), Content(Registry.NewCode()));
        Assert.Equal(("", false, "530102"), (inTime.DueDate, (await GetAsync(host, ordered.RectificationId)).Overdue, (await GetAsync(host, ordered.RectificationId)).HeldBy));
        Assert.Equal(0, (await Desk(host).GetRectificationStatisticsAsync(new() { Division = SupervisionHost.County })).Total.LateToday);
    }

    [Theory]
    [InlineData("530102", "530102", "ORDER_NOT_ALLOWED")]
    [InlineData("530100", "530102", null)]
    [InlineData("530000", "530100", null)]
    public async Task A_jurisdiction_is_ordered_by_those_above_it(string caller, string ordered, string? refused)
    {
        await using var host = await SupervisionHost.StartAsync();
        var content = Content("", kind: SubjectKind.Jurisdiction, division: ordered);
        content.SubjectName = "样例地区教育行政部门";
        var call = Desk(host, division: caller).OrderRectificationAsync(new() { RequestId = Registry.NewId(), Rectification = content });
        if (refused is not null) Assert.Equal(refused, (await RichError.OfAsync(call)).Reason);
        else Assert.Equal(caller, (await call).Rectification.HeldBy);
    }

    [Theory]
    [InlineData("clause", "JLP-C10", "rectification.items[0].clause")] // not in force in Kunming
    [InlineData("clause", "", "rectification.items[0].clause")]
    [InlineData("rule", "NoSuchRule", "rectification.items[0].rule")]
    [InlineData("code", "", "rectification.subject_code")]
    [InlineData("source", "", "rectification.source_id")]
    [InlineData("days", "61", "rectification.working_days")]
    [InlineData("division", "530100", "rectification.division")]
    public async Task Refuses_an_order_by_the_path_of_what_is_wrong(string what, string value, string field)
    {
        await using var host = await SupervisionHost.StartAsync();
        var content = Content(Registry.NewCode());
        if (what == "clause") content.Items[0].Clause = value;
        if (what == "rule") content.Items[0].Rule = value;
        if (what == "code") content.SubjectCode = value;
        if (what == "source") content.SourceId = value;
        if (what == "days") content.WorkingDays = int.Parse(value);
        if (what == "division") content.Division = value;
        var error = await RichError.OfAsync(Desk(host, division: "530000").OrderRectificationAsync(new() { RequestId = Registry.NewId(), Rectification = content }));
        Assert.Equal((StatusCode.InvalidArgument, field), (error.Code, Assert.Single(error.Fields).Key));
    }

    [Fact]
    public async Task One_matter_has_one_open_account_and_others_do_not_see_it()
    {
        await using var host = await SupervisionHost.StartAsync();
        var (officer, code) = (Desk(host), Registry.NewCode());
        var trial = (await officer.OrderRectificationAsync(new() { RequestId = Registry.NewId(), Rectification = Content(code), ValidateOnly = true })).Rectification;
        var ordered = await OrderAsync(officer, Content(code));
        Assert.Equal(("ZG-530102-2026-000001", trial.AccountNumber), (ordered.AccountNumber, ordered.AccountNumber));
        var error = await RichError.OfAsync(officer.OrderRectificationAsync(new() { RequestId = Registry.NewId(), Rectification = Content(code) }));
        Assert.Equal((StatusCode.AlreadyExists, "RECTIFICATION_EXISTS", ordered.RectificationId), (error.Code, error.Reason, error.Facts["rectification_id"]));
        var stranger = new RectificationService.RectificationServiceClient(host.Institution(Registry.NewCode()));
        Assert.Equal(StatusCode.NotFound, (await RichError.OfAsync(stranger.GetRectificationAsync(new() { RectificationId = ordered.RectificationId }))).Code);
        Assert.Empty((await stranger.ListRectificationsAsync(new() { Division = SupervisionHost.County })).Rectifications);
        var elsewhere = await RichError.OfAsync(Desk(host, division: "530103").GetRectificationAsync(new() { RectificationId = ordered.RectificationId }));
        Assert.Equal("OUT_OF_JURISDICTION", elsewhere.Reason);

        var filing = Filing(ordered);
        filing.Items[0].Evidence[0].MediaType = "text/x-sh";
        Assert.Equal("EVIDENCE_TYPE_NOT_ALLOWED", (await RichError.OfAsync(officer.FileRectificationAsync(filing))).Reason);
        filing.Items[0].Evidence[0].MediaType = "image/jpeg";
        filing.Items[0].Evidence[0].SizeBytes = (100L << 20) + 1;
        Assert.Equal("EVIDENCE_TOO_LARGE", (await RichError.OfAsync(officer.FileRectificationAsync(filing))).Reason);
    }

    [Fact]
    public async Task The_notice_is_a_page_in_Chinese_with_items_clauses_and_term_and_escapes_what_comes_from_outside()
    {
        await using var host = await SupervisionHost.StartAsync();
        var content = Content(Registry.NewCode());
        content.SubjectName = "样例<script>机构";
        var ordered = await OrderAsync(Desk(host), content);
        var html = (await Desk(host).GetRectificationNoticeAsync(new() { RectificationId = ordered.RectificationId })).Html.ToString(Encoding.UTF8);
        foreach (var text in new[] { "整改通知书", ordered.AccountNumber, "样例&lt;script&gt;机构", "2026年12月11日", "15个工作日", "KM-14", "云南省昆明市五华区" }) Assert.Contains(text, html, StringComparison.Ordinal);
        Assert.DoesNotContain("<script>", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Closing_what_a_penalty_was_about_tells_the_credit_ledger()
    {
        await using var host = await SupervisionHost.StartAsync();
        var content = Content(Registry.NewCode());
        (content.Source, content.SourceId) = (RectificationSource.Penalty, $"penalties/{Registry.NewId()}");
        var ordered = await OrderAsync(Desk(host, "officer-1"), content);
        var filed = (await Desk(host, "officer-1").FileRectificationAsync(Filing(ordered))).Rectification;
        await Desk(host, "officer-2").VerifyRectificationAsync(Verdict(filed, 1, 2));
        await Desk(host, "officer-1").CloseRectificationAsync(new() { RequestId = Registry.NewId(), RectificationId = ordered.RectificationId, Reason = "已逐项核验，同意销号" });
        var told = await host.HearAsync<BreachRectified>(ordered.RectificationId);
        Assert.Equal((content.SubjectCode, content.SourceId, new DateOnly(2026, 11, 20)), (told.InstitutionCode, told.Cause, told.RectifiedOn));
    }

    internal static RectificationService.RectificationServiceClient Desk(SupervisionHost host, string subject = "officer", string division = SupervisionHost.County) =>
        new(host.Officer(division: division, subject: subject));

    internal static async Task<Rectification> OrderAsync(RectificationService.RectificationServiceClient desk, Rectification content) =>
        (await desk.OrderRectificationAsync(new() { RequestId = Registry.NewId(), Rectification = content })).Rectification;

    internal static Rectification Content(string code, SubjectKind kind = SubjectKind.Institution, string division = SupervisionHost.County, int workingDays = 0) => new()
    {
        Division = division, SubjectKind = kind, SubjectCode = code, SubjectName = "样例培训机构", Source = RectificationSource.Complaint, SourceId = "complaints/sample", WorkingDays = workingDays,
        Items =
        {
            new RectificationItem { Problem = "消防通道堆放杂物，未保持畅通", Demand = "清理并保持畅通", Clause = "KM-14" },
            new RectificationItem { Problem = "公示牌内容不完整，缺收费标准", Demand = "补齐公示内容", Clause = "KM-9" },
        },
    };

    internal static FileRectificationRequest Filing(Rectification one, params int[] items) => new()
    {
        RequestId = Registry.NewId(), RectificationId = one.RectificationId,
        Items =
        {
            (items.Length == 0 ? [1, 2] : items).Select(number => new ItemDone
            {
                Number = number, Done = "已经整改到位", Evidence = { new EvidenceFile { Sha256 = Sha, MediaType = "image/jpeg", Location = "photos/1.jpg", SizeBytes = 1000 } },
            }),
        },
    };

    /// <summary>Verdicts on what is not mended: the numbers given are, the others are not.</summary>
    internal static VerifyRectificationRequest Verdict(Rectification one, params int[] mended) => new()
    {
        RequestId = Registry.NewId(), RectificationId = one.RectificationId,
        Items = { one.Items.Where(i => !i.Mended).Select(i => new ItemVerdict { Number = i.Number, Mended = mended.Contains(i.Number), Opinion = "现场查看" + (mended.Contains(i.Number) ? "" : "，没有整改到位") }) },
    };

    private static async Task<Rectification> GetAsync(SupervisionHost host, string id) =>
        (await Desk(host, division: "530000").GetRectificationAsync(new() { RectificationId = id })).Rectification;

    private static (StatusCode, string) Reason(RichError error) => (error.Code, error.Reason);
}
