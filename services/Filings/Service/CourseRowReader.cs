using System.Globalization;
using ShuangJian.Platform.Bulk;
using ShuangJian.Platform.Edge;
using ShuangJian.Policy;
using ShuangJian.Protos.Institution.V1;
using EducationStage = ShuangJian.Protos.Institution.V1.EducationStage;
using TrainingCategory = ShuangJian.Protos.Institution.V1.TrainingCategory;
using Wire = ShuangJian.Protos.Filing.V1;

namespace ShuangJian.Filings;

/// <summary>Reads courses from a file.</summary>
/// <param name="header">What the file is about.</param>
/// <param name="columns">Field of each column when they were read before.</param>
/// <param name="owner">Institution whose courses alone may stand in it; empty for any.</param>
internal sealed class CourseRowReader(FileHeader header, IReadOnlyList<string>? columns, string owner)
    : RowReader<Wire.Course>(header, columns, Known, ["subject", "grades", "description", "except_dates", "price_fen"])
{
    private static readonly string[] Known =
    [
        "division", "institution_code", "title", "item_name", "subject", "category", "stages", "grades", "mode", "description", "outline",
        "starts_on", "ends_on", "weekly_lessons", "except_dates", "price_fen",
    ];

    private readonly DivisionCode _place = DivisionCode.Parse(header.Division);

    protected override void CheckTogether(Wire.Course row, DateOnly today, HashSet<string> told, List<FieldProblem> problems)
    {
        if (!told.Contains("division"))
        {
            var division = DivisionCode.Parse(row.Division);
            if (!Law.Current.Divisions.IsLowest(division)) problems.Add(new("division", "应为县级行政区划", "must be a division of county level"));
            else if (!_place.Contains(division)) problems.Add(new("division", $"不在本批次的区域 {_place} 内", $"is outside the division of the batch {_place}"));
        }
        if (owner.Length > 0 && row.InstitutionCode != owner && told.Add("institution_code"))
            problems.Add(new("institution_code", "只能为本机构报备", "must be the caller's own institution"));
        CheckFormula("title", row.Title, told, problems);
    }

    protected override void Fill(Wire.Course row, string[] cells, List<FieldProblem> problems)
    {
        row.Timetable = new Wire.Timetable();
        var lessons = "";
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
                case "except_dates": row.Timetable.ExceptDates.Add(Parts(cell)); break;
                case "price_fen": row.PriceFen = cell.Length == 0 ? 0 : Number("price_fen", cell, problems); break;
            }
        }
        if (row.Mode == TrainingMode.Mixed) problems.Add(new("mode", "线上线下混合的课程请用 JSON 报送", "MIXED needs the JSON form, which says it of each lesson"));
        row.Timetable.WeeklyLessons.Add(Parts(lessons).Select((lesson, i) => Lesson(lesson, i, row.Mode == TrainingMode.Online, problems)));
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
    private static Wire.WeeklyLesson Lesson(string text, int index, bool online, List<FieldProblem> problems)
    {
        var lesson = new Wire.WeeklyLesson { Online = online };
        if (text.Split(' ', 3, StringSplitOptions.TrimEntries) is not [var day, var times, .. var room]
            || !int.TryParse(day, NumberStyles.None, CultureInfo.InvariantCulture, out var weekday) || times.Split('-') is not [var start, var end])
        {
            problems.Add(new($"timetable.weekly_lessons[{index}]", "应为“星期 开始-结束 教室”", "must be weekday, start-end and perhaps a room"));
            return lesson;
        }
        (lesson.Weekday, lesson.StartTime, lesson.EndTime, lesson.Room) = (weekday, start, end, room.Length > 0 ? room[0] : "");
        return lesson;
    }
}
