using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using ShuangJian.Platform.Data;
using ShuangJian.Platform.Edge;
using ShuangJian.Platform.Hosting;
using ShuangJian.Platform.Identity;
using ShuangJian.Policy;
using ShuangJian.Protos.Type.V1;
using ShuangJian.Supervision.Domain;
using Wire = ShuangJian.Protos.Supervision.V1;

namespace ShuangJian.Supervision;

/// <content>What is read of penalties.</content>
public sealed partial class PenaltyGrpc
{
    /// <inheritdoc />
    public override Task<Wire.ListBreachKindsResponse> ListBreachKinds(Wire.ListBreachKindsRequest request, ServerCallContext context)
    {
        var after = Paging.After(request, request.PageToken);
        var size = Paging.Size(request.PageSize);
        var page = Law.Current.Breaches.Values.Where(k => after is null || string.CompareOrdinal(k.Id, after) > 0).Take(size + 1).ToList();
        return Task.FromResult(new Wire.ListBreachKindsResponse
        {
            Kinds = { page.Take(size).Select(k => k.ToProto()) }, NextPageToken = page.Count > size ? Paging.Token(request, page[size - 1].Id) : "",
        });
    }

    /// <inheritdoc />
    public override Task<Wire.AssessPenaltyResponse> AssessPenalty(Wire.AssessPenaltyRequest request, ServerCallContext context)
    {
        var facts = request.Facts.ToFacts(clock.Today());
        return Task.FromResult(new Wire.AssessPenaltyResponse { Assessment = PenaltyAssessment.Of(facts, Law.Current.At(DivisionCode.Parse(request.Division), facts.EndedOn)).ToProto() });
    }

    /// <inheritdoc />
    public override async Task<Wire.GetPenaltyCaseResponse> GetPenaltyCase(Wire.GetPenaltyCaseRequest request, ServerCallContext context)
    {
        await using var db = await databases.CreateDbContextAsync(context.CancellationToken);
        var caller = Caller.Of(context);
        var one = await db.Set<PenaltyCase>().ReadAsync(Name, request.PenaltyId, caller);
        var party = caller.Audience == Audience.Institution;
        if (party && one.Notice is null) throw Rejection.NotFound($"{Name}/{request.PenaltyId}");
        var effects = await db.Set<PenaltyEffect>().AsNoTracking().Where(e => e.PenaltyId == one.Id).ToListAsync(context.CancellationToken);
        return new() { Penalty = one.ToProto(clock.Today(), protector, party), Effects = { effects.OrderBy(e => e.Kind).Select(e => e.ToProto()) } };
    }

    /// <inheritdoc />
    public override async Task<Wire.ListPenaltyCasesResponse> ListPenaltyCases(Wire.ListPenaltyCasesRequest request, ServerCallContext context)
    {
        await using var db = await databases.CreateDbContextAsync(context.CancellationToken);
        var caller = Caller.Of(context);
        var rows = db.Set<PenaltyCase>().Within(request.Division).Among(request.States, p => p.State);
        var party = caller.Audience == Audience.Institution;
        if (party) rows = rows.Where(p => p.PartyCode == caller.Organization && p.Notice != null);
        if (request.KindId.Length > 0) rows = rows.Where(p => p.Kind == request.KindId);
        if (request.CreditCode.Length > 0) rows = rows.Where(p => p.PartyCode == request.CreditCode);
        if (request.OverdueOnly) rows = rows.Where(p => p.Overdue);
        var (page, next) = await rows.PageAsync(request, request.PageSize, request.PageToken, context.CancellationToken);
        var today = clock.Today();
        return new() { Penalties = { page.Select(p => p.ToProto(today, protector, party)) }, NextPageToken = next };
    }

