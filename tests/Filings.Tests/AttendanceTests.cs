using ShuangJian.Contracts;
using ShuangJian.Platform.Messaging;
using ShuangJian.Protos.Filing.V1;
using ShuangJian.Testing;

namespace ShuangJian.Filings.Tests;

/// <summary>What enrolments give away of an institution in Kunming: too few teachers, no brochure, pupils of one school.</summary>
public sealed class AttendanceTests : IAsyncLifetime
{
    private FilingsHost _filings = null!;
    private Licensed _institution = null!;

    public async Task InitializeAsync()
    {
        _filings = await FilingsHost.StartAsync();
        _institution = await _filings.LicenseAsync(division: FilingsHost.County);
    }

    public async Task DisposeAsync() => await _filings.DisposeAsync();

    [Fact]
    public async Task A_class_that_grows_beyond_its_teachers_is_told_and_judged_again_when_pupils_leave()
    {
        var tutor = _filings.Statement();
        (tutor.InstitutionId, tutor.InstitutionCode) = ($"{_institution.Id}", _institution.Code);
        var mine = FilingsHost.Tutors(_filings.Owner(_institution.Code));
        var draft = (await mine.CreateTutorAsync(new() { RequestId = Registry.NewId(), Tutor = tutor })).Tutor;
        await mine.SubmitTutorAsync(new() { RequestId = Registry.NewId(), TutorId = draft.TutorId });
        await _filings.FileTutorAsync(draft.TutorId);
        var course = await FileAsync();

        await EnrolAsync(course, 50);
        await CountAsync(50);
        Assert.DoesNotContain(_filings.Heard, e => e.Name == "filing.staffing-no-longer-holds");
        await EnrolAsync(course, 51);
        var told = await Eventually.ValueAsync(
            "too few teachers", () => Task.FromResult(_filings.Heard.FirstOrDefault(e => e.Name == "filing.staffing-no-longer-holds")), found => found is not null);
        Assert.Equal(["TooFewTeachersForPupils"], CloudEvents.DataOf<StaffingNoLongerHolds>(told!).Findings.Select(f => f.Rule));
        var judged = await CountAsync(51);
        Assert.Equal(["TooFewTeachersForPupils"], judged.Findings.Select(f => f.Rule));

        await EnrolAsync(course, 1, to: "2026-11-20");
        Assert.Equal(["TooFewTeachersForPupils"], (await CountAsync(51)).Findings.Select(f => f.Rule));
        await _filings.RestartAsync("2026-11-21");
        Assert.Empty((await CountAsync(50)).Findings);
        await _filings.As(_institution).WithdrawCourseAsync(new() { RequestId = Registry.NewId(), CourseId = course });
        await CountAsync(0);
    }

    [Fact]
    public async Task Who_attends_what_no_brochure_offered_is_reported_once_a_day()
    {
        var course = await FileAsync();
        await EnrolAsync(course, 2);
        var told = await _filings.HearAsync<RecruitmentBreachFound>("", e => e.InstitutionCode == _institution.Code);
        Assert.Equal(("AttendedWithoutBrochure", new DateOnly(2026, 11, 20)), (Assert.Single(told.Findings).Rule, told.ObservedOn));
        await EnrolAsync(course, 3);
        var report = Assert.Single(await ReportsAsync());
        Assert.Equal((ObservationSource.Enrolment, RecruitmentReportKind.Recruitment, ""), (report.Source, report.Kind, report.Description));
        var shown = await Brochures.RevealRecruitmentReportAsync(new() { ReportId = report.ReportId, Purpose = "核查招生行为" });
        Assert.Contains("少儿水彩画基础", shown.Report.Description, StringComparison.Ordinal);
        Assert.Equal(["source"], (await RichError.OfAsync(Brochures.ReportRecruitmentAsync(new()
        {
            RequestId = Registry.NewId(), Division = _institution.Division, InstitutionId = $"{_institution.Id}", InstitutionCode = _institution.Code,
            ObservedOn = "2026-11-20", Source = ObservationSource.Enrolment, Description = "现场发现招生宣传",
        }))).Fields.Keys);
    }

    [Fact]
    public async Task Pupils_who_come_from_one_school_nearly_all_are_a_sign_told_once()
    {
        var course = await FileAsync();
        await EnrolAsync(course, 19, school: _filings.School);
        await CountAsync(19);
        Assert.DoesNotContain(await ReportsAsync(), r => r.Kind == RecruitmentReportKind.Collusion);
        await EnrolAsync(course, 20, school: _filings.School);
        var told = await _filings.HearAsync<CollusionSuspected>("", e => e.InstitutionCode == _institution.Code);
        Assert.Equal(("ENROLMENT", _filings.School, "PupilsComeFromOneSchool"), (told.Source, told.SchoolCode, Assert.Single(told.Findings!).Rule));
        await EnrolAsync(course, 21, school: _filings.School);
        await CountAsync(21);
        Assert.Equal(told.ReportId, Assert.Single(await ReportsAsync(), r => r.Kind == RecruitmentReportKind.Collusion).ReportId);
        Assert.All(_filings.Heard, e => Assert.DoesNotContain("pupil-00", System.Text.Encoding.UTF8.GetString(e.Body.Span), StringComparison.Ordinal));
    }

    private BrochureService.BrochureServiceClient Brochures => new(_filings.Officer());

    private async Task<IReadOnlyList<RecruitmentReport>> ReportsAsync() =>
        (await Brochures.ListRecruitmentReportsAsync(new() { Division = _institution.Division, InstitutionCode = _institution.Code })).Reports;

    private async Task<string> FileAsync()
    {
        var submitted = await _filings.SubmitAsync(_institution);
        return (await _filings.Office("EDUCATION", _institution.Division).FileCourseAsync(new() { RequestId = Registry.NewId(), CourseId = submitted.CourseId })).Course.CourseId;
    }

    /// <summary>Files that the first so many sample pupils attend.</summary>
    private async Task EnrolAsync(string course, int pupils, string to = "", string school = "")
    {
        var request = new RecordEnrolmentsRequest
        {
            RequestId = Registry.NewId(), Division = _institution.Division, InstitutionId = $"{_institution.Id}", InstitutionCode = _institution.Code,
        };
        request.Enrolments.Add(Enumerable.Range(1, pupils).Select(i => new Enrolment { PupilNumber = $"pupil-{i:000}", CourseId = course, From = "2026-11-20", To = to, SchoolCode = school }));
        await new OnlineTimeService.OnlineTimeServiceClient(_filings.Owner(_institution.Code)).RecordEnrolmentsAsync(request);
    }

    /// <summary>How the institution is judged, once so many attend and everything was looked at.</summary>
    private async Task<JudgeStaffingResponse> CountAsync(int attending)
    {
        await Eventually.TrueAsync("nothing is left to look at", async () =>
        {
            await using var db = await _filings.DbAsync();
            return !db.Set<AttendanceTask>().Any() && !db.Set<Domain.Staffing>().Any(s => s.RejudgeOn != null && s.RejudgeOn <= DateOnly.FromDateTime(_filings.Clock.Now.DateTime));
        });
        var judged = await new StaffingService.StaffingServiceClient(_filings.Owner(_institution.Code)).JudgeStaffingAsync(new()
        {
            RequestId = Registry.NewId(), Division = _institution.Division, InstitutionId = $"{_institution.Id}", InstitutionCode = _institution.Code, ValidateOnly = true,
        });
        Assert.Equal(attending, judged.AttendingOffline);
        return judged;
    }
}
