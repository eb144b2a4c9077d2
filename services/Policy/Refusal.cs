using System.Text.RegularExpressions;

namespace ShuangJian.Policy;

/// <summary>Why a step is refused.</summary>
public enum RefusalKind
{
    /// <summary>The state of things does not allow it.</summary>
    State,

    /// <summary>The one who asks may not.</summary>
    Denied,

    /// <summary>What would be made is there already.</summary>
    Exists,
}

/// <summary>
/// Refuses a step of a workflow. Nothing has changed when it is thrown. Its texts are written for
/// callers; its reason is one of the context's <c>error_reason.proto</c>.
/// </summary>
public sealed partial class Refusal(RefusalKind kind, string reason, string zh, string en) : Exception(en)
{
    /// <summary>Why the step is refused.</summary>
    public RefusalKind Kind { get; } = kind;

    /// <summary>Reason without prefix, for example <c>REVIEWS_OUTSTANDING</c>.</summary>
    public string Reason { get; } = reason;

    /// <summary>Message in Chinese.</summary>
    public string Zh { get; } = zh;

    /// <summary>Further facts, by snake_case name.</summary>
    public IReadOnlyDictionary<string, string> Facts { get; init; } = new Dictionary<string, string>();

    /// <summary>Findings that stand in the way.</summary>
    public IReadOnlyList<Finding> Findings { get; init; } = [];

    /// <summary>Paths of fields that are missing.</summary>
    public IReadOnlyList<string> Fields { get; init; } = [];

    /// <summary>A refusal with the facts that its reason promises.</summary>
    public static Refusal Of(RefusalKind kind, string reason, string zh, string en, params (string Name, string Value)[] facts) =>
        new(kind, reason, zh, en) { Facts = facts.ToDictionary(f => f.Name, f => f.Value) };

    /// <summary>A refusal because of how things stand.</summary>
    public static Refusal Of(string reason, string zh, string en, params (string Name, string Value)[] facts) => Of(RefusalKind.State, reason, zh, en, facts);

    /// <summary>A refusal because a state does not allow the step.</summary>
    public static Refusal OfState<TState>(string reason, TState state, IEnumerable<TState> allowed)
        where TState : struct, Enum => Of(
            reason, "当前状态不允许此操作。", "The state does not allow the step.",
            ("state", Word($"{state}")), ("allowed", string.Join(',', allowed.Select(s => Word($"{s}")))));

    /// <summary>A refusal because of findings.</summary>
    public static Refusal OfFindings(string reason, string zh, string en, IReadOnlyList<Finding> findings) => new(RefusalKind.State, reason, zh, en)
    {
        Facts = new Dictionary<string, string> { ["rules"] = string.Join(',', findings.Select(f => f.Rule).Distinct()) }, Findings = findings,
    };

    /// <summary>The word of the contract, <c>COUNTY_VOTING</c>, for the member of an enum.</summary>
    public static string Word(string member) => Hump().Replace(member, "_").ToUpperInvariant();

    [GeneratedRegex("(?<=[a-z])(?=[A-Z])")]
    private static partial Regex Hump();
}
