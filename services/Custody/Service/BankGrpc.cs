using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using ShuangJian.Contracts;
using ShuangJian.Custody.Domain;
using ShuangJian.Platform.Data;
using ShuangJian.Platform.Edge;
using ShuangJian.Platform.Identity;
using ShuangJian.Policy;
using ShuangJian.Protos.Type.V1;
using AccountKind = ShuangJian.Custody.Domain.AccountKind;
using EntryKind = ShuangJian.Custody.Domain.EntryKind;
using Finding = ShuangJian.Policy.Finding;
using Instruction = ShuangJian.Custody.Domain.Instruction;
using InstructionPurpose = ShuangJian.Custody.Domain.InstructionPurpose;
using Refund = ShuangJian.Custody.Domain.Refund;
using Wire = ShuangJian.Protos.Custody.V1;

namespace ShuangJian.Custody;

/// <summary>What banks that keep special accounts tell and are told.</summary>
public sealed class BankGrpc(Commands<CustodyDb> commands, IDbContextFactory<CustodyDb> databases) : Wire.BankService.BankServiceBase
{
    /// <inheritdoc />
    public override Task<Wire.NotifyDepositResponse> NotifyDeposit(Wire.NotifyDepositRequest request, ServerCallContext context) =>
        commands.RunAsync(request, context, async (db, command) =>
        {
            var id = Guid.Parse(request.ContractId);
            var agreement = await db.Set<PrepaidContract>().Where(c => c.Id == id).Select(c => (Guid?)c.Agreement).SingleOrDefaultAsync() ?? throw Rejection.NotFound($"contracts/{id}");
            var acts = await BeginAsync(db, command, agreement, $"contracts/{id}", context.CancellationToken);
            var bookedOn = request.BookedOn.PastDay("booked_on", acts.Today);
            var contract = await db.Set<PrepaidContract>().SingleAsync(c => c.Id == id);
            var money = (await acts.MoneyOfAsync([id], context.CancellationToken))[id];
            contract.Deposit(request.AmountFen, money, command.Now);
            var drafts = new List<EntryDraft> { CustodyActs.Draft(id, AccountKind.Paid, AccountKind.Held, request.AmountFen, EntryKind.Deposit, request.BankReference) };
            if (acts.Agreement.BankKeeps)
                drafts.Add(CustodyActs.Draft(agreement, AccountKind.Bank, AccountKind.Custody, request.AmountFen, EntryKind.Receipt, request.BankReference));
            await MoveAsync(acts, request.BankReference, request.AmountFen, bookedOn, MovementKind.Deposit, context.CancellationToken);
            await acts.PostAsync(drafts, context.CancellationToken);
            acts.Announce(command.Resource, contract.Version, new DepositConfirmed
            {
                Division = contract.Division, ContractId = $"{id}", AgreementId = $"{agreement}", InstitutionCode = contract.InstitutionCode,
                AmountFen = request.AmountFen, PaidFen = money.Paid + request.AmountFen, BookedOn = bookedOn,
            });
            Finding?[] findings =
            [
                acts.WatchMovement(request.AmountFen, request.BankReference),
                request.CashTakenOn.ToDay() is { } taken ? CustodyRules.CashDepositedLate(taken, bookedOn, acts.Law) : null,
            ];
            if (acts.Agreement.Release == ReleaseMode.PerLesson && contract.Settled < contract.Confirmed) await acts.SettleAsync([contract], context.CancellationToken);
            await acts.WatchBalanceAsync(context.CancellationToken);
            var after = (await acts.MoneyOfAsync([id], context.CancellationToken))[id];
            return new Wire.NotifyDepositResponse { PaidFen = after.Paid, HeldFen = after.Held, Findings = { findings.OfType<Finding>().Select(f => f.ToProto()) } };
        });

    /// <inheritdoc />
    public override async Task<Wire.ListInstructionsResponse> ListInstructions(Wire.ListInstructionsRequest request, ServerCallContext context)
    {
        await using var db = await databases.CreateDbContextAsync(context.CancellationToken);
        var caller = Caller.Of(context);
        var rows = db.Set<Instruction>().AsNoTracking().Within(request.Division, i => i.Division);
        if (caller.Audience == Audience.Bank) rows = rows.Where(i => i.BankCode == caller.Organization);
        rows = rows.Among(request.States, i => i.State);
        // Identifiers grow with time.
        if (Paging.AfterId(request, request.PageToken) is { } after) rows = rows.Where(i => i.Id > after);
        var size = Paging.Size(request.PageSize);
        var page = await rows.OrderBy(i => i.Id).Take(size + 1).ToListAsync(context.CancellationToken);
        return new Wire.ListInstructionsResponse
        {
            Instructions = { page.Take(size).Select(i => i.ToProto()) },
            NextPageToken = page.Count > size ? Paging.Token(request, $"{page[size - 1].Id}") : "",
        };
    }

    /// <inheritdoc />
    public override Task<Wire.AcknowledgeInstructionResponse> AcknowledgeInstruction(Wire.AcknowledgeInstructionRequest request, ServerCallContext context) =>
        commands.RunAsync(request, context, async (db, command) =>
        {
            var (acts, instruction) = await LoadAsync(db, command, request.InstructionId, request.Etag, context.CancellationToken);
            if (request.Paid) await ExecuteAsync(acts, instruction, request, context.CancellationToken);
            else
            {
                if (request.Failure.Length == 0) throw Rejection.Invalid("failure", "未支付须说明原因", "is required when it was not paid");
                instruction.Fail(request.Failure, command.Now);
                acts.Announce(command.Resource, instruction.Version, new PaymentFailed
                {
                    Division = instruction.Division, InstructionId = $"{instruction.Id}", AgreementId = $"{instruction.Agreement}",
                    AmountFen = instruction.Fen, Reason = request.Failure,
                });
            }
            return new Wire.AcknowledgeInstructionResponse { Instruction = instruction.ToProto() };
        });

