using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ShuangJian.Contracts;
using ShuangJian.Monitoring.Domain;
using ShuangJian.Platform.Data;
using ShuangJian.Platform.Edge;
using ShuangJian.Platform.Identity;
using ShuangJian.Policy;
using ShuangJian.Protos.Type.V1;
using Wire = ShuangJian.Protos.Monitoring.V1;

namespace ShuangJian.Monitoring;

/// <summary>Keeps what fees and financing were used for.</summary>
public sealed class FundsGrpc(Commands<MonitoringDb> commands, IDbContextFactory<MonitoringDb> databases) : Wire.FundsService.FundsServiceBase
{
    private const string Name = "money-uses";

    /// <inheritdoc />
    public override Task<Wire.StateMoneyUseResponse> StateMoneyUse(Wire.StateMoneyUseRequest request, ServerCallContext context) =>
        commands.RunAsync(request, context, async (db, command) =>
        {
            var wire = request.MoneyUse;
            var owner = command.Caller.OwnerOf("money_use.", wire.Division, wire.InstitutionId, wire.InstitutionCode);
            var (from, to) = (Days.Of(wire.PeriodFrom)!.Value, command.PastDay("money_use.period_to", wire.PeriodTo));
            if (to < from) throw Rejection.Invalid("money_use.period_to", "不得早于开始日期", "is before the first day");
            var items = wire.Items.Select(i => new MoneyUseItem(
                EnumMap<Wire.MoneyPurpose, MoneyPurpose>.ToDomain(i.Purpose)!.Value, EnumMap<Wire.MoneySource, MoneySource>.ToDomain(i.Source)!.Value, i.AmountFen)).ToList();
            if (items.DistinctBy(i => (i.Purpose, i.Source)).Count() < items.Count) throw Rejection.Invalid("money_use.items", "同一用途和来源只能填写一次", "states one purpose and source twice");
            var observed = command.Caller.Audience != Audience.Institution;
            var declared = !observed ? null : await db.Set<MoneyUse>().Where(u => u.InstitutionCode == owner.Code && u.From == from && u.To == to && !u.Observed)
                .OrderByDescending(u => u.CreatedAt).ThenByDescending(u => u.Id).FirstOrDefaultAsync();
            var use = MoneyUse.State(
                owner, new MoneyFacts(from, to, observed, items, declared?.Items), Law.Current.At(DivisionCode.Parse(owner.Division), to), command.Now);
            db.Add(use);
            command.Resource = $"{Name}/{use.Id}";
            if (use.Flagged)
            {
                command.Announce(command.Resource, use.Version, new UseOfMoneyFlagged
                {
                    Division = use.Division, MoneyUseId = $"{use.Id}", InstitutionId = use.InstitutionId, InstitutionCode = use.InstitutionCode,
                    TrainingPercent = use.TrainingPercent, Findings = [.. use.Findings.Select(f => f.ToFact())],
                });
            }
            return new Wire.StateMoneyUseResponse { MoneyUse = ToProto(use) };
        });

    /// <inheritdoc />
    public override async Task<Wire.GetMoneyUseResponse> GetMoneyUse(Wire.GetMoneyUseRequest request, ServerCallContext context)
    {
        await using var db = await databases.CreateDbContextAsync(context.CancellationToken);
        return new() { MoneyUse = ToProto(await db.Set<MoneyUse>().ReadAsync(Name, request.MoneyUseId, Caller.Of(context))) };
    }

    /// <inheritdoc />
    public override async Task<Wire.ListMoneyUsesResponse> ListMoneyUses(Wire.ListMoneyUsesRequest request, ServerCallContext context)
    {
        await using var db = await databases.CreateDbContextAsync(context.CancellationToken);
        var rows = db.Set<MoneyUse>().SeenBy(Caller.Of(context), request.Division, request.InstitutionCode);
        if (request.FlaggedOnly) rows = rows.Where(u => u.Flagged);
        var (page, next) = await rows.PageAsync(request, request.PageSize, request.PageToken);
        var response = new Wire.ListMoneyUsesResponse { NextPageToken = next };
        response.MoneyUses.Add(page.Select(ToProto));
        return response;
    }

    private static Wire.MoneyUse ToProto(MoneyUse use)
    {
        var wire = new Wire.MoneyUse
        {
            MoneyUseId = $"{use.Id}",
            Division = use.Division,
            InstitutionId = use.InstitutionId,
            InstitutionCode = use.InstitutionCode,
            PeriodFrom = Days.Of(use.From),
            PeriodTo = Days.Of(use.To),
            Observed = use.Observed,
            TotalFen = use.TotalFen,
            TrainingFen = use.TrainingFen,
            TrainingPercent = use.TrainingPercent,
            Etag = Etag.Of(use.Version),
        };
        wire.Items.Add(use.Items.Select(i => new Wire.MoneyUseItem
        {
            Purpose = EnumMap<Wire.MoneyPurpose, MoneyPurpose>.ToWire(i.Purpose), Source = EnumMap<Wire.MoneySource, MoneySource>.ToWire(i.Source), AmountFen = i.AmountFen,
        }));
        wire.Findings.Add(use.Findings.Select(f => f.ToProto()));
        return wire;
    }
}

internal sealed class MoneyUseTable : IEntityTypeConfiguration<MoneyUse>
{
    public void Configure(EntityTypeBuilder<MoneyUse> row)
    {
        row.IsMatter("money_uses");
        row.Ignore(u => u.TotalFen);
        row.Ignore(u => u.TrainingFen);
        row.Ignore(u => u.TrainingPercent);
        row.Property(u => u.Items).HasJson();
        row.Property(u => u.Findings).HasJson();
        row.HasIndex(u => new { u.InstitutionCode, u.From, u.To });
    }
}
