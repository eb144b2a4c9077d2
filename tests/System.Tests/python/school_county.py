"""Plays a county of schools through a whole term, with breaches planted among what is in order, and tells what the platform found."""
import datetime
import threading
from collections import Counter
from concurrent.futures import ThreadPoolExecutor

import pika

from client import *
from shuangjian.institution.v1 import bulk_pb2
from shuangjian.school.v1 import after_school_pb2, after_school_pb2_grpc, after_school_total_pb2, after_school_total_pb2_grpc, homework_pb2, homework_pb2_grpc
from shuangjian.school.v1 import homework_total_pb2, homework_total_pb2_grpc, programme_pb2, programme_pb2_grpc, school_calendar_pb2, school_calendar_pb2_grpc
from shuangjian.school.v1 import order_content_pb2 as content
from shuangjian.school.v1 import order_pb2, order_pb2_grpc, school_import_pb2, school_import_pb2_grpc, school_pb2, school_pb2_grpc, teacher_pb2, teacher_pb2_grpc

imports = school_import_pb2_grpc.SchoolImportServiceStub(channel)
registry = school_pb2_grpc.SchoolServiceStub(channel)
rosters = teacher_pb2_grpc.TeacherServiceStub(channel)
calendars = school_calendar_pb2_grpc.SchoolCalendarServiceStub(channel)
homeworks = homework_pb2_grpc.HomeworkServiceStub(channel)
totals = homework_total_pb2_grpc.HomeworkTotalServiceStub(channel)
plans = after_school_pb2_grpc.AfterSchoolPlanServiceStub(channel)
programmes = programme_pb2_grpc.ProgrammeServiceStub(channel)
service_totals = after_school_total_pb2_grpc.AfterSchoolTotalServiceStub(channel)
orders = order_pb2_grpc.SchoolOrderServiceStub(channel)

schools = setting["schools"]
place = schools[0]["division"]
office = officer(place, "EDUCATION")
SUBJECTS = ["语文", "数学", "道德与法治", "体育与健康", "艺术", "劳动", "科学", "英语"]
GRADES = range(3, 9)
PUPILS, SERVED = 40, 10
TERM = after_school_pb2.ServiceTerm(school_year=2025, half=after_school_pb2.TERM_HALF_SPRING)
FIRST, LAST = "2026-02-24", "2026-07-10"
BREACHES = ("homework-breach-found", "after-school-breach-found", "order-breach-found")

# The term as a wall calendar has it: the holidays of the State Council, the Saturdays worked for them, and what the county moves.
CLOSED = {"2026-04-06", "2026-05-01", "2026-05-04", "2026-05-05", "2026-06-19", "2026-04-17"}
OPENED = {"2026-02-28", "2026-05-09", "2026-04-18"}


def days_of(first, last):
    day, end = datetime.date.fromisoformat(first), datetime.date.fromisoformat(last)
    while day <= end:
        yield day
        day += datetime.timedelta(1)


DAYS = [str(day) for day in days_of(FIRST, LAST) if str(day) in OPENED or (day.weekday() < 5 and str(day) not in CLOSED)]
# The programme is held on Fridays, and on the Saturdays on which schools teach.
SESSIONS = [day for day in DAYS if datetime.date.fromisoformat(day).weekday() >= 4]


def load(kind, columns, rows):
    """Imports a file as CSV; tells how many rows were stored."""
    data = "".join(line + "\n" for line in [columns, *rows]).encode()
    header = school_import_pb2.SchoolBatchHeader(batch_id=request_id(), division=place, format=bulk_pb2.FILE_FORMAT_CSV, kind=kind)
    parts = [school_import_pb2.ImportSchoolFileRequest(header=header), school_import_pb2.ImportSchoolFileRequest(chunk=bulk_pb2.FileChunk(offset=0, data=data, last=True))]
    return [answer.batch.stored for answer in imports.ImportSchoolFile(iter(parts), metadata=office, timeout=60)][-1]


