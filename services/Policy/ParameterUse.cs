namespace ShuangJian.Policy;

/// <summary>A parameter that a judgement used, kept so that it can be explained years later.</summary>
/// <param name="Key">Topic and name, such as <c>admission/new_preschool_prohibited</c>.</param>
/// <param name="Value">The value as text; empty when none was in force.</param>
/// <param name="Unit">Unit of the value.</param>
/// <param name="From">First day of the entry that decided; null when no text says anything.</param>
/// <param name="Division">Division that made the entry; null likewise.</param>
/// <param name="Basis">Where the entry comes from; null likewise.</param>
public sealed record ParameterUse(string Key, string Value, string Unit, DateOnly? From, string? Division, LegalBasis? Basis)
{
    /// <summary>What the law says of a parameter.</summary>
    public static ParameterUse Of(LawAt law, ParameterKey key) => Of(key.Name, law.Explain(key.Name));

    /// <summary>What the law says of some parameters.</summary>
    public static IReadOnlyList<ParameterUse> Of(LawAt law, params ParameterKey[] keys) => [.. keys.Select(key => Of(law, key))];

    /// <summary>What the law says of some parameters on some days; a value that stays the same stands once.</summary>
    public static IReadOnlyList<ParameterUse> Of(LawAt law, IEnumerable<DateOnly> days, IReadOnlyList<ParameterKey> keys)
    {
        DateOnly[] each = [.. days.Distinct()];
        var uses = new List<ParameterUse>(keys.Count);
        foreach (var key in keys)
        {
            // An entry holds for many days in a row, and only where another begins is there something to tell.
            var told = new HashSet<object?>(ReferenceEqualityComparer.Instance);
            foreach (var day in each)
            {
                var answer = law.On(day).Explain(key.Name);
                if (told.Add(answer.Entry)) uses.Add(Of(key.Name, answer));
            }
        }
        return uses;
    }

    private static ParameterUse Of(string name, ParameterAnswer answer) => new(
        name, answer.Quantity?.Value ?? "", answer.Parameter.Unit.Name, answer.Entry?.From, answer.Entry?.Division.ToString(), answer.Entry?.Basis);
}
