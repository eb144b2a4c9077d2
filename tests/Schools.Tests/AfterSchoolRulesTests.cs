using ShuangJian.Policy;
using ShuangJian.Schools.Domain;

namespace ShuangJian.Schools.Tests;

/// <summary>Verdicts on after-school service, worked out by hand from the clauses.</summary>
public sealed class AfterSchoolRulesTests
{
    private const string Kunming = "530102", Beijing = "110101", Jiulongpo = "500107", Taizhou = "331002", Yongchang = "620321", Elsewhere = "440304";

    [Theory]
    // KM-13 from 2022-01-09, BJ-8 from 2021-08-17, JLP-C15 to C17 from 2022-04-15 to 2022-11-30.
    [InlineData(Kunming, "2026-09-01", "whole", "")]
    [InlineData(Beijing, "2026-09-01", "whole", "")]
    [InlineData(Jiulongpo, "2022-09-01", "whole", "")]
    [InlineData(Elsewhere, "2026-09-01", "worst", "")]
    [InlineData(Kunming, "2026-09-01", "forced", "BREACH ServiceIsNotVoluntary KM-13")]
    [InlineData(Kunming, "2022-01-08", "forced", "")]
    [InlineData(Beijing, "2026-09-01", "forced", "BREACH ServiceIsNotVoluntary BJ-9")]
    [InlineData(Jiulongpo, "2022-09-01", "forced", "")]
    [InlineData(Jiulongpo, "2022-09-01", "short of one", "BREACH NeedIsNotCovered JLP-C15")]
    [InlineData(Jiulongpo, "2022-12-01", "short of one", "")]
    [InlineData(Taizhou, "2023-08-31", "short of one", "")]
    [InlineData(Taizhou, "2023-09-01", "short of one", "BREACH NeedIsNotCovered TZ-3")]
    [InlineData(Kunming, "2026-09-01", "short of one", "WARNING NeedIsNotCovered KM-13")]
    [InlineData(Beijing, "2026-09-01", "short of one", "")]
    [InlineData(Jiulongpo, "2022-09-01", "four days", "BREACH TooFewServiceDays JLP-C15")]
    [InlineData(Jiulongpo, "2022-04-14", "four days", "")]
    [InlineData(Kunming, "2026-09-01", "four days", "")]
    [InlineData(Jiulongpo, "2022-09-01", "119 minutes", "BREACH TooFewServiceHours JLP-C15")]
    [InlineData(Beijing, "2026-09-01", "119 minutes", "")]
    [InlineData(Kunming, "2026-09-01", "before work ends", "BREACH ServiceEndsBeforeWorkDoes KM-13")]
    [InlineData(Jiulongpo, "2022-09-01", "before work ends", "WARNING ServiceEndsBeforeWorkDoes JLP-C16")]
    [InlineData(Jiulongpo, "2022-12-01", "before work ends", "")]
    [InlineData(Kunming, "2026-09-01", "nobody knows", "UNDETERMINED ServiceEndsBeforeWorkDoes KM-13")]
    [InlineData(Beijing, "2026-09-01", "nobody knows", "")]
    [InlineData(Beijing, "2026-09-01", "17:29", "WARNING ServiceEndsTooEarly BJ-8")]
    [InlineData(Beijing, "2021-08-16", "17:29", "")]
    [InlineData(Beijing, "2026-09-01", "17:30", "")]
    [InlineData(Jiulongpo, "2022-09-01", "no longer care", "BREACH ExtendedCareIsMissing JLP-C17")]
    [InlineData(Beijing, "2026-09-01", "no longer care", "BREACH ExtendedCareIsMissing BJ-8")]
    [InlineData(Kunming, "2026-09-01", "no longer care", "")]
    [InlineData(Beijing, "2026-09-01", "longer care for fewer", "BREACH ExtendedCareIsMissing BJ-8")]
    [InlineData(Kunming, "2026-09-01", "grade 6 in the evening", "WARNING EveningStudyBelowJunior KM-13")]
    [InlineData(Kunming, "2026-09-01", "grade 7 in the evening", "")]
    [InlineData(Taizhou, "2026-09-01", "grade 6 in the evening", "")]
    [InlineData(Kunming, "2026-09-01", "Saturday evening", "BREACH EveningStudyOnWrongDay KM-13")]
    [InlineData(Kunming, "2026-09-01", "Sunday evening", "BREACH EveningStudyOnWrongDay KM-13")]
    [InlineData(Kunming, "2026-09-01", "boarders on Sunday for Friday", "")]
    [InlineData(Kunming, "2026-09-01", "boarders on Sunday and Friday", "BREACH EveningStudyOnWrongDay KM-13")]
    [InlineData(Beijing, "2026-09-01", "boarders on Sunday for Friday", "BREACH EveningStudyOnWrongDay BJ-8")]
    [InlineData(Kunming, "2026-09-01", "seniors on Sunday", "")]
    [InlineData(Beijing, "2026-09-01", "no sport", "BREACH SportStageIsMissing BJ-8")]
    [InlineData(Kunming, "2026-09-01", "no sport", "")]
    [InlineData(Beijing, "2026-09-01", "59 minutes of sport", "BREACH TooLittleSportInService BJ-8")]
    [InlineData(Beijing, "2026-09-01", "60 minutes of sport with physical education", "")]
    [InlineData(Kunming, "2026-09-01", "59 minutes of sport", "")]
    [InlineData(Kunming, "2026-09-01", "fixed hours", "WARNING NoFlexibleHours KM-13")]
    [InlineData(Beijing, "2026-09-01", "fixed hours", "")]
    [InlineData(Beijing, "2026-09-01", "seniors stand aside", "WARNING SeniorStaffStandAside BJ-10")]
    [InlineData(Kunming, "2026-09-01", "seniors stand aside", "")]
    public void A_plan_is_judged_by_place_and_day(string division, string day, string what, string expected) =>
        Assert.Equal(expected, Told(AfterSchoolRules.Judge(Facts(what), At(division, day))));

