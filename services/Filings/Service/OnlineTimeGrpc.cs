using System.Globalization;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using ShuangJian.Filings.Domain;
using ShuangJian.Platform.Data;
using ShuangJian.Platform.Edge;
using ShuangJian.Platform.Identity;
using ShuangJian.Policy;
using Outcome = ShuangJian.Protos.Filing.V1.EnrolmentOutcome;
using Wire = ShuangJian.Protos.Filing.V1;

namespace ShuangJian.Filings;

/// <summary>Records which pupils attend which courses and tells how long one is online. Answers never name the pupil.</summary>
public sealed class OnlineTimeGrpc(Commands<FilingsDb> commands, IDbContextFactory<FilingsDb> databases, PersonMatching matching, PupilTimes times)
    : Wire.OnlineTimeService.OnlineTimeServiceBase
{
    private const int MostDays = 92;

    /// <inheritdoc />
    public override Task<Wire.RecordEnrolmentsResponse> RecordEnrolments(Wire.RecordEnrolmentsRequest request, ServerCallContext context) =>
        commands.RunAsync(request, context, async (db, command) =>
        {
            var owner = command.OwnerOf("", request.Division, request.InstitutionId, request.InstitutionCode);
            command.Resource = $"institutions/{owner.InstitutionId}/enrolments";
            var ids = request.Enrolments.Select(e => Guid.TryParse(e.CourseId, out var id) ? id : Guid.Empty).ToList();
            var courses = await db.Courses.AsNoTracking()
                .Where(c => ids.Contains(c.Id) && c.InstitutionCode == owner.Code && c.Division == owner.Division && c.State == CourseState.Filed)
                .Select(c => c.Id).ToHashSetAsync();
            var numbers = request.Enrolments.Select(e => e.PupilNumber).Distinct().ToDictionary(n => n, matching.Hashes);
            var hashes = numbers.Values.SelectMany(h => h).ToArray();
            // Whoever is named again is kept under the current key from then on, in every course, so that a pupil has one hash.
            var known = (await db.Set<Enrolment>().Where(e => hashes.Contains(e.PupilHash)).ToListAsync()).ToLookup(e => e.PupilHash);
            var pupils = numbers.ToDictionary(n => n.Key, n => new Pupil(matching.Hash(n.Key), [.. n.Value.SelectMany(hash => known[hash])]));
            foreach (var pupil in pupils.Values) pupil.Enrolments.ForEach(e => e.Rehash(pupil.Hash, command.Now));
            var response = new Wire.RecordEnrolmentsResponse();
            foreach (var (row, id) in request.Enrolments.Zip(ids))
                response.Outcomes.Add(Record(db, owner, pupils[row.PupilNumber], row, id, courses, command.Now));
            db.AddRange(pupils.Values.Select(p => new PupilTimeTask { Id = Guid.CreateVersion7(), PupilHash = p.Hash }));
            return response;
        });

    /// <inheritdoc />
    public override Task<Wire.JudgePupilTimeResponse> JudgePupilTime(Wire.JudgePupilTimeRequest request, ServerCallContext context) =>
        commands.RevealAsync(request, context, async (db, command) =>
        {
            (command.Resource, command.Purpose) = ("pupil-times", request.Purpose);
            var (from, to) = (Days.Of(request.From)!.Value, Days.Of(request.To)!.Value);
            if (to < from) throw Rejection.Invalid("to", "不得早于开始日期", "is before the first day");
            if (to.DayNumber - from.DayNumber > MostDays) throw Rejection.Invalid("to", $"最多{MostDays}天", $"is more than {MostDays} days after the first");
            var response = new Wire.JudgePupilTimeResponse();
            foreach (var (time, finding) in await times.JudgeAsync(db, matching.Hashes(request.PupilNumber), request.Division, from, to))
                response.Times.Add(ToProto(time, finding));
            return response;
        });

    /// <inheritdoc />
    public override async Task<Wire.ListPupilTimeBreachesResponse> ListPupilTimeBreaches(Wire.ListPupilTimeBreachesRequest request, ServerCallContext context)
    {
        await using var db = await databases.CreateDbContextAsync(context.CancellationToken);
        var rows = db.Set<PupilTimeBreach>().SeenBy(Caller.Of(context), request.Division);
        if (request.StandingOnly) rows = rows.Where(b => b.EndedOn == null);
        var (page, next) = await rows.PageAsync(request, request.PageSize, request.PageToken);
        var response = new Wire.ListPupilTimeBreachesResponse { NextPageToken = next };
        response.Breaches.Add(page.Select(b => new Wire.PupilTimeBreach
        {
            BreachId = $"{b.Id}", Division = b.Division, Time = ToProto(b.Time, b.Finding), FoundOn = Days.Of(b.FoundOn), EndedOn = Days.Of(b.EndedOn),
        }));
        return response;
    }

    private static Outcome Record(
        FilingsDb db, Owner owner, Pupil pupil, Wire.Enrolment row, Guid course, HashSet<Guid> courses, DateTime now)
    {
        var (from, to) = (Days.Of(row.From)!.Value, Days.Of(row.To));
        if (to < from) return Outcome.DaysInvalid;
        if (!courses.Contains(course)) return Outcome.CourseNotFiled;
        if (pupil.Enrolments.FirstOrDefault(e => e.CourseId == course) is { } known) return known.Attend(from, to, now, row.SchoolCode) ? Outcome.Recorded : Outcome.Unchanged;
        var enrolment = Enrolment.Of(owner, pupil.Hash, course, from, to, now, row.SchoolCode);
        db.Add(enrolment);
        pupil.Enrolments.Add(enrolment);
        return Outcome.Recorded;
    }

    private static Wire.ContinuousTime ToProto(ContinuousTime time, Finding? finding)
    {
        var wire = new Wire.ContinuousTime { Date = Days.Of(time.Date), Minutes = time.Minutes };
        wire.Sessions.Add(time.Sessions.Select(s => new Wire.PupilSession
        {
            InstitutionCode = s.InstitutionCode, CourseId = $"{s.CourseId}", StartTime = Clock(s.Start), EndTime = Clock(s.End),
        }));
        if (finding is not null) wire.Findings.Add(finding.ToProto());
        return wire;
    }

    private static string Clock(TimeOnly time) => time.ToString("HH:mm:ss", CultureInfo.InvariantCulture);

    private sealed record Pupil(string Hash, List<Enrolment> Enrolments);
}
