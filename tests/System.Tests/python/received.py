"""What the platform says of a department's deliveries: its subscriptions, whether their receipts are whole, and the month."""
from client import *
from shuangjian.event.v1 import receipt_pb2 as proof
from shuangjian.event.v1 import receipt_pb2_grpc
from shuangjian.event.v1 import subscription_pb2 as sub
from shuangjian.event.v1 import subscription_pb2_grpc

subscriptions = subscription_pb2_grpc.SubscriptionServiceStub(channel)
receipts = receipt_pb2_grpc.ReceiptServiceStub(channel)
market = officer("530100", "MARKET_REGULATION")
for key in setting["subscriptions"]:
    one = call(subscriptions.GetSubscription, sub.GetSubscriptionRequest(subscription_id=key), market, patience=30).subscription
    verdict = call(receipts.VerifyReceipts, proof.VerifyReceiptsRequest(subscription_id=key), market, patience=30)
    say(acknowledged=one.acknowledged_count, waiting=one.waiting_count, faults=len(verdict.faults), receipts=verdict.receipt_count)
