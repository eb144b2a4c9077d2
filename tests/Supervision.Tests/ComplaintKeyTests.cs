using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using ShuangJian.Protos.Supervision.V1;
using ShuangJian.Testing;

namespace ShuangJian.Supervision.Tests;

/// <summary>Keys, likeness of texts, and how sure an index is.</summary>
public sealed class ComplaintKeyTests
{
    private const string First = "c2FtcGxlLWtleS1udW1iZXItb25lLTMyLWJ5dGVzISE=";
    private const string Second = "c2FtcGxlLWtleS1udW1iZXItdHdvLTMyLWJ5dGVzISE=";

    [Fact]
    public async Task A_code_outlives_the_key_under_which_it_was_made()
    {
        var host = await TestHost.StartAsync([new SupervisionModule()]);
        try
        {
            host = await WithKeysAsync(host, "a", ("a", First));
            var request = new CreateComplaintRequest
            {
                RequestId = Registry.NewId(), Channel = ComplaintChannel.Web, Matter = "homework", Division = SupervisionHost.County, Subject = new() { Name = "样本小学" },
                Text = "三年级作业每天两小时", Complainant = new() { Name = "样本丁", Phone = "13800005555" },
            };
            var code = (await Desk(host).CreateComplaintAsync(request)).TrackingCode;
            await Desk(host).AddComplaintFactsAsync(new() { RequestId = Registry.NewId(), TrackingCode = code, Text = "今天又是两小时" });

            host = await WithKeysAsync(host, "b", ("a", First), ("b", Second));
            Assert.Equal(code, (await Desk(host).CreateComplaintAsync(request)).TrackingCode);
            await Eventually.TrueAsync("everything is under the new key", async () =>
            {
                await using var db = await host.OpenAsync<SupervisionDb>();
                return !await db.Set<Domain.Complaint>().AnyAsync(c => !c.TextCipher.StartsWith("b.") || !c.TrackingHash.StartsWith("b.") || !c.PersonHash!.StartsWith("b."))
                    && !await db.Set<Domain.ComplaintRemark>().AnyAsync(r => !r.Cipher.StartsWith("b."));
            });

            host = await WithKeysAsync(host, "b", ("b", Second));
            Assert.Equal("homework", (await Desk(host).TrackComplaintAsync(new() { TrackingCode = code })).Complaint.Matter);
            var office = new ComplaintService.ComplaintServiceClient(host.AsRegulator(SupervisionHost.County));
            var id = (await office.ListComplaintsAsync(new() { Division = SupervisionHost.County })).Complaints.Single().ComplaintId;
            Assert.Equal("今天又是两小时", (await office.GetComplaintAsync(new() { ComplaintId = id })).Complaint.Remarks.Single().Text);
            Assert.Equal("13800005555", (await office.RevealComplainantAsync(new() { ComplaintId = id, Purpose = "联系举报人核实线索" })).Complainant.Phone);
        }
        finally
        {
            await host.DisposeAsync();
        }
    }

    [Theory]
    [InlineData("电梯间张贴广告", "电梯间，张贴广告！", 100)]
    [InlineData("电梯间张贴广告", "电梯间张贴海报", 50)]
    [InlineData("电梯间张贴广告", "老师布置作业", 0)]
    [InlineData("Abc 123", "ａｂｃ１２３", 100)]
    [InlineData("", "电梯", 0)]
    [InlineData("电", "电", 0)]
    public void Texts_are_alike_by_pairs_of_characters(string one, string other, int percent)
    {
        Assert.Equal(percent, Domain.TextLikeness.Percent(one, other));
        Assert.Equal(percent, Domain.TextLikeness.Percent(other, one));
    }

    [Theory]
    [InlineData(0, 0, 0, 0, 0)]
    [InlineData(1, 5000, 25_000_000, 5000, 10_000)]
    [InlineData(4, 20_000, 100_000_000, 5000, 0)]
    // Two at each end of the scale: deviation 5773.5, margin 1.96 · 5773.5 / 2.
    [InlineData(4, 20_000, 200_000_000, 5000, 5658)]
    public void An_index_is_a_mean_with_its_interval(long count, long sum, long squares, int mean, int margin) =>
        Assert.Equal(new(count, mean, margin), Domain.SurveyIndex.Of(count, sum, squares));

    private static ComplaintDeskService.ComplaintDeskServiceClient Desk(TestHost host) => new(host.Channel);

    private static async Task<TestHost> WithKeysAsync(TestHost host, string current, params (string Id, string Key)[] keys)
    {
        await host.StopAsync();
        await File.WriteAllTextAsync(host.PersonalKeys, JsonSerializer.Serialize(new { current, keys = keys.ToDictionary(k => k.Id, k => k.Key) }));
        return await host.RestartAsync();
    }
}
