using ShuangJian.Institutions;
using ShuangJian.Protos.Filing.V1;
using ShuangJian.Protos.Institution.V1;
using ShuangJian.Testing;

namespace ShuangJian.Filings.Tests;

/// <summary>The registry and the filings side by side, which know each other by events alone.</summary>
public sealed class RegistryAndFilingsTests
{
    [Fact]
    public async Task What_the_registry_licenses_files_courses_and_what_it_suspends_has_them_stopped_and_the_registry_knows()
    {
        await using var host = await TestHost.StartAsync([new InstitutionsModule(), new FilingsModule()], new SetClock(FilingsHost.Noon("2026-11-20")));
        var approved = await new Registry(host).ApproveAsync();
        var found = await new DirectoryService.DirectoryServiceClient(host.Channel).LookUpInstitutionAsync(new() { UnifiedSocialCreditCode = approved.ApplicantCode });
        var institution = new Licensed(Guid.Parse(found.Institution.InstitutionId), approved.ApplicantCode, "110101");
        var own = new CourseService.CourseServiceClient(host.AsInstitution("110101", institution.Code));
        var office = new CourseService.CourseServiceClient(host.AsRegulator("110101", "CULTURE_TOURISM"));
        var trial = new CreateCourseRequest { RequestId = Registry.NewId(), Course = FilingsHost.Draft(institution), ValidateOnly = true };
        await Eventually.TrueAsync("the filings know the licence", async () => (await own.CreateCourseAsync(trial)).Course.Findings.Count == 0);
        var course = (await own.CreateCourseAsync(new() { RequestId = Registry.NewId(), Course = FilingsHost.Draft(institution) })).Course.CourseId;
        await own.SubmitCourseAsync(new() { RequestId = Registry.NewId(), CourseId = course });
        await office.FileCourseAsync(new() { RequestId = Registry.NewId(), CourseId = course });
        var disclosure = new DisclosureService.DisclosureServiceClient(host.Channel);
        await Eventually.TrueAsync(
            "the public sees the course", async () => (await disclosure.GetDisclosureAsync(new() { InstitutionId = found.Institution.InstitutionId })).ToString().Contains("少儿水彩画基础", StringComparison.Ordinal));

        var standing = new StandingService.StandingServiceClient(host.AsRegulator("110101", "CULTURE_TOURISM"));
        await standing.SuspendInstitutionAsync(new()
        {
            RequestId = Registry.NewId(), InstitutionId = found.Institution.InstitutionId, Grounds = { MeasureGround.Unqualified }, Reason = "消防通道堵塞",
        });

        await Eventually.TrueAsync("the course is stopped", async () => (await own.GetCourseAsync(new() { CourseId = course })).Course.State == CourseState.Suspended);
        var owed = await Eventually.ValueAsync(
            "the registry counts the consequence as confirmed",
            async () => (await standing.GetStandingAsync(new() { InstitutionId = found.Institution.InstitutionId })).Standing.Measures[0].Consequences.Single(c => c.Service == "filings"),
            c => c.ConfirmTime is not null);
        Assert.Equal(("filings", "已停止1门课程"), (owed.ConfirmedBy, owed.Note));
        await Eventually.TrueAsync(
            "the public sees it no more", async () => !(await disclosure.GetDisclosureAsync(new() { InstitutionId = found.Institution.InstitutionId })).ToString().Contains("少儿水彩画基础", StringComparison.Ordinal));
    }
}
