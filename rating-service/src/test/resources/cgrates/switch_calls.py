"""Calls that were charged on switches are told as CGRateS tells its own."""
import json

from rpc import ok, result, same

found, = result("APIerSv2.GetCDRs", {"Tenants": ["switch.org"]})
assert found.pop("OrderID") > 0
details = json.loads(found.pop("CostDetails"))
same(found, {
    "CGRID": "call-1", "RunID": "*default", "OriginHost": "", "Source": "strowger",
    "OriginID": "call-1", "ToR": "*voice", "RequestType": "*pseudoprepaid",
    "Tenant": "switch.org", "Category": "call", "Account": "1001", "Subject": "1001",
    "Destination": "4930123", "SetupTime": "2026-03-04T10:00:00Z",
    "AnswerTime": "2026-03-04T10:00:05Z", "Usage": "10s", "ExtraFields": {},
    "CostSource": "*sessions", "Cost": 0.25, "ExtraInfo": "",
    "PreRated": False})
increment, = details["Charges"][0]["Increments"]
same((details["CGRID"], details["Cost"], details["Usage"], increment["Cost"],
      increment["CompressFactor"]), ("call-1", 0.25, 10000000000, 0.025, 10))
same(details["Accounting"][increment["AccountingID"]], {
    "AccountID": "switch.org:1001", "BalanceUUID": "b1", "RatingID": "", "Units": 0.025,
    "ExtraChargeID": ""})
same(result("CDRsV1.GetCDRsCount", {"Tenants": ["switch.org"], "Accounts": ["1001"],
                                    "MinUsage": "10s", "MaxUsage": "11s"}), 1)

# What was charged is charged: it is not removed.
ok("APIerSv1.RemoveCDRs", {"Tenants": ["switch.org"]})
same(len(result("APIerSv2.GetCDRs", {"Tenants": ["switch.org"]})), 1)
