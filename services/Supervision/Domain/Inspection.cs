using ShuangJian.Policy;

namespace ShuangJian.Supervision.Domain;

#pragma warning disable CS1591 // The words of these enums are those of the contract, where each is explained.
/// <summary>What kind of visit it is.</summary>
public enum InspectionKind { SelfCheck, MonthlyVisit, CountyCheck, SpotCheck, Joint, Patrol }

/// <summary>Where a visit stands.</summary>
public enum InspectionState { Draft, Submitted }

/// <summary>What was found of an item.</summary>
public enum CheckResult { Met, NotMet, NotApplicable }
#pragma warning restore CS1591

/// <summary>An answer of a form.</summary>
public sealed record InspectionAnswer(string ItemId, CheckResult Result, string Note, IReadOnlyList<EvidenceFile> Photos, string Department)
{
    /// <summary>What it says, as conflicts show and compare it.</summary>
    public string Shown() => $"{Refusal.Word($"{Result}")} {Note} {string.Join(' ', Photos.Select(p => p.Sha256))}".TrimEnd();
}

/// <summary>Something that is not as it should be.</summary>
public sealed record InspectionFinding(int Number, string ItemId, string Text, string Demand, string Department, IReadOnlyList<LegalBasis> Basis, Guid? RectificationId = null);

/// <summary>What a draft says, beside what it is about.</summary>
public sealed record DraftContent(DateOnly? VisitedOn, string Town, string Grid, string Address, string Summary, IReadOnlyList<InspectionAnswer> Answers);

/// <summary>A field that somebody else has changed too.</summary>
public sealed record FieldConflict(string Field, string Mine, string Stored, long StoredIn);

/// <summary>What a visit is about.</summary>
public sealed record InspectionSubject(InspectionKind Kind, SubjectKind? ObjectKind, string ObjectCode, string ObjectName, Guid? PlanId, string FormId, int FormVersion);

/// <summary>A visit, from the draft to its findings.</summary>
public sealed class Inspection : Versioned, IOwned
{
    /// <summary>Names of the fields of a draft; an answer is <see cref="AnswerField"/> and the item.</summary>
    public const string VisitedOnField = "visited_on", TownField = "town", GridField = "grid", AddressField = "address", SummaryField = "summary", AnswerField = "answers.";

    private Inspection()
    {
    }

    /// <summary>Kind.</summary>
    public InspectionKind Kind { get; private set; }

    /// <summary>What is visited; null for a patrol.</summary>
    public SubjectKind? ObjectKind { get; private set; }

    /// <summary>Credit code; empty for a patrol.</summary>
    public string ObjectCode { get; private set; } = "";

    /// <inheritdoc/>
    public string OwnerCode => ObjectCode;

    /// <summary>Name.</summary>
    public string ObjectName { get; private set; } = "";

    /// <summary>Plan; null for none.</summary>
    public Guid? PlanId { get; private set; }

    /// <summary>Form.</summary>
    public string FormId { get; private set; } = "";

    /// <summary>Version of the form.</summary>
    public int FormVersion { get; private set; }

    /// <summary>Day of the visit; null until it is entered.</summary>
    public DateOnly? VisitedOn { get; private set; }

    /// <summary>Town of a patrol.</summary>
    public string Town { get; private set; } = "";

    /// <summary>Grid of a patrol.</summary>
    public string Grid { get; private set; } = "";

    /// <summary>Where exactly.</summary>
    public string Address { get; private set; } = "";

    /// <summary>Summary.</summary>
    public string Summary { get; private set; } = "";

    /// <summary>Answers.</summary>
    public IReadOnlyList<InspectionAnswer> Answers { get; private set; } = [];

    /// <summary>The version in which each field was changed last.</summary>
    public IReadOnlyDictionary<string, long> Changed { get; private set; } = new Dictionary<string, long>();

    /// <summary>Where it stands.</summary>
    public InspectionState State { get; private set; }

    /// <summary>Findings, once submitted.</summary>
    public IReadOnlyList<InspectionFinding> Findings { get; private set; } = [];

    /// <summary>Number of findings, beside them to be counted.</summary>
    public int FindingCount { get; private set; }

    /// <summary>Items that the object's self-check had called met and that were not.</summary>
    public int Discrepancies { get; private set; }

    /// <summary>Begins a draft.</summary>
    public static Inspection Begin(Guid id, InspectionSubject subject, string division, DateTimeOffset now)
    {
        var one = new Inspection
        {
            Kind = subject.Kind, ObjectKind = subject.ObjectKind, ObjectCode = subject.ObjectCode, ObjectName = subject.ObjectName, PlanId = subject.PlanId, FormId = subject.FormId,
            FormVersion = subject.FormVersion,
        };
        one.Begin(division, now, id);
        return one;
    }

