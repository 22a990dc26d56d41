"""A call from authorisation to its record, and what can go wrong on the way."""
from rpc import charger, error, left, money, ok, result, same, tariff

TENANT = "sessions.org"
SECOND = 1000000000


def event(**other):
    fields = {"OriginID": "s1", "OriginHost": "192.0.2.1", "ToR": "*voice",
              "RequestType": "*prepaid", "Account": "1001", "Subject": "1001",
              "Destination": "4930123", "Category": "call",
              "SetupTime": "2026-03-04T10:00:00Z", "AnswerTime": "2026-03-04T10:00:05Z"}
    fields.update(other)
    return {key: value for key, value in fields.items() if value is not None}


def request(flag, options=None, **fields):
    return {flag: True, "Tenant": TENANT, "ID": "ev", "Event": event(**fields),
            "APIOpts": options or {}}


def session(method, flag, **fields):
    return result("SessionSv1." + method, request(flag, **fields))


tariff(TENANT, 0.6)
same(error("SessionSv1.AuthorizeEvent", {"GetMaxUsage": True}),
     "MANDATORY_IE_MISSING: [CGREvent]")
same(error("SessionSv1.AuthorizeEvent", {"GetMaxUsage": True, "Tenant": TENANT, "ID": "x"}),
     "MANDATORY_IE_MISSING: [Event]")
same(error("SessionSv1.AuthorizeEvent", {"Tenant": TENANT, "Event": event()}),
     "MANDATORY_IE_MISSING: [Subsystems]")
same(error("SessionSv1.AuthorizeEvent", request("GetMaxUsage")), "CHARGERS_ERROR:NOT_FOUND")
charger(TENANT)
same(error("SessionSv1.AuthorizeEvent", request("GetMaxUsage")), "RALS_ERROR:ACCOUNT_NOT_FOUND")
money(TENANT, "1001", 10)

# Asking reserves nothing.
same(session("AuthorizeEvent", "GetMaxUsage", Usage="60s"), {"MaxUsage": 60 * SECOND})
same(session("AuthorizeEvent", "GetMaxUsage", Usage="10h"), {"MaxUsage": 1000 * SECOND})
same(session("AuthorizeEvent", "GetMaxUsage"), {"MaxUsage": 1000 * SECOND})
same(result("SessionSv1.AuthorizeEventWithDigest", request("GetMaxUsage", Usage="1m"))["MaxUsage"],
     60)
same(left(TENANT, "1001"), 10)
same(error("SessionSv1.AuthorizeEvent", request("GetMaxUsage", Destination="331234")),
     "RALS_ERROR:UNAUTHORIZED_DESTINATION")
same(error("SessionSv1.AuthorizeEvent", request("AuthorizeResources")),
     "NOT_CONNECTED: ResourceS")
same(error("SessionSv1.AuthorizeEvent", dict(request("GetMaxUsage", Usage="10h"),
                                             ForceDuration=True)),
     "RALS_ERROR:INSUFFICIENT_CREDIT")
same(error("SessionSv1.AuthorizeEvent", request("GetMaxUsage", Usage="73h")),
     "RALS_ERROR:MAX_USAGE_EXCEEDED")
same(error("SessionSv1.InitiateSession", request("InitSession", Usage="73h", OriginID="long")),
     "RALS_ERROR:MAX_USAGE_EXCEEDED")

# A call of 75 seconds, in two parts.
same(session("InitiateSession", "InitSession", Usage="60s"), {"MaxUsage": 60 * SECOND})
same(left(TENANT, "1001"), 9.4)
same(error("SessionSv1.InitiateSession", request("InitSession", Usage="60s")), "EXISTS")
same(result("SessionSv1.GetActiveSessionsCount", {"Tenant": TENANT}), 1)
active, = result("SessionSv1.GetActiveSessions", {
    "Tenant": TENANT, "Filters": ["*string:~*req.Account:1001"]})
same((active["RunID"], active["OriginID"], active["Usage"], active["Destination"],
      active["MaxCostSoFar"]), ("*default", "s1", 60 * SECOND, "4930123", 0.6))
same(error("SessionSv1.GetActiveSessions", {
    "Tenant": TENANT, "Filters": ["*string:~*req.Account:1002"]}), "NOT_FOUND")
same(session("UpdateSession", "UpdateSession", Usage="60s", LastUsed="30s"),
     {"MaxUsage": 60 * SECOND})
same(left(TENANT, "1001"), 9.1)
ok("SessionSv1.TerminateSession", request("TerminateSession", Usage="75s"))
same(left(TENANT, "1001"), 9.25)
same(error("SessionSv1.GetActiveSessions", {"Tenant": TENANT}), "NOT_FOUND")

