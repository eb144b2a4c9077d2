using ShuangJian.Contracts;
using ShuangJian.Policy;
using Wire = ShuangJian.Protos.Type.V1;

namespace ShuangJian.Platform.Edge;

/// <summary>Carries findings into the contract and into events; the one place where that is done.</summary>
public static class FindingMapping
{
    /// <summary>A finding as the contract carries it.</summary>
    public static Wire.Finding ToProto(this Finding finding)
    {
        var wire = new Wire.Finding
        {
            Rule = finding.Rule,
            Severity = finding.Severity switch
            {
                Severity.Breach => Wire.Severity.Breach,
                Severity.Undetermined => Wire.Severity.Undetermined,
                _ => Wire.Severity.Warning,
            },
            MessageZh = finding.MessageZh,
            MessageEn = finding.MessageEn,
            Subject = finding.Subject,
            Limit = finding.Limit?.ToProto(),
            Observed = finding.Observed?.ToProto(),
        };
        wire.Basis.Add(finding.Basis.Select(ToProto));
        return wire;
    }

    /// <summary>A quantity as the contract carries it.</summary>
    public static Wire.Quantity ToProto(this Quantity quantity) => new() { Value = quantity.Value, Unit = quantity.Unit };

    /// <summary>A basis as the contract carries it.</summary>
    public static Wire.LegalBasis ToProto(this LegalBasis basis) => new()
    {
        Document = basis.Document,
        Clause = basis.Clause,
        TitleZh = basis.TitleZh,
        Date = Days.Of(basis.Date),
        Grade = basis.Grade.ToString(),
        Note = basis.Note ?? "",
    };

    /// <summary>The use of a parameter as the contract carries it.</summary>
    public static Wire.ParameterUse ToProto(this ParameterUse use) => new()
    {
        Key = use.Key, Value = use.Value, Unit = use.Unit, From = Days.Of(use.From), Division = use.Division ?? "", Basis = use.Basis?.ToProto(),
    };

    /// <summary>A finding as events carry it.</summary>
    public static FindingFact ToFact(this Finding finding) => new(
        finding.Rule,
        finding.Severity.ToString().ToUpperInvariant(),
        finding.MessageZh,
        finding.MessageEn,
        Text(finding.Limit),
        Text(finding.Observed),
        [.. finding.Basis.Select(b => b.Clause)]);

    private static string? Text(Quantity? quantity) => quantity is null ? null : $"{quantity.Value} {quantity.Unit}";
}
