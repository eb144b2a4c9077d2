using ShuangJian.Platform.Data;
using ShuangJian.Platform.Hosting;
using ShuangJian.Protos.Institution.V1;

namespace ShuangJian.Institutions;

/// <summary>The registry: who may train whom, where, and is that still so.</summary>
public sealed class InstitutionsModule : IServiceModule
{
    /// <summary>Name of the service.</summary>
    public const string ServiceName = "institutions";

    /// <inheritdoc />
    public string Name => ServiceName;

    /// <inheritdoc />
    public void Compose(ModuleBuilder service) => service
        .Database<InstitutionsDb>()
        .Uses<ApplicationQueries>()
        .Grpc<ApplicationGrpc>(ApplicationService.Descriptor)
        .Grpc<NoticeGrpc>(NoticeService.Descriptor)
        .Grpc<WorkflowGrpc>(WorkflowService.Descriptor)
        .Grpc<DirectoryGrpc>(DirectoryService.Descriptor)
        .Work<InstitutionsDb>("deadlines", TimeSpan.FromMinutes(1), new Wake(), s => new Deadlines(s.GetRequiredService<TimeProvider>()).SweepAsync);
}
