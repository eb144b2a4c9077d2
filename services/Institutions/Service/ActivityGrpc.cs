using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ShuangJian.Contracts;
using ShuangJian.Institutions.Domain;
using ShuangJian.Platform.Data;
using ShuangJian.Platform.Edge;
using ShuangJian.Platform.Identity;
using ShuangJian.Protos.Type.V1;
using Wire = ShuangJian.Protos.Institution.V1;

namespace ShuangJian.Institutions;

/// <summary>Notifies departments of what institutions organise.</summary>
public sealed class ActivityGrpc(Commands<InstitutionsDb> commands, IDbContextFactory<InstitutionsDb> databases) : Wire.ActivityService.ActivityServiceBase
{
    private const string Name = "activities";

    /// <inheritdoc />
    public override Task<Wire.NotifyActivityResponse> NotifyActivity(Wire.NotifyActivityRequest request, ServerCallContext context) =>
        commands.RunAsync(request, context, async (db, command) =>
        {
            var wire = request.Activity;
            var institution = await db.InstitutionAsync(wire.InstitutionId, command.Caller);
            var (first, last) = (Days.Of(wire.StartsOn)!.Value, Days.Of(wire.EndsOn)!.Value);
            if (last < first) throw Rejection.Invalid("activity.ends_on", "不得早于开始日期", "is before the first day");
            var activity = Activity.Notify(
                institution,
                new ActivityContent(
                    EnumMap<Wire.ActivityKind, ActivityKind>.ToDomain(wire.Kind)!.Value, wire.Title, first, last, wire.Place, wire.PupilCount, wire.ApprovalDocument),
                command.LawIn(institution.Division), command.Now);
            db.Add(activity);
            command.Resource = $"{Name}/{activity.Id}";
            command.Announce(command.Resource, activity.Version, new ActivityNotified
            {
                Division = activity.Division,
                ActivityId = $"{activity.Id}",
                InstitutionCode = activity.InstitutionCode,
                Kind = EnumMap<Wire.ActivityKind, ActivityKind>.Word(activity.Content.Kind),
                Title = activity.Content.Title,
                StartsOn = first,
                EndsOn = last,
                Departments = [.. activity.Notices.Select(n => n.Department)],
            });
            return new Wire.NotifyActivityResponse { Activity = ToProto(activity) };
        });

    /// <inheritdoc />
    public override Task<Wire.AcknowledgeActivityResponse> AcknowledgeActivity(Wire.AcknowledgeActivityRequest request, ServerCallContext context) =>
        commands.RunAsync(request, context, async (db, command) =>
        {
            var activity = await db.Set<Activity>().LoadAsync(Name, request.ActivityId, command, request.Etag, OwnerOf);
            activity.Acknowledge(command.Caller.Department.ToCode(), request.Remark, command.Now);
            return new Wire.AcknowledgeActivityResponse { Activity = ToProto(activity) };
        });

    /// <inheritdoc />
    public override Task<Wire.CancelActivityResponse> CancelActivity(Wire.CancelActivityRequest request, ServerCallContext context) =>
        commands.RunAsync(request, context, async (db, command) =>
        {
            var activity = await db.Set<Activity>().LoadAsync(Name, request.ActivityId, command, request.Etag, OwnerOf);
            activity.Cancel(command.Now);
            command.Announce(command.Resource, activity.Version, new ActivityCancelled { Division = activity.Division, ActivityId = $"{activity.Id}" });
            return new Wire.CancelActivityResponse { Activity = ToProto(activity) };
        });

    /// <inheritdoc />
    public override async Task<Wire.ListActivitiesResponse> ListActivities(Wire.ListActivitiesRequest request, ServerCallContext context)
    {
        await using var db = await databases.CreateDbContextAsync(context.CancellationToken);
        var caller = Caller.Of(context);
        var rows = db.Set<Activity>().Within(request.Division);
        if (caller.Audience == Audience.Institution) rows = rows.Where(a => a.InstitutionCode == caller.Organization);
        if (request.EndsFrom.Length > 0)
        {
            var day = Days.Of(request.EndsFrom)!.Value;
            rows = rows.Where(a => a.EndsOn >= day);
        }
        var (page, next) = await rows.PageAsync(request, request.PageSize, request.PageToken);
        var response = new Wire.ListActivitiesResponse { NextPageToken = next };
        response.Activities.Add(page.Select(ToProto));
        return response;
    }

    private static string OwnerOf(Activity activity) => activity.InstitutionCode;

    private static Wire.Activity ToProto(Activity activity)
    {
        var content = activity.Content;
        var wire = new Wire.Activity
        {
            ActivityId = $"{activity.Id}",
            Division = activity.Division,
            InstitutionId = $"{activity.InstitutionId}",
            Kind = EnumMap<Wire.ActivityKind, ActivityKind>.ToWire(content.Kind),
            Title = content.Title,
            StartsOn = Days.Of(content.StartsOn),
            EndsOn = Days.Of(content.EndsOn),
            Place = content.Place,
            PupilCount = content.PupilCount,
            ApprovalDocument = content.ApprovalDocument,
            State = EnumMap<Wire.ActivityState, ActivityState>.ToWire(activity.State),
            Etag = Etag.Of(activity.Version),
            CreateTime = activity.CreatedAt.ToTimestamp(),
        };
        wire.Notices.Add(activity.Notices.Select(n => new Wire.ActivityNotice
        {
            Department = Cases.DepartmentOf(n.Department), Acknowledged = n.Acknowledged, Remark = n.Remark,
        }));
        wire.Findings.Add(activity.Findings.Select(f => f.ToProto()));
        return wire;
    }
}

internal sealed class ActivityTable : IEntityTypeConfiguration<Activity>
{
    public void Configure(EntityTypeBuilder<Activity> row)
    {
        row.IsVersioned("activities");
        row.Property(a => a.InstitutionCode).HasMaxLength(18);
        row.Property(a => a.Content).HasJson();
        row.Property(a => a.Notices).HasJson();
        row.Property(a => a.Findings).HasJson();
        row.HasIndex(a => new { a.InstitutionCode, a.CreatedAt });
    }
}
