using Google.Protobuf.WellKnownTypes;
using ShuangJian.Contracts;
using ShuangJian.Filings.Domain;
using ShuangJian.Platform.Data;
using ShuangJian.Platform.Edge;
using ShuangJian.Policy;
using Institution = ShuangJian.Protos.Institution.V1;
using Type = ShuangJian.Protos.Type.V1;
using Wire = ShuangJian.Protos.Filing.V1;

namespace ShuangJian.Filings;

/// <summary>Carries courses between contract, domain and events.</summary>
internal static class CourseMapping
{
    public static string NameOf(Course course) => $"courses/{course.Id}";

    public static Wire.Course ToProto(this Course course, bool whole = true)
    {
        var content = course.Content;
        var wire = new Wire.Course
        {
            CourseId = course.Id.ToString(),
            Division = course.Division,
            InstitutionCode = course.InstitutionCode,
            InstitutionId = course.InstitutionId?.ToString() ?? "",
            State = EnumMap<Wire.CourseState, CourseState>.ToWire(course.State),
            Title = content.Title,
            ItemName = content.Item,
            Category = EnumMap<Institution.TrainingCategory, TrainingCategory>.ToWire(course.Category),
            Mode = EnumMap<Institution.TrainingMode, CourseMode>.ToWire(content.Mode),
            Description = content.Description,
            PriceFen = content.PriceFen,
            Decision = course.Decision?.ToProto(),
            NoLongerHolds = course.NoLongerHolds,
            SessionCount = course.SessionCount,
            EndsOn = Days.Of(course.EndsOn),
            Etag = Etag.Of(course.Version),
            CreateTime = course.CreatedAt.ToTimestamp(),
            UpdateTime = course.UpdatedAt.ToTimestamp(),
            Subject = content.Subject,
            HoldsUntil = Days.Of(course.HoldsUntil),
            ReviewDueOn = Days.Of(course.ReviewDueOn),
            ReviewOverdue = course.ReviewOverdue,
            PreviousCourseId = course.PreviousId?.ToString() ?? "",
            BatchId = course.BatchId?.ToString() ?? "",
            BatchRow = course.BatchRow,
        };
        wire.ChangedFields.Add(course.ChangedFields());
        wire.Stages.Add(content.Stages.Select(s => EnumMap<Institution.EducationStage, EducationStage>.ToWire(s)));
        wire.Grades.Add(content.Grades);
        wire.Remarks.Add(course.Remarks.Select(r => new Wire.CourseRemark { Field = r.Field, Remark = r.Remark }));
        if (!whole) return wire;
        wire.Outline.Add(content.Outline.Select(u => new Wire.OutlineUnit { Title = u.Title, Text = u.Text, CurriculumUnitIds = { u.CurriculumUnits ?? [] } }));
        wire.Timetable = content.Timetable?.ToProto();
        wire.Findings.Add(course.Findings.Select(f => f.ToProto()));
        wire.Parameters.Add(course.Uses.Select(u => u.ToProto()));
        return wire;
    }

    /// <summary>Sessions with what was found about each.</summary>
    public static IEnumerable<Wire.JudgedSession> Judged(IReadOnlyList<Session> sessions, IReadOnlyList<Finding> findings)
    {
        var about = findings.ToLookup(f => f.Subject);
        return sessions.Select((session, index) =>
        {
            var judged = new Wire.JudgedSession { Index = index, Session = session.ToProto() };
            judged.Findings.Add(about[$"sessions[{index}]"].Select(f => f.ToProto()));
            return judged;
        });
    }

