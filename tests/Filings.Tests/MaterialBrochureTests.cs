using System.Text;
using ShuangJian.Contracts;
using ShuangJian.Protos.Filing.V1;
using ShuangJian.Protos.Institution.V1;
using ShuangJian.Protos.Type.V1;
using ShuangJian.Testing;

namespace ShuangJian.Filings.Tests;

public sealed class MaterialBrochureTests : IAsyncLifetime
{
    private FilingHost _filing = null!;

    public async Task InitializeAsync() => _filing = await FilingHost.StartAsync();

    public async Task DisposeAsync() => await _filing.DisposeAsync();

    [Fact]
    public async Task A_material_is_filed_once_both_reviews_passed_and_kept_while_nobody_says_how_long()
    {
        // Taizhou's plan asks for the filing of materials.
        const string county = "331002";
        var mine = new MaterialService.MaterialServiceClient(_filing.Host.AsInstitution(county, _filing.Code));
        var office = new MaterialService.MaterialServiceClient(_filing.Officer(county));
        var id = (await mine.CreateMaterialAsync(new()
        {
            RequestId = Registry.NewId(),
            Material = new Material
            {
                Division = county, InstitutionId = _filing.InstitutionId, InstitutionCode = _filing.Code, Title = "初中数学讲义", Subject = "数学",
                Category = TrainingCategory.Academic, Stages = { EducationStage.Junior }, ChoiceReason = "与课程标准一致",
            },
        })).Material.MaterialId;
        FileMaterialRequest File() => new() { RequestId = Registry.NewId(), MaterialId = id };
        Assert.Equal("MATERIAL_WITHOUT_VERSION", (await RichError.OfAsync(office.FileMaterialAsync(File()))).Reason);
        MaterialReview passed = new() { Passed = true, ReviewedOn = "2026-11-20", Opinion = "同意使用" };
        Task<AddMaterialVersionResponse> AddAsync(char digit, MaterialReview? external, long size = 1024, string summary = "与课程标准同步的练习和讲解") => mine.AddMaterialVersionAsync(new()
        {
            RequestId = Registry.NewId(), MaterialId = id,
            Version = new MaterialVersion
            {
                Sha256 = new string(digit, 64), MediaType = MediaType.Pdf, SizeBytes = size, Summary = summary, InternalReview = passed, ExternalReview = external,
            },
        }).ResponseAsync;
        await AddAsync('a', null);
        var lacks = await RichError.OfAsync(office.FileMaterialAsync(File()));
        Assert.Equal(("FILING_BREACH_STANDS", "MaterialLacksReview"), (lacks.Reason, lacks.Facts["rules"]));
        Assert.Equal(2, (await AddAsync('b', passed, 500L * 1024 * 1024)).Material.Versions.Count);
        var filed = (await office.FileMaterialAsync(File())).Material;
        Assert.Equal((MaterialState.Filed, 2), (filed.State, filed.FiledVersion));
        Assert.Equal(new string('b', 64), (await _filing.HearAsync<MaterialFiled>(id)).Sha256);
        Assert.Equal("MATERIAL_TOO_LARGE", (await RefusedAsync(AddAsync('c', passed, (500L * 1024 * 1024) + 1))).Reason);
        Assert.Equal("2", (await RefusedAsync(AddAsync('b', passed))).Facts["number"]);
        var retired = (await mine.RetireMaterialAsync(new() { RequestId = Registry.NewId(), MaterialId = id })).Material;
        Assert.Equal(("2026-11-20", ""), (retired.RetiredOn, retired.KeptUntil));
        var kept = await RichError.OfAsync(mine.DisposeMaterialAsync(new() { RequestId = Registry.NewId(), MaterialId = id }));
        Assert.Equal(("RETENTION_RUNS", "UNKNOWN"), (kept.Reason, kept.Facts["kept_until"]));
    }

