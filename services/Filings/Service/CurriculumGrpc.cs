using System.Globalization;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using ShuangJian.Filings.Domain;
using ShuangJian.Platform.Data;
using ShuangJian.Platform.Edge;
using ShuangJian.Platform.Hosting;
using ShuangJian.Policy;
using Wire = ShuangJian.Protos.Filing.V1;

namespace ShuangJian.Filings;

/// <summary>Keeps the catalogue of what schools teach in which grade.</summary>
public sealed class CurriculumGrpc(Commands<FilingsDb> commands, IDbContextFactory<FilingsDb> databases, TimeProvider clock) : Wire.CurriculumService.CurriculumServiceBase
{
    /// <inheritdoc />
    public override Task<Wire.PutCurriculumResponse> PutCurriculum(Wire.PutCurriculumRequest request, ServerCallContext context) =>
        commands.RunAsync(request, context, async (db, command) =>
        {
            var wire = request.Curriculum;
            var units = Read(wire);
            var edition = new StoredCurriculum
            {
                Id = Guid.CreateVersion7(),
                Division = wire.Division,
                Subject = wire.Subject,
                Source = wire.Source,
                StartsOn = Days.Of(wire.StartsOn)!.Value,
                UnitCount = units.Count,
                CreatedAt = command.Now,
            };
            command.Resource = $"curricula/{edition.Id}";
            var latest = await db.Set<StoredCurriculum>().Where(c => c.Division == edition.Division && c.Subject == edition.Subject)
                .OrderByDescending(c => c.StartsOn).Select(c => (DateOnly?)c.StartsOn).FirstOrDefaultAsync();
            if (latest >= edition.StartsOn) throw NotLater(latest.Value);
            db.Add(edition);
            db.AddRange(units.Select((unit, ordinal) => new StoredUnit { Curriculum = edition.Id, Ordinal = ordinal, Grade = unit.Grade, Unit = unit }));
            db.Add(new Rejudging { Id = Guid.CreateVersion7(), Division = edition.Division });
            return new Wire.PutCurriculumResponse { Curriculum = ToProto(edition) };
        });

    /// <inheritdoc />
    public override async Task<Wire.GetCurriculumResponse> GetCurriculum(Wire.GetCurriculumRequest request, ServerCallContext context)
    {
        await using var db = await databases.CreateDbContextAsync(context.CancellationToken);
        var day = request.Date.Length > 0 ? Days.Of(request.Date)!.Value : clock.Today();
        var places = StoredCalendar.PlacesOf(request.Division);
        var subject = Law.Current.SubjectOf(request.Subject, []);
        var editions = await db.Set<StoredCurriculum>().AsNoTracking()
            .Where(c => places.Contains(c.Division) && (c.Subject == request.Subject || c.Subject == subject) && c.StartsOn <= day).ToListAsync(context.CancellationToken);
        var curriculum = editions.Count > 0 ? ToProto(Syllabi.Nearest(editions, places))
            : Syllabi.NationalOf(subject, day) is { } national ? ToProto(national)
            : throw Rejection.NotFound($"curricula/{request.Division}/{request.Subject}");
        return new Wire.GetCurriculumResponse { Curriculum = curriculum };
    }

