using Grpc.Core;
using ShuangJian.Contracts;
using ShuangJian.Protos.Monitoring.V1;
using ShuangJian.Protos.Type.V1;
using ShuangJian.Testing;
using Words = ShuangJian.Protos.Institution.V1;

namespace ShuangJian.Monitoring.Tests;

/// <summary>Contracts over the real service: both sides of each limit, and splitting.</summary>
public sealed class ContractTests : IAsyncLifetime
{
    private MonitoringHost _host = null!;

    public async Task InitializeAsync() => _host = await MonitoringHost.StartAsync();

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Theory]
    [InlineData("530102", "2027-02-28", 40, 480000, "")]
    [InlineData("530102", "2027-03-01", 40, 480000, "ChargeSpansTooLong")]
    [InlineData("530102", "2027-02-28", 90, 500000, "")]
    [InlineData("530102", "2027-02-28", 90, 500001, "NonAcademicChargeExceedsAmount")]
    [InlineData("110101", "2027-06-30", 60, 480000, "")]
    [InlineData("110101", "2027-02-28", 61, 480000, "ChargeExceedsLessons")]
    [InlineData("620321", "2027-02-28", 40, 480000, "OneChargeUnlimited?")]
    public async Task Judges_one_charge_by_the_limits_of_the_place(string division, string to, int lessons, long fen, string expected)
    {
        var contract = Contract(division: division, to: to, lessons: lessons, fen: fen);
        var judged = (await Mine(division).RecordContractAsync(new() { RequestId = Registry.NewId(), Contract = contract, ValidateOnly = true })).Contract;
        Assert.Equal(expected, string.Join(',', judged.Findings.Select(Name)));
        Assert.Equal(expected.Length == 0 ? ContractState.InForce : expected.EndsWith('?') ? ContractState.UnderReview : ContractState.InBreach, judged.State);
    }

    [Theory]
    [InlineData("2026-11-01", "2026-12-01", "")]
    [InlineData("2026-10-31", "2026-12-01", "ChargedTooEarly")]
    public async Task In_Beijing_nothing_is_charged_more_than_a_month_before(string charged, string from, string expected)
    {
        var contract = Contract(division: "110101", charged: charged, from: from);
        contract.Charges[0].ReceiptNumber = "票据0001";
        var judged = (await Mine("110101").RecordContractAsync(new() { RequestId = Registry.NewId(), Contract = contract })).Contract;
        Assert.Equal(expected, string.Join(',', judged.Findings.Select(Name)));
    }

    [Fact]
    public async Task Splitting_a_charge_over_contracts_does_not_dodge_the_limit()
    {
        Assert.Equal(ContractState.InForce, (await RecordAsync(Contract())).State);
        var second = await RecordAsync(Contract(from: "2027-03-01", to: "2027-05-31"));
        Assert.Contains("ChargeSpansTooLong", second.Findings.Select(Name));
        Assert.Contains("NonAcademicChargeExceedsAmount", second.Findings.Select(Name));
        var told = await _host.HearAsync<ContractBreachFound>(second.ContractId);
        Assert.Equal(_host.Code, told.InstitutionCode);
        // Another pupil, or another institution, is another matter.
        Assert.Equal(ContractState.InForce, (await RecordAsync(Contract(pupil: Registry.OtherIdentityNumber))).State);
        var other = Registry.NewCode();
        var elsewhere = Contract(from: "2027-03-01", to: "2027-05-31");
        elsewhere.InstitutionCode = other;
        Assert.Equal(ContractState.InForce, (await Mine(code: other).RecordContractAsync(new() { RequestId = Registry.NewId(), Contract = elsewhere })).Contract.State);
    }

    [Fact]
    public async Task A_renewal_near_the_end_is_a_charge_of_its_own()
    {
        var contract = Contract(from: "2026-12-01", to: "2027-05-31", lessons: 80, fen: 960000);
        contract.Charges.Clear();
        contract.Charges.Add(Charge("2026-11-20", "2026-12-01", "2027-02-28", 40, 480000));
        contract.Charges.Add(Charge("2027-02-01", "2027-03-01", "2027-05-31", 40, 480000));
        Assert.Empty((await RecordAsync(contract)).Findings);
        contract.Number = Registry.NewId();
        contract.Parties.PupilIdentityNumber = Registry.OtherIdentityNumber;
        contract.Charges[1].ChargedOn = "2027-01-27";
        Assert.Contains("ChargeSpansTooLong", (await RecordAsync(contract)).Findings.Select(Name));
    }

    [Fact]
    public async Task An_ended_contract_is_not_added_up()
    {
        var first = await RecordAsync(Contract());
        var ended = (await Mine().EndContractAsync(new() { RequestId = Registry.NewId(), ContractId = first.ContractId, EndedOn = "2026-11-20", Etag = first.Etag })).Contract;
        Assert.Equal((ContractState.Ended, "2026-11-20"), (ended.State, ended.EndedOn));
        Assert.Equal(ContractState.InForce, (await RecordAsync(Contract(from: "2027-03-01", to: "2027-05-31"))).State);
        Assert.Equal("CONTRACT_STATE", (await RichError.OfAsync(Mine().EndContractAsync(new() { RequestId = Registry.NewId(), ContractId = first.ContractId, EndedOn = "2026-11-20" }))).Reason);
    }

    [Fact]
    public async Task A_loan_is_refused_and_its_signs_wait_for_a_person()
    {
        var loan = Contract();
        loan.Charges[0].Method = PaymentMethod.Loan;
        var refused = await RichError.OfAsync(Mine().RecordContractAsync(new() { RequestId = Registry.NewId(), Contract = loan }));
        Assert.Equal(("MONITORING_BREACH_STANDS", "PaidByTrainingLoan"), (refused.Reason, refused.Facts["rules"]));
        var signs = Contract();
        signs.Terms = "可办理教 育 分 期；特价课程概不退费";
        var one = await RecordAsync(signs);
        Assert.Equal((ContractState.UnderReview, "TermsShowTrainingLoan?,TermsAreUnfair?"), (one.State, string.Join(',', one.Findings.Select(Name))));
        var office = new ContractService.ContractServiceClient(_host.Officer("EDUCATION"));
        ReviewContractRequest review = new()
        {
            RequestId = Registry.NewId(), ContractId = one.ContractId,
            Determinations = { new Determination { Rule = "TermsShowTrainingLoan", Breached = false, Reason = "系机构自行分期收取" } },
        };
        Assert.Equal("TermsAreUnfair", (await RichError.OfAsync(office.ReviewContractAsync(review))).Facts["rules"]);
        review.RequestId = Registry.NewId();
        review.Determinations.Add(new Determination { Rule = "TermsAreUnfair", Breached = true, Reason = "排除了退费的权利" });
        Assert.Equal(ContractState.InBreach, (await office.ReviewContractAsync(review)).Contract.State);
        await _host.HearAsync<ContractBreachFound>(one.ContractId);
    }

    [Fact]
    public async Task Text_receipt_and_published_fee_are_held_against_the_contract()
    {
        var contract = Contract(charged: "2026-11-19");
        contract.ModelText = ModelText.Other;
        Assert.Equal("ModelContractNotUsed,ReceiptMissing", string.Join(',', (await RecordAsync(contract)).Findings.Select(Name)));
        Assert.Equal("CONTRACT_EXISTS", (await RichError.OfAsync(Mine().RecordContractAsync(new() { RequestId = Registry.NewId(), Contract = contract }))).Reason);
        var fee = (await new FeeService.FeeServiceClient(_host.Owner()).FileFeeStandardAsync(new()
        {
            RequestId = Registry.NewId(),
            FeeStandard = new FeeStandard
            {
                Division = MonitoringHost.County, InstitutionId = _host.InstitutionId, InstitutionCode = _host.Code, CourseId = Registry.NewId(), Title = "少儿水彩画",
                Category = Words.TrainingCategory.Arts, Stages = { Words.EducationStage.Primary }, ClassSizeFrom = 1, ClassSizeTo = 10, LessonMinutes = 45, Lessons = 40, LessonFen = 12000,
                Costs = { new CostItem { Name = "教师课酬", LessonFen = 11000 } }, RefundStandard = "未消课时全额退还", EffectiveFrom = "2026-11-20",
            },
        })).FeeStandard;
        foreach (var (fen, expected) in new[] { (480000L, ""), (480001L, "PricedAbovePublishedFee") })
        {
            var priced = Contract(fen: fen, pupil: Registry.OtherIdentityNumber);
            priced.CourseId = fee.CourseId;
            var judged = (await Mine().RecordContractAsync(new() { RequestId = Registry.NewId(), Contract = priced, ValidateOnly = true })).Contract;
            Assert.Equal(expected, string.Join(',', judged.Findings.Select(Name)));
        }
    }

    [Fact]
    public async Task Persons_are_masked_found_by_hash_and_shown_for_a_purpose()
    {
        var one = await RecordAsync(Contract());
        Assert.NotEqual(Registry.IdentityNumber, one.Parties.PupilIdentityNumber);
        var office = new ContractService.ContractServiceClient(_host.Officer("EDUCATION"));
        Assert.Equal("测**", (await office.GetContractAsync(new() { ContractId = one.ContractId })).Contract.Parties.PupilName);
        Assert.Equal(one.ContractId, Assert.Single((await office.ListContractsAsync(new() { Division = "530102", PupilIdentityNumber = Registry.IdentityNumber })).Contracts).ContractId);
        Assert.Empty((await office.ListContractsAsync(new() { Division = "530102", PupilIdentityNumber = Registry.OtherIdentityNumber })).Contracts);
        Assert.Equal(Registry.IdentityNumber, (await office.RevealContractAsync(new() { ContractId = one.ContractId, Purpose = "核查退费投诉" })).Contract.Parties.PupilIdentityNumber);
        Assert.Equal(StatusCode.PermissionDenied, (await RichError.OfAsync(new ContractService.ContractServiceClient(_host.Officer("EDUCATION", "530103")).GetContractAsync(new() { ContractId = one.ContractId }))).Code);
        Assert.Equal(StatusCode.NotFound, (await RichError.OfAsync(Mine(code: Registry.NewCode()).GetContractAsync(new() { ContractId = one.ContractId }))).Code);
    }

    [Fact]
    public async Task Sums_must_agree()
    {
        var contract = Contract();
        contract.TotalFen++;
        Assert.Contains("contract.total_fen", (await RichError.OfAsync(Mine().RecordContractAsync(new() { RequestId = Registry.NewId(), Contract = contract }))).Fields.Keys);
        contract = Contract();
        contract.Charges[0].CoversTo = "2027-03-01";
        Assert.Contains("contract.charges[0].covers_from", (await RichError.OfAsync(Mine().RecordContractAsync(new() { RequestId = Registry.NewId(), Contract = contract }))).Fields.Keys);
    }

    [Fact]
    public async Task Two_contracts_of_one_pupil_at_once_do_not_overlook_each_other()
    {
        var both = await Task.WhenAll(RecordAsync(Contract()), RecordAsync(Contract(from: "2027-03-01", to: "2027-05-31")));
        Assert.Equal([ContractState.InForce, ContractState.InBreach], both.Select(c => c.State).Order());
    }

    [Fact]
    public async Task Rows_of_a_stream_see_each_other_and_may_come_again()
    {
        var loan = Contract(pupil: Registry.OtherIdentityNumber);
        loan.Charges[0].Method = PaymentMethod.Loan;
        ContractRow[] rows =
        [
            new() { RowId = Registry.NewId(), Contract = Contract() }, new() { RowId = Registry.NewId(), Contract = Contract(from: "2027-03-01", to: "2027-05-31") },
            new() { RowId = Registry.NewId(), Contract = loan },
        ];
        var first = await ImportAsync(rows);
        Assert.Equal([RowOutcome.Stored, RowOutcome.Stored, RowOutcome.Refused], first.Results.Select(r => r.Outcome));
        Assert.Empty(first.Results[0].Findings);
        Assert.Contains("ChargeSpansTooLong", first.Results[1].Findings.Select(Name));
        Assert.Equal(("MONITORING_BREACH_STANDS", "PaidByTrainingLoan"), (first.Results[2].Reason, Assert.Single(first.Results[2].Findings).Rule));
        Assert.Equal([RowOutcome.Known, RowOutcome.Known, RowOutcome.Refused], (await ImportAsync(rows)).Results.Select(r => r.Outcome));
    }

    // Non-academic training is charged at most 5,000 yuan at once; academic training has no such limit.
    [Theory]
    [InlineData(500000, ContractState.InForce)]
    [InlineData(500001, ContractState.InBreach)]
    public async Task A_contract_is_judged_again_when_its_institution_is_transformed(long fen, ContractState expected)
    {
        await _host.TellAsync(new InstitutionLicensed
        {
            Division = MonitoringHost.County, InstitutionId = _host.InstitutionId, Name = "测试培训中心", UnifiedSocialCreditCode = _host.Code, Category = "ACADEMIC",
            LicenceNumber = "530102-2026-00001", LicensedOn = new DateOnly(2026, 9, 1),
        });
        var contract = Contract(fen: fen);
        contract.Category = Words.TrainingCategory.Academic;
        var other = Contract(fen: 480000, pupil: Registry.OtherIdentityNumber);
        var (recorded, untouched) = (await RecordAsync(contract), await RecordAsync(other));
        Assert.Equal(ContractState.InForce, recorded.State);
        await _host.TellAsync(new InstitutionTransformed
        {
            Division = MonitoringHost.County, InstitutionId = _host.InstitutionId, Target = "NON_ACADEMIC", Category = "SPORTS", Mode = "OFFLINE",
        }, minutes: 1);
        var judged = await Eventually.ValueAsync(
            "judged again", async () => (await Mine().GetContractAsync(new() { ContractId = recorded.ContractId })).Contract, c => c.Category == Words.TrainingCategory.Sports);
        Assert.Equal((expected, expected == ContractState.InBreach ? "NonAcademicChargeExceedsAmount" : ""), (judged.State, string.Join(',', judged.Findings.Select(Name))));
        if (expected == ContractState.InBreach) Assert.Single((await _host.HearAsync<ContractBreachFound>(recorded.ContractId)).Findings);
        Assert.Equal(untouched.Etag, (await Mine().GetContractAsync(new() { ContractId = untouched.ContractId })).Contract.Etag);
    }

    private ContractService.ContractServiceClient Mine(string division = MonitoringHost.County, string? code = null) => new(_host.Owner(code, division));

    private async Task<TrainingContract> RecordAsync(TrainingContract contract) =>
        (await Mine().RecordContractAsync(new() { RequestId = Registry.NewId(), Contract = contract })).Contract;

    private async Task<ImportContractsResponse> ImportAsync(ContractRow[] rows)
    {
        using var call = Mine().ImportContracts();
        await call.RequestStream.WriteAsync(new() { Header = new ContractImportHeader { Division = MonitoringHost.County, BatchId = Registry.NewId() } });
        foreach (var row in rows) await call.RequestStream.WriteAsync(new() { Row = row });
        await call.RequestStream.CompleteAsync();
        return await call;
    }

    private TrainingContract Contract(
        string division = MonitoringHost.County, string from = "2026-12-01", string to = "2027-02-28", int lessons = 40, long fen = 480000, string pupil = Registry.IdentityNumber, string charged = "2026-11-20") => new()
    {
        Division = division, InstitutionId = _host.InstitutionId, InstitutionCode = _host.Code, Number = Registry.NewId(), ModelText = ModelText.National,
        Parties = new ContractParties { PupilName = "测试生", PupilIdentityNumber = pupil, GuardianName = "测试人", GuardianPhone = "13800000078" },
        Category = Words.TrainingCategory.Arts, Stages = { Words.EducationStage.Primary }, Subject = "水彩画", SignedOn = "2026-11-20", StartsOn = from, EndsOn = to,
        Lessons = lessons, TotalFen = fen, Charges = { Charge(charged, from, to, lessons, fen) },
    };

    private static ContractCharge Charge(string charged, string from, string to, int lessons, long fen) => new()
    {
        ChargedOn = charged, CoversFrom = from, CoversTo = to, Lessons = lessons, AmountFen = fen, Method = PaymentMethod.SpecialAccount,
    };

    private static string Name(Finding finding) => finding.Rule + (finding.Severity == Severity.Undetermined ? "?" : "");
}
