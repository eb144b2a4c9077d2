using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using ShuangJian.Contracts;
using ShuangJian.Platform.Data;
using ShuangJian.Platform.Edge;
using ShuangJian.Platform.Hosting;
using ShuangJian.Platform.Identity;
using ShuangJian.Policy;
using ShuangJian.Protos.Type.V1;
using ShuangJian.Schools.Domain;
using Wire = ShuangJian.Protos.School.V1;

namespace ShuangJian.Schools;

/// <summary>Brings conduct of in-service teachers to its end.</summary>
public sealed partial class TeacherCaseGrpc(Commands<SchoolsDb> commands, IDbContextFactory<SchoolsDb> databases) : Wire.TeacherCaseService.TeacherCaseServiceBase
{
    /// <inheritdoc />
    public override Task<Wire.OpenTeacherCaseResponse> OpenTeacherCase(Wire.OpenTeacherCaseRequest request, ServerCallContext context) =>
        commands.RunAsync(request, context, async (db, command) =>
        {
            var id = Guid.Parse(request.TeacherId);
            command.Resource = $"teachers/{id}";
            var teacher = await db.Teachers.AsNoTracking().SingleOrDefaultAsync(t => t.Id == id, context.CancellationToken) ?? throw Rejection.NotFound(command.Resource);
            command.Caller.MustReach(DivisionCode.Parse(teacher.Division));
            var content = ToContent(request, command.PastDay("conduct_date", request.ConductDate));
            if (!teacher.Serves(content.ConductDate)) throw SchoolRefusals.NotInService(id, content.ConductDate);
            await CheckSweepAsync(db, content, teacher.Division);
            var key = $"{id}";
            if (await db.Set<TeacherCase>().AsNoTracking().Where(c => c.OpenKey == key).Select(c => (Guid?)c.Id).SingleOrDefaultAsync(context.CancellationToken) is { } open)
                throw SchoolRefusals.TeacherCaseExists(open);
            // One person may stand on several rosters; identifiers of a roster outlive a change of the key.
            var repeated = await db.Set<TeacherCase>().AnyAsync(c => c.Founded == true && (c.TeacherId == id || c.PersonHash == teacher.PersonHash), context.CancellationToken);
            var one = TeacherCase.Open(teacher, content, repeated, command.LawIn(teacher.Division), command.Now);
            db.Add(one);
            command.Resource = TeacherCases.NameOf(one);
            TeacherCases.Count(db, one, [], TeacherCases.Counts(one));
            command.Announce(command.Resource, one.Version, new TeacherCaseOpened
            {
                Division = one.Division, CaseId = $"{one.Id}", SchoolCode = one.SchoolCode, TeacherId = $"{one.TeacherId}", Conducts = TeacherCases.Words(one), DueDate = one.DueDate,
                Repeated = one.Repeated,
            });
            return new Wire.OpenTeacherCaseResponse { Case = one.ToProto() };
        });

    /// <inheritdoc />
    public override Task<Wire.AdvanceTeacherCaseResponse> AdvanceTeacherCase(Wire.AdvanceTeacherCaseRequest request, ServerCallContext context) =>
        commands.RunAsync(request, context, async (db, command) =>
        {
            var one = await db.Set<TeacherCase>().LoadAsync(TeacherCases.Name, request.CaseId, command, request.Etag);
            one.Advance(request.Text, [.. request.Checks.Distinct()], command.LawIn(one.Division), command.Now);
            return new Wire.AdvanceTeacherCaseResponse { Case = one.ToProto() };
        });

