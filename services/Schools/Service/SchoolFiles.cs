using System.Globalization;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using ShuangJian.Platform.Bulk;
using ShuangJian.Platform.Data;
using ShuangJian.Platform.Edge;
using ShuangJian.Platform.Hosting;
using ShuangJian.Platform.Personal;
using ShuangJian.Policy;
using ShuangJian.Schools.Domain;
using Institution = ShuangJian.Protos.Institution.V1;
using Wire = ShuangJian.Protos.School.V1;

namespace ShuangJian.Schools;

/// <summary>A file of schools: registers those that are new, and changes the others.</summary>
internal sealed class SchoolFile(
    FileMeans<SchoolsDb> means, Wire.SchoolBatchHeader header, IServerStreamWriter<Wire.ImportSchoolFileResponse> answers, ServerCallContext context)
    : SchoolFileSession<Wire.School>(means, header, answers, context)
{
    protected override RowReader<Wire.School> NewReader(IReadOnlyList<string>? columns) => new Reader(Header, columns);

    protected override string CodeOf(Wire.School row) => row.SchoolCode;

    protected override Task<Func<Wire.School, IReadOnlyList<FieldProblem>>> OpenAsync(
        SchoolsDb db, SchoolFileOutcome outcome, IReadOnlyList<Wire.School> rows, Dictionary<string, School> schools, DateTime now)
    {
        var added = new List<School>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        outcome.Schools = added;
        return Task.FromResult<Func<Wire.School, IReadOnlyList<FieldProblem>>>(wire =>
        {
            if (!Place.Contains(DivisionCode.Parse(wire.Division)) || !Law.Current.Divisions.IsLowest(DivisionCode.Parse(wire.Division)))
                return [new("division", "应为本批次区域内的县级行政区划", "must be a county within the division of the batch")];
            var (profile, closedOn) = (SchoolGrpc.ProfileOf(wire), Days.Of(wire.ClosedOn));
            if (!seen.Add(wire.SchoolCode)) return [new("school_code", "与前面的学校重复", "repeats a school before it")];
            if (!schools.TryGetValue(wire.SchoolCode, out var school))
            {
                added.Add(school = School.Register(wire.SchoolCode, wire.Division, profile, closedOn, now));
                outcome.Announce(school, SchoolGrpc.Registered(school));
                return [];
            }
            if (wire.Division != school.Division) return [new("division", "不得变更", "must not change")];
            if (school.IsAs(profile, closedOn)) return [];
            if (school.ClosedOn is not null) return [new("school_code", "该学校已停办", "is a school that was closed")];
            school.Change(profile, closedOn, now);
            if (closedOn is not null) outcome.Closed.Add(school);
            outcome.Announce(school, SchoolGrpc.Changed(school));
            return [];
        });
    }

    private sealed class Reader(FileHeader header, IReadOnlyList<string>? columns) : RowReader<Wire.School>(header, columns, Known, ["boarding", "closed_on", "town"])
    {
        private static readonly string[] Known = ["school_code", "division", "name", "stages", "subjects", "boarding", "closed_on", "town"];

        protected override void CheckTogether(Wire.School row, DateOnly today, HashSet<string> told, List<FieldProblem> problems)
        {
            CheckFormula("name", row.Name, told, problems);
            CheckFormula("town", row.Town, told, problems);
        }

        protected override void Fill(Wire.School row, string[] cells, List<FieldProblem> problems)
        {
            for (var i = 0; i < cells.Length; i++)
            {
                switch (Columns![i])
                {
                    case "school_code": row.SchoolCode = cells[i]; break;
                    case "division": row.Division = cells[i]; break;
                    case "name": row.Name = cells[i]; break;
                    case "stages": row.Stages.Add(Parts(cells[i]).Select(s => Words<Institution.EducationStage>.Read("stages", s, problems))); break;
                    case "subjects": row.Subjects.Add(Parts(cells[i])); break;
                    case "boarding": row.Boarding = Truth(cells[i], problems); break;
                    case "closed_on": row.ClosedOn = cells[i]; break;
                    case "town": row.Town = cells[i]; break;
                }
            }
        }

        private static bool Truth(string cell, List<FieldProblem> problems)
        {
            if (cell.Length > 0 && !bool.TryParse(cell, out _)) problems.Add(new("boarding", "应为 true 或 false", "must be true or false"));
            return bool.TryParse(cell, out var value) && value;
        }
    }
}

