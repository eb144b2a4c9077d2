using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ShuangJian.Monitoring.Domain;
using ShuangJian.Platform.Hosting;
using ShuangJian.Policy;

namespace ShuangJian.Monitoring;

/// <summary>An institution that is licensed for something else now; the row goes when all its fees and contracts were judged again.</summary>
public sealed class Recategorising
{
    /// <summary>Identifier, a UUID of version 7.</summary>
    public required Guid Id { get; init; }

    /// <summary>Credit code of the institution.</summary>
    public required string InstitutionCode { get; init; }

    /// <summary>What it was licensed for.</summary>
    public required TrainingCategory From { get; init; }

    /// <summary>What it is licensed for now.</summary>
    public required TrainingCategory To { get; init; }

    /// <summary>Whether the fees were judged.</summary>
    public bool FeesDone { get; set; }

    /// <summary>Last contract that was judged; null at the beginning.</summary>
    public Guid? After { get; set; }
}

/// <summary>
/// Judges fees and contracts again after their institution was licensed for something else: what was filed as the category
/// before counts as the new one from then on, with its guide price and its limits.
/// </summary>
/// <param name="clock">The time.</param>
public sealed class Recategorisings(TimeProvider clock)
{
    private const int Batch = 100;

    internal async Task<bool> SweepAsync(MonitoringDb db, CancellationToken cancellation)
    {
        if (await db.Set<Recategorising>().OrderBy(r => r.Id).FirstOrDefaultAsync(cancellation) is not { } task) return false;
        var now = clock.GetUtcNow().UtcDateTime;
        if (!task.FeesDone)
        {
            await JudgeFeesAsync(db, task, now, cancellation);
            task.FeesDone = true;
        }
        else if (!await JudgeContractsAsync(db, task, now, cancellation)) db.Remove(task);
        try
        {
            await db.SaveChangesAsync(cancellation);
        }
        catch (DbUpdateConcurrencyException)
        {
            // Somebody changed one of them meanwhile: the next turn takes them up again.
            return false;
        }
        return true;
    }

    private static async Task JudgeFeesAsync(MonitoringDb db, Recategorising task, DateTime now, CancellationToken cancellation)
    {
        var standing = new[] { FeeStandardState.Published, FeeStandardState.UnderReview };
        var fees = await db.Set<FeeStandard>()
            .Where(f => f.InstitutionCode == task.InstitutionCode && f.Category == task.From && standing.Contains(f.State)).ToListAsync(cancellation);
        foreach (var fee in fees)
        {
            var (before, owner) = (fee.State, new Owner(fee.Division, fee.InstitutionId, fee.InstitutionCode));
            var peers = await FeeGrpc.PeersAsync(db, owner, fee.Content with { Class = fee.Content.Class with { Category = task.To } });
            fee.Recategorise(task.To, peers, Law.Current.At(DivisionCode.Parse(fee.Division), ChinaDay.Of(now)), now);
            var subject = $"fee-standards/{fee.Id}";
            if (before == FeeStandardState.Published && fee.State != FeeStandardState.Published)
                db.Announce(MonitoringModule.ServiceName, subject, fee.Version, now, FeeMapping.Hidden(fee));
            if (fee.State == FeeStandardState.Refused) db.Announce(MonitoringModule.ServiceName, subject, fee.Version, now, FeeGrpc.ExcessOf(fee));
        }
    }

    /// <returns>Whether there may be more.</returns>
    private static async Task<bool> JudgeContractsAsync(MonitoringDb db, Recategorising task, DateTime now, CancellationToken cancellation)
    {
        var rows = db.Set<TrainingContract>().Where(c => c.InstitutionCode == task.InstitutionCode && c.State != ContractState.Ended);
        if (task.After is { } after) rows = rows.Where(c => c.Id > after);
        var contracts = await rows.OrderBy(c => c.Id).Take(Batch).ToListAsync(cancellation);
        if (contracts.Count == 0) return false;
        task.After = contracts[^1].Id;
        var hashes = contracts.Select(c => c.PupilHash).Distinct().ToArray();
        var charges = (await db.Set<PupilCharge>().Where(c => c.InstitutionCode == task.InstitutionCode && EF.Parameter(hashes).Contains(c.PupilHash)).ToListAsync(cancellation))
            .ToLookup(c => c.PupilHash);
        var academic = new ClassFacts(task.To, []).IsAcademic;
        var fees = await db.Set<FeeStandard>().Where(f => f.InstitutionCode == task.InstitutionCode && f.CourseId != "" && f.State == FeeStandardState.Published)
            .GroupBy(f => f.CourseId).Select(g => new { Course = g.Key, Fen = g.Max(f => f.LessonFen) }).ToDictionaryAsync(f => f.Course, f => f.Fen, cancellation);
        foreach (var contract in contracts.Where(c => c.Content.Class.Category == task.From))
        {
            foreach (var own in charges[contract.PupilHash].Where(c => c.ContractId == contract.Id)) own.Academic = academic;
            var content = contract.Content with { Class = contract.Content.Class with { Category = task.To } };
            long? fee = fees.TryGetValue(content.CourseId, out var published) ? published : null;
            var facts = new ContractFacts(content, [.. charges[contract.PupilHash].Where(c => c.ContractId != contract.Id)], fee, ChinaDay.Of(now));
            if (contract.Recategorise(facts, Law.Current.At(DivisionCode.Parse(contract.Division), content.SignedOn), now))
                db.Announce(MonitoringModule.ServiceName, $"contracts/{contract.Id}", contract.Version, now, ContractMapping.BreachOf(contract));
        }
        return contracts.Count == Batch;
    }
}

internal sealed class RecategorisingTable : IEntityTypeConfiguration<Recategorising>
{
    public void Configure(EntityTypeBuilder<Recategorising> row)
    {
        row.ToTable("recategorisings");
        row.HasKey(r => r.Id);
        row.Property(r => r.Id).ValueGeneratedNever();
        row.Property(r => r.InstitutionCode).HasMaxLength(18);
    }
}
