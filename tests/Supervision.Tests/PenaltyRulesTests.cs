using ShuangJian.Policy;
using ShuangJian.Supervision.Domain;

namespace ShuangJian.Supervision.Tests;

/// <summary>From facts to article, power and range, on both sides of every limit and day.</summary>
public sealed class PenaltyRulesTests
{
    private const string Kunming = "530102", Beijing = "110101", Taizhou = "331002", Elsewhere = "440304";

    [Theory]
    // Amounts of article 18: a warning, up to 50,000 yuan, 50,000 to 100,000 yuan.
    [InlineData("disguised-academic", BreachGravity.Ordinary, null, 0, false, false, "", "WARNING,REFUND")]
    [InlineData("disguised-academic", BreachGravity.Serious, null, 0, false, false, "0-5000000", "STOP,REFUND,FINE")]
    [InlineData("disguised-academic", BreachGravity.Grave, null, 0, false, false, "5000000-10000000", "STOP,REFUND,FINE")]
    // An in-service teacher, or a repeated breach, begins half way.
    [InlineData("disguised-academic", BreachGravity.Serious, null, 0, true, false, "2500000-5000000", "STOP,REFUND,FINE")]
    [InlineData("disguised-academic", BreachGravity.Grave, null, 0, false, true, "7500000-10000000", "STOP,REFUND,FINE")]
    // Article 17: one to five times the gains, without what was paid back (article 42).
    [InlineData("unlicensed", BreachGravity.Ordinary, 1000000L, 0, false, false, "1000000-5000000", "STOP,REFUND,FINE")]
    [InlineData("unlicensed", BreachGravity.Ordinary, 1000000L, 400000, false, false, "600000-3000000", "STOP,REFUND,FINE")]
    [InlineData("unlicensed", BreachGravity.Grave, 1000001L, 1000000, false, true, "3-5", "STOP,REFUND,FINE")]
    [InlineData("unlicensed", BreachGravity.Ordinary, 0L, 0, false, false, "0-0", "STOP,REFUND,FINE")]
    // Gains that nobody knows and amounts that nobody verified leave the range open.
    [InlineData("unlicensed", BreachGravity.Ordinary, null, 0, false, false, "", "STOP,REFUND,FINE")]
    [InlineData("mismanagement", BreachGravity.Grave, null, 0, false, false, "", "")]
    public void Facts_lead_to_measures_and_a_range(string kind, BreachGravity gravity, long? gains, long refunded, bool teacher, bool repeated, string range, string must)
    {
        var found = Assess(Kunming, Facts(kind, gravity) with { GainsFen = gains, RefundedFen = refunded, InServiceTeacher = teacher, Repeated = repeated });
        Assert.Equal(range, found.MostFen is null ? "" : $"{found.LeastFen}-{found.MostFen}");
        Assert.Equal(must, string.Join(',', found.Must).ToUpperInvariant());
        Assert.Equal(teacher || repeated, found.Aggravated);
    }

    [Theory]
    [InlineData("mismanagement", BreachGravity.Grave, "2026-11-01", true)]
    [InlineData("unlicensed", BreachGravity.Ordinary, "2026-11-01", true)]
    [InlineData("disguised-academic", BreachGravity.Serious, "2026-11-01", false)]
    [InlineData("disguised-academic", BreachGravity.Ordinary, "2026-11-01", false)]
    // Order 53 is in force from 15 October 2023; before it no ladder is.
    [InlineData("disguised-academic", BreachGravity.Serious, "2023-10-15", false)]
    [InlineData("disguised-academic", BreachGravity.Serious, "2023-10-14", true)]
    public void A_range_without_a_verified_text_is_undetermined(string kind, BreachGravity gravity, string day, bool open)
    {
        var facts = Facts(kind, gravity) with { EndedOn = Day(day), FoundOn = Day(day) };
        Assert.Equal(open, Assess(Kunming, facts).Findings.Any(f => f is { Rule: nameof(PenaltyRules.FineHasNoVerifiedRange), Severity: Severity.Undetermined }));
    }

    [Theory]
    [InlineData(2, Severity.Breach)]
    [InlineData(3, null)]
    [InlineData(null, Severity.Undetermined)]
    public void The_article_asks_for_three_pupils(int? pupils, Severity? expected) =>
        Assert.Equal(expected, Of(Assess(Kunming, Facts("disguised-academic", BreachGravity.Serious) with { Pupils = pupils }), nameof(PenaltyRules.ArticleAsksForMorePupils)));

