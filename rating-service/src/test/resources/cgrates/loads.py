"""A load changes all or nothing, and nothing but what it brings."""
from rpc import error, ok, result, same

TP = "TP_LOADS"
COST = {"Tenant": "loads.org", "Category": "call", "Subject": "1001", "AnswerTime": "*now",
        "Destination": "4930123", "Usage": "60s"}


def cost(**other):
    return result("APIerSv1.GetCost", dict(COST, **other))["Cost"]


def load(**other):
    return dict({"TPid": TP, "DryRun": False, "Validate": True}, **other)


def rate(price, **other):
    return {"TPid": TP, "ID": "RT", "RateSlots": [dict(
        {"ConnectFee": 0, "Rate": price, "RateUnit": "60s", "RateIncrement": "1s",
         "GroupIntervalStart": "0s"}, **other)]}


ok("APIerSv1.SetTPDestination", {"TPid": TP, "ID": "DST_LOADS", "Prefixes": ["49"]})
ok("APIerSv1.SetTPRate", rate(0.6))
ok("APIerSv1.SetTPDestinationRate", {"TPid": TP, "ID": "DR", "DestinationRates": [
    {"DestinationId": "DST_LOADS", "RateId": "RT", "RoundingMethod": "*middle",
     "RoundingDecimals": 4}]})
ok("APIerSv1.SetTPRatingPlan", {"TPid": TP, "ID": "RP_LOADS", "RatingPlanBindings": [
    {"DestinationRatesId": "DR", "TimingId": "*any", "Weight": 10}]})
ok("APIerSv1.SetTPRatingProfile", {
    "TPid": TP, "LoadId": "l", "Tenant": "loads.org", "Category": "call", "Subject": "*any",
    "RatingPlanActivations": [
        {"ActivationTime": "2014-01-14T00:00:00Z", "RatingPlanId": "RP_LOADS"}]})
same(error("APIerSv1.LoadTariffPlanFromStorDb", {}), "MANDATORY_IE_MISSING: [TPid]")
ok("APIerSv1.LoadTariffPlanFromStorDb", load())
same(cost(), 0.6)

# What cannot be a tariff leaves the one that holds.
ok("APIerSv1.SetTPDestinationRate", {"TPid": TP, "ID": "DR2", "DestinationRates": [
    {"DestinationId": "DST_LOADS", "RateId": "RT_NONE"}]})
same(error("APIerSv1.LoadTariffPlanFromStorDb", load()),
     "SERVER_ERROR: could not find rate for tag \"RT_NONE\"")
same(cost(), 0.6)
ok("APIerSv1.RemoveTPDestinationRate", {"TPid": TP, "ID": "DR2"})
ok("APIerSv1.SetTPRate", rate(0.7, RateUnit="0s"))
refused = error("APIerSv1.LoadTariffPlanFromStorDb", load())
assert refused.startswith("SERVER_ERROR: "), refused
same(cost(), 0.6)
ok("APIerSv1.SetTPTiming", {"TPid": TP, "ID": "ODD", "Years": "2026", "Months": "*any",
                            "MonthDays": "*any", "WeekDays": "1", "Time": "00:00:00"})
ok("APIerSv1.SetTPRate", rate(0.7))
same(error("APIerSv1.LoadTariffPlanFromStorDb", load()), "invalid data")
same(cost(), 0.6)
ok("APIerSv1.RemoveTPTiming", {"TPid": TP, "ID": "ODD"})

# A second load brings new prices, and leaves what it does not name.
ok("APIerSv1.LoadTariffPlanFromStorDb", load())
same(cost(), 0.7)
ok("APIerSv1.SetTPDestination", {"TPid": "TP_OTHER", "ID": "DST_OTHER", "Prefixes": ["33"]})
ok("APIerSv1.LoadTariffPlanFromStorDb", {"TPid": "TP_OTHER"})
ok("APIerSv1.LoadTariffPlanFromStorDb", {"TPid": "TP_NOTHING"})
same(cost(), 0.7)
same(result("APIerSv1.GetDestination", "DST_OTHER"), {"Id": "DST_OTHER", "Prefixes": ["33"]})

