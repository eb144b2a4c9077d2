using ShuangJian.Platform.Data;
using ShuangJian.Policy;
using ShuangJian.Protos.Event.V1;

namespace ShuangJian.Events;

/// <summary>Which events of the log a subscription delivers.</summary>
public sealed class LogFilter
{
    private readonly HashSet<string> _types;

    /// <summary>Makes one.</summary>
    /// <param name="division">Place; those within it are included.</param>
    /// <param name="types">Types.</param>
    public LogFilter(string division, IReadOnlyCollection<string> types)
    {
        var place = DivisionCode.Parse(division);
        (First, Last) = Columns.RangeOf(place);
        IsEverywhere = place == DivisionCode.Nation;
        _types = new(types, StringComparer.Ordinal);
        IsEverything = _types.IsSupersetOf(Duty.Names);
        Types = [.. _types];
        Keys = KeysOf(place);
    }

    /// <summary>First code of the place.</summary>
    public string First { get; }

    /// <summary>Last code of the place.</summary>
    public string Last { get; }

    /// <summary>Whether every place is included.</summary>
    public bool IsEverywhere { get; }

    /// <summary>Whether every type is included.</summary>
    public bool IsEverything { get; }

    /// <summary>The types.</summary>
    public string[] Types { get; }

    /// <summary>Routing keys by which a queue is bound to get the same.</summary>
    public IReadOnlyList<string> Keys { get; }

    /// <summary>Whether an event is among them.</summary>
    public bool Takes(LoggedEvent one) =>
        (IsEverywhere || (string.CompareOrdinal(one.Division, First) >= 0 && string.CompareOrdinal(one.Division, Last) <= 0)) && (IsEverything || _types.Contains(one.Type));

    /// <summary>The same events of the log.</summary>
    public IQueryable<LogEntry> Of(IQueryable<LogEntry> log)
    {
        var (first, last, types) = (First, Last, Types);
        if (!IsEverywhere) log = log.Where(e => string.Compare(e.Division, first) >= 0 && string.Compare(e.Division, last) <= 0);
        return IsEverything ? log : log.Where(e => types.Contains(e.Type));
    }

    private List<string> KeysOf(DivisionCode place)
    {
        var prefix = place.Prefix;
        var words = Enumerable.Range(0, 3).Select(i => prefix.Length > 2 * i ? prefix[(2 * i)..(2 * i + 2)] : "*");
        return [.. (IsEverything ? (IEnumerable<string>)["*.*"] : _types.Order(StringComparer.Ordinal)).Select(type => $"{string.Join('.', words)}.{type}")];
    }
}