    /// <summary>Takes what was written on an older version. Nothing is taken when a field was changed by others to another value.</summary>
    /// <param name="baseVersion">Version it was written on; 0 for none.</param>
    /// <param name="fields">Fields that are changed.</param>
    /// <param name="mine">Their values.</param>
    /// <param name="now">The moment.</param>
    /// <param name="conflicts">Fields in conflict.</param>
    /// <returns>Whether anything changed.</returns>
    /// <exception cref="Refusal">INSPECTION_STATE.</exception>
    public bool Merge(long baseVersion, IReadOnlyCollection<string> fields, DraftContent mine, DateTimeOffset now, out IReadOnlyList<FieldConflict> conflicts)
    {
        if (State != InspectionState.Draft) throw Refusal.OfState("INSPECTION_STATE", State, [InspectionState.Draft]);
        var stored = new DraftContent(VisitedOn, Town, Grid, Address, Summary, Answers);
        var different = fields.Distinct().Where(field => Shown(mine, field) != Shown(stored, field)).ToList();
        conflicts = [.. different.Where(field => Changed.GetValueOrDefault(field) > baseVersion).Select(field => new FieldConflict(field, Shown(mine, field), Shown(stored, field), Changed[field]))];
        if (conflicts.Count > 0 || different.Count == 0) return false;
        foreach (var field in different) Take(field, mine);
        Touch(now);
        var changed = new Dictionary<string, long>(Changed);
        foreach (var field in different) changed[field] = Version;
        Changed = changed;
        return true;
    }

    /// <summary>Submits it: what is not met becomes a finding.</summary>
    /// <param name="form">Its form.</param>
    /// <param name="selfCheck">The object's last self-check of the year; null for none.</param>
    /// <param name="law">The law of its place on the day of the visit.</param>
    /// <param name="now">The moment.</param>
    /// <exception cref="Refusal">INSPECTION_STATE; ANSWERS_MISSING.</exception>
    public void Submit(InspectionForm form, Inspection? selfCheck, LawAt law, DateTimeOffset now)
    {
        if (State != InspectionState.Draft) throw Refusal.OfState("INSPECTION_STATE", State, [InspectionState.Draft]);
        var asked = form.Items.Select(item => (Item: item, Basis: item.BasisAt(law))).Where(x => x.Basis.Count > 0).ToList();
        var missing = asked.Where(x => Answers.All(a => a.ItemId != x.Item.Id)).Select(x => x.Item.Id).ToList();
        if (VisitedOn is null) missing.Add(VisitedOnField);
        if (Kind == InspectionKind.Patrol && Town.Length == 0) missing.Add(TownField);
        if (missing.Count > 0)
            throw Refusal.Of("ANSWERS_MISSING", "检查表有未填写的项目。", "The form has items without an answer.", ("items", string.Join(',', missing)));
        var bases = asked.ToDictionary(x => x.Item.Id, x => x.Basis);
        Findings = [.. Answers.Where(a => a.Result == CheckResult.NotMet && bases.ContainsKey(a.ItemId)).OrderBy(a => a.ItemId, StringComparer.Ordinal)
            .Select((a, i) => new InspectionFinding(i + 1, a.ItemId, $"应当：{form.Item(a.ItemId)!.Zh}。发现：{a.Note}", form.Item(a.ItemId)!.Zh, form.Item(a.ItemId)!.Department, bases[a.ItemId]))];
        (State, FindingCount, Discrepancies) = (InspectionState.Submitted, Findings.Count, selfCheck is null ? 0 : Findings.Count(f => selfCheck.Says(f.ItemId) == CheckResult.Met));
        Touch(now);
    }

    /// <summary>Notes that findings are ordered to be mended.</summary>
    /// <exception cref="Refusal">INSPECTION_STATE; FINDING_ORDERED.</exception>
    public IReadOnlyList<InspectionFinding> Pick(IReadOnlyCollection<int> numbers)
    {
        if (State != InspectionState.Submitted) throw Refusal.OfState("INSPECTION_STATE", State, [InspectionState.Submitted]);
        var picked = Findings.Where(f => numbers.Count == 0 ? f.RectificationId is null : numbers.Contains(f.Number)).ToList();
        var ordered = picked.Where(f => f.RectificationId is not null).Select(f => f.Number).ToList();
        if (ordered.Count > 0)
            throw Refusal.Of(RefusalKind.Exists, "FINDING_ORDERED", "该问题已下达整改。", "The finding was ordered to be mended before.", ("numbers", string.Join(',', ordered)));
        return picked;
    }

    /// <summary>Notes the account of findings that were picked.</summary>
    public void Ordered(IReadOnlyList<InspectionFinding> picked, Guid rectification, DateTimeOffset now)
    {
        Findings = [.. Findings.Select(f => picked.Any(p => p.Number == f.Number) ? f with { RectificationId = rectification } : f)];
        Touch(now);
    }

    /// <summary>What it says of an item; null when it says nothing.</summary>
    public CheckResult? Says(string item) => Answers.FirstOrDefault(a => a.ItemId == item)?.Result;

    private static string Shown(DraftContent content, string field) => field switch
    {
        VisitedOnField => content.VisitedOn?.ToString("yyyy-MM-dd") ?? "",
        TownField => content.Town,
        GridField => content.Grid,
        AddressField => content.Address,
        SummaryField => content.Summary,
        _ => content.Answers.FirstOrDefault(a => field == AnswerField + a.ItemId)?.Shown() ?? "",
    };

    private void Take(string field, DraftContent mine)
    {
        switch (field)
        {
            case VisitedOnField: VisitedOn = mine.VisitedOn; break;
            case TownField: Town = mine.Town; break;
            case GridField: Grid = mine.Grid; break;
            case AddressField: Address = mine.Address; break;
            case SummaryField: Summary = mine.Summary; break;
            default:
                var answer = mine.Answers.FirstOrDefault(a => field == AnswerField + a.ItemId);
                Answers = [.. Answers.Where(a => field != AnswerField + a.ItemId), .. answer is null ? Array.Empty<InspectionAnswer>() : [answer]];
                break;
        }
    }
}
