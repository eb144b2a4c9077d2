"""Plays a term of contracts to the last lesson, as institution, families and bank; the bank's files have planted errors."""
from custody import *

LESSONS = 3
agreement = open_agreement()
prices = [100_000 + 37 * number for number in range(setting["contracts"])]
numbers = range(len(prices))
ids = at_once(lambda n: register(agreement, n, LESSONS, prices[n]), numbers)


def deposit(number):
    # Those at the beginning came in yesterday.
    call(bank_service.NotifyDeposit, bank.NotifyDepositRequest(
        request_id=request_id(), contract_id=ids[number], amount_fen=prices[number], bank_reference=f"IN-{number}",
        booked_on=str(yesterday if number < 10 else today)), at_bank)


def answer(lesson):
    call(family_service.AnswerLesson, family.AnswerLessonRequest(
        request_id=request_id(), contract_id=lesson.contract_id, family_secret=SECRET, lesson_id=lesson.lesson_id, taught=True))


at_once(deposit, numbers)


def state(day, lines, closing):
    """Sends the bank's file of a day; lines are (reference, fen)."""
    def messages():
        yield reconciliation.SendStatementRequest(header=reconciliation.StatementHeader(agreement_id=agreement, day=str(day), lines=len(lines), closing_fen=closing))
        for some in range(0, len(lines), 200):
            yield reconciliation.SendStatementRequest(part=reconciliation.StatementPart(lines=[
                reconciliation.StatementLine(reference=reference, amount_fen=fen, moved_on=str(day)) for reference, fen in lines[some:some + 200]]))
    return reconciliation_service.SendStatement(messages(), metadata=at_bank, timeout=30)


# Planted: IN-3 comes a day late, IN-20 is missing, IN-30 has another amount, IN-40 stands twice, OTHER is nobody's, and the balance of today is 3 fen too high.
before = [(f"IN-{n}", prices[n]) for n in range(10) if n != 3]
state(yesterday, before, sum(fen for _, fen in before))
file = [("IN-3", prices[3])] + [(f"IN-{n}", prices[n] + (1 if n == 30 else 0)) for n in numbers if n >= 10 and n != 20]
file += [("IN-40", prices[40]), ("OTHER", 5)]
found = state(today, file, sum(fen for _, fen in before + file) + 3)
listed = call(reconciliation_service.ListDifferences, reconciliation.ListDifferencesRequest(division=place, page_size=200), at_bank).differences
say(lines=found.lines, matched=found.matched, differences=sorted(
    f"{reconciliation.DifferenceKind.Name(d.kind)[len('DIFFERENCE_KIND_'):]} {d.reference} {d.platform_fen} {d.statement_fen}" for d in listed))

for _ in range(LESSONS):
    lessons = call(contract_service.ReportLessons, contracts.ReportLessonsRequest(
        request_id=request_id(), agreement_id=agreement, contract_ids=ids, taught_on=str(today)), own).lessons
    at_once(answer, lessons)

closed = [call(contract_service.GetContract, contracts.GetContractRequest(contract_id=i), own).contract for i in ids]
say(closed=sum(c.state == contracts.CONTRACT_STATE_CLOSED for c in closed), held=sum(c.held_fen for c in closed),
    paid=sum(c.paid_fen for c in closed), released=sum(c.released_fen for c in closed), total=sum(prices))

# The bank pays whatever it is told until the account is empty.
end = time.monotonic() + 60
paid = 0
while paid < sum(prices) and time.monotonic() < end:
    for told in call(bank_service.ListInstructions, bank.ListInstructionsRequest(division=place, states=[bank.INSTRUCTION_STATE_ISSUED]), at_bank).instructions:
        call(bank_service.AcknowledgeInstruction, bank.AcknowledgeInstructionRequest(
            request_id=request_id(), instruction_id=told.instruction_id, paid=True, bank_reference=f"OUT-{told.instruction_id}", executed_on=str(today)), at_bank)
        paid += told.amount_fen
    time.sleep(0.2)
last = call(agreement_service.GetAgreement, agreements.GetAgreementRequest(agreement_id=agreement), at_bank).agreement
verdict = verify()
say(paid_out=paid, custody=last.custody_fen, held=last.held_fen, owed=last.owed_fen, intact=verdict.intact, faults=[f"{f.kind} {f.subject}" for f in verdict.faults])
