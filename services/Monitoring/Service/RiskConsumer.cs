using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ShuangJian.Contracts;
using ShuangJian.Monitoring.Domain;
using ShuangJian.Platform.Hosting;
using ShuangJian.Platform.Messaging;
using ShuangJian.Policy;

namespace ShuangJian.Monitoring;

/// <summary>
/// Takes from the events of custody, filings and supervision what the score of an institution is made of, and scores it
/// at once. Events may come late and in any order: each notes the beginning or end of one matter with its own time.
/// </summary>
public sealed class RiskConsumer(IDbContextFactory<MonitoringDb> databases, TimeProvider clock, ILogger<RiskConsumer> log)
    : EventConsumer<MonitoringDb>(databases, clock, log)
{
    private readonly TimeProvider _clock = clock;

    /// <inheritdoc />
    public override string Name => "monitoring.risk";

    /// <inheritdoc />
    public override IReadOnlyList<string> Topics =>
    [
        "#.refund-requested", "#.refund-paid", "#.refund-dropped", "#.institution-figures-counted", "#.complaint-upheld",
        "#.tutor-filed", "#.tutor-ended", "#.tutor-no-longer-holds",
        "#.penalty-decided", "#.penalty-withdrawn", "#.advertisement-breach-found", "#.advertisement-dismissed",
    ];

    /// <inheritdoc />
    protected override async Task ApplyAsync(MonitoringDb db, ReceivedEvent received, CancellationToken cancellation)
    {
        var now = _clock.GetUtcNow().UtcDateTime;
        var (code, division) = await NoteAsync(db, received, now, cancellation);
        if (code.Length == 0) return;
        await RiskTold.ScoreAsync(db, code, division, now, cancellation);
    }

    /// <returns>The institution, empty while nothing has named it, and its division.</returns>
    private static async Task<(string Code, string Division)> NoteAsync(MonitoringDb db, ReceivedEvent received, DateTime now, CancellationToken cancellation)
    {
        switch (received.Name.Split('.')[1])
        {
            case "refund-requested":
                var asked = CloudEvents.DataOf<RefundRequested>(received);
                return (await BeginAsync(db, RiskMatter.Refund, asked.RefundId, asked.InstitutionCode, received, cancellation), asked.Division);
            case "refund-paid":
                var paid = CloudEvents.DataOf<RefundPaid>(received);
                return (await EndAsync(db, RiskMatter.Refund, paid.RefundId, paid.InstitutionCode, received, cancellation), paid.Division);
            case "refund-dropped":
                var dropped = CloudEvents.DataOf<RefundDropped>(received);
                return (await EndAsync(db, RiskMatter.Refund, dropped.RefundId, dropped.InstitutionCode, received, cancellation), dropped.Division);
            case "complaint-upheld":
                var upheld = CloudEvents.DataOf<ComplaintUpheld>(received);
                var complaint = Guid.TryParse(received.Subject.Split('/')[^1], out var named) ? named : received.Id;
                return (await BeginAsync(db, RiskMatter.Complaint, $"{complaint}", upheld.InstitutionCode, received, cancellation), upheld.Division);
            case "tutor-filed":
                var filed = CloudEvents.DataOf<TutorFiled>(received);
                return (await BeginAsync(db, RiskMatter.Tutor, filed.TutorId, filed.InstitutionCode, received, cancellation), filed.Division);
            case "tutor-ended":
                var left = CloudEvents.DataOf<TutorEnded>(received);
                return (await EndAsync(db, RiskMatter.Tutor, left.TutorId, "", received, cancellation), left.Division);
            case "tutor-no-longer-holds":
                var barred = CloudEvents.DataOf<TutorNoLongerHolds>(received);
                return (await EndAsync(db, RiskMatter.Tutor, barred.TutorId, barred.InstitutionCode, received, cancellation), barred.Division);
            case "penalty-decided":
                var penalty = CloudEvents.DataOf<PenaltyDecided>(received);
                if (penalty.UnifiedSocialCreditCode is not { } punished) return ("", penalty.Division);
                penalty.EffectOf("RISK").Confirm(db, penalty.Division, MonitoringModule.ServiceName, now, "已计入风险评分");
                return (await BeginAsync(db, RiskMatter.Penalty, penalty.PenaltyId, punished, received, cancellation), penalty.Division);
            case "penalty-withdrawn":
                var withdrawn = CloudEvents.DataOf<PenaltyWithdrawn>(received);
                if (withdrawn.UnifiedSocialCreditCode is not { } freed) return ("", withdrawn.Division);
                return (await EndAsync(db, RiskMatter.Penalty, withdrawn.PenaltyId, freed, received, cancellation), withdrawn.Division);
            case "advertisement-breach-found":
                var breach = CloudEvents.DataOf<AdvertisementBreachFound>(received);
                if (breach.InstitutionCode is not { } advertiser) return ("", breach.Division);
                return (await BeginAsync(db, RiskMatter.Advertisement, breach.AdvertisementId, advertiser, received, cancellation), breach.Division);
            case "advertisement-dismissed":
                var cleared = CloudEvents.DataOf<AdvertisementDismissed>(received);
                return (await EndAsync(db, RiskMatter.Advertisement, cleared.AdvertisementId, "", received, cancellation), cleared.Division);
            default:
                var counted = CloudEvents.DataOf<InstitutionFiguresCounted>(received);
                return (await CountAsync(db, counted, received, cancellation), counted.Division);
        }
    }

    private static async Task<string> BeginAsync(MonitoringDb db, RiskMatter kind, string id, string code, ReceivedEvent received, CancellationToken cancellation)
    {
        var row = await RowAsync(db, kind, id, code, cancellation);
        row.Begin(received.Time);
        return row.InstitutionCode;
    }

    private static async Task<string> EndAsync(MonitoringDb db, RiskMatter kind, string id, string code, ReceivedEvent received, CancellationToken cancellation)
    {
        var row = await RowAsync(db, kind, id, code, cancellation);
        row.End(received.Time);
        return row.InstitutionCode;
    }

    /// <summary>The row of a matter; one whose end comes first is begun by it.</summary>
    private static async Task<ToldMatter> RowAsync(MonitoringDb db, RiskMatter kind, string id, string code, CancellationToken cancellation)
    {
        var key = Guid.Parse(id);
        var row = await db.Set<ToldMatter>().FindAsync([key], cancellation);
        if (row is null) db.Add(row = new ToldMatter { Id = key, Kind = kind });
        if (code.Length > 0) row.InstitutionCode = code;
        return row;
    }

    private static async Task<string> CountAsync(MonitoringDb db, InstitutionFiguresCounted counted, ReceivedEvent received, CancellationToken cancellation)
    {
        var code = counted.InstitutionCode ?? await RiskTold.CodeOfAsync(db, counted.InstitutionId, cancellation);
        if (code.Length == 0) return "";
        var day = ChinaDay.Of(received.Time);
        var row = await db.Set<ToldFigures>().FindAsync([code, day], cancellation);
        if (row is null) db.Add(row = new ToldFigures { InstitutionCode = code, Day = day });
        if (row.At > received.Time) return code;
        row.At = received.Time;
        // What was not counted stays as it was.
        (row.Pupils, row.ObligationsFen, row.BalanceFen) =
            (counted.Enrolled ?? row.Pupils, counted.PrepaidFen ?? row.ObligationsFen, counted.BalanceFen ?? row.BalanceFen);
        return code;
    }
}

