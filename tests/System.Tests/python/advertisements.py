"""Has every text of the table judged and tells, for each half, what share of the forbidden ones was found, and how many rightly."""
import csv

from client import *
from shuangjian.monitoring.v1 import advertisement_pb2 as ads, advertisement_pb2_grpc

client = advertisement_pb2_grpc.AdvertisementServiceStub(channel)


def is_found(row):
    seen = ads.Advertisement(
        division="530102", advertiser_name="测试培训中心", source=ads.ADVERTISEMENT_SOURCE_PATROL, channel=ads.ADVERTISEMENT_CHANNEL_OWN_PREMISES,
        seen_on="2026-11-20", text=row["text"], ocr_text=row["ocr"])
    answer = call(client.ReportAdvertisement, ads.ReportAdvertisementRequest(
        request_id=request_id(), advertisement=seen, validate_only=True), officer("530102", "MARKET_REGULATION"))
    return len(answer.advertisement.findings) > 0


with open(setting["table"], encoding="utf-8") as file:
    rows = list(csv.DictReader(file))
for half in sorted({row["half"] for row in rows}):
    judged = [(row["label"] == "breach", is_found(row)) for row in rows if row["half"] == half]
    right = sum(forbidden and found for forbidden, found in judged)
    say(half=half, texts=len(judged), clean=sum(not forbidden for forbidden, _ in judged),
        recall=100 * right // sum(forbidden for forbidden, _ in judged), precision=100 * right // sum(found for _, found in judged))
