using ShuangJian.Policy;

namespace ShuangJian.Institutions.Domain;

/// <summary>A parameter that a judgement used, kept so that it can be explained years later.</summary>
/// <param name="Key">Topic and name, such as <c>admission/new_preschool_prohibited</c>.</param>
/// <param name="Value">The value as text; empty when none was in force.</param>
/// <param name="Unit">Unit of the value.</param>
/// <param name="From">First day of the entry that decided; null when no text says anything.</param>
/// <param name="Division">Division that made the entry; null likewise.</param>
/// <param name="Basis">Where the entry comes from; null likewise.</param>
public sealed record ParameterUse(
    string Key, string Value, string Unit, DateOnly? From, string? Division, LegalBasis? Basis)
{
    /// <summary>What a law says about a parameter.</summary>
    public static ParameterUse Of(LawAt law, ParameterKey key)
    {
        var answer = law.Explain(key.Name);
        return new ParameterUse(
            key.Name,
            answer.Quantity?.Value ?? "",
            answer.Parameter.Unit.Name,
            answer.Entry?.From,
            answer.Entry?.Division.ToString(),
            answer.Entry?.Basis);
    }
}
