using System.Text.Json;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ShuangJian.Contracts;
using ShuangJian.Platform.Data;
using ShuangJian.Platform.Edge;
using ShuangJian.Platform.Identity;
using ShuangJian.Platform.Personal;
using ShuangJian.Protos.Type.V1;
using ShuangJian.Schools.Domain;
using Wire = ShuangJian.Protos.School.V1;

namespace ShuangJian.Schools;

/// <summary>Keeps the register of who can hold after-school service beside the teachers of a school.</summary>
public sealed class ResourceGrpc(Commands<SchoolsDb> commands, IDbContextFactory<SchoolsDb> databases, PersonalData keys) : Wire.ResourceService.ResourceServiceBase
{
    private const string Name = "resources";

    /// <inheritdoc />
    public override Task<Wire.RegisterResourceResponse> RegisterResource(Wire.RegisterResourceRequest request, ServerCallContext context) =>
        commands.RunAsync(request, context, async (db, command) =>
        {
            var wire = request.Resource;
            Matters.MustBeCounty(wire.Division, "resource.division");
            await MustFitAsync(db, wire, command, context.CancellationToken);
            var resource = Resource.Register(
                wire.Division, wire.SchoolCode, EnumMap<Wire.ProviderKind, ProviderKind>.ToDomain(wire.Kind)!.Value, wire.Organization, Sealed(wire), wire.Offers, wire.Qualification,
                Days.Of(wire.QualifiedUntil), command.Now);
            db.Add(resource);
            command.Resource = $"{Name}/{resource.Id}";
            command.Announce(command.Resource, resource.Version, new ResourceRegistered
            {
                Division = resource.Division, ResourceId = $"{resource.Id}", Kind = EnumMap<Wire.ProviderKind, ProviderKind>.Word(resource.Kind),
                SchoolCode = resource.SchoolCode.Length > 0 ? resource.SchoolCode : null,
            });
            return new Wire.RegisterResourceResponse { Resource = ToProto(resource) };
        });

    /// <inheritdoc />
    public override Task<Wire.EndResourceResponse> EndResource(Wire.EndResourceRequest request, ServerCallContext context) =>
        commands.RunAsync(request, context, async (db, command) =>
        {
            var resource = await db.Set<Resource>().LoadAsync(Name, request.ResourceId, command, request.Etag, r => r.SchoolCode);
            resource.End(command.Today, command.Now);
            return new Wire.EndResourceResponse { Resource = ToProto(resource) };
        });

    /// <inheritdoc />
    public override Task<Wire.RevealResourceResponse> RevealResource(Wire.RevealResourceRequest request, ServerCallContext context) =>
        commands.RevealAsync(request, context, async (db, command) =>
        {
            command.Purpose = request.Purpose;
            // A resource of the county is for all its schools.
            var resource = await db.Set<Resource>().LoadAsync(Name, request.ResourceId, command, owner: r => r.SchoolCode.Length > 0 ? r.SchoolCode : command.Caller.Organization);
            return new Wire.RevealResourceResponse { Resource = ToProto(resource, keys, open: true) };
        });

    /// <inheritdoc />
    public override async Task<Wire.ListResourcesResponse> ListResources(Wire.ListResourcesRequest request, ServerCallContext context)
    {
        await using var db = await databases.CreateDbContextAsync(context.CancellationToken);
        var caller = Caller.Of(context);
        var rows = db.Set<Resource>().Within(request.Division).Among(request.Kinds, r => r.Kind);
        if (caller.Audience == Audience.School) rows = rows.Where(r => r.SchoolCode == "" || r.SchoolCode == caller.Organization);
        if (!request.WithEnded) rows = rows.Where(r => r.EndedOn == null);
        var (page, next) = await rows.PageAsync(request, request.PageSize, request.PageToken, context.CancellationToken);
        return new() { Resources = { page.Select(ToProto) }, NextPageToken = next };
    }

    /// <summary>Encrypts and hashes persons anew that are still under an older key.</summary>
    internal static async Task<int> RenewAsync(SchoolsDb db, PersonalData keys, int batch, CancellationToken cancellation)
    {
        var prefix = keys.CurrentPrefix;
        var old = await db.Set<Resource>().AsNoTracking().Where(r => r.Cipher != "" && !r.Cipher.StartsWith(prefix)).OrderBy(r => r.Id).Take(batch).ToListAsync(cancellation);
        foreach (var row in old)
        {
            var person = JsonSerializer.Deserialize<PupilPerson>(keys.Reveal(row.Cipher))!;
            var (hash, cipher) = (keys.Hash(person.IdentityNumber), keys.Protect(JsonSerializer.Serialize(person)));
            await db.Set<Resource>().Where(r => r.Id == row.Id && r.Cipher == row.Cipher)
                .ExecuteUpdateAsync(set => set.SetProperty(r => r.Cipher, cipher).SetProperty(r => r.PersonHash, hash), cancellation);
        }
        return old.Count;
    }

