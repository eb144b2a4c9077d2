using Google.Protobuf;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using ShuangJian.Contracts;
using ShuangJian.Platform.Data;
using ShuangJian.Platform.Edge;
using ShuangJian.Platform.Hosting;
using ShuangJian.Platform.Identity;
using ShuangJian.Policy;
using ShuangJian.Supervision.Domain;
using Wire = ShuangJian.Protos.Supervision.V1;

namespace ShuangJian.Supervision;

/// <summary>Makes, publishes, gives out and recounts bulletins and reports.</summary>
public sealed class ReportGrpc(Commands<SupervisionDb> commands, IDbContextFactory<SupervisionDb> databases, TimeProvider clock) : Wire.ReportService.ReportServiceBase
{
    private const string Name = "reports";
    private const int MostDays = 400, MostDifferences = 100, MostOwed = 1000;

    /// <inheritdoc />
    public override Task<Wire.GetReportKindsResponse> GetReportKinds(Wire.GetReportKindsRequest request, ServerCallContext context) =>
        Task.FromResult(new Wire.GetReportKindsResponse { Kinds = { Law.Current.Reports.Kinds.Values.Select(k => k.ToProto()) } });

    /// <inheritdoc />
    public override async Task<Wire.PreviewReportResponse> PreviewReport(Wire.PreviewReportRequest request, ServerCallContext context)
    {
        var kind = KindOf(request.KindId);
        var time = TimeOf(kind, request.From, request.To);
        await using var db = await databases.CreateDbContextAsync(context.CancellationToken);
        var rows = await new Reporting(db, context.CancellationToken).CountAsync(kind, DivisionCode.Parse(request.Division), time);
        var report = Report.Publish(kind, request.Division, time, 0, TitleOf(kind, request.Division, time), "", rows, Caller.Of(context).Department.ToCode(), clock.GetUtcNow().UtcDateTime);
        return new() { Report = report.ToProto() };
    }

    /// <inheritdoc />
    public override Task<Wire.PublishReportResponse> PublishReport(Wire.PublishReportRequest request, ServerCallContext context) =>
        commands.RunAsync(request, context, async (db, command) =>
        {
            var kind = KindOf(request.KindId);
            var time = TimeOf(kind, request.From, request.To);
            // The report to the city is due within the year that it is about, and says how far that has come.
            if (time.To >= command.Today && kind.Due is null) throw Rejection.Invalid("to", "报告期尚未结束", "the days of the report are not over");
            if (time.To >= command.Today) time.To = command.Today.AddDays(-1);
            if (time.To < time.From) throw Rejection.Invalid("from", "报告期尚未开始", "the days of the report have not begun");
            var revision = await db.Set<Report>().Where(r => r.Division == request.Division && r.Kind == kind.Id && r.From == time.From && r.To == time.To)
                .MaxAsync(r => (int?)r.Revision, context.CancellationToken) ?? 0;
            var rows = await new Reporting(db, context.CancellationToken).CountAsync(kind, DivisionCode.Parse(request.Division), time);
            var title = request.TitleZh.Length > 0 ? request.TitleZh : TitleOf(kind, request.Division, time);
            var report = Report.Publish(kind, request.Division, time, revision + 1, title, request.Remarks, rows, command.Caller.Department.ToCode(), command.Now);
            db.Add(report);
            command.Resource = $"{Name}/{report.Id}";
            command.Announce(command.Resource, report.Version, new ReportPublished
            {
                Division = report.Division, ReportId = $"{report.Id}", Kind = kind.Id, TitleZh = title, From = time.From, To = time.To, Sha256 = report.Sha256,
            });
            return new Wire.PublishReportResponse { Report = report.ToProto() };
        });

    /// <inheritdoc />
    public override async Task<Wire.GetReportResponse> GetReport(Wire.GetReportRequest request, ServerCallContext context)
    {
        await using var db = await databases.CreateDbContextAsync(context.CancellationToken);
        return new() { Report = (await db.Set<Report>().ReadAsync(Name, request.ReportId, Caller.Of(context))).ToProto() };
    }

    /// <inheritdoc />
    public override async Task<Wire.ListReportsResponse> ListReports(Wire.ListReportsRequest request, ServerCallContext context)
    {
        await using var db = await databases.CreateDbContextAsync(context.CancellationToken);
        var rows = db.Set<Report>().Within(request.Division);
        if (request.KindId.Length > 0) rows = rows.Where(r => r.Kind == request.KindId);
        var (page, next) = await rows.PageAsync(request, request.PageSize, request.PageToken, context.CancellationToken);
        return new() { Reports = { page.Select(r => r.ToHead()) }, NextPageToken = next };
    }

