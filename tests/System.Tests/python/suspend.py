"""Suspends an institution in the registry and asks the filings, over and over, until they refuse its course."""
import threading
import time

import pika

from client import *
from shuangjian.filing.v1 import course_pb2 as course
from shuangjian.filing.v1 import course_pb2_grpc
from shuangjian.institution.v1 import standing_pb2 as standing
from shuangjian.institution.v1 import standing_pb2_grpc

courses = course_pb2_grpc.CourseServiceStub(channel)
standings = standing_pb2_grpc.StandingServiceStub(channel)
office = officer("110101", "CULTURE_TOURISM")
key = setting["institution_id"]
seen, troubles = [], []


def listen():
    """Notes when the event was at the broker: to a queue that is not the platform's it came no earlier than to the filings'."""
    while not seen:
        try:
            with pika.BlockingConnection(pika.URLParameters(setting["broker"])) as connection:
                messages = connection.channel()
                for delivery, _, body in messages.consume(setting["queue"]):
                    event = json.loads(body)
                    messages.basic_ack(delivery.delivery_tag)
                    if event["data"]["institutionId"] == key:
                        seen.append((time.monotonic(), event["type"]))
                        return
        except (pika.exceptions.AMQPError, OSError) as trouble:
            troubles.append(repr(trouble))
            time.sleep(0.05)


def waiting():
    """What filing the course that waits would come to."""
    return outcome(courses.FileCourse, course.FileCourseRequest(request_id=request_id(), course_id=setting["waiting"], validate_only=True), office)


def until(what, holds, patience=60):
    end = time.monotonic() + patience
    while not (value := what()) or not holds(value):
        if time.monotonic() > end:
            raise SystemExit(f"did not come about; last seen: {value}")
        time.sleep(0.02)
    return value, time.monotonic()


listener = threading.Thread(target=listen, daemon=True)
listener.start()
suspended = call(standings.SuspendInstitution, standing.SuspendInstitutionRequest(
    request_id=request_id(), institution_id=key, grounds=[standing.MEASURE_GROUND_UNQUALIFIED], reason="消防通道堵塞"), office).standing
say(suspended=len(suspended.measures), still=waiting()["code"])

# A platform that is only slow or away is no refusal.
refused, at = until(waiting, lambda came: came.get("reason") == "BREACH_STANDS", 110)
listener.join(110)
if not seen:
    raise SystemExit(f"nothing came to the queue; {len(troubles)} troubles with the broker, the last: {troubles[-1:]}")
stopped, _ = until(lambda: call(courses.GetCourse, course.GetCourseRequest(course_id=setting["filed"]), office).course,
                   lambda one: one.state == course.COURSE_STATE_SUSPENDED)
say(seconds=at - seen[0][0], type=seen[0][1], reason=refused["reason"], rules=refused.get("facts", {}).get("rules", ""), state=course.CourseState.Name(stopped.state))


def owed():
    found = call(standings.GetStanding, standing.GetStandingRequest(institution_id=key), office, patience=30).standing
    return next(c for m in found.measures for c in m.consequences if c.service == "filings")


confirmed, _ = until(owed, lambda one: one.HasField("confirm_time"))
say(confirmed_by=confirmed.confirmed_by, note=confirmed.note)
