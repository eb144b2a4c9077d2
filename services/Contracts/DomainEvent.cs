namespace ShuangJian.Contracts;

/// <summary>Something that happened and that departments or other services may want to know.</summary>
/// <remarks>
/// An event carries no personal data, is never changed once published, and grows only by optional
/// members. The golden files of its test pin its JSON form.
/// </remarks>
public abstract record DomainEvent
{
    /// <summary>Division that the event concerns, six digits of GB/T 2260.</summary>
    public required string Division { get; init; }
}

/// <summary>Names an event: the context that announces it and its kebab-case name in the past tense.</summary>
/// <param name="context">Context, for example <c>institution</c>.</param>
/// <param name="name">Name, for example <c>application-submitted</c>.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class EventNameAttribute(string context, string name) : Attribute
{
    /// <summary>Context that announces the event.</summary>
    public string Context { get; } = context;

    /// <summary>Name of the event.</summary>
    public string Name { get; } = name;

    /// <summary>Full name, <c>context.name</c>, as subscribers filter by it.</summary>
    public string FullName => $"{Context}.{Name}";
}

/// <summary>A verdict as events carry it.</summary>
/// <param name="Rule">Name of the rule.</param>
/// <param name="Severity"><c>WARNING</c>, <c>UNDETERMINED</c> or <c>BREACH</c>.</param>
/// <param name="MessageZh">Message in Chinese.</param>
/// <param name="MessageEn">Message in English.</param>
/// <param name="Limit">Limit in force with its unit, or null.</param>
/// <param name="Observed">Value observed with its unit, or null.</param>
/// <param name="Clauses">Clauses it rests on, for example <c>KM-6</c>.</param>
public sealed record FindingFact(
    string Rule,
    string Severity,
    string MessageZh,
    string MessageEn,
    string? Limit,
    string? Observed,
    IReadOnlyList<string> Clauses);
