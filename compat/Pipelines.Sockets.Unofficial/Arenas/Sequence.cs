namespace Pipelines.Sockets.Unofficial.Arenas;

/// <summary>A <see cref="Sequence{T}"/> whose element type is left open, so that a type can hold a sequence of itself.</summary>
public readonly struct Sequence : IEquatable<Sequence>
{
    private readonly Array? _array;
    private readonly int _offset;
    private readonly int _length;

    internal Sequence(Array? array, int offset, int length)
    {
        _array = array;
        _offset = offset;
        _length = length;
    }

    /// <summary>The number of elements.</summary>
    public long Length => _length;

    /// <summary>Whether there are no elements.</summary>
    public bool IsEmpty => _length == 0;

    /// <summary>Gives the sequence its element type back.</summary>
    /// <exception cref="InvalidCastException">The elements are of another type.</exception>
    public Sequence<T> Cast<T>() => _array is null ? default : new Sequence<T>((T[])_array, _offset, _length);

    /// <summary>Two sequences are equal when they are the same elements in memory.</summary>
    public bool Equals(Sequence other) =>
        ReferenceEquals(_array, other._array) && _offset == other._offset && _length == other._length;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Sequence other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(_array, _offset, _length);

    /// <summary>Compares by place in memory.</summary>
    public static bool operator ==(Sequence left, Sequence right) => left.Equals(right);

    /// <summary>Compares by place in memory.</summary>
    public static bool operator !=(Sequence left, Sequence right) => !left.Equals(right);
}

/// <summary>Elements handed out by an <see cref="Arena{T}"/>, in one piece.</summary>
/// <typeparam name="T">The element.</typeparam>
public readonly struct Sequence<T> : IEquatable<Sequence<T>>
{
    private readonly T[]? _array;
    private readonly int _offset;
    private readonly int _length;

    internal Sequence(T[] array, int offset, int length)
    {
        _array = array;
        _offset = offset;
        _length = length;
    }

    /// <summary>The number of elements.</summary>
    public long Length => _length;

    /// <summary>Whether there are no elements.</summary>
    public bool IsEmpty => _length == 0;

    /// <summary>Whether the elements lie in one piece, which they do.</summary>
    public bool IsSingleSegment => true;

    /// <summary>The elements of the first piece, which are all.</summary>
    public Span<T> FirstSpan => new(_array, _offset, _length);

    /// <summary>The pieces, of which there is one unless the sequence is empty.</summary>
    public SpanEnumerable Spans => new(FirstSpan);

    /// <summary>Gives an element in place.</summary>
    /// <exception cref="IndexOutOfRangeException">There is no such element.</exception>
    public ref T this[int index] => ref FirstSpan[index];

    /// <summary>Leaves the element type open.</summary>
    public Sequence Untyped() => new(_array, _offset, _length);

    /// <summary>Goes through the elements in place.</summary>
    public Enumerator GetEnumerator() => new(FirstSpan);

    /// <summary>Two sequences are equal when they are the same elements in memory.</summary>
    public bool Equals(Sequence<T> other) => Untyped().Equals(other.Untyped());

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Sequence<T> other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => Untyped().GetHashCode();

    /// <summary>Compares by place in memory.</summary>
    public static bool operator ==(Sequence<T> left, Sequence<T> right) => left.Equals(right);

    /// <summary>Compares by place in memory.</summary>
    public static bool operator !=(Sequence<T> left, Sequence<T> right) => !left.Equals(right);

    /// <summary>Goes through elements in place.</summary>
    public ref struct Enumerator
    {
        private readonly Span<T> _span;
        private int _index;

        internal Enumerator(Span<T> span)
        {
            _span = span;
            _index = -1;
        }

        /// <summary>The element last moved to.</summary>
        public readonly ref T Current => ref _span[_index];

        /// <summary>Moves to the next element; false at the end.</summary>
        public bool MoveNext() => ++_index < _span.Length;

        /// <summary>Moves to the next element and gives it.</summary>
        /// <exception cref="IndexOutOfRangeException">There is none.</exception>
        public ref T GetNext() => ref _span[++_index];
    }

    /// <summary>The pieces of a sequence.</summary>
    public readonly ref struct SpanEnumerable
    {
        private readonly Span<T> _span;

        internal SpanEnumerable(Span<T> span) => _span = span;

        /// <summary>Goes through the pieces.</summary>
        public SpanEnumerator GetEnumerator() => new(_span);
    }

    /// <summary>Goes through the pieces of a sequence.</summary>
    public ref struct SpanEnumerator
    {
        private bool _moved;

        internal SpanEnumerator(Span<T> span) => Current = span;

        /// <summary>The piece last moved to.</summary>
        public Span<T> Current { get; }

        /// <summary>Moves to the next piece; false at the end.</summary>
        public bool MoveNext()
        {
            var first = !_moved && !Current.IsEmpty;
            _moved = true;
            return first;
        }
    }
}
