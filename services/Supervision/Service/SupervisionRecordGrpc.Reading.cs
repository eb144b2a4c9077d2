using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using ShuangJian.Platform.Data;
using ShuangJian.Platform.Edge;
using ShuangJian.Platform.Hosting;
using ShuangJian.Policy;
using ShuangJian.Protos.School.V1;
using ShuangJian.Supervision.Domain;
using RecordFieldType = ShuangJian.Policy.RecordFieldType;
using RecordKind = ShuangJian.Policy.RecordKind;
using Wire = ShuangJian.Protos.Supervision.V1;

namespace ShuangJian.Supervision;

/// <content>What is read of records, and what is missing.</content>
public sealed partial class SupervisionRecordGrpc
{
    /// <inheritdoc />
    public override Task<Wire.ListSupervisionRecordKindsResponse> ListSupervisionRecordKinds(Wire.ListSupervisionRecordKindsRequest request, ServerCallContext context)
    {
        var after = Paging.After(request, request.PageToken);
        var size = Paging.Size(request.PageSize);
        var page = Law.Current.Records.Values.Where(k => k.Duty is not null && (after is null || string.CompareOrdinal(k.Id, after) > 0)).Take(size + 1).ToList();
        return Task.FromResult(new Wire.ListSupervisionRecordKindsResponse
        {
            Kinds = { page.Take(size).Select(k => k.ToDutyProto()) }, NextPageToken = page.Count > size ? Paging.Token(request, page[size - 1].Id) : "",
        });
    }

    /// <inheritdoc />
    public override Task<Wire.GetSupervisionRecordResponse> GetSupervisionRecord(Wire.GetSupervisionRecordRequest request, ServerCallContext context) =>
        commands.RevealAsync(request, context, async (db, command) =>
        {
            command.Purpose = request.Purpose;
            var one = await LoadAsync(db, request.RecordId, "", command);
            return new Wire.GetSupervisionRecordResponse { Record = one.ToProto(protector, request.Purpose.Length > 0) };
        });

    /// <inheritdoc />
    public override async Task<Wire.ListSupervisionRecordsResponse> ListSupervisionRecords(Wire.ListSupervisionRecordsRequest request, ServerCallContext context)
    {
        await using var db = await databases.CreateDbContextAsync(context.CancellationToken);
        var rows = db.Set<SupervisionRecord>().Within(request.Division).Among(request.States, r => r.State);
        if (request.States.Count == 0) rows = rows.Where(r => r.State != SupervisionRecordState.Discarded);
        if (request.KindId.Length > 0) rows = rows.Where(r => r.Kind == request.KindId);
        if (request.AboutCreditCode.Length > 0) rows = rows.Where(r => r.AboutCode == request.AboutCreditCode);
        if (request.OverdueOnly) rows = rows.Where(r => r.Overdue);
        var (page, next) = await rows.PageAsync(request, request.PageSize, request.PageToken, context.CancellationToken);
        return new() { Records = { page.Select(r => r.ToProto(protector)) }, NextPageToken = next };
    }

    /// <inheritdoc />
    public override async Task<Wire.ListPublishedSupervisionRecordsResponse> ListPublishedSupervisionRecords(Wire.ListPublishedSupervisionRecordsRequest request, ServerCallContext context)
    {
        await using var db = await databases.CreateDbContextAsync(context.CancellationToken);
        var rows = db.Set<SupervisionRecord>().Within(request.Division).Where(r => r.State == SupervisionRecordState.Published);
        if (request.KindId.Length > 0) rows = rows.Where(r => r.Kind == request.KindId);
        var (page, next) = await rows.PageAsync(request, request.PageSize, request.PageToken, context.CancellationToken);
        return new() { Records = { page.Select(r => r.ToPublic()) }, NextPageToken = next };
    }

