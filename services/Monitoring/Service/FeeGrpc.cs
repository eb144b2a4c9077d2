using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ShuangJian.Contracts;
using ShuangJian.Monitoring.Domain;
using ShuangJian.Platform.Data;
using ShuangJian.Platform.Edge;
using ShuangJian.Platform.Identity;
using ShuangJian.Policy;
using Wire = ShuangJian.Protos.Monitoring.V1;
using Words = ShuangJian.Protos.Institution.V1;

namespace ShuangJian.Monitoring;

/// <summary>Files fee standards, judges them and has them published.</summary>
public sealed class FeeGrpc(Commands<MonitoringDb> commands, IDbContextFactory<MonitoringDb> databases) : Wire.FeeService.FeeServiceBase
{
    private const string Name = "fee-standards";
    private const int MostPeers = 2000;

    /// <inheritdoc />
    public override Task<Wire.FileFeeStandardResponse> FileFeeStandard(Wire.FileFeeStandardRequest request, ServerCallContext context) =>
        commands.RunAsync(request, context, async (db, command) =>
        {
            var wire = request.FeeStandard;
            var owner = command.Caller.OwnerOf("fee_standard.", wire.Division, wire.InstitutionId, wire.InstitutionCode);
            if (wire.ClassSizeTo < wire.ClassSizeFrom) throw Rejection.Invalid("fee_standard.class_size_to", "不得小于最少人数", "is less than the least number");
            await KnownInstitutions.MustChargeAsync(db, owner.Code);
            var content = wire.ToContent();
            var law = Law.Current.At(DivisionCode.Parse(owner.Division), content.EffectiveFrom);
            var standard = FeeStandard.File(owner, content, await PeersAsync(db, owner, content), law, command.Now);
            db.Add(standard);
            command.Resource = $"{Name}/{standard.Id}";
            if (standard.State == FeeStandardState.Published) await PublishAsync(db, command, standard);
            else if (standard.State == FeeStandardState.Refused) command.Announce(command.Resource, standard.Version, ExcessOf(standard));
            return new Wire.FileFeeStandardResponse { FeeStandard = standard.ToProto() };
        });

    /// <inheritdoc />
    public override Task<Wire.ReviewFeeStandardResponse> ReviewFeeStandard(Wire.ReviewFeeStandardRequest request, ServerCallContext context) =>
        commands.RunAsync(request, context, async (db, command) =>
        {
            var standard = await db.Set<FeeStandard>().LoadAsync(Name, request.FeeStandardId, command, request.Etag);
            standard.Review(request.Determinations.ToHeld(), command.Now);
            if (standard.State == FeeStandardState.Published) await PublishAsync(db, command, standard);
            else command.Announce(command.Resource, standard.Version, ExcessOf(standard));
            return new Wire.ReviewFeeStandardResponse { FeeStandard = standard.ToProto() };
        });

    /// <inheritdoc />
    public override Task<Wire.WithdrawFeeStandardResponse> WithdrawFeeStandard(Wire.WithdrawFeeStandardRequest request, ServerCallContext context) =>
        commands.RunAsync(request, context, async (db, command) =>
        {
            var standard = await db.Set<FeeStandard>().LoadAsync(Name, request.FeeStandardId, command, request.Etag);
            standard.Withdraw(command.Now);
            command.Announce(command.Resource, standard.Version, FeeMapping.Hidden(standard));
            return new Wire.WithdrawFeeStandardResponse { FeeStandard = standard.ToProto() };
        });

    /// <inheritdoc />
    public override async Task<Wire.GetFeeStandardResponse> GetFeeStandard(Wire.GetFeeStandardRequest request, ServerCallContext context)
    {
        await using var db = await databases.CreateDbContextAsync(context.CancellationToken);
        return new() { FeeStandard = (await db.Set<FeeStandard>().ReadAsync(Name, request.FeeStandardId, Caller.Of(context))).ToProto() };
    }

