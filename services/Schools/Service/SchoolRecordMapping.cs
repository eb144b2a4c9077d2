using Google.Protobuf.WellKnownTypes;
using ShuangJian.Platform.Data;
using ShuangJian.Platform.Edge;
using ShuangJian.Policy;
using ShuangJian.Schools.Domain;
using Wire = ShuangJian.Protos.School.V1;

namespace ShuangJian.Schools;

/// <summary>Records between contract, law data and domain.</summary>
internal static class SchoolRecordMapping
{
    public static Wire.SchoolRecord ToProto(this SchoolRecord record) => new()
    {
        RecordId = $"{record.Id}",
        KindId = record.Kind,
        SchoolCode = record.SchoolCode,
        Division = record.Division,
        AboutSchoolCode = record.AboutSchool,
        Date = Days.Of(record.Date),
        Values = { record.Values.Select(v => v.ToProto()) },
        State = EnumMap<Wire.SchoolRecordState, SchoolRecordState>.ToWire(record.State),
        Findings = { record.Findings.Select(f => f.ToProto()) },
        Remarks = record.Remarks,
        Etag = Etag.Of(record.Version),
        CreateTime = record.CreatedAt.ToTimestamp(),
        UpdateTime = record.UpdatedAt.ToTimestamp(),
    };

    /// <summary>What anyone sees of it: its public fields, by the kind as it is now.</summary>
    public static Wire.PublishedRecord ToPublic(this SchoolRecord record) => new()
    {
        RecordId = $"{record.Id}", KindId = record.Kind, SchoolCode = record.SchoolCode.Length > 0 ? record.SchoolCode : record.AboutSchool, Division = record.Division, Date = Days.Of(record.Date),
        Values = { record.Values.Where(v => Law.Current.Records.GetValueOrDefault(record.Kind)?.Field(v.Field)?.Public == true).Select(v => v.ToProto()) },
    };

    public static Wire.SchoolRecordStep ToProto(this SchoolRecordStep step) => new()
    {
        State = EnumMap<Wire.SchoolRecordState, SchoolRecordState>.ToWire(step.State), TakenBy = step.By, Time = step.At.ToTimestamp(), Remarks = step.Remarks, Values = { step.Values.Select(v => v.ToProto()) },
    };
}
