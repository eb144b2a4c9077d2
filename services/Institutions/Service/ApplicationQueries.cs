using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using ShuangJian.Institutions.Domain;
using ShuangJian.Platform.Data;
using ShuangJian.Platform.Edge;
using ShuangJian.Platform.Identity;
using ShuangJian.Platform.Personal;
using ShuangJian.Policy;
using ShuangJian.Protos.Institution.V1;
using ShuangJian.Protos.Type.V1;
using Application = ShuangJian.Institutions.Domain.Application;

namespace ShuangJian.Institutions;

/// <summary>Reads applications for those who may see them.</summary>
public sealed class ApplicationQueries(IDbContextFactory<InstitutionsDb> databases, PersonalData protector)
{
    internal async Task<GetApplicationResponse> GetAsync(GetApplicationRequest request, ServerCallContext context)
    {
        await using var db = await databases.CreateDbContextAsync(context.CancellationToken);
        return new GetApplicationResponse { Application = (await FindAsync(db, request.ApplicationId, context)).ToProto(protector) };
    }

    internal async Task<ExplainDecisionResponse> ExplainAsync(ExplainDecisionRequest request, ServerCallContext context)
    {
        await using var db = await databases.CreateDbContextAsync(context.CancellationToken);
        var application = await FindAsync(db, request.ApplicationId, context);
        var response = new ExplainDecisionResponse
        {
            TextZh = Explanation.Text(application, Law.Current),
            Decision = application.Decision!.ToProto(),
            JudgedOn = Days.Of(application.SubmittedOn),
            Division = application.Division,
        };
        response.Parameters.Add(application.Uses.Select(u => u.ToProto()));
        return response;
    }

    internal async Task<ListApplicationsResponse> ListAsync(ListApplicationsRequest request, ServerCallContext context)
    {
        await using var db = await databases.CreateDbContextAsync(context.CancellationToken);
        var rows = Filter(db.Applications.AsNoTracking(), request, Caller.Of(context));
        if (Paging.AfterMoment(request, request.PageToken) is var (at, id))
            rows = rows.Where(a => a.CreatedAt < at || (a.CreatedAt == at && a.Id < id));
        var size = Paging.Size(request.PageSize);
        var page = await rows.OrderByDescending(a => a.CreatedAt).ThenByDescending(a => a.Id).Take(size + 1).ToListAsync(context.CancellationToken);
        var response = new ListApplicationsResponse
        {
            NextPageToken = page.Count > size ? Paging.Token(request, page[size - 1].CreatedAt, page[size - 1].Id) : "",
        };
        response.Applications.Add(page.Take(size).Select(a => a.ToProto(protector)));
        return response;
    }

    /// <summary>
    /// Refuses to show an application to those it does not concern: another organisation learns not even
    /// that it exists, an officer learns whose jurisdiction it is not.
    /// </summary>
    internal static void MustSee(Application? application, Caller caller, string id)
    {
        if (application is null) throw Rejection.NotFound($"applications/{id}");
        var division = DivisionCode.Parse(application.Division);
        if (caller.Audience != Audience.Institution) caller.MustReach(division);
        else if (!caller.Reaches(division) || caller.Organization != application.ApplicantCode) throw Rejection.NotFound($"applications/{id}");
    }

    private static async Task<Application> FindAsync(InstitutionsDb db, string id, ServerCallContext context)
    {
        var application = Guid.TryParse(id, out var key)
            ? await db.Applications.AsNoTracking().SingleOrDefaultAsync(a => a.Id == key, context.CancellationToken)
            : null;
        MustSee(application, Caller.Of(context), id);
        return application!;
    }

    private IQueryable<Application> Filter(IQueryable<Application> rows, ListApplicationsRequest request, Caller caller)
    {
        rows = rows.Within(request.Division, a => a.Division);
        if (caller.Audience == Audience.Institution) rows = rows.Where(a => a.ApplicantCode == caller.Organization);
        if (request.NameContains.Length > 0) rows = rows.Where(a => a.InstitutionName.Contains(request.NameContains));
        rows = rows.Among(request.Kinds, a => a.Kind);
        if (request.OwedBy != default)
        {
            var owing = Application.OwedMark(request.OwedBy.ToCode());
            rows = rows.Where(a => a.OwedBy.Contains(owing));
        }
        if (request.OverdueOnly) rows = rows.Where(a => a.Overdue);
        rows = rows.Among(request.States, a => a.State);
        if (request.LegalRepresentativeIdentityNumber.Length > 0)
        {
            var hashes = protector.HashesToFind(request.LegalRepresentativeIdentityNumber).ToArray();
            rows = rows.Where(a => hashes.Contains(a.RepresentativeHash!));
        }
        return rows;
    }
}
