using Google.Protobuf.WellKnownTypes;
using ShuangJian.Institutions.Domain;
using ShuangJian.Platform.Edge;
using ShuangJian.Platform.Identity;
using ShuangJian.Policy;
using Wire = ShuangJian.Protos.Institution.V1;

namespace ShuangJian.Institutions;

/// <summary>Carries what the kind of an application needs, and where its case stands, between contract and domain.</summary>
internal static class CaseMapping
{
    /// <summary>Adds kind, particulars and stage to an application of the contract.</summary>
    public static void AddCaseTo(this Application application, Wire.Application wire)
    {
        var details = application.Particulars;
        wire.Kind = EnumMap<Wire.ApplicationKind, ApplicationKind>.ToWire(application.Kind);
        wire.InstitutionId = application.InstitutionId?.ToString() ?? "";
        wire.TransformationTarget = EnumMap<Wire.TransformationTarget, TransformationTarget>.ToWire(details.Target);
        wire.OnlineFilingNumber = details.FilingNumber;
        wire.Duplicates.Add(application.Duplicates.Select(finding => finding.ToProto()));
        wire.Changes.Add(application.Changes.Select(c => new Wire.FieldChange { Field = c.Field, OldText = c.Old, NewText = c.New }));
        if (details.Change is { } change)
        {
            wire.Change = new Wire.ChangeDetails { OwnerName = change.OwnerName, OwnerCode = change.OwnerCode };
            wire.Change.Matters.Add(change.Matters.Select(matter => EnumMap<Wire.ChangedMatter, ChangedMatter>.ToWire(matter)));
        }
        if (details.Closure is { } plan)
        {
            wire.Closure = new Wire.ClosurePlan
            {
                ClosesOn = Days.Of(plan.ClosesOn), Pupils = plan.Pupils, PrepaidFen = plan.PrepaidFen, Settlement = plan.Settlement,
            };
        }
        if (application.WorkflowId.Length == 0) return;
        wire.Stage = new Wire.CaseStage
        {
            WorkflowId = application.WorkflowId,
            WorkflowVersion = application.WorkflowVersion,
            StageId = application.Stage,
            NameZh = application.StageIn(Law.Current)?.NameZh ?? "",
            EscalatedTo = application.EscalatedTo,
            NoticeFrom = Days.Of(application.NoticeFrom),
            NoticeUntil = Days.Of(application.NoticeUntil),
        };
        foreach (var code in application.Owing)
            if (Codes.TryDepartment(code, out var department)) wire.Stage.OwedBy.Add(department);
    }

    /// <summary>Part of a department in the review, with its checklist as the case's own version of the workflow has it.</summary>
    public static Wire.Review ToProto(this Review review, Application application)
    {
        var answers = (review.Answers ?? []).ToDictionary(answer => answer.Check);
        var wire = new Wire.Review
        {
            Department = Codes.TryDepartment(review.Department, out var department) ? department : default,
            Role = EnumMap<Wire.ReviewRole, ReviewRole>.ToWire(review.Role),
            Opinion = EnumMap<Wire.ReviewOpinion, ReviewOpinion>.ToWire(review.Opinion),
            Reason = review.Reason,
            GiveTime = review.GivenAt?.ToTimestamp(),
            StageId = review.Stage,
            Checks = { answers.Values.Where(answer => answer.Met).Select(answer => answer.Check) },
        };
        wire.Checklist.Add(application.ChecklistOf(review, Law.Current).Select(item => new Wire.ReviewCheck
        {
            CheckId = item.Id, TextZh = item.Zh, TextEn = item.En,
            Answered = answers.ContainsKey(item.Id), Met = answers.GetValueOrDefault(item.Id)?.Met ?? false, Note = answers.GetValueOrDefault(item.Id)?.Note ?? "",
        }));
        return wire;
    }

