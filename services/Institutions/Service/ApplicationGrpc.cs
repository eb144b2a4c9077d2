using Microsoft.EntityFrameworkCore;
using Grpc.Core;
using ShuangJian.Contracts;
using ShuangJian.Institutions.Domain;
using ShuangJian.Platform.Caching;
using ShuangJian.Platform.Data;
using ShuangJian.Platform.Edge;
using ShuangJian.Platform.Identity;
using ShuangJian.Platform.Personal;
using ShuangJian.Policy;
using ShuangJian.Protos.Institution.V1;
using ShuangJian.Protos.Type.V1;
using Application = ShuangJian.Institutions.Domain.Application;
using ApplicationState = ShuangJian.Institutions.Domain.ApplicationState;
using DomainReviewOpinion = ShuangJian.Institutions.Domain.ReviewOpinion;

namespace ShuangJian.Institutions;

/// <summary>Takes an application from draft to decision.</summary>
public sealed class ApplicationGrpc(
    Commands<InstitutionsDb> commands, ApplicationQueries queries, Submissions submissions, PersonalData protector, AnswerCache cache)
    : ApplicationService.ApplicationServiceBase
{
    /// <inheritdoc />
    public override Task<CreateApplicationResponse> CreateApplication(CreateApplicationRequest request, ServerCallContext context) =>
        commands.RunAsync(request, context, async (db, command) =>
        {
            var wire = request.Application;
            var division = DivisionCode.Parse(wire.Division);
            if (!Law.Current.Divisions.IsLowest(division))
                throw Rejection.Invalid("application.division", "应为县级行政区划", "must be a division of county level");
            if (command.Caller.Audience == Audience.Institution && command.Caller.Organization != wire.ApplicantCode)
                throw Rejection.Invalid("application.applicant_code", "只能为本单位申请", "must be the caller's own organisation");
            var kind = EnumMap<Protos.Institution.V1.ApplicationKind, Policy.ApplicationKind>.ToDomain(wire.Kind) ?? default;
            var institution = await KindEffects.NamedAsync(db, wire, kind);
            var application = Application.Create(
                Guid.CreateVersion7(), wire.Division, wire.ApplicantCode, KindEffects.Complete(wire.ToContent(), kind, institution), Seal(wire.LegalRepresentative), command.Now,
                kind, institution?.Id);
            db.Applications.Add(application);
            command.Resource = NameOf(application);
            db.Add(ApplicationStep.Of(application, command, "CREATED"));
            var answer = application.ToProto(protector);
            answer.Findings.Add(application.Foresee(Law.Current.At(division, command.Today), institution).Select(f => f.ToProto()));
            return new CreateApplicationResponse { Application = answer };
        });

    /// <inheritdoc />
    public override Task<GetApplicationResponse> GetApplication(GetApplicationRequest request, ServerCallContext context) => queries.GetAsync(request, context);

    /// <inheritdoc />
    public override Task<ListApplicationsResponse> ListApplications(ListApplicationsRequest request, ServerCallContext context) => queries.ListAsync(request, context);

    /// <inheritdoc />
    public override Task<ExplainDecisionResponse> ExplainDecision(ExplainDecisionRequest request, ServerCallContext context) => queries.ExplainAsync(request, context);

    /// <inheritdoc />
    public override Task<RevealLegalRepresentativeResponse> RevealLegalRepresentative(RevealLegalRepresentativeRequest request, ServerCallContext context) =>
        commands.RevealAsync(request, context, async (db, command) =>
        {
            command.Purpose = request.Purpose;
            var application = await FindAsync(db, request.ApplicationId, command.Caller, command);
            return new RevealLegalRepresentativeResponse
            {
                LegalRepresentative = application.RepresentativeCipher is { } cipher ? Representative.Unseal(cipher, protector).ToProto() : null,
            };
        });

    /// <inheritdoc />
    public override Task<UpdateApplicationResponse> UpdateApplication(UpdateApplicationRequest request, ServerCallContext context) =>
        commands.RunAsync(request, context, async (db, command) =>
        {
            var application = await FindAsync(db, request.ApplicationId, command.Caller, command, request.Etag);
            var (content, person) = ApplicationMask.Apply(application, request);
            application.Change(content, Seal(person), command.Now);
            db.Add(ApplicationStep.Of(application, command, "UPDATED"));
            return new UpdateApplicationResponse { Application = application.ToProto(protector) };
        });

    /// <inheritdoc />
    public override Task<SubmitApplicationResponse> SubmitApplication(SubmitApplicationRequest request, ServerCallContext context) => submissions.RunAsync(request, context);

    /// <inheritdoc />
    public override Task<ReturnApplicationResponse> ReturnApplication(ReturnApplicationRequest request, ServerCallContext context) =>
        commands.RunAsync(request, context, async (db, command) =>
        {
            var application = await FindAsync(db, request.ApplicationId, command.Caller, command, request.Etag);
            application.Return([.. request.Remarks.Select(r => new Domain.FieldRemark(r.Field, r.Remark))], command.Now);
            db.Add(ApplicationStep.Of(application, command, "RETURNED"));
            command.Announce(NameOf(application), application.Version, new ApplicationReturned
            {
                Division = application.Division,
                ApplicationId = application.Id.ToString(),
                Fields = [.. request.Remarks.Select(r => r.Field)],
            });
            return new ReturnApplicationResponse { Application = application.ToProto(protector) };
        });

    /// <inheritdoc />
    public override Task<AcceptApplicationResponse> AcceptApplication(AcceptApplicationRequest request, ServerCallContext context) =>
        commands.RunAsync(request, context, async (db, command) =>
        {
            var application = await FindAsync(db, request.ApplicationId, command.Caller, command, request.Etag);
            application.Accept(LawOf(application, command), command.Now);
            db.Add(ApplicationStep.Of(application, command, "ACCEPTED"));
            command.Announce(NameOf(application), application.Version, new ApplicationAccepted
            {
                Division = application.Division,
                ApplicationId = application.Id.ToString(),
                Reviewers = [.. application.Reviews.Select(r => r.Department)],
                DueDate = application.DueDate,
            });
            return new AcceptApplicationResponse { Application = application.ToProto(protector) };
        });

    /// <inheritdoc />
    public override Task<ReviewApplicationResponse> ReviewApplication(ReviewApplicationRequest request, ServerCallContext context) =>
        commands.RunAsync(request, context, async (db, command) =>
        {
            var opinion = EnumMap<Protos.Institution.V1.ReviewOpinion, DomainReviewOpinion>.ToDomain(request.Opinion)!.Value;
            if (opinion == DomainReviewOpinion.Object && request.Reason.Length == 0)
                throw Rejection.Invalid("reason", "提出反对意见须说明理由", "is required with an objection");
            var application = await FindAsync(db, request.ApplicationId, command.Caller, command, request.Etag);
            var department = command.Caller.Department.ToCode();
            var (law, before) = (LawOf(application, command), application.Stage);
            // Who is not asked, or not now, is told that; the checklist is for those who are.
            var asked = application.State == ApplicationState.Accepted ? application.AskedNow(department) : null;
            var answers = asked is null ? [] : request.ToAnswers(application.ChecklistOf(asked, Law.Current));
            application.Review(department, opinion, request.Reason, law, command.Now, answers);
            db.Add(ApplicationStep.Of(application, command, opinion == DomainReviewOpinion.Agree ? "AGREED" : "OBJECTED"));
            command.Announce(NameOf(application), application.Version, new ApplicationReviewed
            {
                Division = application.Division,
                ApplicationId = application.Id.ToString(),
                Department = department,
                Opinion = EnumMap<Protos.Institution.V1.ReviewOpinion, DomainReviewOpinion>.Word(opinion),
            });
            if (application.Stage != before) command.Announce(NameOf(application), application.Version, Deadlines.Began(application));
            return new ReviewApplicationResponse { Application = application.ToProto(protector) };
        });

    /// <inheritdoc />
    public override Task<DecideApplicationResponse> DecideApplication(DecideApplicationRequest request, ServerCallContext context) =>
        commands.RunAsync(request, context, async (db, command) =>
        {
            var application = await FindAsync(db, request.ApplicationId, command.Caller, command, request.Etag);
            await Deciding.DecideAsync(db, application, request, LawOf(application, command), command, cache);
            db.Add(ApplicationStep.Of(application, command, application.State == ApplicationState.Approved ? "APPROVED" : "REFUSED"));
            return new DecideApplicationResponse { Application = application.ToProto(protector) };
        });

    /// <inheritdoc />
    public override Task<WithdrawApplicationResponse> WithdrawApplication(WithdrawApplicationRequest request, ServerCallContext context) =>
        commands.RunAsync(request, context, async (db, command) =>
        {
            var application = await FindAsync(db, request.ApplicationId, command.Caller, command, request.Etag);
            application.Withdraw(command.Now);
            await Duplicates.KeepAsync(db, application);
            db.Add(ApplicationStep.Of(application, command, "WITHDRAWN"));
            command.Announce(NameOf(application), application.Version, new ApplicationWithdrawn
            {
                Division = application.Division,
                ApplicationId = application.Id.ToString(),
            });
            return new WithdrawApplicationResponse { Application = application.ToProto(protector) };
        });

    internal static string NameOf(Application application) => $"applications/{application.Id}";

    /// <summary>Finds an application that the caller may act on, at the version the caller has read.</summary>
    private static readonly Func<InstitutionsDb, Guid, Task<Application?>> ById =
        EF.CompileAsyncQuery((InstitutionsDb db, Guid id) => db.Applications.SingleOrDefault(a => a.Id == id));

    private static async Task<Application> FindAsync(InstitutionsDb db, string id, Caller caller, Command command, string etag = "")
    {
        command.Resource = $"applications/{id}";
        var application = Guid.TryParse(id, out var key) ? await ById(db, key) : null;
        ApplicationQueries.MustSee(application, caller, id);
        Etag.Check(etag, application!.Version);
        return application;
    }

    internal static LawAt LawOf(Application application, Command command) => Law.Current.At(DivisionCode.Parse(application.Division), command.Today);

    private SealedPerson? Seal(Person? person) => person is null ? null : Representative.Of(person).Seal(protector);
}
