"""Asks for the verdict on every case of the table of what happens in schools, and tells those that come out otherwise."""
import csv
import datetime
from collections import defaultdict
from concurrent.futures import ThreadPoolExecutor

from client import *
from shuangjian.school.v1 import after_school_pb2, after_school_pb2_grpc, holiday_custody_pb2, holiday_custody_pb2_grpc, homework_pb2, homework_pb2_grpc
from shuangjian.school.v1 import order_content_pb2 as content
from shuangjian.school.v1 import order_pb2, order_pb2_grpc, programme_pb2, programme_pb2_grpc, school_calendar_pb2, school_calendar_pb2_grpc
from shuangjian.school.v1 import school_pb2, school_pb2_grpc, service_fund_pb2, service_fund_pb2_grpc, teacher_pb2, teacher_pb2_grpc

registry = school_pb2_grpc.SchoolServiceStub(channel)
rosters = teacher_pb2_grpc.TeacherServiceStub(channel)
calendars = school_calendar_pb2_grpc.SchoolCalendarServiceStub(channel)
homeworks = homework_pb2_grpc.HomeworkServiceStub(channel)
plans = after_school_pb2_grpc.AfterSchoolPlanServiceStub(channel)
programmes = programme_pb2_grpc.ProgrammeServiceStub(channel)
funds = service_fund_pb2_grpc.ServiceFundServiceStub(channel)
custody = holiday_custody_pb2_grpc.HolidayCustodyServiceStub(channel)
orders = order_pb2_grpc.SchoolOrderServiceStub(channel)
SUBJECTS = ["语文", "数学", "英语", "道德与法治", "体育与健康", "艺术", "劳动", "科学"]
MARKS = {finding_pb2.SEVERITY_BREACH: "@", finding_pb2.SEVERITY_WARNING: "!"}


class Facts(dict):
    """Facts of a case: what it does not name is in order."""

    def number(self, name, otherwise=0):
        return int(self.get(name, otherwise))

    def word(self, enum, name, otherwise):
        prefix = "".join("_" + c if c.isupper() else c for c in enum.DESCRIPTOR.name)[1:].upper()
        return enum.Value(f"{prefix}_{self.get(name, otherwise)}")


class School:
    """A school of a county with its teacher; classes come as they are needed."""

    def __init__(self, applicant, boarding=False):
        self.code, self.division, self.credentials = applicant["code"], applicant["division"], bearer(applicant["token"])
        self.office, self.classes, self.planned, self.fresh = officer(self.division, "EDUCATION"), {}, set(), 0
        one = school_pb2.School(school_code=self.code, division=self.division, name="样例学校", subjects=SUBJECTS, boarding=boarding, stages=[
            app.EDUCATION_STAGE_PRIMARY, app.EDUCATION_STAGE_JUNIOR, app.EDUCATION_STAGE_SENIOR_HIGH])
        call(registry.RegisterSchool, school_pb2.RegisterSchoolRequest(request_id=request_id(), school=one), self.office)
        put = teacher_pb2.PutTeachersRequest(request_id=request_id(), school_code=self.code)
        # The sample of the national standard.
        put.teachers.add(identity_number=identity(999), subjects=SUBJECTS, **{"from": "2020-09-01"})
        self.teacher = call(rosters.PutTeachers, put, self.office).teachers[0].teacher_id

    def class_of(self, date, grade, alone=False):
        """A class of 40 pupils; one that nothing else is about when it has to be alone."""
        self.fresh += alone
        key = year_of(date), grade, f"{self.fresh + 1 if alone else 1}班"
        if key not in self.classes:
            put = school_pb2.PutClassesRequest(request_id=request_id(), school_code=self.code)
            put.classes.add(school_year=key[0], grade=grade, name=key[2], pupils=40)
            self.classes[key] = call(registry.PutClasses, put, self.credentials).classes[0].class_id
        return self.classes[key]


def year_of(date):
    return int(date[:4]) - (date[5:7] < "08")


def term_of(date):
    autumn = date[5:7] >= "08" or date[5:7] == "01"
    return after_school_pb2.ServiceTerm(school_year=year_of(date), half=after_school_pb2.TERM_HALF_AUTUMN if autumn else after_school_pb2.TERM_HALF_SPRING)


