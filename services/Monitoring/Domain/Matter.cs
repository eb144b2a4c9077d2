using System.Text.RegularExpressions;
using ShuangJian.Policy;

namespace ShuangJian.Monitoring.Domain;

/// <summary>What everything monitored has: an identity, a place, an institution and a version that grows with each change.</summary>
public abstract class Matter
{
    /// <summary>Identifier.</summary>
    public Guid Id { get; private set; }

    /// <summary>County-level division.</summary>
    public string Division { get; private set; } = "";

    /// <summary>Identifier of the institution; empty when unknown.</summary>
    public string InstitutionId { get; private set; } = "";

    /// <summary>Credit code of the institution; empty when unknown.</summary>
    public string InstitutionCode { get; private set; } = "";

    /// <summary>When it was first stored.</summary>
    public DateTimeOffset CreatedAt { get; private set; }

    /// <summary>When it last changed.</summary>
    public DateTimeOffset UpdatedAt { get; private set; }

    /// <summary>Grows by one with every change.</summary>
    public long Version { get; private set; }

    private protected void Begin(Owner owner, DateTimeOffset now, Guid? id = null)
    {
        Id = id ?? Guid.CreateVersion7();
        Division = DivisionCode.Parse(owner.Division).ToString();
        (InstitutionId, InstitutionCode) = (owner.InstitutionId, owner.Code);
        CreatedAt = now;
        Touch(now);
    }

    private protected void Touch(DateTimeOffset now)
    {
        UpdatedAt = now;
        Version++;
    }

    private protected static void Require<TState>(string reason, TState state, params TState[] allowed)
        where TState : struct, Enum
    {
        if (!allowed.Contains(state)) throw MonitoringRefusals.State(reason, $"{state}", allowed.Select(s => $"{s}"));
    }
}

/// <summary>Whom something monitored concerns.</summary>
/// <param name="Division">County-level division.</param>
/// <param name="InstitutionId">Identifier of the institution; empty when unknown.</param>
/// <param name="Code">Credit code of the institution; empty when unknown.</param>
public sealed record Owner(string Division, string InstitutionId, string Code);

/// <summary>What a person holds on a finding.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Breached">Whether it is broken.</param>
/// <param name="Reason">Why.</param>
public sealed record Held(string Rule, bool Breached, string Reason);

/// <summary>What is taught to whom.</summary>
/// <param name="Category">What is taught.</param>
/// <param name="Stages">Ages taught.</param>
public sealed record ClassFacts(TrainingCategory Category, IReadOnlyList<EducationStage> Stages)
{
    /// <summary>Whether school subjects are taught; foreign languages count as such.</summary>
    public bool IsAcademic => Category is TrainingCategory.Academic or TrainingCategory.ForeignLanguage;

    /// <summary>Whether pupils of grades 1 to 9 are taught.</summary>
    public bool IsCompulsory => Stages.Contains(EducationStage.Primary) || Stages.Contains(EducationStage.Junior);
}

/// <summary>A parameter that a judgement used, kept so that it can be explained years later.</summary>
/// <param name="Key">Topic and name.</param>
/// <param name="Value">The value as text; empty when none was in force.</param>
/// <param name="Unit">Unit of the value.</param>
/// <param name="From">First day of the entry that decided; null when no text says anything.</param>
/// <param name="Division">Division that made the entry; null likewise.</param>
/// <param name="Basis">Where the entry comes from; null likewise.</param>
public sealed record ParameterUse(string Key, string Value, string Unit, DateOnly? From, string? Division, LegalBasis? Basis)
{
    /// <summary>What the law says of some parameters.</summary>
    public static IReadOnlyList<ParameterUse> Of(LawAt law, params ParameterKey[] keys) => [.. keys.Select(key => Of(law, key.Name))];

    private static ParameterUse Of(LawAt law, string name)
    {
        var answer = law.Explain(name);
        return new ParameterUse(
            name, answer.Quantity?.Value ?? "", answer.Parameter.Unit.Name, answer.Entry?.From, answer.Entry?.Division.ToString(), answer.Entry?.Basis);
    }
}

/// <summary>How findings and what persons hold on them make a verdict.</summary>
public static class Verdicts
{
    /// <summary>Findings that are a breach: found as one and not set aside, or held to be one by a person.</summary>
    public static IReadOnlyList<Finding> Breaches(IReadOnlyList<Finding> findings, IReadOnlyList<Held> held)
    {
        var byRule = held.GroupBy(h => h.Rule).ToDictionary(g => g.Key, g => g.Last().Breached);
        return [.. findings.Where(f => byRule.TryGetValue(f.Rule, out var breached)
            ? breached && f.Severity != Severity.Warning
            : f.Severity == Severity.Breach)];
    }

    /// <summary>Findings that are UNDETERMINED and that nobody has determined.</summary>
    public static IReadOnlyList<Finding> Open(IReadOnlyList<Finding> findings, IReadOnlyList<Held> held) =>
        [.. findings.Where(f => f.Severity == Severity.Undetermined && held.All(h => h.Rule != f.Rule))];

    /// <summary>Refuses when something is open that a decision needs.</summary>
    public static void MustBeDetermined(IReadOnlyList<Finding> findings, IReadOnlyList<Held> held)
    {
        if (Open(findings, held) is { Count: > 0 } open) throw MonitoringRefusals.DeterminationMissing(open);
    }
}

/// <summary>The refusals of this context, each with the facts that its reason promises.</summary>
internal static partial class MonitoringRefusals
{
    internal static Refusal State(string reason, string state, IEnumerable<string> allowed) => Of(
        reason, "当前状态不允许此操作。", "The state does not allow the step.", ("state", Word(state)), ("allowed", string.Join(',', allowed.Select(Word))));

    internal static Refusal BreachStands(IReadOnlyList<Finding> findings) => new(
        RefusalKind.State, "MONITORING_BREACH_STANDS", "存在违反规定的情形，不能办理。", "A breach stands against it.")
    {
        Facts = new Dictionary<string, string> { ["rules"] = Rules(findings) }, Findings = findings,
    };

    internal static Refusal DeterminationMissing(IReadOnlyList<Finding> findings) => new(
        RefusalKind.State, "MONITORING_DETERMINATION_MISSING", "尚有系统无法判定的事项未经人工认定。", "A finding is undetermined and no person has determined it.")
    {
        Facts = new Dictionary<string, string> { ["rules"] = Rules(findings) }, Findings = findings,
    };

    private static Refusal Of(string reason, string zh, string en, params (string Name, string Value)[] facts) => new(
        RefusalKind.State, reason, zh, en) { Facts = facts.ToDictionary(f => f.Name, f => f.Value) };

    private static string Rules(IEnumerable<Finding> findings) => string.Join(',', findings.Select(f => f.Rule).Distinct());

    private static string Word(string member) => Hump().Replace(member, "_").ToUpperInvariant();

    [GeneratedRegex("(?<=[a-z])(?=[A-Z])")]
    private static partial Regex Hump();
}

/// <summary>What can come as a row of a stream, and come again.</summary>
public interface IStreamed
{
    /// <summary>Digest of what was sent.</summary>
    string Digest { get; }
}
