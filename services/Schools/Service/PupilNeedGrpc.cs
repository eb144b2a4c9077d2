using System.Text.Json;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ShuangJian.Platform.Data;
using ShuangJian.Platform.Edge;
using ShuangJian.Platform.Identity;
using ShuangJian.Platform.Personal;
using ShuangJian.Schools.Domain;
using Wire = ShuangJian.Protos.School.V1;

namespace ShuangJian.Schools;

/// <summary>What is kept of a pupil in need; encrypted wherever it is.</summary>
internal sealed record NeedFile(string Name, string IdentityNumber, int Grade, IReadOnlyList<PupilNeedKind> Kinds, DateOnly Since, string Note);

/// <summary>Keeps pupils in need.</summary>
public sealed class PupilNeedGrpc(Commands<SchoolsDb> commands, IDbContextFactory<SchoolsDb> databases, PersonalData keys) : Wire.PupilNeedService.PupilNeedServiceBase
{
    private const string Name = "pupil-needs";

    /// <inheritdoc />
    public override Task<Wire.PutPupilNeedResponse> PutPupilNeed(Wire.PutPupilNeedRequest request, ServerCallContext context) =>
        commands.RunAsync(request, context, async (db, command) =>
        {
            var wire = request.Need;
            var school = await db.LoadSchoolAsync(wire.SchoolCode, command);
            school.MustBeOpen(command.Today);
            if (Needs.Problems(wire, command.Today, "need.") is { Count: > 0 } problems) throw Rejection.Invalid(problems);
            var file = Needs.Read(wire);
            var (hash, cipher, hashes) = (keys.Hash(file.IdentityNumber), Needs.Seal(file, keys), keys.HashesToFind(file.IdentityNumber).ToArray());
            var need = await db.Set<PupilNeed>().SingleOrDefaultAsync(n => n.SchoolCode == school.Code && hashes.Contains(n.PupilHash), context.CancellationToken);
            if (need is null) db.Add(need = PupilNeed.Enter(school, hash, cipher, command.Now));
            else need.Renew(hash, cipher, command.Now);
            command.Resource = $"{Name}/{need.Id}";
            return new Wire.PutPupilNeedResponse { Need = need.ToProto(file, open: false) };
        });

    /// <inheritdoc />
    public override Task<Wire.EndPupilNeedResponse> EndPupilNeed(Wire.EndPupilNeedRequest request, ServerCallContext context) =>
        commands.RunAsync(request, context, async (db, command) =>
        {
            db.Remove(await db.Set<PupilNeed>().LoadAsync(Name, request.NeedId, command, request.Etag));
            return new Wire.EndPupilNeedResponse();
        });

    /// <inheritdoc />
    public override async Task<Wire.ListPupilNeedsResponse> ListPupilNeeds(Wire.ListPupilNeedsRequest request, ServerCallContext context)
    {
        await using var db = await databases.CreateDbContextAsync(context.CancellationToken);
        var school = await db.ReadSchoolAsync(request.SchoolCode, Caller.Of(context), context.CancellationToken);
        var (page, next) = await db.Set<PupilNeed>().Where(n => n.SchoolCode == school.Code).PageAsync(request, request.PageSize, request.PageToken, context.CancellationToken);
        return new() { Needs = { page.Select(n => n.ToProto(n.Open(keys), open: false)) }, NextPageToken = next };
    }

    /// <inheritdoc />
    public override Task<Wire.RevealPupilNeedResponse> RevealPupilNeed(Wire.RevealPupilNeedRequest request, ServerCallContext context) =>
        commands.RevealAsync(request, context, async (db, command) =>
        {
            command.Purpose = request.Purpose;
            var need = await db.Set<PupilNeed>().LoadAsync(Name, request.NeedId, command);
            return new Wire.RevealPupilNeedResponse { Need = need.ToProto(need.Open(keys), open: true) };
        });

    /// <inheritdoc />
    public override async Task<Wire.GetNeedCoverageResponse> GetNeedCoverage(Wire.GetNeedCoverageRequest request, ServerCallContext context)
    {
        await using var db = await databases.CreateDbContextAsync(context.CancellationToken);
        var school = await db.ReadSchoolAsync(request.SchoolCode, Caller.Of(context), context.CancellationToken);
        var (term, law) = (request.Term.ToTerm(), Reach.LawOf(school.Division, Days.Of(request.Date)!.Value));
        var response = new Wire.GetNeedCoverageResponse();
        foreach (var facts in await Needs.CoverageAsync(db, school.Code, term, keys, context.CancellationToken))
        {
            response.Coverage.Add(new Wire.NeedCoverage { Kind = EnumMap<Wire.PupilNeedKind, PupilNeedKind>.ToWire(facts.Kind), Pupils = facts.Pupils, Reached = facts.Reached });
            if (NeedRules.PupilsInNeedAreNotReached(facts, law) is { } finding) response.Findings.Add(finding.ToProto());
        }
        return response;
    }
}

/// <summary>What the calls share that look at pupils in need.</summary>
internal static class Needs
{
    /// <summary>What the limits of single fields cannot say.</summary>
    public static IReadOnlyList<FieldProblem> Problems(Wire.PupilNeed wire, DateOnly today, string path)
    {
        var problems = new List<FieldProblem>();
        if (Days.Of(wire.Since)!.Value > today) problems.Add(new($"{path}since", "不得晚于今天", "is in the future"));
        for (var i = 1; i < wire.Kinds.Count; i++)
            if (wire.Kinds.Take(i).Contains(wire.Kinds[i])) problems.Add(new($"{path}kinds[{i}]", "与前面的重复", "repeats one before it"));
        return problems;
    }

