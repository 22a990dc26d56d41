"""Events that are over: rated, charged, kept, and found again."""
import hashlib
import json

from rpc import charger, error, left, money, ok, result, same, tariff

TENANT = "cdrs.org"
SECOND = 1000000000


def cdr(**other):
    fields = {"OriginID": "c1", "OriginHost": "192.0.2.9", "Source": "test", "ToR": "*voice",
              "RequestType": "*postpaid", "Tenant": TENANT, "Category": "call",
              "Account": "1001", "Subject": "1001", "Destination": "4930123",
              "SetupTime": "2026-03-04T10:00:00Z", "AnswerTime": "2026-03-04T10:00:05Z",
              "Usage": "10s", "ExtraFields": {"carrier": "alpha"}}
    fields.update(other)
    return fields


tariff(TENANT, 0.6, connect_fee=0.1)
money(TENANT, "1001", 10)

# Nobody said what is to be charged.
same(error("CDRsV1.ProcessExternalCDR", cdr()), "PARTIALLY_EXECUTED")
same(error("CDRsV1.ProcessEvent", {"Tenant": TENANT, "Event": {"OriginID": "c0"}}),
     "PARTIALLY_EXECUTED")
same(error("APIerSv2.GetCDRs", {"Tenants": [TENANT]}), "NOT_FOUND")
same(left(TENANT, "1001"), 10)

charger(TENANT)
ok("CDRsV1.ProcessExternalCDR", cdr())
same(left(TENANT, "1001"), 9.8)
same(error("CDRsV1.ProcessExternalCDR", cdr()), "EXISTS")
same(left(TENANT, "1001"), 9.8)

found, = result("APIerSv2.GetCDRs", {"Tenants": [TENANT], "Accounts": ["1001"]})
details = json.loads(found.pop("CostDetails"))
assert found.pop("OrderID") > 0
same(found, {
    "CGRID": hashlib.sha1(b"c1192.0.2.9").hexdigest(), "RunID": "*default",
    "OriginHost": "192.0.2.9", "Source": "test", "OriginID": "c1", "ToR": "*voice",
    "RequestType": "*postpaid", "Tenant": TENANT, "Category": "call", "Account": "1001",
    "Subject": "1001", "Destination": "4930123", "SetupTime": "2026-03-04T10:00:00Z",
    "AnswerTime": "2026-03-04T10:00:05Z", "Usage": "10s", "ExtraFields": {"carrier": "alpha"},
    "CostSource": "*cdrs", "Cost": 0.2, "ExtraInfo": "", "PreRated": False})
same((details["CGRID"], details["RunID"], details["Cost"], details["Usage"]),
     (found["CGRID"], "*default", 0.2, 10 * SECOND))
fee, talk = details["Charges"][0]["Increments"]
same((fee["Usage"], fee["Cost"], talk["Usage"] * talk["CompressFactor"], talk["Cost"]),
     (0, 0.1, 10 * SECOND, 0.01))
paid = details["Accounting"][talk["AccountingID"]]
same((paid["AccountID"], paid["Units"], paid["ExtraChargeID"]), ("cdrs.org:1001", 0.01, ""))
same(details["AccountSummary"]["Tenant"], TENANT)
summary = details["AccountSummary"]["BalanceSummaries"][0]
same((details["AccountSummary"]["AccountID"], summary["Initial"], summary["Value"]),
     ("1001", 10, 9.8))
rating = details["Rating"][details["Charges"][0]["RatingID"]]
same(details["RatingFilters"][rating["RatingFiltersID"]]["DestinationPrefix"], "49")

inside, = result("CDRsV1.GetCDRs", {"CGRIDs": [found["CGRID"]]})
same((inside["Usage"], inside["Cost"], inside["SetupTime"], inside["CostDetails"]["Cost"]),
     (10 * SECOND, 0.2, "2026-03-04T10:00:00Z", 0.2))
same(result("APIerSv1.GetCDRs", {"CgrIds": [found["CGRID"]], "Tenants": [TENANT]})[0]["Cost"],
     0.2)
same(result("APIerSv1.GetEventCost", {"CgrId": found["CGRID"]})["Cost"], 0.2)
same(error("APIerSv1.GetEventCost", {"CgrId": "none"}), "NOT_FOUND")
same(error("APIerSv1.GetEventCost", {}), "MANDATORY_IE_MISSING: [CgrId]")
same(error("CDRsV1.GetCDRs", {"CGRIDs": ["none"]}), "SERVER_ERROR: NOT_FOUND")
same(error("APIerSv2.GetCDRs", {"CGRIDs": ["none"]}), "NOT_FOUND")

# What has no price or no account is kept with the reason.
ok("CDRsV1.ProcessExternalCDR", cdr(OriginID="c2", Destination="331234"))
ok("CDRsV1.ProcessExternalCDR", cdr(OriginID="c3", Account="1009", Subject="1009"))
ok("CDRsV1.ProcessExternalCDR", cdr(OriginID="c4", RequestType="*rated", Usage="1m"))
ok("CDRsV1.ProcessExternalCDR", cdr(OriginID="c5", RequestType="*none"))
ok("CDRsV1.ProcessExternalCDR", cdr(OriginID="c6", RequestType="*rated", Usage="0s",
                                    AnswerTime=""))
same([(c["OriginID"], c["Cost"], c["ExtraInfo"]) for c in result("APIerSv2.GetCDRs", {
    "Tenants": [TENANT], "OriginIDs": ["c2", "c3", "c4", "c5", "c6"]})],
     [("c2", -1, "UNAUTHORIZED_DESTINATION"), ("c3", -1, "ACCOUNT_NOT_FOUND"),
      ("c4", 0.7, ""), ("c5", -1, ""), ("c6", 0, "")])
