namespace ShuangJian.Contracts;

/// <summary>A school published its plan for after-school service in the place of the one before.</summary>
[EventName("school", "after-school-plan-published")]
public sealed record AfterSchoolPlanPublished : DomainEvent
{
    /// <summary>Identifier of the plan.</summary>
    public required string PlanId { get; init; }

    /// <summary>Credit code of the school.</summary>
    public required string SchoolCode { get; init; }

    /// <summary>The term, for example <c>2026-AUTUMN</c>.</summary>
    public required string Term { get; init; }

    /// <summary>1 for the first plan of the term, then counted on.</summary>
    public required int Revision { get; init; }

    /// <summary>First day.</summary>
    public required DateOnly From { get; init; }

    /// <summary>Last day.</summary>
    public required DateOnly To { get; init; }

    /// <summary>Pupils whose families want the service.</summary>
    public required int WantingCount { get; init; }

    /// <summary>Places offered.</summary>
    public required int Places { get; init; }

    /// <summary>What the rules found.</summary>
    public required IReadOnlyList<FindingFact> Findings { get; init; }
}

/// <summary>After-school service, its money or holiday custody breaks the law.</summary>
[EventName("school", "after-school-breach-found")]
public sealed record AfterSchoolBreachFound : DomainEvent
{
    /// <summary>Credit code of the school; null for an authority.</summary>
    public string? SchoolCode { get; init; }

    /// <summary>What breaks it, for example <c>after-school-plans/0190…</c>.</summary>
    public required string Resource { get; init; }

    /// <summary>What the rules found.</summary>
    public required IReadOnlyList<FindingFact> Findings { get; init; }
}

/// <summary>A school offers a programme of after-school service.</summary>
[EventName("school", "programme-offered")]
public sealed record ProgrammeOffered : DomainEvent
{
    /// <summary>Identifier of the programme.</summary>
    public required string ProgrammeId { get; init; }

    /// <summary>Credit code of the school.</summary>
    public required string SchoolCode { get; init; }

    /// <summary>The term, for example <c>2026-AUTUMN</c>.</summary>
    public required string Term { get; init; }

    /// <summary>What it is, for example <c>ARTS</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>Kind of who holds it, for example <c>OWN_TEACHER</c>.</summary>
    public required string ProviderKind { get; init; }

    /// <summary>Credit code of the institution that holds it; null for others.</summary>
    public string? InstitutionCode { get; init; }

    /// <summary>Places.</summary>
    public required int Capacity { get; init; }

    /// <summary>What the rules found.</summary>
    public required IReadOnlyList<FindingFact> Findings { get; init; }
}

/// <summary>A school or its authority ended a programme.</summary>
[EventName("school", "programme-ended")]
public sealed record ProgrammeEnded : DomainEvent
{
    /// <summary>Identifier of the programme.</summary>
    public required string ProgrammeId { get; init; }

    /// <summary>Credit code of the school.</summary>
    public required string SchoolCode { get; init; }

    /// <summary>Why, in Chinese.</summary>
    public required string Reason { get; init; }

    /// <summary>Sessions that are not held any more.</summary>
    public required int SessionCount { get; init; }
}

/// <summary>A session of one day was cancelled; the hour of its pupils is free on that day.</summary>
[EventName("school", "session-cancelled")]
public sealed record SessionCancelled : DomainEvent
{
    /// <summary>Identifier of the programme.</summary>
    public required string ProgrammeId { get; init; }

    /// <summary>Credit code of the school.</summary>
    public required string SchoolCode { get; init; }

    /// <summary>The day.</summary>
    public required DateOnly Date { get; init; }

    /// <summary>Why, in Chinese.</summary>
    public required string Reason { get; init; }

    /// <summary>Pupils who are enrolled.</summary>
    public required int PupilCount { get; init; }
}

/// <summary>An institution may not serve in a school any more; its sessions to come ended at once.</summary>
[EventName("school", "institution-service-ended")]
public sealed record InstitutionServiceEnded : DomainEvent
{
    /// <summary>Credit code of the school.</summary>
    public required string SchoolCode { get; init; }

    /// <summary>Credit code of the institution.</summary>
    public required string InstitutionCode { get; init; }

    /// <summary>Identifiers of the programmes that ended.</summary>
    public required IReadOnlyList<string> ProgrammeIds { get; init; }

    /// <summary>Identifiers of the holiday custody classes that ended; null when there were none.</summary>
    public IReadOnlyList<string>? CustodyIds { get; init; }

    /// <summary>Sessions that are not held any more.</summary>
    public required int SessionCount { get; init; }

    /// <summary>Pupils whose places ended, counted a programme or class.</summary>
    public required int PupilCount { get; init; }

    /// <summary>What brought it about: the event, for example <c>institution.institution-suspended</c>, or the ground of a removal.</summary>
    public required string Cause { get; init; }

    /// <summary>Why, in Chinese.</summary>
    public required string Reason { get; init; }
}

