using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using Spectre.Console;

namespace ShuangJian.Operating;

/// <summary>How answers look: a table for people, JSON for programs.</summary>
internal static class Answers
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    /// <summary>Prints a value as JSON in one line.</summary>
    public static void Print(this IAnsiConsole console, object value) => console.Profile.Out.Writer.WriteLine(JsonSerializer.Serialize(value, Json));

    /// <summary>Prints rows, wide enough to be read by programs too.</summary>
    public static void PrintTable(this IAnsiConsole console, string[] columns, IEnumerable<string[]> rows)
    {
        // Identifiers must come out whole, to be copied.
        console.Profile.Width = Math.Max(console.Profile.Width, 160);
        var table = new Table { Border = TableBorder.Simple };
        foreach (var column in columns) table.AddColumn(new TableColumn(Markup.Escape(column)).NoWrap());
        foreach (var row in rows) table.AddRow(row.Select(Markup.Escape).ToArray());
        console.Write(table);
    }

    /// <summary>Prints one line.</summary>
    public static void PrintLine(this IAnsiConsole console, string line) => console.WriteLine(line);
}
