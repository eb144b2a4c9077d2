using ShuangJian.Policy;

namespace ShuangJian.Institutions.Domain;

/// <summary>A case that departments bring to its end within a deadline in working days.</summary>
public sealed class CaseFile : Matter
{
    /// <summary>Leads where nobody else is named: KM-12 makes education the lead.</summary>
    public const string DefaultLead = "EDUCATION";

    private CaseFile()
    {
    }

    /// <summary>What it is about.</summary>
    public CaseKind Kind { get; private set; }

    /// <summary>How it was found.</summary>
    public CaseSource Source { get; private set; }

    /// <summary>What it comes from; may be empty.</summary>
    public string SourceId { get; private set; } = "";

    /// <summary>Name of the institution.</summary>
    public string Name { get; private set; } = "";

    /// <summary>Address; may be empty.</summary>
    public string Address { get; private set; } = "";

    /// <summary>Credit code of a licensed institution; may be empty.</summary>
    public string InstitutionCode { get; private set; } = "";

    /// <summary>What was found.</summary>
    public string Description { get; private set; } = "";

    /// <summary>Departments that handle it, the leading one first.</summary>
    public IReadOnlyList<CaseHandler> Handlers { get; private set; } = [];

    /// <summary>Hazards to be removed.</summary>
    public IReadOnlyList<CaseHazard> Hazards { get; private set; } = [];

    /// <summary>Where it stands.</summary>
    public CaseState State { get; private set; }

    /// <summary>How it ended; null while it is open.</summary>
    public CaseResult? Result { get; private set; }

    /// <summary>What the result rests on.</summary>
    public string ResultReason { get; private set; } = "";

    /// <summary>Day by which it has to be closed; null when the calendar is not known.</summary>
    public DateOnly? DueDate { get; private set; }

    /// <summary>Whether the due day passed while it was open; told once.</summary>
    public bool Overdue { get; private set; }

    /// <summary>Everything that was done.</summary>
    public IReadOnlyList<CaseStep> Steps { get; private set; } = [];

    /// <summary>Day on which it was closed; null while it is open.</summary>
    public DateOnly? ClosedOn { get; private set; }

    /// <summary>The value that set the deadline.</summary>
    public IReadOnlyList<ParameterUse> Uses { get; private set; } = [];

    /// <summary>What tells one open case from another; null once it is closed, so that a new one may be opened.</summary>
    public string? OpenKey { get; private set; }

    /// <summary>Opens a case.</summary>
    /// <param name="content">What it says.</param>
    /// <param name="opener">Code of the department that opens it; empty for an inspector or the platform.</param>
    /// <param name="law">The law of its place today.</param>
    /// <param name="now">The moment.</param>
    public static CaseFile Open(CaseContent content, string opener, LawAt law, DateTimeOffset now)
    {
        var deadline = DeadlineOf(content.Kind);
        var departments = content.Departments.Count > 0 ? content.Departments : [DefaultLead];
        var opened = new CaseFile
        {
            Kind = content.Kind,
            Source = content.Source,
            SourceId = content.SourceId,
            Name = content.Name,
            Address = content.Address,
            InstitutionCode = content.InstitutionCode,
            Description = content.Description,
            Handlers = [.. departments.Distinct().Select(department => new CaseHandler(department))],
            Hazards = [.. content.Hazards.Select((hazard, i) => new CaseHazard(i + 1, hazard))],
            Steps = [new CaseStep(opener, content.Description, now)],
            DueDate = DueAfter(law, deadline),
            Uses = [ParameterUse.Of(law, deadline)],
            OpenKey = KeyOf(law.Division.ToString(), content),
        };
        opened.Begin(law.Division.ToString(), now);
        return opened;
    }

    /// <summary>What tells one open case from another: the matter and, where it has one, the institution or address.</summary>
    /// <param name="division">The division.</param>
    /// <param name="content">What the case says.</param>
    public static string KeyOf(string division, CaseContent content) => content.Kind switch
    {
        CaseKind.CapitalCleanUp => $"{content.Kind}:{content.InstitutionCode}",
        CaseKind.SafetyHazard => $"{content.Kind}:{content.SourceId}",
        CaseKind.UnapprovedSite => $"{content.Kind}:{content.InstitutionCode}:{Classification.KeyOf(content.Address)}",
        _ => $"{content.Kind}:{division}:{Classification.KeyOf(content.Name)}:{Classification.KeyOf(content.Address)}",
    };

