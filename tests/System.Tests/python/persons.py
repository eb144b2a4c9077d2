"""One pupil in online courses of two institutions; a leak; recruiting that is seen. Everything through the gateway."""
import time

from client import *
from shuangjian.filing.v1 import brochure_pb2 as brochure
from shuangjian.filing.v1 import course_pb2 as course
from shuangjian.filing.v1 import online_time_pb2 as online
from shuangjian.filing.v1 import personal_data_pb2 as personal
from shuangjian.filing.v1 import tutor_pb2 as tutor
from shuangjian.filing.v1 import brochure_pb2_grpc, course_pb2_grpc, online_time_pb2_grpc, personal_data_pb2_grpc, tutor_pb2_grpc
from shuangjian.institution.v1 import directory_pb2 as listed

courses = course_pb2_grpc.CourseServiceStub(channel)
times = online_time_pb2_grpc.OnlineTimeServiceStub(channel)
persons = personal_data_pb2_grpc.PersonalDataServiceStub(channel)
brochures = brochure_pb2_grpc.BrochureServiceStub(channel)
tutors = tutor_pb2_grpc.TutorServiceStub(channel)
culture, education = officer("110101", "CULTURE_TOURISM"), officer("110101", "EDUCATION")
# Published sample of an identity number; the other one is a teacher's elsewhere.
pupil = "440524188001010014"


def licensed(place, applicant):
    approve(applicant, f"{setting['name']}{place}号美术培训学校")
    return call(directory.LookUpInstitution, listed.LookUpInstitutionRequest(unified_social_credit_code=applicant["code"])).institution.institution_id


def filed(applicant, start, end):
    """Files one online session of arts on a Saturday of 2027, once the filings know the licence."""
    timetable = course.Timetable(starts_on="2027-04-10", ends_on="2027-04-10")
    timetable.weekly_lessons.add(weekday=6, start_time=start, end_time=end, online=True)
    written = course.Course(
        division="110101", institution_code=applicant["code"], title="少儿水彩画", item_name="水彩画", category=app.TRAINING_CATEGORY_ARTS,
        stages=[app.EDUCATION_STAGE_PRIMARY], grades=[3], mode=app.TRAINING_MODE_ONLINE, description="认识颜料与纸张",
        outline=[course.OutlineUnit(title="第一单元", text="调色与平涂")], timetable=timetable, price_fen=16000)
    own = bearer(applicant["token"])
    trial = course.CreateCourseRequest(request_id=request_id(), course=written, validate_only=True)
    limit = time.monotonic() + 60
    while call(courses.CreateCourse, trial, own).course.findings and time.monotonic() < limit:
        time.sleep(0.05)
    key = call(courses.CreateCourse, course.CreateCourseRequest(request_id=request_id(), course=written), own).course.course_id
    call(courses.SubmitCourse, course.SubmitCourseRequest(request_id=request_id(), course_id=key), own)
    return call(courses.FileCourse, course.FileCourseRequest(request_id=request_id(), course_id=key), culture).course.course_id


def enrol(applicant, institution, *keys):
    request = online.RecordEnrolmentsRequest(
        request_id=request_id(), division="110101", institution_id=institution, institution_code=applicant["code"])
    for key in keys:
        request.enrolments.add(pupil_number=pupil, course_id=key, **{"from": "2026-01-01"})
    return [online.EnrolmentOutcome.Name(o) for o in call(times.RecordEnrolments, request, bearer(applicant["token"])).outcomes]


one, other = setting["applicants"]
ids = [licensed(place, applicant) for place, applicant in enumerate((one, other))]
keys = [filed(one, "09:00:00", "09:30:00"), filed(other, "09:35:00", "10:05:00")]
enrol(one, ids[0], keys[0])
outcomes = enrol(other, ids[1], keys[1], keys[0])
judged = call(times.JudgePupilTime, online.JudgePupilTimeRequest(
    division="110101", pupil_number=pupil, **{"from": "2027-04-01"}, to="2027-04-30", purpose="核查投诉事项"), education)
