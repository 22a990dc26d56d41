"""What requests tell is charged among all others: shown once, and corrected as others are."""
import json
import sys
import urllib.request

from rpc import charger, error, left, money, ok, result, same, tariff

TENANT = "charges.org"
SECOND = 1000000000


def event(**other):
    fields = {"OriginID": "c1", "OriginHost": "192.0.2.7", "ToR": "*voice",
              "RequestType": "*postpaid", "Tenant": TENANT, "Category": "call",
              "Account": "1001", "Subject": "1001", "Destination": "4930123",
              "SetupTime": "2026-03-04T10:00:00Z", "AnswerTime": "2026-03-04T10:00:05Z",
              "Usage": "10s"}
    fields.update(other)
    return fields


def session(method, flag, **fields):
    return result("SessionSv1." + method, {flag: True, "Tenant": TENANT, "Event": event(**fields)})


def charges():
    """All charges of the account, the first one first."""
    url = sys.argv[2] + "/charges?account=" + TENANT + ":1001"
    with urllib.request.urlopen(url, timeout=60) as reply:
        return json.loads(reply.read())[::-1]


def costs(*names):
    return [(c["OriginID"], c["Cost"], c["ExtraInfo"]) for c in result("APIerSv2.GetCDRs", {
        "Tenants": [TENANT], "OriginIDs": list(names), "OrderBy": "OrderID"})]


tariff(TENANT, 0.6)
charger(TENANT)
money(TENANT, "1001", 10)
ok("APIerSv1.AddBalance", {"Tenant": TENANT, "Account": "1001", "BalanceType": "*data",
                           "Value": 5000, "Balance": {"ID": "bytes"}})

# Calls, bytes, a price alone, and what has no price.
ok("CDRsV1.ProcessExternalCDR", event())
ok("CDRsV1.ProcessExternalCDR", event(OriginID="c2", RequestType="*rated", Usage="60s"))
ok("CDRsV1.ProcessExternalCDR", event(OriginID="c3", ToR="*data", Usage="1000"))
ok("CDRsV1.ProcessExternalCDR", event(OriginID="c4", Destination="331234"))
ok("CDRsV1.ProcessExternalCDR", event(OriginID="c5", Account="1009", Subject="1009"))
same((left(TENANT, "1001"), left(TENANT, "1001", "*data")), (9.9, 4000))

# A session is charged at its end; its record comes when it is asked for.
session("InitiateSession", "InitSession", OriginID="s1", RequestType="*prepaid", Usage="60s")
session("TerminateSession", "TerminateSession", OriginID="s1", Usage="30s")
same(error("APIerSv2.GetCDRs", {"Tenants": [TENANT], "OriginIDs": ["s1"]}), "NOT_FOUND")
same(len(charges()), 5)
session("ProcessCDR", "ProcessCDR", OriginID="s1", Usage="30s")
same(costs("s1"), [("s1", 0.3, "")])

made = charges()
same([(c["unit"], float(c["used_seconds"]), c.get("cost") and float(c["cost"]),
       c.get("failure"), c["revision"]) for c in made],
     [("voice", 10, 0.1, None, 1), ("voice", 60, 0.6, None, 1), ("data", 1000, 0, None, 1),
      ("voice", 10, None, "UNAUTHORIZED_DESTINATION", 1), ("voice", 30, 0.3, None, 1)])
same(made[0]["answered_at"], "2026-03-04T10:00:05Z")
same(made[0]["ended_at"], "2026-03-04T10:00:15Z")
assert made[0]["tariff"].startswith("cgrates/"), made[0]["tariff"]
same(result("CDRsV1.GetCDRsCount", {"Tenants": [TENANT]}), 6)
same(left(TENANT, "1001"), 9.6)

# Kept, and not rated yet.
ok("CDRsV1.ProcessEvent", {"Flags": ["*rals:false", "*store"], "Tenant": TENANT,
                           "Event": event(OriginID="c6")})
same(costs("c6"), [("c6", -1, "")])

# Everything costs twice as much, and the number that had no price has one.
tariff(TENANT, 1.2)
ok("APIerSv1.SetTPDestination", {"TPid": "TP_" + TENANT, "ID": "DST_" + TENANT,
                                 "Prefixes": ["49", "33"]})
