using Microsoft.EntityFrameworkCore;
using ShuangJian.Contracts;
using ShuangJian.Platform.Data;
using ShuangJian.Platform.Edge;
using ShuangJian.Platform.Identity;
using ShuangJian.Policy;
using ShuangJian.Supervision.Domain;
using Wire = ShuangJian.Protos.Supervision.V1;

namespace ShuangJian.Supervision;

/// <summary>The last number given to accounts of a place and year. Who orders takes its turn, so numbers have no gap.</summary>
internal sealed class LedgerNumber
{
    public required string Division { get; init; }

    public required int Year { get; init; }

    public int Last { get; set; }
}

/// <summary>Opens accounts and announces what happens to them.</summary>
internal static class Rectifications
{
    /// <summary>Name of the collection.</summary>
    public const string Name = "rectifications";

    public static string NameOf(Rectification one) => $"{Name}/{one.Id}";

    /// <summary>Who calls, as accounts keep it.</summary>
    public static Actor ActorOf(Caller caller) =>
        new(caller.Subject, caller.Department == default ? "" : caller.Department.ToCode(), caller.Jurisdiction.ToString());

    /// <summary>Opens an account: whoever orders something, from whatever source, comes through here.</summary>
    /// <exception cref="Refusal">RECTIFICATION_EXISTS; ORDER_NOT_ALLOWED.</exception>
    public static async Task<Rectification> OrderAsync(SupervisionDb db, Command command, string division, RectificationContent content)
    {
        var (law, now) = (command.LawIn(division), command.Now);
        if (Rectification.KeyOf(division, content) is { } key
            && await db.Set<Rectification>().AsNoTracking().Where(r => r.OpenKey == key).Select(r => (Guid?)r.Id).SingleOrDefaultAsync() is { } open)
        {
            throw Refusal.Of(RefusalKind.Exists, "RECTIFICATION_EXISTS", "该事项已有未销号的整改账目。", "An open account of the matter exists.", ("rectification_id", $"{open}"));
        }
        var one = Rectification.Order(await NumberAsync(db, division, law.Date.Year), content, ActorOf(command.Caller), law, now);
        db.Add(one);
        command.Resource = NameOf(one);
        command.Announce(command.Resource, one.Version, new RectificationOrdered
        {
            Division = one.Division, RectificationId = $"{one.Id}", LedgerNumber = one.Number, SubjectKind = EnumMap<Wire.SubjectKind, SubjectKind>.Word(one.SubjectKind),
            SubjectCode = CodeOf(one), Source = EnumMap<Wire.RectificationSource, RectificationSource>.Word(one.Source), SourceId = one.SourceId.Length > 0 ? one.SourceId : null,
            Clauses = [.. one.Items.SelectMany(i => i.Basis).Select(b => b.Clause).Distinct()], ItemCount = one.Items.Count, DueDate = one.DueDate,
        });
        return one;
    }

    /// <summary>Working days of a notice: what is asked for, or those of the place.</summary>
    public static int TermOf(LawAt law, int asked, string field)
    {
        var most = law.Limit(Law.RectifyWorkingDaysMost)?.Value;
        if (asked > most) throw Rejection.Invalid(field, $"不得超过{most}个工作日", $"is more than {most} working days");
        return asked > 0 ? asked : law.Limit(Law.RectifyWorkingDays)?.Value ?? throw Rejection.Invalid(field, "当地没有缺省期限，必填", "is required where no text sets a term");
    }

    /// <summary>Where a clause and a rule come from; only what is in force at the place and day is cited.</summary>
    public static IReadOnlyList<LegalBasis> BasisOf(LawAt law, IEnumerable<string> clauses) =>
        law.ByClauses(Severity.Breach, "", "", "", [.. clauses.Distinct()], nameof(BasisOf))?.Basis ?? [];

    public static string? CodeOf(Rectification one) => one.SubjectCode.Length > 0 ? one.SubjectCode : null;

    /// <summary>Announces the closing; credit lasts on what a penalty or a complaint costs until it is rectified.</summary>
    public static void AnnounceClosed(Command command, Rectification one)
    {
        command.Announce(command.Resource, one.Version, new RectificationClosed { Division = one.Division, RectificationId = $"{one.Id}", SubjectCode = CodeOf(one), Late = one.Overdue });
        if (one.SubjectKind != SubjectKind.Institution || one.Source is not (RectificationSource.Complaint or RectificationSource.Penalty)) return;
        command.Announce(command.Resource, one.Version, new BreachRectified
        {
            Division = one.Division, InstitutionCode = one.SubjectCode, Cause = one.SourceId, RectifiedOn = command.Today,
        });
    }

    /// <summary>Takes the next number. The row is held until the account is stored, so two never get the same one.</summary>
    private static async Task<string> NumberAsync(SupervisionDb db, string division, int year)
    {
        if (db.Database.CurrentTransaction is null) await db.Database.BeginTransactionAsync();
        var taken = await db.Set<LedgerNumber>().Where(n => n.Division == division && n.Year == year).ExecuteUpdateAsync(set => set.SetProperty(n => n.Last, n => n.Last + 1));
        if (taken == 0)
        {
            db.Add(new LedgerNumber { Division = division, Year = year, Last = 1 });
            // At once: of several who begin a year, the others find out here, and take their call up again.
            await db.SaveChangesAsync();
        }
        var last = await db.Set<LedgerNumber>().AsNoTracking().Where(n => n.Division == division && n.Year == year).Select(n => n.Last).SingleAsync();
        return $"ZG-{division}-{year}-{last:D6}";
    }
}
