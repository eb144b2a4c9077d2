using Google.Protobuf.WellKnownTypes;
using ShuangJian.Platform.Data;
using ShuangJian.Platform.Edge;
using ShuangJian.Platform.Personal;
using ShuangJian.Policy;
using ShuangJian.Supervision.Domain;
using Wire = ShuangJian.Protos.Supervision.V1;

namespace ShuangJian.Supervision;

/// <summary>Records of supervision between contract and domain.</summary>
internal static class SupervisionRecordMapping
{
    public static Wire.SupervisionRecordKind ToDutyProto(this RecordKind kind) => new()
    {
        Kind = kind.ToProto(), Levels = { kind.Duty!.Levels.Select(LevelOf) }, Each = kind.Duty.Each, Persons = kind.Duty.Persons, AboutInstitution = kind.Duty.AboutInstitution,
        DueParameter = kind.Duty.Due?.Name ?? "", FollowUpParameter = kind.Duty.FollowUp?.Name ?? "", AppealParameter = kind.Duty.Appeal?.Name ?? "", Capability = kind.Capability,
    };

    /// <summary>A record with names masked, or open to who has stated a purpose.</summary>
    public static Wire.SupervisionRecord ToProto(this SupervisionRecord one, PersonalData protector, bool open = false) => new()
    {
        RecordId = $"{one.Id}", KindId = one.Kind, Division = one.Division, AboutCreditCode = one.AboutCode, Date = Days.Of(one.Date), Values = { one.Values.Select(v => v.ToProto()) },
        PersonNames = { RecordPersons.Reveal(one.PersonsCipher, protector).Select(name => open ? name : Mask.Name(name)) }, DueDate = Days.Of(one.DueDate),
        State = EnumMap<Wire.SupervisionRecordState, SupervisionRecordState>.ToWire(one.State), Findings = { one.Findings.Select(f => f.ToProto()) }, Overdue = one.Overdue,
        CompletedOn = Days.Of(one.CompletedOn), Result = one.Result, AppealUntil = Days.Of(one.AppealUntil),
        Appeals =
        {
            one.Appeals.Select(a => new Wire.SupervisionRecordAppeal
            {
                FiledOn = Days.Of(a.FiledOn), Grounds = a.Grounds, Settled = a.Upheld is not null, Upheld = a.Upheld == true, SettledOn = Days.Of(a.SettledOn), Reason = a.Reason,
            }),
        },
        Steps =
        {
            one.Steps.Select(s => new Wire.SupervisionRecordStep
            {
                State = EnumMap<Wire.SupervisionRecordState, SupervisionRecordState>.ToWire(s.State), TakenBy = s.By, Time = s.At.ToTimestamp(), Remarks = s.Remarks, Values = { s.Values.Select(v => v.ToProto()) },
            }),
        },
        Etag = Etag.Of(one.Version), CreateTime = one.CreatedAt.ToTimestamp(),
    };

    /// <summary>What anyone sees of it: its public fields, by the kind as it is now.</summary>
    public static Wire.PublishedSupervisionRecord ToPublic(this SupervisionRecord one) => new()
    {
        RecordId = $"{one.Id}", KindId = one.Kind, Division = one.Division, Date = Days.Of(one.Date),
        Values = { one.Values.Where(v => Law.Current.Records.GetValueOrDefault(one.Kind)?.Field(v.Field)?.Public == true).Select(v => v.ToProto()) },
    };

    private static Wire.SupervisionLevel LevelOf(DivisionLevel level) => level switch
    {
        DivisionLevel.Province => Wire.SupervisionLevel.Province,
        DivisionLevel.City => Wire.SupervisionLevel.City,
        _ => Wire.SupervisionLevel.County,
    };
}
