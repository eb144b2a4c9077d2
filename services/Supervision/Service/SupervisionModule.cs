using ShuangJian.Custody.Domain;
using ShuangJian.Filings.Domain;
using ShuangJian.Institutions.Domain;
using ShuangJian.Monitoring.Domain;
using ShuangJian.Platform.Data;
using ShuangJian.Platform.Hosting;
using ShuangJian.Policy;
using ShuangJian.Protos.Policy.V1;
using ShuangJian.Protos.Supervision.V1;
using ShuangJian.Schools.Domain;
using ShuangJian.Supervision.Domain;

namespace ShuangJian.Supervision;

/// <summary>Supervision: who looks, hears, orders and follows up, and which law is in force.</summary>
public sealed class SupervisionModule : IServiceModule
{
    /// <summary>Name of the service.</summary>
    public const string ServiceName = "supervision";

    /// <inheritdoc />
    public string Name => ServiceName;

    /// <inheritdoc />
    public void Compose(ModuleBuilder service)
    {
        // Named one by one: what happens to be loaded differs between one process for all and one for each service.
        service.Services.AddSingleton(RuleCatalog.Scan(typeof(AdmissionRules).Assembly, typeof(SessionRules).Assembly, typeof(CustodyRules).Assembly, typeof(AdvertisementRules).Assembly, typeof(HomeworkRules).Assembly, typeof(PenaltyRules).Assembly));
        service
            .Database<SupervisionDb>()
            .Grpc<PolicyGrpc>(PolicyService.Descriptor);
        ComposePenalties(service);
        ComposeRecords(service);
    }

    private static void ComposePenalties(ModuleBuilder service) => service
        .Grpc<PenaltyGrpc>(PenaltyService.Descriptor)
        .Consumer<PenaltyEffectConsumer>()
        .Work<SupervisionDb>("penalties", TimeSpan.FromMinutes(1), new Wake(), s => new PenaltyDeadlines(s.GetRequiredService<TimeProvider>()).SweepAsync);

    private static void ComposeRecords(ModuleBuilder service) => service
        .Grpc<SupervisionRecordGrpc>(SupervisionRecordService.Descriptor)
        .Work<SupervisionDb>("records", TimeSpan.FromMinutes(1), new Wake(), s => new RecordDeadlines(s.GetRequiredService<TimeProvider>()).SweepAsync);
}