    /// <inheritdoc />
    public override Task<Wire.DecideTeacherCaseResponse> DecideTeacherCase(Wire.DecideTeacherCaseRequest request, ServerCallContext context) =>
        commands.RunAsync(request, context, async (db, command) =>
        {
            var one = await db.Set<TeacherCase>().LoadAsync(TeacherCases.Name, request.CaseId, command, request.Etag);
            List<FieldProblem> problems =
            [
                .. When(request.Founded == (request.Conducts.Count == 0), "conducts", "查实时至少一项，未查实时应为空", "has at least one when founded and none otherwise"),
                .. When(request.Founded == (request.Measures.Count == 0), "measures", "查实时至少一项，未查实时应为空", "has at least one when founded and none otherwise"),
            ];
            if (problems.Count > 0) throw Rejection.Invalid(problems);
            var before = TeacherCases.Counts(one);
            one.Decide(
                request.Founded, [.. request.Conducts.Distinct().Select(c => EnumMap<Wire.TeacherConduct, TeacherConduct>.ToDomain(c)!.Value)],
                [.. request.Measures.Distinct().Select(m => EnumMap<Wire.TeacherMeasure, TeacherMeasure>.ToDomain(m)!.Value).Order()], request.Reason,
                Reach.LawOf(one.Division, one.Content.ConductDate), command.Now);
            TeacherCases.Count(db, one, before, TeacherCases.Counts(one));
            command.Announce(command.Resource, one.Version, new TeacherCaseDecided
            {
                Division = one.Division, CaseId = $"{one.Id}", SchoolCode = one.SchoolCode, TeacherId = $"{one.TeacherId}", Founded = request.Founded,
                Conducts = request.Founded ? TeacherCases.Words(one) : [], Measures = [.. one.Measures.Select(m => EnumMap<Wire.TeacherMeasure, TeacherMeasure>.Word(m.Measure))],
                Findings = [.. one.Findings.Select(f => f.ToFact())],
            });
            if (one.State == TeacherCaseState.Closed) AnnounceClosed(command, one);
            return new Wire.DecideTeacherCaseResponse { Case = one.ToProto() };
        });

    /// <inheritdoc />
    public override Task<Wire.CarryOutMeasureResponse> CarryOutMeasure(Wire.CarryOutMeasureRequest request, ServerCallContext context) =>
        commands.RunAsync(request, context, async (db, command) =>
        {
            var one = await db.Set<TeacherCase>().LoadAsync(TeacherCases.Name, request.CaseId, command, request.Etag);
            var day = command.PastDay("carried_out_on", request.CarriedOutOn);
            var before = TeacherCases.Counts(one);
            one.CarryOut(EnumMap<Wire.TeacherMeasure, TeacherMeasure>.ToDomain(request.Measure)!.Value, day, command.Now);
            TeacherCases.Count(db, one, before, TeacherCases.Counts(one));
            if (one.State == TeacherCaseState.Closed) AnnounceClosed(command, one);
            return new Wire.CarryOutMeasureResponse { Case = one.ToProto() };
        });

    /// <inheritdoc />
    public override async Task<Wire.GetTeacherCaseResponse> GetTeacherCase(Wire.GetTeacherCaseRequest request, ServerCallContext context)
    {
        await using var db = await databases.CreateDbContextAsync(context.CancellationToken);
        return new() { Case = (await db.Set<TeacherCase>().ReadAsync(TeacherCases.Name, request.CaseId, Caller.Of(context))).ToProto() };
    }

    /// <inheritdoc />
    public override async Task<Wire.ListTeacherCasesResponse> ListTeacherCases(Wire.ListTeacherCasesRequest request, ServerCallContext context)
    {
        await using var db = await databases.CreateDbContextAsync(context.CancellationToken);
        var caller = Caller.Of(context);
        var rows = db.Set<TeacherCase>().Within(request.Division).Among(request.States, c => c.State);
        if (caller.Audience == Audience.School) rows = rows.Where(c => c.SchoolCode == caller.Organization);
        if (request.OverdueOnly) rows = rows.Where(c => c.Overdue);
        var (page, next) = await rows.PageAsync(request, request.PageSize, request.PageToken, context.CancellationToken);
        return new() { Cases = { page.Select(c => c.ToProto()) }, NextPageToken = next };
    }

