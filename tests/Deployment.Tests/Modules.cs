using ShuangJian.Custody;
using ShuangJian.Events;
using ShuangJian.Filings;
using ShuangJian.Institutions;
using ShuangJian.Integrators;
using ShuangJian.Monitoring;
using ShuangJian.Platform.Hosting;
using ShuangJian.Schools;
using ShuangJian.Supervision;

namespace ShuangJian.DeploymentTests;

/// <summary>Every service of the platform, as its code says.</summary>
internal static class Modules
{
    public static IServiceModule[] All =>
    [
        new InstitutionsModule(), new FilingsModule(), new CustodyModule(), new MonitoringModule(), new SchoolsModule(), new SupervisionModule(), new EventsModule(), new IntegratorsModule(),
    ];

    public static IEnumerable<string> Names => All.Select(m => m.Name);
}
