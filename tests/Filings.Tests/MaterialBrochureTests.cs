using System.Text;
using ShuangJian.Contracts;
using ShuangJian.Protos.Filing.V1;
using ShuangJian.Protos.Institution.V1;
using ShuangJian.Protos.Type.V1;
using ShuangJian.Testing;

namespace ShuangJian.Filings.Tests;

public sealed class MaterialBrochureTests : IAsyncLifetime
{
    private FilingsHost _filing = null!;
    private string _tutor = "";

    public async Task InitializeAsync() => _filing = await FilingsHost.StartAsync();

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
    public async Task A_brochure_waits_for_a_person_while_no_fee_standard_is_known_and_bounds_what_is_recruited_for()
    {
        var (institution, course) = await CourseAsync();
        var mine = new BrochureService.BrochureServiceClient(_filing.Host.AsInstitution(institution.Division, institution.Code));
        var office = new BrochureService.BrochureServiceClient(_filing.Host.AsRegulator(institution.Division, "CULTURE_TOURISM"));
        Assert.Equal(["RecruitingWithoutBrochure"], await ReportAsync(office, institution, course, 96000));
        var elsewhere = await RichError.OfAsync(mine.FileBrochureAsync(new() { RequestId = Registry.NewId(), Brochure = Brochure(institution, Guid.NewGuid().ToString()) }));
        Assert.Equal("BrochureCourseNotFiled", elsewhere.Facts["rules"]);
        var dearer = await RichError.OfAsync(mine.FileBrochureAsync(new() { RequestId = Registry.NewId(), Brochure = Brochure(institution, course, 96001) }));
        Assert.Equal(("FILING_BREACH_STANDS", "BrochureDiffersFromCourse"), (dearer.Reason, dearer.Facts["rules"]));
        var named = Brochure(institution, course);
        named.TutorIds[0] = Guid.NewGuid().ToString();
        Assert.Equal("BrochureNamesTutorNotFiled", (await RichError.OfAsync(mine.FileBrochureAsync(new() { RequestId = Registry.NewId(), Brochure = named }))).Facts["rules"]);

        var submitted = (await mine.FileBrochureAsync(new() { RequestId = Registry.NewId(), Brochure = Brochure(institution, course) })).Brochure;
        Assert.Equal((BrochureState.Submitted, "BrochureFeeNotChecked"), (submitted.State, Assert.Single(submitted.Findings).Rule));
        Assert.Equal(["RecruitingWithoutBrochure"], await ReportAsync(office, institution, course, 96000));
        ConfirmBrochureRequest confirm = new() { RequestId = Registry.NewId(), BrochureId = submitted.BrochureId };
        Assert.Equal("FILING_DETERMINATION_MISSING", (await RichError.OfAsync(office.ConfirmBrochureAsync(confirm))).Reason);
        confirm.RequestId = Registry.NewId();
        confirm.Determinations.Add(new Determination { Rule = "BrochureFeeNotChecked", Reason = "与收费备案核对一致" });
        Assert.Equal(BrochureState.Filed, (await office.ConfirmBrochureAsync(confirm)).Brochure.State);
        Assert.Equal(new DateOnly(2026, 11, 20), (await _filing.HearAsync<BrochureFiled>(submitted.BrochureId)).RecruitsFrom);
        Assert.Equal(BrochureState.Filed, (await mine.GetBrochureAsync(new() { BrochureId = submitted.BrochureId })).Brochure.State);
        Assert.Empty(await ReportAsync(office, institution, course, 96000));
        Assert.Equal(["RecruitingBeyondBrochure"], await ReportAsync(office, institution, course, 96001));
    }

