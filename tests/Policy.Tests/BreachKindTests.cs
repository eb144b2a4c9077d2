namespace ShuangJian.Policy.Tests;

/// <summary>The kinds of breach that are punished.</summary>
public class BreachKindTests
{
    private const string Whole = """
        id: late
        ground: LATE
        name_zh: 迟报
        name_en: Late report
        clauses: [AA-1]
        power: COMPETENT
        article: { document: ORDER-53, clause: ORDER-53-19, title_zh: 条文, date: 2023-10-15, grade: C }
        steps:
          - gravity: ordinary
            must: [warning]
          - gravity: serious
            must: [stop]
            may: [fine]
            fine: { least: penalties/disguised_grave_fen_least, most: penalties/disguised_grave_fen_most }
          - gravity: grave
            must: [fine]
            fine: { least_times: penalties/unlicensed_fine_times_least, most_times: penalties/unlicensed_fine_times_most }

        """;

    [Theory]
    [InlineData("clauses: [AA-1]", "clauses: [AA-9]", "'AA-9' is no clause")]
    [InlineData("clauses: [AA-1]", "clauses: []", "names at least one clause")]
    [InlineData("power: COMPETENT", "power: NOBODY", "'NOBODY' is no department")]
    [InlineData("date: 2023-10-15", "date: 2023-10-16", "no other source of that date and grade")]
    [InlineData("grade: C", "grade: A", "no other source of that date and grade")]
    [InlineData("gravity: serious", "gravity: grave", "one step for each gravity")]
    [InlineData("must: [warning]", "must: [prison]", "'prison' is no measure")]
    [InlineData("must: [warning]", "must: [fine]", "a fine has a range")]
    [InlineData("must: [stop]", "must: [fine]", "a measure stands among")]
    [InlineData("least: penalties/disguised_grave_fen_least", "least: penalties/nowhere", "is no parameter that fits")]
    [InlineData("least: penalties/disguised_grave_fen_least", "least: penalties/unlicensed_staff", "is no parameter that fits")]
    [InlineData("least: penalties/disguised_grave_fen_least", "least_times: penalties/unlicensed_fine_times_least", "a range has a greatest amount")]
    [InlineData("ground: LATE", "ground: LATE\nowner: me", "unknown key 'owner'")]
    public void Refuses_a_wrong_kind(string good, string bad, string problem)
    {
        var error = Assert.Throws<LawDataException>(() => Load(Whole.Replace(good, bad, StringComparison.Ordinal)));
        Assert.Contains(problem, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_kind_is_read_with_its_ladder()
    {
        var kind = Load(Whole)["late"];
        Assert.Equal((null, "ORDER-53-19", 3), (kind.Power, kind.Article.Clause, kind.Steps.Count));
        Assert.Equal("penalties/disguised_grave_fen_most", kind.StepOf(BreachGravity.Serious).Fine!.Most!.Name);
        Assert.Equal("penalties/unlicensed_fine_times_least", kind.StepOf(BreachGravity.Grave).Fine!.LeastTimes!.Name);
        Assert.Null(kind.StepOf(BreachGravity.Ordinary).Fine);
    }

    [Fact]
    public void Refuses_two_kinds_of_one_name() =>
        Assert.Throws<LawDataException>(() => new BreachKindLoader(Clauses(), Law.AllKeys()).Load([new("penalties/a.yaml", Real(Whole)), new("penalties/b.yaml", Real(Whole))]));

    private static IReadOnlyDictionary<string, BreachKind> Load(string text) => new BreachKindLoader(Clauses(), Law.AllKeys()).Load([new("penalties/late.yaml", Real(text))]);

    private static ClauseBook Clauses() => Law.Current.Clauses;

    /// <summary>The clause of the example as one that exists.</summary>
    private static string Real(string text) => text.Replace("AA-1", "KM-6", StringComparison.Ordinal);
}
