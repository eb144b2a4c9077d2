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
        .Grpc<DirectoryGrpc>(DirectoryService.Descriptor)
        .Grpc<ClassificationGrpc>(ClassificationService.Descriptor)
        .Grpc<CaseGrpc>(CaseService.Descriptor)
        .Grpc<CapitalGrpc>(CapitalService.Descriptor)
        .Grpc<CreditGrpc>(CreditService.Descriptor)
        .Grpc<SafetyGrpc>(SafetyService.Descriptor)
        .Grpc<AssociationGrpc>(AssociationService.Descriptor)
        .Grpc<ActivityGrpc>(ActivityService.Descriptor)
        .Consumer<CreditConsumer>()
        .Work<InstitutionsDb>("case-deadlines", TimeSpan.FromMinutes(1), new Wake(), s => new CaseDeadlines(s.GetRequiredService<TimeProvider>()).SweepAsync)
        .Work<InstitutionsDb>("deadlines", TimeSpan.FromMinutes(1), new Wake(), s => new Deadlines(s.GetRequiredService<TimeProvider>()).SweepAsync);
}