    [Fact]
    public async Task With_a_fee_standard_a_brochure_is_filed_at_once_or_refused_as_too_dear()
    {
        var (institution, course) = await CourseAsync();
        var mine = new BrochureService.BrochureServiceClient(_filing.Host.AsInstitution(institution.Division, institution.Code));
        // Six lessons of 160 yuan are what the course costs.
        await StandardAsync(institution, "standard", 16000);
        Assert.Equal(BrochureState.Filed, (await mine.FileBrochureAsync(new() { RequestId = Registry.NewId(), Brochure = Brochure(institution, course) })).Brochure.State);
        await StandardAsync(institution, "standard", 15999, 1);
        var dear = await RichError.OfAsync(mine.FileBrochureAsync(new() { RequestId = Registry.NewId(), Brochure = Brochure(institution, course) }));
        Assert.Equal("BrochureFeeAboveStandard", dear.Facts["rules"]);
        await _filing.TellAsync(new DisclosureWithdrawn { Division = institution.Division, InstitutionId = $"{institution.Id}", ItemKind = "FEE_STANDARD", ItemId = "standard" }, 2, "filings.fee-standards");
        Assert.Equal(BrochureState.Submitted, (await mine.FileBrochureAsync(new() { RequestId = Registry.NewId(), Brochure = Brochure(institution, course) })).Brochure.State);
    }

    [Fact]
    public async Task A_brochure_ends_with_the_filing_of_a_tutor_or_course_that_it_names_and_held_before()
    {
        var (institution, course) = await CourseAsync();
        var caller = _filing.Host.AsInstitution(institution.Division, institution.Code);
        var mine = new BrochureService.BrochureServiceClient(caller);
        await StandardAsync(institution, "standard", 16000);
        async Task<string> FileAsync() => (await mine.FileBrochureAsync(new() { RequestId = Registry.NewId(), Brochure = Brochure(institution, course) })).Brochure.BrochureId;
        var first = await FileAsync();
        _filing.Clock.Now = FilingsHost.Noon("2026-11-21");
        var untouched = (await mine.GetBrochureAsync(new() { BrochureId = first })).Brochure;
        Assert.Equal(BrochureState.Filed, untouched.State);
        await FilingsHost.Tutors(caller).EndTutorAsync(new() { RequestId = Registry.NewId(), TutorId = _tutor, EndedOn = "2026-11-21" });
        Assert.Equal("BrochureNamesTutorNotFiled", Assert.Single((await _filing.HearAsync<BrochureNoLongerHolds>(first)).Findings).Rule);
        Assert.Equal(BrochureState.NoLongerHolds, (await mine.GetBrochureAsync(new() { BrochureId = first })).Brochure.State);

        var office = new BrochureService.BrochureServiceClient(_filing.Host.AsRegulator(institution.Division, "CULTURE_TOURISM"));
        Assert.Empty(await ReportAsync(office, institution, course, 96000));
        Assert.Equal(["RecruitingWithoutBrochure"], await ReportAsync(office, institution, course, 96000, "2026-11-21"));
    }

    [Fact]
    public async Task A_brochure_ends_when_its_institution_is_stopped()
    {
        var (institution, course) = await CourseAsync();
        var mine = new BrochureService.BrochureServiceClient(_filing.Host.AsInstitution(institution.Division, institution.Code));
        await StandardAsync(institution, "standard", 16000);
        var brochure = (await mine.FileBrochureAsync(new() { RequestId = Registry.NewId(), Brochure = Brochure(institution, course) })).Brochure.BrochureId;
        await _filing.TellAsync(new InstitutionSuspended
        {
            Division = institution.Division, InstitutionId = $"{institution.Id}", Name = "测试培训中心", UnifiedSocialCreditCode = institution.Code, Grounds = [],
            Reason = "消防通道堵塞", Since = new DateOnly(2026, 11, 20), Consequences = [],
        }, 1);
        Assert.Equal("BrochureCourseNotFiled", Assert.Single((await _filing.HearAsync<BrochureNoLongerHolds>(brochure)).Findings).Rule);

        var another = await RichError.OfAsync(mine.FileBrochureAsync(new() { RequestId = Registry.NewId(), Brochure = Brochure(institution, course) }));
        Assert.Equal(("INSTITUTION_MAY_NOT_TRAIN", institution.Code), (another.Reason, another.Facts["institution_code"]));
        var culture = FilingsHost.Tutors(_filing.Host.AsRegulator(institution.Division, "CULTURE_TOURISM"));
        Assert.Equal("INSTITUTION_MAY_NOT_TRAIN", (await RichError.OfAsync(culture.FileTutorAsync(new() { RequestId = Registry.NewId(), TutorId = _tutor }))).Reason);
        await _filing.TellAsync(new InstitutionReinstated
        {
            Division = institution.Division, InstitutionId = $"{institution.Id}", Name = "测试培训中心", Reason = "已整改", Since = new DateOnly(2026, 11, 20),
        }, 2);
        Assert.Equal(BrochureState.Filed, (await mine.FileBrochureAsync(new() { RequestId = Registry.NewId(), Brochure = Brochure(institution, course) })).Brochure.State);
    }

