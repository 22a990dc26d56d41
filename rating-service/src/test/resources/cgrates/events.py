"""Sessions led by flags, ended by an operator, and increments given back."""
from rpc import charger, error, left, money, ok, result, same, tariff, until

TENANT = "events.org"
SECOND = 1000000000


def event(**other):
    fields = {"OriginID": "e1", "OriginHost": "192.0.2.1", "ToR": "*voice",
              "RequestType": "*prepaid", "Account": "1001", "Subject": "1001",
              "Destination": "4930123", "Category": "call",
              "SetupTime": "2026-03-04T10:00:00Z", "AnswerTime": "2026-03-04T10:00:05Z"}
    fields.update(other)
    return fields


def request(*flags, **fields):
    return {"Flags": list(flags), "Tenant": TENANT, "ID": "ev", "Event": event(**fields)}


def process(*flags, **fields):
    return result("SessionSv1.ProcessEvent", request(*flags, **fields))


def refused(*flags, **fields):
    return error("SessionSv1.ProcessEvent", request(*flags, **fields))


tariff(TENANT, 0.6)
same(error("SessionSv1.ProcessEvent", {"Flags": ["*rals"]}), "MANDATORY_IE_MISSING: [CGREvent]")
same(error("SessionSv1.ProcessEvent", {"Tenant": TENANT, "ID": "x"}),
     "MANDATORY_IE_MISSING: [Event]")
same(refused("*chargers"), "CHARGERS_ERROR:NOT_FOUND")
charger(TENANT)
money(TENANT, "1001", 10)

# What is not asked for is not done.
same(process(), {})
same(process("*rals"), {})
same(process("*rals:false", "*cdrs:false", "*attributes", "*thresholds", "*stats"), {})
same(refused("*routes"), "NOT_CONNECTED: RouteS")
same(refused("*resources:*authorize"), "NOT_CONNECTED: ResourceS")
assert refused("*stir_initiate").startswith("NOT_IMPLEMENTED: SessionSv1.ProcessEvent")

# Costs and authorisation.
same(process("*rals:*cost", Usage="10s"), {"Cost": {"*raw": 0.1}})
same(process("*chargers", "*rals:*cost:x", "*rals:*derived_reply", Usage="10s"),
     {"Cost": {"*raw": 0.1, "*default": 0.1}})
same(refused("*rals:*cost", Destination="331234", Usage="10s"), "UNAUTHORIZED_DESTINATION")
same(process("*rals:*authorize", Usage="60s"), {"MaxUsage": {"*raw": 60 * SECOND}})
same(process("*rals:*authorize", "*rals:*derived_reply", Usage="10h"),
     {"MaxUsage": {"*raw": 1000 * SECOND, "*default": 1000 * SECOND}})
same(refused("*rals:*authorize", "*rals:*fd", Usage="10h"), "RALS_ERROR:INSUFFICIENT_CREDIT")
same(left(TENANT, "1001"), 10)

# A call of 75 seconds; its record is made with its end.
same(process("*rals:*initiate", Usage="60s"), {"MaxUsage": {"*raw": 60 * SECOND}})
same(refused("*rals:*initiate", Usage="60s"), "EXISTS")
same(process("*rals:*update", Usage="60s", LastUsed="30s"), {"MaxUsage": {"*raw": 60 * SECOND}})
same(left(TENANT, "1001"), 9.1)
same(process("*rals:*terminate", "*cdrs", Usage="75s"), {})
same(left(TENANT, "1001"), 9.25)
same(refused("*cdrs", Usage="75s"), "PARTIALLY_EXECUTED")
same(refused("*cdrs", "*blocker_error", Usage="75s"), "CDRS_ERROR:PARTIALLY_EXECUTED")
same([(c["OriginID"], c["Cost"], c["Usage"]) for c in result("APIerSv2.GetCDRs", {
    "Tenants": [TENANT]})], [("e1", 0.75, "1m15s")])
same(left(TENANT, "1001"), 9.25)

# A record of a call still under way ends it: it is charged once.
process("*rals:*initiate", OriginID="e2", Usage="60s")
ok("SessionSv1.ProcessCDR", {"Tenant": TENANT, "Event": event(OriginID="e2", Usage="25s")})
same(left(TENANT, "1001"), 9)
same(process("*rals:*terminate", OriginID="e2", Usage="25s"), {})
same(left(TENANT, "1001"), 9)