    /// <inheritdoc />
    public override async Task<Wire.GetTeacherCaseStatisticsResponse> GetTeacherCaseStatistics(Wire.GetTeacherCaseStatisticsRequest request, ServerCallContext context)
    {
        await using var db = await databases.CreateDbContextAsync(context.CancellationToken);
        var counts = await Tallies.ReadAsync(db, request.Division, TeacherCases.Name, request.Year, request.Year, context.CancellationToken);
        return new()
        {
            Opened = counts.GetValueOrDefault(TeacherCases.Opened),
            Founded = counts.GetValueOrDefault(TeacherCases.Founded),
            Unfounded = counts.GetValueOrDefault(TeacherCases.Unfounded),
            Closed = counts.GetValueOrDefault(TeacherCases.Closed),
            Conducts =
            {
                System.Enum.GetValues<TeacherConduct>().Select(c => (Conduct: c, Cases: counts.GetValueOrDefault(TeacherCases.Of(c)))).Where(c => c.Cases > 0)
                    .Select(c => new Wire.TeacherConductCount { Conduct = EnumMap<Wire.TeacherConduct, TeacherConduct>.ToWire(c.Conduct), Cases = c.Cases }),
            },
            Measures =
            {
                System.Enum.GetValues<TeacherMeasure>().Select(m => (Measure: m, Cases: counts.GetValueOrDefault(TeacherCases.Of(m)))).Where(m => m.Cases > 0)
                    .Select(m => new Wire.TeacherMeasureCount { Measure = EnumMap<Wire.TeacherMeasure, TeacherMeasure>.ToWire(m.Measure), Cases = m.Cases }),
            },
        };
    }

    private static void AnnounceClosed(Command command, TeacherCase one) => command.Announce(command.Resource, one.Version, new TeacherCaseClosed
    {
        Division = one.Division, CaseId = $"{one.Id}", SchoolCode = one.SchoolCode, TeacherId = $"{one.TeacherId}", Founded = one.Founded == true, Overdue = one.Overdue,
    });

    private static TeacherCaseContent ToContent(Wire.OpenTeacherCaseRequest request, DateOnly day)
    {
        var source = EnumMap<Wire.TeacherCaseSource, TeacherCaseSource>.ToDomain(request.Source)!.Value;
        if (source == TeacherCaseSource.Sweep == (request.SweepId.Length == 0)) throw Rejection.Invalid("sweep_id", "来源为专项整治时必填，否则应为空", "is required for a sweep and empty otherwise");
        return new(
            [.. request.Conducts.Distinct().Select(c => EnumMap<Wire.TeacherConduct, TeacherConduct>.ToDomain(c)!.Value)], day, source,
            request.SweepId.Length > 0 ? Guid.Parse(request.SweepId) : null, request.Description, request.AmountFen);
    }

    private static async Task CheckSweepAsync(SchoolsDb db, TeacherCaseContent content, string division)
    {
        if (content.SweepId is not { } id) return;
        var sweep = await db.Set<TeacherSweep>().AsNoTracking().SingleOrDefaultAsync(s => s.Id == id);
        if (sweep is null || !DivisionCode.Parse(sweep.Division).Contains(DivisionCode.Parse(division)))
            throw Rejection.Invalid("sweep_id", "没有包含该地区的专项整治", "is no sweep that includes the place");
    }

    private static FieldProblem[] When(bool wrong, string path, string zh, string en) => wrong ? [new(path, zh, en)] : [];
}

/// <summary>Shows, counts and watches cases on teachers.</summary>
internal static class TeacherCases
{
    /// <summary>Name of the collection, and topic of its counts.</summary>
    public const string Name = "teacher-cases";

    public const string Opened = "opened", Founded = "founded", Unfounded = "unfounded", Closed = "closed";

    public static string NameOf(TeacherCase one) => $"{Name}/{one.Id}";

    public static string Of(TeacherConduct conduct) => $"conduct/{conduct}";

    public static string Of(TeacherMeasure measure) => $"measure/{measure}";

    public static IReadOnlyList<string> Words(TeacherCase one) => [.. one.Content.Conducts.Select(EnumMap<Wire.TeacherConduct, TeacherConduct>.Word)];

