using System.Text.Json;
using Google.Protobuf;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using ShuangJian.Platform.Data;
using ShuangJian.Platform.Edge;
using ShuangJian.Platform.Personal;
using ShuangJian.Schools.Domain;
using Wire = ShuangJian.Protos.School.V1;

namespace ShuangJian.Schools;

/// <summary>A pupil's person; encrypted wherever it is kept.</summary>
internal sealed record PupilPerson(string Name, string IdentityNumber);

/// <summary>Enrols pupils in one kind of offer and takes them out, whatever its service calls them.</summary>
/// <param name="commands">Runs the calls.</param>
/// <param name="keys">Keys of persons.</param>
/// <param name="name">Name of the collection.</param>
internal sealed class Enrolling<T>(Commands<SchoolsDb> commands, PersonalData keys, string name)
    where T : ServiceOffer
{
    /// <summary>Enrols; the answer is made of the outcomes and the places that are left.</summary>
    public Task<TResponse> EnrolAsync<TRequest, TResponse>(
        TRequest request, ServerCallContext context, string offer, IReadOnlyList<Wire.PupilToEnrol> pupils, Func<IReadOnlyList<Wire.PupilOutcome>, int, TResponse> answer)
        where TRequest : IMessage<TRequest>
        where TResponse : class, IMessage<TResponse>, new() => commands.RunAsync(request, context, async (db, command) =>
        {
            var one = await Offers.TakeTurnAsync<T>(db, name, offer, command, context.CancellationToken);
            var outcomes = await Offers.EnrolAsync(db, one, pupils, keys, command, context.CancellationToken);
            return answer(outcomes, one.Capacity - one.Taken);
        });

    /// <summary>Takes a pupil out; the answer is made of the enrolment and the places that are left.</summary>
    public Task<TResponse> LeaveAsync<TRequest, TResponse>(TRequest request, ServerCallContext context, string enrolment, Func<Wire.Enrolment, int, TResponse> answer)
        where TRequest : IMessage<TRequest>
        where TResponse : class, IMessage<TResponse>, new() => commands.RunAsync(request, context, async (db, command) =>
        {
            var (one, row, pupil) = await Offers.LeaveAsync<T>(db, name, enrolment, command, context.CancellationToken);
            return answer(Offers.ToProto(row, pupil, pupil.Open(keys)), one.Capacity - one.Taken);
        });
}

/// <summary>
/// Gives places of programmes and custody classes. Whoever changes one takes its turn first, by an atomic update within the
/// transaction, so that the last place is given once on every database.
/// </summary>
internal static partial class Offers
{
    /// <summary>Finds what pupils enrol in, to act on, and takes its turn before it is read.</summary>
    public static async Task<T> TakeTurnAsync<T>(SchoolsDb db, string name, string id, Command command, CancellationToken cancellation)
        where T : ServiceOffer
    {
        var key = Guid.Parse(id);
        if (db.Database.CurrentTransaction is null) await db.Database.BeginTransactionAsync(cancellation);
        await db.Set<T>().Where(o => o.Id == key).ExecuteUpdateAsync(set => set.SetProperty(o => o.Turn, o => o.Turn + 1), cancellation);
        return await db.Set<T>().LoadAsync(name, id, command);
    }

    /// <summary>Enrols pupils, each with an outcome of its own.</summary>
    /// <param name="db">The database, in which the turn of the offer is taken.</param>
    /// <param name="offer">What they enrol in.</param>
    /// <param name="asked">The pupils.</param>
    /// <param name="keys">Keys of persons.</param>
    /// <param name="command">The call.</param>
    /// <param name="cancellation">Ends it early.</param>
    public static async Task<IReadOnlyList<Wire.PupilOutcome>> EnrolAsync(
        SchoolsDb db, ServiceOffer offer, IReadOnlyList<Wire.PupilToEnrol> asked, PersonalData keys, Command command, CancellationToken cancellation)
    {
        offer.MustBeOpen();
        MustBeDistinct(asked);
        var known = await KnownAsync(db, offer, asked, keys, cancellation);
        var ids = known.Values.Select(p => p.Id).Distinct().ToArray();
        var enrolled = await db.Set<ServiceEnrolment>().Where(e => e.OfferId == offer.Id && e.LeftOn == null && EF.Parameter(ids).Contains(e.PupilId)).ToDictionaryAsync(e => e.PupilId, cancellation);
        var terms = await db.Set<PupilTerm>().Where(t => EF.Parameter(ids).Contains(t.PupilId) && t.TermFrom == offer.Term.First).ToDictionaryAsync(t => t.PupilId, cancellation);
        var first = asked.Select((p, i) => FirstDay(p, $"pupils[{i}]", offer, command)).ToList();
        var busy = await BusyAsync(db, offer, ids, first.Append(command.Today).Min(), cancellation);
        var outcomes = new Wire.PupilOutcome[asked.Count];
        foreach (var (wire, i) in await InOrderAsync(db, offer, asked, keys, cancellation))
        {
            var consent = wire.ConsentedOn.Length == 0 ? (DateOnly?)null : command.PastDay($"pupils[{i}].consented_on", wire.ConsentedOn);
            var person = new PupilPerson(wire.Pupil.Name, Roster.Normal(wire.Pupil.IdentityNumber));
            var pupil = keys.HashesToFind(person.IdentityNumber).Select(h => known.GetValueOrDefault(h)).FirstOrDefault(p => p is not null);
            if (pupil is not null && enrolled.TryGetValue(pupil.Id, out var before))
            {
                outcomes[i] = Outcome(EnrolmentOutcome.AlreadyEnrolled, before, pupil, person);
                continue;
            }
            if (Refused(offer, wire.Pupil.Grade, consent, pupil is not null && busy.Contains(pupil.Id), command.Now) is { } refused)
            {
                outcomes[i] = Outcome(refused, null, null, person);
                continue;
            }
            pupil = Put(db, offer, pupil, person, wire.Pupil.Grade, keys);
            var enrolment = new ServiceEnrolment { Id = Guid.CreateVersion7(), OfferId = offer.Id, PupilId = pupil.Id, From = first[i], ConsentedOn = consent!.Value };
            db.Add(enrolment);
            if (!terms.TryGetValue(pupil.Id, out var term)) db.Add(term = new PupilTerm { PupilId = pupil.Id, TermFrom = offer.Term.First });
            Count(db, offer, offer is Programme && term.Join() ? 1 : 0, 1);
            outcomes[i] = Outcome(EnrolmentOutcome.Enrolled, enrolment, pupil, person);
        }
        return outcomes;
    }

