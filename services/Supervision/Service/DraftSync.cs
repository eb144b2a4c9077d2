using Microsoft.EntityFrameworkCore;
using ShuangJian.Platform.Data;
using ShuangJian.Platform.Edge;
using ShuangJian.Platform.Identity;
using ShuangJian.Policy;
using ShuangJian.Protos.Type.V1;
using ShuangJian.Supervision.Domain;
using InspectionForm = ShuangJian.Policy.InspectionForm;
using Wire = ShuangJian.Protos.Supervision.V1;

namespace ShuangJian.Supervision;

/// <summary>Takes drafts that were written offline, row by row; what they need was read for all of them together.</summary>
internal sealed class DraftSync
{
    private static readonly string[] s_plain = [Inspection.VisitedOnField, Inspection.TownField, Inspection.GridField, Inspection.AddressField, Inspection.SummaryField];
    private readonly SupervisionDb _db;
    private readonly Command _command;
    private readonly string _division;
    private readonly LawAt _law;
    private readonly Dictionary<Guid, Inspection> _drafts;
    private readonly Dictionary<(SubjectKind, string), InspectedObject> _objects;
    private readonly Dictionary<Guid, InspectionPlan> _plans;
    private readonly Inspector? _inspector;
    private readonly HashSet<Guid> _seen = [];

    private DraftSync(
        SupervisionDb db, Command command, string division, List<Inspection> drafts, List<InspectedObject> objects, List<InspectionPlan> plans, Inspector? inspector)
    {
        (_db, _command, _division, _law, _inspector) = (db, command, division, command.LawIn(division), inspector);
        (_drafts, _plans) = (drafts.ToDictionary(d => d.Id), plans.ToDictionary(p => p.Id));
        _objects = objects.DistinctBy(o => (o.Kind, o.Code)).ToDictionary(o => (o.Kind, o.Code));
    }

    private bool IsObject => _command.Caller.Audience is Audience.Institution or Audience.School;

    public static async Task<DraftSync> LoadAsync(SupervisionDb db, Command command, Wire.SyncDraftsRequest request)
    {
        Matters.MustBeCounty(request.Division, "division");
        Guid[] ids = [.. request.Rows.Select(r => Guid.Parse(r.Inspection.InspectionId)).Distinct()];
        string[] codes = [.. request.Rows.Select(r => r.Inspection.ObjectCode).Where(c => c.Length > 0).Distinct()];
        Guid[] plans = [.. request.Rows.Select(r => Guid.TryParse(r.Inspection.PlanId, out var id) ? id : default).Where(id => id != default).Distinct()];
        var account = command.Caller.Subject;
        return new DraftSync(
            db, command, request.Division,
            await db.Set<Inspection>().Where(i => EF.Parameter(ids).Contains(i.Id)).ToListAsync(),
            await db.Set<InspectedObject>().AsNoTracking().Where(o => EF.Parameter(codes).Contains(o.Code) && o.Division == request.Division).ToListAsync(),
            plans.Length == 0 ? [] : await db.Set<InspectionPlan>().AsNoTracking().Where(p => EF.Parameter(plans).Contains(p.Id)).ToListAsync(),
            await db.Set<Inspector>().AsNoTracking().SingleOrDefaultAsync(i => i.Account == account));
    }

    /// <summary>Takes a row. Nothing of it is kept when anything is wrong or in conflict.</summary>
    public Wire.SyncResult Take(Wire.DraftRow row)
    {
        var id = Guid.Parse(row.Inspection.InspectionId);
        var result = new Wire.SyncResult { InspectionId = row.Inspection.InspectionId, Outcome = Wire.SyncOutcome.Refused };
        var problems = new List<FieldProblem>();
        if (!_seen.Add(id)) problems.Add(new("inspection.inspection_id", "同一批中重复", "stands twice in the batch"));
        var (known, isNew) = (_drafts.GetValueOrDefault(id), false);
        if (known is not null && (known.Division != _division || (IsObject && (known.ObjectCode != _command.Caller.Organization || known.Kind != InspectionKind.SelfCheck))))
            problems.Add(new("inspection.inspection_id", "没有这份记录", "is no draft of the place"));
        var subject = known is null ? SubjectOf(row.Inspection, problems) : null;
        if (problems.Count == 0 && known is null) (known, isNew) = (Inspection.Begin(id, subject!, _division, _command.Now), true);
        if (problems.Count == 0) Check(row, known!, problems);
        if (problems.Count > 0) return Refused(result, problems, _drafts.GetValueOrDefault(id)?.Version ?? 0);
        var content = row.Inspection.ToContent(_command.Caller.Department == default ? "" : _command.Caller.Department.ToCode());
        try
        {
            var stored = known!.Merge(row.BaseVersion, isNew ? InspectionMapping.FieldsOf(content) : row.ChangedFields, content, _command.Now, out var conflicts);
            result.Outcome = conflicts.Count > 0 ? Wire.SyncOutcome.Conflict : stored || isNew ? Wire.SyncOutcome.Stored : Wire.SyncOutcome.Unchanged;
            result.Conflicts.Add(conflicts.Select(c => new Wire.FieldConflict { Field = c.Field, Mine = c.Mine, Stored = c.Stored, StoredInVersion = c.StoredIn }));
        }
        catch (Refusal refusal)
        {
            return Refused(result, [new("inspection.inspection_id", refusal.Zh, refusal.Message)], known!.Version);
        }
        if (isNew) _db.Add(_drafts[id] = known);
        result.Version = known.Version;
        return result;
    }

