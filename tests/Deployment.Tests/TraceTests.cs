using System.Collections.Concurrent;
using System.Diagnostics;
using Grpc.Core;
using Grpc.Net.Client;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using ShuangJian.Events;
using ShuangJian.Gateway;
using ShuangJian.Protos.Institution.V1;
using ShuangJian.Protos.School.V1;
using ShuangJian.Schools;
using ShuangJian.Testing;
using Activity = System.Diagnostics.Activity;

namespace ShuangJian.DeploymentTests;

/// <summary>What a caller begins can be followed to those who hear of it, over gateway, outbox and broker.</summary>
public sealed class TraceTests
{
    private const string Trace = "4bf92f3577b34da6a3ce929d0e0e4736";

    [Fact]
    public async Task One_trace_goes_from_the_caller_through_the_gateway_and_the_broker_to_the_consumer()
    {
        var spans = new ConcurrentBag<Activity>();
        using var listener = new ActivityListener
        {
            // All of them: a span that nobody notes between two others would break the chain.
            ShouldListenTo = _ => true,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = spans.Add,
        };
        ActivitySource.AddActivityListener(listener);
        await using var rabbit = new RabbitServer();
        await rabbit.StartAsync();
        await using var host = await TestHost.StartAsync([new SchoolsModule(), new EventsModule()], settings: new Dictionary<string, string?> { ["Broker:Address"] = rabbit.Address });
        await using var gateway = await GatewayAsync(host.Address);
        using var channel = GrpcChannel.ForAddress(gateway.Urls.First());
        await channel.WaitForHealthAsync("schools", patience: Eventually.Patience);

        var code = Policy.UnifiedSocialCreditCode.Complete("52110101", "TT000009");
        await new SchoolService.SchoolServiceClient(channel).RegisterSchoolAsync(
            new RegisterSchoolRequest { RequestId = $"{Guid.NewGuid()}", School = new School { SchoolCode = code, Division = "110101", Name = "东城试验小学", Stages = { EducationStage.Primary }, Subjects = { "语文" } } },
            new Metadata { { "authorization", "Bearer " + host.Token("REGULATOR", "110101", "EDUCATION") }, { "traceparent", $"00-{Trace}-00f067aa0ba902b7-01" } });

        var consumed = await Eventually.ValueAsync(
            "the log's span", () => Task.FromResult(Ours().SingleOrDefault(s => s.OperationName == "consume school.school-registered" && s.GetTagItem("messaging.consumer.group.name") is "events.log")), span => span is not null);
        var served = Ours().Where(s => s.Source.Name == "Microsoft.AspNetCore").ToList();
        Assert.Equal(2, served.Count);
        // The consumer goes on from the service, and the service from the gateway.
        var service = Assert.Single(served, s => s.SpanId == consumed!.ParentSpanId);
        var gate = Assert.Single(served, s => s != service);
        Assert.Contains(gate.SpanId, Above(service));

        IEnumerable<ActivitySpanId> Above(Activity one)
        {
            for (var above = one; above is not null; above = Ours().FirstOrDefault(s => s.SpanId == above.ParentSpanId)) yield return above.ParentSpanId;
        }

        List<Activity> Ours() => [.. spans.Where(s => s.TraceId.ToHexString() == Trace)];
    }

    private static async Task<WebApplication> GatewayAsync(Uri services)
    {
        var builder = WebApplication.CreateBuilder();
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Listen:Grpc"] = $"http://127.0.0.1:{PrivateServer.FreePort()}", ["Listen:Web"] = $"http://127.0.0.1:{PrivateServer.FreePort()}",
            ["Gateway:Services:schools"] = services.ToString(), ["Gateway:Services:events"] = services.ToString(),
        });
        var gateway = GatewayHost.Build(builder);
        await gateway.StartAsync();
        return gateway;
    }
}
