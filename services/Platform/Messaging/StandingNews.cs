using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ShuangJian.Contracts;
using ShuangJian.Platform.Data;

namespace ShuangJian.Platform.Messaging;

/// <summary>What the registry told of an institution, kept by every service that acts on it.</summary>
public class KnownInstitution
{
    /// <summary>Identifier.</summary>
    public Guid Id { get; init; }

    /// <summary>County-level division of the licence.</summary>
    public string Division { get; init; } = "";

    /// <summary>Unified social credit code; empty until the licence is told.</summary>
    public string Code { get; set; } = "";

    /// <summary>Whether it may train, and so charge, now.</summary>
    public bool MayTrain { get; set; }

    /// <summary>When that was told, by which a late event is known.</summary>
    public DateTime MayTrainAt { get; set; }

    /// <summary>How it is stored.</summary>
    public static void Store<TKnown>(EntityTypeBuilder<TKnown> row)
        where TKnown : KnownInstitution
    {
        row.ToTable("known_institutions");
        row.HasKey(i => i.Id);
        row.Property(i => i.Id).ValueGeneratedNever();
        row.Property(i => i.Code).HasMaxLength(18);
        row.Property(i => i.Division).HasMaxLength(6);
        row.HasIndex(i => i.Code);
    }

    /// <summary>The row of an institution; one of which nothing was told yet is begun, so that a late licence does not undo what came first.</summary>
    public static async Task<TKnown> RowAsync<TKnown>(PlatformDb db, string id, string division, CancellationToken cancellation)
        where TKnown : KnownInstitution, new()
    {
        var key = Guid.Parse(id);
        var row = await db.Set<TKnown>().FindAsync([key], cancellation);
        if (row is null) db.Add(row = new TKnown { Id = key, Division = division });
        return row;
    }
}

/// <summary>News of whether an institution may train, as a consumer takes it.</summary>
/// <param name="Fact">What was told.</param>
/// <param name="Division">Division of the institution.</param>
/// <param name="Cause">Name of the event.</param>
/// <param name="Time">When it happened, UTC.</param>
public sealed record StandingNews(ITellsStanding Fact, string Division, string Cause, DateTime Time)
{
    /// <summary>Topics of every event that tells it.</summary>
    public static IReadOnlyList<string> Topics { get; } =
        [.. CloudEvents.All.Where(e => e.Key.IsAssignableTo(typeof(ITellsStanding))).Select(e => $"#.{e.Value.Name}").Order(StringComparer.Ordinal)];

    /// <summary>The news in an event; null when it tells something else.</summary>
    public static StandingNews? In(ReceivedEvent received, DomainEvent fact) =>
        fact is ITellsStanding told ? new(told, fact.Division, received.Name, received.Time) : null;

    /// <summary>Writes the news into what is known. Returns whether it is news, and not later knowledge overtaken on the way.</summary>
    public async Task<(TKnown Row, bool IsNews)> TakeAsync<TKnown>(PlatformDb db, CancellationToken cancellation)
        where TKnown : KnownInstitution, new()
    {
        var row = await KnownInstitution.RowAsync<TKnown>(db, Fact.InstitutionId, Division, cancellation);
        if (Fact.LicensedCode is { } code) row.Code = code;
        if (row.MayTrainAt > Time) return (row, false);
        (row.MayTrain, row.MayTrainAt) = (Fact.MayTrain, Time);
        return (row, true);
    }

    /// <summary>Confirms what a service owed of one kind, in the transaction in which it was seen to.</summary>
    public void Confirm(PlatformDb db, string service, string kind, DateTime now, string note)
    {
        foreach (var owed in Fact.Consequences.Where(c => c.Kind == kind && c.Service == service))
        {
            db.Announce(service, $"consequences/{owed.ConsequenceId}", 1, now, new ConsequenceConfirmed
            {
                Division = Division, ConsequenceId = owed.ConsequenceId, Service = service, Note = note,
            });
        }
    }
}
