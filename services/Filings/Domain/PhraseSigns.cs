using System.Runtime.CompilerServices;
using ShuangJian.Policy;

namespace ShuangJian.Filings.Domain;

/// <summary>Signs that a text gives by its words, beside those of <see cref="ContentRules"/>; a person looks.</summary>
internal static class PhraseSigns
{
    /// <summary>A finding when the text has a phrase of the list.</summary>
    public static Finding? Find(
        string list, Severity severity, string subject, string text, LawAt law, string zh, string en, [CallerMemberName] string rule = "")
    {
        var phrases = law.Law.Phrases[list];
        var hits = phrases.Find(text);
        if (hits.Count == 0) return null;
        var words = string.Join("、", hits.Select(h => $"“{text.Substring(h.Start, h.Length)}”").Distinct());
        return law.ByClauses(severity, subject, $"{zh}，文本出现{words}，须人工核查。", $"{en}; the text says {words}; a person decides.", [.. phrases.Clauses], rule);
    }
}
