using System.CommandLine;
using Grpc.Core;
using Grpc.Health.V1;
using Grpc.Net.Client;
using Grpc.Net.Client.Configuration;

namespace ShuangJian.Standalone;

/// <summary><c>tour</c>: tells the closed loop as a story, through the gateway, as any integrator would call it.</summary>
internal static class TourCommand
{
    /// <summary>How often a call is sent again while a service is away; with the pauses between them, about two minutes.</summary>
    private const int MostAttempts = 60;

    public static Command Create()
    {
        var address = new Option<string?>("--address")
        {
            Description = "已在运行的平台的网关 Gateway of a platform that runs; without it the tour starts one of its own, with a clock that it can move, and leaves nothing behind",
        };
        var step = new Option<bool>("--step") { Description = "每一章之前等待回车 Waits for Enter before each chapter" };
        var command = new Command("tour", "走一遍闭环：准入、监管、处置、落实 Tells the closed loop from admission to its end, and prints each verdict with its clause.") { address, step };
        command.SetAction((parsed, cancellation) => RunAsync(parsed.GetValue(address), new Narrator(parsed.GetValue(step)), cancellation));
        return command;
    }

    private static async Task<int> RunAsync(string? address, Narrator narrator, CancellationToken cancellation)
    {
        try
        {
            await using var own = address is null ? await Rehearsal.StartAsync(cancellation) : null;
            using var channel = Open(address ?? own!.Address);
            // Asked once: who is not there at all should be told at once.
            await new Health.HealthClient(GrpcChannel.ForAddress(address ?? own!.Address)).CheckAsync(new(), cancellationToken: cancellation);
            await new Tour(new Stage(channel.CreateCallInvoker(), narrator, own?.Clock)).WalkAsync(cancellation);
            return 0;
        }
        catch (RpcException e) when (e.StatusCode == StatusCode.Unavailable)
        {
            await Console.Error.WriteLineAsync($"tour: nothing answers at {address}; start the platform with ./run, or leave --address out");
            return 1;
        }
        catch (RpcException e)
        {
            await Console.Error.WriteLineAsync($"tour: {e.StatusCode}: {e.Status.Detail}");
            return 1;
        }
        catch (TimeoutException e)
        {
            await Console.Error.WriteLineAsync($"tour: {e.Message}");
            return 1;
        }
    }

    /// <summary>A call that finds a service away is sent again as it is: its request_id makes sure that it is done once.</summary>
    private static GrpcChannel Open(string address) => GrpcChannel.ForAddress(address, new GrpcChannelOptions
    {
        MaxRetryAttempts = MostAttempts,
        ServiceConfig = new ServiceConfig
        {
            MethodConfigs =
            {
                new MethodConfig
                {
                    Names = { MethodName.Default },
                    RetryPolicy = new RetryPolicy
                    {
                        MaxAttempts = MostAttempts, InitialBackoff = TimeSpan.FromMilliseconds(100), MaxBackoff = TimeSpan.FromSeconds(4), BackoffMultiplier = 1.5,
                        RetryableStatusCodes = { StatusCode.Unavailable },
                    },
                },
            },
        },
    });
}
