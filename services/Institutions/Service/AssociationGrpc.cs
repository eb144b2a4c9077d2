using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ShuangJian.Contracts;
using ShuangJian.Institutions.Domain;
using ShuangJian.Platform.Data;
using ShuangJian.Platform.Edge;
using ShuangJian.Platform.Identity;
using ShuangJian.Protos.Type.V1;
using Wire = ShuangJian.Protos.Institution.V1;

namespace ShuangJian.Institutions;

/// <summary>Keeps what industry associations do; decisions and lost disputes cost credit.</summary>
public sealed class AssociationGrpc(Commands<InstitutionsDb> commands, IDbContextFactory<InstitutionsDb> databases)
    : Wire.AssociationService.AssociationServiceBase
{
    private const string Members = "memberships";
    private const string Disputes = "disputes";

    /// <inheritdoc />
    public override Task<Wire.RegisterAssociationResponse> RegisterAssociation(Wire.RegisterAssociationRequest request, ServerCallContext context) =>
        commands.RunAsync(request, context, async (db, command) =>
        {
            var wire = request.Association;
            var key = Classification.KeyOf(wire.Name);
            var known = await db.Set<IndustryAssociation>().AsNoTracking()
                .Where(a => a.Code == wire.UnifiedSocialCreditCode || (a.NameKey == key && a.Division == wire.Division)).Select(a => (Guid?)a.Id).FirstOrDefaultAsync();
            if (known is { } id) throw AssociationScope.Exists(id);
            var association = IndustryAssociation.Register(wire.Division, wire.Name, wire.UnifiedSocialCreditCode, command.Now);
            db.Add(association);
            command.Resource = $"associations/{association.Id}";
            return new Wire.RegisterAssociationResponse { Association = ToProto(association) };
        });

    /// <inheritdoc />
    public override async Task<Wire.ListAssociationsResponse> ListAssociations(Wire.ListAssociationsRequest request, ServerCallContext context)
    {
        await using var db = await databases.CreateDbContextAsync(context.CancellationToken);
        var caller = Caller.Of(context);
        var rows = db.Set<IndustryAssociation>().Within(request.Division);
        if (caller.Audience == Audience.Association) rows = rows.Where(a => a.Code == caller.Organization);
        var (page, next) = await rows.PageAsync(request, request.PageSize, request.PageToken);
        var response = new Wire.ListAssociationsResponse { NextPageToken = next };
        response.Associations.Add(page.Select(ToProto));
        return response;
    }

    /// <inheritdoc />
    public override Task<Wire.AdmitMemberResponse> AdmitMember(Wire.AdmitMemberRequest request, ServerCallContext context) =>
        commands.RunAsync(request, context, async (db, command) =>
        {
            var wire = request.Membership;
            var institution = await db.InstitutionAsync(wire.InstitutionId, command.Caller);
            var code = await AssociationScope.CodeAsync(db, command.Caller, wire.AssociationName, institution, "membership.association_name");
            var key = Membership.KeyOf(wire.AssociationName, institution.Id);
            if (await db.Set<Membership>().AsNoTracking().Where(m => m.ActiveKey == key).Select(m => (Guid?)m.Id).SingleOrDefaultAsync() is { } known)
            {
                throw new Rejection(StatusCode.AlreadyExists, "ALREADY_MEMBER", "该机构已是会员", "the institution is a member already")
                {
                    Facts = new Dictionary<string, string> { ["membership_id"] = $"{known}" },
                };
            }
            var membership = Membership.Admit(wire.AssociationName, institution, Days.Of(wire.JoinedOn)!.Value, command.Now, code);
            db.Add(membership);
            command.Resource = $"{Members}/{membership.Id}";
            return new Wire.AdmitMemberResponse { Membership = ToProto(membership) };
        });

    /// <inheritdoc />
    public override Task<Wire.RecordDecisionResponse> RecordDecision(Wire.RecordDecisionRequest request, ServerCallContext context) =>
        commands.RunAsync(request, context, async (db, command) =>
        {
            var decision = new SelfDisciplineDecision(
                EnumMap<Wire.SelfDisciplineMeasure, SelfDisciplineMeasure>.ToDomain(request.Decision.Measure)!.Value,
                Days.Of(request.Decision.DecidedOn)!.Value, request.Decision.Reason);
            if (decision.DecidedOn > command.Today) throw Rejection.Invalid("decision.decided_on", "不得晚于今天", "is in the future");
            var membership = await db.Set<Membership>().LoadAsync(Members, request.MembershipId, command, request.Etag);
            AssociationScope.MustOwn(command.Caller, membership.AssociationCode, command.Resource);
            membership.Discipline(decision, command.Now);
            await CreditLedger.RecordAsync(
                db, membership.Division, membership.InstitutionCode, CreditEventKind.SelfDiscipline,
                $"{Members}/{membership.Id}/decisions/{membership.Decisions.Count}", decision.DecidedOn, command.Now);
            command.Announce(command.Resource, membership.Version, new SelfDisciplineDecided
            {
                Division = membership.Division,
                MembershipId = $"{membership.Id}",
                InstitutionCode = membership.InstitutionCode,
                Measure = EnumMap<Wire.SelfDisciplineMeasure, SelfDisciplineMeasure>.Word(decision.Measure),
                DecidedOn = decision.DecidedOn,
            });
            return new Wire.RecordDecisionResponse { Membership = ToProto(membership) };
        });

    /// <inheritdoc />
    public override Task<Wire.EndMembershipResponse> EndMembership(Wire.EndMembershipRequest request, ServerCallContext context) =>
        commands.RunAsync(request, context, async (db, command) =>
        {
            var membership = await db.Set<Membership>().LoadAsync(Members, request.MembershipId, command, request.Etag);
            AssociationScope.MustOwn(command.Caller, membership.AssociationCode, command.Resource);
            membership.End(command.Today, command.Now);
            return new Wire.EndMembershipResponse { Membership = ToProto(membership) };
        });

    /// <inheritdoc />
    public override async Task<Wire.ListMembersResponse> ListMembers(Wire.ListMembersRequest request, ServerCallContext context)
    {
        await using var db = await databases.CreateDbContextAsync(context.CancellationToken);
        var caller = Caller.Of(context);
        var rows = db.Set<Membership>().Within(request.Division);
        if (caller.Audience == Audience.Institution) rows = rows.Where(m => m.InstitutionCode == caller.Organization);
        if (caller.Audience == Audience.Association) rows = rows.Where(m => m.AssociationCode == caller.Organization);
        if (request.CurrentOnly) rows = rows.Where(m => m.EndedOn == null);
        var (page, next) = await rows.PageAsync(request, request.PageSize, request.PageToken);
        var response = new Wire.ListMembersResponse { NextPageToken = next };
        response.Memberships.Add(page.Select(ToProto));
        return response;
    }

    /// <inheritdoc />
    public override Task<Wire.OpenDisputeResponse> OpenDispute(Wire.OpenDisputeRequest request, ServerCallContext context) =>
        commands.RunAsync(request, context, async (db, command) =>
        {
            var wire = request.Dispute;
            var institution = await db.InstitutionAsync(wire.InstitutionId, command.Caller);
            var code = await AssociationScope.CodeAsync(db, command.Caller, wire.AssociationName, institution, "dispute.association_name");
            var dispute = Dispute.Open(institution, wire.AssociationName, wire.Matter, command.Now, code);
            db.Add(dispute);
            command.Resource = $"{Disputes}/{dispute.Id}";
            return new Wire.OpenDisputeResponse { Dispute = ToProto(dispute) };
        });

    /// <inheritdoc />
    public override Task<Wire.SettleDisputeResponse> SettleDispute(Wire.SettleDisputeRequest request, ServerCallContext context) =>
        commands.RunAsync(request, context, async (db, command) =>
        {
            var dispute = await db.Set<Dispute>().LoadAsync(Disputes, request.DisputeId, command, request.Etag);
            AssociationScope.MustOwn(command.Caller, dispute.AssociationCode, command.Resource);
            var outcome = EnumMap<Wire.DisputeOutcome, DisputeOutcome>.ToDomain(request.Outcome)!.Value;
            dispute.Settle(outcome, request.Settlement, command.Today, command.Now);
            if (outcome == DisputeOutcome.AgainstInstitution)
            {
                await CreditLedger.RecordAsync(
                    db, dispute.Division, dispute.InstitutionCode, CreditEventKind.Dispute, command.Resource, command.Today, command.Now);
            }
            command.Announce(command.Resource, dispute.Version, new DisputeSettled
            {
                Division = dispute.Division,
                DisputeId = $"{dispute.Id}",
                InstitutionCode = dispute.InstitutionCode,
                Outcome = EnumMap<Wire.DisputeOutcome, DisputeOutcome>.Word(outcome),
            });
            return new Wire.SettleDisputeResponse { Dispute = ToProto(dispute) };
        });

    /// <inheritdoc />
    public override async Task<Wire.ListDisputesResponse> ListDisputes(Wire.ListDisputesRequest request, ServerCallContext context)
    {
        await using var db = await databases.CreateDbContextAsync(context.CancellationToken);
        var caller = Caller.Of(context);
        var rows = db.Set<Dispute>().Within(request.Division);
        if (caller.Audience == Audience.Institution) rows = rows.Where(d => d.InstitutionCode == caller.Organization);
        if (caller.Audience == Audience.Association) rows = rows.Where(d => d.AssociationCode == caller.Organization);
        if (request.OpenOnly) rows = rows.Where(d => d.SettledOn == null);
        var (page, next) = await rows.PageAsync(request, request.PageSize, request.PageToken);
        var response = new Wire.ListDisputesResponse { NextPageToken = next };
        response.Disputes.Add(page.Select(ToProto));
        return response;
    }

    private static Wire.Association ToProto(IndustryAssociation association) => new()
    {
        AssociationId = $"{association.Id}",
        Division = association.Division,
        Name = association.Name,
        UnifiedSocialCreditCode = association.Code,
        Etag = Etag.Of(association.Version),
    };

    private static Wire.Membership ToProto(Membership membership)
    {
        var wire = new Wire.Membership
        {
            MembershipId = $"{membership.Id}",
            Division = membership.Division,
            AssociationName = membership.AssociationName,
            AssociationCode = membership.AssociationCode,
            InstitutionId = $"{membership.InstitutionId}",
            InstitutionName = membership.InstitutionName,
            JoinedOn = Days.Of(membership.JoinedOn),
            EndedOn = Days.Of(membership.EndedOn),
            Etag = Etag.Of(membership.Version),
        };
        wire.Decisions.Add(membership.Decisions.Select(d => new Wire.SelfDisciplineDecision
        {
            Measure = EnumMap<Wire.SelfDisciplineMeasure, SelfDisciplineMeasure>.ToWire(d.Measure), DecidedOn = Days.Of(d.DecidedOn), Reason = d.Reason,
        }));
        return wire;
    }

    private static Wire.Dispute ToProto(Dispute dispute) => new()
    {
        DisputeId = $"{dispute.Id}",
        Division = dispute.Division,
        InstitutionId = $"{dispute.InstitutionId}",
        AssociationName = dispute.AssociationName,
        AssociationCode = dispute.AssociationCode,
        Matter = dispute.Subject,
        Outcome = EnumMap<Wire.DisputeOutcome, DisputeOutcome>.ToWire(dispute.Outcome),
        Settlement = dispute.Settlement,
        SettledOn = Days.Of(dispute.SettledOn),
        Etag = Etag.Of(dispute.Version),
    };
}

internal sealed class MembershipTable : IEntityTypeConfiguration<Membership>
{
    public void Configure(EntityTypeBuilder<Membership> row)
    {
        row.IsVersioned("memberships");
        row.Property(m => m.AssociationName).HasMaxLength(80);
        row.Property(m => m.AssociationCode).HasMaxLength(18);
        row.Property(m => m.InstitutionCode).HasMaxLength(18);
        row.Property(m => m.InstitutionName).HasMaxLength(80);
        row.Property(m => m.Decisions).HasJson();
        row.HasIndex(m => m.ActiveKey).IsUnique();
    }
}

internal sealed class DisputeTable : IEntityTypeConfiguration<Dispute>
{
    public void Configure(EntityTypeBuilder<Dispute> row)
    {
        row.IsVersioned("disputes");
        row.Property(d => d.AssociationName).HasMaxLength(80);
        row.Property(d => d.AssociationCode).HasMaxLength(18);
        row.Property(d => d.InstitutionCode).HasMaxLength(18);
        row.Property(d => d.Subject).HasMaxLength(2000);
        row.Property(d => d.Settlement).HasMaxLength(2000);
    }
}
