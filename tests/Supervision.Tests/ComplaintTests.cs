using System.Text;
using Grpc.Core;
using ShuangJian.Contracts;
using ShuangJian.Protos.Supervision.V1;
using ShuangJian.Testing;
using Department = ShuangJian.Protos.Type.V1.Department;

namespace ShuangJian.Supervision.Tests;

/// <summary>Complaints from their receipt to their end.</summary>
public sealed class ComplaintTests : IAsyncLifetime
{
    private const string Name = "举报样本甲", Phone = "13800004321", Text = "该机构在小区电梯间张贴学科培训广告，承诺保证提分";
    private SupervisionHost _host = null!;

    private ComplaintDeskService.ComplaintDeskServiceClient Desk => new(_host.Host.Channel);

    private string Code { get; } = Registry.NewCode();

    public async Task InitializeAsync()
    {
        _host = await SupervisionHost.StartAsync();
        _host.Clock.Now = SupervisionHost.Noon("2026-03-02");
    }

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task Goes_to_who_has_the_duty_and_the_person_stays_hidden()
    {
        var created = await Desk.CreateComplaintAsync(Draft());
        Assert.Matches("^[0-9A-Z]{24}$", created.TrackingCode);
        Assert.Equal((ComplaintState.Dispatched, "市场监管部门", "2026-03-09", "2026-04-14"),
            (created.Complaint.State, created.Complaint.LeadZh, created.Complaint.AcceptanceDue, created.Complaint.AnswerDue));
        var listed = Assert.Single((await Officer().ListComplaintsAsync(new() { Division = SupervisionHost.City })).Complaints);
        Assert.Equal(("", Department.MarketRegulation, "KM-11"), (listed.Text, listed.Lead, listed.DutyBasis.Clause));
        var told = await _host.HearAsync<ComplaintDispatched>(listed.ComplaintId);
        Assert.Equal(("MARKET_REGULATION", new DateOnly(2026, 3, 9)), (told.Departments[0], told.AcceptanceDue));

        Assert.Equal(Text, (await Officer("EDUCATION").GetComplaintAsync(new() { ComplaintId = listed.ComplaintId })).Complaint.Text);
        Assert.Empty((await Officer("CIVIL_AFFAIRS").ListComplaintsAsync(new() { Division = SupervisionHost.County })).Complaints);
        Assert.Equal("RESOURCE_NOT_FOUND", await RichError.ReasonAsync(Officer("CIVIL_AFFAIRS").GetComplaintAsync(new() { ComplaintId = listed.ComplaintId })));
        Assert.Equal("OUT_OF_JURISDICTION", await RichError.ReasonAsync(Officer(division: "530103").GetComplaintAsync(new() { ComplaintId = listed.ComplaintId })));

        var subject = new ComplaintService.ComplaintServiceClient(_host.Institution(Code));
        Assert.Equal("RESOURCE_NOT_FOUND", await RichError.ReasonAsync(subject.GetComplaintAsync(new() { ComplaintId = listed.ComplaintId })));
        await AcceptAsync(listed.ComplaintId);
        var seen = (await subject.GetComplaintAsync(new() { ComplaintId = listed.ComplaintId })).Complaint;
        Assert.Equal(("", "涉嫌违规发布培训广告", 0, default), (seen.Text, seen.Account, seen.Steps.Count, seen.Channel));
        Assert.DoesNotContain(Phone, seen.ToString(), StringComparison.Ordinal);
        Assert.Empty((await new ComplaintService.ComplaintServiceClient(_host.Institution(Registry.NewCode())).ListComplaintsAsync(new() { Division = SupervisionHost.County })).Complaints);

        Assert.Equal("COMPLAINT_DUTY", await RichError.ReasonAsync(Officer("EDUCATION").RevealComplainantAsync(Reveal(listed.ComplaintId))));
        var person = (await Officer().RevealComplainantAsync(Reveal(listed.ComplaintId))).Complainant;
        Assert.Equal((Name, Phone), (person.Name, person.Phone));
        await NothingIsReadableAsync(created.TrackingCode);
    }

