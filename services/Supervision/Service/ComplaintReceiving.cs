using Microsoft.EntityFrameworkCore;
using ShuangJian.Contracts;
using ShuangJian.Platform.Data;
using ShuangJian.Platform.Edge;
using ShuangJian.Platform.Hosting;
using ShuangJian.Platform.Identity;
using ShuangJian.Policy;
using ShuangJian.Supervision.Domain;
using Wire = ShuangJian.Protos.Supervision.V1;

namespace ShuangJian.Supervision;

/// <summary>A complaint that comes, whatever it comes by.</summary>
internal sealed record Incoming(Guid Id, ComplaintContent Content, string Text, ComplaintFile Person);

/// <summary>Takes complaints in, whatever they come by: gives them to who has the duty, and lets those follow that are alike.</summary>
internal static class ComplaintReceiving
{
    /// <summary>Open cases about one subject that are compared; older ones are told apart by officers.</summary>
    private const int MostCompared = 200;

    /// <summary>Takes complaints in order, as if each came after those before it. Stores nothing.</summary>
    public static async Task<IReadOnlyList<Complaint>> TakeAsync(
        SupervisionDb db, ComplaintKeys keys, IReadOnlyList<Incoming> incoming, DateTime now, CancellationToken cancellation)
    {
        var subjects = incoming.Select(i => i.Content.Subject.KeyIn(i.Content.Division)).Distinct().ToArray();
        var known = await db.Set<Complaint>().AsNoTracking()
            .Where(c => EF.Parameter(subjects).Contains(c.SubjectKey) && (c.State == ComplaintState.Dispatched || c.State == ComplaintState.Accepted))
            .OrderByDescending(c => c.CreatedAt).Take(MostCompared)
            .Select(c => new OpenCase(c.Id, c.SubjectKey, c.Matter, c.PersonHash, c.TextCipher)).ToListAsync(cancellation);
        var taken = new List<Complaint>(incoming.Count);
        foreach (var one in incoming)
        {
            var law = LawOf(one.Content.Division, now);
            var main = Alike(known, one, keys, law.Limit(Law.ComplaintLikenessPercent)?.Value);
            var complaint = Complaint.Receive(one.Id, one.Content, keys.Seal(one.Id, one.Text, one.Person), DutyOf(one.Content.Matter, law), main, law, now);
            if (main is null) known.Add(new(complaint.Id, complaint.SubjectKey, complaint.Matter, complaint.PersonHash, complaint.TextCipher));
            taken.Add(complaint);
        }
        return taken;
    }

    /// <summary>What is announced of a complaint that was taken in.</summary>
    public static IEnumerable<(string Subject, long Version, DomainEvent Fact)> FactsOf(Complaint one)
    {
        yield return (Complaints.NameOf(one), one.Version, new ComplaintReceived
        {
            Division = one.Division, ComplaintId = $"{one.Id}", Channel = EnumMap<Wire.ComplaintChannel, ComplaintChannel>.Word(one.Channel), Matter = one.Matter,
            InstitutionCode = Complaints.OrNull(one.InstitutionCode), SchoolCode = Complaints.OrNull(one.SchoolCode), MainComplaintId = one.MainId is { } main ? $"{main}" : null,
        });
        if (one.MainId is null) yield return (Complaints.NameOf(one), one.Version, new ComplaintDispatched
        {
            Division = one.Division, ComplaintId = $"{one.Id}", Matter = one.Matter, Departments = [one.Lead, .. one.Assist], AcceptanceDue = one.AcceptanceDue, AnswerDue = one.AnswerDue,
        });
    }

    public static LawAt LawOf(string division, DateTime now) => Law.Current.At(DivisionCode.Parse(division), ChinaDay.Of(now));

    /// <summary>Who has the duty for a matter; null when there is no such matter.</summary>
    public static ComplaintDuty DutyOf(string matter, LawAt law, Protos.Type.V1.Department lead = default)
    {
        var duty = Law.Current.Duties.Of(Law.Current.Duties.Find(matter)!, law.Division, law.Date);
        var named = duty.Parties.Lead.Concat(duty.Parties.Assist).Select(DutyGrpc.ToWire).ToList();
        if (lead != default) named.Insert(0, lead);
        named = [.. named.Distinct()];
        return new(named[0].ToCode(), [.. named.Skip(1).Select(d => d.ToCode())], named.Aggregate(0L, (mask, d) => mask | Complaints.BitOf(d)), duty.Basis);
    }

