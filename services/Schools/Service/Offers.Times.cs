using Microsoft.EntityFrameworkCore;
using ShuangJian.Contracts;
using ShuangJian.Platform.Data;
using ShuangJian.Platform.Hosting;
using ShuangJian.Schools.Domain;

namespace ShuangJian.Schools;

/// <content>When offers are held, and how they end with their school.</content>
internal static partial class Offers
{
    private const string Closed = "学校停办";

    /// <summary>Pupils who are elsewhere at an hour of the offer. Whoever enrols a pupil renews the pupil, so two at once do not overlook each other.</summary>
    private static async Task<HashSet<Guid>> BusyAsync(SchoolsDb db, ServiceOffer offer, Guid[] pupils, DateOnly today, CancellationToken cancellation)
    {
        if (pupils.Length == 0) return [];
        var elsewhere = await db.Set<ServiceEnrolment>().Where(e => e.OfferId != offer.Id && e.LeftOn == null && EF.Parameter(pupils).Contains(e.PupilId))
            .Select(e => new { e.OfferId, e.PupilId }).ToListAsync(cancellation);
        var ids = elsewhere.Select(e => e.OfferId).Distinct().ToArray();
        if (ids.Length == 0) return [];
        HashSet<Guid> meeting = [];
        if (offer is HolidayCustody custody)
        {
            var others = await db.Set<HolidayCustody>().AsNoTracking().Where(c => EF.Parameter(ids).Contains(c.Id) && c.State == ProgrammeState.Open).ToListAsync(cancellation);
            meeting = [.. others.Where(custody.Overlaps).Select(o => o.Id)];
        }
        else if (offer is Programme programme)
        {
            var others = await db.Set<Programme>().AsNoTracking().Where(p => EF.Parameter(ids).Contains(p.Id) && p.State == ProgrammeState.Open).ToListAsync(cancellation);
            Guid[] all = [offer.Id, .. others.Select(o => o.Id)];
            var cancelled = (await db.Set<SessionRecord>().Where(s => EF.Parameter(all).Contains(s.ProgrammeId) && s.CancelReason != "" && s.Date >= today)
                .Select(s => new { s.ProgrammeId, s.Date }).ToListAsync(cancellation)).Select(s => (s.ProgrammeId, s.Date)).ToHashSet();
            var calendars = await StoredCalendar.OfAsync(db, offer.Division, cancellation);
            meeting = [.. others.Where(o => programme.MeetsAtOneHour(o, calendars, today, cancelled)).Select(o => o.Id)];
        }
        return [.. elsewhere.Where(e => meeting.Contains(e.OfferId)).Select(e => e.PupilId)];
    }

    /// <summary>Ends what schools offer that close; sessions until their last day are still held.</summary>
    public static async Task CloseAsync(
        SchoolsDb db, IReadOnlyCollection<School> schools, DateTime now, Action<string, long, DomainEvent> announce, CancellationToken cancellation)
    {
        if (schools.Count == 0) return;
        var (codes, last) = (schools.Select(s => s.Code).ToArray(), schools.ToDictionary(s => s.Code, s => new DateTimeOffset(ChinaDay.StartOf(s.ClosedOn!.Value.AddDays(1)))));
        if (db.Database.CurrentTransaction is null) await db.Database.BeginTransactionAsync(cancellation);
        // Who enrols meanwhile waits, and finds it ended.
        var (programmes, classes) = (db.Set<Programme>().Where(p => EF.Parameter(codes).Contains(p.SchoolCode) && p.State == ProgrammeState.Open),
            db.Set<HolidayCustody>().Where(c => EF.Parameter(codes).Contains(c.SchoolCode) && c.State == ProgrammeState.Open));
        await programmes.ExecuteUpdateAsync(set => set.SetProperty(p => p.Turn, p => p.Turn + 1), cancellation);
        await classes.ExecuteUpdateAsync(set => set.SetProperty(c => c.Turn, c => c.Turn + 1), cancellation);
        var open = await programmes.ToListAsync(cancellation);
        var calendars = await StoredCalendar.OfAsync(db, open.Select(p => p.Division), cancellation);
        foreach (var one in open)
        {
            var sessions = one.End(Closed, calendars[one.Division], now, last[one.SchoolCode]);
            announce($"{ProgrammeGrpc.Name}/{one.Id}", one.Version, new ProgrammeEnded
            {
                Division = one.Division, ProgrammeId = $"{one.Id}", SchoolCode = one.SchoolCode, Reason = Closed, SessionCount = sessions,
            });
        }
        foreach (var one in await classes.ToListAsync(cancellation))
        {
            one.End(Closed, now, last[one.SchoolCode]);
            announce($"{HolidayCustodyGrpc.Name}/{one.Id}", one.Version, new CustodyEnded { Division = one.Division, CustodyId = $"{one.Id}", SchoolCode = one.SchoolCode, Reason = Closed });
        }
    }
}
