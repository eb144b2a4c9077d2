using ShuangJian.Policy;

namespace ShuangJian.Institutions.Domain;

/// <summary>What the registry decides on: anything with terms of working days and states.</summary>
public abstract class Matter : Versioned
{
    /// <summary>The day a period of working days ends; null when no text sets the period or the calendar of that year is not known.</summary>
    /// <param name="law">The law of the place on the first day.</param>
    /// <param name="workingDays">The period.</param>
    private protected static DateOnly? DueAfter(LawAt law, ParameterKey<int> workingDays) =>
        law.Limit(workingDays) is { } days && law.Law.Calendar.AddWorkingDays(law.Date, days.Value).TryGet(out var due) ? due : null;

    /// <summary>Refuses a step that the state does not allow.</summary>
    /// <param name="state">Where the matter stands.</param>
    /// <param name="allowed">Where it would have to stand.</param>
    private protected static void Require<TState>(TState state, params TState[] allowed)
        where TState : struct, Enum
    {
        if (!allowed.Contains(state)) throw Refusal.OfState("CASE_STATE", state, allowed);
    }
}
