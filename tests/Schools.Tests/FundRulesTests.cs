using ShuangJian.Policy;
using ShuangJian.Schools.Domain;

namespace ShuangJian.Schools.Tests;

/// <summary>Verdicts on the money of after-school service and on holiday custody, worked out by hand from the clauses.</summary>
public sealed class FundRulesTests
{
    private const string Kunming = "530102", Beijing = "110101", Jiulongpo = "500107", Taizhou = "331002", Elsewhere = "440304";

    private static readonly Dictionary<ServiceStandardKind, long> Standards = new()
    {
        [ServiceStandardKind.LeastSubsidy] = 10_000, [ServiceStandardKind.ServiceFee] = 20_000, [ServiceStandardKind.AgencyFee] = 5_000,
    };

    [Theory]
    // KM-16 from 2022-01-09, BJ-24 from 2021-08-17, TZ-9 from the end of 2021, JLP-C53 and C54 from 2022-04-15 to 2022-11-30.
    [InlineData(Kunming, "2026-08-01", "whole", "")]
    [InlineData(Beijing, "2026-08-01", "whole", "")]
    [InlineData(Elsewhere, "2026-08-01", "worst", "")]
    [InlineData(Kunming, "2026-08-01", "half to staff", "")]
    [InlineData(Kunming, "2026-08-01", "a fen less", "BREACH MoneyGoesElsewhere KM-16,PLATFORM")]
    [InlineData(Kunming, "2022-01-08", "a fen less", "")]
    [InlineData(Beijing, "2026-08-01", "a fen less", "BREACH MoneyGoesElsewhere BJ-24,PLATFORM")]
    [InlineData(Jiulongpo, "2022-11-30", "a fen less", "BREACH MoneyGoesElsewhere JLP-C53,PLATFORM")]
    [InlineData(Jiulongpo, "2022-12-01", "a fen less", "")]
    [InlineData(Kunming, "2026-08-01", "much passed on", "")]
    [InlineData(Kunming, "2026-08-01", "least subsidy", "")]
    [InlineData(Kunming, "2026-08-01", "a fen below", "BREACH SubsidyBelowLeast KM-16")]
    [InlineData(Kunming, "2026-08-01", "private school", "")]
    [InlineData(Beijing, "2026-08-01", "a fen below", "")]
    [InlineData(Kunming, "2026-08-01", "greatest fee", "")]
    [InlineData(Kunming, "2026-08-01", "a fen above", "BREACH ServiceFeeAboveStandard KM-16")]
    [InlineData(Beijing, "2026-08-01", "a fen above", "BREACH ServiceFeeAboveStandard BJ-28")]
    [InlineData(Taizhou, "2026-08-01", "a fen above", "")]
    [InlineData(Kunming, "2026-08-01", "agency fee above", "BREACH AgencyFeeAboveStandard KM-16")]
    [InlineData(Kunming, "2026-08-01", "institution by labour", "BREACH InstitutionIsNotPaidAsAgency KM-16")]
    [InlineData(Beijing, "2026-08-01", "institution by labour", "")]
    [InlineData(Kunming, "2026-08-01", "outsider by performance", "WARNING OutsiderIsNotPaidAsLabour KM-16")]
    [InlineData(Beijing, "2026-08-01", "outsider by performance", "WARNING OutsiderIsNotPaidAsLabour BJ-24")]
    [InlineData(Taizhou, "2026-08-01", "teacher by labour", "BREACH TeacherIsNotPaidAsIncrement TZ-9")]
    [InlineData(Kunming, "2026-08-01", "no item", "BREACH IncrementHasNoItem KM-16")]
    [InlineData(Kunming, "2026-08-01", "in base", "BREACH IncrementCountsInBase KM-16")]
    [InlineData(Taizhou, "2026-08-01", "in base", "BREACH IncrementCountsInBase TZ-9")]
    [InlineData(Taizhou, "2021-12-30", "in base", "")]
    [InlineData(Beijing, "2026-08-01", "no titles", "BREACH ServiceCountsForNothing BJ-24")]
    [InlineData(Jiulongpo, "2022-11-30", "no titles", "BREACH ServiceCountsForNothing JLP-C54")]
    [InlineData(Kunming, "2026-08-01", "no titles", "")]
    public void An_account_is_judged_by_place_and_day(string division, string day, string what, string expected)
    {
        var whole = new FundContent(
            true, [new FundIncome(FundSource.Subsidy, 8_000_000, 800), new FundIncome(FundSource.ServiceFee, 16_000_000, 800)],
            [new FundSpending(FundPayee.OwnStaff, FundForm.PerformancePay, 600), new FundSpending(FundPayee.Outsider, FundForm.LabourFee, 200), new FundSpending(FundPayee.Other, FundForm.Other, 200)],
            true, false, true);
        FundContent Spent(params FundSpending[] spending) => whole with { Spending = spending };
        FundContent Earned(FundSource source, long fen) => whole with { Income = [new FundIncome(source, fen, 800)] };
        var content = what switch
        {
            "worst" => Spent(new FundSpending(FundPayee.OwnStaff, FundForm.LabourFee, 1), new FundSpending(FundPayee.Other, FundForm.Other, 9)) with
            {
                Income = [new FundIncome(FundSource.Subsidy, 0, 800)], IncrementInBase = true, IncrementIsItem = false, CountsForTitles = false,
            },
            "half to staff" => Spent(new FundSpending(FundPayee.OwnStaff, FundForm.PerformancePay, 500), new FundSpending(FundPayee.Other, FundForm.Other, 500)),
            "a fen less" => Spent(new FundSpending(FundPayee.OwnStaff, FundForm.PerformancePay, 499), new FundSpending(FundPayee.Other, FundForm.Other, 500)),
            "much passed on" => Spent(new FundSpending(FundPayee.OwnStaff, FundForm.PerformancePay, 500), new FundSpending(FundPayee.Institution, FundForm.AgencyFee, 9_000)),
            "least subsidy" => Earned(FundSource.Subsidy, 8_000_000),
            "a fen below" => Earned(FundSource.Subsidy, 7_999_999),
            "private school" => Earned(FundSource.Subsidy, 7_999_999) with { Public = false },
            "greatest fee" => Earned(FundSource.ServiceFee, 16_000_000),
            "a fen above" => Earned(FundSource.ServiceFee, 16_000_001),
            "agency fee above" => Earned(FundSource.AgencyFee, 4_000_001),
            "institution by labour" => Spent(whole.Spending[0], new FundSpending(FundPayee.Institution, FundForm.LabourFee, 1)),
            "outsider by performance" => Spent(whole.Spending[0], new FundSpending(FundPayee.Outsider, FundForm.PerformancePay, 1)),
            "teacher by labour" => Spent(new FundSpending(FundPayee.OwnStaff, FundForm.LabourFee, 600)),
            "no item" => whole with { IncrementIsItem = false },
            "in base" => whole with { IncrementInBase = true },
            "no titles" => whole with { CountsForTitles = false },
            _ => whole,
        };
        Assert.Equal(expected, AfterSchoolRulesTests.Told(FundRules.Judge(new FundFacts(content, Standards), AfterSchoolRulesTests.At(division, day))));
    }

