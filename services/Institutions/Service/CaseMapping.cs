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
                ClosesOn = Mapping.Day(plan.ClosesOn), Pupils = plan.Pupils, PrepaidFen = plan.PrepaidFen, Settlement = plan.Settlement,
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
            NoticeFrom = Mapping.Day(application.NoticeFrom),
            NoticeUntil = Mapping.Day(application.NoticeUntil),
        };
        foreach (var code in application.Owing)
            if (Codes.TryDepartment(code, out var department)) wire.Stage.OwedBy.Add(department);
    }

    /// <summary>What a request states beyond the institution itself. Fields were checked at the edge.</summary>
    public static Particulars ToParticulars(this Wire.Application wire) => new(
        wire.Change is { } change
            ? new ChangeDetails(
                [.. change.Matters.Distinct().Select(m => EnumMap<Wire.ChangedMatter, ChangedMatter>.ToDomain(m)!.Value).Order()], change.OwnerName, change.OwnerCode)
            : null,
        EnumMap<Wire.TransformationTarget, TransformationTarget>.ToDomain(wire.TransformationTarget),
        wire.Closure is { } plan ? new ClosurePlan(Mapping.Day(plan.ClosesOn)!.Value, plan.Pupils, plan.PrepaidFen, plan.Settlement) : null,
        wire.OnlineFilingNumber);

    /// <summary>A workflow with the working days in force at a place on a day.</summary>
    public static Wire.Workflow ToProto(this Workflow workflow, LawAt law)
    {
        var wire = new Wire.Workflow
        {
            WorkflowId = workflow.Id,
            Version = workflow.Version,
            ValidFrom = Mapping.Day(workflow.ValidFrom),
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
