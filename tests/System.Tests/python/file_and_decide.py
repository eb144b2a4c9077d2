"""Files and decides: an arts institution that is approved and looked up, and an academic one that the gate refuses."""
from client import *
from shuangjian.institution.v1 import directory_pb2 as listed

approved, refused = setting["applicants"]

submitted, accepted, decided = approve(approved, "东城测试美术培训学校")
code, number = approved["code"], decided.decision.licence_number
say(step="approved",
    submitted=app.ApplicationState.Name(submitted.state),
    reviewers=[department(r.department) for r in accepted.reviews],
    state=app.ApplicationState.Name(decided.state),
    representative=plain(decided.legal_representative),
    licence_number=number,
    # Asked by anyone, without a token.
    by_code=plain(call(directory.LookUpInstitution, listed.LookUpInstitutionRequest(unified_social_credit_code=code)))["institution"],
    by_number=plain(call(directory.LookUpInstitution, listed.LookUpInstitutionRequest(licence_number=number)))["institution"],
    by_name=plain(call(directory.ListWhiteList, listed.ListWhiteListRequest(
        division=approved["division"], name_contains="东城测试美术")))["institutions"])
say(step="explained", **plain(call(applications.ExplainDecision, app.ExplainDecisionRequest(
    application_id=decided.application_id), bearer(approved["token"]))))

own = bearer(refused["token"])
filed = call(applications.CreateApplication, app.CreateApplicationRequest(
    request_id=request_id(), application=draft(refused, "五华测试学科培训学校", app.TRAINING_CATEGORY_ACADEMIC)), own).application
answer = call(applications.SubmitApplication, app.SubmitApplicationRequest(
    request_id=request_id(), application_id=filed.application_id), own).application
say(step="refused", foretold=[f.rule for f in filed.findings], **plain(answer))
say(step="explained", **plain(call(applications.ExplainDecision, app.ExplainDecisionRequest(
    application_id=filed.application_id), own)))
say(step="not-listed", **outcome(directory.LookUpInstitution, listed.LookUpInstitutionRequest(
    unified_social_credit_code=refused["code"])))
