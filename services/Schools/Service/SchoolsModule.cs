using ShuangJian.Platform.Bulk;
using ShuangJian.Platform.Data;
using ShuangJian.Platform.Hosting;
using ShuangJian.Protos.School.V1;

namespace ShuangJian.Schools;

/// <summary>Schools: who learns and teaches where, and what homework is set.</summary>
public sealed class SchoolsModule : IServiceModule
{
    /// <summary>Name of the service.</summary>
    public const string ServiceName = "schools";

    /// <inheritdoc />
    public string Name => ServiceName;

    /// <inheritdoc />
    public void Compose(ModuleBuilder service) => service
        .Database<SchoolsDb>()
        .Grpc<SchoolGrpc>(SchoolService.Descriptor)
        .Grpc<SchoolCalendarGrpc>(SchoolCalendarService.Descriptor)
        .Grpc<TeacherGrpc>(TeacherService.Descriptor)
        .Grpc<SchoolImportGrpc>(SchoolImportService.Descriptor)
        .Grpc<HomeworkGrpc>(HomeworkService.Descriptor)
        .Grpc<HomeworkTotalGrpc>(HomeworkTotalService.Descriptor)
        .Grpc<MeasureGrpc>(HomeworkMeasureService.Descriptor)
        .Grpc<AfterSchoolGrpc>(AfterSchoolPlanService.Descriptor)
        .Grpc<AfterSchoolTotalGrpc>(AfterSchoolTotalService.Descriptor)
        .Grpc<ProgrammeGrpc>(ProgrammeService.Descriptor)
        .Grpc<ResourceGrpc>(ResourceService.Descriptor)
        .Grpc<SelectionGrpc>(SelectionService.Descriptor)
        .Grpc<ServiceFundGrpc>(ServiceFundService.Descriptor)
        .Grpc<HolidayCustodyGrpc>(HolidayCustodyService.Descriptor)
        .Consumer<InstitutionConsumer>()
        .Uses<FileMeans<SchoolsDb>>()
        .Uses<SchoolQueries>()
        .Uses<HomeworkEntries>()
        .Work<SchoolsDb>("totals", TimeSpan.FromSeconds(1), new Wake(), _ => Totals.FoldAsync)
        .Work<SchoolsDb>("service-totals", TimeSpan.FromSeconds(1), new Wake(), _ => ServiceTotals.FoldAsync);
}
