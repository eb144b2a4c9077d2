using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using ShuangJian.Contracts;
using ShuangJian.Platform.Data;
using ShuangJian.Platform.Edge;
using ShuangJian.Platform.Identity;
using ShuangJian.Policy;
using ShuangJian.Schools.Domain;
using Institution = ShuangJian.Protos.Institution.V1;
using Wire = ShuangJian.Protos.School.V1;

namespace ShuangJian.Schools;

/// <summary>Keeps schools and their classes.</summary>
public sealed class SchoolGrpc(Commands<SchoolsDb> commands, IDbContextFactory<SchoolsDb> databases) : Wire.SchoolService.SchoolServiceBase
{
    /// <inheritdoc />
    public override Task<Wire.RegisterSchoolResponse> RegisterSchool(Wire.RegisterSchoolRequest request, ServerCallContext context) =>
        commands.RunAsync(request, context, async (db, command) =>
        {
            var wire = request.School;
            Matters.MustBeCounty(wire.Division, "school.division");
            command.Resource = $"schools/{wire.SchoolCode}";
            if (await db.Schools.AnyAsync(s => s.Code == wire.SchoolCode)) throw SchoolRefusals.Exists(wire.SchoolCode);
            var school = School.Register(wire.SchoolCode, wire.Division, ProfileOf(wire), Days.Of(wire.ClosedOn), command.Now);
            db.Add(school);
            OrderDesk.Open(db, [school]);
            command.Announce(command.Resource, school.Version, Registered(school));
            return new Wire.RegisterSchoolResponse { School = ToProto(school) };
        });

    /// <inheritdoc />
    public override Task<Wire.ChangeSchoolResponse> ChangeSchool(Wire.ChangeSchoolRequest request, ServerCallContext context) =>
        commands.RunAsync(request, context, async (db, command) =>
        {
            var school = await db.LoadSchoolAsync(request.School.SchoolCode, command);
            Etag.Check(request.Etag, school.Version);
            if (request.School.Division != school.Division) throw Rejection.Invalid("school.division", "不得变更", "must not change");
            school.Change(ProfileOf(request.School), Days.Of(request.School.ClosedOn), command.Now);
            if (school.ClosedOn is not null)
            {
                await OrderDesk.CloseAsync(db, [school], context.CancellationToken);
                await Offers.CloseAsync(db, [school], command.Now, command.Announce, context.CancellationToken);
            }
            command.Announce(command.Resource, school.Version, Changed(school));
            return new Wire.ChangeSchoolResponse { School = ToProto(school) };
        });

    /// <inheritdoc />
    public override async Task<Wire.GetSchoolResponse> GetSchool(Wire.GetSchoolRequest request, ServerCallContext context)
    {
        await using var db = await databases.CreateDbContextAsync(context.CancellationToken);
        return new() { School = ToProto(await db.ReadSchoolAsync(request.SchoolCode, Caller.Of(context), context.CancellationToken)) };
    }

    /// <inheritdoc />
    public override async Task<Wire.ListSchoolsResponse> ListSchools(Wire.ListSchoolsRequest request, ServerCallContext context)
    {
        await using var db = await databases.CreateDbContextAsync(context.CancellationToken);
        var rows = db.Schools.AsNoTracking().Within(request.Division, s => s.Division);
        if (request.OpenOnly) rows = rows.Where(s => s.ClosedOn == null);
        if (Paging.After(request, request.PageToken) is { } after) rows = rows.Where(s => string.Compare(s.Code, after) > 0);
        var size = Paging.Size(request.PageSize);
        var (page, next) = (await rows.OrderBy(s => s.Code).Take(size + 1).ToListAsync(context.CancellationToken)).Page(request, size, s => s.Code);
        return new() { Schools = { page.Select(ToProto) }, NextPageToken = next };
    }