/// <summary>Scores institutions by what was told of them.</summary>
internal static class RiskTold
{
    /// <summary>Reads everything told of an institution, what this step has noted included, and scores it.</summary>
    public static async Task ScoreAsync(MonitoringDb db, string code, string division, DateTime now, CancellationToken cancellation)
    {
        var law = Law.Current.At(DivisionCode.Parse(division), ChinaDay.Of(now));
        await LoadAsync(db, [code], cancellation);
        var inputs = Inputs(db, code, now);
        var profile = await db.Set<RiskProfile>().SingleOrDefaultAsync(p => p.InstitutionCode == code, cancellation);
        if (profile is null)
        {
            var id = await db.Set<MonitoredInstitution>().Where(i => i.Code == code).Select(i => (Guid?)i.Id).FirstOrDefaultAsync(cancellation);
            db.Add(profile = RiskProfile.Open(new Owner(division, id is { } known ? $"{known}" : "", code), inputs, law, now));
        }
        else profile.Put(inputs, Law.Current.At(DivisionCode.Parse(profile.Division), law.Date), now);
        if (await RiskSweep.WarnAsync(db, profile, law, now) is { } warning)
            db.Announce(MonitoringModule.ServiceName, $"risk-warnings/{warning.Id}", warning.Version, now, RiskMapping.RaisedOf(warning));
    }

