using Google.Protobuf.WellKnownTypes;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ShuangJian.Contracts;
using ShuangJian.Filings.Domain;
using ShuangJian.Platform.Data;
using ShuangJian.Platform.Edge;
using ShuangJian.Platform.Personal;
using ShuangJian.Policy;
using Wire = ShuangJian.Protos.Filing.V1;
using Words = ShuangJian.Protos.Institution.V1;

namespace ShuangJian.Filings;

/// <summary>Carries tutors between contract and domain.</summary>
internal static class TutorMapping
{
    public static ClassFacts ClassOf(Words.TrainingCategory category, IEnumerable<Words.EducationStage> stages) => new(
        EnumMap<Words.TrainingCategory, TrainingCategory>.ToDomain(category)!.Value,
        [.. stages.Select(s => EnumMap<Words.EducationStage, EducationStage>.ToDomain(s)!.Value).Distinct()]);

    public static TutorContent ToContent(this Wire.Tutor wire)
    {
        foreach (var (one, i) in wire.Qualifications.Select((one, i) => (one, i)))
        {
            if (one.Kind == Wire.QualificationKind.Teacher && one.Stage == default)
                throw Rejection.Invalid($"tutor.qualifications[{i}].stage", "教师资格须注明学段", "is required of a teacher's qualification");
            Ordered($"tutor.qualifications[{i}].valid_until", one.ValidFrom, one.ValidUntil);
        }
        if (wire.Contract is { } signed) Ordered("tutor.contract.ends_on", signed.StartsOn, signed.EndsOn);
        return new TutorContent(
            wire.Subject,
            ClassOf(wire.Category, wire.Stages),
            [.. wire.Qualifications.Select(q => new Qualification(
                EnumMap<Wire.QualificationKind, QualificationKind>.ToDomain(q.Kind)!.Value, q.Subject,
                EnumMap<Words.EducationStage, EducationStage>.ToDomain(q.Stage), Days.Of(q.ValidFrom)!.Value, Days.Of(q.ValidUntil)))],
            wire.Contract is null ? null : new TutorContract(
                EnumMap<Wire.ContractKind, ContractKind>.ToDomain(wire.Contract.Kind)!.Value, Days.Of(wire.Contract.StartsOn)!.Value, Days.Of(wire.Contract.EndsOn)),
            wire.FullTime,
            EnumMap<Wire.TutorOrigin, TutorOrigin>.ToDomain(wire.Origin)!.Value,
            Days.Of(wire.PermitUntil),
            wire.PhotoSha256,
            wire.TeachesOnline);
    }

    /// <summary>Name of a tutor as a resource.</summary>
    public static string NameOf(Tutor tutor) => $"tutors/{tutor.Id}";

    /// <summary>What is announced of one that was submitted.</summary>
    public static DomainEvent SubmissionOf(Tutor tutor) => new TutorSubmitted
    {
        Division = tutor.Division, TutorId = $"{tutor.Id}", InstitutionId = tutor.InstitutionId, Findings = [.. tutor.Findings.Select(f => f.ToFact())],
    };

    public static TutorPerson ToPerson(this Wire.Tutor wire)
    {
        var person = wire.Person;
        MustBeOpen("tutor.person.name", person.Name);
        MustBeOpen("tutor.person.identity_number", person.IdentityNumber);
        MustBeOpen("tutor.person.permit_number", person.PermitNumber);
        foreach (var (one, i) in wire.Qualifications.Select((one, i) => (one, i))) MustBeOpen($"tutor.qualifications[{i}].certificate_number", one.CertificateNumber);
        if (wire.Origin == Wire.TutorOrigin.National && !ResidentIdentity.IsValid(person.IdentityNumber))
            throw Rejection.Invalid("tutor.person.identity_number", "不是有效的居民身份证号码", "is no valid resident identity number");
        return new TutorPerson(person.Name, person.IdentityNumber, person.Phone, person.PermitNumber, [.. wire.Qualifications.Select(q => q.CertificateNumber)]);
    }

