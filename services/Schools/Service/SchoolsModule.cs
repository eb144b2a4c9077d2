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
        .Grpc<OrderGrpc>(SchoolOrderService.Descriptor)
        .Grpc<TeacherCaseGrpc>(TeacherCaseService.Descriptor)
        .Grpc<SchoolRecordGrpc>(SchoolRecordService.Descriptor)
        .Uses<FileMeans<SchoolsDb>>()
        .Uses<SchoolQueries>()
        .Work<SchoolsDb>("totals", TimeSpan.FromSeconds(1), new Wake(), _ => Totals.FoldAsync)
        .Work<SchoolsDb>("tallies", TimeSpan.FromSeconds(1), new Wake(), _ => Tallies.FoldAsync)
        .Work<SchoolsDb>("teacher-cases", TimeSpan.FromMinutes(1), new Wake(), s => new TeacherCaseDeadlines(s.GetRequiredService<TimeProvider>()).SweepAsync);
}
