using Google.Protobuf.Reflection;
using Grpc.Reflection.V1;
using ShuangJian.Protos.Policy.V1;
using ShuangJian.Testing;
using static Grpc.Health.V1.HealthCheckResponse.Types;

namespace ShuangJian.Supervision.Tests;

[Collection(nameof(PolicyHost))]
public sealed class ServingTests(PolicyHost supervision)
{
    [Theory]
    [InlineData("")]
    [InlineData("supervision")]
    [InlineData("shuangjian.policy.v1.PolicyService")]
    public async Task Health_is_serving(string service)
    {
        await supervision.Host.Channel.WaitForHealthAsync(service);
        Assert.Equal(ServingStatus.Serving, await supervision.Host.Channel.HealthAsync(service));
    }

    [Fact]
    public async Task Reflection_lists_the_service()
    {
        var answer = await supervision.Host.Channel.ReflectAsync(new ServerReflectionRequest { ListServices = "" });
        Assert.Contains("shuangjian.policy.v1.PolicyService", answer.ListServicesResponse.Service.Select(s => s.Name));
    }

    [Fact]
    public async Task Reflection_gives_the_file_of_the_service_with_all_it_imports()
    {
        var answer = await supervision.Host.Channel.ReflectAsync(new ServerReflectionRequest { FileContainingSymbol = "shuangjian.policy.v1.PolicyService" });
        var files = answer.FileDescriptorResponse.FileDescriptorProto.Select(FileDescriptorProto.Parser.ParseFrom).ToList();
        Assert.Equal(PolicyReflection.Descriptor.Name, files[0].Name);
        var names = files.Select(f => f.Name).ToHashSet();
        Assert.All(files.SelectMany(f => f.Dependency), name => Assert.Contains(name, names));
    }

    [Fact]
    public async Task A_token_is_not_needed_and_a_bad_one_does_no_harm()
    {
        var client = new PolicyService.PolicyServiceClient(supervision.Host.With("no.such.token"));
        Assert.NotEmpty((await client.ListDivisionsAsync(new())).Divisions);
    }
}
