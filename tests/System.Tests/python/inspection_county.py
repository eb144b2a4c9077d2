"""A county of schools through a year of inspections: some are never visited, some only check themselves; what is found is ordered to be mended."""
import datetime
from concurrent.futures import ThreadPoolExecutor

from client import *
from shuangjian.school.v1 import school_pb2, school_pb2_grpc
from shuangjian.supervision.v1 import inspection_pb2 as visits, inspection_pb2_grpc, inspection_plan_pb2 as plans, inspection_plan_pb2_grpc
from shuangjian.supervision.v1 import rectification_pb2 as mending, rectification_pb2_grpc

desk = inspection_pb2_grpc.InspectionServiceStub(channel)
planning = inspection_plan_pb2_grpc.InspectionPlanServiceStub(channel)
accounts = rectification_pb2_grpc.RectificationServiceStub(channel)
registry = school_pb2_grpc.SchoolServiceStub(channel)
schools = setting["schools"]
place = schools[0]["division"]
office, colleague, inspector = officer(place, "EDUCATION"), bearer(setting["colleague"]), bearer(setting["inspector"])
today = datetime.datetime.now(datetime.timezone(datetime.timedelta(hours=8))).date()
first = datetime.date(today.year, 1, 1)
UNSEEN, SELF_CHECKED, FOUND_EVERY = 17, 23, 10
pool = ThreadPoolExecutor(12)


def each(work, rows):
    return list(pool.map(work, rows))


def until(what, holds, patience=60):
    end = time.monotonic() + patience
    while not holds(value := what()):
        if time.monotonic() > end:
            raise SystemExit(f"did not come about; last seen: {value}")
        time.sleep(0.1)
    return value


def pages(method, request, take, credentials):
    found = []
    while True:
        page = call(method, request, credentials)
        found += take(page)
        if not page.next_page_token:
            return found
        request.page_token = page.next_page_token


def register(school):
    call(registry.RegisterSchool, school_pb2.RegisterSchoolRequest(request_id=request_id(), school=school_pb2.School(
        school_code=school["code"], division=place, name="样例学校", stages=[app.EDUCATION_STAGE_PRIMARY], subjects=["语文"], town="样例街道")), office)


def known():
    listed = pages(planning.ListObjects, plans.ListObjectsRequest(division=place, kind=mending.SUBJECT_KIND_SCHOOL, page_size=200), lambda p: p.objects, office)
    return {o.code for o in listed}


def visit(school, kind, day, items, bad=None):
    answers = [visits.InspectionAnswer(item_id=i, result=visits.CHECK_RESULT_NOT_MET if i == bad else visits.CHECK_RESULT_MET, note="现场发现不符合要求" if i == bad else "") for i in items]
    return visits.Inspection(inspection_id=request_id(), kind=kind, subject_kind=mending.SUBJECT_KIND_SCHOOL, object_code=school["code"], form_id="school-visit", visited_on=str(day), answers=answers)


def send(rows, credentials):
    """Syncs drafts a hundred at a time and submits each; returns the visits as submitted."""
    for some in range(0, len(rows), 100):
        results = call(desk.SyncDrafts, visits.SyncDraftsRequest(
            request_id=request_id(), division=place, rows=[visits.DraftRow(inspection=row) for row in rows[some:some + 100]]), credentials).results
        wrong = [plain(r) for r in results if r.outcome != visits.SYNC_OUTCOME_STORED]
        if wrong:
            raise SystemExit(f"not stored: {wrong[:3]}")
    return each(lambda row: call(desk.SubmitInspection, visits.SubmitInspectionRequest(request_id=request_id(), inspection_id=row.inspection_id), credentials).inspection, rows)


each(register, schools)
codes = {school["code"] for school in schools}
until(lambda: len(known() & codes), lambda count: count == len(schools))
form = next(f for f in call(desk.ListForms, visits.ListFormsRequest(division=place)).forms if f.form_id == "school-visit")
items = [item.item_id for item in form.items]
unseen = [s for n, s in enumerate(schools) if n % UNSEEN == 3]
self_checked = [s for n, s in enumerate(schools) if n % SELF_CHECKED == 5 and s not in unseen]
gone_to = [s for s in schools if s not in unseen and s not in self_checked]
days = (today - first).days
rows = [visit(s, visits.INSPECTION_KIND_COUNTY_CHECK, first + datetime.timedelta(days=(7 * n) % (days + 1)), items, items[0] if n % FOUND_EVERY == 0 else None) for n, s in enumerate(gone_to)]
submitted = send(rows, inspector)
for school in self_checked:
    send([visit(school, visits.INSPECTION_KIND_SELF_CHECK, today, items)], bearer(school["token"]))

asked = plans.ListGapsRequest(division=place, obligation=plans.OBLIGATION_YEARLY_COVERAGE, year=today.year, page_size=50)
gaps = {gap.object.code for gap in pages(planning.ListGaps, asked, lambda p: p.gaps, office)} & codes
found = [v for v in submitted if v.findings]


def order(one):
    return call(desk.OrderFindings, visits.OrderFindingsRequest(request_id=request_id(), inspection_id=one.inspection_id), office).rectification


def mend(account):
    done = [mending.ItemDone(number=i.number, done="已按要求整改到位", evidence=[mending.EvidenceFile(sha256="a" * 64, media_type="image/jpeg")]) for i in account.items]
    call(accounts.FileRectification, mending.FileRectificationRequest(request_id=request_id(), rectification_id=account.rectification_id, items=done, done_by=["学校总务处"]), office)
    verdicts = [mending.ItemVerdict(number=i.number, mended=True) for i in account.items]
    asked_of = mending.VerifyRectificationRequest(request_id=request_id(), rectification_id=account.rectification_id, items=verdicts)
    own = outcome(accounts.VerifyRectification, asked_of, office)
    return own.get("reason"), call(accounts.VerifyRectification, asked_of, colleague).rectification.state


opened = each(order, found)
mended = each(mend, opened[::2])
counted = call(desk.GetInspectionStatistics, visits.GetInspectionStatisticsRequest(division=place, year=today.year), office)
# Two officers close one account at once, each with the version that both have read.
last = call(accounts.GetRectification, mending.GetRectificationRequest(rectification_id=opened[0].rectification_id), office).rectification
closing = each(lambda by: outcome(accounts.CloseRectification, mending.CloseRectificationRequest(
    request_id=request_id(), rectification_id=last.rectification_id, etag=last.etag, reason="整改到位，予以销号"), by), [office, colleague])
say(planted=sorted(s["code"] for s in unseen + self_checked) == sorted(gaps), gaps=len(gaps), visits=len(submitted), findings=len(found), ordered=len(opened),
    own=sorted({reason or "" for reason, _ in mended}), verified=sum(state == mending.RECTIFICATION_STATE_VERIFIED for _, state in mended), mended=len(mended),
    counted=sum(c.visits for c in counted.counts if c.kind == visits.INSPECTION_KIND_COUNTY_CHECK), closing=sorted(c.get("reason", c["code"]) for c in closing))
