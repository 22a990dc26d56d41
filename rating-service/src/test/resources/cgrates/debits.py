"""Sessions that nobody updates: rating debits them by itself, until they end or the money does."""
from rpc import charger, error, left, money, ok, result, same, tariff, until

TENANT = "debits.org"
SECOND = 1000000000


def request(flag, options=None, **other):
    fields = {"OriginID": "d1", "OriginHost": "192.0.2.1", "ToR": "*voice",
              "RequestType": "*prepaid", "Account": "1001", "Subject": "1001",
              "Destination": "4930123", "Category": "call",
              "SetupTime": "2026-03-04T10:00:00Z", "AnswerTime": "2026-03-04T10:00:05Z"}
    fields.update(other)
    return {flag: True, "Tenant": TENANT, "ID": "ev", "Event": fields, "APIOpts": options or {}}


def initiate(interval, **fields):
    return result("SessionSv1.InitiateSession", request(
        "InitSession", {"*sessionsDebitInterval": interval}, **fields))


def active(origin):
    reply = result("SessionSv1.GetActiveSessionsCount", {
        "Tenant": TENANT, "Filters": ["*string:~*req.OriginID:" + origin]})
    return reply > 0


def cdrs(origin):
    return [(c["RunID"], c["Cost"], c["Usage"], c["CostSource"]) for c in result(
        "APIerSv2.GetCDRs", {"Tenants": [TENANT], "OriginIDs": [origin], "OrderBy": "OrderID"})]


# A second costs 0.01.
tariff(TENANT, 0.6)
charger(TENANT)
money(TENANT, "1001", 10)

# As long as it lasts it is debited, whatever usage was told; its end tells what was used.
same(initiate("1s", Usage="60s"), {"MaxUsage": -1})
assert left(TENANT, "1001") <= 9.99, left(TENANT, "1001")
same(error("SessionSv1.InitiateSession", request("InitSession")), "EXISTS")
until(lambda: left(TENANT, "1001") <= 9.97)
told, = result("SessionSv1.GetActiveSessions", {"Tenant": TENANT})
same(told["DebitInterval"], SECOND)
assert told["NextAutoDebit"] > "2026", told
assert told["Usage"] >= 3 * SECOND, told
before = left(TENANT, "1001")
same(result("SessionSv1.UpdateSession", request("UpdateSession", Usage="45s")),
     {"MaxUsage": 45 * SECOND})
assert before - left(TENANT, "1001") < 0.4, "an update debits what is debited by itself"
ok("SessionSv1.TerminateSession", request("TerminateSession", Usage="2s"))
same(left(TENANT, "1001"), 9.98)
ok("SessionSv1.ProcessCDR", request("ProcessCDR", Usage="2s"))
same(cdrs("d1"), [("*default", 0.02, "2s", "*sessions")])

# The end of the money is the end of the session: all that was granted was used.
money(TENANT, "1002", 0.025)
same(initiate("1s", OriginID="d2", Account="1002", Subject="1002"), {"MaxUsage": -1})
until(lambda: not active("d2"))
same(cdrs("d2"), [("*default", 0.02, "2s", "*sessions")])
same(left(TENANT, "1002"), 0.005)
ok("SessionSv1.TerminateSession", request("TerminateSession", OriginID="d2", Account="1002",
                                          Usage="30s"))
same(left(TENANT, "1002"), 0.005)

# Without money, or a price, it does not begin.
same(initiate("1s", OriginID="d3", Account="1002", Subject="1002"), {"MaxUsage": 0})
until(lambda: not active("d3"))
same(cdrs("d3"), [("*default", 0, "0s", "*cdrs")])
same(error("SessionSv1.InitiateSession", request(
    "InitSession", {"*sessionsDebitInterval": "1s"}, OriginID="d4", Destination="331234")),
     "RALS_ERROR:UNAUTHORIZED_DESTINATION")
same(error("SessionSv1.InitiateSession", request(
    "InitSession", {"*sessionsDebitInterval": "soon"}, OriginID="d4")),
     'RALS_ERROR:time: invalid duration "soon"')

# An account that is closed to calls in the middle of one has it ended.
same(initiate("1s", OriginID="d5"), {"MaxUsage": -1})
ok("APIerSv2.SetAccount", {"Tenant": TENANT, "Account": "1001",
                           "ExtraOptions": {"Disabled": True}})
until(lambda: not active("d5"))
ok("APIerSv2.SetAccount", {"Tenant": TENANT, "Account": "1001",
                           "ExtraOptions": {"Disabled": False}})
