using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using ShuangJian.Institutions.Domain;
using ShuangJian.Platform.Data;
using ShuangJian.Platform.Edge;
using ShuangJian.Platform.Personal;
using Wire = ShuangJian.Protos.Institution.V1;

namespace ShuangJian.Institutions;

/// <content>Tells what a natural person holds everywhere, and exports and erases who it is.</content>
public sealed partial class CapitalGrpc
{
    /// <inheritdoc />
    public override Task<Wire.ListHoldingsResponse> ListHoldings(Wire.ListHoldingsRequest request, ServerCallContext context) =>
        commands.RevealAsync(request, context, async (db, command) =>
        {
            (command.Resource, command.Purpose) = ("capital-persons", request.Purpose);
            var byParty = request.StructureId.Length > 0 || request.PartyId.Length > 0;
            if (byParty == request.IdentityNumber.Length > 0)
                throw Rejection.Invalid("identity_number", "填写证件号码，或者填写结构和主体标识", "is needed, or else structure_id and party_id");
            var persons = byParty
                ? await PersonOfAsync(db, command, request.StructureId, request.PartyId)
                : [.. (await CapitalPersons.FindAsync(db, keys, request.IdentityNumber)).Select(p => p.Id)];
            var held = db.Set<CapitalHolding>().Where(h => persons.Contains(h.PersonId)).Select(h => h.StructureId);
            var rows = db.Set<CapitalStructure>().Within(request.Division).Where(s => s.EndedOn == null && held.Contains(s.Id));
            var (page, next) = await rows.PageAsync(request, request.PageSize, request.PageToken);
            var response = new Wire.ListHoldingsResponse { NextPageToken = next };
            response.Holdings.Add(await HoldingsAsync(db, persons, page));
            return response;
        });

    /// <inheritdoc />
    public override Task<Wire.ExportOwnerResponse> ExportOwner(Wire.ExportOwnerRequest request, ServerCallContext context) =>
        commands.RevealAsync(request, context, async (db, command) =>
        {
            (command.Resource, command.Purpose) = ("capital-persons", request.Purpose);
            var (person, structures) = await StoredAsync(db, request.Division, request.IdentityNumber);
            var response = new Wire.ExportOwnerResponse();
            response.StoredZh.Add("查看、申报和核实的审计记录，依法留存");
            if (person is null) return response;
            response.IdentityNumber = keys.Reveal(person.Cipher);
            response.Holdings.Add(await HoldingsAsync(db, [person.Id], structures));
            return response;
        });

    /// <inheritdoc />
    public override Task<Wire.EraseOwnerResponse> EraseOwner(Wire.EraseOwnerRequest request, ServerCallContext context) =>
        commands.RunAsync(request, context, async (db, command) =>
        {
            (command.Resource, command.Purpose) = ("capital-persons", request.Purpose);
            var (person, structures) = await StoredAsync(db, request.Division, request.IdentityNumber);
            var response = new Wire.EraseOwnerResponse { Structures = structures.Count };
            response.KeptZh.Add("股权结构、持股比例和判定结果，不含个人身份信息");
            response.KeptZh.Add("审计记录，依法留存");
            if (person is null) return response;
            await MustBeOverAsync(db, command, structures);
            foreach (var structure in structures) structure.Forget(person.Id, command.Now);
            var ids = structures.Select(s => s.Id).ToArray();
            var holdings = await db.Set<CapitalHolding>().Where(h => h.PersonId == person.Id).ToListAsync();
            db.RemoveRange(holdings.Where(h => ids.Contains(h.StructureId)));
            // Elsewhere the person may still be needed; the last place takes the number along.
            if (holdings.All(h => ids.Contains(h.StructureId))) db.Remove(person);
            return response;
        });

    private static async Task MustBeOverAsync(InstitutionsDb db, Command command, IReadOnlyList<CapitalStructure> structures)
    {
        var ids = structures.Select(s => s.InstitutionId).Distinct().ToArray();
        var left = await db.Institutions.AsNoTracking()
            .Where(i => ids.Contains(i.Id) && (i.State == InstitutionState.Exited || i.State == InstitutionState.Revoked)).ToDictionaryAsync(i => i.Id, i => i.StateSince);
        var until = structures.Select(s => s.KeptUntil(left.TryGetValue(s.InstitutionId, out var day) ? day : null, command.LawIn(s.Division))).ToList();
        if (until.Any(day => day is null)) throw CapitalStructure.MustBeKept(null);
        if (until.Max() is { } last && command.Today <= last) throw CapitalStructure.MustBeKept(last);
    }

    private async Task<(CapitalPerson? Person, IReadOnlyList<CapitalStructure> Structures)> StoredAsync(InstitutionsDb db, string division, string number)
    {
        if (await CapitalPersons.FindAsync(db, keys, number) is not [var person, ..]) return (null, []);
        var held = db.Set<CapitalHolding>().Where(h => h.PersonId == person.Id).Select(h => h.StructureId);
        var structures = await db.Set<CapitalStructure>().Within(division).Where(s => held.Contains(s.Id)).OrderByDescending(s => s.CreatedAt).ToListAsync();
        // Whom nothing of the jurisdiction names is not told to be known elsewhere.
        return (structures.Count == 0 ? null : person, structures);
    }

