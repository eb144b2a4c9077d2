using ShuangJian.Policy;

namespace ShuangJian.Monitoring.Domain;

/// <summary>What is monitored of an institution.</summary>
public abstract class Matter : Versioned, IOwned
{
    /// <summary>Identifier of the institution; empty when unknown.</summary>
    public string InstitutionId { get; private set; } = "";

    /// <summary>Credit code of the institution; empty when unknown.</summary>
    public string InstitutionCode { get; private set; } = "";

    string IOwned.OwnerCode => InstitutionCode;

    private protected void Begin(Owner owner, DateTimeOffset now, Guid? id = null)
    {
        Begin(owner.Division, now, id);
        (InstitutionId, InstitutionCode) = (owner.InstitutionId, owner.Code);
    }

    private protected static void Require<TState>(string reason, TState state, params TState[] allowed)
        where TState : struct, Enum
    {
        if (!allowed.Contains(state)) throw Refusal.OfState(reason, state, allowed);
    }
}

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
internal static class MonitoringRefusals
{
    internal static Refusal BreachStands(IReadOnlyList<Finding> findings) => Refusal.OfFindings(
        "MONITORING_BREACH_STANDS", "存在违反规定的情形，不能办理。", "A breach stands against it.", findings);

    internal static Refusal DeterminationMissing(IReadOnlyList<Finding> findings) => Refusal.OfFindings(
        "MONITORING_DETERMINATION_MISSING", "尚有系统无法判定的事项未经人工认定。", "A finding is undetermined and no person has determined it.", findings);
}

/// <summary>What can come as a row of a stream, and come again.</summary>
public interface IStreamed
{
    /// <summary>Digest of what was sent.</summary>
    string Digest { get; }
}
