using Microsoft.EntityFrameworkCore;
using ShuangJian.Platform.Edge;
using ShuangJian.Policy;
using ShuangJian.Supervision.Domain;
using Wire = ShuangJian.Protos.Supervision.V1;

namespace ShuangJian.Supervision;

/// <summary>Shows and weighs what is inspected.</summary>
internal static class InspectedObjects
{
    /// <summary>Signs of some objects, by one query.</summary>
    public static async Task<Dictionary<string, ObjectSigns>> SignsAsync(SupervisionDb db, string[] codes) =>
        await db.Set<ObjectSigns>().AsNoTracking().Where(s => EF.Parameter(codes).Contains(s.Code)).ToDictionaryAsync(s => s.Code);

    /// <summary>The weight in a draw: what the grade gives, and what repeated breaches of advertising and a risk warning add.</summary>
    public static (int Weight, string Zh) WeightOf(InspectedObject one, ObjectSigns? signs, DateOnly day)
    {
        var law = Law.Current.At(DivisionCode.Parse(one.Division), day);
        var (grade, ads, risk) = (signs?.Grade ?? 0, signs?.AdBreachesOn(day) ?? 0, signs?.Risk ?? 0);
        var parts = new[]
        {
            (Law.DrawWeightByGrade, grade, $"信用等级{(grade == 0 ? "未评" : GradeOf(grade))}"), (Law.DrawWeightByAdBreaches, ads, $"重复违法广告{ads}次"), (Law.DrawWeightByRisk, risk, $"风险预警{risk}级"),
        }.Select(p => (Points: (int)(law.Limit(p.Item1)?.Value.For(p.Item2)?.Value ?? 0), p.Item3)).Where(p => p.Points > 0).ToList();
        // Everybody can be drawn.
        return (Math.Max(1, parts.Sum(p => p.Points)), string.Join('，', parts.Select(p => $"{p.Item2}计{p.Points}")));
    }

    public static string GradeOf(int grade) => grade is >= 1 and <= 4 ? "ABCD"[grade - 1].ToString() : "";

    public static Wire.InspectedObject ToProto(this InspectedObject one, ObjectSigns? signs, DateOnly today) => new()
    {
        Kind = EnumMap<Wire.SubjectKind, SubjectKind>.ToWire(one.Kind), Code = one.Code, Name = one.Name, Division = one.Division, CreditGrade = GradeOf(signs?.Grade ?? 0),
        AdBreaches = signs?.AdBreachesOn(today) ?? 0, RiskLevel = signs?.Risk ?? 0, Weight = WeightOf(one, signs, today).Weight, Since = Days.Of(one.Since), Town = one.Town,
    };
}