    [Theory]
    [InlineData(true, true, 2, null)]
    [InlineData(true, true, 1, Severity.Breach)]
    [InlineData(false, true, 2, Severity.Breach)]
    [InlineData(true, false, 2, Severity.Breach)]
    [InlineData(null, true, 2, Severity.Undetermined)]
    public void An_institution_needs_premises_staff_and_an_organisation(bool? premises, bool? organised, int? staff, Severity? expected)
    {
        var facts = Facts("unlicensed", BreachGravity.Ordinary) with { Premises = premises, Organised = organised, Staff = staff };
        Assert.Equal(expected, Of(Assess(Kunming, facts), nameof(PenaltyRules.ElementsOfTheArticleAreMissing)));
    }

    [Theory]
    [InlineData("2026-10-15", null)]
    [InlineData("2026-10-16", Severity.Breach)]
    public void A_breach_is_punished_when_found_within_two_years(string found, Severity? expected) => Assert.Equal(
        expected,
        Of(Assess(Kunming, Facts("disguised-academic", BreachGravity.Serious) with { EndedOn = new(2024, 10, 15), FoundOn = Day(found) }), nameof(PenaltyRules.BreachIsBeyondLimitation)));

    [Theory]
    // Beijing gives the power in education to market regulation (BJ-28); elsewhere it is that of the kind, or of the category.
    [InlineData(Beijing, "mismanagement", TrainingCategory.Arts, "MARKET_REGULATION", "BJ-28")]
    [InlineData(Kunming, "mismanagement", TrainingCategory.Arts, "EDUCATION", "KM-6")]
    [InlineData(Kunming, "unlicensed", null, "EDUCATION", "KM-12")]
    [InlineData(Elsewhere, "mismanagement", TrainingCategory.Academic, "", "")]
    [InlineData(Kunming, "false-publicity", TrainingCategory.Arts, "MARKET_REGULATION", "ORDER-53-19")]
    [InlineData(Taizhou, "mismanagement", TrainingCategory.Vocational, "HUMAN_RESOURCES", "TZ-11")]
    [InlineData(Taizhou, "mismanagement", null, "", "")]
    public void The_power_to_punish_is_that_of_a_text(string place, string kind, TrainingCategory? category, string authority, string clause)
    {
        var found = Assess(place, Facts(kind, BreachGravity.Serious) with { Category = category });
        Assert.Equal((authority, clause), (found.Authority ?? "", string.Join(",", found.Power.Select(b => b.Clause))));
        Assert.Equal(authority.Length == 0, Of(found, nameof(PenaltyRules.PowerToPunishIsNotNamed)) == Severity.Undetermined);
    }

    [Theory]
    [InlineData(5000000, false)]
    [InlineData(4999999, true)]
    [InlineData(10000000, false)]
    [InlineData(10000001, true)]
    public void A_fine_is_inside_its_range(long fine, bool outside)
    {
        var range = Assess(Kunming, Facts("disguised-academic", BreachGravity.Grave));
        var finding = PenaltyRules.FineIsOutsideItsRange(range, [PenaltyMeasure.Fine], fine);
        Assert.Equal(outside, finding is { Severity: Severity.Breach });
        if (outside) Assert.Equal(("5000000-10000000", $"{fine}", "ORDER-53-18"), (finding!.Limit!.Value, finding.Observed!.Value, finding.Basis[0].Clause));
    }

    [Fact]
    public void Measures_are_those_of_the_ladder()
    {
        var range = Assess(Kunming, Facts("disguised-academic", BreachGravity.Ordinary));
        Assert.Null(PenaltyRules.MeasureIsNotProvided(range, [PenaltyMeasure.Warning, PenaltyMeasure.Criticism]));
        Assert.NotNull(PenaltyRules.MeasureIsNotProvided(range, [PenaltyMeasure.Warning, PenaltyMeasure.Revocation]));
        Assert.Null(PenaltyRules.MeasureIsMissing(range, [PenaltyMeasure.Warning, PenaltyMeasure.Refund]));
        Assert.NotNull(PenaltyRules.MeasureIsMissing(range, [PenaltyMeasure.Warning]));
    }

    [Theory]
    [InlineData(4999999, false, false)]
    [InlineData(5000000, false, true)]
    [InlineData(0, true, true)]
    public void A_major_case_is_decided_together(long fine, bool revoked, bool major)
    {
        var range = Assess(Kunming, Facts("disguised-academic", BreachGravity.Serious));
        PenaltyMeasure[] measures = revoked ? [PenaltyMeasure.Revocation] : [PenaltyMeasure.Fine];
        Assert.Equal(major, PenaltyRules.MajorCaseWasNotDecidedTogether(range, measures, fine, false, At(Kunming, "2026-11-20")) is not null);
        Assert.Null(PenaltyRules.MajorCaseWasNotDecidedTogether(range, measures, fine, true, At(Kunming, "2026-11-20")));
    }

