"""Asks for the verdict on every course of the table and tells those that come out otherwise."""
import csv

from client import *
from shuangjian.filing.v1 import course_pb2 as course, curriculum_pb2 as curriculum
from shuangjian.filing.v1 import course_pb2_grpc, curriculum_pb2_grpc
from shuangjian.institution.v1 import bulk_pb2 as bulk, bulk_pb2_grpc

courses = course_pb2_grpc.CourseServiceStub(channel)
COLUMNS = "name,unified_social_credit_code,division,category,stages,mode,licence_number,licensed_on,address,area_square_metres,lease_ends_on\n"
# Whether schools have vacation or lessons then, the table of timetables asks.
OTHERS = {"AcademicClassInVacation", "AcademicClassInSchoolHours"}


def take_over(division, licences):
    """Takes institutions over that were licensed before, one for each category."""
    rows = "".join(f"课程测试培训学校,{code},{division},{category},PRIMARY,OFFLINE,COURSE-{code},2020-01-06,测试路一号,300,\n" for category, code in licences.items())
    parts = iter([bulk.ImportInstitutionsRequest(header=bulk.ImportHeader(
        batch_id=request_id(), division=division, format=bulk.FILE_FORMAT_CSV, existing=bulk.EXISTING_POLICY_REPORT)),
        bulk.ImportInstitutionsRequest(chunk=bulk.FileChunk(data=(COLUMNS + rows).encode(), last=True))])
    answers = list(bulk_pb2_grpc.BulkServiceStub(channel).ImportInstitutions(parts, metadata=officer(division, "EDUCATION"), timeout=30))
    assert getattr(answers[-1], "import").stored == len(licences), answers


def put_sample_catalogue():
    edition = curriculum.Curriculum(division="530102", subject="数学", source="测试用样例目录", starts_on="2026-01-01")
    edition.units.add(unit_id="M3", grade=3, title="分数的初步认识")
    edition.units.add(unit_id="M5", grade=5, title="分数的意义和性质", aliases=["通分与约分"])
    edition.units.add(unit_id="M7", grade=7, title="有理数")
    call(curriculum_pb2_grpc.CurriculumServiceStub(channel).PutCurriculum, curriculum.PutCurriculumRequest(
        request_id=request_id(), curriculum=edition), officer("530102", "EDUCATION"))


def draft(row):
    academic = row["category"] == "ACADEMIC"
    online = row["mode"] == "ONLINE"
    filed = course.Course(
        division=row["division"], institution_code=setting["codes"][row["division"]][row["licence"]], title="测试课程",
        item_name="数学" if academic else "测试项目", category=app.TrainingCategory.Value("TRAINING_CATEGORY_" + row["category"]),
        stages=[app.EducationStage.Value("EDUCATION_STAGE_" + row["stage"])], grades=[int(row["grade"])] if row["grade"] != "0" else [],
        mode=app.TrainingMode.Value("TRAINING_MODE_" + row["mode"]))
    unit = filed.outline.add(title="分数的初步认识" if academic else "第一单元")
    field, text = row["field"], row["text"]
    if field == "outline_title":
        unit.title = text
    elif field == "outline_text":
        unit.title, unit.text = "第一单元", text
    elif field == "unit_id":
        unit.curriculum_unit_ids.append(text)
    else:
        setattr(filed, field, text)
    filed.timetable.starts_on = filed.timetable.ends_on = "2026-03-10"
    filed.timetable.extra_sessions.add(date="2026-03-10", start_time="18:00:00", end_time="18:30:00", online=online)
    return filed


def verdict(row):
    answer = call(courses.CreateCourse, course.CreateCourseRequest(
        request_id=request_id(), course=draft(row), validate_only=True), officer(row["division"], "EDUCATION"))
    found = set()
    for finding in answer.course.findings:
        breach = finding.severity == finding_pb2.SEVERITY_BREACH
        if finding.rule not in OTHERS:
            found.add(f"{finding.rule}@{finding.basis[0].clause}" if breach else finding.rule + "?")
    return "+".join(sorted(found)) or "OK"


with open(setting["table"], encoding="utf-8") as file:
    rows = list(csv.DictReader(line for line in file if not line.startswith("#")))
put_sample_catalogue()
for place, codes in setting["codes"].items():
    take_over(place, {category: code for category, code in codes.items() if category != "NONE"})
# The registry tells of them by events.
end = time.monotonic() + 60
for row in rows:
    while row["licence"] != "NONE" and "CourseOfUnlicensedInstitution" in verdict(row) and time.monotonic() < end:
        time.sleep(0.1)
say(rows=len(rows), wrong=[f"{','.join(row.values())} came out as {found}" for row in rows if (found := verdict(row)) != row["verdict"]])
