"""A department's listener over gRPC: tells of each event before it acknowledges it, and opens again however often it is cut off."""
import queue

from client import *
from shuangjian.event.v1 import subscription_pb2 as sub
from shuangjian.event.v1 import subscription_pb2_grpc

subscriptions = subscription_pb2_grpc.SubscriptionServiceStub(channel)
market = officer("530100", "MARKET_REGULATION")


def listen():
    steps = queue.SimpleQueue()
    steps.put(sub.StreamEventsRequest(open=sub.OpenStream(subscription_id=setting["stream"], heartbeat_seconds=2, window_size=500)))
    done = 0
    for message in subscriptions.StreamEvents(iter(steps.get, None), metadata=market):
        for event in message.events.events:
            content = json.loads(event.cloud_event)
            say(id=content["id"], type=event.type, subject=event.subject, order=content["sequence"], division=event.division)
            done = event.sequence
        steps.put(sub.StreamEventsRequest(acknowledge=sub.Acknowledgement(sequence=done)))


while True:
    try:
        listen()
    except grpc.RpcError as error:
        if error.code() not in (grpc.StatusCode.UNAVAILABLE, grpc.StatusCode.INTERNAL, grpc.StatusCode.CANCELLED, grpc.StatusCode.UNKNOWN, grpc.StatusCode.ABORTED):
            raise
        time.sleep(0.2)
