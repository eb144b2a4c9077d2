"""An institution that serves after school is suspended in the registry; the school sees its programme end, and a department hears of it."""
import pika

from client import *
from shuangjian.institution.v1 import directory_pb2, standing_pb2, standing_pb2_grpc
from shuangjian.school.v1 import after_school_pb2, after_school_pb2_grpc, programme_pb2, programme_pb2_grpc, school_pb2, school_pb2_grpc

registry = school_pb2_grpc.SchoolServiceStub(channel)
plans = after_school_pb2_grpc.AfterSchoolPlanServiceStub(channel)
programmes = programme_pb2_grpc.ProgrammeServiceStub(channel)
standings = standing_pb2_grpc.StandingServiceStub(channel)
institution, school = setting["institution"], setting["school"]
place, own = school["division"], bearer(school["token"])
term = after_school_pb2.ServiceTerm(school_year=2026, half=after_school_pb2.TERM_HALF_AUTUMN)


def until(what, holds, patience=60):
    end = time.monotonic() + patience
    while not holds(value := what()):
        if time.monotonic() > end:
            raise SystemExit(f"did not come about; last seen: {value}")
        time.sleep(0.02)
    return value


_, accepted, _ = approve(institution, "样例美术培训学校")
competent = next(department(r.department) for r in accepted.reviews if r.role == app.REVIEW_ROLE_COMPETENT)
key = call(directory.LookUpInstitution, directory_pb2.LookUpInstitutionRequest(unified_social_credit_code=institution["code"])).institution.institution_id
call(registry.RegisterSchool, school_pb2.RegisterSchoolRequest(request_id=request_id(), school=school_pb2.School(
    school_code=school["code"], division=place, name="样例学校", stages=[app.EDUCATION_STAGE_PRIMARY], subjects=["语文"])), officer(place, "EDUCATION"))
plan = after_school_pb2.AfterSchoolPlan(
    school_code=school["code"], term=term, to="2027-01-15", text="作业辅导、体育、艺术、阅读和社团活动", voluntary=True, flexible_hours=True, **{"from": "2026-09-01"})
plan.need.CopyFrom(after_school_pb2.ServiceNeed(surveyed_on="2026-08-28", pupils=240, wanting=200, places=200))
plan.days.add(weekday=5, start_time="15:30:00", end_time="18:00:00")
call(plans.PublishAfterSchoolPlan, after_school_pb2.PublishAfterSchoolPlanRequest(request_id=request_id(), plan=plan), own)
programme = programme_pb2.Programme(
    school_code=school["code"], term=term, name="水彩画", kind=programme_pb2.PROGRAMME_KIND_ARTS, content="认识颜料与纸张", stage=programme_pb2.SERVICE_STAGE_SECOND, grades=[3],
    to="2027-01-15", capacity=30, institution_code=institution["code"], special_need="校内没有美术教师", **{"from": "2026-09-04"})
programme.slots.add(weekday=5, start_time="16:30:00", end_time="17:30:00")
# The white list reaches the schools as events.
trial = programme_pb2.OfferProgrammeRequest(request_id=request_id(), programme=programme, validate_only=True)
until(lambda: outcome(programmes.OfferProgramme, trial, own), lambda came: came["code"] == "OK")
offered = call(programmes.OfferProgramme, programme_pb2.OfferProgrammeRequest(request_id=request_id(), programme=programme), own).programme


def state():
    return call(programmes.GetProgramme, programme_pb2.GetProgrammeRequest(programme_id=offered.programme_id), own).programme.state


with pika.BlockingConnection(pika.URLParameters(setting["broker"])) as connection:
    messages = connection.channel()
    queue = messages.queue_declare("", exclusive=True).method.queue
    messages.queue_bind(queue, "shuangjian.events", f"{place[:2]}.{place[2:4]}.{place[4:]}.school.institution-service-ended")
    before = state()
    call(standings.SuspendInstitution, standing_pb2.SuspendInstitutionRequest(
        request_id=request_id(), institution_id=key, grounds=[standing_pb2.MEASURE_GROUND_UNQUALIFIED], reason="消防通道堵塞"), officer(place, competent))
    began = time.monotonic()
    until(state, lambda one: one == programme_pb2.PROGRAMME_STATE_ENDED)
    ended = time.monotonic() - began
    body = until(lambda: messages.basic_get(queue, auto_ack=True)[2], bool)
    told = time.monotonic() - began

again = outcome(programmes.OfferProgramme, programme_pb2.OfferProgrammeRequest(request_id=request_id(), programme=programme, validate_only=True), own)
sessions = call(programmes.ListSessions, programme_pb2.ListSessionsRequest(programme_id=offered.programme_id, **{"from": "2027-01-01", "to": "2027-01-15"}), own).sessions
event = json.loads(body)
say(before=programme_pb2.ProgrammeState.Name(before), ended=ended, told=told, type=event["type"], data=event["data"], again=again.get("reason"),
    sessions=sorted({programme_pb2.SessionState.Name(s.state) for s in sessions}))