    /// <inheritdoc />
    public override async Task<Wire.GetSupervisionRecordStatisticsResponse> GetSupervisionRecordStatistics(Wire.GetSupervisionRecordStatisticsRequest request, ServerCallContext context)
    {
        var kind = KindOf(request.KindId, "kind_id");
        await using var db = await databases.CreateDbContextAsync(context.CancellationToken);
        var rows = db.Set<SupervisionRecord>().Within(request.Division)
            .Where(r => r.Kind == kind.Id && r.Year == request.Year && (r.State == SupervisionRecordState.Confirmed || r.State == SupervisionRecordState.Published));
        var counts = await rows.GroupBy(r => new { r.State, Open = r.DueDate != null && r.CompletedOn == null, r.Overdue })
            .Select(g => new { g.Key.State, g.Key.Open, g.Key.Overdue, Count = g.LongCount() }).ToListAsync(context.CancellationToken);
        var sums = await db.Set<RecordFigure>().AsNoTracking().Within(request.Division, f => f.Division).Where(f => f.Kind == kind.Id && f.Year == request.Year)
            .GroupBy(f => f.Field).Select(g => new { Field = g.Key, Sum = g.Sum(f => f.Amount) }).ToDictionaryAsync(g => g.Field, g => g.Sum, context.CancellationToken);
        long Sum(string field) => sums.GetValueOrDefault(field);
        return new()
        {
            Records = counts.Sum(c => c.Count),
            Published = counts.Where(c => c.State == SupervisionRecordState.Published).Sum(c => c.Count),
            Open = counts.Where(c => c.Open).Sum(c => c.Count),
            Overdue = counts.Where(c => c.Overdue).Sum(c => c.Count),
            Sums = { kind.Fields.Where(f => f.Type == RecordFieldType.Count).Select(f => new RecordSum { FieldId = f.Id, Sum = Sum(f.Id) }) },
            Shares =
            {
                kind.Indicators.Select(i => new RecordShare
                {
                    IndicatorId = i.Id, Part = Sum(i.Part), Whole = Sum(i.Whole), Permille = Sum(i.Whole) == 0 ? 0 : (int)(Sum(i.Part) * 1000 / Sum(i.Whole)),
                }),
            },
        };
    }

    /// <inheritdoc />
    public override async Task<Wire.ListRecordGapsResponse> ListRecordGaps(Wire.ListRecordGapsRequest request, ServerCallContext context)
    {
        if (DivisionCode.Parse(request.Division) == DivisionCode.Nation) throw Rejection.Invalid("division", "应为省、市、县级行政区划", "must be a province, city or county");
        var today = clock.Today();
        var kinds = request.KindId.Length > 0 ? [KindOf(request.KindId, "kind_id")] : Law.Current.Records.Values.Where(k => k.Duty is { Each: true }).ToList();
        await using var db = await databases.CreateDbContextAsync(context.CancellationToken);
        var wanted = kinds.Select(k => k.Id).ToArray();
        // One row for each kind, place and state, however many records there are.
        var stored = await db.Set<SupervisionRecord>().AsNoTracking().Within(request.Division).Where(r => wanted.Contains(r.Kind))
            .GroupBy(r => new { r.Kind, r.Division, r.State }).Select(g => g.Key).ToListAsync(context.CancellationToken);
        var states = stored.ToLookup(r => (r.Kind, r.Division), r => r.State);
        var asked = RecordGaps.Asked(kinds, DivisionCode.Parse(request.Division), today).ToList();
        var gaps = asked.Where(a => !states[(a.Kind.Id, $"{a.Law.Division}")].Contains(SupervisionRecordState.Published)).ToList();
        var after = Paging.After(request, request.PageToken);
        var size = Paging.Size(request.PageSize);
        var page = gaps.Where(g => after is null || string.CompareOrdinal(g.Key, after) > 0).Take(size + 1).ToList();
        return new()
        {
            Required = asked.Count, Published = asked.Count - gaps.Count, Gaps = { page.Take(size).Select(g => ToProto(g, states[(g.Kind.Id, $"{g.Law.Division}")])) },
            NextPageToken = page.Count > size ? Paging.Token(request, page[size - 1].Key) : "",
        };
    }