    [Theory]
    [InlineData(Kunming, "2026-09-01", false, true, "BREACH SchoolOffersNoService KM-13")]
    [InlineData(Kunming, "2022-01-08", false, true, "")]
    [InlineData(Kunming, "2026-09-01", true, true, "")]
    [InlineData(Kunming, "2026-09-01", false, false, "")]
    [InlineData(Taizhou, "2023-08-31", false, true, "")]
    [InlineData(Taizhou, "2023-09-01", false, true, "BREACH SchoolOffersNoService TZ-3")]
    [InlineData(Yongchang, "2026-09-01", false, true, "BREACH SchoolOffersNoService YC-2.2")]
    [InlineData(Beijing, "2026-09-01", false, true, "BREACH SchoolOffersNoService BJ-9")]
    [InlineData(Jiulongpo, "2022-11-30", false, true, "BREACH SchoolOffersNoService JLP-C15,JLP-C18")]
    [InlineData(Jiulongpo, "2022-12-01", false, true, "")]
    [InlineData(Elsewhere, "2026-09-01", false, true, "")]
    public void A_school_without_a_plan_is_found_where_a_text_asks_for_one(string division, string day, bool plan, bool compulsory, string expected) =>
        Assert.Equal(expected, Told(new[] { AfterSchoolRules.SchoolOffersNoService(new CoverageFacts(plan, compulsory), At(division, day)) }.OfType<Finding>()));

    [Fact]
    public void A_finding_says_limit_and_observed_value()
    {
        var hours = AfterSchoolRules.TooFewServiceHours(Facts("119 minutes"), At(Jiulongpo, "2022-09-01"))!;
        Assert.Equal((new Quantity("120", "minutes"), new Quantity("119", "minutes")), (hours.Limit, hours.Observed));
        var end = AfterSchoolRules.ServiceEndsBeforeWorkDoes(Facts("before work ends"), At(Kunming, "2026-09-01"))!;
        Assert.Equal((new Quantity("18:01", "time-of-day"), new Quantity("18:00", "time-of-day")), (end.Limit, end.Observed));
    }

    [Theory]
    [InlineData("2026-08-01", 2026, TermHalf.Autumn)]
    [InlineData("2027-01-31", 2026, TermHalf.Autumn)]
    [InlineData("2027-02-01", 2026, TermHalf.Spring)]
    [InlineData("2027-07-31", 2026, TermHalf.Spring)]
    public void A_day_lies_in_one_term(string day, int year, TermHalf half)
    {
        var term = Term.Of(DateOnly.Parse(day));
        Assert.Equal((new Term(year, half), true), (term, term.Covers(DateOnly.Parse(day))));
        Assert.False(new Term(year, half == TermHalf.Autumn ? TermHalf.Spring : TermHalf.Autumn).Covers(DateOnly.Parse(day)));
    }