    [Fact]
    public async Task Signs_of_poaching_are_told_and_reports_are_read_by_kind_day_and_place_without_what_was_seen()
    {
        var office = new BrochureService.BrochureServiceClient(_filing.Officer());
        var school = new BrochureService.BrochureServiceClient(_filing.Host.With(_filing.Host.Token("SCHOOL", "530102", organization: _filing.School)));
        var poached = await school.ReportPoachingAsync(new()
        {
            RequestId = Registry.NewId(), Division = FilingsHost.County, InstitutionId = _filing.InstitutionId, InstitutionCode = _filing.Code, ObservedOn = "2026-11-18",
            Source = ObservationSource.Complaint, Description = "向我校教师许以高薪",
        });
        var told = await _filing.HearAsync<PoachingSuspected>(poached.ReportId);
        Assert.Equal((_filing.School, "REPORT", "DrawsTeachersAway"), (told.SchoolCode, told.Source, Assert.Single(told.Findings).Rule));
        var seen = await office.ReportRecruitmentAsync(new()
        {
            RequestId = Registry.NewId(), Division = FilingsHost.County, InstitutionId = _filing.InstitutionId, InstitutionCode = _filing.Code, ObservedOn = "2026-11-20",
            Source = ObservationSource.Patrol, Description = "传单称高薪聘请在职教师",
        });
        Assert.Equal(["RecruitingWithoutBrochure", "DrawsTeachersAway"], seen.Findings.Select(f => f.Rule));
        await _filing.HearAsync<RecruitmentBreachFound>(seen.ReportId);

        async Task<IEnumerable<string>> ListAsync(Action<ListRecruitmentReportsRequest> narrow, string division = "530100")
        {
            ListRecruitmentReportsRequest request = new() { Division = division };
            narrow(request);
            return (await new BrochureService.BrochureServiceClient(_filing.Officer(division)).ListRecruitmentReportsAsync(request)).Reports.Select(r => r.ReportId);
        }

        Assert.Equal([seen.ReportId, poached.ReportId], await ListAsync(_ => { }));
        Assert.Equal([poached.ReportId], await ListAsync(r => r.Kinds.Add(RecruitmentReportKind.Poaching)));
        Assert.Equal([poached.ReportId], await ListAsync(r => r.SchoolCode = _filing.School));
        Assert.Equal([seen.ReportId], await ListAsync(r => r.ObservedFrom = "2026-11-19"));
        Assert.Equal([poached.ReportId], await ListAsync(r => r.ObservedTo = "2026-11-19"));
        Assert.Empty(await ListAsync(r => r.InstitutionCode = Registry.NewCode()));
        Assert.Empty(await ListAsync(_ => { }, "530103"));
        var first = await office.ListRecruitmentReportsAsync(new() { Division = FilingsHost.County, PageSize = 1 });
        Assert.Equal(poached.ReportId, Assert.Single((await office.ListRecruitmentReportsAsync(new() { Division = FilingsHost.County, PageSize = 1, PageToken = first.NextPageToken })).Reports).ReportId);

        Assert.Equal("", (await office.GetRecruitmentReportAsync(new() { ReportId = poached.ReportId })).Report.Description);
        Assert.Equal("向我校教师许以高薪", (await office.RevealRecruitmentReportAsync(new() { ReportId = poached.ReportId, Purpose = "核查挖抢教师线索" })).Report.Description);
        Assert.Equal("OUT_OF_JURISDICTION", (await RichError.OfAsync(
            new BrochureService.BrochureServiceClient(_filing.Officer("530103")).GetRecruitmentReportAsync(new() { ReportId = poached.ReportId }))).Reason);
        Assert.Equal("AUDIENCE_NOT_ALLOWED", (await RichError.OfAsync(
            new BrochureService.BrochureServiceClient(_filing.Owner()).GetRecruitmentReportAsync(new() { ReportId = poached.ReportId }))).Reason);
    }

