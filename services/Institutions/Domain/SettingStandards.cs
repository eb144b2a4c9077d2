using ShuangJian.Policy;

namespace ShuangJian.Institutions.Domain;

/// <summary>The standards that premises have to meet, by category, place and day. A number that no text sets is not demanded.</summary>
public static class SettingStandards
{
    private const string Sites = "application.sites";

    private static readonly ParameterKey<int>[] s_artsAreas =
        [Law.ArtsMetres2PerPupil, Law.MusicMetres2PerPupil, Law.DanceMetres2PerPupil, Law.DramaMetres2PerPupil];

    private static readonly ParameterKey<int>[] s_sportsAreas = [Law.SportsMetres2PerPupil, Law.ChessMetres2PerPupil];

    /// <summary>The findings on an application's premises, and the parameters that were consulted.</summary>
    /// <param name="application">The application, at its submission.</param>
    /// <param name="law">The law of the place on the day of submission.</param>
    public static (IReadOnlyList<Finding> Findings, IReadOnlyList<ParameterUse> Uses) Judge(Application application, LawAt law)
    {
        IReadOnlyList<ParameterKey> keys = application.Category switch
        {
            TrainingCategory.Arts => [Law.ArtsSquareMetres, Law.ArtsLeaseYears, .. s_artsAreas],
            TrainingCategory.Sports => s_sportsAreas,
            _ => [],
        };
        Finding?[] findings =
        [
            // Premises that come on top of those there are make an institution larger in any case.
            application.Kind == ApplicationKind.AdditionalSite ? null : ArtsPremisesTooSmall(application.Category, application.Sites, law),
            .. application.Sites.Select((site, i) => ArtsLeaseTooShort(application.Category, site, $"{Sites}[{i}]", law)),
            .. application.Sites.Select((site, i) => TooManyPupilsForArts(application.Category, site, $"{Sites}[{i}]", law)),
            .. application.Sites.Select((site, i) => TooManyPupilsForSports(application.Category, site, $"{Sites}[{i}]", law)),
        ];
        // A person determines a rule once, not once for each of the premises.
        var told = findings.OfType<Finding>().OrderByDescending(finding => finding.Severity).DistinctBy(finding => (finding.Rule, finding.Severity == Severity.Breach ? finding.Subject : ""));
        var uses = keys.Select(key => ParameterUse.Of(law, key)).Where(use => use.Division is not null);
        return ([.. told], [.. uses]);
    }

    /// <summary>The premises of an arts institution are smaller in all than the place demands.</summary>
    [Rule("艺术类机构场所总面积不足", "Premises of an arts institution too small",
        Capability = "I4", Clauses = ["TZ-12", "BJ-12"], Parameters = [nameof(Law.ArtsSquareMetres)])]
    public static Finding? ArtsPremisesTooSmall(TrainingCategory category, IReadOnlyList<Site> sites, LawAt law) =>
        category != TrainingCategory.Arts || sites.Count == 0 ? null : law.AtLeast(
            Law.ArtsSquareMetres, Sites, sites.Sum(site => site.AreaSquareMetres),
            "艺术类培训机构场所总面积{observed}，不足{limit}。",
            "The premises of the arts institution have {observed} square metres in all, less than {limit}.");

    /// <summary>The lease ends before the term that the place demands has passed. It may have begun earlier, so a person looks at the paper.</summary>
    [Rule("艺术类机构场所租期待核", "Lease of an arts institution may be too short",
        Capability = "I4", Clauses = ["TZ-12", "BJ-12"], Parameters = [nameof(Law.ArtsLeaseYears)])]
    public static Finding? ArtsLeaseTooShort(TrainingCategory category, Site site, string subject, LawAt law)
    {
        if (category != TrainingCategory.Arts || site.LeaseEndsOn is not { } end)
            return null;
        if (!law.TryLimit(Law.ArtsLeaseYears, subject, out var years, out var open))
            return open;
        return end >= law.Date.AddYears(years.Value).AddDays(-1) ? null : years.Undetermined(
            subject,
            $"租期至{end:yyyy-MM-dd}，自申请之日起不足{years.Value}年，须核对租赁合同起始日期。",
            $"The lease ends on {end:yyyy-MM-dd}, less than {years.Value} years after the application; its first day has to be checked.");
    }

    /// <summary>An arts institution has less room for each pupil than the place demands.</summary>
    [Rule("艺术类生均面积不足", "Too many pupils for the premises, arts",
        Capability = "I4", Clauses = ["TZ-12", "BJ-12"],
        Parameters =
        [
            nameof(Law.ArtsMetres2PerPupil), nameof(Law.MusicMetres2PerPupil), nameof(Law.DanceMetres2PerPupil), nameof(Law.DramaMetres2PerPupil),
        ])]
    public static Finding? TooManyPupilsForArts(TrainingCategory category, Site site, string subject, LawAt law) =>
        category == TrainingCategory.Arts ? TooManyPupils(nameof(TooManyPupilsForArts), s_artsAreas, site, subject, law) : null;

    /// <summary>A sports institution has less room for each pupil than the code of conduct demands.</summary>
    [Rule("体育类生均面积不足", "Too many pupils for the premises, sports",
        Capability = "I4", Clauses = ["TZ-12", "BJ-12"],
        Parameters = [nameof(Law.SportsMetres2PerPupil), nameof(Law.ChessMetres2PerPupil)])]
    public static Finding? TooManyPupilsForSports(TrainingCategory category, Site site, string subject, LawAt law) =>
        category == TrainingCategory.Sports ? TooManyPupils(nameof(TooManyPupilsForSports), s_sportsAreas, site, subject, law) : null;

    /// <summary>
    /// An application tells its category but no discipline within it. Below the least number of all it is a breach
    /// whichever discipline it is, at the greatest it is none; in between a person determines which number applies.
    /// </summary>
    private static Finding? TooManyPupils(string rule, ParameterKey<int>[] keys, Site site, string subject, LawAt law)
    {
        var limits = new List<Dated<int>>();
        foreach (var key in keys)
        {
            if (law.TryLimit(key, subject, out var limit, out var open, rule))
                limits.Add(limit);
            else if (open is not null)
                return open;
        }

        if (limits.Count == 0)
            return null;
        var (least, most) = (limits.MinBy(limit => limit.Value)!, limits.MaxBy(limit => limit.Value)!);
        if (site.PupilsAtOnce is not { } pupils)
        {
            return most.Undetermined(
                subject, "无法判定：未填写同时培训人数。", "Cannot be decided: the number of pupils taught at once is not stated.", rule);
        }

        if (site.AreaSquareMetres >= (long)most.Value * pupils)
            return null;
        var general = keys[0] == Law.ArtsMetres2PerPupil ? law.Limit(keys[0]) : least;
        return general is not null && site.AreaSquareMetres < (long)general.Value * pupils
            ? general.Breach(
                subject, site.AreaSquareMetres / pupils, "生均面积约{observed}，不足{limit}。", "There are about {observed} square metres a pupil, less than {limit}.", rule)
            : most.Undetermined(
                subject,
                $"生均面积低于{most.Value}平方米，是否适用该标准须按培训项目认定。",
                $"There are less than {most.Value} square metres a pupil; whether that number applies depends on the discipline.", rule);
    }
}
