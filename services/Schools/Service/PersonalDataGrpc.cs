using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using ShuangJian.Platform.Data;
using ShuangJian.Platform.Edge;
using ShuangJian.Platform.Personal;
using ShuangJian.Schools.Domain;
using Wire = ShuangJian.Protos.School.V1;

namespace ShuangJian.Schools;

/// <summary>Shows and erases what is stored of one person.</summary>
public sealed class PersonalDataGrpc(Commands<SchoolsDb> commands, PersonalData keys) : Wire.PersonalDataService.PersonalDataServiceBase
{
    /// <inheritdoc />
    public override Task<Wire.ExportPersonResponse> ExportPerson(Wire.ExportPersonRequest request, ServerCallContext context) =>
        commands.RevealAsync(request, context, async (db, command) =>
        {
            (command.Resource, command.Purpose) = ("persons", request.Purpose);
            var stored = await StoredAsync(db, command, request.Division, request.IdentityNumber, context.CancellationToken);
            var response = new Wire.ExportPersonResponse
            {
                Needs = { stored.Needs.Select(n => n.ToProto(n.Open(keys), open: true)) },
                Resources = { stored.Resources.Select(r => ResourceGrpc.ToProto(r, keys, open: true)) },
                StoredZh = { "查看和变更的审计记录，依法留存" },
            };
            foreach (var pupil in stored.Pupils)
            {
                var one = new Wire.ExportedPupil { SchoolCode = pupil.SchoolCode, Pupil = Offers.ToProto(pupil, pupil.Open(keys), open: true) };
                one.Enrolments.Add(stored.Enrolments[pupil.Id].OrderBy(e => e.Id).Select(e => new Wire.Enrolment
                {
                    EnrolmentId = $"{e.Id}", OfferId = $"{e.OfferId}", From = Days.Of(e.From), LeftOn = Days.Of(e.LeftOn), ConsentedOn = Days.Of(e.ConsentedOn),
                }));
                response.Pupils.Add(one);
            }
            var hashes = HashesOf(request.IdentityNumber);
            var posts = await db.Teachers.AsNoTracking().Within(request.Division, t => t.Division).OfSchool(command.Caller, "", t => t.SchoolCode)
                .Where(t => hashes.Contains(t.PersonHash)).ToListAsync(context.CancellationToken);
            response.Posts.Add(posts.Select(t => new Wire.ExportedPost { SchoolCode = t.SchoolCode, Subjects = { t.Subjects }, From = Days.Of(t.From), To = Days.Of(t.To) }));
            return response;
        });

    /// <inheritdoc />
    public override Task<Wire.ErasePersonResponse> ErasePerson(Wire.ErasePersonRequest request, ServerCallContext context) =>
        commands.RunAsync(request, context, async (db, command) =>
        {
            (command.Resource, command.Purpose) = ("persons", request.Purpose);
            var stored = await StoredAsync(db, command, request.Division, request.IdentityNumber, context.CancellationToken);
            if (stored.Resources.FirstOrDefault(r => r.EndedOn is null) is { } held) throw SchoolRefusals.PersonInUse($"resources/{held.Id}");
            await MustHaveLeftAsync(db, [.. stored.Enrolments.SelectMany(e => e).Where(e => e.LeftOn is null).Select(e => e.OfferId)], command.Today, context.CancellationToken);
            foreach (var pupil in stored.Pupils) pupil.Erase();
            foreach (var resource in stored.Resources) resource.Erase(command.Now);
            db.RemoveRange(stored.Needs);
            return new Wire.ErasePersonResponse
            {
                Pupils = stored.Pupils.Count, Needs = stored.Needs.Count, Resources = stored.Resources.Count,
                KeptZh = { "教师名册的加密散列值，依法用于比对", "报名、考勤和审计记录，不含个人身份信息" },
            };
        });

    private static async Task MustHaveLeftAsync(SchoolsDb db, Guid[] offers, DateOnly today, CancellationToken cancellation)
    {
        if (offers.Length == 0) return;
        List<ServiceOffer> open =
        [
            .. await db.Set<Programme>().AsNoTracking().Where(p => EF.Parameter(offers).Contains(p.Id) && p.State == ProgrammeState.Open).ToListAsync(cancellation),
            .. await db.Set<HolidayCustody>().AsNoTracking().Where(c => EF.Parameter(offers).Contains(c.Id) && c.State == ProgrammeState.Open).ToListAsync(cancellation),
        ];
        if (open.Find(o => o.LastDay >= today) is { } runs) throw SchoolRefusals.PersonInUse($"{(runs is Programme ? ProgrammeGrpc.Name : HolidayCustodyGrpc.Name)}/{runs.Id}");
    }

    private string[] HashesOf(string identityNumber) => [.. keys.HashesToFind(Roster.Normal(identityNumber))];

    private async Task<Stored> StoredAsync(SchoolsDb db, Command command, string division, string identityNumber, CancellationToken cancellation)
    {
        var hashes = HashesOf(identityNumber);
        var pupils = await db.Set<ServicePupil>().Within(division, p => p.Division).OfSchool(command.Caller, "", p => p.SchoolCode)
            .Where(p => hashes.Contains(p.PupilHash)).ToListAsync(cancellation);
        var ids = pupils.Select(p => p.Id).ToArray();
        return new Stored(
            pupils, (await db.Set<ServiceEnrolment>().Where(e => EF.Parameter(ids).Contains(e.PupilId)).ToListAsync(cancellation)).ToLookup(e => e.PupilId),
            await db.Set<PupilNeed>().Within(division).OfSchool(command.Caller, "", n => n.SchoolCode).Where(n => hashes.Contains(n.PupilHash)).ToListAsync(cancellation),
            await db.Set<Resource>().Within(division).OfSchool(command.Caller, "", r => r.SchoolCode).Where(r => hashes.Contains(r.PersonHash)).ToListAsync(cancellation));
    }

    private sealed record Stored(List<ServicePupil> Pupils, ILookup<Guid, ServiceEnrolment> Enrolments, List<PupilNeed> Needs, List<Resource> Resources);
}