def shifted(date, days):
    return str(datetime.date.fromisoformat(date) + datetime.timedelta(days))


def homework_of(school, date, f, class_id, **more):
    return homework_pb2.Homework(**{**dict(
        class_id=class_id, date=date, subject="数学", teacher_id=school.teacher, kind=f.word(homework_pb2.HomeworkKind, "kind", "WRITTEN"), minutes=f.number("minutes", 20),
        layer=f.word(homework_pb2.HomeworkLayer, "layer", "WHOLE_CLASS"), pupils=f.number("pupils"), channel=f.word(homework_pb2.HomeworkChannel, "channel", "IN_CLASS"),
        marker=f.word(homework_pb2.HomeworkMarker, "marker", "TEACHER"), place=f.word(homework_pb2.HomeworkPlace, "place", "SCHOOL"),
        content=f.get("content", "完成练习册第三课"), asks_parents=bool(f.number("parents")), beyond_standard=bool(f.number("beyond"))), **more})


def enter(school, homework, validate_only=False):
    return call(homeworks.EnterHomework, homework_pb2.EnterHomeworkRequest(
        request_id=request_id(), homework=homework, validate_only=validate_only), school.credentials).homework


def ask_homework(school, date, f):
    before = [int(minutes) for minutes in f.get("before", "").split("+") if minutes]
    class_id = school.class_of(date, f.number("grade", 4), alone=bool(before))
    for minutes in before:
        enter(school, homework_of(school, date, Facts(), class_id, subject="语文", minutes=minutes))
    return enter(school, homework_of(school, date, f, class_id), validate_only=True).findings


def ask_marking(school, date, f):
    homework = enter(school, homework_of(school, date, Facts(), school.class_of(date, f.number("grade", 4), alone=True)))
    handed = f.number("handed")
    marking = homework_pb2.Marking(
        handed_in=handed, by_teacher=f.number("teacher"), by_pupils=f.number("pupils"), by_parents=f.number("parents"), explained=handed,
        finished_in_school=f.number("finished", handed))
    return call(homeworks.RecordMarking, homework_pb2.RecordMarkingRequest(
        request_id=request_id(), homework_id=homework.homework_id, marking=marking), school.credentials).homework.marking.findings


def plan_of(school, date, f):
    end, sport = f.get("end", "18:00") + ":00", f.number("sport", 60)
    plan = after_school_pb2.AfterSchoolPlan(
        school_code=school.code, term=term_of(date), to=date, text="作业辅导、体育、艺术、阅读和社团活动", voluntary=bool(f.number("voluntary", 1)),
        end_of_work=f.get("work", "18:00") + ":00", early_end_reason=f.get("reason", ""), flexible_hours=bool(f.number("flexible", 1)), senior_staff=10,
        senior_staff_serving=f.number("serving", 4), **{"from": date})
    plan.need.CopyFrom(after_school_pb2.ServiceNeed(
        surveyed_on=date, pupils=1000, wanting=800, places=f.number("places", 800), wanting_longer=5, longer_places=f.number("longer", 5)))
    start = f.get("start", "15:30")
    minutes = int(start[:2]) * 60 + int(start[3:]) + sport
    for weekday in range(1, f.number("days", 5) + 1):
        plan.days.add(weekday=weekday, start_time=start + ":00", end_time=end, other_sport_minutes=f.number("other"), longer_until="19:00:00",
                      sport_until=f"{minutes // 60:02}:{minutes % 60:02}:00" if sport else "")
    for evening in filter(None, f.get("evenings", "").split("/")):
        weekday, grade = evening.split(":")
        plan.evenings.add(weekday=int(weekday), start_time="19:00:00", end_time="20:30:00", grades=[int(grade)])
    return plan


def ask_plan(school, date, f, validate_only=True):
    return call(plans.PublishAfterSchoolPlan, after_school_pb2.PublishAfterSchoolPlanRequest(
        request_id=request_id(), plan=plan_of(school, date, f), validate_only=validate_only), school.credentials).plan.findings


def ask_uncovered(school, date, f):
    found = call(plans.ListUncoveredSchools, after_school_pb2.ListUncoveredSchoolsRequest(
        division=school.division, term=term_of(date), date=date, page_size=200), school.office).schools
    return next(one.findings for one in found if one.school_code == school.code)


