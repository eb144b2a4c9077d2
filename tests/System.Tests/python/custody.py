"""What the scripts about prepaid money share: an institution with its special account, its contracts, its bank."""
import datetime
from concurrent.futures import ThreadPoolExecutor

from client import *
from shuangjian.custody.v1 import (agreement_pb2 as agreements, agreement_pb2_grpc, bank_pb2 as bank, bank_pb2_grpc, contract_pb2 as contracts,
                                   contract_pb2_grpc, family_pb2 as family, family_pb2_grpc, ledger_pb2 as ledger, ledger_pb2_grpc,
                                   reconciliation_pb2 as reconciliation, reconciliation_pb2_grpc)

SECRET = "0123456789abcdef0123456789abcdef"
# Kinds of account are the last digit of the identifier of an agreement or contract.
PAID, HELD, RELEASED, REFUNDED, BANK, CUSTODY = "4", "5", "6", "7", "1", "2"

institution = setting["institution"]
place = institution["division"]
own = bearer(institution["token"])
at_bank = bearer(setting["bank"]["token"])
agreement_service = agreement_pb2_grpc.AgreementServiceStub(channel)
contract_service = contract_pb2_grpc.ContractServiceStub(channel)
family_service = family_pb2_grpc.FamilyServiceStub(channel)
bank_service = bank_pb2_grpc.BankServiceStub(channel)
ledger_service = ledger_pb2_grpc.LedgerServiceStub(channel)
reconciliation_service = reconciliation_pb2_grpc.ReconciliationServiceStub(channel)
today = datetime.datetime.now(datetime.timezone(datetime.timedelta(hours=8))).date()
yesterday = today - datetime.timedelta(days=1)


def account(owner, kind):
    return owner[:-1] + kind


def open_agreement():
    return call(agreement_service.OpenAgreement, agreements.OpenAgreementRequest(request_id=request_id(), agreement=agreements.Agreement(
        division=place, institution_id=str(uuid.uuid4()), institution_code=institution["code"], bank_code=setting["bank"]["code"],
        account_number="6222000011112222", signed_on="2026-09-01", mode=agreements.CUSTODY_MODE_BANK_CUSTODY,
        release=agreements.RELEASE_MODE_PER_LESSON)), own).agreement.agreement_id


def register(agreement, number, lessons, total):
    return call(contract_service.RegisterContract, contracts.RegisterContractRequest(
        request_id=request_id(), pupil_identity_number="11010519491231002X", family_secret=SECRET, contract=contracts.Contract(
            agreement_id=agreement, contract_number=f"C-{number}", lessons=lessons, total_fen=total, starts_on=str(yesterday),
            ends_on="2027-12-31", charges=[contracts.Charge(due_on=str(yesterday), amount_fen=total)])), own).contract.contract_id


def verify():
    return call(ledger_service.VerifyLedger, ledger.VerifyLedgerRequest(), bearer(setting["operator"]), patience=30.0)


def at_once(work, items, hands=8):
    with ThreadPoolExecutor(hands) as pool:
        return list(pool.map(work, items))
