"""Two officers of one department decide the same application at the same moment, one for and one against it."""
import threading
from client import *

for turn, applicant in enumerate(setting["applicants"]):
    place, own = applicant["division"], bearer(applicant["token"])
    key = call(applications.CreateApplication, app.CreateApplicationRequest(
        request_id=request_id(), application=draft(applicant, f"东城测试{turn}号戏剧培训学校")), own).application.application_id
    call(applications.SubmitApplication, app.SubmitApplicationRequest(request_id=request_id(), application_id=key), own)
    case = call(applications.AcceptApplication, app.AcceptApplicationRequest(request_id=request_id(), application_id=key), officer(place, "EDUCATION")).application
    for review in case.reviews:
        case = call(applications.ReviewApplication, app.ReviewApplicationRequest(
            request_id=request_id(), application_id=key, opinion=app.REVIEW_OPINION_AGREE,
            checks=[c.check_id for c in review.checklist]), officer(place, department(review.department))).application
    lead = department(next(r.department for r in case.reviews if r.role == app.REVIEW_ROLE_COMPETENT))
    # Every second pair decides whatever stands, the others only what they have read.
    etag = case.etag if turn % 2 == 0 else ""
    deciders = {
        "VERDICT_APPROVE": bearer(setting["officers"][f"{place}/{lead}"]),
        "VERDICT_REFUSE": bearer(setting["colleagues"][f"{place}/{lead}"]),
    }
    start, told = threading.Barrier(len(deciders)), {}

    def decide(verdict, credentials):
        request = app.DecideApplicationRequest(
            request_id=request_id(), application_id=key, verdict=app.Verdict.Value(verdict), etag=etag, reason="场所不符合设置标准",
            determinations=[])
        start.wait(20)
        told[verdict] = outcome(applications.DecideApplication, request, credentials)

    threads = [threading.Thread(target=decide, args=decider) for decider in deciders.items()]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    seen = call(applications.GetApplication, app.GetApplicationRequest(application_id=key), officer(place, "EDUCATION")).application
    say(etag=etag, told=told, state=app.ApplicationState.Name(seen.state), verdict=app.Verdict.Name(seen.decision.verdict), current=seen.etag)