    /// <inheritdoc />
    public override async Task<Wire.ExportReportResponse> ExportReport(Wire.ExportReportRequest request, ServerCallContext context)
    {
        await using var db = await databases.CreateDbContextAsync(context.CancellationToken);
        var report = await db.Set<Report>().ReadAsync(Name, request.ReportId, Caller.Of(context));
        var kind = KindOf(report.Kind);
        var name = $"{report.Kind}-{report.Division}-{report.From:yyyyMMdd}-{report.To:yyyyMMdd}";
        return request.Format == Wire.ReportFormat.Xlsx
            ? new() { Content = ByteString.CopyFrom(ReportWorkbook.Of(report, kind)), MediaType = ReportWorkbook.MediaType, FileName = name + ".xlsx" }
            : new() { Content = ByteString.CopyFromUtf8(PrintedReport.Of(report, kind)), MediaType = "text/html; charset=utf-8", FileName = name + ".html" };
    }

    /// <inheritdoc />
    public override async Task<Wire.RecountReportResponse> RecountReport(Wire.RecountReportRequest request, ServerCallContext context)
    {
        await using var db = await databases.CreateDbContextAsync(context.CancellationToken);
        var report = await db.Set<Report>().ReadAsync(Name, request.ReportId, Caller.Of(context));
        var (rows, events) = await new Reporting(db, context.CancellationToken).RecountAsync(KindOf(report.Kind), report);
        var response = new Wire.RecountReportResponse { EventCount = events };
        foreach (var (reported, counted) in report.Rows.Zip(rows))
        {
            foreach (var (measure, value) in reported.Values)
            {
                response.ComparedCount++;
                var now = counted.Values.GetValueOrDefault(measure);
                if (now != value && response.Differences.Count < MostDifferences)
                    response.Differences.Add(new Wire.ReportDifference { Division = reported.Division, MeasureId = measure, Reported = value, Counted = now });
            }
        }
        return response;
    }

    /// <inheritdoc />
    public override async Task<Wire.GetOwedReportsResponse> GetOwedReports(Wire.GetOwedReportsRequest request, ServerCallContext context)
    {
        var (today, year) = (clock.Today(), request.Year == 0 ? clock.Today().Year : request.Year);
        var last = year < today.Year ? new DateOnly(year, 12, 31) : today.AddDays(-1);
        await using var db = await databases.CreateDbContextAsync(context.CancellationToken);
        var owed = await OwedReports.WithinAsync(db, DivisionCode.Parse(request.Division), new(year, 1, 1), last, context.CancellationToken);
        var rows = owed.Where(o => !request.MissingOnly || o.Report is null).Take(MostOwed).Select(o => new Wire.OwedReport
        {
            Division = o.Owed.Division, KindId = o.Owed.Kind.Id, From = Days.Of(o.Owed.From), To = Days.Of(o.Owed.To), DueDate = Days.Of(o.Owed.Due), Clause = o.Owed.Clause,
            ReportId = o.Report is { } report ? $"{report}" : "", Late = (o.PublishedOn ?? today) > o.Owed.Due,
        });
        return new() { OwedReports = { rows } };
    }

    private static ReportDefinition KindOf(string id) =>
        Law.Current.Reports.Kinds.GetValueOrDefault(id) ?? throw Rejection.Invalid("kind_id", "没有此类报告", "is no kind of report");

    private static (DateOnly From, DateOnly To) TimeOf(ReportDefinition kind, string first, string last)
    {
        var from = Days.Of(first)!.Value;
        if (kind.PeriodOf(from) is { } period) return last.Length == 0 || Days.Of(last) == period.To ? period : throw Rejection.Invalid("to", "该类报告的截止日期由起始日期确定", "follows from the first day in this kind of report");
        return Days.Of(last) is { } to && to >= from && to.DayNumber - from.DayNumber < MostDays ? (from, to)
            : throw Rejection.Invalid("to", $"应在开始日期之后 {MostDays} 天内", $"must lie within {MostDays} days after the first day");
    }

    private static string TitleOf(ReportDefinition kind, string division, (DateOnly From, DateOnly To) time) =>
        $"{ReportMapping.NameOf(division)}{Zh.Day(time.From)}至{Zh.Day(time.To)}{kind.Zh}";
}
