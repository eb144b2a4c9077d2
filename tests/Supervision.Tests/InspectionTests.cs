using Grpc.Core;
using ShuangJian.Contracts;
using ShuangJian.Protos.Supervision.V1;
using ShuangJian.Protos.Type.V1;
using ShuangJian.Testing;

namespace ShuangJian.Supervision.Tests;

/// <summary>Drafts that are written offline, visits and their findings.</summary>
public sealed class InspectionTests
{
    [Fact]
    public async Task Drafts_of_two_devices_are_merged_field_by_field_and_a_conflict_shows_both_values_and_stores_nothing()
    {
        await using var host = await SupervisionHost.StartAsync();
        var code = (await InspectionYear.SchoolsAsync(host, 1, SupervisionHost.County))[0];
        var desk = Desk(host);
        var draft = InspectionYear.Visit(code, "2026-11-20", SupervisionHost.County);
        draft.Summary = "第一稿";
        var first = await SyncAsync(desk, new DraftRow { Inspection = draft });
        Assert.Equal((SyncOutcome.Stored, 2), (first.Outcome, first.Version));
        Assert.Equal(SyncOutcome.Unchanged, (await SyncAsync(desk, new DraftRow { Inspection = draft, BaseVersion = 2, ChangedFields = { "summary" } })).Outcome);

        // Two devices go on from version 2: one changes the summary, the other the summary and an answer.
        var (one, other) = (draft.Clone(), draft.Clone());
        (one.Summary, other.Summary) = ("甲写的总结", "乙写的总结");
        other.Answers[0].Result = CheckResult.NotApplicable;
        Assert.Equal(SyncOutcome.Stored, (await SyncAsync(desk, new DraftRow { Inspection = one, BaseVersion = 2, ChangedFields = { "summary" } })).Outcome);
        var item = $"answers.{other.Answers[0].ItemId}";
        var clash = await SyncAsync(desk, new DraftRow { Inspection = other, BaseVersion = 2, ChangedFields = { "summary", item } });
        Assert.Equal((SyncOutcome.Conflict, 3), (clash.Outcome, clash.Version));
        var conflict = Assert.Single(clash.Conflicts);
        Assert.Equal(("summary", "乙写的总结", "甲写的总结", 3), (conflict.Field, conflict.Mine, conflict.Stored, conflict.StoredInVersion));
        Assert.Equal(CheckResult.Met, (await GetAsync(desk, draft)).Answers.Single(a => a.ItemId == other.Answers[0].ItemId).Result);

        // Another field alone is no conflict; having seen the other value, the caller decides for its own.
        Assert.Equal(SyncOutcome.Stored, (await SyncAsync(desk, new DraftRow { Inspection = other, BaseVersion = 2, ChangedFields = { item } })).Outcome);
        Assert.Equal(SyncOutcome.Stored, (await SyncAsync(desk, new DraftRow { Inspection = other, BaseVersion = 3, ChangedFields = { "summary" } })).Outcome);
        var stored = await GetAsync(desk, draft);
        Assert.Equal(("乙写的总结", CheckResult.NotApplicable, 5), (stored.Summary, stored.Answers.Single(a => a.ItemId == other.Answers[0].ItemId).Result, stored.Version));
    }

