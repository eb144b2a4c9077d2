using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ShuangJian.Contracts;
using ShuangJian.Filings.Domain;
using ShuangJian.Platform.Data;
using ShuangJian.Platform.Edge;
using ShuangJian.Platform.Identity;
using ShuangJian.Policy;
using ShuangJian.Platform.Personal;
using ShuangJian.Protos.Type.V1;
using Leak = ShuangJian.Filings.Domain.Leak;
using LeakConduct = ShuangJian.Filings.Domain.LeakConduct;
using LeakHolder = ShuangJian.Filings.Domain.LeakHolder;
using LeakState = ShuangJian.Filings.Domain.LeakState;
using Tutor = ShuangJian.Filings.Domain.Tutor;
using Wire = ShuangJian.Protos.Filing.V1;

namespace ShuangJian.Filings;

/// <summary>Shows and erases what is stored of one person, and follows leaks.</summary>
public sealed class PersonalDataGrpc(Commands<FilingsDb> commands, IDbContextFactory<FilingsDb> databases, PersonMatching matching, PersonalData keys)
    : Wire.PersonalDataService.PersonalDataServiceBase
{
    private const string Name = "leaks";

    /// <inheritdoc />
    public override Task<Wire.ExportPersonResponse> ExportPerson(Wire.ExportPersonRequest request, ServerCallContext context) =>
        commands.RevealAsync(request, context, async (db, command) =>
        {
            (command.Resource, command.Purpose) = ("persons", request.Purpose);
            var hashes = matching.Hashes(request.IdentityNumber);
            var response = new Wire.ExportPersonResponse();
            var tutors = await TutorsOf(db, command, request.Division, hashes).AsNoTracking().ToListAsync();
            response.Tutors.Add(tutors.Select(t => t.ToProto(matching.Unseal(t), open: true)));
            var enrolments = await EnrolmentsOf(db, command, request.Division, hashes).AsNoTracking().ToListAsync();
            response.Enrolments.Add(enrolments.Select(e => new Wire.ExportedEnrolment
            {
                InstitutionCode = e.OwnerCode, CourseId = $"{e.CourseId}", From = Days.Of(e.From), To = Days.Of(e.To),
            }));
            // Whether someone serves at a school, or is barred, an institution learns by the verdict on its tutor alone.
            if (command.Caller.Audience == Audience.Regulator)
            {
                var services = await db.Set<RosterEntry>().AsNoTracking().Within(request.Division, r => r.Division).Where(r => hashes.Contains(r.PersonHash)).ToListAsync();
                response.Services.Add(services.Select(r => new Wire.ExportedService { SchoolCode = r.SchoolCode, From = Days.Of(r.From), To = Days.Of(r.To) }));
                response.StoredZh.Add("禁止从业名单和线上培训时长记录仅以加密散列值标识个人");
            }
            response.StoredZh.Add("查看、变更和备案的审计记录，依法留存");
            return response;
        });

    /// <inheritdoc />
    public override Task<Wire.ErasePersonResponse> ErasePerson(Wire.ErasePersonRequest request, ServerCallContext context) =>
        commands.RunAsync(request, context, async (db, command) =>
        {
            (command.Resource, command.Purpose) = ("persons", request.Purpose);
            var hashes = matching.Hashes(request.IdentityNumber);
            var tutors = await TutorsOf(db, command, request.Division, hashes).ToListAsync();
            var enrolments = await EnrolmentsOf(db, command, request.Division, hashes).ToListAsync();
            var ids = enrolments.Select(e => e.CourseId).Distinct().ToArray();
            var ends = await db.Courses.Where(c => ids.Contains(c.Id)).ToDictionaryAsync(c => c.Id, c => c.EndsOn);
            Retention.MustBeOver(
                [
                    .. tutors.Select(t => (t.KeptUntil(command.LawIn(t.Division)), command.Today)),
                    .. enrolments.Select(e => (e.KeptUntil(ends.GetValueOrDefault(e.CourseId), command.LawIn(e.Division)), command.Today)),
                ]);
            foreach (var tutor in tutors) tutor.Erase(command.LawIn(tutor.Division), command.Now);
            db.RemoveRange(enrolments);
            await ForgetPupilAsync(db, command, hashes, [.. enrolments.Select(e => e.Id)]);
            var response = new Wire.ErasePersonResponse { Tutors = tutors.Count, Enrolments = enrolments.Count };
            response.KeptZh.Add("在职教师名册和禁止从业名单的加密散列值，依法用于比对");
            response.KeptZh.Add("备案事项、判定结果和审计记录，不含个人身份信息");
            return response;
        });

    /// <inheritdoc />
    public override Task<Wire.ReportLeakResponse> ReportLeak(Wire.ReportLeakRequest request, ServerCallContext context) =>
        commands.RunAsync(request, context, (db, command) =>
        {
            var wire = request.Leak;
            var holder = EnumMap<Wire.LeakHolder, LeakHolder>.ToDomain(wire.Holder)!.Value;
            if (holder == LeakHolder.Person != (wire.HolderCode.Length == 0))
                throw Rejection.Invalid("leak.holder_code", "机构或学校须填写，个人不填", "is required of an institution or school and empty for a person");
            var facts = new LeakFacts(
                EnumMap<Wire.LeakConduct, LeakConduct>.ToDomain(wire.Conduct)!.Value, holder, wire.RecipientCode, wire.Persons, command.PastDay("leak.occurred_on", wire.OccurredOn));
            var leak = Leak.Report(new Owner(wire.Division, "", wire.HolderCode), facts, keys.Protect(wire.Description), command.LawIn(wire.Division), command.Now);
            db.Add(leak);
            command.Resource = $"{Name}/{leak.Id}";
            command.Announce(command.Resource, leak.Version, new PersonalDataLeakReported
            {
                Division = leak.Division, LeakId = $"{leak.Id}", Conduct = EnumMap<Wire.LeakConduct, LeakConduct>.Word(facts.Conduct),
                Holder = EnumMap<Wire.LeakHolder, LeakHolder>.Word(holder), HolderCode = leak.OwnerCode, RecipientCode = facts.RecipientCode,
                OccurredOn = facts.On, Findings = [.. leak.Findings.Select(f => f.ToFact())],
            });
            return Task.FromResult(new Wire.ReportLeakResponse { LeakId = $"{leak.Id}" });
        });

    /// <inheritdoc />
    public override async Task<Wire.GetLeakResponse> GetLeak(Wire.GetLeakRequest request, ServerCallContext context)
    {
        await using var db = await databases.CreateDbContextAsync(context.CancellationToken);
        return new Wire.GetLeakResponse { Leak = ToProto(await db.Set<Leak>().ReadAsync(Name, request.LeakId, Caller.Of(context))) };
    }

    /// <inheritdoc />
    public override Task<Wire.RevealLeakResponse> RevealLeak(Wire.RevealLeakRequest request, ServerCallContext context) =>
        commands.RevealAsync(request, context, async (db, command) =>
        {
            command.Purpose = request.Purpose;
            var leak = await db.Set<Leak>().LoadAsync(Name, request.LeakId, command);
            return new Wire.RevealLeakResponse { Leak = ToProto(leak, keys.Reveal(leak.DescriptionCipher)) };
        });

    /// <inheritdoc />
    public override async Task<Wire.ListLeaksResponse> ListLeaks(Wire.ListLeaksRequest request, ServerCallContext context)
    {
        await using var db = await databases.CreateDbContextAsync(context.CancellationToken);
        var rows = db.Set<Leak>().SeenBy(Caller.Of(context), request.Division);
        if (request.HolderCode.Length > 0) rows = rows.Where(l => l.OwnerCode == request.HolderCode);
        rows = rows.Among(request.States, l => l.State);
        var (page, next) = await rows.PageAsync(request, request.PageSize, request.PageToken);
        var response = new Wire.ListLeaksResponse { NextPageToken = next };
        response.Leaks.Add(page.Select(l => ToProto(l)));
        return response;
    }

    /// <inheritdoc />
    public override Task<Wire.DecideLeakResponse> DecideLeak(Wire.DecideLeakRequest request, ServerCallContext context) =>
        commands.RunAsync(request, context, async (db, command) =>
        {
            var leak = await db.Set<Leak>().LoadAsync(Name, request.LeakId, command, request.Etag);
            leak.Decide(request.Upheld, command.Caller.Department.ToCode(), request.Reason, command.LawIn(leak.Division), command.Now);
            command.Announce(command.Resource, leak.Version, new PersonalDataLeakDecided
            {
                Division = leak.Division, LeakId = $"{leak.Id}", HolderCode = leak.OwnerCode, Upheld = request.Upheld, Department = leak.DecidedBy,
                Findings = [.. leak.Findings.Select(f => f.ToFact())],
            });
            return new Wire.DecideLeakResponse { Leak = ToProto(leak) };
        });

    private static IQueryable<Tutor> TutorsOf(FilingsDb db, Command command, string division, IReadOnlyList<string> hashes) =>
        db.Set<Tutor>().SeenBy(command.Caller, division).Where(t => hashes.Contains(t.PersonHash!));

    private static IQueryable<Enrolment> EnrolmentsOf(FilingsDb db, Command command, string division, IReadOnlyList<string> hashes) =>
        db.Set<Enrolment>().SeenBy(command.Caller, division).Where(e => hashes.Contains(e.PupilHash));

    /// <summary>Breaches keep what was found; whom they were about goes with the last enrolment, wherever that was.</summary>
    private static async Task ForgetPupilAsync(FilingsDb db, Command command, IReadOnlyList<string> hashes, IReadOnlyList<Guid> erased)
    {
        if (erased.Count == 0 || await db.Set<Enrolment>().AnyAsync(e => hashes.Contains(e.PupilHash) && !erased.Contains(e.Id))) return;
        foreach (var breach in await db.Set<PupilTimeBreach>().Where(b => hashes.Contains(b.PupilHash)).ToListAsync()) breach.Forget(command.Now);
    }

    private static Wire.Leak ToProto(Leak leak, string description = "")
    {
        var wire = new Wire.Leak
        {
            LeakId = $"{leak.Id}",
            Division = leak.Division,
            Conduct = EnumMap<Wire.LeakConduct, LeakConduct>.ToWire(leak.Facts.Conduct),
            Holder = EnumMap<Wire.LeakHolder, LeakHolder>.ToWire(leak.Facts.Holder),
            HolderCode = leak.OwnerCode,
            RecipientCode = leak.Facts.RecipientCode,
            Persons = leak.Facts.Persons,
            OccurredOn = Days.Of(leak.Facts.On),
            Description = description,
            State = EnumMap<Wire.LeakState, LeakState>.ToWire(leak.State),
            DecidedOn = Days.Of(leak.DecidedOn),
            DecidedBy = Codes.TryDepartment(leak.DecidedBy, out var department) ? department : default,
            Reason = leak.Reason,
            Etag = Etag.Of(leak.Version),
            CreateTime = leak.CreatedAt.ToTimestamp(),
        };
        wire.Findings.Add(leak.Findings.Select(f => f.ToProto()));
        return wire;
    }
}

internal sealed class LeakTable : IEntityTypeConfiguration<Leak>
{
    public void Configure(EntityTypeBuilder<Leak> row)
    {
        row.IsFiledMatter("leaks");
        row.Property(l => l.Facts).HasJson();
        row.Property(l => l.Findings).HasJson();
        row.Property(l => l.DescriptionCipher).HasMaxLength(-1);
        row.Property(l => l.DecidedBy).HasMaxLength(60);
        row.Property(l => l.Reason).HasMaxLength(2000);
        row.HasIndex(l => l.OwnerCode);
    }
}
