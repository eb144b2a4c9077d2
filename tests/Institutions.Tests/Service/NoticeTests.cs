using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ShuangJian.Protos.Institution.V1;
using ShuangJian.Protos.Type.V1;
using ShuangJian.Testing;

namespace ShuangJian.Institutions.Tests.Service;

/// <summary>A re-review is the kind for which the nation sets days of notice.</summary>
public sealed class NoticeTests : IAsyncLifetime
{
    private readonly SetClock _clock = new(RegistryHost.Noon("2026-11-20"));
    private TestHost _host = null!;
    private Registry _county = null!;

    public async Task InitializeAsync()
    {
        _host = await TestHost.StartAsync([new InstitutionsModule()], _clock);
        _county = new Registry(_host, "110101");
    }

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task Anybody_objects_during_the_notice_and_the_decision_answers_each_objection()
    {
        var (application, code) = await NoticedAsync();
        Assert.Equal(("notice", "2026-11-20", "2026-11-27"), (application.Stage.StageId, application.Stage.NoticeFrom, application.Stage.NoticeUntil));
        Assert.Equal(application.ApplicationId, Assert.Single((await Public.ListNoticesAsync(new() { Division = "110000" })).Notices).ApplicationId);
        Assert.Empty((await Public.ListNoticesAsync(new() { Division = "530000" })).Notices);

        var request = Objection(application);
        var id = (await Public.ObjectToApplicationAsync(request)).ObjectionId;
        Assert.Equal(id, (await Public.ObjectToApplicationAsync(request)).ObjectionId);
        var listed = Assert.Single((await Notices("EDUCATION").ListObjectionsAsync(new() { ApplicationId = application.ApplicationId })).Objections);
        Assert.Equal((id, "夜间噪声扰民", "138******78", ""), (listed.ObjectionId, listed.Text, listed.Contact, listed.Answer));
        var contact = await Notices("EDUCATION").RevealObjectionContactAsync(new() { ApplicationId = application.ApplicationId, ObjectionId = id, Purpose = "联系异议人核实" });
        Assert.Equal("13800000078", contact.Contact);

        var early = await RichError.OfAsync(_county.Decide(application));
        Assert.Equal((StatusCode.FailedPrecondition, "NOTICE_RUNNING", "2026-11-27"), (early.Code, early.Reason, early.Facts["until"]));
        _clock.Now = RegistryHost.Noon("2026-11-28");
        var late = await RichError.OfAsync(Public.ObjectToApplicationAsync(Objection(application)));
        Assert.Equal((StatusCode.FailedPrecondition, "NOTICE_NOT_OPEN"), (late.Code, late.Reason));
        Assert.Empty((await Public.ListNoticesAsync(new() { Division = "110000" })).Notices);

        var unanswered = await RichError.OfAsync(DecideAsync(application));
        Assert.Equal(("OBJECTIONS_UNANSWERED", id), (unanswered.Reason, unanswered.Facts["objections"]));
        var strange = await RichError.OfAsync(DecideAsync(application, Registry.NewId()));
        Assert.Equal((StatusCode.InvalidArgument, "objection_answers[0].objection_id"), (strange.Code, Assert.Single(strange.Fields).Key));
        Assert.Equal(ApplicationState.Approved, (await DecideAsync(application, id)).Application.State);
        Assert.Equal("已加装隔音设施", Assert.Single((await Notices("EDUCATION").ListObjectionsAsync(new() { ApplicationId = application.ApplicationId })).Objections).Answer);
        Assert.True((await new DirectoryService.DirectoryServiceClient(_host.Channel).LookUpInstitutionAsync(new() { UnifiedSocialCreditCode = code })).Institution.NonProfit);
    }