    private static Wire.SyncResult Refused(Wire.SyncResult result, List<FieldProblem> problems, long version)
    {
        result.Version = version;
        result.Problems.Add(problems.Select(p => new Wire.RowProblem { Field = p.Field, MessageZh = p.Zh, MessageEn = p.En }));
        return result;
    }

    private InspectionSubject? SubjectOf(Wire.Inspection wire, List<FieldProblem> problems)
    {
        var kind = EnumMap<Wire.InspectionKind, InspectionKind>.ToDomain(wire.Kind)!.Value;
        var about = EnumMap<Wire.SubjectKind, SubjectKind>.ToDomain(wire.SubjectKind);
        if (IsObject ? kind != InspectionKind.SelfCheck || wire.ObjectCode != _command.Caller.Organization : kind == InspectionKind.SelfCheck)
            problems.Add(new("inspection.kind", "自查由学校、机构自行填写，其他检查由检查人员填写", "a self-check is the object's own, everything else the inspectors'"));
        InspectedObject? found = null;
        if (kind == InspectionKind.Patrol != (wire.ObjectCode.Length == 0) || kind == InspectionKind.Patrol != about is null || about == SubjectKind.Jurisdiction)
            problems.Add(new("inspection.object_code", "巡查不填对象，其他检查填写学校或者机构", "is the school or institution, and empty for a patrol"));
        else if (about is { } asked && !_objects.TryGetValue((asked, wire.ObjectCode), out found))
            problems.Add(new("inspection.object_code", "该地区名录中没有此对象", "is not in the register of the place"));
        var form = _law.Law.InspectionForms.On(wire.FormId, _law.Date);
        if (form?.About.Contains(about switch { SubjectKind.School => "school", SubjectKind.Institution => "institution", _ => "place" }) != true)
            problems.Add(new("inspection.form_id", "没有适用的检查表", "is no form that fits"));
        Guid? plan = Guid.TryParse(wire.PlanId, out var id) ? id : null;
        if (wire.PlanId.Length > 0 && (plan is null || !_plans.TryGetValue(plan.Value, out var planned) || planned.Kind != kind
            || !DivisionCode.Parse(planned.Division).Contains(DivisionCode.Parse(_division))))
            problems.Add(new("inspection.plan_id", "没有包含该地区的此类计划", "is no plan of that kind that includes the place"));
        if (_inspector?.Avoids(wire.ObjectCode) == true) problems.Add(new("inspection.object_code", "检查人员应当回避", "has a conflict of interest with the inspector"));
        return problems.Count > 0 ? null : new(kind, about, wire.ObjectCode, found?.Name ?? "", plan, form!.Id, form.Version);
    }

    private void Check(Wire.DraftRow row, Inspection known, List<FieldProblem> problems)
    {
        var form = _law.Law.InspectionForms.Get(known.FormId, known.FormVersion)!;
        if (Days.Of(row.Inspection.VisitedOn) > _command.Today) problems.Add(new("inspection.visited_on", "不得晚于今天", "is in the future"));
        for (var i = 0; i < row.ChangedFields.Count; i++)
        {
            var field = row.ChangedFields[i];
            if (!s_plain.Contains(field) && !(field.StartsWith(Inspection.AnswerField, StringComparison.Ordinal) && form.Item(field[Inspection.AnswerField.Length..]) is not null))
                problems.Add(new($"changed_fields[{i}]", "不是记录的字段", "is no field of the draft"));
        }
        if (row.Inspection.Answers.DistinctBy(a => a.ItemId).Count() < row.Inspection.Answers.Count) problems.Add(new("inspection.answers", "同一项重复填写", "states an item twice"));
        for (var i = 0; i < row.Inspection.Answers.Count; i++) CheckAnswer(row.Inspection.Answers[i], $"inspection.answers[{i}]", known, form, problems);
    }

    private void CheckAnswer(Wire.InspectionAnswer answer, string field, Inspection known, InspectionForm form, List<FieldProblem> problems)
    {
        if (form.Item(answer.ItemId) is not { } item)
        {
            problems.Add(new($"{field}.item_id", "检查表没有这一项", "is no item of the form"));
            return;
        }
        if (answer.Result == Wire.CheckResult.NotMet && answer.Note.Trim().Length < 5) problems.Add(new($"{field}.note", "不符合时至少 5 个字符", "needs at least 5 characters when it is not met"));
        if (known.Kind == InspectionKind.Joint && item.Department.Length > 0 && _command.Caller.Audience == Audience.Regulator && item.Department != _command.Caller.Department.ToCode())
            problems.Add(new($"{field}.item_id", "由其他部门检查", "is another department's to look at"));
        try
        {
            foreach (var photo in answer.Photos) photo.ToFile().MustBeTaken(_law);
        }
        catch (Refusal refusal)
        {
            problems.Add(new($"{field}.photos", refusal.Zh, refusal.Message));
        }
    }
}
