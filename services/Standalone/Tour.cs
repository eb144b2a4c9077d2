using Grpc.Core;
using ShuangJian.Protos.Event.V1;
using ShuangJian.Protos.Institution.V1;
using ShuangJian.Protos.Operation.V1;
using ShuangJian.Protos.Type.V1;
using Spectre.Console;
using EducationStage = ShuangJian.Protos.Institution.V1.EducationStage;
using TrainingCategory = ShuangJian.Protos.Institution.V1.TrainingCategory;

namespace ShuangJian.Standalone;

/// <summary>The story in Kunming: a refusal, an approval, the closed loop that follows, what departments and the operator see of it.</summary>
internal sealed class Tour(Stage stage)
{
    private Narrator Tell => stage.Narrator;

    private readonly ApplicationService.ApplicationServiceClient _applications = new(stage.Gateway);
    private readonly DirectoryService.DirectoryServiceClient _directory = new(stage.Gateway);
    private readonly EventLogService.EventLogServiceClient _events = new(stage.Gateway);
    private readonly OperationService.OperationServiceClient _operations = new(stage.Gateway);

    public async Task WalkAsync(CancellationToken cancellation)
    {
        AnsiConsole.Profile.Width = Math.Max(AnsiConsole.Profile.Width, 120);
        await RefusalAsync(cancellation);
        var licensed = await ApprovalAsync(cancellation);
        await PublicAsync(licensed, cancellation);
        var loop = new ClosedLoop(stage, licensed);
        await loop.TellAsync(cancellation);
        await DepartmentsAsync(loop, cancellation);
        await OperatorAsync(cancellation);
    }

    private async Task RefusalAsync(CancellationToken cancellation)
    {
        Tell.Chapter("准入 Admission", "昆明市五华区：申请新设面向小学生的学科类机构 · Kunming, Wuhua: a new academic institution for primary pupils");
        var applicant = Stage.SampleCode("52", "530102");
        var draft = await CreateAsync("530102", applicant, "五华示例学科培训学校", TrainingCategory.Academic, [EducationStage.Primary], cancellation);
        var refused = (await _applications.SubmitApplicationAsync(
            new SubmitApplicationRequest { RequestId = Stage.NewId(), ApplicationId = draft.ApplicationId }, Stage.As("INSTITUTION", "530102", applicant), cancellationToken: cancellation)).Application;
        Tell.Step($"提交后状态 state after submission: [bold]{Word(refused.State)}[/]");
        foreach (var finding in refused.Findings) Tell.Show(finding);
        var why = await _applications.ExplainDecisionAsync(new ExplainDecisionRequest { ApplicationId = draft.ApplicationId }, Stage.As("INSTITUTION", "530102", applicant), cancellationToken: cancellation);
        Tell.Paper("家长和机构读到的决定 the decision in words", why.TextZh);
    }

    private async Task<Application> ApprovalAsync(CancellationToken cancellation)
    {
        Tell.Chapter("联合审批 Joint approval", "昆明市五华区：申请设立书画类机构 · Kunming, Wuhua: an institution for calligraphy and painting");
        const string place = "530102";
        var applicant = Stage.SampleCode("52", place);
        var draft = await CreateAsync(place, applicant, "五华示例书画培训学校", TrainingCategory.Arts, [EducationStage.Primary, EducationStage.Junior], cancellation);
        var id = draft.ApplicationId;
        var application = (await _applications.SubmitApplicationAsync(
            new SubmitApplicationRequest { RequestId = Stage.NewId(), ApplicationId = id }, Stage.As("INSTITUTION", place, applicant), cancellationToken: cancellation)).Application;
        Tell.Step($"提交 submitted: [bold]{Word(application.State)}[/]，受理期限 acceptance due {Due(application)}");
        application = (await _applications.AcceptApplicationAsync(
            new AcceptApplicationRequest { RequestId = Stage.NewId(), ApplicationId = id }, Stage.As("REGULATOR", place, "EDUCATION"), cancellationToken: cancellation)).Application;
        Tell.Step($"受理 accepted，审查期限 decision due {Due(application)}");
        foreach (var finding in application.Findings) Tell.Show(finding);
        foreach (var review in application.Reviews)
        {
            await _applications.ReviewApplicationAsync(
                new ReviewApplicationRequest { RequestId = Stage.NewId(), ApplicationId = id, Opinion = ReviewOpinion.Agree, Reason = "材料齐全，现场核验通过。", Checks = { review.Checklist.Select(c => c.CheckId) } },
                Stage.As("REGULATOR", place, Code(review.Department)), cancellationToken: cancellation);
            Tell.Step($"{review.Role} [bold]{Code(review.Department)}[/] 同意 agrees");
        }
        var decision = new DecideApplicationRequest { RequestId = Stage.NewId(), ApplicationId = id, Verdict = Verdict.Approve };
        decision.Determinations.Add(Narrator.Settle(application.Findings));
        application = (await _applications.DecideApplicationAsync(decision, Stage.As("REGULATOR", place, CompetentIn(application)), cancellationToken: cancellation)).Application;
        Tell.Step($"决定 decided: [bold green]{Word(application.State)}[/]，办学许可证号 licence [bold]{application.Decision.LicenceNumber}[/]");
        return application;
    }