# Ended twice is ended once.
ok("SessionSv1.TerminateSession", request("TerminateSession", Usage="75s"))
same(left(TENANT, "1001"), 9.25)
ok("SessionSv1.ProcessCDR", request("ProcessCDR", Usage="75s"))
same(error("SessionSv1.ProcessCDR", request("ProcessCDR", Usage="75s")), "PARTIALLY_EXECUTED")
same(left(TENANT, "1001"), 9.25)
cdr, = result("APIerSv2.GetCDRs", {"Tenants": [TENANT], "OriginIDs": ["s1"]})
same((cdr["RunID"], cdr["Cost"], cdr["CostSource"], cdr["Usage"], cdr["ExtraInfo"]),
     ("*default", 0.75, "*sessions", "1m15s", ""))

# A call whose beginning nobody told is charged at its end.
ok("SessionSv1.TerminateSession", request("TerminateSession", OriginID="s2", Usage="10s"))
same(left(TENANT, "1001"), 9.15)

# A call that takes all the money gets no more, and gives back what it did not use.
same(session("InitiateSession", "InitSession", OriginID="s3", Usage="10h"),
     {"MaxUsage": 915 * SECOND})
same(left(TENANT, "1001"), 0)
same(session("UpdateSession", "UpdateSession", OriginID="s3", Usage="60s"), {"MaxUsage": 0})
same(session("InitiateSession", "InitSession", OriginID="s4", Usage="10s"), {"MaxUsage": 0})
ok("SessionSv1.TerminateSession", request("TerminateSession", OriginID="s4", Usage="0s"))
ok("SessionSv1.TerminateSession", request("TerminateSession", OriginID="s3", Usage="100s"))
same(left(TENANT, "1001"), 8.15)

# Not everybody pays beforehand.
same(session("InitiateSession", "InitSession", OriginID="s5", RequestType="*postpaid",
             Usage="60s"), {"MaxUsage": 60 * SECOND})
ok("SessionSv1.TerminateSession", request("TerminateSession", OriginID="s5",
                                          RequestType="*postpaid", Usage="60s"))
same(left(TENANT, "1001"), 8.15)
ok("SessionSv1.ProcessCDR", request("ProcessCDR", OriginID="s5", Usage="60s"))
same(left(TENANT, "1001"), 7.55)
same(session("InitiateSession", "InitSession", OriginID="s6", RequestType="*rated", Usage="60s"),
     {"MaxUsage": 60 * SECOND})
ok("SessionSv1.TerminateSession", request("TerminateSession", OriginID="s6", Usage="60s"))
ok("SessionSv1.ProcessCDR", request("ProcessCDR", OriginID="s6", Usage="60s"))
same(left(TENANT, "1001"), 7.55)
same([(c["OriginID"], c["RequestType"], c["Cost"]) for c in result("APIerSv2.GetCDRs", {
    "Tenants": [TENANT], "OriginIDs": ["s5", "s6"], "OrderBy": "OrderID"})],
     [("s5", "*postpaid", 0.6), ("s6", "*rated", 0.6)])

# At once, and without being asked for an end.
same(result("SessionSv1.ProcessMessage", request("Debit", OriginID="m1", Usage="5s")),
     {"MaxUsage": 5 * SECOND})
same(left(TENANT, "1001"), 7.5)

# Two who are charged for one call.
charger(TENANT, "SUPPLIER", "supplier",
        "*constant:*req.RequestType:*rated;*constant:*req.Subject:supplier1")
same(session("InitiateSession", "InitSession", OriginID="s7", Usage="30s"),
     {"MaxUsage": 30 * SECOND})
ok("SessionSv1.TerminateSession", request("TerminateSession", OriginID="s7", Usage="30s"))
ok("SessionSv1.ProcessCDR", request("ProcessCDR", OriginID="s7", Usage="30s"))
same(sorted((c["RunID"], c["RequestType"], c["Cost"]) for c in result("APIerSv2.GetCDRs", {
    "OriginIDs": ["s7"]})),
     [("*default", "*prepaid", 0.3), ("supplier", "*rated", 0.3)])
same(left(TENANT, "1001"), 7.2)

ok("APIerSv2.SetAccount", {"Tenant": TENANT, "Account": "1001",
                           "ExtraOptions": {"Disabled": True}})
same(error("SessionSv1.InitiateSession", request("InitSession", OriginID="s8", Usage="10s")),
     "RALS_ERROR:ACCOUNT_DISABLED")
same(error("SessionSv1.InitiateSession", request("InitSession", OriginID=None)),
     "MANDATORY_IE_MISSING: [OriginID]")

# An account without an end to its debts.
ok("APIerSv2.SetAccount", {"Tenant": TENANT, "Account": "1002",
                           "ExtraOptions": {"AllowNegative": True}})
same(session("AuthorizeEvent", "GetMaxUsage", Account="1002", Usage="60s"), {"MaxUsage": -1})
same(session("InitiateSession", "InitSession", OriginID="s9", Account="1002", Usage="60s"),
     {"MaxUsage": 60 * SECOND})
ok("SessionSv1.TerminateSession", request("TerminateSession", OriginID="s9", Account="1002",
                                          Usage="60s"))
same(left(TENANT, "1002"), -0.6)
