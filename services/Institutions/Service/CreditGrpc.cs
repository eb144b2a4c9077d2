using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ShuangJian.Contracts;
using ShuangJian.Institutions.Domain;
using ShuangJian.Platform.Data;
using ShuangJian.Platform.Edge;
using ShuangJian.Platform.Hosting;
using ShuangJian.Platform.Identity;
using ShuangJian.Platform.Messaging;
using ShuangJian.Policy;
using Wire = ShuangJian.Protos.Institution.V1;

namespace ShuangJian.Institutions;

/// <summary>Tells the credit of institutions, worked out from events each time.</summary>
public sealed class CreditGrpc(IDbContextFactory<InstitutionsDb> databases, TimeProvider clock) : Wire.CreditService.CreditServiceBase
{
    private DateOnly Today => ChinaDay.Of(clock.GetUtcNow().UtcDateTime);

    /// <inheritdoc />
    public override async Task<Wire.GetCreditStandingResponse> GetCreditStanding(Wire.GetCreditStandingRequest request, ServerCallContext context)
    {
        var (institution, entries) = await ReadAsync(request.InstitutionId, context);
        var day = Days.Of(request.AsOf) ?? Today;
        var standing = CreditStanding.Of(entries, Law.Current.At(DivisionCode.Parse(institution.Division), day));
        var wire = new Wire.CreditStanding
        {
            InstitutionId = request.InstitutionId,
            AsOf = Days.Of(day),
            Score = standing.Score,
            Grade = EnumMap<Wire.CreditGrade, CreditGrade>.ToWire(standing.Grade),
            InspectionsPerYear = standing.InspectionsPerYear,
        };
        wire.Contributions.Add(standing.Contributions.Select(c => new Wire.CreditContribution
        {
            Kind = EnumMap<Wire.CreditEventKind, CreditEventKind>.ToWire(c.Entry.Kind),
            Source = c.Entry.Origin,
            OccurredOn = Days.Of(c.Entry.OccurredOn),
            Points = c.Points,
            RectifiedOn = c.Entry.RectifiedOn <= day ? Days.Of(c.Entry.RectifiedOn) : "",
            CountsUntil = Days.Of(c.CountsUntil),
        }));
        wire.Parameters.Add(standing.Uses.Select(u => u.ToProto()));
        return new Wire.GetCreditStandingResponse { Standing = wire };
    }

    /// <inheritdoc />
    public override async Task<Wire.ListCreditHistoryResponse> ListCreditHistory(Wire.ListCreditHistoryRequest request, ServerCallContext context)
    {
        var (institution, entries) = await ReadAsync(request.InstitutionId, context);
        var response = new Wire.ListCreditHistoryResponse();
        var history = CreditStanding.History(entries, institution.LicensedOn, Law.Current.At(DivisionCode.Parse(institution.Division), Today));
        response.Changes.Add(history.Select(change => new Wire.CreditChange
        {
            Date = Days.Of(change.Day),
            Score = change.Standing.Score,
            Grade = EnumMap<Wire.CreditGrade, CreditGrade>.ToWire(change.Standing.Grade),
        }));
        return response;
    }

    private async Task<(Institution Institution, List<CreditEntry> Entries)> ReadAsync(string id, ServerCallContext context)
    {
        await using var db = await databases.CreateDbContextAsync(context.CancellationToken);
        var institution = await db.InstitutionAsync(id, Caller.Of(context));
        return (institution, await db.Set<CreditEntry>().AsNoTracking().Where(e => e.InstitutionCode == institution.Code).ToListAsync(context.CancellationToken));
    }
}

/// <summary>Writes what bears on credit, and announces when a grade becomes another one. Saves nothing itself.</summary>
internal static class CreditLedger
{
    /// <summary>Records an event once per origin and kind.</summary>
    public static Task RecordAsync(
        InstitutionsDb db, string division, string code, CreditEventKind kind, string origin, DateOnly occurredOn, DateTime now) =>
        ChangeAsync(db, code, now, entries =>
        {
            if (entries.Exists(e => e.Kind == kind && e.Origin == origin)) return;
            var entry = CreditEntry.Record(division, code, kind, origin, occurredOn, now);
            db.Add(entry);
            entries.Add(entry);
        });

    /// <summary>Notes that what an origin stands for was rectified. False when nothing is known of it.</summary>
    public static async Task<bool> RectifyAsync(InstitutionsDb db, string code, string origin, DateOnly day, DateTime now)
    {
        var known = false;
        await ChangeAsync(db, code, now, entries =>
        {
            foreach (var entry in entries.Where(e => e.Origin == origin))
            {
                known = true;
                entry.Rectify(day, now);
            }
        });
        return known;
    }

