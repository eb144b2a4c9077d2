using ShuangJian.Institutions.Domain;
using ShuangJian.Policy;

namespace ShuangJian.Institutions.Tests.Domain;

public sealed class WorkflowTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("shuangjian-law-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Without_a_notice_the_review_leads_to_the_decision()
    {
        var application = Given.Submitted();
        Assert.Equal(("establishment", 1, "acceptance"), (application.WorkflowId, application.WorkflowVersion, application.Stage));
        Assert.Equal(["CULTURE_TOURISM"], application.Owing);
        application.Accept(Given.LawOf(application), Given.Now);
        Assert.Equal("joint-review", application.Stage);
        Assert.Equal(["CULTURE_TOURISM", "MARKET_REGULATION"], application.Owing);
        application.Review("CULTURE_TOURISM", ReviewOpinion.Agree, "", Given.LawOf(application), Given.Now, [new CheckAnswer("site", true)]);
        Assert.Equal(["MARKET_REGULATION"], application.Owing);
        Assert.Equal([new CheckAnswer("site", true)], application.Reviews[0].Answers);
        Assert.Equal(["site", "safety", "staff"], application.ChecklistOf(application.Reviews[0], Law.Current).Select(check => check.Id));
        Assert.Equal(["registrable"], application.ChecklistOf(application.Reviews[1], Law.Current).Select(check => check.Id));
        application.Review("MARKET_REGULATION", ReviewOpinion.Object, "名称不合规", Given.LawOf(application), Given.Now);
        Assert.Equal(("joint-review", "CULTURE_TOURISM"), (application.Stage, Assert.Single(application.Owing)));
        application.Review("MARKET_REGULATION", ReviewOpinion.Agree, "", Given.LawOf(application), Given.Now);
        Assert.Equal(("decision", "CULTURE_TOURISM"), (application.Stage, Assert.Single(application.Owing)));
        Assert.Null(application.NoticeFrom);
        Given.Approve(application);
        Assert.Equal(("", ""), (application.Stage, application.OwedBy));
    }

    [Fact]
    public void A_closure_is_checked_by_a_department_that_only_the_workflow_names()
    {
        var institution = KindTests.Licensed();
        var closure = KindTests.Make(ApplicationKind.Closure, institution, Given.Content() with
        {
            Particulars = new Particulars(Closure: new ClosurePlan(Given.Today, 0, 0, "无在读学员，无预收费")),
        });
        KindTests.Submit(closure, institution);
        closure.Accept(Given.LawOf(closure), Given.Now);
        Assert.Equal(
            [("CULTURE_TOURISM", ReviewRole.Competent), ("MARKET_REGULATION", ReviewRole.Registration), ("HUMAN_RESOURCES", ReviewRole.Participant)],
            closure.Reviews.Select(review => (review.Department, review.Role)));
    }

    [Fact]
    public void A_notice_lasts_as_many_working_days_as_the_place_sets_and_nothing_is_decided_before_its_end()
    {
        var law = LawWith(("local/110000/approval/notice_working_days.yaml", Notice));
        var application = Reviewed(law);
        Assert.Equal(("notice", true, Given.Today, new DateOnly(2026, 9, 21)), (application.Stage, application.NoticeOpen, application.NoticeFrom!.Value, application.NoticeUntil!.Value));
        Assert.Empty(application.Owing);
        var refusal = Assert.Throws<Refusal>(() => Given.Approve(application));
        Assert.Equal(("NOTICE_RUNNING", "2026-09-21"), (refusal.Reason, refusal.Facts["until"]));
        Assert.Equal("NOTICE_RUNNING", Assert.Throws<Refusal>(() => Given.Refuse(application, "场地不符")).Reason);

        Assert.False(application.EndNotice(Today(law, "2026-09-21"), Given.Now));
        var objection = NoticeObjection.Raise(Guid.CreateVersion7(), application, "楼道无消防通道", "sealed", new DateOnly(2026, 9, 21), Given.Now);
        Assert.Equal("NOTICE_NOT_OPEN", Assert.Throws<Refusal>(
            () => NoticeObjection.Raise(Guid.CreateVersion7(), application, "楼道无消防通道", "sealed", new DateOnly(2026, 9, 22), Given.Now)).Reason);
        Assert.True(application.EndNotice(Today(law, "2026-09-22"), Given.Now));
        Assert.False(application.EndNotice(Today(law, "2026-09-22"), Given.Now));
        Assert.Equal(("decision", "CULTURE_TOURISM"), (application.Stage, Assert.Single(application.Owing)));
        Assert.Equal("NOTICE_NOT_OPEN", Assert.Throws<Refusal>(
            () => NoticeObjection.Raise(Guid.CreateVersion7(), application, "楼道无消防通道", "sealed", Given.Today, Given.Now)).Reason);

        var unanswered = Assert.Throws<Refusal>(() => NoticeObjection.AnswerAll([objection], new Dictionary<Guid, string>()));
        Assert.Equal(("OBJECTIONS_UNANSWERED", objection.Id.ToString()), (unanswered.Reason, unanswered.Facts["objections"]));
        NoticeObjection.AnswerAll([objection], new Dictionary<Guid, string> { [objection.Id] = "已现场核验，消防通道畅通" });
        Assert.Equal("已现场核验，消防通道畅通", objection.Answer);
        Given.Approve(application);
    }

    [Fact]
    public void A_running_case_keeps_the_version_that_it_began_under()
    {
        var law = LawWith(("workflows/establishment-2.yaml", Second));
        var running = Given.Draft();
        running.Submit(Today(law, "2026-09-17"), Given.Now);
        var later = Given.Draft();
        later.Submit(Today(law, "2026-09-18"), Given.Now);
        Assert.Equal((1, 2), (running.WorkflowVersion, later.WorkflowVersion));

        running.Return([Given.Remark], Given.Now);
        running.Submit(Today(law, "2026-09-21"), Given.Now);
        running.Accept(Today(law, "2026-09-21"), Given.Now);
        later.Accept(Today(law, "2026-09-21"), Given.Now);
        Assert.Equal(1, running.WorkflowVersion);
        Assert.Equal(["CULTURE_TOURISM", "MARKET_REGULATION"], running.Reviews.Select(review => review.Department));
        Assert.Equal([("CULTURE_TOURISM", ""), ("FIRE_RESCUE", "safety")], later.Reviews.Select(review => (review.Department, review.Stage)));
    }

    [Fact]
    public void Reviews_follow_each_other_stage_by_stage()
    {
        var law = LawWith(("workflows/establishment-2.yaml", Second));
        var application = Given.Draft();
        var today = Today(law, "2026-09-18");
        application.Submit(today, Given.Now);
        application.Accept(today, Given.Now);
        Assert.Equal("NOT_A_REVIEWER", Assert.Throws<Refusal>(() => application.Review("FIRE_RESCUE", ReviewOpinion.Agree, "", today, Given.Now)).Reason);
        application.Review("CULTURE_TOURISM", ReviewOpinion.Agree, "", today, Given.Now);
        Assert.Equal(("safety", "FIRE_RESCUE"), (application.Stage, Assert.Single(application.Owing)));
        Assert.Equal("REVIEWS_OUTSTANDING", Assert.Throws<Refusal>(() => Given.Approve(application)).Reason);
        application.Review("FIRE_RESCUE", ReviewOpinion.Agree, "", today, Given.Now);
        Assert.Equal("decision", application.Stage);
        Given.Approve(application);
    }

    [Fact]
    public void A_place_goes_before_the_nation_and_a_workflow_out_of_order_is_refused_with_its_file()
    {
        var local = LawWith(("workflows/beijing.yaml", Second.Replace("id: establishment", "id: beijing\ndivision: \"110000\"").Replace("version: 2", "version: 1")));
        Assert.Equal("beijing", local.Workflows.For(ApplicationKind.New, DivisionCode.Parse(Given.Beijing), new DateOnly(2026, 9, 18)).Id);
        Assert.Equal("establishment", local.Workflows.For(ApplicationKind.New, DivisionCode.Parse(Given.Kunming), new DateOnly(2026, 9, 18)).Id);
        Assert.Equal("establishment", local.Workflows.For(ApplicationKind.New, DivisionCode.Parse(Given.Beijing), new DateOnly(2026, 9, 17)).Id);

        (string From, string To, string Problem)[] mistakes =
        [
            ("step: acceptance", "step: review", "begins with acceptance"),
            ("department: FIRE_RESCUE", "department: FIRE", "is no department"),
            ("version: 2", "version: 1", "is there already"),
            ("kinds: [new]", "kinds: [newest]", "is no kind"),
            ("approval/review_working_days", "approval/no_such_days", "is no parameter"),
            ("escalates: true", "escalate: true", "unknown key"),
        ];
        foreach (var (from, to, problem) in mistakes)
        {
            var message = Assert.Throws<LawDataException>(() => LawWith(("workflows/wrong.yaml", Second.Replace(from, to)))).Message;
            Assert.Contains("workflows/wrong.yaml", message, StringComparison.Ordinal);
            Assert.Contains(problem, message, StringComparison.Ordinal);
            File.Delete(Path.Combine(_folder, "workflows/wrong.yaml"));
        }
    }

    [Fact]
    public void A_missed_deadline_names_who_is_told_once()
    {
        var application = Given.Submitted();
        Assert.False(application.MarkOverdue(application.DueDate!.Value, Given.Now, "110000"));
        Assert.True(application.MarkOverdue(application.DueDate!.Value.AddDays(1), Given.Now, "110000"));
        Assert.Equal((true, "110000"), (application.Overdue, application.EscalatedTo));
        Assert.False(application.MarkOverdue(application.DueDate!.Value.AddDays(2), Given.Now, "110000"));
        application.Accept(Given.LawOf(application), Given.Now);
        Assert.Equal((false, ""), (application.Overdue, application.EscalatedTo));
    }

    private const string Notice = """
        last_reviewed: 2026-11-21
        values:
          - from: 2026-01-01
            value: 3
            basis: { document: PLATFORM, clause: PLATFORM, title_zh: 测试公示期限, date: 2021-01-01, grade: C }
        """;

    private const string Second = """
        id: establishment
        version: 2
        valid_from: 2026-09-18
        title_zh: 测试
        title_en: Test
        kinds: [new]
        stages:
          - id: acceptance
            name_zh: 受理
            name_en: Acceptance
            step: acceptance
            working_days: approval/acceptance_working_days
            departments: [{ department: competent }]
          - id: papers
            name_zh: 材料审查
            name_en: Papers
            step: review
            working_days: approval/review_working_days
            escalates: true
            departments: [{ department: competent, checks: [{ id: staff, zh: 人员, en: Staff }] }]
          - id: safety
            name_zh: 安全审查
            name_en: Safety
            step: review
            working_days: approval/review_working_days
            departments: [{ department: FIRE_RESCUE }]
          - id: decision
            name_zh: 决定
            name_en: Decision
            step: decision
            working_days: approval/licence_working_days
            departments: [{ department: competent }]
        """;

    private static LawAt Today(Law law, string day) => law.At(DivisionCode.Parse(Given.Beijing), DateOnly.Parse(day));

    private static Application Reviewed(Law law)
    {
        var application = Given.Draft();
        var today = Today(law, "2026-09-17");
        application.Submit(today, Given.Now);
        application.Accept(today, Given.Now);
        foreach (var review in application.Reviews)
            application.Review(review.Department, ReviewOpinion.Agree, "", today, Given.Now);
        return application;
    }

    private Law LawWith(params (string Path, string Text)[] files)
    {
        foreach (var (path, text) in files)
        {
            var file = Path.Combine(_folder, path);
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, text);
        }

        return Law.Load(_folder);
    }
}
