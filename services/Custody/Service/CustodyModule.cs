using ShuangJian.Platform.Data;
using ShuangJian.Platform.Hosting;

namespace ShuangJian.Custody;

/// <summary>Custody: prepaid money that cannot run away.</summary>
public sealed class CustodyModule : IServiceModule
{
    /// <summary>Name of the service.</summary>
    public const string ServiceName = "custody";

    /// <inheritdoc />
    public string Name => ServiceName;

    /// <inheritdoc />
    public void Compose(ModuleBuilder service) => service
        .Database<CustodyDb>()
        .Work<CustodyDb>("seal", TimeSpan.FromSeconds(1), new Wake(), _ => LedgerSeal.SealAsync);
}
