using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using ShuangJian.Contracts;
using ShuangJian.Custody.Domain;
using ShuangJian.Platform.Data;
using ShuangJian.Platform.Edge;
using ShuangJian.Platform.Identity;
using ShuangJian.Platform.Personal;
using ShuangJian.Policy;
using Charge = ShuangJian.Custody.Domain.Charge;
using Lesson = ShuangJian.Custody.Domain.Lesson;
using LessonState = ShuangJian.Custody.Domain.LessonState;
using Refund = ShuangJian.Custody.Domain.Refund;
using RefundState = ShuangJian.Custody.Domain.RefundState;
using Wire = ShuangJian.Protos.Custody.V1;

namespace ShuangJian.Custody;

/// <summary>Keeps contracts, their lessons and refunds, for institutions and departments.</summary>
public sealed class ContractGrpc(Commands<CustodyDb> commands, IDbContextFactory<CustodyDb> databases, PersonalData keys) : Wire.ContractService.ContractServiceBase
{
    private const int MostLessons = 1000;

    /// <inheritdoc />
    public override Task<Wire.RegisterContractResponse> RegisterContract(Wire.RegisterContractRequest request, ServerCallContext context) =>
        commands.RunAsync(request, context, async (db, command) =>
        {
            var wire = request.Contract;
            var acts = await BeginAsync(db, command, Guid.Parse(wire.AgreementId), context.CancellationToken);
            var known = await db.Set<PrepaidContract>().Where(c => c.Agreement == acts.Agreement.Id && c.ContractNumber == wire.ContractNumber).Select(c => (Guid?)c.Id).SingleOrDefaultAsync();
            if (known is not null)
                throw new Refusal(RefusalKind.Exists, "CONTRACT_NUMBER_USED", "该合同编号已登记。", "The contract number was used before.")
                {
                    Facts = new Dictionary<string, string> { ["contract_id"] = $"{known}" },
                };
            var (starts, ends) = (wire.StartsOn.ToDay()!.Value, wire.EndsOn.ToDay()!.Value);
            if (ends < starts) throw Rejection.Invalid("contract.ends_on", "不得早于开始日期", "is before the first day");
            var terms = new ContractTerms(
                wire.ContractNumber, wire.Lessons, wire.TotalFen, starts, ends, [.. wire.Charges.Select(c => new Charge(c.DueOn.ToDay()!.Value, c.AmountFen))]);
            var contract = PrepaidContract.Register(acts.Agreement, FamilyKeys.Of(request.PupilIdentityNumber, request.FamilySecret, keys), terms, command.Now);
            db.Add(contract);
            db.Accounts.AddRange(Account.OfContract(acts.Agreement.Id, contract.Id));
            command.Resource = CustodyActs.NameOf(contract);
            acts.Announce(command.Resource, contract.Version, new ContractRegistered
            {
                Division = contract.Division, ContractId = $"{contract.Id}", AgreementId = $"{contract.Agreement}", InstitutionCode = contract.InstitutionCode,
                Lessons = contract.Lessons, TotalFen = contract.TotalFen, StartsOn = starts, EndsOn = ends,
            });
            return new Wire.RegisterContractResponse { Contract = contract.ToProto(new ContractMoney(0, 0, 0, 0)) };
        });

    /// <inheritdoc />
    public override async Task<Wire.GetContractResponse> GetContract(Wire.GetContractRequest request, ServerCallContext context)
    {
        await using var db = await databases.CreateDbContextAsync(context.CancellationToken);
        var (contract, lessons, refunds) = await ReadAsync(db, Guid.Parse(request.ContractId), context.CancellationToken);
        MustSee(contract, Caller.Of(context), request.ContractId);
        return new Wire.GetContractResponse { Contract = await ToProtoAsync(db, contract!, context.CancellationToken), Lessons = { lessons }, Refunds = { refunds } };
    }

