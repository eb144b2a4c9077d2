using System.Runtime.CompilerServices;

namespace ShuangJian.Policy.Tests;

public class CoverageTests
{
    [Fact]
    public void Every_clause_is_served_by_something() =>
        Assert.Empty(PolicyCoverage.Report(Law.Current).CheckServedBy(_ => true, _ => true));

    [Fact]
    public void All_five_documents_are_there() =>
        Assert.Equal(["BJ", "JLP", "KM", "TZ", "YC"], Law.Current.Clauses.Documents.Select(document => document.Id));

    [Fact]
    public void Every_document_is_in_force_in_a_listed_division() =>
        Assert.DoesNotContain(Law.Current.Clauses.Documents, document => !Law.Current.Divisions.Contains(document.Division));

    [Fact]
    public void Tells_clauses_that_nothing_serves_and_rules_and_calls_that_do_not_exist()
    {
        var coverage = PolicyCoverage.Report(Fixture());
        Assert.Equal(
            [
                "AA-1 names the rule HomeworkTakesTooLong, which does not exist",
                "AA-2 names the rpc a.B/C, which does not exist",
                "AA-3 is served by nothing",
                "AA-5 names the rpc a.B/C, which does not exist",
            ],
            coverage.CheckServedBy(_ => false, _ => false));
        Assert.Equal(new DocumentCoverage("AA", "方案", "Plan", 5, 1, 2, 1, 1), Assert.Single(coverage.Documents));
        Assert.Contains("| AA-2 | 二 · Two |  | a.B/C |  |  |", coverage.ToMarkdown(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_clause_gives_its_basis()
    {
        var basis = Law.Current.Clauses.BasisOf("KM-9");
        Assert.Equal(("KM", new DateOnly(2022, 1, 9), SourceGrade.S), (basis.Document, basis.Date, basis.Grade));
        Assert.Throws<KeyNotFoundException>(() => Law.Current.Clauses.BasisOf("KM-99"));
    }

    /// <summary>Set UPDATE_DOCS=1 to write the page anew.</summary>
    [Fact]
    public void The_coverage_page_is_in_step_with_the_clauses()
    {
        var page = Path.Combine(Path.GetDirectoryName(ThisFile())!, "../../docs/policy-coverage.md");
        var expected = PolicyCoverage.Report(Law.Current).ToMarkdown();
        if (Environment.GetEnvironmentVariable("UPDATE_DOCS") == "1")
            File.WriteAllText(page, expected);
        Assert.True(expected == File.ReadAllText(page), "docs/policy-coverage.md is out of step: run this test with UPDATE_DOCS=1");
    }

    private static Law Fixture() => new LawFixture().With("clauses/AA.yaml", LawFixture.Document(clause: """
          - { id: AA-2, title_zh: 二, title_en: Two, kind: duty, served_by: [{ rpc: a.B/C }] }
          - { id: AA-3, title_zh: 三, title_en: Three, kind: duty, served_by: [] }
          - { id: AA-4, title_zh: 四, title_en: Four, kind: goal, served_by: [{ planned: V9 }] }
          - { id: AA-5, title_zh: 五, title_en: Five, kind: duty, served_by: [{ rpc: a.B/C }, { planned: V9 }] }
        """)).Load();

    private static string ThisFile([CallerFilePath] string path = "") => path;
}