    /// <summary>A tutor as answered.</summary>
    /// <param name="tutor">The tutor.</param>
    /// <param name="person">The person; null once erased.</param>
    /// <param name="open">Whether the person is shown unmasked.</param>
    public static Wire.Tutor ToProto(this Tutor tutor, TutorPerson? person, bool open = false)
    {
        var content = tutor.Content;
        var wire = new Wire.Tutor
        {
            TutorId = $"{tutor.Id}",
            Division = tutor.Division,
            InstitutionId = tutor.InstitutionId,
            InstitutionCode = tutor.OwnerCode,
            Person = person is null ? null : new Wire.TutorPerson
            {
                Name = open ? person.Name : Mask.Name(person.Name),
                IdentityNumber = open ? person.IdentityNumber : Masked(person.IdentityNumber),
                Phone = open ? person.Phone : Mask.Phone(person.Phone),
                PermitNumber = open ? person.PermitNumber : Masked(person.PermitNumber),
            },
            Subject = content.Subject,
            Category = EnumMap<Words.TrainingCategory, TrainingCategory>.ToWire(content.Class.Category),
            Contract = content.Contract is not { } contract ? null : new Wire.TutorContract
            {
                Kind = EnumMap<Wire.ContractKind, ContractKind>.ToWire(contract.Kind), StartsOn = Days.Of(contract.From), EndsOn = Days.Of(contract.Until),
            },
            FullTime = content.FullTime,
            Origin = EnumMap<Wire.TutorOrigin, TutorOrigin>.ToWire(content.Origin),
            PermitUntil = Days.Of(content.PermitUntil),
            PhotoSha256 = content.PhotoSha256,
            TeachesOnline = content.Online,
            State = EnumMap<Wire.TutorState, TutorState>.ToWire(tutor.State),
            JudgedOn = Days.Of(tutor.JudgedOn),
            FiledOn = Days.Of(tutor.FiledOn),
            HoldsUntil = Days.Of(tutor.FiledOn is { } filed ? tutor.HoldsUntil(Law.Current.At(DivisionCode.Parse(tutor.Division), filed)) : null),
            PublishedOn = Days.Of(tutor.PublishedOn),
            EndedOn = Days.Of(tutor.EndedOn),
            Reason = tutor.Reason,
            Erased = person is null,
            Etag = Etag.Of(tutor.Version),
            CreateTime = tutor.CreatedAt.ToTimestamp(),
        };
        wire.Stages.Add(content.Class.Stages.Select(s => EnumMap<Words.EducationStage, EducationStage>.ToWire(s)));
        wire.Qualifications.Add(content.Qualifications.Select((q, i) => ToProto(q, person?.CertificateNumbers[i] ?? "", open)));
        wire.Findings.Add(tutor.Findings.Select(f => f.ToProto()));
        return wire;
    }

    private static Wire.Qualification ToProto(Qualification q, string number, bool open) => new()
    {
        Kind = EnumMap<Wire.QualificationKind, QualificationKind>.ToWire(q.Kind),
        Subject = q.Subject,
        Stage = EnumMap<Words.EducationStage, EducationStage>.ToWire(q.Stage),
        CertificateNumber = open ? number : Masked(number),
        ValidFrom = Days.Of(q.From),
        ValidUntil = Days.Of(q.Until),
    };

    /// <summary>Eighteen digits as everywhere; a shorter number shows its first and last two.</summary>
    private static string Masked(string number) => number.Length >= 18 ? Mask.Identity(number)
        : number.Length <= 4 ? new string('*', number.Length)
        : number[..2] + new string('*', number.Length - 4) + number[^2..];

    /// <summary>What was answered masked must not come back as if it were the value.</summary>
    private static void MustBeOpen(string field, string text)
    {
        if (text.Contains('*', StringComparison.Ordinal)) throw Rejection.Invalid(field, "不得含有星号", "is masked");
    }

    private static void Ordered(string field, string first, string last)
    {
        if (last.Length > 0 && string.CompareOrdinal(last, first) < 0) throw Rejection.Invalid(field, "不得早于开始日期", "is before the first day");
    }
}

internal sealed class TutorTable : IEntityTypeConfiguration<Tutor>
{
    public void Configure(EntityTypeBuilder<Tutor> row)
    {
        row.IsFiledMatter("tutors");
        row.Property(t => t.Content).HasJson();
        row.Property(t => t.Findings).HasJson();
        row.Property(t => t.Determinations).HasJson();
        row.Property(t => t.PersonCipher).HasMaxLength(8000);
        row.Property(t => t.Reason).HasMaxLength(2000);
        row.HasIndex(t => new { t.OwnerCode, t.ActiveHash }).IsUnique();
        row.HasIndex(t => t.ActiveHash);
        row.HasIndex(t => t.RejudgeOn);
        row.HasIndex(t => new { t.OwnerCode, t.State });
    }

