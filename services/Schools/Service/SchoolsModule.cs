using ShuangJian.Platform.Bulk;
using ShuangJian.Platform.Data;
using ShuangJian.Platform.Hosting;
using ShuangJian.Protos.School.V1;

namespace ShuangJian.Schools;

/// <summary>Schools: who learns and teaches where, homework, after-school service, and order.</summary>
public sealed class SchoolsModule : IServiceModule
{
    /// <summary>Name of the service.</summary>
    public const string ServiceName = "schools";

    /// <inheritdoc />
    public string Name => ServiceName;

    /// <inheritdoc />
    public void Compose(ModuleBuilder service)
    {
        ComposeSchools(service);
        ComposeHomework(service);
        ComposeService(service);
        ComposeOrder(service);
    }

    private static void ComposeSchools(ModuleBuilder service) => service
        .Database<SchoolsDb>()
        .Uses<FileMeans<SchoolsDb>>()
        .Uses<SchoolQueries>()
        .Grpc<SchoolGrpc>(SchoolService.Descriptor)
        .Grpc<SchoolCalendarGrpc>(SchoolCalendarService.Descriptor)
        .Grpc<TeacherGrpc>(TeacherService.Descriptor)
        .Grpc<SchoolImportGrpc>(SchoolImportService.Descriptor);

    private static void ComposeHomework(ModuleBuilder service) => service
        .Uses<HomeworkEntries>()
        .Grpc<HomeworkGrpc>(HomeworkService.Descriptor)
        .Grpc<HomeworkTotalGrpc>(HomeworkTotalService.Descriptor)
        .Grpc<MeasureGrpc>(HomeworkMeasureService.Descriptor)
        .Work<SchoolsDb>("totals", TimeSpan.FromSeconds(1), new Wake(), _ => Totals.FoldAsync)
        .Work<SchoolsDb>("homework-told", TimeSpan.FromMinutes(10), new Wake(), s => new HomeworkTold(s.GetRequiredService<TimeProvider>()).SweepAsync);

    private static void ComposeService(ModuleBuilder service) => service
        .Grpc<AfterSchoolGrpc>(AfterSchoolPlanService.Descriptor)
        .Grpc<AfterSchoolTotalGrpc>(AfterSchoolTotalService.Descriptor)
        .Grpc<PupilNeedGrpc>(PupilNeedService.Descriptor)
        .Grpc<PersonalDataGrpc>(PersonalDataService.Descriptor)
        .Grpc<ProgrammeGrpc>(ProgrammeService.Descriptor)
        .Grpc<ResourceGrpc>(ResourceService.Descriptor)
        .Grpc<SelectionGrpc>(SelectionService.Descriptor)
        .Grpc<ServiceFundGrpc>(ServiceFundService.Descriptor)
        .Grpc<HolidayCustodyGrpc>(HolidayCustodyService.Descriptor)
        .Consumer<InstitutionConsumer>()
        .Work<SchoolsDb>("service-totals", TimeSpan.FromSeconds(1), new Wake(), _ => ServiceTotals.FoldAsync);

    private static void ComposeOrder(ModuleBuilder service) => service
        .Grpc<OrderGrpc>(SchoolOrderService.Descriptor)
        .Grpc<TeacherCaseGrpc>(TeacherCaseService.Descriptor)
        .Grpc<SchoolRecordGrpc>(SchoolRecordService.Descriptor)
        .Work<SchoolsDb>("tallies", TimeSpan.FromSeconds(1), new Wake(), _ => Tallies.FoldAsync)
        .ShowsOverdue()
        .Work<SchoolsDb>("teacher-cases", TimeSpan.FromMinutes(1), new Wake(), s => new TeacherCaseDeadlines(s.GetRequiredService<TimeProvider>()).SweepAsync);
}
