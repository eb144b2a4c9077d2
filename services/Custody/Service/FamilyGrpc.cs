using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using ShuangJian.Contracts;
using ShuangJian.Custody.Domain;
using ShuangJian.Platform.Data;
using ShuangJian.Platform.Edge;
using ShuangJian.Policy;
using Lesson = ShuangJian.Custody.Domain.Lesson;
using LessonState = ShuangJian.Custody.Domain.LessonState;
using Refund = ShuangJian.Custody.Domain.Refund;
using Wire = ShuangJian.Protos.Custody.V1;

namespace ShuangJian.Custody;

/// <summary>Lets families act on their own contract with the secret that the institution gave them.</summary>
public sealed class FamilyGrpc(Commands<CustodyDb> commands, IDbContextFactory<CustodyDb> databases, FamilyDoor door) : Wire.FamilyService.FamilyServiceBase
{
    /// <inheritdoc />
    public override async Task<Wire.GetOwnContractResponse> GetOwnContract(Wire.GetOwnContractRequest request, ServerCallContext context)
    {
        await using var db = await databases.CreateDbContextAsync(context.CancellationToken);
        var id = Guid.Parse(request.ContractId);
        await door.MustBeTheirsAsync(await HashOfAsync(db, id, context.CancellationToken), request.FamilySecret, id, context);
        var (contract, lessons, refunds) = await ContractGrpc.ReadAsync(db, id, context.CancellationToken);
        return new Wire.GetOwnContractResponse { Contract = await ContractGrpc.ToProtoAsync(db, contract!, context.CancellationToken), Lessons = { lessons }, Refunds = { refunds } };
    }

    /// <inheritdoc />
    public override Task<Wire.AnswerLessonResponse> AnswerLesson(Wire.AnswerLessonRequest request, ServerCallContext context) =>
        commands.RunAsync(request, context, async (db, command) =>
        {
            var (acts, contract) = await BeginAsync(db, command, request.ContractId, request.FamilySecret, context);
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
            var (acts, contract) = await BeginAsync(db, command, request.ContractId, request.FamilySecret, context);
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

    private async Task<(CustodyActs Acts, PrepaidContract Contract)> BeginAsync(CustodyDb db, Command command, string contract, string secret, ServerCallContext context)
    {
        var id = Guid.Parse(contract);
        command.Resource = $"contracts/{id}";
        // The secret is looked at before a turn is taken: strangers hold nobody up.
        await door.MustBeTheirsAsync(await HashOfAsync(db, id, context.CancellationToken), secret, id, context);
        var agreement = await db.Set<PrepaidContract>().Where(c => c.Id == id).Select(c => c.Agreement).SingleAsync(context.CancellationToken);
        var acts = await CustodyActs.BeginAsync(db, command, agreement, context.CancellationToken);
        return (acts, await db.Set<PrepaidContract>().SingleAsync(c => c.Id == id, context.CancellationToken));
    }

    private static Task<string?> HashOfAsync(CustodyDb db, Guid contract, CancellationToken cancellation) =>
        db.Set<PrepaidContract>().Where(c => c.Id == contract).Select(c => c.FamilyHash).SingleOrDefaultAsync(cancellation);
}
