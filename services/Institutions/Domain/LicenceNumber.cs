using System.Globalization;

namespace ShuangJian.Institutions.Domain;

/// <summary>Number of a licence: division, year and a sequence within both, such as <c>110101-2026-00001</c>.</summary>
public readonly record struct LicenceNumber
{
    private const int SequenceMost = 99_999;

    /// <summary>Makes a number.</summary>
    /// <param name="division">The division whose authorities licensed, six digits.</param>
    /// <param name="year">Year of the licence.</param>
    /// <param name="sequence">Place among the licences of that division and year, 1 to 99,999.</param>
    /// <exception cref="FormatException"><paramref name="division"/> is no division code.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number does not fit its digits.</exception>
    public LicenceNumber(string division, int year, int sequence)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(year, 1000);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(year, 9999);
        ArgumentOutOfRangeException.ThrowIfLessThan(sequence, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(sequence, SequenceMost);
        Division = Policy.DivisionCode.Parse(division).ToString();
        Year = year;
        Sequence = sequence;
    }

    /// <summary>The division.</summary>
    public string Division { get; }

    /// <summary>The year.</summary>
    public int Year { get; }

    /// <summary>The place among the licences of division and year.</summary>
    public int Sequence { get; }

    /// <summary>Reads a number in the platform's own form; null for any other, which another register gave.</summary>
    public static LicenceNumber? Read(string text)
    {
        var parts = text.Split('-');
        return parts is [_, { Length: 4 }, { Length: 5 }] && Policy.DivisionCode.TryParse(parts[0], out _)
            && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var year) && year >= 1000
            && int.TryParse(parts[2], NumberStyles.None, CultureInfo.InvariantCulture, out var sequence) && sequence >= 1
                ? new LicenceNumber(parts[0], year, sequence) : null;
    }

    /// <summary>The number as it is printed.</summary>
    public override string ToString() => $"{Division}-{Year:D4}-{Sequence:D5}";
}
