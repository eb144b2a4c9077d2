using System.Globalization;
using System.Text;
using QRCoder;
using ShuangJian.Platform.Edge;
using ShuangJian.Policy;
using ShuangJian.Protos.Institution.V1;
using EducationStage = ShuangJian.Protos.Institution.V1.EducationStage;
using TrainingCategory = ShuangJian.Protos.Institution.V1.TrainingCategory;

namespace ShuangJian.Institutions;

/// <summary>What printed pages have in common: one file of HTML for A4, words in Chinese, every text from outside escaped.</summary>
internal static class Printing
{
    public static string Page(string title, InstitutionState state, string body) =>
        PrintedPage.Of(title, state == InstitutionState.Licensed ? body : $"<div class=\"mark\">{StateZh(state)}</div>{body}");

    /// <summary>A QR code, level M, as a drawing that needs no other file.</summary>
    public static string QrCode(string text)
    {
        using var generator = new QRCodeGenerator();
        using var code = generator.CreateQrCode(text, QRCodeGenerator.ECCLevel.M);
        var size = code.ModuleMatrix.Count;
        var path = new StringBuilder();
        for (var y = 0; y < size; y++)
        {
            for (var x = 0; x < size; x++)
                if (code.ModuleMatrix[y][x]) path.Append(CultureInfo.InvariantCulture, $"M{x} {y}h1v1h-1z");
        }
        return $"<svg class=\"qr\" xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {size} {size}\" shape-rendering=\"crispEdges\" role=\"img\" aria-label=\"验证二维码\">"
            + $"<rect width=\"{size}\" height=\"{size}\" fill=\"#fff\"/><path d=\"{path}\"/></svg>";
    }

    public static string StateZh(InstitutionState state) => state switch
    {
        InstitutionState.Licensed => "有效",
        InstitutionState.Suspended => "停业整改",
        InstitutionState.Revoked => "已吊销",
        InstitutionState.Exited => "已终止",
        InstitutionState.Closing => "终止办学中",
        InstitutionState.LicenceLost => "许可已失效",
        _ => "",
    };

    public static string CategoryZh(TrainingCategory category) => category switch
    {
        TrainingCategory.Academic => "学科类",
        TrainingCategory.ForeignLanguage => "外语类",
        TrainingCategory.Arts => "文化艺术类",
        TrainingCategory.Sports => "体育类",
        TrainingCategory.Science => "科技类",
        TrainingCategory.Vocational => "职业技能类",
        TrainingCategory.Childcare => "托育类",
        _ => "",
    };

    public static string ModeZh(TrainingMode mode) => mode switch
    {
        TrainingMode.Offline => "线下",
        TrainingMode.Online => "线上",
        TrainingMode.Mixed => "线上线下",
        _ => "",
    };

    public static string StagesZh(IEnumerable<EducationStage> stages) => string.Join('、', stages.Select(stage => stage switch
    {
        EducationStage.Infant => "三岁以下",
        EducationStage.Preschool => "学龄前",
        EducationStage.Primary => "小学",
        EducationStage.Junior => "初中",
        EducationStage.SeniorHigh => "普通高中",
        EducationStage.Adult => "成人",
        _ => "",
    }));


    public static string DayZh(string day) =>
        DateOnly.TryParseExact(day, "yyyy-MM-dd", out var date) ? Zh.Day(date) : "";
}

