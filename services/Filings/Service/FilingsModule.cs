using Microsoft.Extensions.DependencyInjection.Extensions;
using ShuangJian.Platform.Bulk;
using ShuangJian.Platform.Data;
using ShuangJian.Platform.Hosting;
using ShuangJian.Policy;
using ShuangJian.Protos.Filing.V1;

namespace ShuangJian.Filings;

/// <summary>Filings: what may be taught, when, by whom and from what.</summary>
public sealed class FilingsModule : IServiceModule
{
    /// <summary>Name of the service.</summary>
    public const string ServiceName = "filings";

    /// <inheritdoc />
    public string Name => ServiceName;

    /// <inheritdoc />
    public void Compose(ModuleBuilder service)
    {
        service.Services.TryAddSingleton(Law.Current);
        ComposeCourses(service);
        ComposePersons(service);
    }

    private static void ComposeCourses(ModuleBuilder service) => service
        .Database<FilingsDb>()
        .Uses<CourseQueries>()
        .Grpc<CourseGrpc>(CourseService.Descriptor)
        .Uses<FileMeans<FilingsDb>>()
        .Grpc<CourseBulkGrpc>(CourseBulkService.Descriptor)
        .Grpc<CurriculumGrpc>(CurriculumService.Descriptor)
        .Consumer<InstitutionConsumer>()
        .ShowsOverdue()
        .Work<FilingsDb>("course-reviews", TimeSpan.FromMinutes(1), new Wake(), s => new CourseSweep(s.GetRequiredService<TimeProvider>()).MissAsync)
        .Work<FilingsDb>("course-dues", TimeSpan.FromMinutes(1), new Wake(), s => new CourseSweep(s.GetRequiredService<TimeProvider>()).OweAsync)
        .Work<FilingsDb>("rejudge", TimeSpan.FromSeconds(1), new Wake(), s => new CourseSweep(s.GetRequiredService<TimeProvider>()).RejudgeAsync)
        .Work<FilingsDb>("expire", TimeSpan.FromMinutes(1), new Wake(), s => new CourseSweep(s.GetRequiredService<TimeProvider>()).ExpireAsync);

    private static void ComposePersons(ModuleBuilder service) => service
        .Uses<PersonMatching>()
        .Grpc<TutorGrpc>(TutorService.Descriptor)
        .Grpc<TutorBulkGrpc>(TutorBulkService.Descriptor)
        .Grpc<StaffingGrpc>(StaffingService.Descriptor)
        .Grpc<BarredPersonGrpc>(BarredPersonService.Descriptor)
        .Grpc<MaterialGrpc>(MaterialService.Descriptor)
        .Grpc<BrochureGrpc>(BrochureService.Descriptor)
        .Work<FilingsDb>("tutors", TimeSpan.FromMinutes(1), new Wake(), s => s.GetRequiredService<PersonMatching>().SweepAsync)
        .Work<FilingsDb>("materials", TimeSpan.FromMinutes(1), new Wake(), s => (db, cancellation) => MaterialGrpc.SweepAsync(db, s.GetRequiredService<TimeProvider>(), cancellation))
        .Consumer<FeeStandardConsumer>()
        .Consumer<SchoolConsumer>()
        .Grpc<PersonalDataGrpc>(PersonalDataService.Descriptor)
        .Uses<PupilTimes>()
        .Grpc<OnlineTimeGrpc>(OnlineTimeService.Descriptor)
        .Work<FilingsDb>("online-time", TimeSpan.FromSeconds(1), new Wake(), s => s.GetRequiredService<PupilTimes>().SweepAsync)
        .Uses<Attendance>()
        .Work<FilingsDb>("attendance", TimeSpan.FromSeconds(1), new Wake(), s => s.GetRequiredService<Attendance>().SweepAsync);
}