    [Fact]
    public async Task Each_row_of_a_batch_is_answered_by_itself()
    {
        await using var host = await SupervisionHost.StartAsync();
        var codes = await InspectionYear.SchoolsAsync(host, 2, SupervisionHost.County);
        await new InspectionPlanService.InspectionPlanServiceClient(host.Officer()).PutInspectorAsync(new()
        {
            RequestId = Registry.NewId(),
            Inspector = new Inspector
            {
                Division = SupervisionHost.County, Account = "inspector", Badge = "DX-001", Department = Department.EducationSupervision,
                Conflicts = { new ConflictOfInterest { ObjectCode = codes[1], Reason = "曾在该校任职" } },
            },
        });
        var good = InspectionYear.Visit(codes[0], "2026-11-20", SupervisionHost.County);
        Inspection With(Action<Inspection> change)
        {
            var row = good.Clone();
            row.InspectionId = Registry.NewId();
            change(row);
            return row;
        }
        (Inspection Row, string Field)[] bad =
        [
            (With(r => r.ObjectCode = codes[1]), "inspection.object_code"), // conflict of interest
            (With(r => r.ObjectCode = Registry.NewCode()), "inspection.object_code"),
            (With(r => r.Kind = InspectionKind.SelfCheck), "inspection.kind"),
            (With(r => r.FormId = "institution-check"), "inspection.form_id"),
            (With(r => r.VisitedOn = "2026-11-21"), "inspection.visited_on"),
            (With(r => r.Answers[0].ItemId = "no-such-item"), "inspection.answers[0].item_id"),
            (With(r => r.Answers[0].Result = CheckResult.NotMet), "inspection.answers[0].note"),
            (With(r => r.Answers[1].Photos.Add(new EvidenceFile { Sha256 = RectificationTests.Sha, MediaType = "text/x-sh" })), "inspection.answers[1].photos"),
            (With(r => r.PlanId = Registry.NewId()), "inspection.plan_id"),
            (good, "inspection.inspection_id"), // twice in the batch
        ];
        var results = (await Desk(host).SyncDraftsAsync(new()
        {
            RequestId = Registry.NewId(), Division = SupervisionHost.County, Rows = { new DraftRow { Inspection = good }, bad.Select(b => new DraftRow { Inspection = b.Row }) },
        })).Results;
        Assert.Equal(SyncOutcome.Stored, results[0].Outcome);
        Assert.Equal(bad.Select(b => (SyncOutcome.Refused, b.Field)), results.Skip(1).Select(r => (r.Outcome, Assert.Single(r.Problems).Field)));
        Assert.Single((await Desk(host).ListInspectionsAsync(new() { Division = SupervisionHost.County })).Inspections);
    }

