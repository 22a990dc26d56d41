"""Accounts and their balances; every change is an entry of the ledger."""
from rpc import error, ok, result, same

SECOND = 1000000000


def account(name):
    return result("APIerSv2.GetAccount", {"Tenant": "cgrates.org", "Account": name})


def balances(name, kind="*monetary"):
    return {b["ID"]: b["Value"] for b in account(name)["BalanceMap"][kind]}


same(error("APIerSv2.SetAccount", {"Tenant": "cgrates.org"}), "MANDATORY_IE_MISSING: [Account]")
same(error("APIerSv2.GetAccount", {"Tenant": "cgrates.org", "Account": "acc-1"}), "NOT_FOUND")
ok("ApierV2.SetAccount", {"Tenant": "cgrates.org", "Account": "acc-1", "ActionPlanIDs": [],
                          "ActionPlansOverwrite": False, "ActionTriggerIDs": [],
                          "ActionTriggerOverwrite": False,
                          "ExtraOptions": {"AllowNegative": False, "Disabled": False},
                          "ReloadScheduler": False})
fresh = account("acc-1")
del fresh["UpdateTime"]
same(fresh, {"ID": "cgrates.org:acc-1", "BalanceMap": None, "UnitCounters": {},
             "ActionTriggers": None, "AllowNegative": False, "Disabled": False})
same(error("ApierV2.SetAccount", {"Account": "acc-1", "ActionPlanIDs": ["PACKAGE_1"]}),
     "SERVER_ERROR: NOT_FOUND")

add = {"Tenant": "cgrates.org", "Account": "acc-1", "BalanceType": "*monetary", "Value": 10,
       "Balance": {"ID": "Balance_1", "ExpiryTime": "*unlimited", "Weight": 25},
       "Overwrite": False}
ok("ApierV1.AddBalance", add)
ok("ApierV1.AddBalance", dict(add, Value=2.5))
ok("ApierV1.AddBalance", dict(add, Value=-0.5))
ok("ApierV1.DebitBalance", dict(add, Value=1))
money, = account("acc-1")["BalanceMap"]["*monetary"]
del money["Uuid"]
same(money, {"ID": "Balance_1", "Value": 12, "ExpirationDate": "0001-01-01T00:00:00Z",
             "Weight": 25, "DestinationIDs": {}, "RatingSubject": "", "Categories": {},
             "SharedGroups": {}, "Timings": None, "TimingIDs": {}, "Disabled": False,
             "Factors": None, "Blocker": False})
ok("ApierV1.AddBalance", dict(add, Value=3, Overwrite=True))
same(balances("acc-1"), {"Balance_1": 3})
same(error("ApierV1.AddBalance", {"Account": "acc-1", "Value": 1}),
     "MANDATORY_IE_MISSING: [BalanceType]")
same(error("ApierV1.AddBalance", dict(add, Value="ten")),
     "json: cannot unmarshal string into Go struct field AttrAddBalance.Value of type float64")

# Seconds are counted in nanoseconds, and belong to destinations.
ok("ApierV1.AddBalance", {"Tenant": "cgrates.org", "Account": "acc-1", "BalanceType": "*voice",
                          "Value": 3600 * SECOND, "Balance": {
                              "ID": "Voice_1", "DestinationIDs": "DST_DE;DST_AU", "Weight": 30,
                              "RatingSubject": "*zero1s", "ExpiryTime": "2099-01-01T00:00:00Z",
                              "Blocker": True}})
voice, = account("acc-1")["BalanceMap"]["*voice"]
same((voice["Value"], voice["DestinationIDs"], voice["RatingSubject"], voice["ExpirationDate"],
      voice["Blocker"]),
     (3600 * SECOND, {"DST_DE": True, "DST_AU": True}, "*zero1s", "2099-01-01T00:00:00Z", True))

