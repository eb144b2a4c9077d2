using ShuangJian.Policy;

namespace ShuangJian.Supervision.Domain;

#pragma warning disable CS1591 // The words of these enums are those of the contract, where each is explained.
/// <summary>What a penalty brings about elsewhere.</summary>
public enum PenaltyEffectKind { BlackList, ListEdition, Credit, LicenceSuspended, LicenceRevoked, MoneyFrozen, Risk, Courses, PrepaidMoney, AfterSchool, Labour }

/// <summary>Whether an effect has come about.</summary>
public enum PenaltyEffectState { Requested, Done, Refused }
#pragma warning restore CS1591

/// <summary>Something that another service does because of a penalty, and confirms.</summary>
public sealed class PenaltyEffect : Versioned
{
    private PenaltyEffect()
    {
    }

    /// <summary>The penalty.</summary>
    public Guid PenaltyId { get; private set; }

    /// <summary>What is to come about.</summary>
    public PenaltyEffectKind Kind { get; private set; }

    /// <summary>Service that sees to it.</summary>
    public string Service { get; private set; } = "";

    /// <summary>Identifier by which that service confirms it, where it has one of its own; null otherwise.</summary>
    public string? Reference { get; private set; }

    /// <summary>Whether it has come about.</summary>
    public PenaltyEffectState State { get; private set; }

    /// <summary>Day by which it is to be confirmed; null when no calendar tells it.</summary>
    public DateOnly? DueDate { get; private set; }

    /// <summary>Whether that day passed without confirmation.</summary>
    public bool Overdue { get; private set; }

    /// <summary>When it was confirmed or refused; null until then.</summary>
    public DateTimeOffset? ConfirmedAt { get; private set; }

    /// <summary>What was done, or why not, in Chinese.</summary>
    public string Note { get; private set; } = "";

    /// <summary>Requests an effect.</summary>
    public static PenaltyEffect Request(PenaltyCase penalty, PenaltyEffectKind kind, string service, LawAt today, DateTimeOffset now, string? reference = null, DateOnly? due = null)
    {
        var one = new PenaltyEffect { PenaltyId = penalty.Id, Kind = kind, Service = service, Reference = reference };
        one.DueDate = due ?? (today.Limit(Law.PenaltyEffectWorkingDays) is { } days && today.Law.Calendar.AddWorkingDays(today.Date, days.Value).TryGet(out var day) ? day : null);
        one.Begin(penalty.Division, now);
        return one;
    }

    /// <summary>What a decision brings about, and which service sees to it.</summary>
    /// <param name="penalty">The decided case.</param>
    /// <param name="blackListed">Whether its ground leads to the black list.</param>
    public static IEnumerable<(PenaltyEffectKind Kind, string Service)> Of(PenaltyCase penalty, bool blackListed)
    {
        var measures = penalty.Decision!.Measures;
        var (licensed, coded) = (penalty.PartyKind == PenaltyPartyKind.Institution, penalty.PartyCode.Length > 0);
        var revoked = licensed && measures.Contains(PenaltyMeasure.Revocation);
        if (blackListed || revoked)
        {
            yield return (PenaltyEffectKind.BlackList, "institutions");
            yield return (PenaltyEffectKind.ListEdition, "institutions");
        }
        if (coded) yield return (PenaltyEffectKind.Credit, "institutions");
        if (coded) yield return (PenaltyEffectKind.Risk, "monitoring");
        if (revoked) yield return (PenaltyEffectKind.LicenceRevoked, "institutions");
        else if (licensed && measures.Contains(PenaltyMeasure.Suspension)) yield return (PenaltyEffectKind.LicenceSuspended, "institutions");
        if (licensed && (revoked || measures.Contains(PenaltyMeasure.Stop) || measures.Contains(PenaltyMeasure.Refund) || measures.Contains(PenaltyMeasure.Suspension)))
            yield return (PenaltyEffectKind.MoneyFrozen, "custody");
    }

    /// <summary>Takes the word of the service; what was confirmed once stays so.</summary>
    public void Confirm(bool done, string note, DateTimeOffset now)
    {
        if (State == PenaltyEffectState.Done) return;
        (State, Note, ConfirmedAt, Overdue) = (done ? PenaltyEffectState.Done : PenaltyEffectState.Refused, note, now, false);
        Touch(now);
    }

    /// <summary>Notes that its day passed; the day itself is still in time.</summary>
    /// <returns>Whether it became overdue just now.</returns>
    public bool MarkOverdue(DateOnly today, DateTimeOffset now)
    {
        if (Overdue || State != PenaltyEffectState.Requested || DueDate is null || today <= DueDate) return false;
        Overdue = true;
        Touch(now);
        return true;
    }
}
