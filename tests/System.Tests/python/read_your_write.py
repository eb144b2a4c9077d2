"""Looks the white list up just before a decision, so that it is kept, and at once after it; over and over."""
from client import *
from shuangjian.institution.v1 import directory_pb2 as listed


def on_list(applicant):
    return len(call(directory.ListWhiteList, listed.ListWhiteListRequest(
        division=applicant["division"], unified_social_credit_code=applicant["code"])).institutions)


for place, applicant in enumerate(setting["applicants"]):
    by_code = listed.LookUpInstitutionRequest(unified_social_credit_code=applicant["code"])
    before = on_list(applicant), outcome(directory.LookUpInstitution, by_code)["code"]
    approve(applicant, f"即查即得{place}号美术培训学校")
    after = on_list(applicant), outcome(directory.LookUpInstitution, by_code)["code"]
    say(before=before, after=after)
