using ShuangJian.Policy;

namespace ShuangJian.Institutions.Domain;

/// <content>What approved and refused applications of an institution bring about.</content>
public sealed partial class Institution
{
    /// <summary>Last day of the licence; null when it has no term.</summary>
    public DateOnly? ValidUntil { get; private set; }

    /// <summary>Whether it was kept after a re-review, which makes it non-profit.</summary>
    public bool NonProfit { get; private set; }

    /// <summary>Name of the organisation that runs it; empty until a change of owner states one.</summary>
    public string OwnerName { get; private set; } = "";

    /// <summary>Unified social credit code of that organisation; likewise.</summary>
    public string OwnerCode { get; private set; } = "";

    /// <summary>Last day of training; null unless it closes.</summary>
    public DateOnly? ClosesOn { get; private set; }

    /// <summary>Last day of the first lease of its premises to end; null when all are owned.</summary>
    public DateOnly? LeaseEndsOn => Sites.Min(site => site.LeaseEndsOn);

    /// <summary>The kind of application by whose refusal it lost the licence; null unless it did.</summary>
    public ApplicationKind? LostBy { get; private set; }

    /// <summary>Gives the licence its term, from the day of the licence.</summary>
    /// <param name="years">Length of the term; null for none.</param>
    public void StartTerm(int? years) => ValidUntil = years is { } term ? LicensedOn.AddYears(term).AddDays(-1) : null;

    /// <summary>Renews the licence from the day after its end, or from today when that has passed.</summary>
    /// <param name="today">Day of the approval.</param>
    /// <param name="years">Length of the term; null for none.</param>
    public void Renew(DateOnly today, int? years)
    {
        var start = ValidUntil is { } end && end >= today ? end.AddDays(1) : today;
        ValidUntil = years is { } term ? start.AddYears(term).AddDays(-1) : null;
        Version++;
    }

    /// <summary>Takes over what a change names.</summary>
    /// <param name="approved">The approved change.</param>
    /// <returns>The fields that changed.</returns>
    public IReadOnlyList<string> Amend(Application approved)
    {
        var change = approved.Particulars.Change ?? throw new ArgumentException("Only a change amends an institution.", nameof(approved));
        var fields = new List<string>();
        foreach (var matter in change.Matters)
        {
            switch (matter)
            {
                case ChangedMatter.Name:
                    Name = approved.InstitutionName;
                    fields.Add("name");
                    break;
                case ChangedMatter.Address:
                    Sites = approved.Sites;
                    fields.Add("sites");
                    break;
                case ChangedMatter.Category:
                    Category = approved.Category;
                    fields.Add("category");
                    break;
                case ChangedMatter.Owner:
                    (OwnerName, OwnerCode) = (change.OwnerName, change.OwnerCode);
                    fields.Add("owner");
                    break;
                default:
                    (Stages, Mode) = (approved.Stages, approved.Mode!.Value);
                    fields.Add("stages");
                    fields.Add("mode");
                    break;
            }
        }

        Version++;
        return fields;
    }

    /// <summary>Adds approved premises to those there are.</summary>
    public void AddSites(IReadOnlyList<Site> approved)
    {
        Sites = [.. Sites, .. approved];
        Version++;
    }

    /// <summary>Keeps the institution after its re-review; it is non-profit from now on.</summary>
    public void KeepAfterReReview()
    {
        NonProfit = true;
        Version++;
    }

    /// <summary>Keeps an institution that trains online and was approved anew.</summary>
    public void KeepOnline() => Version++;

    /// <summary>Turns an academic institution into another.</summary>
    /// <param name="approved">The approved transformation.</param>
    public void Transform(Application approved)
    {
        if (approved.Particulars.Target == TransformationTarget.Adult)
            Stages = [EducationStage.Adult];
        else
            Category = approved.Category;
        Version++;
    }

    /// <summary>Begins to close: from now on it takes no pupils and is off the white list.</summary>
    /// <param name="approved">The approved closure.</param>
    /// <param name="authority">Department that decided.</param>
    /// <param name="today">Day of the approval.</param>
    public void Close(Application approved, string authority, DateOnly today)
    {
        var plan = approved.Particulars.Closure ?? throw new ArgumentException("Only a closure closes an institution.", nameof(approved));
        Enter(InstitutionState.Closing, "经批准终止办学", authority, today);
        ClosesOn = plan.ClosesOn;
    }

    /// <summary>Takes the licence from an institution that failed where it had to be approved anew.</summary>
    /// <param name="refused">The refused application.</param>
    /// <param name="authority">Department that decided.</param>
    /// <param name="today">Day of the refusal.</param>
    public void LoseLicence(Application refused, string authority, DateOnly today)
    {
        var what = refused.Kind == ApplicationKind.ReReview ? "重新审核登记" : "线上机构备案改审批";
        Enter(InstitutionState.LicenceLost, $"{what}未通过", authority, today);
        LostBy = refused.Kind;
    }
}
