"""Requests that are wrong in every way a client can be wrong. One line for each: what was sent and what came back."""
import re

from client import *
from google.protobuf import field_mask_pb2
from shuangjian.institution.v1 import directory_pb2 as listed

applicant = setting["applicants"][0]
own, official = bearer(applicant["token"]), officer(applicant["division"], "EDUCATION")
LARGE = "大" * (4 * 1024 * 1024 // 3)


def create(change=None, **more):
    """A request to file that is right but for what `change` does to its application."""
    request = app.CreateApplicationRequest(request_id=request_id(), application=draft(applicant, "九龙坡测试戏剧学校"))
    if change:
        change(request.application)
    for name, value in more.items():
        setattr(request, name, value)
    return request


def set_field(path, value):
    """Sets a field by path, for example sites.0.address."""
    def change(application):
        *way, last = path.split(".")
        for step in way:
            application = application[int(step)] if step.isdigit() else getattr(application, step)
        if isinstance(value, list):
            del getattr(application, last)[:]
            getattr(application, last).extend(value)
        else:
            setattr(application, last, value)
    return change


filing = create()
filed = call(applications.CreateApplication, filing, own).application
key = filed.application_id

FIELDS = {
    "division that is none": ("division", "539999"),
    "division with letters": ("division", "53010a"),
    "division of 4 MB": ("division", LARGE),
    "code with a wrong check character": ("applicant_code", applicant["code"][:-1] + ("0" if applicant["code"][-1] != "0" else "1")),
    "code of somebody else": ("applicant_code", "91350100M000100Y43"),
    "code in full-width digits": ("applicant_code", "９１３５０１００Ｍ０００１００Ｙ４３"),
    "empty name": ("institution_name", ""),
    "name too short": ("institution_name", "美术"),
    "blank name": ("institution_name", "　　　　　"),
    "name with a line break": ("institution_name", "测试\n美术培训学校"),
    "name with a null": ("institution_name", "测试\0美术培训学校"),
    "name of 81 characters": ("institution_name", "美" * 81),
    "name of 4 MB": ("institution_name", LARGE),
    "category unset": ("category", 0),
    "category unknown": ("category", 99),
    "category negative": ("category", -1),
    "nine stages": ("stages", [2] * 9),
    "mode unknown": ("mode", 44),
    "no person's name": ("legal_representative.name", ""),
    "identity with a wrong check": ("legal_representative.identity_number", "110105194912310021"),
    "identity with an impossible birthday": ("legal_representative.identity_number", "11010519490231002X"),
    "phone of letters": ("legal_representative.phone", "call me maybe"),
    "address too short": ("sites.0.address", "路"),
    "address of 4 MB": ("sites.0.address", LARGE),
    "no area": ("sites.0.area_square_metres", 0),
    "negative area": ("sites.0.area_square_metres", -5),
    "vast area": ("sites.0.area_square_metres", 2**31 - 1),
    "lease on 30 February": ("sites.0.lease_ends_on", "2031-02-30"),
    "lease in another notation": ("sites.0.lease_ends_on", "31/12/2031"),
    "51 sites": ("sites", [app.Site(address="测试路一号二层", area_square_metres=9)] * 51),
    "document of no kind": ("documents.0.type", 0),
    "digest that is none": ("documents.0.sha256", "A" * 64),
    "title of 4 MB": ("documents.0.title", LARGE),
}
for case, (path, value) in FIELDS.items():
    expected = "application." + re.sub(r"\.(\d+)", r"[\1]", path)
    say(case=case, field=expected, **outcome(applications.CreateApplication, create(set_field(path, value)), own))

for case, stages, field in ("stage unknown", [2, 77], "application.stages[1]"), ("stage unset", [0], "application.stages[0]"):
    say(case=case, field=field, **outcome(applications.CreateApplication, create(set_field("stages", stages)), own))
for case, bad in {"no request id": "", "request id of words": "once", "request id in capitals": request_id().upper(),
                  "request id in braces": "{%s}" % request_id(), "request id of 4 MB": LARGE}.items():
    say(case=case, field="request_id", **outcome(applications.CreateApplication, create(request_id=bad), own))
say(case="no application", field="application", **outcome(
    applications.CreateApplication, app.CreateApplicationRequest(request_id=request_id()), own))
say(case="nothing at all", field="application", **outcome(applications.CreateApplication, app.CreateApplicationRequest(), own))
say(case="page size of a billion", field="page_size", **outcome(
    applications.ListApplications, app.ListApplicationsRequest(division="500107", page_size=10**9), official))
say(case="page token that is none", field="page_token", **outcome(
    applications.ListApplications, app.ListApplicationsRequest(division="500107", page_token="abc"), official))
say(case="neither code nor number", field="key", **outcome(directory.LookUpInstitution, listed.LookUpInstitutionRequest()))
say(case="mask of a field that may not change", field="update_mask.paths[0]", **outcome(
    applications.UpdateApplication, app.UpdateApplicationRequest(request_id=request_id(), application_id=key,
    update_mask=field_mask_pb2.FieldMask(paths=["state"])), own))
say(case="unknown verdict", field="verdict", **outcome(applications.DecideApplication, app.DecideApplicationRequest(
    request_id=request_id(), application_id=key, verdict=9), official))
say(case="identifier with quotes", field="application_id", **outcome(
    applications.GetApplication, app.GetApplicationRequest(application_id="' OR 1=1 --"), own))

# Bytes that are no message, or are one that no client's library would write.
good = create().SerializeToString()
raw_create = channel.unary_unary("/shuangjian.institution.v1.ApplicationService/CreateApplication",
                                 request_serializer=lambda body: body, response_deserializer=lambda body: body)
for case, body in {
        "truncated by one byte": good[:-1],
        "truncated in the middle": good[:len(good) // 2],
        "noise": bytes(range(255, 0, -1)),
        "name of invalid UTF-8": good.replace("戏剧".encode(), b"\xff\xfe\x80\x80\xff\xff"),
        "length beyond the end": b"\x0a\xff\xff\xff\x7f",
        "wire type that does not exist": b"\x0f\x01",
        "field number zero": b"\x02\x01\x00",
        "varint without end": b"\x18" + b"\xff" * 11,
        "groups nested without end": b"\x0b" * 20000}.items():
    say(case=case, **outcome(raw_create, body, own))
say(case="message of 9 MB", expected="RESOURCE_EXHAUSTED", **outcome(raw_create, bytes(9 * 1024 * 1024), own))

# The id of the one good request, with other content, and with the same.
filing.application.institution_name = "九龙坡测试改名学校"
say(case="request id used before", expected="ALREADY_EXISTS", **outcome(applications.CreateApplication, filing, own))
filing.application.institution_name = "九龙坡测试戏剧学校"
again = call(applications.CreateApplication, filing, own).application
stored = call(applications.ListApplications, app.ListApplicationsRequest(division="500107", name_contains="戏剧"), own).applications
say(stored=[plain(a) for a in stored], first=plain(filed), again=plain(again))