    /// <summary>What a case counts for in the year in which it was opened.</summary>
    public static Counted Counts(TeacherCase one)
    {
        var year = ChinaDay.Of(one.CreatedAt.UtcDateTime).Year;
        Counted counted = new() { [(year, Opened)] = 1 };
        if (one.Founded is { } founded) counted[(year, founded ? Founded : Unfounded)] = 1;
        if (one.State == TeacherCaseState.Closed) counted[(year, Closed)] = 1;
        if (one.Founded != true) return counted;
        foreach (var conduct in one.Content.Conducts) counted[(year, Of(conduct))] = 1;
        foreach (var measure in one.Measures) counted[(year, Of(measure.Measure))] = 1;
        return counted;
    }

    public static void Count(SchoolsDb db, TeacherCase one, Counted before, Counted after) => Tallies.Note(db, one.Division, Name, before, after);

    public static Wire.TeacherCase ToProto(this TeacherCase one) => new()
    {
        CaseId = $"{one.Id}",
        Division = one.Division,
        SchoolCode = one.SchoolCode,
        TeacherId = $"{one.TeacherId}",
        Conducts = { one.Content.Conducts.Select(c => EnumMap<Wire.TeacherConduct, TeacherConduct>.ToWire(c)) },
        ConductDate = Days.Of(one.Content.ConductDate),
        Source = EnumMap<Wire.TeacherCaseSource, TeacherCaseSource>.ToWire(one.Content.Source),
        SweepId = one.Content.SweepId is { } sweep ? $"{sweep}" : "",
        Description = one.Content.Description,
        AmountFen = one.Content.AmountFen,
        Repeated = one.Repeated,
        State = EnumMap<Wire.TeacherCaseState, TeacherCaseState>.ToWire(one.State),
        Stage = one.Stage,
        StageChecks = { one.StageIn(Law.Current)?.Parties.SelectMany(p => p.Checks).Select(c => c.Id) ?? [] },
        DueDate = Days.Of(one.DueDate),
        Overdue = one.Overdue,
        Founded = one.Founded == true,
        Reason = one.Reason,
        Measures =
        {
            one.Measures.Select(m => new Wire.DecidedMeasure { Measure = EnumMap<Wire.TeacherMeasure, TeacherMeasure>.ToWire(m.Measure), CarriedOutOn = Days.Of(m.CarriedOutOn) }),
        },
        Findings = { one.Findings.Select(f => f.ToProto()) },
        Steps = { one.Steps.Select(s => new Wire.TeacherCaseStep { Stage = s.Stage, Text = s.Text, Checks = { s.Checks }, Time = s.At.ToTimestamp() }) },
        Etag = Etag.Of(one.Version),
        CreateTime = one.CreatedAt.ToTimestamp(),
    };
}

/// <summary>Finds stages that were not ended in time, and announces each once, to those above where the workflow says so.</summary>
internal sealed class TeacherCaseDeadlines(TimeProvider clock)
{
    private const int Batch = 200;

    public async Task<bool> SweepAsync(SchoolsDb db, CancellationToken cancellation)
    {
        var (now, today) = (clock.GetUtcNow(), clock.Today());
        var late = await db.Set<TeacherCase>().Where(c => c.State == TeacherCaseState.Open && c.DueDate != null && c.DueDate < today && c.LateStage != c.Stage)
            .OrderBy(c => c.DueDate).ThenBy(c => c.Id).Take(Batch).ToListAsync(cancellation);
        foreach (var one in late.Where(c => c.MarkOverdue(today, now)))
        {
            db.Announce(SchoolsModule.ServiceName, TeacherCases.NameOf(one), one.Version, now.UtcDateTime, new TeacherCaseOverdue
            {
                Division = one.Division, CaseId = $"{one.Id}", SchoolCode = one.SchoolCode, Stage = one.Stage, DueDate = one.DueDate!.Value,
                EscalatedTo = one.StageIn(Law.Current) is { Escalates: true } ? Above(one.Division) : null,
            });
        }
        if (late.Count > 0) await db.SaveChangesAsync(cancellation);
        return late.Count == Batch;
    }

    /// <summary>市辖区 between a municipality and its districts is a code and no authority.</summary>
    private static string? Above(string division) =>
        Law.Current.Divisions.Ancestors(DivisionCode.Parse(division)).FirstOrDefault(d => !d.IsPlaceholder && d.Level != DivisionLevel.Nation)?.Code.ToString();
}
