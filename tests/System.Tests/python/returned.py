"""An application that is drafted, mended before and after it comes back with remarks, filed again, and withdrawn in the end."""
from client import *
from google.protobuf import field_mask_pb2

applicant = setting["applicants"][0]
own, place = bearer(applicant["token"]), applicant["division"]


def shown(step, message):
    say(step=step, state=app.ApplicationState.Name(message.state), name=message.institution_name, etag=message.etag,
        remarks={r.field: r.remark for r in message.remarks}, changes=[[c.field, c.old_text, c.new_text] for c in message.changes])
    return message


def update(etag, paths, **content):
    return app.UpdateApplicationRequest(
        request_id=request_id(), application_id=key, etag=etag, application=app.Application(**content), update_mask=field_mask_pb2.FieldMask(paths=paths))


def submit():
    return call(applications.SubmitApplication, app.SubmitApplicationRequest(request_id=request_id(), application_id=key), own).application


first = shown("drafted", call(applications.CreateApplication, app.CreateApplicationRequest(
    request_id=request_id(), application=draft(applicant, "东城测试围棋培训学校")), own).application)
key = first.application_id
named = shown("renamed", call(applications.UpdateApplication, update(first.etag, ["institution_name"], institution_name="东城测试象棋培训学校"), own).application)
say(step="stale", **outcome(applications.UpdateApplication, update(first.etag, ["institution_name"], institution_name="东城测试军棋培训学校"), own))
shown("submitted", submit())
say(step="closed", **outcome(applications.UpdateApplication, update("", ["institution_name"], institution_name="东城测试军棋培训学校"), own))
say(step="silent", **outcome(applications.ReturnApplication, app.ReturnApplicationRequest(request_id=request_id(), application_id=key), officer(place, "EDUCATION")))
shown("returned", call(applications.ReturnApplication, app.ReturnApplicationRequest(request_id=request_id(), application_id=key, remarks=[
    app.FieldRemark(field="sites[0].lease_ends_on", remark="租期不足"), app.FieldRemark(field="institution_name", remark="名称不合规")]), officer(place, "EDUCATION")).application)
site = app.Site(address="测试路一号二层", area_square_metres=320, lease_ends_on="2033-12-31")
shown("mended", call(applications.UpdateApplication, update(
    "", ["institution_name", "sites"], institution_name="东城测试棋类培训学校", sites=[site]), own).application)
shown("resubmitted", submit())
seen = shown("seen", call(applications.GetApplication, app.GetApplicationRequest(application_id=key), officer(place, "EDUCATION")).application)
say(step="by the office", **outcome(applications.WithdrawApplication, app.WithdrawApplicationRequest(request_id=request_id(), application_id=key), officer(place, "EDUCATION")))
shown("withdrawn", call(applications.WithdrawApplication, app.WithdrawApplicationRequest(request_id=request_id(), application_id=key, etag=seen.etag), own).application)
say(step="again", **outcome(applications.SubmitApplication, app.SubmitApplicationRequest(request_id=request_id(), application_id=key), own))
# Nothing of the withdrawn one stands in the way of another.
key = call(applications.CreateApplication, app.CreateApplicationRequest(
    request_id=request_id(), application=draft(applicant, "东城测试桥牌培训学校")), own).application.application_id
shown("anew", submit())