    private async Task MustFitAsync(SchoolsDb db, Wire.Resource wire, Command command, CancellationToken cancellation)
    {
        if (wire.Kind is Wire.ProviderKind.OwnTeacher or Wire.ProviderKind.Institution)
            throw Rejection.Invalid("resource.kind", "本校教师在名册登记，机构经遴选进入名单", "is registered elsewhere: own teachers on the roster, institutions by selection");
        if (command.Caller.Audience == Audience.School && wire.SchoolCode != command.Caller.Organization)
            throw Rejection.Invalid("resource.school_code", "学校只能登记本校资源", "must be the school's own code");
        if (wire.SchoolCode.Length > 0 && (await db.ReadSchoolAsync(wire.SchoolCode, command.Caller, cancellation)).Division != wire.Division)
            throw Rejection.Invalid("resource.division", "不是该学校所在区划", "is not the division of the school");
        var organization = wire.Kind is Wire.ProviderKind.YouthCentre or Wire.ProviderKind.SocialResource;
        if (organization != wire.Organization.Length > 0) throw Rejection.Invalid("resource.organization", "单位填写，个人不填写", "is set for an organisation and for no person");
        if (organization == wire.PersonName.Length > 0) throw Rejection.Invalid("resource.person_name", "个人填写，单位不填写", "is set for a person and for no organisation");
        if (organization == wire.IdentityNumber.Length > 0) throw Rejection.Invalid("resource.identity_number", "个人填写，单位不填写", "is set for a person and for no organisation");
        if (wire.Kind != Wire.ProviderKind.SentTeacher) return;
        var hashes = keys.HashesToFind(Roster.Normal(wire.IdentityNumber)).ToArray();
        var posts = await db.Teachers.AsNoTracking().Where(t => hashes.Contains(t.PersonHash)).ToListAsync(cancellation);
        if (!posts.Any(t => t.Serves(command.Today) && t.SchoolCode != wire.SchoolCode)) throw SchoolRefusals.NotInService(posts.FirstOrDefault()?.Id ?? Guid.Empty, command.Today);
    }

    private (string Hash, string Cipher) Sealed(Wire.Resource wire)
    {
        if (wire.IdentityNumber.Length == 0) return ("", "");
        var person = new PupilPerson(wire.PersonName, Roster.Normal(wire.IdentityNumber));
        return (keys.Hash(person.IdentityNumber), keys.Protect(JsonSerializer.Serialize(person)));
    }

    private Wire.Resource ToProto(Resource resource) => ToProto(resource, keys, open: false);

    internal static Wire.Resource ToProto(Resource resource, PersonalData keys, bool open)
    {
        var person = resource.Cipher.Length == 0 ? null : JsonSerializer.Deserialize<PupilPerson>(keys.Reveal(resource.Cipher));
        return new()
        {
            ResourceId = $"{resource.Id}",
            Division = resource.Division,
            SchoolCode = resource.SchoolCode,
            Kind = EnumMap<Wire.ProviderKind, ProviderKind>.ToWire(resource.Kind),
            Organization = resource.Organization,
            PersonName = person is null ? "" : open ? person.Name : Mask.Name(person.Name),
            IdentityNumber = person is null ? "" : open ? person.IdentityNumber : Mask.Identity(person.IdentityNumber),
            Offers = resource.Offers,
            Qualification = resource.Qualification,
            QualifiedUntil = Days.Of(resource.QualifiedUntil),
            EndedOn = Days.Of(resource.EndedOn),
            Etag = Etag.Of(resource.Version),
        };
    }
}

internal sealed class ResourceTable : IEntityTypeConfiguration<Resource>
{
    public void Configure(EntityTypeBuilder<Resource> row)
    {
        row.IsVersioned("service_resources");
        row.Property(r => r.SchoolCode).HasMaxLength(18);
        row.Property(r => r.PersonHash).HasMaxLength(100);
        row.Property(r => r.Cipher).HasMaxLength(1000);
        row.Property(r => r.Offers).HasMaxLength(1000);
        row.HasIndex(r => r.PersonHash);
    }
}
