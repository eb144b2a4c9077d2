using ShuangJian.Policy;

namespace ShuangJian.Events;

/// <summary>How events reach a subscriber.</summary>
public enum Delivery
{
    /// <summary>Over gRPC.</summary>
    Stream,

    /// <summary>Into a queue of its own at the broker.</summary>
    Queue,
}

/// <summary>Where a subscription stands.</summary>
public enum SubscriptionState
{
    /// <summary>It delivers.</summary>
    Active,

    /// <summary>It keeps its position and delivers nothing.</summary>
    Paused,

    /// <summary>It is over.</summary>
    Removed,
}

/// <summary>A department's standing order for events of a place.</summary>
public sealed class Subscription : Versioned
{
    private Subscription()
    {
    }

    /// <summary>Department, as the law data names it.</summary>
    public string Department { get; private set; } = "";

    /// <summary>Title in Chinese.</summary>
    public string Title { get; private set; } = "";

    /// <summary>Types asked for; empty for all that the duty allows.</summary>
    public IReadOnlyList<string> Types { get; private set; } = [];

    /// <summary>How events reach the subscriber.</summary>
    public Delivery Delivery { get; private set; }

    /// <summary>Where it stands.</summary>
    public SubscriptionState State { get; private set; }

    /// <summary>Position after which it began.</summary>
    public long StartAfter { get; private set; }

    /// <summary>Begins one.</summary>
    public static Subscription Begin(string division, string department, string title, IReadOnlyList<string> types, Delivery delivery, long startAfter, DateTime now)
    {
        var one = new Subscription { Department = department, Title = title, Types = types, Delivery = delivery, StartAfter = startAfter };
        one.Begin(division, now);
        return one;
    }

    /// <summary>Changes what it delivers.</summary>
    /// <exception cref="Refusal">SUBSCRIPTION_STATE.</exception>
    public void Change(string title, IReadOnlyList<string> types, DateTime now)
    {
        Must(SubscriptionState.Active, SubscriptionState.Paused);
        (Title, Types) = (title, types);
        Touch(now);
    }

    /// <summary>Stops delivering for a while.</summary>
    /// <exception cref="Refusal">SUBSCRIPTION_STATE.</exception>
    public void Pause(DateTime now) => Go(SubscriptionState.Paused, now, SubscriptionState.Active);

    /// <summary>Delivers again.</summary>
    /// <exception cref="Refusal">SUBSCRIPTION_STATE.</exception>
    public void Resume(DateTime now) => Go(SubscriptionState.Active, now, SubscriptionState.Paused);

    /// <summary>Ends it.</summary>
    /// <exception cref="Refusal">SUBSCRIPTION_STATE.</exception>
    public void Remove(DateTime now) => Go(SubscriptionState.Removed, now, SubscriptionState.Active, SubscriptionState.Paused);

    /// <summary>Refuses a step that its state does not allow.</summary>
    /// <exception cref="Refusal">SUBSCRIPTION_STATE.</exception>
    public void Must(params SubscriptionState[] allowed)
    {
        if (!allowed.Contains(State)) throw Refusal.OfState("SUBSCRIPTION_STATE", State, allowed);
    }

    /// <summary>Refuses a step that is for the other way of delivery.</summary>
    /// <exception cref="Refusal">DELIVERY_KIND.</exception>
    public void Must(Delivery delivery)
    {
        if (Delivery != delivery)
            throw Refusal.Of("DELIVERY_KIND", "该操作不适用于此投递方式。", "The step is for the other way of delivery.", ("delivery", Refusal.Word($"{Delivery}")));
    }

    private void Go(SubscriptionState to, DateTime now, params SubscriptionState[] from)
    {
        Must(from);
        State = to;
        Touch(now);
    }
}

/// <summary>How far a subscriber has come. Beside the subscription, because every acknowledgement changes it.</summary>
public sealed class SubscriptionProgress
{
    /// <summary>The subscription.</summary>
    public required Guid SubscriptionId { get; init; }