    /// <inheritdoc />
    public override Task<Wire.PutClassesResponse> PutClasses(Wire.PutClassesRequest request, ServerCallContext context) =>
        commands.RunAsync(request, context, async (db, command) =>
        {
            var school = await db.LoadSchoolAsync(request.SchoolCode, command);
            school.MustBeOpen(command.Today);
            MustBeDistinct(request.Classes);
            var years = request.Classes.Select(c => c.SchoolYear).Distinct().ToArray();
            var known = await db.Classes.Where(c => c.SchoolCode == school.Code && years.Contains(c.SchoolYear)).ToDictionaryAsync(c => (c.SchoolYear, c.Grade, c.Name));
            var stored = request.Classes.Select(wire =>
            {
                if (known.TryGetValue((wire.SchoolYear, wire.Grade, wire.Name), out var one)) one.Resize(wire.Pupils);
                else db.Add(one = SchoolClass.Add(school.Code, wire.SchoolYear, wire.Grade, wire.Name, wire.Pupils));
                return one;
            }).ToList();
            command.Announce(command.Resource, school.Version, ClassesPut(school, stored));
            return new Wire.PutClassesResponse { Classes = { stored.Select(ToProto) } };
        });

    /// <inheritdoc />
    public override async Task<Wire.ListClassesResponse> ListClasses(Wire.ListClassesRequest request, ServerCallContext context)
    {
        await using var db = await databases.CreateDbContextAsync(context.CancellationToken);
        var school = await db.ReadSchoolAsync(request.SchoolCode, Caller.Of(context), context.CancellationToken);
        var rows = db.Classes.AsNoTracking().Where(c => c.SchoolCode == school.Code);
        if (request.SchoolYear > 0) rows = rows.Where(c => c.SchoolYear == request.SchoolYear);
        if (request.Grade > 0) rows = rows.Where(c => c.Grade == request.Grade);
        if (Paging.AfterId(request, request.PageToken) is { } after) rows = rows.Where(c => c.Id > after);
        var size = Paging.Size(request.PageSize);
        var (page, next) = (await rows.OrderBy(c => c.Id).Take(size + 1).ToListAsync(context.CancellationToken)).Page(request, size, c => $"{c.Id}");
        return new() { Classes = { page.Select(ToProto) }, NextPageToken = next };
    }

    internal static SchoolRegistered Registered(School school) =>
        new() { Division = school.Division, SchoolCode = school.Code, Name = school.Profile.Name, Stages = StagesOf(school), Town = TownOf(school) };

    internal static SchoolChanged Changed(School school) =>
        new() { Division = school.Division, SchoolCode = school.Code, Name = school.Profile.Name, Stages = StagesOf(school), Town = TownOf(school), ClosedOn = school.ClosedOn };

    internal static ClassesChanged ClassesPut(School school, IEnumerable<SchoolClass> classes) =>
        new() { Division = school.Division, SchoolCode = school.Code, ClassIds = [.. classes.Select(c => $"{c.Id}").Distinct()] };

    private static void MustBeDistinct(Google.Protobuf.Collections.RepeatedField<Wire.SchoolClass> classes)
    {
        var seen = new HashSet<(int, int, string)>();
        for (var i = 0; i < classes.Count; i++)
            if (!seen.Add((classes[i].SchoolYear, classes[i].Grade, classes[i].Name))) throw Rejection.Invalid($"classes[{i}].name", "与前面的班级重复", "repeats a class before it");
    }

    internal static SchoolProfile ProfileOf(Wire.School wire) => new(
        wire.Name, [.. wire.Stages.Distinct().Select(s => EnumMap<Institution.EducationStage, EducationStage>.ToDomain(s)!.Value)], [.. wire.Subjects.Distinct()], wire.Boarding, wire.Town);

    private static List<string> StagesOf(School school) => [.. school.Profile.Stages.Select(EnumMap<Institution.EducationStage, EducationStage>.Word)];

    private static string? TownOf(School school) => school.Profile.Town.Length > 0 ? school.Profile.Town : null;

    private static Wire.School ToProto(School school) => new()
    {
        SchoolCode = school.Code,
        Division = school.Division,
        Name = school.Profile.Name,
        Stages = { school.Profile.Stages.Select(s => EnumMap<Institution.EducationStage, EducationStage>.ToWire(s)) },
        Subjects = { school.Profile.Subjects },
        Boarding = school.Profile.Boarding,
        Town = school.Profile.Town,
        ClosedOn = Days.Of(school.ClosedOn),
        Etag = Etag.Of(school.Version),
        UpdateTime = school.UpdatedAt.ToTimestamp(),
    };

    private static Wire.SchoolClass ToProto(SchoolClass one) => new()
    {
        ClassId = $"{one.Id}", SchoolYear = one.SchoolYear, Grade = one.Grade, Name = one.Name, Pupils = one.Pupils, Etag = Etag.Of(one.Version),
    };
}
