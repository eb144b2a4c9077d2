using System.Text;

namespace ShuangJian.Institutions.Domain;

/// <summary>Addresses as they are compared: the same premises are written in many ways.</summary>
public static class Premises
{
    private const string Digits = "零一二三四五六七八九";

    /// <summary>
    /// The address without spaces and punctuation, with half-width lower-case letters and digits for the simple
    /// Chinese numerals, so that 测试路一号２层 and 测试路1号 二层 are the same.
    /// </summary>
    public static string Normal(string address)
    {
        var text = new StringBuilder(address.Length);
        foreach (var letter in address.Normalize(NormalizationForm.FormKC))
        {
            var digit = letter == '〇' ? 0 : Digits.IndexOf(letter);
            if (digit >= 0)
                text.Append(digit);
            else if (char.IsLetterOrDigit(letter))
                text.Append(char.ToLowerInvariant(letter));
        }

        return text.ToString();
    }
}