def ask_programme(school, date, f):
    term = term_of(date)
    if (term.school_year, term.half) not in school.planned:
        ask_plan(school, date, Facts(), validate_only=False)
        school.planned.add((term.school_year, term.half))
    programme = programme_pb2.Programme(
        school_code=school.code, term=term, name="课后活动", kind=f.word(programme_pb2.ProgrammeKind, "kind", "ARTS"), content=f.get("content", "学唱少儿歌曲"),
        stage=f.word(programme_pb2.ServiceStage, "stage", "SECOND"), new_lessons=bool(f.number("new")), grades=[f.number("grade", 4)], to=date, capacity=30, **{"from": date})
    programme.slots.add(weekday=f.number("weekday", 5), start_time="16:30:00", end_time="17:30:00")
    if f.number("institution"):
        programme.institution_code, programme.special_need = setting["unknown"]["code"], "校内没有声乐教师"
    else:
        programme.teacher_ids.append(school.teacher)
    return call(programmes.OfferProgramme, programme_pb2.OfferProgrammeRequest(
        request_id=request_id(), programme=programme, validate_only=True), school.credentials).programme.findings


def ask_funds(school, date, f):
    account = service_fund_pb2.ServiceFunds(
        school_code=school.code, term=term_of(date), public_school=True, increment_is_item=bool(f.number("item", 1)), increment_in_base=bool(f.number("base")),
        counts_for_titles=bool(f.number("titles", 1)))
    account.income.add(source=service_fund_pb2.FUND_SOURCE_PURCHASE, fen=1_000_000, pupils=10)
    account.spending.add(payee=service_fund_pb2.FUND_PAYEE_OWN_STAFF, form=f.word(service_fund_pb2.FundForm, "form", "PERFORMANCE_PAY"), fen=f.number("staff", 600_000))
    account.spending.add(payee=service_fund_pb2.FUND_PAYEE_OTHER, form=service_fund_pb2.FUND_FORM_OTHER, fen=f.number("other", 100_000))
    for who, payee in (("outsider", service_fund_pb2.FUND_PAYEE_OUTSIDER), ("institution", service_fund_pb2.FUND_PAYEE_INSTITUTION)):
        if who in f:
            account.spending.add(payee=payee, form=f.word(service_fund_pb2.FundForm, who, ""), fen=100_000)
    return call(funds.RecordServiceFunds, service_fund_pb2.RecordServiceFundsRequest(
        request_id=request_id(), funds=account, validate_only=True), school.credentials).funds.findings


def ask_custody(school, date, f):
    fee = f.word(holiday_custody_pb2.CustodyFeeForm, "fee", "FREE")
    offer = holiday_custody_pb2.CustodyOffer(
        school_code=school.code, operators=[f.word(holiday_custody_pb2.CustodyOperator, "operator", "COMMUNITY")], name="暑期托管", content=f.get("content", "看护、阅读和参观博物馆"),
        collective_lessons=bool(f.number("lessons")), to=date, grades=[3, 4], capacity=30, fee_form=fee, fee_fen=0 if fee == holiday_custody_pb2.CUSTODY_FEE_FORM_FREE else 100, **{"from": date})
    return call(custody.OfferCustody, holiday_custody_pb2.OfferCustodyRequest(request_id=request_id(), custody=offer, validate_only=True), school.credentials).custody.findings


def put(school, validate_only=True, **said):
    return call(orders.PutOrderRecord, order_pb2.PutOrderRecordRequest(
        request_id=request_id(), school_code=school.code, content=content.OrderContent(**said), validate_only=validate_only), school.credentials).record.findings


def ask_lessons(school, date, f):
    week = content.LessonWeek(class_id=school.class_of(date, f.number("grade", 4)), monday=date, short_week=True)
    week.subjects.add(
        subject="数学", plan_lessons=5, planned_lessons=f.number("planned", 5), taught_lessons=f.number("taught", 5), plan_position=20, reached_position=f.number("reached", 20),
        beyond_standard=bool(f.number("beyond")), assumes_prior_learning=bool(f.number("prior")), prescribed_textbook=bool(f.number("textbook", 1)), deviation_reason=f.get("reason", ""))
    # The other subjects are in order, but for one that is left out.
    for subject in SUBJECTS:
        if subject not in ("数学", f.get("without")):
            week.subjects.add(subject=subject, plan_lessons=3, planned_lessons=3, taught_lessons=3, prescribed_textbook=True)
    return put(school, lesson_week=week)


