using System.Collections.Frozen;

namespace ShuangJian.Policy;

/// <summary>The index of one parameter: a timeline per division that has entries.</summary>
internal abstract class ParameterTable(ParameterKey key, Parameter parameter)
{
    internal ParameterKey Key { get; } = key;

    internal Parameter Parameter { get; } = parameter;

    /// <summary>The entry that decides at a place on a day, found without the typed index; null when there is none.</summary>
    internal ParameterAnswer Look(DivisionCode division, DateOnly day)
    {
        DatedEntry? repeal = null;
        for (DivisionCode? at = division; at is not null; at = at.Value.Container)
        {
            var entry = Parameter.Entries.LastOrDefault(entry => entry.Division == at && entry.From <= day);
            if (entry is { State: EntryState.Value })
                return new ParameterAnswer(Parameter, ParameterStatus.InForce, entry);
            if (entry is { State: EntryState.Unverified })
                return new ParameterAnswer(Parameter, ParameterStatus.Unverified, entry);
            repeal ??= entry;
        }

        return new ParameterAnswer(Parameter, repeal is null ? ParameterStatus.Absent : ParameterStatus.Repealed, repeal);
    }
}

/// <summary>The typed index of one parameter. A look-up allocates nothing.</summary>
internal sealed class ParameterTable<T> : ParameterTable
    where T : notnull
{
    private readonly FrozenDictionary<int, Step[]> _timelines;

    internal ParameterTable(ParameterKey key, Parameter parameter)
        : base(key, parameter)
    {
        _timelines = parameter.Entries
            .GroupBy(entry => entry.Division.Number)
            .ToFrozenDictionary(group => group.Key, group => group.Select(ToStep).ToArray());
    }

    internal Dated<T>? Find(DivisionCode division, DateOnly day, out ParameterStatus status)
    {
        var dayNumber = day.DayNumber;
        var repealed = false;
        for (var number = division.Number; ; number = Up(number))
        {
            if (_timelines.TryGetValue(number, out var steps))
            {
                for (var i = steps.Length - 1; i >= 0; i--)
                {
                    ref readonly var step = ref steps[i];
                    if (step.FromDay > dayNumber)
                        continue;
                    if (step.State == EntryState.Repealed)
                    {
                        repealed = true;
                        break;
                    }

                    status = step.State == EntryState.Value ? ParameterStatus.InForce : ParameterStatus.Unverified;
                    return step.Value;
                }
            }

            if (number == 0)
                break;
        }

        status = repealed ? ParameterStatus.Repealed : ParameterStatus.Absent;
        return null;
    }

    private static int Up(int number) =>
        number % 100 != 0 ? number - number % 100
        : number % 10_000 != 0 ? number - number % 10_000
        : 0;

    private Step ToStep(DatedEntry entry) => new(
        entry.From.DayNumber,
        entry.State,
        entry.Value is T value ? new Dated<T>(value, entry.From, entry.Division, Parameter.Unit, entry.Basis) : null);

    private readonly record struct Step(int FromDay, EntryState State, Dated<T>? Value);
}
