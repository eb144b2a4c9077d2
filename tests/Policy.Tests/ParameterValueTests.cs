namespace ShuangJian.Policy.Tests;

/// <summary>The values of the embedded law on both sides of their dates and borders.</summary>
public class ParameterValueTests
{
    private static readonly Law s_law = Law.Current;

    [Theory]
    [InlineData("homework/none_at_home_grades_1_2", "530100", "2022-01-09", "true", "KM-3")]
    [InlineData("homework/daily_minutes_grades_3_6", "530102", "2022-01-08", null, "OPINION-2021-40")]
    [InlineData("homework/daily_minutes_grades_3_6", "530102", "2022-01-09", "60", "KM-3")]
    [InlineData("homework/daily_minutes_grades_3_6", "331000", "2021-12-31", "60", "TZ-1")]
    [InlineData("homework/daily_minutes_grades_7_9", "500107", "2022-04-15", "90", "JLP-C10")]
    [InlineData("homework/daily_minutes_grades_7_9", "500107", "2022-12-01", null, "OPINION-2021-40")]
    [InlineData("homework/daily_minutes_grades_7_9", "110101", "2021-08-17", "90", "BJ-5")]
    [InlineData("homework/daily_minutes_grades_7_9", "620321", "2022-06-01", null, "OPINION-2021-40")]
    [InlineData("training/offline_class_ends_latest", "331000", "2021-12-30", "20:30", "OPINION-2021-40")]
    [InlineData("training/offline_class_ends_latest", "331000", "2021-12-31", "20:30", "TZ-14")]
    [InlineData("training/offline_class_ends_latest", "530100", "2022-06-01", "20:30", "OPINION-2021-40")]
    [InlineData("training/offline_class_ends_latest", "500107", "2022-06-01", "20:30", "OPINION-2021-40")]
    [InlineData("training/online_class_ends_latest", "620321", "2021-12-31", "20:30", "YC-3.3")]
    [InlineData("training/online_class_ends_latest", "110105", "2021-08-17", "21:00", "BJ-13")]
    [InlineData("training/online_class_ends_latest", "500107", "2022-11-30", "21:00", "JLP-C40")]
    [InlineData("training/online_class_ends_latest", "500107", "2022-12-01", null, "OPINION-2021-40")]
    [InlineData("training/online_class_ends_latest", "530100", "2022-06-01", null, "OPINION-2021-40")]
    [InlineData("training/online_lesson_minutes", "620321", "2022-06-01", null, "OPINION-2021-40")]
    [InlineData("training/online_lesson_minutes", "331000", "2022-06-01", "30", "TZ-14")]
    [InlineData("training/online_gap_minutes", "500107", "2022-06-01", "10", "JLP-C40")]
    [InlineData("training/academic_on_free_days_forbidden", "620321", "2022-06-01", "true", "YC-3.3")]
    [InlineData("fees/one_charge_months", "530102", "2022-01-09", "3", "KM-9")]
    [InlineData("fees/one_charge_lessons", "440106", "2021-12-31", "60", "GZ-8-5")]
    [InlineData("fees/non_academic_one_charge_fen", "530102", "2022-12-31", "500000", "NON-ACADEMIC-2022")]
    [InlineData("fees/guide_price_offline", "422801", "2022-06-01", "1–10: 3200; 11–34: 2700; 35+: 2200", "ENSHI-PRICE")]
    [InlineData("fees/guide_price_offline", "422822", "2022-06-01", null, "NDRC-GUIDE-PRICE")]
    [InlineData("after_school/ends_earliest", "110000", "2022-06-01", "17:30", "BJ-8")]
    [InlineData("after_school/days_per_week", "500107", "2022-06-01", "5", "JLP-C15")]
    [InlineData("targets/senior_high_quota_percent", "331000", "2022-12-31", "60", "TZ-8")]
    [InlineData("targets/senior_high_quota_percent", "331000", "2023-01-01", "80", "TZ-8")]
    [InlineData("admission/new_academic_compulsory_prohibited", "620321", "2021-07-24", "true", "YC-3.2")]
    [InlineData("admission/new_academic_compulsory_prohibited", "530100", "2022-01-08", "true", "OPINION-2021-40")]
    [InlineData("admission/new_academic_senior_high_prohibited", "500107", "2022-06-01", "true", "OPINION-2021-40")]
    [InlineData("admission/new_academic_senior_high_prohibited", "530100", "2022-06-01", "true", "KM-P")]
    [InlineData("admission/new_preschool_prohibited", "110000", "2021-08-17", "true", "BJ-31")]
    [InlineData("admission/non_academic_standard", "530100", "2022-01-08", null, "NO-TEXT")]
    [InlineData("admission/non_academic_standard", "530100", "2022-12-30", "none", "KM-6")]
    [InlineData("admission/non_academic_standard", "530100", "2022-12-31", null, "KM-6")]
    [InlineData("admission/non_academic_standard", "331000", "2022-12-31", "NON-ACADEMIC-2022", "NON-ACADEMIC-2022")]
    [InlineData("admission/competent_department_arts", "331000", "2022-06-01", "CULTURE_TOURISM", "TZ-11")]
    [InlineData("admission/competent_department_arts", "530100", "2022-06-01", null, "NO-TEXT")]
    [InlineData("admission/registration_authority_academic", "530100", "2022-06-01", "CIVIL_AFFAIRS", "KM-A")]
    [InlineData("approval/review_working_days", "530100", "2022-06-01", "20", "PLATFORM")]
    [InlineData("refunds/lesson_silent_working_days", "530100", "2024-06-01", null, "NATIONAL-PLATFORM")]
    [InlineData("penalties/unlicensed_fine_times_most", "530100", "2023-10-15", "5", "ORDER-53-17")]
    public void Answers_with_value_and_clause(string parameter, string place, string day, string? value, string clause)
    {
        var answer = s_law.At(DivisionCode.Parse(place), DateOnly.Parse(day)).Explain(parameter);
        Assert.Equal((value, clause), (answer.Quantity?.Value, answer.Entry?.Basis.Clause));
        Assert.Equal(value is null ? ParameterStatus.Unverified : ParameterStatus.InForce, answer.Status);
    }

