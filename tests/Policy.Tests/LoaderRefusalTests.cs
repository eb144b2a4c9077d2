using static ShuangJian.Policy.Tests.LawFixture;

namespace ShuangJian.Policy.Tests;

public class LoaderRefusalTests
{
    private const string ClausesFile = "clauses/AA.yaml";

    [Fact]
    public void Loads_the_fixture_with_a_local_value() =>
        Assert.Equal(2, new LawFixture().With(City, LocalHead + "values:\n" + Entry("2022-01-09", "value: 50", ClauseAa)).Load()
            .Parameters.Single().Entries.Count);

    [Theory]
    [InlineData("value: 60\n    from_when: 2021", 8, "unknown key 'from_when'")]
    [InlineData("value: sixty", 7, "'sixty' is no value in minutes")]
    [InlineData("value: -1", 7, "'-1' is no value in minutes")]
    [InlineData("value:", 7, "'value' is missing or empty")]
    [InlineData("repealed: false", 6, "either a value, or 'repealed: true', or 'unverified: true'")]
    [InlineData("value: 60\n    repealed: true", 6, "either a value")]
    [InlineData("value: 60\n    unverified: true", 6, "either a value")]
    [InlineData("repealed: maybe", 7, "'repealed' must be true or false")]
    [InlineData("value: 60\n    value: 61", 8, "uplicate key")]
    public void Refuses_a_wrong_entry(string what, int line, string problem) =>
        Refused(National, Head + "values:\n" + Entry("2021-07-24", what, Opinion), line, problem);

    [Fact]
    public void Refuses_an_undated_value() =>
        Refused(National, Head + $"values:\n  - value: 60\n    basis: {Opinion}\n", 6, "'from' is missing: every entry carries its date");

    [Fact]
    public void Refuses_a_date_that_does_not_exist() =>
        Refused(National, Head + "values:\n" + Entry("2021-02-30", "value: 60", Opinion), 6, "'from' must be a date");

    [Fact]
    public void Refuses_an_uncited_value() =>
        Refused(National, Head + "values:\n  - from: 2021-07-24\n    value: 60\n", 6, "the value cites no basis");

    [Fact]
    public void Refuses_unsorted_values() => Refused(
        National,
        Head + "values:\n" + Entry("2022-07-24", "value: 60", Opinion) + Entry("2021-07-24", "value: 50", Opinion),
        9,
        "values must be sorted by date; 2021-07-24 comes after 2022-07-24");

    [Fact]
    public void Refuses_two_values_of_one_day() => Refused(
        National,
        Head + "values:\n" + Entry("2021-07-24", "value: 60", Opinion) + Entry("2021-07-24", "value: 50", Opinion),
        9,
        "the day 2021-07-24 is set twice");

    [Fact]
    public void Refuses_an_unknown_key_of_the_file() =>
        Refused(National, Head + "colour: red\nvalues:\n" + Entry("2021-07-24", "value: 60", Opinion), 5, "unknown key 'colour'");

    [Fact]
    public void Refuses_an_unknown_unit() => Refused(
        National, Head.Replace("minutes", "fortnights", StringComparison.Ordinal) + "values: []\n", 3, "unknown unit 'fortnights'");

    [Fact]
    public void Refuses_a_unit_that_the_code_does_not_expect() => Refused(
        National, Head.Replace("minutes", "flag", StringComparison.Ordinal) + "values: []\n", 1, "does not give the Int32 that the code expects");

    [Fact]
    public void Refuses_a_parameter_without_description() => Refused(
        National, Head.Replace("description_en: Limit.\n", "", StringComparison.Ordinal) + "values: []\n", 1, "'description_en' is missing");

    [Fact]
    public void Refuses_a_file_outside_a_topic() =>
        Refused("parameters/limit.yaml", Head + "values: []\n", 1, "parameters/<topic>/<name>.yaml");

    [Fact]
    public void Refuses_a_parameter_without_key() =>
        Refused("parameters/topic/other.yaml", Head + "values: []\n", 1, "the parameter has no key in the code");

