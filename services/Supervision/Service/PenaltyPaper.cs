using System.Text;
using ShuangJian.Platform.Edge;
using ShuangJian.Policy;
using ShuangJian.Supervision.Domain;

namespace ShuangJian.Supervision;

/// <summary>Prints the notice and the decision: one file of HTML for A4 in Chinese, every text from outside escaped.</summary>
internal static class PenaltyPaper
{
    public static string Notice(PenaltyCase one, string party)
    {
        var (proposal, notice) = (one.Proposal!, one.Notice!);
        var body = Head(one, party).Append(P(proposal.Draft)).Append(P(proposal.Reasons)).Append(Grounds(one));
        body.Append(P(notice.StatementUntil is { } until ? $"你（单位）可以在{Zh.Day(until)}前陈述和申辩。" : "你（单位）有权陈述和申辩。"));
        if (notice.HearingRight)
            body.Append(P(notice.HearingUntil is { } last ? $"你（单位）有权要求听证，应当在{Zh.Day(last)}前提出。" : "你（单位）有权要求听证。"));
        return Page("行政处罚事先告知书", one, body, Zh.Department(one.Assessment.Authority ?? "EDUCATION"), notice.On);
    }

    public static string Decision(PenaltyCase one, string party)
    {
        var decision = one.Decision!;
        var fine = decision.Measures.Contains(PenaltyMeasure.Fine) ? $"（罚款{Zh.Yuan(decision.FineFen)}）" : "";
        var body = Head(one, party).Append(P(one.Description)).Append(P(decision.Reasons)).Append(Evidence(one)).Append(Heard(one)).Append(Grounds(one))
            .Append(P($"现决定给予：{PenaltyWords.Of(decision.Measures)}{fine}。"));
        if (one.Serving is { } serving)
        {
            if (serving.PayBy is { } payBy) body.Append(P($"罚款应当在{Zh.Day(payBy)}前缴纳；逾期不缴纳的，依法加处罚款。"));
            if (serving is { ReviewUntil: { } review, LawsuitUntil: { } lawsuit })
                body.Append(P($"不服本决定的，可以在{Zh.Day(review)}前申请行政复议，或者在{Zh.Day(lawsuit)}前提起行政诉讼。"));
        }
        if (one.State == PenaltyState.Withdrawn) body.Append(P("本决定已被撤销。"));
        else if (one.FineFen != decision.FineFen) body.Append(P($"经复议或者诉讼，罚款变更为{Zh.Yuan(one.FineFen)}。"));
        return Page("行政处罚决定书", one, body, Zh.Department(decision.Department), decision.On);
    }

    private static StringBuilder Head(PenaltyCase one, string party) =>
        new StringBuilder("<p class=\"plain\">当事人：").Append(PrintedPage.Text(party)).Append(one.PartyCode.Length > 0 ? $"（统一社会信用代码：{PrintedPage.Text(one.PartyCode)}）" : "").Append("</p>");

    private static string Evidence(PenaltyCase one)
    {
        var table = new StringBuilder("<table><tr><th>证据</th><th>摘要值（SHA-256）</th></tr>");
        foreach (var evidence in one.Evidence) table.Append("<tr><td>").Append(PrintedPage.Text(evidence.Title)).Append("</td><td>").Append(PrintedPage.Text(evidence.Sha256[..16])).Append("…</td></tr>");
        return table.Append("</table>").ToString();
    }

    private static string Heard(PenaltyCase one)
    {
        if (one.Hearing is { } hearing) return P($"应当事人申请，于{Zh.Day(hearing.On)}举行听证：{hearing.Result}");
        return P(one.Statements.Count > 0 ? $"当事人陈述申辩{one.Statements.Count}次，已予审查。" : "当事人在期限内未提出陈述申辩。");
    }

    private static string Grounds(PenaltyCase one)
    {
        var article = one.Assessment.Article;
        var source = Law.Current.Clauses.TryGetOther(article.Document, out var known) ? known.TitleZh : article.Document;
        var text = $"依据：《{source}》{article.Clause}（{article.TitleZh}）。";
        if (one.Assessment is { LeastFen: { } least, MostFen: { } most }) text += $"罚款幅度：{Zh.Yuan(least)}至{Zh.Yuan(most)}。";
        return P(text);
    }

    private static string Page(string title, PenaltyCase one, StringBuilder body, string authority, DateOnly day) =>
        PrintedPage.Of(title, $"<div class=\"number\">案号：{one.Id}</div>{body}<div class=\"sign\">{PrintedPage.Text(Zh.Place(one.Division))}{PrintedPage.Text(authority)}<br>{Zh.Day(day)}</div>");

    private static string P(string text) => $"<p>{PrintedPage.Text(text)}</p>";
}
