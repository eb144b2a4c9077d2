using ShuangJian.Policy;

namespace ShuangJian.Supervision.Domain;

/// <summary>The refusals around complaints, each with the facts that its reason promises.</summary>
public static class ComplaintRefusals
{
    internal static Refusal Rated() => Refusal.Of("COMPLAINT_STATE", "已经评价过。", "It is rated already.", ("state", "RATED"), ("allowed", "ANSWERED"));

    internal static Refusal NotReopenable(bool reopened) => Refusal.Of(
        "COMPLAINT_NOT_REOPENABLE", reopened ? "只能重新提出一次。" : "已超过重新提出的期限。", reopened ? "It was reopened once." : "The days for reopening are over.",
        ("reopened", reopened ? "true" : "false"));

    /// <summary>The caller's department does not have the duty.</summary>
    public static Refusal NotTheirDuty(string lead) => Refusal.Of(RefusalKind.Denied, "COMPLAINT_DUTY", "此事项不由贵部门牵头办理。", "The department does not lead in this matter.", ("lead", lead));

    /// <summary>Two complaints that cannot be one case.</summary>
    public static Refusal NotAlike() => Refusal.Of("COMPLAINT_NOT_ALIKE", "两件投诉对象不同，或主件已办结。", "The two are not about the same subject, or the main one is at its end.");
}

/// <summary>How alike two texts are.</summary>
public static class TextLikeness
{
    /// <summary>Letters and digits alone, in small letters.</summary>
    public static string Fold(string text) => new([.. text.Normalize(System.Text.NormalizationForm.FormKC).Where(char.IsLetterOrDigit).Select(char.ToLowerInvariant)]);

    /// <summary>Share of pairs of neighbouring characters that both texts have among all that either has, in percent.</summary>
    public static int Percent(string one, string other)
    {
        var (a, b) = (Pairs(Fold(one)), Pairs(Fold(other)));
        if (a.Count == 0 || b.Count == 0) return 0;
        var common = a.Count(b.Contains);
        return 100 * common / (a.Count + b.Count - common);
    }

    private static HashSet<int> Pairs(string text) => [.. Enumerable.Range(0, Math.Max(0, text.Length - 1)).Select(i => (text[i] << 16) | text[i + 1])];
}

/// <summary>What a person said after the complaint, encrypted.</summary>
public sealed class ComplaintRemark
{
    /// <summary>Identifier.</summary>
    public required Guid Id { get; init; }

    /// <summary>The complaint.</summary>
    public required Guid ComplaintId { get; init; }

    /// <summary>What it came with.</summary>
    public required ComplaintAct Act { get; init; }

    /// <summary>When.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Cipher of the text.</summary>
    public required string Cipher { get; init; }
}
