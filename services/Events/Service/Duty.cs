using System.Collections.Concurrent;
using ShuangJian.Platform.Edge;
using ShuangJian.Platform.Identity;
using ShuangJian.Platform.Messaging;
using ShuangJian.Policy;
using Department = ShuangJian.Protos.Type.V1.Department;

namespace ShuangJian.Events;

/// <summary>What a department may hear in a place, by the law of a day.</summary>
public static class Duty
{
    private static readonly ConcurrentDictionary<(string, string, DateOnly), IReadOnlyList<HeardEvent>> Known = new();

    /// <summary>Days that are remembered before all are forgotten: the law is asked by today, and a process lives for months.</summary>
    private const int MostKnown = 20_000;

    /// <summary>The types that a department hears, each with the duty it comes from.</summary>
    public static IReadOnlyList<HeardEvent> HeardBy(string department, string division, DateOnly day)
    {
        if (Known.Count > MostKnown) Known.Clear();
        return Known.GetOrAdd((department, division, day), _ => Law.Current.Duties.HeardBy(code => Is(code, department), DivisionCode.Parse(division), day));
    }

    /// <summary>The types that a subscription delivers on a day: those asked for, as far as the duty allows them.</summary>
    public static IReadOnlyList<string> DeliveredTypes(this Subscription one, DateOnly day)
    {
        var heard = HeardBy(one.Department, one.Division, day).Select(h => h.Type);
        return [.. one.Types.Count == 0 ? heard : heard.Intersect(one.Types, StringComparer.Ordinal)];
    }

    /// <summary>Refuses types that the department's duty does not call for.</summary>
    /// <exception cref="Rejection">A type is none; SUBSCRIPTION_BEYOND_DUTY.</exception>
    public static void Check(string department, string division, IReadOnlyList<string> types, DateOnly day)
    {
        var unknown = types.Select((type, i) => (type, i)).Where(t => !Names.Contains(t.type))
            .Select(t => new FieldProblem($"types[{t.i}]", "没有这种事件", "is no type of event")).ToList();
        if (unknown.Count > 0) throw Rejection.Invalid(unknown);
        var heard = HeardBy(department, division, day).Select(h => h.Type).ToHashSet(StringComparer.Ordinal);
        var beyond = heard.Count == 0 && types.Count == 0 ? ["*"] : types.Where(type => !heard.Contains(type)).Distinct().ToList();
        if (beyond.Count == 0) return;
        throw new Refusal(RefusalKind.Denied, "SUBSCRIPTION_BEYOND_DUTY", "所订阅的事件不属于本部门在该地的职责。", "The duty of the department in that place does not call for these events.")
        {
            Facts = new Dictionary<string, string> { ["department"] = department, ["types"] = string.Join(',', beyond) },
            Findings = [.. beyond.Select(type => EventIsBeyondDuty(type, department, division, day))],
        };
    }

    /// <summary>Tells whose duty a type of event is, instead of the department's that asked.</summary>
    private static Finding EventIsBeyondDuty(string type, string department, string division, DateOnly day)
    {
        var duties = Law.Current.Duties.All.Where(m => Law.Current.Duties.EventsOf(m.Id).Contains(type))
            .Select(m => Law.Current.Duties.Of(m, DivisionCode.Parse(division), day)).ToList();
        var whose = string.Join(", ", duties.SelectMany(d => d.Parties.Lead.Concat(d.Parties.Assist)).Distinct());
        return new(
            nameof(EventIsBeyondDuty), Severity.Breach, $"{department} 在 {division} 对 {type} 没有职责；该事件由 {whose} 负责",
            $"{department} has no duty for {type} in {division}; it is that of {whose}", type, null, null, [.. duties.Select(d => d.Basis).DistinctBy(b => b.Clause)]);
    }

    /// <summary>A section of a district's education committee acts in the committee's name.</summary>
    private static bool Is(string code, string department) =>
        code == department || (department == Department.Education.ToCode() && !Codes.TryDepartment(code, out _));

    /// <summary>Every type of event of the platform.</summary>
    public static IReadOnlySet<string> Names { get; } = CloudEvents.All.Values.Select(n => n.FullName).ToHashSet(StringComparer.Ordinal);
}