    /// <summary>A plan of which one thing differs from one that breaks nothing anywhere.</summary>
    private static PlanFacts Facts(string what)
    {
        var plan = new PlanContent(
            new DateOnly(2026, 9, 1), new DateOnly(2027, 1, 20), "课后服务实施方案正文", true, new ServiceNeed(new DateOnly(2026, 8, 28), 1000, 800, 800, 20, 20),
            [.. Enumerable.Range(1, 5).Select(d => new ServiceDay((DayOfWeek)d, new TimeOnly(16, 0), new TimeOnly(18, 0), new TimeOnly(17, 0), 0, new TimeOnly(18, 30)))],
            [], new TimeOnly(18, 0), "", true, 10, 5);
        PlanFacts With(PlanContent content, bool boarding = false) => new(content, boarding, content.EndOfWork);
        PlanContent Days(Func<ServiceDay, ServiceDay> change) => plan with { Days = [.. plan.Days.Select(change)] };
        PlanContent Evening(int grade, params DayOfWeek[] days) => plan with { Evenings = [.. days.Select(d => new EveningStudy(d, new TimeOnly(19, 0), new TimeOnly(20, 30), [grade]))] };
        return what switch
        {
            "whole" => With(plan),
            "worst" => With(plan with
            {
                Voluntary = false, Need = plan.Need with { Places = 0, LongerPlaces = 0 }, Days = [plan.Days[0] with { To = new TimeOnly(16, 30), SportUntil = null }], EndOfWork = null,
                Evenings = [new EveningStudy(DayOfWeek.Sunday, new TimeOnly(19, 0), new TimeOnly(20, 0), [1, 8])], FlexibleHours = false, SeniorServing = 0,
            }),
            "forced" => With(plan with { Voluntary = false }),
            "short of one" => With(plan with { Need = plan.Need with { Places = 799 } }),
            "four days" => With(plan with { Days = [.. plan.Days.Take(4)] }),
            "119 minutes" => With(Days(d => d with { From = new TimeOnly(16, 1) }) with { Days = [.. Days(d => d).Days.Take(4), plan.Days[4] with { From = new TimeOnly(16, 1), OtherSport = 1 }] }),
            "before work ends" => With(plan with { EndOfWork = new TimeOnly(18, 1) }),
            "nobody knows" => With(plan with { EndOfWork = null }),
            "17:29" => With(Days(d => d with { From = new TimeOnly(15, 0), To = new TimeOnly(17, 29) }) with { EndOfWork = new TimeOnly(17, 0) }),
            "17:30" => With(Days(d => d with { From = new TimeOnly(15, 0), To = new TimeOnly(17, 30) })),
            "no longer care" => With(Days(d => d with { LongerUntil = null })),
            "longer care for fewer" => With(plan with { Need = plan.Need with { LongerPlaces = 19 } }),
            "grade 6 in the evening" => With(Evening(6, DayOfWeek.Monday)),
            "grade 7 in the evening" => With(Evening(7, DayOfWeek.Monday, DayOfWeek.Friday)),
            "Saturday evening" => With(Evening(7, DayOfWeek.Saturday), boarding: true),
            "Sunday evening" => With(Evening(7, DayOfWeek.Sunday)),
            "boarders on Sunday for Friday" => With(Evening(9, DayOfWeek.Sunday, DayOfWeek.Thursday), boarding: true),
            "boarders on Sunday and Friday" => With(Evening(9, DayOfWeek.Sunday, DayOfWeek.Friday), boarding: true),
            "seniors on Sunday" => With(Evening(10, DayOfWeek.Sunday)),
            "no sport" => With(Days(d => d with { SportUntil = null })),
            "59 minutes of sport" => With(Days(d => d with { SportUntil = new TimeOnly(16, 30), OtherSport = 29 })),
            "60 minutes of sport with physical education" => With(Days(d => d with { SportUntil = new TimeOnly(16, 30), OtherSport = 30 })),
            "fixed hours" => With(plan with { FlexibleHours = false }),
            "seniors stand aside" => With(plan with { SeniorServing = 0 }),
            _ => throw new ArgumentOutOfRangeException(nameof(what), what, null),
        };
    }

    internal static string Told(IEnumerable<Finding> findings) =>
        string.Join(';', findings.Select(f => $"{f.Severity.ToString().ToUpperInvariant()} {f.Rule} {string.Join(',', f.Basis.Select(b => b.Clause))}"));

    internal static LawAt At(string division, string day) => Law.Current.At(DivisionCode.Parse(division), DateOnly.Parse(day));
}