    [Fact]
    public async Task Is_answered_rated_reopened_once_and_closed()
    {
        var code = (await Desk.CreateComplaintAsync(Draft())).TrackingCode;
        var id = await IdAsync();
        Assert.Equal("COMPLAINT_STATE", await RichError.ReasonAsync(Desk.RateComplaintAsync(new() { RequestId = Registry.NewId(), TrackingCode = code, Rating = 3 })));
        await AcceptAsync(id);
        await Desk.AddComplaintFactsAsync(new() { RequestId = Registry.NewId(), TrackingCode = code, Text = "今天又贴了一次" });
        await AnswerAsync(id);
        Assert.Equal(Code, (await _host.HearAsync<ComplaintUpheld>(id)).InstitutionCode);
        await Desk.RateComplaintAsync(new() { RequestId = Registry.NewId(), TrackingCode = code, Rating = 2, Text = "没有看到处理" });
        var seen = (await Desk.TrackComplaintAsync(new() { TrackingCode = code.ToLowerInvariant().Insert(4, "-") })).Complaint;
        Assert.Equal((ComplaintState.Answered, 2, "已责令拆除广告并立案", "2026-03-16"), (seen.State, seen.Rating, seen.Answer, seen.ReopenUntil));

        await ReopenAsync(code);
        await AnswerAsync(id, ComplaintOutcome.Unfounded);
        Assert.Equal("COMPLAINT_NOT_REOPENABLE", await RichError.ReasonAsync(Desk.ReopenComplaintAsync(new() { RequestId = Registry.NewId(), TrackingCode = code, Reason = "还是没有处理" })));
        Assert.Single(_host.Heard, e => e.Name == "supervision.complaint-upheld");
        var full = (await Officer().GetComplaintAsync(new() { ComplaintId = id })).Complaint;
        Assert.Equal(["今天又贴了一次", "没有看到处理", "广告还在电梯里"], full.Remarks.Select(r => r.Text));
        Assert.Equal(
            [ComplaintAct.Received, ComplaintAct.Accepted, ComplaintAct.FactsAdded, ComplaintAct.Answered, ComplaintAct.Rated, ComplaintAct.Reopened, ComplaintAct.Answered],
            full.Steps.Select(s => s.Act));
        await _host.RestartAsync("2026-03-17");
        await _host.HearAsync<ComplaintClosed>(id);
    }

    [Theory]
    [InlineData("2026-03-16", "")]
    [InlineData("2026-03-17", "COMPLAINT_NOT_REOPENABLE")]
    public async Task May_be_reopened_until_the_last_day(string day, string reason)
    {
        var code = (await Desk.CreateComplaintAsync(Draft())).TrackingCode;
        var id = await IdAsync();
        await AcceptAsync(id);
        await AnswerAsync(id);
        _host.Clock.Now = SupervisionHost.Noon(day);
        Assert.Equal(reason, await RichError.ReasonAsync(Desk.ReopenComplaintAsync(new() { RequestId = Registry.NewId(), TrackingCode = code, Reason = "广告还在电梯里" })));
    }

    [Theory]
    [InlineData("2026-03-09", false, "")]
    [InlineData("2026-03-10", false, "ACCEPTANCE")]
    [InlineData("2026-04-14", true, "")]
    [InlineData("2026-04-15", true, "ANSWER")]
    public async Task Is_overdue_by_itself_the_day_after(string day, bool accepted, string due)
    {
        await Desk.CreateComplaintAsync(Draft());
        var id = await IdAsync();
        if (accepted) await AcceptAsync(id);
        await _host.RestartAsync(day);
        if (due.Length > 0)
        {
            var told = await _host.HearAsync<ComplaintOverdue>(id);
            Assert.Equal((due, "MARKET_REGULATION", DateOnly.Parse(day).AddDays(-1)), (told.Due, told.Lead, told.DueDate));
        }
        await _host.Host.WorkAsync<SupervisionDb>(new ComplaintSweep(_host.Clock).SweepAsync);
        Assert.Equal(due.Length > 0 ? 1 : 0, (await Officer().ListComplaintsAsync(new() { Division = SupervisionHost.County, OverdueOnly = true })).Complaints.Count);
        Assert.Equal("OUT_OF_JURISDICTION", await RichError.ReasonAsync(Officer().GetComplaintStatisticsAsync(new() { Division = "530000", From = "2026-03-02", To = "2026-03-02" })));
        var mine = await Officer().GetComplaintStatisticsAsync(new() { Division = SupervisionHost.County, From = "2026-03-02", To = "2026-03-02" });
        Assert.Equal((1, due.Length > 0 ? 1 : 0, "advertising", "WEB"), (mine.Complaints, mine.Overdue, mine.Matters.Single().Key, mine.Channels.Single().Key));
        Assert.Equal(0, (await Officer().GetComplaintStatisticsAsync(new() { Division = SupervisionHost.County, From = "2026-03-03", To = "2026-03-04" })).Complaints);
    }

