using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ShuangJian.Testing;

namespace ShuangJian.Events.Tests;

/// <summary>What proves a delivery.</summary>
public sealed class ReceiptTests
{
    private const string Added = "institution.institution-site-added";

    [Fact]
    public async Task Every_acknowledgement_is_in_a_receipt_and_the_month_adds_them_up()
    {
        await using var host = await EventHost.StartAsync();
        var one = await host.SubscribeAsync("530100", Added);
        var receipts = await AcknowledgeAsync(host, one, 3, 2);
        Assert.Equal([1, 2], receipts.Select(r => r.Number));
        Assert.Equal([3, 2], receipts.Select(r => r.EventCount));
        Assert.All(receipts, r => Assert.Equal((Added, r.EventCount), (Assert.Single(r.Types_).Type, r.Types_[0].EventCount)));
        Assert.True(receipts[0].LastSequence < receipts[1].FirstSequence);
        var verdict = await host.Receipts("530100").VerifyReceiptsAsync(new() { SubscriptionId = one.SubscriptionId });
        Assert.Equal((2, receipts[1].Hash), (verdict.ReceiptCount, verdict.Hash));
        Assert.Empty(verdict.Faults);

        var statement = await host.Receipts("530000").GetStatementAsync(new() { Division = "530000", Month = "2026-11" });
        var line = Assert.Single(statement.Statement.Lines);
        Assert.Equal((5, 5, 1, 2, receipts[1].Hash), (statement.Statement.EventCount, line.EventCount, line.FirstNumber, line.LastNumber, line.Hash));
        Assert.Equal(5, Assert.Single(line.Types_).EventCount);
        Assert.Contains(receipts[1].Hash, statement.Page, StringComparison.Ordinal);
        Assert.Contains("昆明市", (await host.Receipts("530100").GetStatementAsync(new() { Division = "530100", Month = "2026-11" })).Page, StringComparison.Ordinal);
        Assert.Empty((await host.Receipts("530100").GetStatementAsync(new() { Division = "530100", Month = "2026-10" })).Statement.Lines);
        Assert.Empty((await host.Receipts("530100", "EDUCATION").GetStatementAsync(new() { Division = "530100", Month = "2026-11" })).Statement.Lines);
        Assert.Contains("month", (await RichError.OfAsync(host.Receipts("530100").GetStatementAsync(new() { Division = "530100", Month = "2026-13" }))).Fields.Keys);
    }

    [Theory]
    [InlineData("changed", "CHANGED")]
    [InlineData("deleted", "MISSING")]
    [InlineData("cut", "HEAD_DIFFERS")]
    public async Task A_receipt_that_somebody_tampered_with_is_found(string how, string kind)
    {
        await using var host = await EventHost.StartAsync();
        var one = await host.SubscribeAsync("530100", Added);
        await AcknowledgeAsync(host, one, 1, 2, 1);
        await using (var db = await host.OpenAsync<EventsDb>())
        {
            _ = how switch
            {
                "changed" => await db.Receipts.Where(r => r.Number == 2).ExecuteUpdateAsync(set => set.SetProperty(r => r.Events, 5)),
                "deleted" => await db.Receipts.Where(r => r.Number == 2).ExecuteDeleteAsync(),
                _ => await db.Receipts.Where(r => r.Number == 3).ExecuteDeleteAsync(),
            };
        }
        var fault = Assert.Single((await host.Receipts("530100").VerifyReceiptsAsync(new() { SubscriptionId = one.SubscriptionId })).Faults);
        Assert.Equal((kind, kind == "HEAD_DIFFERS" ? 3 : 2), (fault.Kind, fault.Number));
    }

    /// <summary>Acknowledges so many events at a time, each time on a stream of its own, and returns the receipts.</summary>
    private static async Task<IReadOnlyList<Protos.Event.V1.Receipt>> AcknowledgeAsync(TestHost host, Protos.Event.V1.Subscription one, params int[] counts)
    {
        foreach (var count in counts)
        {
            await host.AnnounceAsync("530102", count);
            using var listener = await host.OpenAsync(one);
            await listener.UntilAsync(count);
            await listener.CloseAsync();
        }
        var receipts = await host.Receipts("530100").ListReceiptsAsync(new() { SubscriptionId = one.SubscriptionId, PageSize = 1 });
        var all = new List<Protos.Event.V1.Receipt>(receipts.Receipts);
        while (receipts.NextPageToken.Length > 0)
        {
            receipts = await host.Receipts("530100").ListReceiptsAsync(new() { SubscriptionId = one.SubscriptionId, PageSize = 1, PageToken = receipts.NextPageToken });
            all.AddRange(receipts.Receipts);
        }
        return all;
    }
}
