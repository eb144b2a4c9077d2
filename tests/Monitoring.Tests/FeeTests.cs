using ShuangJian.Contracts;
using ShuangJian.Monitoring.Domain;
using ShuangJian.Policy;
using ShuangJian.Protos.Monitoring.V1;
using ShuangJian.Protos.Type.V1;
using ShuangJian.Testing;
using FeeStandard = ShuangJian.Protos.Monitoring.V1.FeeStandard;
using FeeStandardState = ShuangJian.Protos.Monitoring.V1.FeeStandardState;
using PeerComparison = ShuangJian.Monitoring.Domain.PeerComparison;
using Words = ShuangJian.Protos.Institution.V1;

namespace ShuangJian.Monitoring.Tests;

/// <summary>Guide prices, peers, and fees over the real service.</summary>
public sealed class FeeTests : IAsyncLifetime
{
    private MonitoringHost _host = null!;

    public async Task InitializeAsync() => _host = await MonitoringHost.StartAsync();

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Theory]
    // Shenzhen: 70 yuan up to 10 pupils, 50 from 11, with 10 % upwards, for 45 minutes offline.
    [InlineData("440304", 1, 10, 45, 7700, false, false, 0)]
    [InlineData("440304", 1, 10, 45, 7701, false, false, 1)]
    [InlineData("440304", 11, 20, 45, 5500, false, false, 0)]
    [InlineData("440304", 11, 20, 45, 5501, false, false, 1)]
    [InlineData("440304", 10, 11, 45, 5501, false, false, 1)]
    [InlineData("440304", 1, 10, 90, 15400, false, false, 0)]
    [InlineData("440304", 1, 10, 90, 15401, false, false, 1)]
    [InlineData("440304", 31, 40, 40, 3422, false, false, 0)]
    [InlineData("440304", 31, 40, 40, 3423, false, false, 1)]
    // Enshi has other prices in rural areas.
    [InlineData("422801", 35, 40, 45, 1870, false, true, 0)]
    [InlineData("422801", 35, 40, 45, 1871, false, true, 1)]
    [InlineData("422801", 35, 40, 45, 1871, false, false, 0)]
    public void Judges_academic_fees_by_the_band_and_the_length_of_the_lesson(
        string division, int from, int to, int minutes, long fee, bool online, bool rural, long excess)
    {
        var law = Law.Current.At(DivisionCode.Parse(division), new DateOnly(2026, 11, 20));
        var content = Content(from, to, minutes, fee, online, rural);
        var finding = FeeRules.FeeAboveGuidePrice(new FeeFacts(content, PeerComparison.Of([], law)), law);
        Assert.Equal(excess > 0, finding is not null);
        Assert.Equal(excess, FeeRules.ExcessOf(content, law));
        if (finding is not null) Assert.Equal($"{fee}", finding.Observed!.Value);
    }

    [Fact]
    public void A_place_without_a_verified_table_is_undetermined_and_other_training_is_free()
    {
        var law = Law.Current.At(DivisionCode.Parse("530102"), new DateOnly(2026, 11, 20));
        var content = Content(1, 10, 45, 99999);
        Assert.Equal(Policy.Severity.Undetermined, FeeRules.FeeAboveGuidePrice(new FeeFacts(content, PeerComparison.Of([], law)), law)!.Severity);
        var arts = content with { Class = new ClassFacts(TrainingCategory.Arts, content.Class.Stages) };
        Assert.Null(FeeRules.FeeAboveGuidePrice(new FeeFacts(arts, PeerComparison.Of([], law)), law));
    }

    [Theory]
    [InlineData(new long[] { 100, 110, 120, 130 }, 4, 115, 10, 0)]
    [InlineData(new long[] { 100, 110, 120, 130, 140 }, 5, 120, 10, 150)]
    [InlineData(new long[] { 100, 110, 120, 130, 99999 }, 5, 120, 10, 150)]
    [InlineData(new long[] { 100, 100, 100, 100, 100 }, 5, 100, 0, 120)]
    public void Compares_with_peers_by_median_and_deviation(long[] peers, int count, long median, long deviation, long threshold) =>
        Assert.Equal(new PeerComparison(count, median, deviation, threshold), PeerComparison.Of(peers, Law.Current.At(DivisionCode.Parse("530102"), new DateOnly(2026, 11, 20))));

    [Fact]
    public async Task A_justified_fee_is_filed_published_replaced_and_withdrawn()
    {
        var first = await FileAsync(Standard());
        Assert.Equal(FeeStandardState.Published, first.State);
        var published = await _host.HearAsync<FeeStandardPublished>(first.FeeStandardId);
        Assert.Equal((8000, "每课时", _host.InstitutionId), (published.PriceFen, published.Unit, published.InstitutionId));
        var second = await FileAsync(Standard(fee: 8200, course: first.CourseId));
        Assert.Equal(first.FeeStandardId, (await _host.HearAsync<DisclosureWithdrawn>(first.FeeStandardId)).ItemId);
        Assert.Equal(FeeStandardState.Withdrawn, (await Mine().GetFeeStandardAsync(new() { FeeStandardId = first.FeeStandardId })).FeeStandard.State);
        await Mine().WithdrawFeeStandardAsync(new() { RequestId = Registry.NewId(), FeeStandardId = second.FeeStandardId });
        Assert.Equal("FEE_STANDARD_STATE", (await RichError.OfAsync(Mine().WithdrawFeeStandardAsync(new() { RequestId = Registry.NewId(), FeeStandardId = second.FeeStandardId }))).Reason);
    }

    [Fact]
    public async Task A_fee_without_costs_waits_for_a_person()
    {
        var bare = Standard();
        bare.Division = "500107";
        bare.EffectiveFrom = "2022-11-30";
        bare.Costs.Clear();
        var mine = new FeeService.FeeServiceClient(_host.Owner(division: "500107"));
        var one = (await mine.FileFeeStandardAsync(new() { RequestId = Registry.NewId(), FeeStandard = bare })).FeeStandard;
        Assert.Equal((FeeStandardState.UnderReview, "FeeNotJustifiedByCost"), (one.State, Assert.Single(one.Findings).Rule));
        var office = new FeeService.FeeServiceClient(_host.Officer("EDUCATION", "500107"));
        ReviewFeeStandardRequest review = new()
        {
            RequestId = Registry.NewId(), FeeStandardId = one.FeeStandardId,
            Determinations = { new Determination { Rule = "FeeNotJustifiedByCost", Breached = true, Reason = "收费没有任何成本依据" } },
        };
        Assert.Equal(FeeStandardState.Refused, (await office.ReviewFeeStandardAsync(review)).FeeStandard.State);
        await _host.HearAsync<FeeExcessFound>(one.FeeStandardId);
        Assert.Equal("AUDIENCE_NOT_ALLOWED", (await RichError.OfAsync(new FeeService.FeeServiceClient(_host.Officer("SPORTS", "500107")).ReviewFeeStandardAsync(review))).Reason);
    }

    [Fact]
    public async Task A_fee_above_the_guide_price_is_refused_with_the_amount()
    {
        var dear = Standard(fee: 7800);
        (dear.Division, dear.Category) = ("440304", Words.TrainingCategory.Academic);
        var mine = new FeeService.FeeServiceClient(_host.Owner(division: "440304"));
        var one = (await mine.FileFeeStandardAsync(new() { RequestId = Registry.NewId(), FeeStandard = dear })).FeeStandard;
        Assert.Equal((FeeStandardState.Refused, 100), (one.State, one.ExcessLessonFen));
        Assert.Contains("超出1.00元", one.Findings[0].MessageZh, StringComparison.Ordinal);
        Assert.Equal(100, (await _host.HearAsync<FeeExcessFound>(one.FeeStandardId)).ExcessLessonFen);
    }

    [Fact]
    public async Task A_fee_far_above_its_peers_is_published_with_a_warning()
    {
        foreach (var fee in new[] { 7500, 8000, 8500, 9000, 9500 })
        {
            var code = Registry.NewCode();
            var peer = Standard(fee);
            peer.InstitutionCode = code;
            await new FeeService.FeeServiceClient(_host.Owner(code)).FileFeeStandardAsync(new() { RequestId = Registry.NewId(), FeeStandard = peer });
        }
        var dear = Standard(fee: 13000);
        dear.Costs[0].LessonFen = 12000;
        var one = await FileAsync(dear);
        var finding = Assert.Single(one.Findings);
        Assert.Equal((FeeStandardState.Published, "FeeFarAboveItsPeers", Protos.Type.V1.Severity.Warning, 5), (one.State, finding.Rule, finding.Severity, one.Comparison.Peers));
        Assert.Contains("KM-9", finding.Basis.Select(b => b.Clause));
        var list = await new FeeService.FeeServiceClient(_host.Officer("EDUCATION", "530100")).ListFeeStandardsAsync(new() { Division = "530100", FarAbovePeersOnly = true });
        Assert.Equal(one.FeeStandardId, Assert.Single(list.FeeStandards).FeeStandardId);
    }

    [Fact]
    public async Task An_institution_that_may_not_train_files_no_fees_and_its_published_ones_are_hidden()
    {
        await _host.TellAsync(new InstitutionLicensed
        {
            Division = MonitoringHost.County, InstitutionId = _host.InstitutionId, Name = "测试培训中心", UnifiedSocialCreditCode = _host.Code, Category = "ARTS",
            LicenceNumber = "530102-2026-00001", LicensedOn = new DateOnly(2026, 9, 1),
        });
        var one = await FileAsync(Standard());
        await _host.TellAsync(new InstitutionRevoked
        {
            Division = MonitoringHost.County, InstitutionId = _host.InstitutionId, Name = "测试培训中心", UnifiedSocialCreditCode = _host.Code, LicenceNumber = "530102-2026-00001",
            Grounds = ["ILLEGAL_CHARGING"], Reason = "违规收费", Since = new DateOnly(2026, 11, 20),
            Consequences = [new ConsequenceFact("c1", "COURSES", "filings", null)],
        }, minutes: 1);
        await _host.HearAsync<DisclosureWithdrawn>(one.FeeStandardId);
        Assert.Equal("INSTITUTION_MAY_NOT_CHARGE", (await RichError.OfAsync(Mine().FileFeeStandardAsync(new() { RequestId = Registry.NewId(), FeeStandard = Standard() }))).Reason);
        await _host.TellAsync(new InstitutionReinstated
        {
            Division = MonitoringHost.County, InstitutionId = _host.InstitutionId, Name = "测试培训中心", Reason = "整改完成", Since = new DateOnly(2026, 11, 20),
        }, minutes: 2);
        Assert.Equal(FeeStandardState.Published, (await FileAsync(Standard())).State);
        Assert.DoesNotContain(_host.Heard, e => e.Subject == "consequences/c1");
    }

    // Shenzhen's guide price for up to 10 pupils is 70 yuan with 10 % upwards; what is licensed as arts is free.
    [Theory]
    [InlineData(7700, true)]
    [InlineData(7701, false)]
    public async Task A_fee_is_judged_again_when_its_institution_is_licensed_as_academic(long fen, bool stays)
    {
        await _host.TellAsync(Licensed("440304"));
        var standard = Standard(fen);
        standard.Division = "440304";
        var mine = new FeeService.FeeServiceClient(_host.Owner(division: "440304"));
        var filed = (await mine.FileFeeStandardAsync(new() { RequestId = Registry.NewId(), FeeStandard = standard })).FeeStandard;
        Assert.Equal(FeeStandardState.Published, filed.State);
        // Of before the licence: overtaken on the way, it changes nothing.
        await _host.TellAsync(Changed("440304", "SPORTS"), minutes: -1);
        await _host.TellAsync(Changed("440304", "ACADEMIC"), minutes: 1);
        var judged = await Eventually.ValueAsync(
            "judged again", async () => (await mine.GetFeeStandardAsync(new() { FeeStandardId = filed.FeeStandardId })).FeeStandard,
            f => f.Category == Words.TrainingCategory.Academic);
        Assert.Equal((stays ? FeeStandardState.Published : FeeStandardState.Refused, stays ? 0 : 1), (judged.State, judged.ExcessLessonFen));
        if (stays) return;
        Assert.Equal(1, (await _host.HearAsync<FeeExcessFound>(filed.FeeStandardId)).ExcessLessonFen);
        await _host.HearAsync<DisclosureWithdrawn>(filed.FeeStandardId);
    }

    private InstitutionLicensed Licensed(string division) => new()
    {
        Division = division, InstitutionId = _host.InstitutionId, Name = "测试培训中心", UnifiedSocialCreditCode = _host.Code, Category = "ARTS",
        LicenceNumber = $"{division}-2026-00001", LicensedOn = new DateOnly(2026, 9, 1),
    };

    private InstitutionChanged Changed(string division, string category) => new()
    {
        Division = division, InstitutionId = _host.InstitutionId, Fields = ["category"], Name = "测试培训学校", Category = category, Mode = "OFFLINE",
    };

    private FeeService.FeeServiceClient Mine() => new(_host.Owner());

    private async Task<FeeStandard> FileAsync(FeeStandard standard) =>
        (await Mine().FileFeeStandardAsync(new() { RequestId = Registry.NewId(), FeeStandard = standard })).FeeStandard;

    private FeeStandard Standard(long fee = 8000, string? course = null) => new()
    {
        Division = MonitoringHost.County, InstitutionId = _host.InstitutionId, InstitutionCode = _host.Code, CourseId = course ?? Registry.NewId(), Title = "少儿水彩画",
        Category = Words.TrainingCategory.Arts, Stages = { Words.EducationStage.Primary }, ClassSizeFrom = 1, ClassSizeTo = 10, LessonMinutes = 45, Lessons = 16, LessonFen = fee,
        Costs = { new Protos.Monitoring.V1.CostItem { Name = "教师课酬", LessonFen = 7000 } }, RefundStandard = "未消课时全额退还", EffectiveFrom = "2026-11-20",
    };

    private static FeeContent Content(int from, int to, int minutes, long fee, bool online = false, bool rural = false) => new(
        "course", "数学", new ClassFacts(TrainingCategory.Academic, [Policy.EducationStage.Primary]), online, rural, from, to, minutes, 16, fee, [], "未消课时全额退还", "", new DateOnly(2026, 11, 20));
}
