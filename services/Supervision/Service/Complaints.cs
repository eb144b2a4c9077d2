using Google.Protobuf.WellKnownTypes;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ShuangJian.Platform.Data;
using ShuangJian.Platform.Edge;
using ShuangJian.Platform.Identity;
using ShuangJian.Policy;
using ShuangJian.Supervision.Domain;
using Department = ShuangJian.Protos.Type.V1.Department;
using Wire = ShuangJian.Protos.Supervision.V1;

namespace ShuangJian.Supervision;

/// <summary>Shows complaints, to each what it may see.</summary>
internal static class Complaints
{
    /// <summary>Name of the collection.</summary>
    public const string Name = "complaints";

    public static string NameOf(Complaint one) => $"{Name}/{one.Id}";

    public static string? OrNull(string text) => text.Length > 0 ? text : null;

    /// <summary>The bit of a department in the mask by which lists are filtered.</summary>
    public static long BitOf(Department department) => 1L << (int)department;

    public static string Word(ComplaintOutcome? outcome) => outcome is { } known ? EnumMap<Wire.ComplaintOutcome, ComplaintOutcome>.Word(known) : "";

    /// <summary>Whether a caller is the one complained of, who sees neither text nor answer.</summary>
    public static bool IsSubject(Caller caller) => caller.Audience is Protos.Type.V1.Audience.Institution or Protos.Type.V1.Audience.School;

    /// <summary>The complaint that another stands for: the one it follows, or itself.</summary>
    public static async Task<Complaint> LeadingAsync(this Complaint own, SupervisionDb db)
    {
        var leading = own;
        while (leading is { State: ComplaintState.Merged, MainId: { } main }) leading = (await db.Set<Complaint>().FindAsync(main))!;
        return leading;
    }

    /// <summary>A complaint without its text, history and remarks.</summary>
    public static Wire.Complaint ToProto(this Complaint one, bool toSubject = false) => new()
    {
        ComplaintId = $"{one.Id}",
        Division = one.Division,
        Channel = toSubject ? default : EnumMap<Wire.ComplaintChannel, ComplaintChannel>.ToWire(one.Channel),
        Matter = one.Matter,
        Subject = new() { InstitutionCode = one.InstitutionCode, SchoolCode = one.SchoolCode, Name = one.SubjectName },
        Anonymous = !toSubject && one.Anonymous,
        State = EnumMap<Wire.ComplaintState, ComplaintState>.ToWire(one.State),
        Lead = ToWire(one.Lead),
        Assist = { one.Assist.Select(ToWire) },
        MainComplaintId = one.MainId is { } main ? $"{main}" : "",
        AcceptanceDue = Days.Of(one.AcceptanceDue),
        AnswerDue = Days.Of(one.AnswerDue),
        AcceptanceOverdue = one.AcceptanceOverdue,
        AnswerOverdue = one.AnswerOverdue,
        Outcome = EnumMap<Wire.ComplaintOutcome, ComplaintOutcome>.ToWire(one.Outcome),
        Answer = toSubject ? "" : one.Answer,
        Account = one.Account,
        Rating = toSubject ? 0 : one.Rating,
        Reopened = one.Reopened,
        ExternalNumber = toSubject ? "" : one.ExternalKey?[(one.ExternalKey.IndexOf('/') + 1)..] ?? "",
        Uses = { one.Uses.Select(u => u.ToProto()) },
        DutyBasis = one.DutyBasis.ToProto(),
        Etag = Etag.Of(one.Version),
        CreateTime = one.CreatedAt.ToTimestamp(),
    };

    public static Wire.ComplaintStep ToProto(this ComplaintStep step) => new()
    {
        Act = EnumMap<Wire.ComplaintAct, ComplaintAct>.ToWire(step.Act), Time = step.At.ToTimestamp(), Division = step.Division, Department = ToWire(step.Lead), Reason = step.Reason,
    };

    /// <summary>A complaint as the person sees it.</summary>
    /// <param name="own">The person's complaint.</param>
    /// <param name="leading">What it follows; itself when it follows none.</param>
    public static Wire.TrackedComplaint ToTracked(this Complaint own, Complaint leading) => new()
    {
        Matter = leading.Matter,
        State = EnumMap<Wire.ComplaintState, ComplaintState>.ToWire(own.State == ComplaintState.Withdrawn || own.PersonGone ? ComplaintState.Withdrawn
            : leading.State == ComplaintState.Merged ? ComplaintState.Dispatched : leading.State),
        Division = leading.Division,
        LeadZh = Law.Current.Clauses.TryGetDepartment(leading.Lead, out var lead) ? lead.TitleZh : leading.Lead,
        AcceptanceDue = Days.Of(leading.AcceptanceDue),
        AnswerDue = Days.Of(leading.AnswerDue),
        Outcome = EnumMap<Wire.ComplaintOutcome, ComplaintOutcome>.ToWire(leading.Outcome),
        Answer = leading.Answer,
        ReopenUntil = leading is { State: ComplaintState.Answered, Reopened: false } ? Days.Of(leading.ReopenUntil) : "",
        Rating = own.Rating,
        CreateTime = own.CreatedAt.ToTimestamp(),
    };

    private static Department ToWire(string code) => Codes.TryDepartment(code, out var department) ? department : default;
}

internal sealed class ComplaintTable : IEntityTypeConfiguration<Complaint>
{
    public void Configure(EntityTypeBuilder<Complaint> row)
    {
        row.IsVersioned("complaints");
        row.Ignore(c => c.OwnerCode);
        row.Ignore(c => c.IsOpen);
        row.Property(c => c.Matter).HasMaxLength(80);
        row.Property(c => c.InstitutionCode).HasMaxLength(18);
        row.Property(c => c.SchoolCode).HasMaxLength(18);
        row.Property(c => c.SubjectKey).HasMaxLength(220);
        row.Property(c => c.ExternalKey).HasMaxLength(100);
        row.Property(c => c.TextCipher).HasMaxLength(-1);
        row.Property(c => c.FileCipher).HasMaxLength(4000);
        row.Property(c => c.Assist).HasJson();
        row.Property(c => c.DutyBasis).HasJson();
        row.Property(c => c.Answer).HasMaxLength(2000);
        row.Property(c => c.Account).HasMaxLength(1000);
        row.Property(c => c.Steps).HasJson();
        row.Property(c => c.Uses).HasJson();
        row.HasIndex(c => c.TrackingHash).IsUnique();
        row.HasIndex(c => c.ExternalKey).IsUnique();
        row.HasIndex(c => new { c.SubjectKey, c.State });
        row.HasIndex(c => c.MainId);
        row.HasIndex(c => new { c.State, c.AnswerDue });
        row.HasIndex(c => new { c.InstitutionCode, c.CreatedAt });
        row.HasIndex(c => new { c.SchoolCode, c.CreatedAt });
    }
}

internal sealed class ComplaintRemarkTable : IEntityTypeConfiguration<ComplaintRemark>
{
    public void Configure(EntityTypeBuilder<ComplaintRemark> row)
    {
        row.ToTable("complaint_remarks");
        row.HasKey(r => r.Id);
        row.Property(r => r.Id).ValueGeneratedNever();
        row.Property(r => r.Cipher).HasMaxLength(-1);
        row.HasIndex(r => r.ComplaintId);
    }
}
