using Grpc.Core;
using ShuangJian.Contracts;
using ShuangJian.Protos.Monitoring.V1;
using ShuangJian.Protos.Type.V1;
using ShuangJian.Testing;

namespace ShuangJian.Monitoring.Tests;

/// <summary>Advertisements over the real service.</summary>
public sealed class AdvertisementTests : IAsyncLifetime
{
    private MonitoringHost _host = null!;

    public async Task InitializeAsync() => _host = await MonitoringHost.StartAsync();

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task A_breach_is_told_with_its_words_and_announced()
    {
        var one = await ReportAsync(Seen("本班保过，不过退款"));
        Assert.Equal(AdvertisementState.InBreach, one.State);
        Assert.Equal(["保过", "不过退款"], one.Words.Select(w => w.Phrase));
        Assert.Equal("KM-11", Assert.Single(Assert.Single(one.Findings).Basis).Clause);
        var told = await _host.HearAsync<AdvertisementBreachFound>(one.AdvertisementId);
        Assert.Equal((_host.Code, "OWN_PREMISES"), (told.InstitutionCode, told.Channel));
        var why = (await Client().ExplainAdvertisementAsync(new() { AdvertisementId = one.AdvertisementId })).ExplanationZh;
        Assert.Contains("KM-11", why, StringComparison.Ordinal);
        Assert.Contains("第3字起“保过”", why, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_undetermined_waits_for_a_person()
    {
        var one = await ReportAsync(Seen("名额告急"));
        Assert.Equal(AdvertisementState.UnderReview, one.State);
        var missing = await RichError.OfAsync(Client().ReviewAdvertisementAsync(Review(one, "AdvertisedInSchool", true)));
        Assert.Equal(("MONITORING_DETERMINATION_MISSING", "TextPressesByScarcity"), (missing.Reason, missing.Facts["rules"]));
        var review = Review(one, "TextPressesByScarcity", true);
        var decided = (await Client().ReviewAdvertisementAsync(review)).Advertisement;
        Assert.Equal(AdvertisementState.InBreach, decided.State);
        Assert.Equal(decided, (await Client().ReviewAdvertisementAsync(review)).Advertisement);
        Assert.Equal("TextPressesByScarcity", Assert.Single((await _host.HearAsync<AdvertisementBreachFound>(one.AdvertisementId)).Findings).Rule);
        var stale = Review(one, "TextPressesByScarcity", false);
        stale.Etag = one.Etag;
        Assert.Equal("ETAG_MISMATCH", (await RichError.OfAsync(Client().ReviewAdvertisementAsync(stale))).Reason);
        stale = Review(one, "TextPressesByScarcity", false);
        Assert.Equal(AdvertisementState.Dismissed, (await Client().ReviewAdvertisementAsync(stale)).Advertisement.State);
        await _host.HearAsync<AdvertisementDismissed>(one.AdvertisementId);
    }

    [Fact]
    public async Task Evidence_is_verified_by_whoever_reads_it_later()
    {
        var file = System.Text.Encoding.UTF8.GetBytes(new string('图', 400_000));
        var digest = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(file));
        var seen = Seen("少儿水彩画班每周六上午上课");
        seen.Evidence.Add(new Evidence { Sha256 = digest, MediaType = "image/jpeg", Location = "archive/1", SizeBytes = file.Length });
        var one = await ReportAsync(seen);
        var genuine = await VerifyAsync(one, digest, file);
        Assert.Equal((true, digest, file.Length, "archive/1"), (genuine.Genuine, genuine.Sha256, genuine.SizeBytes, genuine.Evidence.Location));
        file[^1] ^= 1;
        Assert.False((await VerifyAsync(one, digest, file)).Genuine);
        Assert.False((await VerifyAsync(one, digest, file[..^1])).Genuine);
        Assert.Contains("header.sha256", RichError.Of(await Assert.ThrowsAsync<RpcException>(() => VerifyAsync(one, new string('0', 64), file))).Fields.Keys);

        async Task<VerifyEvidenceResponse> VerifyAsync(Advertisement of, string sha256, byte[] content)
        {
            using var call = Client().VerifyEvidence();
            try
            {
                await call.RequestStream.WriteAsync(new() { Header = new EvidenceHeader { AdvertisementId = of.AdvertisementId, Sha256 = sha256 } });
                foreach (var part in content.Chunk(500_000)) await call.RequestStream.WriteAsync(new() { Part = Google.Protobuf.ByteString.CopyFrom(part) });
                await call.RequestStream.CompleteAsync();
            }
            catch (RpcException)
            {
                // A refusal may come while parts are still being written; only the answer says why.
            }
            return await call;
        }
    }

    [Theory]
    [InlineData("image/jpeg", 100L << 20, "")]
    [InlineData("image/jpeg", (100L << 20) + 1, "EVIDENCE_TOO_LARGE")]
    [InlineData("application/zip", 1, "EVIDENCE_TYPE_NOT_ALLOWED")]
    public async Task Evidence_has_limits_of_size_and_type(string type, long bytes, string refusal)
    {
        var seen = Seen("少儿水彩画班每周六上午上课");
        seen.Evidence.Add(new Evidence { Sha256 = new string('a', 64), MediaType = type, SizeBytes = bytes });
        if (refusal.Length == 0) Assert.Equal(bytes, Assert.Single((await ReportAsync(seen)).Evidence).SizeBytes);
        else Assert.Equal(refusal, (await RichError.OfAsync(Client().ReportAdvertisementAsync(new() { RequestId = Registry.NewId(), Advertisement = seen }))).Reason);
    }

    [Fact]
    public async Task A_clean_one_needs_no_person_and_a_trial_stores_nothing()
    {
        var clean = await ReportAsync(Seen("少儿水彩画班每周六上午上课"));
        Assert.Equal(AdvertisementState.Clean, clean.State);
        Assert.Equal("ADVERTISEMENT_STATE", (await RichError.OfAsync(Client().ReviewAdvertisementAsync(Review(clean, "X", true)))).Reason);
        var own = Seen("签约保过");
        own.Source = AdvertisementSource.Institution;
        var trial = await new AdvertisementService.AdvertisementServiceClient(_host.Owner()).ReportAdvertisementAsync(
            new() { RequestId = Registry.NewId(), Advertisement = own, ValidateOnly = true });
        Assert.Equal(AdvertisementState.InBreach, trial.Advertisement.State);
        Assert.Single((await ListAsync(new())).Advertisements);
    }

    [Fact]
    public async Task Only_whom_it_concerns_may_report_read_and_decide()
    {
        var one = await ReportAsync(Seen("签约保过"));
        Assert.Equal(StatusCode.PermissionDenied, (await RichError.OfAsync(Client("MARKET_REGULATION", "530103").GetAdvertisementAsync(new() { AdvertisementId = one.AdvertisementId }))).Code);
        Assert.Equal("AUDIENCE_NOT_ALLOWED", (await RichError.OfAsync(Client("SPORTS").ReviewAdvertisementAsync(Review(one, "TextGuaranteesResults", false)))).Reason);
        var other = new AdvertisementService.AdvertisementServiceClient(_host.Owner(Registry.NewCode()));
        Assert.Equal(StatusCode.NotFound, (await RichError.OfAsync(other.GetAdvertisementAsync(new() { AdvertisementId = one.AdvertisementId }))).Code);
        var owner = new AdvertisementService.AdvertisementServiceClient(_host.Owner());
        Assert.Equal("SOURCE_NOT_ALLOWED", (await RichError.OfAsync(owner.ReportAdvertisementAsync(new() { RequestId = Registry.NewId(), Advertisement = Seen("新班招生") }))).Reason);
        Assert.Equal(one.AdvertisementId, (await owner.GetAdvertisementAsync(new() { AdvertisementId = one.AdvertisementId })).Advertisement.AdvertisementId);
    }

    [Fact]
    public async Task Wrong_fields_are_named()
    {
        var future = Seen("新班招生");
        future.SeenOn = "2026-11-21";
        Assert.Contains("advertisement.seen_on", (await RefusedAsync(future)).Fields.Keys);
        var goods = Seen("新班招生");
        goods.Goods = SchoolGoods.Uniform;
        Assert.Contains("advertisement.goods", (await RefusedAsync(goods)).Fields.Keys);
        Assert.Contains("advertisement.text", (await RefusedAsync(Seen(""))).Fields.Keys);
        var city = Seen("新班招生");
        city.Division = "530100";
        Assert.Contains("advertisement.division", (await RichError.OfAsync(Client("EDUCATION", "530100").ReportAdvertisementAsync(new() { RequestId = Registry.NewId(), Advertisement = city }))).Fields.Keys);
    }

    [Fact]
    public async Task The_third_breach_raises_the_frequency_of_inspections()
    {
        await ReportAsync(Seen("签约保过"));
        await ReportAsync(Seen("弯道超车"));
        Assert.DoesNotContain(_host.Heard, e => e.Name == "monitoring.advertisement-breaches-repeated");
        var third = await ReportAsync(Seen("别让孩子输在起跑线上"));
        var told = await _host.HearAsync<AdvertisementBreachesRepeated>(third.AdvertisementId);
        Assert.Equal((_host.Code, 3, 12), (told.InstitutionCode, told.Count, told.Months));
    }

    [Fact]
    public async Task Rows_of_a_stream_are_answered_one_by_one_and_may_come_again()
    {
        var good = (Id: Registry.NewId(), Row: Seen("签约保过"));
        var future = Seen("新班招生");
        future.SeenOn = "2027-01-01";
        var elsewhere = Seen("新班招生");
        elsewhere.Division = "530103";
        var nameless = Seen("新班招生");
        nameless.AdvertiserName = "";
        (string Id, Advertisement Row)[] rows = [good, (Registry.NewId(), future), (Registry.NewId(), elsewhere), (Registry.NewId(), nameless), (Registry.NewId(), Seen("国画班"))];
        var first = await ImportAsync(rows);
        Assert.Equal([RowOutcome.Stored, RowOutcome.Refused, RowOutcome.Refused, RowOutcome.Refused, RowOutcome.Stored], first.Results.Select(r => r.Outcome));
        Assert.Equal(("TextGuaranteesResults", 2, 3), (Assert.Single(first.Results[0].Findings).Rule, first.Stored, first.Refused));
        Assert.All(first.Results.Skip(1).Take(3), r => Assert.Equal("FIELD_INVALID", r.Reason));
        rows[4] = (rows[4].Id, Seen("国画二班"));
        var again = await ImportAsync(rows);
        Assert.Equal((RowOutcome.Known, RowOutcome.Refused, "ROW_ID_REUSED", 0), (again.Results[0].Outcome, again.Results[4].Outcome, again.Results[4].Reason, again.Stored));
        var request = new ListAdvertisementsRequest { PageSize = 1, Sources = { AdvertisementSource.Patrol } };
        var page = await ListAsync(request);
        Assert.Single(page.Advertisements);
        request.PageToken = page.NextPageToken;
        var last = await ListAsync(request);
        Assert.Equal("", last.NextPageToken);
        Assert.NotEqual(page.Advertisements[0].AdvertisementId, Assert.Single(last.Advertisements).AdvertisementId);
        Assert.Equal(good.Id, Assert.Single((await ListAsync(new() { States = { AdvertisementState.InBreach } })).Advertisements).AdvertisementId);
        Assert.Empty((await ListAsync(new() { Channels = { AdvertisementChannel.Metro } })).Advertisements);
    }

    [Fact]
    public async Task Of_two_who_decide_at_once_with_one_etag_one_learns_why_not()
    {
        var one = await ReportAsync(Seen("名额告急"));
        var outcomes = await Task.WhenAll(new[] { true, false }.Select(async breached =>
        {
            var review = Review(one, "TextPressesByScarcity", breached);
            review.Etag = one.Etag;
            try
            {
                await Client().ReviewAdvertisementAsync(review);
                return "";
            }
            catch (RpcException e)
            {
                return RichError.Of(e).Reason;
            }
        }));
        Assert.Equal(["", "ETAG_MISMATCH"], outcomes.Order(StringComparer.Ordinal));
    }

    private AdvertisementService.AdvertisementServiceClient Client(string department = "MARKET_REGULATION", string division = MonitoringHost.County) =>
        new(_host.Officer(department, division));

    private Advertisement Seen(string text) => new()
    {
        Division = MonitoringHost.County, InstitutionId = _host.InstitutionId, InstitutionCode = _host.Code, AdvertiserName = "测试培训中心",
        Source = AdvertisementSource.Patrol, Channel = AdvertisementChannel.OwnPremises, SeenOn = "2026-11-20", Text = text,
    };

    private async Task<Advertisement> ReportAsync(Advertisement seen) =>
        (await Client().ReportAdvertisementAsync(new() { RequestId = Registry.NewId(), Advertisement = seen })).Advertisement;

    private Task<RichError> RefusedAsync(Advertisement seen) =>
        RichError.OfAsync(Client().ReportAdvertisementAsync(new() { RequestId = Registry.NewId(), Advertisement = seen }));

    private async Task<ListAdvertisementsResponse> ListAsync(ListAdvertisementsRequest request)
    {
        request.Division = "530100";
        return await Client("EDUCATION", "530100").ListAdvertisementsAsync(request);
    }

    private static ReviewAdvertisementRequest Review(Advertisement one, string rule, bool breached) => new()
    {
        RequestId = Registry.NewId(), AdvertisementId = one.AdvertisementId,
        Determinations = { new Determination { Rule = rule, Breached = breached, Reason = "经查看证据核实" } },
    };

    private async Task<ImportAdvertisementsResponse> ImportAsync((string Id, Advertisement Row)[] rows)
    {
        using var call = Client().ImportAdvertisements();
        await call.RequestStream.WriteAsync(new() { Header = new AdvertisementImportHeader { Division = MonitoringHost.County, BatchId = Registry.NewId() } });
        foreach (var (id, row) in rows)
            await call.RequestStream.WriteAsync(new() { Row = new AdvertisementRow { RowId = id, Advertisement = row } });
        await call.RequestStream.CompleteAsync();
        return await call;
    }
}
