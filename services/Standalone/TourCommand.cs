using System.CommandLine;
using Grpc.Core;
using Grpc.Net.Client;
using ShuangJian.Policy;
using ShuangJian.Protos.Event.V1;
using ShuangJian.Protos.Institution.V1;
using EducationStage = ShuangJian.Protos.Institution.V1.EducationStage;
using ShuangJian.Protos.Operation.V1;
using ShuangJian.Protos.Type.V1;
using Spectre.Console;
using TrainingCategory = ShuangJian.Protos.Institution.V1.TrainingCategory;

namespace ShuangJian.Standalone;

/// <summary><c>tour</c>: tells the slice as a story, through the gateway, as any integrator would call it.</summary>
internal static class TourCommand
{
    public static Command Create()
    {
        var address = new Option<string>("--address") { Description = "Gateway to call", DefaultValueFactory = _ => "http://127.0.0.1:8081" };
        var command = new Command("tour", "走一遍闭环 Walks one application to its refusal and one to its licence, and prints each verdict with its clause.") { address };
        command.SetAction(async (parsed, cancellation) =>
        {
            using var channel = GrpcChannel.ForAddress(parsed.GetValue(address)!);
            try
            {
                await new Tour(channel.CreateCallInvoker()).WalkAsync(cancellation);
                return 0;
            }
            catch (RpcException e) when (e.StatusCode == StatusCode.Unavailable)
            {
                Console.Error.WriteLine($"tour: nothing answers at {parsed.GetValue(address)}; start the platform with ./run");
                return 1;
            }
            catch (RpcException e)
            {
                Console.Error.WriteLine($"tour: {e.StatusCode}: {e.Status.Detail}");
                return 1;
            }
        });
        return command;
    }
}

/// <summary>The story: a refusal in Kunming, an approval in Beijing, what the public, the departments and the operator see of them.</summary>
internal sealed class Tour(CallInvoker gateway)
{
    private readonly ApplicationService.ApplicationServiceClient _applications = new(gateway);
    private readonly DirectoryService.DirectoryServiceClient _directory = new(gateway);
    private readonly EventLogService.EventLogServiceClient _events = new(gateway);
    private readonly OperationService.OperationServiceClient _operations = new(gateway);

    public async Task WalkAsync(CancellationToken cancellation)
    {
        AnsiConsole.Profile.Width = Math.Max(AnsiConsole.Profile.Width, 120);
        await RefusalAsync(cancellation);
        var licensed = await ApprovalAsync(cancellation);
        await PublicAsync(licensed, cancellation);
        await DepartmentsAsync(licensed, cancellation);
        await OperatorAsync(cancellation);
    }

    private async Task RefusalAsync(CancellationToken cancellation)
    {
        Chapter("一 准入 Admission", "昆明市五华区：申请新设面向小学生的学科类机构 · Kunming, Wuhua: a new academic institution for primary pupils");
        var applicant = Applicant("530102");
        var draft = await CreateAsync("530102", applicant, "五华示例学科培训学校", TrainingCategory.Academic, [EducationStage.Primary], cancellation);
        var refused = (await _applications.SubmitApplicationAsync(
            new SubmitApplicationRequest { RequestId = NewId(), ApplicationId = draft.ApplicationId }, As("INSTITUTION", "530102", applicant), cancellationToken: cancellation)).Application;
        Step($"提交后状态 state after submission: [bold]{Word(refused.State)}[/]");
        foreach (var finding in refused.Findings) Show(finding);
        var why = await _applications.ExplainDecisionAsync(new ExplainDecisionRequest { ApplicationId = draft.ApplicationId }, As("INSTITUTION", "530102", applicant), cancellationToken: cancellation);
        AnsiConsole.Write(new Panel(Markup.Escape(why.TextZh)) { Header = new PanelHeader("家长和机构读到的决定 the decision in words") });
    }

