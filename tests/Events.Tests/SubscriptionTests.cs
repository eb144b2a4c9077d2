using Grpc.Core;
using ShuangJian.Protos.Event.V1;
using ShuangJian.Testing;
using Department = ShuangJian.Protos.Type.V1.Department;
using WireState = ShuangJian.Protos.Event.V1.SubscriptionState;

namespace ShuangJian.Events.Tests;

public sealed class SubscriptionTests
{
    private const string Homework = "school.homework-counted";

    [Fact]
    public async Task A_department_is_told_what_it_may_subscribe_to_with_the_clause()
    {
        await using var host = await EventHost.StartAsync();
        var events = (await host.Subscriptions("530100").ListSubscribableEventsAsync(new() { Division = "530100" })).Events;
        var breach = Assert.Single(events, e => e.Type == Subscriber.Breach);
        Assert.Equal(("advertising", true, "KM-11"), (breach.Matter, breach.Leads, breach.Basis.Clause));
        Assert.DoesNotContain(events, e => e.Type == Homework);
        var operators = new SubscriptionService.SubscriptionServiceClient(host.With(host.Token("OPERATOR", "530000")));
        Assert.Equal(events, (await operators.ListSubscribableEventsAsync(new() { Division = "530100", Department = Department.MarketRegulation })).Events);
        Assert.Contains("department", (await RichError.OfAsync(operators.ListSubscribableEventsAsync(new() { Division = "530100" }))).Fields.Keys);
    }

    [Fact]
    public async Task What_the_duty_does_not_call_for_is_refused_with_whose_it_is()
    {
        await using var host = await EventHost.StartAsync();
        var refused = await RichError.OfAsync(host.Subscriptions("530100").CreateSubscriptionAsync(Subscriber.Order("530100", Subscriber.Breach, Homework)));
        Assert.Equal((StatusCode.PermissionDenied, "SUBSCRIPTION_BEYOND_DUTY", Homework), (refused.Code, refused.Reason, refused.Facts["types"]));
        var finding = Assert.Single(refused.Findings);
        Assert.Equal(("EventIsBeyondDuty", Homework, "KM-1"), (finding.Rule, finding.Subject, finding.Basis[0].Clause));
        Assert.Contains("EDUCATION", finding.MessageEn, StringComparison.Ordinal);
        Assert.Equal("OUT_OF_JURISDICTION", await RichError.ReasonAsync(host.Subscriptions("530102").CreateSubscriptionAsync(Subscriber.Order("530100", Subscriber.Breach))));
        Assert.Equal("SUBSCRIPTION_BEYOND_DUTY", await RichError.ReasonAsync(host.Subscriptions("530100", "TRADE_UNIONS").CreateSubscriptionAsync(Subscriber.Order("530100"))));
        Assert.Contains("types[0]", (await RichError.OfAsync(host.Subscriptions("530100").CreateSubscriptionAsync(Subscriber.Order("530100", "weather.rain-fell")))).Fields.Keys);
        var read = await RichError.OfAsync(new EventLogService.EventLogServiceClient(host.AsRegulator("530100", "MARKET_REGULATION")).ListEventsAsync(new() { Division = "530100", Types_ = { Homework } }));
        Assert.Equal("SUBSCRIPTION_BEYOND_DUTY", read.Reason);
    }

    [Fact]
    public async Task A_trial_stores_nothing_and_the_same_call_makes_one_subscription()
    {
        await using var host = await EventHost.StartAsync();
        var market = host.Subscriptions("530100");
        var order = Subscriber.Order("530100", Subscriber.Breach);
        var trial = order.Clone();
        trial.ValidateOnly = true;
        Assert.Equal([Subscriber.Breach], (await market.CreateSubscriptionAsync(trial)).Subscription.DeliveredTypes);
        Assert.Empty((await market.ListSubscriptionsAsync(new() { Division = "530100" })).Subscriptions);
        var made = (await market.CreateSubscriptionAsync(order)).Subscription;
        Assert.Equal(made, (await market.CreateSubscriptionAsync(order)).Subscription);
        Assert.Equal(made.SubscriptionId, Assert.Single((await market.ListSubscriptionsAsync(new() { Division = "530100" })).Subscriptions).SubscriptionId);
        order.Title = "另一个名称";
        Assert.Equal("REQUEST_ID_REUSED", await RichError.ReasonAsync(market.CreateSubscriptionAsync(order)));
    }

