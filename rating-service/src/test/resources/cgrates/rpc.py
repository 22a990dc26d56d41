"""The few lines that every script for CGRateS begins with, and how replies are checked."""
import json
import sys
import time
import urllib.error
import urllib.request

URL = sys.argv[1] + "/jsonrpc"


def raw(body):
    request = urllib.request.Request(
        URL, data=body.encode(), headers={"Content-Type": "application/json"})
    with urllib.request.urlopen(request, timeout=60) as reply:
        assert reply.status == 200, reply.status
        return json.loads(reply.read())


def call(method, *params):
    return raw(json.dumps({"method": method, "params": list(params), "id": 1}))


def result(method, *params):
    reply = call(method, *params)
    assert reply["error"] is None, "%s: %s" % (method, reply["error"])
    return reply["result"]


def error(method, *params):
    reply = call(method, *params)
    assert reply["result"] is None, "%s: %s" % (method, reply["result"])
    return reply["error"]


def same(actual, expected):
    assert actual == expected, "\n  expected %s\n  but was  %s" % (
        json.dumps(expected, sort_keys=True), json.dumps(actual, sort_keys=True))


def until(holds, seconds=60):
    """Waits until something holds."""
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end, "it does not hold after %d s" % seconds
        time.sleep(0.05)


def ok(method, *params):
    same(result(method, *params), "OK")


def tariff(tenant, price, tpid=None, connect_fee=0):
    """A tariff plan of one price a minute, by the second, for numbers that begin with 49."""
    tpid = tpid or "TP_" + tenant
    names = {kind: kind + "_" + tenant for kind in ("DST", "RT", "DR", "RP")}
    ok("APIerSv1.SetTPDestination", {"TPid": tpid, "ID": names["DST"], "Prefixes": ["49"]})
    ok("APIerSv1.SetTPRate", {"TPid": tpid, "ID": names["RT"], "RateSlots": [
        {"ConnectFee": connect_fee, "Rate": price, "RateUnit": "60s", "RateIncrement": "1s",
         "GroupIntervalStart": "0s"}]})
    ok("APIerSv1.SetTPDestinationRate", {"TPid": tpid, "ID": names["DR"], "DestinationRates": [
        {"DestinationId": names["DST"], "RateId": names["RT"], "RoundingMethod": "*up",
         "RoundingDecimals": 4, "MaxCost": 0, "MaxCostStrategy": ""}]})
    ok("APIerSv1.SetTPRatingPlan", {"TPid": tpid, "ID": names["RP"], "RatingPlanBindings": [
        {"DestinationRatesId": names["DR"], "TimingId": "*any", "Weight": 10}]})
    ok("APIerSv1.SetTPRatingProfile", {
        "TPid": tpid, "LoadId": "test", "Tenant": tenant, "Category": "call", "Subject": "*any",
        "RatingPlanActivations": [
            {"ActivationTime": "2014-01-14T00:00:00Z", "RatingPlanId": names["RP"],
             "FallbackSubjects": ""}]})
    ok("APIerSv1.LoadTariffPlanFromStorDb",
       {"TPid": tpid, "DryRun": False, "Validate": True, "APIOpts": None, "Caching": None})


def charger(tenant, name="DEFAULT", run="*default", attributes="*none", weight=0):
    ok("APIerSv1.SetChargerProfile", {
        "Tenant": tenant, "ID": name, "FilterIDs": [], "RunID": run,
        "AttributeIDs": [attributes], "Weight": weight})


def money(tenant, account, value):
    ok("APIerSv1.AddBalance", {
        "Tenant": tenant, "Account": account, "BalanceType": "*monetary", "Value": value,
        "Balance": {"ID": "money"}})


def left(tenant, account, kind="*monetary"):
    """What all balances of a kind hold."""
    told = result("APIerSv2.GetAccount", {"Tenant": tenant, "Account": account})
    return round(sum(b["Value"] for b in told["BalanceMap"][kind]), 6)
