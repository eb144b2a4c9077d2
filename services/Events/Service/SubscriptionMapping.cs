using Google.Protobuf.WellKnownTypes;
using ShuangJian.Platform.Data;
using ShuangJian.Platform.Edge;
using ShuangJian.Platform.Identity;
using Wire = ShuangJian.Protos.Event.V1;

namespace ShuangJian.Events;

/// <summary>Carries subscriptions and receipts into the contract.</summary>
internal static class SubscriptionMapping
{
    public static Wire.Subscription ToProto(this Subscription one, SubscriptionProgress progress, Mailbox? queue, DateOnly today) => new()
    {
        SubscriptionId = $"{one.Id}", Division = one.Division, Department = Codes.TryDepartment(one.Department, out var department) ? department : default, Title = one.Title,
        Types_ = { one.Types }, DeliveredTypes = { one.DeliveredTypes(today) }, Delivery = EnumMap<Wire.Delivery, Delivery>.ToWire(one.Delivery),
        State = EnumMap<Wire.SubscriptionState, SubscriptionState>.ToWire(one.State), StartAfterSequence = one.StartAfter,
        AcknowledgedSequence = progress.Acknowledged, AcknowledgedTime = progress.AcknowledgedAt?.ToTimestamp(), AcknowledgedCount = progress.Events,
        Queue = queue?.ToProto(), Etag = Etag.Of(one.Version), CreateTime = one.CreatedAt.ToTimestamp(),
    };

    public static Wire.Receipt ToProto(this Receipt one) => new()
    {
        Number = one.Number, FirstSequence = one.First, LastSequence = one.Last, EventCount = one.Events, Types_ = { CountsOf([one]) },
        Proof = EnumMap<Wire.Proof, Proof>.ToWire(one.Proof), AcknowledgedTime = one.At.ToTimestamp(), Hash = Convert.ToHexStringLower(one.Hash),
    };

    public static IEnumerable<Wire.TypeCount> CountsOf(IEnumerable<Receipt> receipts) =>
        receipts.SelectMany(r => Acknowledged.Parse(r.Types)).GroupBy(t => t.Type, StringComparer.Ordinal).OrderBy(t => t.Key, StringComparer.Ordinal)
            .Select(t => new Wire.TypeCount { Type = t.Key, EventCount = t.Sum(x => x.Events) });

    private static Wire.SubscriptionQueue ToProto(this Mailbox one) => new()
    {
        Queue = Mailbox.NameOf(one.SubscriptionId), DeadLetterQueue = Mailbox.DeadNameOf(one.SubscriptionId),
        State = EnumMap<Wire.QueueState, QueueState>.ToWire(one.State), WaitingCount = one.Waiting, RedeliveredCount = one.Redelivered, DeadLetteredCount = one.DeadLettered,
        ObservedTime = one.ObservedAt?.ToTimestamp(), RebuiltTime = one.RebuiltAt?.ToTimestamp(),
    };
}
