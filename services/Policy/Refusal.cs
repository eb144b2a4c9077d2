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
public sealed class Refusal(RefusalKind kind, string reason, string zh, string en) : Exception(en)
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
}