    [Fact]
    public async Task It_is_changed_paused_resumed_and_removed_by_etag_and_state()
    {
        await using var host = await EventHost.StartAsync();
        var market = host.Subscriptions("530100");
        var made = await host.SubscribeAsync("530100", Subscriber.Breach);
        UpdateSubscriptionRequest Update(string etag, params string[] types) => new() { RequestId = Registry.NewId(), SubscriptionId = made.SubscriptionId, Title = "收费", Types_ = { types }, Etag = etag };
        var changed = (await market.UpdateSubscriptionAsync(Update(made.Etag, "monitoring.fee-excess-found"))).Subscription;
        Assert.Equal(("收费", "monitoring.fee-excess-found"), (changed.Title, Assert.Single(changed.DeliveredTypes)));
        Assert.Equal("ETAG_MISMATCH", await RichError.ReasonAsync(market.UpdateSubscriptionAsync(Update(made.Etag))));
        Assert.Equal("SUBSCRIPTION_BEYOND_DUTY", await RichError.ReasonAsync(market.UpdateSubscriptionAsync(Update(changed.Etag, Homework))));
        // Asking for nothing is asking for everything that the duty allows.
        Assert.Contains(Subscriber.Breach, (await market.UpdateSubscriptionAsync(Update(""))).Subscription.DeliveredTypes);

        Assert.Equal(WireState.Paused, (await market.PauseSubscriptionAsync(new() { RequestId = Registry.NewId(), SubscriptionId = made.SubscriptionId })).Subscription.State);
        Assert.Equal("SUBSCRIPTION_STATE", await RichError.ReasonAsync(market.PauseSubscriptionAsync(new() { RequestId = Registry.NewId(), SubscriptionId = made.SubscriptionId })));
        Assert.Equal(WireState.Active, (await market.ResumeSubscriptionAsync(new() { RequestId = Registry.NewId(), SubscriptionId = made.SubscriptionId })).Subscription.State);
        Assert.Equal(WireState.Removed, (await market.RemoveSubscriptionAsync(new() { RequestId = Registry.NewId(), SubscriptionId = made.SubscriptionId })).Subscription.State);
        Assert.Equal("SUBSCRIPTION_STATE", await RichError.ReasonAsync(market.ResumeSubscriptionAsync(new() { RequestId = Registry.NewId(), SubscriptionId = made.SubscriptionId })));
        Assert.Empty((await market.ListSubscriptionsAsync(new() { Division = "530100", States = { WireState.Active } })).Subscriptions);
    }

    [Fact]
    public async Task To_another_department_or_place_it_does_not_exist()
    {
        await using var host = await EventHost.StartAsync();
        var made = await host.SubscribeAsync("530100", Subscriber.Breach);
        var ask = new GetSubscriptionRequest { SubscriptionId = made.SubscriptionId };
        Assert.Equal("RESOURCE_NOT_FOUND", await RichError.ReasonAsync(host.Subscriptions("530100", "EDUCATION").GetSubscriptionAsync(ask)));
        Assert.Equal("OUT_OF_JURISDICTION", await RichError.ReasonAsync(host.Subscriptions("331000").GetSubscriptionAsync(ask)));
        Assert.Equal("RESOURCE_NOT_FOUND", await RichError.ReasonAsync(host.Receipts("530100", "EDUCATION").VerifyReceiptsAsync(new() { SubscriptionId = made.SubscriptionId })));
        Assert.Empty((await host.Subscriptions("530100", "EDUCATION").ListSubscriptionsAsync(new() { Division = "530100" })).Subscriptions);
        Assert.Equal(made.SubscriptionId, (await host.Subscriptions("530000").GetSubscriptionAsync(ask)).Subscription.SubscriptionId);
        var operators = new SubscriptionService.SubscriptionServiceClient(host.With(host.Token("OPERATOR", "530000")));
        Assert.Single((await operators.ListSubscriptionsAsync(new() { Division = "530000" })).Subscriptions);
        Assert.Equal("AUDIENCE_NOT_ALLOWED", await RichError.ReasonAsync(operators.CreateSubscriptionAsync(Subscriber.Order("530100", Subscriber.Breach))));
    }

    [Fact]
    public async Task Without_a_broker_a_queue_is_refused()
    {
        await using var host = await EventHost.StartAsync();
        var order = Subscriber.Order("530100", Subscriber.Breach);
        order.Delivery = Protos.Event.V1.Delivery.Queue;
        var refused = await RichError.OfAsync(host.Subscriptions("530100").CreateSubscriptionAsync(order));
        Assert.Equal((StatusCode.FailedPrecondition, "QUEUES_NOT_OFFERED"), (refused.Code, refused.Reason));
        var made = await host.SubscribeAsync("530100", Subscriber.Breach);
        Assert.Equal("DELIVERY_KIND", await RichError.ReasonAsync(host.Subscriptions("530100").RotateCredentialsAsync(new() { RequestId = Registry.NewId(), SubscriptionId = made.SubscriptionId })));
    }
}
