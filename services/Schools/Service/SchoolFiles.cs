using System.Globalization;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using ShuangJian.Platform.Bulk;
using ShuangJian.Platform.Edge;
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
                    case "school_year": row.SchoolClass.SchoolYear = Number("school_class.school_year", cells[i], problems); break;
                    case "grade": row.SchoolClass.Grade = Number("school_class.grade", cells[i], problems); break;
                    case "name": row.SchoolClass.Name = cells[i]; break;
                    case "pupils": row.SchoolClass.Pupils = Number("school_class.pupils", cells[i], problems); break;
                }
            }
        }

        private static int Number(string field, string cell, List<FieldProblem> problems)
        {
            if (!int.TryParse(cell, NumberStyles.None, CultureInfo.InvariantCulture, out var number)) problems.Add(new(field, "不是整数", "is no whole number"));
            return number;
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

        /// <summary>An empty cell heads none.</summary>
        private static int Grade(string cell, List<FieldProblem> problems)
        {
            if (cell.Length == 0) return 0;
            if (!int.TryParse(cell, NumberStyles.None, CultureInfo.InvariantCulture, out var grade)) problems.Add(new("teacher.heads_grade", "不是整数", "is no whole number"));
            return grade;
        }

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
                    case "heads_grade": row.Teacher.HeadsGrade = Grade(cells[i], problems); break;
                }
            }
        }
    }
}