/// <summary>A file of classes: adds those that are new, and gives the others their number of pupils.</summary>
internal sealed class ClassFile(
    FileMeans<SchoolsDb> means, Wire.SchoolBatchHeader header, IServerStreamWriter<Wire.ImportSchoolFileResponse> answers, ServerCallContext context)
    : SchoolFileSession<Wire.ClassRow>(means, header, answers, context)
{
    private readonly List<(School School, SchoolClass Class)> _put = [];

    protected override RowReader<Wire.ClassRow> NewReader(IReadOnlyList<string>? columns) => new Reader(Header, columns);

    protected override string CodeOf(Wire.ClassRow row) => row.SchoolCode;

    protected override async Task<Func<Wire.ClassRow, IReadOnlyList<FieldProblem>>> OpenAsync(
        SchoolsDb db, SchoolFileOutcome outcome, IReadOnlyList<Wire.ClassRow> rows, Dictionary<string, School> schools, DateTime now)
    {
        _put.Clear();
        var (codes, years) = (schools.Keys.ToArray(), rows.Select(r => r.SchoolClass.SchoolYear).Distinct().ToArray());
        var known = await db.Classes.Where(c => EF.Parameter(codes).Contains(c.SchoolCode) && EF.Parameter(years).Contains(c.SchoolYear))
            .ToDictionaryAsync(c => (c.SchoolCode, c.SchoolYear, c.Grade, c.Name), Cancellation);
        var added = new List<SchoolClass>();
        outcome.Classes = added;
        return row =>
        {
            var (school, wire) = (schools.GetValueOrDefault(row.SchoolCode), row.SchoolClass);
            if (Problems(school, now) is { Count: > 0 } problems) return problems;
            var key = (row.SchoolCode, wire.SchoolYear, wire.Grade, wire.Name);
            if (known.TryGetValue(key, out var one)) one.Resize(wire.Pupils);
            else added.Add(known[key] = one = SchoolClass.Add(row.SchoolCode, wire.SchoolYear, wire.Grade, wire.Name, wire.Pupils));
            _put.Add((school!, one));
            return [];
        };
    }

    protected override void Announce(SchoolFileOutcome outcome)
    {
        foreach (var school in _put.GroupBy(p => p.School, p => p.Class)) outcome.Announce(school.Key, SchoolGrpc.ClassesPut(school.Key, school));
    }

    private sealed class Reader(FileHeader header, IReadOnlyList<string>? columns) : RowReader<Wire.ClassRow>(header, columns, Known, [])
    {
        private static readonly string[] Known = ["school_code", "school_year", "grade", "name", "pupils"];

        protected override void CheckTogether(Wire.ClassRow row, DateOnly today, HashSet<string> told, List<FieldProblem> problems) =>
            CheckFormula("school_class.name", row.SchoolClass?.Name ?? "", told, problems);

        protected override void Fill(Wire.ClassRow row, string[] cells, List<FieldProblem> problems)
        {
            row.SchoolClass = new Wire.SchoolClass();
            for (var i = 0; i < cells.Length; i++)
            {
                switch (Columns![i])
                {
                    case "school_code": row.SchoolCode = cells[i]; break;
                    case "school_year": row.SchoolClass.SchoolYear = Cell.Number("school_class.school_year", cells[i], problems); break;
                    case "grade": row.SchoolClass.Grade = Cell.Number("school_class.grade", cells[i], problems); break;
                    case "name": row.SchoolClass.Name = cells[i]; break;
                    case "pupils": row.SchoolClass.Pupils = Cell.Number("school_class.pupils", cells[i], problems); break;
                }
            }
        }
    }
}

