"""Kunming's market regulation subscribes, once over gRPC and once over AMQP, and asks for what is not its duty."""
from client import *
from shuangjian.event.v1 import subscription_pb2 as sub
from shuangjian.event.v1 import subscription_pb2_grpc

subscriptions = subscription_pb2_grpc.SubscriptionServiceStub(channel)
market = officer("530100", "MARKET_REGULATION")


def order(title, delivery, types=(), division="530100"):
    return sub.CreateSubscriptionRequest(request_id=request_id(), division=division, title=title, delivery=delivery, types=types)


stream = call(subscriptions.CreateSubscription, order("流式订阅", sub.DELIVERY_STREAM), market, patience=30)
queue = call(subscriptions.CreateSubscription, order("队列订阅", sub.DELIVERY_QUEUE), market, patience=30)
beyond = outcome(subscriptions.CreateSubscription, order("作业", sub.DELIVERY_STREAM, ["school.homework-counted"]), market)
outside = outcome(subscriptions.CreateSubscription, order("全省", sub.DELIVERY_STREAM, division="530000"), market)
key = queue.subscription.subscription_id
while call(subscriptions.GetSubscription, sub.GetSubscriptionRequest(subscription_id=key), market, patience=30).subscription.queue.state != sub.QUEUE_STATE_READY:
    time.sleep(0.2)
say(stream=stream.subscription.subscription_id, subscription=key, user=queue.credentials.user, password=queue.credentials.password, queue=queue.credentials.queue,
    beyond=beyond, outside=outside)
