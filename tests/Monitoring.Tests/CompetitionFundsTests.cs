using ShuangJian.Contracts;
using ShuangJian.Protos.Monitoring.V1;
using ShuangJian.Protos.Type.V1;
using ShuangJian.Testing;

namespace ShuangJian.Monitoring.Tests;

/// <summary>Promotions against prices really charged, signs of monopoly, and the use of money.</summary>
public sealed class CompetitionFundsTests : IAsyncLifetime
{
    private readonly string _course = Registry.NewId();
    private MonitoringHost _host = null!;

    public async Task InitializeAsync() => _host = await MonitoringHost.StartAsync();

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Theory]
    // Sold at 100 and 120 yuan in the seven days before 20 November.
    [InlineData(12001, 6000, 0, "OriginalPriceNeverApplied")]
    [InlineData(12000, 6000, 0, "OriginalPriceIsNotTheLowest")]
    [InlineData(10000, 6000, 0, "")]
    [InlineData(10000, 5000, 50, "")]
    [InlineData(10000, 5001, 50, "DiscountIsFalse")]
    [InlineData(0, 5001, 50, "")]
    public async Task An_original_price_is_one_that_was_charged_shortly_before(long original, long price, int remaining, string expected)
    {
        await SoldAsync(10000, "2026-11-13");
        await SoldAsync(12000, "2026-11-19");
        await SoldAsync(20000, "2026-11-12");
        await SoldAsync(20000, "2026-11-20");
        var judged = await ReportAsync(original, price, remaining);
        Assert.Equal(expected, string.Join(',', judged.Findings.Select(f => f.Rule)));
    }

    [Fact]
    public async Task An_original_price_without_sales_waits_for_a_person()
    {
        await SoldAsync(20000, "2026-11-12");
        var one = await ReportAsync(20000, 10000, 0);
        Assert.Equal((PromotionState.UnderReview, "OriginalPriceUnproved"), (one.State, Assert.Single(one.Findings).Rule));
        ReviewPromotionRequest review = new()
        {
            RequestId = Registry.NewId(), PromotionId = one.PromotionId,
            Determinations = { new Determination { Rule = "OriginalPriceUnproved", Breached = true, Reason = "账册中没有成交记录" } },
        };
        Assert.Equal("AUDIENCE_NOT_ALLOWED", (await RichError.OfAsync(new CompetitionService.CompetitionServiceClient(_host.Officer("EDUCATION")).ReviewPromotionAsync(review))).Reason);
        Assert.Equal(PromotionState.InBreach, (await Office().ReviewPromotionAsync(review)).Promotion.State);
        Assert.Equal(_host.Code, (await _host.HearAsync<PromotionBreachFound>(one.PromotionId)).InstitutionCode);
        review.RequestId = Registry.NewId();
        review.Determinations[0].Breached = false;
        Assert.Equal(PromotionState.Dismissed, (await Office().ReviewPromotionAsync(review)).Promotion.State);
        review.RequestId = Registry.NewId();
        Assert.Equal("PROMOTION_STATE", (await RichError.OfAsync(Office().ReviewPromotionAsync(review))).Reason);
        Assert.Single((await Office().ListPromotionsAsync(new() { Division = "530102", States = { PromotionState.Dismissed } })).Promotions);
    }

    [Fact]
    public async Task Publicity_and_terms_of_a_promotion_are_screened()
    {
        var one = await ReportAsync(0, 5000, 0, "签约保过；优惠课程不退，最终解释权归本机构");
        Assert.Equal((PromotionState.InBreach, "PromotionPublicityIsFalse,PromotionTermsAreUnfair"), (one.State, string.Join(',', one.Findings.Select(f => f.Rule))));
        Assert.Equal(["KM-10", "PLATFORM"], one.Findings[0].Basis.Select(b => b.Clause));
    }

    [Fact]
    public async Task A_price_of_a_contract_counts_as_charged()
    {
        await new ContractService.ContractServiceClient(_host.Owner()).RecordContractAsync(new()
        {
            RequestId = Registry.NewId(),
            Contract = new TrainingContract
            {
                Division = MonitoringHost.County, InstitutionId = _host.InstitutionId, InstitutionCode = _host.Code, Number = "2026-001", ModelText = ModelText.National, CourseId = _course,
                Parties = new ContractParties { PupilName = "测试生", PupilIdentityNumber = Registry.IdentityNumber, GuardianName = "测试人", GuardianPhone = "13800000078" },
                Category = Protos.Institution.V1.TrainingCategory.Arts, Stages = { Protos.Institution.V1.EducationStage.Primary }, Subject = "水彩画", SignedOn = "2026-11-19",
                StartsOn = "2026-12-01", EndsOn = "2026-12-31", Lessons = 10, TotalFen = 90000,
                Charges = { new ContractCharge { ChargedOn = "2026-11-20", CoversFrom = "2026-12-01", CoversTo = "2026-12-31", Lessons = 10, AmountFen = 90000, Method = PaymentMethod.SpecialAccount } },
            },
        });
        Assert.Equal("OriginalPriceNeverApplied", Assert.Single((await ReportAsync(9001, 5000, 0)).Findings).Rule);
        Assert.Empty((await ReportAsync(9000, 5000, 0)).Findings);
        Assert.Equal(9000, Assert.Single((await Office().ListPricesAsync(new() { Division = "530102", InstitutionCode = _host.Code, CourseId = _course })).Prices).LessonFen);
    }

    [Fact]
    public async Task A_sign_of_monopoly_is_recorded_and_told_without_its_description()
    {
        var sign = (await Office().RecordMonopolySignAsync(new()
        {
            RequestId = Registry.NewId(), Division = "530102", Kind = MonopolySignKind.PriceFixing, InstitutionCodes = { _host.Code, Registry.NewCode() }, ObservedOn = "2026-11-19",
            Description = "三家机构同日同幅涨价",
        })).MonopolySign;
        var told = await _host.HearAsync<MonopolySignRecorded>(sign.MonopolySignId);
        Assert.Equal(("PRICE_FIXING", 2), (told.Kind, told.InstitutionCodes.Count));
        Assert.Equal("三家机构同日同幅涨价", Assert.Single((await Office().ListMonopolySignsAsync(new() { Division = "530102" })).MonopolySigns).Description);
    }

    [Theory]
    [InlineData(5000, 1000, "")]
    [InlineData(5000, 1250, "")]
    [InlineData(4999, 1000, "TrainingShareTooSmall")]
    [InlineData(5000, 2001, "LargeOtherUse")]
    public async Task Flags_a_small_share_for_training_and_large_other_uses(long training, long investment, string expected)
    {
        var rest = 10000 - training - investment;
        List<MoneyUseItem> items = [Item(MoneyPurpose.TeachingStaff, training), Item(MoneyPurpose.Investment, investment)];
        foreach (var purpose in new[] { MoneyPurpose.Administration, MoneyPurpose.Marketing, MoneyPurpose.Other })
            items.Add(Item(purpose, purpose == MoneyPurpose.Other ? rest - rest / 3 * 2 : rest / 3));
        var use = await StateAsync(_host.Owner(), [.. items]);
        Assert.Equal(expected, string.Join(',', use.Findings.Select(f => f.Rule)));
        Assert.Equal((10000, training, (int)(training / 100), false), (use.TotalFen, use.TrainingFen, use.TrainingPercent, use.Observed));
        if (expected.Length > 0) Assert.Equal(use.TrainingPercent, (await _host.HearAsync<UseOfMoneyFlagged>(use.MoneyUseId)).TrainingPercent);
    }

    [Fact]
    public async Task What_is_observed_is_held_against_what_was_declared()
    {
        Assert.Equal("ObservedUseNotDeclared", Assert.Single((await StateAsync(_host.Officer("EDUCATION"), Item(MoneyPurpose.TeachingStaff, 9000))).Findings).Rule);
        Assert.Empty((await StateAsync(_host.Owner(), Item(MoneyPurpose.TeachingStaff, 9000), Item(MoneyPurpose.Marketing, 1000))).Findings);
        Assert.Empty((await StateAsync(_host.Officer("EDUCATION"), Item(MoneyPurpose.TeachingStaff, 9000), Item(MoneyPurpose.Marketing, 1000))).Findings);
        var more = await StateAsync(_host.Officer("EDUCATION"), Item(MoneyPurpose.TeachingStaff, 9000), Item(MoneyPurpose.Marketing, 1001));
        Assert.Equal("ObservedUseNotDeclared", Assert.Single(more.Findings).Rule);
        Assert.Equal(2, (await new FundsService.FundsServiceClient(_host.Officer("EDUCATION")).ListMoneyUsesAsync(new() { Division = "530102", FlaggedOnly = true })).MoneyUses.Count);
        Assert.Contains("money_use.items", (await RichError.OfAsync(new FundsService.FundsServiceClient(_host.Owner()).StateMoneyUseAsync(
            Statement(Item(MoneyPurpose.Other, 1), Item(MoneyPurpose.Other, 2))))).Fields.Keys);
    }

    private CompetitionService.CompetitionServiceClient Office() => new(_host.Officer());

    private Task<RecordPriceResponse> SoldAsync(long fen, string day) => Office().RecordPriceAsync(new()
    {
        RequestId = Registry.NewId(), Division = MonitoringHost.County, InstitutionCode = _host.Code, CourseId = _course, SoldOn = day, LessonFen = fen, ReceiptNumber = "票据0001",
    }).ResponseAsync;

    private async Task<Promotion> ReportAsync(long original, long price, int remaining, string text = "开班优惠") => (await Office().ReportPromotionAsync(new()
    {
        RequestId = Registry.NewId(),
        Promotion = new Promotion
        {
            Division = MonitoringHost.County, InstitutionId = _host.InstitutionId, InstitutionCode = _host.Code, CourseId = _course, StartsOn = "2026-11-20", EndsOn = "2026-11-30",
            OriginalLessonFen = original, LessonFen = price, RemainingPercent = remaining, Text = text,
        },
    })).Promotion;

    private static MoneyUseItem Item(MoneyPurpose purpose, long fen) => new() { Purpose = purpose, Source = MoneySource.Fees, AmountFen = fen };

    private StateMoneyUseRequest Statement(params MoneyUseItem[] items) => new()
    {
        RequestId = Registry.NewId(),
        MoneyUse = new MoneyUse
        {
            Division = MonitoringHost.County, InstitutionId = _host.InstitutionId, InstitutionCode = _host.Code, PeriodFrom = "2026-10-01", PeriodTo = "2026-10-31", Items = { items },
        },
    };

    private async Task<MoneyUse> StateAsync(Grpc.Core.CallInvoker as_, params MoneyUseItem[] items) =>
        (await new FundsService.FundsServiceClient(as_).StateMoneyUseAsync(Statement(items))).MoneyUse;
}