/// <summary>A file of teachers: puts them on the rosters of their schools, or renews their entries.</summary>
internal sealed class TeacherFile(
    FileMeans<SchoolsDb> means, PersonalData keys, Wire.SchoolBatchHeader header, IServerStreamWriter<Wire.ImportSchoolFileResponse> answers, ServerCallContext context)
    : SchoolFileSession<Wire.TeacherRow>(means, header, answers, context)
{
    private readonly List<(School School, Teacher Teacher)> _put = [];
    private Roster _roster = null!;

    protected override RowReader<Wire.TeacherRow> NewReader(IReadOnlyList<string>? columns) => new Reader(Header, columns);

    protected override string CodeOf(Wire.TeacherRow row) => row.SchoolCode;

    protected override async Task<Func<Wire.TeacherRow, IReadOnlyList<FieldProblem>>> OpenAsync(
        SchoolsDb db, SchoolFileOutcome outcome, IReadOnlyList<Wire.TeacherRow> rows, Dictionary<string, School> schools, DateTime now)
    {
        _put.Clear();
        _roster = await Roster.OpenAsync(db, keys, schools.Values, rows.Select(r => r.Teacher.IdentityNumber), Cancellation);
        outcome.Teachers = _roster.Added;
        return row =>
        {
            var school = schools.GetValueOrDefault(row.SchoolCode);
            if (Problems(school, now) is { Count: > 0 } problems) return problems;
            if (Roster.Problems(school!, row.Teacher, "teacher.") is { Count: > 0 } wrong) return wrong;
            _put.Add((school!, _roster.Put(school!, row.Teacher)));
            return [];
        };
    }

    protected override void Announce(SchoolFileOutcome outcome)
    {
        foreach (var school in _put.GroupBy(p => p.School, p => p.Teacher)) outcome.Announce(school.Key, _roster.ChangeOf(school.Key, school));
    }

    private sealed class Reader(FileHeader header, IReadOnlyList<string>? columns) : RowReader<Wire.TeacherRow>(header, columns, Known, ["to", "heads_grade"])
    {
        private static readonly string[] Known = ["school_code", "identity_number", "subjects", "from", "to", "heads_grade"];

        protected override void CheckTogether(Wire.TeacherRow row, DateOnly today, HashSet<string> told, List<FieldProblem> problems)
        {
        }

        protected override void Fill(Wire.TeacherRow row, string[] cells, List<FieldProblem> problems)
        {
            row.Teacher = new Wire.Teacher();
            for (var i = 0; i < cells.Length; i++)
            {
                switch (Columns![i])
                {
                    case "school_code": row.SchoolCode = cells[i]; break;
                    case "identity_number": row.Teacher.IdentityNumber = cells[i]; break;
                    case "subjects": row.Teacher.Subjects.Add(Parts(cells[i])); break;
                    case "from": row.Teacher.From = cells[i]; break;
                    case "to": row.Teacher.To = cells[i]; break;
                    case "heads_grade": row.Teacher.HeadsGrade = cells[i].Length == 0 ? 0 : Cell.Number("teacher.heads_grade", cells[i], problems); break;
                }
            }
        }
    }
}