    [Fact]
    public async Task A_filed_material_is_judged_again_when_it_is_not_current_any_more()
    {
        const string county = "331002";
        var mine = new MaterialService.MaterialServiceClient(_filing.Host.AsInstitution(county, _filing.Code));
        var id = (await mine.CreateMaterialAsync(new()
        {
            RequestId = Registry.NewId(),
            Material = new Material
            {
                Division = county, InstitutionId = _filing.InstitutionId, InstitutionCode = _filing.Code, Title = "初中数学讲义", Subject = "数学",
                Category = TrainingCategory.Academic, Stages = { EducationStage.Junior }, ChoiceReason = "与课程标准一致",
            },
        })).Material.MaterialId;
        MaterialReview passed = new() { Passed = true, ReviewedOn = "2026-11-20", Opinion = "同意使用" };
        await mine.AddMaterialVersionAsync(new()
        {
            RequestId = Registry.NewId(), MaterialId = id,
            Version = new MaterialVersion
            {
                Sha256 = new string('a', 64), MediaType = MediaType.Pdf, SizeBytes = 1, Summary = "与课程标准同步的练习和讲解", InternalReview = passed, ExternalReview = passed,
                CurrentUntil = "2026-11-30",
            },
        });
        await new MaterialService.MaterialServiceClient(_filing.Officer(county)).FileMaterialAsync(new() { RequestId = Registry.NewId(), MaterialId = id });
        await _filing.RestartAsync("2026-12-01");
        Assert.Equal("MaterialNotCurrent", Assert.Single((await _filing.HearAsync<MaterialJudgedAgain>(id)).Findings).Rule);
        var seen = new MaterialService.MaterialServiceClient(_filing.Officer(county));
        Assert.Equal((MaterialState.Filed, "MaterialNotCurrent"), ((await seen.GetMaterialAsync(new() { MaterialId = id })).Material.State, (await seen.GetMaterialAsync(new() { MaterialId = id })).Material.Findings.Single().Rule));
    }

