"""What a client sees before it asks for anything in particular."""
import urllib.error
import urllib.request

from rpc import URL, call, error, raw, result, same

same(call("CoreSv1.Ping", {}), {"id": 1, "result": "Pong", "error": None})
same(result("SessionSv1.Ping", {}), "Pong")
same(result("ApierV1.Ping", ""), "Pong")
same(raw('{"method":"CoreSv1.Ping","params":[],"id":"x-7"}'),
     {"id": "x-7", "result": "Pong", "error": None})
same(result("CoreSv1.Status", {})["node_id"], "strowger-rating")

same(call("Foo.Bar", {}), {"id": 1, "result": None, "error": "rpc: can't find service Foo.Bar"})
same(error("APIerSv1.Nothing", {}), "rpc: can't find method APIerSv1.Nothing")
assert error("RouteSv1.GetRoutes", {}).startswith("NOT_IMPLEMENTED: RouteSv1.GetRoutes: ")

malformed = raw('{"method":"CoreSv1.Ping",')
same(malformed["result"], None)
assert malformed["error"].startswith("malformed JSON"), malformed

try:
    urllib.request.urlopen(URL + "/elsewhere")
    raise AssertionError("found what is not there")
except urllib.error.HTTPError as refused:
    same(refused.code, 404)
