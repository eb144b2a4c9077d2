using System.Runtime.CompilerServices;

namespace Pipelines.Sockets.Unofficial.Arenas;

/// <summary>How an arena treats its memory.</summary>
[Flags]
public enum ArenaFlags
{
    /// <summary>Nothing in particular; references are let go of at a reset all the same.</summary>
    None = 0,

    /// <summary>Memory is zeroed when the arena is reset.</summary>
    ClearAtReset = 1 << 0,

    /// <summary>Memory is zeroed when the arena is disposed.</summary>
    ClearAtDispose = 1 << 1,
}

/// <summary>Configures an arena.</summary>
/// <param name="flags">How memory is treated.</param>
/// <param name="blockSizeBytes">The size of a block in bytes; zero or less takes the default.</param>
/// <param name="retentionPolicy">Gives the number of elements to keep from those kept before and those last used; null keeps what was last used.</param>
public sealed class ArenaOptions(
    ArenaFlags flags = ArenaFlags.None, int blockSizeBytes = 0, Func<long, long, long>? retentionPolicy = null)
{
    private const int DefaultBlockSizeBytes = 128 * 1024;

    /// <summary>How memory is treated.</summary>
    public ArenaFlags Flags { get; } = flags;

    /// <summary>The size of a block in bytes.</summary>
    public int BlockSizeBytes { get; } = blockSizeBytes > 0 ? blockSizeBytes : DefaultBlockSizeBytes;

    /// <summary>Gives the number of elements to keep from those kept before and those last used.</summary>
    public Func<long, long, long> RetentionPolicy { get; } = retentionPolicy ?? ((_, used) => used);
}

/// <summary>Says where the blocks of an arena come from; the managed heap is the only place there is.</summary>
/// <typeparam name="T">The element.</typeparam>
public abstract class Allocator<T>
{
    private protected Allocator()
    {
    }
}

/// <summary>Hands out memory that is taken back all at once, which saves an array per reply. Not for concurrent use.</summary>
/// <typeparam name="T">The element.</typeparam>
public sealed class Arena<T> : IDisposable
{
    private readonly ArenaOptions _options;
    private readonly int _blockLength;
    private readonly List<T[]> _blocks = [];
    private int _block;
    private int _offset;
    private long _used;
    private long _retained;
    private bool _disposed;

    /// <summary>Builds an arena without memory yet.</summary>
    /// <param name="options">The configuration; null takes the defaults.</param>
    /// <param name="allocator">Where blocks come from; null takes the managed heap.</param>
    public Arena(ArenaOptions? options = null, Allocator<T>? allocator = null)
    {
        _ = allocator;
        _options = options ?? new ArenaOptions();
        _blockLength = Math.Max(1, _options.BlockSizeBytes / Unsafe.SizeOf<T>());
    }

    /// <summary>Hands out <paramref name="length"/> elements in one piece, good until the next reset.</summary>
    public Sequence<T> Allocate(int length)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        if (length == 0)
            return default;
        while (_block < _blocks.Count && _blocks[_block].Length - _offset < length)
        {
            _block++;
            _offset = 0;
        }

        if (_block == _blocks.Count)
            _blocks.Add(new T[Math.Max(length, _blockLength)]);
        var allocated = new Sequence<T>(_blocks[_block], _offset, length);
        _offset += length;
        _used += length;
        return allocated;
    }

    /// <summary>Takes back everything handed out.</summary>
    public void Reset()
    {
        Clear(ArenaFlags.ClearAtReset);
        _retained = _options.RetentionPolicy(_retained, _used);
        var total = _blocks.Sum(block => (long)block.Length);
        // The first block always stays: most replies fit into it.
        while (_blocks.Count > 1 && total - _blocks[^1].Length >= _retained)
        {
            total -= _blocks[^1].Length;
            _blocks.RemoveAt(_blocks.Count - 1);
        }

        _block = 0;
        _offset = 0;
        _used = 0;
    }

    /// <summary>Takes back everything and lets the memory go.</summary>
    public void Dispose()
    {
        if (_disposed)
            return;
        Clear(ArenaFlags.ClearAtDispose);
        _blocks.Clear();
        _disposed = true;
    }

    private void Clear(ArenaFlags reason)
    {
        if (!RuntimeHelpers.IsReferenceOrContainsReferences<T>() && !_options.Flags.HasFlag(reason))
            return;
        for (var i = 0; i < _blocks.Count && i <= _block; i++)
            Array.Clear(_blocks[i], 0, i == _block ? _offset : _blocks[i].Length);
    }
}
