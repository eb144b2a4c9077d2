"""Approves one application after the other and tells of each, however often the platform is away in between."""
from client import *

for place, applicant in enumerate(setting["applicants"]):
    decided = approve(applicant, f"{setting['name']}{place:03}号美术培训学校", patience=120)[-1]
    say(application_id=decided.application_id, licence_number=decided.decision.licence_number)
