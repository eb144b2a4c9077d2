using System.Globalization;
using ShuangJian.Platform.Bulk;
using ShuangJian.Platform.Edge;
using ShuangJian.Policy;
using ShuangJian.Protos.Institution.V1;
using EducationStage = ShuangJian.Protos.Institution.V1.EducationStage;
using TrainingCategory = ShuangJian.Protos.Institution.V1.TrainingCategory;
using Wire = ShuangJian.Protos.Filing.V1;

namespace ShuangJian.Filings;

/// <summary>Columns of a course, and what stands in them.</summary>
internal static class CourseRows
{
    public static readonly string[] Columns =
    [
        "division", "institution_code", "title", "item_name", "subject", "category", "stages", "grades", "mode", "description", "outline",
        "starts_on", "ends_on", "weekly_lessons", "except_dates", "extra_sessions", "price_fen",
    ];

    public static FileExport<Wire.Course> Export { get; } = new(Columns, row =>
    [
        row.Division, row.InstitutionCode, row.Title, row.ItemName, row.Subject, Words<TrainingCategory>.Write(row.Category),
        FileCells.Join(row.Stages.Select(Words<EducationStage>.Write)), FileCells.Join(row.Grades.Select(g => FileCells.Number(g))), Words<TrainingMode>.Write(row.Mode),
        row.Description, FileCells.Join(row.Outline.Select(Unit)), row.Timetable?.StartsOn ?? "", row.Timetable?.EndsOn ?? "",
        FileCells.Join(row.Timetable?.WeeklyLessons.Select(l => Lesson(FileCells.Number(l.Weekday), l.StartTime, l.EndTime, row.Mode, l.Online, l.Room)) ?? []),
        FileCells.Join(row.Timetable?.ExceptDates ?? []),
        FileCells.Join(row.Timetable?.ExtraSessions.Select(s => Lesson(s.Date, s.StartTime, s.EndTime, row.Mode, s.Online, s.Room)) ?? []),
        FileCells.Number(row.PriceFen),
    ]);

    /// <summary>The first colon of a unit ends its title, so one within the title becomes a sign that reads the same.</summary>
    private static string Unit(Wire.OutlineUnit unit)
    {
        var title = unit.Title.Replace(':', '∶').Replace('：', '∶');
        return unit.Text.Length == 0 ? title : $"{title}:{unit.Text}";
    }

    /// <summary>Whether a lesson is online has to be said of a course in both ways alone.</summary>
    private static string Lesson(string day, string start, string end, TrainingMode mode, bool online, string room) => string.Join(
        ' ', ((string[])[day, $"{start}-{end}", mode != TrainingMode.Mixed ? "" : online ? "online" : "onsite", room]).Where(part => part.Length > 0));
}