# Without a detour over tariff plans.
profile = {"Tenant": "loads.org", "Category": "call", "Subject": "1002",
           "RatingPlanActivations": [
               {"ActivationTime": "2014-01-14T00:00:00Z", "RatingPlanId": "RP_NONE"}]}
same(error("APIerSv1.SetRatingProfile", {"Tenant": "loads.org"}),
     "MANDATORY_IE_MISSING: [Subject RatingPlanActivations]")
same(error("APIerSv1.SetRatingProfile", profile), "NOT_FOUND:RatingPlanId:RP_NONE")
profile["RatingPlanActivations"][0]["RatingPlanId"] = "RP_LOADS"
ok("APIerSv1.SetRatingProfile", profile)
plan = result("APIerSv1.GetRatingPlan", "RP_LOADS")
bound, = plan["DestinationRates"]["DST_LOADS"]
same((plan["Id"], plan["Timings"][bound["Timing"]]["ID"], bound["Weight"],
      plan["Ratings"][bound["Rating"]]["RoundingMethod"]), ("RP_LOADS", "*any", 10, "*middle"))
same(error("APIerSv1.GetRatingPlan", "NO_PLAN"), "NOT_FOUND")
same(result("APIerSv1.GetRatingProfile",
            {"Tenant": "loads.org", "Category": "call", "Subject": "1002"}),
     {"Id": "*out:loads.org:call:1002", "RatingPlanActivations": [
         {"ActivationTime": "2014-01-14T00:00:00Z", "RatingPlanId": "RP_LOADS",
          "FallbackKeys": None}]})
same(result("APIerSv1.GetRatingProfileIDs", {"Tenant": "loads.org"}), ["call:*any", "call:1002"])
same(cost(Subject="1002"), 0.7)
ok("APIerSv1.RemoveRatingProfile", {"Tenant": "loads.org", "Category": "call", "Subject": "1002"})
same(error("APIerSv1.GetRatingProfile",
           {"Tenant": "loads.org", "Category": "call", "Subject": "1002"}), "NOT_FOUND")

# Times told from now on begin when they are told; a profile without a category is for calls.
ok("APIerSv1.SetRatingProfile", {
    "Tenant": "loads.org", "Subject": "1003", "RatingPlanActivations": [
        {"ActivationTime": "*now", "RatingPlanId": "RP_LOADS"}]})
told = result("APIerSv1.GetRatingProfile",
              {"Tenant": "loads.org", "Category": "call", "Subject": "1003"})
assert told["RatingPlanActivations"][0]["ActivationTime"] > "2026", told
same(cost(Subject="1003"), 0.7)

# What could not be read again is refused, and the prices hold as they did.
same(error("APIerSv1.SetDestination", {"Id": "DST_EMPTY", "Prefixes": [""]}),
     "SERVER_ERROR: prefix is missing")
ok("APIerSv1.SetTPRate", rate(1e-31))
refused = error("APIerSv1.LoadTariffPlanFromStorDb", load())
assert refused.startswith("SERVER_ERROR: RT: must be below 1000000000 with at most 30"), refused
same(cost(), 0.7)

# A price of one second, divided in floating point.
ok("APIerSv1.SetTPRate", rate(0.1 / 60, RateUnit="1s"))
ok("APIerSv1.LoadTariffPlanFromStorDb", load())
same(cost(), 0.1)
ok("APIerSv1.SetTPRate", rate(0.7))
ok("APIerSv1.LoadTariffPlanFromStorDb", load())

same(error("APIerSv1.SetDestination", {"Id": "DST_LOADS", "Prefixes": ["49"]}), "EXISTS")
ok("APIerSv1.SetDestination", {"Id": "DST_LOADS", "Prefixes": ["49", "43"], "Overwrite": True})
same(cost(Destination="4312345"), 0.7)
same(result("APIerSv1.GetReverseDestination", "43"), ["DST_LOADS"])
ok("APIerSv1.RemoveDestination", {"DestinationIDs": ["DST_LOADS"], "Prefixes": ["43"]})
same(error("APIerSv1.GetCost", dict(COST, Destination="4312345")),
     "SERVER_ERROR: UNAUTHORIZED_DESTINATION")
same(error("APIerSv1.GetDestination", "DST_NONE"), "NOT_FOUND")
ok("CacheSv1.ReloadCache", {})
