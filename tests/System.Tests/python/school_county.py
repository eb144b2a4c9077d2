"""Plays a county of schools through one term, with breaches planted among what is in order, and tells what the platform found."""
import threading
from concurrent.futures import ThreadPoolExecutor

import pika

from client import *
from shuangjian.institution.v1 import bulk_pb2
from shuangjian.school.v1 import after_school_pb2, after_school_pb2_grpc, homework_pb2, homework_pb2_grpc, homework_total_pb2, homework_total_pb2_grpc
from shuangjian.school.v1 import order_content_pb2 as content
from shuangjian.school.v1 import order_pb2, order_pb2_grpc, school_import_pb2, school_import_pb2_grpc, school_pb2, school_pb2_grpc, teacher_pb2, teacher_pb2_grpc

imports = school_import_pb2_grpc.SchoolImportServiceStub(channel)
registry = school_pb2_grpc.SchoolServiceStub(channel)
rosters = teacher_pb2_grpc.TeacherServiceStub(channel)
homeworks = homework_pb2_grpc.HomeworkServiceStub(channel)
totals = homework_total_pb2_grpc.HomeworkTotalServiceStub(channel)
plans = after_school_pb2_grpc.AfterSchoolPlanServiceStub(channel)
orders = order_pb2_grpc.SchoolOrderServiceStub(channel)

schools = setting["schools"]
place = schools[0]["division"]
office = officer(place, "EDUCATION")
SUBJECTS = ["语文", "数学", "英语"]
GRADES = range(3, 9)
PUPILS = 40
DAYS = ["2026-09-08", "2026-09-22", "2026-10-13", "2026-10-27", "2026-11-10"]
TERM = after_school_pb2.ServiceTerm(school_year=2026, half=after_school_pb2.TERM_HALF_AUTUMN)
BREACHES = ("homework-breach-found", "after-school-breach-found", "order-breach-found")


def load(kind, columns, rows):
    """Imports a file as CSV; tells how many rows were stored."""
    data = "".join(line + "\n" for line in [columns, *rows]).encode()
    header = school_import_pb2.SchoolBatchHeader(batch_id=request_id(), division=place, format=bulk_pb2.FILE_FORMAT_CSV, kind=kind)
    parts = [school_import_pb2.ImportSchoolFileRequest(header=header), school_import_pb2.ImportSchoolFileRequest(chunk=bulk_pb2.FileChunk(offset=0, data=data, last=True))]
    return [answer.batch.stored for answer in imports.ImportSchoolFile(iter(parts), metadata=office, timeout=60)][-1]


def fetch(school):
    """Classes of a school by grade, and its teacher."""
    classes = call(registry.ListClasses, school_pb2.ListClassesRequest(school_code=school["code"], page_size=200), office).classes
    teachers = call(rosters.ListTeachers, teacher_pb2.ListTeachersRequest(school_code=school["code"]), office).teachers
    return {one.grade: one.class_id for one in classes}, teachers[0].teacher_id


def homework_of(class_id, teacher, day, subject, minutes, **more):
    return homework_pb2.Homework(**{**dict(
        homework_id=request_id(), class_id=class_id, date=day, subject=subject, teacher_id=teacher, kind=homework_pb2.HOMEWORK_KIND_WRITTEN, minutes=minutes,
        layer=homework_pb2.HOMEWORK_LAYER_WHOLE_CLASS, channel=homework_pb2.HOMEWORK_CHANNEL_IN_CLASS, marker=homework_pb2.HOMEWORK_MARKER_TEACHER,
        place=homework_pb2.HOMEWORK_PLACE_SCHOOL, content="完成练习册第三课"), **more})


def stream(rows):
    """Enters all rows in one call; tells what was stored and which rows were refused for what."""
    def parts():
        yield homework_pb2.EnterManyHomeworkRequest(header=homework_pb2.HomeworkStreamHeader(division=place))
        for start in range(0, len(rows), 2000):
            yield homework_pb2.EnterManyHomeworkRequest(rows=homework_pb2.HomeworkPart(rows=rows[start:start + 2000]))
    stored, refused = 0, {}
    for answer in homeworks.EnterManyHomework(parts(), metadata=office, timeout=100):
        stored += answer.stored
        for result in answer.results:
            refused[result.row] = "+".join(sorted({f.rule for f in result.findings})) or result.reason
    return stored, refused


