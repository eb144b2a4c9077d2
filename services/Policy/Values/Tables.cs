using System.Collections;

namespace ShuangJian.Policy;

/// <summary>A band of a table; both ends belong to it.</summary>
/// <param name="From">The first number in the band.</param>
/// <param name="To">The last number in the band; null when it is open above.</param>
/// <param name="Value">The value of the band, in the unit that the parameter's description names.</param>
public sealed record Band(int From, int? To, long Value);

/// <summary>Values by bands that follow each other without gap or overlap, such as fees by class size.</summary>
public sealed class BandTable : IReadOnlyList<Band>
{
    private readonly Band[] _bands;

    internal BandTable(Band[] bands) => _bands = bands;

    /// <inheritdoc/>
    public int Count => _bands.Length;

    /// <inheritdoc/>
    public Band this[int index] => _bands[index];

    /// <summary>The band that holds <paramref name="number"/>; null below the first or above the last.</summary>
    public Band? For(int number) => Array.Find(_bands, band => band.From <= number && (band.To is null || number <= band.To));

    /// <inheritdoc/>
    public IEnumerator<Band> GetEnumerator() => ((IEnumerable<Band>)_bands).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => _bands.GetEnumerator();

    /// <summary>The bands on one line, such as <c>1–10: 7000; 11–20: 5000; 31+: 3500</c>.</summary>
    public override string ToString() =>
        string.Join("; ", _bands.Select(band => $"{band.From}{(band.To is null ? "+" : $"–{band.To}")}: {band.Value}"));
}

/// <summary>A list of words that a parameter names, such as advertising channels.</summary>
public sealed class TextList : IReadOnlyList<string>
{
    private readonly string[] _texts;

    internal TextList(string[] texts) => _texts = texts;

    /// <inheritdoc/>
    public int Count => _texts.Length;

    /// <inheritdoc/>
    public string this[int index] => _texts[index];

    /// <summary>Whether the list names <paramref name="text"/> exactly.</summary>
    public bool Contains(string text) => Array.IndexOf(_texts, text) >= 0;

    /// <inheritdoc/>
    public IEnumerator<string> GetEnumerator() => ((IEnumerable<string>)_texts).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => _texts.GetEnumerator();

    /// <summary>The words separated by commas.</summary>
    public override string ToString() => string.Join(", ", _texts);
}