    /// <summary>Last position acknowledged.</summary>
    public required long Acknowledged { get; set; }

    /// <summary>When that was; null before the first.</summary>
    public DateTime? AcknowledgedAt { get; set; }

    /// <summary>Events acknowledged.</summary>
    public long Events { get; set; }

    /// <summary>Number of the last receipt. Whoever files one moves it on, so two cannot give the same number.</summary>
    public long Receipts { get; set; }

    /// <summary>Hash of the last receipt.</summary>
    public byte[] Hash { get; set; } = new byte[32];

    /// <summary>The stream that delivers now; a later one takes over.</summary>
    public Guid? StreamId { get; set; }
}

/// <summary>Where the queue of a subscription stands.</summary>
public enum QueueState
{
    /// <summary>It is being made, or filled from the log.</summary>
    Preparing,

    /// <summary>It gets every event.</summary>
    Ready,

    /// <summary>It keeps what it has and gets nothing more.</summary>
    Paused,

    /// <summary>It is gone.</summary>
    Removed,
}

/// <summary>The queue of a subscription. Only the pump changes it once it is there, but for the password.</summary>
public sealed class Mailbox
{
    /// <summary>The subscription.</summary>
    public required Guid SubscriptionId { get; init; }

    /// <summary>Where it stands.</summary>
    public QueueState State { get; set; }

    /// <summary>Salted hash of the password, in the form that the broker takes; the password itself is kept nowhere.</summary>
    public required string PasswordHash { get; set; }

    /// <summary>Whether the broker has been told that hash.</summary>
    public bool PasswordTold { get; set; }

    /// <summary>Up to here it has been given what it is to have.</summary>
    public required long FilledTo { get; set; }

    /// <summary>Routing keys by which it is bound.</summary>
    public IReadOnlyList<string> Keys { get; set; } = [];

    /// <summary>Messages that wait or are not acknowledged.</summary>
    public long Waiting { get; set; }

    /// <summary>Deliveries repeated.</summary>
    public long Redelivered { get; set; }

    /// <summary>What of these the broker counts since its own start.</summary>
    public long RedeliveredAtBroker { get; set; }

    /// <summary>Messages in the dead-letter queue.</summary>
    public long DeadLettered { get; set; }

    /// <summary>When the broker told so.</summary>
    public DateTime? ObservedAt { get; set; }

    /// <summary>When it was last found missing.</summary>
    public DateTime? RebuiltAt { get; set; }

    /// <summary>Name of a queue, and of its user.</summary>
    public static string NameOf(Guid subscription) => $"shuangjian.sub.{subscription}";

    /// <summary>Name of its dead-letter queue.</summary>
    public static string DeadNameOf(Guid subscription) => $"{NameOf(subscription)}.dead";
}

/// <summary>Proves that events were acknowledged.</summary>
public sealed class Receipt
{
    /// <summary>The subscription.</summary>
    public required Guid SubscriptionId { get; init; }

    /// <summary>Number within it, from 1 without gaps.</summary>
    public required long Number { get; init; }

    /// <summary>Position of the first event.</summary>
    public required long First { get; init; }

    /// <summary>Position of the last event.</summary>
    public required long Last { get; init; }

    /// <summary>Events by type, in the order of the types: <c>custody.refund-paid=3;…</c>.</summary>
    public required string Types { get; init; }

    /// <summary>Events.</summary>
    public required long Events { get; init; }

    /// <summary>How it is known.</summary>
    public required Proof Proof { get; init; }

    /// <summary>When they were acknowledged.</summary>
    public required DateTime At { get; init; }

    /// <summary>Hash over that of the receipt before and everything in this one.</summary>
    public required byte[] Hash { get; init; }
}

/// <summary>How an acknowledgement is known.</summary>
public enum Proof
{
    /// <summary>The subscriber acknowledged on its stream.</summary>
    Stream,

    /// <summary>The broker told that the messages have left the queue.</summary>
    Broker,
}
