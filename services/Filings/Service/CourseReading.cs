using ShuangJian.Filings.Domain;
using ShuangJian.Platform.Edge;
using ShuangJian.Policy;
using Institution = ShuangJian.Protos.Institution.V1;
using Wire = ShuangJian.Protos.Filing.V1;

namespace ShuangJian.Filings;

/// <summary>
/// Reads what a request says of courses and timetables. Forms were checked at the edge; here is what no form tells, and every
/// problem is told at once.
/// </summary>
internal sealed class CourseReading
{
    private const int MostTermDays = 731;
    private const string OfRequest = "course.";

    private static readonly string[] Changeable =
        ["title", "item_name", "subject", "category", "stages", "grades", "mode", "description", "outline", "timetable", "price_fen"];

    private readonly List<FieldProblem> _problems = [];

    /// <summary>The content of a new course.</summary>
    public static CourseContent Content(Wire.Course wire)
    {
        var reading = new CourseReading();
        var content = reading.Of(wire);
        reading.Done();
        return content;
    }

    /// <summary>The content of a row of a file; what is wrong with it is told by the fields of the row.</summary>
    public static CourseContent Row(Wire.Course wire, List<FieldProblem> problems)
    {
        var reading = new CourseReading();
        var content = reading.Of(wire);
        problems.AddRange(reading._problems.Select(p => p with { Field = FieldOfRow(p.Field) }));
        return content;
    }

    /// <summary>Path within a row of what is a path within a request.</summary>
    public static string FieldOfRow(string path) => path.StartsWith(OfRequest, StringComparison.Ordinal) ? path[OfRequest.Length..] : path;

    /// <summary>A timetable by itself.</summary>
    public static Timetable Timetable(Wire.Timetable wire)
    {
        var reading = new CourseReading();
        var timetable = reading.Of(wire, "timetable", null);
        reading.Done();
        return timetable;
    }

    /// <summary>The whole content as it will be.</summary>
    public static CourseContent Masked(CourseContent now, Wire.Course? course, IReadOnlyList<string> mask)
    {
        var reading = new CourseReading();
        for (var i = 0; i < mask.Count; i++)
            if (!Changeable.Contains(mask[i])) reading.Wrong($"update_mask.paths[{i}]", "不是可修改的字段", $"'{mask[i]}' is no field that can be changed");
        if (mask.Count == 0) reading.Wrong("update_mask", "必填", "is required");
        var wire = course ?? new Wire.Course();
        if (mask.Contains("title") && wire.Title.Length < 2) reading.Wrong("course.title", "至少 2 个字符", "needs at least 2 characters");
        if (mask.Contains("category") && wire.Category == default) reading.Wrong("course.category", "必填", "is required");
        var mode = mask.Contains("mode") ? EnumMap<Institution.TrainingMode, CourseMode>.ToDomain(wire.Mode) : now.Mode;
        var sent = reading.Of(wire);
        reading.Done();
        var content = now with
        {
            Title = mask.Contains("title") ? sent.Title : now.Title,
            Item = mask.Contains("item_name") ? sent.Item : now.Item,
            Category = mask.Contains("category") ? sent.Category : now.Category,
            Stages = mask.Contains("stages") ? sent.Stages : now.Stages,
            Grades = mask.Contains("grades") ? sent.Grades : now.Grades,
            Mode = mode,
            Description = mask.Contains("description") ? sent.Description : now.Description,
            Outline = mask.Contains("outline") ? sent.Outline : now.Outline,
            Timetable = mask.Contains("timetable") ? sent.Timetable : now.Timetable,
            PriceFen = mask.Contains("price_fen") ? sent.PriceFen : now.PriceFen,
            Subject = mask.Contains("subject") ? sent.Subject : now.Subject,
        };
        reading.Fits(content.Timetable, content.Mode);
        reading.Done();
        return content;
    }

    public void Wrong(string path, string zh, string en) => _problems.Add(new FieldProblem(path, zh, en));

    /// <summary>Refuses when anything was wrong.</summary>
    public void Done()
    {
        if (_problems.Count > 0) throw Rejection.Invalid([.. _problems.Take(20)]);
    }

    private CourseContent Of(Wire.Course wire)
    {
        var mode = EnumMap<Institution.TrainingMode, CourseMode>.ToDomain(wire.Mode);
        return new CourseContent(
            wire.Title,
            wire.ItemName,
            EnumMap<Institution.TrainingCategory, TrainingCategory>.ToDomain(wire.Category) ?? default,
            [.. wire.Stages.Distinct().Select(s => EnumMap<Institution.EducationStage, EducationStage>.ToDomain(s)!.Value).Order()],
            [.. wire.Grades.Distinct().Order()],
            mode,
            wire.Description,
            [.. wire.Outline.Select(u => new OutlineUnit(u.Title, u.Text, u.CurriculumUnitIds.Count > 0 ? [.. u.CurriculumUnitIds] : null))],
            wire.Timetable is null ? null : Of(wire.Timetable, "course.timetable", mode),
            wire.PriceFen,
            wire.Subject);
    }

    private Timetable Of(Wire.Timetable wire, string path, CourseMode? mode)
    {
        var (from, to) = (Days.Of(wire.StartsOn)!.Value, Days.Of(wire.EndsOn)!.Value);
        if (to < from) Wrong($"{path}.ends_on", "不得早于开始日期", "must not be before the first day");
        else if (to.DayNumber - from.DayNumber > MostTermDays) Wrong($"{path}.ends_on", $"不得晚于开始后 {MostTermDays} 天", $"must be at most {MostTermDays} days after the first");
        var weekly = wire.WeeklyLessons.Select((lesson, i) =>
        {
            var times = Times.Read(lesson.StartTime, lesson.EndTime, $"{path}.weekly_lessons[{i}]", _problems);
            return new WeeklyLesson((DayOfWeek)(lesson.Weekday % 7), times.Start, times.End, lesson.Online, lesson.Room, lesson.TutorId);
        }).ToList();
        var extra = wire.ExtraSessions.Select((session, i) =>
        {
            var times = Times.Read(session.StartTime, session.EndTime, $"{path}.extra_sessions[{i}]", _problems);
            return new Session(Days.Of(session.Date)!.Value, times.Start, times.End, session.Online, session.Room, session.TutorId);
        }).ToList();
        var timetable = new Timetable(from, to, weekly, [.. wire.ExceptDates.Select(d => Days.Of(d)!.Value).Distinct().Order()], extra);
        if (_problems.Count == 0 && timetable.Sessions().Count > Domain.Timetable.MostSessions)
            Wrong(path, $"最多 {Domain.Timetable.MostSessions} 课时", $"has more than {Domain.Timetable.MostSessions} sessions");
        Fits(timetable, mode);
        return timetable;
    }

    /// <summary>A course that is given on site has no lesson over the internet, and the other way round.</summary>
    private void Fits(Timetable? timetable, CourseMode? mode)
    {
        if (timetable is null || mode is null or CourseMode.Mixed) return;
        var online = mode == CourseMode.Online;
        for (var i = 0; i < timetable.Weekly.Count; i++)
            if (timetable.Weekly[i].Online != online) Wrong($"course.timetable.weekly_lessons[{i}].online", "与培训方式不符", "does not fit the mode of the course");
        for (var i = 0; i < timetable.Extra.Count; i++)
            if (timetable.Extra[i].Online != online) Wrong($"course.timetable.extra_sessions[{i}].online", "与培训方式不符", "does not fit the mode of the course");
    }
}
