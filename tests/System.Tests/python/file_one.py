"""Tries once to file an application, without patience."""
from client import *

say(**outcome(applications.CreateApplication, app.CreateApplicationRequest(
    request_id=request_id(), application=draft(setting["applicants"][0], "九龙坡测试美术学校")), bearer(setting["applicants"][0]["token"])))