/// <summary>A file of pupils in need: enters those who are new, and renews the others.</summary>
internal sealed class PupilNeedFile(
    FileMeans<SchoolsDb> means, PersonalData keys, Wire.SchoolBatchHeader header, IServerStreamWriter<Wire.ImportSchoolFileResponse> answers, ServerCallContext context)
    : SchoolFileSession<Wire.PupilNeed>(means, header, answers, context)
{
    protected override RowReader<Wire.PupilNeed> NewReader(IReadOnlyList<string>? columns) => new Reader(Header, columns);

    protected override string CodeOf(Wire.PupilNeed row) => row.SchoolCode;

    protected override async Task<Func<Wire.PupilNeed, IReadOnlyList<FieldProblem>>> OpenAsync(
        SchoolsDb db, SchoolFileOutcome outcome, IReadOnlyList<Wire.PupilNeed> rows, Dictionary<string, School> schools, DateTime now)
    {
        var codes = schools.Keys.ToArray();
        var hashes = rows.SelectMany(r => keys.HashesToFind(Roster.Normal(r.IdentityNumber))).Distinct().ToArray();
        var known = await db.Set<PupilNeed>().Where(n => EF.Parameter(codes).Contains(n.SchoolCode) && EF.Parameter(hashes).Contains(n.PupilHash))
            .ToDictionaryAsync(n => (n.SchoolCode, n.PupilHash), Cancellation);
        var (added, seen) = (new List<PupilNeed>(), new HashSet<PupilNeed>());
        outcome.Needs = added;
        return row =>
        {
            var school = schools.GetValueOrDefault(row.SchoolCode);
            if (Problems(school, now) is { Count: > 0 } problems) return problems;
            if (Needs.Problems(row, ChinaDay.Of(now), "") is { Count: > 0 } wrong) return wrong;
            var file = Needs.Read(row);
            var (hash, cipher) = (keys.Hash(file.IdentityNumber), Needs.Seal(file, keys));
            var need = keys.HashesToFind(file.IdentityNumber).Select(h => known.GetValueOrDefault((row.SchoolCode, h))).FirstOrDefault(n => n is not null);
            if (need is null) added.Add(known[(row.SchoolCode, hash)] = need = PupilNeed.Enter(school!, hash, cipher, now));
            else if (seen.Contains(need)) return [new("identity_number", "与前面的学生重复", "repeats a pupil before it")];
            else need.Renew(hash, cipher, now);
            seen.Add(need);
            return [];
        };
    }

    private sealed class Reader(FileHeader header, IReadOnlyList<string>? columns) : RowReader<Wire.PupilNeed>(header, columns, Known, ["note"])
    {
        private static readonly string[] Known = ["school_code", "name", "identity_number", "grade", "kinds", "since", "note"];

        protected override void CheckTogether(Wire.PupilNeed row, DateOnly today, HashSet<string> told, List<FieldProblem> problems)
        {
            CheckFormula("name", row.Name, told, problems);
            CheckFormula("note", row.Note, told, problems);
        }

        protected override void Fill(Wire.PupilNeed row, string[] cells, List<FieldProblem> problems)
        {
            for (var i = 0; i < cells.Length; i++)
            {
                switch (Columns![i])
                {
                    case "school_code": row.SchoolCode = cells[i]; break;
                    case "name": row.Name = cells[i]; break;
                    case "identity_number": row.IdentityNumber = cells[i]; break;
                    case "grade": row.Grade = Cell.Number("grade", cells[i], problems); break;
                    case "kinds": row.Kinds.Add(Parts(cells[i]).Select(k => Words<Wire.PupilNeedKind>.Read("kinds", k, problems))); break;
                    case "since": row.Since = cells[i]; break;
                    case "note": row.Note = cells[i]; break;
                }
            }
        }
    }
}

