using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using ShuangJian.Contracts;
using ShuangJian.Platform.Data;
using ShuangJian.Platform.Edge;
using ShuangJian.Platform.Identity;
using ShuangJian.Policy;
using ShuangJian.Schools.Domain;
using Wire = ShuangJian.Protos.School.V1;

namespace ShuangJian.Schools;

/// <content>Sweeps, in which every open school looks at its teachers.</content>
public sealed partial class TeacherCaseGrpc
{
    private const string Sweeps = "teacher-sweeps";

    /// <inheritdoc />
    public override Task<Wire.OpenTeacherSweepResponse> OpenTeacherSweep(Wire.OpenTeacherSweepRequest request, ServerCallContext context) =>
        commands.RunAsync(request, context, async (db, command) =>
        {
            var due = Days.Of(request.DueDate)!.Value;
            if (due < command.Today) throw Rejection.Invalid("due_date", "不得早于今天", "is in the past");
            var sweep = TeacherSweep.Open(request.Division, request.Title, due, command.Now);
            db.Add(sweep);
            command.Resource = $"{Sweeps}/{sweep.Id}";
            command.Announce(command.Resource, sweep.Version, new TeacherSweepOpened { Division = sweep.Division, SweepId = $"{sweep.Id}", Title = sweep.Title, DueDate = sweep.DueDate });
            return new Wire.OpenTeacherSweepResponse { Sweep = await ToProtoAsync(db, sweep, context.CancellationToken) };
        });

    /// <inheritdoc />
    public override Task<Wire.ReportTeacherSweepResponse> ReportTeacherSweep(Wire.ReportTeacherSweepRequest request, ServerCallContext context) =>
        commands.RunAsync(request, context, async (db, command) =>
        {
            var school = await db.LoadSchoolAsync(request.SchoolCode, command);
            school.MustBeOpen(command.Today);
            var id = Guid.Parse(request.SweepId);
            var sweep = await db.Set<TeacherSweep>().AsNoTracking().SingleOrDefaultAsync(s => s.Id == id, context.CancellationToken) ?? throw Rejection.NotFound($"{Sweeps}/{id}");
            if (!DivisionCode.Parse(sweep.Division).Contains(DivisionCode.Parse(school.Division))) throw SchoolRefusals.SweepNotOfSchool(id);
            var report = await db.Set<SweepReport>().FindAsync(id, school.Code);
            if (report is null) db.Add(report = new SweepReport { SweepId = id, SchoolCode = school.Code });
            (report.Teachers, report.Clues, report.Text, report.ReportedOn) = (request.Teachers, request.Clues, request.Text, command.Today);
            report.Version++;
            command.Resource = $"{Sweeps}/{id}";
            return new Wire.ReportTeacherSweepResponse { Late = command.Today > sweep.DueDate };
        });

    /// <inheritdoc />
    public override async Task<Wire.GetTeacherSweepResponse> GetTeacherSweep(Wire.GetTeacherSweepRequest request, ServerCallContext context)
    {
        await using var db = await databases.CreateDbContextAsync(context.CancellationToken);
        var sweep = await db.Set<TeacherSweep>().ReadAsync(Sweeps, request.SweepId, Caller.Of(context));
        var reports = db.Set<SweepReport>().AsNoTracking().Where(r => r.SweepId == sweep.Id);
        var silent = db.Schools.AsNoTracking().Within(sweep.Division, s => s.Division).Where(s => s.ClosedOn == null && !reports.Any(r => r.SchoolCode == s.Code));
        if (Paging.After(request, request.PageToken) is { } after) silent = silent.Where(s => string.Compare(s.Code, after) > 0);
        var size = Paging.Size(request.PageSize);
        var (page, next) = (await silent.OrderBy(s => s.Code).Select(s => s.Code).Take(size + 1).ToListAsync(context.CancellationToken)).Page(request, size, code => code);
        return new() { Sweep = await ToProtoAsync(db, sweep, context.CancellationToken), SilentSchools = { page }, NextPageToken = next };
    }

    private static async Task<Wire.TeacherSweep> ToProtoAsync(SchoolsDb db, TeacherSweep sweep, CancellationToken cancellation)
    {
        var open = db.Schools.AsNoTracking().Within(sweep.Division, s => s.Division).Where(s => s.ClosedOn == null);
        // Whoever has closed since counts neither above nor below the line; what was found there stays found.
        var reported = await db.Set<SweepReport>().AsNoTracking().Where(r => r.SweepId == sweep.Id && open.Any(s => s.Code == r.SchoolCode)).CountAsync(cancellation);
        var sums = await db.Set<SweepReport>().AsNoTracking().Where(r => r.SweepId == sweep.Id).GroupBy(_ => 1)
            .Select(g => new { Teachers = g.Sum(r => (long)r.Teachers), Clues = g.Sum(r => (long)r.Clues) }).SingleOrDefaultAsync(cancellation);
        return new()
        {
            SweepId = $"{sweep.Id}", Division = sweep.Division, Title = sweep.Title, DueDate = Days.Of(sweep.DueDate), Schools = await open.CountAsync(cancellation), Reported = reported,
            Teachers = sums?.Teachers ?? 0, Clues = sums?.Clues ?? 0, CreateTime = sweep.CreatedAt.ToTimestamp(),
        };
    }
}