    /// <summary>What a department says of its checklist. Refuses answers that are missing, given twice, of no item, or against the opinion.</summary>
    public static IReadOnlyList<CheckAnswer> ToAnswers(this Wire.ReviewApplicationRequest request, IReadOnlyList<ChecklistItem> checklist)
    {
        var given = request.Checks.Select((check, i) => (Field: $"checks[{i}]", Answer: new CheckAnswer(check, true)))
            .Concat(request.Answers.Select((answer, i) => (Field: $"answers[{i}]", Answer: new CheckAnswer(answer.CheckId, answer.Met, answer.Note)))).ToList();
        var problems = new List<FieldProblem>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (field, answer) in given)
        {
            if (checklist.All(item => item.Id != answer.Check)) problems.Add(new(field, "不在本部门审查清单内", "is not on the department's checklist"));
            else if (!seen.Add(answer.Check)) problems.Add(new(field, "同一审查项重复答复", "answers an item twice"));
            else if (!answer.Met && request.Opinion == Wire.ReviewOpinion.Agree) problems.Add(new($"{field}.met", "有不符合的审查项，不能同意", "is not met, which nobody can agree to"));
        }
        if (checklist.Where(item => !seen.Contains(item.Id)).ToList() is { Count: > 0 } open)
        {
            problems.Add(new(
                "answers", $"审查项未答复：{string.Join('；', open.Select(item => $"{item.Zh}（{item.Id}）"))}", $"lacks answers to {string.Join(", ", open.Select(item => item.Id))}"));
        }
        return problems.Count == 0 ? given.ConvertAll(g => g.Answer) : throw Rejection.Invalid(problems);
    }

    /// <summary>What a request states beyond the institution itself. Fields were checked at the edge.</summary>
    public static Particulars ToParticulars(this Wire.Application wire) => new(
        wire.Change is { } change
            ? new ChangeDetails(
                [.. change.Matters.Distinct().Select(m => EnumMap<Wire.ChangedMatter, ChangedMatter>.ToDomain(m)!.Value).Order()], change.OwnerName, change.OwnerCode)
            : null,
        EnumMap<Wire.TransformationTarget, TransformationTarget>.ToDomain(wire.TransformationTarget),
        wire.Closure is { } plan ? new ClosurePlan(Days.Of(plan.ClosesOn)!.Value, plan.Pupils, plan.PrepaidFen, plan.Settlement) : null,
        wire.OnlineFilingNumber);

    /// <summary>A workflow with the working days in force at a place on a day.</summary>
    public static Wire.Workflow ToProto(this Workflow workflow, LawAt law)
    {
        var wire = new Wire.Workflow
        {
            WorkflowId = workflow.Id,
            Version = workflow.Version,
            ValidFrom = Days.Of(workflow.ValidFrom),
            Division = workflow.Division.ToString(),
            TitleZh = workflow.TitleZh,
            TitleEn = workflow.TitleEn,
        };
        wire.Kinds.Add(workflow.Kinds.Select(kind => EnumMap<Wire.ApplicationKind, ApplicationKind>.ToWire(kind)));
        foreach (var stage in workflow.Stages)
        {
            var told = new Wire.WorkflowStage
            {
                StageId = stage.Id,
                NameZh = stage.NameZh,
                NameEn = stage.NameEn,
                Step = EnumMap<Wire.WorkflowStep, WorkflowStep>.ToWire(stage.Step),
                Parameter = stage.WorkingDays.Name,
                WorkingDays = law.Limit(stage.WorkingDays)?.Value ?? 0,
                Escalates = stage.Escalates,
            };
            foreach (var party in stage.Parties)
            {
                var item = new Wire.StageParty { Department = party.Department };
                item.Checks.Add(party.Checks.Select(check => new Wire.ChecklistItem { CheckId = check.Id, TextZh = check.Zh, TextEn = check.En }));
                told.Parties.Add(item);
            }
            wire.Stages.Add(told);
        }
        return wire;
    }
}