    private async Task<Application> ApprovalAsync(CancellationToken cancellation)
    {
        Chapter("二 联合审批 Joint approval", "北京市东城区：申请设立书画类机构 · Beijing, Dongcheng: an institution for calligraphy and painting");
        const string place = "110101";
        var applicant = Applicant(place);
        var draft = await CreateAsync(place, applicant, "东城示例书画培训学校", TrainingCategory.Arts, [EducationStage.Primary, EducationStage.Junior], cancellation);
        var id = draft.ApplicationId;
        var application = (await _applications.SubmitApplicationAsync(
            new SubmitApplicationRequest { RequestId = NewId(), ApplicationId = id }, As("INSTITUTION", place, applicant), cancellationToken: cancellation)).Application;
        Step($"提交 submitted: [bold]{Word(application.State)}[/]，受理期限 acceptance due {Due(application)}");
        var lead = As("REGULATOR", place, "CULTURE_TOURISM");
        application = (await _applications.AcceptApplicationAsync(new AcceptApplicationRequest { RequestId = NewId(), ApplicationId = id }, lead, cancellationToken: cancellation)).Application;
        Step($"受理 accepted，审查期限 decision due {Due(application)}");
        foreach (var finding in application.Findings) Show(finding);
        foreach (var review in application.Reviews)
        {
            await _applications.ReviewApplicationAsync(
                new ReviewApplicationRequest { RequestId = NewId(), ApplicationId = id, Opinion = ReviewOpinion.Agree, Reason = "材料齐全，现场核验通过。", Checks = { review.Checklist.Select(c => c.CheckId) } },
                As("REGULATOR", place, Code(review.Department)), cancellationToken: cancellation);
            Step($"{review.Role} [bold]{Code(review.Department)}[/] 同意 agrees");
        }
        var decision = new DecideApplicationRequest { RequestId = NewId(), ApplicationId = id, Verdict = Verdict.Approve };
        decision.Determinations.Add(application.Findings.Where(f => f.Severity == ShuangJian.Protos.Type.V1.Severity.Undetermined)
            .Select(f => new Determination { Rule = f.Rule, Breached = false, Reason = "经核实，符合现行规定。" }));
        application = (await _applications.DecideApplicationAsync(decision, lead, cancellationToken: cancellation)).Application;
        Step($"决定 decided: [bold green]{Word(application.State)}[/]，办学许可证号 licence [bold]{application.Decision.LicenceNumber}[/]");
        return application;
    }

    private async Task PublicAsync(Application licensed, CancellationToken cancellation)
    {
        Chapter("三 社会查询 The public asks", "任何人，无需令牌 · anyone, without a token");
        var found = (await _directory.LookUpInstitutionAsync(
            new LookUpInstitutionRequest { LicenceNumber = licensed.Decision.LicenceNumber }, cancellationToken: cancellation)).Institution;
        Step($"{Markup.Escape(found.Name)} · {found.DivisionName} · {found.Category} · 白名单 on the white list since {found.LicensedOn}");
        var page = await _directory.ListWhiteListAsync(new ListWhiteListRequest { Division = "110000", PageSize = 3 }, cancellationToken: cancellation);
        foreach (var institution in page.Institutions) Step($"[grey]{Markup.Escape(institution.Name)} {institution.LicenceNumber}[/]");
    }

    private async Task DepartmentsAsync(Application licensed, CancellationToken cancellation)
    {
        Chapter("四 部门协同 Departments hear", "文化和旅游部门读取本辖区事件 · culture and tourism reads the events of its jurisdiction");
        var subject = $"applications/{licensed.ApplicationId}";
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(TimeSpan.FromSeconds(20));
        ListEventsResponse log;
        do
        {
            // Events arrive a moment after the answer; the log is asked until the last one is there.
            log = await _events.ListEventsAsync(new ListEventsRequest { Division = "110101", Subject = subject }, As("REGULATOR", "110101", "CULTURE_TOURISM"), cancellationToken: patience.Token);
        }
        while (log.Events.All(e => e.Type != "institution.application-approved"));
        foreach (var logged in log.Events) Step($"#{logged.Sequence} [bold]{logged.Type}[/] {logged.EventTime.ToDateTime():HH:mm:ss.fff}Z");
        try
        {
            await _events.ListEventsAsync(new ListEventsRequest { Division = "110101" }, As("REGULATOR", "530102", "CULTURE_TOURISM"), cancellationToken: cancellation);
        }
        catch (RpcException e) when (e.StatusCode == StatusCode.PermissionDenied)
        {
            Step($"五华区的同行被拒绝 an officer of Wuhua is refused: {Markup.Escape(e.Status.Detail)}");
        }
    }

