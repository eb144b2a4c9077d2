using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ShuangJian.Contracts;
using ShuangJian.Platform.Data;
using ShuangJian.Platform.Edge;
using ShuangJian.Platform.Identity;
using ShuangJian.Platform.Personal;
using ShuangJian.Schools.Domain;
using Wire = ShuangJian.Protos.School.V1;

namespace ShuangJian.Schools;

/// <summary>Keeps the menu of after-school service.</summary>
public sealed partial class ProgrammeGrpc(Commands<SchoolsDb> commands, IDbContextFactory<SchoolsDb> databases, PersonalData keys) : Wire.ProgrammeService.ProgrammeServiceBase
{
    /// <summary>Name of the collection.</summary>
    internal const string Name = "programmes";

    /// <inheritdoc />
    public override Task<Wire.OfferProgrammeResponse> OfferProgramme(Wire.OfferProgrammeRequest request, ServerCallContext context) =>
        commands.RunAsync(request, context, async (db, command) =>
        {
            var wire = request.Programme;
            var school = await db.LoadSchoolAsync(wire.SchoolCode, command);
            var (term, content) = (wire.Term.ToTerm(), wire.ToContent());
            school.MustBeOpen(content.From);
            var plan = await db.Set<AfterSchoolPlan>().AsNoTracking().InForce(school.Code, term).SingleOrDefaultAsync(context.CancellationToken)
                ?? throw SchoolRefusals.PlanMissing(school.Code, term);
            var law = Reach.LawOf(school.Division, content.From);
            var (provider, facts) = await Providers.FactsAsync(db, school, content, law, !request.ValidateOnly, context.CancellationToken);
            content = content with { Provider = provider };
            var programme = Programme.Offer(school, plan.Content, term, content, wire.Capacity, facts, law, command.Now);
            db.Add(programme);
            command.Resource = $"{Name}/{programme.Id}";
            command.Announce(command.Resource, programme.Version, new ProgrammeOffered
            {
                Division = programme.Division, ProgrammeId = $"{programme.Id}", SchoolCode = school.Code, Term = $"{term}", Kind = EnumMap<Wire.ProgrammeKind, ProgrammeKind>.Word(content.Kind),
                ProviderKind = EnumMap<Wire.ProviderKind, ProviderKind>.Word(provider.Kind), InstitutionCode = programme.ByInstitution ? programme.InstitutionCode : null,
                Capacity = programme.Capacity, Findings = [.. programme.Findings.Select(f => f.ToFact())],
            });
            return new Wire.OfferProgrammeResponse { Programme = programme.ToProto() };
        });

    /// <inheritdoc />
    public override Task<Wire.EndProgrammeResponse> EndProgramme(Wire.EndProgrammeRequest request, ServerCallContext context) =>
        commands.RunAsync(request, context, async (db, command) =>
        {
            var programme = await Offers.TakeTurnAsync<Programme>(db, Name, request.ProgrammeId, command, context.CancellationToken);
            Etag.Check(request.Etag, programme.Version);
            var sessions = programme.End(request.Reason, await StoredCalendar.OfAsync(db, programme.Division, context.CancellationToken), command.Now);
            command.Announce(command.Resource, programme.Version, new ProgrammeEnded
            {
                Division = programme.Division, ProgrammeId = $"{programme.Id}", SchoolCode = programme.SchoolCode, Reason = request.Reason, SessionCount = sessions,
            });
            return new Wire.EndProgrammeResponse { Programme = programme.ToProto() };
        });

    /// <inheritdoc />
    public override async Task<Wire.GetProgrammeResponse> GetProgramme(Wire.GetProgrammeRequest request, ServerCallContext context)
    {
        await using var db = await databases.CreateDbContextAsync(context.CancellationToken);
        return new() { Programme = (await db.Set<Programme>().ReadAsync(Name, request.ProgrammeId, Caller.Of(context))).ToProto() };
    }

