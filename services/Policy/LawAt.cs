using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace ShuangJian.Policy;

/// <summary>
/// The law of one place on one day. A look-up takes the latest entry not after that day, walking county, city,
/// province, nation: a repeal passes on to the next level up, an unverified entry ends the walk without a value.
/// </summary>
public readonly struct LawAt
{
    internal LawAt(Law law, DivisionCode division, DateOnly date)
    {
        Law = law;
        Division = division;
        Date = date;
    }

    /// <summary>The law that is asked.</summary>
    public Law Law { get; }

    /// <summary>The place of the fact judged.</summary>
    public DivisionCode Division { get; }

    /// <summary>The day of the fact judged.</summary>
    public DateOnly Date { get; }

    /// <summary>The same place on another day.</summary>
    public LawAt On(DateOnly date) => new(Law, Division, date);

    /// <summary>The value in force; null when it is absent, repealed or unverified.</summary>
    public Dated<T>? Limit<T>(ParameterKey<T> key)
        where T : notnull => Law.Parameters.TableOf(key).Find(Division, Date, out _);

    /// <summary>The value in force, and why there is none.</summary>
    public Dated<T>? Limit<T>(ParameterKey<T> key, out ParameterStatus status)
        where T : notnull => Law.Parameters.TableOf(key).Find(Division, Date, out status);

    /// <summary>What the law says about a parameter.</summary>
    public ParameterStatus StatusOf<T>(ParameterKey<T> key)
        where T : notnull
    {
        Limit(key, out var status);
        return status;
    }

    /// <summary>The whole answer to a look-up by topic and name, for people and for the record of a decision.</summary>
    /// <exception cref="KeyNotFoundException">There is no such parameter.</exception>
    public ParameterAnswer Explain(string parameter) => Law.Parameters.TableOf(parameter).Look(Division, Date);

    /// <summary>A breach when <paramref name="observed"/> is above the limit; UNDETERMINED when the limit is unverified.</summary>
    /// <param name="key">The limit, which still allows its own value.</param>
    /// <param name="subject">What is judged.</param>
    /// <param name="observed">The value observed.</param>
    /// <param name="zh">The Chinese message; <c>{limit}</c> and <c>{observed}</c> stand for the values.</param>
    /// <param name="en">The English message, likewise.</param>
    /// <param name="rule">The name of the rule; the calling method's when omitted.</param>
    public Finding? AtMost<T>(
        ParameterKey<T> key, string subject, T observed, string zh, string en, [CallerMemberName] string rule = "")
        where T : IComparable<T> => Judge(key, subject, observed, limit => observed.CompareTo(limit) <= 0, zh, en, rule);

    /// <summary>A breach when <paramref name="observed"/> is below the limit; UNDETERMINED when the limit is unverified.</summary>
    /// <inheritdoc cref="AtMost"/>
    public Finding? AtLeast<T>(
        ParameterKey<T> key, string subject, T observed, string zh, string en, [CallerMemberName] string rule = "")
        where T : IComparable<T> => Judge(key, subject, observed, limit => observed.CompareTo(limit) >= 0, zh, en, rule);

    /// <summary>
    /// A breach when a thing happens although the flag forbids it; UNDETERMINED when the flag is unverified. A thing
    /// that does not happen is never a finding.
    /// </summary>
    /// <param name="key">The flag that forbids when it is true.</param>
    /// <param name="subject">What is judged.</param>
    /// <param name="happens">Whether the thing happens.</param>
    /// <param name="zh">The Chinese message.</param>
    /// <param name="en">The English message.</param>
    /// <param name="rule">The name of the rule; the calling method's when omitted.</param>
    public Finding? Forbidden(
        ParameterKey<bool> key, string subject, bool happens, string zh, string en, [CallerMemberName] string rule = "") =>
        happens ? Judge<bool, bool>(key, subject, true, forbidden => !forbidden, zh, en, rule) : null;

    /// <summary>Judges by any comparison: null when <paramref name="holds"/> or when no text sets the parameter.</summary>
    /// <param name="key">The parameter.</param>
    /// <param name="subject">What is judged.</param>
    /// <param name="observed">The value observed, in the unit of the parameter.</param>
    /// <param name="holds">Whether the observed value is allowed under the limit.</param>
    /// <param name="zh">The Chinese message; <c>{limit}</c> and <c>{observed}</c> stand for the values.</param>
    /// <param name="en">The English message, likewise.</param>
    /// <param name="rule">The name of the rule; the calling method's when omitted.</param>
    public Finding? Judge<T, TObserved>(
        ParameterKey<T> key, string subject, TObserved observed, Func<T, bool> holds, string zh, string en,
        [CallerMemberName] string rule = "")
        where T : notnull
        where TObserved : notnull
    {
        if (!TryLimit(key, subject, out var limit, out var open, rule))
            return open;
        return holds(limit.Value) ? null : limit.Breach(subject, observed, zh, en, rule);
    }

    /// <summary>Takes the value in force for a rule that does more than compare; without one the rule returns <paramref name="open"/>.</summary>
    /// <param name="key">The parameter.</param>
    /// <param name="subject">What is judged.</param>
    /// <param name="limit">The value in force.</param>
    /// <param name="open">UNDETERMINED when the value is unverified; null when no text sets it, for then there is nothing to find.</param>
    /// <param name="rule">The name of the rule; the calling method's when omitted.</param>
    public bool TryLimit<T>(
        ParameterKey<T> key, string subject, [NotNullWhen(true)] out Dated<T>? limit, out Finding? open,
        [CallerMemberName] string rule = "")
        where T : notnull
    {
        limit = Limit(key, out var status);
        open = status == ParameterStatus.Unverified ? Undetermined(key, subject, rule) : null;
        return limit is not null;
    }

    /// <summary>The finding that a rule cannot be decided because its parameter is not verified here.</summary>
    public Finding Undetermined<T>(ParameterKey<T> key, string subject, [CallerMemberName] string rule = "")
        where T : notnull
    {
        var answer = Explain(key.Name);
        return new Finding(
            rule,
            Severity.Undetermined,
            $"无法判定：{answer.Parameter.DescriptionZh}在{Division}于{Date:yyyy-MM-dd}没有经核实的数值。",
            $"Cannot be decided: there is no verified value for \"{answer.Parameter.DescriptionEn}\" in {Division} on {Date:yyyy-MM-dd}.",
            subject,
            null,
            null,
            answer.Entry is { } entry ? [entry.Basis] : []);
    }
}
