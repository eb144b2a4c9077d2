"""The white list of a division, as anyone reads it without a token."""
from client import *
from shuangjian.institution.v1 import directory_pb2 as listed

for institution in call(directory.ListWhiteList, listed.ListWhiteListRequest(
        division=setting["division"], page_size=200), patience=30).institutions:
    say(**plain(institution))