    /// <inheritdoc />
    public override async Task<Wire.GetMenuResponse> GetMenu(Wire.GetMenuRequest request, ServerCallContext context)
    {
        await using var db = await databases.CreateDbContextAsync(context.CancellationToken);
        var school = await db.ReadSchoolAsync(request.SchoolCode, Caller.Of(context), context.CancellationToken);
        var term = request.Term.ToTerm();
        var menu = db.Set<Programme>().AsNoTracking().Where(p => p.SchoolCode == school.Code && p.Year == term.Year && p.Half == term.Half);
        var open = await menu.Where(p => p.State == ProgrammeState.Open).Select(p => new { p.Content }).ToListAsync(context.CancellationToken);
        var (facts, law) = (new MenuFacts([.. open.Select(p => p.Content.Kind).Distinct()]), Reach.LawOf(school.Division, open.Count > 0 ? open.Min(p => p.Content.From) : term.First));
        var (page, next) = await (request.OpenOnly ? menu.Where(p => p.State == ProgrammeState.Open) : menu).PageAsync(request, request.PageSize, request.PageToken, context.CancellationToken);
        var response = new Wire.GetMenuResponse { Programmes = { page.Select(p => p.ToProto()) }, NextPageToken = next };
        foreach (var finding in new[] { ProgrammeRules.MenuLacksHomeworkHelp(facts, law), ProgrammeRules.MenuLacksActivities(facts, law) })
            if (finding is not null) response.Findings.Add(finding.ToProto());
        if (await db.Set<AfterSchoolPlan>().AsNoTracking().InForce(school.Code, term).SingleOrDefaultAsync(context.CancellationToken) is { } plan)
        {
            var calendar = (await StoredCalendar.OfAsync(db, school.Division, context.CancellationToken)).On(law.Date);
            response.Findings.Add(ProgrammeRules.MenuEndsTooEarly(
                plan.Content, [.. open.Select(p => p.Content)], school.Profile.Boarding, calendar?.WorkEnds ?? plan.Content.EndOfWork, law).Select(f => f.ToProto()));
        }
        return response;
    }
}

/// <summary>Programmes between contract and domain.</summary>
internal static class ProgrammeMapping
{
    public static ProgrammeContent ToContent(this Wire.Programme wire)
    {
        var (from, to) = AfterSchoolMapping.Span("programme", wire.Term.ToTerm(), wire.From, wire.To);
        var named = new[] { wire.TeacherIds.Count > 0, wire.ProviderId.Length > 0, wire.InstitutionCode.Length > 0 }.Count(n => n);
        if (named != 1) throw Rejection.Invalid("programme.teacher_ids", "teacher_ids、provider_id、institution_code 须且只能填写一项", "is set, or provider_id, or institution_code, and one of them only");
        var slots = wire.Slots.Select((s, i) =>
        {
            var (start, end) = AfterSchoolMapping.Hours($"programme.slots[{i}]", s.StartTime, s.EndTime);
            return new ProgrammeSlot(AfterSchoolMapping.Weekday(s.Weekday), start, end);
        }).ToList();
        AfterSchoolMapping.MustBeDistinct("programme.slots", [.. wire.Slots.Select(s => s.Weekday)]);
        var kind = wire.InstitutionCode.Length > 0 ? ProviderKind.Institution : ProviderKind.OwnTeacher;
        return new ProgrammeContent(
            wire.Name, EnumMap<Wire.ProgrammeKind, ProgrammeKind>.ToDomain(wire.Kind)!.Value, wire.Content, EnumMap<Wire.ServiceStage, ServiceStage>.ToDomain(wire.Stage)!.Value, wire.NewLessons,
            [.. wire.Grades.Distinct()], from, to, slots, wire.FeeFen,
            new ProgrammeProvider(kind, [.. wire.TeacherIds.Select(Guid.Parse).Distinct()], wire.ProviderId.Length > 0 ? Guid.Parse(wire.ProviderId) : null, wire.InstitutionCode), wire.SpecialNeed);
    }