    private async Task PublicAsync(Application licensed, CancellationToken cancellation)
    {
        Tell.Chapter("社会查询 The public asks", "任何人，无需令牌 · anyone, without a token");
        var found = (await _directory.LookUpInstitutionAsync(
            new LookUpInstitutionRequest { LicenceNumber = licensed.Decision.LicenceNumber }, cancellationToken: cancellation)).Institution;
        Tell.Step($"{Markup.Escape(found.Name)} · {found.DivisionName} · {found.Category} · 白名单 on the white list since {found.LicensedOn}");
        var page = await _directory.ListWhiteListAsync(new ListWhiteListRequest { Division = "530000", PageSize = 3 }, cancellationToken: cancellation);
        foreach (var institution in page.Institutions) Tell.Step($"[grey]{Markup.Escape(institution.Name)} {institution.LicenceNumber}[/]");
    }

    private async Task DepartmentsAsync(ClosedLoop loop, CancellationToken cancellation)
    {
        Tell.Chapter("部门协同 Departments hear", "每一步都是事件，部门在本辖区内读到 · every step is an event that departments of the place read");
        var told = await Stage.UntilAsync("the end of the story in the log", () => StoryAsync(loop, cancellation), all => all.Any(e => e.Type == "custody.refund-paid"), cancellation);
        var duties = await DutiesAsync(cancellation);
        foreach (var type in told.GroupBy(e => e.Type))
        {
            Tell.Step($"#{type.First().Sequence} [bold]{type.Key}[/]{(type.Count() > 1 ? $" ×{type.Count()}" : "")}");
            var hear = duties[type.Key].ToList();
            Tell.Note(hear.Count == 0 ? "" : $"→ {string.Join('、', hear.Select(h => h.Department))}（{string.Join(' ', hear.Select(h => h.Event.Basis.Clause).Distinct())}）");
        }
        try
        {
            await _events.ListEventsAsync(new ListEventsRequest { Division = "530102" }, Stage.As("REGULATOR", "530103", "CULTURE_TOURISM"), cancellationToken: cancellation);
        }
        catch (RpcException e) when (e.StatusCode == StatusCode.PermissionDenied)
        {
            Tell.Step($"盘龙区的同行被拒绝 an officer of Panlong is refused: {Markup.Escape(e.Status.Detail)}");
        }
    }

    /// <summary>Which departments of the place hear which events, and by which clause.</summary>
    private async Task<ILookup<string, (string Department, SubscribableEvent Event)>> DutiesAsync(CancellationToken cancellation)
    {
        var subscriptions = new SubscriptionService.SubscriptionServiceClient(stage.Gateway);
        var all = new List<(string Department, SubscribableEvent Event)>();
        foreach (var department in Enum.GetValues<Department>().Where(d => d != Department.Unspecified))
        {
            var request = new ListSubscribableEventsRequest { Division = "530102", Department = department };
            var hears = (await subscriptions.ListSubscribableEventsAsync(request, Stage.As("OPERATOR", "000000", null), cancellationToken: cancellation)).Events;
            all.AddRange(hears.Select(e => (Code(department), e)));
        }
        return all.ToLookup(d => d.Event.Type, StringComparer.Ordinal);
    }

    /// <summary>Events of the place that belong to the story, in the order of the log.</summary>
    private async Task<List<LoggedEvent>> StoryAsync(ClosedLoop loop, CancellationToken cancellation)
    {
        var (found, request) = (new List<LoggedEvent>(), new ListEventsRequest { Division = "530102", PageSize = 500 });
        while (true)
        {
            var page = (await _events.ListEventsAsync(request, Stage.As("OPERATOR", "000000", null), cancellationToken: cancellation)).Events;
            found.AddRange(page.Where(e => loop.Marks.Any(mark => e.CloudEvent.Contains(mark, StringComparison.Ordinal))));
            if (page.Count < request.PageSize) return found;
            request.AfterSequence = page[^1].Sequence;
        }
    }

    private async Task OperatorAsync(CancellationToken cancellation)
    {
        Tell.Chapter("审计 Audit", "每次变更都留痕，链条可验证 · every change leaves a row in a chain that can be verified");
        var headers = Stage.As("OPERATOR", "000000", null);
        headers.Add("x-service", "institutions");
        var audit = await _operations.VerifyAuditAsync(new VerifyAuditRequest { Service = "institutions" }, headers, cancellationToken: cancellation);
        Tell.Step($"{(audit.Intact ? "[green]完整 intact[/]" : "[red]被改动 changed[/]")}，{audit.Rows} 行 rows，head {audit.HeadHash[..16]}…");
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
            new CreateApplicationRequest { RequestId = Stage.NewId(), Application = application }, Stage.As("INSTITUTION", division, applicant), cancellationToken: cancellation)).Application;
        Tell.Step($"草稿 draft {created.ApplicationId}，法定代表人 legal representative {created.LegalRepresentative.Name} {created.LegalRepresentative.IdentityNumber}");
        return created;
    }

    /// <summary>The department that leads the review.</summary>
    internal static string CompetentIn(Application application) => Code(application.Reviews.First(r => r.Role == ReviewRole.Competent).Department);

    private static string Due(Application application) => application.DueDate.Length > 0 ? application.DueDate : "（次年节假日尚未公布 calendar not published yet）";

    private static string Word(ApplicationState state) => state.ToString().ToUpperInvariant();

    private static string Code(ShuangJian.Protos.Type.V1.Department department) => Platform.Identity.Codes.ToCode(department);
}
