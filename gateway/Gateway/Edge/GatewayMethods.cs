using System.Collections.Frozen;
using Google.Protobuf.Reflection;
using ShuangJian.Platform.Data;
using ShuangJian.Platform.Edge;

namespace ShuangJian.Gateway.Edge;

/// <summary>A method of the contract as the gate sees it.</summary>
/// <param name="Path">Its path, for example <c>/shuangjian.policy.v1.PolicyService/GetParameter</c>.</param>
/// <param name="Descriptor">Its descriptor.</param>
/// <param name="Access">Who may call it.</param>
/// <param name="Service">Service of the platform that answers it; empty when a header picks one.</param>
internal sealed record GatewayMethod(string Path, MethodDescriptor Descriptor, MethodAccess Access, string Service)
{
    /// <summary>True when requests or answers are streams.</summary>
    public bool Streams { get; } = Descriptor.IsClientStreaming || Descriptor.IsServerStreaming;

    private static readonly string[] s_reading = ["Get", "List", "LookUp", "Find", "Explain", "Judge", "Assess", "Compare", "Preview", "Count"];

    /// <summary>
    /// True when it changes nothing, so that it may be sent twice. Its name says so: not every method without a request_id only reads, an
    /// answer to a survey spends its ticket, and what reveals a person leaves a row each time.
    /// </summary>
    public bool OnlyReads { get; } = !Descriptor.IsClientStreaming && !Descriptor.IsServerStreaming && !RequestForm.Fits(Descriptor.InputType)
        && s_reading.Any(verb => Descriptor.Name.StartsWith(verb, StringComparison.Ordinal));

    /// <summary>Part of the contract, for example <c>shuangjian.policy.v1</c>.</summary>
    public string Package { get; } = Descriptor.File.Package;
}

/// <summary>Every method that the gateway forwards, by its path.</summary>
internal sealed class GatewayMethods(IEnumerable<GatewayService> services)
{
    private readonly FrozenDictionary<string, GatewayMethod> _methods = services
        .SelectMany(service => service.Descriptors, (service, contract) => (Service: service.Name, Contract: contract))
        .Append((Service: "", Contract: GatewayServices.Operations))
        .SelectMany(served => served.Contract.Methods, (served, method) =>
            new GatewayMethod($"/{served.Contract.FullName}/{method.Name}", method, new MethodAccess(method), served.Service))
        .ToFrozenDictionary(method => method.Path, StringComparer.Ordinal);

    /// <summary>All of them.</summary>
    public IEnumerable<GatewayMethod> All => _methods.Values;

    /// <summary>The method of a path; null when the contract has none.</summary>
    public GatewayMethod? Find(string path) => _methods.GetValueOrDefault(path);
}
