using ShuangJian.Policy;

namespace ShuangJian.Monitoring.Domain;

/// <summary>A warning about an institution.</summary>
public sealed class RiskWarning : Matter
{
    private RiskWarning()
    {
    }

    /// <summary>Gravest level reached.</summary>
    public RiskLevel Level { get; private set; }

    /// <summary>Score when it reached that level.</summary>
    public int Points { get; private set; }

    /// <summary>Reasons, gravest first.</summary>
    public IReadOnlyList<string> Reasons { get; private set; } = [];

    /// <summary>Departments with the duty.</summary>
    public IReadOnlyList<string> Departments { get; private set; } = [];

    /// <summary>Where it stands.</summary>
    public RiskWarningState State { get; private set; }

    /// <summary>Measures.</summary>
    public IReadOnlyList<RiskMeasure> Measures { get; private set; } = [];

    /// <summary>Day it was raised.</summary>
    public DateOnly RaisedOn { get; private set; }

    /// <summary>Raises a warning.</summary>
    public static RiskWarning Raise(RiskProfile profile, LawAt law, DateTimeOffset now)
    {
        var warning = new RiskWarning { State = RiskWarningState.Raised, RaisedOn = law.Date, Departments = RiskRules.DepartmentsOf(law) };
        warning.Take(profile);
        warning.Begin(new Owner(profile.Division, profile.InstitutionId, profile.InstitutionCode), now);
        return warning;
    }

    /// <summary>Takes a graver level over.</summary>
    /// <returns>Whether the level is graver than before.</returns>
    public bool Escalate(RiskProfile profile, DateTimeOffset now)
    {
        if (profile.Level <= Level) return false;
        Take(profile);
        Touch(now);
        return true;
    }

    /// <summary>Notes a measure.</summary>
    public void Handle(RiskMeasure measure, DateTimeOffset now)
    {
        Require("RISK_WARNING_STATE", State, RiskWarningState.Raised, RiskWarningState.Handling);
        (State, Measures) = (RiskWarningState.Handling, [.. Measures, measure]);
        Touch(now);
    }

    /// <summary>Closes it with its outcome.</summary>
    public void Close(RiskMeasure outcome, DateTimeOffset now)
    {
        Require("RISK_WARNING_STATE", State, RiskWarningState.Raised, RiskWarningState.Handling);
        (State, Measures) = (RiskWarningState.Closed, [.. Measures, outcome]);
        Touch(now);
    }

    private void Take(RiskProfile profile)
    {
        (Level, Points) = (profile.Level, profile.Score.Points);
        Reasons = [.. profile.Score.Parts.Where(p => p.Points > 0).Select(p => p.Zh)];
    }
}
