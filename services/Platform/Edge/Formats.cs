using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using ShuangJian.Policy;
using ShuangJian.Protos.Type.V1;

namespace ShuangJian.Platform.Edge;

/// <summary>Checks the form of one string.</summary>
internal static partial class Formats
{
    public static (string Zh, string En)? Problem(string text, FieldRule rule, int defaultLength)
    {
        if (text.Length == 0) return rule.Required ? ("必填", "is required") : null;
        var most = rule.MaxLength == 0 ? defaultLength : (int)rule.MaxLength;
        // In UTF-16 units, as SQL Server counts the width of its columns; so a text of megabytes is never counted through.
        if (text.Length > most) return ($"最多 {most} 个字符", $"has {text.Length} characters, at most {most} are allowed");
        var length = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            length++;
            if (rune == Rune.ReplacementChar) return ("含有无效的 UTF-8", "holds invalid UTF-8 or the replacement character");
            if (Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate
                    or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
                && !(rule.Format == Format.Text && rune.Value is '\n' or '\r' or '\t'))
                return ("含有控制字符", $"holds the control character U+{rune.Value:X4}");
        }
        if (length < rule.MinLength) return ($"至少 {rule.MinLength} 个字符", $"has {length} characters, at least {rule.MinLength} are needed");
        if (string.IsNullOrWhiteSpace(text)) return ("不得为空白", "is blank");
        return ProblemOfForm(text, rule.Format);
    }

    private static (string Zh, string En)? ProblemOfForm(string text, Format format) => format switch
    {
        Format.Division => DivisionCode.TryParse(text, out var code) && Law.Current.Divisions.TryGet(code, out _)
            ? null : ("不是现行行政区划代码", "is not the code of a division"),
        Format.UnifiedSocialCreditCode => UnifiedSocialCreditCode.IsValid(text)
            ? null : ("不是有效的统一社会信用代码", "is not a valid unified social credit code"),
        Format.ResidentIdentity => ResidentIdentity.IsValid(text)
            ? null : ("不是有效的公民身份号码", "is not a valid resident identity number"),
        Format.Uuid => Uuid().IsMatch(text)
            ? null : ("不是 UUID", "is not a UUID in lower case"),
        Format.Date => Days.TryRead(text, out var date) && date.Year is >= 1900 and <= 2200
            ? null : ("不是日期（YYYY-MM-DD）", "is not a date YYYY-MM-DD between 1900 and 2200"),
        Format.Phone => Phone().IsMatch(text) ? null : ("不是电话号码", "is not a telephone number"),
        Format.Identifier => Identifier().IsMatch(text) ? null : ("不是标识符", "is not an identifier"),
        Format.Sha256 => Sha256().IsMatch(text) ? null : ("不是 SHA-256 摘要", "is not a SHA-256 digest"),
        _ => null,
    };

    [GeneratedRegex(@"^(1[3-9][0-9]{9}|0[0-9]{2,3}-?[0-9]{7,8})\z")]
    private static partial Regex Phone();

    [GeneratedRegex(@"^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\z")]
    private static partial Regex Uuid();

    [GeneratedRegex(@"^[A-Za-z0-9][A-Za-z0-9-]{0,79}\z")]
    private static partial Regex Identifier();

    [GeneratedRegex(@"^[0-9a-f]{64}\z")]
    private static partial Regex Sha256();
}