    [Fact]
    public async Task A_refused_re_review_takes_the_licence_and_the_history_tells_who_did_what()
    {
        var (application, code) = await NoticedAsync();
        _clock.Now = RegistryHost.Noon("2026-11-28");
        var refused = (await _county.Decide(application, Verdict.Refuse, "不具备教师资格的人员任教")).Application;
        Assert.Equal(ApplicationState.Refused, refused.State);
        var listed = (await new DirectoryService.DirectoryServiceClient(_host.Channel).LookUpInstitutionAsync(new() { UnifiedSocialCreditCode = code })).Institution;
        Assert.Equal(InstitutionState.LicenceLost, listed.State);

        var request = new ListCaseHistoryRequest { ApplicationId = application.ApplicationId };
        var steps = (await Workflows("EDUCATION").ListCaseHistoryAsync(request)).Steps;
        Assert.Equal(["CREATED", "SUBMITTED", "ACCEPTED", "AGREED", "AGREED", "REFUSED"], steps.Select(s => s.Step).Where(s => s != "NOTICE_ENDED"));
        Assert.Equal(("officer-EDUCATION-110101", Department.Education, "joint-review"), (steps[2].Actor, steps[2].Department, steps[2].StageId));
        var own = new WorkflowService.WorkflowServiceClient(_host.AsInstitution("110101", code));
        Assert.All((await own.ListCaseHistoryAsync(request)).Steps, s => Assert.Equal("", s.Actor));
        var wrongCounty = new WorkflowService.WorkflowServiceClient(_host.AsRegulator("530102"));
        Assert.Equal(StatusCode.PermissionDenied, (await RichError.OfAsync(wrongCounty.ListCaseHistoryAsync(request))).Code);
    }