    private static Wire.RecordGap ToProto(AskedRecord gap, IEnumerable<SupervisionRecordState> states)
    {
        var due = gap.Kind.Duty!.Due is { } key ? gap.Law.Limit(key)?.Value : (DateOnly?)null;
        return new()
        {
            KindId = gap.Kind.Id, KindNameZh = gap.Kind.Zh, Division = $"{gap.Law.Division}", DueDate = Days.Of(due), Late = due < gap.Law.Date, Basis = { gap.Basis.Select(b => b.ToProto()) },
            // The furthest that a record has come; what was discarded or revoked is nothing.
            State = EnumMap<Wire.SupervisionRecordState, SupervisionRecordState>.ToWire(
                states.Where(s => s < SupervisionRecordState.Published).Select(s => (SupervisionRecordState?)s).Max()),
        };
    }
}

/// <summary>What a clause in force asks of a jurisdiction.</summary>
internal sealed record AskedRecord(RecordKind Kind, LawAt Law, IReadOnlyList<LegalBasis> Basis)
{
    /// <summary>Orders and pages it.</summary>
    public string Key => $"{Kind.Id} {Law.Division}";
}

/// <summary>What each jurisdiction has to have, from the law data alone.</summary>
internal static class RecordGaps
{
    /// <summary>Everything asked in a jurisdiction on a day, by kind and place: places of the kind's levels where a clause of it is in force.</summary>
    public static IEnumerable<AskedRecord> Asked(IReadOnlyList<RecordKind> kinds, DivisionCode within, DateOnly today) =>
        from kind in kinds
        where kind.Duty is { Each: true }
        from place in Places(within)
        where kind.Duty!.Levels.Contains(place.Code.Level) && place.IsValidOn(today)
        let law = Law.Current.At(place.Code, today)
        let basis = law.ByClauses(Severity.Warning, "", "", "", [.. kind.Clauses], nameof(RecordGaps))?.Basis
        where basis is not null
        orderby kind.Id, $"{place.Code}"
        select new AskedRecord(kind, law, basis);

    /// <summary>A place and all within it that have authorities of their own.</summary>
    private static IEnumerable<Division> Places(DivisionCode within)
    {
        if (!Law.Current.Divisions.TryGet(within, out var place)) return [];
        return Law.Current.Divisions.Children(within).SelectMany(child => Places(child.Code)).Prepend(place).Where(p => !p.IsPlaceholder);
    }
}

/// <summary>Finds records whose day passed, and announces each once.</summary>
internal sealed class RecordDeadlines(TimeProvider clock)
{
    private const int Batch = 200;

    public async Task<bool> SweepAsync(SupervisionDb db, CancellationToken cancellation)
    {
        var (now, today) = (clock.GetUtcNow(), clock.Today());
        var late = await db.Set<SupervisionRecord>()
            .Where(r => r.DueDate != null && r.DueDate < today && r.CompletedOn == null && !r.Overdue && (r.State == SupervisionRecordState.Confirmed || r.State == SupervisionRecordState.Published))
            .OrderBy(r => r.DueDate).ThenBy(r => r.Id).Take(Batch).ToListAsync(cancellation);
        foreach (var one in late.Where(r => r.MarkOverdue(today, now)))
        {
            db.Announce(SupervisionModule.ServiceName, $"supervision-records/{one.Id}", one.Version, now.UtcDateTime, new Contracts.SupervisionRecordOverdue
            {
                Division = one.Division, RecordId = $"{one.Id}", Kind = one.Kind, DueDate = one.DueDate!.Value,
            });
        }
        if (late.Count > 0) await db.SaveChangesAsync(cancellation);
        return late.Count == Batch;
    }
}
