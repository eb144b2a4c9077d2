using static ShuangJian.Policy.Tests.LawFixture;

namespace ShuangJian.Policy.Tests;

public class LookupTests
{
    private static readonly Law s_law = new LawFixture()
        .With(City, LocalHead + "values:\n"
            + Entry("2022-01-09", "value: 50", ClauseAa)
            + Entry("2023-01-01", "repealed: true", ClauseAa)
            + Entry("2024-01-01", "unverified: true", ClauseAa)
            + Entry("2025-01-01", "value: 40", ClauseAa))
        .With(County, LocalHead + "values:\n" + Entry("2023-06-01", "value: 30", ClauseAa) + Entry("2023-09-01", "repealed: true", ClauseAa))
        .Load();

    [Theory]
    [InlineData("530102", "2021-07-23", null, ParameterStatus.Absent)]
    [InlineData("530102", "2021-07-24", 60, ParameterStatus.InForce)]
    [InlineData("530102", "2022-01-08", 60, ParameterStatus.InForce)]
    [InlineData("530102", "2022-01-09", 50, ParameterStatus.InForce)]
    [InlineData("530000", "2022-01-09", 60, ParameterStatus.InForce)]
    [InlineData("110101", "2022-01-09", 60, ParameterStatus.InForce)]
    [InlineData("530102", "2022-12-31", 50, ParameterStatus.InForce)]
    [InlineData("530102", "2023-01-01", 60, ParameterStatus.InForce)]
    [InlineData("530102", "2023-06-01", 30, ParameterStatus.InForce)]
    [InlineData("530100", "2023-06-01", 60, ParameterStatus.InForce)]
    [InlineData("530102", "2023-09-01", 60, ParameterStatus.InForce)]
    [InlineData("530102", "2024-01-01", null, ParameterStatus.Unverified)]
    [InlineData("530102", "2025-01-01", 40, ParameterStatus.InForce)]
    [InlineData("530199", "2025-01-01", 40, ParameterStatus.InForce)]
    public void Takes_the_latest_entry_from_county_to_nation(string place, string day, int? value, ParameterStatus status)
    {
        var law = s_law.At(DivisionCode.Parse(place), DateOnly.Parse(day));
        Assert.Equal(value, law.Limit(Limit, out var found)?.Value);
        Assert.Equal(status, found);
        Assert.Equal(status, law.StatusOf(Limit));
        Assert.Equal(status, law.Explain(Limit.Name).Status);
    }

    [Fact]
    public void A_value_tells_its_day_place_and_basis()
    {
        var limit = s_law.At(DivisionCode.Parse("530102"), new DateOnly(2022, 5, 1)).Limit(Limit)!;
        Assert.Equal((new DateOnly(2022, 1, 9), "530100", "AA-1"), (limit.From, limit.Division.ToString(), limit.Basis.Clause));
        Assert.Equal(new Quantity("50", "minutes"), limit.Quantity);
    }

    [Fact]
    public void A_repeal_without_a_value_above_is_told()
    {
        var law = new LawFixture()
            .With(National, Head + "values:\n" + Entry("2021-07-24", "value: 60", Opinion) + Entry("2022-01-01", "repealed: true", Opinion))
            .Load().At(DivisionCode.Parse("530102"), new DateOnly(2022, 1, 1));
        Assert.Null(law.Limit(Limit, out var status));
        Assert.Equal(ParameterStatus.Repealed, status);
    }

    [Fact]
    public void A_law_does_not_answer_for_parameters_of_another() => Assert.Throws<KeyNotFoundException>(
        () => s_law.At(DivisionCode.Nation, new DateOnly(2022, 1, 1)).Limit(Law.OneChargeMonths));

    [Fact]
    public void An_operator_fills_an_unverified_value_and_adds_local_ones()
    {
        var directory = Directory.CreateTempSubdirectory("law");
        try
        {
            Write(directory, "other-sources.yaml", "sources:\n  - { id: OWN, title_zh: 本地文件, title_en: Own, date: 2021-07-24, grade: A }\n");
            const string own = "{ document: OWN, clause: OWN-1, title_zh: 本地文件, date: 2021-07-24, grade: A }";
            Write(directory, "local/000000/homework/daily_minutes_grades_3_6.yaml", LocalHead + "values:\n" + Entry("2021-07-24", "value: 60", own));
            Write(directory, "local/530102/training/continuous_online_minutes.yaml", LocalHead + "values:\n" + Entry("2022-09-01", "value: 90", own));
            var law = Law.Load(directory.FullName).At(DivisionCode.Parse("530102"), new DateOnly(2022, 9, 1));
            Assert.Equal("KM-3", law.Limit(Law.HomeworkMinutesGrades3To6)!.Basis.Clause);
            Assert.Equal(90, law.Limit(Law.ContinuousOnlineMinutes)!.Value);
            Assert.Equal("OWN-1", law.Law.At(DivisionCode.Parse("310000"), law.Date).Limit(Law.HomeworkMinutesGrades3To6)!.Basis.Clause);

            Write(directory, "local/530100/homework/daily_minutes_grades_3_6.yaml", LocalHead + "values:\n" + Entry("2022-01-09", "value: 50", own));
            Assert.Contains("already set at", Assert.Throws<LawDataException>(() => Law.Load(directory.FullName)).Message, StringComparison.Ordinal);
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }

    [Fact]
    public void Refuses_a_stray_file_of_an_operator()
    {
        var directory = Directory.CreateTempSubdirectory("law");
        try
        {
            Write(directory, "homework/daily_minutes.yaml", LocalHead);
            Assert.Throws<LawDataException>(() => Law.Load(directory.FullName));
            Assert.Throws<DirectoryNotFoundException>(() => Law.Load(Path.Combine(directory.FullName, "nowhere")));
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }

    [Fact]
    public void A_million_look_ups_allocate_nothing()
    {
        var law = Law.Current.At(DivisionCode.Parse("530102"), new DateOnly(2022, 9, 1));
        Allocations.None(1_000_000, () => law.Limit(Law.HomeworkMinutesGrades3To6)!.Value == 60);
    }

    private static void Write(DirectoryInfo directory, string path, string text)
    {
        var file = new FileInfo(Path.Combine(directory.FullName, path));
        file.Directory!.Create();
        File.WriteAllText(file.FullName, text);
    }
}
