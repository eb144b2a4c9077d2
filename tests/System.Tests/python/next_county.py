"""A regulator of the next county tries every method of the registry that reflection names, on everything that a county can have."""
import importlib
import pathlib
from client import *
from grpc.reflection.v1alpha import reflection_pb2 as reflection
from grpc.reflection.v1alpha import reflection_pb2_grpc
from google.protobuf import descriptor_pb2, field_mask_pb2
from shuangjian.institution.v1 import bulk_pb2 as bulk
from shuangjian.institution.v1 import bulk_pb2_grpc
from shuangjian.type.v1 import field_pb2
import shuangjian.institution.v1 as contract

HERE, NEXT = "530102", "530103"
owner, second, third, fourth = setting["applicants"]
for path in contract.__path__:
    for file in sorted(pathlib.Path(path).glob("*_pb2.py")):
        importlib.import_module(f"shuangjian.institution.v1.{file.stem}")
from google.protobuf import descriptor_pool
pool = descriptor_pool.Default()


def reflected():
    """Every method that the gateway names in the context of institutions."""
    server = reflection_pb2_grpc.ServerReflectionStub(channel)
    ask = lambda **question: next(iter(server.ServerReflectionInfo(iter([reflection.ServerReflectionRequest(**question)]), timeout=20)))
    for service in ask(list_services="*").list_services_response.service:
        if not service.name.startswith("shuangjian.institution."):
            continue
        files = [descriptor_pb2.FileDescriptorProto.FromString(f) for f in ask(file_containing_symbol=service.name).file_descriptor_response.file_descriptor_proto]
        own = next(s for f in files for s in f.service if f"{f.package}.{s.name}" == service.name)
        for method in own.method:
            yield pool.FindServiceByName(service.name).methods_by_name[method.name], method.client_streaming, method.server_streaming


def value(field, known):
    """Something that the contract allows in a field."""
    rule = field.GetOptions().Extensions[field_pb2.field]
    if field.name in known and not isinstance(known[field.name], list):
        return known[field.name]
    if field.type == field.TYPE_MESSAGE:
        return fill(field.message_type, known)
    if field.type == field.TYPE_ENUM:
        return field.enum_type.values[1].number
    if field.type == field.TYPE_BOOL:
        return True
    if field.type != field.TYPE_STRING:
        return max(1, rule.minimum) if field.type != field.TYPE_BYTES else b"x"
    return {
        field_pb2.FORMAT_UUID: request_id(), field_pb2.FORMAT_DIVISION: HERE, field_pb2.FORMAT_DATE: "2026-01-05", field_pb2.FORMAT_SHA256: "a" * 64,
        field_pb2.FORMAT_UNIFIED_SOCIAL_CREDIT_CODE: owner["code"], field_pb2.FORMAT_RESIDENT_IDENTITY: "11010519491231002X",
        field_pb2.FORMAT_PHONE: "13800000000", field_pb2.FORMAT_IDENTIFIER: request_id(),
    }.get(rule.format, ("测试内容" * 20)[:max(rule.min_length, 6)])


def fill(kind, known):
    """A message of a kind with all it must have, and what is known."""
    message = kind._concrete_class()
    for field in kind.fields:
        rule = field.GetOptions().Extensions[field_pb2.field]
        if rule.output_only or not (rule.required or field.name in known):
            continue
        if field.label == field.LABEL_REPEATED:
            items = known[field.name] if isinstance(known.get(field.name), list) else [value(field, known)]
            getattr(message, field.name).extend(items)
        elif field.type == field.TYPE_MESSAGE:
            getattr(message, field.name).CopyFrom(value(field, known))
        else:
            setattr(message, field.name, value(field, known))
    return message


def ask(method, client_streaming, server_streaming, credentials, known):
    """Calls any method with a request that is filled, and returns its answer as bytes."""
    path, answer = f"/{method.containing_service.full_name}/{method.name}", method.output_type._concrete_class
    kind = {(False, False): channel.unary_unary, (False, True): channel.unary_stream, (True, True): channel.stream_stream}[client_streaming, server_streaming]
    stub = kind(path, request_serializer=lambda m: m.SerializeToString(), response_deserializer=answer.FromString)
    request = fill(method.input_type, known)
    said = stub(iter([request]) if client_streaming else request, metadata=credentials, timeout=20)
    return b"".join(a.SerializeToString(deterministic=True) for a in said) if server_streaming else said.SerializeToString(deterministic=True)


def made(service, method, known, credentials):
    """Calls a method of the county's own and returns the answer."""
    found = pool.FindServiceByName(f"shuangjian.institution.v1.{service}").methods_by_name[method]
    return found.output_type._concrete_class.FromString(ask(found, False, False, credentials, known))