    private static async Task<IReadOnlyList<Guid>> PersonOfAsync(InstitutionsDb db, Command command, string structureId, string partyId)
    {
        var structure = await db.Set<CapitalStructure>().ReadAsync(Name, structureId, command.Caller, OwnerOf);
        return structure.Parties.SingleOrDefault(p => p.Id == partyId)?.Person is { } person
            ? [person]
            : throw Rejection.Invalid("party_id", "不是有身份的自然人", "is no natural person whose identity is kept");
    }

    private static async Task<IEnumerable<Wire.CapitalHolding>> HoldingsAsync(InstitutionsDb db, IReadOnlyList<Guid> persons, IReadOnlyList<CapitalStructure> structures)
    {
        var ids = structures.Select(s => s.Id).ToArray();
        var holdings = await db.Set<CapitalHolding>().AsNoTracking().Where(h => persons.Contains(h.PersonId) && ids.Contains(h.StructureId)).ToListAsync();
        return structures.SelectMany(s => holdings.Where(h => h.StructureId == s.Id).Select(h => new Wire.CapitalHolding
        {
            StructureId = $"{s.Id}", State = EnumMap<Wire.CapitalStructureState, CapitalStructureState>.ToWire(s.State), Division = s.Division,
            InstitutionId = $"{s.InstitutionId}", InstitutionCode = s.InstitutionCode, PartyId = h.PartyId, SharePpm = h.SharePpm, Controls = h.Controls,
            EndedOn = Days.Of(s.EndedOn),
        }));
    }
}

/// <summary>The natural persons of declarations: between their numbers and what is kept.</summary>
internal static class CapitalPersons
{
    /// <summary>Parties as declared, each natural person as the one whom earlier declarations named; who is new is added.</summary>
    public static async Task<IReadOnlyList<CapitalParty>> IdentifyAsync(InstitutionsDb db, PersonalData keys, IReadOnlyList<Wire.CapitalParty> parties)
    {
        var problems = parties.Select((party, i) => (party, i))
            .Where(p => (p.party.Type == Wire.PartyType.NaturalPerson) != (p.party.IdentityNumber.Length > 0))
            .Select(p => new FieldProblem($"structure.parties[{p.i}].identity_number", "自然人必填，其他主体不填", "is required of a natural person and empty for others")).ToList();
        if (problems.Count > 0) throw Rejection.Invalid(problems);
        var hashes = parties.Where(p => p.IdentityNumber.Length > 0).Select(p => Number(p.IdentityNumber)).Distinct()
            .ToDictionary(number => number, keys.HashesToFind);
        var known = await WithHashesAsync(db, [.. hashes.Values.SelectMany(h => h)]);
        var persons = new Dictionary<string, Guid>();
        foreach (var (number, own) in hashes)
        {
            var person = known.FirstOrDefault(p => own.Contains(p.Hash));
            if (person is null) db.Add(person = CapitalPerson.Of(new SealedPerson(keys.Protect(number), keys.Hash(number))));
            persons[number] = person.Id;
        }
        return [.. parties.Select(p => CapitalMapping.ToDomain(p, p.IdentityNumber.Length > 0 ? persons[Number(p.IdentityNumber)] : null))];
    }

    /// <summary>The person with a number; none or one.</summary>
    public static Task<IReadOnlyList<CapitalPerson>> FindAsync(InstitutionsDb db, PersonalData keys, string number) =>
        WithHashesAsync(db, keys.HashesToFind(Number(number)));

    /// <summary>The masked numbers of everyone in declarations.</summary>
    public static async Task<IReadOnlyDictionary<Guid, string>> MaskedAsync(InstitutionsDb db, PersonalData keys, params CapitalStructure[] structures)
    {
        var ids = structures.SelectMany(s => s.Parties).Select(p => p.Person).OfType<Guid>().Distinct().ToArray();
        var stored = await db.Set<CapitalPerson>().AsNoTracking().Where(p => ids.Contains(p.Id)).ToListAsync();
        return db.Set<CapitalPerson>().Local.Where(p => ids.Contains(p.Id)).Concat(stored).DistinctBy(p => p.Id)
            .ToDictionary(p => p.Id, p => Mask.Identity(keys.Reveal(p.Cipher)));
    }

    /// <summary>Encrypts and hashes numbers with the current key.</summary>
    public static async Task<int> RenewAsync(InstitutionsDb db, PersonalData keys, int batch, CancellationToken cancellation)
    {
        var prefix = keys.CurrentPrefix;
        var persons = db.Set<CapitalPerson>();
        var old = await persons.AsNoTracking().Where(p => !p.Cipher.StartsWith(prefix)).OrderBy(p => p.Id).Take(batch).ToListAsync(cancellation);
        foreach (var person in old)
        {
            var number = keys.Reveal(person.Cipher);
            var (cipher, hash) = (keys.Protect(number), keys.Hash(number));
            await persons.Where(p => p.Id == person.Id && p.Cipher == person.Cipher)
                .ExecuteUpdateAsync(set => set.SetProperty(p => p.Cipher, cipher).SetProperty(p => p.Hash, hash), cancellation);
        }
        return old.Count;
    }

    private static async Task<IReadOnlyList<CapitalPerson>> WithHashesAsync(InstitutionsDb db, IReadOnlyList<string> hashes) =>
        hashes.Count == 0 ? [] : await db.Set<CapitalPerson>().Where(p => hashes.Contains(p.Hash)).ToListAsync();

    private static string Number(string text) => text.Trim().ToUpperInvariant();
}
