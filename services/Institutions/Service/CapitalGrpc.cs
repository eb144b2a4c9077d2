using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ShuangJian.Contracts;
using ShuangJian.Institutions.Domain;
using ShuangJian.Platform.Data;
using ShuangJian.Platform.Edge;
using ShuangJian.Platform.Identity;
using ShuangJian.Platform.Personal;
using ShuangJian.Protos.Type.V1;
using TrainingCategory = ShuangJian.Policy.TrainingCategory;
using Wire = ShuangJian.Protos.Institution.V1;

namespace ShuangJian.Institutions;

/// <summary>Keeps who owns and controls institutions, and has forbidden capital cleaned up.</summary>
public sealed partial class CapitalGrpc(Commands<InstitutionsDb> commands, IDbContextFactory<InstitutionsDb> databases, PersonalData keys)
    : Wire.CapitalService.CapitalServiceBase
{
    private const string Name = "capital-structures";

    /// <inheritdoc />
    public override Task<Wire.DeclareStructureResponse> DeclareStructure(Wire.DeclareStructureRequest request, ServerCallContext context) =>
        commands.RunAsync(request, context, async (db, command) =>
        {
            var wire = request.Structure;
            var institution = await db.InstitutionAsync(wire.InstitutionId, command.Caller);
            var (parties, ties) = (await CapitalPersons.IdentifyAsync(db, keys, wire.Parties), wire.Ties.Select(CapitalMapping.ToDomain).ToList());
            var flaws = CapitalStructure.Flaws(parties, ties).Take(20).Select(f => new FieldProblem($"structure.{f.Field}", f.Zh, f.En)).ToList();
            if (flaws.Count > 0) throw Rejection.Invalid(flaws);
            var before = await db.Set<CapitalStructure>().Where(s => s.InstitutionId == institution.Id).OrderByDescending(s => s.Number).FirstOrDefaultAsync();
            var structure = CapitalStructure.Declare(
                institution, (before?.Number ?? 0) + 1, parties, ties, EnumMap<Wire.ListingState, ListingState>.ToDomain(wire.Listing)!.Value,
                await IsAcademicAsync(db, institution, command.Today), command.LawIn(institution.Division), command.Now);
            before?.Replace(command.Today, command.Now);
            db.Add(structure);
            db.AddRange(structure.Holdings());
            command.Resource = $"{Name}/{structure.Id}";
            return new Wire.DeclareStructureResponse { Structure = structure.ToProto(await CapitalPersons.MaskedAsync(db, keys, structure)) };
        });

    /// <inheritdoc />
    public override Task<Wire.VerifyStructureResponse> VerifyStructure(Wire.VerifyStructureRequest request, ServerCallContext context) =>
        commands.RunAsync(request, context, async (db, command) =>
        {
            if (!request.Verified && request.Remark.Length == 0) throw Rejection.Invalid("remark", "退回须说明理由", "is required when rejecting");
            var structure = await db.Set<CapitalStructure>().LoadAsync(Name, request.StructureId, command, request.Etag, OwnerOf);
            var institution = await db.InstitutionAsync($"{structure.InstitutionId}", command.Caller);
            structure.Verify(request.Verified, request.Remark, await IsAcademicAsync(db, institution, command.Today), command.LawIn(structure.Division), command.Now);
            var response = new Wire.VerifyStructureResponse();
            if (request.Verified)
            {
                await FollowAsync(db, structure, command);
                command.Announce($"{Name}/{structure.Id}", structure.Version, new CapitalStructureVerified
                {
                    Division = structure.Division,
                    StructureId = $"{structure.Id}",
                    InstitutionCode = structure.InstitutionCode,
                    Findings = [.. structure.Findings.Select(f => f.ToFact())],
                });
                if (structure.HasBreach) response.CaseId = await CleanUpAsync(db, command, structure, institution);
            }
            command.Resource = $"{Name}/{structure.Id}";
            response.Structure = structure.ToProto(await CapitalPersons.MaskedAsync(db, keys, structure));
            return response;
        });

    /// <inheritdoc />
    public override async Task<Wire.GetStructureResponse> GetStructure(Wire.GetStructureRequest request, ServerCallContext context)
    {
        await using var db = await databases.CreateDbContextAsync(context.CancellationToken);
        var structure = await db.Set<CapitalStructure>().ReadAsync(Name, request.StructureId, Caller.Of(context), OwnerOf);
        return new Wire.GetStructureResponse { Structure = structure.ToProto(await CapitalPersons.MaskedAsync(db, keys, structure)) };
    }

    /// <inheritdoc />
    public override async Task<Wire.ListStructuresResponse> ListStructures(Wire.ListStructuresRequest request, ServerCallContext context)
    {
        await using var db = await databases.CreateDbContextAsync(context.CancellationToken);
        var caller = Caller.Of(context);
        var rows = db.Set<CapitalStructure>().Within(request.Division);
        if (caller.Audience == Audience.Institution) rows = rows.Where(s => s.InstitutionCode == caller.Organization);
        if (request.InstitutionId.Length > 0)
        {
            var id = Guid.TryParse(request.InstitutionId, out var key) ? key : Guid.Empty;
            rows = rows.Where(s => s.InstitutionId == id);
        }
        rows = rows.Among(request.States, s => s.State);
        if (request.BreachOnly) rows = rows.Where(s => s.HasBreach);
        var (page, next) = await rows.PageAsync(request, request.PageSize, request.PageToken);
        var response = new Wire.ListStructuresResponse { NextPageToken = next };
        var persons = await CapitalPersons.MaskedAsync(db, keys, [.. page]);
        response.Structures.Add(page.Select(s => s.ToProto(persons)));
        return response;
    }

    /// <summary>Whether an institution is academic: by what it was licensed for, or because an item of it was classified so.</summary>
    private static async Task<bool> IsAcademicAsync(InstitutionsDb db, Institution institution, DateOnly today)
    {
        if (institution.Category is TrainingCategory.Academic or TrainingCategory.ForeignLanguage) return true;
        var items = await db.Set<Classification>().AsNoTracking().Where(c => c.InstitutionCode == institution.Code).ToListAsync();
        return items.Any(item => item.BindingOn(today)?.Nature == ItemNature.Academic);
    }

    /// <summary>Ends what was verified before, and keeps what natural persons hold by the law of today.</summary>
    private static async Task FollowAsync(InstitutionsDb db, CapitalStructure structure, Command command)
    {
        var before = await db.Set<CapitalStructure>()
            .Where(s => s.InstitutionId == structure.InstitutionId && s.Id != structure.Id && s.State == CapitalStructureState.Verified && s.EndedOn == null).ToListAsync();
        foreach (var ended in before) ended.Supersede(command.Today, command.Now);
        // The law says what control is, so holdings follow from the day of judging like the owners themselves.
        var now = structure.Holdings().ToDictionary(h => h.PersonId);
        foreach (var holding in await db.Set<CapitalHolding>().Where(h => h.StructureId == structure.Id).ToListAsync()) holding.Follow(now[holding.PersonId]);
    }

    private static async Task<string> CleanUpAsync(InstitutionsDb db, Command command, CapitalStructure structure, Institution institution)
    {
        var content = new CaseContent(
            CaseKind.CapitalCleanUp, CaseSource.Platform, $"{structure.Id}", institution.Name, "", structure.InstitutionCode,
            string.Concat(structure.Findings.Where(f => f.Severity == Policy.Severity.Breach).Select(f => f.MessageZh)),
            [command.Caller.Department.ToCode()], []);
        var open = await Cases.FindOpenAsync(db, structure.Division, content);
        return $"{open ?? (await Cases.OpenAsync(db, command, structure.Division, content)).Id}";
    }

    private static string OwnerOf(CapitalStructure structure) => structure.InstitutionCode;
}

