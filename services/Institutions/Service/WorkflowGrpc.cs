using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using ShuangJian.Platform.Data;
using ShuangJian.Platform.Edge;
using ShuangJian.Platform.Hosting;
using ShuangJian.Platform.Identity;
using ShuangJian.Policy;
using ShuangJian.Protos.Institution.V1;
using ShuangJian.Protos.Type.V1;

namespace ShuangJian.Institutions;

/// <summary>Tells how applications are decided, and what was done in a case.</summary>
public sealed class WorkflowGrpc(IDbContextFactory<InstitutionsDb> databases, TimeProvider clock) : WorkflowService.WorkflowServiceBase
{
    /// <inheritdoc />
    public override Task<GetWorkflowResponse> GetWorkflow(GetWorkflowRequest request, ServerCallContext context)
    {
        var kind = EnumMap<Protos.Institution.V1.ApplicationKind, Policy.ApplicationKind>.ToDomain(request.Kind)!.Value;
        var law = Law.Current.At(DivisionCode.Parse(request.Division), Days.Of(request.Date) ?? ChinaDay.Of(clock.GetUtcNow().UtcDateTime));
        var workflow = law.Law.Workflows.Find(kind, law.Division, law.Date) ?? throw Rejection.NotFound($"workflows/{request.Kind}");
        return Task.FromResult(new GetWorkflowResponse { Workflow = workflow.ToProto(law) });
    }

    /// <inheritdoc />
    public override async Task<ListCaseHistoryResponse> ListCaseHistory(ListCaseHistoryRequest request, ServerCallContext context)
    {
        var caller = Caller.Of(context);
        await using var db = await databases.CreateDbContextAsync(context.CancellationToken);
        var application = Guid.TryParse(request.ApplicationId, out var id)
            ? await db.Applications.AsNoTracking().SingleOrDefaultAsync(a => a.Id == id, context.CancellationToken)
            : null;
        ApplicationQueries.MustSee(application, caller, request.ApplicationId);
        var skip = NoticeGrpc.SkipOf(request, request.PageToken);
        var size = Paging.Size(request.PageSize);
        var page = await db.Set<ApplicationStep>().AsNoTracking().Where(s => s.ApplicationId == id)
            .OrderBy(s => s.Version).Skip(skip).Take(size + 1).ToListAsync(context.CancellationToken);
        var response = new ListCaseHistoryResponse { NextPageToken = page.Count > size ? Paging.Token(request, $"{skip + size}") : "" };
        response.Steps.Add(page.Take(size).Select(s => new Protos.Institution.V1.ApplicationStep
        {
            Time = s.At.ToTimestamp(),
            Actor = caller.Audience == Audience.Regulator ? s.Actor : "",
            Department = Codes.TryDepartment(s.Department, out var department) ? department : default,
            Step = s.Step,
            StageId = s.Stage,
            Version = s.Version,
        }));
        return response;
    }
}
