using ShuangJian.Platform.Bulk;
using ShuangJian.Platform.Data;
using ShuangJian.Platform.Hosting;
using ShuangJian.Protos.Monitoring.V1;

namespace ShuangJian.Monitoring;

/// <summary>Monitoring: what is charged, signed, advertised and spent, and what may go wrong.</summary>
public sealed class MonitoringModule : IServiceModule
{
    /// <summary>Name of the service.</summary>
    public const string ServiceName = "monitoring";

    /// <inheritdoc />
    public string Name => ServiceName;

    /// <inheritdoc />
    public void Compose(ModuleBuilder service) => service
        .Database<MonitoringDb>()
        .Consumer<InstitutionConsumer>()
        .Consumer<RiskConsumer>()
        .Uses<Recategorisings>()
        .Work<MonitoringDb>("recategorise", TimeSpan.FromSeconds(1), new Wake(), s => s.GetRequiredService<Recategorisings>().SweepAsync)
        .Grpc<AdvertisementGrpc>(AdvertisementService.Descriptor)
        .Grpc<FeeGrpc>(FeeService.Descriptor)
        .Grpc<ContractGrpc>(ContractService.Descriptor)
        .Uses<FileMeans<MonitoringDb>>()
        .Grpc<ContractBulkGrpc>(ContractBulkService.Descriptor)
        .Grpc<CompetitionGrpc>(CompetitionService.Descriptor)
        .Grpc<FundsGrpc>(FundsService.Descriptor)
        .Grpc<RiskGrpc>(RiskService.Descriptor)
        .Work<MonitoringDb>("risk", TimeSpan.FromMinutes(10), new Wake(), s => new RiskSweep(s.GetRequiredService<TimeProvider>()).SweepAsync)
        .Work<MonitoringDb>("told", TimeSpan.FromHours(1), new Wake(), s => (db, cancellation) => RiskTold.ForgetAsync(db, s.GetRequiredService<TimeProvider>(), cancellation));
}
