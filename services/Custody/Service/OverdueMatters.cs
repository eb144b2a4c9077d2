using ShuangJian.Custody.Domain;
using ShuangJian.Platform.Hosting;

namespace ShuangJian.Custody;

/// <summary>What operators are shown of terms that have run out: what stands open, whoever was told of it.</summary>
internal static class OverdueMatters
{
    /// <summary>Shows them as gauges.</summary>
    public static ModuleBuilder ShowsOverdue(this ModuleBuilder service) => service
        .Overdue<CustodyDb>("refund", (db, today) => db.Set<Refund>().Where(r => (r.State == RefundState.Asked || r.State == RefundState.Refused || r.State == RefundState.Agreed) && r.PayBy < today));
}