    /// <summary>What is wrong with matter, place and subject.</summary>
    public static IEnumerable<FieldProblem> Problems(string matter, string division, Wire.ComplaintSubject? subject)
    {
        if (matter.Length > 0 && Law.Current.Duties.Find(matter) is null) yield return new("matter", "没有此事项", "is no matter of the duty matrix");
        if (DivisionCode.TryParse(division, out var place) && place.Level is DivisionLevel.Nation or DivisionLevel.Province)
            yield return new("division", "应为市级或县级行政区划", "must be a city or county");
        if (subject is not null && new[] { subject.InstitutionCode, subject.SchoolCode, subject.Name }.Count(s => s.Length > 0) != 1)
            yield return new("subject", "机构代码、学校代码、名称应填写且仅填写一项", "must have exactly one of institution_code, school_code and name");
    }

    public static ComplaintSubject ToSubject(this Wire.ComplaintSubject wire) => new(wire.InstitutionCode, wire.SchoolCode, wire.Name);

    public static ComplaintFile ToFile(this Wire.Complainant? wire) => wire is null ? ComplaintFile.Of("", "", "") : ComplaintFile.Of(wire.Name, wire.Phone, wire.Address);

    private static Guid? Alike(List<OpenCase> known, Incoming one, ComplaintKeys keys, int? percent)
    {
        var subject = one.Content.Subject.KeyIn(one.Content.Division);
        var (same, phones) = (known.Where(k => k.SubjectKey == subject && k.Matter == one.Content.Matter).ToList(), keys.HashesOfPhone(one.Person.Phone));
        return (same.FirstOrDefault(k => k.PersonHash is { } hash && phones.Contains(hash))
            ?? same.FirstOrDefault(k => TextLikeness.Percent(keys.Reveal(k.TextCipher), one.Text) >= (percent ?? 101)))?.Id;
    }

    private sealed record OpenCase(Guid Id, string SubjectKey, string Matter, string? PersonHash, string TextCipher);
}

/// <summary>Takes in what comes by the web and by officers; those that come at the same time are one commit.</summary>
public sealed class ComplaintIntake(Commands<SupervisionDb> commands, ComplaintKeys keys)
    : Together<SupervisionDb, Wire.CreateComplaintRequest, Wire.CreateComplaintResponse>(commands, (_, _) => "", new Decision(keys).TakeAsync)
{
    private sealed class Decision(ComplaintKeys keys)
    {
        public async Task<IReadOnlyList<Wire.CreateComplaintResponse>?> TakeAsync(
            SupervisionDb db, IReadOnlyList<(Wire.CreateComplaintRequest Request, Command Command)> calls, CancellationToken cancellation)
        {
            var incoming = calls.Select(c => new Incoming(
                Guid.CreateVersion7(), new ComplaintContent(EnumMap<Wire.ComplaintChannel, ComplaintChannel>.ToDomain(c.Request.Channel)!.Value, c.Request.Matter, c.Request.Division,
                    c.Request.Subject.ToSubject(), ""), c.Request.Text, c.Request.Complainant.ToFile())).ToList();
            var taken = await ComplaintReceiving.TakeAsync(db, keys, incoming, calls[0].Command.Now, cancellation);
            db.InsertMany(taken);
            for (var i = 0; i < calls.Count; i++)
            {
                var command = calls[i].Command;
                command.Resource = Complaints.NameOf(taken[i]);
                foreach (var (subject, version, fact) in ComplaintReceiving.FactsOf(taken[i])) command.Announce(subject, version, fact);
            }
            return [.. taken.Select(one => new Wire.CreateComplaintResponse { TrackingCode = keys.KeptOf(one.Id), Complaint = one.ToTracked(one) })];
        }
    }
}
