using Google.Protobuf.WellKnownTypes;
using ShuangJian.Platform.Data;
using ShuangJian.Platform.Edge;
using ShuangJian.Supervision.Domain;
using Wire = ShuangJian.Protos.Supervision.V1;

namespace ShuangJian.Supervision;

/// <summary>Carries visits between contract and domain.</summary>
internal static class InspectionMapping
{
    public static DraftContent ToContent(this Wire.Inspection wire, string department) => new(
        Days.Of(wire.VisitedOn), wire.Town, wire.Grid, wire.Address, wire.Summary,
        [.. wire.Answers.Select(a => new InspectionAnswer(
            a.ItemId, EnumMap<Wire.CheckResult, CheckResult>.ToDomain(a.Result)!.Value, a.Note, [.. a.Photos.Select(RectificationMapping.ToFile)], department))]);

    /// <summary>Every field that is set, as a new draft changes it.</summary>
    public static IReadOnlyList<string> FieldsOf(DraftContent content) =>
    [
        .. new[]
        {
            (Inspection.VisitedOnField, content.VisitedOn is not null), (Inspection.TownField, content.Town.Length > 0), (Inspection.GridField, content.Grid.Length > 0),
            (Inspection.AddressField, content.Address.Length > 0), (Inspection.SummaryField, content.Summary.Length > 0),
        }.Where(f => f.Item2).Select(f => f.Item1),
        .. content.Answers.Select(a => Inspection.AnswerField + a.ItemId),
    ];

    public static Wire.Inspection ToProto(this Inspection one) => new()
    {
        InspectionId = $"{one.Id}", Kind = EnumMap<Wire.InspectionKind, InspectionKind>.ToWire(one.Kind), SubjectKind = EnumMap<Wire.SubjectKind, SubjectKind>.ToWire(one.ObjectKind),
        ObjectCode = one.ObjectCode, ObjectName = one.ObjectName, PlanId = one.PlanId is { } plan ? $"{plan}" : "", FormId = one.FormId, FormVersion = one.FormVersion,
        VisitedOn = Days.Of(one.VisitedOn), Town = one.Town, Grid = one.Grid, Address = one.Address, Summary = one.Summary, Division = one.Division,
        State = EnumMap<Wire.InspectionState, InspectionState>.ToWire(one.State), Discrepancies = one.Discrepancies, Version = one.Version, Etag = Etag.Of(one.Version),
        CreateTime = one.CreatedAt.ToTimestamp(),
        Answers =
        {
            one.Answers.Select(a => new Wire.InspectionAnswer
            {
                ItemId = a.ItemId, Result = EnumMap<Wire.CheckResult, CheckResult>.ToWire(a.Result), Note = a.Note, Photos = { a.Photos.Select(RectificationMapping.ToProto) },
                Department = RectificationMapping.DepartmentOf(a.Department),
            }),
        },
        Findings =
        {
            one.Findings.Select(f => new Wire.InspectionFinding
            {
                Number = f.Number, ItemId = f.ItemId, TextZh = f.Text, Department = RectificationMapping.DepartmentOf(f.Department), Basis = { f.Basis.Select(b => b.ToProto()) },
                RectificationId = f.RectificationId is { } id ? $"{id}" : "",
            }),
        },
    };
}