    /// <inheritdoc />
    public override async Task<Wire.ListContractsResponse> ListContracts(Wire.ListContractsRequest request, ServerCallContext context)
    {
        await using var db = await databases.CreateDbContextAsync(context.CancellationToken);
        var agreement = Guid.Parse(request.AgreementId);
        Sight.MustSee(await db.Owners.AsNoTracking().SingleOrDefaultAsync(o => o.Id == agreement, context.CancellationToken), Caller.Of(context), $"agreements/{agreement}");
        var rows = db.Set<PrepaidContract>().AsNoTracking().Where(c => c.Agreement == agreement);
        rows = rows.Among(request.States, c => c.State);
        // Identifiers grow with time.
        if (Paging.AfterId(request, request.PageToken) is { } after) rows = rows.Where(c => c.Id < after);
        var size = Paging.Size(request.PageSize);
        var page = await rows.OrderByDescending(c => c.Id).Take(size + 1).ToListAsync(context.CancellationToken);
        var moneys = await ContractMoneys.ReadAsync(db, [.. page.Select(c => c.Id)], context.CancellationToken);
        return new Wire.ListContractsResponse
        {
            Contracts = { page.Take(size).Select(c => c.ToProto(moneys[c.Id])) },
            NextPageToken = page.Count > size ? Paging.Token(request, $"{page[size - 1].Id}") : "",
        };
    }

    /// <inheritdoc />
    public override Task<Wire.ReportLessonsResponse> ReportLessons(Wire.ReportLessonsRequest request, ServerCallContext context) =>
        commands.RunAsync(request, context, async (db, command) =>
        {
            var acts = await BeginAsync(db, command, Guid.Parse(request.AgreementId), context.CancellationToken);
            acts.Agreement.MustBeOpen();
            var taughtOn = request.TaughtOn.PastDay("taught_on", acts.Today);
            var ids = request.ContractIds.Select(Guid.Parse).ToArray();
            if (ids.Distinct().Count() < ids.Length) throw Rejection.Invalid("contract_ids", "不得重复", "has one twice");
            var agreement = acts.Agreement.Id;
            var contracts = await db.Set<PrepaidContract>().Where(c => c.Agreement == agreement && EF.Parameter(ids).Contains(c.Id)).ToDictionaryAsync(c => c.Id);
            var silentUntil = Clocks.WorkingDays(acts.Law, Law.LessonSilenceWorkingDays);
            var response = new Wire.ReportLessonsResponse();
            foreach (var id in ids)
            {
                if (!contracts.TryGetValue(id, out var contract)) throw Rejection.NotFound($"contracts/{id}");
                contract.Report(1, command.Now);
                var lesson = Lesson.Report(id, taughtOn, silentUntil, command.Now);
                db.Add(lesson);
                response.Lessons.Add(lesson.ToProto());
            }
            return response;
        });

    /// <inheritdoc />
    public override Task<Wire.AnswerRefundResponse> AnswerRefund(Wire.AnswerRefundRequest request, ServerCallContext context) =>
        commands.RunAsync(request, context, async (db, command) =>
        {
            command.Resource = $"refunds/{request.RefundId}";
            var id = Guid.Parse(request.RefundId);
            var agreement = await db.Set<Refund>().Where(r => r.Id == id).Join(db.Set<PrepaidContract>(), r => r.Contract, c => c.Id, (_, c) => (Guid?)c.Agreement).SingleOrDefaultAsync()
                ?? throw Rejection.NotFound(command.Resource);
            var acts = await BeginAsync(db, command, agreement, context.CancellationToken);
            command.Resource = $"refunds/{id}";
            var refund = await db.Set<Refund>().SingleAsync(r => r.Id == id);
            Etag.Check(request.Etag, refund.Version);
            var contract = await db.Set<PrepaidContract>().SingleAsync(c => c.Id == refund.Contract);
            if (request.Agreed) await acts.GiveBackAsync(refund, contract, deemed: false, request.Answer, context.CancellationToken);
            else
            {
                if (request.Answer.Length == 0) throw Rejection.Invalid("answer", "拒绝退费须说明理由", "is required when the refund is refused");
                refund.Refuse(request.Answer, command.Now);
                Quarrels.Open(acts, contract, request.Answer, "REFUND_REFUSED");
            }
            return new Wire.AnswerRefundResponse { Refund = refund.ToProto() };
        });

    /// <inheritdoc />
    public override Task<Wire.SettleDisputeResponse> SettleDispute(Wire.SettleDisputeRequest request, ServerCallContext context) =>
        commands.RunAsync(request, context, async (db, command) =>
        {
            var id = Guid.Parse(request.ContractId);
            var agreement = await db.Set<PrepaidContract>().Where(c => c.Id == id).Select(c => (Guid?)c.Agreement).SingleOrDefaultAsync() ?? throw Rejection.NotFound($"contracts/{id}");
            var acts = await BeginAsync(db, command, agreement, context.CancellationToken);
            var contract = await db.Set<PrepaidContract>().SingleAsync(c => c.Id == id);
            command.Resource = CustodyActs.NameOf(contract);
            Etag.Check(request.Etag, contract.Version);
            await Quarrels.SettleAsync(acts, contract, request.Refund, request.LessonsTaught, request.Reason, context.CancellationToken);
            return new Wire.SettleDisputeResponse { Contract = await ToProtoAsync(db, contract, context.CancellationToken) };
        });

