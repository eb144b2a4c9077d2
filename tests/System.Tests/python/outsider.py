"""A regulator of the next district, and another organisation, try everything on an application that is not theirs."""
from client import *
from google.protobuf import field_mask_pb2
from shuangjian.event.v1 import event_log_pb2 as log

owner, other = setting["applicants"]
key = call(applications.CreateApplication, app.CreateApplicationRequest(
    request_id=request_id(), application=draft(owner, "五华测试舞蹈培训学校")), bearer(owner["token"])).application.application_id
call(applications.SubmitApplication, app.SubmitApplicationRequest(request_id=request_id(), application_id=key), bearer(owner["token"]))


def attempts():
    yield "GetApplication", app.GetApplicationRequest(application_id=key)
    yield "UpdateApplication", app.UpdateApplicationRequest(
        request_id=request_id(), application_id=key, application=draft(owner, "改名测试培训学校"),
        update_mask=field_mask_pb2.FieldMask(paths=["institution_name"]))
    yield "SubmitApplication", app.SubmitApplicationRequest(request_id=request_id(), application_id=key)
    yield "ReturnApplication", app.ReturnApplicationRequest(
        request_id=request_id(), application_id=key, remarks=[app.FieldRemark(field="sites[0].address", remark="请补充")])
    yield "AcceptApplication", app.AcceptApplicationRequest(request_id=request_id(), application_id=key)
    yield "ReviewApplication", app.ReviewApplicationRequest(request_id=request_id(), application_id=key, opinion=app.REVIEW_OPINION_AGREE)
    yield "DecideApplication", app.DecideApplicationRequest(request_id=request_id(), application_id=key, verdict=app.VERDICT_APPROVE)
    yield "WithdrawApplication", app.WithdrawApplicationRequest(request_id=request_id(), application_id=key)
    yield "ExplainDecision", app.ExplainDecisionRequest(application_id=key)
    yield "RevealLegalRepresentative", app.RevealLegalRepresentativeRequest(application_id=key, purpose="核对身份信息")
    yield "CreateApplication", app.CreateApplicationRequest(request_id=request_id(), application=draft(owner, "五华测试音乐培训学校"))
    yield "ListApplications", app.ListApplicationsRequest(division=owner["division"])


for who, credentials in (("neighbour", officer("530103", "EDUCATION")), ("other", bearer(other["token"])),
                         ("nobody", ()), ("forger", bearer(owner["token"][:-8] + "AAAAAAAA"))):
    for method, request in attempts():
        say(who=who, method=method, **outcome(getattr(applications, method), request, credentials))
say(who="neighbour", method="ListEvents", **outcome(event_log.ListEvents, log.ListEventsRequest(
    division=owner["division"]), officer("530103", "EDUCATION")))

# Seen from above and from within: still as its owner left it.
for who in officer("530100", "EDUCATION"), officer("530102", "EDUCATION"):
    seen = call(applications.GetApplication, app.GetApplicationRequest(application_id=key), who).application
    say(who="in charge", name=seen.institution_name, state=app.ApplicationState.Name(seen.state))