def ask_term_end(school, date, f):
    return put(school, term_end=content.TermEnd(
        class_id=school.class_of(date, 4), term=content.SCHOOL_TERM_SPRING, subject="数学", planned_last_day=date, last_day=shifted(date, -f.number("early"))))


def ask_exam(school, date, f):
    def exam(day, **more):
        return content.Exam(**{**dict(
            school_year=year_of(day), term=content.SCHOOL_TERM_SPRING if "02" <= day[5:7] < "08" else content.SCHOOL_TERM_AUTUMN, grade=f.number("grade", 4),
            subject=f.get("subject", "数学"), purpose=content.EXAM_PURPOSE_UNIT, held_on=day, on_paper=True, organiser=content.EXAM_ORGANISER_SCHOOL,
            result_form=content.EXAM_RESULT_FORM_GRADES), **more})
    for earlier in range(f.number("before"), 0, -1):
        put(school, validate_only=False, exam=exam(shifted(date, -20 * earlier)))
    return put(school, exam=exam(
        date, purpose=f.word(content.ExamPurpose, "purpose", "FINAL"), on_paper=bool(f.number("paper", 1)), organiser=f.word(content.ExamOrganiser, "organiser", "SCHOOL"),
        permit=f.get("permit", ""), beyond_standard=bool(f.number("beyond")), result_form=f.word(content.ExamResultForm, "form", "GRADES"), ranked=bool(f.number("ranked"))))


def ask_collective(school, date, f):
    return put(school, collective_lessons=content.CollectiveLessons(held_on=date, grade=4, subject="数学", pupils=40, note="全班集中讲解习题"))


def ask_grouping(school, date, f):
    return put(school, class_grouping=content.ClassGrouping(
        class_id=school.class_of(date, 4), formed_on=date, label=f.word(content.ClassLabel, "label", "ORDINARY"), allotment=f.word(content.ClassAllotment, "allotment", "BALANCED")))


def ask_sport(school, date, f):
    return put(school, sport_day=content.SportDay(
        class_id=school.class_of(date, 4), date=date, minutes_in_school=f.number("in"), minutes_outside_school=f.number("out")))


def ask_skills(school, date, f):
    result = content.SkillResult(school_year=year_of(date), grade=4)
    result.sport.add(skills=f.number("sport"), pupils=1)
    result.arts.add(skills=f.number("arts"), pupils=1)
    return put(school, skills=result)


def ask_quota(school, date, f):
    plan = content.QuotaPlan(year=int(date[:4]), top_demonstration=bool(f.number("top", 1)), places=f.number("places"))
    plan.shares.add(school_code=school.code, places=f.number("allotted"))
    return put(school, quota=plan)


def ask_enrolment(school, date, f):
    return put(school, enrolment=content.EnrolmentRound(
        stage=f.word(app.EducationStage, "stage", "JUNIOR"), began_on=shifted(date, -f.number("early")), ended_on=shifted(date, 5), window_from=date, window_to=shifted(date, 5),
        places=100, admitted=f.number("admitted", 90), from_outside=f.number("outside"), lured=bool(f.number("lured"))))


def ask_assessment(school, date, f):
    return put(school, assessment=content.PromotionAssessment(
        decided_on=date, title="年度考核办法", sets_promotion_target=bool(f.number("target")), judges_by_promotion_rate=bool(f.number("rate"))))


def ask_management(school, date, f):
    return put(school, management=content.ManagementEvidence(
        school_year=year_of(date), management=content.MANAGEMENT_KIND_SLEEP, evidence_date=date, title="睡眠管理办法", sha256="a" * 64, bed_before_homework=bool(f.number("bed"))))


def ask_duties(school, date, f):
    return call(orders.GetSchoolDuties, order_pb2.GetSchoolDutiesRequest(school_code=school.code, school_year=year_of(date)), school.credentials).findings


