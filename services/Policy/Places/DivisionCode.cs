namespace ShuangJian.Policy;

/// <summary>The level of an administrative division.</summary>
public enum DivisionLevel
{
    /// <summary>The whole country, 000000.</summary>
    Nation,

    /// <summary>A province, autonomous region or municipality, such as 530000.</summary>
    Province,

    /// <summary>A prefecture-level city, such as 530100.</summary>
    City,

    /// <summary>A county, district or county-level city, such as 530102.</summary>
    County,
}

/// <summary>
/// A six-digit GB/T 2260 code. It states where a division lies by its shape alone, so a withdrawn or unknown
/// code still has a level and containers.
/// </summary>
public readonly record struct DivisionCode : IComparable<DivisionCode>
{
    private DivisionCode(int number) => Number = number;

    /// <summary>The whole country, 000000, which is also the default value.</summary>
    public static DivisionCode Nation => default;

    /// <summary>The code as a number, 0 to 999999.</summary>
    public int Number { get; }

    /// <summary>The level that the trailing zeros tell.</summary>
    public DivisionLevel Level =>
        Number == 0 ? DivisionLevel.Nation
        : Number % 10_000 == 0 ? DivisionLevel.Province
        : Number % 100 == 0 ? DivisionLevel.City
        : DivisionLevel.County;

    /// <summary>The province that this code lies in; the nation for the nation itself.</summary>
    public DivisionCode Province => new(Number / 10_000 * 10_000);

    /// <summary>The city that this code lies in; the province for a province.</summary>
    public DivisionCode City => new(Number / 100 * 100);

    /// <summary>The significant digits: empty, <c>53</c>, <c>5301</c> or <c>530102</c>.</summary>
    public string Prefix => ToString()[..(2 * (int)Level)];

    /// <summary>Reads six digits.</summary>
    /// <exception cref="FormatException">The text is not a division code.</exception>
    public static DivisionCode Parse(ReadOnlySpan<char> text) =>
        TryParse(text, out var code) ? code : throw new FormatException($"'{text}' is not a six-digit division code.");

    /// <summary>Reads six digits; answers false for anything else, also for shapes no code can have (000100, 530001).</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out DivisionCode code)
    {
        code = default;
        if (text.Length != 6)
            return false;
        var number = 0;
        foreach (var digit in text)
        {
            if (!char.IsAsciiDigit(digit))
                return false;
            number = number * 10 + (digit - '0');
        }

        var hole = (number / 10_000 == 0 && number != 0) || (number / 100 % 100 == 0 && number % 100 != 0);
        if (hole)
            return false;
        code = new DivisionCode(number);
        return true;
    }

    /// <summary>Whether <paramref name="other"/> is this division or lies in it.</summary>
    public bool Contains(DivisionCode other) => Level switch
    {
        DivisionLevel.Nation => true,
        DivisionLevel.Province => other.Province == this,
        DivisionLevel.City => other.City == this,
        _ => other == this,
    };

    /// <summary>The next division up by shape; null for the nation.</summary>
    public DivisionCode? Container => Level switch
    {
        DivisionLevel.County => City,
        DivisionLevel.City => Province,
        DivisionLevel.Province => Nation,
        _ => null,
    };

    /// <inheritdoc/>
    public int CompareTo(DivisionCode other) => Number.CompareTo(other.Number);

    /// <summary>The six digits.</summary>
    public override string ToString() => Number.ToString("D6");

    /// <summary>Orders codes by number.</summary>
    public static bool operator <(DivisionCode left, DivisionCode right) => left.Number < right.Number;

    /// <summary>Orders codes by number.</summary>
    public static bool operator >(DivisionCode left, DivisionCode right) => left.Number > right.Number;

    /// <summary>Orders codes by number.</summary>
    public static bool operator <=(DivisionCode left, DivisionCode right) => left.Number <= right.Number;

    /// <summary>Orders codes by number.</summary>
    public static bool operator >=(DivisionCode left, DivisionCode right) => left.Number >= right.Number;
}