(_, cost, _, _), = cdrs("d5")
same(left(TENANT, "1001"), round(9.98 - cost, 6))

# What is not paid for beforehand is not debited.
before = left(TENANT, "1001")
same(initiate("1s", OriginID="d6", RequestType="*postpaid", Usage="60s"),
     {"MaxUsage": 60 * SECOND})
ok("SessionSv1.TerminateSession", request("TerminateSession", OriginID="d6",
                                          RequestType="*postpaid", Usage="10s"))
same(left(TENANT, "1001"), before)

# A message is charged at once, whatever its options say.
same(result("SessionSv1.ProcessMessage", request(
    "Debit", {"*sessionsDebitInterval": "1s"}, OriginID="d7", Usage="10s")),
     {"MaxUsage": 10 * SECOND})
same((active("d7"), left(TENANT, "1001")), (False, round(before - 0.1, 6)))

# One whose first word is an update is debited too, and ends when it is not heard of in time.
same(result("SessionSv1.UpdateSession", request(
    "UpdateSession", {"*sessionsDebitInterval": "1s", "*sessionsTTL": "2s"}, OriginID="d8",
    Usage="20s")), {"MaxUsage": 20 * SECOND})
until(lambda: not active("d8"))
(_, cost, _, _), = cdrs("d8")
assert 0.02 <= cost <= 0.05, cost

# However short what is drawn for is, all that it lasted is.
same(result("SessionSv1.UpdateSession", request(
    "UpdateSession", {"*sessionsDebitInterval": "100ms", "*sessionsTTL": "3s"}, OriginID="d15",
    Usage="20s")), {"MaxUsage": 20 * SECOND})
until(lambda: not active("d15"))
(_, cost, usage, _), = cdrs("d15")
assert 0.03 <= cost <= 0.04, (cost, usage)

# Nor does it matter when each would be a transaction of its own without an end.
same(result("SessionSv1.UpdateSession", request(
    "UpdateSession", {"*sessionsDebitInterval": "1us", "*sessionsTTL": "3s"}, OriginID="d16",
    Usage="20s")), {"MaxUsage": 20 * SECOND})
until(lambda: not active("d16"))
(_, cost, usage, _), = cdrs("d16")
assert 0.03 <= cost <= 0.04, (cost, usage)

# Two runs of one call end together, when the money of one ends.
charger(TENANT, "SUPPLIER", "supplier", "*constant:*req.RequestType:*rated")
same(initiate("4s", OriginID="d9", Account="1002", Subject="1002"), {"MaxUsage": 0})
money(TENANT, "1003", 0.02)
same(initiate("4s", OriginID="d10", Account="1003", Subject="1003"), {"MaxUsage": -1})
until(lambda: not active("d10"))
same(sorted(cdrs("d10")), [("*default", 0.02, "2s", "*sessions"), ("supplier", 0.02, "2s", "*cdrs")])

# What is said of a session that is not heard of any more: of it all, or of the last grant.
money(TENANT, "1004", 10)
for origin, options, used in (("d11", {"*sessionsTTLUsage": "42s"}, "42s"),
                              ("d12", {"*sessionsTTLLastUsed": "5s"}, "5s"), ("d13", {}, "1m0s")):
    options["*sessionsTTL"] = "1s"
    same(result("SessionSv1.InitiateSession", request(
        "InitSession", options, OriginID=origin, Account="1004", Subject="1004", Usage="60s")),
         {"MaxUsage": 60 * SECOND})
    until(lambda: not active(origin))
    same(sorted(cdrs(origin))[0][2], used)

# A run that is charged by its record lasts as long as the one that is debited, whoever pays it.
ok("APIerSv2.SetAccount", {"Tenant": TENANT, "Account": "endless",
                           "ExtraOptions": {"AllowNegative": True}})
charger(TENANT, "SUPPLIER", "supplier",
        "*constant:*req.RequestType:*pseudoprepaid;*constant:*req.Account:endless")
money(TENANT, "1005", 10)
same(initiate("1s", OriginID="d14", Account="1005", Subject="1005"), {"MaxUsage": -1})
until(lambda: left(TENANT, "1005") <= 9.97)
ok("SessionSv1.TerminateSession", request("TerminateSession", OriginID="d14", Usage="2s"))
ok("SessionSv1.ProcessCDR", request("ProcessCDR", OriginID="d14", Usage="2s"))
same((left(TENANT, "1005"), left(TENANT, "endless")), (9.98, -0.02))
