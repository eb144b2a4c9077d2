using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using ShuangJian.Contracts;
using ShuangJian.Custody.Domain;
using ShuangJian.Platform.Data;
using ShuangJian.Platform.Edge;
using ShuangJian.Platform.Hosting;
using ShuangJian.Platform.Identity;
using ShuangJian.Platform.Messaging;
using ShuangJian.Policy;
using ShuangJian.Protos.Type.V1;
using Agreement = ShuangJian.Custody.Domain.Agreement;
using CustodyMode = ShuangJian.Custody.Domain.CustodyMode;
using ReleaseMode = ShuangJian.Custody.Domain.ReleaseMode;
using Wire = ShuangJian.Protos.Custody.V1;

namespace ShuangJian.Custody;

/// <summary>Keeps the special accounts of institutions.</summary>
public sealed class AgreementGrpc(Commands<CustodyDb> commands, IDbContextFactory<CustodyDb> databases, TimeProvider clock)
    : Wire.AgreementService.AgreementServiceBase
{
    /// <inheritdoc />
    public override Task<Wire.OpenAgreementResponse> OpenAgreement(Wire.OpenAgreementRequest request, ServerCallContext context) =>
        commands.RunAsync(request, context, async (db, command) =>
        {
            var wire = request.Agreement;
            Matters.MustBeCounty(wire.Division, "agreement.division");
            if (!Guid.TryParse(wire.InstitutionId, out var institution)) throw Rejection.Invalid("agreement.institution_id", "不是机构标识", "is no identifier of an institution");
            if (command.Caller.Audience == Audience.Institution && command.Caller.Organization != wire.InstitutionCode)
                throw Rejection.NotFound($"institutions/{wire.InstitutionId}");
            if (await db.Set<Agreement>().Where(a => a.InstitutionCode == wire.InstitutionCode).Select(a => (Guid?)a.Id).SingleOrDefaultAsync() is { } there)
                throw Exists("AGREEMENT_EXISTS", "该机构已有监管协议。", "The institution has an agreement already.", "agreement_id", $"{there}");
            var terms = new AgreementTerms(
                wire.BankCode, wire.AccountNumber, wire.SignedOn.ToDay()!.Value,
                EnumMap<Wire.CustodyMode, CustodyMode>.ToDomain(wire.Mode)!.Value, EnumMap<Wire.ReleaseMode, ReleaseMode>.ToDomain(wire.Release)!.Value);
            var agreement = Agreement.Open(wire.Division, $"{institution}", wire.InstitutionCode, terms, Law.Current.At(DivisionCode.Parse(wire.Division), command.Today), command.Now);
            db.Add(agreement);
            db.Owners.Add(new LedgerOwner { Id = agreement.Id, Division = agreement.Division, InstitutionCode = agreement.InstitutionCode, BankCode = agreement.BankCode });
            db.Accounts.AddRange(Account.OfInstitution(agreement.Id));
            command.Resource = CustodyActs.NameOf(agreement);
            command.Announce(command.Resource, agreement.Version, new AccountOpened
            {
                Division = agreement.Division, AgreementId = $"{agreement.Id}", InstitutionId = agreement.InstitutionId, InstitutionCode = agreement.InstitutionCode,
                CustodianCode = agreement.BankCode, Mode = EnumMap<Wire.CustodyMode, CustodyMode>.Word(agreement.Mode),
            });
            return new Wire.OpenAgreementResponse { Agreement = agreement.ToProto(0, 0, 0) };
        });

    /// <inheritdoc />
    public override async Task<Wire.GetAgreementResponse> GetAgreement(Wire.GetAgreementRequest request, ServerCallContext context)
    {
        await using var db = await databases.CreateDbContextAsync(context.CancellationToken);
        var id = Guid.Parse(request.AgreementId);
        var found = await db.Set<Agreement>().SingleOrDefaultAsync(a => a.Id == id, context.CancellationToken);
        Sight.MustSee(found, Caller.Of(context), $"agreements/{id}");
        var acts = CustodyActs.Reading(db, found!, clock.GetUtcNow().UtcDateTime);
        var response = new Wire.GetAgreementResponse { Agreement = await ToProtoAsync(db, found!, context.CancellationToken) };
        response.Findings.Add((await acts.JudgeBalancesAsync(context.CancellationToken)).Select(f => f.ToProto()));
        return response;
    }

    /// <inheritdoc />
    public override async Task<Wire.ListAgreementsResponse> ListAgreements(Wire.ListAgreementsRequest request, ServerCallContext context)
    {
        await using var db = await databases.CreateDbContextAsync(context.CancellationToken);
        var caller = Caller.Of(context);
        var rows = db.Set<Agreement>().AsNoTracking().Within(request.Division, a => a.Division);
        if (caller.Audience == Audience.Institution) rows = rows.Where(a => a.InstitutionCode == caller.Organization);
        if (caller.Audience == Audience.Bank) rows = rows.Where(a => a.BankCode == caller.Organization);
        // Identifiers grow with time.
        if (Paging.AfterId(request, request.PageToken) is { } after) rows = rows.Where(a => a.Id < after);
        var size = Paging.Size(request.PageSize);
        var page = await rows.OrderByDescending(a => a.Id).Take(size + 1).ToListAsync(context.CancellationToken);
        return new Wire.ListAgreementsResponse
        {
            Agreements = { page.Take(size).Select(a => a.ToProto(0, 0, 0)) },
            NextPageToken = page.Count > size ? Paging.Token(request, $"{page[size - 1].Id}") : "",
        };
    }

    /// <inheritdoc />
    public override async Task<Wire.ListUncoveredResponse> ListUncovered(Wire.ListUncoveredRequest request, ServerCallContext context)
    {
        await using var db = await databases.CreateDbContextAsync(context.CancellationToken);
        var (first, last) = Columns.RangeOf(DivisionCode.Parse(request.Division));
        var after = Paging.After(request, request.PageToken) ?? "";
        var size = Paging.Size(request.PageSize);
        var page = await db.Set<KnownInstitution>().AsNoTracking()
            .Where(i => i.MayTrain && i.Code != "" && string.Compare(i.Division, first) >= 0 && string.Compare(i.Division, last) <= 0 && string.Compare(i.Code, after) > 0
                && !db.Set<Agreement>().Any(a => a.InstitutionCode == i.Code))
            .OrderBy(i => i.Code).Take(size + 1).ToListAsync(context.CancellationToken);
        var today = clock.Today();
        var response = new Wire.ListUncoveredResponse { NextPageToken = page.Count > size ? Paging.Token(request, page[size - 1].Code) : "" };
        foreach (var institution in page.Take(size))
        {
            var row = new Wire.UncoveredInstitution { InstitutionId = $"{institution.Id}", InstitutionCode = institution.Code, Division = institution.Division };
            if (CustodyRules.InstitutionOutsideCustody(false, Law.Current.At(DivisionCode.Parse(institution.Division), today)) is { } finding) row.Findings.Add(finding.ToProto());
            response.Institutions.Add(row);
        }
        return response;
    }

    /// <inheritdoc />
    public override Task<Wire.FreezeAgreementResponse> FreezeAgreement(Wire.FreezeAgreementRequest request, ServerCallContext context) =>
        commands.RunAsync(request, context, async (db, command) =>
        {
            var acts = await BeginAsync(db, command, request.AgreementId, request.Etag, context.CancellationToken);
            await acts.FreezeAsync(request.Reason, request.RefundsToo ? LedgerStop.All : LedgerStop.Releases, context.CancellationToken);
            return new Wire.FreezeAgreementResponse { Agreement = await ToProtoAsync(db, acts.Agreement, context.CancellationToken) };
        });

    /// <inheritdoc />
    public override Task<Wire.UnfreezeAgreementResponse> UnfreezeAgreement(Wire.UnfreezeAgreementRequest request, ServerCallContext context) =>
        commands.RunAsync(request, context, async (db, command) =>
        {
            var acts = await BeginAsync(db, command, request.AgreementId, request.Etag, context.CancellationToken);
            await acts.UnfreezeAsync(context.CancellationToken);
            return new Wire.UnfreezeAgreementResponse { Agreement = await ToProtoAsync(db, acts.Agreement, context.CancellationToken) };
        });

    /// <inheritdoc />
    public override Task<Wire.LiquidateAgreementResponse> LiquidateAgreement(Wire.LiquidateAgreementRequest request, ServerCallContext context) =>
        commands.RunAsync(request, context, async (db, command) =>
        {
            var acts = await BeginAsync(db, command, request.AgreementId, request.Etag, context.CancellationToken);
            var outcome = await WindingUp.RunAsync(acts, request.Reason, context.CancellationToken);
            return new Wire.LiquidateAgreementResponse
            {
                Agreement = await ToProtoAsync(db, acts.Agreement, context.CancellationToken), Contracts = outcome.Contracts,
                RefundedFen = outcome.Refunded, CoveredFen = outcome.Covered, LackingFen = outcome.Lacking,
            };
        });

    private static async Task<CustodyActs> BeginAsync(CustodyDb db, Command command, string agreement, string etag, CancellationToken cancellation)
    {
        command.Resource = $"agreements/{agreement}";
        var acts = await CustodyActs.BeginAsync(db, command, Guid.Parse(agreement), cancellation);
        Sight.MustSee(acts.Agreement, command.Caller, command.Resource);
        Etag.Check(etag, acts.Agreement.Version);
        return acts;
    }

    private static async Task<Wire.Agreement> ToProtoAsync(CustodyDb db, Agreement agreement, CancellationToken cancellation)
    {
        var balances = await db.Accounts.AsNoTracking().Where(a => a.Owner == agreement.Id).GroupBy(a => a.Kind)
            .Select(g => new { Kind = g.Key, Fen = g.Sum(a => a.Received - a.Given) }).ToDictionaryAsync(b => b.Kind, b => b.Fen, cancellation);
        return agreement.ToProto(balances.GetValueOrDefault(AccountKind.Custody), balances.GetValueOrDefault(AccountKind.Reserve), balances.GetValueOrDefault(AccountKind.Held));
    }

    private static Refusal Exists(string reason, string zh, string en, string name, string value) =>
        new(RefusalKind.Exists, reason, zh, en) { Facts = new Dictionary<string, string> { [name] = value } };
}