    /// <summary>Takes a pupil out and frees the place.</summary>
    public static async Task<(T Offer, ServiceEnrolment Enrolment, ServicePupil Pupil)> LeaveAsync<T>(SchoolsDb db, string name, string enrolment, Command command, CancellationToken cancellation)
        where T : ServiceOffer
    {
        var key = Guid.Parse(enrolment);
        var offerId = await db.Set<ServiceEnrolment>().Where(e => e.Id == key).Select(e => (Guid?)e.OfferId).SingleOrDefaultAsync(cancellation) ?? throw Rejection.NotFound($"enrolments/{enrolment}");
        var offer = await TakeTurnAsync<T>(db, name, $"{offerId}", command, cancellation);
        var row = await db.Set<ServiceEnrolment>().SingleAsync(e => e.Id == key, cancellation);
        var pupil = await db.Set<ServicePupil>().SingleAsync(p => p.Id == row.PupilId, cancellation);
        if (row.LeftOn is not null) return (offer, row, pupil);
        row.Leave(command.Today);
        offer.Free(command.Now);
        var gone = false;
        if (offer is Programme)
        {
            var first = offer.Term.First;
            gone = (await db.Set<PupilTerm>().SingleAsync(t => t.PupilId == row.PupilId && t.TermFrom == first, cancellation)).Leave();
        }
        Count(db, offer, gone ? -1 : 0, -1);
        return (offer, row, pupil);
    }

    /// <summary>An enrolment with its pupil masked.</summary>
    public static Wire.Enrolment ToProto(ServiceEnrolment enrolment, ServicePupil pupil, PupilPerson person) => new()
    {
        EnrolmentId = $"{enrolment.Id}", OfferId = $"{enrolment.OfferId}", Pupil = ToProto(pupil, person, open: false), From = Days.Of(enrolment.From), LeftOn = Days.Of(enrolment.LeftOn),
        ConsentedOn = Days.Of(enrolment.ConsentedOn),
    };

    public static Wire.ServicePupil ToProto(ServicePupil pupil, PupilPerson person, bool open) => new()
    {
        PupilId = $"{pupil.Id}", Name = open ? person.Name : Mask.Name(person.Name), IdentityNumber = open ? person.IdentityNumber : Mask.Identity(person.IdentityNumber), Grade = pupil.Grade,
    };

    /// <summary>The person; empty once erased.</summary>
    public static PupilPerson Open(this ServicePupil pupil, PersonalData keys) => pupil.Cipher.Length == 0 ? new("", "") : JsonSerializer.Deserialize<PupilPerson>(keys.Reveal(pupil.Cipher))!;

    /// <summary>Encrypts and hashes pupils and persons of the register anew that are still under an older key.</summary>
    public static async Task<int> RenewAsync(SchoolsDb db, PersonalData keys, int batch, CancellationToken cancellation)
    {
        var prefix = keys.CurrentPrefix;
        var pupils = await db.Set<ServicePupil>().AsNoTracking().Where(p => p.Cipher != "" && !p.Cipher.StartsWith(prefix)).OrderBy(p => p.Id).Take(batch).ToListAsync(cancellation);
        foreach (var pupil in pupils)
        {
            var person = pupil.Open(keys);
            var (hash, cipher) = (keys.Hash(person.IdentityNumber), keys.Protect(JsonSerializer.Serialize(person)));
            // Beside the version: whoever acts on the pupil meanwhile is not held up.
            await db.Set<ServicePupil>().Where(p => p.Id == pupil.Id && p.Cipher == pupil.Cipher)
                .ExecuteUpdateAsync(set => set.SetProperty(p => p.Cipher, cipher).SetProperty(p => p.PupilHash, hash), cancellation);
        }
        return pupils.Count + await Needs.RenewAsync(db, keys, batch, cancellation) + await ResourceGrpc.RenewAsync(db, keys, batch, cancellation);
    }

