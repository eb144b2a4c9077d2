using System.Runtime.CompilerServices;

namespace ShuangJian.Policy;

/// <summary>Makes findings from dated values, so that a rule says only what it compares and how it speaks.</summary>
public static class FindingText
{
    /// <summary>A breach of a limit.</summary>
    /// <param name="limit">The limit that is broken.</param>
    /// <param name="subject">What was judged.</param>
    /// <param name="observed">The value observed, in the unit of the limit.</param>
    /// <param name="zh">The Chinese message; <c>{limit}</c> and <c>{observed}</c> stand for the values.</param>
    /// <param name="en">The English message, likewise.</param>
    /// <param name="rule">The name of the rule; the calling method's when omitted.</param>
    public static Finding Breach<T>(
        this Dated<T> limit, string subject, object observed, string zh, string en, [CallerMemberName] string rule = "")
        where T : notnull
    {
        var seen = limit.Unit.Quantity(observed);
        return new Finding(
            rule,
            Severity.Breach,
            Fill(zh, limit.Quantity, seen, limit.Unit.NameZh),
            Fill(en, limit.Quantity, seen, ""),
            subject,
            limit.Quantity,
            seen,
            [limit.Basis]);
    }

    /// <summary>The finding that a limit cannot be applied because a fact is missing.</summary>
    /// <param name="limit">The limit that would apply.</param>
    /// <param name="subject">What was to be judged.</param>
    /// <param name="zh">The Chinese message, which says what is missing.</param>
    /// <param name="en">The English message, likewise.</param>
    /// <param name="rule">The name of the rule; the calling method's when omitted.</param>
    public static Finding Undetermined<T>(
        this Dated<T> limit, string subject, string zh, string en, [CallerMemberName] string rule = "")
        where T : notnull => new(rule, Severity.Undetermined, zh, en, subject, limit.Quantity, null, [limit.Basis]);

    /// <summary>The finding that a limit cannot be applied because the holidays of a year are not known.</summary>
    /// <param name="limit">The limit that would apply.</param>
    /// <param name="subject">What was to be judged.</param>
    /// <param name="year">The year without a holiday notice, from <see cref="CalendarAnswer{T}.UnknownYear"/>.</param>
    /// <param name="rule">The name of the rule; the calling method's when omitted.</param>
    public static Finding UnknownYear<T>(this Dated<T> limit, string subject, int year, [CallerMemberName] string rule = "")
        where T : notnull => limit.Undetermined(
            subject, $"无法判定：尚无{year}年的放假安排。", $"Cannot be decided: no holiday notice is known for {year}.", rule);

    /// <summary>A finding that rests on clauses and knows no number.</summary>
    /// <param name="law">The law of the place and day.</param>
    /// <param name="severity">How much it weighs.</param>
    /// <param name="subject">What was judged.</param>
    /// <param name="zh">The Chinese message.</param>
    /// <param name="en">The English message.</param>
    /// <param name="clauses">Clause ids; only those of documents in force at the place and day are cited.</param>
    /// <param name="rule">The name of the rule; the calling method's when omitted.</param>
    /// <returns>The finding; null when none of the clauses is in force there.</returns>
    public static Finding? ByClauses(
        this LawAt law, Severity severity, string subject, string zh, string en, string[] clauses,
        [CallerMemberName] string rule = "")
    {
        var basis = clauses.Where(clause => IsInForce(law, clause)).Select(law.Law.Clauses.BasisOf).ToList();
        return basis.Count == 0 ? null : new Finding(rule, severity, zh, en, subject, null, null, basis);
    }

    private static bool IsInForce(LawAt law, string clauseId) =>
        law.Law.Clauses.TryGet(clauseId, out var clause)
        && law.Law.Clauses.TryGetDocument(clause.Document, out var document)
        && document.Division.Contains(law.Division)
        && document.InForceFrom <= law.Date
        && (document.InForceTo is null || law.Date <= document.InForceTo);

    private static string Fill(string text, Quantity limit, Quantity observed, string unit) => text
        .Replace("{limit}", limit.Value + unit, StringComparison.Ordinal)
        .Replace("{observed}", observed.Value + unit, StringComparison.Ordinal);
}
