using Google.Protobuf;
using Google.Protobuf.Reflection;
using Grpc.Core;
using ShuangJian.Protos.Monitoring.V1;
using ShuangJian.Protos.Type.V1;
using ShuangJian.Testing;
using Words = ShuangJian.Protos.Institution.V1;

namespace ShuangJian.Monitoring.Tests;

/// <summary>What is the same for every call: who is of another county gets nothing, and a request id stands for one request.</summary>
public sealed class CallerTests : IAsyncLifetime
{
    private const string Elsewhere = "530103";
    private const string Institution = "";

    private static readonly ServiceDescriptor[] Services =
    [
        AdvertisementService.Descriptor, CompetitionService.Descriptor, ContractService.Descriptor, FeeService.Descriptor, FundsService.Descriptor, RiskService.Descriptor,
    ];

    private readonly string _course = Registry.NewId();
    private MonitoringHost _host = null!;

    public static TheoryData<string> Calls => [.. Services.SelectMany(s => s.Methods).Where(m => !m.IsClientStreaming).Select(m => m.Name)];

    public static TheoryData<string> Changes => [.. Services.SelectMany(s => s.Methods)
        .Where(m => !m.IsClientStreaming && m.InputType.FindFieldByName("request_id") is not null).Select(m => m.Name)];

