using Microsoft.EntityFrameworkCore;
using ShuangJian.Platform.Data;
using ShuangJian.Platform.Personal;

namespace ShuangJian.Platform.Tests.Notes;

/// <summary>One aggregate with a concurrency token, and what the consumer saw.</summary>
public sealed class NotesDb(DbContextOptions<NotesDb> options) : PlatformDb(options)
{
    public DbSet<NoteRow> Notes => Set<NoteRow>();

    public DbSet<SeenRow> Seen => Set<SeenRow>();

    public override async Task<int> RenewPersonalDataAsync(PersonalData protector, int batch, CancellationToken cancellation)
    {
        var prefix = protector.CurrentPrefix;
        var old = await Notes.Where(n => n.OwnerCipher != "" && !n.OwnerCipher.StartsWith(prefix)).OrderBy(n => n.Id).Take(batch).ToListAsync(cancellation);
        foreach (var note in old) note.Own(protector.Reveal(note.OwnerCipher), protector);
        return await SaveChangesAsync(cancellation);
    }

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        base.OnModelCreating(modelBuilder);
        modelBuilder.Entity<NoteRow>(row =>
        {
            row.ToTable("notes");
            row.HasKey(n => n.Id);
            row.Property(n => n.Id).ValueGeneratedNever();
            row.HasIndex(n => new { n.Division, n.Title }).IsUnique();
            row.Property(n => n.Version).IsConcurrencyToken();
        });
        modelBuilder.Entity<SeenRow>().ToTable("seen").HasKey(s => s.Id);
    }
}

public sealed class NoteRow
{
    public required Guid Id { get; init; }

    public required string Division { get; init; }

    public required string Title { get; init; }

    public string OwnerCipher { get; private set; } = "";

    public string OwnerHash { get; private set; } = "";

    public long Count { get; set; }

    public long Version { get; set; } = 1;

    public void Own(string owner, PersonalData protector) => (OwnerCipher, OwnerHash) = (protector.Protect(owner), protector.Hash(owner));
}

/// <summary>An event that the consumer handled; nothing keeps it from being there twice but the inbox.</summary>
public sealed class SeenRow
{
    public long Id { get; init; }

    public required Guid EventId { get; init; }

    public required string Subject { get; init; }

    public required string Fact { get; init; }
}
