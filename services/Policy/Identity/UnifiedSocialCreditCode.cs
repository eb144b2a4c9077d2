namespace ShuangJian.Policy;

/// <summary>Why an identifier is not valid.</summary>
public enum IdentifierProblem
{
    /// <summary>It does not have eighteen characters.</summary>
    Length,

    /// <summary>A character is not allowed at its place.</summary>
    Character,

    /// <summary>The province digits name no province.</summary>
    Province,

    /// <summary>The birth date does not exist.</summary>
    BirthDate,

    /// <summary>The check character of the organisation code within does not fit.</summary>
    OrganisationCheck,

    /// <summary>The last character, the check over all others, does not fit.</summary>
    Check,
}

/// <summary>Unified social credit codes after GB 32100-2015: eighteen upper-case characters with two check characters.</summary>
public static class UnifiedSocialCreditCode
{
    private const string Alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";
    private const string OrganisationAlphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";

    private static ReadOnlySpan<byte> Weights => [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];

    private static ReadOnlySpan<byte> OrganisationWeights => [3, 7, 9, 10, 5, 8, 4, 2];

    /// <summary>Whether the code is well formed and both checks fit.</summary>
    public static bool IsValid(ReadOnlySpan<char> code) => Explain(code) is null;

    /// <summary>The first problem of the code; null when it is valid.</summary>
    public static IdentifierProblem? Explain(ReadOnlySpan<char> code)
    {
        if (code.Length != 18)
            return IdentifierProblem.Length;
        for (var i = 0; i < 18; i++)
            if (i is >= 2 and < 8 ? !char.IsAsciiDigit(code[i]) : !Alphabet.Contains(code[i]))
                return IdentifierProblem.Character;
        if (code[16] != OrganisationCheckOf(code.Slice(8, 8)))
            return IdentifierProblem.OrganisationCheck;
        return code[17] == CheckOf(code[..17]) ? null : IdentifierProblem.Check;
    }

    /// <summary>The eighteenth character for the first seventeen, which must be of the code's alphabet.</summary>
    /// <summary>Completes a code with both check characters.</summary>
    /// <param name="authority">Positions 1 to 8: registration authority, kind and division.</param>
    /// <param name="organisation">Positions 9 to 16: the organisation code without its check character.</param>
    /// <exception cref="ArgumentException">The parts do not have eight characters each, or one that no code has.</exception>
    public static string Complete(string authority, string organisation)
    {
        if (authority.Length != 8 || organisation.Length != 8)
            throw new ArgumentException("Both parts of a code have eight characters.");
        var seventeen = $"{authority}{organisation}{OrganisationCheckOf(organisation)}";
        var code = seventeen + CheckOf(seventeen);
        return IsValid(code) ? code : throw new ArgumentException($"'{authority}{organisation}' holds a character that no code has.");
    }

    internal static char CheckOf(ReadOnlySpan<char> seventeen)
    {
        var sum = 0;
        for (var i = 0; i < seventeen.Length; i++)
            sum += Alphabet.IndexOf(seventeen[i]) * Weights[i];
        return Alphabet[(31 - sum % 31) % 31];
    }

    /// <summary>The ninth character of an organisation code for its first eight.</summary>
    internal static char OrganisationCheckOf(ReadOnlySpan<char> eight)
    {
        var sum = 0;
        for (var i = 0; i < eight.Length; i++)
            sum += OrganisationAlphabet.IndexOf(eight[i]) * OrganisationWeights[i];
        return (11 - sum % 11) switch { 10 => 'X', 11 => '0', var digit => (char)('0' + digit) };
    }
}