    /// <summary>Reads what was told of institutions.</summary>
    public static async Task LoadAsync(MonitoringDb db, IReadOnlyCollection<string> codes, CancellationToken cancellation)
    {
        var among = codes.ToArray();
        await db.Set<ToldMatter>().Where(m => EF.Parameter(among).Contains(m.InstitutionCode)).LoadAsync(cancellation);
        await db.Set<ToldFigures>().Where(f => EF.Parameter(among).Contains(f.InstitutionCode)).LoadAsync(cancellation);
        await db.Set<MonitoredInstitution>().Where(i => EF.Parameter(among).Contains(i.Code)).LoadAsync(cancellation);
    }

    /// <summary>Inputs for today of an institution that was read; none when nothing was told of it.</summary>
    public static IReadOnlyList<RiskInput> Inputs(MonitoringDb db, string code, DateTime now) => ToldInputs.Of(
        [.. db.Set<ToldMatter>().Local.Where(m => m.InstitutionCode == code)], [.. db.Set<ToldFigures>().Local.Where(f => f.InstitutionCode == code)], now, ChinaDay.Of(now),
        db.Set<MonitoredInstitution>().Local.Where(i => i.Code == code && i.MayTrain).Min(i => i.LeaseEndsOn));

    public static async Task<string> CodeOfAsync(MonitoringDb db, string institution, CancellationToken cancellation) =>
        Guid.TryParse(institution, out var id) ? await db.Set<MonitoredInstitution>().Where(i => i.Id == id).Select(i => i.Code).SingleOrDefaultAsync(cancellation) ?? "" : "";

    /// <summary>Forgets what no score looks at any more: matters that ended, complaints and figures from before the time looked back over.</summary>
    public static async Task<bool> ForgetAsync(MonitoringDb db, TimeProvider clock, CancellationToken cancellation)
    {
        var past = clock.GetUtcNow().UtcDateTime.AddDays(-2 * ToldInputs.Window);
        var day = ChinaDay.Of(past);
        await db.Set<ToldMatter>().Where(m => m.Kind != RiskMatter.Refund && m.EndedAt < past && (m.BeganAt == null || m.BeganAt < m.EndedAt)).ExecuteDeleteAsync(cancellation);
        await db.Set<ToldFigures>()
            .Where(f => f.Day < day && db.Set<ToldFigures>().Any(later => later.InstitutionCode == f.InstitutionCode && later.Day > f.Day && later.Day < day))
            .ExecuteDeleteAsync(cancellation);
        return false;
    }
}

internal sealed class ToldMatterTable : IEntityTypeConfiguration<ToldMatter>
{
    public void Configure(EntityTypeBuilder<ToldMatter> row)
    {
        row.ToTable("told_matters");
        row.HasKey(m => m.Id);
        row.Property(m => m.Id).ValueGeneratedNever();
        row.Property(m => m.InstitutionCode).HasMaxLength(18);
        row.HasIndex(m => m.InstitutionCode);
        row.HasIndex(m => new { m.Kind, m.EndedAt });
    }
}

internal sealed class ToldFiguresTable : IEntityTypeConfiguration<ToldFigures>
{
    public void Configure(EntityTypeBuilder<ToldFigures> row)
    {
        row.ToTable("told_figures");
        row.HasKey(f => new { f.InstitutionCode, f.Day });
        row.Property(f => f.InstitutionCode).HasMaxLength(18);
    }
}
