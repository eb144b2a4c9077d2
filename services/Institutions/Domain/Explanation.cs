using System.Text;
using ShuangJian.Policy;

namespace ShuangJian.Institutions.Domain;

/// <summary>A decision in words.</summary>
public static class Explanation
{
    /// <summary>Writes a decision out in Chinese, clause by clause.</summary>
    /// <param name="application">A decided application.</param>
    /// <param name="law">The law, for the names of divisions, departments and documents.</param>
    /// <exception cref="Refusal">NOT_DECIDED.</exception>
    public static string Text(Application application, Law law)
    {
        if (application.Decision is not { } decision)
            throw Refusals.NotDecided();
        var text = new StringBuilder();
        Line(text, $"{application.InstitutionName}：{(decision.Verdict == Verdict.Approve ? "批准" + Matter(application.Kind) : "不予批准" + (application.Kind == ApplicationKind.New ? "" : Matter(application.Kind)))}"
            + (decision.Automatic ? "（系统依准入规则自动作出）。" : "（由主管部门作出）。"));
        Line(text, $"决定日期：{Day(decision.DecidedOn)}。");
        if (decision.LicenceNumber is { } number)
            Line(text, $"办学许可证号：{number}。");
        Line(text, $"适用{DivisionName(application.Division, law)}{Day(application.SubmittedOn ?? decision.DecidedOn)}施行的规定。");
        if (decision.Findings.Count == 0)
            Line(text, "未发现不符合准入规定的情形。");
        for (var i = 0; i < decision.Findings.Count; i++)
            Line(text, $"{i + 1}. {FindingText(decision.Findings[i], law)}");
        foreach (var determination in decision.Determinations)
            Line(text, $"人工认定（{RuleTitle(determination.Rule, law)}）：{(determination.Breached ? "不符合规定" : "符合规定")}。{determination.Reason}");
        foreach (var review in application.Reviews)
            Line(text, $"{DepartmentName(review.Department, law)}意见：{Opinion(review.Opinion)}。{review.Reason}");
        if (decision.Reason.Length > 0)
            Line(text, $"理由：{decision.Reason}");
        return text.ToString().TrimEnd('\n');
    }

    private static string FindingText(Finding finding, Law law)
    {
        var weight = finding.Severity switch
        {
            Severity.Breach => "违反",
            Severity.Undetermined => "待认定",
            _ => "提示",
        };
        var limit = finding.Limit is null ? "" : $"规定：{Value(finding.Limit, "禁止", "不禁止")}。";
        var observed = finding.Observed is null ? "" : $"申请情况：{Value(finding.Observed, "属于该情形", "不属于该情形")}。";
        return $"【{weight}】{finding.MessageZh}{limit}{observed}"
            + string.Concat(finding.Basis.Select(basis => $"依据{Citation(basis, law)}（{basis.TitleZh}）。"));
    }

    /// <summary>The flags of this context all say whether something is prohibited, and observed, whether it is the case.</summary>
    private static string Value(Quantity quantity, string yes, string no) => quantity switch
    {
        { Unit: "flag", Value: "true" } => yes,
        { Unit: "flag" } => no,
        { Unit: "text", Value: "none" } => "尚无标准",
        _ => quantity.Value,
    };

    /// <summary>Only the five documents have clauses of their own; another source is cited by its title.</summary>
    private static string Citation(LegalBasis basis, Law law) =>
        law.Clauses.TryGetDocument(basis.Document, out var document) ? $"《{document.TitleZh}》{basis.Clause}"
        : law.Clauses.TryGetOther(basis.Document, out var source) ? $"《{source.TitleZh}》"
        : $"《{basis.Document}》{basis.Clause}";

    private static string DivisionName(string code, Law law) =>
        law.Divisions.TryGet(DivisionCode.Parse(code), out var division) ? division.FullName : code;

    private static string DepartmentName(string code, Law law) =>
        law.Clauses.TryGetDepartment(code, out var department) ? department.TitleZh : code;

    private static string RuleTitle(string rule, Law law) => law.Rules.TryGet(rule, out var found) ? found.TitleZh : rule;

    private static string Opinion(ReviewOpinion? opinion) => opinion switch
    {
        ReviewOpinion.Agree => "同意",
        ReviewOpinion.Object => "反对",
        _ => "未提出",
    };

    private static string Matter(ApplicationKind kind) => kind switch
    {
        ApplicationKind.Renewal => "延续办学许可",
        ApplicationKind.Change => "变更许可事项",
        ApplicationKind.AdditionalSite => "增设办学场所",
        ApplicationKind.ReReview => "保留（重新审核）",
        ApplicationKind.OnlineReapproval => "线上培训（备案改审批）",
        ApplicationKind.Transformation => "转型",
        ApplicationKind.Closure => "终止办学",
        _ => "设立",
    };

    private static string Day(DateOnly day) => $"{day.Year}年{day.Month}月{day.Day}日";

    private static void Line(StringBuilder text, string line) => text.Append(line).Append('\n');
}
