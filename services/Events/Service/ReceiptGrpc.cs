using System.Globalization;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using ShuangJian.Platform.Data;
using ShuangJian.Platform.Edge;
using ShuangJian.Platform.Hosting;
using ShuangJian.Platform.Identity;
using Wire = ShuangJian.Protos.Event.V1;

namespace ShuangJian.Events;

/// <summary>Proves what departments received.</summary>
public sealed class ReceiptGrpc(IDbContextFactory<EventsDb> databases, TimeProvider clock) : Wire.ReceiptService.ReceiptServiceBase
{
    /// <inheritdoc />
    public override async Task<Wire.ListReceiptsResponse> ListReceipts(Wire.ListReceiptsRequest request, ServerCallContext context)
    {
        await using var db = await databases.CreateDbContextAsync(context.CancellationToken);
        var one = await FindAsync(db, request.SubscriptionId, context);
        var after = Paging.After(request, request.PageToken) is { } token
            ? long.TryParse(token, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : throw Paging.Invalid()
            : 0;
        var size = Paging.Size(request.PageSize);
        var page = await db.Receipts.AsNoTracking().Where(r => r.SubscriptionId == one.Id && r.Number > after).OrderBy(r => r.Number).Take(size + 1).ToListAsync(context.CancellationToken);
        return new()
        {
            Receipts = { page.Take(size).Select(r => r.ToProto()) },
            NextPageToken = page.Count > size ? Paging.Token(request, page[size - 1].Number.ToString(CultureInfo.InvariantCulture)) : "",
        };
    }

    /// <inheritdoc />
    public override async Task<Wire.VerifyReceiptsResponse> VerifyReceipts(Wire.VerifyReceiptsRequest request, ServerCallContext context)
    {
        await using var db = await databases.CreateDbContextAsync(context.CancellationToken);
        var one = await FindAsync(db, request.SubscriptionId, context);
        var (read, hash, faults) = await Receipts.VerifyAsync(db, one.Id, context.CancellationToken);
        return new()
        {
            ReceiptCount = read, Hash = Convert.ToHexStringLower(hash), Faults = { faults.Select(f => new Wire.ReceiptFault { Number = f.Number, Kind = f.Kind }) },
        };
    }

    /// <inheritdoc />
    public override async Task<Wire.GetStatementResponse> GetStatement(Wire.GetStatementRequest request, ServerCallContext context)
    {
        if (!DateOnly.TryParseExact(request.Month + "-01", "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var first) || first.Year is < 2000 or > 2200)
            throw Rejection.Invalid("month", "应为 YYYY-MM", "is no month YYYY-MM");
        var (from, to) = (ChinaDay.StartOf(first), ChinaDay.StartOf(first.AddMonths(1)));
        var department = Caller.Of(context).Department.ToCode();
        await using var db = await databases.CreateDbContextAsync(context.CancellationToken);
        var ordered = await db.Subscriptions.AsNoTracking().Within(request.Division).Where(s => s.Department == department)
            .OrderBy(s => s.CreatedAt).ThenBy(s => s.Id).ToListAsync(context.CancellationToken);
        var ids = ordered.Select(s => s.Id).ToArray();
        // A month of one department has at most one receipt a second for each stream; what is counted of them is small.
        var receipts = (await db.Receipts.AsNoTracking().Where(r => EF.Parameter(ids).Contains(r.SubscriptionId) && r.At >= from && r.At < to)
            .OrderBy(r => r.SubscriptionId).ThenBy(r => r.Number).ToListAsync(context.CancellationToken)).ToLookup(r => r.SubscriptionId);
        var statement = new Wire.Statement
        {
            Division = request.Division, Department = department, Month = request.Month,
            Lines = { ordered.Where(s => receipts.Contains(s.Id)).Select(s => Line(s, [.. receipts[s.Id]])) },
        };
        statement.EventCount = statement.Lines.Sum(line => line.EventCount);
        return new() { Statement = statement, Page = StatementPaper.Of(statement, clock.Today()) };
    }

    private static Wire.StatementLine Line(Subscription one, IReadOnlyList<Receipt> receipts) => new()
    {
        SubscriptionId = $"{one.Id}", Title = one.Title, FirstNumber = receipts[0].Number, LastNumber = receipts[^1].Number, EventCount = receipts.Sum(r => r.Events),
        Types_ = { SubscriptionMapping.CountsOf(receipts) }, FirstAcknowledgedTime = receipts[0].At.ToTimestamp(), LastAcknowledgedTime = receipts[^1].At.ToTimestamp(),
        Hash = Convert.ToHexStringLower(receipts[^1].Hash),
    };

    private static async Task<Subscription> FindAsync(EventsDb db, string id, ServerCallContext context) =>
        SubscriptionGrpc.MustBeOf(await db.Subscriptions.ReadAsync(SubscriptionGrpc.Name, id, Caller.Of(context)), Caller.Of(context));
}
