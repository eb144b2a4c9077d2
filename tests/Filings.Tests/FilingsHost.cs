using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using ShuangJian.Contracts;
using ShuangJian.Platform.Messaging;
using ShuangJian.Policy;
using ShuangJian.Protos.Filing.V1;
using ShuangJian.Protos.Institution.V1;
using ShuangJian.Testing;

namespace ShuangJian.Filings.Tests;

/// <summary>An institution as the registry announced it.</summary>
internal sealed record Licensed(Guid Id, string Code, string Division);

/// <summary>The service in a process of its own, told of institutions as by the registry, and an ear for what it announces.</summary>
internal sealed partial class FilingsHost : IAsyncDisposable
{
    private readonly Ear _ear = new();
    private Law? _law;

    internal SetClock Clock { get; } = new(Noon("2026-11-20"));

    internal TestHost Host { get; private set; } = null!;

    /// <summary>What was announced so far.</summary>
    internal IReadOnlyCollection<ReceivedEvent> Heard => _ear.Events;

    /// <summary>Starts the service.</summary>
    /// <param name="law">The law by which it judges pupils' time; the embedded one when null.</param>
    /// <param name="settings">Further configuration, as of another database.</param>
    internal static async Task<FilingsHost> StartAsync(Law? law = null, IReadOnlyDictionary<string, string?>? settings = null)
    {
        var filings = new FilingsHost { _law = law };
        filings.Host = await TestHost.StartAsync([new FilingsModule()], filings.Clock, settings, configure: filings.Configure);
        return filings;
    }

    public async ValueTask DisposeAsync() => await Host.DisposeAsync();

    internal static DateTimeOffset Noon(string day) => new(DateTime.Parse(day).AddHours(12), TimeSpan.FromHours(8));

    /// <summary>Stops the process and starts it on another day; its background work looks at once.</summary>
    internal async Task RestartAsync(string day)
    {
        Clock.Now = Noon(day);
        Host = await Host.RestartAsync(configure: Configure);
    }

    internal CourseService.CourseServiceClient Office(string department = "CULTURE_TOURISM", string division = "110101") => new(Host.AsRegulator(division, department));

    internal CourseService.CourseServiceClient As(Licensed institution) => new(Host.AsInstitution(institution.Division, institution.Code));

    /// <summary>Tells the calendar of a district of Beijing whose winter vacation begins on a day.</summary>
    internal Task TellCalendarAsync(string vacation, string from = "2026-09-01", int year = 2026) => TellAsync(
        new SchoolCalendarPut
        {
            Division = "110101", SchoolYear = year, StartsOn = DateOnly.Parse(from), EndsOn = new DateOnly(year + 1, 8, 31), MovedDays = [],
            Vacations = [new("寒假", DateOnly.Parse(vacation), new DateOnly(2027, 2, 28))], SchoolHours = [new("PRIMARY", new TimeOnly(8, 0), new TimeOnly(15, 30))],
        },
        consumer: "filings.schools");

    internal async Task<Licensed> LicenseAsync(string category = "ARTS", string division = "110101")
    {
        var institution = new Licensed(Guid.CreateVersion7(), Registry.NewCode(), division);
        await TellAsync(new InstitutionLicensed
        {
            Division = division, InstitutionId = institution.Id.ToString(), Name = "测试培训中心", UnifiedSocialCreditCode = institution.Code,
            Category = category, LicenceNumber = $"{division}-2026-00001", LicensedOn = new DateOnly(2026, 9, 1),
        });
        return institution;
    }

    internal Task<FilingsDb> DbAsync() => Host.OpenAsync<FilingsDb>();

    /// <summary>Hands an event of the registry to the service.</summary>
    internal Task TellAsync(DomainEvent fact, int minutes = 0, string consumer = "filings.institutions") =>
        Host.Services.GetServices<IEventConsumer>().Single(c => c.Name == consumer).DeliverAsync(
            CloudEvents.Read(CloudEvents.Write(Guid.CreateVersion7(), "institutions", "subject", 1, Clock.Now.UtcDateTime.AddMinutes(minutes), fact)), CancellationToken.None);

    /// <summary>Waits for an event about something, and reads it.</summary>
    internal Task<T> HearAsync<T>(string about, Func<T, bool>? which = null)
        where T : DomainEvent => _ear.HearAsync(about, which);

    /// <summary>A course on Tuesdays from 24 November to 29 December 2026 that breaks nothing in Beijing for arts.</summary>
    internal static Course Draft(Licensed institution, Protos.Institution.V1.TrainingCategory category = Protos.Institution.V1.TrainingCategory.Arts, string end = "19:00:00") => new()
    {
        Division = institution.Division,
        InstitutionCode = institution.Code,
        Title = "少儿水彩画基础",
        ItemName = "水彩画",
        Category = category,
        Stages = { Protos.Institution.V1.EducationStage.Primary },
        Grades = { 3, 4 },
        Mode = TrainingMode.Offline,
        Description = "认识颜料与纸张",
        Outline = { new OutlineUnit { Title = "第一单元", Text = "调色与平涂" } },
        Timetable = new Timetable
        {
            StartsOn = "2026-11-24", EndsOn = "2026-12-29",
            WeeklyLessons = { new WeeklyLesson { Weekday = 2, StartTime = "18:00:00", EndTime = end, Room = "101" } },
        },
        PriceFen = 96000,
    };

    internal async Task<Course> CreateAsync(Licensed institution, Course? draft = null) =>
        (await As(institution).CreateCourseAsync(new() { RequestId = Registry.NewId(), Course = draft ?? Draft(institution) })).Course;

    internal async Task<Course> SubmitAsync(Licensed institution, Course? draft = null) =>
        (await As(institution).SubmitCourseAsync(new() { RequestId = Registry.NewId(), CourseId = (await CreateAsync(institution, draft)).CourseId })).Course;

    internal async Task<Course> FileAsync(Licensed institution) =>
        (await Office().FileCourseAsync(new() { RequestId = Registry.NewId(), CourseId = (await SubmitAsync(institution)).CourseId })).Course;

    internal async Task<Course> GetAsync(string id) => (await Office().GetCourseAsync(new() { CourseId = id })).Course;

    private void Configure(WebApplicationBuilder host)
    {
        host.Services.AddSingleton<IEventConsumer>(_ear);
        if (_law is not null) host.Services.AddSingleton(_law);
    }
}
