namespace ShuangJian.Platform.Bulk;

/// <summary>A row as it stands in a file.</summary>
/// <param name="Bytes">The row without its line end; valid until the next call of the splitter.</param>
/// <param name="Line">Line on which it starts, from 1.</param>
/// <param name="Lines">Lines it takes.</param>
/// <param name="End">Bytes of the file up to its end, the line end included.</param>
/// <param name="Broken">True when it is too long, or a quote in it is never closed.</param>
public readonly record struct FileRow(ReadOnlyMemory<byte> Bytes, long Line, int Lines, long End, bool Broken);

/// <summary>
/// Cuts the bytes of a file, which come in pieces cut anywhere, into rows, and knows where each ends, so that an
/// import can go on from there. In CSV a line break between quotes belongs to the row; a quote that is never closed
/// costs its own line and not the rest of the file. What stands in a row is not looked at here.
/// </summary>
/// <param name="csv">True when quotes enclose line breaks.</param>
/// <param name="offset">Bytes of the file before those that come first.</param>
/// <param name="line">Lines of the file before those that come first.</param>
internal sealed class RowSplitter(bool csv, long offset, long line)
{
    /// <summary>Bytes that a row may have.</summary>
    public const int LongestRow = 64 * 1024;

    private byte[] _buffer = new byte[LongestRow];
    private int _start;
    private int _count;
    private int _scanned;
    private bool _open;
    private int _closedAt = -2;
    private int _breaks;
    private int _firstBreak = -1;
    private bool _skipping;
    private long _offset = offset;
    private long _line = line;

    /// <summary>Bytes of the file that came so far.</summary>
    public long Received => _offset + _count;

    /// <summary>Takes the next bytes of the file.</summary>
    public void Add(ReadOnlySpan<byte> data)
    {
        if (_start + _count + data.Length > _buffer.Length)
        {
            var target = _count + data.Length > _buffer.Length ? new byte[Math.Max(_buffer.Length * 2, _count + data.Length)] : _buffer;
            _buffer.AsSpan(_start, _count).CopyTo(target);
            (_buffer, _start) = (target, 0);
        }
        data.CopyTo(_buffer.AsSpan(_start + _count));
        _count += data.Length;
    }

    /// <summary>The next row; false when more bytes are needed to tell where it ends.</summary>
    /// <param name="last">True when no more bytes come.</param>
    /// <param name="row">The row.</param>
    public bool TryNext(bool last, out FileRow row)
    {
        if (TryScan(last, out row)) return true;
        if (_firstBreak >= 0 && (_count > LongestRow || (last && _open)))
        {
            row = Cut(_firstBreak, 1, 1, broken: true);
            return true;
        }
        if (_count > LongestRow) Skip();
        if (!last || (_count == 0 && !_skipping)) return false;
        row = Cut(_count, 0, 1, broken: _open);
        return true;
    }

    private bool TryScan(bool last, out FileRow row)
    {
        var span = _buffer.AsSpan(_start, _count);
        while (_scanned < _count)
        {
            var rest = span[_scanned..];
            var found = csv && !_skipping ? rest.IndexOfAny((byte)'"', (byte)'\n') : rest.IndexOf((byte)'\n');
            if (found < 0) break;
            var at = _scanned + found;
            if (span[at] == '"' && at + 1 == _count && !last)
            {
                // What a quote is, the byte after it tells.
                _scanned = at;
                row = default;
                return false;
            }
            _scanned = at + 1;
            if (span[at] == '"') Quote(span, at);
            else if (_open) Break(at);
            else
            {
                row = Cut(at, 1, _breaks + 1, broken: false);
                return true;
            }
        }
        _scanned = _count;
        row = default;
        return false;
    }

    /// <summary>
    /// A quote opens a field only where one starts, or right after one that closed: two of them are a quote in the text.
    /// It closes one only where a field ends.
    /// </summary>
    private void Quote(ReadOnlySpan<byte> span, int at)
    {
        var next = at + 1 < _count ? span[at + 1] : (byte)'\n';
        if (_open && next is (byte)',' or (byte)'\r' or (byte)'\n' or (byte)'"') (_open, _closedAt) = (false, at);
        else if (!_open) _open = at == 0 || span[at - 1] == ',' || _closedAt == at - 1;
    }

    private void Break(int at)
    {
        _breaks++;
        if (_firstBreak < 0) _firstBreak = at;
    }

    /// <summary>A line that is too long is not kept: only where it ends matters.</summary>
    private void Skip()
    {
        _skipping = true;
        _offset += _count;
        Forget();
        (_start, _count) = (0, 0);
    }

    private FileRow Cut(int length, int lineEnd, int lines, bool broken)
    {
        var bytes = _buffer.AsMemory(_start, length);
        if (bytes.Length > 0 && bytes.Span[^1] == '\r') bytes = bytes[..^1];
        if (_offset == 0 && bytes.Span.StartsWith("\uFEFF"u8)) bytes = bytes[3..];
        broken |= _skipping || length > LongestRow;
        _offset += length + lineEnd;
        var row = new FileRow(bytes, _line + 1, lines, _offset, broken);
        _line += lines;
        _start += length + lineEnd;
        _count -= length + lineEnd;
        _skipping = false;
        Forget();
        return row;
    }

    private void Forget() => (_scanned, _open, _closedAt, _breaks, _firstBreak) = (0, false, -2, 0, -1);
}
