using System.Text;
using ShuangJian.Platform.Bulk;

namespace ShuangJian.Platform.Tests.Bulk;

/// <summary>Rows of a file, wherever its bytes are cut.</summary>
public sealed class RowSplitterTests
{
    private const string File = "\uFEFF甲,1\r\n\"乙\n二\",2\n\n\"丙 \"\"引号\"\"\r\n,\",3\n5\" 屏,4\n丁,5";

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(7)]
    [InlineData(1000)]
    public void Cut_anywhere_the_rows_are_the_same(int size)
    {
        var rows = Split(Encoding.UTF8.GetBytes(File), size);
        Assert.Equal(["甲,1", "\"乙\n二\",2", "", "\"丙 \"\"引号\"\"\r\n,\",3", "5\" 屏,4", "丁,5"], rows.Select(r => r.Text));
        Assert.Equal([1, 2, 4, 5, 7, 8], rows.Select(r => r.Line));
        Assert.All(rows, r => Assert.False(r.Broken));
        Assert.Equal(Encoding.UTF8.GetByteCount(File), rows[^1].End);
    }

    [Fact]
    public void From_the_end_of_any_row_on_the_rest_is_the_same()
    {
        var bytes = Encoding.UTF8.GetBytes(File);
        var all = Split(bytes, 1000);
        for (var done = 1; done < all.Count; done++)
        {
            var rest = Split(bytes[(int)all[done - 1].End..], 4, all[done - 1].End, all[done].Line - 1);
            Assert.Equal(all.Skip(done), rest);
        }
    }

    [Theory]
    [InlineData(100)]
    [InlineData(100_000)]
    public void A_quote_that_is_never_closed_costs_its_own_line(int linesAfter)
    {
        var rows = Split(Encoding.UTF8.GetBytes("a,1\n\"b,2\n" + string.Concat(Enumerable.Repeat("c,3\n", linesAfter))), 8192);
        Assert.Equal(["a,1", "\"b,2"], rows.Take(2).Select(r => r.Text));
        Assert.Equal([1L], rows.Where(r => r.Broken).Select(r => r.Line - 1));
        Assert.Equal(linesAfter, rows.Count(r => r.Text == "c,3"));
        Assert.Equal(linesAfter + 2, rows[^1].Line);
    }

    [Theory]
    [InlineData(RowSplitter.LongestRow, false)]
    [InlineData(RowSplitter.LongestRow + 1, true)]
    [InlineData(1_000_000, true)]
    public void A_line_that_is_too_long_is_told_and_the_next_is_read(int length, bool broken)
    {
        foreach (var size in new[] { 1000, 2_000_000 })
        {
            var rows = Split(Encoding.UTF8.GetBytes($"{new string('a', length)}\nb\n"), size);
            Assert.Equal((2, broken, "b", length + 3L), (rows.Count, rows[0].Broken, rows[1].Text, rows[1].End));
        }
    }

    [Fact]
    public void In_JSON_a_quote_encloses_no_line_break()
    {
        var splitter = new RowSplitter(csv: false, 0, 0);
        splitter.Add("{\"a\": \"\n{}\n"u8);
        var count = 0;
        while (splitter.TryNext(true, out _)) count++;
        Assert.Equal(2, count);
    }

    private static List<(string Text, long Line, long End, bool Broken)> Split(byte[] bytes, int size, long offset = 0, long line = 0)
    {
        var splitter = new RowSplitter(csv: true, offset, line);
        var rows = new List<(string, long, long, bool)>();
        for (var at = 0; at < bytes.Length; at += size)
        {
            splitter.Add(bytes.AsSpan(at, Math.Min(size, bytes.Length - at)));
            while (splitter.TryNext(at + size >= bytes.Length, out var row))
                rows.Add((row.Broken ? Encoding.UTF8.GetString(row.Bytes.Span[..Math.Min(4, row.Bytes.Length)]) : Encoding.UTF8.GetString(row.Bytes.Span), row.Line, row.End, row.Broken));
        }
        return rows;
    }
}
