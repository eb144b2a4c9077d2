using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ShuangJian.Contracts;
using ShuangJian.Protos.School.V1;
using ShuangJian.Protos.Type.V1;
using ShuangJian.Testing;
using CustodyFeeForm = ShuangJian.Protos.School.V1.CustodyFeeForm;
using CustodyOperator = ShuangJian.Protos.School.V1.CustodyOperator;
using EnrolmentOutcome = ShuangJian.Protos.School.V1.EnrolmentOutcome;
using FundForm = ShuangJian.Protos.School.V1.FundForm;
using FundIncome = ShuangJian.Protos.School.V1.FundIncome;
using FundPayee = ShuangJian.Protos.School.V1.FundPayee;
using FundSource = ShuangJian.Protos.School.V1.FundSource;
using FundSpending = ShuangJian.Protos.School.V1.FundSpending;
using ProgrammeState = ShuangJian.Protos.School.V1.ProgrammeState;
using ServiceFunds = ShuangJian.Protos.School.V1.ServiceFunds;
using ServiceStandard = ShuangJian.Protos.School.V1.ServiceStandard;
using ServiceStandardKind = ShuangJian.Protos.School.V1.ServiceStandardKind;

namespace ShuangJian.Schools.Tests;

/// <summary>Money of after-school service and holiday custody over the real service.</summary>
public sealed class FundTests(RaceTests.Postgres postgres) : SchoolsTest, IClassFixture<RaceTests.Postgres>
{
    private ServiceFundService.ServiceFundServiceClient Mine => new(_host.Caller());

    private HolidayCustodyService.HolidayCustodyServiceClient Custody => new(_host.Caller());

    private protected override Task FillAsync() => _host.CalendarAsync();

    [Fact]
    public async Task Standards_are_set_by_their_department_and_the_nearest_counts()
    {
        var refused = await RichError.OfAsync(Set("530102", "EDUCATION", ServiceStandardKind.ServiceFee, 20_000));
        Assert.Equal(("SCHOOL_BREACH_STANDS", "StandardIsSetByAnother", "KM-16"), (refused.Reason, refused.Facts["rules"], refused.Findings[0].Basis[0].Clause));
        Assert.Equal(["standard.fen"], (await RichError.OfAsync(Set("530102", "DEVELOPMENT_REFORM", ServiceStandardKind.ServiceFee, 0))).Fields.Keys);
        var city = (await Set("530100", "DEVELOPMENT_REFORM", ServiceStandardKind.ServiceFee, 20_000)).Standard;
        Assert.Equal("DEVELOPMENT_REFORM", (await _host.HearAsync<ServiceStandardSet>(city.StandardId)).SetBy);
        var standards = await StandardsAsync("530102");
        Assert.Equal((city, "FundingMeasuresAreMissing"), (Assert.Single(standards.Standards), Assert.Single(standards.Findings).Rule));
        await Set("530000", "EDUCATION", ServiceStandardKind.Measures, 0);
        var county = (await Set("530102", "DEVELOPMENT_REFORM", ServiceStandardKind.ServiceFee, 18_000)).Standard;
        var newer = (await Set("530102", "DEVELOPMENT_REFORM", ServiceStandardKind.ServiceFee, 17_000, "2026-10-01")).Standard;
        standards = await StandardsAsync("530102");
        Assert.Equal((2, 0, newer), (standards.Standards.Count, standards.Findings.Count, standards.Standards[1]));
        Assert.Equal(county, (await StandardsAsync("530102", "2026-09-30")).Standards[1]);
        Assert.Equal(city, (await StandardsAsync("530103")).Standards[1]);
        Assert.Equal("AUDIENCE_NOT_ALLOWED", (await RichError.OfAsync(Set("530102", "SPORTS", ServiceStandardKind.Measures, 0))).Reason);
    }