    public static NeedFile Read(Wire.PupilNeed wire) => new(
        wire.Name, Roster.Normal(wire.IdentityNumber), wire.Grade, [.. wire.Kinds.Select(k => EnumMap<Wire.PupilNeedKind, PupilNeedKind>.ToDomain(k)!.Value)],
        Days.Of(wire.Since)!.Value, wire.Note);

    public static string Seal(NeedFile file, PersonalData keys) => keys.Protect(JsonSerializer.Serialize(file));

    public static NeedFile Open(this PupilNeed need, PersonalData keys) => JsonSerializer.Deserialize<NeedFile>(keys.Reveal(need.Cipher))!;

    public static Wire.PupilNeed ToProto(this PupilNeed need, NeedFile file, bool open) => new()
    {
        NeedId = $"{need.Id}",
        SchoolCode = need.SchoolCode,
        Name = open ? file.Name : Mask.Name(file.Name),
        IdentityNumber = open ? file.IdentityNumber : Mask.Identity(file.IdentityNumber),
        Grade = file.Grade,
        Kinds = { file.Kinds.Select(k => EnumMap<Wire.PupilNeedKind, PupilNeedKind>.ToWire(k)) },
        Since = Days.Of(file.Since),
        Note = open ? file.Note : "",
        Etag = Etag.Of(need.Version),
    };

    /// <summary>Needs of some pupils of a school by keyed hash.</summary>
    public static async Task<Dictionary<string, IReadOnlyList<PupilNeedKind>>> OfAsync(SchoolsDb db, string school, string[] hashes, PersonalData keys, CancellationToken cancellation) =>
        (await db.Set<PupilNeed>().AsNoTracking().Where(n => n.SchoolCode == school && EF.Parameter(hashes).Contains(n.PupilHash)).ToListAsync(cancellation))
            .ToDictionary(n => n.PupilHash, n => n.Open(keys).Kinds);

    /// <summary>How many pupils of a school have each need, and how many of them the service of a term reaches.</summary>
    public static async Task<IReadOnlyList<NeedFacts>> CoverageAsync(SchoolsDb db, string school, Term term, PersonalData keys, CancellationToken cancellation)
    {
        var files = (await db.Set<PupilNeed>().AsNoTracking().Where(n => n.SchoolCode == school).ToListAsync(cancellation)).ConvertAll(n => n.Open(keys));
        var hashes = files.SelectMany(f => keys.HashesToFind(f.IdentityNumber)).ToArray();
        var pupils = await db.Set<ServicePupil>().Where(p => p.SchoolCode == school && EF.Parameter(hashes).Contains(p.PupilHash)).ToDictionaryAsync(p => p.PupilHash, p => p.Id, cancellation);
        var menu = (await db.Set<Programme>().AsNoTracking().Where(p => p.SchoolCode == school && p.Year == term.Year && p.Half == term.Half && p.State == ProgrammeState.Open)
            .Select(p => new { p.Id, p.Content }).ToListAsync(cancellation)).ToDictionary(p => p.Id, p => p.Content.Kind);
        var (ids, offers) = (pupils.Values.ToArray(), menu.Keys.ToArray());
        var taken = (await db.Set<ServiceEnrolment>().Where(e => e.LeftOn == null && EF.Parameter(ids).Contains(e.PupilId) && EF.Parameter(offers).Contains(e.OfferId))
            .Select(e => new { e.PupilId, e.OfferId }).ToListAsync(cancellation)).ToLookup(e => e.PupilId, e => menu[e.OfferId]);
        bool Reached(NeedFile file, PupilNeedKind kind)
        {
            var attended = keys.HashesToFind(file.IdentityNumber).SelectMany(h => pupils.TryGetValue(h, out var id) ? taken[id] : []);
            return NeedRules.ServedBy(kind) is { Count: > 0 } serving ? attended.Any(serving.Contains) : attended.Any();
        }
        return [.. files.SelectMany(f => f.Kinds, (File, Kind) => (File, Kind)).GroupBy(n => n.Kind).OrderBy(g => g.Key).Select(g => new NeedFacts(g.Key, g.Count(), g.Count(n => Reached(n.File, n.Kind))))];
    }

    /// <summary>Encrypts and hashes anew what is still under an older key.</summary>
    public static async Task<int> RenewAsync(SchoolsDb db, PersonalData keys, int batch, CancellationToken cancellation)
    {
        var prefix = keys.CurrentPrefix;
        var old = await db.Set<PupilNeed>().AsNoTracking().Where(n => !n.Cipher.StartsWith(prefix)).OrderBy(n => n.Id).Take(batch).ToListAsync(cancellation);
        foreach (var need in old)
        {
            var file = need.Open(keys);
            var (hash, cipher) = (keys.Hash(file.IdentityNumber), Seal(file, keys));
            await db.Set<PupilNeed>().Where(n => n.Id == need.Id && n.Cipher == need.Cipher)
                .ExecuteUpdateAsync(set => set.SetProperty(n => n.Cipher, cipher).SetProperty(n => n.PupilHash, hash), cancellation);
        }
        return old.Count;
    }
}

internal sealed class PupilNeedTable : IEntityTypeConfiguration<PupilNeed>
{
    public void Configure(EntityTypeBuilder<PupilNeed> row)
    {
        row.IsVersioned("pupil_needs");
        row.Ignore(n => n.OwnerCode);
        row.Property(n => n.SchoolCode).HasMaxLength(18);
        row.Property(n => n.PupilHash).HasMaxLength(100);
        row.Property(n => n.Cipher).HasMaxLength(-1);
        row.HasIndex(n => new { n.SchoolCode, n.PupilHash }).IsUnique();
        row.HasIndex(n => n.PupilHash);
    }
}
