using Grpc.Core;
using ShuangJian.Protos.Supervision.V1;
using ShuangJian.Testing;

namespace ShuangJian.Supervision.Tests;

/// <summary>Limits of the desk, trials, versions, and complaints that officers put together.</summary>
public sealed class ComplaintLimitTests : IAsyncLifetime
{
    private SupervisionHost _host = null!;

    private ComplaintDeskService.ComplaintDeskServiceClient Desk => new(_host.Host.Channel);

    private ComplaintService.ComplaintServiceClient Office => new(_host.Officer());

    public async Task InitializeAsync()
    {
        _host = await SupervisionHost.StartAsync();
        _host.Clock.Now = SupervisionHost.Noon("2026-03-02");
    }

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Theory]
    // Twenty an hour from one address, about whomever; two hundred an hour about one subject, from wherever.
    [InlineData(20, true, false, 60)]
    [InlineData(200, false, true, 60)]
    public async Task An_hour_takes_so_many_and_the_next_hour_takes_more(int most, bool oneAddress, bool oneSubject, int minutes)
    {
        async Task<RichError?> SendAsync(int i)
        {
            var draft = Draft(oneSubject ? "样本小学" : $"样本小学第{i}分校");
            var address = new Metadata { { "x-forwarded-for", oneAddress ? "192.0.2.1" : $"192.0.2.{i % 250 + 1}" } };
            var call = Desk.CreateComplaintAsync(draft, address);
            try
            {
                await call;
                return null;
            }
            catch (RpcException e)
            {
                return RichError.Of(e);
            }
        }
        for (var i = 0; i < most; i++) Assert.Null(await SendAsync(i));
        var refused = await SendAsync(most);
        Assert.Equal(("COMPLAINT_FLOOD", $"{60 * minutes}"), (refused!.Reason, refused.Facts["retry_after_seconds"]));
        Assert.Equal(24, (await Desk.CreateComplaintAsync(Draft("另一所学校"), new Metadata { { "x-forwarded-for", "198.51.100.7" } })).TrackingCode.Length);
        _host.Clock.Now += TimeSpan.FromMinutes(minutes);
        Assert.Null(await SendAsync(most));
    }

    [Fact]
    public async Task A_trial_stores_nothing_and_tells_no_code()
    {
        var trial = Draft("样本小学");
        trial.ValidateOnly = true;
        var answer = await Desk.CreateComplaintAsync(trial);
        Assert.Equal(("", ComplaintState.Dispatched), (answer.TrackingCode, answer.Complaint.State));
        Assert.Empty((await Office.ListComplaintsAsync(new() { Division = SupervisionHost.County })).Complaints);
    }

    [Fact]
    public async Task What_was_read_before_another_acted_is_old()
    {
        await Desk.CreateComplaintAsync(Draft("样本小学"));
        var read = (await Office.ListComplaintsAsync(new() { Division = SupervisionHost.County })).Complaints.Single();
        await Office.AcceptComplaintAsync(new() { RequestId = Registry.NewId(), ComplaintId = read.ComplaintId, Etag = read.Etag, Account = "反映作业过多的问题" });
        Assert.Equal("ETAG_MISMATCH", await RichError.ReasonAsync(Office.AnswerComplaintAsync(new()
        {
            RequestId = Registry.NewId(), ComplaintId = read.ComplaintId, Etag = read.Etag, Outcome = ComplaintOutcome.Unfounded, Answer = "经核查未发现问题",
        })));
    }

    [Theory]
    [InlineData(true, true, "")]
    [InlineData(false, true, "COMPLAINT_NOT_ALIKE")]
    [InlineData(true, false, "COMPLAINT_NOT_ALIKE")]
    public async Task An_officer_puts_two_together_that_are_about_one_subject_while_the_first_is_open(bool sameSubject, bool open, string reason)
    {
        await Desk.CreateComplaintAsync(Draft("样本小学"));
        var main = await LastAsync();
        if (!open) await Office.RefuseComplaintAsync(new() { RequestId = Registry.NewId(), ComplaintId = main, Reason = "反映内容不清楚" });
        var second = Draft(sameSubject ? "样本 小学" : "另一所学校");
        second.Text = "老师要求家长批改并签字";
        _host.Clock.Now += TimeSpan.FromMinutes(1);
        var code = (await Desk.CreateComplaintAsync(second)).TrackingCode;
        Assert.Equal(reason, await RichError.ReasonAsync(Office.MergeComplaintAsync(new() { RequestId = Registry.NewId(), ComplaintId = await LastAsync(), MainComplaintId = main, Reason = "反映同一所学校" })));
        if (reason.Length > 0) return;
        await Office.RefuseComplaintAsync(new() { RequestId = Registry.NewId(), ComplaintId = main, Reason = "反映内容不清楚" });
        var seen = (await Desk.TrackComplaintAsync(new() { TrackingCode = code })).Complaint;
        Assert.Equal((ComplaintState.Refused, "反映内容不清楚"), (seen.State, seen.Answer));
    }

    private async Task<string> LastAsync() => (await Office.ListComplaintsAsync(new() { Division = SupervisionHost.County })).Complaints[0].ComplaintId;

    private static CreateComplaintRequest Draft(string name) => new()
    {
        RequestId = Registry.NewId(), Channel = ComplaintChannel.Web, Matter = "homework", Division = SupervisionHost.County, Subject = new() { Name = name }, Text = "三年级每天作业超过两个小时",
    };
}
