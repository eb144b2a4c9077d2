using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ShuangJian.Contracts;
using ShuangJian.Monitoring.Domain;
using ShuangJian.Platform.Data;
using ShuangJian.Platform.Edge;
using ShuangJian.Platform.Personal;
using ShuangJian.Policy;
using Wire = ShuangJian.Protos.Monitoring.V1;
using Words = ShuangJian.Protos.Institution.V1;

namespace ShuangJian.Monitoring;

/// <summary>Contracts between contract of the interface, domain, events and table.</summary>
internal static class ContractMapping
{
    /// <summary>Name of a contract as a resource.</summary>
    public static string NameOf(TrainingContract contract) => $"contracts/{contract.Id}";

    public static ContractContent ToContent(this Wire.TrainingContract wire, DateOnly today)
    {
        MustBeOpen(wire.Parties);
        var charges = wire.Charges.Select(c => new ContractCharge(
            Days.Of(c.ChargedOn)!.Value, c.AmountFen, c.Lessons, Days.Of(c.CoversFrom)!.Value, Days.Of(c.CoversTo)!.Value,
            EnumMap<Wire.PaymentMethod, PaymentMethod>.ToDomain(c.Method)!.Value, c.ReceiptNumber, c.LessonsLeft)).ToList();
        var content = new ContractContent(
            EnumMap<Wire.ModelText, ModelText>.ToDomain(wire.ModelText)!.Value, FeeMapping.ToClass(wire.Category, wire.Stages), wire.Subject, wire.CourseId,
            Matters.PastDay(today, "contract.signed_on", wire.SignedOn), Days.Of(wire.StartsOn)!.Value, Days.Of(wire.EndsOn)!.Value, wire.Lessons, wire.TotalFen, charges, wire.Terms);
        if (content.EndsOn < content.StartsOn) throw Rejection.Invalid("contract.ends_on", "不得早于开始日期", "is before the first day");
        for (var i = 0; i < charges.Count; i++)
        {
            if (charges[i].CoversTo < charges[i].CoversFrom) throw Rejection.Invalid($"contract.charges[{i}].covers_to", "不得早于首次课", "is before the first lesson");
            if (charges[i].CoversFrom < content.StartsOn || charges[i].CoversTo > content.EndsOn)
                throw Rejection.Invalid($"contract.charges[{i}].covers_from", "不在合同期限内", "lies outside the contract");
        }
        if (charges.Sum(c => c.AmountFen) != content.TotalFen) throw Rejection.Invalid("contract.total_fen", "与各笔收费之和不符", "is not the sum of the charges");
        if (charges.Sum(c => c.Lessons) != content.Lessons) throw Rejection.Invalid("contract.lessons", "与各笔收费课时之和不符", "is not the sum of the charges");
        return content;
    }

    /// <summary>Digest of a contract without its persons, for a bare digest of a number can be guessed.</summary>
    public static string DigestOf(Wire.TrainingContract wire)
    {
        var bare = wire.Clone();
        bare.Parties = null;
        return MessageDigest.Of(bare);
    }

    /// <summary>What was answered masked must not come back as if it were the value.</summary>
    private static void MustBeOpen(Wire.ContractParties parties)
    {
        foreach (var (field, text) in new[] { ("pupil_name", parties.PupilName), ("pupil_identity_number", parties.PupilIdentityNumber), ("guardian_name", parties.GuardianName) })
            if (text.Contains('*', StringComparison.Ordinal)) throw Rejection.Invalid($"contract.parties.{field}", "不得含有星号", "is masked");
    }

    /// <summary>An identity number as it is hashed.</summary>
    public static string Normal(string identity) => identity.Trim().ToUpperInvariant();

    public static string Close(Wire.ContractParties parties) => JsonSerializer.Serialize(new Persons(
        parties.PupilName, parties.PupilIdentityNumber, parties.GuardianName, parties.GuardianPhone));

    public static Wire.ContractParties Open(TrainingContract contract, PersonalData keys)
    {
        var persons = PersonsOf(keys.Reveal(contract.PartiesCipher));
        return new Wire.ContractParties
        {
            PupilName = persons.PupilName, PupilIdentityNumber = persons.PupilIdentityNumber, GuardianName = persons.GuardianName, GuardianPhone = persons.GuardianPhone,
        };
    }

    public static ContractBreachFound BreachOf(TrainingContract contract) => new()
    {
        Division = contract.Division, ContractId = $"{contract.Id}", InstitutionId = contract.InstitutionId, InstitutionCode = contract.InstitutionCode,
        Findings = [.. contract.Breaches.Select(f => f.ToFact())],
    };