    public static Wire.Programme ToProto(this Programme programme)
    {
        var content = programme.Content;
        return new()
        {
            ProgrammeId = $"{programme.Id}",
            SchoolCode = programme.SchoolCode,
            Division = programme.Division,
            Term = programme.Term.ToProto(),
            Name = content.Name,
            Kind = EnumMap<Wire.ProgrammeKind, ProgrammeKind>.ToWire(content.Kind),
            Content = content.Text,
            Stage = EnumMap<Wire.ServiceStage, ServiceStage>.ToWire(content.Stage),
            NewLessons = content.NewLessons,
            Grades = { content.Grades },
            From = Days.Of(content.From),
            To = Days.Of(content.To),
            Slots = { content.Slots.Select(s => new Wire.ProgrammeSlot { Weekday = AfterSchoolMapping.Number(s.Weekday), StartTime = Times.Of(s.From), EndTime = Times.Of(s.To) }) },
            Capacity = programme.Capacity,
            FeeFen = content.FeeFen,
            TeacherIds = { content.Provider.TeacherIds.Select(t => $"{t}") },
            ProviderId = content.Provider.ResourceId is { } resource ? $"{resource}" : "",
            InstitutionCode = programme.InstitutionCode,
            SpecialNeed = content.SpecialNeed,
            ProviderKind = EnumMap<Wire.ProviderKind, ProviderKind>.ToWire(content.Provider.Kind),
            Taken = programme.Taken,
            State = EnumMap<Wire.ProgrammeState, ProgrammeState>.ToWire(programme.State),
            EndTime = programme.EndedAt is { } ended ? Google.Protobuf.WellKnownTypes.Timestamp.FromDateTimeOffset(ended) : null,
            EndReason = programme.EndReason,
            Findings = { programme.Findings.Select(f => f.ToProto()) },
            Etag = Etag.Of(programme.Version),
        };
    }

    public static Wire.Session ToProto(this SessionDay day, Programme programme, SessionRecord? record)
    {
        var state = record is { Cancelled: true } ? Wire.SessionState.Cancelled : record is { Version: > 0 } ? Wire.SessionState.Held : programme.IsHeld(day) ? Wire.SessionState.Planned : Wire.SessionState.Ended;
        var wire = new Wire.Session
        {
            Date = Days.Of(day.Date), StartTime = Times.Of(day.Slot.From), EndTime = Times.Of(day.Slot.To), State = state,
        };
        if (record is null) return wire;
        (wire.Expected, wire.Present, wire.Excused, wire.Absent) = (record.Expected, record.Present, record.Excused.Count, record.Absent.Count);
        wire.PresentPercent = record.Expected == 0 ? 0 : record.Present * 100 / record.Expected;
        wire.Findings.Add(record.Findings.Select(f => f.ToProto()));
        (wire.Etag, wire.CancelReason) = (Etag.Of(record.Version), record.CancelReason);
        return wire;
    }
}

internal sealed class ProgrammeTable : IEntityTypeConfiguration<Programme>
{
    public void Configure(EntityTypeBuilder<Programme> row)
    {
        row.IsVersioned("programmes");
        row.Ignore(p => p.OwnerCode);
        row.Ignore(p => p.Term);
        row.Ignore(p => p.LastDay);
        row.Ignore(p => p.ByInstitution);
        row.Property(p => p.SchoolCode).HasMaxLength(18);
        row.Property(p => p.InstitutionCode).HasMaxLength(18);
        row.Property(p => p.EndReason).HasMaxLength(1000);
        row.Property(p => p.Content).HasJson();
        row.Property(p => p.Findings).HasJson();
        row.HasIndex(p => new { p.SchoolCode, p.Year, p.Half });
        row.HasIndex(p => p.InstitutionCode);
    }
}
