"""Records told once more: what they cost is given back, and charged anew for what is told now."""
import json
import sys
import threading
import urllib.request

from rpc import call, charger, error, left, money, ok, result, same, tariff

TENANT = "returns.org"
SECOND = 1000000000


def event(**other):
    fields = {"OriginID": "r1", "OriginHost": "192.0.2.8", "ToR": "*voice",
              "RequestType": "*prepaid", "Tenant": TENANT, "Category": "call",
              "Account": "1001", "Subject": "1001", "Destination": "4930123",
              "SetupTime": "2026-03-04T10:00:00Z", "AnswerTime": "2026-03-04T10:00:05Z",
              "Usage": "2m"}
    fields.update(other)
    return fields


def process(*flags, options=None, **fields):
    return {"Flags": list(flags), "Tenant": TENANT, "Event": event(**fields),
            "APIOpts": options or {}}


def told(origin="r1"):
    return [(c["RunID"], c["Cost"], c["Usage"], c["ExtraInfo"]) for c in result(
        "APIerSv2.GetCDRs", {"Tenants": [TENANT], "OriginIDs": [origin], "OrderBy": "OrderID"})]


def get(path):
    with urllib.request.urlopen(sys.argv[2] + path, timeout=60) as reply:
        return json.loads(reply.read())


def charges():
    return [(c["charge_id"].split("-charge")[1], float(c["used_seconds"]), float(c["cost"]),
             c["revision"], c.get("tariff") is not None)
            for c in get("/charges?account=%s:1001" % TENANT)[::-1]]


def entries():
    return len(get("/accounts/%s:1001/entries?limit=500" % TENANT))