    internal static async Task<Wire.Contract> ToProtoAsync(CustodyDb db, PrepaidContract contract, CancellationToken cancellation) =>
        contract.ToProto((await ContractMoneys.ReadAsync(db, [contract.Id], cancellation))[contract.Id]);

    internal static async Task<(PrepaidContract? Contract, List<Wire.Lesson> Lessons, List<Wire.Refund> Refunds)> ReadAsync(CustodyDb db, Guid id, CancellationToken cancellation)
    {
        var contract = await db.Set<PrepaidContract>().AsNoTracking().SingleOrDefaultAsync(c => c.Id == id, cancellation);
        var lessons = await db.Set<Lesson>().AsNoTracking().Where(l => l.Contract == id).OrderBy(l => l.Id).Take(MostLessons).ToListAsync(cancellation);
        var refunds = await db.Set<Refund>().AsNoTracking().Where(r => r.Contract == id).OrderBy(r => r.Id).ToListAsync(cancellation);
        return (contract, [.. lessons.Select(l => l.ToProto())], [.. refunds.Select(r => r.ToProto())]);
    }

    private static void MustSee(PrepaidContract? contract, Caller caller, string id) =>
        Sight.MustSee(contract is null ? null : (contract.Division, contract.InstitutionCode, ""), caller, $"contracts/{id}");

    private static async Task<CustodyActs> BeginAsync(CustodyDb db, Command command, Guid agreement, CancellationToken cancellation)
    {
        command.Resource = $"agreements/{agreement}";
        var acts = await CustodyActs.BeginAsync(db, command, agreement, cancellation);
        Sight.MustSee(acts.Agreement, command.Caller, command.Resource);
        return acts;
    }
}

/// <summary>Days by which something must have happened; none when no text in force, or no calendar, says so.</summary>
internal static class Clocks
{
    public static DateOnly? WorkingDays(LawAt law, ParameterKey<int> key) =>
        law.Limit(key) is { } days && law.Law.Calendar.AddWorkingDays(law.Date, days.Value).TryGet(out var due) ? due : null;

    /// <summary>Last day for the payment of a refund: one clock before the course has started, another after.</summary>
    public static DateOnly? Payment(LawAt law, DateOnly startsOn) =>
        law.Limit(law.Date < startsOn ? Law.RefundBeforeStartDays : Law.RefundAfterStartDays) is { } days ? law.Date.AddDays(days.Value) : null;
}

/// <summary>What happens when family and institution disagree, and when the authority has decided.</summary>
internal static class Quarrels
{
    public static void Open(CustodyActs acts, PrepaidContract contract, string about, string kind)
    {
        contract.Quarrel(about, acts.Now);
        acts.Announce(CustodyActs.NameOf(contract), contract.Version, new PaymentDisputeOpened
        {
            Division = contract.Division, ContractId = $"{contract.Id}", InstitutionCode = contract.InstitutionCode, About = kind,
        });
    }

    public static async Task SettleAsync(CustodyActs acts, PrepaidContract contract, bool refundToo, bool lessonsTaught, string reason, CancellationToken cancellation)
    {
        contract.Reconcile(acts.Now);
        foreach (var lesson in await acts.Db.Set<Lesson>().Where(l => l.Contract == contract.Id && l.State == LessonState.Denied).ToListAsync(cancellation))
        {
            lesson.Settle(lessonsTaught, acts.Now);
            if (lessonsTaught) contract.Confirm(acts.Now);
            else contract.Withdraw(acts.Now);
        }
        foreach (var refund in await acts.Db.Set<Refund>().Where(r => r.Contract == contract.Id && r.State == RefundState.Refused).ToListAsync(cancellation))
        {
            if (refundToo) await acts.GiveBackAsync(refund, contract, deemed: false, reason, cancellation);
            else
            {
                acts.Drop(refund, reason);
                contract.Drop(refund.Lessons, acts.Now);
            }
        }
        if (acts.Agreement.Release == ReleaseMode.PerLesson) await acts.SettleAsync([contract], cancellation);
        acts.Announce(CustodyActs.NameOf(contract), contract.Version, new PaymentDisputeSettled
        {
            Division = contract.Division, ContractId = $"{contract.Id}", InstitutionCode = contract.InstitutionCode, Reason = reason,
        });
    }
}
