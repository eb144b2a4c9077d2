namespace ShuangJian.Policy.Tests;

public sealed class CurriculumTests
{
    private const string Units = "data/curriculum_units.csv";
    private const string Curricula = "data/curricula.csv";
    private const string Names = "data/subject_names.csv";
    private const string UnitHead = "id,curriculum,from_grade,to_grade,title,aliases\n";
    private const string Head = "id,subject,starts_on,source\n";

    [Fact]
    public void Every_stage_of_mathematics_has_themes_and_every_identifier_is_one_of_a_kind()
    {
        var all = Law.Current.Curricula.SelectMany(c => c.Units).ToList();
        Assert.True(all.Count >= 200);
        Assert.Equal(all.Count, all.Select(u => u.Id).Distinct().Count());
        Assert.Equal([(1, 2), (3, 4), (5, 6), (7, 9), (10, 12)], Law.Current.Curricula.Single(c => c.Subject == "数学").Units.Select(u => (u.FromGrade, u.ToGrade)).Distinct());
    }

    /// <summary>What the ministry counts as academic (教监管厅函〔2021〕3号), but the foreign languages that few learn.</summary>
    [Theory]
    [InlineData("道德与法治", 1, 9)]
    [InlineData("语文", 1, 12)]
    [InlineData("历史", 7, 12)]
    [InlineData("地理", 7, 12)]
    [InlineData("数学", 1, 12)]
    [InlineData("英语", 3, 12)]
    [InlineData("物理", 7, 12)]
    [InlineData("化学", 7, 12)]
    [InlineData("生物学", 7, 12)]
    [InlineData("思想政治", 10, 12)]
    public void Every_academic_subject_has_themes_for_its_grades(string subject, int first, int last)
    {
        var stages = Law.Current.Curricula.Single(c => c.Subject == subject).Units.Select(u => (u.FromGrade, u.ToGrade)).Distinct().ToList();
        Assert.Equal((first, last), (stages[0].FromGrade, stages[^1].ToGrade));
        Assert.All(stages.Zip(stages.Skip(1)), pair => Assert.Equal(pair.First.ToGrade + 1, pair.Second.FromGrade));
    }

    [Theory]
    [InlineData("生物", 7, "生物学")]
    [InlineData("生物", 12, "生物学")]
    [InlineData("政治", 9, "道德与法治")]
    [InlineData("政治", 10, "思想政治")]
    [InlineData("政治", 0, "道德与法治")]
    [InlineData("道法", 12, "道德与法治")]
    [InlineData("数学", 3, "数学")]
    [InlineData("编程", 3, "编程")]
    public void A_name_means_the_subject_of_its_grades(string name, int grade, string subject) =>
        Assert.Equal(subject, Law.Current.SubjectOf(name, grade == 0 ? [] : [grade]));

    [Fact]
    public void A_name_that_reaches_into_senior_high_school_is_of_the_compulsory_grades() => Assert.Equal("道德与法治", Law.Current.SubjectOf("政治", [9, 10]));

    [Theory]
    [InlineData("生物", "生物学", true)]
    [InlineData("政治", "思想政治", true)]
    [InlineData("道法", "政治", true)]
    [InlineData("道法", "思想政治", false)]
    [InlineData("道德与法治", "思想政治", false)]
    [InlineData("编程", "编程", true)]
    [InlineData("生物", "物理", false)]
    public void Two_names_may_mean_one_subject(string one, string other, bool same)
    {
        Assert.Equal(same, Law.Current.IsSameSubject(one, other));
        Assert.Equal(same, Law.Current.IsSameSubject(other, one));
    }

    [Theory]
    [InlineData(Units, UnitHead + "u1,c1,0,2,运算律,", 2, "the grades must be 1 to 12")]
    [InlineData(Units, UnitHead + "u1,c1,3,2,运算律,", 2, "the grades must be 1 to 12")]
    [InlineData(Units, UnitHead + "u1,c1,3,13,运算律,", 2, "the grades must be 1 to 12")]
    [InlineData(Units, UnitHead + "u1,c1,3,4,律,", 2, "at least two characters")]
    [InlineData(Units, UnitHead + "u1,c1,3,4,运算律,运算律", 2, "'运算律' names two units")]
    [InlineData(Units, UnitHead + "u1,c1,3,4,运算律,\nu2,c1,5,6,百分数,运算律", 3, "'运算律' names two units")]
    [InlineData(Units, UnitHead + "u1,c9,3,4,运算律,", 2, "there is no curriculum 'c9'")]
    [InlineData(Units, UnitHead + "u1,c1,3,4,运算律,\nu1,c1,5,6,百分数,", 3, "listed twice")]
    [InlineData(Units, "id,curriculum,from_grade,to_grade,title\n", 1, "'aliases' is missing")]
    [InlineData(Curricula, Head + "c1,数学,2022-09-31,课标", 2, "is not a date")]
    [InlineData(Curricula, Head + "c1,数学,,课标", 2, "the date is missing")]
    [InlineData(Curricula, Head + "c1,,2022-09-01,课标", 2, "the subject is missing")]
    [InlineData(Curricula, Head + "c1,数学,2022-09-01,", 2, "the source is missing")]
    [InlineData(Curricula, Head + "c1,数学,2022-09-01,课标\nc2,数学,2023-09-01,课标", 3, "the subject '数学' is listed twice")]
    [InlineData(Curricula, Head + "c1,数学,2022-09-01,课标\nc2,物理,2022-09-01,课标", 3, "the curriculum has no unit")]
    [InlineData(Names, "name,subject,senior_subject\n奥数,数学,\n数学,数学,", 3, "'数学' is a subject itself")]
    [InlineData(Names, "name,subject,senior_subject\n奥数,,数学", 2, "there is no subject ''")]
    [InlineData(Names, "name,subject,senior_subject\n奥数,数学,数论", 2, "there is no subject '数论'")]
    [InlineData(Names, "name,subject,senior_subject\n奥数,数学,\n奥数,数学,", 3, "listed twice")]
    public void Refuses_a_wrong_table(string file, string text, int line, string problem)
    {
        var error = Assert.Throws<LawDataException>(() => new LawFixture().With(file, text).Load());
        Assert.Contains(problem, error.Message, StringComparison.Ordinal);
        Assert.Contains($"{file}:{line}", error.Message, StringComparison.Ordinal);
    }
}