    public static Wire.TrainingContract ToProto(this TrainingContract contract, Wire.ContractParties persons, bool open = false)
    {
        var content = contract.Content;
        var wire = new Wire.TrainingContract
        {
            ContractId = $"{contract.Id}",
            Division = contract.Division,
            InstitutionId = contract.InstitutionId,
            InstitutionCode = contract.InstitutionCode,
            Number = contract.Number,
            ModelText = EnumMap<Wire.ModelText, ModelText>.ToWire(content.Model),
            Parties = new Wire.ContractParties
            {
                PupilName = open ? persons.PupilName : Mask.Name(persons.PupilName),
                PupilIdentityNumber = open ? persons.PupilIdentityNumber : Mask.Identity(persons.PupilIdentityNumber),
                GuardianName = open ? persons.GuardianName : Mask.Name(persons.GuardianName),
                GuardianPhone = open ? persons.GuardianPhone : Mask.Phone(persons.GuardianPhone),
            },
            Category = EnumMap<Words.TrainingCategory, TrainingCategory>.ToWire(content.Class.Category),
            Subject = content.Subject,
            CourseId = content.CourseId,
            SignedOn = Days.Of(content.SignedOn),
            StartsOn = Days.Of(content.StartsOn),
            EndsOn = Days.Of(content.EndsOn),
            Lessons = content.Lessons,
            TotalFen = content.TotalFen,
            Terms = content.Terms,
            State = EnumMap<Wire.ContractState, ContractState>.ToWire(contract.State),
            EndedOn = Days.Of(contract.EndedOn),
            Etag = Etag.Of(contract.Version),
        };
        wire.Stages.Add(content.Class.Stages.Select(s => EnumMap<Words.EducationStage, EducationStage>.ToWire(s)));
        wire.Charges.Add(content.Charges.Select(c => new Wire.ContractCharge
        {
            ChargedOn = Days.Of(c.ChargedOn), AmountFen = c.AmountFen, Lessons = c.Lessons, CoversFrom = Days.Of(c.CoversFrom), CoversTo = Days.Of(c.CoversTo),
            Method = EnumMap<Wire.PaymentMethod, PaymentMethod>.ToWire(c.Method), ReceiptNumber = c.ReceiptNumber, LessonsLeft = c.LessonsLeft,
        }));
        wire.Findings.Add(contract.Findings.Select(f => f.ToProto()));
        wire.Determinations.Add(contract.Determinations.Select(h => h.ToProto()));
        wire.Parameters.Add(contract.Uses.Select(u => u.ToProto()));
        return wire;
    }

    /// <summary>Encrypts persons again that are still under an older key, and hashes pupils with the current one.</summary>
    public static async Task<int> RenewAsync(MonitoringDb db, PersonalData keys, int batch, CancellationToken cancellation)
    {
        var prefix = keys.CurrentPrefix;
        var old = await db.Set<TrainingContract>().Where(c => !c.PartiesCipher.StartsWith(prefix)).OrderBy(c => c.Id).Take(batch)
            .Select(c => new { c.Id, c.PartiesCipher }).ToListAsync(cancellation);
        foreach (var row in old)
        {
            var plain = keys.Reveal(row.PartiesCipher);
            var (cipher, hash) = (keys.Protect(plain), keys.Hash(Normal(PersonsOf(plain).PupilIdentityNumber)));
            await db.Set<PupilCharge>().Where(c => c.ContractId == row.Id).ExecuteUpdateAsync(set => set.SetProperty(c => c.PupilHash, hash), cancellation);
            await db.Set<TrainingContract>().Where(c => c.Id == row.Id && c.PartiesCipher == row.PartiesCipher)
                .ExecuteUpdateAsync(set => set.SetProperty(c => c.PartiesCipher, cipher).SetProperty(c => c.PupilHash, hash), cancellation);
        }
        return old.Count;
    }

    private static Persons PersonsOf(string plain) => JsonSerializer.Deserialize<Persons>(plain)!;

    private sealed record Persons(string PupilName, string PupilIdentityNumber, string GuardianName, string GuardianPhone);
}

/// <summary>A pupil at an institution, by keyed hash alone; its version makes two contracts at once meet.</summary>
public sealed class PupilAtInstitution
{
    /// <summary>Credit code of the institution.</summary>
    public required string InstitutionCode { get; init; }

    /// <summary>Keyed hash of the pupil.</summary>
    public required string PupilHash { get; init; }

    /// <summary>Grows with every contract.</summary>
    public long Version { get; set; }
}

internal sealed class ContractTable : IEntityTypeConfiguration<TrainingContract>
{
    public void Configure(EntityTypeBuilder<TrainingContract> row)
    {
        row.IsMatter("contracts");
        row.Ignore(c => c.Breaches);
        row.Property(c => c.Number).HasMaxLength(60);
        row.Property(c => c.Digest).HasMaxLength(64);
        row.Property(c => c.PartiesCipher).HasMaxLength(-1);
        row.Property(c => c.Content).HasJson();
        row.Property(c => c.Findings).HasJson();
        row.Property(c => c.Determinations).HasJson();
        row.Property(c => c.Uses).HasJson();
        row.HasIndex(c => new { c.InstitutionCode, c.Number }).IsUnique();
        row.HasIndex(c => c.PupilHash);
    }
}

internal sealed class PupilChargeTable : IEntityTypeConfiguration<PupilCharge>
{
    public void Configure(EntityTypeBuilder<PupilCharge> row)
    {
        row.ToTable("pupil_charges");
        row.HasKey(c => c.Id);
        row.Property(c => c.Id).ValueGeneratedNever();
        row.Property(c => c.InstitutionCode).HasMaxLength(18);
        row.HasIndex(c => new { c.InstitutionCode, c.PupilHash });
        row.HasIndex(c => c.ContractId);
    }
}

internal sealed class PupilAtInstitutionTable : IEntityTypeConfiguration<PupilAtInstitution>
{
    public void Configure(EntityTypeBuilder<PupilAtInstitution> row)
    {
        row.ToTable("pupils_at_institutions");
        row.HasKey(p => new { p.InstitutionCode, p.PupilHash });
        row.Property(p => p.InstitutionCode).HasMaxLength(18);
        row.Property(p => p.Version).IsConcurrencyToken();
    }
}