call(times.ListPupilTimeBreaches, online.ListPupilTimeBreachesRequest(division="110101", standing_only=True), education)
exported = call(persons.ExportPerson, personal.ExportPersonRequest(division="110101", identity_number=pupil, purpose="监护人申请查阅"), education)
erased = outcome(persons.ErasePerson, personal.ErasePersonRequest(
    request_id=request_id(), division="110101", identity_number=pupil, purpose="监护人申请删除"), education)
say(outcomes=outcomes, times=[plain(t) for t in judged.times], exported=len(exported.enrolments), erased=erased)

leak = call(persons.ReportLeak, personal.ReportLeakRequest(request_id=request_id(), leak=personal.Leak(
    division="110101", conduct=personal.LEAK_CONDUCT_LEAKED, holder=personal.LEAK_HOLDER_INSTITUTION, holder_code=one["code"], occurred_on="2026-01-15",
    description="家长通讯录在网上出售")), bearer(other["token"])).leak_id
revealed = call(persons.RevealLeak, personal.RevealLeakRequest(leak_id=leak, purpose="核查泄露线索"), education).leak.description
call(persons.DecideLeak, personal.DecideLeakRequest(request_id=request_id(), leak_id=leak, upheld=True, reason="已查实，责令改正"), education)
case = call(persons.ListLeaks, personal.ListLeaksRequest(division="110101", holder_code=one["code"], states=[personal.LEAK_STATE_UPHELD]), education).leaks[0]
where = dict(division="110101", institution_id=ids[0], institution_code=one["code"], observed_on="2026-01-15")
seen = call(brochures.ReportRecruitment, brochure.ReportRecruitmentRequest(
    request_id=request_id(), source=brochure.OBSERVATION_SOURCE_PATROL, description="传单称高薪聘请在职教师", **where), education)
call(brochures.ReportCollusion, brochure.ReportCollusionRequest(
    request_id=request_id(), source=brochure.OBSERVATION_SOURCE_COMPLAINT, school_code=other["code"], description="校内发放招生传单", **where), education)
reports = call(brochures.ListRecruitmentReports, brochure.ListRecruitmentReportsRequest(
    division="110101", institution_code=one["code"], observed_from="2026-01-15", observed_to="2026-01-15"), education).reports
teacher = tutor.Tutor(
    division="110101", institution_id=ids[0], institution_code=one["code"], subject="水彩画", category=app.TRAINING_CATEGORY_ARTS,
    stages=[app.EDUCATION_STAGE_PRIMARY], origin=tutor.TUTOR_ORIGIN_NATIONAL, full_time=True,
    person=tutor.TutorPerson(name="样例", identity_number=pupil, phone="13800000000"))
teacher_id = call(tutors.CreateTutor, tutor.CreateTutorRequest(request_id=request_id(), tutor=teacher), bearer(one["token"])).tutor.tutor_id
call(tutors.SubmitTutor, tutor.SubmitTutorRequest(request_id=request_id(), tutor_id=teacher_id), bearer(one["token"]))
call(tutors.FileTutor, tutor.FileTutorRequest(request_id=request_id(), tutor_id=teacher_id), culture)
offered = brochure.Brochure(
    division="110101", institution_id=ids[0], institution_code=one["code"], recruits_from="2027-03-01", recruits_to="2027-03-31", tutor_ids=[teacher_id],
    category=app.TRAINING_CATEGORY_ARTS, stages=[app.EDUCATION_STAGE_PRIMARY], online=True, text="本期招收小学生，课程与收费如所列。")
offered.courses.add(course_id=keys[0], title="少儿水彩画", fee_fen=16000, lessons=1)
stored = call(brochures.FileBrochure, brochure.FileBrochureRequest(request_id=request_id(), brochure=offered), bearer(one["token"])).brochure
say(state=personal.LeakState.Name(case.state), revealed=revealed, rules=[f.rule for f in seen.findings],
    kinds=[brochure.RecruitmentReportKind.Name(r.kind) for r in reports], brochure=brochure.BrochureState.Name(stored.state),
    open=[f.rule for f in stored.findings])
