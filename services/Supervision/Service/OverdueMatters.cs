using ShuangJian.Supervision.Domain;
using ShuangJian.Platform.Hosting;

namespace ShuangJian.Supervision;

/// <summary>What operators are shown of terms that have run out: what stands open, whoever was told of it.</summary>
internal static class OverdueMatters
{
    /// <summary>Shows them as gauges.</summary>
    public static ModuleBuilder ShowsOverdue(this ModuleBuilder service) => service
        .Overdue<SupervisionDb>("rectification", (db, today) => db.Set<Rectification>().Where(r => r.State != RectificationState.Closed && r.DueDate < today))
        .Overdue<SupervisionDb>("complaint_acceptance", (db, today) => db.Set<Complaint>().Where(c => c.State == ComplaintState.Dispatched && c.AcceptanceDue < today))
        .Overdue<SupervisionDb>("complaint_answer", (db, today) => db.Set<Complaint>().Where(c => (c.State == ComplaintState.Dispatched || c.State == ComplaintState.Accepted) && c.AnswerDue < today))
        .Overdue<SupervisionDb>("penalty", (db, today) => db.Set<PenaltyCase>().Where(p => p.DueDate < today))
        .Overdue<SupervisionDb>("penalty_effect", (db, today) => db.Set<PenaltyEffect>().Where(e => e.State == PenaltyEffectState.Requested && e.DueDate < today))
        .Overdue<SupervisionDb>("record", (db, today) => db.Set<SupervisionRecord>().Where(r => r.CompletedOn == null && r.DueDate < today && (r.State == SupervisionRecordState.Confirmed || r.State == SupervisionRecordState.Published)));
}
