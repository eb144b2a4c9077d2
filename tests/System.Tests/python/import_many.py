"""Imports many institutions, and goes on from where the batch came to however often the service is away. Then exports them."""
import queue

from client import *
from shuangjian.institution.v1 import bulk_pb2 as bulk
from shuangjian.institution.v1 import bulk_pb2_grpc

ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
ORGANISATION = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
COLUMNS = "name,unified_social_credit_code,division,category,stages,mode,address,area_square_metres,lease_ends_on,licence_number,licensed_on\n"
COUNTIES = ["530102", "530103", "530111", "530112"]
CHUNK = 200_000
stub = bulk_pb2_grpc.BulkServiceStub(channel)
own = officer("530100", "EDUCATION")


def code(county, number):
    """A unified social credit code, GB 32100-2015, with both check characters."""
    body = f"TT{number:06}"
    check = 11 - sum(ORGANISATION.index(c) * w for c, w in zip(body, (3, 7, 9, 10, 5, 8, 4, 2))) % 11
    text = f"52{county}{body}{'X' if check == 10 else check % 11}"
    weights = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)
    return text + ALPHABET[-sum(ALPHABET.index(c) * w for c, w in zip(text, weights)) % 31]


def row(number):
    county = COUNTIES[number % len(COUNTIES)]
    return f"昆明第{number}测试艺术培训学校,{code(county, number)},{county},ARTS,PRIMARY;JUNIOR,OFFLINE,测试路{number}号二层,300,,TEST-{number},2024-05-06\n"


codes = set()
lines = [COLUMNS]
for number in range(setting["rows"]):
    lines.append(row(number))
    codes.add(lines[-1].split(",")[1])
file = "".join(lines).encode()
batch = request_id()
header = bulk.ImportHeader(batch_id=batch, division="530100", format=bulk.FILE_FORMAT_CSV, existing=bulk.EXISTING_POLICY_REPORT)


def send():
    """One call: the header, and once the first answer tells where, the file from there to its end."""
    begin = queue.Queue()

    def requests():
        yield bulk.ImportInstitutionsRequest(header=header)
        offset = begin.get()
        while offset is not None and offset < len(file):
            data = file[offset:offset + CHUNK]
            yield bulk.ImportInstitutionsRequest(chunk=bulk.FileChunk(offset=offset, data=data, last=offset + len(data) == len(file)))
            offset += len(data)

    started = False
    try:
        for answer in stub.ImportInstitutions(requests(), metadata=own, timeout=120):
            if not started:
                begin.put(getattr(answer, "import").committed_offset)
                started = True
            yield getattr(answer, "import"), len(answer.errors)
    finally:
        begin.put(None)


calls = told = wrong = 0
state = None
while state != bulk.IMPORT_STATE_COMPLETED:
    calls += 1
    try:
        for found, errors in send():
            # Nothing that was told may be gone afterwards.
            if found.committed_offset < told:
                raise SystemExit(f"the batch fell back from {told} to {found.committed_offset}")
            told, state, wrong = found.committed_offset, found.state, wrong + errors
            say(stored=found.stored)
    except grpc.RpcError as error:
        if error.code() not in (grpc.StatusCode.UNAVAILABLE, grpc.StatusCode.CANCELLED):
            raise
        time.sleep(0.2)

done = getattr(call(stub.GetImport, bulk.GetImportRequest(batch_id=batch), own), "import")
exported = []
for part in stub.ExportInstitutions(bulk.ExportInstitutionsRequest(division="530100", format=bulk.FILE_FORMAT_CSV), metadata=own, timeout=60):
    exported.append(part.data)
taken = [line.split(",")[1] for line in b"".join(exported).decode().splitlines()[1:]]
say(calls=calls, rows=done.rows, finished=done.stored, refused=done.refused, wrong=wrong, complete=done.committed_offset == len(file),
    exported=len(taken), same=set(taken) == codes)
