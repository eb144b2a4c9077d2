using System.Security.Cryptography;
using System.Text;
using ShuangJian.Protos.Monitoring.V1;
using ShuangJian.Protos.Supervision.V1;
using ShuangJian.Protos.Type.V1;
using Zh = ShuangJian.Policy.Zh;

namespace ShuangJian.Standalone;

/// <content>What goes wrong: from an advertisement and complaints to a notice that nobody heeds.</content>
internal sealed partial class ClosedLoop
{
    private static readonly (string Matter, string Text, string Department)[] s_complaints =
    [
        ("advertising", "门店橱窗张贴“签约保过，不过退款”，与事实不符", "MARKET_REGULATION"),
        ("in-service-teacher", "周末给孩子上课的是附近小学的在职老师", "EDUCATION"),
        ("unlicensed-training", "隔壁小区的地下室也在上课，没有看到许可证", "EDUCATION"),
    ];

    private readonly ComplaintDeskService.ComplaintDeskServiceClient _desk = new(stage.Gateway);
    private readonly ComplaintService.ComplaintServiceClient _complaints = new(stage.Gateway);
    private readonly InspectionPlanService.InspectionPlanServiceClient _plans = new(stage.Gateway);
    private readonly InspectionService.InspectionServiceClient _inspections = new(stage.Gateway);
    private readonly RectificationService.RectificationServiceClient _rectifications = new(stage.Gateway);
    private string _inspection = "", _plan = "", _found = "";

    private async Task WarnAsync(CancellationToken cancellation)
    {
        Tell.Chapter("风险 Risk", "一条违法广告和三件查实的投诉引发预警 · one advertisement in breach and three complaints raise a warning");
        await RegisterInspectorsAsync(cancellation);
        var reported = (await new AdvertisementService.AdvertisementServiceClient(stage.Gateway).ReportAdvertisementAsync(new()
        {
            RequestId = Stage.NewId(),
            Advertisement = new Advertisement
            {
                Division = Place, InstitutionId = _institution.InstitutionId, InstitutionCode = Code, AdvertiserName = _institution.Name, Category = _institution.Category,
                Source = AdvertisementSource.Patrol, Channel = AdvertisementChannel.OwnPremises, Placement = "门店橱窗", SeenOn = stage.Day(), Text = "签约保过，不过退款",
            },
        }, Officer("MARKET_REGULATION"), cancellationToken: cancellation)).Advertisement;
        Marks.Add(reported.AdvertisementId);
        Tell.Step($"广告 advertisement 「{Text(reported.Text)}」 [bold]{reported.State}[/]");
        foreach (var finding in reported.Findings) Tell.Show(finding);
        foreach (var (matter, text, department) in s_complaints) await ComplainAsync(matter, text, department, cancellation);
        var risks = new RiskService.RiskServiceClient(stage.Gateway);
        var warnings = await Stage.UntilAsync(
            "the warning", async () => (await risks.ListRiskWarningsAsync(new() { Division = Place, InstitutionCode = Code }, Officer("EDUCATION"), cancellationToken: cancellation)).RiskWarnings,
            raised => raised.Count > 0, cancellation);
        Marks.Add(warnings[0].RiskWarningId);
        Tell.Step($"预警 warning [bold]{warnings[0].Level}[/] {warnings[0].Score} 分 points");
        foreach (var reason in warnings[0].ReasonsZh) Tell.Step($"[grey]{Text(reason)}[/]");
        await DrawnAsync(cancellation);
    }

    /// <summary>One of each department that a team after a warning is made of.</summary>
    private async Task RegisterInspectorsAsync(CancellationToken cancellation)
    {
        foreach (var department in new[] { Department.Education, Department.MarketRegulation })
        {
            await _plans.PutInspectorAsync(new()
            {
                RequestId = Stage.NewId(),
                Inspector = new Inspector { Division = Place, Account = $"inspector-{department}-{Place}", Badge = $"示例执法证{(int)department:D4}", Department = department },
            }, Stage.As("REGULATOR", Place, Platform.Identity.Codes.ToCode(department)), cancellationToken: cancellation);
        }
    }

    private async Task ComplainAsync(string matter, string text, string department, CancellationToken cancellation)
    {
        await _desk.CreateComplaintAsync(new()
        {
            RequestId = Stage.NewId(), Channel = ComplaintChannel.Web, Matter = matter, Division = Place, Subject = new() { InstitutionCode = Code }, Text = text,
        }, cancellationToken: cancellation);
        var office = Officer(department);
        var open = (await _complaints.ListComplaintsAsync(
            new() { Division = Place, Matter = matter, SubjectCode = Code, States = { ComplaintState.Dispatched } }, office, cancellationToken: cancellation)).Complaints[0];
        await _complaints.AcceptComplaintAsync(new() { RequestId = Stage.NewId(), ComplaintId = open.ComplaintId, Account = "群众反映的问题，请配合核查。" }, office, cancellationToken: cancellation);
        await _complaints.AnswerComplaintAsync(
            new() { RequestId = Stage.NewId(), ComplaintId = open.ComplaintId, Outcome = ComplaintOutcome.Upheld, Answer = "经现场核查，反映情况属实，已移交处理。" }, office, cancellationToken: cancellation);
        Marks.Add(open.ComplaintId);
        Tell.Step($"投诉 complaint [bold]{matter}[/] → {department} 查实 upheld：{Text(text)}");
        if (open.DutyBasis is { } basis) Tell.Show(basis);
    }