def publish(number):
    """The plan of a school; every thirtieth ends half an hour before work does."""
    early = number % 30 == 7
    plan = after_school_pb2.AfterSchoolPlan(
        school_code=schools[number]["code"], term=TERM, to="2027-01-15", text="作业辅导、体育、艺术、阅读和社团活动", voluntary=True, end_of_work="18:00:00", flexible_hours=True, **{"from": "2026-09-01"})
    plan.need.CopyFrom(after_school_pb2.ServiceNeed(surveyed_on="2026-08-28", pupils=240, wanting=200, places=200))
    for weekday in range(1, 6):
        plan.days.add(weekday=weekday, start_time="15:30:00", end_time="17:30:00" if early else "18:00:00")
    stored = call(plans.PublishAfterSchoolPlan, after_school_pb2.PublishAfterSchoolPlanRequest(request_id=request_id(), plan=plan), bearer(schools[number]["token"])).plan
    return stored.plan_id if early else None


def examine(number):
    """The exam of a school; every fortieth ranks its pupils."""
    ranked = number % 40 == 3
    exam = content.Exam(
        school_year=2026, term=content.SCHOOL_TERM_AUTUMN, grade=4, subject="数学", purpose=content.EXAM_PURPOSE_FINAL, held_on="2026-11-12", on_paper=True,
        organiser=content.EXAM_ORGANISER_SCHOOL, result_form=content.EXAM_RESULT_FORM_GRADES, ranked=ranked)
    stored = call(orders.PutOrderRecord, order_pb2.PutOrderRecordRequest(
        request_id=request_id(), school_code=schools[number]["code"], content=content.OrderContent(exam=exam)), bearer(schools[number]["token"])).record
    return stored.record_id if ranked else None


def mark(number):
    """How the first homework of a school was marked; every fiftieth let parents do a part of it."""
    parents = 4 if number % 50 == 11 else 0
    marking = homework_pb2.Marking(handed_in=PUPILS, by_teacher=PUPILS - parents, by_parents=parents, explained=PUPILS, finished_in_school=PUPILS)
    call(homeworks.RecordMarking, homework_pb2.RecordMarkingRequest(
        request_id=request_id(), homework_id=first[number], marking=marking), bearer(schools[number]["token"]))
    return first[number] if parents else None


def race():
    """Forty teachers of one class, each of whom wants three of the last ten minutes at the same moment."""
    put = teacher_pb2.PutTeachersRequest(request_id=request_id(), school_code=schools[0]["code"])
    for number in range(500, 540):
        put.teachers.add(identity_number=identity(number), subjects=SUBJECTS, **{"from": "2020-09-01"})
    teachers = [one.teacher_id for one in call(rosters.PutTeachers, put, office).teachers]
    own, class_id, ready = bearer(schools[0]["token"]), known[0][0][5], threading.Barrier(len(teachers))

    def enter(teacher, minutes):
        homework = homework_of(class_id, teacher, "2026-11-17", "数学", minutes)
        return outcome(homeworks.EnterHomework, homework_pb2.EnterHomeworkRequest(request_id=request_id(), homework=homework), own)

    def compete(teacher):
        ready.wait()
        return enter(teacher, 3)

    enter(teachers[0], 50)
    with ThreadPoolExecutor(len(teachers)) as forty:
        came = list(forty.map(compete, teachers))
    board = call(homeworks.GetBoard, homework_pb2.GetBoardRequest(class_id=class_id, date="2026-11-17"), own)
    return dict(won=sum(c["code"] == "OK" for c in came), told=sorted({c["facts"]["remaining_minutes"] for c in came if c.get("reason") == "HOMEWORK_LIMIT_REACHED"}),
                other=[c for c in came if c["code"] != "OK" and c.get("reason") != "HOMEWORK_LIMIT_REACHED"], remaining=board.balance.remaining_minutes)


