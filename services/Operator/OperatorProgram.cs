using System.CommandLine;
using Grpc.Core;
using Spectre.Console;

namespace ShuangJian.Operating;

/// <summary>What <c>sj</c> ends with.</summary>
public static class ExitCodes
{
    /// <summary>All is well.</summary>
    public const int Well = 0;

    /// <summary>It was done or asked, and something is not well: a service does not serve, a chain is broken, a row was refused.</summary>
    public const int NotWell = 1;

    /// <summary>The command was wrong, or the platform refused it.</summary>
    public const int Refused = 2;

    /// <summary>The platform does not answer.</summary>
    public const int Unreachable = 3;
}

/// <summary>
/// <c>sj</c>: what operators do, over the public API alone. It keeps nothing and knows no database.
/// </summary>
public static class OperatorProgram
{
    /// <summary>Runs one command.</summary>
    /// <param name="args">The command.</param>
    /// <param name="console">Where it answers.</param>
    public static async Task<int> RunAsync(string[] args, IAnsiConsole console)
    {
        var parsed = Create(console).Parse(args);
        var code = await parsed.InvokeAsync();
        return parsed.Errors.Count > 0 ? ExitCodes.Refused : code;
    }

    /// <summary>The whole program.</summary>
    internal static RootCommand Create(IAnsiConsole console)
    {
        var connection = new ConnectionOptions();
        var root = new RootCommand("""
            双减平台运维 Operates the ShuangJian Platform through its public API.
              退出码 exit codes: 0 正常 well, 1 有异常 something is not well, 2 被拒绝 refused, 3 无法连接 unreachable
            """);
        connection.AddTo(root);
        Command[] commands =
        [
            StatusCommand.Create(connection, console), ParkedCommand.Create(connection, console),
            VerifyCommands.Audit(connection, console), VerifyCommands.Ledger(connection, console),
            SubscriptionsCommand.Create(connection, console), ImportCommand.Create(connection, console), ExportCommand.Create(connection, console),
            TokenCommand.Create(connection, console),
        ];
        foreach (var command in commands) root.Add(command);
        return root;
    }

    /// <summary>Runs what a command does, and tells what the platform answers instead.</summary>
    internal static async Task<int> GuardAsync(Func<Task<int>> act)
    {
        try
        {
            return await act();
        }
        catch (RpcException e) when (e.StatusCode is StatusCode.Unavailable or StatusCode.DeadlineExceeded && e.Trailers.Count == 0)
        {
            await Console.Error.WriteLineAsync("sj: 平台没有应答 the platform does not answer");
            return ExitCodes.Unreachable;
        }
        catch (RpcException e)
        {
            await Console.Error.WriteLineAsync($"sj: {e.StatusCode}: {ReasonOf(e)}{e.Status.Detail}");
            return ExitCodes.Refused;
        }
        catch (Exception e) when (e is UsageException or IOException or UnauthorizedAccessException)
        {
            await Console.Error.WriteLineAsync($"sj: {e.Message}");
            return ExitCodes.Refused;
        }
    }

    /// <summary>The package still calls the field by its first name, type.</summary>
    private static string ReasonOf(RpcException error)
    {
        if (error.Trailers.GetValueBytes("grpc-status-details-bin") is not { } bytes) return "";
        var reason = Google.Rpc.Status.Parser.ParseFrom(bytes).Details
            .Where(d => d.Is(Google.Rpc.ErrorInfo.Descriptor)).Select(d => d.Unpack<Google.Rpc.ErrorInfo>().Type).FirstOrDefault();
        return reason is null ? "" : reason + ": ";
    }
}

/// <summary>What was asked for cannot be done as it was asked.</summary>
/// <param name="message">Why, in Chinese and English.</param>
public sealed class UsageException(string message) : Exception(message);
