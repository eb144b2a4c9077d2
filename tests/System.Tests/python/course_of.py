"""Licenses an institution, files one course of it and submits another; leaves a queue at the broker for what becomes of it."""
import time

import pika

from client import *
from shuangjian.filing.v1 import course_pb2 as course
from shuangjian.filing.v1 import course_pb2_grpc
from shuangjian.institution.v1 import directory_pb2 as listed

courses = course_pb2_grpc.CourseServiceStub(channel)
applicant = setting["applicants"][0]
own, office = bearer(applicant["token"]), officer(applicant["division"], "CULTURE_TOURISM")


def written(title):
    """A course of arts on two Saturday mornings of 2027 that breaks nothing."""
    timetable = course.Timetable(starts_on="2027-04-10", ends_on="2027-04-17")
    timetable.weekly_lessons.add(weekday=6, start_time="09:00:00", end_time="10:00:00", room="101")
    return course.Course(
        division=applicant["division"], institution_code=applicant["code"], title=title, item_name="水彩画", category=app.TRAINING_CATEGORY_ARTS,
        stages=[app.EDUCATION_STAGE_PRIMARY], grades=[3], mode=app.TRAINING_MODE_OFFLINE, description="认识颜料与纸张",
        outline=[course.OutlineUnit(title="第一单元", text="调色与平涂")], timetable=timetable, price_fen=96000)


def submitted(title):
    key = call(courses.CreateCourse, course.CreateCourseRequest(request_id=request_id(), course=written(title)), own).course.course_id
    return call(courses.SubmitCourse, course.SubmitCourseRequest(request_id=request_id(), course_id=key), own).course


with pika.BlockingConnection(pika.URLParameters(setting["broker"])) as connection:
    messages = connection.channel()
    messages.queue_declare(setting["queue"], durable=True)
    messages.queue_bind(setting["queue"], "shuangjian.events", "11.01.01.institution.institution-suspended")

approve(applicant, setting["name"])
institution = call(directory.LookUpInstitution, listed.LookUpInstitutionRequest(unified_social_credit_code=applicant["code"])).institution
trial = course.CreateCourseRequest(request_id=request_id(), course=written("少儿水彩画一"), validate_only=True)
end = time.monotonic() + 60
while call(courses.CreateCourse, trial, own).course.findings and time.monotonic() < end:
    time.sleep(0.05)
first = submitted("少儿水彩画一")
filed = call(courses.FileCourse, course.FileCourseRequest(request_id=request_id(), course_id=first.course_id), office).course
say(institution_id=institution.institution_id, filed=first.course_id, waiting=submitted("少儿水彩画二").course_id, state=course.CourseState.Name(filed.state),
    findings=[f.rule for f in filed.findings])
