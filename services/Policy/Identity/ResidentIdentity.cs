namespace ShuangJian.Policy;

/// <summary>Resident identity numbers after GB 11643-1999: address, birth date, sequence and a check character.</summary>
public static class ResidentIdentity
{
    private const string Checks = "10X98765432";

    private static ReadOnlySpan<byte> Weights => [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

    // The thirty-four provinces, and 83 and 91 of residence permits that share the format.
    private static ReadOnlySpan<byte> Provinces =>
        [11, 12, 13, 14, 15, 21, 22, 23, 31, 32, 33, 34, 35, 36, 37, 41, 42, 43, 44, 45, 46, 50, 51, 52, 53, 54,
         61, 62, 63, 64, 65, 71, 81, 82, 83, 91];

    /// <summary>Whether the number is well formed and its check fits.</summary>
    public static bool IsValid(ReadOnlySpan<char> number) => Explain(number) is null;

    /// <summary>A number of seventeen digits with its check, for samples and tests.</summary>
    /// <param name="seventeen">The digits.</param>
    public static string Complete(string seventeen) => $"{seventeen}{CheckOf(seventeen)}";

    /// <summary>The first problem of the number; null when it is valid.</summary>
    public static IdentifierProblem? Explain(ReadOnlySpan<char> number)
    {
        if (number.Length != 18)
            return IdentifierProblem.Length;
        foreach (var digit in number[..17])
            if (!char.IsAsciiDigit(digit))
                return IdentifierProblem.Character;
        if (!char.IsAsciiDigit(number[17]) && number[17] != 'X')
            return IdentifierProblem.Character;
        if (!Provinces.Contains((byte)Digits(number[..2])))
            return IdentifierProblem.Province;
        if (!TryReadDate(number.Slice(6, 8), out _))
            return IdentifierProblem.BirthDate;
        return number[17] == CheckOf(number[..17]) ? null : IdentifierProblem.Check;
    }

    /// <summary>The birth date of a valid number; false when the number is not valid.</summary>
    public static bool TryGetBirthDate(ReadOnlySpan<char> number, out DateOnly birthDate)
    {
        birthDate = default;
        return IsValid(number) && TryReadDate(number.Slice(6, 8), out birthDate);
    }

    /// <summary>
    /// Whether the person is under eighteen on <paramref name="date"/>; null when the number is not valid. Who is
    /// born on 29 February comes of age on 1 March.
    /// </summary>
    public static bool? IsMinorOn(ReadOnlySpan<char> number, DateOnly date)
    {
        if (!TryGetBirthDate(number, out var birth))
            return null;
        var hadBirthday = (date.Month, date.Day).CompareTo((birth.Month, birth.Day)) >= 0;
        return date.Year - birth.Year - (hadBirthday ? 0 : 1) < 18;
    }

    /// <summary>The eighteenth character for seventeen digits.</summary>
    internal static char CheckOf(ReadOnlySpan<char> seventeen)
    {
        var sum = 0;
        for (var i = 0; i < seventeen.Length; i++)
            sum += (seventeen[i] - '0') * Weights[i];
        return Checks[sum % 11];
    }

    private static int Digits(ReadOnlySpan<char> digits)
    {
        var number = 0;
        foreach (var digit in digits)
            number = number * 10 + (digit - '0');
        return number;
    }

    private static bool TryReadDate(ReadOnlySpan<char> digits, out DateOnly date)
    {
        date = default;
        int year = Digits(digits[..4]), month = Digits(digits.Slice(4, 2)), day = Digits(digits[6..]);
        if (year < 1 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month))
            return false;
        date = new DateOnly(year, month, day);
        return true;
    }
}
