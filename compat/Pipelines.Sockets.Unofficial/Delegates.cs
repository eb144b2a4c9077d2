namespace Pipelines.Sockets.Unofficial;

/// <summary>Looks into delegates without allocating.</summary>
public static class Delegates
{
    /// <summary>Whether invoking the delegate calls one method only.</summary>
    public static bool IsSingle(this MulticastDelegate handler)
    {
        ArgumentNullException.ThrowIfNull(handler);
        return handler.HasSingleTarget;
    }

    /// <summary>Gives the methods of a delegate one by one; null has none.</summary>
    public static DelegateEnumerable<T> AsEnumerable<T>(this T? handler)
        where T : MulticastDelegate => new(handler);

    /// <summary>The methods of a delegate.</summary>
    /// <typeparam name="T">The delegate.</typeparam>
    public readonly struct DelegateEnumerable<T>
        where T : MulticastDelegate
    {
        private readonly T? _handler;

        internal DelegateEnumerable(T? handler) => _handler = handler;

        /// <summary>Goes through the methods in the order they are called.</summary>
        public DelegateEnumerator<T> GetEnumerator() => new(_handler);
    }

    /// <summary>Goes through the methods of a delegate.</summary>
    /// <typeparam name="T">The delegate.</typeparam>
    public struct DelegateEnumerator<T>
        where T : MulticastDelegate
    {
        private Delegate.InvocationListEnumerator<T> _methods;

        internal DelegateEnumerator(T? handler) => _methods = Delegate.EnumerateInvocationList(handler);

        /// <summary>The method last moved to.</summary>
        public readonly T Current => _methods.Current;

        /// <summary>Moves to the next method; false at the end.</summary>
        public bool MoveNext() => _methods.MoveNext();
    }
}
