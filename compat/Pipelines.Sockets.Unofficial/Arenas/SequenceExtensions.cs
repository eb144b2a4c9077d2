namespace Pipelines.Sockets.Unofficial.Arenas;

/// <summary>Turns an element into something else.</summary>
public delegate TResult Projection<T, TResult>(in T value);

/// <summary>Turns an element into something else with the help of a state.</summary>
public delegate TResult Projection<T, TState, TResult>(in T value, in TState state);

/// <summary>Copies what is in sequences.</summary>
public static class SequenceExtensions
{
    /// <summary>Turns every element into one of a new array.</summary>
    public static TResult[] ToArray<T, TResult>(this in Sequence<T> source, Projection<T, TResult> projection)
    {
        if (source.IsEmpty)
            return [];
        var result = new TResult[source.Length];
        source.CopyTo(result, projection);
        return result;
    }

    /// <summary>Turns every element into one of a new array, with the help of a state.</summary>
    public static TResult[] ToArray<T, TState, TResult>(
        this in Sequence<T> source, Projection<T, TState, TResult> projection, in TState state)
    {
        ArgumentNullException.ThrowIfNull(projection);
        if (source.IsEmpty)
            return [];
        var result = new TResult[source.Length];
        var from = source.FirstSpan;
        for (var i = 0; i < from.Length; i++)
            result[i] = projection(in from[i], in state);
        return result;
    }

    /// <summary>Turns every element into one of <paramref name="destination"/>.</summary>
    /// <exception cref="IndexOutOfRangeException">The destination is too short.</exception>
    public static void CopyTo<T, TResult>(
        this in Sequence<T> source, Span<TResult> destination, Projection<T, TResult> projection)
    {
        ArgumentNullException.ThrowIfNull(projection);
        var from = source.FirstSpan;
        for (var i = 0; i < from.Length; i++)
            destination[i] = projection(in from[i]);
    }
}
