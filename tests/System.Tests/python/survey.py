"""Parents of some schools answer a survey with tickets that are good once; then the whole database is searched for who said what."""
import subprocess
from concurrent.futures import ThreadPoolExecutor

from client import *
from shuangjian.supervision.v1 import survey_pb2 as survey, survey_pb2_grpc

surveys = survey_pb2_grpc.SurveyServiceStub(channel)
office, schools, answers = officer("530100", "EDUCATION"), setting["schools"], setting["answers"]
pool = ThreadPoolExecutor(24)


def dump(*tables):
    """Everything that the service stores, as the database administrator sees it."""
    command = [setting["pg_dump"], "-h", "127.0.0.1", "-p", str(setting["pg_port"]), "-U", "postgres", "--data-only", "-d", "shuangjian_supervision"]
    return subprocess.run(command + [f"--table={table}" for table in tables], check=True, capture_output=True, text=True, timeout=120).stdout


def rows(text):
    """Rows of a dump of one table."""
    lines = text.split("\n")
    begin = next(n for n, line in enumerate(lines) if line.startswith("COPY "))
    return lines[begin + 1:lines.index("\\.", begin)]


opened = call(surveys.OpenSurveyRound, survey.OpenSurveyRoundRequest(
    request_id=request_id(), division="530100", title_zh="家长满意度调查", questionnaire_ids=["parents-basic"], to=setting["until"], **{"from": setting["from"]}), office).round
tickets = []
for school in schools:
    tickets += call(surveys.IssueSurveyTickets, survey.IssueSurveyTicketsRequest(
        request_id=request_id(), round_id=opened.round_id, school_code=school["code"], school_division=school["division"],
        audience=survey.SURVEY_AUDIENCE_PARENTS, tickets=answers // len(schools)), office).tickets
form = call(surveys.GetSurveyForm, survey.GetSurveyFormRequest(ticket=tickets[0])).questionnaire


def chosen(number, question):
    return question.options[(number * 7 + len(question.question_id)) % len(question.options)].option_id


def hand_in(number):
    request = survey.SubmitSurveyAnswersRequest(ticket=tickets[number], answers=[
        survey.SurveyAnswer(question_id=q.question_id, option_id=chosen(number, q)) for q in form.questions])
    return outcome(surveys.SubmitSurveyAnswers, request).get("reason", "OK")


began = time.monotonic()
taken = list(pool.map(hand_in, range(len(tickets))))
seconds = time.monotonic() - began
again = list(pool.map(hand_in, range(0, len(tickets), 97)))
call(surveys.CloseSurveyRound, survey.CloseSurveyRoundRequest(request_id=request_id(), round_id=opened.round_id), office)
asked = survey.GetSurveyResultsRequest(round_id=opened.round_id, division="530100")
end = time.monotonic() + 90
# Nothing is told before everything is counted.
while outcome(surveys.GetSurveyResults, asked, office)["code"] != "OK" and time.monotonic() < end:
    time.sleep(0.2)
results = call(surveys.GetSurveyResults, asked, office)
expected = {(q.question_id, o.option_id): sum(chosen(n, q) == o.option_id for n in range(len(tickets))) for q in form.questions for o in q.options}
counted = {(q.question_id, o.option_id): o.answers for q in results.questions for o in q.options}
everything = dump()
say(tickets=len(tickets), taken=taken.count("OK"), again=sorted(set(again)), persons=results.persons, equal=all(counted.get(key, 0) == count for key, count in expected.items()),
    sealed=len(rows(dump("survey_urn"))), readable=sum(ticket in everything for ticket in tickets[:200]), searched=len(everything), seconds=seconds)