# Nobody else says what something cost.
ok("SessionSv1.ProcessCDR", {"Tenant": TENANT, "Event": event(
    OriginID="e3", Usage="10s", Cost=0, CostSource="*sessions", RequestType="*postpaid")})
same(left(TENANT, "1001"), 8.9)

# An operator ends what is under way: what was granted is charged, and a record is kept.
same(error("SessionSv1.ForceDisconnect", {"Tenant": TENANT}), "NOT_FOUND")
process("*rals:*initiate", OriginID="e4", Usage="30s")
process("*rals:*initiate", OriginID="e5", Usage="30s", RequestType="*postpaid")
process("*rals:*initiate", OriginID="e6", Usage="30s")
same(left(TENANT, "1001"), 8.3)
same(error("SessionSv1.ForceDisconnect", {
    "Tenant": TENANT, "Filters": ["*string:~*req.OriginID:none"]}), "NOT_FOUND")
ok("SessionSv1.ForceDisconnect", {"Tenant": TENANT,
                                  "Filters": ["*string:~*req.OriginID:e4|e5"]})
same([s["OriginID"] for s in result("SessionSv1.GetActiveSessions", {"Tenant": TENANT})], ["e6"])
same([(c["OriginID"], c["Cost"], c["Usage"]) for c in result("APIerSv2.GetCDRs", {
    "Tenants": [TENANT], "OriginIDs": ["e4", "e5"], "OrderBy": "OrderID"})],
     [("e4", 0.3, "30s"), ("e5", 0.3, "30s")])
ok("SessionSv1.ForceDisconnect", {"Tenant": TENANT})
same(left(TENANT, "1001"), 8)
same(error("SessionSv1.GetActiveSessions", {"Tenant": TENANT}), "NOT_FOUND")

# A session that nobody updates is ended likewise.
same(result("SessionSv1.InitiateSession", {
    "InitSession": True, "Tenant": TENANT, "Event": event(OriginID="e7", Usage="30s"),
    "APIOpts": {"*sessionsTTL": "10ms"}}), {"MaxUsage": 30 * SECOND})
until(lambda: result("SessionSv1.GetActiveSessionsCount", {"Tenant": TENANT}) == 0)
same([(c["Cost"], c["Usage"]) for c in result("APIerSv2.GetCDRs", {
    "Tenants": [TENANT], "OriginIDs": ["e7"]})], [(0.3, "30s")])
same(left(TENANT, "1001"), 7.7)

# What was debited is given back, increment by increment.
ok("APIerSv1.AddBalance", {"Tenant": TENANT, "Account": "1001", "BalanceType": "*voice",
                           "Value": 5 * SECOND, "Balance": {"ID": "bundle"}})
call = {"Tenant": TENANT, "Category": "call", "Account": "1001", "Subject": "1001",
        "Destination": "4930123", "ToR": "*voice", "TimeStart": "2026-03-04T10:00:00Z",
        "TimeEnd": "2026-03-04T10:00:10Z"}
debited = result("Responder.Debit", call)
same(debited["Cost"], 0.05)
same((left(TENANT, "1001", "*voice"), left(TENANT, "1001")), (0, 7.65))
increments = [i for span in debited["Timespans"] for i in span["Increments"]]
same([(i["BalanceInfo"]["Unit"] is None, i["BalanceInfo"]["Monetary"] is None)
      for i in increments], [(False, True), (True, False)])
account = result("Responder.RefundIncrements", dict(call, Increments=increments))
same(account["ID"], "events.org:1001")
same((left(TENANT, "1001", "*voice"), left(TENANT, "1001")), (5 * SECOND, 7.7))
half = dict(increments[1], CompressFactor=2)
result("Responder.RefundIncrements", dict(call, Increments=[half]))
same(left(TENANT, "1001"), 7.72)

# What is not known gets nothing back.
half["BalanceInfo"]["Monetary"]["UUID"] = "none"
same(result("Responder.RefundIncrements", dict(call, Account="1009", Increments=[half])), {
    "ID": "", "BalanceMap": None, "UnitCounters": None, "ActionTriggers": None,
    "AllowNegative": False, "Disabled": False, "UpdateTime": "0001-01-01T00:00:00Z"})
same(left(TENANT, "1001"), 7.72)