    [Fact]
    public async Task A_sign_of_collusion_is_told_without_what_was_seen()
    {
        var inspector = new BrochureService.BrochureServiceClient(_filing.Host.With(_filing.Host.Token("INSPECTOR", FilingsHost.County)));
        var report = await inspector.ReportCollusionAsync(new()
        {
            RequestId = Registry.NewId(), Division = FilingsHost.County, InstitutionId = _filing.InstitutionId, InstitutionCode = _filing.Code, SchoolCode = _filing.School,
            ObservedOn = "2026-11-19", Source = ObservationSource.Patrol, Description = "校内发放招生传单",
        });
        var told = await _filing.HearAsync<CollusionSuspected>(report.ReportId);
        Assert.Equal((_filing.Code, _filing.School, "PATROL"), (told.InstitutionCode, told.SchoolCode, told.Source));
        Assert.Equal(("ColludesWithSchool", "UNDETERMINED", "KM-6,KM-7"), (Assert.Single(told.Findings!).Rule, told.Findings![0].Severity, string.Join(',', told.Findings[0].Clauses)));
        Assert.All(_filing.Heard, e => Assert.DoesNotContain("传单", Encoding.UTF8.GetString(e.Body.Span), StringComparison.Ordinal));
        var future = await RichError.OfAsync(inspector.ReportCollusionAsync(new()
        {
            RequestId = Registry.NewId(), Division = FilingsHost.County, InstitutionId = _filing.InstitutionId, InstitutionCode = _filing.Code, SchoolCode = _filing.School,
            ObservedOn = "2026-11-21", Source = ObservationSource.Patrol, Description = "校内发放招生传单",
        }));
        Assert.Equal(["observed_on"], future.Fields.Keys);
    }

    /// <summary>An institution of arts in Beijing with a filed course of six lessons for 960 yuan.</summary>
    private async Task<(Licensed Institution, string Course)> CourseAsync()
    {
        var institution = await _filing.LicenseAsync();
        var course = (await _filing.FileAsync(institution)).CourseId;
        var statement = _filing.Statement();
        (statement.Division, statement.InstitutionId, statement.InstitutionCode, statement.Category) = (institution.Division, $"{institution.Id}", institution.Code, TrainingCategory.Arts);
        var mine = FilingsHost.Tutors(_filing.Host.AsInstitution(institution.Division, institution.Code));
        _tutor = (await mine.CreateTutorAsync(new() { RequestId = Registry.NewId(), Tutor = statement })).Tutor.TutorId;
        await mine.SubmitTutorAsync(new() { RequestId = Registry.NewId(), TutorId = _tutor });
        await FilingsHost.Tutors(_filing.Host.AsRegulator(institution.Division, "CULTURE_TOURISM")).FileTutorAsync(new() { RequestId = Registry.NewId(), TutorId = _tutor });
        return (institution, course);
    }

    private Task StandardAsync(Licensed institution, string id, long fen, int minutes = 0) => _filing.TellAsync(
        new FeeStandardPublished
        {
            Division = institution.Division, InstitutionId = $"{institution.Id}", FeeStandardId = id, Title = "少儿水彩画基础", PriceFen = fen, Unit = "每课时", RefundStandard = "按剩余课时退费",
        }, minutes, "filings.fee-standards");

    private Brochure Brochure(Licensed institution, string course, long fee = 96000) => new()
    {
        Division = institution.Division, InstitutionId = $"{institution.Id}", InstitutionCode = institution.Code, RecruitsFrom = "2026-11-20", RecruitsTo = "2026-11-30",
        Courses = { new BrochureCourse { CourseId = course, Title = "少儿水彩画基础", FeeFen = fee, Lessons = 6 } }, TutorIds = { _tutor },
        Category = TrainingCategory.Arts, Stages = { EducationStage.Primary }, Text = "本期招收小学生，课程与收费如所列。",
    };

    private static async Task<IEnumerable<string>> ReportAsync(BrochureService.BrochureServiceClient office, Licensed institution, string course, long fee, string day = "2026-11-20") =>
        (await office.ReportRecruitmentAsync(new()
        {
            RequestId = Registry.NewId(), Division = institution.Division, InstitutionId = $"{institution.Id}", InstitutionCode = institution.Code, ObservedOn = day,
            Source = ObservationSource.Complaint, Offers = { new BrochureCourse { CourseId = course, Title = "少儿水彩画基础", FeeFen = fee } }, Description = "现场招生报名",
        })).Findings.Select(f => f.Rule);

    private static async Task<RichError> RefusedAsync(Task call) => RichError.Of(await Assert.ThrowsAsync<Grpc.Core.RpcException>(() => call));
}
