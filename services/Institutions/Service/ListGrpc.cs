using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using ShuangJian.Contracts;
using ShuangJian.Platform.Caching;
using ShuangJian.Platform.Data;
using ShuangJian.Platform.Edge;
using ShuangJian.Platform.Hosting;
using ShuangJian.Policy;
using ShuangJian.Protos.Institution.V1;
using ShuangJian.Protos.Type.V1;
using ListEntry = ShuangJian.Institutions.Domain.ListEntry;
using ListKind = ShuangJian.Protos.Institution.V1.ListKind;

namespace ShuangJian.Institutions;

/// <summary>Shows the lists and takes appeals and removals.</summary>
public sealed class ListGrpc(
    Commands<InstitutionsDb> commands, IDbContextFactory<InstitutionsDb> databases, AnswerCache cache, TimeProvider clock)
    : ListService.ListServiceBase
{
    /// <inheritdoc />
    public override async Task<ListEntriesResponse> ListEntries(ListEntriesRequest request, ServerCallContext context)
    {
        await using var db = await databases.CreateDbContextAsync(context.CancellationToken);
        var today = clock.Today();
        var (first, last) = Columns.RangeOf(DivisionCode.Parse(request.Division));
        var kind = EnumMap<ListKind, Domain.ListKind>.ToDomain(request.Kind)!.Value;
        var rows = db.ListEntries.AsNoTracking()
            .Where(e => e.Kind == kind && string.Compare(e.Division, first) >= 0 && string.Compare(e.Division, last) <= 0);
        if (!request.IncludeEnded) rows = rows.Where(e => !e.Ended && e.StartsOn <= today && (e.EndsOn == null || e.EndsOn >= today));
        if (request.NameContains.Length > 0) rows = rows.Where(e => e.Name.Contains(request.NameContains));
        if (request.UnifiedSocialCreditCode.Length > 0) rows = rows.Where(e => e.Code == request.UnifiedSocialCreditCode);
        // A number is never given twice, and the institution that has it is found by an index.
        if (request.LicenceNumber.Length > 0) rows = rows.Where(e => db.Institutions.Any(i => i.LicenceNumber == request.LicenceNumber && i.Id == e.InstitutionId));
        if (Paging.AfterId(request, request.PageToken) is { } id) rows = rows.Where(e => e.Id < id);
        var size = Paging.Size(request.PageSize);
        var page = await rows.OrderByDescending(e => e.Id).Take(size + 1).ToListAsync(context.CancellationToken);
        var response = new ListEntriesResponse { NextPageToken = page.Count > size ? Paging.Token(request, page[size - 1].Id.ToString()) : "" };
        response.Entries.Add(page.Take(size).Select(e => e.ToProto(today)));
        return response;
    }

    /// <inheritdoc />
    public override Task<AppealEntryResponse> AppealEntry(AppealEntryRequest request, ServerCallContext context) =>
        commands.RunAsync(request, context, async (db, command) =>
        {
            var entry = await FindAsync(db, request.EntryId, command, request.Etag);
            entry.FileAppeal(request.Grounds, command.Now, command.Today);
            command.Announce(LifeMapping.NameOf(entry), entry.Version, new BlackListAppealed
            {
                Division = entry.Division,
                EntryId = entry.Id.ToString(),
                Name = entry.Name,
            });
            return new AppealEntryResponse { Entry = entry.ToProto(command.Today) };
        });

    /// <inheritdoc />
    public override Task<DecideAppealResponse> DecideAppeal(DecideAppealRequest request, ServerCallContext context) =>
        commands.RunAsync(request, context, async (db, command) =>
        {
            var entry = await FindAsync(db, request.EntryId, command, request.Etag);
            entry.DecideAppeal(request.Uphold, request.Reason, command.Today);
            if (entry.Ended) Leave(entry, command);
            return new DecideAppealResponse { Entry = entry.ToProto(command.Today), Grounds = entry.AppealGrounds };
        });

    /// <inheritdoc />
    public override Task<RemoveEntryResponse> RemoveEntry(RemoveEntryRequest request, ServerCallContext context) =>
        commands.RunAsync(request, context, async (db, command) =>
        {
            var entry = await FindAsync(db, request.EntryId, command, request.Etag);
            entry.Remove(request.Reason, command.Today);
            Leave(entry, command);
            return new RemoveEntryResponse { Entry = entry.ToProto(command.Today) };
        });

    private static async Task<ListEntry> FindAsync(InstitutionsDb db, string id, Command command, string etag)
    {
        command.Resource = $"listEntries/{id}";
        var entry = await db.ListEntries.FindAsync(Guid.Parse(id)) ?? throw Rejection.NotFound(command.Resource);
        var division = DivisionCode.Parse(entry.Division);
        if (command.Caller.Audience != Audience.Institution) command.Caller.MustReach(division);
        // The entry is public, but only who is listed appeals against it.
        else if (!command.Caller.Reaches(division) || entry.Code != command.Caller.Organization) throw Rejection.NotFound(command.Resource);
        Etag.Check(etag, entry.Version);
        return entry;
    }

    private void Leave(ListEntry entry, Command command)
    {
        command.Announce(LifeMapping.NameOf(entry), entry.Version, LifeMapping.Left(entry));
        command.AfterCommit(() => cache.Renew(DirectoryGrpc.WhiteList));
    }
}
