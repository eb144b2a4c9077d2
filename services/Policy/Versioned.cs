namespace ShuangJian.Policy;

/// <summary>What everything that is filed, judged or decided has: an identity, a place, and a version that grows with each change.</summary>
public abstract class Versioned
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

    /// <summary>Gives what is new its identity.</summary>
    /// <param name="division">The division.</param>
    /// <param name="now">The moment.</param>
    /// <param name="id">An identifier that was given before; null for a new one.</param>
    protected void Begin(string division, DateTimeOffset now, Guid? id = null)
    {
        Id = id ?? Guid.CreateVersion7();
        Division = DivisionCode.Parse(division).ToString();
        CreatedAt = now;
        Touch(now);
    }

    /// <summary>Puts it under another division, which answers for it from now on.</summary>
    /// <param name="division">The division.</param>
    protected void Move(string division) => Division = DivisionCode.Parse(division).ToString();

    /// <summary>Notes a change.</summary>
    /// <param name="now">The moment.</param>
    protected void Touch(DateTimeOffset now)
    {
        UpdatedAt = now;
        Version++;
    }
}

/// <summary>What belongs to an institution or a school, for whom alone it exists.</summary>
public interface IOwned
{
    /// <summary>Credit code of the owner; empty for an authority.</summary>
    string OwnerCode { get; }
}

/// <summary>Whose something is.</summary>
/// <param name="Division">County-level division that answers for it.</param>
/// <param name="InstitutionId">Identifier of the institution; empty when it is a school's or an authority's, or unknown.</param>
/// <param name="Code">Credit code; empty for an authority, or when unknown.</param>
public sealed record Owner(string Division, string InstitutionId, string Code);

/// <summary>What a person holds on a finding that the platform could not decide.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Breached">Whether it is broken.</param>
/// <param name="Reason">Why.</param>
public sealed record Held(string Rule, bool Breached, string Reason);
