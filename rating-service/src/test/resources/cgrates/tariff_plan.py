"""Parts of a tariff plan are set, read, listed and removed."""
from rpc import error, ok, result, same

TP = "TP_PARTS"

ok("ApierV1.SetTPDestination", {"TPid": TP, "ID": "DST_DE", "Prefixes": ["49", "+49"]})
ok("ApierV1.SetTPDestination", {"TPid": TP, "ID": "DST_AU", "Prefixes": ["61"]})
same(result("ApierV1.GetTPDestination", {"TPid": TP, "ID": "DST_DE"}),
     {"TPid": TP, "ID": "DST_DE", "Prefixes": ["49", "+49"]})
same(result("APIerSv1.GetTPDestinationIDs", {"TPid": TP}), ["DST_AU", "DST_DE"])
same(result("APIerSv1.GetTPDestinationIDs", {"TPid": TP, "Limit": 1, "Offset": 1}), ["DST_DE"])
ok("ApierV2.RemoveTPDestination", {"TPid": TP, "ID": "DST_AU"})
same(error("APIerSv1.GetTPDestination", {"TPid": TP, "ID": "DST_AU"}), "NOT_FOUND")
same(error("APIerSv1.GetTPDestinationIDs", {"TPid": "TP_NONE"}), "NOT_FOUND")
assert TP in result("APIerSv1.GetTPIds", {}), result("APIerSv1.GetTPIds", {})
same(error("APIerSv1.SetTPDestination", {"TPid": TP}), "MANDATORY_IE_MISSING: [ID Prefixes]")
same(error("APIerSv1.SetTPDestination", {}), "MANDATORY_IE_MISSING: [TPid ID Prefixes]")

rate = {"TPid": TP, "ID": "RT_20", "RateSlots": [
    {"ConnectFee": 0.4, "Rate": 0.2, "RateUnit": "60s", "RateIncrement": "60s",
     "GroupIntervalStart": "0s"},
    {"ConnectFee": 0, "Rate": 0.1, "RateUnit": "60s", "RateIncrement": "1s",
     "GroupIntervalStart": "60s"}]}
ok("ApierV1.SetTPRate", rate)
same(result("ApierV1.GetTPRate", {"TPid": TP, "ID": "RT_20"}), rate)
same(result("ApierV1.GetTPRateIds", {"TPid": TP}), ["RT_20"])
same(error("ApierV1.SetTPRate", {"TPid": TP, "ID": "RT_20"}), "MANDATORY_IE_MISSING: [RateSlots]")

destination_rate = {"TPid": TP, "ID": "DR_DE", "DestinationRates": [
    {"DestinationId": "DST_DE", "RateId": "RT_20", "Rate": None, "RoundingMethod": "*up",
     "RoundingDecimals": 4, "MaxCost": 0, "MaxCostStrategy": ""}]}
ok("ApierV1.SetTPDestinationRate", destination_rate)
same(result("ApierV1.GetTPDestinationRate", {"TPid": TP, "ID": "DR_DE"}), destination_rate)

ok("ApierV1.SetTPDestinationRate", dict(destination_rate, ID="DR_DE_2"))
same(result("ApierV1.GetTPDestinationRateIds", {"TPid": TP, "Limit": 1}), ["DR_DE"])
same(result("ApierV1.GetTPDestinationRateIds", {"TPid": TP, "Offset": 1, "Limit": 1}),
     ["DR_DE_2"])
same(result("ApierV1.GetTPDestinationRateIds", {"TPid": TP, "Search": "_2"}), ["DR_DE_2"])

timing = {"TPid": TP, "ID": "PEAK", "Years": "*any", "Months": "*any", "MonthDays": "*any",
          "WeekDays": "1;2;3;4;5", "Time": "08:00:00"}
ok("ApierV1.SetTPTiming", timing)
same(result("ApierV1.GetTPTiming", {"TPid": TP, "ID": "PEAK"}), timing)
same(error("ApierV1.SetTPTiming", {"TPid": TP, "ID": "PEAK"}),
     "MANDATORY_IE_MISSING: [Years Months MonthDays WeekDays Time]")

plan = {"TPid": TP, "ID": "RP_1", "RatingPlanBindings": [
    {"DestinationRatesId": "DR_DE", "TimingId": "*any", "Weight": 10}]}
ok("ApierV1.SetTPRatingPlan", plan)
same(result("ApierV1.GetTPRatingPlan", {"TPid": TP, "ID": "RP_1"}), plan)
ok("ApierV1.SetTPRatingPlan", dict(plan, ID="RP_2"))
same(result("ApierV1.GetTPRatingPlanIds", {"TPid": TP, "Limit": 1, "Offset": 1}), ["RP_2"])

profile = {"TPid": TP, "LoadId": "blog", "Tenant": "cgrates.org", "Category": "call",
           "Subject": "1001", "RatingPlanActivations": [
               {"ActivationTime": "2014-01-14T00:00:00Z", "RatingPlanId": "RP_1",
                "FallbackSubjects": ""}]}
ok("ApierV1.SetTPRatingProfile", {k: v for k, v in profile.items() if k != "Tenant"})
same(result("ApierV1.GetTPRatingProfilesByLoadID", {"TPid": TP, "LoadId": "blog"}), [profile])
same(result("ApierV1.GetTPRatingProfile",
            {"TPid": TP, "RatingProfileID": "blog:cgrates.org:call:1001"}), profile)
same(result("ApierV1.GetTPRatingProfileLoadIds", {"TPid": TP}), ["blog"])
same(result("ApierV1.GetTPRatingProfileIds", {"TPid": TP}), ["blog:cgrates.org:call:1001"])
same(error("ApierV1.SetTPRatingProfile", {"TPid": TP, "Tenant": "cgrates.org"}),
     "MANDATORY_IE_MISSING: [LoadId Category Subject RatingPlanActivations]")
ok("ApierV1.RemoveTPRatingProfile",
   {"TPid": TP, "RatingProfileID": "blog:cgrates.org:call:1001"})
same(error("ApierV1.GetTPRatingProfileIds", {"TPid": TP}), "NOT_FOUND")
