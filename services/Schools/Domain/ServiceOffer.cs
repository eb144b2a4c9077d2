using ShuangJian.Policy;

namespace ShuangJian.Schools.Domain;

/// <summary>What pupils enrol in, a programme or a custody class: places that are given once, until it ends.</summary>
public abstract class ServiceOffer : Versioned, IOwned
{
    /// <summary>Code of the school that answers for its pupils.</summary>
    public string SchoolCode { get; private set; } = "";

    /// <inheritdoc />
    public string OwnerCode => SchoolCode;

    /// <summary>Credit code of the institution that holds it or takes part; empty without one.</summary>
    public string InstitutionCode { get; private set; } = "";

    /// <summary>Places.</summary>
    public int Capacity { get; private set; }

    /// <summary>Places taken.</summary>
    public int Taken { get; private set; }

    /// <summary>Grows with every change; whoever raises it first decides first.</summary>
    public long Turn { get; private set; }

    /// <summary>Where it stands.</summary>
    public ProgrammeState State { get; private set; }

    /// <summary>When it ended; null while open.</summary>
    public DateTimeOffset? EndedAt { get; private set; }

    /// <summary>Why it ended.</summary>
    public string EndReason { get; private set; } = "";

    /// <summary>What the rules found.</summary>
    public IReadOnlyList<Finding> Findings { get; private set; } = [];

    /// <summary>The term that its pupils are counted in.</summary>
    public abstract Term Term { get; }

    /// <summary>Last day.</summary>
    public abstract DateOnly LastDay { get; }

    /// <summary>Whether it is for a grade.</summary>
    public abstract bool Serves(int grade);

    /// <summary>Refuses once it has ended.</summary>
    /// <exception cref="Refusal">PROGRAMME_ENDED.</exception>
    public void MustBeOpen()
    {
        if (State != ProgrammeState.Open) throw SchoolRefusals.ProgrammeEnded(Id, EndReason);
    }

    /// <summary>Takes a place; false when none is left.</summary>
    public bool Take(DateTimeOffset now)
    {
        if (Taken >= Capacity) return false;
        Taken++;
        Touch(now);
        return true;
    }

    /// <summary>Frees a place.</summary>
    public void Free(DateTimeOffset now)
    {
        Taken--;
        Touch(now);
    }

    /// <summary>Ends it.</summary>
    /// <param name="reason">Why.</param>
    /// <param name="now">The moment.</param>
    /// <param name="until">Moment until which sessions are still held; null for now.</param>
    /// <exception cref="Refusal">PROGRAMME_ENDED.</exception>
    public void End(string reason, DateTimeOffset now, DateTimeOffset? until = null)
    {
        MustBeOpen();
        (State, EndedAt, EndReason) = (ProgrammeState.Ended, until > now ? until : now, reason);
        Touch(now);
    }

    /// <summary>Begins what was judged.</summary>
    /// <exception cref="Refusal">SCHOOL_BREACH_STANDS.</exception>
    protected void Begin(School school, string institution, int capacity, IReadOnlyList<Finding> findings, DateTimeOffset now)
    {
        if (findings.Where(f => f.Severity == Severity.Breach).ToList() is { Count: > 0 } breaches) throw SchoolRefusals.BreachStands(breaches);
        (SchoolCode, InstitutionCode, Capacity, Findings) = (school.Code, institution, capacity, findings);
        Begin(school.Division, now);
    }
}
