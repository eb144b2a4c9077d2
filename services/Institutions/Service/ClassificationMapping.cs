using Google.Protobuf.WellKnownTypes;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ShuangJian.Institutions.Domain;
using ShuangJian.Platform.Data;
using ShuangJian.Platform.Edge;
using ShuangJian.Platform.Identity;
using ShuangJian.Protos.Type.V1;
using Wire = ShuangJian.Protos.Institution.V1;

namespace ShuangJian.Institutions;

/// <summary>Carries classifications into the contract; what a caller may not know stays behind.</summary>
internal static class ClassificationMapping
{
    public static Wire.PanelMember ToProto(this PanelMember member)
    {
        var wire = new Wire.PanelMember
        {
            MemberId = $"{member.Id}",
            Division = member.Division,
            Speciality = member.Speciality,
            EmployerCode = member.EmployerCode,
            Level = EnumMap<Wire.PanelLevel, PanelLevel>.ToWire(member.Level),
            Appointed = member.Appointed,
            Etag = Etag.Of(member.Version),
        };
        wire.HoldingCodes.Add(member.HoldingCodes);
        return wire;
    }

    public static Wire.Classification ToProto(this Classification classification, Caller caller, DateOnly today)
    {
        var wire = new Wire.Classification
        {
            ClassificationId = $"{classification.Id}",
            Division = classification.Division,
            InstitutionCode = classification.InstitutionCode,
            InstitutionName = classification.InstitutionName,
            ItemName = classification.ItemName,
            Description = classification.Description,
            State = EnumMap<Wire.ClassificationState, ClassificationState>.ToWire(classification.State),
            CountyRound = ToProto(classification.County, caller),
            CityRound = classification.City is { } city ? ToProto(city, caller) : null,
            DisputeReason = classification.DisputeReason,
            Result = EnumMap<Wire.ItemNature, ItemNature>.ToWire(classification.BindingOn(today)?.Nature),
            Final = classification.IsFinal(today),
            DueDate = Days.Of(classification.DueDate),
            Etag = Etag.Of(classification.Version),
            Overdue = classification.Overdue,
            EscalatedTo = classification.EscalatedTo,
            CreateTime = classification.CreatedAt.ToTimestamp(),
        };
        wire.Parameters.Add(classification.Uses.Select(u => u.ToProto()));
        return wire;
    }

    private static Wire.PanelRound ToProto(PanelRound round, Caller caller)
    {
        var officer = caller.Audience == Audience.Regulator;
        var wire = new Wire.PanelRound
        {
            AssignedCount = round.Members.Count,
            VotedCount = round.Votes.Count,
            Result = EnumMap<Wire.ItemNature, ItemNature>.ToWire(round.Result),
            ClosedOn = Days.Of(round.ClosedOn),
        };
        if (officer) wire.MemberIds.Add(round.Members.Select(m => $"{m}"));
        if (round.Result is null) return wire;
        wire.Votes.Add(round.Votes.Select(vote => new Wire.PanelVote
        {
            MemberId = officer ? $"{vote.Member}" : "",
            Opinion = EnumMap<Wire.ItemNature, ItemNature>.ToWire(vote.Opinion),
            Reason = vote.Reason,
        }));
        return wire;
    }
}

internal sealed class PanelMemberTable : IEntityTypeConfiguration<PanelMember>
{
    public void Configure(EntityTypeBuilder<PanelMember> row)
    {
        row.IsVersioned("panel_members");
        row.Property(m => m.EmployerCode).HasMaxLength(18);
        row.Property(m => m.HoldingCodes).HasJson();
        row.Ignore(m => m.Level);
        row.HasIndex(m => new { m.Subject, m.Division }).IsUnique();
    }
}

internal sealed class ClassificationTable : IEntityTypeConfiguration<Classification>
{
    public void Configure(EntityTypeBuilder<Classification> row)
    {
        row.IsVersioned("classifications");
        row.Property(c => c.InstitutionCode).HasMaxLength(18);
        row.Property(c => c.InstitutionName).HasMaxLength(80);
        row.Property(c => c.ItemName).HasMaxLength(80);
        row.Property(c => c.ItemKey).HasMaxLength(80);
        row.Property(c => c.Description).HasMaxLength(4000);
        row.Property(c => c.DisputeReason).HasMaxLength(2000);
        row.Property(c => c.EscalatedTo).HasMaxLength(6);
        row.HasIndex(c => new { c.State, c.DueDate });
        row.Property(c => c.County).HasJson();
        row.Property(c => c.City).HasJson();
        row.Property(c => c.Uses).HasJson();
        row.Ignore(c => c.PanelDivision);
        row.HasIndex(c => new { c.InstitutionCode, c.ItemKey }).IsUnique();
    }
}
