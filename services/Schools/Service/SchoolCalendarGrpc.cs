using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using ShuangJian.Contracts;
using ShuangJian.Platform.Data;
using ShuangJian.Platform.Edge;
using ShuangJian.Platform.Hosting;
using ShuangJian.Policy;
using Institution = ShuangJian.Protos.Institution.V1;
using Wire = ShuangJian.Protos.School.V1;

namespace ShuangJian.Schools;

/// <summary>Keeps when schools teach and when they are closed.</summary>
public sealed class SchoolCalendarGrpc(Commands<SchoolsDb> commands, IDbContextFactory<SchoolsDb> databases, TimeProvider clock)
    : Wire.SchoolCalendarService.SchoolCalendarServiceBase
{
    /// <inheritdoc />
    public override Task<Wire.PutSchoolCalendarResponse> PutSchoolCalendar(Wire.PutSchoolCalendarRequest request, ServerCallContext context) =>
        commands.RunAsync(request, context, async (db, command) =>
        {
            var (division, year) = (request.Calendar.Division, request.Calendar.SchoolYear);
            command.Resource = $"school-calendars/{division}/{year}";
            var problems = new List<FieldProblem>();
            var calendar = Read(request.Calendar, "calendar.", problems);
            if (problems.Count > 0) throw Rejection.Invalid(problems);
            var stored = await db.Set<StoredCalendar>().FindAsync(division, year);
            Etag.Check(request.Etag, stored?.Version ?? 0);
            if (stored is null) db.Add(stored = new StoredCalendar { Division = division, SchoolYear = year, Calendar = calendar });
            stored.Put(calendar, command.Now);
            command.Announce(command.Resource, stored.Version, ChangeOf(stored));
            return new Wire.PutSchoolCalendarResponse { Calendar = ToProto(stored) };
        });

    /// <inheritdoc />
    public override async Task<Wire.GetSchoolCalendarResponse> GetSchoolCalendar(Wire.GetSchoolCalendarRequest request, ServerCallContext context)
    {
        await using var db = await databases.CreateDbContextAsync(context.CancellationToken);
        var found = await StoredCalendar.OnAsync(db, request.Division, Days.Of(request.On) ?? clock.Today(), context.CancellationToken)
            ?? throw Rejection.NotFound($"school-calendars/{request.Division}");
        return new() { Calendar = ToProto(found) };
    }

    /// <inheritdoc />
    public override async Task<Wire.ListSchoolCalendarsResponse> ListSchoolCalendars(Wire.ListSchoolCalendarsRequest request, ServerCallContext context)
    {
        await using var db = await databases.CreateDbContextAsync(context.CancellationToken);
        var rows = db.Set<StoredCalendar>().AsNoTracking().Within(request.Division, c => c.Division);
        if (request.SchoolYear > 0) rows = rows.Where(c => c.SchoolYear == request.SchoolYear);
        if (Paging.After(request, request.PageToken) is { } after)
        {
            if (after.Split('/') is not [var place, var text] || !int.TryParse(text, out var year)) throw Paging.Invalid();
            rows = rows.Where(c => string.Compare(c.Division, place) > 0 || (c.Division == place && c.SchoolYear > year));
        }
        var size = Paging.Size(request.PageSize);
        var (page, next) = (await rows.OrderBy(c => c.Division).ThenBy(c => c.SchoolYear).Take(size + 1).ToListAsync(context.CancellationToken))
            .Page(request, size, c => $"{c.Division}/{c.SchoolYear}");
        return new() { Calendars = { page.Select(ToProto) }, NextPageToken = next };
    }

    /// <summary>Reads a calendar; what is wrong with it is told by paths that begin so.</summary>
    internal static SchoolCalendar Read(Wire.SchoolCalendar wire, string path, List<FieldProblem> problems)
    {
        var (from, to) = Span(wire.StartsOn, wire.EndsOn, path, problems);
        if (from < SchoolCalendar.FirstDayOf(wire.SchoolYear) || to > SchoolCalendar.LastDayOf(wire.SchoolYear))
            problems.Add(new($"{path}school_year", "校历日期不在该学年之内（当年8月1日至次年8月31日）", "does not hold all days of the calendar (1 August to 31 August of the next year)"));
        var vacations = wire.Vacations.Select((vacation, i) =>
        {
            var (first, last) = Span(vacation.StartsOn, vacation.EndsOn, $"{path}vacations[{i}].", problems);
            return new Vacation(vacation.NameZh, first, last);
        }).ToList();
        var hours = wire.SchoolHours.Select((hour, i) =>
        {
            var times = Times.Read(hour.StartTime, hour.EndTime, $"{path}school_hours[{i}]", problems);
            return new SchoolHours(EnumMap<Institution.EducationStage, EducationStage>.ToDomain(hour.Stage)!.Value, times.Start, times.End);
        }).ToList();
        var moved = wire.MovedDays.Select(day => new MovedDay(Days.Of(day.Date)!.Value, day.Teaches, day.ReasonZh)).ToList();
        foreach (var (day, i) in moved.Select((day, i) => (day, i)))
        {
            if (day.Date < from || day.Date > to) problems.Add(new($"{path}moved_days[{i}].date", "不在校历日期之内", "is outside the calendar"));
            if (moved.FindIndex(m => m.Date == day.Date) < i) problems.Add(new($"{path}moved_days[{i}].date", "日期重复", "is there twice"));
        }
        TimeOnly? works = wire.WorkEndsAt.Length > 0 ? Times.Read(wire.WorkEndsAt, $"{path}work_ends_at", problems) : null;
        return new(from, to, vacations, hours, moved, works);
    }

    private static (DateOnly First, DateOnly Last) Span(string from, string to, string path, List<FieldProblem> problems)
    {
        var (first, last) = (Days.Of(from)!.Value, Days.Of(to)!.Value);
        if (last < first) problems.Add(new($"{path}ends_on", "不得早于开始日期", "must not be before the first day"));
        return (first, last);
    }

    internal static SchoolCalendarPut ChangeOf(StoredCalendar stored) => new()
    {
        Division = stored.Division, SchoolYear = stored.SchoolYear, StartsOn = stored.Calendar.From, EndsOn = stored.Calendar.To, WorkEndsAt = stored.Calendar.WorkEnds,
        Vacations = [.. stored.Calendar.Vacations.Select(v => new VacationFact(v.NameZh, v.First, v.Last))],
        SchoolHours = [.. stored.Calendar.Hours.Select(h => new SchoolHoursFact(EnumMap<Institution.EducationStage, EducationStage>.Word(h.Stage), h.Begin, h.End))],
        MovedDays = [.. stored.Calendar.Moved.Select(m => new MovedDayFact(m.Date, m.Teaches, m.ReasonZh))],
    };

    private static Wire.SchoolCalendar ToProto(StoredCalendar stored) => new()
    {
        Division = stored.Division,
        SchoolYear = stored.SchoolYear,
        StartsOn = Days.Of(stored.Calendar.From),
        EndsOn = Days.Of(stored.Calendar.To),
        Vacations = { stored.Calendar.Vacations.Select(v => new Wire.Vacation { NameZh = v.NameZh, StartsOn = Days.Of(v.First), EndsOn = Days.Of(v.Last) }) },
        SchoolHours =
        {
            stored.Calendar.Hours.Select(h => new Wire.SchoolHours
            {
                Stage = EnumMap<Institution.EducationStage, EducationStage>.ToWire(h.Stage), StartTime = Times.Of(h.Begin), EndTime = Times.Of(h.End),
            }),
        },
        MovedDays = { stored.Calendar.Moved.Select(m => new Wire.MovedDay { Date = Days.Of(m.Date), Teaches = m.Teaches, ReasonZh = m.ReasonZh }) },
        WorkEndsAt = Times.Of(stored.Calendar.WorkEnds),
        Etag = Etag.Of(stored.Version),
        UpdateTime = stored.UpdatedAt.ToTimestamp(),
    };
}