/// <summary>Winds the special account of an institution up: pupils first.</summary>
internal static class WindingUp
{
    public sealed record Outcome(int Contracts, long Refunded, long Covered, long Lacking);

    public static async Task<Outcome> RunAsync(CustodyActs acts, string reason, CancellationToken cancellation)
    {
        var (db, agreement) = (acts.Db, acts.Agreement);
        agreement.Liquidate(reason, acts.Now);
        await acts.StopAsync(LedgerStop.None, cancellation);
        var contracts = await db.Set<PrepaidContract>().Where(c => c.Agreement == agreement.Id && c.State != ContractState.Closed).OrderBy(c => c.Id).ToListAsync(cancellation);
        var moneys = await acts.MoneyOfAsync([.. contracts.Select(c => c.Id)], cancellation);
        await DropOpenAsync(acts, contracts, reason, cancellation);
        var drafts = new List<EntryDraft>();
        var claims = contracts.Select(contract => Claim(acts, contract, moneys[contract.Id], drafts)).ToList();
        if (agreement.BankKeeps && drafts.Count > 0) agreement.Owe(drafts.Sum(d => d.Fen), acts.Now);
        var (available, covered) = await AvailableAsync(acts, claims.Aggregate(0L, (sum, claim) => checked(sum + claim)), cancellation);
        var shares = Liquidation.Share(available, claims);
        // The ledger follows when the bank has moved it. Banks are told by identifier, and of several made in one millisecond
        // any may be the least: that one is the cover's, so that it comes before the refunds that need it.
        var ids = new Queue<Guid>(Enumerable.Range(0, contracts.Count + 1).Select(_ => Guid.CreateVersion7()).Order());
        if (covered > 0) db.Add(Instruction.Issue(agreement, InstructionPurpose.Cover, null, covered, fromReserve: true, acts.Now, ids.Dequeue()));
        for (var i = 0; i < contracts.Count; i++)
        {
            if (shares[i] == 0) continue;
            drafts.Add(CustodyActs.Draft(contracts[i].Id, AccountKind.Held, AccountKind.Refunded, shares[i], EntryKind.Refund));
            var refund = Refund.Ask(contracts[i], contracts[i].RefundedLessons, reason, acts.Today, null, null, acts.Now);
            refund.Agree(shares[i], false, reason, acts.Now);
            db.Add(refund);
            db.Add(Instruction.Issue(agreement, InstructionPurpose.Refund, refund.Id, shares[i], fromReserve: false, acts.Now, ids.Dequeue()));
        }
        await acts.PostAsync(drafts, cancellation);
        await acts.StopAsync(LedgerStop.Releases, cancellation);
        var outcome = new Outcome(shares.Count(s => s > 0), shares.Sum(), covered, claims.Sum() - shares.Sum());
        acts.Announce(CustodyActs.NameOf(agreement), agreement.Version, new LiquidationStarted
        {
            Division = agreement.Division, AgreementId = $"{agreement.Id}", InstitutionId = agreement.InstitutionId, InstitutionCode = agreement.InstitutionCode,
            Contracts = outcome.Contracts, RefundedFen = outcome.Refunded, CoveredFen = outcome.Covered, LackingFen = outcome.Lacking,
        });
        return outcome;
    }