/// <summary>A county nominated an institution for after-school service; the public notice runs.</summary>
[EventName("school", "institution-nominated")]
public sealed record InstitutionNominated : DomainEvent
{
    /// <summary>Identifier of the selection.</summary>
    public required string SelectionId { get; init; }

    /// <summary>Credit code of the institution.</summary>
    public required string InstitutionCode { get; init; }

    /// <summary>Last day of the public notice.</summary>
    public required DateOnly NoticeUntil { get; init; }
}

/// <summary>An institution is on the list from which schools of a county choose.</summary>
[EventName("school", "institution-selected")]
public sealed record InstitutionSelected : DomainEvent
{
    /// <summary>Identifier of the selection.</summary>
    public required string SelectionId { get; init; }

    /// <summary>Credit code of the institution.</summary>
    public required string InstitutionCode { get; init; }

    /// <summary>What it may hold, for example <c>ARTS</c>.</summary>
    public required IReadOnlyList<string> Kinds { get; init; }

    /// <summary>Last day for which it is selected.</summary>
    public required DateOnly ValidUntil { get; init; }
}

/// <summary>An institution left the list of a county.</summary>
[EventName("school", "institution-removed")]
public sealed record InstitutionRemoved : DomainEvent
{
    /// <summary>Identifier of the selection.</summary>
    public required string SelectionId { get; init; }

    /// <summary>Credit code of the institution.</summary>
    public required string InstitutionCode { get; init; }

    /// <summary>Ground, for example <c>POOR_SERVICE</c>.</summary>
    public required string Ground { get; init; }

    /// <summary>The same in words, in Chinese.</summary>
    public required string Reason { get; init; }

    /// <summary>True when the ground also costs the qualification (KM-15); the registry decides on that.</summary>
    public required bool CostsQualification { get; init; }
}

/// <summary>A resource of society can be used by schools.</summary>
[EventName("school", "resource-registered")]
public sealed record ResourceRegistered : DomainEvent
{
    /// <summary>Identifier of the entry.</summary>
    public required string ResourceId { get; init; }

    /// <summary>What it is, for example <c>YOUTH_CENTRE</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>Credit code of the school that alone may use it; null for every school of the county.</summary>
    public string? SchoolCode { get; init; }
}

/// <summary>A standard of after-school service was set in the place of the one before.</summary>
[EventName("school", "service-standard-set")]
public sealed record ServiceStandardSet : DomainEvent
{
    /// <summary>Identifier of the standard.</summary>
    public required string StandardId { get; init; }

    /// <summary>What it sets, for example <c>SERVICE_FEE</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>Fen a pupil and term; 0 for measures.</summary>
    public required long Fen { get; init; }

    /// <summary>Title and number of the document, in Chinese.</summary>
    public required string Document { get; init; }

    /// <summary>First day.</summary>
    public required DateOnly From { get; init; }

    /// <summary>Department that set it, for example <c>FINANCE</c>.</summary>
    public required string SetBy { get; init; }
}

/// <summary>The account of a school's after-school service in a term was recorded in the place of the one before.</summary>
[EventName("school", "service-funds-recorded")]
public sealed record ServiceFundsRecorded : DomainEvent
{
    /// <summary>Identifier of the account.</summary>
    public required string FundsId { get; init; }

    /// <summary>Credit code of the school.</summary>
    public required string SchoolCode { get; init; }

    /// <summary>The term, for example <c>2026-AUTUMN</c>.</summary>
    public required string Term { get; init; }

    /// <summary>What came in, fen.</summary>
    public required long IncomeFen { get; init; }

    /// <summary>What was spent, fen.</summary>
    public required long SpentFen { get; init; }

    /// <summary>Of this, what went to those who serve, fen.</summary>
    public required long StaffFen { get; init; }

    /// <summary>What the rules found.</summary>
    public required IReadOnlyList<FindingFact> Findings { get; init; }
}

/// <summary>A holiday custody class is offered.</summary>
[EventName("school", "custody-offered")]
public sealed record CustodyOffered : DomainEvent
{
    /// <summary>Identifier of the class.</summary>
    public required string CustodyId { get; init; }

    /// <summary>Credit code of the school that takes part.</summary>
    public required string SchoolCode { get; init; }

    /// <summary>Who runs it together with the school, for example <c>STREET</c>.</summary>
    public required IReadOnlyList<string> Operators { get; init; }

    /// <summary>First day.</summary>
    public required DateOnly From { get; init; }

    /// <summary>Last day.</summary>
    public required DateOnly To { get; init; }

    /// <summary>Places.</summary>
    public required int Capacity { get; init; }

    /// <summary>What the rules found.</summary>
    public required IReadOnlyList<FindingFact> Findings { get; init; }
}

/// <summary>A holiday custody class was ended.</summary>
[EventName("school", "custody-ended")]
public sealed record CustodyEnded : DomainEvent
{
    /// <summary>Identifier of the class.</summary>
    public required string CustodyId { get; init; }

    /// <summary>Credit code of the school that takes part.</summary>
    public required string SchoolCode { get; init; }

    /// <summary>Why, in Chinese.</summary>
    public required string Reason { get; init; }
}