ok("APIerSv1.LoadTariffPlanFromStorDb", {"TPid": "TP_" + TENANT})
ok("CDRsV1.RateCDRs", {"Flags": ["*chargers:false"], "Tenants": [TENANT]})
same(costs("c1", "c2", "c3", "c4", "c5", "c6", "s1"), [
    ("c1", 0.2, ""), ("c2", 1.2, ""), ("c3", 0, ""), ("c4", 0.2, ""),
    ("c5", -1, "ACCOUNT_NOT_FOUND"), ("s1", 0.6, ""), ("c6", 0.2, "")])
same((left(TENANT, "1001"), left(TENANT, "1001", "*data")), (8.8, 4000))
same([(c["revision"], float(c.get("first_cost") or -1)) for c in charges()],
     [(2, 0.1), (2, 0.6), (1, -1), (2, -1), (2, 0.3), (1, -1)])

corrected, = result("CDRsV1.GetCDRs", {"Tenants": [TENANT], "OriginIDs": ["c1"]})
details = corrected["CostDetails"]
same((details["Cost"], details["Usage"], details["CGRID"]),
     (0.2, 10 * SECOND, corrected["CGRID"]))
increment, = details["Charges"][0]["Increments"]
same((increment["Cost"], increment["CompressFactor"]), (0.02, 10))
same(details["Accounting"][increment["AccountingID"]]["AccountID"], "charges.org:1001")
same([rate["Value"] for rates in details["Rates"].values() for rate in rates], [1.2])
same(result("CDRsV1.GetCDRs", {"Tenants": [TENANT], "OriginIDs": ["c2"]})
     [0]["CostDetails"]["Cost"], 1.2)

# Rated once more by the same price, nothing changes.
ok("CDRsV1.RateCDRs", {"Tenants": [TENANT]})
ok("CDRsV1.ReprocessCDRs", {"Flags": ["*rerate"], "Tenants": [TENANT]})
ok("CDRsV1.ReprocessCDRs", {"Flags": ["*export"], "Tenants": [TENANT]})
same(left(TENANT, "1001"), 8.8)
same([c["revision"] for c in charges()], [2, 2, 1, 2, 2, 1])
same(error("CDRsV1.RateCDRs", {"Tenants": [TENANT], "OriginIDs": ["none"]}), "NOT_FOUND")
same(error("CDRsV1.ReprocessCDRs", {"Flags": ["*rerate"], "Tenants": ["none.org"]}), "NOT_FOUND")

# A record may be forgotten; what was charged is charged, and not charged again.
ok("APIerSv1.RemoveCDRs", {"OriginIDs": ["c1"], "Tenants": [TENANT]})
same(error("APIerSv2.GetCDRs", {"Tenants": [TENANT], "OriginIDs": ["c1"]}), "NOT_FOUND")
same(error("CDRsV1.ProcessExternalCDR", event()), "EXISTS")
same((len(charges()), left(TENANT, "1001")), (6, 8.8))

# What is not to be kept is an entry of the ledger, and no charge.
ok("CDRsV1.ProcessEvent", {"Flags": ["*store:false"], "Tenant": TENANT,
                           "Event": event(OriginID="c7")})
same((len(charges()), left(TENANT, "1001")), (6, 8.6))

# Two events of one id that are not of one origin are two.
ok("CDRsV1.ProcessExternalCDR", event(OriginID="c8", CGRID="one", RequestType="*rated"))
ok("CDRsV1.ProcessExternalCDR", event(OriginID="c9", CGRID="one"))
same((len(charges()), left(TENANT, "1001")), (8, 8.4))

# A pause costs nothing, and is not charged for afterwards.
paused = {"Tenant": TENANT, "APIOpts": {"*sessionsChargeable": False}}
session("InitiateSession", "InitSession", OriginID="s2", RequestType="*prepaid", Usage="10s")
result("SessionSv1.UpdateSession", dict(paused, UpdateSession=True, Event=event(
    OriginID="s2", RequestType="*prepaid", Usage="10s")))
session("TerminateSession", "TerminateSession", OriginID="s2", Usage="20s")
session("ProcessCDR", "ProcessCDR", OriginID="s2", Usage="20s")
before = left(TENANT, "1001")
ok("CDRsV1.RateCDRs", {"Tenants": [TENANT], "OriginIDs": ["s2"]})
same(left(TENANT, "1001"), before)
