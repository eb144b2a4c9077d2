namespace ShuangJian.Policy.Tests;

public class RuleCatalogTests
{
    [Fact]
    public void Lists_rules_with_titles_parameters_and_clauses()
    {
        var rules = RuleCatalog.Of([typeof(SampleRules)]);
        Assert.Equal(5, rules.All.Count);
        Assert.True(rules.TryGet("HomeworkTakesTooLong", out var rule));
        Assert.Equal(("S3", "书面作业超过每天平均时间"), (rule.Capability, rule.TitleZh));
        Assert.Equal(["homework/daily_minutes_grades_3_6"], rule.Parameters);
        Assert.Equal(["KM-3", "TZ-1", "JLP-C10", "BJ-5"], rule.Clauses);
        Assert.Empty(rules.Problems(Law.Current.Clauses));
    }

    [Theory]
    [InlineData(typeof(Instance), "must be public and static")]
    [InlineData(typeof(NoFinding), "must be public and static and return a Finding")]
    [InlineData(typeof(UnknownParameter), "names the parameter Nowhere, which has no key")]
    public void Refuses_a_wrong_rule(Type type, string problem) => Assert.Contains(
        problem, Assert.Throws<InvalidOperationException>(() => RuleCatalog.Of([type])).Message, StringComparison.Ordinal);

    [Fact]
    public void Refuses_two_rules_of_one_name() => Assert.Contains(
        "Two rules are named HomeworkTakesTooLong",
        Assert.Throws<InvalidOperationException>(() => RuleCatalog.Of([typeof(SampleRules), typeof(SameName)])).Message,
        StringComparison.Ordinal);

    [Fact]
    public void Tells_a_clause_that_does_not_exist() => Assert.Equal(
        "HomeworkTakesTooLong cites KM-99, which does not exist",
        Assert.Single(RuleCatalog.Of([typeof(SameName)]).Problems(Law.Current.Clauses)));

    [Fact]
    public void The_policy_assembly_itself_has_no_rules() => Assert.Empty(RuleCatalog.Scan(typeof(Law).Assembly).All);

    private sealed class Instance
    {
        [Rule("一", "One")]
        public Finding? Found() => null;
    }

    private static class NoFinding
    {
        [Rule("一", "One")]
        public static bool Found() => false;
    }

    private static class UnknownParameter
    {
        [Rule("一", "One", Parameters = ["Nowhere"])]
        public static Finding? Found() => null;
    }

    private static class SameName
    {
        [Rule("一", "One", Clauses = ["KM-99"])]
        public static Finding? HomeworkTakesTooLong() => null;
    }
}
