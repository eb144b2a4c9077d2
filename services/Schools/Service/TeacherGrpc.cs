using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using ShuangJian.Contracts;
using ShuangJian.Platform.Data;
using ShuangJian.Platform.Edge;
using ShuangJian.Platform.Identity;
using ShuangJian.Platform.Personal;
using ShuangJian.Policy;
using ShuangJian.Schools.Domain;
using Wire = ShuangJian.Protos.School.V1;

namespace ShuangJian.Schools;

/// <summary>Keeps who teaches at a school.</summary>
public sealed class TeacherGrpc(Commands<SchoolsDb> commands, IDbContextFactory<SchoolsDb> databases, PersonalData keys) : Wire.TeacherService.TeacherServiceBase
{
    private const int MostFound = 100;

    /// <inheritdoc />
    public override Task<Wire.PutTeachersResponse> PutTeachers(Wire.PutTeachersRequest request, ServerCallContext context) =>
        commands.RunAsync(request, context, async (db, command) =>
        {
            var school = await db.LoadSchoolAsync(request.SchoolCode, command);
            school.MustBeOpen(command.Today);
            var roster = await Roster.OpenAsync(db, keys, [school], request.Teachers.Select(t => t.IdentityNumber), context.CancellationToken);
            var stored = new List<Teacher>();
            foreach (var (wire, i) in request.Teachers.Select((t, i) => (t, i)))
            {
                var problems = Roster.Problems(school, wire, $"teachers[{i}].");
                if (problems.Count > 0) throw Rejection.Invalid(problems);
                stored.Add(roster.Put(school, wire));
            }
            db.AddRange(roster.Added);
            command.Announce(command.Resource, school.Version, roster.ChangeOf(school, stored));
            return new Wire.PutTeachersResponse { Teachers = { stored.Select(ToProto) } };
        });

    /// <inheritdoc />
    public override Task<Wire.EndTeachersResponse> EndTeachers(Wire.EndTeachersRequest request, ServerCallContext context) =>
        commands.RunAsync(request, context, async (db, command) =>
        {
            var school = await db.LoadSchoolAsync(request.SchoolCode, command);
            var to = Days.Of(request.To)!.Value;
            var ids = request.TeacherIds.Select(Guid.Parse).Distinct().ToArray();
            var teachers = await db.Teachers.Where(t => t.SchoolCode == school.Code && ids.Contains(t.Id)).ToListAsync();
            foreach (var teacher in teachers)
            {
                if (to < teacher.From) throw Rejection.Invalid("to", "不得早于任职开始日期", "is before the first day in service");
                teacher.End(to);
            }
            if (teachers.Count > 0) command.Announce(command.Resource, school.Version, Roster.ChangeOf(school, teachers, t => [t.PersonHash]));
            return new Wire.EndTeachersResponse { Ended = teachers.Count };
        });

    /// <inheritdoc />
    public override async Task<Wire.ListTeachersResponse> ListTeachers(Wire.ListTeachersRequest request, ServerCallContext context)
    {
        await using var db = await databases.CreateDbContextAsync(context.CancellationToken);
        var school = await db.ReadSchoolAsync(request.SchoolCode, Caller.Of(context), context.CancellationToken);
        var rows = db.Teachers.AsNoTracking().Where(t => t.SchoolCode == school.Code);
        if (Days.Of(request.On) is { } on) rows = rows.Where(t => t.From <= on && (t.To == null || t.To >= on));
        if (Paging.AfterId(request, request.PageToken) is { } after) rows = rows.Where(t => t.Id > after);
        var size = Paging.Size(request.PageSize);
        var (page, next) = (await rows.OrderBy(t => t.Id).Take(size + 1).ToListAsync(context.CancellationToken)).Page(request, size, t => $"{t.Id}");
        return new() { Teachers = { page.Select(ToProto) }, NextPageToken = next };
    }

    /// <inheritdoc />
    public override Task<Wire.FindTeacherResponse> FindTeacher(Wire.FindTeacherRequest request, ServerCallContext context) =>
        commands.RevealAsync(request, context, async (db, command) =>
        {
            (command.Resource, command.Purpose) = ("teachers", request.Purpose);
            var hashes = keys.HashesToFind(Roster.Normal(request.IdentityNumber)).ToArray();
            var (first, last) = Columns.RangeOf(DivisionCode.Parse(request.Division));
            var found = await db.Teachers.AsNoTracking()
                .Where(t => hashes.Contains(t.PersonHash) && string.Compare(t.Division, first) >= 0 && string.Compare(t.Division, last) <= 0)
                .OrderBy(t => t.Id).Take(MostFound).ToListAsync(context.CancellationToken);
            return new Wire.FindTeacherResponse { Teachers = { found.Select(ToProto) } };
        });