    public async Task InitializeAsync() => _host = await MonitoringHost.StartAsync();

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Theory, MemberData(nameof(Calls))]
    public async Task Who_is_of_another_county_gets_nothing(string method)
    {
        var (department, make) = await PrepareAsync(method);
        var stranger = department == Institution ? _host.Owner(division: Elsewhere) : _host.Officer(department, Elsewhere);
        // What is an institution's own is not told of to institutions elsewhere.
        var expected = method == "WithdrawFeeStandard" ? "RESOURCE_NOT_FOUND" : "OUT_OF_JURISDICTION";
        Assert.Equal(expected, await ReasonAsync(stranger, method, make(Registry.NewId(), 0)));
        Assert.Equal("", await ReasonAsync(Right(department), method, make(Registry.NewId(), 0)));
    }

    [Theory, MemberData(nameof(Changes))]
    public async Task A_request_id_stands_for_one_request(string method)
    {
        var (department, make) = await PrepareAsync(method);
        var id = Registry.NewId();
        var first = await CallAsync(Right(department), method, make(id, 0));
        Assert.Equal(first, await CallAsync(Right(department), method, make(id, 0)));
        Assert.Equal("REQUEST_ID_REUSED", await ReasonAsync(Right(department), method, make(id, 1)));
    }

    /// <summary>Makes what a call acts on, and says which department makes it, and with what; the second request differs from the first in its content.</summary>
    private async Task<(string Department, Func<string, int, IMessage> Make)> PrepareAsync(string method)
    {
        var (number, other) = (Registry.NewId(), Registry.NewCode());
        switch (method)
        {
            case "ReportAdvertisement":
                return ("MARKET_REGULATION", (id, n) => new ReportAdvertisementRequest { RequestId = id, Advertisement = Seen($"国画班{n}") });
            case "ReviewAdvertisement":
                var seen = await ReportAsync("名额告急");
                return ("MARKET_REGULATION", (id, n) => new ReviewAdvertisementRequest { RequestId = id, AdvertisementId = seen, Determinations = { Held("TextPressesByScarcity", n) } });
            case "GetAdvertisement":
                seen = await ReportAsync("国画班");
                return ("MARKET_REGULATION", (_, _) => new GetAdvertisementRequest { AdvertisementId = seen });
            case "ExplainAdvertisement":
                seen = await ReportAsync("国画班");
                return ("MARKET_REGULATION", (_, _) => new ExplainAdvertisementRequest { AdvertisementId = seen });
            case "ListAdvertisements":
                return ("MARKET_REGULATION", (_, _) => new ListAdvertisementsRequest { Division = MonitoringHost.County });
            case "ReportPromotion":
                return ("MARKET_REGULATION", (id, n) => new ReportPromotionRequest { RequestId = id, Promotion = Promoted(0, $"开班优惠{n}") });
            case "ReviewPromotion":
                var promotion = Read<ReportPromotionResponse>(await CallAsync(
                    _host.Officer(), "ReportPromotion", new ReportPromotionRequest { RequestId = Registry.NewId(), Promotion = Promoted(20000, "开班优惠") })).Promotion;
                return ("MARKET_REGULATION", (id, n) => new ReviewPromotionRequest { RequestId = id, PromotionId = promotion.PromotionId, Determinations = { Held("OriginalPriceUnproved", n) } });
            case "ListPromotions":
                return ("MARKET_REGULATION", (_, _) => new ListPromotionsRequest { Division = MonitoringHost.County });
            case "RecordPrice":
                return ("MARKET_REGULATION", (id, n) => new RecordPriceRequest
                {
                    RequestId = id, Division = MonitoringHost.County, InstitutionCode = _host.Code, CourseId = _course, SoldOn = "2026-11-19", LessonFen = 9000 + n, ReceiptNumber = "票据0001",
                });
            case "ListPrices":
                return ("MARKET_REGULATION", (_, _) => new ListPricesRequest { Division = MonitoringHost.County, InstitutionCode = _host.Code, CourseId = _course });
            case "RecordMonopolySign":
                return ("MARKET_REGULATION", (id, n) => new RecordMonopolySignRequest
                {
                    RequestId = id, Division = MonitoringHost.County, Kind = MonopolySignKind.PriceFixing, InstitutionCodes = { _host.Code, other }, ObservedOn = "2026-11-19",
                    Description = $"三家机构同日同幅涨价{n}",
                });
            case "ListMonopolySigns":
                return ("MARKET_REGULATION", (_, _) => new ListMonopolySignsRequest { Division = MonitoringHost.County });
            case "RecordContract":
                return ("EDUCATION", (id, n) => new RecordContractRequest { RequestId = id, Contract = Signed(number, $"水彩画{n}") });
            case "ReviewContract":
                var contract = await RecordAsync("特价课程概不退费");
                return ("EDUCATION", (id, n) => new ReviewContractRequest { RequestId = id, ContractId = contract, Determinations = { Held("TermsAreUnfair", n) } });
            case "EndContract":
                contract = await RecordAsync("");
                return ("EDUCATION", (id, n) => new EndContractRequest { RequestId = id, ContractId = contract, EndedOn = $"2026-11-{20 - n}" });
            case "GetContract":
                contract = await RecordAsync("");
                return ("EDUCATION", (_, _) => new GetContractRequest { ContractId = contract });
            case "RevealContract":
                contract = await RecordAsync("");
                return ("EDUCATION", (_, _) => new RevealContractRequest { ContractId = contract, Purpose = "核查退费投诉" });
            case "ListContracts":
                return ("EDUCATION", (_, _) => new ListContractsRequest { Division = MonitoringHost.County });
            case "FileFeeStandard":
                return (Institution, (id, n) => new FileFeeStandardRequest { RequestId = id, FeeStandard = Fee(8000 + n) });
            case "ReviewFeeStandard":
                var academic = Fee(8000);
                academic.Category = Words.TrainingCategory.Academic;
                var fee = await FileAsync(academic);
                Assert.Equal(FeeStandardState.UnderReview, fee.State);
                return ("EDUCATION", (id, n) => new ReviewFeeStandardRequest { RequestId = id, FeeStandardId = fee.FeeStandardId, Determinations = { fee.Findings.Select(f => Held(f.Rule, n)) } });
            case "WithdrawFeeStandard":
                fee = await FileAsync(Fee(8000));
                return (Institution, (id, n) => new WithdrawFeeStandardRequest { RequestId = id, FeeStandardId = fee.FeeStandardId, Etag = n == 0 ? fee.Etag : "" });
            case "GetFeeStandard":
                fee = await FileAsync(Fee(8000));
                return ("EDUCATION", (_, _) => new GetFeeStandardRequest { FeeStandardId = fee.FeeStandardId });
            case "ListFeeStandards":
                return ("EDUCATION", (_, _) => new ListFeeStandardsRequest { Division = MonitoringHost.County });
            case "StateMoneyUse":
                return ("EDUCATION", (id, n) => new StateMoneyUseRequest { RequestId = id, MoneyUse = Used(9000 + n) });
            case "GetMoneyUse":
                var use = Read<StateMoneyUseResponse>(await CallAsync(_host.Officer("EDUCATION"), "StateMoneyUse", new StateMoneyUseRequest { RequestId = Registry.NewId(), MoneyUse = Used(9000) })).MoneyUse;
                return ("EDUCATION", (_, _) => new GetMoneyUseRequest { MoneyUseId = use.MoneyUseId });
            case "ListMoneyUses":
                return ("EDUCATION", (_, _) => new ListMoneyUsesRequest { Division = MonitoringHost.County });
            case "PutRiskInputs":
                return ("EDUCATION", (id, n) => Risk(id, 40 + n));
            case "GetRisk":
                await CallAsync(_host.Officer("EDUCATION"), "PutRiskInputs", Risk(Registry.NewId(), 40));
                return ("EDUCATION", (_, _) => new GetRiskRequest { Division = MonitoringHost.County, InstitutionCode = _host.Code });
            case "ListRisks":
                return ("EDUCATION", (_, _) => new ListRisksRequest { Division = MonitoringHost.County });
            case "ListRiskWarnings":
                return ("EDUCATION", (_, _) => new ListRiskWarningsRequest { Division = MonitoringHost.County });
            case "HandleRiskWarning":
                var warning = await WarnAsync();
                return ("EDUCATION", (id, n) => new HandleRiskWarningRequest { RequestId = id, RiskWarningId = warning, Measure = $"约谈负责人，限期补足余额{n}" });
            case "CloseRiskWarning":
                warning = await WarnAsync();
                return ("EDUCATION", (id, n) => new CloseRiskWarningRequest { RequestId = id, RiskWarningId = warning, Outcome = $"余额已补足{n}" });
            default:
                throw new InvalidOperationException($"There is no request for {method}.");
        }
    }

    private CallInvoker Right(string department) => department == Institution ? _host.Owner() : _host.Officer(department);

    private static Determination Held(string rule, int n) => new() { Rule = rule, Breached = true, Reason = $"经查看证据核实{n}" };

    private async Task<string> ReportAsync(string text) => Read<ReportAdvertisementResponse>(await CallAsync(
        _host.Officer(), "ReportAdvertisement", new ReportAdvertisementRequest { RequestId = Registry.NewId(), Advertisement = Seen(text) })).Advertisement.AdvertisementId;

    private async Task<string> RecordAsync(string terms)
    {
        var contract = Signed(Registry.NewId(), "水彩画");
        contract.Terms = terms;
        return Read<RecordContractResponse>(await CallAsync(_host.Owner(), "RecordContract", new RecordContractRequest { RequestId = Registry.NewId(), Contract = contract })).Contract.ContractId;
    }

    private async Task<FeeStandard> FileAsync(FeeStandard fee) => Read<FileFeeStandardResponse>(await CallAsync(
        _host.Owner(), "FileFeeStandard", new FileFeeStandardRequest { RequestId = Registry.NewId(), FeeStandard = fee })).FeeStandard;

    private async Task<string> WarnAsync()
    {
        await CallAsync(_host.Officer("EDUCATION"), "PutRiskInputs", Risk(Registry.NewId(), 40));
        var warnings = Read<ListRiskWarningsResponse>(await CallAsync(_host.Officer("EDUCATION"), "ListRiskWarnings", new ListRiskWarningsRequest { Division = MonitoringHost.County }));
        return Assert.Single(warnings.RiskWarnings).RiskWarningId;
    }

    private Advertisement Seen(string text) => new()
    {
        Division = MonitoringHost.County, InstitutionId = _host.InstitutionId, InstitutionCode = _host.Code, AdvertiserName = "测试培训中心",
        Source = AdvertisementSource.Patrol, Channel = AdvertisementChannel.OwnPremises, SeenOn = "2026-11-20", Text = text,
    };

    private Promotion Promoted(long original, string text) => new()
    {
        Division = MonitoringHost.County, InstitutionId = _host.InstitutionId, InstitutionCode = _host.Code, CourseId = _course, StartsOn = "2026-11-20", EndsOn = "2026-11-30",
        OriginalLessonFen = original, LessonFen = 5000, Text = text,
    };

    private TrainingContract Signed(string number, string subject) => new()
    {
        Division = MonitoringHost.County, InstitutionId = _host.InstitutionId, InstitutionCode = _host.Code, Number = number, ModelText = ModelText.National,
        Parties = new ContractParties { PupilName = "测试生", PupilIdentityNumber = Registry.IdentityNumber, GuardianName = "测试人", GuardianPhone = "13800000078" },
        Category = Words.TrainingCategory.Arts, Stages = { Words.EducationStage.Primary }, Subject = subject, SignedOn = "2026-11-20", StartsOn = "2026-12-01", EndsOn = "2026-12-31",
        Lessons = 10, TotalFen = 90000,
        Charges = { new ContractCharge { ChargedOn = "2026-11-20", CoversFrom = "2026-12-01", CoversTo = "2026-12-31", Lessons = 10, AmountFen = 90000, Method = PaymentMethod.SpecialAccount } },
    };

    private FeeStandard Fee(long fen) => new()
    {
        Division = MonitoringHost.County, InstitutionId = _host.InstitutionId, InstitutionCode = _host.Code, CourseId = _course, Title = "少儿水彩画",
        Category = Words.TrainingCategory.Arts, Stages = { Words.EducationStage.Primary }, ClassSizeFrom = 1, ClassSizeTo = 10, LessonMinutes = 45, Lessons = 16, LessonFen = fen,
        Costs = { new CostItem { Name = "教师课酬", LessonFen = 7000 } }, RefundStandard = "未消课时全额退还", EffectiveFrom = "2026-11-20",
    };

    private MoneyUse Used(long fen) => new()
    {
        Division = MonitoringHost.County, InstitutionId = _host.InstitutionId, InstitutionCode = _host.Code, PeriodFrom = "2026-10-01", PeriodTo = "2026-10-31",
        Items = { new MoneyUseItem { Purpose = MoneyPurpose.TeachingStaff, Source = MoneySource.Fees, AmountFen = fen } },
    };

    private PutRiskInputsRequest Risk(string id, long balance) => new()
    {
        RequestId = id, Division = MonitoringHost.County, InstitutionId = _host.InstitutionId, InstitutionCode = _host.Code,
        Inputs =
        {
            new RiskInput { Kind = RiskInputKind.Balance, Value = balance, ObservedOn = "2026-11-20" }, new RiskInput { Kind = RiskInputKind.Obligations, Value = 100, ObservedOn = "2026-11-20" },
        },
    };

    private static T Read<T>(string base64)
        where T : IMessage<T>, new()
    {
        var message = new T();
        message.MergeFrom(Convert.FromBase64String(base64));
        return message;
    }

    private static async Task<string> ReasonAsync(CallInvoker caller, string method, IMessage request)
    {
        try
        {
            await CallAsync(caller, method, request);
            return "";
        }
        catch (RpcException e)
        {
            return RichError.Of(e).Reason;
        }
    }

    /// <summary>Calls a method by its name.</summary>
    /// <returns>The bytes of the answer in base 64, which are compared whole.</returns>
    private static async Task<string> CallAsync(CallInvoker caller, string method, IMessage request)
    {
        var service = Services.Single(s => s.Methods.Any(m => m.Name == method));
        var call = new Method<IMessage, string>(
            MethodType.Unary, service.FullName, method, Marshallers.Create<IMessage>(m => m.ToByteArray(), _ => throw new NotSupportedException()),
            Marshallers.Create<string>(_ => throw new NotSupportedException(), Convert.ToBase64String));
        return await caller.AsyncUnaryCall(call, null, default, request);
    }
}
