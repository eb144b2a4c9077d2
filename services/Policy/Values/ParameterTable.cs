using System.Collections.Frozen;

namespace ShuangJian.Policy;

/// <summary>The index of one parameter.</summary>
internal abstract class ParameterTable(ParameterKey key, Parameter parameter)
{
    internal ParameterKey Key { get; } = key;

    internal Parameter Parameter { get; } = parameter;

    /// <summary>What the law says at a place on a day, with the entry that decides.</summary>
    internal abstract ParameterAnswer Look(DivisionCode division, DateOnly day);
}

/// <summary>The typed index: a timeline per division that has entries. A look-up of a value allocates nothing.</summary>
internal sealed class ParameterTable<T> : ParameterTable
    where T : notnull
{
    private readonly FrozenDictionary<int, Step[]> _timelines;

    internal ParameterTable(ParameterKey key, Parameter parameter)
        : base(key, parameter) => _timelines = parameter.Entries
            .GroupBy(entry => entry.Division.Number)
            .ToFrozenDictionary(group => group.Key, group => group.Select(ToStep).ToArray());

    internal Dated<T>? Find(DivisionCode division, DateOnly day, out ParameterStatus status) =>
        Seek(division.Number, day.DayNumber, out status).Value;

    internal override ParameterAnswer Look(DivisionCode division, DateOnly day)
    {
        var step = Seek(division.Number, day.DayNumber, out var status);
        return new ParameterAnswer(Parameter, status, step.Entry);
    }

    /// <summary>Walks the levels up to the first entry that is no repeal; without one, the lowest repeal decides.</summary>
    private Step Seek(int division, int day, out ParameterStatus status)
    {
        var repeal = default(Step);
        while (true)
        {
            if (_timelines.TryGetValue(division, out var steps) && LastNotAfter(steps, day) is >= 0 and var last)
            {
                ref readonly var step = ref steps[last];
                if (step.Entry!.State != EntryState.Repealed)
                {
                    status = step.Value is null ? ParameterStatus.Unverified : ParameterStatus.InForce;
                    return step;
                }

                if (repeal.Entry is null)
                    repeal = step;
            }

            if (division == 0)
                break;
            division = Up(division);
        }

        status = repeal.Entry is null ? ParameterStatus.Absent : ParameterStatus.Repealed;
        return repeal;
    }

    private static int LastNotAfter(Step[] steps, int day)
    {
        var last = steps.Length - 1;
        while (last >= 0 && steps[last].FromDay > day)
            last--;
        return last;
    }

    private static int Up(int division) =>
        division % 100 != 0 ? division - division % 100
        : division % 10_000 != 0 ? division - division % 10_000
        : 0;

    private Step ToStep(DatedEntry entry) => new(
        entry.From.DayNumber,
        entry,
        entry.Value is T value ? new Dated<T>(value, entry.From, entry.Division, Parameter.Unit, entry.Basis) : null);

    private readonly record struct Step(int FromDay, DatedEntry? Entry, Dated<T>? Value);
}
