using System.Reflection;
using Google.Protobuf.Reflection;
using ShuangJian.Protos.Operation.V1;
using ServiceDescriptor = Google.Protobuf.Reflection.ServiceDescriptor;

namespace ShuangJian.Gateway;

/// <summary>A service behind the gateway.</summary>
/// <param name="Name">Name, for example <c>institutions</c>.</param>
/// <param name="Addresses">Its replicas.</param>
/// <param name="Files">Files of the contract that it serves.</param>
internal sealed record GatewayService(string Name, IReadOnlyList<Uri> Addresses, IReadOnlyList<FileDescriptor> Files)
{
    public IReadOnlyList<ServiceDescriptor> Descriptors { get; } = [.. Files.SelectMany(f => f.Services)];

    public IReadOnlyList<string> GrpcServices => [.. Descriptors.Select(d => d.FullName)];
}

/// <summary>Which service serves which part of the contract.</summary>
internal static class GatewayServices
{
    private static readonly (string Name, string[] Packages)[] Parts =
    [
        ("institutions", ["shuangjian.institution.v1"]),
        ("events", ["shuangjian.event.v1"]),
        ("supervision", ["shuangjian.policy.v1", "shuangjian.supervision.v1"]),
        ("filings", ["shuangjian.filing.v1"]),
        ("custody", ["shuangjian.custody.v1"]),
        ("monitoring", ["shuangjian.monitoring.v1"]),
        ("schools", ["shuangjian.school.v1"]),
        ("integrators", ["shuangjian.integrator.v1"]),
    ];

    /// <summary>Every file of the contract.</summary>
    public static readonly IReadOnlyList<FileDescriptor> AllFiles =
    [
        .. typeof(OperationReflection).Assembly.GetTypes()
            .Select(type => type.GetProperty("Descriptor", BindingFlags.Public | BindingFlags.Static)?.GetValue(null))
            .OfType<FileDescriptor>(),
    ];

    /// <summary>Every file of the contract that has services: what is added to a context is routed without being named here.</summary>
    private static readonly ILookup<string, FileDescriptor> Files = AllFiles
        .Where(file => file.Services.Count > 0)
        .ToLookup(file => file.Package, StringComparer.Ordinal);

    /// <summary>Served by every service; the header <c>x-service</c> says which one is meant.</summary>
    public static ServiceDescriptor Operations => OperationService.Descriptor;

    /// <summary>Reads the addresses; a service without one is not routed.</summary>
    public static IReadOnlyList<GatewayService> Read(IConfiguration configuration) =>
    [
        .. from part in Parts
           let addresses = configuration[$"Gateway:Services:{part.Name}"]
           where !string.IsNullOrEmpty(addresses)
           select new GatewayService(part.Name, [.. addresses.Split(',', StringSplitOptions.TrimEntries).Select(a => new Uri(a))], [.. part.Packages.SelectMany(p => Files[p])]),
    ];
}
