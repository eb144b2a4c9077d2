using ShuangJian.Platform.Edge;
using ShuangJian.Policy;
using ParameterUse = ShuangJian.Protos.Type.V1.ParameterUse;
using Wire = ShuangJian.Protos.Policy.V1;

namespace ShuangJian.Supervision;

/// <summary>Carries the law into the contract.</summary>
internal static class PolicyMapping
{
    public static Wire.Parameter ToProto(this ParameterAnswer answer) => new()
    {
        Key = answer.Parameter.Name,
        DescriptionZh = answer.Parameter.DescriptionZh,
        DescriptionEn = answer.Parameter.DescriptionEn,
        Unit = answer.Parameter.Unit.Name,
        InForce = answer.Entry is { } entry
            ? answer.Parameter.ToUse(entry)
            : new ParameterUse { Key = answer.Parameter.Name, Unit = answer.Parameter.Unit.Name },
    };

    /// <summary>An entry with its place, day and basis; the value stays empty when the entry repeals or is not verified.</summary>
    public static ParameterUse ToUse(this Parameter parameter, DatedEntry entry) => new()
    {
        Key = parameter.Name,
        Value = entry.Value is { } value ? parameter.Unit.Quantity(value).Value : "",
        Unit = parameter.Unit.Name,
        From = entry.From.ToText(),
        Division = entry.Division.ToString(),
        Basis = entry.Basis.ToProto(),
    };

    public static Wire.Clause ToProto(this Clause clause, LawDocument document) => new()
    {
        Clause_ = clause.Id,
        Document = clause.Document,
        Division = document.Division.ToString(),
        TitleZh = clause.TitleZh,
        TitleEn = clause.TitleEn,
        Kind = clause.Kind.ToString().ToLowerInvariant(),
        Lead = { clause.Lead },
        Assist = { clause.Assist },
        Group = clause.Group ?? "",
        Due = clause.Due ?? "",
        ServedBy = { clause.ServedBy.Select(s => new Wire.ServedBy { Kind = s.Kind.ToString().ToLowerInvariant(), Name = s.Name }) },
        Duties = { clause.Duties.Select(d => new Wire.Duty { Department = d.Department, MatterZh = d.MatterZh, MatterEn = d.MatterEn }) },
    };

    public static Wire.Rule ToProto(this Rule rule) => new()
    {
        Name = rule.Name,
        TitleZh = rule.TitleZh,
        TitleEn = rule.TitleEn,
        Capability = rule.Capability,
        Clauses = { rule.Clauses },
    };

    public static Wire.Division ToProto(this Division division) => new()
    {
        Code = division.Code.ToString(),
        Name = division.Name,
        FullName = division.FullName,
        Level = division.Level.ToString().ToUpperInvariant(),
        Parent = division.Parent?.ToString() ?? "",
    };

    /// <summary>A day as the contract writes it.</summary>
    public static string ToText(this DateOnly day) => Days.Of(day);
}
