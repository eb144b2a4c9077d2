using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ShuangJian.Contracts;
using ShuangJian.Platform.Messaging;
using ShuangJian.Protos.Institution.V1;
using ShuangJian.Protos.School.V1;
using ShuangJian.Testing;

namespace ShuangJian.Schools.Tests;

/// <summary>The service in a process of its own on a school day, with one school of some classes and teachers.</summary>
internal sealed class SchoolsHost : IAsyncDisposable
{
    /// <summary>County of Kunming, whose law sets every limit.</summary>
    internal const string County = "530102";

    internal const string Today = "2026-11-20";

    internal static readonly string[] Subjects = ["语文", "数学", "英语"];

    private readonly Ear _ear = new();

    internal SetClock Clock { get; } = new(new DateTimeOffset(2026, 11, 20, 12, 0, 0, TimeSpan.FromHours(8)));

    internal TestHost Host { get; private set; } = null!;

    internal string Code { get; } = Registry.NewCode();

    internal string Division { get; private init; } = County;

    /// <summary>Classes of the school by grade.</summary>
    internal Dictionary<int, SchoolClass> Classes { get; } = [];

    internal string TeacherId { get; private set; } = "";

    internal SchoolService.SchoolServiceClient Office => new(Officer());

    internal SchoolService.SchoolServiceClient Mine => new(Caller());

    internal TeacherService.TeacherServiceClient Teachers => new(Caller());

    internal HomeworkService.HomeworkServiceClient Homework => new(Caller());

    internal HomeworkTotalService.HomeworkTotalServiceClient Totals => new(Officer());

    internal static async Task<SchoolsHost> StartAsync(string division = County, IReadOnlyDictionary<string, string?>? settings = null)
    {
        var one = new SchoolsHost { Division = division };
        one.Host = await TestHost.StartAsync([new SchoolsModule()], one.Clock, settings, host => host.Services.AddSingleton<IEventConsumer>(one._ear));
        await one.FillAsync();
        return one;
    }

    public async ValueTask DisposeAsync() => await Host.DisposeAsync();

    /// <summary>Stops the process and starts it on another day; its background work looks at once.</summary>
    internal async Task RestartAsync(string day)
    {
        Clock.Now = new DateTimeOffset(DateTime.Parse(day).AddHours(12), TimeSpan.FromHours(8));
        Host = await Host.RestartAsync(configure: host => host.Services.AddSingleton<IEventConsumer>(_ear));
    }

    internal CallInvoker Caller(string? code = null) => Host.With(Host.Token("SCHOOL", Division, organization: code ?? Code));

    internal CallInvoker Officer(string? division = null) => Host.AsRegulator(division ?? Division);

    /// <summary>Waits for an event about something, and reads it.</summary>
    internal Task<T> HearAsync<T>(string about, Func<T, bool>? which = null)
        where T : DomainEvent => _ear.HearAsync(about, which);

    /// <summary>What the service has stored.</summary>
    internal Task<SchoolsDb> OpenAsync() => Host.OpenAsync<SchoolsDb>();

    /// <summary>Waits until every note of after-school service is added to the sums.</summary>
    internal Task AddedAsync() => Eventually.TrueAsync("all notes are added", async () =>
    {
        await using var db = await OpenAsync();
        return !await db.Set<Domain.ServiceNote>().AnyAsync();
    });

    /// <summary>A calendar of the county: winter vacation from 9 January to 28 February, work ends at six.</summary>
    internal async Task CalendarAsync(params MovedDay[] moved) => await new SchoolCalendarService.SchoolCalendarServiceClient(Officer()).PutSchoolCalendarAsync(new()
    {
        RequestId = Registry.NewId(),
        Calendar = new SchoolCalendar
        {
            Division = Division, SchoolYear = 2026, StartsOn = "2026-08-01", EndsOn = "2027-08-31", WorkEndsAt = "18:00:00", MovedDays = { moved },
            Vacations = { new Vacation { NameZh = "暑假", StartsOn = "2026-08-01", EndsOn = "2026-08-31" }, new Vacation { NameZh = "寒假", StartsOn = "2027-01-09", EndsOn = "2027-02-28" } },
        },
    });

    /// <summary>A school that can be registered.</summary>
    internal School NewSchool(string? code = null) => new()
    {
        SchoolCode = code ?? Registry.NewCode(), Division = Division, Name = "测试学校", Stages = { EducationStage.Primary, EducationStage.Junior }, Subjects = { Subjects },
    };

    /// <summary>Homework that breaks no rule.</summary>
    internal Homework Draft(int grade = 4, int minutes = 20, string? subject = null) => new()
    {
        ClassId = Classes[grade].ClassId, Date = Today, Subject = subject ?? Subjects[0], TeacherId = TeacherId, Kind = HomeworkKind.Written, Minutes = minutes,
        Layer = HomeworkLayer.WholeClass, Channel = HomeworkChannel.InClass, Marker = HomeworkMarker.Teacher, Place = HomeworkPlace.School, Content = "完成练习册第三课",
    };

    /// <summary>Enters homework.</summary>
    internal AsyncUnaryCall<EnterHomeworkResponse> Enter(Homework homework, bool reserve = false) =>
        Homework.EnterHomeworkAsync(new() { RequestId = Registry.NewId(), Homework = homework, ReserveOnly = reserve });

    /// <summary>Enters homework and returns it as stored.</summary>
    internal async Task<Homework> EnterAsync(Homework homework, bool reserve = false) => (await Enter(homework, reserve)).Homework;

    private async Task FillAsync()
    {
        await Office.RegisterSchoolAsync(new() { RequestId = Registry.NewId(), School = NewSchool(Code) });
        PutClassesRequest classes = new() { RequestId = Registry.NewId(), SchoolCode = Code };
        classes.Classes.Add(Enumerable.Range(1, 12).Select(grade => new SchoolClass { SchoolYear = 2026, Grade = grade, Name = "1班", Pupils = 40 }));
        foreach (var one in (await Mine.PutClassesAsync(classes)).Classes) Classes[one.Grade] = one;
        PutTeachersRequest teachers = new() { RequestId = Registry.NewId(), SchoolCode = Code };
        teachers.Teachers.Add(new Teacher { IdentityNumber = Registry.IdentityNumber, Subjects = { Subjects }, From = "2021-09-01", HeadsGrade = 4 });
        TeacherId = (await Teachers.PutTeachersAsync(teachers)).Teachers[0].TeacherId;
    }
}
