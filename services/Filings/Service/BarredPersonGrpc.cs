using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using ShuangJian.Platform.Data;
using ShuangJian.Platform.Edge;
using ShuangJian.Platform.Identity;
using Bar = ShuangJian.Filings.Domain.Bar;
using BarGround = ShuangJian.Filings.Domain.BarGround;
using Wire = ShuangJian.Protos.Filing.V1;

namespace ShuangJian.Filings;

/// <summary>Keeps who may not be a tutor, and judges tutors again at once.</summary>
public sealed class BarredPersonGrpc(Commands<FilingsDb> commands, IDbContextFactory<FilingsDb> databases, PersonMatching matching)
    : Wire.BarredPersonService.BarredPersonServiceBase
{
    private const string Name = "bars";

    /// <inheritdoc />
    public override Task<Wire.BarPersonResponse> BarPerson(Wire.BarPersonRequest request, ServerCallContext context) =>
        commands.RunAsync(request, context, async (db, command) =>
        {
            var wire = request.Bar;
            var (from, to) = (Days.Of(wire.From)!.Value, Days.Of(wire.Until));
            if (to < from) throw Rejection.Invalid("bar.until", "不得早于开始日期", "is before the first day");
            var bar = Bar.Set(
                request.Bar.Division, matching.Hash(request.IdentityNumber), EnumMap<Wire.BarGround, BarGround>.ToDomain(wire.Ground)!.Value,
                wire.Document, command.Caller.Department.ToCode(), from, to, command.Now);
            db.Add(bar);
            command.Resource = $"{Name}/{bar.Id}";
            await matching.RejudgeAsync(db, matching.Hashes(request.IdentityNumber), Moment.Of(command));
            return new Wire.BarPersonResponse { Bar = ToProto(bar) };
        });

    /// <inheritdoc />
    public override Task<Wire.LiftBarResponse> LiftBar(Wire.LiftBarRequest request, ServerCallContext context) =>
        commands.RunAsync(request, context, async (db, command) =>
        {
            var bar = await db.Set<Bar>().LoadAsync(Name, request.BarId, command, request.Etag);
            var until = Days.Of(request.Until)!.Value;
            if (until < bar.From) throw Rejection.Invalid("until", "不得早于开始日期", "is before the first day");
            bar.Lift(until, command.Today, command.Now);
            await matching.RejudgeAsync(db, [bar.PersonHash], Moment.Of(command));
            return new Wire.LiftBarResponse { Bar = ToProto(bar) };
        });

    /// <inheritdoc />
    public override async Task<Wire.ListBarsResponse> ListBars(Wire.ListBarsRequest request, ServerCallContext context)
    {
        await using var db = await databases.CreateDbContextAsync(context.CancellationToken);
        var (page, next) = await db.Set<Bar>().SeenBy(Caller.Of(context), request.Division).PageAsync(request, request.PageSize, request.PageToken);
        var response = new Wire.ListBarsResponse { NextPageToken = next };
        response.Bars.Add(page.Select(ToProto));
        return response;
    }

    private static Wire.Bar ToProto(Bar bar) => new()
    {
        BarId = $"{bar.Id}",
        Division = bar.Division,
        Ground = EnumMap<Wire.BarGround, BarGround>.ToWire(bar.Ground),
        Document = bar.Document,
        From = Days.Of(bar.From),
        Until = Days.Of(bar.To),
        Authority = Codes.TryDepartment(bar.Authority, out var department) ? department : default,
        Etag = Etag.Of(bar.Version),
    };
}
