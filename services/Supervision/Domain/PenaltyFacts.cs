using ShuangJian.Policy;

namespace ShuangJian.Supervision.Domain;

#pragma warning disable CS1591 // The words of these enums are those of the contract, where each is explained.
/// <summary>Who is to be punished.</summary>
public enum PenaltyPartyKind { Institution, Organisation, Person }

/// <summary>What led to a case.</summary>
public enum PenaltySource { Inspection, Complaint, Event, Transfer, OwnFinding }
#pragma warning restore CS1591

/// <summary>What is known of a breach. What is null is not known, and never taken for granted.</summary>
/// <param name="Kind">Name of the kind of breach.</param>
/// <param name="EndedOn">Last day of the breach; the law of that day decides.</param>
/// <param name="FoundOn">Day on which it was found.</param>
/// <param name="Category">Category of the training; null when nobody has told it.</param>
/// <param name="Gravity">How grave it is.</param>
/// <param name="GainsFen">Illegal gains, fen.</param>
/// <param name="RefundedFen">What of them was paid back already, fen.</param>
/// <param name="Pupils">Pupils that were trained.</param>
/// <param name="Staff">Persons who trained or ran it.</param>
/// <param name="Premises">Whether there are premises or an app.</param>
/// <param name="Organised">Whether there is an organisation of its own.</param>
/// <param name="InServiceTeacher">Whether an in-service school teacher taught.</param>
/// <param name="Repeated">Whether the party was punished for the like before.</param>
public sealed record PenaltyFacts(
    string Kind, DateOnly EndedOn, DateOnly FoundOn, TrainingCategory? Category, BreachGravity Gravity, long? GainsFen, long RefundedFen, int? Pupils, int? Staff, bool? Premises,
    bool? Organised, bool InServiceTeacher, bool Repeated);

/// <summary>What the facts lead to: article, power, measures, range, and why.</summary>
/// <param name="Kind">Name of the kind of breach.</param>
/// <param name="Article">The article that provides for it.</param>
/// <param name="Authority">Department that holds the power; null when no text names it.</param>
/// <param name="Power">Where that comes from.</param>
/// <param name="Must">Measures that are taken.</param>
/// <param name="May">Measures that may be taken besides.</param>
/// <param name="CountedGainsFen">Illegal gains that count, after what was paid back, fen; null when unknown.</param>
/// <param name="LeastFen">Least fine, fen; null when none is provided or the range is open.</param>
/// <param name="MostFen">Greatest fine, fen; null likewise.</param>
/// <param name="Aggravated">Whether the range begins higher.</param>
/// <param name="Findings">What stands in the way, and what a person has to determine.</param>
/// <param name="Uses">Every parameter that was used.</param>
public sealed record PenaltyAssessment(
    string Kind, LegalBasis Article, string? Authority, IReadOnlyList<LegalBasis> Power, IReadOnlyList<PenaltyMeasure> Must, IReadOnlyList<PenaltyMeasure> May, long? CountedGainsFen,
    long? LeastFen, long? MostFen, bool Aggravated, IReadOnlyList<Finding> Findings, IReadOnlyList<ParameterUse> Uses)
{
    /// <summary>Assesses facts by the law of the place on the last day of the breach.</summary>
    public static PenaltyAssessment Of(PenaltyFacts facts, LawAt law)
    {
        var kind = law.Law.Breaches[facts.Kind];
        var step = kind.StepOf(facts.Gravity);
        var (authority, power) = PenaltyPower.Of(kind, facts.Category, law);
        var aggravated = PenaltyRange.IsAggravated(facts, law);
        var range = PenaltyRange.Of(step.Fine, facts, aggravated, law);
        Finding?[] findings =
        [
            PenaltyRules.ArticleAsksForMorePupils(kind, facts, law), PenaltyRules.ElementsOfTheArticleAreMissing(kind, facts, law), PenaltyRules.BreachIsBeyondLimitation(facts, law),
            PenaltyRules.PowerToPunishIsNotNamed(authority, law), PenaltyRules.FineHasNoVerifiedRange(kind, step, facts, law),
        ];
        return new PenaltyAssessment(
            kind.Id, kind.Article, authority, power, step.Must, step.May, PenaltyRange.CountedGains(facts, law), range?.Least, range?.Most, aggravated, [.. findings.OfType<Finding>()],
            UsesOf(kind, step, facts, law));
    }

    private static IReadOnlyList<ParameterUse> UsesOf(BreachKind kind, PenaltyStep step, PenaltyFacts facts, LawAt law)
    {
        List<ParameterKey> keys = [Law.PenaltyAuthority, Law.PenaltyLimitationYears];
        if (kind.Power is null && PenaltyPower.KeyOf(facts.Category) is { } competent) keys.Add(competent);
        if (kind.Scoped) keys.Add(Law.PenaltyScopePupils);
        if (kind.Organised) keys.Add(Law.UnlicensedStaff);
        if (step.Fine is { } fine)
        {
            keys.AddRange(new ParameterKey?[] { fine.Least, fine.Most, fine.LeastTimes, fine.MostTimes }.OfType<ParameterKey>());
            if (fine.MostTimes is not null) keys.Add(Law.RefundDeducted);
            if (facts.InServiceTeacher) keys.Add(Law.InServiceTeacherAggravates);
            if (facts.InServiceTeacher || facts.Repeated) keys.Add(Law.AggravatedFromPercent);
        }
        return ParameterUse.Of(law, [.. keys]);
    }
}