/// <summary>The licence certificate (办学许可证).</summary>
internal static class PrintedCertificate
{
    public static string Of(ListedInstitution institution, string authority, string code, DateOnly today)
    {
        var body = new StringBuilder("<table class=\"facts\">")
            .Append(PrintedPage.Row("机构名称", institution.Name))
            .Append(PrintedPage.Row("统一社会信用代码", institution.UnifiedSocialCreditCode))
            .Append(PrintedPage.Row("许可证号", institution.LicenceNumber))
            .Append(PrintedPage.Row("行政区划", institution.DivisionName))
            .Append(PrintedPage.Row("培训类别", Printing.CategoryZh(institution.Category)))
            .Append(PrintedPage.Row("培训对象", Printing.StagesZh(institution.Stages)))
            .Append(PrintedPage.Row("培训方式", Printing.ModeZh(institution.Mode)))
            .Append(PrintedPage.Row("办学地址", string.Join('；', institution.Sites.Select(site => site.Address))))
            .Append(PrintedPage.Row("审批部门", $"{institution.DivisionName}{Zh.Department(authority)}"))
            .Append(PrintedPage.Row("发证日期", Printing.DayZh(institution.LicensedOn)))
            .Append(PrintedPage.Row("有效期至", institution.ValidUntil.Length > 0 ? Printing.DayZh(institution.ValidUntil) : "长期"))
            .Append(PrintedPage.Row("状态", Printing.StateZh(institution.State)));
        if (institution.State != InstitutionState.Licensed)
            body.Append(PrintedPage.Row("状态说明", $"自{Printing.DayZh(institution.StateSince)}起{Printing.StateZh(institution.State)}：{institution.StateReason}"));
        if (institution.Sample) body.Append(PrintedPage.Row("说明", "样例数据，非真实机构"));
        body.Append("</table><div class=\"foot\"><div>验证码：").Append(PrintedPage.Text(code))
            .Append("<br>扫描二维码或者在公共查询输入验证码，以查询结果为准。<br>打印日期：").Append(Printing.DayZh(Days.Of(today)))
            .Append("</div>").Append(Printing.QrCode(code)).Append("</div>");
        return Printing.Page("校外培训机构办学许可证", institution.State, body.ToString());
    }
}

/// <summary>The disclosure page for the premises (公示牌).</summary>
internal static class PrintedDisclosure
{
    public static string Of(Disclosure page, DateOnly today)
    {
        var institution = page.Institution;
        var body = new StringBuilder("<table class=\"facts\">")
            .Append(PrintedPage.Row("机构名称", institution.Name))
            .Append(PrintedPage.Row("统一社会信用代码", institution.UnifiedSocialCreditCode))
            .Append(PrintedPage.Row("许可证号", institution.LicenceNumber))
            .Append(PrintedPage.Row("类别与方式", $"{Printing.CategoryZh(institution.Category)}，{Printing.ModeZh(institution.Mode)}"))
            .Append(PrintedPage.Row("主管部门", Zh.Department(page.CompetentDepartment)))
            .Append(PrintedPage.Row("办学地址", string.Join('；', institution.Sites.Select(site => site.Address))))
            .Append(PrintedPage.Row("状态", $"{Printing.StateZh(institution.State)}（自{Printing.DayZh(institution.StateSince)}起）{institution.StateReason}"))
            .Append(PrintedPage.Row("有效期至", institution.ValidUntil.Length > 0 ? Printing.DayZh(institution.ValidUntil) : "长期"))
            .Append(PrintedPage.Row("名单", string.Join('；', page.Entries.Select(e => $"{(e.Kind == ListKind.White ? "白名单" : "黑名单")}：{e.Reason}"))))
            .Append("</table>");
        Section(body, "培训人员", ["姓名", "任教", "资格证书号"], page.Tutors.Where(t => !t.Foreign).Select(t => new[] { t.Name, t.Teaches, t.CertificateNumber }));
        Section(body, "外籍人员", ["姓名", "任教", "资格证书号", "工作许可号"], page.Tutors.Where(t => t.Foreign).Select(t => new[] { t.Name, t.Teaches, t.CertificateNumber, t.PermitNumber }));
        Section(body, "收费与退费标准", ["项目", "价格", "计价单位", "退费标准", "预收费专户银行"],
            page.Fees.Select(f => new[] { f.Title, Zh.Yuan(f.PriceFen), f.Unit, f.RefundStandard, f.CustodyBank }));
        Section(body, "课程", ["名称", "时间", "课时", "价格"], page.Courses.Select(c => new[] { c.Title, c.Schedule, $"{c.Lessons}", Zh.Yuan(c.PriceFen) }));
        body.Append("<div class=\"foot\">打印日期：").Append(Printing.DayZh(Days.Of(today))).Append("</div>");
        return Printing.Page("校外培训机构信息公示", institution.State, body.ToString());
    }

    private static void Section(StringBuilder body, string title, string[] headings, IEnumerable<string[]> rows)
    {
        var list = rows.ToList();
        body.Append("<h2>").Append(title).Append("</h2>").Append(list.Count == 0 ? "<p>暂无</p>" : PrintedPage.Table(headings, list));
    }
}