    [Theory]
    [InlineData("530102", "DEVELOPMENT_REFORM", ServiceStandardKind.ServiceFee, "FINANCE", "StandardIsSetAlone KM-16")]
    [InlineData("530102", "DEVELOPMENT_REFORM", ServiceStandardKind.AgencyFee, "FINANCE,EDUCATION", "")]
    [InlineData("530102", "FINANCE", ServiceStandardKind.LeastSubsidy, "", "StandardIsSetAlone KM-16")]
    [InlineData("530102", "FINANCE", ServiceStandardKind.LeastSubsidy, "EDUCATION", "")]
    [InlineData("110101", "DEVELOPMENT_REFORM", ServiceStandardKind.ServiceFee, "", "StandardIsSetAlone BJ-28")]
    [InlineData("110101", "FINANCE", ServiceStandardKind.LeastSubsidy, "", "")]
    [InlineData("440304", "DEVELOPMENT_REFORM", ServiceStandardKind.ServiceFee, "", "")]
    public void A_standard_is_set_with_those_whom_the_text_names(string place, string by, ServiceStandardKind kind, string with, string expected)
    {
        var (law, domain) = (AfterSchoolRulesTests.At(place, "2026-01-01"), Enum.Parse<Domain.ServiceStandardKind>($"{kind}"));
        IReadOnlyList<string> others = with.Split(',', StringSplitOptions.RemoveEmptyEntries);
        Assert.Null(Domain.FundRules.StandardIsSetByAnother(domain, by, law));
        var finding = Domain.FundRules.StandardIsSetAlone(domain, others, law);
        Assert.Equal(expected, finding is null ? "" : $"{finding.Rule} {finding.Basis[0].Clause}");
    }

    [Fact]
    public async Task An_account_is_judged_by_the_standards_kept_and_counted_once()
    {
        await Set("530102", "FINANCE", ServiceStandardKind.LeastSubsidy, 10_000);
        await Set("530102", "DEVELOPMENT_REFORM", ServiceStandardKind.ServiceFee, 20_000);
        var draft = Account(_host.Code);
        (draft.Income[0].Fen, draft.IncrementInBase) = (7_999_999, true);
        var first = (await RecordAsync(draft)).Funds;
        Assert.Equal(["SubsidyBelowLeast", "IncrementCountsInBase"], first.Findings.Select(f => f.Rule));
        Assert.Equal(("8000000", "7999999", 80), (first.Findings[0].Limit.Value, first.Findings[0].Observed.Value, first.StaffPercent));
        Assert.Equal((23_999_999, 8_000_000), await ToldAsync(first));
        Assert.Equal(2, (await _host.HearAsync<AfterSchoolBreachFound>(first.FundsId)).Findings.Count);
        (draft.Income[0].Fen, draft.IncrementInBase) = (8_000_000, false);
        var second = (await RecordAsync(draft)).Funds;
        Assert.Equal((2, 0), (second.Revision, second.Findings.Count));
        var total = await _host.TotalAsync("530000");
        Assert.Equal((24_000_000, 11_000_000, 8_000_000, 80, 2_000_000, 1_000_000), (total.IncomeFen, total.SpentFen, total.StaffFen, total.StaffPercent, total.LabourFen, total.AgencyFen));
        Assert.Equal([second.FundsId], (await Mine.ListServiceFundsAsync(new() { Division = "530102" })).Funds.Select(f => f.FundsId));
        Assert.Equal(2, (await Mine.ListServiceFundsAsync(new() { Division = "530102", SchoolCode = _host.Code, WithReplaced = true })).Funds.Count);
        draft.Income.Add(draft.Income[0].Clone());
        Assert.Equal(["funds.income[2].source"], (await RichError.OfAsync(RecordAsync(draft))).Fields.Keys);
        var stranger = new ServiceFundService.ServiceFundServiceClient(_host.Caller(Registry.NewCode()));
        Assert.Equal(StatusCode.NotFound, (await RichError.OfAsync(stranger.RecordServiceFundsAsync(new() { RequestId = Registry.NewId(), Funds = Account(_host.Code) }))).Code);
    }

