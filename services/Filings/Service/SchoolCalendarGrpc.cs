using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using ShuangJian.Filings.Domain;
using ShuangJian.Platform.Data;
using ShuangJian.Platform.Edge;
using ShuangJian.Policy;
using Institution = ShuangJian.Protos.Institution.V1;
using Wire = ShuangJian.Protos.Filing.V1;

namespace ShuangJian.Filings;

/// <summary>Keeps the school calendars by which timetables are judged.</summary>
public sealed class SchoolCalendarGrpc(Commands<FilingsDb> commands, IDbContextFactory<FilingsDb> databases) : Wire.SchoolCalendarService.SchoolCalendarServiceBase
{
    /// <inheritdoc />
    public override Task<Wire.PutSchoolCalendarResponse> PutSchoolCalendar(Wire.PutSchoolCalendarRequest request, ServerCallContext context) =>
        commands.RunAsync(request, context, async (db, command) =>
        {
            var division = request.Calendar.Division;
            command.Resource = $"school-calendars/{division}";
            var calendar = Read(request.Calendar);
            var stored = await db.Set<StoredCalendar>().FindAsync(division);
            Etag.Check(request.Etag, stored?.Version ?? 0);
            if (stored is null) db.Add(stored = new StoredCalendar { Division = division, Calendar = calendar });
            stored.Calendar = calendar;
            stored.Version++;
            stored.UpdatedAt = command.Now;
            db.Add(new Rejudging { Id = Guid.CreateVersion7(), Division = division });
            return new Wire.PutSchoolCalendarResponse { Calendar = ToProto(stored) };
        });

    /// <inheritdoc />
    public override async Task<Wire.GetSchoolCalendarResponse> GetSchoolCalendar(Wire.GetSchoolCalendarRequest request, ServerCallContext context)
    {
        await using var db = await databases.CreateDbContextAsync(context.CancellationToken);
        var found = await Judging.SchoolsAsync(db, DivisionCode.Parse(request.Division), context.CancellationToken)
            ?? throw Rejection.NotFound($"school-calendars/{request.Division}");
        return new Wire.GetSchoolCalendarResponse { Calendar = ToProto(found) };
    }

    private static SchoolCalendar Read(Wire.SchoolCalendar wire)
    {
        var reading = new CourseReading();
        var (from, to) = (Days.Of(wire.StartsOn)!.Value, Days.Of(wire.EndsOn)!.Value);
        if (to < from) reading.Wrong("calendar.ends_on", "不得早于开始日期", "must not be before the first day");
        var vacations = wire.Vacations.Select((vacation, i) =>
        {
            var (first, last) = (Days.Of(vacation.StartsOn)!.Value, Days.Of(vacation.EndsOn)!.Value);
            if (last < first) reading.Wrong($"calendar.vacations[{i}].ends_on", "不得早于开始日期", "must not be before the first day");
            return new Vacation(vacation.NameZh, first, last);
        }).ToList();
        var hours = wire.SchoolHours.Select((hour, i) =>
        {
            var times = reading.Times(hour.StartTime, hour.EndTime, $"calendar.school_hours[{i}]");
            return new SchoolHours(EnumMap<Institution.EducationStage, EducationStage>.ToDomain(hour.Stage)!.Value, times.Start, times.End);
        }).ToList();
        reading.Done();
        return new SchoolCalendar(from, to, vacations, hours);
    }

    private static Wire.SchoolCalendar ToProto(StoredCalendar stored)
    {
        var calendar = stored.Calendar;
        var wire = new Wire.SchoolCalendar
        {
            Division = stored.Division,
            StartsOn = Days.Of(calendar.From),
            EndsOn = Days.Of(calendar.To),
            Etag = Etag.Of(stored.Version),
            UpdateTime = stored.UpdatedAt.ToTimestamp(),
        };
        wire.Vacations.Add(calendar.Vacations.Select(v => new Wire.Vacation { NameZh = v.NameZh, StartsOn = Days.Of(v.First), EndsOn = Days.Of(v.Last) }));
        wire.SchoolHours.Add(calendar.Hours.Select(h => new Wire.SchoolHours
        {
            Stage = EnumMap<Institution.EducationStage, EducationStage>.ToWire(h.Stage), StartTime = CourseMapping.Time(h.Begin), EndTime = CourseMapping.Time(h.End),
        }));
        return wire;
    }
}
