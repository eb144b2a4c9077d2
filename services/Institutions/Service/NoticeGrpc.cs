using System.Globalization;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using ShuangJian.Contracts;
using ShuangJian.Institutions.Domain;
using ShuangJian.Platform.Data;
using ShuangJian.Platform.Edge;
using ShuangJian.Platform.Hosting;
using ShuangJian.Platform.Identity;
using ShuangJian.Platform.Personal;
using ShuangJian.Policy;
using ShuangJian.Protos.Institution.V1;
using Application = ShuangJian.Institutions.Domain.Application;
using TrainingCategory = ShuangJian.Policy.TrainingCategory;

namespace ShuangJian.Institutions;

/// <summary>Applications on public notice, and what anybody holds against them.</summary>
public sealed class NoticeGrpc(
    Commands<InstitutionsDb> commands, IDbContextFactory<InstitutionsDb> databases, PersonalData protector, TimeProvider clock)
    : NoticeService.NoticeServiceBase
{
    /// <inheritdoc />
    public override async Task<ListNoticesResponse> ListNotices(ListNoticesRequest request, ServerCallContext context)
    {
        await using var db = await databases.CreateDbContextAsync(context.CancellationToken);
        var (first, last) = Columns.RangeOf(DivisionCode.Parse(request.Division));
        var today = ChinaDay.Of(clock.GetUtcNow().UtcDateTime);
        var rows = db.Applications.AsNoTracking().Where(a => a.NoticeOpen && (a.NoticeUntil == null || a.NoticeUntil >= today)
            && string.Compare(a.Division, first) >= 0 && string.Compare(a.Division, last) <= 0);
        var skip = SkipOf(request, request.PageToken);
        var size = Paging.Size(request.PageSize);
        var page = await rows.OrderBy(a => a.NoticeUntil).ThenBy(a => a.Id).Skip(skip).Take(size + 1).ToListAsync(context.CancellationToken);
        var response = new ListNoticesResponse { NextPageToken = page.Count > size ? Paging.Token(request, $"{skip + size}") : "" };
        response.Notices.Add(page.Take(size).Select(Notice));
        return response;
    }

    /// <inheritdoc />
    public override Task<ObjectToApplicationResponse> ObjectToApplication(ObjectToApplicationRequest request, ServerCallContext context) =>
        commands.RunAsync(request, context, async (db, command) =>
        {
            command.Resource = $"applications/{request.ApplicationId}";
            var application = Guid.TryParse(request.ApplicationId, out var id)
                ? await db.Applications.AsNoTracking().SingleOrDefaultAsync(a => a.Id == id)
                : null;
            // The public learns of nothing but notices: an application that never was on one is not found.
            if (application?.NoticeFrom is null) throw Rejection.NotFound(command.Resource);
            var objection = NoticeObjection.Raise(
                Guid.CreateVersion7(), application, request.Text, protector.Protect(request.Contact), command.Today, command.Now);
            db.Add(objection);
            command.Announce(command.Resource, application.Version, new ApplicationObjected
            {
                Division = application.Division, ApplicationId = application.Id.ToString(), ObjectionId = objection.Id.ToString(),
            });
            return new ObjectToApplicationResponse { ObjectionId = objection.Id.ToString() };
        });

    /// <inheritdoc />
    public override async Task<ListObjectionsResponse> ListObjections(ListObjectionsRequest request, ServerCallContext context)
    {
        await using var db = await databases.CreateDbContextAsync(context.CancellationToken);
        var application = Guid.TryParse(request.ApplicationId, out var id)
            ? await db.Applications.AsNoTracking().SingleOrDefaultAsync(a => a.Id == id, context.CancellationToken)
            : null;
        ApplicationQueries.MustSee(application, Caller.Of(context), request.ApplicationId);
        var skip = SkipOf(request, request.PageToken);
        var size = Paging.Size(request.PageSize);
        var page = await db.Set<NoticeObjection>().AsNoTracking().Where(o => o.ApplicationId == id)
            .OrderBy(o => o.RaisedAt).ThenBy(o => o.Id).Skip(skip).Take(size + 1).ToListAsync(context.CancellationToken);
        var response = new ListObjectionsResponse { NextPageToken = page.Count > size ? Paging.Token(request, $"{skip + size}") : "" };
        response.Objections.Add(page.Take(size).Select(o => new Objection
        {
            ObjectionId = o.Id.ToString(),
            Text = o.Text,
            Contact = Mask.Phone(protector.Reveal(o.ContactCipher)),
            RaiseTime = o.RaisedAt.ToTimestamp(),
            Answer = o.Answer,
        }));
        return response;
    }

    /// <inheritdoc />
    public override Task<RevealObjectionContactResponse> RevealObjectionContact(RevealObjectionContactRequest request, ServerCallContext context) =>
        commands.RevealAsync(request, context, async (db, command) =>
        {
            (command.Resource, command.Purpose) = ($"applications/{request.ApplicationId}", request.Purpose);
            var application = Guid.TryParse(request.ApplicationId, out var id) ? await db.Applications.FindAsync(id) : null;
            ApplicationQueries.MustSee(application, command.Caller, request.ApplicationId);
            var objection = Guid.TryParse(request.ObjectionId, out var key) ? await db.Set<NoticeObjection>().FindAsync(key) : null;
            if (objection is null || objection.ApplicationId != id) throw Rejection.NotFound($"objections/{request.ObjectionId}");
            return new RevealObjectionContactResponse { Contact = protector.Reveal(objection.ContactCipher) };
        });

    private static PublicNotice Notice(Application application)
    {
        var notice = new PublicNotice
        {
            ApplicationId = application.Id.ToString(),
            Kind = EnumMap<Protos.Institution.V1.ApplicationKind, Policy.ApplicationKind>.ToWire(application.Kind),
            Division = application.Division,
            InstitutionName = application.InstitutionName,
            Category = EnumMap<Protos.Institution.V1.TrainingCategory, TrainingCategory>.ToWire(application.Category),
            From = Days.Of(application.NoticeFrom),
            Until = Days.Of(application.NoticeUntil),
        };
        notice.Sites.Add(application.Sites.Select(Mapping.ToProto));
        return notice;
    }

    internal static int SkipOf(Google.Protobuf.IMessage request, string token) => Paging.After(request, token) is not { } after
        ? 0
        : int.TryParse(after, NumberStyles.None, CultureInfo.InvariantCulture, out var skip) ? skip : throw Paging.Invalid();
}
