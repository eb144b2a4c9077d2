using System.Reflection;
using Xunit;

namespace ShuangJian.Compat.Tests.References;

public sealed class ReferenceTests
{
    public static TheoryData<Type, string, int> Callers => new()
    {
        { typeof(global::Grpc.AspNetCore.Server.GrpcServiceOptions), "Grpc.Core.Api", 60 },
        { typeof(global::Grpc.AspNetCore.Server.GrpcServiceOptions), "Grpc.Net.Common", 4 },
        { typeof(global::Grpc.Net.Client.GrpcChannel), "Grpc.Core.Api", 60 },
        { typeof(global::Grpc.Net.Client.GrpcChannel), "Grpc.Net.Common", 4 },
        { typeof(StackExchange.Redis.ConnectionMultiplexer), "Pipelines.Sockets.Unofficial", 60 },
        { typeof(Microsoft.Data.SqlClient.SqlConnection), "Microsoft.SqlServer.Server", 10 },
    };

    [Theory]
    [MemberData(nameof(Callers))]
    public void Every_type_and_member_referred_to_resolves(Type caller, string assembly, int atLeast)
    {
        using var from = new AssemblySurface(caller.Assembly.Location);
        using var to = new AssemblySurface(Path.Combine(AppContext.BaseDirectory, assembly + ".dll"));

        var references = from.References(assembly);
        var missing = references.Except(to.Definitions(from.Name)).ToList();

        Assert.True(missing.Count == 0, $"{from.Name} finds these not in {assembly}:\n{string.Join('\n', missing)}");
        Assert.True(references.Count >= atLeast, $"Only {references.Count} references were read.");
    }

    [Theory]
    [MemberData(nameof(Callers))]
    public void Every_override_overrides_something(Type caller, string assembly, int atLeast)
    {
        _ = atLeast;
        var orphans = LoadTypes(caller.Assembly, assembly)
            .Where(type => BaseTypes(type).Any(basis => basis.Assembly.GetName().Name == assembly))
            .SelectMany(type => type.GetMethods(
                BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
            .Where(method => method.IsVirtual && !method.Attributes.HasFlag(MethodAttributes.NewSlot))
            .Where(method => method.GetBaseDefinition() == method)
            .Select(method => $"{method.DeclaringType}.{method}");

        Assert.Empty(orphans);
    }

    [Theory]
    [MemberData(nameof(Callers))]
    public void The_identity_is_the_one_referred_to(Type caller, string assembly, int atLeast)
    {
        _ = atLeast;
        using var from = new AssemblySurface(caller.Assembly.Location);
        var expected = from.ReferenceTo(assembly)!;
        var actual = AssemblyName.GetAssemblyName(Path.Combine(AppContext.BaseDirectory, assembly + ".dll"));

        Assert.Equal(expected.Version, actual.Version);
        if (assembly.StartsWith("Grpc.", StringComparison.Ordinal))
            Assert.Equal(expected.GetPublicKeyToken(), actual.GetPublicKeyToken());
    }

    [Fact]
    public void A_reference_that_does_not_resolve_is_noticed()
    {
        using var from = new AssemblySurface(typeof(global::Grpc.Net.Client.GrpcChannel).Assembly.Location);
        using var wrong = new AssemblySurface(Path.Combine(AppContext.BaseDirectory, "Microsoft.SqlServer.Server.dll"));

        Assert.NotEmpty(from.References("Grpc.Core.Api").Except(wrong.Definitions(from.Name)));
    }

    [Fact]
    public void What_is_internal_resolves_for_friends_only()
    {
        using var core = new AssemblySurface(Path.Combine(AppContext.BaseDirectory, "Grpc.Core.Api.dll"));
        const string Bind = "Grpc.Core.ServerServiceDefinition::BindService instance Void<0>(class Grpc.Core.ServiceBinderBase)";

        Assert.Contains(Bind, core.Definitions("Grpc.AspNetCore.Server"));
        Assert.DoesNotContain(Bind, core.Definitions("Grpc.Net.Client"));
    }

    private static IEnumerable<Type> BaseTypes(Type type)
    {
        for (var basis = type.BaseType; basis is not null; basis = basis.BaseType)
            yield return basis;
    }

    /// <summary>Loads every type, which fails where an abstract member has no implementation.</summary>
    private static IEnumerable<Type> LoadTypes(Assembly caller, string assembly)
    {
        try
        {
            return caller.GetTypes();
        }
        catch (ReflectionTypeLoadException ex)
        {
            // SqlClient has types over an optional sign-in component that the platform leaves out.
            Assert.DoesNotContain(ex.LoaderExceptions, error => error!.Message.Contains(assembly, StringComparison.Ordinal));
            return ex.Types.OfType<Type>();
        }
    }
}
