using System.Globalization;
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
    /// <summary>Reads values as the kind wants them; tells everything that is wrong with them, each with its path.</summary>
    public static IReadOnlyList<RecordValue> ToValues(this Wire.SchoolRecord wire, RecordKind kind, List<FieldProblem> problems)
    {
        var values = new List<RecordValue>();
        var paths = new Dictionary<string, string>();
        foreach (var (value, i) in wire.Values.Select((v, i) => (v, i)))
        {
            var path = $"record.values[{i}]";
            if (kind.Field(value.FieldId) is not { } field) problems.Add(new($"{path}.field_id", "该类记录没有此字段", "is no field of the kind"));
            else if (!paths.TryAdd(field.Id, $"{path}.number")) problems.Add(new($"{path}.field_id", "与前面的字段重复", "stands there twice"));
            else if (Problem(value, field) is { } problem) problems.Add(new($"{path}.{problem.Part}", problem.Zh, problem.En));
            else values.Add(new RecordValue(field.Id, value.ValueCase == Wire.RecordValue.ValueOneofCase.Number ? value.Number : null,
                value.ValueCase == Wire.RecordValue.ValueOneofCase.Text ? value.Text : null, value.ValueCase == Wire.RecordValue.ValueOneofCase.Flag ? value.Flag : null));
        }
        foreach (var share in kind.Indicators)
        {
            var (part, whole) = (values.Find(v => v.Field == share.Part)?.Number, values.Find(v => v.Field == share.Whole)?.Number);
            if (part > whole) problems.Add(new(paths[share.Part], $"大于{kind.Field(share.Whole)!.Zh}", $"is more than {share.Whole}"));
        }
        return values;
    }

    public static Wire.SchoolRecord ToProto(this SchoolRecord record) => new()
    {
        RecordId = $"{record.Id}",
        KindId = record.Kind,
        SchoolCode = record.SchoolCode,
        Division = record.Division,
        AboutSchoolCode = record.AboutSchool,
        Date = Days.Of(record.Date),
        Values = { record.Values.Select(ToProto) },
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
        Values = { record.Values.Where(v => Law.Current.Records.GetValueOrDefault(record.Kind)?.Field(v.Field)?.Public == true).Select(ToProto) },
    };

    public static Wire.SchoolRecordStep ToProto(this SchoolRecordStep step) => new()
    {
        State = EnumMap<Wire.SchoolRecordState, SchoolRecordState>.ToWire(step.State), TakenBy = step.By, Time = step.At.ToTimestamp(), Remarks = step.Remarks, Values = { step.Values.Select(ToProto) },
    };

    public static Wire.RecordKind ToProto(this RecordKind kind) => new()
    {
        KindId = kind.Id,
        NameZh = kind.Zh,
        NameEn = kind.En,
        Clauses = { kind.Clauses },
        Keeper = EnumMap<Wire.RecordKeeper, RecordKeeper>.ToWire(kind.Keeper),
        AboutSchool = kind.AboutSchool,
        OncePerYear = kind.OncePerYear,
        Fields =
        {
            kind.Fields.Select(f => new Wire.RecordField
            {
                FieldId = f.Id, NameZh = f.Zh, NameEn = f.En, Type = EnumMap<Wire.RecordFieldType, RecordFieldType>.ToWire(f.Type), Unit = f.Unit, Least = f.Least, Most = f.Most, Required = f.Required,
                Public = f.Public, Must = f.Must, Options = { f.Options },
            }),
        },
        Indicators =
        {
            kind.Indicators.Select(i => new Wire.RecordIndicator { IndicatorId = i.Id, NameZh = i.Zh, NameEn = i.En, Part = i.Part, Whole = i.Whole, Target = i.Target?.Name ?? "" }),
        },
    };

    private static (string Part, string Zh, string En)? Problem(Wire.RecordValue value, RecordField field)
    {
        var expected = field.Type switch
        {
            RecordFieldType.Count => Wire.RecordValue.ValueOneofCase.Number,
            RecordFieldType.Flag => Wire.RecordValue.ValueOneofCase.Flag,
            _ => Wire.RecordValue.ValueOneofCase.Text,
        };
        if (value.ValueCase != expected) return ($"{expected.ToString().ToLowerInvariant()}", "类型不符", "is of another type");
        return field.Type switch
        {
            RecordFieldType.Count when value.Number < field.Least || value.Number > field.Most => ("number", $"应在{field.Least}至{field.Most}之间", $"is not between {field.Least} and {field.Most}"),
            RecordFieldType.Text when value.Text.Length < field.Least || value.Text.Length > field.Most =>
                ("text", $"应为{field.Least}至{field.Most}个字符", $"has not between {field.Least} and {field.Most} characters"),
            RecordFieldType.Choice when !field.Options.Contains(value.Text) => ("text", $"应为{string.Join("、", field.Options)}之一", $"is none of {string.Join(", ", field.Options)}"),
            RecordFieldType.Date when !DateOnly.TryParseExact(value.Text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _) => ("text", "应为 YYYY-MM-DD 格式的日期", "is no date YYYY-MM-DD"),
            _ => null,
        };
    }

    private static Wire.RecordValue ToProto(RecordValue value)
    {
        var wire = new Wire.RecordValue { FieldId = value.Field };
        if (value.Number is { } number) wire.Number = number;
        if (value.Text is { } text) wire.Text = text;
        if (value.Flag is { } flag) wire.Flag = flag;
        return wire;
    }
}
