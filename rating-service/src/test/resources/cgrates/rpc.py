"""The few lines that every script for CGRateS begins with, and how replies are checked."""
import json
import sys
import urllib.error
import urllib.request

URL = sys.argv[1] + "/jsonrpc"


def raw(body):
    request = urllib.request.Request(
        URL, data=body.encode(), headers={"Content-Type": "application/json"})
    with urllib.request.urlopen(request, timeout=20) as reply:
        assert reply.status == 200, reply.status
        return json.loads(reply.read())


def call(method, *params):
    return raw(json.dumps({"method": method, "params": list(params), "id": 1}))


def result(method, *params):
    reply = call(method, *params)
    assert reply["error"] is None, "%s: %s" % (method, reply["error"])
    return reply["result"]


def error(method, *params):
    reply = call(method, *params)
    assert reply["result"] is None, "%s: %s" % (method, reply["result"])
    return reply["error"]


def same(actual, expected):
    assert actual == expected, "\n  expected %s\n  but was  %s" % (
        json.dumps(expected, sort_keys=True), json.dumps(actual, sort_keys=True))


def ok(method, *params):
    same(result(method, *params), "OK")