/// <summary>Carries capital structures between contract and domain.</summary>
internal static class CapitalMapping
{
    public static CapitalParty ToDomain(Wire.CapitalParty wire, Guid? person) => new(
        wire.PartyId, EnumMap<Wire.PartyType, PartyType>.ToDomain(wire.Type)!.Value, wire.OrganisationName, wire.UnifiedSocialCreditCode, wire.Foreign, wire.Listed, person);

    public static CapitalTie ToDomain(Wire.CapitalTie wire) => new(
        wire.HolderId, wire.HeldId, EnumMap<Wire.TieType, TieType>.ToDomain(wire.Type)!.Value, wire.SharePpm,
        EnumMap<Wire.MoneySource, MoneySource>.ToDomain(wire.Money),
        Days.Of(wire.Since));

    public static Wire.CapitalStructure ToProto(this CapitalStructure structure, IReadOnlyDictionary<Guid, string> persons)
    {
        var wire = new Wire.CapitalStructure
        {
            StructureId = $"{structure.Id}",
            Division = structure.Division,
            InstitutionId = $"{structure.InstitutionId}",
            Number = structure.Number,
            Listing = EnumMap<Wire.ListingState, ListingState>.ToWire(structure.Listing),
            State = EnumMap<Wire.CapitalStructureState, CapitalStructureState>.ToWire(structure.State),
            Remark = structure.Remark,
            UndeclaredPpm = structure.UndeclaredPpm,
            JudgedOn = Days.Of(structure.JudgedOn),
            Etag = Etag.Of(structure.Version),
            CreateTime = structure.CreatedAt.ToTimestamp(),
        };
        wire.Parties.Add(structure.Parties.Select(p => new Wire.CapitalParty
        {
            PartyId = p.Id, Type = EnumMap<Wire.PartyType, PartyType>.ToWire(p.Type), OrganisationName = p.Name, UnifiedSocialCreditCode = p.Code,
            Foreign = p.Foreign, Listed = p.Listed, IdentityNumber = p.Person is { } person ? persons.GetValueOrDefault(person, "") : "",
        }));
        wire.Ties.Add(structure.Ties.Select(t => new Wire.CapitalTie
        {
            HolderId = t.Holder, HeldId = t.Held, Type = EnumMap<Wire.TieType, TieType>.ToWire(t.Type), SharePpm = t.SharePpm,
            Money = EnumMap<Wire.MoneySource, MoneySource>.ToWire(t.Money), Since = Days.Of(t.Since),
        }));
        wire.Owners.Add(structure.Owners.Select(o => new Wire.UltimateOwner
        {
            PartyId = o.Party, SharePpm = o.SharePpm, Controls = o.Controls, ByAgreement = o.ByAgreement, Chain = { o.Chain },
        }));
        wire.Findings.Add(structure.Findings.Select(f => f.ToProto()));
        wire.Parameters.Add(structure.Uses.Select(u => u.ToProto()));
        return wire;
    }
}