    private static DateOnly FirstDay(Wire.PupilToEnrol pupil, string path, ServiceOffer offer, Command command)
    {
        if (Days.Of(pupil.From) is not { } first) return command.Today;
        return first >= Days.Of(pupil.ConsentedOn) && first <= offer.LastDay ? first
            : throw Rejection.Invalid($"{path}.from", "应在家长同意之后、项目结束之前", "must lie between the consent and the last day");
    }

    private static async Task<Dictionary<string, ServicePupil>> KnownAsync(
        SchoolsDb db, ServiceOffer offer, IReadOnlyList<Wire.PupilToEnrol> asked, PersonalData keys, CancellationToken cancellation)
    {
        var hashes = asked.SelectMany(p => keys.HashesToFind(Roster.Normal(p.Pupil.IdentityNumber))).ToArray();
        return await db.Set<ServicePupil>().Where(p => p.SchoolCode == offer.SchoolCode && EF.Parameter(hashes).Contains(p.PupilHash)).ToDictionaryAsync(p => p.PupilHash, cancellation);
    }

    /// <summary>Those whose need the law of the place puts first, then the others; within both as they were asked for.</summary>
    private static async Task<IReadOnlyList<(Wire.PupilToEnrol Wire, int At)>> InOrderAsync(
        SchoolsDb db, ServiceOffer offer, IReadOnlyList<Wire.PupilToEnrol> asked, PersonalData keys, CancellationToken cancellation)
    {
        var all = asked.Select((p, i) => (Wire: p, At: i)).ToList();
        if (offer is not Programme { Content: var content } || offer.Capacity - offer.Taken >= asked.Count) return all;
        var (law, hashes) = (Reach.LawOf(offer.Division, content.From), asked.Select(p => keys.HashesToFind(Roster.Normal(p.Pupil.IdentityNumber))).ToList());
        var needs = await Needs.OfAsync(db, offer.SchoolCode, [.. hashes.SelectMany(h => h)], keys, cancellation);
        return [.. all.OrderBy(p => NeedRules.GoesFirst(hashes[p.At].SelectMany(h => needs.GetValueOrDefault(h) ?? []), content.Kind, law) ? 0 : 1)];
    }

    private static EnrolmentOutcome? Refused(ServiceOffer offer, int grade, DateOnly? consent, bool busy, DateTime now)
    {
        if (consent is null) return EnrolmentOutcome.NoConsent;
        if (!offer.Serves(grade)) return EnrolmentOutcome.GradeNotServed;
        if (busy) return EnrolmentOutcome.TimeTaken;
        return offer.Take(now) ? null : EnrolmentOutcome.NoPlace;
    }

    private static ServicePupil Put(SchoolsDb db, ServiceOffer offer, ServicePupil? known, PupilPerson person, int grade, PersonalData keys)
    {
        var (hash, cipher) = (keys.Hash(person.IdentityNumber), keys.Protect(JsonSerializer.Serialize(person)));
        if (known is null) db.Add(known = ServicePupil.Enter(offer.SchoolCode, offer.Division, hash, cipher, grade));
        else if (known.PupilHash == hash && known.Grade == grade && known.Open(keys).Name == person.Name) known.Touch();
        else known.Renew(hash, cipher, grade);
        return known;
    }

    private static void Count(SchoolsDb db, ServiceOffer offer, int served, int pupils) => ServiceTotals.Note(
        db, offer.SchoolCode, offer.Division, offer.Term.First, offer is Programme ? [(ServiceMeasure.Served, served)] : [(ServiceMeasure.CustodyPupils, pupils)]);

    private static Wire.PupilOutcome Outcome(EnrolmentOutcome outcome, ServiceEnrolment? enrolment, ServicePupil? pupil, PupilPerson person) => new()
    {
        Outcome = EnumMap<Wire.EnrolmentOutcome, EnrolmentOutcome>.ToWire(outcome), Enrolment = enrolment is null ? null : ToProto(enrolment, pupil!, person),
    };

    private static void MustBeDistinct(IReadOnlyList<Wire.PupilToEnrol> asked)
    {
        var seen = new HashSet<string>();
        for (var i = 0; i < asked.Count; i++)
            if (!seen.Add(Roster.Normal(asked[i].Pupil.IdentityNumber))) throw Rejection.Invalid($"pupils[{i}].pupil.identity_number", "与前面的学生重复", "repeats a pupil before");
    }
}
