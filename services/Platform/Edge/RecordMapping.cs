using ShuangJian.Policy;
using Wire = ShuangJian.Protos.School.V1;

namespace ShuangJian.Platform.Edge;

/// <summary>Kinds and values of records between contract and law data; the one place where that is done, for schools and supervision.</summary>
public static class RecordMapping
{
    /// <summary>Reads values as the kind wants them; tells everything that is wrong with them, each with its path.</summary>
    public static IReadOnlyList<RecordValue> ToValues(this IEnumerable<Wire.RecordValue> wire, RecordKind kind, List<FieldProblem> problems)
    {
        var values = new List<RecordValue>();
        var paths = new Dictionary<string, string>();
        foreach (var (value, i) in wire.Select((v, i) => (v, i)))
        {
            var path = $"record.values[{i}]";
            var read = new RecordValue(
                value.FieldId, value.ValueCase == Wire.RecordValue.ValueOneofCase.Number ? value.Number : null, value.ValueCase == Wire.RecordValue.ValueOneofCase.Text ? value.Text : null,
                value.ValueCase == Wire.RecordValue.ValueOneofCase.Flag ? value.Flag : null);
            if (kind.Field(value.FieldId) is not { } field) problems.Add(new($"{path}.field_id", "该类记录没有此字段", "is no field of the kind"));
            else if (!paths.TryAdd(field.Id, $"{path}.number")) problems.Add(new($"{path}.field_id", "与前面的字段重复", "stands there twice"));
            else if (RecordValues.Problem(field, read) is { } problem) problems.Add(new($"{path}.{problem.Part}", problem.Zh, problem.En));
            else values.Add(read);
        }
        foreach (var share in kind.Indicators)
        {
            var (part, whole) = (values.Find(v => v.Field == share.Part)?.Number, values.Find(v => v.Field == share.Whole)?.Number);
            if (part > whole) problems.Add(new(paths[share.Part], $"大于{kind.Field(share.Whole)!.Zh}", $"is more than {share.Whole}"));
        }
        return values;
    }

    /// <summary>A value as the contract carries it.</summary>
    public static Wire.RecordValue ToProto(this RecordValue value)
    {
        var wire = new Wire.RecordValue { FieldId = value.Field };
        if (value.Number is { } number) wire.Number = number;
        if (value.Text is { } text) wire.Text = text;
        if (value.Flag is { } flag) wire.Flag = flag;
        return wire;
    }

    /// <summary>A kind as the contract carries it.</summary>
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
}