def put_calendar():
    calendar = school_calendar_pb2.SchoolCalendar(division=place, school_year=2025, starts_on="2025-09-01", ends_on="2026-08-31", work_ends_at="18:00:00")
    calendar.vacations.add(name_zh="寒假", starts_on="2026-01-24", ends_on="2026-02-23")
    calendar.vacations.add(name_zh="暑假", starts_on="2026-07-11", ends_on="2026-08-31")
    calendar.moved_days.add(date="2026-04-17", teaches=False, reason_zh="运动会后休息")
    calendar.moved_days.add(date="2026-04-18", teaches=True, reason_zh="调课")
    call(calendars.PutSchoolCalendar, school_calendar_pb2.PutSchoolCalendarRequest(request_id=request_id(), calendar=calendar), office)


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


WRONG = {0: ("HomeworkExceedsDailyMinutes", 1, {}),
         1: ("HomeworkSentByPhone", 10, dict(kind=homework_pb2.HOMEWORK_KIND_READING, channel=homework_pb2.HOMEWORK_CHANNEL_PHONE)),
         2: ("ParentsMustMark", 10, dict(kind=homework_pb2.HOMEWORK_KIND_READING, marker=homework_pb2.HOMEWORK_MARKER_PARENT)),
         3: ("PupilsMustMarkThemselves", 10, dict(kind=homework_pb2.HOMEWORK_KIND_READING, marker=homework_pb2.HOMEWORK_MARKER_PUPIL))}


def give(part):
    """The homework of some schools and some days of the term in one stream: two subjects take the whole of every day, and now and then somebody
    wants more, or does what may not be. Tells what was stored, what was planted, what was refused, and a homework of each school."""
    (numbers, days), planted, first, at = part, {}, {}, 0

    def parts():
        nonlocal at
        yield homework_pb2.EnterManyHomeworkRequest(header=homework_pb2.HomeworkStreamHeader(division=place))
        rows = []
        for when, day in days:
            for number in numbers:
                classes, teacher = known[number]
                for grade, class_id in classes.items():
                    rows += [homework_of(class_id, teacher, day, subject, 30 if grade <= 6 else 45) for subject in SUBJECTS[:2]]
                    at += 2
                    first.setdefault(number, rows[-1].homework_id)
                    if wrong := WRONG.get((number * 31 + grade * 7 + when) % 101):
                        rows.append(homework_of(class_id, teacher, day, "英语", wrong[1], **wrong[2]))
                        at += 1
                        planted[at] = wrong[0]
                if len(rows) >= 1900:
                    yield homework_pb2.EnterManyHomeworkRequest(rows=homework_pb2.HomeworkPart(rows=rows))
                    rows = []
        if rows:
            yield homework_pb2.EnterManyHomeworkRequest(rows=homework_pb2.HomeworkPart(rows=rows))
    stored, refused = 0, {}
    for answer in homeworks.EnterManyHomework(parts(), metadata=office, timeout=170):
        stored += answer.stored
        for result in answer.results:
            refused[result.row] = "+".join(sorted({f.rule for f in result.findings})) or result.reason
    say(streamed=stored)
    return stored, planted, refused, first


def own(number):
    return bearer(schools[number]["token"])


def publish(number):
    """The plan of a school; every thirtieth ends half an hour before work does."""
    early = number % 30 == 7
    plan = after_school_pb2.AfterSchoolPlan(
        school_code=schools[number]["code"], term=TERM, to=LAST, text="作业辅导、体育、艺术、阅读和社团活动", voluntary=True, end_of_work="18:00:00", flexible_hours=True, **{"from": FIRST})
    plan.need.CopyFrom(after_school_pb2.ServiceNeed(surveyed_on="2026-02-20", pupils=240, wanting=200, places=200))
    for weekday in range(1, 6):
        plan.days.add(weekday=weekday, start_time="15:30:00", end_time="17:30:00" if early else "18:00:00")
    stored = call(plans.PublishAfterSchoolPlan, after_school_pb2.PublishAfterSchoolPlanRequest(request_id=request_id(), plan=plan), own(number)).plan
    return stored.plan_id if early else None


