using System.Globalization;
using System.Text;
using ShuangJian.Platform.Edge;
using ShuangJian.Policy;
using ShuangJian.Protos.Event.V1;

namespace ShuangJian.Events;

/// <summary>The monthly statement of a department (事件送达月报): one page of HTML for A4 in Chinese.</summary>
internal static class StatementPaper
{
    public static string Of(Statement one, DateOnly today)
    {
        var body = new StringBuilder("<table class=\"facts\">")
            .Append(PrintedPage.Row("部门", Law.Current.Clauses.TryGetDepartment(one.Department, out var department) ? department.TitleZh : one.Department))
            .Append(PrintedPage.Row("地区", Law.Current.Divisions.TryGet(DivisionCode.Parse(one.Division), out var place) ? $"{place.Name}（{one.Division}）" : one.Division))
            .Append(PrintedPage.Row("月份", one.Month))
            .Append(PrintedPage.Row("已确认事件", $"{one.EventCount} 件"))
            .Append("</table>");
        foreach (var line in one.Lines)
        {
            body.Append($"<h2>{PrintedPage.Text(line.Title)}</h2><table class=\"facts\">")
                .Append(PrintedPage.Row("订阅", line.SubscriptionId))
                .Append(PrintedPage.Row("回执", $"第 {line.FirstNumber} 号至第 {line.LastNumber} 号"))
                .Append(PrintedPage.Row("首次确认", Zh(line.FirstAcknowledgedTime.ToDateTime())))
                .Append(PrintedPage.Row("末次确认", Zh(line.LastAcknowledgedTime.ToDateTime())))
                .Append(PrintedPage.Row("末号回执校验值", line.Hash))
                .Append("</table>")
                .Append(PrintedPage.Table(["事件类型", "件数"], line.Types_.Select(t => (string[])[t.Type, t.EventCount.ToString(CultureInfo.InvariantCulture)])));
        }
        if (one.Lines.Count == 0) body.Append("<p>本月没有已确认的事件。</p>");
        return PrintedPage.Of("事件送达月报", body.Append($"<p>打印日期：{today:yyyy年M月d日}。回执逐号以校验值相连，可在平台核验。</p>").ToString());
    }

    private static string Zh(DateTime utc) => (utc + ChinaTime.Offset).ToString("yyyy年M月d日 HH:mm:ss", CultureInfo.InvariantCulture);
}
