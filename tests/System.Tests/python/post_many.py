"""Posts a batch of entries and goes on from where it came to however often service or database are away. Then verifies."""
import queue
import threading

from custody import *

PART = 500
office = officer(place, "EDUCATION")
agreement = open_agreement()
ids = [register(agreement, n, 1, 1_000_000_000) for n in range(20)]
entries = [ledger.Entry(entry_id=request_id(), from_account_id=account(ids[n % 20], PAID), to_account_id=account(ids[n % 20], HELD),
                        amount_fen=1 + n % 97, kind=ledger.ENTRY_KIND_DEPOSIT) for n in range(setting["entries"])]
header = ledger.PostEntriesRequest(header=ledger.BatchHeader(batch_id=request_id(), division=place))
say(ready=True)
posted, calls, end = 0, 0, time.monotonic() + 110
while posted < len(entries) and time.monotonic() < end:
    calls += 1
    requests = queue.Queue()
    requests.put(header)
    try:
        for answer in ledger_service.PostEntries(iter(requests.get, None), metadata=office, timeout=60):
            posted = answer.next_position
            bad = sum(r not in (ledger.POSTING_RESULT_POSTED, ledger.POSTING_RESULT_EXISTS) for r in answer.results)
            say(posted=posted, bad=bad)
            if posted == len(entries):
                requests.put(None)
            else:
                requests.put(ledger.PostEntriesRequest(part=ledger.BatchPart(position=posted, entries=entries[posted:posted + PART])))
    except grpc.RpcError as error:
        requests.put(None)
        if error.code() not in (grpc.StatusCode.UNAVAILABLE, grpc.StatusCode.CANCELLED, grpc.StatusCode.UNKNOWN, grpc.StatusCode.INTERNAL):
            raise
        time.sleep(0.2)
verdict = verify()
balances = [call(ledger_service.GetAccount, ledger.GetAccountRequest(account_id=account(i, HELD)), office, 30.0).account.balance_fen for i in ids]
say(finished=posted, calls=calls, intact=verdict.intact, entries=verdict.entries, faults=[f"{f.kind} {f.subject}" for f in verdict.faults],
    held=sum(balances), expected=sum(e.amount_fen for e in entries))