# An account that is not there is opened by its first balance.
ok("APIerSv1.AddBalance", {"Account": "acc-2", "BalanceType": "*monetary", "Value": 5})
same(list(balances("acc-2").values()), [5])

# A balance is set, by its name or its id.
same(error("APIerSv1.SetBalance", {"Account": "acc-2", "BalanceType": "*monetary", "Value": 5}),
     "MANDATORY_IE_MISSING: [BalanceID or BalanceUUID]")
ok("APIerSv1.SetBalance", {"Account": "acc-2", "BalanceType": "*monetary", "Value": 7,
                           "Balance": {"ID": "Set_1", "Weight": 10}})
ok("APIerSv2.SetBalance", {"Account": "acc-2", "BalanceType": "*monetary", "Value": 4,
                           "Balance": {"ID": "Set_1"}})
same(balances("acc-2")["Set_1"], 4)
uuid = [b for b in account("acc-2")["BalanceMap"]["*monetary"] if b["ID"] == "Set_1"][0]["Uuid"]
ok("APIerSv1.SetBalance", {"Account": "acc-2", "BalanceType": "*monetary",
                           "Balance": {"UUID": uuid, "Disabled": True}})
same([(b["Value"], b["Weight"], b["Disabled"])
      for b in account("acc-2")["BalanceMap"]["*monetary"] if b["Uuid"] == uuid],
     [(4, 10, True)])

# From one to another.
same(result("APIerSv1.TransferBalance", {
    "Tenant": "cgrates.org", "SourceAccountID": "acc-1", "SourceBalanceID": "Balance_1",
    "DestinationAccountID": "acc-2", "DestinationBalanceID": "Received", "Units": 2}), "")
same((balances("acc-1")["Balance_1"], balances("acc-2")["Received"]), (1, 2))
refused = error("APIerSv1.TransferBalance", {
    "SourceAccountID": "acc-1", "SourceBalanceID": "Balance_1",
    "DestinationAccountID": "acc-2", "DestinationBalanceID": "Received", "Units": 20})
assert refused.startswith("SERVER_ERROR: "), refused

ok("APIerSv1.RemoveBalances", {"Account": "acc-2", "BalanceType": "*monetary",
                               "Balance": {"ID": "Received"}})
assert "Received" not in balances("acc-2")
same(error("APIerSv1.RemoveBalances", {"Account": "acc-2", "BalanceType": "*monetary",
                                       "Balance": {"ID": "Received"}}), "PARTIALLY_EXECUTED")

# The first version's form.
first = result("APIerSv1.GetAccount", {"Tenant": "cgrates.org", "Account": "acc-1"})
same(first["Id"], "*out:cgrates.org:acc-1")
same([(b["Id"], b["Value"]) for b in first["BalanceMap"]["*monetary*out"]], [("Balance_1", 1)])

ok("ApierV1.SetAccount", {"Tenant": "other.org", "Account": "acc-1",
                          "ExtraOptions": {"AllowNegative": True}})
same(result("APIerSv2.GetAccount", {"Tenant": "other.org", "Account": "acc-1"})["AllowNegative"],
     True)
same([a["ID"] for a in result("APIerSv2.GetAccounts", {"Tenant": "other.org"})],
     ["other.org:acc-1"])
same([a["ID"] for a in result("APIerSv2.GetAccounts", {
    "Tenant": "cgrates.org", "AccountIDs": ["acc-2", "acc-9"], "Offset": 0, "Limit": 0})],
     ["cgrates.org:acc-2"])
same(result("APIerSv2.GetAccountsCount", {"Tenant": "other.org"}), 1)
ok("APIerSv1.RemoveAccount", {"Tenant": "other.org", "Account": "acc-1"})
same(error("APIerSv2.GetAccount", {"Tenant": "other.org", "Account": "acc-1"}), "NOT_FOUND")
same(error("APIerSv2.GetAccountsCount", {"Tenant": "other.org"}), "NOT_FOUND")
