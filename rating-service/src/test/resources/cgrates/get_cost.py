"""A tariff plan in the style of the tutorials is loaded; costs are asked for."""
from rpc import error, ok, result, same

TP = "TP_COST"
MINUTE = 60000000000

ok("ApierV1.SetTPDestination", {"TPid": TP, "ID": "DST_AU_Fixed", "Prefixes": ["612", "613"]})
ok("ApierV1.SetTPDestination", {"TPid": TP, "ID": "DST_AU_Mobile", "Prefixes": ["614"]})
ok("ApierV1.SetTPRate", {"TPid": TP, "ID": "RT_Fixed", "RateSlots": [
    {"ConnectFee": 0.14, "Rate": 0.06, "RateUnit": "60s", "RateIncrement": "60s",
     "GroupIntervalStart": "0s"}]})
ok("ApierV1.SetTPRate", {"TPid": TP, "ID": "RT_Mobile", "RateSlots": [
    {"ConnectFee": 0.26, "Rate": 0.22, "RateUnit": "60s", "RateIncrement": "60s",
     "GroupIntervalStart": "0s"}]})
ok("ApierV1.SetTPDestinationRate", {"TPid": TP, "ID": "DR_AU", "DestinationRates": [
    {"DestinationId": "DST_AU_Fixed", "RateId": "RT_Fixed", "RoundingMethod": "*up",
     "RoundingDecimals": 4, "MaxCost": 0, "MaxCostStrategy": ""},
    {"DestinationId": "DST_AU_Mobile", "RateId": "RT_Mobile", "RoundingMethod": "*up",
     "RoundingDecimals": 4, "MaxCost": 0, "MaxCostStrategy": ""}]})
ok("ApierV1.SetTPRatingPlan", {"TPid": TP, "ID": "RP_AU", "RatingPlanBindings": [
    {"DestinationRatesId": "DR_AU", "TimingId": "*any", "Weight": 10}]})
ok("APIerSv1.SetTPRatingProfile", {
    "TPid": TP, "LoadId": "cost", "Tenant": "cost.org", "Category": "call", "Subject": "*any",
    "RatingPlanActivations": [
        {"ActivationTime": "2014-01-14T00:00:00Z", "RatingPlanId": "RP_AU",
         "FallbackSubjects": ""}]})

cost = {"Tenant": "cost.org", "Category": "call", "Subject": "1001", "AnswerTime": "*now",
        "Destination": "61212341234", "Usage": "123s"}
same(error("APIerSv1.GetCost", cost), "SERVER_ERROR: RATING_PLAN_NOT_FOUND")

ok("APIerSv1.LoadTariffPlanFromStorDb",
   {"TPid": TP, "DryRun": True, "Validate": True, "APIOpts": None, "Caching": None})
same(error("APIerSv1.GetCost", cost), "SERVER_ERROR: RATING_PLAN_NOT_FOUND")
ok("APIerSv1.LoadTariffPlanFromStorDb",
   {"TPid": TP, "DryRun": False, "Validate": True, "APIOpts": None, "Caching": None})

fixed = result("APIerSv1.GetCost", cost)
same((fixed["Cost"], fixed["Usage"]), (0.32, 3 * MINUTE))
same(fixed["CGRID"], "")
same(fixed["AccountSummary"], None)
same(fixed["Accounting"], {})
charge, = fixed["Charges"]
same(charge["Increments"], [
    {"Usage": 0, "Cost": 0.14, "AccountingID": "", "CompressFactor": 1},
    {"Usage": MINUTE, "Cost": 0.06, "AccountingID": "", "CompressFactor": 3}])
rating = fixed["Rating"][charge["RatingID"]]
same((rating["ConnectFee"], rating["RoundingMethod"], rating["RoundingDecimals"]),
     (0.14, "*up", 4))
same(fixed["RatingFilters"][rating["RatingFiltersID"]],
     {"DestinationID": "DST_AU_Fixed", "DestinationPrefix": "612", "RatingPlanID": "RP_AU",
      "Subject": "*out:cost.org:call:*any"})
same(fixed["Rates"][rating["RatesID"]],
     [{"GroupIntervalStart": 0, "Value": 0.06, "RateIncrement": MINUTE, "RateUnit": MINUTE}])
same(fixed["Timings"][rating["TimingID"]],
     {"Years": [], "Months": [], "MonthDays": [], "WeekDays": [], "StartTime": "00:00:00"})

mobile = dict(cost, Destination="61412341234", AnswerTime="2026-03-04T05:06:07Z")
mobile_cost = result("APIerSv1.GetCost", mobile)
same((mobile_cost["Cost"], mobile_cost["StartTime"]), (0.92, "2026-03-04T05:06:07Z"))

same(error("APIerSv1.GetCost", dict(cost, Destination="4930123")),
     "SERVER_ERROR: UNAUTHORIZED_DESTINATION")
same(error("APIerSv1.GetCost", dict(cost, Tenant="nobody")), "SERVER_ERROR: RATING_PLAN_NOT_FOUND")
same(error("APIerSv1.GetCost", dict(cost, Usage="200h")), "SERVER_ERROR: MAX_USAGE_EXCEEDED")
same(error("APIerSv1.GetCost", dict(cost, Usage="2 minutes")),
     "time: unknown unit \" minutes\" in duration \"2 minutes\"")
same(error("APIerSv1.GetCost", dict(cost, AnswerTime="noon")), "Unsupported time format")
same(result("APIerSv1.GetCost", dict(cost, Usage="0s"))["Cost"], 0)

plans = {"RatingPlanIDs": ["RP_NONE", "RP_AU"], "Destination": "61212341234",
         "SetupTime": "2026-03-04T05:06:07Z", "Usage": "1m"}
reply = result("RALsV1.GetRatingPlansCost", plans)
same((reply["RatingPlanID"], reply["EventCost"]["Cost"]), ("RP_AU", 0.2))
same(error("RALsV1.GetRatingPlansCost", dict(plans, Usage="2562047h")),
     "SERVER_ERROR: MAX_USAGE_EXCEEDED")

call = {"Tenant": "cost.org", "Category": "call", "Subject": "1001", "Account": "1001",
        "Destination": "61212341234", "ToR": "*voice", "TimeStart": "2026-03-04T05:06:07Z",
        "TimeEnd": "2026-03-04T05:08:10Z"}
call_cost = result("Responder.GetCost", call)
same((call_cost["Cost"], call_cost["RatedUsage"]), (0.32, 3 * MINUTE))
same(call_cost["Timespans"][0]["RatingPlanId"], "RP_AU")
same(error("Responder.GetCost", dict(call, Destination="4930123")), "UNAUTHORIZED_DESTINATION")