    /// <inheritdoc />
    public override async Task<Wire.ListFeeStandardsResponse> ListFeeStandards(Wire.ListFeeStandardsRequest request, ServerCallContext context)
    {
        await using var db = await databases.CreateDbContextAsync(context.CancellationToken);
        var rows = db.Set<FeeStandard>().SeenBy(Caller.Of(context), request.Division, request.InstitutionCode);
        rows = rows.Among(request.States, f => f.State);
        if (request.FarAbovePeersOnly) rows = rows.Where(f => f.FarAbovePeers);
        var (page, next) = await rows.PageAsync(request, request.PageSize, request.PageToken);
        var response = new Wire.ListFeeStandardsResponse { NextPageToken = next };
        response.FeeStandards.Add(page.Select(f => f.ToProto()));
        return response;
    }

    /// <summary>Fees of others in the same city, of the same category, mode and class size.</summary>
    internal static async Task<IReadOnlyCollection<long>> PeersAsync(MonitoringDb db, Owner owner, FeeContent content)
    {
        var (first, last) = Columns.RangeOf(DivisionCode.Parse(owner.Division).City);
        var size = FeeStandard.SizeClassOf(content.ClassSizeTo);
        return await db.Set<FeeStandard>()
            .Where(f => f.State == FeeStandardState.Published && f.Category == content.Class.Category && f.Online == content.Online && f.SizeClass == size
                && f.InstitutionCode != owner.Code && string.Compare(f.Division, first) >= 0 && string.Compare(f.Division, last) <= 0)
            .OrderByDescending(f => f.CreatedAt).ThenByDescending(f => f.Id).Take(MostPeers).Select(f => f.HourFen).ToListAsync();
    }

    /// <summary>Publishes a standard in the place of the one before it, and notes the price for later promotions.</summary>
    private static async Task PublishAsync(MonitoringDb db, Command command, FeeStandard standard)
    {
        // Before the others are read: whoever publishes in between is met, and this call starts again.
        await TakePlaceAsync(db, standard);
        var earlier = await db.Set<FeeStandard>()
            .Where(f => f.InstitutionCode == standard.InstitutionCode && f.CourseId == standard.CourseId && f.SizeClass == standard.SizeClass
                && f.State == FeeStandardState.Published && f.Id != standard.Id).ToListAsync();
        foreach (var one in earlier)
        {
            one.Withdraw(command.Now);
            command.Announce($"{Name}/{one.Id}", one.Version, FeeMapping.Hidden(one));
        }
        var content = standard.Content;
        command.Announce(command.Resource, standard.Version, new FeeStandardFiled
        {
            Division = standard.Division, FeeStandardId = $"{standard.Id}", InstitutionId = standard.InstitutionId, InstitutionCode = standard.InstitutionCode,
            CourseId = content.CourseId, LessonFen = content.LessonFen, Findings = [.. standard.Findings.Select(f => f.ToFact())],
        });
        command.Announce(command.Resource, standard.Version, new FeeStandardPublished
        {
            Division = standard.Division, InstitutionId = standard.InstitutionId, FeeStandardId = $"{standard.Id}", Title = content.Title, PriceFen = content.LessonFen,
            Unit = "每课时", RefundStandard = content.RefundStandard, CustodianName = content.CustodianName.Length == 0 ? null : content.CustodianName,
        });
    }

    private static async Task TakePlaceAsync(MonitoringDb db, FeeStandard standard)
    {
        var place = await db.Set<FeePlace>().FindAsync(standard.InstitutionCode, standard.CourseId, standard.SizeClass);
        if (place is null)
            db.Add(place = new FeePlace { InstitutionCode = standard.InstitutionCode, CourseId = standard.CourseId, SizeClass = standard.SizeClass });
        place.Version++;
    }

    internal static FeeExcessFound ExcessOf(FeeStandard standard) => new()
    {
        Division = standard.Division, FeeStandardId = $"{standard.Id}", InstitutionId = standard.InstitutionId, InstitutionCode = standard.InstitutionCode,
        ExcessLessonFen = standard.ExcessLessonFen, Findings = [.. Verdicts.Breaches(standard.Findings, standard.Determinations).Select(f => f.ToFact())],
    };
}

/// <summary>Fee standards between contract, domain and events.</summary>
internal static class FeeMapping
{
    public static FeeContent ToContent(this Wire.FeeStandard wire) => new(
        wire.CourseId, wire.Title, ToClass(wire.Category, wire.Stages), wire.Online, wire.Rural, wire.ClassSizeFrom, wire.ClassSizeTo, wire.LessonMinutes, wire.Lessons,
        wire.LessonFen, [.. wire.Costs.Select(c => new CostItem(c.Name, c.LessonFen))], wire.RefundStandard, wire.CustodianName, Days.Of(wire.EffectiveFrom)!.Value);

