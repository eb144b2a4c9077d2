namespace ShuangJian.Policy;

/// <content>Keys of rectification and inspection.</content>
public sealed partial class Law
{
    /// <summary>Working days to mend what a notice orders.</summary>
    public static readonly ParameterKey<int> RectifyWorkingDays = new("rectification/working_days");
    /// <summary>Greatest number of working days that a notice may give.</summary>
    public static readonly ParameterKey<int> RectifyWorkingDaysMost = new("rectification/working_days_most");
    /// <summary>Greatest number of working days of one extension.</summary>
    public static readonly ParameterKey<int> ExtensionWorkingDays = new("rectification/extension_working_days");
    /// <summary>How often a term may be extended.</summary>
    public static readonly ParameterKey<int> ExtensionsMost = new("rectification/extensions_most");
    /// <summary>Working days to verify what was filed as mended.</summary>
    public static readonly ParameterKey<int> VerificationWorkingDays = new("rectification/verification_working_days");
    /// <summary>Working days to strike a verified account off.</summary>
    public static readonly ParameterKey<int> ClosingWorkingDays = new("rectification/closing_working_days");
    /// <summary>Working days that a level has before an overdue account goes to the next one.</summary>
    public static readonly ParameterKey<int> EscalationWorkingDays = new("rectification/escalation_working_days");

    /// <summary>Media types of evidence of inspections and of mending.</summary>
    public static readonly ParameterKey<TextList> ProofTypes = new("inspection/evidence_types");
    /// <summary>Greatest size of one file of such evidence.</summary>
    public static readonly ParameterKey<int> ProofMegabytes = new("inspection/evidence_megabytes");
    /// <summary>Weight in a draw by credit grade: 0 is not graded, 1 is A, 4 is D.</summary>
    public static readonly ParameterKey<BandTable> DrawWeightByGrade = new("inspection/weight_by_grade");
    /// <summary>Weight added by repeated breaches of advertising.</summary>
    public static readonly ParameterKey<BandTable> DrawWeightByAdBreaches = new("inspection/weight_by_ad_breaches");
    /// <summary>Weight added by risk warning: 0 is none, 1 is yellow, 2 is red.</summary>
    public static readonly ParameterKey<BandTable> DrawWeightByRisk = new("inspection/weight_by_risk");
    /// <summary>Greatest number of objects that one draw is made from.</summary>
    public static readonly ParameterKey<int> DrawObjectsMost = new("inspection/draw_objects_most");
    /// <summary>Working days in which an institution is visited after a risk warning.</summary>
    public static readonly ParameterKey<int> WarningVisitWorkingDays = new("inspection/warning_visit_working_days");
    /// <summary>Departments of the team that visits it, one for each place.</summary>
    public static readonly ParameterKey<TextList> WarningVisitTeam = new("inspection/warning_visit_team");
}
