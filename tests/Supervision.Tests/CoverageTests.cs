using Google.Protobuf.Reflection;
using ShuangJian.Policy;
using ShuangJian.Protos.Policy.V1;

namespace ShuangJian.Supervision.Tests;

/// <summary>Holds what the clauses name against what there is.</summary>
[Collection(nameof(PolicyHost))]
public sealed class CoverageTests(PolicyHost supervision)
{
    private static readonly HashSet<string> Calls = typeof(PolicyReflection).Assembly.GetTypes()
        .Where(type => type.Name.EndsWith("Reflection", StringComparison.Ordinal))
        .Select(type => (FileDescriptor)type.GetProperty("Descriptor")!.GetValue(null)!)
        .SelectMany(file => file.Services)
        .SelectMany(service => service.Methods, (service, method) => $"{service.FullName}/{method.Name}")
        .ToHashSet();

    [Fact]
    public void Every_rule_and_call_that_a_clause_names_exists() =>
        Assert.Empty(PolicyCoverage.Report(Law.Current).CheckServedBy(name => supervision.Rules.TryGet(name, out _), Calls.Contains));

    [Fact]
    public void Every_clause_that_a_rule_cites_exists() => Assert.Empty(supervision.Rules.Problems(Law.Current.Clauses));

    [Fact]
    public void A_clause_that_a_rule_of_the_platform_carries_out_says_so()
    {
        var silent = from rule in supervision.Rules.All
                     from id in rule.Clauses
                     where Law.Current.Clauses.TryGet(id, out var clause)
                         && !clause.ServedBy.Contains(new Policy.ServedBy(ServiceKind.Rule, rule.Name))
                     select $"{id} does not name the rule {rule.Name} that cites it";
        Assert.Empty(silent);
    }
}
