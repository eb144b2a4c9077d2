using Grpc.Core;
using Microsoft.Extensions.DependencyInjection;
using ShuangJian.Contracts;
using ShuangJian.Platform.Messaging;
using ShuangJian.Protos.School.V1;
using ShuangJian.Testing;

namespace ShuangJian.Schools.Tests;

/// <summary>Samples of after-school service for a school that is there.</summary>
internal static class ServiceSample
{
    /// <summary>A number of the right form that nobody has: there is no such area, and nobody so old.</summary>
    public static string Identity(int number)
    {
        var digits = $"91000019010101{number:D3}";
        ReadOnlySpan<int> weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
        var sum = 0;
        for (var i = 0; i < 17; i++) sum += (digits[i] - '0') * weights[i];
        return digits + "10X98765432"[sum % 11];
    }

    public static PupilToEnrol Pupil(int number, int grade = 4, string consent = "2026-09-01") => new()
    {
        Pupil = new ServicePupil { Name = $"样例学生{number:D3}", IdentityNumber = Identity(number), Grade = grade }, ConsentedOn = consent,
    };

    /// <summary>A programme on Fridays by a teacher of the school that breaks nothing.</summary>
    public static Programme Draft(SchoolsHost host, int capacity = 30, ProgrammeKind kind = ProgrammeKind.Arts)
    {
        var draft = Bare(host.Code, capacity, kind);
        draft.TeacherIds.Add(host.TeacherId);
        return draft;
    }

    /// <summary>The same at other hours.</summary>
    public static Programme At(this Programme draft, string from, string to)
    {
        (draft.Slots[0].StartTime, draft.Slots[0].EndTime) = ($"{from}:00", $"{to}:00");
        return draft;
    }

    /// <summary>The same by an institution.</summary>
    public static Programme ByInstitution(string school, string institution)
    {
        var draft = Bare(school, 30, ProgrammeKind.Arts);
        (draft.InstitutionCode, draft.SpecialNeed) = (institution, "校内没有声乐教师");
        return draft;
    }

    public static Programme Bare(string school, int capacity, ProgrammeKind kind) => new()
    {
        SchoolCode = school, Term = AfterSchoolTests.Autumn, Name = "合唱", Kind = kind, Content = "学唱少儿歌曲", Stage = ServiceStage.Second, Grades = { 3, 4, 5 }, From = "2026-09-04",
        To = "2027-01-15", Capacity = capacity, Slots = { new ProgrammeSlot { Weekday = 5, StartTime = "17:00:00", EndTime = "18:00:00" } },
    };

    public static ProgrammeService.ProgrammeServiceClient Programmes(this SchoolsHost host, string? school = null) => new(host.Caller(school));

    public static SelectionService.SelectionServiceClient Selections(this SchoolsHost host) => new(host.Officer());

    public static async Task PlanAsync(this SchoolsHost host, string? school = null) =>
        await new AfterSchoolPlanService.AfterSchoolPlanServiceClient(host.Officer()).PublishAfterSchoolPlanAsync(new() { RequestId = Registry.NewId(), Plan = AfterSchoolTests.Plan(school ?? host.Code) });

    public static AsyncUnaryCall<OfferProgrammeResponse> Offer(this SchoolsHost host, Programme draft) =>
        host.Programmes(draft.SchoolCode).OfferProgrammeAsync(new() { RequestId = Registry.NewId(), Programme = draft });

    public static async Task<Programme> OfferAsync(this SchoolsHost host, Programme draft) => (await host.Offer(draft)).Programme;

    public static AsyncUnaryCall<EnrolPupilsResponse> Enrol(this SchoolsHost host, Programme programme, params PupilToEnrol[] pupils) =>
        host.Programmes(programme.SchoolCode).EnrolPupilsAsync(new() { RequestId = Registry.NewId(), ProgrammeId = programme.ProgrammeId, Pupils = { pupils } });

    /// <summary>Figures of a division in autumn, as the province reads them.</summary>
    public static async Task<ServiceTotal> TotalAsync(this SchoolsHost host, string division = SchoolsHost.County) =>
        (await new AfterSchoolTotalService.AfterSchoolTotalServiceClient(host.Officer($"{division[..2]}0000")).GetDivisionServiceTotalsAsync(new() { Division = division, Term = AfterSchoolTests.Autumn })).Total;

    /// <summary>Hands an event of the registry to the service.</summary>
    public static Task TellAsync(this SchoolsHost host, DomainEvent fact, int minutes = 0) =>
        host.Host.Services.GetServices<IEventConsumer>().Single(c => c.Name == "schools.institutions").DeliverAsync(
            CloudEvents.Read(CloudEvents.Write(Guid.CreateVersion7(), "institutions", "subject", 1, host.Clock.Now.UtcDateTime.AddMinutes(minutes), fact)), CancellationToken.None);

    /// <summary>An institution as the registry licenses it.</summary>
    public static async Task<(string Id, string Code)> LicenseAsync(this SchoolsHost host, string category = "ARTS")
    {
        var (id, code) = ($"{Guid.CreateVersion7()}", Registry.NewCode());
        await host.TellAsync(new InstitutionLicensed
        {
            Division = host.Division, InstitutionId = id, Name = "测试培训中心", UnifiedSocialCreditCode = code, Category = category, LicenceNumber = $"{host.Division}-2026-00001",
            LicensedOn = new DateOnly(2026, 9, 1),
        });
        return (id, code);
    }

    public static AsyncUnaryCall<NominateInstitutionResponse> Nominate(this SchoolsHost host, string code, string until = "2027-07-31") => host.Selections().NominateInstitutionAsync(new()
    {
        RequestId = Registry.NewId(),
        Selection = new Selection { Division = host.Division, InstitutionCode = code, Kinds = { ProgrammeKind.Arts, ProgrammeKind.Club }, Conditions = "经公开遴选，符合准入条件", ValidUntil = until },
    });

    /// <summary>An institution that the county has selected: nominated six days ago.</summary>
    public static async Task<(string Id, string Code, string Selection)> SelectAsync(this SchoolsHost host)
    {
        var (id, code) = await host.LicenseAsync();
        var now = host.Clock.Now;
        host.Clock.Now = now.AddDays(-6);
        var selection = (await host.Nominate(code)).Selection;
        host.Clock.Now = now;
        await host.Selections().SelectInstitutionAsync(new() { RequestId = Registry.NewId(), SelectionId = selection.SelectionId });
        return (id, code, selection.SelectionId);
    }

    public static InstitutionSuspended Suspension(string division, string id, string code, string consequence = "c1") => new()
    {
        Division = division, InstitutionId = id, Name = "测试培训中心", UnifiedSocialCreditCode = code, Grounds = ["UNQUALIFIED"], Reason = "消防通道堵塞", Since = new DateOnly(2026, 11, 20),
        Consequences = [new ConsequenceFact(consequence, "AFTER_SCHOOL", "schools", null), new ConsequenceFact("other", "COURSES", "filings", null)],
    };
}