    public static ClassFacts ToClass(Words.TrainingCategory category, IEnumerable<Words.EducationStage> stages) => new(
        EnumMap<Words.TrainingCategory, TrainingCategory>.ToDomain(category)!.Value,
        [.. stages.Distinct().Select(s => EnumMap<Words.EducationStage, EducationStage>.ToDomain(s)!.Value)]);

    public static DisclosureWithdrawn Hidden(FeeStandard standard) => new()
    {
        Division = standard.Division, InstitutionId = standard.InstitutionId, ItemKind = "FEE_STANDARD", ItemId = $"{standard.Id}",
    };

    public static Wire.FeeStandard ToProto(this FeeStandard standard)
    {
        var (content, peers) = (standard.Content, standard.Comparison);
        var wire = new Wire.FeeStandard
        {
            FeeStandardId = $"{standard.Id}",
            Division = standard.Division,
            InstitutionId = standard.InstitutionId,
            InstitutionCode = standard.InstitutionCode,
            CourseId = content.CourseId,
            Title = content.Title,
            Category = EnumMap<Words.TrainingCategory, TrainingCategory>.ToWire(content.Class.Category),
            Online = content.Online,
            Rural = content.Rural,
            ClassSizeFrom = content.ClassSizeFrom,
            ClassSizeTo = content.ClassSizeTo,
            LessonMinutes = content.LessonMinutes,
            Lessons = content.Lessons,
            LessonFen = content.LessonFen,
            RefundStandard = content.RefundStandard,
            CustodianName = content.CustodianName,
            EffectiveFrom = Days.Of(content.EffectiveFrom),
            State = EnumMap<Wire.FeeStandardState, FeeStandardState>.ToWire(standard.State),
            Comparison = new Wire.PeerComparison
            {
                Peers = peers.Peers, MedianHourFen = peers.MedianHourFen, DeviationHourFen = peers.DeviationHourFen, ThresholdHourFen = peers.ThresholdHourFen, HourFen = standard.HourFen,
            },
            ExcessLessonFen = standard.ExcessLessonFen,
            Etag = Etag.Of(standard.Version),
        };
        wire.Stages.Add(content.Class.Stages.Select(s => EnumMap<Words.EducationStage, EducationStage>.ToWire(s)));
        wire.Costs.Add(content.Costs.Select(c => new Wire.CostItem { Name = c.Name, LessonFen = c.LessonFen }));
        wire.Findings.Add(standard.Findings.Select(f => f.ToProto()));
        wire.Parameters.Add(standard.Uses.Select(u => u.ToProto()));
        return wire;
    }
}

/// <summary>The place of one published standard: a course at an institution for one size of class. Its version makes two that are published at once meet.</summary>
internal sealed class FeePlace
{
    public required string InstitutionCode { get; init; }

    public required string CourseId { get; init; }

    public required int SizeClass { get; init; }

    /// <summary>Grows with every standard that takes the place.</summary>
    public long Version { get; set; }
}

internal sealed class FeePlaceTable : IEntityTypeConfiguration<FeePlace>
{
    public void Configure(EntityTypeBuilder<FeePlace> row)
    {
        row.ToTable("fee_places");
        row.HasKey(p => new { p.InstitutionCode, p.CourseId, p.SizeClass });
        row.Property(p => p.InstitutionCode).HasMaxLength(18);
        row.Property(p => p.CourseId).HasMaxLength(100);
        row.Property(p => p.Version).IsConcurrencyToken();
    }
}

internal sealed class FeeStandardTable : IEntityTypeConfiguration<FeeStandard>
{
    public void Configure(EntityTypeBuilder<FeeStandard> row)
    {
        row.IsMatter("fee_standards");
        row.Property(f => f.Content).HasJson();
        row.Property(f => f.Findings).HasJson();
        row.Property(f => f.Comparison).HasJson();
        row.Property(f => f.Determinations).HasJson();
        row.Property(f => f.Uses).HasJson();
        row.Property(f => f.CourseId).HasMaxLength(100);
        row.HasIndex(f => new { f.InstitutionCode, f.CourseId });
        row.HasIndex(f => new { f.Category, f.Online, f.SizeClass, f.State, f.Division });
    }
}