    [Fact]
    public async Task Custody_is_judged_before_it_is_offered_and_listed_to_who_may_see_it()
    {
        var draft = Class(_host.Code);
        (draft.CollectiveLessons, draft.FeeForm) = (true, CustodyFeeForm.Other);
        var refused = await RichError.OfAsync(Offer(draft));
        Assert.Equal(("SCHOOL_BREACH_STANDS", "CollectiveLessonsInCustody,CustodyFeeOfAnotherKind"), (refused.Reason, refused.Facts["rules"]));
        draft = Class(_host.Code);
        draft.FeeFen = 0;
        Assert.Equal(["custody.fee_fen"], (await RichError.OfAsync(Offer(draft))).Fields.Keys);
        draft = Class(_host.Code);
        draft.To = "2027-04-12";
        Assert.Equal(["custody.to"], (await RichError.OfAsync(Offer(draft))).Fields.Keys);
        draft = Class(_host.Code);
        draft.Operators.RemoveAt(0);
        draft.Content = "上午集中授课，下午看护";
        var offered = (await Offer(draft)).Custody;
        Assert.Equal([(Severity.Undetermined, "CustodySoundsLikeLessons"), (Severity.Warning, "CustodyIsRunBySchoolAlone")], offered.Findings.Select(f => (f.Severity, f.Rule)));
        Assert.Equal(["SCHOOL"], (await _host.HearAsync<CustodyOffered>(offered.CustodyId)).Operators);
        var street = new HolidayCustodyService.HolidayCustodyServiceClient(_host.Host.AsRegulator("530102", "LOCAL_GOVERNMENT"));
        var second = (await street.OfferCustodyAsync(new() { RequestId = Registry.NewId(), Custody = Class(_host.Code) })).Custody;
        await street.EndCustodyAsync(new() { RequestId = Registry.NewId(), CustodyId = second.CustodyId, Reason = "报名人数不足" });
        Assert.Equal([offered.CustodyId], (await Custody.ListCustodyAsync(new() { Division = "530102", OpenOnly = true })).Custody.Select(c => c.CustodyId));
        var stranger = new HolidayCustodyService.HolidayCustodyServiceClient(_host.Caller(Registry.NewCode()));
        Assert.Empty((await stranger.ListCustodyAsync(new() { Division = "530102" })).Custody);
        Assert.Equal("报名人数不足", (await _host.HearAsync<CustodyEnded>(second.CustodyId)).Reason);
        Assert.Equal("PROGRAMME_ENDED", (await RichError.OfAsync(Enrol(second, ServiceSample.Pupil(1)))).Reason);
        Assert.Equal(2, (await _host.TotalAsync("530100")).CustodyOffers);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_last_place_of_a_custody_class_is_given_once(bool onPostgres)
    {
        await MoveAsync(onPostgres, postgres);
        var draft = Class(_host.Code);
        draft.Capacity = 1;
        var custody = (await Offer(draft)).Custody;
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 12).Select(async i => (await Enrol(custody, ServiceSample.Pupil(i))).Outcomes[0]));
        var enrolled = Assert.Single(outcomes, o => o.Outcome == EnrolmentOutcome.Enrolled).Enrolment;
        Assert.Equal(1, (await _host.TotalAsync("530102")).CustodyPupils);
        Assert.Equal(enrolled, Assert.Single((await _host.Programmes().ListEnrolmentsAsync(new() { OfferId = custody.CustodyId })).Enrolments));
        Assert.Equal(1, (await Custody.LeaveCustodyAsync(new() { RequestId = Registry.NewId(), EnrolmentId = enrolled.EnrolmentId })).PlacesLeft);
        Assert.Equal((0, 0), ((int)(await _host.TotalAsync("530102")).CustodyPupils, (int)(await _host.TotalAsync("530102")).Served));
    }

    [Fact]
    public async Task Institutions_in_custody_are_no_academic_ones_and_end_with_the_white_list()
    {
        var (_, academic) = await _host.LicenseAsync("ACADEMIC");
        var (id, code) = await _host.LicenseAsync();
        var draft = Class(_host.Code);
        draft.InstitutionCode = academic;
        Assert.Equal("AcademicInstitutionInCustody", (await RichError.OfAsync(Offer(draft))).Facts["rules"]);
        draft.InstitutionCode = Registry.NewCode();
        Assert.Equal("INSTITUTION_NOT_ON_WHITE_LIST", (await RichError.OfAsync(Offer(draft))).Reason);
        draft.InstitutionCode = code;
        var offered = (await Offer(draft)).Custody;
        await _host.TellAsync(ServiceSample.Suspension("530102", id, code), minutes: 1);
        Assert.Equal(ProgrammeState.Ended, Assert.Single((await Custody.ListCustodyAsync(new() { Division = "530102" })).Custody).State);
        var told = await _host.HearAsync<InstitutionServiceEnded>($"schools/{_host.Code}");
        Assert.Equal((offered.CustodyId, 0), (Assert.Single(told.CustodyIds!), told.ProgrammeIds.Count));
    }

    [Fact]
    public async Task Accounts_recorded_at_once_are_counted_once()
    {
        await Task.WhenAll(Enumerable.Range(1, 6).Select(i =>
        {
            var draft = Account(_host.Code);
            draft.Spending[0].Fen = i * 1_000;
            return RecordAsync(draft).ResponseAsync;
        }));
        await using var db = await _host.OpenAsync();
        var standing = Assert.Single(await db.Set<Domain.ServiceFunds>().AsNoTracking().Where(f => f.ReplacedAt == null).ToListAsync());
        Assert.Equal((6, standing.Content.Out), (standing.Revision, (await _host.TotalAsync("530102")).SpentFen));
        await _host.AddedAsync();
        Assert.Equal(standing.Content.Out, (await _host.TotalAsync("530000")).SpentFen);
    }

    /// <summary>An account that breaks nothing in Kunming.</summary>
    private static ServiceFunds Account(string school) => new()
    {
        SchoolCode = school, Term = AfterSchoolTests.Autumn, PublicSchool = true, IncrementIsItem = true, CountsForTitles = true,
        Income = { new FundIncome { Source = FundSource.Subsidy, Fen = 8_000_000, Pupils = 800 }, new FundIncome { Source = FundSource.ServiceFee, Fen = 16_000_000, Pupils = 800 } },
        Spending =
        {
            new FundSpending { Payee = FundPayee.OwnStaff, Form = FundForm.PerformancePay, Fen = 6_000_000 }, new FundSpending { Payee = FundPayee.Outsider, Form = FundForm.LabourFee, Fen = 2_000_000 },
            new FundSpending { Payee = FundPayee.Institution, Form = FundForm.AgencyFee, Fen = 1_000_000 }, new FundSpending { Payee = FundPayee.Other, Form = FundForm.Other, Fen = 2_000_000 },
        },
    };

    private static CustodyOffer Class(string school) => new()
    {
        SchoolCode = school, Operators = { CustodyOperator.Community, CustodyOperator.School }, Name = "寒假托管", Content = "看护、阅读、参观博物馆", From = "2027-01-25", To = "2027-02-05",
        Grades = { 1, 2, 3, 4 }, Capacity = 40, FeeForm = CustodyFeeForm.ServiceFee, FeeFen = 30_000,
    };

    private static Department[] With(ServiceStandardKind kind) => kind switch
    {
        ServiceStandardKind.ServiceFee or ServiceStandardKind.AgencyFee => [Department.Finance, Department.Education],
        ServiceStandardKind.LeastSubsidy => [Department.Education],
        _ => [],
    };

    private AsyncUnaryCall<SetServiceStandardResponse> Set(string division, string department, ServiceStandardKind kind, long fen, string from = "2026-01-01") =>
        new ServiceFundService.ServiceFundServiceClient(_host.Host.AsRegulator(division, department)).SetServiceStandardAsync(new()
        {
            RequestId = Registry.NewId(), Standard = new ServiceStandard { Division = division, Kind = kind, Fen = fen, Document = "课后服务标准（测试）", From = from, WithDepartments = { With(kind) } },
        });

    private async Task<ListServiceStandardsResponse> StandardsAsync(string division, string date = SchoolsHost.Today) =>
        await new ServiceFundService.ServiceFundServiceClient(_host.Host.Channel).ListServiceStandardsAsync(new() { Division = division, Date = date });

    private AsyncUnaryCall<RecordServiceFundsResponse> RecordAsync(ServiceFunds funds) => Mine.RecordServiceFundsAsync(new() { RequestId = Registry.NewId(), Funds = funds });

    private AsyncUnaryCall<OfferCustodyResponse> Offer(CustodyOffer custody) => Custody.OfferCustodyAsync(new() { RequestId = Registry.NewId(), Custody = custody });

    private AsyncUnaryCall<EnrolCustodyPupilsResponse> Enrol(CustodyOffer custody, params PupilToEnrol[] pupils) =>
        Custody.EnrolCustodyPupilsAsync(new() { RequestId = Registry.NewId(), CustodyId = custody.CustodyId, Pupils = { pupils } });

    private async Task<(long, long)> ToldAsync(ServiceFunds funds)
    {
        var told = await _host.HearAsync<ServiceFundsRecorded>(funds.FundsId);
        return (told.IncomeFen, told.StaffFen);
    }
}