def serve(number):
    """A programme through the term: enrolment, attendance session by session with one pupil excused in turn, one session that is
    cancelled; in every fiftieth school a new lesson is taught once, and each asks once for a day on which nothing is held."""
    programme = programme_pb2.Programme(
        school_code=schools[number]["code"], term=TERM, name="合唱", kind=programme_pb2.PROGRAMME_KIND_ARTS, content="学唱少儿歌曲", stage=programme_pb2.SERVICE_STAGE_SECOND,
        grades=[4], to=LAST, capacity=SERVED, teacher_ids=[known[number][1]], **{"from": FIRST})
    programme.slots.add(weekday=5, start_time="16:00:00", end_time="17:00:00")
    offered = call(programmes.OfferProgramme, programme_pb2.OfferProgrammeRequest(request_id=request_id(), programme=programme), own(number)).programme
    enrol = programme_pb2.EnrolPupilsRequest(request_id=request_id(), programme_id=offered.programme_id)
    for pupil in range(SERVED + 1):
        enrol.pupils.add(consented_on=FIRST, pupil=programme_pb2.ServicePupil(name="样例学生", identity_number=identity(700 + pupil), grade=4), **{"from": FIRST})
    outcomes = call(programmes.EnrolPupils, enrol, own(number)).outcomes
    enrolled = [one.enrolment.enrolment_id for one in outcomes if one.outcome == programme_pb2.ENROLMENT_OUTCOME_ENROLLED]
    taught, found, flagged = number % 50 == 21, [], len(offered.findings)
    cancelled = SESSIONS[number % len(SESSIONS)]
    call(programmes.CancelSession, programme_pb2.CancelSessionRequest(request_id=request_id(), programme_id=offered.programme_id, date=cancelled, reason="教师外出培训"), own(number))
    held = [day for day in SESSIONS if day != cancelled]
    for when, day in enumerate(held):
        session = call(programmes.RecordAttendance, programme_pb2.RecordAttendanceRequest(
            request_id=request_id(), programme_id=offered.programme_id, date=day, excused=[enrolled[when % SERVED]], new_lessons=taught and when == 5), own(number)).session
        found += [day for _ in session.findings]
    closed = outcome(programmes.RecordAttendance, programme_pb2.RecordAttendanceRequest(request_id=request_id(), programme_id=offered.programme_id, date="2026-05-01"), own(number))
    right = found == ([held[5]] if taught else []) and not flagged and closed["code"] == "INVALID_ARGUMENT" and len(outcomes) - len(enrolled) == 1
    return offered.programme_id if taught else None, right, len(held)


def record(number, expected, **said):
    stored = call(orders.PutOrderRecord, order_pb2.PutOrderRecordRequest(
        request_id=request_id(), school_code=schools[number]["code"], content=content.OrderContent(**said)), own(number)).record
    rules = sorted(f.rule for f in stored.findings)
    return (stored.record_id if expected else None), rules == sorted(expected)


def keep_order(number):
    """Exams, a day of sport and a week of lessons of a school, each with its own breach now and then."""
    classes = known[number][0]
    def exam(day, purpose, ranked=False):
        return content.Exam(
            school_year=2025, term=content.SCHOOL_TERM_SPRING, grade=4, subject="数学", purpose=purpose, held_on=day, on_paper=True, organiser=content.EXAM_ORGANISER_SCHOOL,
            result_form=content.EXAM_RESULT_FORM_GRADES, ranked=ranked)
    def week(monday, subjects):
        lessons = content.LessonWeek(class_id=classes[4], monday=monday)
        for subject in subjects:
            lessons.subjects.add(subject=subject, plan_lessons=2 if subject == "劳动" else 4, planned_lessons=2 if subject == "劳动" else 4, taught_lessons=2 if subject == "劳动" else 4,
                                 plan_position=20, reached_position=20, prescribed_textbook=True)
        return lessons
    lacking = number % 25 == 9
    told = [record(number, ["PupilsAreRanked"] if number % 40 == 3 else [], exam=exam("2026-07-02", content.EXAM_PURPOSE_FINAL, number % 40 == 3)),
            record(number, ["TooLittleSport"] if number % 20 == 13 else [], sport_day=content.SportDay(class_id=classes[5], date="2026-03-18", minutes_in_school=59 if number % 20 == 13 else 60)),
            record(number, ["PrescribedSubjectLeftOut", "WeeklyLessonsOffNationalPlan"] if lacking else [], lesson_week=week("2026-03-16", SUBJECTS[:4] + SUBJECTS[5:] if lacking else SUBJECTS)),
            # The first week of May has four school days, a Saturday among them: a subject that falls on a holiday is no breach.
            record(number, [], lesson_week=week_short(week("2026-05-04", SUBJECTS[:3])))]
    if number % 60 == 33:
        told.append(record(number, ["TooManyPapers"], exam=exam("2026-07-03", content.EXAM_PURPOSE_UNIT)))
    return [key for key, _ in told if key], all(right for _, right in told), len(told)