    /// <summary>What a family is owed. What was taught for and not released yet is the institution's; it is paid after the pupils.</summary>
    private static long Claim(CustodyActs acts, PrepaidContract contract, ContractMoney money, List<EntryDraft> drafts)
    {
        var taught = contract.Settle(contract.Confirmed, money, acts.Now);
        if (taught > 0) drafts.Add(CustodyActs.Draft(contract.Id, AccountKind.Held, AccountKind.Released, taught, EntryKind.Release));
        return contract.WindUp(money with { Held = money.Held - taught, Released = money.Released + taught }, acts.Now);
    }

    /// <summary>What the special account has beyond refunds already ordered, and what the reserve adds so that every pupil is paid.</summary>
    private static async Task<(long Available, long Covered)> AvailableAsync(CustodyActs acts, long claims, CancellationToken cancellation)
    {
        var (db, agreement) = (acts.Db, acts.Agreement.Id);
        var (custody, reserve) = (LedgerIds.Of(agreement, AccountKind.Custody), LedgerIds.Of(agreement, AccountKind.Reserve));
        var balances = await db.Accounts.Where(a => a.Id == custody || a.Id == reserve).Select(a => new { a.Id, Fen = a.Received - a.Given }).ToDictionaryAsync(a => a.Id, a => a.Fen, cancellation);
        var ordered = await db.Set<Instruction>().Where(i => i.Agreement == agreement && i.State != InstructionState.Executed)
            .GroupBy(i => i.FromReserve).Select(g => new { g.Key, Fen = g.Sum(i => i.Fen) }).ToDictionaryAsync(g => g.Key, g => g.Fen, cancellation);
        var there = Math.Max(0, balances[custody] - ordered.GetValueOrDefault(false));
        var covered = Math.Clamp(claims - there, 0, Math.Max(0, balances[reserve] - ordered.GetValueOrDefault(true)));
        return (there + covered, covered);
    }

    /// <summary>What families had asked for is part of what they get now.</summary>
    private static async Task DropOpenAsync(CustodyActs acts, List<PrepaidContract> contracts, string reason, CancellationToken cancellation)
    {
        var agreement = acts.Agreement.Id;
        var open = await acts.Db.Set<Refund>()
            .Where(r => (r.State == RefundState.Asked || r.State == RefundState.Refused) && acts.Db.Set<PrepaidContract>().Any(c => c.Id == r.Contract && c.Agreement == agreement))
            .ToListAsync(cancellation);
        foreach (var refund in open) acts.Drop(refund, reason);
        foreach (var contract in contracts.Where(c => c.State == ContractState.Disputed)) contract.Reconcile(acts.Now);
    }
}
