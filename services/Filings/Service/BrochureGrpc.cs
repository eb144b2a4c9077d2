using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ShuangJian.Contracts;
using ShuangJian.Filings.Domain;
using ShuangJian.Platform.Data;
using ShuangJian.Platform.Edge;
using ShuangJian.Platform.Identity;
using ShuangJian.Platform.Personal;
using ShuangJian.Policy;
using Wire = ShuangJian.Protos.Filing.V1;
using Words = ShuangJian.Protos.Institution.V1;

namespace ShuangJian.Filings;

/// <summary>Files brochures before recruiting, and records recruiting beyond them and the signs it gives.</summary>
public sealed partial class BrochureGrpc(Commands<FilingsDb> commands, IDbContextFactory<FilingsDb> databases, PersonalData keys)
    : Wire.BrochureService.BrochureServiceBase
{
    private const string Name = "brochures";

    /// <inheritdoc />
    public override Task<Wire.FileBrochureResponse> FileBrochure(Wire.FileBrochureRequest request, ServerCallContext context) =>
        commands.RunAsync(request, context, async (db, command) =>
        {
            var wire = request.Brochure;
            var owner = command.OwnerOf("brochure", wire.Division, wire.InstitutionId, wire.InstitutionCode);
            var (from, to) = (Days.Of(wire.RecruitsFrom)!.Value, Days.Of(wire.RecruitsTo)!.Value);
            if (to < from) throw Rejection.Invalid("brochure.recruits_to", "不得早于开始日期", "is before the first day");
            await db.MustTrainAsync(owner.Code);
            var content = new BrochureContent(
                from, to, Offers(wire.Courses), [.. wire.TutorIds.Distinct()], TutorMapping.ClassOf(wire.Category, wire.Stages), wire.Online, wire.Text);
            var brochure = Brochure.File(owner, content, await FiledAsync(db, owner, content), command.LawIn(owner.Division), command.Now);
            db.Add(brochure);
            command.Resource = $"{Name}/{brochure.Id}";
            Announce(command, brochure);
            Poaching.Announce(command, command.Resource, brochure, "BROCHURE", "", brochure.Findings);
            return new Wire.FileBrochureResponse { Brochure = ToProto(brochure) };
        });

    /// <inheritdoc />
    public override Task<Wire.ConfirmBrochureResponse> ConfirmBrochure(Wire.ConfirmBrochureRequest request, ServerCallContext context) =>
        commands.RunAsync(request, context, async (db, command) =>
        {
            var brochure = await db.Set<Brochure>().LoadAsync(Name, request.BrochureId, command, request.Etag);
            var law = command.LawIn(brochure.Division);
            command.MustBeCompetent(brochure.Content.Class.Category, law);
            await db.MustTrainAsync(brochure.OwnerCode);
            brochure.Confirm(await FiledAsync(db, OwnerOf(brochure), brochure.Content), request.Determinations.ToHeld(), law, command.Now);
            Announce(command, brochure);
            return new Wire.ConfirmBrochureResponse { Brochure = ToProto(brochure) };
        });

    /// <inheritdoc />
    public override async Task<Wire.GetBrochureResponse> GetBrochure(Wire.GetBrochureRequest request, ServerCallContext context)
    {
        await using var db = await databases.CreateDbContextAsync(context.CancellationToken);
        return new Wire.GetBrochureResponse { Brochure = ToProto(await db.Set<Brochure>().ReadAsync(Name, request.BrochureId, Caller.Of(context))) };
    }

    /// <inheritdoc />
    public override async Task<Wire.ListBrochuresResponse> ListBrochures(Wire.ListBrochuresRequest request, ServerCallContext context)
    {
        await using var db = await databases.CreateDbContextAsync(context.CancellationToken);
        var rows = db.Set<Brochure>().SeenBy(Caller.Of(context), request.Division);
        rows = rows.Among(request.States, b => b.State);
        var (page, next) = await rows.PageAsync(request, request.PageSize, request.PageToken);
        var response = new Wire.ListBrochuresResponse { NextPageToken = next };
        response.Brochures.Add(page.Select(ToProto));
        return response;
    }

    private static async Task<FiledSide> FiledAsync(FilingsDb db, Owner owner, BrochureContent content)
    {
        var ids = content.TutorIds.Concat(content.Courses.Select(c => c.CourseId)).Select(id => Guid.TryParse(id, out var key) ? key : Guid.Empty).ToArray();
        var tutors = await db.Set<Tutor>().Where(t => ids.Contains(t.Id) && t.OwnerCode == owner.Code && t.State == TutorState.Filed).Select(t => t.Id).ToListAsync();
        var courses = await db.Courses.AsNoTracking()
            .Where(c => ids.Contains(c.Id) && c.InstitutionCode == owner.Code && c.State == CourseState.Filed).ToListAsync();
        var institution = Guid.Parse(owner.InstitutionId);
        var standards = await db.Set<KnownFeeStandard>().AsNoTracking().Where(f => f.InstitutionId == institution).OrderBy(f => f.ToldAt).ToListAsync();
        return new FiledSide(
            tutors.Select(id => $"{id}").ToHashSet(),
            courses.ToDictionary(c => $"{c.Id}", c => new FiledCourse(
                c.Content.Title, c.Content.PriceFen, c.SessionCount, standards.LastOrDefault(f => f.Title == c.Content.Title)?.Of(c.SessionCount))));
    }

    private static Owner OwnerOf(Brochure brochure) => new(brochure.Division, brochure.InstitutionId, brochure.OwnerCode);

    private static void Announce(Command command, Brochure brochure)
    {
        if (brochure.State != BrochureState.Filed) return;
        command.Announce(command.Resource, brochure.Version, new BrochureFiled
        {
            Division = brochure.Division, BrochureId = $"{brochure.Id}", InstitutionId = brochure.InstitutionId,
            RecruitsFrom = brochure.RecruitsFrom, RecruitsTo = brochure.RecruitsTo,
        });
    }

    private static IReadOnlyList<OfferedCourse> Offers(IEnumerable<Wire.BrochureCourse> wire) => [.. wire.Select(c => new OfferedCourse(c.CourseId, c.Title, c.FeeFen, c.Lessons))];

    private static Wire.Brochure ToProto(Brochure brochure)
    {
        var content = brochure.Content;
        var wire = new Wire.Brochure
        {
            BrochureId = $"{brochure.Id}",
            Division = brochure.Division,
            InstitutionId = brochure.InstitutionId,
            InstitutionCode = brochure.OwnerCode,
            RecruitsFrom = Days.Of(content.From),
            RecruitsTo = Days.Of(content.To),
            Category = EnumMap<Words.TrainingCategory, TrainingCategory>.ToWire(content.Class.Category),
            Online = content.Online,
            Text = content.Text,
            State = EnumMap<Wire.BrochureState, BrochureState>.ToWire(brochure.State),
            FiledOn = Days.Of(brochure.FiledOn),
            Etag = Etag.Of(brochure.Version),
        };
        wire.Courses.Add(content.Courses.Select(c => new Wire.BrochureCourse { CourseId = c.CourseId, Title = c.Title, FeeFen = c.FeeFen, Lessons = c.Lessons }));
        wire.TutorIds.Add(content.TutorIds);
        wire.Stages.Add(content.Class.Stages.Select(s => EnumMap<Words.EducationStage, EducationStage>.ToWire(s)));
        wire.Findings.Add(brochure.Findings.Select(f => f.ToProto()));
        return wire;
    }
}

internal sealed class BrochureTable : IEntityTypeConfiguration<Brochure>
{
    public void Configure(EntityTypeBuilder<Brochure> row)
    {
        row.IsFiledMatter("brochures");
        row.Property(b => b.Content).HasJson();
        row.Property(b => b.Findings).HasJson();
        row.Property(b => b.Determinations).HasJson();
        row.HasIndex(b => new { b.OwnerCode, b.RecruitsFrom });
    }
}
