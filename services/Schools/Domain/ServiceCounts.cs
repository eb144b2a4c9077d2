using ShuangJian.Policy;

namespace ShuangJian.Schools.Domain;

#pragma warning disable CS1591 // The words of this enum are those of the contract, where each is explained.
/// <summary>Half of a school year.</summary>
public enum TermHalf { Autumn, Spring }
#pragma warning restore CS1591

/// <summary>A term, by which plans, money and figures of after-school service are kept.</summary>
/// <param name="Year">Calendar year in which the school year begins.</param>
/// <param name="Half">Half of that school year.</param>
public readonly record struct Term(int Year, TermHalf Half)
{
    /// <summary>First day; figures of the whole term are kept under it.</summary>
    public DateOnly First => Half == TermHalf.Autumn ? new DateOnly(Year, 8, 1) : new DateOnly(Year + 1, 2, 1);

    /// <summary>Last day.</summary>
    public DateOnly Last => First.AddMonths(6).AddDays(-1);

    /// <summary>Whether a day lies in it.</summary>
    public bool Covers(DateOnly day) => First <= day && day <= Last;

    /// <summary>The term of a day.</summary>
    public static Term Of(DateOnly day) => day.Month switch
    {
        >= 8 => new(day.Year, TermHalf.Autumn),
        1 => new(day.Year - 1, TermHalf.Autumn),
        _ => new(day.Year - 1, TermHalf.Spring),
    };

    /// <summary>As events name it, for example <c>2026-AUTUMN</c>.</summary>
    public override string ToString() => $"{Year}-{Refusal.Word($"{Half}")}";
}

/// <summary>What is counted. Members before <see cref="Sessions"/> are kept by term, the others by day.</summary>
public enum ServiceMeasure
{
    /// <summary>Schools with a plan.</summary>
    Plans,

    /// <summary>Plans against which a breach stands.</summary>
    PlansInBreach,

    /// <summary>Pupils whose families want the service.</summary>
    Wanting,

    /// <summary>Places offered.</summary>
    Places,

    /// <summary>Pupils enrolled in at least one programme.</summary>
    Served,

    /// <summary>Money that came in, fen.</summary>
    Income,

    /// <summary>Money spent, fen.</summary>
    Spent,

    /// <summary>Of this, on staff, fen.</summary>
    OnStaff,

    /// <summary>Of this, labour fees, fen.</summary>
    Labour,

    /// <summary>Agency fees passed on, fen.</summary>
    Agency,

    /// <summary>Holiday custody classes offered.</summary>
    CustodyOffers,

    /// <summary>Pupils enrolled in them.</summary>
    CustodyPupils,

    /// <summary>Sessions held.</summary>
    Sessions,

    /// <summary>Pupils enrolled in them.</summary>
    Expected,

    /// <summary>Of these, present.</summary>
    Present,

    /// <summary>Of these, excused.</summary>
    Excused,

    /// <summary>Sessions held by institutions.</summary>
    ByInstitutions,
}

/// <summary>A change that is not yet part of the counts of school, county, city and province.</summary>
public sealed class ServiceNote : INote
{
    /// <summary>Identifier.</summary>
    public required Guid Id { get; init; }

    /// <summary>Code of the school.</summary>
    public required string SchoolCode { get; init; }

    /// <summary>Division of the school.</summary>
    public required string Division { get; init; }

    /// <summary>The day, or the first day of the term.</summary>
    public required DateOnly Date { get; init; }

    /// <summary>What changed.</summary>
    public required ServiceMeasure Measure { get; init; }

    /// <summary>By how much; may be negative.</summary>
    public required long Value { get; init; }
}

/// <summary>A count of a school, county, city or province, of one day or term.</summary>
public sealed class ServiceCount
{
    /// <summary>Code of the school or division.</summary>
    public required string Scope { get; init; }

    /// <summary>The day, or the first day of the term.</summary>
    public required DateOnly Date { get; init; }

    /// <summary>What is counted.</summary>
    public required ServiceMeasure Measure { get; init; }

    /// <summary>How many.</summary>
    public long Value { get; set; }

    /// <summary>Grows by one with every change.</summary>
    public long Version { get; set; }
}