    [Theory]
    [InlineData(Kunming, "UNDETERMINED SubsidyBelowLeast KM-16;UNDETERMINED ServiceFeeAboveStandard KM-16")]
    [InlineData(Beijing, "UNDETERMINED ServiceFeeAboveStandard BJ-28")]
    [InlineData(Elsewhere, "")]
    public void Without_a_standard_nothing_is_decided(string division, string expected)
    {
        var content = new FundContent(true, [new FundIncome(FundSource.Subsidy, 1, 1), new FundIncome(FundSource.ServiceFee, 1, 1)], [], true, false, true);
        Assert.Equal(expected, AfterSchoolRulesTests.Told(FundRules.Judge(new FundFacts(content, new Dictionary<ServiceStandardKind, long>()), AfterSchoolRulesTests.At(division, "2026-08-01"))));
    }

    [Theory]
    [InlineData(Kunming, ServiceStandardKind.ServiceFee, "DEVELOPMENT_REFORM", "")]
    [InlineData(Kunming, ServiceStandardKind.ServiceFee, "EDUCATION", "BREACH StandardIsSetByAnother KM-16,KM-A")]
    [InlineData(Beijing, ServiceStandardKind.AgencyFee, "FINANCE", "BREACH StandardIsSetByAnother BJ-28")]
    [InlineData(Taizhou, ServiceStandardKind.ServiceFee, "EDUCATION", "")]
    [InlineData(Kunming, ServiceStandardKind.LeastSubsidy, "FINANCE", "")]
    [InlineData(Kunming, ServiceStandardKind.LeastSubsidy, "EDUCATION", "BREACH StandardIsSetByAnother KM-16")]
    [InlineData(Beijing, ServiceStandardKind.LeastSubsidy, "EDUCATION", "")]
    [InlineData(Kunming, ServiceStandardKind.Measures, "EDUCATION", "")]
    public void Each_standard_is_set_by_its_department(string division, ServiceStandardKind kind, string department, string expected) => Assert.Equal(
        expected, AfterSchoolRulesTests.Told(new[] { FundRules.StandardIsSetByAnother(kind, department, AfterSchoolRulesTests.At(division, "2026-08-01")) }.OfType<Finding>()));