    [Theory]
    // The fine of 10,000 yuan was due on 5 December; three percent a day, at most the fine again.
    [InlineData("2026-12-05", 0)]
    [InlineData("2026-12-06", 30000)]
    [InlineData("2026-12-15", 300000)]
    [InlineData("2027-01-08", 1000000)]
    [InlineData("2027-06-01", 1000000)]
    public void The_surcharge_grows_by_itself_and_ends_at_the_fine(string day, long expected) =>
        Assert.Equal(expected, Served(1000000).SurchargeOn(Day(day), At(Elsewhere, day)));

    [Fact]
    public void What_is_paid_bears_no_surcharge()
    {
        var one = Served(1000000);
        one.Pay(new PenaltyPayment(new(2026, 12, 7), 500000, "P-1"), "cashier", At(Elsewhere, "2026-12-07"), Noon("2026-12-07"));
        // Two days on the whole, two on the half.
        Assert.Equal(60000 + 30000, one.SurchargeOn(new(2026, 12, 9), At(Elsewhere, "2026-12-09")));
        Assert.Throws<Refusal>(() => one.Pay(new PenaltyPayment(new(2026, 12, 9), 590001, "P-2"), "cashier", At(Elsewhere, "2026-12-09"), Noon("2026-12-09")));
        one.Pay(new PenaltyPayment(new(2026, 12, 9), 590000, "P-2"), "cashier", At(Elsewhere, "2026-12-09"), Noon("2026-12-09"));
        Assert.Equal((1090000, null), (one.PaidFen, one.DueDate));
    }

    [Fact]
    public void Every_kind_of_breach_names_clauses_and_a_ladder()
    {
        Assert.True(Law.Current.Breaches.Count >= 10);
        Assert.All(Law.Current.Breaches.Values, kind => Assert.Equal(3, kind.Steps.Count));
        // The grounds that lead to the black list are words of kinds, or nothing would ever lead there.
        Assert.Subset(Law.Current.Breaches.Values.Select(k => k.Ground).ToHashSet(), At(Kunming, "2026-11-20").Limit(Law.BlackListGrounds)!.Value.ToHashSet());
    }

    internal static PenaltyFacts Facts(string kind, BreachGravity gravity) =>
        new(kind, new(2026, 11, 1), new(2026, 11, 10), TrainingCategory.Academic, gravity, null, 0, 12, 3, true, true, false, false);

    private static PenaltyCase Served(long fine)
    {
        var now = Noon("2026-11-20");
        var law = At(Elsewhere, "2026-11-20");
        var one = PenaltyCase.Open(
            Elsewhere, new(PenaltyPartyKind.Organisation, "样例无证机构", "", "", ""), Facts("disguised-academic", BreachGravity.Serious) with { GainsFen = 0 },
            new(PenaltySource.OwnFinding, ""), "样例案情", "a", law, now);
        one.Add(new("照片", new string('a', 64), "a", now), now);
        PenaltyMeasure[] measures = [PenaltyMeasure.Stop, PenaltyMeasure.Refund, PenaltyMeasure.Fine];
        Held[] held = [new(nameof(PenaltyRules.PowerToPunishIsNotNamed), false, "省级文件明确由教育部门处罚")];
        one.Propose(measures, fine, "样例理由", held, "样例无证机构", "a", "EDUCATION", law, now);
        one.Notify("a", law, now);
        one.Take(new("无异议", false, true, law.Date), "a", now);
        one.Decide(new(measures, fine, "样例理由", "b", "EDUCATION", law.Date, null, held), law, now);
        one.Serve(law.Date, "直接送达", "b", law, now);
        return one;
    }

    private static Severity? Of(PenaltyAssessment found, string rule) => found.Findings.SingleOrDefault(f => f.Rule == rule)?.Severity;

    private static PenaltyAssessment Assess(string place, PenaltyFacts facts) => PenaltyAssessment.Of(facts, Law.Current.At(DivisionCode.Parse(place), facts.EndedOn));

    private static LawAt At(string place, string day) => Law.Current.At(DivisionCode.Parse(place), Day(day));

    private static DateOnly Day(string day) => DateOnly.Parse(day);

    private static DateTimeOffset Noon(string day) => SupervisionHost.Noon(day);
}
