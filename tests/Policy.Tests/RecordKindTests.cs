namespace ShuangJian.Policy.Tests;

/// <summary>The kinds of records that schools and authorities keep.</summary>
public class RecordKindTests
{
    private const string Whole = """
        id: use
        name_zh: 使用
        name_en: Use
        capability: S1
        clauses: [AA-1]
        keeper: school
        once_per_year: true
        fields:
          - { id: pupils, zh: 学生数, en: Pupils, type: count, unit: pupils, least: 0, most: 100, required: true, public: true }
          - { id: users, zh: 使用数, en: Users, type: count, unit: pupils, required: true }
          - { id: kind, zh: 类型, en: Kind, type: choice, options: [a, b] }
        indicators:
          - { id: users, zh: 使用率, en: Share, part: users, whole: pupils }

        """;

    [Fact]
    public void A_kind_is_read_with_its_fields_and_shares()
    {
        var kind = new LawFixture().With("records/use.yaml", Whole).Load().Records["use"];
        Assert.Equal((RecordKeeper.School, true, 3, 100L, "b"), (kind.Keeper, kind.OncePerYear, kind.Fields.Count, kind.Field("pupils")!.Most, kind.Field("kind")!.Options[1]));
        Assert.Equal(("users", "pupils", null), (kind.Indicators[0].Part, kind.Indicators[0].Whole, kind.Indicators[0].Target));
    }

    [Theory]
    [InlineData("clauses: [AA-1]", "clauses: [AA-9]", "'AA-9' is no clause")]
    [InlineData("clauses: [AA-1]", "clauses: []", "names at least one clause")]
    [InlineData("keeper: school", "keeper: village", "'keeper' cannot be 'village'")]
    [InlineData("keeper: school", "keeper: school\nabout_school: true", "a school keeps records about itself")]
    [InlineData("type: count, unit: pupils, required", "type: count, unit: cows, required", "a number has a unit")]
    [InlineData("type: choice, options: [a, b]", "type: choice", "a choice has options")]
    [InlineData("type: choice, options: [a, b]", "type: text, must: true", "only a flag can be a must")]
    [InlineData("least: 0, most: 100", "least: 101, most: 100", "'least' is not above 'most'")]
    [InlineData("id: users, zh: 使用数", "id: pupils, zh: 使用数", "each once")]
    [InlineData("part: users, whole", "part: kind, whole", "'kind' is no required number")]
    [InlineData("whole: pupils", "whole: pupils, target: topic/nowhere", "'topic/nowhere' is no parameter")]
    [InlineData("whole: pupils", "whole: pupils, strives: true", "only a target is due or striven for")]
    [InlineData("name_en: Use", "name_en: Use\nowner: me", "unknown key 'owner'")]
    [InlineData("keeper: school", "keeper: authority", "a record of an authority has a duty")]
    [InlineData("keeper: school", "keeper: school\nduty: { levels: [city] }", "a record of an authority has a duty")]
    [InlineData("keeper: school", "keeper: authority\nduty: { levels: [village] }", "'village' is no level")]
    [InlineData("keeper: school", "keeper: authority\nduty: { levels: [nation] }", "'nation' is no level")]
    [InlineData("keeper: school", "keeper: authority\nduty: { levels: [] }", "names at least one level")]
    [InlineData("keeper: school", "keeper: authority\nduty: { levels: [city], follow_up: topic/nowhere }", "'topic/nowhere' is no parameter")]
    public void Refuses_a_wrong_kind(string good, string bad, string problem) => Assert.Contains(
        problem,
        Assert.Throws<LawDataException>(() => new LawFixture().With("records/use.yaml", Whole.Replace(good, bad, StringComparison.Ordinal)).Load()).Message,
        StringComparison.Ordinal);

    [Fact]
    public void Refuses_two_kinds_of_one_name() => Assert.Throws<LawDataException>(() =>
        new LawFixture().With("records/use.yaml", Whole).With("records/use-again.yaml", Whole).Load());

    [Fact]
    public void Clauses_and_kinds_name_each_other()
    {
        var named = Law.Current.Clauses.Documents.SelectMany(d => d.Clauses).SelectMany(c => c.ServedBy.Where(s => s.Kind == ServiceKind.Record).Select(s => $"{c.Id} {s.Name}"));
        var cited = Law.Current.Records.Values.SelectMany(k => k.Clauses.Select(c => $"{c} {k.Id}"));
        Assert.Equal(cited.Order(StringComparer.Ordinal), named.Order(StringComparer.Ordinal));
    }
}
