using System.CommandLine;
using Grpc.Core;
using ShuangJian.Protos.Custody.V1;
using ShuangJian.Protos.Operation.V1;
using Spectre.Console;

namespace ShuangJian.Operating;

/// <summary><c>audit verify</c> and <c>ledger verify</c>: recomputes the chains; exit code 1 when one is broken.</summary>
internal static class VerifyCommands
{
    public static Command Audit(ConnectionOptions connection, IAnsiConsole console)
    {
        var service = new Option<string?>("--service") { Description = "只验证一个服务 One service only" };
        var head = new Option<string?>("--head") { Description = "曾公布的链头 A head published before, POSITION:HASH, which the chain must still hold; with --service" };
        var verify = new Command("verify", "验证审计链 Recomputes the audit chain of every service") { service, head };
        verify.SetAction((parsed, cancellation) => OperatorProgram.GuardAsync(async () =>
        {
            using var channel = connection.Channel(parsed);
            var client = new OperationService.OperationServiceClient(connection.Invoker(channel, parsed));
            var (position, hash) = HeadOf(parsed.GetValue(head), parsed.GetValue(service));
            var chains = new List<Chain>();
            foreach (var name in parsed.GetValue(service) is { } one ? [one] : ConnectionOptions.Services)
            {
                // No deadline: a long trail takes its time.
                var verdict = await client.VerifyAuditAsync(
                    new VerifyAuditRequest { Service = name, PublishedPosition = position, PublishedHash = hash }, new Metadata { { "x-service", name } }, cancellationToken: cancellation);
                chains.Add(new(name, verdict.Intact, verdict.Rows, verdict.HeadPosition, verdict.HeadHash, [.. verdict.Faults.Select(f => $"{f.Kind} {f.Position}")]));
            }
            return Tell(console, connection.IsJson(parsed), chains);
        }));
        return new Command("audit", "审计链 The audit trail") { verify };
    }

    public static Command Ledger(ConnectionOptions connection, IAnsiConsole console)
    {
        var verify = new Command("verify", "验证资金账 Recomputes every balance and the chain of the ledger");
        verify.SetAction((parsed, cancellation) => OperatorProgram.GuardAsync(async () =>
        {
            using var channel = connection.Channel(parsed);
            var verdict = await new LedgerService.LedgerServiceClient(connection.Invoker(channel, parsed)).VerifyLedgerAsync(new VerifyLedgerRequest(), cancellationToken: cancellation);
            return Tell(console, connection.IsJson(parsed),
                [new("custody", verdict.Intact, verdict.Entries, verdict.Commits, verdict.Head, [.. verdict.Faults.Select(f => $"{f.Kind} {f.Subject}")])]);
        }));
        return new Command("ledger", "预收费资金账 The ledger of prepaid money") { verify };
    }

    private static (long Position, string Hash) HeadOf(string? head, string? service)
    {
        if (head is null) return (0, "");
        var parts = head.Split(':');
        return service is not null && parts.Length == 2 && long.TryParse(parts[0], out var position)
            ? (position, parts[1])
            : throw new UsageException("--head 应为 位置:哈希，并指定 --service; --head is POSITION:HASH and needs --service");
    }

    private static int Tell(IAnsiConsole console, bool json, IReadOnlyList<Chain> chains)
    {
        var intact = chains.All(c => c.Intact);
        if (json)
        {
            console.Print(new { intact, chains });
            return intact ? ExitCodes.Well : ExitCodes.NotWell;
        }
        console.PrintTable(
            ["服务 service", "结论 verdict", "行 rows", "链头 head", "哈希 hash"],
            chains.Select(c => (string[])[c.Service, c.Intact ? "完好 INTACT" : "损坏 BROKEN", $"{c.Rows}", $"{c.Head}", c.Hash]));
        foreach (var chain in chains.Where(c => !c.Intact))
            foreach (var fault in chain.Faults) console.PrintLine($"{chain.Service}: {fault}");
        return intact ? ExitCodes.Well : ExitCodes.NotWell;
    }

    /// <summary>A chain as it is printed.</summary>
    private sealed record Chain(string Service, bool Intact, long Rows, long Head, string Hash, IReadOnlyList<string> Faults);
}