    [Fact]
    public async Task A_brochure_waits_for_a_person_and_bounds_what_is_recruited_for()
    {
        var tutor = await _filing.FileAsync();
        var mine = new BrochureService.BrochureServiceClient(_filing.Owner());
        var office = new BrochureService.BrochureServiceClient(_filing.Officer());
        Assert.Equal(["RecruitingWithoutBrochure"], await ReportAsync(office, 100000));
        var unknown = await RichError.OfAsync(mine.FileBrochureAsync(new() { RequestId = Registry.NewId(), Brochure = Brochure(Guid.NewGuid().ToString()) }));
        Assert.Equal("BrochureNamesTutorNotFiled", unknown.Facts["rules"]);
        var submitted = (await mine.FileBrochureAsync(new() { RequestId = Registry.NewId(), Brochure = Brochure(tutor.TutorId) })).Brochure;
        Assert.Equal((BrochureState.Submitted, "BrochureCourseNotChecked"), (submitted.State, Assert.Single(submitted.Findings).Rule));
        Assert.Equal(["RecruitingWithoutBrochure"], await ReportAsync(office, 100000));
        ConfirmBrochureRequest confirm = new() { RequestId = Registry.NewId(), BrochureId = submitted.BrochureId };
        Assert.Equal("FILING_DETERMINATION_MISSING", (await RichError.OfAsync(office.ConfirmBrochureAsync(confirm))).Reason);
        confirm.RequestId = Registry.NewId();
        confirm.Determinations.Add(new Determination { Rule = "BrochureCourseNotChecked", Reason = "与课程备案核对一致" });
        Assert.Equal((BrochureState.Filed, "2026-11-20"), ((await office.ConfirmBrochureAsync(confirm)).Brochure.State, (await _filing.HearAsync<BrochureFiled>(submitted.BrochureId)).RecruitsFrom.ToString("yyyy-MM-dd")));
        Assert.Empty(await ReportAsync(office, 100000));
        Assert.Equal(["RecruitingBeyondBrochure"], await ReportAsync(office, 100001));
        Assert.Contains(_filing.Heard.Events, e => e.Name == "filing.brochure-filed");
    }

    [Fact]
    public async Task A_sign_of_collusion_is_told_without_what_was_seen()
    {
        var inspector = new BrochureService.BrochureServiceClient(_filing.Host.With(_filing.Host.Token("INSPECTOR", FilingHost.County)));
        var report = await inspector.ReportCollusionAsync(new()
        {
            RequestId = Registry.NewId(), Division = FilingHost.County, InstitutionId = _filing.InstitutionId, InstitutionCode = _filing.Code, SchoolCode = _filing.School,
            ObservedOn = "2026-11-19", Source = ObservationSource.Patrol, Description = "校内发放招生传单",
        });
        var told = await _filing.HearAsync<CollusionSuspected>(report.ReportId);
        Assert.Equal((_filing.Code, _filing.School, "PATROL"), (told.InstitutionCode, told.SchoolCode, told.Source));
        Assert.All(_filing.Heard.Events, e => Assert.DoesNotContain("传单", Encoding.UTF8.GetString(e.Body.Span), StringComparison.Ordinal));
        var future = await RichError.OfAsync(inspector.ReportCollusionAsync(new()
        {
            RequestId = Registry.NewId(), Division = FilingHost.County, InstitutionId = _filing.InstitutionId, InstitutionCode = _filing.Code, SchoolCode = _filing.School,
            ObservedOn = "2026-11-21", Source = ObservationSource.Patrol, Description = "校内发放招生传单",
        }));
        Assert.Equal(["observed_on"], future.Fields.Keys);
    }

    private Brochure Brochure(string tutor) => new()
    {
        Division = FilingHost.County, InstitutionId = _filing.InstitutionId, InstitutionCode = _filing.Code, RecruitsFrom = "2026-11-20", RecruitsTo = "2026-11-30",
        Courses = { new BrochureCourse { CourseId = "course-1", Title = "数学", FeeFen = 100000 } }, TutorIds = { tutor },
        Category = TrainingCategory.Academic, Stages = { EducationStage.Junior }, Text = "本期招收初中学生，课程与收费如所列。",
    };

    private async Task<IEnumerable<string>> ReportAsync(BrochureService.BrochureServiceClient office, long fee) => (await office.ReportRecruitmentAsync(new()
    {
        RequestId = Registry.NewId(), Division = FilingHost.County, InstitutionId = _filing.InstitutionId, InstitutionCode = _filing.Code, ObservedOn = "2026-11-20",
        Source = ObservationSource.Complaint, Offers = { new BrochureCourse { CourseId = "course-1", Title = "数学", FeeFen = fee } }, Description = "现场招生报名",
    })).Findings.Select(f => f.Rule);

    private static async Task<RichError> RefusedAsync(Task call) => RichError.Of(await Assert.ThrowsAsync<Grpc.Core.RpcException>(() => call));
}
