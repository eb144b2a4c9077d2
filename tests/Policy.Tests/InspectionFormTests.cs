namespace ShuangJian.Policy.Tests;

/// <summary>The forms of visits.</summary>
public class InspectionFormTests
{
    private const string Whole = """
        id: visit
        version: 1
        from: 2022-01-01
        name_zh: 检查表
        name_en: Visit
        about: [school]
        items:
          - { id: board, zh: 公示, en: Board, clauses: [AA-1], department: EDUCATION }
          - { id: time, zh: 时间, en: Time, clauses: [AA-1] }

        """;

    private static readonly string Second = Whole.Replace("version: 1", "version: 2", StringComparison.Ordinal).Replace("2022-01-01", "2023-01-01", StringComparison.Ordinal);

    [Theory]
    [InlineData("2021-12-31", null)]
    [InlineData("2022-01-01", 1)]
    [InlineData("2022-12-31", 1)]
    [InlineData("2023-01-01", 2)]
    public void The_version_of_the_day_is_used(string day, int? version)
    {
        var forms = new LawFixture().With("forms/visit-2.yaml", Second).With("forms/visit.yaml", Whole).Load().InspectionForms;
        Assert.Equal(version, forms.On("visit", DateOnly.Parse(day))?.Version);
        Assert.Equal(("EDUCATION", ""), (forms.Get("visit", 2)!.Item("board")!.Department, forms.Get("visit", 2)!.Item("time")!.Department));
        Assert.Null(forms.Get("visit", 3));
    }

    [Theory]
    [InlineData("clauses: [AA-1] }", "clauses: [AA-9] }", "'AA-9' is no clause")]
    [InlineData("clauses: [AA-1] }", "clauses: [] }", "names at least one clause")]
    [InlineData("department: EDUCATION", "department: MAGIC", "'MAGIC' is no department")]
    [InlineData("about: [school]", "about: [moon]", "a form is about one of")]
    [InlineData("about: [school]", "about: []", "a form is about one of")]
    [InlineData("version: 1", "version: 0", "a version is a number from 1")]
    [InlineData("id: time", "id: board", "each once")]
    [InlineData("name_en: Visit", "name_en: Visit\nowner: me", "unknown key 'owner'")]
    public void Refuses_a_wrong_form(string good, string bad, string problem) => Assert.Contains(
        problem,
        Assert.Throws<LawDataException>(() => new LawFixture().With("forms/visit.yaml", Whole.Replace(good, bad, StringComparison.Ordinal)).Load()).Message,
        StringComparison.Ordinal);

    [Fact]
    public void Refuses_a_version_twice_and_one_that_begins_before_an_earlier_one()
    {
        Assert.Throws<LawDataException>(() => new LawFixture().With("forms/visit.yaml", Whole).With("forms/again.yaml", Whole).Load());
        var early = Second.Replace("2023-01-01", "2021-01-01", StringComparison.Ordinal);
        Assert.Throws<LawDataException>(() => new LawFixture().With("forms/visit.yaml", Whole).With("forms/a-second.yaml", early).Load());
        Assert.Throws<LawDataException>(() => new LawFixture().With("forms/visit.yaml", Whole).With("forms/z-second.yaml", early).Load());
    }
}
