using System.Buffers;
using System.Collections;
using System.Text;

namespace Grpc.Core;

/// <summary>The headers or trailers of a call, in their order; a key may occur more than once.</summary>
/// <remarks>Keys are lower case. A key that ends in <c>-bin</c> has bytes for a value, any other has ASCII text.</remarks>
public sealed class Metadata : IList<Metadata.Entry>
{
    /// <summary>How the key of a binary entry ends.</summary>
    public const string BinaryHeaderSuffix = "-bin";

    /// <summary>No entries, and none can be added.</summary>
    public static readonly Metadata Empty = new() { _isReadOnly = true };

    private readonly List<Entry> _entries = [];
    private bool _isReadOnly;

    /// <inheritdoc/>
    public int Count => _entries.Count;

    /// <inheritdoc/>
    public bool IsReadOnly => _isReadOnly;

    /// <inheritdoc/>
    public Entry this[int index]
    {
        get => _entries[index];
        set
        {
            ArgumentNullException.ThrowIfNull(value);
            CheckWritable();
            _entries[index] = value;
        }
    }

    /// <summary>Gets the last entry with this key, in any case; null when there is none.</summary>
    public Entry? Get(string key)
    {
        for (var i = _entries.Count - 1; i >= 0; i--)
            if (_entries[i].HasKey(key))
                return _entries[i];
        return null;
    }

    /// <summary>Gets the text of the last entry with this key; null when there is none.</summary>
    /// <exception cref="InvalidOperationException">The entry is binary.</exception>
    public string? GetValue(string key) => Get(key)?.Value;

    /// <summary>Gets the bytes of the last entry with this key; null when there is none.</summary>
    public byte[]? GetValueBytes(string key) => Get(key)?.ValueBytes;

    /// <summary>Goes through all entries with this key, first to last.</summary>
    public IEnumerable<Entry> GetAll(string key) => _entries.Where(entry => entry.HasKey(key));

    /// <summary>Adds an entry.</summary>
    /// <exception cref="InvalidOperationException">These are the entries of a call under way, or <see cref="Empty"/>.</exception>
    public void Add(Entry item)
    {
        ArgumentNullException.ThrowIfNull(item);
        CheckWritable();
        _entries.Add(item);
    }

    /// <summary>Adds a text entry.</summary>
    public void Add(string key, string value) => Add(new Entry(key, value));

    /// <summary>Adds a binary entry.</summary>
    public void Add(string key, byte[] valueBytes) => Add(new Entry(key, valueBytes));

    /// <inheritdoc/>
    public void Insert(int index, Entry item)
    {
        ArgumentNullException.ThrowIfNull(item);
        CheckWritable();
        _entries.Insert(index, item);
    }

    /// <inheritdoc/>
    public void RemoveAt(int index)
    {
        CheckWritable();
        _entries.RemoveAt(index);
    }

    /// <inheritdoc/>
    public bool Remove(Entry item)
    {
        CheckWritable();
        return _entries.Remove(item);
    }

    /// <inheritdoc/>
    public void Clear()
    {
        CheckWritable();
        _entries.Clear();
    }

    /// <inheritdoc/>
    public int IndexOf(Entry item) => _entries.IndexOf(item);

    /// <inheritdoc/>
    public bool Contains(Entry item) => _entries.Contains(item);

    /// <inheritdoc/>
    public void CopyTo(Entry[] array, int arrayIndex) => _entries.CopyTo(array, arrayIndex);

    /// <inheritdoc/>
    public IEnumerator<Entry> GetEnumerator() => _entries.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private void CheckWritable()
    {
        if (_isReadOnly)
            throw new InvalidOperationException("The metadata is read only.");
    }

    /// <summary>One header or trailer.</summary>
    public sealed class Entry
    {
        private static readonly SearchValues<char> KeyCharacters =
            SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789._-");

        private readonly string? _text;
        private readonly byte[]? _bytes;

        /// <summary>Builds a binary entry; the bytes are copied.</summary>
        /// <exception cref="ArgumentException">The key is malformed or does not end in <c>-bin</c>.</exception>
        public Entry(string key, byte[] valueBytes)
        {
            ArgumentNullException.ThrowIfNull(valueBytes);
            Key = Normalize(key);
            if (!IsBinary)
                throw new ArgumentException($"The key of a binary value ends in \"{BinaryHeaderSuffix}\".", nameof(key));
            _bytes = (byte[])valueBytes.Clone();
        }

        /// <summary>Builds a text entry.</summary>
        /// <exception cref="ArgumentException">The key is malformed or ends in <c>-bin</c>.</exception>
        public Entry(string key, string value)
        {
            ArgumentNullException.ThrowIfNull(value);
            Key = Normalize(key);
            if (IsBinary)
                throw new ArgumentException($"Only the key of a binary value ends in \"{BinaryHeaderSuffix}\".", nameof(key));
            _text = value;
        }

        /// <summary>The key, in lower case.</summary>
        public string Key { get; }

        /// <summary>The bytes of a binary entry, or the ASCII bytes of a text; a copy each time.</summary>
        public byte[] ValueBytes => _bytes is null ? Encoding.ASCII.GetBytes(_text!) : (byte[])_bytes.Clone();

        /// <summary>The text of the entry.</summary>
        /// <exception cref="InvalidOperationException">The entry is binary.</exception>
        public string Value => _text ?? throw new InvalidOperationException("A binary entry has no text.");

        /// <summary>Whether the value is bytes.</summary>
        public bool IsBinary => Key.EndsWith(BinaryHeaderSuffix, StringComparison.Ordinal);

        /// <inheritdoc/>
        public override string ToString() => _bytes is null
            ? $"[Entry: key={Key}, value={_text}]"
            : $"[Entry: key={Key}, valueBytes={Convert.ToHexString(_bytes)}]";

        internal bool HasKey(string key) => string.Equals(Key, key, StringComparison.OrdinalIgnoreCase);

        private static string Normalize(string key)
        {
            ArgumentNullException.ThrowIfNull(key);
            var normalized = key.ToLowerInvariant();
            if (normalized.Length == 0 || normalized.AsSpan().ContainsAnyExcept(KeyCharacters))
                throw new ArgumentException(
                    "A metadata key consists of letters, digits, underscores, hyphens and dots.", nameof(key));
            return normalized;
        }
    }
}