    [Fact]
    public async Task Findings_of_a_joint_team_belong_to_departments_and_become_a_notice_in_one_call()
    {
        await using var host = await SupervisionHost.StartAsync();
        var (_, code) = await InspectionYear.InstitutionAsync(host);
        var visit = InspectionYear.Visit(code, "2026-11-20", SupervisionHost.County, InspectionKind.Joint, "institution-check", "fees", "sites", "contract");
        var answers = visit.Answers.ToList();
        visit.Answers.Clear();
        var education = new InspectionService.InspectionServiceClient(host.Officer("EDUCATION", subject: "officer-e"));
        // Education does not answer for market regulation.
        visit.Answers.Add(answers.Single(a => a.ItemId == "fees"));
        Assert.Equal("inspection.answers[0].item_id", Assert.Single((await SyncAsync(education, new DraftRow { Inspection = visit })).Problems).Field);
        foreach (var department in new[] { "EDUCATION", "MARKET_REGULATION", "PUBLIC_SECURITY", "FIRE_RESCUE", "CIVIL_AFFAIRS" })
        {
            var version = department == "EDUCATION" ? 0 : (await GetAsync(education, visit)).Version;
            visit.Answers.Clear();
            var items = Policy.Law.Current.InspectionForms.Get("institution-check", 1)!.Items;
            visit.Answers.Add(answers.Where(a => items.Single(i => i.Id == a.ItemId).Department == department));
            var row = new DraftRow { Inspection = visit, BaseVersion = version };
            if (version > 0) row.ChangedFields.Add(visit.Answers.Select(a => $"answers.{a.ItemId}"));
            Assert.Equal(SyncOutcome.Stored, (await SyncAsync(new(host.Officer(department)), row)).Outcome);
            if (department != "EDUCATION") continue;
            var error = await RichError.OfAsync(education.SubmitInspectionAsync(new() { RequestId = Registry.NewId(), InspectionId = visit.InspectionId }));
            Assert.Equal("ANSWERS_MISSING", error.Reason);
            Assert.Contains("fees", error.Facts["items"], StringComparison.Ordinal);
        }
        var submitted = (await education.SubmitInspectionAsync(new() { RequestId = Registry.NewId(), InspectionId = visit.InspectionId })).Inspection;
        Assert.Equal([("contract", Department.MarketRegulation), ("fees", Department.MarketRegulation), ("sites", Department.Education)], submitted.Findings.Select(f => (f.ItemId, f.Department)));
        Assert.All(submitted.Findings, f => Assert.Equal("KM", Assert.Single(f.Basis).Document));
        var told = await host.HearAsync<InspectionSubmitted>(visit.InspectionId);
        Assert.Equal(("JOINT", 3), (told.Kind, told.Findings.Count));

        var order = new OrderFindingsRequest { RequestId = Registry.NewId(), InspectionId = visit.InspectionId, Findings = { 1, 2 } };
        var account = (await education.OrderFindingsAsync(order)).Rectification;
        Assert.Equal((RectificationSource.Inspection, 2, code), (account.Source, account.Items.Count, account.SubjectCode));
        Assert.Contains("KM-9", account.Items[0].Basis.Select(b => b.Clause));
        order = new() { RequestId = Registry.NewId(), InspectionId = visit.InspectionId, Findings = { 2, 3 } };
        var again = await RichError.OfAsync(education.OrderFindingsAsync(order));
        Assert.Equal(("FINDING_ORDERED", "2"), (again.Reason, again.Facts["numbers"]));
        Assert.Single((await education.OrderFindingsAsync(new() { RequestId = Registry.NewId(), InspectionId = visit.InspectionId })).Rectification.Items);
        Assert.Equal("OUT_OF_JURISDICTION", (await RichError.OfAsync(education.GetInspectionStatisticsAsync(new() { Division = SupervisionHost.City, Year = 2026 }))).Reason);
        var mine = await education.GetInspectionStatisticsAsync(new() { Division = SupervisionHost.County, Year = 2026 });
        Assert.Equal((InspectionKind.Joint, 1, 3), (Assert.Single(mine.Counts).Kind, mine.Counts[0].Visits, mine.Counts[0].Findings));
        Assert.Equal(3, mine.Findings.Sum(f => f.Ordered));
    }

    [Fact]
    public async Task What_a_school_said_of_itself_is_held_against_what_inspectors_found()
    {
        await using var host = await SupervisionHost.StartAsync();
        var code = (await InspectionYear.SchoolsAsync(host, 1, SupervisionHost.County))[0];
        var school = new InspectionService.InspectionServiceClient(host.School(code));
        var own = InspectionYear.Visit(code, "2026-11-10", SupervisionHost.County, InspectionKind.SelfCheck, notMet: "exams");
        await InspectionYear.SubmitAsync(school, SupervisionHost.County, [own]);
        var visit = InspectionYear.Visit(code, "2026-11-20", SupervisionHost.County, notMet: ["exams", "homework-time", "service-lessons"]);
        Assert.Equal(SyncOutcome.Refused, (await SyncAsync(school, new DraftRow { Inspection = visit })).Outcome);
        Assert.Equal(SyncOutcome.Stored, (await SyncAsync(Desk(host), new DraftRow { Inspection = visit })).Outcome);
        Assert.Equal(StatusCode.NotFound, (await RichError.OfAsync(school.GetInspectionAsync(new() { InspectionId = visit.InspectionId }))).Code);
        var submitted = (await Desk(host).SubmitInspectionAsync(new() { RequestId = Registry.NewId(), InspectionId = visit.InspectionId })).Inspection;
        Assert.Equal((3, 2), (submitted.Findings.Count, submitted.Discrepancies));
        Assert.Equal(2, (await school.ListInspectionsAsync(new() { Division = SupervisionHost.County })).Inspections.Count);
        var compared = await Desk(host).CompareSelfCheckAsync(new() { Division = SupervisionHost.County, ObjectCode = code, FormId = "school-visit", Year = 2026 });
        Assert.Equal((own.InspectionId, 2), (compared.SelfCheckId, compared.Discrepancies));
        Assert.Equal(["homework-time", "service-lessons"], compared.Items.Where(i => !i.Same).Select(i => i.ItemId).Order());
        Assert.Equal("INSPECTION_STATE", (await RichError.OfAsync(Desk(host).SubmitInspectionAsync(new() { RequestId = Registry.NewId(), InspectionId = visit.InspectionId }))).Reason);
        Assert.Equal("CONFLICT_OF_INTEREST", (await RichError.OfAsync(Desk(host).SubmitInspectionAsync(new() { RequestId = Registry.NewId(), InspectionId = own.InspectionId }))).Reason);
    }