    [Theory]
    [InlineData(Kunming, "2026-08-01", false, "BREACH FundingMeasuresAreMissing KM-16")]
    [InlineData(Taizhou, "2026-08-01", false, "BREACH FundingMeasuresAreMissing TZ-9")]
    [InlineData(Beijing, "2026-08-01", false, "BREACH FundingMeasuresAreMissing BJ-24")]
    [InlineData(Jiulongpo, "2022-11-30", false, "BREACH FundingMeasuresAreMissing JLP-C52")]
    [InlineData(Jiulongpo, "2022-12-01", false, "")]
    [InlineData(Kunming, "2026-08-01", true, "")]
    public void A_place_has_measures(string division, string day, bool has, string expected) => Assert.Equal(
        expected, AfterSchoolRulesTests.Told(new[] { FundRules.FundingMeasuresAreMissing(has, AfterSchoolRulesTests.At(division, day)) }.OfType<Finding>()));

    [Theory]
    // KM-17 from 2022-01-09; of the others only BJ-20 speaks of lessons that a school organises in vacations.
    [InlineData(Kunming, "2027-07-12", "care", "")]
    [InlineData(Kunming, "2027-07-12", "lessons", "BREACH CollectiveLessonsInCustody KM-17")]
    [InlineData(Kunming, "2022-01-08", "lessons", "")]
    [InlineData(Taizhou, "2027-07-12", "lessons", "")]
    [InlineData(Beijing, "2027-07-12", "care", "")]
    [InlineData(Beijing, "2027-07-12", "lessons", "BREACH CollectiveLessonsInCustody BJ-20")]
    [InlineData(Kunming, "2027-07-12", "words", "UNDETERMINED CustodySoundsLikeLessons KM-17")]
    [InlineData(Kunming, "2027-07-12", "words denied", "")]
    [InlineData(Kunming, "2027-07-12", "academic", "BREACH AcademicInstitutionInCustody KM-17")]
    [InlineData(Kunming, "2027-07-12", "arts", "")]
    [InlineData(Beijing, "2027-07-12", "academic", "")]
    [InlineData(Kunming, "2027-07-12", "alone", "WARNING CustodyIsRunBySchoolAlone KM-17")]
    [InlineData(Kunming, "2027-07-12", "agency fee", "")]
    [InlineData(Kunming, "2027-07-12", "other fee", "BREACH CustodyFeeOfAnotherKind KM-17")]
    [InlineData(Elsewhere, "2027-07-12", "other fee", "")]
    public void Custody_is_care(string division, string day, string what, string expected)
    {
        var care = new CustodyContent(
            "暑期托管", "看护、阅读和参观博物馆", [CustodyOperator.Community, CustodyOperator.School], false, new DateOnly(2027, 7, 12), new DateOnly(2027, 8, 20), [1, 2, 3], CustodyFeeForm.ServiceFee, 30_000);
        var arts = new ProviderFacts(ProviderKind.Institution, OnWhiteList: true);
        var facts = what switch
        {
            "lessons" => new CustodyFacts(care with { CollectiveLessons = true }, null),
            "words" => new CustodyFacts(care with { Text = "上午集中授课" }, null),
            "words denied" => new CustodyFacts(care with { Text = "只看护，不集中授课" }, null),
            "academic" => new CustodyFacts(care, arts with { Academic = true }),
            "arts" => new CustodyFacts(care, arts),
            "alone" => new CustodyFacts(care with { Operators = [CustodyOperator.School] }, null),
            "agency fee" => new CustodyFacts(care with { FeeForm = CustodyFeeForm.AgencyFee }, null),
            "other fee" => new CustodyFacts(care with { FeeForm = CustodyFeeForm.Other }, null),
            _ => new CustodyFacts(care, null),
        };
        Assert.Equal(expected, AfterSchoolRulesTests.Told(CustodyClassRules.Judge(facts, AfterSchoolRulesTests.At(division, day))));
    }
}
