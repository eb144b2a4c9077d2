using ShuangJian.Policy;

namespace ShuangJian.Institutions.Domain;

/// <summary>Kinds of measure on a licensed institution.</summary>
public enum MeasureType
{
    /// <summary>Suspension with a term to mend what was found.</summary>
    Suspension,

    /// <summary>Lifting of a suspension.</summary>
    Reinstatement,

    /// <summary>Revocation of the licence.</summary>
    Revocation,

    /// <summary>Exit of its own will.</summary>
    Exit,

    /// <summary>Approval of a closure, with the day on which training ends.</summary>
    Closure,

    /// <summary>Loss of the licence by failing where it had to be approved anew.</summary>
    LicenceLoss,
}

/// <summary>Grounds of a suspension or revocation, as the documents name them (KM-6, KM-15, YC-3.1, TZ-16).</summary>
public enum MeasureGround
{
    /// <summary>不具备相应资质条件.</summary>
    Unqualified,

    /// <summary>管理混乱.</summary>
    Mismanagement,

    /// <summary>违规收费、借机敛财.</summary>
    IllegalCharging,

    /// <summary>虚假宣传.</summary>
    FalsePublicity,

    /// <summary>与学校勾连牟利.</summary>
    Collusion,

    /// <summary>服务水平低下.</summary>
    PoorService,

    /// <summary>恶意招揽生源.</summary>
    MaliciousRecruitment,

    /// <summary>不按规定提供服务.</summary>
    NotAsAgreed,

    /// <summary>扰乱学校教育教学和招生秩序.</summary>
    DisturbingSchools,

    /// <summary>未经审批多址开展培训.</summary>
    UnapprovedSite,

    /// <summary>逾期未整改.</summary>
    NotRectified,

    /// <summary>Anything else; the reason says what.</summary>
    Other,
}

/// <summary>What a measure brings about in another service.</summary>
public enum ConsequenceKind
{
    /// <summary>Courses and recruitment stop.</summary>
    Courses,

    /// <summary>Prepaid money is frozen, or paid back to pupils first.</summary>
    PrepaidMoney,

    /// <summary>After-school contracts with schools rest or end.</summary>
    AfterSchool,

    /// <summary>Labour risk at closing is watched.</summary>
    Labour,
}

/// <summary>What was decided about a licensed institution; never changed.</summary>
public sealed class Measure
{
    private Measure()
    {
    }

    /// <summary>Identifier.</summary>
    public Guid Id { get; private set; }

    /// <summary>The institution.</summary>
    public Guid InstitutionId { get; private set; }

    /// <summary>What was decided.</summary>
    public MeasureType Type { get; private set; }

    /// <summary>Grounds; empty for a lifting and an exit.</summary>
    public IReadOnlyList<MeasureGround> Grounds { get; private set; } = [];

    /// <summary>Reason, in Chinese.</summary>
    public string Reason { get; private set; } = "";

    /// <summary>Department that decided.</summary>
    public string Authority { get; private set; } = "";

    /// <summary>Day of the decision.</summary>
    public DateOnly DecidedOn { get; private set; }

    /// <summary>Last day of the term to mend what was found; only of a suspension.</summary>
    public DateOnly? RectifyBy { get; private set; }

    /// <summary>Version of the institution that it led to; orders the measures of an institution.</summary>
    public long InstitutionVersion { get; private set; }

    /// <summary>Records the measure that an institution has just taken in.</summary>
    public static Measure Of(Guid id, MeasureType type, IReadOnlyList<MeasureGround> grounds, Institution institution) => new()
    {
        Id = id,
        InstitutionId = institution.Id,
        Type = type,
        Grounds = grounds,
        Reason = institution.StateReason,
        Authority = institution.StateAuthority,
        DecidedOn = institution.StateSince,
        RectifyBy = institution.RectifyBy,
        InstitutionVersion = institution.Version,
    };