def at_once(*request):
    threads = [threading.Thread(target=call, args=request) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


# A minute costs 0.6; there is a bundle of 60 seconds.
tariff(TENANT, 0.6)
charger(TENANT)
money(TENANT, "1001", 10)
ok("APIerSv1.AddBalance", {"Tenant": TENANT, "Account": "1001", "BalanceType": "*voice",
                           "Value": 60 * SECOND, "Balance": {"ID": "bundle"}})


def balances():
    return left(TENANT, "1001", "*voice"), left(TENANT, "1001")


ok("CDRsV1.ProcessEvent", process("*rals"))
same((balances(), told()), ((0, 9.4), [("*default", 0.6, "2m0s", "")]))
same(error("CDRsV1.ProcessEvent", process("*rals")), "EXISTS")

# Told once more with another usage it costs what that costs, however often it is told.
ok("CDRsV1.ProcessEvent", process("*rerate", Usage="1m", carrier="beta"))
same((balances(), told()), ((0, 10), [("*default", 0, "1m0s", "")]))
before = entries()
ok("CDRsV1.ProcessEvent", process("*rerate", Usage="1m"))
same((balances(), told(), entries()), ((0, 10), [("*default", 0, "1m0s", "")], before))
ok("CDRsV1.ProcessEvent", process("*rals", "*rerate", Usage="90s"))
same((balances(), told()), ((0, 9.7), [("*default", 0.3, "1m30s", "")]))
same(charges(), [("", 120, 0, 2, False), ("-2", 60, 0, 2, False), ("-3", 90, 0.3, 1, True)])

# The same at once, many times, is the same once.
at_once("CDRsV1.ProcessEvent", process("*rerate", Usage="100s"))
same((balances(), told()), ((0, 9.6), [("*default", 0.4, "1m40s", "")]))

# Given back: once.
ok("CDRsV1.ProcessEvent", process("*refund", "*store:false", Usage="100s"))
same(balances(), (60 * SECOND, 10))
before = entries()
ok("CDRsV1.ProcessEvent", process("*refund", Usage="100s"))
ok("CDRsV1.ProcessEvent", process(options={"*refund": True}, Usage="100s"))
same((balances(), entries(), told()),
     ((60 * SECOND, 10), before, [("*default", 0, "1m40s", "")]))
same(charges()[-1], ("-4", 100, 0, 2, False))

# A re-rating of the period leaves alone what was given back.
tariff(TENANT, 1.2)
request = urllib.request.Request(
    sys.argv[2] + "/tariffs/cgrates/reratings", headers={"Content-Type": "application/json"},
    data=json.dumps({
        "key": "returns", "from": "2026-03-04T09:00:00Z", "to": "2026-03-04T11:00:00Z",
        "reason": "prices", "account": TENANT + ":1001", "dry_run": False}).encode())
urllib.request.urlopen(request, timeout=60).read()
same((balances(), entries()), ((60 * SECOND, 10), before))

# Asked for again it costs what it costs now.
ok("CDRsV1.ProcessEvent", process("*rerate", Usage="100s"))
same((balances(), told()), ((0, 9.2), [("*default", 0.8, "1m40s", "")]))
same(charges()[-1], ("-4", 100, 0.8, 3, True))
ok("CDRsV1.ReprocessCDRs", {"Flags": ["*refund"], "Tenants": [TENANT]})
same(balances(), (60 * SECOND, 10))
ok("CDRsV1.RateCDRs", {"Tenants": [TENANT]})
same(balances(), (0, 9.2))
for price, rest in ((0.6, 9.6), (1.2, 9.2)):
    tariff(TENANT, price)
    at_once("CDRsV1.RateCDRs", {"Tenants": [TENANT]})
    same(balances(), (0, rest))

# An event that nobody told before is rated as any other; nothing can be given back of it.
ok("CDRsV1.ProcessEvent", process("*rerate", OriginID="r2", Usage="10s"))
same((balances(), told("r2")), ((0, 9), [("*default", 0.2, "10s", "")]))
same(error("CDRsV1.ProcessEvent", process("*refund", OriginID="r3")), "PARTIALLY_EXECUTED")
same(error("APIerSv2.GetCDRs", {"Tenants": [TENANT], "OriginIDs": ["r3"]}), "NOT_FOUND")

# A session is given back, and charged anew, as others are.
for method, flag, usage in (("InitiateSession", "InitSession", "60s"),
                            ("TerminateSession", "TerminateSession", "30s"),
                            ("ProcessCDR", "ProcessCDR", "30s")):
    result("SessionSv1." + method, {flag: True, "Tenant": TENANT, "Event": event(
        OriginID="r4", Usage=usage)})
same((balances(), told("r4")), ((0, 8.4), [("*default", 0.6, "30s", "")]))
ok("CDRsV1.ProcessEvent", process("*rerate", OriginID="r4", Usage="20s"))
same((balances(), told("r4")), ((0, 8.6), [("*default", 0.4, "20s", "")]))

# Another account pays; what has no price any more costs nothing, and says why.
money(TENANT, "1002", 5)
ok("CDRsV1.ProcessEvent", process("*rerate", OriginID="r4", Usage="20s", Account="1002",
                                  Subject="1002"))
same((balances(), left(TENANT, "1002")), ((0, 9), 4.6))
ok("CDRsV1.ProcessEvent", process("*rerate", OriginID="r4", Usage="20s", Account="1002",
                                  Subject="1002", Destination="331234"))
same((left(TENANT, "1002"), told("r4")),
     (5, [("*default", -1, "20s", "UNAUTHORIZED_DESTINATION")]))

# What is only priced is only priced again.
ok("CDRsV1.ProcessEvent", process(OriginID="r5", RequestType="*rated", Usage="10s"))
ok("CDRsV1.ProcessEvent", process("*refund", OriginID="r5", RequestType="*rated", Usage="10s"))
same(told("r5"), [("*default", 0.2, "10s", "")])
ok("CDRsV1.ProcessEvent", process("*rerate", OriginID="r5", RequestType="*rated", Usage="20s"))
same((told("r5"), balances()), ([("*default", 0.4, "20s", "")], (0, 9)))

# What was not rated yet is rated now.
ok("CDRsV1.ProcessEvent", process("*rals:false", "*store", OriginID="r6", Usage="10s"))
ok("CDRsV1.ProcessEvent", process("*rerate", OriginID="r6", Usage="10s"))
same((told("r6"), balances()), ([("*default", 0.2, "10s", "")], (0, 8.8)))

# What another account's balance paid is given back there, though it is not shared any more.
money(TENANT, "1003", 1)
ok("APIerSv1.AddBalance", {"Tenant": TENANT, "Account": "1003", "BalanceType": "*voice",
                           "Value": 60 * SECOND, "Balance": {"ID": "pool"}})
pool = next(b["id"] for b in get("/accounts/%s:1003" % TENANT)["balances"]
            if b["unit"] == "voice")


def share(*accounts):
    request = urllib.request.Request(
        sys.argv[2] + "/accounts/%s:1003/balances/%s/sharers" % (TENANT, pool), method="PUT",
        headers={"Content-Type": "application/json"},
        data=json.dumps({"accounts": accounts}).encode())
    urllib.request.urlopen(request, timeout=60).read()


share(TENANT + ":1001")
ok("CDRsV1.ProcessEvent", process("*rals", OriginID="r7", Usage="60s"))
same((left(TENANT, "1003", "*voice"), balances()), (0, (0, 8.8)))
share()
ok("CDRsV1.ProcessEvent", process("*rerate", OriginID="r7", Usage="40s"))
same((left(TENANT, "1003", "*voice"), balances()), (60 * SECOND, (0, 8)))
