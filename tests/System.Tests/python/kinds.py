"""Every kind of application that an institution files after its first, taken as far as the authorities can take it today."""
from client import *
from shuangjian.institution.v1 import application_kind_pb2 as kinds
from shuangjian.institution.v1 import bulk_pb2 as bulk
from shuangjian.institution.v1 import directory_pb2 as listed
from shuangjian.institution.v1 import notice_pb2 as notices
from shuangjian.institution.v1 import standing_pb2 as standing
from shuangjian.institution.v1 import bulk_pb2_grpc, notice_pb2_grpc, standing_pb2_grpc

arts, academic, turning, online = setting["applicants"]
public = notice_pb2_grpc.NoticeServiceStub(channel)
standings = standing_pb2_grpc.StandingServiceStub(channel)


def take_over(applicant, name, number):
    """Takes an academic institution of before over from another register."""
    place = applicant["division"]
    row = f"{name},{applicant['code']},{place},ACADEMIC,JUNIOR,OFFLINE,{place}测试大街{number}号,400,,TEST-K-{number},2019-05-06\n"
    head = "name,unified_social_credit_code,division,category,stages,mode,address,area_square_metres,lease_ends_on,licence_number,licensed_on\n"
    header = bulk.ImportHeader(batch_id=request_id(), division=place, format=bulk.FILE_FORMAT_CSV, existing=bulk.EXISTING_POLICY_REPORT)
    parts = [bulk.ImportInstitutionsRequest(header=header),
             bulk.ImportInstitutionsRequest(chunk=bulk.FileChunk(offset=0, data=(head + row).encode(), last=True))]
    last = list(bulk_pb2_grpc.BulkServiceStub(channel).ImportInstitutions(iter(parts), metadata=officer(place, "EDUCATION"), timeout=20))[-1]
    if getattr(last, "import").stored != 1:
        raise SystemExit(f"the institution was not taken over: {last}")


def look_up(applicant):
    return call(directory.LookUpInstitution, listed.LookUpInstitutionRequest(unified_social_credit_code=applicant["code"])).institution


def file(applicant, kind, change):
    """Files an application of a kind and returns it as accepted, with every opinion given."""
    own, place = bearer(applicant["token"]), applicant["division"]
    known = look_up(applicant) if kind != kinds.APPLICATION_KIND_ONLINE_REAPPROVAL else None
    request = draft(applicant, known.name if known else "网上测试学科培训学校", known.category if known else app.TRAINING_CATEGORY_ACADEMIC)
    request.kind = kind
    if known:
        request.institution_id = known.institution_id
    change(request)
    key = call(applications.CreateApplication, app.CreateApplicationRequest(request_id=request_id(), application=request), own).application.application_id
    submitted = call(applications.SubmitApplication, app.SubmitApplicationRequest(request_id=request_id(), application_id=key), own).application
    case = call(applications.AcceptApplication, app.AcceptApplicationRequest(request_id=request_id(), application_id=key), officer(place, "EDUCATION")).application
    for review in case.reviews:
        case = call(applications.ReviewApplication, app.ReviewApplicationRequest(
            request_id=request_id(), application_id=key, opinion=app.REVIEW_OPINION_AGREE,
            checks=[c.check_id for c in review.checklist]), officer(place, department(review.department))).application
    return case, decision(case), officer(place, department(next(r.department for r in case.reviews if r.role == app.REVIEW_ROLE_COMPETENT)))


def decision(case):
    open_rules = dict.fromkeys(f.rule for f in case.findings if f.severity == finding_pb2.SEVERITY_UNDETERMINED)
    return app.DecideApplicationRequest(
        request_id=request_id(), application_id=case.application_id, verdict=app.VERDICT_APPROVE,
        determinations=[finding_pb2.Determination(rule=rule, reason="已按现行规定核查，不构成障碍") for rule in open_rules])


def approved(applicant, kind, change=lambda request: None):
    case, ruling, lead = file(applicant, kind, change)
    decided = call(applications.DecideApplication, ruling, lead).application
    say(kind=kinds.ApplicationKind.Name(kind), state=app.ApplicationState.Name(decided.state), found=plain(look_up(applicant)))


def waiting(applicant, kind, change=lambda request: None):
    """A kind that is on public notice: anybody objects, and it cannot be decided before the notice ends."""
    case, ruling, lead = file(applicant, kind, change)
    shown = [n.application_id for n in call(public.ListNotices, notices.ListNoticesRequest(division=applicant["division"])).notices]
    objection = call(public.ObjectToApplication, notices.ObjectToApplicationRequest(
        request_id=request_id(), application_id=case.application_id, text="该机构周末仍在开班授课", contact="13800000000"))
    seen = call(public.ListObjections, notices.ListObjectionsRequest(application_id=case.application_id), lead).objections
    say(kind=kinds.ApplicationKind.Name(kind), state=app.ApplicationState.Name(case.state), shown=case.application_id in shown,
        objected=[o.objection_id for o in seen] == [objection.objection_id], contact=seen[0].contact,
        **outcome(applications.DecideApplication, ruling, lead))


def renamed(request):
    request.institution_name = "东城测试书画培训学校"
    request.change.matters.append(kinds.CHANGED_MATTER_NAME)


def another_site(request):
    del request.sites[:]
    request.sites.add(address="测试南路二号一层", area_square_metres=260, lease_ends_on="2032-12-31", pupils_at_once=40)


def to_arts(request):
    request.category = app.TRAINING_CATEGORY_ARTS
    request.transformation_target = kinds.TRANSFORMATION_TARGET_NON_ACADEMIC


def filed_online(request):
    request.mode = app.TRAINING_MODE_ONLINE
    request.online_filing_number = "TEST-ONLINE-1"


def closing(request):
    request.closure.closes_on = "2027-06-30"
    request.closure.pupils = 12
    request.closure.prepaid_fen = 360000
    request.closure.settlement = "剩余课时全部退费，十五日内退清"


approve(arts, "东城测试绘画培训学校")
approved(arts, kinds.APPLICATION_KIND_RENEWAL)
approved(arts, kinds.APPLICATION_KIND_CHANGE, renamed)
approved(arts, kinds.APPLICATION_KIND_ADDITIONAL_SITE, another_site)
take_over(turning, "五华测试学科转型学校", 1)
approved(turning, kinds.APPLICATION_KIND_TRANSFORMATION, to_arts)
take_over(academic, "五华测试学科重审学校", 2)
waiting(academic, kinds.APPLICATION_KIND_RE_REVIEW)
waiting(online, kinds.APPLICATION_KIND_ONLINE_REAPPROVAL, filed_online)
approved(arts, kinds.APPLICATION_KIND_CLOSURE, closing)
where = call(standings.GetStanding, standing.GetStandingRequest(institution_id=look_up(arts).institution_id), officer(arts["division"], "EDUCATION")).standing
say(consequences=[c.service for m in where.measures for c in m.consequences])