    [Theory]
    [InlineData(Phone, "另一件事完全不同的描述", "advertising", true, true)]
    [InlineData("", "该机构在小区电梯间张贴学科培训广告，承诺保证提分！", "advertising", true, true)]
    [InlineData("13900004321", "老师上课玩手机，教室没有消防通道", "advertising", true, false)]
    [InlineData(Phone, Text, "fees", true, false)]
    [InlineData(Phone, Text, "advertising", false, false)]
    public async Task Alike_means_same_subject_and_matter_and_person_or_text(string phone, string text, string matter, bool sameSubject, bool merged)
    {
        await Desk.CreateComplaintAsync(Draft());
        var main = await IdAsync();
        var second = Draft();
        (second.Complainant.Phone, second.Text, second.Matter) = (phone, text, matter);
        if (!sameSubject) second.Subject = new() { Name = "某某培训中心（人民路）" };
        var code = (await Desk.CreateComplaintAsync(second)).TrackingCode;
        var followers = (await Officer().ListComplaintsAsync(new() { Division = SupervisionHost.County, MainComplaintId = main })).Complaints;
        Assert.Equal(merged ? [ComplaintState.Merged] : [], followers.Select(f => f.State));
        await AcceptAsync(main);
        await AnswerAsync(main);
        Assert.Equal(merged ? "已责令拆除广告并立案" : "", (await Desk.TrackComplaintAsync(new() { TrackingCode = code })).Complaint.Answer);
    }

    [Fact]
    public async Task Who_withdraws_leaves_the_case_to_those_who_follow()
    {
        var first = (await Desk.CreateComplaintAsync(Draft())).TrackingCode;
        var second = (await Desk.CreateComplaintAsync(Draft())).TrackingCode;
        async Task<ComplaintState> StateAsync(string code) => (await Desk.TrackComplaintAsync(new() { TrackingCode = code })).Complaint.State;
        await Desk.WithdrawComplaintAsync(new() { RequestId = Registry.NewId(), TrackingCode = first });
        Assert.Equal((ComplaintState.Withdrawn, ComplaintState.Dispatched), (await StateAsync(first), await StateAsync(second)));
        await Desk.WithdrawComplaintAsync(new() { RequestId = Registry.NewId(), TrackingCode = second });
        Assert.Equal(ComplaintState.Withdrawn, await StateAsync(second));
        Assert.Equal("COMPLAINT_STATE", await RichError.ReasonAsync(Desk.WithdrawComplaintAsync(new() { RequestId = Registry.NewId(), TrackingCode = second })));
    }

    [Fact]
    public async Task Is_transferred_with_reason_and_history()
    {
        await Desk.CreateComplaintAsync(Draft());
        var id = await IdAsync();
        _host.Clock.Now = SupervisionHost.Noon("2026-03-05");
        TransferComplaintRequest Move(string matter = "", string division = "") => new() { RequestId = Registry.NewId(), ComplaintId = id, Matter = matter, Division = division, Reason = "实为无证办学线索" };
        Assert.Equal("FIELD_INVALID", await RichError.ReasonAsync(Officer().TransferComplaintAsync(Move())));
        var moved = (await Officer().TransferComplaintAsync(Move("unlicensed-training", "530103"))).Complaint;
        Assert.Equal((Department.Education, "530103", "2026-03-12", "2026-04-14"), (moved.Lead, moved.Division, moved.AcceptanceDue, moved.AnswerDue));
        Assert.Equal(("MARKET_REGULATION", "530102"), await _host.HearAsync<ComplaintTransferred>(id) is var told ? (told.LeadBefore, told.DivisionBefore) : default);
        Assert.Equal("OUT_OF_JURISDICTION", await RichError.ReasonAsync(Officer(division: SupervisionHost.County).AcceptComplaintAsync(Accept(id))));
        Assert.Equal("COMPLAINT_DUTY", await RichError.ReasonAsync(Officer().AcceptComplaintAsync(Accept(id))));
        var there = new ComplaintService.ComplaintServiceClient(_host.Officer("EDUCATION", "530103"));
        var full = (await there.GetComplaintAsync(new() { ComplaintId = id })).Complaint;
        Assert.Equal(("530103", "实为无证办学线索"), (full.Steps[^1].Division, full.Steps[^1].Reason));
        await there.RefuseComplaintAsync(new() { RequestId = Registry.NewId(), ComplaintId = id, Reason = "已由其他案件处理" });
    }

    [Fact]
    public async Task A_flood_is_put_off_and_an_honest_retry_is_not()
    {
        var sent = new List<CreateComplaintRequest>();
        for (var i = 0; i < 5; i++)
        {
            sent.Add(Draft());
            await Desk.CreateComplaintAsync(sent[^1]);
        }
        var refused = await RichError.OfAsync(Desk.CreateComplaintAsync(Draft()));
        Assert.Equal((StatusCode.ResourceExhausted, "COMPLAINT_FLOOD", "86400"), (refused.Code, refused.Reason, refused.Facts["retry_after_seconds"]));
        Assert.Equal((await Desk.CreateComplaintAsync(sent[0])).TrackingCode, (await Desk.CreateComplaintAsync(sent[0])).TrackingCode);
        var other = Draft();
        other.Subject = new() { Name = "另一家培训中心" };
        Assert.Equal(24, (await Desk.CreateComplaintAsync(other)).TrackingCode.Length);
        _host.Clock.Now += TimeSpan.FromDays(1);
        Assert.Equal(24, (await Desk.CreateComplaintAsync(Draft())).TrackingCode.Length);
    }