def week_short(lessons):
    lessons.short_week = True
    return lessons


def mark(number):
    """How a homework of a school was marked; every fiftieth let parents do a part of it."""
    parents = 4 if number % 50 == 11 else 0
    marking = homework_pb2.Marking(handed_in=PUPILS, by_teacher=PUPILS - parents, by_parents=parents, explained=PUPILS, finished_in_school=PUPILS)
    call(homeworks.RecordMarking, homework_pb2.RecordMarkingRequest(request_id=request_id(), homework_id=first[number], marking=marking), own(number))
    return first[number] if parents else None


def race():
    """Forty teachers of one class, each of whom wants three of the last ten minutes at the same moment."""
    put = teacher_pb2.PutTeachersRequest(request_id=request_id(), school_code=schools[0]["code"])
    for number in range(500, 540):
        put.teachers.add(identity_number=identity(number), subjects=SUBJECTS, **{"from": "2020-09-01"})
    teachers = [one.teacher_id for one in call(rosters.PutTeachers, put, office).teachers]
    class_id, ready = known[0][0][5], threading.Barrier(len(teachers))

    def enter(teacher, minutes):
        homework = homework_of(class_id, teacher, "2026-07-12", "数学", minutes)
        return outcome(homeworks.EnterHomework, homework_pb2.EnterHomeworkRequest(request_id=request_id(), homework=homework), own(0))

    def compete(teacher):
        ready.wait()
        return enter(teacher, 3)

    enter(teachers[0], 50)
    with ThreadPoolExecutor(len(teachers)) as forty:
        came = list(forty.map(compete, teachers))
    board = call(homeworks.GetBoard, homework_pb2.GetBoardRequest(class_id=class_id, date="2026-07-12"), own(0))
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


def figures(total):
    return [total.grade, total.entries, total.written_pupil_minutes, total.class_days, total.handed_in]


def recount(grade, classes, handed_in):
    """What a class, a school or the county must have, counted from what was given: two entries of the whole day's minutes every day."""
    days = len(DAYS) * classes
    return [grade, 2 * days, days * PUPILS * (60 if grade <= 6 else 90), days, handed_in]


def sums_agree(number):
    """Sums of every class and of the school against the recount; the homework that was marked is of the lowest grade."""
    span = {"from": FIRST, "to": LAST}
    one = call(totals.GetSchoolTotals, homework_total_pb2.GetSchoolTotalsRequest(school_code=schools[number]["code"], **span), own(number)).totals
    right = [figures(t) for t in one] == [recount(grade, 1, PUPILS if grade == 3 else 0) for grade in GRADES]
    for grade, class_id in known[number][0].items():
        right &= figures(call(totals.GetClassTotals, homework_total_pb2.GetClassTotalsRequest(class_id=class_id, **span), own(number)).total) == recount(grade, 1, PUPILS if grade == 3 else 0)
    days = call(service_totals.GetSchoolServiceTotals, after_school_total_pb2.GetSchoolServiceTotalsRequest(school_code=schools[number]["code"], term=TERM), own(number)).total.days
    held = len(SESSIONS) - 1
    return right and [days.sessions, days.expected, days.present, days.excused] == [held, held * SERVED, held * (SERVED - 1), held]


began, spent = time.monotonic(), {}


def lap(name):
    spent[name] = round(time.monotonic() - began - sum(spent.values()), 1)
    say(lap=name, seconds=spent[name])


broker = pika.URLParameters(setting["broker"])
# Nobody listens to the broker while the term is played.
broker.heartbeat = 0
connection = pika.BlockingConnection(broker)
messages = connection.channel()
queue = messages.queue_declare("", exclusive=True).method.queue
for breach in BREACHES:
    messages.queue_bind(queue, "shuangjian.events", f"{place[:2]}.{place[2:4]}.{place[4:]}.school.{breach}")

