using System.Net;
using System.Text;
using ShuangJian.Policy;
using ShuangJian.Supervision.Domain;

namespace ShuangJian.Supervision;

/// <summary>The notice (整改通知书): one file of HTML for A4 in Chinese, every text from outside escaped.</summary>
internal static class RectificationPaper
{
    private const string Style =
        "@page{size:A4;margin:18mm}*{box-sizing:border-box}body{font-family:'Songti SC',SimSun,'Noto Serif CJK SC',serif;color:#111;margin:0 auto;max-width:174mm;line-height:1.7}"
        + "@media screen{body{padding:14mm 6mm}}h1{text-align:center;letter-spacing:.4em;margin:0 0 4mm}.number{text-align:center;margin-bottom:8mm}"
        + "table{width:100%;border-collapse:collapse;font-size:11pt}th,td{border:1px solid #777;padding:2mm;text-align:left;vertical-align:top}th{background:#f2f2f2;white-space:nowrap}"
        + ".foot{text-align:right;margin-top:14mm}.back{margin-top:10mm;border-top:1px dashed #777;padding-top:4mm;font-size:10pt}";

    public static string Of(Rectification one, DateOnly today)
    {
        var body = new StringBuilder($"<h1>整改通知书</h1><div class=\"number\">编号：{Text(one.Number)}</div><p><b>{Text(one.SubjectName)}</b>");
        if (one.SubjectCode.Length > 0) body.Append($"（统一社会信用代码：{Text(one.SubjectCode)}）");
        body.Append("：</p><p>").Append(Text(SourceZh(one.Source))).Append("，发现你单位存在下列问题。请逐项整改，");
        body.Append(one.DueDate is { } due ? $"于<b>{DayZh(one.State == RectificationState.Ordered ? due : FirstDue(one) ?? due)}</b>前（自下达之日起{one.WorkingDays}个工作日）" : $"自下达之日起{one.WorkingDays}个工作日内");
        body.Append("报送整改情况和佐证材料。逾期不整改的，由上级督办，并依法处理。</p>");
        body.Append("<table><tr><th>序号</th><th>存在问题</th><th>依据</th><th>整改要求</th></tr>");
        foreach (var item in one.Items)
            body.Append($"<tr><td>{item.Number}</td><td>{Text(item.Problem)}</td><td>{BasisZh(item)}</td><td>{Text(item.Demand)}</td></tr>");
        body.Append("</table><div class=\"foot\">").Append(Text(PlaceZh(one.OrderedBy))).Append(Text(DepartmentZh(one.Department)))
            .Append("<br>").Append(DayZh(one.OrderedOn)).Append("</div>");
        body.Append($"<div class=\"back\">账目状态：{StateZh(one)}。打印日期：{DayZh(today)}。整改由申报人以外的人员核验，核验通过后销号。</div>");
        return $"<!DOCTYPE html><html lang=\"zh-CN\"><head><meta charset=\"utf-8\"><title>整改通知书 {Text(one.Number)}</title><style>{Style}</style></head><body>{body}</body></html>";
    }

    private static DateOnly? FirstDue(Rectification one) => one.Steps.Count > 0 ? one.Steps[0].DueDate : null;

    private static string BasisZh(RectificationItem item) => item.Basis.Count == 0
        ? Text(item.Clause)
        : string.Join("<br>", item.Basis.Select(b => Law.Current.Clauses.TryGetDocument(b.Document, out var document)
            ? $"《{Text(document.TitleZh)}》{Text(b.Clause)} {Text(b.TitleZh)}"
            : $"{Text(b.Clause)} {Text(b.TitleZh)}"));

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

    private static string PlaceZh(string division) => Law.Current.Divisions.TryGet(DivisionCode.Parse(division), out var place) ? place.FullName : division;

    private static string DepartmentZh(string code) => Law.Current.Clauses.TryGetDepartment(code, out var department) ? department.TitleZh : "";

    private static string DayZh(DateOnly day) => $"{day.Year}年{day.Month}月{day.Day}日";

    private static string Text(string text) => WebUtility.HtmlEncode(text);
}
