using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ShuangJian.Contracts;
using ShuangJian.Filings.Domain;
using ShuangJian.Platform.Data;
using ShuangJian.Platform.Edge;
using ShuangJian.Platform.Hosting;
using ShuangJian.Platform.Identity;
using ShuangJian.Policy;
using MaterialReview = ShuangJian.Filings.Domain.MaterialReview;
using Wire = ShuangJian.Protos.Filing.V1;
using Words = ShuangJian.Protos.Institution.V1;

namespace ShuangJian.Filings;

/// <summary>Files training materials; the files themselves stay with the institution, known by their digest.</summary>
public sealed class MaterialGrpc(Commands<FilingsDb> commands, IDbContextFactory<FilingsDb> databases, TimeProvider clock)
    : Wire.MaterialService.MaterialServiceBase
{
    private const string Name = "materials";
    private const int Batch = 100;

    /// <inheritdoc />
    public override Task<Wire.CreateMaterialResponse> CreateMaterial(Wire.CreateMaterialRequest request, ServerCallContext context) =>
        commands.RunAsync(request, context, (db, command) =>
        {
            var wire = request.Material;
            var owner = command.OwnerOf("material", wire.Division, wire.InstitutionId, wire.InstitutionCode);
            var material = Material.Draft(
                owner, new MaterialContent(wire.Title, wire.Subject, TutorMapping.ClassOf(wire.Category, wire.Stages), wire.ChoiceReason), command.Now);
            db.Add(material);
            command.Resource = $"{Name}/{material.Id}";
            return Task.FromResult(new Wire.CreateMaterialResponse { Material = ToProto(material, command.Today) });
        });

    /// <inheritdoc />
    public override Task<Wire.AddMaterialVersionResponse> AddMaterialVersion(Wire.AddMaterialVersionRequest request, ServerCallContext context) =>
        commands.RunAsync(request, context, async (db, command) =>
        {
            var material = await LoadAsync(db, command, request.MaterialId, request.Etag);
            var wire = request.Version;
            material.Add(
                new MaterialVersion(
                    0, wire.Sha256, EnumMap<Wire.MediaType, MediaType>.ToDomain(wire.MediaType)!.Value, wire.SizeBytes, wire.Summary,
                    ReviewOf(command, "internal_review", wire.InternalReview), ReviewOf(command, "external_review", wire.ExternalReview), Days.Of(wire.CurrentUntil)),
                command.LawIn(material.Division), command.Now);
            return new Wire.AddMaterialVersionResponse { Material = ToProto(material, command.Today) };
        });

    /// <inheritdoc />
    public override Task<Wire.FileMaterialResponse> FileMaterial(Wire.FileMaterialRequest request, ServerCallContext context) =>
        commands.RunAsync(request, context, async (db, command) =>
        {
            var material = await LoadAsync(db, command, request.MaterialId, request.Etag);
            var law = command.LawIn(material.Division);
            command.MustBeCompetent(material.Content.Class.Category, law);
            await db.MustTrainAsync(material.OwnerCode);
            material.File(request.Determinations.ToHeld(), law, command.Now);
            command.Announce(command.Resource, material.Version, new MaterialFiled
            {
                Division = material.Division, MaterialId = $"{material.Id}", InstitutionId = material.InstitutionId,
                MaterialVersion = material.FiledVersion, Sha256 = material.Versions[material.FiledVersion - 1].Sha256,
            });
            return new Wire.FileMaterialResponse { Material = ToProto(material, command.Today) };
        });

    /// <inheritdoc />
    public override Task<Wire.RetireMaterialResponse> RetireMaterial(Wire.RetireMaterialRequest request, ServerCallContext context) =>
        commands.RunAsync(request, context, async (db, command) =>
        {
            var material = await LoadAsync(db, command, request.MaterialId, request.Etag);
            material.Retire(command.Today, command.Now);
            return new Wire.RetireMaterialResponse { Material = ToProto(material, command.Today) };
        });

    /// <inheritdoc />
    public override Task<Wire.DisposeMaterialResponse> DisposeMaterial(Wire.DisposeMaterialRequest request, ServerCallContext context) =>
        commands.RunAsync(request, context, async (db, command) =>
        {
            var material = await LoadAsync(db, command, request.MaterialId, request.Etag);
            material.Dispose(command.LawIn(material.Division), command.Now);
            return new Wire.DisposeMaterialResponse { Material = ToProto(material, command.Today) };
        });

    /// <inheritdoc />
    public override async Task<Wire.GetMaterialResponse> GetMaterial(Wire.GetMaterialRequest request, ServerCallContext context)
    {
        await using var db = await databases.CreateDbContextAsync(context.CancellationToken);
        var material = await db.Set<Material>().ReadAsync(Name, request.MaterialId, Caller.Of(context));
        return new Wire.GetMaterialResponse { Material = ToProto(material, ChinaDay.Of(clock.GetUtcNow().UtcDateTime)) };
    }

    /// <summary>Judges filed materials again whose day has come.</summary>
    internal static async Task<bool> SweepAsync(FilingsDb db, TimeProvider clock, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var today = ChinaDay.Of(now);
        var due = await db.Set<Material>().Where(m => m.RejudgeOn != null && m.RejudgeOn <= today).OrderBy(m => m.RejudgeOn).Take(Batch).ToListAsync(cancellation);
        foreach (var material in due)
        {
            if (!material.Rejudge(Law.Current.At(DivisionCode.Parse(material.Division), today), now)) continue;
            db.Announce(FilingsModule.ServiceName, $"{Name}/{material.Id}", material.Version, now, new MaterialJudgedAgain
            {
                Division = material.Division, MaterialId = $"{material.Id}", InstitutionId = material.InstitutionId, Findings = [.. material.Findings.Select(f => f.ToFact())],
            });
        }
        await db.SaveChangesAsync(cancellation);
        return due.Count == Batch;
    }

    /// <inheritdoc />
    public override async Task<Wire.ListMaterialsResponse> ListMaterials(Wire.ListMaterialsRequest request, ServerCallContext context)
    {
        await using var db = await databases.CreateDbContextAsync(context.CancellationToken);
        var rows = db.Set<Material>().SeenBy(Caller.Of(context), request.Division);
        rows = rows.Among(request.States, m => m.State);
        var (page, next) = await rows.PageAsync(request, request.PageSize, request.PageToken);
        var response = new Wire.ListMaterialsResponse { NextPageToken = next };
        var today = ChinaDay.Of(clock.GetUtcNow().UtcDateTime);
        response.Materials.Add(page.Select(m => ToProto(m, today)));
        return response;
    }

    private static Task<Material> LoadAsync(FilingsDb db, Command command, string id, string etag) => db.Set<Material>().LoadAsync(Name, id, command, etag);

    private static MaterialReview? ReviewOf(Command command, string field, Wire.MaterialReview? wire) =>
        wire is null ? null : new MaterialReview(wire.Passed, command.PastDay($"version.{field}.reviewed_on", wire.ReviewedOn), wire.Opinion);

    private static Wire.Material ToProto(Material material, DateOnly today)
    {
        var content = material.Content;
        var wire = new Wire.Material
        {
            MaterialId = $"{material.Id}",
            Division = material.Division,
            InstitutionId = material.InstitutionId,
            InstitutionCode = material.OwnerCode,
            Title = content.Title,
            Subject = content.Subject,
            Category = EnumMap<Words.TrainingCategory, TrainingCategory>.ToWire(content.Class.Category),
            ChoiceReason = content.ChoiceReason,
            FiledVersion = material.FiledVersion,
            State = EnumMap<Wire.MaterialState, MaterialState>.ToWire(material.State),
            RetiredOn = Days.Of(material.RetiredOn),
            KeptUntil = Days.Of(material.KeptUntil(Law.Current.At(DivisionCode.Parse(material.Division), today))),
            Etag = Etag.Of(material.Version),
        };
        wire.Stages.Add(content.Class.Stages.Select(s => EnumMap<Words.EducationStage, EducationStage>.ToWire(s)));
        wire.Versions.Add(material.Versions.Select(v => new Wire.MaterialVersion
        {
            Number = v.Number,
            Sha256 = v.Sha256,
            MediaType = EnumMap<Wire.MediaType, MediaType>.ToWire(v.Media),
            SizeBytes = v.Bytes,
            Summary = v.Summary,
            InternalReview = ToProto(v.Internal),
            ExternalReview = ToProto(v.External),
            CurrentUntil = Days.Of(v.CurrentUntil),
        }));
        wire.Findings.Add(material.Findings.Select(f => f.ToProto()));
        return wire;
    }

    private static Wire.MaterialReview? ToProto(MaterialReview? review) =>
        review is null ? null : new() { Passed = review.Passed, ReviewedOn = Days.Of(review.On), Opinion = review.Opinion };
}

internal sealed class MaterialTable : IEntityTypeConfiguration<Material>
{
    public void Configure(EntityTypeBuilder<Material> row)
    {
        row.IsFiledMatter("materials");
        row.Property(m => m.Content).HasJson();
        row.Property(m => m.Versions).HasJson();
        row.Property(m => m.Findings).HasJson();
        row.Property(m => m.Determinations).HasJson();
        row.HasIndex(m => new { m.OwnerCode, m.CreatedAt });
        row.HasIndex(m => m.RejudgeOn);
    }
}