put_calendar()
loaded = [
    load(school_import_pb2.SCHOOL_FILE_KIND_SCHOOLS, "school_code,division,name,stages,subjects", [
        f"{school['code']},{place},第{number}样例学校,PRIMARY;JUNIOR,{';'.join(SUBJECTS)}" for number, school in enumerate(schools)]),
    load(school_import_pb2.SCHOOL_FILE_KIND_CLASSES, "school_code,school_year,grade,name,pupils", [
        f"{school['code']},2025,{grade},1班,{PUPILS}" for school in schools for grade in GRADES]),
    load(school_import_pb2.SCHOOL_FILE_KIND_TEACHERS, "school_code,identity_number,subjects,from,to", [
        f"{school['code']},{identity(number)},{';'.join(SUBJECTS)},2020-09-01," for number, school in enumerate(schools)]),
]
pool = ThreadPoolExecutor(8)
known = [(dict(sorted(classes.items())), teacher) for classes, teacher in pool.map(fetch, schools)]
numbers = range(len(schools))
lap("load")
# Four streams at a time, each of a quarter of the schools and of the term.
term = list(enumerate(DAYS))
with ThreadPoolExecutor(4) as four:
    streams = list(four.map(give, [(list(numbers)[part::4], term[quarter * 24:(quarter + 1) * 24]) for quarter in range(4) for part in range(4)]))
first = {number: key for *_, some in streams[:4] for number, key in some.items()}
lap("homework")
early = [key for key in pool.map(publish, numbers) if key]
served = list(pool.map(serve, numbers))
lap("service")
ordered = list(pool.map(keep_order, numbers))
parents = [key for key in pool.map(mark, numbers) if key]
lap("order")
taught, wrong_order = [key for key, _, _ in served if key], [key for keys, _, _ in ordered for key in keys]

found_plans = call(plans.ListAfterSchoolPlans, after_school_pb2.ListAfterSchoolPlansRequest(division=place, in_breach_only=True, page_size=200), office).plans
found_order = call(orders.ListOrderRecords, order_pb2.ListOrderRecordsRequest(division=place, breaches_only=True, page_size=200), office).records
statistics = call(orders.GetOrderStatistics, order_pb2.GetOrderStatisticsRequest(division=place, school_year=2025), office).counts
county = call(totals.GetDivisionTotals, homework_total_pb2.GetDivisionTotalsRequest(division=place, **{"from": FIRST, "to": LAST}), office).totals
service = call(service_totals.GetDivisionServiceTotals, after_school_total_pb2.GetDivisionServiceTotalsRequest(division=place, term=TERM), office).total
held = sum(count for *_, count in served)
agree = list(pool.map(sums_agree, numbers))
lap("sums")
expected = early + taught + wrong_order + parents
heard = hear(messages, connection, len(expected))
lap("events")
say(loaded=loaded, days=len(DAYS), sessions=len(SESSIONS), stored=sum(s[0] for s in streams), planted=sum(len(s[1]) for s in streams), kinds=sorted({rule for s in streams for rule in s[1].values()}),
    refused=all(s[1] == s[2] for s in streams), plans=[len(early), sorted(p.plan_id for p in found_plans) == sorted(early)],
    service=[len(taught), all(right for _, right, _ in served), held],
    order=[len(wrong_order), sorted(r.record_id for r in found_order) == sorted(wrong_order), all(right for _, right, _ in ordered)],
    counts=[sum(c.records for c in statistics) == sum(count for *_, count in ordered), sum(c.with_breach for c in statistics) == len(wrong_order)],
    markings=len(parents), heard=Counter(heard) == Counter(expected), agree=agree.count(True),
    county=[figures(t) for t in county] == [recount(grade, len(schools), PUPILS * len(schools) if grade == 3 else 0) for grade in GRADES],
    division=[service.days.sessions, service.days.expected, service.days.present, service.days.excused, service.served] == [held, held * SERVED, held * (SERVED - 1), held, SERVED * len(schools)],
    spent=spent, seconds=round(time.monotonic() - began, 1), race=race())
