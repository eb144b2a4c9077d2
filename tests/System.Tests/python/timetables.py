"""Asks for the verdict on every timetable of the table and tells those that come out otherwise."""
import csv

from client import *
from shuangjian.filing.v1 import course_pb2 as course
from shuangjian.filing.v1 import school_calendar_pb2 as school
from shuangjian.filing.v1 import course_pb2_grpc, school_calendar_pb2_grpc

courses = course_pb2_grpc.CourseServiceStub(channel)
calendars = school_calendar_pb2_grpc.SchoolCalendarServiceStub(channel)


def put_calendar(division):
    calendar = school.SchoolCalendar(division=division, starts_on="2026-01-01", ends_on="2026-12-31")
    calendar.vacations.add(name_zh="寒假", starts_on="2026-01-24", ends_on="2026-03-01")
    calendar.vacations.add(name_zh="暑假", starts_on="2026-07-11", ends_on="2026-08-31")
    calendar.school_hours.add(stage=app.EDUCATION_STAGE_PRIMARY, start_time="08:00:00", end_time="15:30:00")
    calendar.school_hours.add(stage=app.EDUCATION_STAGE_JUNIOR, start_time="08:00:00", end_time="17:00:00")
    call(calendars.PutSchoolCalendar, school.PutSchoolCalendarRequest(request_id=request_id(), calendar=calendar), officer(division, "EDUCATION"))


def verdict(row):
    online = row["mode"] == "ONLINE"
    timetable = course.Timetable(starts_on=row["date"], ends_on=row["date"])
    timetable.extra_sessions.add(date=row["date"], start_time=row["start"], end_time=row["end"], online=online)
    if row["next_start"]:
        timetable.extra_sessions.add(date=row["date"], start_time=row["next_start"], end_time=row["next_end"], online=online)
    answer = call(courses.JudgeTimetable, course.JudgeTimetableRequest(
        division=row["division"], category=app.TrainingCategory.Value("TRAINING_CATEGORY_" + row["category"]),
        stages=[app.EducationStage.Value("EDUCATION_STAGE_" + row["stage"])], timetable=timetable), officer(row["division"], "EDUCATION"))
    found = set()
    for session in answer.sessions:
        for finding in session.findings:
            breach = finding.severity == finding_pb2.SEVERITY_BREACH
            found.add(f"{finding.rule}@{finding.basis[0].clause}" if breach else finding.rule + "?")
    return "+".join(sorted(found)) or "OK"


for place in ("530102", "110101"):
    put_calendar(place)
with open(setting["table"], encoding="utf-8") as file:
    rows = list(csv.DictReader(line for line in file if not line.startswith("#")))
say(rows=len(rows), wrong=[f"{','.join(row.values())} came out as {found}" for row in rows if (found := verdict(row)) != row["verdict"]])