    /// <inheritdoc />
    public override async Task<Wire.ListCurriculaResponse> ListCurricula(Wire.ListCurriculaRequest request, ServerCallContext context)
    {
        await using var db = await databases.CreateDbContextAsync(context.CancellationToken);
        var rows = db.Set<StoredCurriculum>().AsNoTracking().Where(c => c.Division == request.Division);
        if (request.Subject.Length > 0) rows = rows.Where(c => c.Subject == request.Subject);
        if (Paging.After(request, request.PageToken) is { } after)
        {
            if (after.Split('/', 2) is not [var text, var subject] || !DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
                throw Paging.Invalid();
            rows = rows.Where(c => string.Compare(c.Subject, subject) > 0 || (c.Subject == subject && c.StartsOn < day));
        }
        var size = Paging.Size(request.PageSize);
        var page = await rows.OrderBy(c => c.Subject).ThenByDescending(c => c.StartsOn).Take(size + 1).ToListAsync(context.CancellationToken);
        return new Wire.ListCurriculaResponse
        {
            Curricula = { page.Take(size).Select(ToProto) },
            NextPageToken = page.Count > size ? Paging.Token(request, $"{Days.Of(page[size - 1].StartsOn)}/{page[size - 1].Subject}") : "",
        };
    }

    /// <inheritdoc />
    public override async Task<Wire.ListCurriculumUnitsResponse> ListCurriculumUnits(Wire.ListCurriculumUnitsRequest request, ServerCallContext context)
    {
        if (Law.Current.Curricula.FirstOrDefault(c => c.Id == request.CurriculumId) is { } national) return National(national, request);
        await using var db = await databases.CreateDbContextAsync(context.CancellationToken);
        if (!Guid.TryParse(request.CurriculumId, out var id) || !await db.Set<StoredCurriculum>().AnyAsync(c => c.Id == id, context.CancellationToken))
            throw Rejection.NotFound($"curricula/{request.CurriculumId}");
        var rows = db.Set<StoredUnit>().AsNoTracking().Where(u => u.Curriculum == id);
        if (request.Grades.Count > 0)
        {
            var grades = request.Grades.ToArray();
            rows = rows.Where(u => grades.Contains(u.Grade));
        }
        if (Paging.After(request, request.PageToken) is { } after)
        {
            if (!int.TryParse(after, NumberStyles.None, CultureInfo.InvariantCulture, out var ordinal)) throw Paging.Invalid();
            rows = rows.Where(u => u.Ordinal > ordinal);
        }
        var size = Paging.Size(request.PageSize);
        var page = await rows.OrderBy(u => u.Ordinal).Take(size + 1).ToListAsync(context.CancellationToken);
        return new Wire.ListCurriculumUnitsResponse
        {
            Units = { page.Take(size).Select(u => ToProto(u.Unit)) },
            NextPageToken = page.Count > size ? Paging.Token(request, $"{page[size - 1].Ordinal}") : "",
        };
    }

    /// <summary>Those units of the national standards, page by page as of any edition.</summary>
    private static Wire.ListCurriculumUnitsResponse National(NationalCurriculum national, Wire.ListCurriculumUnitsRequest request)
    {
        var skip = 0;
        if (Paging.After(request, request.PageToken) is { } after && !int.TryParse(after, NumberStyles.None, CultureInfo.InvariantCulture, out skip)) throw Paging.Invalid();
        var size = Paging.Size(request.PageSize);
        var units = national.Units.Where(u => request.Grades.Count == 0 || request.Grades.Any(g => u.FromGrade <= g && g <= u.ToGrade)).ToList();
        return new Wire.ListCurriculumUnitsResponse
        {
            Units = { units.Skip(skip).Take(size).Select(u => ToProto(Syllabus.UnitOf(u))) },
            NextPageToken = units.Count > skip + size ? Paging.Token(request, $"{skip + size}") : "",
        };
    }

    private static IReadOnlyList<CurriculumUnit> Read(Wire.Curriculum wire)
    {
        if (wire.Units.Count == 0) throw Rejection.Invalid("curriculum.units", "至少一个单元", "needs at least one unit");
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var twice = wire.Units.Select((unit, i) => (unit, i)).Where(u => !seen.Add(u.unit.UnitId))
            .Select(u => new FieldProblem($"curriculum.units[{u.i}].unit_id", "单元标识重复", "is the identifier of a unit before")).Take(20).ToList();
        var backwards = wire.Units.Select((unit, i) => (unit, i)).Where(u => u.unit.LastGrade != 0 && u.unit.LastGrade < u.unit.Grade)
            .Select(u => new FieldProblem($"curriculum.units[{u.i}].last_grade", "不得低于首个年级", "is below the first grade")).Take(20).ToList();
        if (twice.Count + backwards.Count > 0) throw Rejection.Invalid([.. twice, .. backwards]);
        return [.. wire.Units.Select(u => new CurriculumUnit(u.UnitId, u.Grade, u.Title, [.. u.Aliases], u.LastGrade))];
    }

    private static Rejection NotLater(DateOnly latest) =>
        new(StatusCode.FailedPrecondition, "CURRICULUM_NOT_LATER", "新版课程目录的生效日期须晚于现有版本", "an edition begins after the latest one of its subject")
        {
            Facts = new Dictionary<string, string> { ["latest"] = Days.Of(latest) },
        };

    private static Wire.CurriculumUnit ToProto(CurriculumUnit unit) =>
        new() { UnitId = unit.Id, Grade = unit.Grade, LastGrade = unit.LastGrade, Title = unit.Title, Aliases = { unit.Aliases } };

    private static Wire.Curriculum ToProto(NationalCurriculum national) => new()
    {
        CurriculumId = national.Id, Division = "000000", Subject = national.Subject, Source = national.Source,
        StartsOn = Days.Of(national.StartsOn), UnitCount = national.Units.Count,
    };

    private static Wire.Curriculum ToProto(StoredCurriculum edition) => new()
    {
        CurriculumId = edition.Id.ToString(),
        Division = edition.Division,
        Subject = edition.Subject,
        Source = edition.Source,
        StartsOn = Days.Of(edition.StartsOn),
        UnitCount = edition.UnitCount,
        CreateTime = edition.CreatedAt.ToTimestamp(),
    };
}