    private async Task OperatorAsync(CancellationToken cancellation)
    {
        Chapter("五 审计 Audit", "每次变更都留痕，链条可验证 · every change leaves a row in a chain that can be verified");
        var headers = As("OPERATOR", "000000", null);
        headers.Add("x-service", "institutions");
        var audit = await _operations.VerifyAuditAsync(new VerifyAuditRequest { Service = "institutions" }, headers, cancellationToken: cancellation);
        Step($"{(audit.Intact ? "[green]完整 intact[/]" : "[red]被改动 changed[/]")}，{audit.Rows} 行 rows，head {audit.HeadHash[..16]}…");
        AnsiConsole.WriteLine();
    }

    private async Task<Application> CreateAsync(
        string division, string applicant, string name, TrainingCategory category, EducationStage[] stages, CancellationToken cancellation)
    {
        var application = new Application
        {
            Division = division,
            ApplicantCode = applicant,
            InstitutionName = name,
            Category = category,
            Mode = TrainingMode.Offline,
            // Published examples of the standards, nobody's data.
            LegalRepresentative = new Person { Name = "测试人", IdentityNumber = "11010519491231002X", Phone = "13800138000" },
        };
        application.Stages.Add(stages);
        application.Sites.Add(new Site { Address = "示例路1号示例大厦二层", AreaSquareMetres = 320 });
        var created = (await _applications.CreateApplicationAsync(
            new CreateApplicationRequest { RequestId = NewId(), Application = application }, As("INSTITUTION", division, applicant), cancellationToken: cancellation)).Application;
        Step($"草稿 draft {created.ApplicationId}，法定代表人 legal representative {created.LegalRepresentative.Name} {created.LegalRepresentative.IdentityNumber}");
        return created;
    }

    private static void Chapter(string title, string subtitle)
    {
        AnsiConsole.WriteLine();
        AnsiConsole.Write(new Spectre.Console.Rule($"[bold]{title}[/]") { Justification = Justify.Left });
        AnsiConsole.MarkupLine($"[grey]{subtitle}[/]");
    }

    private static void Step(string markup) => AnsiConsole.MarkupLine("  • " + markup);

    private static void Show(ShuangJian.Protos.Type.V1.Finding finding)
    {
        var colour = finding.Severity == ShuangJian.Protos.Type.V1.Severity.Breach ? "red" : "yellow";
        Step($"[{colour}]{finding.Severity} {finding.Rule}[/]");
        AnsiConsole.MarkupLine($"      {Markup.Escape(finding.MessageZh)}");
        AnsiConsole.MarkupLine($"      [grey]{Markup.Escape(finding.MessageEn)}[/]");
        foreach (var basis in finding.Basis)
            AnsiConsole.MarkupLine($"      依据 basis [bold]{basis.Clause}[/] {Markup.Escape(basis.TitleZh)} ({basis.Date}, {basis.Grade})");
    }

    private static string Due(Application application) => application.DueDate.Length > 0 ? application.DueDate : "（次年节假日尚未公布 calendar not published yet）";

    private static string Word(ApplicationState state) => state.ToString().ToUpperInvariant();

    private static string Code(ShuangJian.Protos.Type.V1.Department department) => Platform.Identity.Codes.ToCode(department);

    private static string NewId() => Guid.CreateVersion7().ToString();

    /// <summary>A valid code of the sample range, another one each time, so that the tour can be walked again.</summary>
    private static string Applicant(string division) =>
        UnifiedSocialCreditCode.Complete($"52{division}", $"XT{Random.Shared.Next(1_000_000):D6}");

    private static Metadata As(string audience, string division, string? third) =>
        new() { { "authorization", "Bearer " + TokenCommand.Sign(audience, division, third) } };
}