    /// <inheritdoc />
    public override Task<Wire.RetryInstructionResponse> RetryInstruction(Wire.RetryInstructionRequest request, ServerCallContext context) =>
        commands.RunAsync(request, context, async (db, command) =>
        {
            var (_, instruction) = await LoadAsync(db, command, request.InstructionId, request.Etag, context.CancellationToken);
            instruction.Retry(command.Now);
            return new Wire.RetryInstructionResponse { Instruction = instruction.ToProto() };
        });

    private static async Task ExecuteAsync(CustodyActs acts, Instruction instruction, Wire.AcknowledgeInstructionRequest request, CancellationToken cancellation)
    {
        if (request.BankReference.Length == 0) throw Rejection.Invalid("bank_reference", "须填写", "is required when it was paid");
        var on = request.ExecutedOn.PastDay("executed_on", acts.Today);
        instruction.Execute(request.BankReference, on, acts.Now);
        var (source, target, kind) = (instruction.Purpose, instruction.FromReserve) switch
        {
            (InstructionPurpose.Cover, _) => (AccountKind.Reserve, AccountKind.Custody, EntryKind.Cover),
            (_, true) => (AccountKind.Reserve, AccountKind.Bank, EntryKind.ReserveOut),
            _ => (AccountKind.Custody, AccountKind.Bank, EntryKind.Payment),
        };
        await acts.PostAsync([CustodyActs.Draft(instruction.Agreement, source, target, instruction.Fen, kind, request.BankReference)], cancellation);
        if (instruction.Purpose == InstructionPurpose.Cover) await MoveAsync(acts, request.BankReference, instruction.Fen, on, MovementKind.Cover, cancellation);
        else if (!instruction.FromReserve)
            await MoveAsync(acts, request.BankReference, -instruction.Fen, on, instruction.Purpose == InstructionPurpose.Payout ? MovementKind.Payout : MovementKind.Refund, cancellation);
        acts.WatchMovement(-instruction.Fen, request.BankReference);
        if (instruction.Refund is { } id)
        {
            var refund = await acts.Db.Set<Refund>().SingleAsync(r => r.Id == id, cancellation);
            refund.Pay(acts.Now);
            acts.Announce(CustodyActs.NameOf(refund), refund.Version, new RefundPaid
            {
                Division = refund.Division, RefundId = $"{id}", ContractId = $"{refund.Contract}", InstitutionCode = refund.InstitutionCode, AmountFen = refund.Fen, PaidOn = on,
            });
        }
        await acts.WatchBalanceAsync(cancellation);
    }

    /// <summary>Notes a movement under the bank's reference, which it uses once.</summary>
    private static async Task MoveAsync(CustodyActs acts, string reference, long fen, DateOnly on, MovementKind kind, CancellationToken cancellation)
    {
        var bank = acts.Agreement.BankCode;
        if (await acts.Db.Set<BankMovement>().AnyAsync(m => m.BankCode == bank && m.Reference == reference, cancellation))
            throw new Refusal(RefusalKind.Exists, "REFERENCE_USED", "该银行流水号已使用。", "The bank's reference was used before.")
            {
                Facts = new Dictionary<string, string> { ["bank_reference"] = reference },
            };
        acts.Db.Add(new BankMovement
        {
            Id = Guid.CreateVersion7(), Agreement = acts.Agreement.Id, BankCode = bank, Reference = reference, Fen = fen, BookedOn = on,
            Payout = kind == MovementKind.Payout, Cover = kind == MovementKind.Cover,
            // Where the institution keeps the fees itself only deposits miss the special account: what is paid to families is paid from it.
            Elsewhere = kind == MovementKind.Deposit && !acts.Agreement.BankKeeps, At = acts.Now,
        });
    }

    private enum MovementKind
    {
        Deposit,
        Refund,
        Payout,
        Cover,
    }

    private static async Task<(CustodyActs Acts, Instruction Instruction)> LoadAsync(
        CustodyDb db, Command command, string instruction, string etag, CancellationToken cancellation)
    {
        var id = Guid.Parse(instruction);
        var agreement = await db.Set<Instruction>().Where(i => i.Id == id).Select(i => (Guid?)i.Agreement).SingleOrDefaultAsync(cancellation)
            ?? throw Rejection.NotFound($"instructions/{id}");
        var acts = await BeginAsync(db, command, agreement, $"instructions/{id}", cancellation);
        var found = await db.Set<Instruction>().SingleAsync(i => i.Id == id, cancellation);
        Etag.Check(etag, found.Version);
        return (acts, found);
    }

    private static async Task<CustodyActs> BeginAsync(CustodyDb db, Command command, Guid agreement, string resource, CancellationToken cancellation)
    {
        command.Resource = resource;
        var acts = await CustodyActs.BeginAsync(db, command, agreement, cancellation);
        Sight.MustSee(acts.Agreement, command.Caller, resource);
        return acts;
    }
}
