using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ShuangJian.Platform.Data;
using ShuangJian.Platform.Personal;
using ShuangJian.Supervision.Domain;

namespace ShuangJian.Supervision;

internal sealed class SupervisionRecordTable : IEntityTypeConfiguration<SupervisionRecord>
{
    public void Configure(EntityTypeBuilder<SupervisionRecord> row)
    {
        row.IsVersioned("supervision_records");
        row.Ignore(r => r.Counts);
        row.Property(r => r.Kind).HasMaxLength(60);
        row.Property(r => r.AboutCode).HasMaxLength(18);
        row.Property(r => r.Values).HasJson();
        row.Property(r => r.PersonsCipher).HasMaxLength(-1);
        row.Property(r => r.Findings).HasJson();
        row.Property(r => r.Result).HasMaxLength(2000);
        row.Property(r => r.Appeals).HasJson();
        row.Property(r => r.Steps).HasJson();
        row.Property(r => r.RecordKey).HasMaxLength(120);
        row.HasIndex(r => r.RecordKey).IsUnique();
        row.HasIndex(r => new { r.Kind, r.Division, r.State });
        row.HasIndex(r => new { r.State, r.CreatedAt });
        row.HasIndex(r => r.DueDate);
    }
}

internal sealed class RecordFigureTable : IEntityTypeConfiguration<RecordFigure>
{
    public void Configure(EntityTypeBuilder<RecordFigure> row)
    {
        row.ToTable("record_figures");
        row.HasKey(f => new { f.RecordId, f.Field });
        row.Property(f => f.Field).HasMaxLength(60);
        row.Property(f => f.Kind).HasMaxLength(60);
        row.Property(f => f.Division).HasMaxLength(6);
        row.HasIndex(f => new { f.Kind, f.Year, f.Division });
    }
}

/// <summary>Names of persons in records, under the key in force.</summary>
internal static class RecordPersons
{
    private const char Between = '\n';

    /// <summary>Encrypts names together; empty for none.</summary>
    public static string Protect(IReadOnlyCollection<string> names, PersonalData protector) => names.Count == 0 ? "" : protector.Protect(string.Join(Between, names));

    /// <summary>The names.</summary>
    public static IEnumerable<string> Reveal(string cipher, PersonalData protector) => cipher.Length == 0 ? [] : protector.Reveal(cipher).Split(Between);

    /// <summary>Renews names under the current key. Returns how many records.</summary>
    public static async Task<int> RenewAsync(SupervisionDb db, PersonalData protector, int batch, CancellationToken cancellation)
    {
        var current = protector.CurrentPrefix;
        var old = await db.Set<SupervisionRecord>().Where(r => r.PersonsCipher != "" && !r.PersonsCipher.StartsWith(current)).OrderBy(r => r.Id).Take(batch).ToListAsync(cancellation);
        foreach (var one in old) one.Renew(protector.Protect(protector.Reveal(one.PersonsCipher)));
        await db.SaveChangesAsync(cancellation);
        return old.Count;
    }
}
