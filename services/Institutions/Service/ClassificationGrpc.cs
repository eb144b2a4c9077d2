using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using ShuangJian.Contracts;
using ShuangJian.Institutions.Domain;
using ShuangJian.Platform.Data;
using ShuangJian.Platform.Edge;
using ShuangJian.Platform.Hosting;
using ShuangJian.Platform.Identity;
using ShuangJian.Policy;
using ShuangJian.Protos.Type.V1;
using Wire = ShuangJian.Protos.Institution.V1;

namespace ShuangJian.Institutions;

/// <summary>Has experts decide what an item is.</summary>
public sealed class ClassificationGrpc(Commands<InstitutionsDb> commands, IDbContextFactory<InstitutionsDb> databases, TimeProvider clock)
    : Wire.ClassificationService.ClassificationServiceBase
{
    private const string Name = "classifications";

    private DateOnly Today => ChinaDay.Of(clock.GetUtcNow().UtcDateTime);

    /// <inheritdoc />
    public override Task<Wire.RegisterPanelMemberResponse> RegisterPanelMember(Wire.RegisterPanelMemberRequest request, ServerCallContext context) =>
        commands.RunAsync(request, context, async (db, command) =>
        {
            var wire = request.Member;
            if (command.Caller.Jurisdiction.ToString() != wire.Division)
                throw Rejection.Invalid("member.division", "应为本人所在鉴别机构的行政区划", "must be the division of the caller's own panel");
            var subject = command.Caller.Subject;
            var member = await db.Set<PanelMember>().SingleOrDefaultAsync(m => m.Subject == subject && m.Division == wire.Division);
            if (member is null) db.Add(member = PanelMember.Register(wire.Division, subject, command.Now));
            member.Declare(wire.Speciality, wire.EmployerCode, [.. wire.HoldingCodes.Distinct()], command.Now);
            command.Resource = $"panel-members/{member.Id}";
            return new Wire.RegisterPanelMemberResponse { Member = member.ToProto() };
        });

    /// <inheritdoc />
    public override Task<Wire.AppointPanelMemberResponse> AppointPanelMember(Wire.AppointPanelMemberRequest request, ServerCallContext context) =>
        commands.RunAsync(request, context, async (db, command) =>
        {
            var member = await db.Set<PanelMember>().LoadAsync("panel-members", request.MemberId, command, request.Etag);
            member.Appoint(request.Appointed, command.Now);
            return new Wire.AppointPanelMemberResponse { Member = member.ToProto() };
        });

    /// <inheritdoc />
    public override async Task<Wire.ListPanelMembersResponse> ListPanelMembers(Wire.ListPanelMembersRequest request, ServerCallContext context)
    {
        await using var db = await databases.CreateDbContextAsync(context.CancellationToken);
        var rows = db.Set<PanelMember>().Within(request.Division);
        if (request.AppointedOnly) rows = rows.Where(m => m.Appointed);
        var (page, next) = await rows.PageAsync(request, request.PageSize, request.PageToken);
        var response = new Wire.ListPanelMembersResponse { NextPageToken = next };
        response.Members.Add(page.Select(m => m.ToProto()));
        return response;
    }

    /// <inheritdoc />
    public override Task<Wire.RequestClassificationResponse> RequestClassification(Wire.RequestClassificationRequest request, ServerCallContext context) =>
        commands.RunAsync(request, context, async (db, command) =>
        {
            var wire = request.Classification;
            Matters.MustBeCounty(request.Division, "division");
            if (command.Caller.Audience == Audience.Institution && command.Caller.Organization != wire.InstitutionCode)
                throw Rejection.Invalid("classification.institution_code", "只能为本单位申请", "must be the caller's own organisation");
            var key = Classification.KeyOf(wire.ItemName);
            var before = await db.Set<Classification>().AsNoTracking()
                .Where(c => c.InstitutionCode == wire.InstitutionCode && c.ItemKey == key).Select(c => (Guid?)c.Id).SingleOrDefaultAsync();
            if (before is { } known) throw Exists(known);
            var name = await db.Institutions.AsNoTracking().Where(i => i.Code == wire.InstitutionCode).Select(i => i.Name).SingleOrDefaultAsync();
            var classification = Classification.Request(
                request.Division, wire.InstitutionCode, name ?? "", wire.ItemName, wire.Description, command.LawIn(request.Division), command.Now);
            db.Add(classification);
            Announce(command, classification, new ClassificationRequested
            {
                Division = classification.Division,
                ClassificationId = $"{classification.Id}",
                InstitutionCode = classification.InstitutionCode,
                ItemName = classification.ItemName,
                DueDate = classification.DueDate,
            });
            return new Wire.RequestClassificationResponse { Classification = classification.ToProto(command.Caller, command.Today) };
        });

    /// <inheritdoc />
    public override async Task<Wire.GetClassificationResponse> GetClassification(Wire.GetClassificationRequest request, ServerCallContext context)
    {
        await using var db = await databases.CreateDbContextAsync(context.CancellationToken);
        var caller = Caller.Of(context);
        var found = await db.Set<Classification>().ReadAsync(Name, request.ClassificationId, caller, OwnerOf);
        return new Wire.GetClassificationResponse { Classification = found.ToProto(caller, Today) };
    }

    /// <inheritdoc />
    public override async Task<Wire.ListClassificationsResponse> ListClassifications(Wire.ListClassificationsRequest request, ServerCallContext context)
    {
        await using var db = await databases.CreateDbContextAsync(context.CancellationToken);
        var caller = Caller.Of(context);
        var rows = db.Set<Classification>().Within(request.Division);
        if (caller.Audience == Audience.Institution) rows = rows.Where(c => c.InstitutionCode == caller.Organization);
        if (request.InstitutionCode.Length > 0) rows = rows.Where(c => c.InstitutionCode == request.InstitutionCode);
        if (request.OverdueOnly) rows = rows.Where(c => c.Overdue);
        rows = rows.Among(request.States, c => c.State);
        var (page, next) = await rows.PageAsync(request, request.PageSize, request.PageToken);
        var response = new Wire.ListClassificationsResponse { NextPageToken = next };
        response.Classifications.Add(page.Select(c => c.ToProto(caller, Today)));
        return response;
    }

    /// <inheritdoc />
    public override Task<Wire.AssignPanelResponse> AssignPanel(Wire.AssignPanelRequest request, ServerCallContext context) =>
        commands.RunAsync(request, context, async (db, command) =>
        {
            var classification = await FindAsync(db, request.ClassificationId, command, request.Etag);
            command.Caller.MustReach(classification.PanelDivision);
            var ids = request.MemberIds.Select(id => Guid.TryParse(id, out var key) ? key : Guid.Empty).Distinct().ToArray();
            var members = await db.Set<PanelMember>().Where(m => ids.Contains(m.Id)).ToListAsync();
            if (members.Count < ids.Length) throw Rejection.NotFound("panel-members");
            classification.Assign(members, command.Now, await BehindAsync(db, classification));
            return new Wire.AssignPanelResponse { Classification = classification.ToProto(command.Caller, command.Today) };
        });

    /// <inheritdoc />
    public override Task<Wire.CastVoteResponse> CastVote(Wire.CastVoteRequest request, ServerCallContext context) =>
        commands.RunAsync(request, context, async (db, command) =>
        {
            var classification = await FindAsync(db, request.ClassificationId, command, request.Etag);
            var (subject, panel) = (command.Caller.Subject, classification.PanelDivision.ToString());
            var member = await db.Set<PanelMember>().SingleOrDefaultAsync(m => m.Subject == subject && m.Division == panel);
            classification.Vote(member, EnumMap<Wire.ItemNature, ItemNature>.ToDomain(request.Opinion)!.Value, request.Reason, command.Now,
                await BehindAsync(db, classification));
            return new Wire.CastVoteResponse { Classification = classification.ToProto(command.Caller, command.Today) };
        });

    /// <inheritdoc />
    public override Task<Wire.CloseVotingResponse> CloseVoting(Wire.CloseVotingRequest request, ServerCallContext context) =>
        commands.RunAsync(request, context, async (db, command) =>
        {
            var classification = await FindAsync(db, request.ClassificationId, command, request.Etag);
            command.Caller.MustReach(classification.PanelDivision);
            classification.Close(command.LawIn(classification.Division), command.Now);
            var result = classification.BindingOn(command.Today)!;
            Announce(command, classification, new ClassificationDecided
            {
                Division = classification.Division,
                ClassificationId = $"{classification.Id}",
                InstitutionCode = classification.InstitutionCode,
                ItemName = classification.ItemName,
                Nature = EnumMap<Wire.ItemNature, ItemNature>.Word(result.Nature),
                DecidedBy = EnumMap<Wire.PanelLevel, PanelLevel>.Word(result.Level),
                Final = classification.IsFinal(command.Today),
                DisputableUntil = classification.DueDate,
            });
            return new Wire.CloseVotingResponse { Classification = classification.ToProto(command.Caller, command.Today) };
        });

    /// <inheritdoc />
    public override Task<Wire.DisputeClassificationResponse> DisputeClassification(Wire.DisputeClassificationRequest request, ServerCallContext context) =>
        commands.RunAsync(request, context, async (db, command) =>
        {
            var classification = await FindAsync(db, request.ClassificationId, command, request.Etag);
            classification.Dispute(request.Reason, command.LawIn(classification.Division), command.Now);
            Announce(command, classification, new ClassificationDisputed
            {
                Division = classification.Division,
                ClassificationId = $"{classification.Id}",
                InstitutionCode = classification.InstitutionCode,
                ItemName = classification.ItemName,
                DueDate = classification.DueDate,
            });
            return new Wire.DisputeClassificationResponse { Classification = classification.ToProto(command.Caller, command.Today) };
        });

    /// <inheritdoc />
    public override async Task<Wire.GetBindingClassificationResponse> GetBindingClassification(
        Wire.GetBindingClassificationRequest request, ServerCallContext context)
    {
        await using var db = await databases.CreateDbContextAsync(context.CancellationToken);
        var caller = Caller.Of(context);
        var name = $"{Name}?{request.InstitutionCode}";
        if (caller.Audience == Audience.Institution && caller.Organization != request.InstitutionCode) throw Rejection.NotFound(name);
        var key = Classification.KeyOf(request.ItemName);
        var found = await db.Set<Classification>().AsNoTracking()
            .SingleOrDefaultAsync(c => c.InstitutionCode == request.InstitutionCode && c.ItemKey == key);
        if (found is null) throw Rejection.NotFound(name);
        caller.MustReach(DivisionCode.Parse(found.Division));
        var day = Days.Of(request.Date) ?? Today;
        var result = found.BindingOn(day) ?? throw Rejection.NotFound(name);
        return new Wire.GetBindingClassificationResponse
        {
            ClassificationId = $"{found.Id}",
            Nature = EnumMap<Wire.ItemNature, ItemNature>.ToWire(result.Nature),
            DecidedBy = EnumMap<Wire.PanelLevel, PanelLevel>.ToWire(result.Level),
            DecidedOn = Days.Of(result.DecidedOn),
            Final = found.IsFinal(Today),
        };
    }

    /// <summary>Who owns or controls the institution by the structure that was verified last.</summary>
    private static async Task<IReadOnlyList<string>> BehindAsync(InstitutionsDb db, Classification classification) =>
        (await db.Set<CapitalStructure>().AsNoTracking()
            .Where(s => s.InstitutionCode == classification.InstitutionCode && s.State == CapitalStructureState.Verified)
            .OrderByDescending(s => s.Number).FirstOrDefaultAsync())?.CodesBehind() ?? [];

    private static string OwnerOf(Classification classification) => classification.InstitutionCode;

    private static Task<Classification> FindAsync(InstitutionsDb db, string id, Command command, string etag) =>
        db.Set<Classification>().LoadAsync(Name, id, command, etag, OwnerOf);

    private static void Announce(Command command, Classification classification, DomainEvent fact)
    {
        command.Resource = $"{Name}/{classification.Id}";
        command.Announce(command.Resource, classification.Version, fact);
    }

    private static Rejection Exists(Guid known) => new(
        StatusCode.AlreadyExists, "CLASSIFICATION_EXISTS", "该项目已申请过鉴别", "the item was asked about before")
    {
        Facts = new Dictionary<string, string> { ["classification_id"] = $"{known}" },
    };
}
