using ShuangJian.Policy;

namespace ShuangJian.Institutions.Domain;

/// <summary>What has to hold before a person's decision is taken.</summary>
internal static class DecisionGate
{
    /// <exception cref="Refusal">The ruling is not allowed.</exception>
    /// <exception cref="ArgumentException">A determination is given twice or for a rule that is not undetermined.</exception>
    internal static void Check(Application application, Ruling ruling)
    {
        var lead = application.Reviews.First(review => review.Role == ReviewRole.Competent).Department;
        if (ruling.Department != lead)
            throw Refusals.NotAReviewer([lead]);
        if (application.NoticeOpen)
            throw Refusals.NoticeRunning(application.NoticeUntil);
        var open = application.Findings.Where(finding => finding.Severity == Severity.Undetermined).ToList();
        var determined = ruling.Determinations.Select(determination => determination.Rule).ToList();
        if (determined.Except(open.Select(finding => finding.Rule)).Any() || determined.Distinct().Count() < determined.Count)
            throw new ArgumentException("Each determination is for one undetermined finding.", nameof(ruling));

        var breached = ruling.Determinations.Where(determination => determination.Breached).Select(determination => determination.Rule);
        var breaches = application.Findings
            .Where(finding => finding.Severity == Severity.Breach || breached.Contains(finding.Rule))
            .ToList();
        var objections = application.Reviews
            .Where(review => review.Opinion == ReviewOpinion.Object)
            .Select(review => review.Department)
            .Distinct()
            .ToList();
        var stands = breaches.Count > 0 || objections.Count > 0;
        if (ruling.Verdict == Verdict.Refuse)
        {
            if (!stands && string.IsNullOrWhiteSpace(ruling.Reason))
                throw Refusals.GroundsMissing();
            return;
        }

        if (stands)
            throw Refusals.BreachStands(breaches, objections);
        var outstanding = application.Reviews.Where(review => review.Opinion is null).Select(review => review.Department).Distinct().ToList();
        if (outstanding.Count > 0)
            throw Refusals.ReviewsOutstanding(outstanding);
        var undetermined = open.Where(finding => !determined.Contains(finding.Rule)).ToList();
        if (undetermined.Count > 0)
            throw Refusals.DeterminationMissing(undetermined);
    }
}