/// <summary>A file of school calendars: each takes the place of the one before of its division and year.</summary>
internal sealed class CalendarFile(
    FileMeans<SchoolsDb> means, Wire.SchoolBatchHeader header, IServerStreamWriter<Wire.ImportSchoolFileResponse> answers, ServerCallContext context)
    : SchoolFileSession<Wire.SchoolCalendar>(means, header, answers, context)
{
    protected override RowReader<Wire.SchoolCalendar> NewReader(IReadOnlyList<string>? columns) => new Reader(Header, columns);

    /// <summary>A calendar is of a division, and of no school.</summary>
    protected override string CodeOf(Wire.SchoolCalendar row) => "";

    protected override async Task<Func<Wire.SchoolCalendar, IReadOnlyList<FieldProblem>>> OpenAsync(
        SchoolsDb db, SchoolFileOutcome outcome, IReadOnlyList<Wire.SchoolCalendar> rows, Dictionary<string, School> schools, DateTime now)
    {
        var (places, years) = (rows.Select(r => r.Division).Distinct().ToArray(), rows.Select(r => r.SchoolYear).Distinct().ToArray());
        var known = await db.Set<StoredCalendar>().Where(c => EF.Parameter(places).Contains(c.Division) && EF.Parameter(years).Contains(c.SchoolYear))
            .ToDictionaryAsync(c => (c.Division, c.SchoolYear), Cancellation);
        var seen = new HashSet<(string, int)>();
        return row =>
        {
            if (!Place.Contains(DivisionCode.Parse(row.Division))) return [new("division", "不在本批次的区域内", "lies outside the division of the batch")];
            var problems = new List<FieldProblem>();
            var calendar = SchoolCalendarGrpc.Read(row, "", problems);
            if (problems.Count > 0) return problems;
            var key = (row.Division, row.SchoolYear);
            if (!seen.Add(key)) return [new("school_year", "与前面的校历重复", "repeats a calendar before it")];
            if (!known.TryGetValue(key, out var stored))
            {
                stored = new StoredCalendar { Division = row.Division, SchoolYear = row.SchoolYear, Calendar = calendar };
                outcome.Calendars.Add(stored);
            }
            stored.Put(calendar, now);
            outcome.Facts.Add(($"school-calendars/{row.Division}/{row.SchoolYear}", stored.Version, SchoolCalendarGrpc.ChangeOf(stored)));
            return [];
        };
    }

    private sealed class Reader(FileHeader header, IReadOnlyList<string>? columns)
        : RowReader<Wire.SchoolCalendar>(header, columns, Known, ["school_hours", "moved_days", "work_ends_at"])
    {
        private static readonly string[] Known = ["division", "school_year", "starts_on", "ends_on", "vacations", "school_hours", "moved_days", "work_ends_at"];

        protected override void CheckTogether(Wire.SchoolCalendar row, DateOnly today, HashSet<string> told, List<FieldProblem> problems)
        {
            for (var i = 0; i < row.Vacations.Count; i++) CheckFormula($"vacations[{i}].name_zh", row.Vacations[i].NameZh, told, problems);
            for (var i = 0; i < row.MovedDays.Count; i++) CheckFormula($"moved_days[{i}].reason_zh", row.MovedDays[i].ReasonZh, told, problems);
        }

        protected override void Fill(Wire.SchoolCalendar row, string[] cells, List<FieldProblem> problems)
        {
            for (var i = 0; i < cells.Length; i++)
            {
                switch (Columns![i])
                {
                    case "division": row.Division = cells[i]; break;
                    case "school_year": row.SchoolYear = Cell.Number("school_year", cells[i], problems); break;
                    case "starts_on": row.StartsOn = cells[i]; break;
                    case "ends_on": row.EndsOn = cells[i]; break;
                    case "vacations": row.Vacations.Add(Threes("vacations", cells[i], problems).Select(v => new Wire.Vacation { NameZh = v[0], StartsOn = v[1], EndsOn = v[2] })); break;
                    case "school_hours": row.SchoolHours.Add(Threes("school_hours", cells[i], problems).Select(h => Hours(h, problems))); break;
                    case "moved_days": row.MovedDays.Add(Threes("moved_days", cells[i], problems).Select(d => Moved(d, problems))); break;
                    case "work_ends_at": row.WorkEndsAt = cells[i]; break;
                }
            }
        }

        private static Wire.SchoolHours Hours(string[] three, List<FieldProblem> problems) =>
            new() { Stage = Words<Institution.EducationStage>.Read("school_hours", three[0], problems), StartTime = three[1], EndTime = three[2] };

        private static Wire.MovedDay Moved(string[] three, List<FieldProblem> problems)
        {
            if (three[1] is not ("TEACHES" or "FREE")) problems.Add(new("moved_days", "应为 TEACHES 或 FREE", "must be TEACHES or FREE"));
            return new() { Date = three[0], Teaches = three[1] == "TEACHES", ReasonZh = three[2] };
        }

        /// <summary>Parts of a cell that have three parts themselves.</summary>
        private static List<string[]> Threes(string field, string cell, List<FieldProblem> problems)
        {
            var parts = Parts(cell).Select(p => p.Split('/', StringSplitOptions.TrimEntries)).ToList();
            if (parts.RemoveAll(p => p.Length != 3) > 0) problems.Add(new(field, "每项应为以斜杠分隔的三部分", "must have three parts each, separated by slashes"));
            return parts;
        }
    }
}

/// <summary>Reads cells.</summary>
internal static class Cell
{
    /// <summary>A whole number; 0 and a problem when it is none.</summary>
    public static int Number(string field, string cell, List<FieldProblem> problems)
    {
        if (!int.TryParse(cell, NumberStyles.None, CultureInfo.InvariantCulture, out var number)) problems.Add(new(field, "不是整数", "is no whole number"));
        return number;
    }
}