    public static CoursePublished Published(Course course)
    {
        var (timetable, sessions) = (course.Content.Timetable!, course.Content.Sessions());
        var weekly = string.Join('、', timetable.Weekly.Select(w => $"每周{"日一二三四五六"[(int)w.Day]}{w.Start:HH\\:mm}–{w.End:HH\\:mm}"));
        return new CoursePublished
        {
            Division = course.Division,
            InstitutionId = course.InstitutionId!.Value.ToString(),
            CourseId = course.Id.ToString(),
            Title = course.Content.Title,
            Schedule = $"{sessions[0].Date:yyyy-MM-dd}至{sessions[^1].Date:yyyy-MM-dd}" + (weekly.Length > 0 ? $"，{weekly}" : ""),
            Lessons = course.SessionCount,
            PriceFen = course.Content.PriceFen,
        };
    }

    /// <summary>Tells the disclosure page that a course is none any more.</summary>
    public static DisclosureWithdrawn Hidden(Course course) => new()
    {
        Division = course.Division, InstitutionId = course.InstitutionId!.Value.ToString(), ItemKind = "COURSE", ItemId = course.Id.ToString(),
    };

    /// <summary>What a submission is announced as.</summary>
    public static DomainEvent SubmissionOf(Course course) => course.State == CourseState.Refused ? Refused(course) : new CourseSubmitted
    {
        Division = course.Division,
        CourseId = course.Id.ToString(),
        InstitutionCode = course.InstitutionCode,
        Title = course.Content.Title,
        Category = Word(course.Category),
        PreviousCourseId = course.PreviousId?.ToString(),
        ChangedFields = course.ChangedFields(),
        Findings = Facts(course.Findings),
    };

    public static CourseRefused Refused(Course course) => new()
    {
        Division = course.Division,
        CourseId = course.Id.ToString(),
        InstitutionCode = course.InstitutionCode,
        Automatic = course.Decision!.Automatic,
        Findings = Facts(course.Findings),
    };

    public static CourseNoLongerHolds Fails(Course course) => new()
    {
        Division = course.Division,
        CourseId = course.Id.ToString(),
        InstitutionCode = course.InstitutionCode,
        Findings = Facts(course.Findings.Where(f => f.Severity == Severity.Breach)),
    };

    /// <summary>A rule that speaks of many sessions is told once.</summary>
    public static IReadOnlyList<FindingFact> Facts(IEnumerable<Finding> findings) => [.. findings.DistinctBy(f => (f.Rule, f.Severity)).Select(f => f.ToFact())];

    public static string Word(TrainingCategory category) => EnumMap<Institution.TrainingCategory, TrainingCategory>.Word(category);

    private static Wire.CourseDecision ToProto(this CourseDecision decision)
    {
        var wire = new Wire.CourseDecision
        {
            Filed = decision.Filed, Automatic = decision.Automatic, Department = decision.Department, Reason = decision.Reason, DecidedOn = Days.Of(decision.DecidedOn),
        };
        wire.Determinations.Add(decision.Determinations.Select(d => new Type.Determination { Rule = d.Rule, Breached = d.Breached, Reason = d.Reason }));
        return wire;
    }

    private static Wire.Timetable ToProto(this Timetable timetable)
    {
        var wire = new Wire.Timetable { StartsOn = Days.Of(timetable.From), EndsOn = Days.Of(timetable.To) };
        wire.WeeklyLessons.Add(timetable.Weekly.Select(w => new Wire.WeeklyLesson
        {
            Weekday = w.Day == DayOfWeek.Sunday ? 7 : (int)w.Day, StartTime = Times.Of(w.Start), EndTime = Times.Of(w.End), Online = w.Online, Room = w.Room, TutorId = w.Tutor,
        }));
        wire.ExceptDates.Add(timetable.Except.Select(d => Days.Of(d)));
        wire.ExtraSessions.Add(timetable.Extra.Select(s => s.ToProto()));
        return wire;
    }

    private static Wire.Session ToProto(this Session session) => new()
    {
        Date = Days.Of(session.Date), StartTime = Times.Of(session.Start), EndTime = Times.Of(session.End), Online = session.Online, Room = session.Room, TutorId = session.Tutor,
    };
}
