using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using ShuangJian.Contracts;
using ShuangJian.Filings.Domain;
using ShuangJian.Platform.Data;
using ShuangJian.Platform.Edge;
using ShuangJian.Platform.Identity;
using ShuangJian.Policy;
using Person = ShuangJian.Contracts.TutorFacts;
using Tutor = ShuangJian.Filings.Domain.Tutor;
using TutorState = ShuangJian.Filings.Domain.TutorState;
using Wire = ShuangJian.Protos.Filing.V1;

namespace ShuangJian.Filings;

/// <summary>Files tutors. Persons are shown masked but to who states a purpose.</summary>
public sealed class TutorGrpc(Commands<FilingsDb> commands, IDbContextFactory<FilingsDb> databases, PersonMatching matching)
    : Wire.TutorService.TutorServiceBase
{
    private const string Name = "tutors";

    /// <inheritdoc />
    public override Task<Wire.CreateTutorResponse> CreateTutor(Wire.CreateTutorRequest request, ServerCallContext context) =>
        commands.RunAsync(request, context, async (db, command) =>
        {
            var wire = request.Tutor;
            var owner = command.OwnerOf("tutor", wire.Division, wire.InstitutionId, wire.InstitutionCode);
            var person = wire.ToPerson();
            var hashes = matching.Hashes(person.IdentityNumber).ToArray();
            var known = await db.Set<Tutor>().Where(t => t.OwnerCode == owner.Code && hashes.Contains(t.ActiveHash!)).Select(t => (Guid?)t.Id).FirstOrDefaultAsync();
            if (known is not null)
            {
                throw new Refusal(RefusalKind.Exists, "TUTOR_EXISTS", "该机构已填报此人员。", "The institution has stated the person already.")
                {
                    Facts = new Dictionary<string, string> { ["tutor_id"] = $"{known}" },
                };
            }
            var tutor = Tutor.Draft(owner, wire.ToContent(), matching.Seal(person), command.Now);
            db.Add(tutor);
            command.Resource = $"{Name}/{tutor.Id}";
            return new Wire.CreateTutorResponse { Tutor = tutor.ToProto(person) };
        });

    /// <inheritdoc />
    public override async Task<Wire.GetTutorResponse> GetTutor(Wire.GetTutorRequest request, ServerCallContext context)
    {
        await using var db = await databases.CreateDbContextAsync(context.CancellationToken);
        return new Wire.GetTutorResponse { Tutor = Masked(await db.Set<Tutor>().ReadAsync(Name, request.TutorId, Caller.Of(context))) };
    }

    /// <inheritdoc />
    public override async Task<Wire.ListTutorsResponse> ListTutors(Wire.ListTutorsRequest request, ServerCallContext context)
    {
        await using var db = await databases.CreateDbContextAsync(context.CancellationToken);
        var rows = db.Set<Tutor>().SeenBy(Caller.Of(context), request.Division);
        if (request.InstitutionCode.Length > 0) rows = rows.Where(t => t.OwnerCode == request.InstitutionCode);
        rows = rows.Among(request.States, t => t.State);
        if (request.IdentityNumber.Length > 0)
        {
            var hashes = matching.Hashes(request.IdentityNumber).ToArray();
            rows = rows.Where(t => hashes.Contains(t.PersonHash!));
        }
        var (page, next) = await rows.PageAsync(request, request.PageSize, request.PageToken);
        var response = new Wire.ListTutorsResponse { NextPageToken = next };
        response.Tutors.Add(page.Select(Masked));
        return response;
    }

    /// <inheritdoc />
    public override Task<Wire.UpdateTutorResponse> UpdateTutor(Wire.UpdateTutorRequest request, ServerCallContext context) =>
        commands.RunAsync(request, context, async (db, command) =>
        {
            var tutor = await db.Set<Tutor>().LoadAsync(Name, request.TutorId, command, request.Etag);
            var wire = request.Tutor;
            var person = wire.ToPerson();
            if (tutor.Division != wire.Division || tutor.OwnerCode != wire.InstitutionCode || tutor.InstitutionId != wire.InstitutionId)
                throw Rejection.Invalid("tutor.institution_id", "不得变更所属机构", "must stay as it is, like division and code");
            if (!matching.Hashes(person.IdentityNumber).Contains(tutor.PersonHash))
                throw Rejection.Invalid("tutor.person.identity_number", "不得变更证件号码", "must stay as it is");
            var wasFiled = tutor.State == TutorState.Filed;
            tutor.Change(wire.ToContent(), matching.Seal(person), command.Now);
            await LeaveAsync(db, command, tutor, wasFiled);
            return new Wire.UpdateTutorResponse { Tutor = tutor.ToProto(person) };
        });

    /// <inheritdoc />
    public override Task<Wire.SubmitTutorResponse> SubmitTutor(Wire.SubmitTutorRequest request, ServerCallContext context) =>
        commands.RunAsync(request, context, async (db, command) =>
        {
            var tutor = await db.Set<Tutor>().LoadAsync(Name, request.TutorId, command, request.Etag);
            tutor.Submit(await FactsAsync(db, tutor, command), command.LawIn(tutor.Division), command.Now);
            command.Announce(command.Resource, tutor.Version, TutorMapping.SubmissionOf(tutor));
            Poaching.Announce(command, command.Resource, tutor, "TUTOR", "", tutor.Findings);
            return new Wire.SubmitTutorResponse { Tutor = Masked(tutor) };
        });

    /// <inheritdoc />
    public override Task<Wire.WithdrawTutorResponse> WithdrawTutor(Wire.WithdrawTutorRequest request, ServerCallContext context) =>
        commands.RunAsync(request, context, async (db, command) =>
        {
            var tutor = await db.Set<Tutor>().LoadAsync(Name, request.TutorId, command, request.Etag);
            tutor.Withdraw(command.Now);
            return new Wire.WithdrawTutorResponse { Tutor = Masked(tutor) };
        });

    /// <inheritdoc />
    public override Task<Wire.FileTutorResponse> FileTutor(Wire.FileTutorRequest request, ServerCallContext context) =>
        commands.RunAsync(request, context, async (db, command) =>
        {
            var tutor = await db.Set<Tutor>().LoadAsync(Name, request.TutorId, command, request.Etag);
            var law = command.LawIn(tutor.Division);
            command.MustBeCompetent(tutor.Content.Class.Category, law);
            await db.MustTrainAsync(tutor.OwnerCode);
            tutor.File(await FactsAsync(db, tutor, command), request.Determinations.ToHeld(), law, command.Now);
            command.Announce(command.Resource, tutor.Version, new TutorFiled
            {
                Division = tutor.Division,
                TutorId = $"{tutor.Id}",
                InstitutionId = tutor.InstitutionId,
                InstitutionCode = tutor.OwnerCode,
                Category = EnumMap<Protos.Institution.V1.TrainingCategory, TrainingCategory>.Word(tutor.Content.Class.Category),
                FullTime = tutor.FullTime,
            });
            Publish(command, tutor);
            await PersonMatching.RejudgeStaffingAsync(db, tutor, Moment.Of(command));
            return new Wire.FileTutorResponse { Tutor = Masked(tutor) };
        });

    /// <inheritdoc />
    public override Task<Wire.RefuseTutorResponse> RefuseTutor(Wire.RefuseTutorRequest request, ServerCallContext context) =>
        commands.RunAsync(request, context, async (db, command) =>
        {
            var tutor = await db.Set<Tutor>().LoadAsync(Name, request.TutorId, command, request.Etag);
            command.MustBeCompetent(tutor.Content.Class.Category, command.LawIn(tutor.Division));
            tutor.Refuse(request.Reason, command.Now);
            return new Wire.RefuseTutorResponse { Tutor = Masked(tutor) };
        });

    /// <inheritdoc />
    public override Task<Wire.EndTutorResponse> EndTutor(Wire.EndTutorRequest request, ServerCallContext context) =>
        commands.RunAsync(request, context, async (db, command) =>
        {
            var tutor = await db.Set<Tutor>().LoadAsync(Name, request.TutorId, command, request.Etag);
            var wasFiled = tutor.State == TutorState.Filed;
            tutor.End(command.PastDay("ended_on", request.EndedOn), command.Now);
            command.Announce(command.Resource, tutor.Version, new TutorEnded
            {
                Division = tutor.Division, TutorId = $"{tutor.Id}", InstitutionId = tutor.InstitutionId, EndedOn = tutor.EndedOn!.Value,
            });
            await LeaveAsync(db, command, tutor, wasFiled);
            return new Wire.EndTutorResponse { Tutor = Masked(tutor) };
        });

    /// <inheritdoc />
    public override Task<Wire.RevealTutorResponse> RevealTutor(Wire.RevealTutorRequest request, ServerCallContext context) =>
        commands.RevealAsync(request, context, async (db, command) =>
            new Wire.RevealTutorResponse { Tutor = await OpenAsync(db, command, request.TutorId, request.Purpose) });

    /// <inheritdoc />
    public override Task<Wire.ExportPersonalDataResponse> ExportPersonalData(Wire.ExportPersonalDataRequest request, ServerCallContext context) =>
        commands.RevealAsync(request, context, async (db, command) =>
        {
            var response = new Wire.ExportPersonalDataResponse { Tutor = await OpenAsync(db, command, request.TutorId, request.Purpose) };
            response.StoredZh.Add("证件号码的加密散列值，用于与在职教师名册和禁止从业名单比对");
            response.StoredZh.Add("查看、变更和备案的审计记录，依法留存");
            return response;
        });

    /// <inheritdoc />
    public override Task<Wire.ErasePersonalDataResponse> ErasePersonalData(Wire.ErasePersonalDataRequest request, ServerCallContext context) =>
        commands.RunAsync(request, context, async (db, command) =>
        {
            command.Purpose = request.Purpose;
            var tutor = await db.Set<Tutor>().LoadAsync(Name, request.TutorId, command, request.Etag);
            tutor.Erase(command.LawIn(tutor.Division), command.Now);
            var response = new Wire.ErasePersonalDataResponse { Tutor = Masked(tutor) };
            response.KeptZh.Add("备案事项、判定结果和日期，不含个人身份信息");
            response.KeptZh.Add("审计记录，依法留存");
            return response;
        });

    private Wire.Tutor Masked(Tutor tutor) => tutor.ToProto(matching.Unseal(tutor));

    private async Task<Wire.Tutor> OpenAsync(FilingsDb db, Command command, string id, string purpose)
    {
        command.Purpose = purpose;
        var tutor = await db.Set<Tutor>().LoadAsync(Name, id, command);
        return tutor.ToProto(matching.Unseal(tutor), open: true);
    }

    private async Task<PersonFacts> FactsAsync(FilingsDb db, Tutor tutor, Command command) =>
        await PersonMatching.FactsAsync(db, matching.Unseal(tutor) is { } person ? matching.Hashes(person.IdentityNumber) : [], command.Today);

    /// <summary>Shows a filed tutor publicly: what the law wants known travels encrypted.</summary>
    private void Publish(Command command, Tutor tutor)
    {
        var person = matching.Unseal(tutor)!;
        command.Announce(command.Resource, tutor.Version, new TutorPublished
        {
            Division = tutor.Division,
            InstitutionId = tutor.InstitutionId,
            TutorId = $"{tutor.Id}",
            Sealed = matching.Cipher(new Person(person.Name, tutor.Content.Subject, person.CertificateNumbers is [var first, ..] ? first : "", tutor.Content.PhotoSha256, person.PermitNumber)),
            Foreign = tutor.Content.Origin != TutorOrigin.National,
        });
    }

    private static async Task LeaveAsync(FilingsDb db, Command command, Tutor tutor, bool wasFiled)
    {
        if (!wasFiled) return;
        var moment = Moment.Of(command);
        PersonMatching.Withdraw(tutor, moment);
        await PersonMatching.RejudgeStaffingAsync(db, tutor, moment);
    }
}
