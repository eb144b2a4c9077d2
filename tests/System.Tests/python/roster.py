"""A county files a tutor; the next county puts the same person on its roster of teachers; a listener of its own hears what becomes of it."""
import time

import pika

from client import *
from shuangjian.filing.v1 import tutor_pb2 as tutor
from shuangjian.filing.v1 import tutor_pb2_grpc
from shuangjian.school.v1 import school_pb2 as schools
from shuangjian.school.v1 import teacher_pb2 as roster
from shuangjian.school.v1 import school_pb2_grpc, teacher_pb2_grpc

tutors = tutor_pb2_grpc.TutorServiceStub(channel)
registry = school_pb2_grpc.SchoolServiceStub(channel)
rosters = teacher_pb2_grpc.TeacherServiceStub(channel)
institution, school = setting["applicants"]
# Nobody else may name the person: a roster counts wherever the school is.
number = identity(998)


def statement():
    filed = tutor.Tutor(
        division=institution["division"], institution_id=request_id(), institution_code=institution["code"], subject="数学",
        person=tutor.TutorPerson(name="样例", identity_number=number, phone="13800000000"),
        category=app.TRAINING_CATEGORY_ACADEMIC, stages=[app.EDUCATION_STAGE_JUNIOR], full_time=True, origin=tutor.TUTOR_ORIGIN_NATIONAL,
        contract=tutor.TutorContract(kind=tutor.CONTRACT_KIND_LABOUR, starts_on="2022-01-01"))
    filed.qualifications.add(
        kind=tutor.QUALIFICATION_KIND_TEACHER, subject="数学", stage=app.EDUCATION_STAGE_JUNIOR, certificate_number="TEST-0001", valid_from="2020-01-01")
    return filed


with pika.BlockingConnection(pika.URLParameters(setting["broker"])) as connection:
    messages = connection.channel()
    queue = messages.queue_declare("", exclusive=True).method.queue
    messages.queue_bind(queue, "shuangjian.events", "53.01.02.filing.tutor-no-longer-holds")
    own, office = bearer(institution["token"]), officer(institution["division"], "EDUCATION")
    key = call(tutors.CreateTutor, tutor.CreateTutorRequest(request_id=request_id(), tutor=statement()), own).tutor.tutor_id
    call(tutors.SubmitTutor, tutor.SubmitTutorRequest(request_id=request_id(), tutor_id=key), own)
    filed = call(tutors.FileTutor, tutor.FileTutorRequest(request_id=request_id(), tutor_id=key), office).tutor
    say(state=tutor.TutorState.Name(filed.state), findings=len(filed.findings))

    registered = schools.School(
        school_code=school["code"], division=school["division"], name="样例学校", stages=[app.EDUCATION_STAGE_JUNIOR], subjects=["数学"])
    call(registry.RegisterSchool, schools.RegisterSchoolRequest(request_id=request_id(), school=registered), officer(school["division"], "EDUCATION"))
    put = roster.PutTeachersRequest(request_id=request_id(), school_code=school["code"])
    put.teachers.add(identity_number=number, subjects=["数学"], **{"from": "2020-09-01"})
    call(rosters.PutTeachers, put, officer(school["division"], "EDUCATION"))
    end = time.monotonic() + 30
    while time.monotonic() < end:
        delivery, _, body = messages.basic_get(queue, auto_ack=True)
        if delivery is None:
            connection.sleep(0.05)
            continue
        event = json.loads(body)
        if event["subject"] == f"tutors/{key}":
            say(key=delivery.routing_key, type=event["type"], data=event["data"], told=number in body.decode() or "样例" in body.decode())
            break

after = call(tutors.GetTutor, tutor.GetTutorRequest(tutor_id=key), office).tutor
say(state=tutor.TutorState.Name(after.state), rules=[f.rule for f in after.findings], published_on=after.published_on)