    /// <summary>Takes back what an origin cost, as if it had never been.</summary>
    public static async Task ForgetAsync(InstitutionsDb db, string origin, DateTime now)
    {
        var codes = await db.Set<CreditEntry>().Where(e => e.Origin == origin).Select(e => e.InstitutionCode).Distinct().ToListAsync();
        foreach (var code in codes)
        {
            await ChangeAsync(db, code, now, entries =>
            {
                db.RemoveRange(entries.Where(e => e.Origin == origin));
                entries.RemoveAll(e => e.Origin == origin);
            });
        }
    }

    private static async Task ChangeAsync(InstitutionsDb db, string code, DateTime now, Action<List<CreditEntry>> change)
    {
        var entries = await db.Set<CreditEntry>().Where(e => e.InstitutionCode == code).ToListAsync();
        // One turn of a sweep may record several before anything is saved.
        entries.AddRange(db.Set<CreditEntry>().Local.Where(e => e.InstitutionCode == code && !entries.Contains(e)).ToList());
        var institution = await db.Institutions.AsNoTracking().Where(i => i.Code == code).Select(i => new { i.Id, i.Division }).SingleOrDefaultAsync();
        var law = institution is null ? (LawAt?)null : Law.Current.At(DivisionCode.Parse(institution.Division), ChinaDay.Of(now));
        var before = law is null ? null : CreditStanding.Of(entries, law.Value);
        change(entries);
        if (institution is null || CreditStanding.Of(entries, law!.Value) is not { } after || after.Grade == before!.Grade) return;
        db.Announce(InstitutionsModule.ServiceName, $"credit-standings/{institution.Id}", entries.Sum(e => e.Version), now, new CreditGradeChanged
        {
            Division = institution.Division,
            InstitutionCode = code,
            GradeBefore = $"{before.Grade}",
            Grade = $"{after.Grade}",
            Score = after.Score,
            InspectionsPerYear = after.InspectionsPerYear,
        });
    }
}

/// <summary>Hears of penalties, upheld complaints and what was rectified.</summary>
public sealed class CreditConsumer(IDbContextFactory<InstitutionsDb> databases, TimeProvider clock, ILogger<CreditConsumer> log)
    : EventConsumer<InstitutionsDb>(databases, clock, log)
{
    private readonly TimeProvider _clock = clock;

    /// <inheritdoc />
    public override string Name => "institutions.credit";

    /// <inheritdoc />
    public override IReadOnlyList<string> Topics => ["#.supervision.penalty-decided", "#.supervision.penalty-withdrawn", "#.supervision.complaint-upheld", "#.supervision.breach-rectified"];

    /// <inheritdoc />
    protected override async Task ApplyAsync(InstitutionsDb db, ReceivedEvent received, CancellationToken cancellation)
    {
        var now = _clock.GetUtcNow().UtcDateTime;
        switch (received.Name)
        {
            case "supervision.penalty-decided":
                var penalty = CloudEvents.DataOf<PenaltyDecided>(received);
                // Who never had a code has no credit to lose.
                if (penalty.UnifiedSocialCreditCode is { } code)
                    await CreditLedger.RecordAsync(db, penalty.Division, code, CreditEventKind.Penalty, $"penalties/{penalty.PenaltyId}", penalty.DecidedOn, now);
                penalty.EffectOf("CREDIT").Confirm(db, penalty.Division, InstitutionsModule.ServiceName, now, "已计入信用");
                break;
            case "supervision.penalty-withdrawn":
                await CreditLedger.ForgetAsync(db, $"penalties/{CloudEvents.DataOf<PenaltyWithdrawn>(received).PenaltyId}", now);
                break;
            case "supervision.complaint-upheld":
                var complaint = CloudEvents.DataOf<ComplaintUpheld>(received);
                await CreditLedger.RecordAsync(db, complaint.Division, complaint.InstitutionCode, CreditEventKind.Complaint, received.Subject, complaint.UpheldOn, now);
                break;
            default:
                var rectified = CloudEvents.DataOf<BreachRectified>(received);
                // Events of different subjects may overtake one another: then this one is tried again, and parked in the end.
                if (!await CreditLedger.RectifyAsync(db, rectified.InstitutionCode, rectified.Cause, rectified.RectifiedOn, now))
                    throw new InvalidOperationException("Nothing is known of what was rectified.");
                break;
        }
    }
}

internal sealed class CreditEntryTable : IEntityTypeConfiguration<CreditEntry>
{
    public void Configure(EntityTypeBuilder<CreditEntry> row)
    {
        row.IsVersioned("credit_entries");
        row.Property(e => e.InstitutionCode).HasMaxLength(18);
        row.HasIndex(e => new { e.InstitutionCode, e.OccurredOn });
        row.HasIndex(e => new { e.Origin, e.Kind }).IsUnique();
    }
}
