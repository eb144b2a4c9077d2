using System.Security.Cryptography;
using Google.Protobuf;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using ShuangJian.Contracts;
using ShuangJian.Custody.Domain;
using ShuangJian.Platform.Data;
using ShuangJian.Platform.Edge;
using ShuangJian.Platform.Hosting;
using ShuangJian.Platform.Identity;
using ShuangJian.Policy;
using ShuangJian.Protos.Type.V1;
using AccountKind = ShuangJian.Custody.Domain.AccountKind;
using Difference = ShuangJian.Custody.Domain.Difference;
using DifferenceKind = ShuangJian.Custody.Domain.DifferenceKind;
using DifferenceState = ShuangJian.Custody.Domain.DifferenceState;
using StatementSide = ShuangJian.Custody.Domain.StatementSide;
using Wire = ShuangJian.Protos.Custody.V1;

namespace ShuangJian.Custody;

/// <summary>Holds platform, bank and institution against one another, day by day.</summary>
public sealed class ReconciliationGrpc(Commands<CustodyDb> commands, IDbContextFactory<CustodyDb> databases, TimeProvider clock)
    : Wire.ReconciliationService.ReconciliationServiceBase
{
    /// <inheritdoc />
    public override async Task<Wire.SendStatementResponse> SendStatement(IAsyncStreamReader<Wire.SendStatementRequest> requestStream, ServerCallContext context)
    {
        var requests = CheckedRequests<Wire.SendStatementRequest>.Of(requestStream);
        await requests.MoveNext(context.CancellationToken);
        var header = requests.Current.Header ?? throw Rejection.Invalid("header", "首条消息须包含此字段", "is required in the first message of the stream");
        await MustSeeAsync(header.AgreementId, context);
        var lines = new List<Wire.StatementLine>();
        while (await requests.MoveNext(context.CancellationToken))
        {
            if (requests.Current.Part is not { } part) throw Rejection.Invalid("header", "只能出现在首条消息", "belongs into the first message only");
            lines.AddRange(part.Lines);
            if (lines.Count > header.Lines) break;
        }
        if (lines.Count != header.Lines)
            throw new Refusal(RefusalKind.State, "STATEMENT_INCOMPLETE", "对账单行数与声明不符。", "The statement has another number of lines than its header says.")
            {
                Facts = new Dictionary<string, string> { ["expected"] = $"{header.Lines}", ["received"] = $"{lines.Count}" },
            };
        return await commands.StepAsync(header, context, (db, command) => TakeAsync(db, command, header, lines, context.CancellationToken));
    }

    /// <inheritdoc />
    public override async Task<Wire.ListDifferencesResponse> ListDifferences(Wire.ListDifferencesRequest request, ServerCallContext context)
    {
        await using var db = await databases.CreateDbContextAsync(context.CancellationToken);
        var caller = Caller.Of(context);
        var rows = db.Set<Difference>().AsNoTracking().Within(request.Division, d => d.Division);
        if (caller.Audience == Audience.Institution) rows = rows.Where(d => d.InstitutionCode == caller.Organization);
        if (caller.Audience == Audience.Bank) rows = rows.Where(d => d.BankCode == caller.Organization);
        rows = rows.Among(request.States, d => d.State);
        if (Paging.AfterId(request, request.PageToken) is { } after) rows = rows.Where(d => d.Id > after);
        var size = Paging.Size(request.PageSize);
        var page = await rows.OrderBy(d => d.Id).Take(size + 1).ToListAsync(context.CancellationToken);
        var today = clock.Today();
        return new Wire.ListDifferencesResponse
        {
            Differences = { page.Take(size).Select(d => d.ToProto(today)) },
            NextPageToken = page.Count > size ? Paging.Token(request, $"{page[size - 1].Id}") : "",
        };
    }

    /// <inheritdoc />
    public override Task<Wire.SettleDifferenceResponse> SettleDifference(Wire.SettleDifferenceRequest request, ServerCallContext context) =>
        commands.RunAsync(request, context, async (db, command) =>
        {
            var id = Guid.Parse(request.DifferenceId);
            command.Resource = $"differences/{id}";
            var difference = await db.Set<Difference>().FindAsync(id);
            Sight.MustSee(difference is null ? null : (difference.Division, difference.InstitutionCode, difference.BankCode), command.Caller, command.Resource);
            Etag.Check(request.Etag, difference!.Version);
            difference.Settle(request.Reason, command.Today, command.Now);
            command.Announce(command.Resource, difference.Version, new ReconciliationDifferenceSettled
            {
                Division = difference.Division, DifferenceId = $"{id}", AgreementId = $"{difference.Agreement}", Reason = request.Reason,
            });
            return new Wire.SettleDifferenceResponse { Difference = difference.ToProto(command.Today) };
        });

    private async Task MustSeeAsync(string agreement, ServerCallContext context)
    {
        await using var db = await databases.CreateDbContextAsync(context.CancellationToken);
        var id = Guid.Parse(agreement);
        Sight.MustSee(await db.Owners.AsNoTracking().SingleOrDefaultAsync(o => o.Id == id, context.CancellationToken), Caller.Of(context), $"agreements/{id}");
    }

    private static async Task<Wire.SendStatementResponse> TakeAsync(
        CustodyDb db, Command command, Wire.StatementHeader header, List<Wire.StatementLine> lines, CancellationToken cancellation)
    {
        // The turn makes sure that no movement comes in between.
        var acts = await CustodyActs.BeginAsync(db, command, Guid.Parse(header.AgreementId), cancellation);
        var (agreement, day) = (acts.Agreement, header.Day.PastDay("header.day", acts.Today));
        command.Resource = $"{CustodyActs.NameOf(agreement)}/statements/{day:yyyy-MM-dd}";
        var side = command.Caller.Audience == Audience.Bank ? StatementSide.Bank : StatementSide.Institution;
        var digest = SHA256.HashData([.. header.ToByteArray(), .. lines.SelectMany(l => l.ToByteArray())]);
        var known = await db.Set<Statement>().SingleOrDefaultAsync(s => s.Agreement == agreement.Id && s.Side == side && s.Day == day, cancellation);
        if (known is null)
        {
            known = await CompareAsync(acts, side, day, lines, digest, header.ClosingFen, cancellation);
            await db.SaveChangesAsync(cancellation);
        }
        else if (!known.Digest.AsSpan().SequenceEqual(digest))
            throw new Refusal(RefusalKind.Exists, "STATEMENT_DIFFERS", "该日对账单已以不同内容提交。", "The day was stated before with other content.")
            {
                Facts = new Dictionary<string, string> { ["day"] = $"{day:yyyy-MM-dd}" },
            };
        var differences = await db.Set<Difference>().AsNoTracking().Where(d => d.Statement == known.Id).OrderBy(d => d.Id).ToListAsync(cancellation);
        var custody = LedgerIds.Of(agreement.Id, AccountKind.Custody);
        command.Purpose = $"{known.Matched} of {known.Lines} lines agree";
        return new Wire.SendStatementResponse
        {
            Lines = known.Lines,
            Matched = known.Matched,
            Differences = { differences.Select(d => d.ToProto(acts.Today)) },
            LedgerClosingFen = known.LedgerFen,
            PlatformFen = await db.Accounts.Where(a => a.Id == custody).Select(a => a.Received - a.Given).SingleAsync(cancellation),
        };
    }

    private static async Task<Statement> CompareAsync(
        CustodyActs acts, StatementSide side, DateOnly day, List<Wire.StatementLine> lines, byte[] digest, long closing, CancellationToken cancellation)
    {
        var (db, agreement) = (acts.Db, acts.Agreement);
        var references = lines.Select(l => l.Reference).Distinct().ToArray();
        var platform = await db.Set<BankMovement>().AsNoTracking()
            .Where(m => m.Agreement == agreement.Id && !m.Elsewhere && (m.BookedOn == day || EF.Parameter(references).Contains(m.Reference)))
            .ToDictionaryAsync(m => m.Reference, m => new Movement(m.Reference, m.Fen, m.BookedOn), cancellation);
        var named = references.Concat(platform.Keys).Distinct().ToArray();
        var before = await db.Set<Stated>().Where(l => l.Agreement == agreement.Id && l.Side == side && EF.Parameter(named).Contains(l.Reference))
            .Select(l => l.Reference).Distinct().ToListAsync(cancellation);
        var (matched, deviations) = Reconciliation.Compare(
            day, side, [.. lines.Select(l => new Movement(l.Reference, l.AmountFen, l.MovedOn.ToDay()!.Value))], platform, before.ToHashSet());
        var statement = new Statement
        {
            Id = Guid.CreateVersion7(), Agreement = agreement.Id, Side = side, Day = day, Digest = digest, Lines = lines.Count, Matched = matched,
            ClosingFen = closing, LedgerFen = await LedgerClosing.OfAsync(acts, day, cancellation), At = acts.Now,
        };
        db.Add(statement);
        db.InsertMany(
            [.. lines.Select(l => new Stated { Id = Guid.CreateVersion7(), Agreement = agreement.Id, Side = side, Day = day, Reference = l.Reference, Fen = l.AmountFen })]);
        foreach (var deviation in deviations) await FindAsync(acts, statement, deviation, cancellation);
        if (!agreement.BankKeeps) return statement;
        await db.SaveChangesAsync(cancellation);
        var standing = await db.Set<Difference>().Where(d => d.Agreement == agreement.Id && d.Side == side && d.Day <= day && d.State != DifferenceState.Settled).ToListAsync(cancellation);
        if (Reconciliation.Closing(closing, statement.LedgerFen, standing.Sum(d => d.GapFen)) is { } gap) await FindAsync(acts, statement, gap, cancellation);
        return statement;
    }

    /// <summary>What was missing before and comes now is that same difference, late.</summary>
    private static async Task FindAsync(CustodyActs acts, Statement statement, Deviation deviation, CancellationToken cancellation)
    {
        if (deviation.Kind == DifferenceKind.Late)
        {
            var missing = await acts.Db.Set<Difference>().SingleOrDefaultAsync(
                d => d.Agreement == statement.Agreement && d.Side == statement.Side && d.Reference == deviation.Reference && d.State != DifferenceState.Settled
                    && (d.Kind == DifferenceKind.MissingAtBank || d.Kind == DifferenceKind.MissingAtInstitution), cancellation);
            if (missing is not null)
            {
                missing.CameLate(deviation.StatementFen, acts.Now);
                Announce(acts, missing);
                return;
            }
        }
        var difference = Difference.Found(acts.Agreement, statement, deviation, acts.Law, acts.Now);
        acts.Db.Add(difference);
        Announce(acts, difference);
    }

    private static void Announce(CustodyActs acts, Difference difference) =>
        acts.Announce($"differences/{difference.Id}", difference.Version, new ReconciliationDifferenceFound
        {
            Division = difference.Division, DifferenceId = $"{difference.Id}", AgreementId = $"{difference.Agreement}", InstitutionCode = difference.InstitutionCode,
            Day = difference.Day, Side = EnumMap<Wire.StatementSide, StatementSide>.Word(difference.Side),
            Kind = EnumMap<Wire.DifferenceKind, DifferenceKind>.Word(difference.Kind), PlatformFen = difference.PlatformFen, StatementFen = difference.StatementFen,
        });
}

