using Microsoft.EntityFrameworkCore;
using ShuangJian.Contracts;
using ShuangJian.Platform.Data;
using ShuangJian.Platform.Edge;
using ShuangJian.Platform.Personal;
using ShuangJian.Protos.Institution.V1;
using Application = ShuangJian.Institutions.Domain.Application;
using ApplicationState = ShuangJian.Institutions.Domain.ApplicationState;
using TrainingCategory = ShuangJian.Policy.TrainingCategory;

namespace ShuangJian.Institutions;

/// <summary>Takes submitted applications in; those that come at the same time are one commit, whoever submits them.</summary>
public sealed class Submissions(Commands<InstitutionsDb> commands, PersonalData protector)
    : Together<InstitutionsDb, SubmitApplicationRequest, SubmitApplicationResponse>(commands, (_, _) => "", new Intake(protector).SubmitAsync)
{
    private sealed class Intake(PersonalData protector)
    {
        private readonly Func<InstitutionsDb, Guid[], IAsyncEnumerable<Application>> _byId =
            EF.CompileAsyncQuery((InstitutionsDb db, Guid[] ids) => db.Applications.Where(a => ids.Contains(a.Id)));

        public async Task<IReadOnlyList<SubmitApplicationResponse>?> SubmitAsync(
            InstitutionsDb db, IReadOnlyList<(SubmitApplicationRequest Request, Command Command)> calls, CancellationToken cancellation)
        {
            if (await FindAsync(db, calls, cancellation) is not { } applications) return null;
            var duplicates = await Duplicates.FindAsync(db, applications, cancellation);
            for (var i = 0; i < calls.Count; i++)
                await SubmitAsync(db, applications[i], calls[i].Command, duplicates[applications[i].Id]);
            await Duplicates.KeepAsync(db, applications);
            db.InsertMany([.. applications.Zip(calls, (application, call) => ApplicationStep.Of(application, call.Command, WordOf(application)))]);
            return [.. applications.Select(a => new SubmitApplicationResponse { Application = a.ToProto(protector) })];
        }

        /// <summary>The applications in the order of the calls; null when one of them bears on another, which has to come after it.</summary>
        private async Task<IReadOnlyList<Application>?> FindAsync(
            InstitutionsDb db, IReadOnlyList<(SubmitApplicationRequest Request, Command Command)> calls, CancellationToken cancellation)
        {
            foreach (var (request, command) in calls) command.Resource = $"applications/{request.ApplicationId}";
            var ids = calls.Select(c => Guid.TryParse(c.Request.ApplicationId, out var id) ? id : Guid.Empty).ToArray();
            var found = new Dictionary<Guid, Application>();
            await foreach (var application in _byId(db, ids).WithCancellation(cancellation)) found[application.Id] = application;
            foreach (var ((request, command), id) in calls.Zip(ids))
            {
                ApplicationQueries.MustSee(found.GetValueOrDefault(id), command.Caller, request.ApplicationId);
                Etag.Check(request.Etag, found[id].Version);
            }
            return found.Count == ids.Length && !Duplicates.Among(found.Values) ? [.. ids.Select(id => found[id])] : null;
        }

        private static async Task SubmitAsync(InstitutionsDb db, Application application, Command command, IReadOnlyList<Policy.Finding> duplicates)
        {
            var institution = await KindEffects.ConcernedAsync(db, application);
            application.Submit(ApplicationGrpc.LawOf(application, command), command.Now, institution, duplicates);
            command.Announce(ApplicationGrpc.NameOf(application), application.Version, application.State == ApplicationState.Refused
                ? Deciding.Refused(application)
                : new ApplicationSubmitted
                {
                    Division = application.Division,
                    ApplicationId = application.Id.ToString(),
                    InstitutionName = application.InstitutionName,
                    Category = EnumMap<Protos.Institution.V1.TrainingCategory, TrainingCategory>.Word(application.Category),
                    DueDate = application.DueDate,
                    Kind = KindEffects.Word(application.Kind),
                    Findings = [.. application.Findings.Select(f => f.ToFact())],
                });
        }

        private static string WordOf(Application application) => application.State == ApplicationState.Refused ? "REFUSED" : "SUBMITTED";
    }
}
