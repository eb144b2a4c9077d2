namespace ShuangJian.Policy.Tests;

public class FindingTests
{
    private static readonly DateOnly s_day = new(2022, 9, 1);
    private static readonly LawAt s_kunming = At("530102");
    private static readonly LawAt s_beijing = At("110101");

    [Theory]
    [InlineData(60, false)]
    [InlineData(61, true)]
    public void A_limit_still_allows_its_own_value(int minutes, bool found) =>
        Assert.Equal(found, SampleRules.HomeworkTakesTooLong("c1", minutes, s_kunming) is not null);

    [Fact]
    public void A_finding_names_rule_limit_value_and_clause()
    {
        var finding = SampleRules.HomeworkTakesTooLong("c1", 75, s_kunming)!;
        Assert.Equal("HomeworkTakesTooLong", finding.Rule);
        Assert.Equal(Severity.Breach, finding.Severity);
        Assert.Equal("书面作业75分钟，超过上限60分钟。", finding.MessageZh);
        Assert.Equal("Written homework takes 75 minutes; the limit is 60.", finding.MessageEn);
        Assert.Equal(("c1", new Quantity("60", "minutes"), new Quantity("75", "minutes")), (finding.Subject, finding.Limit, finding.Observed));
        Assert.Equal("KM-3", Assert.Single(finding.Basis).Clause);
    }

    [Fact]
    public void An_unverified_limit_leaves_the_rule_undetermined()
    {
        var finding = SampleRules.HomeworkTakesTooLong("c1", 1, At("620321"))!;
        Assert.Equal((Severity.Undetermined, "HomeworkTakesTooLong"), (finding.Severity, finding.Rule));
        Assert.Equal(SourceGrade.Unverified, Assert.Single(finding.Basis).Grade);
        Assert.Contains("620321", finding.MessageEn, StringComparison.Ordinal);
        Assert.Contains("620321", finding.MessageZh, StringComparison.Ordinal);
    }

    [Fact]
    public void A_limit_that_no_text_sets_is_no_finding() =>
        Assert.Null(SampleRules.AfterSchoolServiceEndsTooEarly("s1", new TimeOnly(15, 0), s_kunming));

    [Theory]
    [InlineData(17, 30, false)]
    [InlineData(17, 29, true)]
    public void In_principle_is_a_warning(int hour, int minute, bool found)
    {
        var finding = SampleRules.AfterSchoolServiceEndsTooEarly("s1", new TimeOnly(hour, minute), s_beijing);
        Assert.Equal(found ? Severity.Warning : null, finding?.Severity);
        Assert.Equal(found ? new Quantity("17:29", "time-of-day") : null, finding?.Observed);
    }

    [Fact]
    public void A_warning_is_made_of_a_breach_only()
    {
        var finding = s_kunming.Undetermined(Law.OnlineTutorsPerPupil, "i1");
        Assert.Equal(Severity.Undetermined, finding.AsWarning().Severity);
        Assert.Equal(nameof(A_warning_is_made_of_a_breach_only), finding.Rule);
    }

    [Fact]
    public void What_is_forbidden_is_found_only_when_it_happens()
    {
        Assert.Equal("KM-6", SampleRules.NewAcademicInstitution("a1", true, s_kunming)!.Basis[0].Clause);
        Assert.Null(SampleRules.NewAcademicInstitution("a1", false, s_kunming));
        Assert.Null(SampleRules.NewAcademicInstitution("a1", true, s_kunming.On(new DateOnly(2021, 7, 23))));
    }

    [Fact]
    public void Clauses_are_cited_where_and_while_they_are_in_force()
    {
        Assert.Equal("KM-4", Assert.Single(SampleRules.ParentsMarkHomework("h1", true, s_kunming)!.Basis).Clause);
        Assert.Equal("JLP-C9", Assert.Single(SampleRules.ParentsMarkHomework("h1", true, At("500107"))!.Basis).Clause);
        Assert.Null(SampleRules.ParentsMarkHomework("h1", true, At("500107").On(new DateOnly(2022, 12, 1))));
        Assert.Null(SampleRules.ParentsMarkHomework("h1", true, s_kunming.On(new DateOnly(2022, 1, 8))));
        Assert.Null(SampleRules.ParentsMarkHomework("h1", true, At("310101")));
    }

    [Theory]
    [InlineData("2022-10-08", null)]
    [InlineData("2022-10-07", Severity.Breach)]
    [InlineData("2022-10-15", Severity.Breach)]
    [InlineData("2027-10-08", Severity.Undetermined)]
    public void A_rule_that_needs_an_unknown_year_is_undetermined(string day, Severity? severity)
    {
        var finding = SampleRules.AcademicClassOnFreeDay("l1", s_kunming.On(DateOnly.Parse(day)));
        Assert.Equal(severity, finding?.Severity);
        Assert.Equal(severity is null ? null : "KM-7", finding?.Basis[0].Clause);
    }

    [Fact]
    public void A_rule_without_its_value_is_open_or_silent()
    {
        var open = SampleRules.AcademicClassOnFreeDay("l1", At("310101"))!;
        Assert.Equal((Severity.Undetermined, "AcademicClassOnFreeDay"), (open.Severity, open.Rule));
        Assert.Null(SampleRules.AcademicClassOnFreeDay("l1", At("310101").On(new DateOnly(2021, 7, 18))));
    }

    private static LawAt At(string place) => Law.Current.At(DivisionCode.Parse(place), s_day);
}
