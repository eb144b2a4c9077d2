using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ShuangJian.Contracts;
using ShuangJian.Monitoring.Domain;
using ShuangJian.Platform.Data;
using ShuangJian.Platform.Edge;
using ShuangJian.Platform.Identity;
using ShuangJian.Platform.Personal;
using ShuangJian.Policy;
using Wire = ShuangJian.Protos.Monitoring.V1;

namespace ShuangJian.Monitoring;

/// <summary>Judges promotions by prices really charged, and keeps signs of monopoly.</summary>
public sealed class CompetitionGrpc(Commands<MonitoringDb> commands, IDbContextFactory<MonitoringDb> databases, PersonalData keys)
    : Wire.CompetitionService.CompetitionServiceBase
{
    private const string Name = "promotions";

    /// <inheritdoc />
    public override Task<Wire.ReportPromotionResponse> ReportPromotion(Wire.ReportPromotionRequest request, ServerCallContext context) =>
        commands.RunAsync(request, context, async (db, command) =>
        {
            var wire = request.Promotion;
            var owner = command.Caller.OwnerOf("promotion.", wire.Division, wire.InstitutionId, wire.InstitutionCode);
            var content = new PromotionContent(
                wire.CourseId, Days.Of(wire.StartsOn)!.Value, Days.Of(wire.EndsOn)!.Value, wire.OriginalLessonFen, wire.LessonFen, wire.RemainingPercent, wire.Text);
            if (content.EndsOn < content.StartsOn) throw Rejection.Invalid("promotion.ends_on", "不得早于开始日期", "is before the first day");
            var law = Law.Current.At(DivisionCode.Parse(owner.Division), content.StartsOn);
            var from = content.StartsOn.AddDays(-(law.Limit(Law.OriginalPriceDays)?.Value ?? 0));
            var sold = await db.Set<PriceRecord>()
                .Where(p => p.InstitutionCode == owner.Code && p.CourseId == content.CourseId && p.SoldOn >= from && p.SoldOn < content.StartsOn).Select(p => p.LessonFen).ToListAsync();
            var one = Promotion.Record(owner, new PromotionFacts(content, sold), law, command.Now);
            db.Add(one);
            command.Resource = $"{Name}/{one.Id}";
            if (one.State == PromotionState.InBreach) command.Announce(command.Resource, one.Version, BreachOf(one));
            return new Wire.ReportPromotionResponse { Promotion = ToProto(one) };
        });

    /// <inheritdoc />
    public override Task<Wire.ReviewPromotionResponse> ReviewPromotion(Wire.ReviewPromotionRequest request, ServerCallContext context) =>
        commands.RunAsync(request, context, async (db, command) =>
        {
            var one = await db.Set<Promotion>().LoadAsync(Name, request.PromotionId, command, request.Etag);
            if (one.Review(request.Determinations.ToHeld(), command.Now)) command.Announce(command.Resource, one.Version, BreachOf(one));
            return new Wire.ReviewPromotionResponse { Promotion = ToProto(one) };
        });

    /// <inheritdoc />
    public override async Task<Wire.ListPromotionsResponse> ListPromotions(Wire.ListPromotionsRequest request, ServerCallContext context)
    {
        await using var db = await databases.CreateDbContextAsync(context.CancellationToken);
        var rows = db.Set<Promotion>().SeenBy(Caller.Of(context), request.Division, request.InstitutionCode);
        rows = rows.Among(request.States, p => p.State);
        var (page, next) = await rows.PageAsync(request, request.PageSize, request.PageToken);
        var response = new Wire.ListPromotionsResponse { NextPageToken = next };
        response.Promotions.Add(page.Select(ToProto));
        return response;
    }

    /// <inheritdoc />
    public override Task<Wire.RecordPriceResponse> RecordPrice(Wire.RecordPriceRequest request, ServerCallContext context) =>
        commands.RunAsync(request, context, (db, command) =>
        {
            var owner = command.Caller.OwnerOf("", request.Division, "", request.InstitutionCode);
            var price = PriceRecord.Of(owner, request.CourseId, command.PastDay("sold_on", request.SoldOn), request.LessonFen, request.ReceiptNumber, command.Now);
            db.Add(price);
            command.Resource = $"prices/{price.Id}";
            return Task.FromResult(new Wire.RecordPriceResponse { Price = ToProto(price) });
        });

    /// <inheritdoc />
    public override async Task<Wire.ListPricesResponse> ListPrices(Wire.ListPricesRequest request, ServerCallContext context)
    {
        await using var db = await databases.CreateDbContextAsync(context.CancellationToken);
        var rows = db.Set<PriceRecord>().SeenBy(Caller.Of(context), request.Division, request.InstitutionCode);
        if (request.CourseId.Length > 0) rows = rows.Where(p => p.CourseId == request.CourseId);
        var (page, next) = await rows.PageAsync(request, request.PageSize, request.PageToken);
        var response = new Wire.ListPricesResponse { NextPageToken = next };
        response.Prices.Add(page.Select(ToProto));
        return response;
    }

    /// <inheritdoc />
    public override Task<Wire.RecordMonopolySignResponse> RecordMonopolySign(Wire.RecordMonopolySignRequest request, ServerCallContext context) =>
        commands.RunAsync(request, context, (db, command) =>
        {
            var owner = command.Caller.OwnerOf("", request.Division, "", "");
            var sign = MonopolySign.Of(
                owner, EnumMap<Wire.MonopolySignKind, MonopolySignKind>.ToDomain(request.Kind)!.Value, [.. request.InstitutionCodes.Distinct()],
                command.PastDay("observed_on", request.ObservedOn), keys.Protect(request.Description), command.Now);
            db.Add(sign);
            command.Resource = $"monopoly-signs/{sign.Id}";
            command.Announce(command.Resource, sign.Version, new MonopolySignRecorded
            {
                Division = sign.Division, MonopolySignId = $"{sign.Id}", Kind = EnumMap<Wire.MonopolySignKind, MonopolySignKind>.Word(sign.Kind),
                InstitutionCodes = sign.Codes, ObservedOn = sign.ObservedOn,
            });
            return Task.FromResult(new Wire.RecordMonopolySignResponse { MonopolySign = ToProto(sign) });
        });

    /// <inheritdoc />
    public override async Task<Wire.ListMonopolySignsResponse> ListMonopolySigns(Wire.ListMonopolySignsRequest request, ServerCallContext context)
    {
        await using var db = await databases.CreateDbContextAsync(context.CancellationToken);
        var (page, next) = await db.Set<MonopolySign>().SeenBy(Caller.Of(context), request.Division).PageAsync(request, request.PageSize, request.PageToken);
        var response = new Wire.ListMonopolySignsResponse { NextPageToken = next };
        response.MonopolySigns.Add(page.Select(ToProto));
        return response;
    }

    /// <summary>Encrypts descriptions again that are still under an older key.</summary>
    internal static async Task<int> RenewAsync(MonitoringDb db, PersonalData keys, int batch, CancellationToken cancellation)
    {
        var prefix = keys.CurrentPrefix;
        var old = await db.Set<MonopolySign>().Where(s => !s.DescriptionCipher.StartsWith(prefix)).OrderBy(s => s.Id).Take(batch)
            .Select(s => new { s.Id, s.DescriptionCipher }).ToListAsync(cancellation);
        foreach (var row in old)
        {
            var cipher = keys.Protect(keys.Reveal(row.DescriptionCipher));
            await db.Set<MonopolySign>().Where(s => s.Id == row.Id).ExecuteUpdateAsync(set => set.SetProperty(s => s.DescriptionCipher, cipher), cancellation);
        }
        return old.Count;
    }

    private static PromotionBreachFound BreachOf(Promotion one) => new()
    {
        Division = one.Division, PromotionId = $"{one.Id}", InstitutionId = one.InstitutionId, InstitutionCode = one.InstitutionCode,
        Findings = [.. one.Breaches.Select(f => f.ToFact())],
    };

    private static Wire.Promotion ToProto(Promotion one)
    {
        var content = one.Content;
        var wire = new Wire.Promotion
        {
            PromotionId = $"{one.Id}",
            Division = one.Division,
            InstitutionId = one.InstitutionId,
            InstitutionCode = one.InstitutionCode,
            CourseId = content.CourseId,
            StartsOn = Days.Of(content.StartsOn),
            EndsOn = Days.Of(content.EndsOn),
            OriginalLessonFen = content.OriginalLessonFen,
            LessonFen = content.LessonFen,
            RemainingPercent = content.RemainingPercent,
            Text = content.Text,
            State = EnumMap<Wire.PromotionState, PromotionState>.ToWire(one.State),
            Etag = Etag.Of(one.Version),
        };
        wire.Findings.Add(one.Findings.Select(f => f.ToProto()));
        return wire;
    }

    private static Wire.PriceRecord ToProto(PriceRecord price) => new()
    {
        CourseId = price.CourseId, SoldOn = Days.Of(price.SoldOn), LessonFen = price.LessonFen, Proof = price.Proof,
    };

    private Wire.MonopolySign ToProto(MonopolySign sign)
    {
        var wire = new Wire.MonopolySign
        {
            MonopolySignId = $"{sign.Id}", Division = sign.Division, Kind = EnumMap<Wire.MonopolySignKind, MonopolySignKind>.ToWire(sign.Kind),
            ObservedOn = Days.Of(sign.ObservedOn), Description = keys.Reveal(sign.DescriptionCipher),
        };
        wire.InstitutionCodes.Add(sign.Codes);
        return wire;
    }
}

internal sealed class PromotionTable : IEntityTypeConfiguration<Promotion>
{
    public void Configure(EntityTypeBuilder<Promotion> row)
    {
        row.IsMatter("promotions");
        row.Ignore(p => p.Breaches);
        row.Property(p => p.Content).HasJson();
        row.Property(p => p.Findings).HasJson();
        row.Property(p => p.Determinations).HasJson();
        row.HasIndex(p => p.InstitutionCode);
    }
}

internal sealed class PriceRecordTable : IEntityTypeConfiguration<PriceRecord>
{
    public void Configure(EntityTypeBuilder<PriceRecord> row)
    {
        row.IsMatter("prices");
        row.Property(p => p.CourseId).HasMaxLength(100);
        row.HasIndex(p => new { p.InstitutionCode, p.CourseId, p.SoldOn });
    }
}

internal sealed class MonopolySignTable : IEntityTypeConfiguration<MonopolySign>
{
    public void Configure(EntityTypeBuilder<MonopolySign> row)
    {
        row.IsMatter("monopoly_signs");
        row.Property(s => s.Codes).HasJson();
        row.Property(s => s.DescriptionCipher).HasMaxLength(-1);
    }
}