    [Fact]
    public async Task A_patrol_of_a_grid_that_finds_a_hidden_variant_is_told_and_counted_by_town()
    {
        await using var host = await SupervisionHost.StartAsync();
        var desk = Desk(host);
        var patrol = new Inspection { InspectionId = Registry.NewId(), Kind = InspectionKind.Patrol, FormId = "patrol", VisitedOn = "2026-11-20", Grid = "第三网格", Address = "样例小区" };
        patrol.Answers.Add(Policy.Law.Current.InspectionForms.Get("patrol", 1)!.Items.Select(i => new InspectionAnswer
        {
            ItemId = i.Id, Result = i.Id == "home-teacher" ? CheckResult.NotMet : CheckResult.Met, Note = i.Id == "home-teacher" ? "以家政名义开展学科培训" : "",
        }));
        await SyncAsync(desk, new DraftRow { Inspection = patrol });
        var submit = new SubmitInspectionRequest { RequestId = Registry.NewId(), InspectionId = patrol.InspectionId };
        Assert.Equal("town", (await RichError.OfAsync(desk.SubmitInspectionAsync(submit))).Facts["items"]);
        patrol.Town = "样例街道";
        await SyncAsync(desk, new DraftRow { Inspection = patrol, BaseVersion = 2, ChangedFields = { "town" } });
        await desk.SubmitInspectionAsync(submit);
        var told = await host.HearAsync<HiddenVariantFound>(patrol.InspectionId);
        Assert.Equal(("样例街道", "第三网格"), (told.Town, told.Grid));
        Assert.Equal(["home-teacher"], told.Items);
        var town = Assert.Single((await desk.GetInspectionStatisticsAsync(new() { Division = SupervisionHost.County, Year = 2026 })).Towns);
        Assert.Equal(("样例街道", 1, 1), (town.Town, town.Patrols, town.Findings));
    }

    [Theory]
    [InlineData("530102", "2026-11-20", "KM")]
    [InlineData("110101", "2026-11-20", "BJ")]
    [InlineData("500107", "2022-11-30", "JLP")]
    [InlineData("500107", "2022-12-01", "")] // The plan ends with November.
    public async Task Forms_have_the_items_that_clauses_in_force_at_the_place_ask_for(string division, string day, string document)
    {
        await using var host = await SupervisionHost.StartAsync();
        var forms = (await new InspectionService.InspectionServiceClient(host.Host.Channel).ListFormsAsync(new() { Division = division, Date = day })).Forms;
        Assert.Equal(["institution-check", "patrol", "school-visit"], forms.Select(f => f.FormId));
        var cited = forms.SelectMany(f => f.Items).SelectMany(i => i.Basis).Select(b => b.Document).Distinct().ToList();
        Assert.Equal(document.Length == 0 ? [] : [document], cited);
    }

    private static InspectionService.InspectionServiceClient Desk(SupervisionHost host) => new(host.Inspector());

    private static async Task<SyncResult> SyncAsync(InspectionService.InspectionServiceClient desk, DraftRow row) =>
        Assert.Single((await desk.SyncDraftsAsync(new() { RequestId = Registry.NewId(), Division = SupervisionHost.County, Rows = { row } })).Results);

    private static async Task<Inspection> GetAsync(InspectionService.InspectionServiceClient desk, Inspection draft) =>
        (await desk.GetInspectionAsync(new() { InspectionId = draft.InspectionId })).Inspection;
}