    [Theory]
    [InlineData("after_school/days_per_week", "530100", "2022-06-01", ParameterStatus.Absent)]
    [InlineData("after_school/days_per_week", "500107", "2022-04-14", ParameterStatus.Absent)]
    [InlineData("after_school/days_per_week", "500107", "2022-12-01", ParameterStatus.Repealed)]
    [InlineData("penalties/scope_pupils", "530100", "2023-10-14", ParameterStatus.Absent)]
    [InlineData("training/continuous_online_minutes", "110000", "2022-06-01", ParameterStatus.Absent)]
    public void Has_no_value_where_no_text_sets_one(string parameter, string place, string day, ParameterStatus status) =>
        Assert.Equal(status, s_law.At(DivisionCode.Parse(place), DateOnly.Parse(day)).Explain(parameter).Status);

    [Theory]
    [InlineData("440300", 10, 7000)]
    [InlineData("440300", 11, 5000)]
    [InlineData("440300", 30, 4000)]
    [InlineData("440300", 31, 3500)]
    [InlineData("422801", 34, 2700)]
    [InlineData("422801", 35, 2200)]
    [InlineData("512000", 35, 2500)]
    [InlineData("512000", 36, 1500)]
    public void Guide_prices_have_inclusive_ends(string place, int pupils, long fen)
    {
        var bands = s_law.At(DivisionCode.Parse(place), new DateOnly(2022, 6, 1)).Limit(Law.GuidePriceOffline)!.Value;
        Assert.Equal(fen, bands.For(pupils)!.Value);
        Assert.Null(bands.For(0));
    }

    [Fact]
    public void Beijing_adds_bus_stops_and_metro_to_the_channels_of_Kunming()
    {
        var day = new DateOnly(2022, 6, 1);
        var beijing = s_law.At(DivisionCode.Parse("110000"), day).Limit(Law.ForbiddenChannels)!.Value;
        var kunming = s_law.At(DivisionCode.Parse("530100"), day).Limit(Law.ForbiddenChannels)!.Value;
        Assert.Equal(["bus-stop", "metro"], beijing.Except(kunming).Order());
        Assert.True(beijing.Contains("metro"));
        Assert.False(kunming.Contains("metro"));
    }

    [Theory]
    [InlineData(1, 50, true)]
    [InlineData(1, 51, false)]
    [InlineData(0, 0, true)]
    public void A_share_is_compared_exactly(long teachers, long pupils, bool reached)
    {
        var share = s_law.At(DivisionCode.Nation, new DateOnly(2022, 6, 1)).Limit(Law.OfflineTeachersPerPupil)!;
        Assert.Equal(reached, share.Value.IsReachedBy(teachers, pupils));
        Assert.Equal(new Quantity("1/50", "ratio"), share.Quantity);
    }

    [Fact]
    public void Every_category_has_parameters_of_its_own()
    {
        var keys = Enum.GetValues<TrainingCategory>().Select(Law.CompetentDepartmentOf).ToList();
        Assert.Equal(keys.Count, keys.Distinct().Count());
        Assert.Throws<ArgumentOutOfRangeException>(() => Law.CompetentDepartmentOf((TrainingCategory)99));
        Assert.NotEqual(Law.RegistrationAuthorityOf(academic: true), Law.RegistrationAuthorityOf(academic: false));
    }

    [Fact]
    public void Values_of_grade_S_cite_the_five_documents_and_only_they_do() => Assert.DoesNotContain(
        s_law.Parameters.SelectMany(parameter => parameter.Entries),
        entry => entry.Basis.Grade == SourceGrade.S && !s_law.Clauses.TryGetDocument(entry.Basis.Document, out _));

    [Fact]
    public void Every_other_source_is_cited() => Assert.Empty(s_law.Clauses.OtherSources.Select(source => source.Id)
        .Except(s_law.Parameters.SelectMany(parameter => parameter.Entries).Select(entry => entry.Basis.Document)));
}
