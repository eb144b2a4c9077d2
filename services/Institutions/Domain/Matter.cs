using ShuangJian.Policy;

namespace ShuangJian.Institutions.Domain;

/// <summary>What every matter of the registry has: an identity, a place and a version that grows with each change.</summary>
public abstract class Matter
{
    /// <summary>Identifier.</summary>
    public Guid Id { get; private set; }

    /// <summary>Division that answers for it, six digits.</summary>
    public string Division { get; private set; } = "";

    /// <summary>When it was first stored.</summary>
    public DateTimeOffset CreatedAt { get; private set; }

    /// <summary>When it last changed.</summary>
    public DateTimeOffset UpdatedAt { get; private set; }

    /// <summary>Grows by one with every change.</summary>
    public long Version { get; private set; }

    /// <summary>Gives a new matter its identity.</summary>
    /// <param name="division">The division.</param>
    /// <param name="now">The moment.</param>
    private protected void Begin(string division, DateTimeOffset now)
    {
        Id = Guid.CreateVersion7();
        Division = DivisionCode.Parse(division).ToString();
        CreatedAt = now;
        Touch(now);
    }

    /// <summary>Notes a change.</summary>
    /// <param name="now">The moment.</param>
    private protected void Touch(DateTimeOffset now)
    {
        UpdatedAt = now;
        Version++;
    }

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
        if (!allowed.Contains(state)) throw CaseRefusals.State($"{state}", allowed.Select(s => $"{s}"));
    }
}
