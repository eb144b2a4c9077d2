using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ShuangJian.Platform.Data;
using ShuangJian.Platform.Edge;
using ShuangJian.Protos.Institution.V1;

namespace ShuangJian.Platform.Bulk;

/// <summary>How far a batch has come; written in the transaction that stores its rows, so that the two never differ.</summary>
public abstract class FileBatch
{
    /// <summary>Identifier, made by the caller.</summary>
    public required Guid Id { get; init; }

    /// <summary>Division within which its rows lie.</summary>
    public required string Division { get; init; }

    /// <summary>Form of the file.</summary>
    public required FileFormat Format { get; init; }

    /// <summary>SHA-256 of the header with which it was begun.</summary>
    public required byte[] HeaderDigest { get; init; }

    /// <summary>Field of each column of a CSV file; null before its first line was read.</summary>
    public IReadOnlyList<string>? Columns { get; set; }

    /// <summary>How far it has come.</summary>
    public ImportState State { get; set; } = ImportState.Running;

    /// <summary>Bytes of the file whose rows are decided.</summary>
    public long Offset { get; set; }

    /// <summary>Lines of the file whose rows are decided.</summary>
    public long Line { get; set; }

    /// <summary>Rows read.</summary>
    public long Rows { get; set; }

    /// <summary>Rows that were taken.</summary>
    public long Stored { get; set; }

    /// <summary>Rows refused.</summary>
    public long Refused { get; set; }

    /// <summary>Digest over all decided rows.</summary>
    public byte[] Digest { get; set; } = new byte[32];

    /// <summary>When it was begun, UTC.</summary>
    public required DateTime CreatedAt { get; init; }

    /// <summary>When rows were committed last, UTC.</summary>
    public required DateTime UpdatedAt { get; set; }

    /// <summary>Grows by one with every commit: of two calls that go on with a batch, one wins.</summary>
    public long Version { get; set; }
}

/// <summary>What is wrong with a row of a batch.</summary>
public sealed class RowFault
{
    private const int LongestText = 200;

    /// <summary>The batch.</summary>
    public required Guid Batch { get; init; }

    /// <summary>Number of the row, from 1.</summary>
    public required long Row { get; init; }

    /// <summary>Place among the faults of the row, from 0.</summary>
    public required int Ordinal { get; init; }

    /// <summary>Line on which the row starts, from 1.</summary>
    public required long Line { get; init; }

    /// <summary>Path of the field.</summary>
    public required string Field { get; init; }

    /// <summary>What is wrong, in Chinese.</summary>
    public required string Zh { get; init; }

    /// <summary>What is wrong, in English.</summary>
    public required string En { get; init; }

    /// <summary>A fault for each problem of a row.</summary>
    public static IEnumerable<RowFault> Of<TRow>(Guid batch, ReadRow<TRow> row, IReadOnlyList<FieldProblem> problems) => problems.Select((problem, ordinal) => new RowFault
    {
        Batch = batch, Row = row.Number, Ordinal = ordinal, Line = row.Line, Field = Cut(problem.Field), Zh = Cut(problem.Zh), En = Cut(problem.En),
    });

    /// <summary>As the contract tells it.</summary>
    public RowError ToProto() => new() { Row = Row, Line = Line, Field = Field, MessageZh = Zh, MessageEn = En };

    private static string Cut(string text) => text.Length > LongestText ? text[..LongestText] : text;
}

/// <summary>How batches and their faults are kept and paged.</summary>
public static class FileBatches
{
    /// <summary>Maps a kind of batch.</summary>
    public static void IsFileBatch<T>(this EntityTypeBuilder<T> row, string table)
        where T : FileBatch
    {
        row.ToTable(table);
        row.HasKey(b => b.Id);
        row.Property(b => b.Id).ValueGeneratedNever();
        row.Property(b => b.Division).HasMaxLength(6);
        row.Property(b => b.Columns).HasJson();
        row.Property(b => b.Version).IsConcurrencyToken();
        row.HasIndex(b => new { b.Division, b.CreatedAt });
    }

    /// <summary>Maps the faults of rows.</summary>
    public static void IsRowFault(this EntityTypeBuilder<RowFault> row, string table)
    {
        row.ToTable(table);
        row.HasKey(f => new { f.Batch, f.Row, f.Ordinal });
        row.Property(f => f.Zh).HasMaxLength(300);
        row.Property(f => f.En).HasMaxLength(300);
    }

    /// <summary>Batches of a division and those within it.</summary>
    public static IQueryable<T> Within<T>(this IQueryable<T> rows, string division)
        where T : FileBatch => rows.Within(division, b => b.Division);

    /// <summary>One page, newest first, and the token of the next.</summary>
    public static async Task<(IReadOnlyList<T> Rows, string Next)> PageAsync<T>(
        this IQueryable<T> rows, Google.Protobuf.IMessage request, int pageSize, string pageToken, CancellationToken cancellation)
        where T : FileBatch
    {
        if (Paging.AfterMoment(request, pageToken) is var (moment, id))
        {
            var at = moment.UtcDateTime;
            rows = rows.Where(b => b.CreatedAt < at || (b.CreatedAt == at && b.Id < id));
        }
        var size = Paging.Size(pageSize);
        var page = await rows.OrderByDescending(b => b.CreatedAt).ThenByDescending(b => b.Id).Take(size + 1).ToListAsync(cancellation);
        return ([.. page.Take(size)], page.Count > size ? Paging.Token(request, page[size - 1].CreatedAt, page[size - 1].Id) : "");
    }

    /// <summary>One page of faults in the order of the file, and the token of the next.</summary>
    public static async Task<(IReadOnlyList<RowFault> Rows, string Next)> PageAsync(
        this IQueryable<RowFault> rows, Google.Protobuf.IMessage request, int pageSize, string pageToken, CancellationToken cancellation)
    {
        if (Paging.After(request, pageToken) is { } after)
        {
            if (after.Split('/') is not [var first, var second] || !long.TryParse(first, NumberStyles.None, CultureInfo.InvariantCulture, out var row)
                || !int.TryParse(second, NumberStyles.None, CultureInfo.InvariantCulture, out var ordinal))
                throw Paging.Invalid();
            rows = rows.Where(f => f.Row > row || (f.Row == row && f.Ordinal > ordinal));
        }
        var size = Paging.Size(pageSize);
        var page = await rows.OrderBy(f => f.Row).ThenBy(f => f.Ordinal).Take(size + 1).ToListAsync(cancellation);
        return ([.. page.Take(size)], page.Count > size ? Paging.Token(request, $"{page[size - 1].Row}/{page[size - 1].Ordinal}") : "");
    }
}