    /// <summary>What the measure brings about: which service sees to which matter (KM-15, KM-A, BJ-10, YC-3.1).</summary>
    public static IReadOnlyList<(ConsequenceKind Kind, string Service)> ConsequencesOf(MeasureType type) => type switch
    {
        MeasureType.Suspension =>
            [(ConsequenceKind.Courses, "filings"), (ConsequenceKind.PrepaidMoney, "custody"), (ConsequenceKind.AfterSchool, "schools")],
        MeasureType.Revocation or MeasureType.Exit or MeasureType.Closure or MeasureType.LicenceLoss =>
        [
            (ConsequenceKind.Courses, "filings"), (ConsequenceKind.PrepaidMoney, "custody"),
            (ConsequenceKind.AfterSchool, "schools"), (ConsequenceKind.Labour, "supervision"),
        ],
        _ => [],
    };
}

/// <summary>A matter that another service has to see to and confirm.</summary>
public sealed class Consequence
{
    private Consequence()
    {
    }

    /// <summary>Identifier, a UUID of version 7.</summary>
    public Guid Id { get; private set; }

    /// <summary>The measure that brought it about.</summary>
    public Guid MeasureId { get; private set; }

    /// <summary>The institution.</summary>
    public Guid InstitutionId { get; private set; }

    /// <summary>Name of the institution.</summary>
    public string InstitutionName { get; private set; } = "";

    /// <summary>Division of the institution.</summary>
    public string Division { get; private set; } = "";

    /// <summary>What has to be seen to.</summary>
    public ConsequenceKind Kind { get; private set; }

    /// <summary>Service that has to confirm.</summary>
    public string Service { get; private set; } = "";

    /// <summary>Day by which it is to be confirmed; null when the calendar is not known.</summary>
    public DateOnly? DueDate { get; private set; }

    /// <summary>Whether the day passed without confirmation.</summary>
    public bool Overdue { get; private set; }

    /// <summary>When it was confirmed; null until then.</summary>
    public DateTimeOffset? ConfirmedAt { get; private set; }

    /// <summary>Service or department that confirmed; empty until then.</summary>
    public string ConfirmedBy { get; private set; } = "";

    /// <summary>What was done, in Chinese; may be empty.</summary>
    public string Note { get; private set; } = "";

    /// <summary>Grows by one with every change.</summary>
    public long Version { get; private set; }

    /// <summary>Makes everything that a measure brings about.</summary>
    public static IReadOnlyList<Consequence> Of(Measure measure, Institution institution, LawAt law) =>
    [
        .. Measure.ConsequencesOf(measure.Type).Select(owed => new Consequence
        {
            Id = Guid.CreateVersion7(),
            MeasureId = measure.Id,
            InstitutionId = institution.Id,
            InstitutionName = institution.Name,
            Division = institution.Division,
            Kind = owed.Kind,
            Service = owed.Service,
            DueDate = WorkingDays.After(law, Law.ConsequenceWorkingDays),
            Version = 1,
        }),
    ];

    /// <summary>Confirms it.</summary>
    /// <param name="by">Service or department that confirms.</param>
    /// <param name="note">What was done, in Chinese.</param>
    /// <param name="now">The moment.</param>
    /// <exception cref="Refusal">CONSEQUENCE_CONFIRMED.</exception>
    public void Confirm(string by, string note, DateTimeOffset now)
    {
        if (ConfirmedAt is not null)
            throw Refusals.ConsequenceConfirmed(ConfirmedBy);
        ConfirmedAt = now;
        ConfirmedBy = by;
        Note = note;
        Overdue = false;
        Version++;
    }

    /// <summary>Notes that its day passed; the day itself is still in time.</summary>
    /// <returns>Whether it became overdue just now.</returns>
    public bool MarkOverdue(DateOnly today)
    {
        if (Overdue || ConfirmedAt is not null || DueDate is null || today <= DueDate)
            return false;
        Overdue = true;
        Version++;
        return true;
    }
}
