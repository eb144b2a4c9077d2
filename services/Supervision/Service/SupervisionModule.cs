using ShuangJian.Custody.Domain;
using ShuangJian.Filings.Domain;
using ShuangJian.Institutions.Domain;
using ShuangJian.Monitoring.Domain;
using ShuangJian.Platform.Hosting;
using ShuangJian.Policy;
using ShuangJian.Protos.Policy.V1;
using ShuangJian.Schools.Domain;

namespace ShuangJian.Supervision;

/// <summary>Supervision; so far it answers which law is in force.</summary>
public sealed class SupervisionModule : IServiceModule
{
    /// <inheritdoc />
    public string Name => "supervision";

    /// <inheritdoc />
    public void Compose(ModuleBuilder service)
    {
        // Named one by one: what happens to be loaded differs between one process for all and one for each service.
        service.Services.AddSingleton(RuleCatalog.Scan(typeof(AdmissionRules).Assembly, typeof(SessionRules).Assembly, typeof(CustodyRules).Assembly, typeof(AdvertisementRules).Assembly, typeof(HomeworkRules).Assembly));
        service.Grpc<PolicyGrpc>(PolicyService.Descriptor);
    }
}
