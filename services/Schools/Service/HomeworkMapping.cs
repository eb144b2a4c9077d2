using Google.Protobuf.WellKnownTypes;
using ShuangJian.Contracts;
using ShuangJian.Platform.Data;
using ShuangJian.Platform.Edge;
using ShuangJian.Policy;
using ShuangJian.Schools.Domain;
using Wire = ShuangJian.Protos.School.V1;

namespace ShuangJian.Schools;

/// <summary>Homework between contract, domain and events.</summary>
internal static class HomeworkMapping
{
    /// <summary>What cannot be together, or with the class and its school.</summary>
    public static IReadOnlyList<FieldProblem> Problems(this Wire.Homework wire, ClassOfSchool at)
    {
        var problems = new List<FieldProblem>();
        if (!at.Class.Covers(Days.Of(wire.Date)!.Value)) problems.Add(new("homework.date", "不在该班级的学年内", "lies outside the school year of the class"));
        if (!at.School.Profile.Subjects.Contains(wire.Subject)) problems.Add(new("homework.subject", "不是学校开设的学科", "is no subject of the school"));
        if (wire.Layer == Wire.HomeworkLayer.WholeClass ? wire.Pupils != 0 : wire.Pupils == 0)
            problems.Add(new("homework.pupils", "面向全班时应为 0，否则不得为 0", "must be 0 for the whole class and above 0 otherwise"));
        return problems;
    }

    public static HomeworkContent ToContent(this Wire.Homework wire) => new(
        wire.Subject, Guid.Parse(wire.TeacherId), EnumMap<Wire.HomeworkKind, HomeworkKind>.ToDomain(wire.Kind)!.Value, wire.Minutes,
        EnumMap<Wire.HomeworkLayer, HomeworkLayer>.ToDomain(wire.Layer)!.Value, wire.Pupils, EnumMap<Wire.HomeworkChannel, HomeworkChannel>.ToDomain(wire.Channel)!.Value,
        EnumMap<Wire.HomeworkMarker, HomeworkMarker>.ToDomain(wire.Marker)!.Value, EnumMap<Wire.HomeworkPlace, HomeworkPlace>.ToDomain(wire.Place)!.Value, wire.Content,
        wire.AsksParents, wire.BeyondStandard);

    public static Wire.Homework ToProto(this Homework homework)
    {
        var wire = ToProto(homework, homework.Content, homework.State);
        wire.Findings.Add(homework.Findings.Select(f => f.ToProto()));
        wire.Marking = homework.Marked?.ToProto();
        wire.Etag = Etag.Of(homework.Version);
        return wire;
    }

    public static Wire.HomeworkRevision ToProto(this HomeworkRevision revision, Homework of) => new()
    {
        Version = revision.Version, ChangedBy = revision.By, ChangeTime = revision.At.ToTimestamp(), Reason = revision.Reason, Before = ToProto(of, revision.Content, revision.State),
    };

    public static Wire.DayBalance ToBalance(this ClassDay day, LawAt law)
    {
        var limit = day.Limit(law);
        return new()
        {
            Pupils = day.Pupils, WrittenMinutesTenths = Tenths(day.Held, day.Pupils), Limited = limit is not null, LimitMinutes = limit ?? 0,
            RemainingMinutes = limit is { } minutes ? day.Remaining(minutes) : 0,
        };
    }

    public static HomeworkBreachFound BreachOf(Homework homework, IEnumerable<Finding> breaches) => new()
    {
        Division = homework.Division, HomeworkId = $"{homework.Id}", SchoolCode = homework.SchoolCode, ClassId = $"{homework.ClassId}", Date = homework.Date,
        Findings = [.. breaches.Select(f => f.ToFact())],
    };

    /// <summary>Pupil-minutes a pupil in tenths of a minute, rounded up.</summary>
    public static int Tenths(long pupilMinutes, long pupils) => pupils == 0 ? 0 : (int)((pupilMinutes * 10 + pupils - 1) / pupils);

    private static Wire.Marking ToProto(this Marking marking) => new()
    {
        HandedIn = marking.HandedIn,
        ByTeacher = marking.ByTeacher,
        ByPupils = marking.ByPupils,
        ByParents = marking.ByParents,
        Explained = marking.Explained,
        FinishedInSchool = marking.FinishedInSchool,
        ByTeacherPercent = Percent(marking.ByTeacher, marking.HandedIn),
        FinishedInSchoolPercent = Percent(marking.FinishedInSchool, marking.HandedIn),
        Findings = { marking.Findings.Select(f => f.ToProto()) },
    };

    private static int Percent(int part, int whole) => whole == 0 ? 0 : part * 100 / whole;

    private static Wire.Homework ToProto(Homework homework, HomeworkContent content, HomeworkState state) => new()
    {
        HomeworkId = $"{homework.Id}",
        ClassId = $"{homework.ClassId}",
        Date = Days.Of(homework.Date),
        Subject = content.Subject,
        TeacherId = $"{content.TeacherId}",
        Kind = EnumMap<Wire.HomeworkKind, HomeworkKind>.ToWire(content.Kind),
        Minutes = content.Minutes,
        Layer = EnumMap<Wire.HomeworkLayer, HomeworkLayer>.ToWire(content.Layer),
        Pupils = content.Pupils,
        Channel = EnumMap<Wire.HomeworkChannel, HomeworkChannel>.ToWire(content.Channel),
        Marker = EnumMap<Wire.HomeworkMarker, HomeworkMarker>.ToWire(content.Marker),
        Place = EnumMap<Wire.HomeworkPlace, HomeworkPlace>.ToWire(content.Place),
        Content = content.Text,
        AsksParents = content.AsksParents,
        BeyondStandard = content.BeyondStandard,
        State = EnumMap<Wire.HomeworkState, HomeworkState>.ToWire(state),
    };
}
