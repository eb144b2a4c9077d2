using ShuangJian.Platform.Hosting;

namespace ShuangJian.Filings;

/// <summary>Filings: what may be taught, when, by whom and from what.</summary>
public sealed class FilingsModule : IServiceModule
{
    /// <summary>Name of the service.</summary>
    public const string ServiceName = "filings";

    /// <inheritdoc />
    public string Name => ServiceName;

    /// <inheritdoc />
    public void Compose(ModuleBuilder service) => service
        .Database<FilingsDb>();
}
