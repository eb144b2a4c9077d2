"""What the scripts share: where the platform is, who calls, and how a refusal reads.

Every script gets one JSON object on its standard input and writes JSON lines to its standard output.
The stubs are on PYTHONPATH, made from the contract by grpc_tools.
"""
import json
import pkgutil
import sys
import time
import uuid

import grpc

# The stubs of health and reflection lie in a package that grpcio has too.
grpc.__path__ = pkgutil.extend_path(grpc.__path__, "grpc")

from google.protobuf.json_format import MessageToDict
from google.rpc import status_pb2
from shuangjian.institution.v1 import application_pb2 as app
from shuangjian.institution.v1 import application_pb2_grpc, directory_pb2_grpc
from shuangjian.event.v1 import event_log_pb2_grpc
from shuangjian.type.v1 import access_pb2, finding_pb2

sys.stdout.reconfigure(encoding="utf-8", line_buffering=True)
setting = json.load(sys.stdin)
# The size of the test's own answers is not what is tested; time-outs are, so every call has one.
channel = grpc.insecure_channel(setting["gateway"], options=[
    ("grpc.max_send_message_length", -1), ("grpc.max_metadata_size", 1 << 20), ("grpc.enable_retries", 0),
    # A killed server is asked again soon after it is back.
    ("grpc.initial_reconnect_backoff_ms", 100), ("grpc.max_reconnect_backoff_ms", 500)])
applications = application_pb2_grpc.ApplicationServiceStub(channel)
directory = directory_pb2_grpc.DirectoryServiceStub(channel)
event_log = event_log_pb2_grpc.EventLogServiceStub(channel)


def say(**facts):
    print(json.dumps(facts, ensure_ascii=False))


def bearer(token):
    return (("authorization", "Bearer " + token),)


def officer(division, department):
    """Credentials of an officer of a department."""
    return bearer(setting["officers"][f"{division}/{department}"])


def department(number):
    """Name of a department without its prefix, for example EDUCATION."""
    return access_pb2.Department.Name(number)[len("DEPARTMENT_"):]


def request_id():
    return str(uuid.uuid4())


def call(method, request, credentials=(), patience=0.0):
    """Calls; while the platform is UNAVAILABLE or does not answer in time, sends the same request again until the patience ends."""
    end = time.monotonic() + patience
    while True:
        try:
            return method(request, metadata=credentials, timeout=20)
        except grpc.RpcError as error:
            if error.code() not in (grpc.StatusCode.UNAVAILABLE, grpc.StatusCode.DEADLINE_EXCEEDED) or time.monotonic() > end:
                raise
            time.sleep(0.1)


def refusal(error):
    """A refusal as plain data: code, reason, fields, findings, Chinese message."""
    facts = {"code": error.code().name, "message": error.details()}
    for key, value in error.trailing_metadata() or ():
        if key != "grpc-status-details-bin":
            continue
        for detail in status_pb2.Status.FromString(value).details:
            for kind, take in DETAILS.items():
                if detail.Is(kind.DESCRIPTOR):
                    message = kind()
                    detail.Unpack(message)
                    take(facts, message)
    return facts


DETAILS = {
    status_pb2.ErrorInfo: lambda facts, m: facts.update(reason=m.reason, domain=m.domain, facts=dict(m.metadata)),
    status_pb2.BadRequest: lambda facts, m: facts.update(fields=[v.field for v in m.field_violations]),
    status_pb2.LocalizedMessage: lambda facts, m: facts.update(zh=m.message),
    finding_pb2.Finding: lambda facts, m: facts.setdefault("findings", []).append(m.rule),
}


def outcome(method, request, credentials=()):
    """What a call comes to: {"code": "OK"} or the refusal."""
    try:
        call(method, request, credentials)
        return {"code": "OK"}
    except grpc.RpcError as error:
        return refusal(error)


def identity(number):
    """A number of the right form that nobody has: there is no such area, and nobody so old."""
    digits = f"91000019010101{number:03}"
    return digits + "10X98765432"[sum(int(d) * w for d, w in zip(digits, (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2))) % 11]


def draft(applicant, name, category=app.TRAINING_CATEGORY_ARTS, stage=app.EDUCATION_STAGE_PRIMARY):
    """An application that is complete. The identity number is the sample of the national standard."""
    return app.Application(
        division=applicant["division"], applicant_code=applicant["code"], institution_name=name,
        category=category, stages=[stage], mode=app.TRAINING_MODE_OFFLINE,
        legal_representative=app.Person(name="样例", identity_number="11010519491231002X", phone="13800000000"),
        sites=[app.Site(address="测试路一号二层", area_square_metres=320, lease_ends_on="2031-12-31")],
        documents=[app.Document(type=app.DOCUMENT_TYPE_FIRE_SAFETY, title="消防安全证明", sha256="a" * 64)])


def approve(applicant, name, patience=0.0):
    """Takes an application of arts from draft to licence and returns it as decided."""
    own = bearer(applicant["token"])
    place = applicant["division"]
    filed = call(applications.CreateApplication, app.CreateApplicationRequest(
        request_id=request_id(), application=draft(applicant, name)), own, patience).application
    key = filed.application_id
    submitted = call(applications.SubmitApplication, app.SubmitApplicationRequest(
        request_id=request_id(), application_id=key), own, patience).application
    accepted = call(applications.AcceptApplication, app.AcceptApplicationRequest(
        request_id=request_id(), application_id=key), officer(place, "EDUCATION"), patience).application
    for review in accepted.reviews:
        call(applications.ReviewApplication, app.ReviewApplicationRequest(
            request_id=request_id(), application_id=key, opinion=app.REVIEW_OPINION_AGREE, checks=[c.check_id for c in review.checklist]),
            officer(place, department(review.department)), patience)
    lead = next(r for r in accepted.reviews if r.role == app.REVIEW_ROLE_COMPETENT)
    # Submission and acceptance may each leave something open; the person who decides settles it.
    open_rules = dict.fromkeys(f.rule for f in accepted.findings if f.severity == finding_pb2.SEVERITY_UNDETERMINED)
    decided = call(applications.DecideApplication, app.DecideApplicationRequest(
        request_id=request_id(), application_id=key, verdict=app.VERDICT_APPROVE,
        determinations=[finding_pb2.Determination(rule=rule, reason="已按现行规定核查，不构成障碍") for rule in open_rules]),
        officer(place, department(lead.department)), patience).application
    return submitted, accepted, decided


def plain(message):
    return MessageToDict(message, preserving_proto_field_name=True)
