using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using ShuangJian.Platform.Data;
using ShuangJian.Platform.Edge;
using ShuangJian.Platform.Hosting;
using ShuangJian.Platform.Identity;
using ShuangJian.Policy;
using ShuangJian.Protos.Type.V1;
using ShuangJian.Schools.Domain;
using Wire = ShuangJian.Protos.School.V1;

namespace ShuangJian.Schools;

/// <content>What is read of records.</content>
public sealed partial class SchoolRecordGrpc
{
    private const string Records = "records", Published = "published";
    private const int LastMonth = 12, LastDay = 31;

    /// <inheritdoc />
    public override Task<Wire.ListRecordKindsResponse> ListRecordKinds(Wire.ListRecordKindsRequest request, ServerCallContext context)
    {
        var rows = Law.Current.Records.Values.Where(k => k.Duty is null);
        if (Paging.After(request, request.PageToken) is { } after) rows = rows.Where(k => string.CompareOrdinal(k.Id, after) > 0);
        var size = Paging.Size(request.PageSize);
        var (page, next) = rows.Take(size + 1).ToList().Page(request, size, k => k.Id);
        return Task.FromResult(new Wire.ListRecordKindsResponse { Kinds = { page.Select(k => k.ToProto()) }, NextPageToken = next });
    }

    /// <inheritdoc />
    public override async Task<Wire.GetSchoolRecordResponse> GetSchoolRecord(Wire.GetSchoolRecordRequest request, ServerCallContext context)
    {
        await using var db = await databases.CreateDbContextAsync(context.CancellationToken);
        var record = await db.Set<SchoolRecord>().ReadAsync(Name, request.RecordId, Caller.Of(context));
        var steps = await db.Set<SchoolRecordStep>().AsNoTracking().Where(s => s.RecordId == record.Id).OrderBy(s => s.Version).ToListAsync(context.CancellationToken);
        return new() { Record = record.ToProto(), Steps = { steps.Select(s => s.ToProto()) } };
    }

    /// <inheritdoc />
    public override async Task<Wire.ListSchoolRecordsResponse> ListSchoolRecords(Wire.ListSchoolRecordsRequest request, ServerCallContext context)
    {
        await using var db = await databases.CreateDbContextAsync(context.CancellationToken);
        var caller = Caller.Of(context);
        var rows = db.Set<SchoolRecord>().Within(request.Division).Among(request.States, r => r.State);
        if (request.States.Count == 0) rows = rows.Where(r => r.State != SchoolRecordState.Discarded);
        if (caller.Audience == Audience.School) rows = rows.Where(r => r.SchoolCode == caller.Organization);
        if (request.KindId.Length > 0) rows = rows.Where(r => r.Kind == request.KindId);
        if (request.Year > 0) rows = rows.Where(r => r.Year == request.Year);
        var (page, next) = await rows.PageAsync(request, request.PageSize, request.PageToken, context.CancellationToken);
        return new() { Records = { page.Select(r => r.ToProto()) }, NextPageToken = next };
    }

    /// <inheritdoc />
    public override async Task<Wire.ListPublishedRecordsResponse> ListPublishedRecords(Wire.ListPublishedRecordsRequest request, ServerCallContext context)
    {
        await using var db = await databases.CreateDbContextAsync(context.CancellationToken);
        var rows = db.Set<SchoolRecord>().Within(request.Division).Where(r => r.State == SchoolRecordState.Published);
        if (request.KindId.Length > 0) rows = rows.Where(r => r.Kind == request.KindId);
        var (page, next) = await rows.PageAsync(request, request.PageSize, request.PageToken, context.CancellationToken);
        return new() { Records = { page.Select(r => r.ToPublic()) }, NextPageToken = next };
    }

    /// <inheritdoc />
    public override async Task<Wire.GetRecordStatisticsResponse> GetRecordStatistics(Wire.GetRecordStatisticsRequest request, ServerCallContext context)
    {
        if (!Law.Current.Records.TryGetValue(request.KindId, out var kind) || kind.Duty is not null) throw Rejection.Invalid("kind_id", "没有此类记录", "is no kind of record");
        await using var db = await databases.CreateDbContextAsync(context.CancellationToken);
        var (today, last) = (clock.Today(), new DateOnly(request.Year, LastMonth, LastDay));
        var law = Reach.LawOf(request.Division, today < last ? today : last);
        var counts = await Tallies.ReadAsync(db, request.Division, TopicOf(kind.Id), request.Year, request.Year, context.CancellationToken);
        long Sum(string field) => counts.GetValueOrDefault(SumOf(field));
        var response = new Wire.GetRecordStatisticsResponse
        {
            Records = counts.GetValueOrDefault(Records),
            Published = counts.GetValueOrDefault(Published),
            Sums = { kind.Fields.Where(f => f.Type == RecordFieldType.Count).Select(f => new Wire.RecordSum { FieldId = f.Id, Sum = Sum(f.Id) }) },
            Shares =
            {
                kind.Indicators.Select(i => new Wire.RecordShare
                {
                    IndicatorId = i.Id, Part = Sum(i.Part), Whole = Sum(i.Whole), Permille = Sum(i.Whole) == 0 ? 0 : (int)(Sum(i.Part) * 1000 / Sum(i.Whole)),
                }),
            },
            Findings = { kind.Indicators.Select(i => RecordRules.IndicatorBelowTarget(i, Sum(i.Part), Sum(i.Whole), law)).OfType<Policy.Finding>().Select(f => f.ToProto()) },
        };
        if (kind.Round is null || law.Limit(kind.Round) is not { } years) return response;
        // A round that ends on a day began on the day after, the number of years before.
        var (first, day) = (law.Date.AddYears(-years.Value), law.Date);
        response.Schools = (await Tallies.ReadAsync(db, request.Division, OrderDesk.Schools, 0, 0, context.CancellationToken)).GetValueOrDefault(OrderDesk.StillOpen);
        response.CoveredSchools = await db.Set<RecordCover>().AsNoTracking().Within(request.Division, c => c.Division)
            .Where(c => c.Kind == kind.Id && c.LastOn > first && c.LastOn <= day && db.Schools.Any(s => s.Code == c.SchoolCode && s.ClosedOn == null)).CountAsync(context.CancellationToken);
        if (RecordRules.RoundMissesSchools(kind, response.CoveredSchools, response.Schools, law) is { } missed) response.Findings.Add(missed.ToProto());
        return response;
    }

    private static string TopicOf(string kind) => $"record/{kind}";

    private static string SumOf(string field) => $"sum/{field}";
}