/// <summary>Reads courses from a file.</summary>
/// <param name="header">What the file is about.</param>
/// <param name="columns">Field of each column when they were read before.</param>
/// <param name="owner">Institution whose courses alone may stand in it; empty for any.</param>
internal sealed class CourseRowReader(FileHeader header, IReadOnlyList<string>? columns, string owner)
    : RowReader<Wire.Course>(header, columns, CourseRows.Columns, ["subject", "grades", "description", "except_dates", "extra_sessions", "price_fen"])
{
    private readonly DivisionCode _place = DivisionCode.Parse(header.Division);

    protected override void CheckTogether(Wire.Course row, DateOnly today, HashSet<string> told, List<FieldProblem> problems)
    {
        OwnedBatches.CheckPlace(_place, owner, row.Division, row.InstitutionCode, told, problems);
        CheckFormula("title", row.Title, told, problems);
    }

    protected override void Fill(Wire.Course row, string[] cells, List<FieldProblem> problems)
    {
        row.Timetable = new Wire.Timetable();
        var (lessons, extra) = ("", "");
        for (var i = 0; i < cells.Length; i++)
        {
            var cell = cells[i];
            switch (Columns![i])
            {
                case "division": row.Division = cell; break;
                case "institution_code": row.InstitutionCode = cell; break;
                case "title": row.Title = cell; break;
                case "item_name": row.ItemName = cell; break;
                case "subject": row.Subject = cell; break;
                case "category": row.Category = Words<TrainingCategory>.Read("category", cell, problems); break;
                case "stages": row.Stages.Add(Parts(cell).Select(s => Words<EducationStage>.Read("stages", s, problems))); break;
                case "grades": row.Grades.Add(Parts(cell).Select(g => (int)Number("grades", g, problems))); break;
                case "mode": row.Mode = Words<TrainingMode>.Read("mode", cell, problems); break;
                case "description": row.Description = cell; break;
                case "outline": row.Outline.Add(Parts(cell).Select(Unit)); break;
                case "starts_on": row.Timetable.StartsOn = cell; break;
                case "ends_on": row.Timetable.EndsOn = cell; break;
                case "weekly_lessons": lessons = cell; break;
                case "extra_sessions": extra = cell; break;
                case "except_dates": row.Timetable.ExceptDates.Add(Parts(cell)); break;
                case "price_fen": row.PriceFen = cell.Length == 0 ? 0 : Number("price_fen", cell, problems); break;
            }
        }
        row.Timetable.WeeklyLessons.Add(Parts(lessons).Select((lesson, i) => Weekly(lesson, i, row.Mode, problems)));
        row.Timetable.ExtraSessions.Add(Parts(extra).Select((session, i) => Extra(session, i, row.Mode, problems)));
    }

    private static long Number(string field, string text, List<FieldProblem> problems)
    {
        if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)) problems.Add(new(field, "不是整数", "is no whole number"));
        return number;
    }

    private static Wire.OutlineUnit Unit(string part)
    {
        var colon = part.AsSpan().IndexOfAny(':', '：');
        return colon < 0 ? new Wire.OutlineUnit { Title = part } : new Wire.OutlineUnit { Title = part[..colon].Trim(), Text = part[(colon + 1)..].Trim() };
    }

    /// <summary>Reads <c>2 18:00:00-19:00:00 101</c>; what the parts may be, the limits of the fields say.</summary>
    private static Wire.WeeklyLesson Weekly(string text, int index, TrainingMode mode, List<FieldProblem> problems)
    {
        var field = $"timetable.weekly_lessons[{index}]";
        if (Split(text) is not { } parts || !int.TryParse(parts.Day, NumberStyles.None, CultureInfo.InvariantCulture, out var weekday))
        {
            problems.Add(new(field, "应为“星期 开始-结束 教室”", "must be weekday, start-end and perhaps a room"));
            return new Wire.WeeklyLesson();
        }
        var (online, room) = Place(field, parts.Place, mode, problems);
        return new Wire.WeeklyLesson { Weekday = weekday, StartTime = parts.Start, EndTime = parts.End, Online = online, Room = room };
    }

    /// <summary>Reads <c>2026-12-24 18:00:00-19:00:00 101</c> likewise.</summary>
    private static Wire.Session Extra(string text, int index, TrainingMode mode, List<FieldProblem> problems)
    {
        var field = $"timetable.extra_sessions[{index}]";
        if (Split(text) is not { } parts)
        {
            problems.Add(new(field, "应为“日期 开始-结束 教室”", "must be day, start-end and perhaps a room"));
            return new Wire.Session();
        }
        var (online, room) = Place(field, parts.Place, mode, problems);
        return new Wire.Session { Date = parts.Day, StartTime = parts.Start, EndTime = parts.End, Online = online, Room = room };
    }

    private static (string Day, string Start, string End, string Place)? Split(string text) =>
        text.Split(' ', 3, StringSplitOptions.TrimEntries) is [var day, var times, .. var rest] && times.Split('-') is [var start, var end]
            ? (day, start, end, rest.Length > 0 ? rest[0] : "")
            : null;

    /// <summary>
    /// Where a lesson is given. A course in both ways has to say it of each lesson: the law differs, and what was forgotten
    /// must not be judged as the one or the other.
    /// </summary>
    private static (bool Online, string Room) Place(string field, string text, TrainingMode mode, List<FieldProblem> problems)
    {
        if (mode != TrainingMode.Mixed) return (mode == TrainingMode.Online, text);
        var blank = text.IndexOf(' ', StringComparison.Ordinal);
        var (word, room) = blank < 0 ? (text, "") : (text[..blank], text[(blank + 1)..].TrimStart());
        if (word is not ("online" or "线上" or "onsite" or "线下"))
            problems.Add(new(field, "混合课程的每节课须注明“线上”或“线下”", "of a MIXED course says online or onsite before the room"));
        return (word is "online" or "线上", room);
    }
}