def ask_file(school, date, f):
    has = lambda name, value, otherwise: value if f.number(name, 1) else otherwise
    file = content.SchoolFile(
        as_of=date, key_work=has("key", True, False), plan_title=has("plan", "实施办法", ""), plan_sha256=has("plan", "a" * 64, ""), leading_group=has("group", ["校长"], []),
        first_responsible_post=has("head", "校长", ""), working_body=has("body", "教导处", ""))
    file.timetable.add(task="调控作业总量", due_on=date, post="教导主任")
    if f.number("inspection", 1):
        file.inspections.add(held_on=date, problems=1, solved=1)
    return put(school, school_file=file)


def fill_calendar(division):
    for year, starts, ends, vacations in (2025, "2026-01-01", "2026-08-31", [("寒假", "2026-01-24", "2026-03-01"), ("暑假", "2026-07-11", "2026-08-31")]), (2026, "2026-09-01", "2026-12-31", []):
        calendar = school_calendar_pb2.SchoolCalendar(division=division, school_year=year, starts_on=starts, ends_on=ends)
        for name, first, last in vacations:
            calendar.vacations.add(name_zh=name, starts_on=first, ends_on=last)
        calendar.school_hours.add(stage=app.EDUCATION_STAGE_PRIMARY, start_time="08:00:00", end_time="15:30:00")
        calendar.school_hours.add(stage=app.EDUCATION_STAGE_JUNIOR, start_time="08:00:00", end_time="17:00:00")
        call(calendars.PutSchoolCalendar, school_calendar_pb2.PutSchoolCalendarRequest(request_id=request_id(), calendar=calendar), officer(division, "EDUCATION"))


def fill_summer(division):
    """A calendar of two weeks alone: the last school days and the first of the vacation; of other days it says nothing."""
    calendar = school_calendar_pb2.SchoolCalendar(division=division, school_year=2025, starts_on="2026-07-06", ends_on="2026-07-17")
    calendar.vacations.add(name_zh="暑假", starts_on="2026-07-11", ends_on="2026-07-17")
    call(calendars.PutSchoolCalendar, school_calendar_pb2.PutSchoolCalendarRequest(request_id=request_id(), calendar=calendar), officer(division, "EDUCATION"))


def verdict(row):
    f = Facts(fact.split("=", 1) for fact in row["facts"].split())
    # Schools without a plan and without records are others than those that get them.
    kind = "bare" if row["ask"] in ("uncovered", "duties") else "boarding" if f.number("boarding") else "day"
    try:
        findings = globals()["ask_" + row["ask"].replace("-", "_")](schools[row["division"]][kind], row["date"], f)
    except grpc.RpcError as error:
        findings = refused_for(error)
        if not findings:
            return refusal(error).get("reason") or error.details()
    return "+".join(sorted({finding.rule + (MARKS[finding.severity] + finding.basis[0].clause if finding.severity in MARKS else "?") for finding in findings})) or "OK"


def refused_for(error):
    """The findings for which a call was refused, whole."""
    found = []
    for key, value in error.trailing_metadata() or ():
        if key == "grpc-status-details-bin":
            for detail in status_pb2.Status.FromString(value).details:
                if detail.Is(finding_pb2.Finding.DESCRIPTOR):
                    found.append(finding_pb2.Finding())
                    detail.Unpack(found[-1])
    return found


schools = defaultdict(dict)
for number, applicant in enumerate(setting["schools"]):
    kind = ("day", "boarding", "bare")[number % 3]
    schools[applicant["division"]][kind] = School(applicant, boarding=kind == "boarding")
fill_calendar("110101")
for summer in "530102", "331002":
    fill_summer(summer)
with open(setting["table"], encoding="utf-8") as file:
    rows = list(csv.DictReader(line for line in file if not line.startswith("#")))


def wrong_in(division):
    """The cases of a division in their order; divisions share nothing."""
    return [f"{','.join(row.values())} came out as {found}" for row in rows if row["division"] == division and (found := verdict(row)) != row["verdict"]]


with ThreadPoolExecutor() as threads:
    say(rows=len(rows), wrong=[line for lines in threads.map(wrong_in, schools) for line in lines])
