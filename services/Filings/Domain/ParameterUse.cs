using ShuangJian.Policy;

namespace ShuangJian.Filings.Domain;

/// <summary>A parameter that a judgement used, kept so that it can be explained years later.</summary>
/// <param name="Key">Topic and name, such as <c>training/offline_class_ends_latest</c>.</param>
/// <param name="Value">The value as text; empty when none was in force.</param>
/// <param name="Unit">Unit of the value.</param>
/// <param name="From">First day of the entry that decided; null when no text says anything.</param>
/// <param name="Division">Division that made the entry; null likewise.</param>
/// <param name="Basis">Where the entry comes from; null likewise.</param>
public sealed record ParameterUse(string Key, string Value, string Unit, DateOnly? From, string? Division, LegalBasis? Basis)
{
    private static readonly string[] OfTimetables =
    [
        Law.AcademicOnFreeDaysForbidden.Name, Law.AcademicInSchoolHoursForbidden.Name, Law.OfflineClassEndsLatest.Name,
        Law.OnlineClassEndsLatest.Name, Law.OnlineLessonMinutes.Name, Law.OnlineGapMinutes.Name,
    ];

    /// <summary>What the law says on each day of a timetable; a value that stays the same stands once.</summary>
    public static IReadOnlyList<ParameterUse> Of(LawAt law, IEnumerable<DateOnly> days)
    {
        DateOnly[] each = [.. days.Distinct()];
        var uses = new List<ParameterUse>(OfTimetables.Length);
        foreach (var name in OfTimetables)
        {
            // An entry holds for many days in a row, and only where another begins is there something to tell.
            var told = new HashSet<object?>(ReferenceEqualityComparer.Instance);
            foreach (var day in each)
            {
                var answer = law.On(day).Explain(name);
                if (told.Add(answer.Entry)) uses.Add(Of(name, answer));
            }
        }
        return uses;
    }

    private static ParameterUse Of(string name, ParameterAnswer answer) => new(
        name, answer.Quantity?.Value ?? "", answer.Parameter.Unit.Name, answer.Entry?.From, answer.Entry?.Division.ToString(), answer.Entry?.Basis);
}
