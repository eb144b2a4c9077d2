"""Everything that the event log holds of a division, as an operator reads it page by page."""
from client import *
from shuangjian.event.v1 import event_log_pb2 as log

after = 0
while True:
    page = call(event_log.ListEvents, log.ListEventsRequest(
        division=setting["division"], after_sequence=after, page_size=500), bearer(setting["operator"]), patience=30).events
    if not page:
        break
    for event in page:
        say(sequence=event.sequence, id=event.event_id, type=event.type, subject=event.subject)
    after = page[-1].sequence