    [Fact]
    public async Task Trying_codes_is_not_worth_it()
    {
        var code = (await Desk.CreateComplaintAsync(Draft())).TrackingCode;
        for (var i = 0; i < 10; i++)
            Assert.Equal("RESOURCE_NOT_FOUND", await RichError.ReasonAsync(Desk.TrackComplaintAsync(new() { TrackingCode = new string((char)('A' + i), 24) })));
        Assert.Equal("TRACKING_ATTEMPTS_EXHAUSTED", await RichError.ReasonAsync(Desk.TrackComplaintAsync(new() { TrackingCode = code })));
        _host.Clock.Now += TimeSpan.FromHours(1);
        Assert.Equal(ComplaintState.Dispatched, (await Desk.TrackComplaintAsync(new() { TrackingCode = code })).Complaint.State);
    }

    [Theory]
    [InlineData("channel")]
    [InlineData("matter")]
    [InlineData("division")]
    [InlineData("subject")]
    public async Task What_cannot_be_is_refused_with_its_path(string path)
    {
        var draft = Draft();
        if (path == "channel") draft.Channel = ComplaintChannel.Phone;
        if (path == "matter") draft.Matter = "weather";
        if (path == "division") draft.Division = "530000";
        if (path == "subject") draft.Subject.Name = "两种写法";
        Assert.Equal([path], (await RichError.OfAsync(Desk.CreateComplaintAsync(draft))).Fields.Keys);
        Assert.Empty((await Officer().ListComplaintsAsync(new() { Division = SupervisionHost.County })).Complaints);
    }

    [Fact]
    public async Task Terms_that_reach_into_a_year_without_calendar_are_open()
    {
        _host.Clock.Now = SupervisionHost.Noon("2026-11-20");
        var desk = new ComplaintDeskService.ComplaintDeskServiceClient(_host.Officer());
        var draft = Draft();
        (draft.Channel, draft.Complainant) = (ComplaintChannel.Phone, null);
        var created = (await desk.CreateComplaintAsync(draft)).Complaint;
        Assert.Equal(("2026-11-27", ""), (created.AcceptanceDue, created.AnswerDue));
        Assert.True(Assert.Single((await Officer().ListComplaintsAsync(new() { Division = SupervisionHost.County })).Complaints).Anonymous);
    }

    private CreateComplaintRequest Draft() => new()
    {
        RequestId = Registry.NewId(), Channel = ComplaintChannel.Web, Matter = "advertising", Division = SupervisionHost.County, Subject = new() { InstitutionCode = Code },
        Text = Text, Complainant = new() { Name = Name, Phone = Phone, Address = "样本路一号" },
    };

    private ComplaintService.ComplaintServiceClient Officer(string department = "MARKET_REGULATION", string division = SupervisionHost.City) => new(_host.Officer(department, division));

    private async Task<string> IdAsync() => (await Officer().ListComplaintsAsync(new() { Division = SupervisionHost.County })).Complaints[0].ComplaintId;

    private static AcceptComplaintRequest Accept(string id) => new() { RequestId = Registry.NewId(), ComplaintId = id, Account = "涉嫌违规发布培训广告" };

    private async Task AcceptAsync(string id) => await Officer().AcceptComplaintAsync(Accept(id));

    private async Task AnswerAsync(string id, ComplaintOutcome outcome = ComplaintOutcome.Upheld) =>
        await Officer().AnswerComplaintAsync(new() { RequestId = Registry.NewId(), ComplaintId = id, Outcome = outcome, Answer = "已责令拆除广告并立案" });

    private async Task ReopenAsync(string code) => await Desk.ReopenComplaintAsync(new() { RequestId = Registry.NewId(), TrackingCode = code, Reason = "广告还在电梯里" });

    private static RevealComplainantRequest Reveal(string id) => new() { ComplaintId = id, Purpose = "联系举报人核实线索" };

    private Task<SupervisionDb> Database() => _host.Host.OpenAsync<SupervisionDb>();

    private async Task NothingIsReadableAsync(string code)
    {
        var folder = _host.Host.Folder;
        await _host.Host.StopAsync();
        var stored = Directory.GetFiles(folder, "supervision.db*").SelectMany(File.ReadAllBytes).ToArray();
        Assert.True(stored.AsSpan().IndexOf("MARKET_REGULATION"u8) >= 0);
        foreach (var secret in new[] { Name, Phone, Text, "样本路一号", code })
            Assert.True(stored.AsSpan().IndexOf(Encoding.UTF8.GetBytes(secret)) < 0, "something personal is readable in the database");
    }
}