    internal static Wire.Teacher ToProto(Teacher teacher) => new()
    {
        TeacherId = $"{teacher.Id}", SchoolCode = teacher.SchoolCode, Subjects = { teacher.Subjects }, From = Days.Of(teacher.From), To = Days.Of(teacher.To),
        HeadsGrade = teacher.HeadsGrade,
    };
}

/// <summary>Rosters of some schools, as far as they concern the persons named.</summary>
internal sealed class Roster
{
    private readonly PersonalData _keys;
    private readonly Dictionary<(string School, string Hash), Teacher> _known;
    private readonly Dictionary<Guid, IReadOnlyList<string>> _hashes = [];

    private Roster(PersonalData keys, Dictionary<(string, string), Teacher> known) => (_keys, _known) = (keys, known);

    /// <summary>Teachers who are new on a roster.</summary>
    public List<Teacher> Added { get; } = [];

    /// <summary>Reads what is known of the persons, under whatever key of the ring they were hashed.</summary>
    public static async Task<Roster> OpenAsync(SchoolsDb db, PersonalData keys, IReadOnlyCollection<School> schools, IEnumerable<string> persons, CancellationToken cancellation)
    {
        var codes = schools.Select(s => s.Code).ToArray();
        var hashes = persons.SelectMany(p => keys.HashesToFind(Normal(p))).Distinct().ToArray();
        var known = await db.Teachers.Where(t => codes.Contains(t.SchoolCode) && EF.Parameter(hashes).Contains(t.PersonHash)).ToListAsync(cancellation);
        return new Roster(keys, known.ToDictionary(t => (t.SchoolCode, t.PersonHash)));
    }

    /// <summary>What cannot be put, by field.</summary>
    public static IReadOnlyList<FieldProblem> Problems(School school, Wire.Teacher wire, string path)
    {
        var problems = new List<FieldProblem>();
        if (Days.Of(wire.To) < Days.Of(wire.From)!.Value) problems.Add(new($"{path}to", "不得早于开始日期", "is before the first day"));
        if (wire.Subjects.Except(school.Profile.Subjects).Any()) problems.Add(new($"{path}subjects", "不在学校开设的学科之内", "is no subject of the school"));
        return problems;
    }

    /// <summary>Puts a person on the roster of a school, or renews the entry.</summary>
    public Teacher Put(School school, Wire.Teacher wire)
    {
        var (number, from, to) = (Normal(wire.IdentityNumber), Days.Of(wire.From)!.Value, Days.Of(wire.To));
        var current = _keys.Hash(number);
        IReadOnlyList<string> subjects = [.. wire.Subjects.Distinct()];
        IReadOnlyList<string> hashes = [current, .. _keys.HashesToFind(number).Where(h => h != current)];
        Teacher? teacher = null;
        if (hashes.Any(hash => _known.Remove((school.Code, hash), out teacher))) teacher!.Renew(current, subjects, from, to, wire.HeadsGrade);
        else Added.Add(teacher = Teacher.Put(school, current, subjects, from, to, wire.HeadsGrade));
        _hashes[teacher.Id] = hashes;
        return _known[(school.Code, current)] = teacher;
    }

    /// <summary>An identity number as it is hashed.</summary>
    public static string Normal(string number) => number.Trim().ToUpperInvariant();

    /// <summary>What is announced of teachers who were put: they are found under every key of the ring.</summary>
    public TeacherRosterChanged ChangeOf(School school, IEnumerable<Teacher> teachers) => ChangeOf(school, teachers, t => _hashes[t.Id]);

    /// <summary>What is announced of teachers of a school.</summary>
    public static TeacherRosterChanged ChangeOf(School school, IEnumerable<Teacher> teachers, Func<Teacher, IReadOnlyList<string>> hashes) => new()
    {
        Division = school.Division, SchoolCode = school.Code,
        Entries = [.. teachers.DistinctBy(t => t.Id).Select(t => new RosterFact($"{t.Id}", hashes(t), t.From, t.To))],
    };
}
