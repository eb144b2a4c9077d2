using Spectre.Console;
using Wire = ShuangJian.Protos.Type.V1;

namespace ShuangJian.Standalone;

/// <summary>Prints the story: chapters, steps, and verdicts with their clauses.</summary>
/// <param name="stepwise">Whether it waits for Enter before each chapter.</param>
internal sealed class Narrator(bool stepwise)
{
    private const string Numbers = "一二三四五六七八九十";
    private readonly IAnsiConsole _console = AnsiConsole.Console;
    private int _chapters;

    /// <summary>Begins a chapter.</summary>
    /// <param name="title">In Chinese and English.</param>
    /// <param name="subtitle">What it is about, in both.</param>
    public void Chapter(string title, string subtitle)
    {
        var number = ++_chapters <= Numbers.Length ? $"{Numbers[_chapters - 1]}" : $"十{Numbers[_chapters - 11]}";
        _console.WriteLine();
        if (stepwise)
        {
            Console.WriteLine($"[{_chapters}] 按回车继续 press Enter: {title}");
            Console.ReadLine();
        }
        _console.Write(new Rule($"[bold]{number} {title}[/]") { Justification = Justify.Left });
        _console.MarkupLine($"[grey]{subtitle}[/]");
    }

    /// <summary>Tells that something was done; the text is markup.</summary>
    public void Step(string markup) => _console.MarkupLine("  • " + markup);

    /// <summary>Adds to the step before it; nothing when empty.</summary>
    public void Note(string text)
    {
        if (text.Length > 0) _console.MarkupLine($"      [grey]{Markup.Escape(text)}[/]");
    }

    /// <summary>Tells a verdict with its clauses.</summary>
    public void Show(Wire.Finding finding)
    {
        var colour = finding.Severity == Wire.Severity.Breach ? "red" : "yellow";
        Step($"[{colour}]{finding.Severity} {finding.Rule}[/]");
        _console.MarkupLine($"      {Markup.Escape(finding.MessageZh)}");
        _console.MarkupLine($"      [grey]{Markup.Escape(finding.MessageEn)}[/]");
        foreach (var basis in finding.Basis) Show(basis);
    }

    /// <summary>Tells where something comes from.</summary>
    public void Show(Wire.LegalBasis basis) =>
        _console.MarkupLine($"      依据 basis [bold]{basis.Clause}[/] {Markup.Escape(basis.TitleZh)} ({basis.Date}, {basis.Grade})");

    /// <summary>What an officer holds on findings that the platform leaves to a person.</summary>
    public static IEnumerable<Wire.Determination> Settle(IEnumerable<Wire.Finding> findings) =>
        findings.Where(f => f.Severity == Wire.Severity.Undetermined).Select(f => f.Rule).Distinct().Select(rule => new Wire.Determination { Rule = rule, Breached = false, Reason = "经核实，符合现行规定。" });

    /// <summary>Shows a text as it is read by those whom it concerns.</summary>
    public void Paper(string title, string text) => _console.Write(new Panel(Markup.Escape(text)) { Header = new PanelHeader(title) });
}