def furnish():
    """Gives the county one of everything, and returns the identifiers."""
    office = officer(HERE, "EDUCATION")
    cases = [approve(a, f"五华测试{n}号舞蹈培训学校")[-1] for n, a in enumerate((owner, second))]
    first, other = (made("DirectoryService", "LookUpInstitution", {"unified_social_credit_code": c.applicant_code}, ()).institution for c in cases)
    lead = officer(HERE, department(next(r.department for r in cases[1].reviews if r.role == app.REVIEW_ROLE_COMPETENT)))
    # Only what is set is looked up; a county's own have no more than their code.
    own = {"institution_id": first.institution_id, "institution_code": owner["code"], "association_name": "五华测试培训协会", "item_name": "机器人编程"}
    ids = dict(own)
    pending = call(applications.CreateApplication, app.CreateApplicationRequest(request_id=request_id(), application=draft(
        third, "五华测试合唱培训学校")), bearer(third["token"])).application
    ids["application_id"] = call(applications.SubmitApplication, app.SubmitApplicationRequest(
        request_id=request_id(), application_id=pending.application_id), bearer(third["token"])).application.application_id
    ids["campaign_id"] = made("CampaignService", "OpenCampaign", {"due_date": "2030-12-31"}, office).campaign.campaign_id
    ids["case_id"] = made("CaseService", "OpenCase", {"address": f"测试大街{owner['code'][-6:]}号", "name": f"测试无证机构{owner['code'][-6:]}"}, office).case.case_id
    ids["classification_id"] = made("ClassificationService", "RequestClassification", own, office).classification.classification_id
    ids["member_id"] = made("ClassificationService", "RegisterPanelMember", {}, bearer(setting["experts"][HERE])).member.member_id
    ids["structure_id"] = made("CapitalService", "DeclareStructure", {
        **own, "party_id": "n", "identity_number": identity(997), "holder_id": "n", "held_id": "institution", "share_ppm": 1000000}, office).structure.structure_id
    ids["party_id"] = "n"
    ids["membership_id"] = made("AssociationService", "AdmitMember", own, office).membership.membership_id
    ids["dispute_id"] = made("AssociationService", "OpenDispute", own, office).dispute.dispute_id
    ids["check_id"] = made("SafetyService", "RecordSafetyCheck", {**own, "valid_until": "2030-12-31"}, office).check.check_id
    ids["activity_id"] = made("ActivityService", "NotifyActivity", own, bearer(owner["token"])).activity.activity_id
    made("StandingService", "SuspendInstitution", {"institution_id": other.institution_id}, lead)
    standing = made("StandingService", "GetStanding", {"institution_id": other.institution_id}, lead).standing
    ids["consequence_id"] = standing.measures[0].consequences[0].consequence_id
    ids["entry_id"] = next(e.entry_id for e in made("ListService", "ListEntries", {"division": HERE}, ()).entries)
    ids["batch_id"] = take_over(fourth, office)
    return ids


def take_over(applicant, office):
    """Takes an institution over from another register and returns the batch."""
    batch = request_id()
    header = bulk.ImportHeader(batch_id=batch, division=HERE, format=bulk.FILE_FORMAT_CSV, existing=bulk.EXISTING_POLICY_REPORT)
    lines = ("name,unified_social_credit_code,division,category,stages,mode,address,area_square_metres,lease_ends_on,licence_number,licensed_on\n"
             f"五华测试导入培训学校,{applicant['code']},{HERE},ARTS,JUNIOR,OFFLINE,{HERE}测试小街一号,400,,TEST-N-{applicant['code'][-6:]},2019-05-06\n")
    parts = [bulk.ImportInstitutionsRequest(header=header), bulk.ImportInstitutionsRequest(chunk=bulk.FileChunk(offset=0, data=lines.encode(), last=True))]
    list(bulk_pb2_grpc.BulkServiceStub(channel).ImportInstitutions(iter(parts), metadata=office, timeout=20))
    return batch


def access(method):
    return method.GetOptions().Extensions[access_pb2.access]


methods = list(reflected())
known = furnish()
known["remark"] = "请补充材料"
known["header"] = bulk.ImportHeader(batch_id=request_id(), division=HERE, format=bulk.FILE_FORMAT_CSV, existing=bulk.EXISTING_POLICY_REPORT)
known["update_mask"] = field_mask_pb2.FieldMask(paths=["institution_name"])
known["member_ids"] = [known["member_id"]]
rightful, neighbour = officer(HERE, "EDUCATION"), officer(NEXT, "EDUCATION")
everything = [v for k, v in known.items() if k.endswith("_id")] + [owner["code"], second["code"]]


def reads(method):
    return method.name.startswith(("Get", "List"))


def county_sees():
    """What the county's own officer reads by every method that only reads."""
    seen = {}
    for method, *streams in methods:
        if reads(method) and access_pb2.AUDIENCE_REGULATOR in access(method).audiences:
            try:
                seen[method.full_name] = ask(method, *streams, rightful, known).hex()
            except grpc.RpcError as error:
                seen[method.full_name] = refusal(error)["code"]
    return seen


before = county_sees()
for method, *streams in methods:
    rule = access(method)
    told = dict(service=method.containing_service.name, method=method.name, public=access_pb2.AUDIENCE_PUBLIC in rule.audiences,
                regulators=access_pb2.AUDIENCE_REGULATOR in rule.audiences)
    if not told["public"]:
        try:
            ask(method, *streams, neighbour, known)
            told["code"] = "OK"
        except grpc.RpcError as error:
            told.update(refusal(error))
        if told["regulators"] and rule.division_field == "division" and reads(method):
            # Asked about the own county, the list names nothing of the next one.
            try:
                listed = ask(method, *streams, neighbour, {**known, "division": NEXT})
                told["own"], told["leaks"] = "OK", [e for e in everything if e.encode() in listed]
            except grpc.RpcError as error:
                told["own"] = refusal(error)["reason"]
    say(**told)
after = county_sees()
say(read=len(before), refused=[m for m, seen in before.items() if not all(c in "0123456789abcdef" for c in seen)], changed=[m for m in before if before[m] != after[m]])