/// <summary>Who holds the power to punish.</summary>
internal static class PenaltyPower
{
    private const string Government = "LOCAL_GOVERNMENT";

    /// <summary>The department, and where it comes from: a text of the place, the kind of breach, the department that is competent for the category, or the one that leads by the clause.</summary>
    public static (string? Department, IReadOnlyList<LegalBasis> Basis) Of(BreachKind kind, TrainingCategory? category, LawAt law)
    {
        if (law.Limit(Law.PenaltyAuthority) is { } local) return (local.Value, [local.Basis]);
        if (kind.Power is { } fixedPower) return (fixedPower, [kind.Article]);
        if (KeyOf(category) is { } key && law.Limit(key) is { } competent) return (competent.Value, [competent.Basis]);
        // A clause that names one department to lead gives it the matter; one that names several, or a government, does not say who.
        var cited = law.ByClauses(Severity.Warning, "", "", "", [.. kind.Clauses], nameof(PenaltyPower))?.Basis ?? [];
        foreach (var basis in cited)
            if (law.Law.Clauses.TryGet(basis.Clause, out var clause) && clause.Lead is [var leading] && leading != Government) return (leading, [basis]);
        return (null, []);
    }

    /// <summary>Parameter that names the competent department of a category.</summary>
    public static ParameterKey<string>? KeyOf(TrainingCategory? category) => category switch
    {
        TrainingCategory.Academic => Law.CompetentDepartmentAcademic,
        TrainingCategory.ForeignLanguage => Law.CompetentDepartmentForeignLanguage,
        TrainingCategory.Arts => Law.CompetentDepartmentArts,
        TrainingCategory.Sports => Law.CompetentDepartmentSports,
        TrainingCategory.Science => Law.CompetentDepartmentScience,
        TrainingCategory.Vocational => Law.CompetentDepartmentVocational,
        TrainingCategory.Childcare => Law.CompetentDepartmentChildcare,
        _ => null,
    };
}

/// <summary>From facts to the range of a fine, in whole fen.</summary>
internal static class PenaltyRange
{
    private const int Whole = 100;

    /// <summary>Least and greatest fine; null when no fine is provided or the range is open.</summary>
    public static (long Least, long Most)? Of(FineLadder? fine, PenaltyFacts facts, bool aggravated, LawAt law)
    {
        if (fine is null || Bare(fine, facts, law) is not var (least, most)) return null;
        if (!aggravated || law.Limit(Law.AggravatedFromPercent) is not { } percent) return (least, most);
        // Rounded up: what is to weigh more never begins below its share.
        return (least + (((most - least) * percent.Value) + Whole - 1) / Whole, most);
    }

    /// <summary>Illegal gains that count: what was paid back is deducted where the law says so (Order 53, article 42).</summary>
    public static long? CountedGains(PenaltyFacts facts, LawAt law) =>
        facts.GainsFen is not { } gains ? null : law.Limit(Law.RefundDeducted) is { Value: true } ? Math.Max(0, gains - facts.RefundedFen) : gains;

    /// <summary>Whether the breach weighs more: an in-service teacher taught, where the law says so, or it is not the first.</summary>
    public static bool IsAggravated(PenaltyFacts facts, LawAt law) =>
        facts.Repeated || (facts.InServiceTeacher && law.Limit(Law.InServiceTeacherAggravates) is { Value: true });

    private static (long Least, long Most)? Bare(FineLadder fine, PenaltyFacts facts, LawAt law)
    {
        if (fine.MostTimes is { } mostTimes)
        {
            if (CountedGains(facts, law) is not { } gains || law.Limit(mostTimes) is not { } most) return null;
            var least = fine.LeastTimes is { } leastTimes ? law.Limit(leastTimes)?.Value : 0;
            return least is { } times ? (gains * times, gains * most.Value) : null;
        }
        if (law.Limit(fine.Most!) is not { } top) return null;
        return fine.Least is null ? (0, top.Value) : law.Limit(fine.Least) is { } bottom ? (bottom.Value, top.Value) : null;
    }
}
