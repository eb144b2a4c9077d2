using System.Text;
using Google.Protobuf.WellKnownTypes;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ShuangJian.Contracts;
using ShuangJian.Monitoring.Domain;
using ShuangJian.Platform.Data;
using ShuangJian.Platform.Edge;
using ShuangJian.Policy;
using Wire = ShuangJian.Protos.Monitoring.V1;
using Words = ShuangJian.Protos.Institution.V1;

namespace ShuangJian.Monitoring;

/// <summary>Advertisements between contract, domain, events and table.</summary>
internal static class AdvertisementMapping
{
    public static AdvertisementContent ToContent(this Wire.Advertisement wire, Command command)
    {
        var channel = EnumMap<Wire.AdvertisementChannel, AdvertisementChannel>.ToDomain(wire.Channel)!.Value;
        var goods = EnumMap<Wire.SchoolGoods, SchoolGoods>.ToDomain(wire.Goods);
        if (channel == AdvertisementChannel.SchoolGoods != goods is not null)
            throw Rejection.Invalid("advertisement.goods", "渠道为学校用品时必填，其他渠道不得填写", "is required on school goods and not allowed elsewhere");
        if (string.IsNullOrWhiteSpace(wire.Text) && string.IsNullOrWhiteSpace(wire.OcrText) && wire.Evidence.Count == 0)
            throw Rejection.Invalid("advertisement.text", "文字、图片文字和证据至少有一项", "is missing, and so are OCR text and evidence");
        return new AdvertisementContent(
            wire.AdvertiserName, EnumMap<Words.TrainingCategory, TrainingCategory>.ToDomain(wire.Category),
            EnumMap<Wire.AdvertisementSource, AdvertisementSource>.ToDomain(wire.Source)!.Value, channel, goods, wire.Placement, wire.PublicWelfare,
            command.PastDay("advertisement.seen_on", wire.SeenOn), wire.Text, wire.OcrText, [.. wire.Evidence.Select(e => new Evidence(e.Sha256, e.MediaType, e.Location, e.SizeBytes))]);
    }

    public static Wire.Advertisement ToProto(this Advertisement one)
    {
        var content = one.Content;
        var wire = new Wire.Advertisement
        {
            AdvertisementId = $"{one.Id}",
            Division = one.Division,
            InstitutionId = one.InstitutionId,
            InstitutionCode = one.InstitutionCode,
            AdvertiserName = content.AdvertiserName,
            Category = EnumMap<Words.TrainingCategory, TrainingCategory>.ToWire(content.Category),
            Source = EnumMap<Wire.AdvertisementSource, AdvertisementSource>.ToWire(content.Source),
            Channel = EnumMap<Wire.AdvertisementChannel, AdvertisementChannel>.ToWire(content.Channel),
            Goods = EnumMap<Wire.SchoolGoods, SchoolGoods>.ToWire(content.Goods),
            Placement = content.Placement,
            PublicWelfare = content.PublicWelfare,
            SeenOn = Days.Of(content.SeenOn),
            Text = content.Text,
            OcrText = content.OcrText,
            State = EnumMap<Wire.AdvertisementState, AdvertisementState>.ToWire(one.State),
            CreateTime = Timestamp.FromDateTimeOffset(one.CreatedAt),
            Etag = Etag.Of(one.Version),
        };
        wire.Evidence.Add(content.Evidence.Select(e => e.ToProto()));
        wire.Findings.Add(one.Findings.Select(f => f.ToProto()));
        wire.Words.Add(one.Words.Select(w => w.ToProto()));
        wire.Determinations.Add(one.Determinations.Select(h => h.ToProto()));
        return wire;
    }

    public static Wire.Evidence ToProto(this Evidence evidence) =>
        new() { Sha256 = evidence.Sha256, MediaType = evidence.MediaType, Location = evidence.Location, SizeBytes = evidence.SizeBytes };

    public static Wire.FoundWord ToProto(this FoundWord word) => new()
    {
        List = word.List, TitleZh = Law.Current.Phrases.TryGetValue(word.List, out var list) ? list.TitleZh : "", Phrase = word.Phrase, Words = word.Words,
        Field = word.Field, Start = word.Start, Length = word.Length, Sign = word.Sign,
    };

    public static AdvertisementBreachFound BreachOf(Advertisement one) => new()
    {
        Division = one.Division, AdvertisementId = $"{one.Id}", InstitutionId = OrNull(one.InstitutionId), InstitutionCode = OrNull(one.InstitutionCode),
        Channel = EnumMap<Wire.AdvertisementChannel, AdvertisementChannel>.Word(one.Channel), SeenOn = one.SeenOn, Findings = [.. one.Breaches.Select(f => f.ToFact())],
    };

    public static string? OrNull(string text) => text.Length == 0 ? null : text;

    /// <summary>Why it was judged as it was, in Chinese.</summary>
    public static string Explain(Advertisement one)
    {
        var text = new StringBuilder($"该广告于{one.SeenOn:yyyy-MM-dd}在{one.Division}发现，");
        text.Append(one.State switch
        {
            AdvertisementState.Clean => "未发现违规情形。",
            AdvertisementState.UnderReview => "尚有事项须人工判定。",
            AdvertisementState.InBreach => "判定为违规。",
            _ => "经人工审核，所列情形不成立。",
        });
        foreach (var finding in one.Findings)
        {
            var basis = string.Join("、", finding.Basis.Select(b => $"{b.Clause}《{b.TitleZh}》"));
            text.Append($"【{Law.Current.Rules.TitleOf(finding.Rule)}】{finding.MessageZh}");
            if (basis.Length > 0) text.Append($"依据：{basis}。");
            if (one.Determinations.LastOrDefault(h => h.Rule == finding.Rule) is { } held) text.Append($"人工认定{(held.Breached ? "成立" : "不成立")}：{held.Reason}。");
        }
        foreach (var word in one.Words)
            text.Append($"{(word.Field == "text" ? "文字" : "图片文字")}第{word.Start + 1}字起“{word.Words}”，与“{word.Phrase}”相符；");
        return text.ToString();
    }

    private static string TitleOf(this RuleCatalog rules, string name) => rules.TryGet(name, out var rule) ? rule.TitleZh : name;
}

internal sealed class AdvertisementTable : IEntityTypeConfiguration<Advertisement>
{
    public void Configure(EntityTypeBuilder<Advertisement> row)
    {
        row.IsMatter("advertisements");
        row.Ignore(a => a.Breaches);
        row.Property(a => a.Content).HasJson();
        row.Property(a => a.Digest).HasMaxLength(64);
        row.Property(a => a.Findings).HasJson();
        row.Property(a => a.Words).HasJson();
        row.Property(a => a.Uses).HasJson();
        row.Property(a => a.Determinations).HasJson();
        row.HasIndex(a => new { a.InstitutionCode, a.State, a.SeenOn });
        row.HasIndex(a => new { a.Division, a.State, a.CreatedAt });
    }
}