same(left(TENANT, "1001"), 9.8)

# Seconds are used before money.
ok("APIerSv1.AddBalance", {"Tenant": TENANT, "Account": "1001", "BalanceType": "*voice",
                           "Value": 5 * SECOND, "Balance": {"ID": "bundle"}})
told, = result("CDRsV2.ProcessEvent", {
    "Flags": ["*rals", "*attributes", "*store"], "Tenant": TENANT, "ID": "ev1",
    "Event": cdr(OriginID="c7", RequestType="*prepaid")})
same((told["Flags"], told["Event"]["OriginID"], told["Event"]["RunID"]), ([], "c7", "*default"))
spent = told["Event"]["CostDetails"]
same(told["Event"]["Cost"], spent["Cost"])
free = spent["Charges"][0]
same((free["Increments"][0]["Usage"], free["Increments"][0]["CompressFactor"]), (SECOND, 5))
same(spent["Accounting"][free["Increments"][0]["AccountingID"]]["Units"], SECOND)
bundle = spent["RatingFilters"][spent["Rating"][free["RatingID"]]["RatingFiltersID"]]
same((bundle["RatingPlanID"], bundle["DestinationID"]), ("*none", "*any"))
same(left(TENANT, "1001", "*voice"), 0)
mixed, = result("CDRsV1.GetCDRs", {"OriginIDs": ["c7"], "Tenants": [TENANT]})
same(mixed["CostSource"], "*cdrs")
assert left(TENANT, "1001") < 9.8, left(TENANT, "1001")

# More than there is, of an account that may not owe.
money(TENANT, "1003", 0.5)
ok("CDRsV1.ProcessExternalCDR", cdr(OriginID="c8", Account="1003", Subject="1003", Usage="10m"))
short, = result("APIerSv2.GetCDRs", {"OriginIDs": ["c8"], "Tenants": [TENANT]})
same((short["Cost"], short["ExtraInfo"]), (0.5, "INSUFFICIENT_CREDIT"))
same(left(TENANT, "1003"), 0)

# Found by all kinds of things.
def ids(**query):
    query["Tenants"] = [TENANT]
    return [c["OriginID"] for c in result("APIerSv2.GetCDRs", query)]


same(ids(DestinationPrefixes=["33"]), ["c2"])
same(ids(NotDestinationPrefixes=["49"]), ["c2"])
same(ids(RequestTypes=["*none"]), ["c5"])
same(ids(MinUsage="1m", MaxUsage="2m"), ["c4"])
same(ids(ExtraFields={"carrier": "alpha"}, Limit=2, Offset=1), ["c2", "c3"])
same(ids(OrderBy="OrderID;desc", Limit=1), ["c8"])
same(ids(AnswerTimeStart="2026-03-04T10:00:05Z", AnswerTimeEnd="2026-03-04T10:00:06Z",
         NotAccounts=["1001"]), ["c3", "c8"])
same(error("APIerSv2.GetCDRs", {"Tenants": [TENANT], "SetupTimeStart": "2030-01-01T00:00:00Z"}),
     "NOT_FOUND")
same(error("APIerSv2.GetCDRs", {"SetupTimeStart": "noon"}),
     "SERVER_ERROR: Unsupported time format")
same(result("CDRsV1.GetCDRsCount", {"Tenants": [TENANT]}), 8)
same(error("CDRsV1.ProcessExternalCDR", cdr(OriginID="c9", AnswerTime="noon")),
     "Unsupported time format")

# What was rated elsewhere is kept as it is.
ok("CDRsV1.ProcessExternalCDR", cdr(OriginID="c10", PreRated=True, Cost=1.25))
same([(c["Cost"], c["PreRated"], c["RunID"]) for c in result("APIerSv2.GetCDRs", {
    "OriginIDs": ["c10"], "Tenants": [TENANT]})], [(1.25, True, "*default")])
ok("APIerSv1.RemoveCDRs", {"OriginIDs": ["c10"], "Tenants": [TENANT]})
same(error("APIerSv2.GetCDRs", {"OriginIDs": ["c10"], "Tenants": [TENANT]}), "NOT_FOUND")

# The cost of an event, and what an account may use.
cost = result("SessionSv1.GetCost", {"Tenant": TENANT, "ID": "e1", "Event": cdr()})
same((cost["EventCost"]["CGRID"], cost["EventCost"]["Cost"]), ("e1", 0.2))
usage = {"Tenant": TENANT, "Account": "1001", "Destination": "4930123", "Usage": "10s",
         "RequestType": "*prepaid", "SetupTime": "2026-03-04T10:00:00Z"}
same(result("APIerSv1.GetMaxUsage", usage), 10 * SECOND)
same(error("APIerSv1.GetMaxUsage", dict(usage, Account="1009")), "ACCOUNT_NOT_FOUND")
call = {"Tenant": TENANT, "Category": "call", "Account": "1001", "Subject": "1001",
        "Destination": "4930123", "ToR": "*voice", "TimeStart": "2026-03-04T10:00:00Z",
        "TimeEnd": "2026-03-04T10:00:10Z"}
same(result("Responder.GetMaxSessionTime", call), 10 * SECOND)
before = left(TENANT, "1001")
same(result("Responder.Debit", call)["Cost"], 0.2)
same(left(TENANT, "1001"), round(before - 0.2, 6))
same(result("Responder.MaxDebit", dict(call, Account="1003", Subject="1003"))["Cost"], 0)
same(error("Responder.Debit", dict(call, Account="1009")), "ACCOUNT_NOT_FOUND")