internal sealed class CapitalStructureTable : IEntityTypeConfiguration<CapitalStructure>
{
    public void Configure(EntityTypeBuilder<CapitalStructure> row)
    {
        row.IsVersioned("capital_structures");
        row.Property(s => s.InstitutionCode).HasMaxLength(18);
        row.Property(s => s.Remark).HasMaxLength(2000);
        row.Property(s => s.Parties).HasJson();
        row.Property(s => s.Ties).HasJson();
        row.Property(s => s.Owners).HasJson();
        row.Property(s => s.Findings).HasJson();
        row.Property(s => s.Uses).HasJson();
        row.HasIndex(s => new { s.InstitutionId, s.Number }).IsUnique();
        row.HasIndex(s => new { s.InstitutionCode, s.Number });
    }
}

internal sealed class CapitalPersonTable : IEntityTypeConfiguration<CapitalPerson>
{
    public void Configure(EntityTypeBuilder<CapitalPerson> row)
    {
        row.ToTable("capital_persons");
        row.HasKey(p => p.Id);
        row.Property(p => p.Id).ValueGeneratedNever();
        row.Property(p => p.Cipher).HasMaxLength(300);
        row.Property(p => p.Hash).HasMaxLength(120);
        row.HasIndex(p => p.Hash).IsUnique();
    }
}

internal sealed class CapitalHoldingTable : IEntityTypeConfiguration<CapitalHolding>
{
    public void Configure(EntityTypeBuilder<CapitalHolding> row)
    {
        row.ToTable("capital_holdings");
        row.HasKey(h => new { h.StructureId, h.PersonId });
        row.Property(h => h.PartyId).HasMaxLength(200);
        row.HasIndex(h => h.PersonId);
    }
}