/// <summary>What the special account of an institution held at the end of a day, as the ledger has it.</summary>
internal static class LedgerClosing
{
    /// <summary>
    /// Movements count on the day on which the bank booked them, which is not always that of their entries; what the ledger
    /// moved without the bank counts when it was posted.
    /// </summary>
    public static async Task<long> OfAsync(CustodyActs acts, DateOnly day, CancellationToken cancellation)
    {
        var (db, agreement, bank) = (acts.Db, acts.Agreement.Id, acts.Agreement.BankCode);
        var custody = LedgerIds.Of(agreement, AccountKind.Custody);
        var now = await db.Accounts.Where(a => a.Id == custody).Select(a => a.Received - a.Given).SingleAsync(cancellation);
        var booked = await db.Set<BankMovement>().Where(m => m.Agreement == agreement && !m.Elsewhere && m.BookedOn > day).SumAsync(m => (long?)m.Fen, cancellation) ?? 0;
        var ends = ChinaDay.StartOf(day.AddDays(1));
        var posted = await db.Entries.Where(e => (e.From == custody || e.To == custody) && e.At >= ends
                && (e.Reverses != null || !db.Set<BankMovement>().Any(m => m.BankCode == bank && m.Reference == e.Reference)))
            .SumAsync(e => (long?)(e.To == custody ? e.Fen : -e.Fen), cancellation) ?? 0;
        return now - booked - posted;
    }
}