    [Fact]
    public async Task What_is_not_on_notice_is_not_found_by_the_public_and_objections_are_for_officers_of_the_place()
    {
        var submitted = await _county.SubmitAsync();
        var error = await RichError.OfAsync(Public.ObjectToApplicationAsync(Objection(submitted)));
        Assert.Equal(StatusCode.NotFound, error.Code);
        Assert.Equal(StatusCode.Unauthenticated, (await RichError.OfAsync(Public.ListObjectionsAsync(new() { ApplicationId = submitted.ApplicationId }))).Code);
        var elsewhere = new NoticeService.NoticeServiceClient(_host.AsRegulator("530102"));
        Assert.Equal(StatusCode.PermissionDenied, (await RichError.OfAsync(elsewhere.ListObjectionsAsync(new() { ApplicationId = submitted.ApplicationId }))).Code);
        var bad = Objection(submitted);
        (bad.Text, bad.Contact) = ("短", "");
        Assert.Equal(["contact", "text"], (await RichError.OfAsync(Public.ObjectToApplicationAsync(bad))).Fields.Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_workflow_tells_stages_checks_and_days_and_a_review_answers_its_whole_list()
    {
        var client = new WorkflowService.WorkflowServiceClient(_host.Channel);
        var workflow = (await client.GetWorkflowAsync(new() { Kind = ApplicationKind.ReReview, Division = "110101" })).Workflow;
        Assert.Equal(("recheck", 1), (workflow.WorkflowId, workflow.Version));
        Assert.Equal([("acceptance", 5), ("joint-review", 20), ("notice", 5), ("decision", 10)], workflow.Stages.Select(s => (s.StageId, s.WorkingDays)));
        Assert.Equal(StatusCode.NotFound, (await RichError.OfAsync(client.GetWorkflowAsync(new() { Kind = ApplicationKind.New, Division = "110101", Date = "2019-12-31" }))).Code);

        var accepted = await _county.AcceptAsync();
        ReviewApplicationRequest Checked(params string[] checks) => new()
        {
            RequestId = Registry.NewId(), ApplicationId = accepted.ApplicationId, Opinion = ReviewOpinion.Agree, Checks = { checks },
        };
        var error = await RichError.OfAsync(_county.As("CULTURE_TOURISM").ReviewApplicationAsync(Checked("site", "registrable")));
        Assert.Equal((StatusCode.InvalidArgument, "answers,checks[1]"), (error.Code, string.Join(',', error.Fields.Keys.Order(StringComparer.Ordinal))));
        var missing = await RichError.OfAsync(_county.As("CULTURE_TOURISM").ReviewApplicationAsync(Checked("site", "safety")));
        Assert.Contains("从业人员具备资质（staff）", Assert.Single(missing.Fields).Value, StringComparison.Ordinal);
        Assert.Equal("checks[1]", Assert.Single((await RichError.OfAsync(_county.As("CULTURE_TOURISM").ReviewApplicationAsync(Checked("site", "site", "safety", "staff")))).Fields).Key);
        var unmet = Checked("site", "safety");
        unmet.Answers.Add(new CheckAnswer { CheckId = "staff", Note = "两名教师无资格证" });
        Assert.Equal("answers[0].met", Assert.Single((await RichError.OfAsync(_county.As("CULTURE_TOURISM").ReviewApplicationAsync(unmet))).Fields).Key);
        (unmet.Opinion, unmet.Reason, unmet.RequestId) = (ReviewOpinion.Object, "师资不符合要求", Registry.NewId());
        var objected = (await _county.As("CULTURE_TOURISM").ReviewApplicationAsync(unmet)).Application.Reviews[0];
        Assert.Equal([("site", true, true, ""), ("safety", true, true, ""), ("staff", true, false, "两名教师无资格证")], objected.Checklist.Select(c => (c.CheckId, c.Answered, c.Met, c.Note)));
        var reviewed = (await _county.As("CULTURE_TOURISM").ReviewApplicationAsync(Checked("site", "safety", "staff"))).Application;
        Assert.Equal(["site", "safety", "staff"], reviewed.Reviews[0].Checks);
        Assert.Equal(("registrable", "名称和登记事项符合登记规定", false), reviewed.Reviews[1].Checklist.Select(c => (c.CheckId, c.TextZh, c.Answered)).Single());
        Assert.Equal(("establishment", 1), (reviewed.Stage.WorkflowId, reviewed.Stage.WorkflowVersion));
        Assert.Equal([Department.MarketRegulation], reviewed.Stage.OwedBy);
    }

    [Fact]
    public async Task A_missed_step_is_escalated_and_a_notice_ends_by_itself()
    {
        var (application, _) = await NoticedAsync();
        var late = await _county.SubmitAsync();
        _clock.Now = RegistryHost.Noon("2026-11-28");
        await using var again = await _host.RestartAsync();
        var county = new Registry(again, "110101");
        var escalated = await Eventually.ValueAsync("escalation", () => county.GetAsync(late.ApplicationId), a => a.Overdue);
        Assert.Equal(("110000", "acceptance"), (escalated.Stage.EscalatedTo, escalated.Stage.StageId));
        var ended = await Eventually.ValueAsync("end of notice", () => county.GetAsync(application.ApplicationId), a => a.Stage.StageId == "decision");
        Assert.Equal([Department.Education], ended.Stage.OwedBy);
        await using var db = await again.OpenAsync<InstitutionsDb>();
        var steps = await db.Set<ApplicationStep>().Where(s => s.Actor == "platform").Select(s => s.Step).ToListAsync();
        Assert.Equal(["DEADLINE_MISSED", "NOTICE_ENDED"], steps.Order(StringComparer.Ordinal));
    }

    private NoticeService.NoticeServiceClient Public => new(_host.Channel);

    private NoticeService.NoticeServiceClient Notices(string department) => new(_host.AsRegulator("110101", department));

    private WorkflowService.WorkflowServiceClient Workflows(string department) => new(_host.AsRegulator("110101", department));

    private static ObjectToApplicationRequest Objection(Application application) => new()
    {
        RequestId = Registry.NewId(), ApplicationId = application.ApplicationId, Text = "夜间噪声扰民", Contact = "13800000078",
    };

    private AsyncUnaryCall<DecideApplicationResponse> DecideAsync(Application application, params string[] objections) => _county.As("EDUCATION").DecideApplicationAsync(new()
    {
        RequestId = Registry.NewId(), ApplicationId = application.ApplicationId, Verdict = Verdict.Approve,
        ObjectionAnswers = { objections.Select(o => new ObjectionAnswer { ObjectionId = o, Answer = "已加装隔音设施" }) },
    });

    /// <summary>An academic institution of before the gate was shut, whose re-review has come to the notice.</summary>
    private async Task<(Application Application, string Code)> NoticedAsync()
    {
        var code = Registry.NewCode();
        var institution = Institutions.Domain.Institution.ForSample(
            Guid.CreateVersion7(), "测试学科中心", code, Policy.TrainingCategory.Academic, new Institutions.Domain.Site("测试路五号", 300, null),
            new Institutions.Domain.LicenceNumber("110101", 2020, 1), new DateOnly(2020, 1, 1));
        await using (var db = await _host.OpenAsync<InstitutionsDb>())
        {
            db.Institutions.Add(institution);
            await db.SaveChangesAsync();
        }
        var draft = _county.Draft(code, "测试学科中心", TrainingCategory.Academic);
        (draft.Kind, draft.InstitutionId) = (ApplicationKind.ReReview, institution.Id.ToString());
        return (await _county.ReviewAsync(draft), code);
    }
}
