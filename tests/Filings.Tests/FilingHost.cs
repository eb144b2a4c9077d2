using System.Collections.Concurrent;
using Grpc.Core;
using Microsoft.Extensions.DependencyInjection;
using ShuangJian.Contracts;
using ShuangJian.Platform.Messaging;
using ShuangJian.Protos.Filing.V1;
using ShuangJian.Protos.Institution.V1;
using ShuangJian.Testing;

namespace ShuangJian.Filings.Tests;

/// <summary>The service in a process of its own on an ordinary working day, and an ear for what it announces.</summary>
public sealed class FilingHost : IAsyncDisposable
{
    /// <summary>County of Kunming; its law has every rule on tutors.</summary>
    internal const string County = "530102";

    private FilingHost(SetClock clock) => Clock = clock;

    internal SetClock Clock { get; }

    internal TestHost Host { get; private set; } = null!;

    internal Ear Heard { get; } = new();

    internal string Code { get; } = Registry.NewCode();

    internal string InstitutionId { get; } = Guid.CreateVersion7().ToString();

    internal static async Task<FilingHost> StartAsync(string day = "2026-11-20")
    {
        var one = new FilingHost(new SetClock(Noon(day)));
        one.Host = await TestHost.StartAsync([new FilingsModule()], one.Clock, configure: host => host.Services.AddSingleton<IEventConsumer>(one.Heard));
        return one;
    }

    public async ValueTask DisposeAsync() => await Host.DisposeAsync();

    /// <summary>Stops the process and starts it on another day; its background work looks at once.</summary>
    internal async Task RestartAsync(string day)
    {
        Clock.Now = Noon(day);
        Host = await Host.RestartAsync(configure: host => host.Services.AddSingleton<IEventConsumer>(Heard));
    }

    internal CallInvoker Owner(string? code = null) => Host.AsInstitution(County, code ?? Code);

    internal CallInvoker Officer(string division = County, string department = "EDUCATION") => Host.AsRegulator(division, department);

    internal TutorService.TutorServiceClient Tutors(CallInvoker as_) => new(as_);

    /// <summary>A tutor against whom nothing stands.</summary>
    internal Tutor Statement(string number = Registry.IdentityNumber) => new()
    {
        Division = County,
        InstitutionId = InstitutionId,
        InstitutionCode = Code,
        Person = new Protos.Filing.V1.TutorPerson { Name = "测试人", IdentityNumber = number, Phone = "13800000078" },
        Subject = "数学",
        Category = TrainingCategory.Academic,
        Stages = { EducationStage.Junior },
        Qualifications =
        {
            new Qualification { Kind = QualificationKind.Teacher, Subject = "数学", Stage = EducationStage.Junior, CertificateNumber = "20265301041000001", ValidFrom = "2020-01-01" },
        },
        Contract = new TutorContract { Kind = ContractKind.Labour, StartsOn = "2026-01-01", EndsOn = "2026-12-31" },
        FullTime = true,
        Origin = TutorOrigin.National,
    };

    internal async Task<Tutor> SubmitAsync(Tutor? statement = null)
    {
        var mine = Tutors(Owner());
        var draft = (await mine.CreateTutorAsync(new() { RequestId = Registry.NewId(), Tutor = statement ?? Statement() })).Tutor;
        return (await mine.SubmitTutorAsync(new() { RequestId = Registry.NewId(), TutorId = draft.TutorId })).Tutor;
    }

    internal async Task<Tutor> FileAsync(Tutor? statement = null) =>
        (await Tutors(Officer()).FileTutorAsync(new() { RequestId = Registry.NewId(), TutorId = (await SubmitAsync(statement)).TutorId })).Tutor;

    internal async Task<Tutor> GetAsync(string id) => (await Tutors(Officer()).GetTutorAsync(new() { TutorId = id })).Tutor;

    internal Task PutTeacherAsync(string number = Registry.IdentityNumber, string from = "2020-09-01", string division = "530103") =>
        new TeacherRosterService.TeacherRosterServiceClient(Officer(division)).PutTeachersAsync(new()
        {
            RequestId = Registry.NewId(), Division = division, SchoolCode = School, Teachers = { new SchoolTeacher { IdentityNumber = number, From = from } },
        }).ResponseAsync;

    internal Task RemoveTeacherAsync(string to, string number = Registry.IdentityNumber) =>
        new TeacherRosterService.TeacherRosterServiceClient(Officer("530103")).RemoveTeachersAsync(new()
        {
            RequestId = Registry.NewId(), Division = "530103", SchoolCode = School, IdentityNumbers = { number }, To = to,
        }).ResponseAsync;

    internal string School { get; } = Registry.NewCode();

    /// <summary>Waits for an event about something, and reads it.</summary>
    internal async Task<T> HearAsync<T>(string id)
        where T : DomainEvent
    {
        var received = await Eventually.ValueAsync(
            $"{typeof(T).Name} about {id}",
            () => Task.FromResult(Heard.Events.LastOrDefault(e => e.Name == CloudEvents.NameOf(typeof(T)) && e.Subject.EndsWith(id, StringComparison.Ordinal))),
            found => found is not null);
        return CloudEvents.DataOf<T>(received!);
    }

    private static DateTimeOffset Noon(string day) => new(DateTime.Parse(day).AddHours(12), TimeSpan.FromHours(8));

    internal sealed class Ear : IEventConsumer
    {
        public ConcurrentQueue<ReceivedEvent> Events { get; } = new();

        public string Name => "tests.ear";

        public IReadOnlyList<string> Topics => ["#"];

        public Task DeliverAsync(ReceivedEvent received, CancellationToken cancellation)
        {
            Events.Enqueue(received);
            return Task.CompletedTask;
        }

        public Task<string?> ReplayAsync(Guid eventId, CancellationToken cancellation) => Task.FromResult<string?>(null);
    }
}
