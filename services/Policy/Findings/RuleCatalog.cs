using System.Reflection;

namespace ShuangJian.Policy;

/// <summary>
/// Marks a rule: a public static method, named as the sentence of the breach, that returns <c>Finding?</c>.
/// </summary>
/// <param name="titleZh">What the rule finds, in Chinese.</param>
/// <param name="titleEn">What the rule finds, in English.</param>
[AttributeUsage(AttributeTargets.Method)]
public sealed class RuleAttribute(string titleZh, string titleEn) : Attribute
{
    /// <summary>What the rule finds, in Chinese.</summary>
    public string TitleZh { get; } = titleZh;

    /// <summary>What the rule finds, in English.</summary>
    public string TitleEn { get; } = titleEn;

    /// <summary>The capability it belongs to, such as <c>F2</c>.</summary>
    public string Capability { get; set; } = "";

    /// <summary>Ids of the clauses that it carries out; none for a rule with another source.</summary>
    public string[] Clauses { get; set; } = [];

    /// <summary>Names of the key fields that it uses, as <c>nameof(Law.OfflineClassEndsLatest)</c>.</summary>
    public string[] Parameters { get; set; } = [];
}

/// <summary>One rule of the platform.</summary>
/// <param name="Name">The method, named as the sentence of the breach.</param>
/// <param name="TitleZh">What it finds, in Chinese.</param>
/// <param name="TitleEn">What it finds, in English.</param>
/// <param name="Capability">The capability it belongs to.</param>
/// <param name="Clauses">The clauses that it carries out.</param>
/// <param name="Parameters">The parameters that it uses, by topic and name.</param>
/// <param name="Method">The method itself.</param>
public sealed record Rule(
    string Name,
    string TitleZh,
    string TitleEn,
    string Capability,
    IReadOnlyList<string> Clauses,
    IReadOnlyList<string> Parameters,
    MethodInfo Method);

/// <summary>The rules found in assemblies.</summary>
public sealed class RuleCatalog
{
    private readonly Dictionary<string, Rule> _byName;

    private RuleCatalog(IEnumerable<Rule> rules)
    {
        _byName = [];
        foreach (var rule in rules.OrderBy(rule => rule.Name, StringComparer.Ordinal))
            if (!_byName.TryAdd(rule.Name, rule))
                throw new InvalidOperationException($"Two rules are named {rule.Name}.");
    }

    /// <summary>All rules in the order of their names.</summary>
    public IReadOnlyCollection<Rule> All => _byName.Values;

    /// <summary>Finds a rule by the name of its method.</summary>
    public bool TryGet(string name, out Rule rule) => _byName.TryGetValue(name, out rule!);

    /// <summary>Collects the marked methods of some assemblies.</summary>
    /// <exception cref="InvalidOperationException">
    /// A marked method is not public and static, does not return a <see cref="Finding"/>, shares its name with another
    /// rule or names a parameter that has no key.
    /// </exception>
    public static RuleCatalog Scan(params Assembly[] assemblies) =>
        Of(assemblies.Distinct().SelectMany(assembly => assembly.GetTypes()));

    internal static RuleCatalog Of(IEnumerable<Type> types) => new(types
        .SelectMany(type => type.GetMethods(
            BindingFlags.Static | BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
        .Select(method => (Method: method, Mark: method.GetCustomAttribute<RuleAttribute>()))
        .Where(found => found.Mark is not null)
        .Select(found => ToRule(found.Method, found.Mark!)));

    /// <summary>Problems of the rules against a law: clauses that do not exist.</summary>
    public IEnumerable<string> Problems(ClauseBook clauses) =>
        from rule in All
        from clause in rule.Clauses
        where !clauses.TryGet(clause, out _)
        select $"{rule.Name} cites {clause}, which does not exist";

    private static Rule ToRule(MethodInfo method, RuleAttribute mark)
    {
        if (!method.IsStatic || !method.IsPublic || method.ReturnType != typeof(Finding))
            throw new InvalidOperationException(
                $"The rule {method.DeclaringType?.Name}.{method.Name} must be public and static and return a Finding.");
        var parameters = mark.Parameters.Select(name => KeyNamed(name, method)).ToList();
        return new Rule(method.Name, mark.TitleZh, mark.TitleEn, mark.Capability, mark.Clauses, parameters, method);
    }

    private static string KeyNamed(string field, MethodInfo method) =>
        (typeof(Law).GetField(field)?.GetValue(null) as ParameterKey)?.Name
        ?? throw new InvalidOperationException($"The rule {method.Name} names the parameter {field}, which has no key.");
}
