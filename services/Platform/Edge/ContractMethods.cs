using System.Collections.Concurrent;
using Google.Protobuf.Reflection;
using ShuangJian.Platform.Data;

namespace ShuangJian.Platform.Edge;

/// <summary>One method of the contract with what is checked of its calls.</summary>
/// <param name="Access">Who may call it.</param>
/// <param name="Fields">What its fields must look like.</param>
/// <param name="AuditedBy">Service in whose trail a refusal is kept; null for methods that neither change nor reveal anything.</param>
internal sealed record ContractMethod(MethodAccess Access, FieldChecks Fields, string? AuditedBy);

/// <summary>The methods of the contract that this process serves, compiled once.</summary>
internal sealed class ContractMethods
{
    private readonly ConcurrentDictionary<string, ContractMethod> _methods = new(StringComparer.Ordinal);

    /// <summary>Compiles the methods of a contract. Throws when one does not say who may call it.</summary>
    /// <param name="contract">A gRPC service of the contract.</param>
    /// <param name="service">Service of the platform that answers it.</param>
    public void Add(ServiceDescriptor contract, string service)
    {
        foreach (var method in contract.Methods)
        {
            var access = new MethodAccess(method);
            var audited = RequestForm.Fits(method.InputType) || method.IsClientStreaming || access.Reveals;
            _methods[$"/{contract.FullName}/{method.Name}"] = new(access, FieldChecks.Of(method.InputType).Prepared(), audited ? service : null);
        }
    }

    /// <summary>The method of that path; null for health and reflection, which are not of the contract.</summary>
    public ContractMethod? Find(string path) => _methods.GetValueOrDefault(path);
}