    /// <summary>The warning itself sends inspectors: a plan, and a draw that anybody can work out again.</summary>
    private async Task DrawnAsync(CancellationToken cancellation)
    {
        var draws = new InspectionDrawService.InspectionDrawServiceClient(stage.Gateway);
        var listed = await Stage.UntilAsync(
            "the draw", async () => (await draws.ListDrawsAsync(new() { Division = Place, PageSize = 1 }, cancellationToken: cancellation)).Draws, newest => newest.Count > 0, cancellation);
        var draw = (await draws.GetDrawAsync(new() { DrawId = listed[0].DrawId }, cancellationToken: cancellation)).Draw;
        Check(draw.Drawn.Any(d => d.Code == Code), "the institution was drawn");
        _plan = draw.PlanId;
        Marks.AddRange([draw.DrawId, _plan]);
        var digest = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(draw.ListText)));
        Tell.Step($"抽查 inspection drawn：{draw.Drawn[0].InspectorIds.Count} 名检查人员 inspectors，种子 seed {draw.Seed[..16]}…，名单摘要{(digest == draw.ListDigest ? "相符 [green]verified[/]" : "[red]不符 differs[/]")}");
    }

    private async Task InspectAsync(CancellationToken cancellation)
    {
        Tell.Chapter("检查 Inspection", "检查人员按表逐项填写 · the inspectors fill in the form");
        var inspector = Stage.As("INSPECTOR", Place, null, $"inspector-{Department.Education}-{Place}");
        var visit = new Inspection
        {
            InspectionId = _inspection = Stage.NewId(), Kind = InspectionKind.SpotCheck, SubjectKind = SubjectKind.Institution, ObjectCode = Code, PlanId = _plan, FormId = "institution-check",
            VisitedOn = stage.Day(), Summary = "按风险预警开展核查",
        };
        Marks.Add(_inspection);
        var form = (await _inspections.ListFormsAsync(new() { Division = Place, Date = stage.Day() }, cancellationToken: cancellation)).Forms.Single(f => f.FormId == visit.FormId);
        visit.Answers.Add(form.Items.Select(item => item.ItemId switch
        {
            "sites" => NotMet(item.ItemId, "另有一处未经审批的教学点正在上课"),
            "staff" => NotMet(item.ItemId, "授课人员中有一名小学在职教师"),
            _ => new InspectionAnswer { ItemId = item.ItemId, Result = CheckResult.Met },
        }));
        // What is visited is known here from events.
        await Stage.UntilAsync("the institution in the register of inspection", async () => (await _inspections.SyncDraftsAsync(
            new() { RequestId = Stage.NewId(), Division = Place, Rows = { new DraftRow { Inspection = visit } } }, inspector, cancellationToken: cancellation)).Results[0],
            result => result.Outcome is SyncOutcome.Stored or SyncOutcome.Unchanged, cancellation);
        var submitted = (await _inspections.SubmitInspectionAsync(new() { RequestId = Stage.NewId(), InspectionId = _inspection }, inspector, cancellationToken: cancellation)).Inspection;
        foreach (var finding in submitted.Findings)
        {
            Tell.Step($"[red]{Text(finding.TextZh)}[/]");
            foreach (var basis in finding.Basis) Tell.Show(basis);
        }
        _found = stage.Day();
    }

    private static InspectionAnswer NotMet(string item, string note) => new()
    {
        ItemId = item, Result = CheckResult.NotMet, Note = note, Photos = { new EvidenceFile { Sha256 = new string('e', 64), MediaType = "image/jpeg" } },
    };

    private async Task OrderAsync(CancellationToken cancellation)
    {
        Tell.Chapter("整改 Rectification", "下达整改通知，逾期自动升级督办 · ordered to mend; overdue, it escalates by itself");
        var account = (await _inspections.OrderFindingsAsync(new() { RequestId = Stage.NewId(), InspectionId = _inspection }, Officer("EDUCATION"), cancellationToken: cancellation)).Rectification;
        Marks.Add(account.RectificationId);
        Tell.Step($"整改账目 account {account.AccountNumber}，{account.Items.Count} 项 items，期限 due [bold]{account.DueDate}[/]");
        if (stage.LetPass(account.DueDate)) await TellOverdueAsync(account, cancellation);
        else Tell.Step(RealClock);
    }

    private async Task TellOverdueAsync(Rectification account, CancellationToken cancellation)
    {
        var late = await Stage.UntilAsync(
            "the end of the term", async () => (await _rectifications.GetRectificationAsync(new() { RectificationId = account.RectificationId }, Officer("EDUCATION"), cancellationToken: cancellation)).Rectification,
            one => one.Overdue && one.HeldBy != Place, cancellation);
        Tell.Step($"时间来到 it is now {stage.Day()}：[red]逾期未改 overdue[/]，由 {Zh.Place(Place)} 升级至 escalated to [bold]{Zh.Place(late.HeldBy)}[/]");
    }
}
