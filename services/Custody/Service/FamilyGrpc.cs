using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using ShuangJian.Contracts;
using ShuangJian.Custody.Domain;
using ShuangJian.Platform.Data;
using ShuangJian.Platform.Edge;
using ShuangJian.Platform.Personal;
using ShuangJian.Policy;
using Lesson = ShuangJian.Custody.Domain.Lesson;
using LessonState = ShuangJian.Custody.Domain.LessonState;
using Refund = ShuangJian.Custody.Domain.Refund;
using Wire = ShuangJian.Protos.Custody.V1;

namespace ShuangJian.Custody;

/// <summary>Lets families act on their own contract with the secret that the institution gave them.</summary>
public sealed class FamilyGrpc(Commands<CustodyDb> commands, IDbContextFactory<CustodyDb> databases, PersonalData keys) : Wire.FamilyService.FamilyServiceBase
{
    /// <inheritdoc />
    public override async Task<Wire.GetOwnContractResponse> GetOwnContract(Wire.GetOwnContractRequest request, ServerCallContext context)
    {
        await using var db = await databases.CreateDbContextAsync(context.CancellationToken);
        var (contract, lessons, refunds) = await ContractGrpc.ReadAsync(db, Guid.Parse(request.ContractId), context.CancellationToken);
        MustBeTheirs(contract?.FamilyHash, request.FamilySecret, request.ContractId);
        return new Wire.GetOwnContractResponse { Contract = await ContractGrpc.ToProtoAsync(db, contract!, context.CancellationToken), Lessons = { lessons }, Refunds = { refunds } };
    }

    /// <inheritdoc />
    public override Task<Wire.AnswerLessonResponse> AnswerLesson(Wire.AnswerLessonRequest request, ServerCallContext context) =>
        commands.RunAsync(request, context, async (db, command) =>
        {
            var (acts, contract) = await BeginAsync(db, command, request.ContractId, request.FamilySecret, context.CancellationToken);
            var id = Guid.Parse(request.LessonId);
            var lesson = await db.Set<Lesson>().SingleOrDefaultAsync(l => l.Id == id && l.Contract == contract.Id) ?? throw Rejection.NotFound($"lessons/{id}");
            if (request.Taught)
            {
                lesson.Confirm(LessonState.Confirmed, command.Now);
                contract.Confirm(command.Now);
                if (acts.Agreement.Release == ReleaseMode.PerLesson) await acts.SettleAsync([contract], context.CancellationToken);
            }
            else
            {
                lesson.Deny(command.Now);
                Quarrels.Open(acts, contract, $"{lesson.TaughtOn:yyyy-MM-dd}课时未授课", "LESSON_DENIED");
            }
            return new Wire.AnswerLessonResponse { Lesson = lesson.ToProto(), Contract = await ContractGrpc.ToProtoAsync(db, contract, context.CancellationToken) };
        });

    /// <inheritdoc />
    public override Task<Wire.AskRefundResponse> AskRefund(Wire.AskRefundRequest request, ServerCallContext context) =>
        commands.RunAsync(request, context, async (db, command) =>
        {
            var (acts, contract) = await BeginAsync(db, command, request.ContractId, request.FamilySecret, context.CancellationToken);
            contract.Ask(request.Lessons, command.Now);
            var refund = Refund.Ask(
                contract, request.Lessons, request.Reason, acts.Today,
                Clocks.WorkingDays(acts.Law, Law.RefundSilenceWorkingDays), Clocks.Payment(acts.Law, contract.StartsOn), command.Now);
            db.Add(refund);
            acts.Announce(CustodyActs.NameOf(refund), refund.Version, new RefundRequested
            {
                Division = refund.Division, RefundId = $"{refund.Id}", ContractId = $"{contract.Id}", InstitutionCode = refund.InstitutionCode,
                Lessons = refund.Lessons, AnswerBy = refund.AnswerBy, PayBy = refund.PayBy,
            });
            return new Wire.AskRefundResponse { Refund = refund.ToProto() };
        });

    private async Task<(CustodyActs Acts, PrepaidContract Contract)> BeginAsync(CustodyDb db, Command command, string contract, string secret, CancellationToken cancellation)
    {
        var id = Guid.Parse(contract);
        command.Resource = $"contracts/{id}";
        // The secret is looked at before a turn is taken: strangers hold nobody up.
        var known = await db.Set<PrepaidContract>().Where(c => c.Id == id).Select(c => new { c.Agreement, c.FamilyHash }).SingleOrDefaultAsync(cancellation);
        MustBeTheirs(known?.FamilyHash, secret, contract);
        var acts = await CustodyActs.BeginAsync(db, command, known!.Agreement, cancellation);
        return (acts, await db.Set<PrepaidContract>().SingleAsync(c => c.Id == id, cancellation));
    }

    /// <summary>Who does not know the secret is not told that there is such a contract.</summary>
    private void MustBeTheirs(string? familyHash, string secret, string contract)
    {
        if (familyHash is null || !keys.HashesToFind(secret).Contains(familyHash)) throw Rejection.NotFound($"contracts/{contract}");
    }
}
