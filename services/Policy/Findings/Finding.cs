namespace ShuangJian.Policy;

/// <summary>How much a finding weighs.</summary>
public enum Severity
{
    /// <summary>The law says "in principle", or a signal asks for a look.</summary>
    Warning,

    /// <summary>A value or a fact that the rule needs is missing; it is not silently fine.</summary>
    Undetermined,

    /// <summary>The law is broken.</summary>
    Breach,
}

/// <summary>A value with its unit, as text.</summary>
/// <param name="Value">The value, such as <c>20:30</c> or <c>60</c>.</param>
/// <param name="Unit">The unit, such as <c>minutes</c>.</param>
public sealed record Quantity(string Value, string Unit);

/// <summary>What a rule found about one subject.</summary>
/// <param name="Rule">The rule, named as the sentence of the breach.</param>
/// <param name="Severity">How much it weighs.</param>
/// <param name="MessageZh">The message in Chinese.</param>
/// <param name="MessageEn">The message in English.</param>
/// <param name="Subject">What was judged, such as a course or lesson id.</param>
/// <param name="Limit">The limit in force there on that day; null when the rule knows no number.</param>
/// <param name="Observed">The value observed; null when it is unknown or no number.</param>
/// <param name="Basis">The clauses that the finding rests on.</param>
public sealed record Finding(
    string Rule,
    Severity Severity,
    string MessageZh,
    string MessageEn,
    string Subject,
    Quantity? Limit,
    Quantity? Observed,
    IReadOnlyList<LegalBasis> Basis)
{
    /// <summary>A breach as a warning, for provisions that say "in principle"; other findings stay as they are.</summary>
    public Finding AsWarning() => Severity == Severity.Breach ? this with { Severity = Severity.Warning } : this;
}
