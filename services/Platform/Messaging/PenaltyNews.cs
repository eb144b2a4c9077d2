using ShuangJian.Contracts;
using ShuangJian.Platform.Data;

namespace ShuangJian.Platform.Messaging;

/// <summary>How services answer a penalty: each effect that is theirs is confirmed in the transaction in which it was seen to.</summary>
public static class PenaltyNews
{
    /// <summary>Effect of a kind that a service owes; null when none is asked of it.</summary>
    public static PenaltyEffectFact? EffectOf(this PenaltyDecided fact, string kind) => fact.Effects?.FirstOrDefault(e => e.Kind == kind);

    /// <summary>Marks what was done because of a penalty, so that it can be undone with it.</summary>
    public static string Mark(string penaltyId) => $"行政处罚（{penaltyId}）";

    /// <summary>Confirms an effect; nothing happens when none was asked for.</summary>
    public static void Confirm(
        this PenaltyEffectFact? effect, PlatformDb db, string division, string service, DateTime now, string note, bool done = true, IReadOnlyList<ConsequenceFact>? consequences = null)
    {
        if (effect is null) return;
        db.Announce(service, $"penaltyEffects/{effect.EffectId}", 1, now, new PenaltyEffectConfirmed
        {
            Division = division, EffectId = effect.EffectId, Service = service, Done = done, Note = note, Consequences = consequences,
        });
    }
}