    [Fact]
    public void Refuses_a_key_without_parameter()
    {
        var problem = Assert.Throws<LawDataException>(() => new LawFixture().Load(new ParameterKey<int>("topic/nowhere")));
        Assert.StartsWith("parameters/topic/nowhere.yaml:1: ", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Refuses_national_values_of_a_local_parameter() => Refused(
        National, Head + "local_only: true\nvalues:\n" + Entry("2021-07-24", "value: 60", Opinion), 1, "local_only has no national values");

    [Theory]
    [InlineData("990000")]
    [InlineData("53010")]
    [InlineData("kunming")]
    public void Refuses_an_unknown_division(string division) => Refused(
        $"parameters/local/{division}/topic/limit.yaml", LocalHead + "values: []\n", 1, $"'{division}' is not a known division");

    [Fact]
    public void Refuses_a_local_override_without_national_parameter() => Refused(
        "parameters/local/530100/topic/other.yaml", LocalHead + "values: []\n", 1, "there is no national parameter 'topic/other'");

    [Fact]
    public void Refuses_a_description_in_a_local_file() =>
        Refused(City, LocalHead + "unit: minutes\nvalues: []\n", 2, "unknown key 'unit'");

    [Theory]
    [InlineData("{ document: BB, clause: BB-1, title_zh: 上限, date: 2022-01-09, grade: S }", "'BB' is in no register")]
    [InlineData("{ document: AA, clause: AA-2, title_zh: 上限, date: 2022-01-09, grade: S }", "AA has no clause 'AA-2'")]
    [InlineData("{ document: AA, clause: AA-1, title_zh: 上限, date: 2022-01-08, grade: S }", "AA is dated 2022-01-09, not 2022-01-08")]
    [InlineData("{ document: AA, clause: AA-1, date: 2022-01-09, grade: S }", "'title_zh' is missing")]
    [InlineData("{ document: AA, clause: AA-1, title_zh: 上限, date: 2022-01-09, grade: D }", "'grade' cannot be 'D'")]
    [InlineData("{ document: AA, clause: AA-1, title_zh: 上限, date: 2022-01-09 }", "'grade' is missing")]
    [InlineData("{ document: REPOST, clause: R, title_zh: 上限, date: 2021-12-31, grade: A }", "grade A claims more than the source REPOST")]
    [InlineData("{ document: REPOST, clause: R, title_zh: 上限, date: 2021-12-30, grade: C }", "REPOST is dated 2021-12-31")]
    [InlineData("{ document: REPOST, clause: R, title_zh: 上限, date: 2021-12-31, grade: unverified }", "a value that nobody verified must not be set")]
    public void Refuses_a_wrong_basis(string basis, string problem) =>
        Refused(City, LocalHead + "values:\n" + Entry("2022-01-09", "value: 60", basis), 5, problem);

    [Fact]
    public void Refuses_a_document_cited_outside_its_division()
    {
        var text = LocalHead + "values:\n" + Entry("2022-01-09", "value: 60", ClauseAa);
        Refused("parameters/local/110000/topic/limit.yaml", text, 5, "AA-1 is in force in 530100 and gives no value to 110000");
        Refused("parameters/local/530000/topic/limit.yaml", text, 5, "AA-1 is in force in 530100 and gives no value to 530000");
        Refused(National, Head + "values:\n" + Entry("2022-01-09", "value: 60", ClauseAa), 8, "gives no value to 000000");
    }

    [Fact]
    public void A_document_may_be_cited_in_a_county_of_its_division() =>
        Assert.NotNull(new LawFixture().With(County, LocalHead + "values:\n" + Entry("2022-01-09", "value: 60", ClauseAa)).Load());

    [Fact]
    public void Refuses_a_value_before_its_document_without_a_note() =>
        Refused(City, LocalHead + "values:\n" + Entry("2022-01-08", "value: 60", ClauseAa), 5, "a note must say why the value starts earlier");

    [Theory]
    [InlineData("")]
    [InlineData("2022-12-02")]
    public void Refuses_a_value_that_outlives_its_document(string repealed)
    {
        var values = Entry("2022-01-09", "value: 60", ClauseAa) + (repealed == "" ? "" : Entry(repealed, "repealed: true", ClauseAa));
        var fixture = new LawFixture().With(ClausesFile, Document(end: "2022-11-30"));
        Refused(fixture, City, LocalHead + "values:\n" + values, 3, "AA ends on 2022-11-30; the value must be repealed");
    }

    [Theory]
    [InlineData("- { from: 1, to: 10, value: 7 }\n      - { from: 10, value: 5 }", 9)]
    [InlineData("- { from: 1, to: 10, value: 7 }\n      - { from: 12, value: 5 }", 9)]
    [InlineData("- { from: 1, value: 7 }\n      - { from: 11, value: 5 }", 9)]
    [InlineData("- { from: 5, to: 4, value: 7 }", 8)]
    public void Refuses_bands_with_gaps_or_overlaps(string bands, int line) => Refused(
        "parameters/topic/bands.yaml",
        Head.Replace("minutes", "band-table", StringComparison.Ordinal) + "values:\n" + Entry("2021-07-24", "value:\n      " + bands, Opinion),
        line,
        "bands follow each other");

    [Fact]
    public void Refuses_a_department_that_is_not_listed() => Refused(
        "parameters/topic/who.yaml",
        Head.Replace("minutes", "department", StringComparison.Ordinal) + "values:\n" + Entry("2021-07-24", "value: NOBODY", Opinion),
        7,
        "'NOBODY' is no department");

    [Theory]
    [InlineData("  - { id: AA-1, title_zh: 一, title_en: One, kind: duty, served_by: [] }", 13, "the clause AA-1 is listed twice")]
    [InlineData("  - { id: BB-2, title_zh: 一, title_en: One, kind: duty, served_by: [] }", 13, "must start with 'AA-'")]
    [InlineData("  - { id: AA-2, title_zh: 一, title_en: One, kind: wish, served_by: [] }", 13, "'kind' cannot be 'wish'")]
    [InlineData("  - { id: AA-2, title_zh: 一, title_en: One, kind: duty, lead: [NOBODY] }", 13, "unknown department 'NOBODY'")]
    [InlineData("  - { id: AA-2, title_zh: 一, title_en: One, kind: duty, served_by: [{ magic: X }] }", 13, "one of rule, rpc, record, planned")]
    [InlineData("  - { id: AA-2, title_zh: 一, title_en: One, kind: duty, colour: red }", 13, "unknown key 'colour'")]
    public void Refuses_a_wrong_clause(string clause, int line, string problem) =>
        Refused(ClausesFile, Document(clause: clause), line, problem);

    [Fact]
    public void Refuses_a_source_listed_twice() => Refused(
        "clauses/other-sources.yaml",
        "sources:\n" + string.Concat(Enumerable.Repeat("  - { id: X, title_zh: 一, title_en: One, date: 2022-01-01, grade: C }\n", 2)),
        3,
        "'X' is listed twice");

    [Theory]
    [InlineData("530100,昆明市,CITY", 2, "4 fields are expected")]
    [InlineData("53010,昆明市,CITY,530000", 2, "'53010' is not a division code")]
    [InlineData("530100,昆明市,CITY,530000\n530100,昆明市,CITY,530000", 3, "'530100' is listed twice")]
    public void Refuses_a_wrong_row_of_divisions(string row, int line, string problem) =>
        Refused("data/divisions.csv", "code,name,level,parent\n" + row, line, problem);

    [Fact]
    public void Refuses_a_holiday_of_unknown_kind() =>
        Refused("data/holidays.csv", "date,name,kind\n2022-01-01,元旦,PARTY", 2, "'PARTY' is neither OFF nor WORK");

    private static void Refused(string path, string text, int line, string problem) =>
        Refused(new LawFixture(), path, text, line, problem);

    private static void Refused(LawFixture fixture, string path, string text, int line, string problem)
    {
        var refusal = Assert.Throws<LawDataException>(() => fixture.With(path, text).Load());
        Assert.StartsWith($"{path}:{line}: ", refusal.Message, StringComparison.Ordinal);
        Assert.Contains(problem, refusal.Message, StringComparison.Ordinal);
    }
}