    /// <inheritdoc />
    public override async Task<Wire.ListPenaltyEffectsResponse> ListPenaltyEffects(Wire.ListPenaltyEffectsRequest request, ServerCallContext context)
    {
        await using var db = await databases.CreateDbContextAsync(context.CancellationToken);
        var rows = db.Set<PenaltyEffect>().Within(request.Division).Among(request.States, e => e.State);
        if (request.OverdueOnly) rows = rows.Where(e => e.Overdue);
        var (page, next) = await rows.PageAsync(request, request.PageSize, request.PageToken, context.CancellationToken);
        return new() { Effects = { page.Select(e => e.ToProto()) }, NextPageToken = next };
    }

    /// <inheritdoc />
    public override async Task<Wire.ListPublishedPenaltiesResponse> ListPublishedPenalties(Wire.ListPublishedPenaltiesRequest request, ServerCallContext context)
    {
        await using var db = await databases.CreateDbContextAsync(context.CancellationToken);
        var today = clock.Today();
        var rows = db.Set<PenaltyCase>().Within(request.Division).Where(p => p.PublishedUntil != null && p.PublishedUntil >= today);
        if (request.CreditCode.Length > 0) rows = rows.Where(p => p.PartyCode == request.CreditCode);
        var (page, next) = await rows.PageAsync(request, request.PageSize, request.PageToken, context.CancellationToken);
        return new() { Penalties = { page.Select(p => p.ToPublished()) }, NextPageToken = next };
    }

    /// <inheritdoc />
    public override async Task<Wire.GetPenaltyStatisticsResponse> GetPenaltyStatistics(Wire.GetPenaltyStatisticsRequest request, ServerCallContext context)
    {
        await using var db = await databases.CreateDbContextAsync(context.CancellationToken);
        var (first, last) = (YearBegins(request.Year), YearBegins(request.Year + 1));
        var counts = await db.Set<PenaltyCase>().AsNoTracking().Within(request.Division).Where(p => p.CreatedAt >= first && p.CreatedAt < last)
            .GroupBy(p => new { p.Kind, p.Division, p.Authority, p.State })
            .Select(g => new { g.Key, Cases = g.LongCount(), Fine = g.Sum(p => p.State == PenaltyState.Withdrawn ? 0 : p.FineFen) }).ToListAsync(context.CancellationToken);
        return new()
        {
            Counts =
            {
                counts.OrderBy(c => c.Key.Kind, StringComparer.Ordinal).ThenBy(c => c.Key.Division, StringComparer.Ordinal).ThenBy(c => c.Key.Authority, StringComparer.Ordinal).ThenBy(c => c.Key.State)
                    .Select(c => new Wire.PenaltyCount
                    {
                        KindId = c.Key.Kind, Division = c.Key.Division, Department = c.Key.Authority, State = EnumMap<Wire.PenaltyState, PenaltyState>.ToWire(c.Key.State), Cases = c.Cases, FineFen = c.Fine,
                    }),
            },
        };
    }

    /// <inheritdoc />
    public override Task<Wire.PrintPenaltyDocumentResponse> PrintPenaltyDocument(Wire.PrintPenaltyDocumentRequest request, ServerCallContext context) =>
        commands.RevealAsync(request, context, async (db, command) =>
        {
            command.Purpose = request.Purpose;
            var one = await db.Set<PenaltyCase>().LoadAsync(Name, request.PenaltyId, command);
            var notice = request.Document == Wire.PenaltyDocument.Notice;
            if (notice ? one.Notice is null : one.Decision is null)
                throw Refusal.OfState("PENALTY_STATE", one.State, notice ? [PenaltyState.Notified, PenaltyState.Decided] : [PenaltyState.Decided, PenaltyState.Served, PenaltyState.Closed]);
            var party = one.PersonCipher.Length > 0 ? protector.Reveal(one.PersonCipher) : one.PartyName;
            return new Wire.PrintPenaltyDocumentResponse { Html = notice ? PenaltyPaper.Notice(one, party) : PenaltyPaper.Decision(one, party) };
        });

    /// <summary>Midnight in China at which a year begins.</summary>
    private static DateTimeOffset YearBegins(int year) => new(year, 1, 1, 0, 0, 0, TimeSpan.FromHours(8));
}