def hear(messages, connection, expected):
    """Subjects of the breaches that a listener hears, until as many came as there must be and none comes after."""
    heard, quiet, end = [], 0, time.monotonic() + 30
    while time.monotonic() < end and (len(heard) < expected or quiet < 20):
        delivery, _, body = messages.basic_get(queue, auto_ack=True)
        if delivery is None:
            quiet += 1
            connection.sleep(0.05)
            continue
        heard.append(json.loads(body)["subject"].split("/")[-1])
    return heard


connection = pika.BlockingConnection(pika.URLParameters(setting["broker"]))
messages = connection.channel()
queue = messages.queue_declare("", exclusive=True).method.queue
for breach in BREACHES:
    messages.queue_bind(queue, "shuangjian.events", f"{place[:2]}.{place[2:4]}.{place[4:]}.school.{breach}")

loaded = [
    load(school_import_pb2.SCHOOL_FILE_KIND_SCHOOLS, "school_code,division,name,stages,subjects", [
        f"{school['code']},{place},第{number}样例学校,PRIMARY;JUNIOR,{';'.join(SUBJECTS)}" for number, school in enumerate(schools)]),
    load(school_import_pb2.SCHOOL_FILE_KIND_CLASSES, "school_code,school_year,grade,name,pupils", [
        f"{school['code']},2026,{grade},1班,{PUPILS}" for school in schools for grade in GRADES]),
    load(school_import_pb2.SCHOOL_FILE_KIND_TEACHERS, "school_code,identity_number,subjects,from,to", [
        f"{school['code']},{identity(number)},{';'.join(SUBJECTS)},2020-09-01," for number, school in enumerate(schools)]),
]
pool = ThreadPoolExecutor(8)
known = list(pool.map(fetch, schools))

# Three subjects take the whole of every day; now and then somebody wants more, or does what may not be.
rows, planted, first = [], {}, []
for number, (classes, teacher) in enumerate(known):
    start = len(rows)
    for grade, class_id in sorted(classes.items()):
        for when, day in enumerate(DAYS):
            for subject in SUBJECTS:
                rows.append(homework_of(class_id, teacher, day, subject, 20 if grade <= 6 else 30))
            wrong = {0: ("HomeworkExceedsDailyMinutes", 1, {}),
                     1: ("HomeworkSentByPhone", 10, dict(kind=homework_pb2.HOMEWORK_KIND_READING, channel=homework_pb2.HOMEWORK_CHANNEL_PHONE)),
                     2: ("ParentsMustMark", 10, dict(kind=homework_pb2.HOMEWORK_KIND_READING, marker=homework_pb2.HOMEWORK_MARKER_PARENT)),
                     }.get((number * 31 + grade * 7 + when) % 101)
            if wrong:
                rows.append(homework_of(class_id, teacher, day, "英语", wrong[1], **wrong[2]))
                planted[len(rows)] = wrong[0]
    first.append(rows[start].homework_id)
began = time.monotonic()
stored, refused = stream(rows)
seconds = time.monotonic() - began
numbers = range(len(schools))
early, ranked, parents = ([key for key in pool.map(work, numbers) if key] for work in (publish, examine, mark))

found_plans = call(plans.ListAfterSchoolPlans, after_school_pb2.ListAfterSchoolPlansRequest(division=place, in_breach_only=True, page_size=200), office).plans
found_exams = call(orders.ListOrderRecords, order_pb2.ListOrderRecordsRequest(division=place, breaches_only=True, page_size=200), office).records
statistics = call(orders.GetOrderStatistics, order_pb2.GetOrderStatisticsRequest(division=place, school_year=2026), office).counts
sums = call(totals.GetDivisionTotals, homework_total_pb2.GetDivisionTotalsRequest(division=place, **{"from": DAYS[0], "to": DAYS[-1]}), office).totals
heard = hear(messages, connection, len(early) + len(ranked) + len(parents))
say(loaded=loaded, rows=len(rows), stored=stored, planted=len(planted), refused=refused == planted, seconds=seconds,
    plans=[len(early), sorted(p.plan_id for p in found_plans) == sorted(early)], exams=[len(ranked), sorted(r.record_id for r in found_exams) == sorted(ranked)],
    counts=[[c.records, c.with_breach] for c in statistics], markings=len(parents), heard=sorted(heard) == sorted(early + ranked + parents),
    sums=[[t.grade, t.entries, t.written_pupil_minutes, t.class_days] for t in sums], race=race())
