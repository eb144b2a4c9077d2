using System.Text;
using ShuangJian.Platform.Edge;
using ShuangJian.Policy;
using ShuangJian.Supervision.Domain;

namespace ShuangJian.Supervision;

/// <summary>The notice (整改通知书): one file of HTML for A4 in Chinese, every text from outside escaped.</summary>
internal static class RectificationPaper
{
    public static string Of(Rectification one, DateOnly today)
    {
        var body = new StringBuilder($"<div class=\"number\">编号：{PrintedPage.Text(one.Number)}</div><p><b>{PrintedPage.Text(one.SubjectName)}</b>");
        if (one.SubjectCode.Length > 0) body.Append($"（统一社会信用代码：{PrintedPage.Text(one.SubjectCode)}）");
        body.Append("：</p><p>").Append(PrintedPage.Text(SourceZh(one.Source))).Append("，发现你单位存在下列问题。请逐项整改，");
        body.Append(one.DueDate is { } due ? $"于<b>{Zh.Day(one.State == RectificationState.Ordered ? due : FirstDue(one) ?? due)}</b>前（自下达之日起{one.WorkingDays}个工作日）" : $"自下达之日起{one.WorkingDays}个工作日内");
        body.Append("报送整改情况和佐证材料。逾期不整改的，由上级督办，并依法处理。</p>");
        body.Append("<table><tr><th>序号</th><th>存在问题</th><th>依据</th><th>整改要求</th></tr>");
        foreach (var item in one.Items)
            body.Append($"<tr><td>{item.Number}</td><td>{PrintedPage.Text(item.Problem)}</td><td>{BasisZh(item)}</td><td>{PrintedPage.Text(item.Demand)}</td></tr>");
        body.Append("</table><div class=\"sign\">").Append(PrintedPage.Text(Zh.Place(one.OrderedBy))).Append(PrintedPage.Text(Zh.Department(one.Department)))
            .Append("<br>").Append(Zh.Day(one.OrderedOn)).Append("</div>");
        body.Append($"<p>账目状态：{StateZh(one)}。打印日期：{Zh.Day(today)}。整改由申报人以外的人员核验，核验通过后销号。</p>");
        return PrintedPage.Of("整改通知书", body.ToString());
    }

    private static DateOnly? FirstDue(Rectification one) => one.Steps.Count > 0 ? one.Steps[0].DueDate : null;

    private static string BasisZh(RectificationItem item) => item.Basis.Count == 0
        ? PrintedPage.Text(item.Clause)
        : string.Join("<br>", item.Basis.Select(b => Law.Current.Clauses.TryGetDocument(b.Document, out var document)
            ? $"《{PrintedPage.Text(document.TitleZh)}》{PrintedPage.Text(b.Clause)} {PrintedPage.Text(b.TitleZh)}"
            : $"{PrintedPage.Text(b.Clause)} {PrintedPage.Text(b.TitleZh)}"));

    private static string SourceZh(RectificationSource source) => source switch
    {
        RectificationSource.Inspection => "经检查",
        RectificationSource.Complaint => "经核查投诉举报",
        RectificationSource.Penalty => "经行政处罚调查",
        RectificationSource.Event => "经平台监测并核实",
        _ => "经了解核实",
    };

    private static string StateZh(Rectification one) => (one.ListedBy.Length > 0 ? "挂牌督办，" : "") + one.State switch
    {
        RectificationState.Ordered => "待整改",
        RectificationState.Filed => "待核验",
        RectificationState.Verified => "已核验，待销号",
        _ => "已销号",
    };
}