    /// <summary>Encrypts and hashes persons anew under the current key. Roster and bars keep hashes alone, which older keys of the ring still find.</summary>
    public static async Task<int> RenewAsync(FilingsDb db, PersonalData keys, int batch, CancellationToken cancellation)
    {
        var prefix = keys.CurrentPrefix;
        var old = await db.Set<Tutor>().Where(t => t.PersonCipher != null && !t.PersonCipher.StartsWith(prefix)).OrderBy(t => t.Id).Take(batch)
            .Select(t => new { t.Id, t.PersonCipher, t.ActiveHash }).ToListAsync(cancellation);
        foreach (var row in old)
        {
            var plain = keys.Reveal(row.PersonCipher!);
            var (cipher, hash) = (keys.Protect(plain), keys.Hash(System.Text.Json.JsonSerializer.Deserialize<TutorPerson>(plain)!.IdentityNumber));
            var active = row.ActiveHash is null ? null : hash;
            await db.Set<Tutor>().Where(t => t.Id == row.Id && t.PersonCipher == row.PersonCipher).ExecuteUpdateAsync(set => set
                .SetProperty(t => t.PersonCipher, cipher).SetProperty(t => t.PersonHash, hash).SetProperty(t => t.ActiveHash, active), cancellation);
        }
        return old.Count + await RenewReportsAsync(db, keys, prefix, batch, cancellation);
    }

    private static async Task<int> RenewReportsAsync(FilingsDb db, PersonalData keys, string prefix, int batch, CancellationToken cancellation)
    {
        var old = await db.Set<RecruitmentReport>().Where(r => !r.DescriptionCipher.StartsWith(prefix)).OrderBy(r => r.Id).Take(batch)
            .Select(r => new { r.Id, r.DescriptionCipher }).ToListAsync(cancellation);
        foreach (var row in old)
        {
            var cipher = keys.Protect(keys.Reveal(row.DescriptionCipher));
            await db.Set<RecruitmentReport>().Where(r => r.Id == row.Id).ExecuteUpdateAsync(set => set.SetProperty(r => r.DescriptionCipher, cipher), cancellation);
        }
        var leaks = await db.Set<Leak>().Where(l => !l.DescriptionCipher.StartsWith(prefix)).OrderBy(l => l.Id).Take(batch)
            .Select(l => new { l.Id, l.DescriptionCipher }).ToListAsync(cancellation);
        foreach (var row in leaks)
        {
            var cipher = keys.Protect(keys.Reveal(row.DescriptionCipher));
            await db.Set<Leak>().Where(l => l.Id == row.Id).ExecuteUpdateAsync(set => set.SetProperty(l => l.DescriptionCipher, cipher), cancellation);
        }
        return old.Count + leaks.Count;
    }
}

internal sealed class StaffingTable : IEntityTypeConfiguration<Staffing>
{
    public void Configure(EntityTypeBuilder<Staffing> row)
    {
        row.IsFiledMatter("staffings");
        row.Property(s => s.Stated).HasJson();
        row.Property(s => s.Findings).HasJson();
        row.HasIndex(s => s.OwnerCode).IsUnique();
        row.HasIndex(s => s.RejudgeOn);
    }
}

internal sealed class RosterTable : IEntityTypeConfiguration<RosterEntry>
{
    public void Configure(EntityTypeBuilder<RosterEntry> row)
    {
        row.ToTable("teacher_roster");
        row.HasKey(r => r.Id);
        row.Property(r => r.Id).ValueGeneratedNever();
        row.Property(r => r.Division).HasMaxLength(6);
        row.Property(r => r.SchoolCode).HasMaxLength(18);
        row.HasIndex(r => r.PersonHash);
    }
}

internal sealed class BarTable : IEntityTypeConfiguration<Bar>
{
    public void Configure(EntityTypeBuilder<Bar> row)
    {
        row.IsFiledMatter("bars");
        row.HasIndex(b => b.PersonHash);
    }
}
