using Google.Protobuf;
using Microsoft.EntityFrameworkCore;
using ShuangJian.Platform.Data;
using ShuangJian.Platform.Edge;
using ShuangJian.Platform.Identity;
using ShuangJian.Policy;
using ShuangJian.Protos.Type.V1;
using ShuangJian.Schools.Domain;

namespace ShuangJian.Schools;

/// <summary>A class with its school.</summary>
internal sealed record ClassOfSchool(SchoolClass Class, School School);

/// <summary>Queries that every entry of homework makes, compiled once in a process: they belong to the database that it runs on.</summary>
public sealed class SchoolQueries
{
    private readonly Func<SchoolsDb, Guid, Task<ClassOfSchool?>> _classById = EF.CompileAsyncQuery((SchoolsDb db, Guid id) =>
        db.Classes.AsNoTracking().Where(c => c.Id == id)
            .Join(db.Schools.AsNoTracking(), c => c.SchoolCode, s => s.Code, (c, s) => new ClassOfSchool(c, s)).SingleOrDefault());

    private readonly Func<SchoolsDb, Guid[], IAsyncEnumerable<ClassOfSchool>> _classesById = EF.CompileAsyncQuery((SchoolsDb db, Guid[] ids) =>
        db.Classes.AsNoTracking().Where(c => ids.Contains(c.Id))
            .Join(db.Schools.AsNoTracking(), c => c.SchoolCode, s => s.Code, (c, s) => new ClassOfSchool(c, s)));

    private readonly Func<SchoolsDb, Guid[], IAsyncEnumerable<Teacher>> _teachersById = EF.CompileAsyncQuery((SchoolsDb db, Guid[] ids) =>
        db.Teachers.AsNoTracking().Where(t => ids.Contains(t.Id)));

    private readonly Func<SchoolsDb, Guid, Task<Teacher?>> _teacherById = EF.CompileAsyncQuery((SchoolsDb db, Guid id) =>
        db.Teachers.AsNoTracking().SingleOrDefault(t => t.Id == id));

    /// <summary>Finds a class with its school.</summary>
    internal async Task<ClassOfSchool> ClassAsync(SchoolsDb db, string id, Caller caller)
    {
        var found = await _classById(db, Guid.Parse(id));
        Reach.MustSee(found?.School, caller, $"classes/{id}");
        return found!;
    }

    /// <summary>Finds classes with their schools; none for an identifier that there is not.</summary>
    internal async Task<Dictionary<Guid, ClassOfSchool>> ClassesAsync(SchoolsDb db, Guid[] ids, CancellationToken cancellation) =>
        await _classesById(db, ids).ToDictionaryAsync(c => c.Class.Id, cancellationToken: cancellation);

    /// <summary>Finds teachers; none for an identifier that there is not.</summary>
    internal async Task<Dictionary<Guid, Teacher>> TeachersAsync(SchoolsDb db, Guid[] ids, CancellationToken cancellation) =>
        await _teachersById(db, ids).ToDictionaryAsync(t => t.Id, cancellationToken: cancellation);

    /// <summary>Finds a teacher; null when there is none.</summary>
    internal Task<Teacher?> TeacherAsync(SchoolsDb db, string id) => _teacherById(db, Guid.Parse(id));
}

/// <summary>What the calls share: who may see which school, and pages in the order of a key.</summary>
internal static class Reach
{
    /// <summary>Finds a school to act on.</summary>
    public static async Task<School> LoadSchoolAsync(this SchoolsDb db, string code, Command command)
    {
        command.Resource = $"schools/{code}";
        var school = await db.Schools.FindAsync(code);
        MustSee(school, command.Caller, command.Resource);
        return school!;
    }

    /// <summary>Finds a school to show.</summary>
    public static async Task<School> ReadSchoolAsync(this SchoolsDb db, string code, Caller caller, CancellationToken cancellation)
    {
        var school = await db.Schools.AsNoTracking().SingleOrDefaultAsync(s => s.Code == code, cancellation);
        MustSee(school, caller, $"schools/{code}");
        return school!;
    }

    /// <summary>Whether the caller may see a school: a school only itself.</summary>
    public static bool Sees(Caller caller, School school) =>
        caller.Reaches(DivisionCode.Parse(school.Division)) && (caller.Audience != Audience.School || caller.Organization == school.Code);

    public static LawAt LawOf(string division, DateOnly date) => Law.Current.At(DivisionCode.Parse(division), date);

    /// <summary>One page in the order of an identifier, and the token of the next.</summary>
    public static (IReadOnlyList<T> Rows, string Next) Page<T>(this List<T> rows, IMessage request, int size, Func<T, string> key) =>
        ([.. rows.Take(size)], rows.Count > size ? Paging.Token(request, key(rows[size - 1])) : "");

    /// <summary>To a school what is another's does not exist; an officer learns whose jurisdiction it is not.</summary>
    internal static void MustSee(School? school, Caller caller, string name)
    {
        if (school is null) throw Rejection.NotFound(name);
        caller.MustSee(DivisionCode.Parse(school.Division), school.Code, name);
    }
}