    /// <summary>Records what a department did.</summary>
    /// <param name="department">Code of the department.</param>
    /// <param name="text">What was done, in Chinese.</param>
    /// <param name="found">Hazards found.</param>
    /// <param name="removed">Numbers of hazards removed; those removed before or unknown are passed over.</param>
    /// <param name="done">Whether the department's part is done; what was done stays done.</param>
    /// <param name="today">Today.</param>
    /// <param name="now">The moment.</param>
    /// <exception cref="Refusal">CASE_STATE; NOT_A_HANDLER.</exception>
    public void Report(
        string department, string text, IReadOnlyList<string> found, IReadOnlyList<int> removed, bool done, DateOnly today, DateTimeOffset now)
    {
        Require(State, CaseState.Open);
        if (Handlers.All(handler => handler.Department != department)) throw CaseRefusals.NotAHandler(Handlers.Select(h => h.Department));
        Hazards =
        [
            .. Hazards.Select(hazard => hazard.RemovedOn is null && removed.Contains(hazard.Number) ? hazard with { RemovedOn = today } : hazard),
            .. found.Select((hazard, i) => new CaseHazard(Hazards.Count + i + 1, hazard)),
        ];
        Handlers = [.. Handlers.Select(handler => handler.Department == department ? handler with { Reported = handler.Reported || done } : handler)];
        Add(department, text, now);
    }

    /// <summary>Refuses an end that the case does not allow, before anything is looked up for it.</summary>
    /// <param name="department">Code of the department that closes it.</param>
    /// <param name="result">How it would end.</param>
    /// <exception cref="Refusal">CASE_STATE; NOT_A_HANDLER; RESULT_NOT_ALLOWED; REPORTS_OUTSTANDING; HAZARDS_REMAIN.</exception>
    public void CheckClose(string department, CaseResult result)
    {
        Require(State, CaseState.Open);
        if (Handlers[0].Department != department) throw CaseRefusals.NotAHandler([Handlers[0].Department]);
        var allowed = ResultsOf(Kind);
        if (!allowed.Contains(result)) throw CaseRefusals.ResultNotAllowed(allowed);
        // Who hands a case over, or finds nothing to it, has nothing to bring to an end.
        if (result is CaseResult.Transferred or CaseResult.Unfounded) return;
        var silent = Handlers.Where(handler => !handler.Reported).Select(handler => handler.Department).ToList();
        if (silent.Count > 0) throw CaseRefusals.ReportsOutstanding(silent);
        var remaining = Hazards.Where(hazard => hazard.RemovedOn is null).Select(hazard => hazard.Number).ToList();
        if (remaining.Count > 0) throw CaseRefusals.HazardsRemain(remaining);
    }

    /// <summary>Closes the case.</summary>
    /// <param name="department">Code of the department that closes it.</param>
    /// <param name="result">How it ends.</param>
    /// <param name="reason">What the result rests on, in Chinese.</param>
    /// <param name="today">Today.</param>
    /// <param name="now">The moment.</param>
    /// <exception cref="Refusal">As of <see cref="CheckClose"/>.</exception>
    public void Close(string department, CaseResult result, string reason, DateOnly today, DateTimeOffset now)
    {
        CheckClose(department, result);
        State = CaseState.Closed;
        Result = result;
        ResultReason = reason;
        ClosedOn = today;
        OpenKey = null;
        Add(department, reason, now);
    }

    /// <summary>Notes that the due day passed while the case is open; the due day itself is still in time.</summary>
    /// <param name="today">Today.</param>
    /// <param name="now">The moment.</param>
    /// <returns>Whether it became overdue just now.</returns>
    public bool MarkOverdue(DateOnly today, DateTimeOffset now)
    {
        if (Overdue || State != CaseState.Open || DueDate is null || today <= DueDate) return false;
        Overdue = true;
        Touch(now);
        return true;
    }

    /// <summary>The results with which a case of a kind may end.</summary>
    /// <param name="kind">The kind.</param>
    public static IReadOnlyList<CaseResult> ResultsOf(CaseKind kind) => kind switch
    {
        CaseKind.UnlicensedInstitution => [CaseResult.ClosedDown, CaseResult.Licensed, CaseResult.Transferred, CaseResult.Unfounded],
        CaseKind.UnapprovedSite => [CaseResult.ClosedDown, CaseResult.SiteApproved, CaseResult.Transferred, CaseResult.Unfounded],
        CaseKind.CapitalCleanUp => [CaseResult.Removed, CaseResult.ClosedDown],
        _ => [CaseResult.Removed, CaseResult.ClosedDown, CaseResult.Unfounded],
    };

    private static ParameterKey<int> DeadlineOf(CaseKind kind) => kind switch
    {
        CaseKind.UnlicensedInstitution => Law.UnlicensedInstitutionWorkingDays,
        CaseKind.UnapprovedSite => Law.UnapprovedSiteWorkingDays,
        CaseKind.CapitalCleanUp => Law.CapitalCleanUpWorkingDays,
        _ => Law.SafetyHazardWorkingDays,
    };

    private void Add(string department, string text, DateTimeOffset now)
    {
        Steps = [.. Steps, new CaseStep(department, text, now)];
        Touch(now);
    }
}
