"""Chargers are set, read, and make runs."""
from rpc import error, ok, result, same

TENANT = "chargers.org"
charger = {"Tenant": TENANT, "ID": "CHG_1", "FilterIDs": ["*string:~*req.Account:1001"],
           "ActivationInterval": None, "RunID": "*default", "AttributeIDs": ["*none"],
           "Weight": 20}
ok("APIerSv1.SetChargerProfile", charger)
same(result("APIerSv1.GetChargerProfile", {"Tenant": TENANT, "ID": "CHG_1"}), charger)
same(result("APIerSv1.GetChargerProfileIDs", {"Tenant": TENANT}), ["CHG_1"])
same(error("APIerSv1.SetChargerProfile", {"Tenant": TENANT}), "MANDATORY_IE_MISSING: [ID]")
same(error("APIerSv1.SetChargerProfile", dict(charger, FilterIDs=["FLTR_ACC"])),
     "SERVER_ERROR: broken reference to filter: <FLTR_ACC> for item with ID: chargers.org:CHG_1")
ok("APIerSv1.SetChargerProfile", {"Tenant": TENANT, "ID": "CHG_RAW", "RunID": "*raw",
                                  "AttributeIDs": ["*constant:*req.RequestType:*none"]})

event = {"Tenant": TENANT, "ID": "ev1", "Event": {"Account": "1001", "RequestType": "*prepaid"}}
runs = result("ChargerSv1.ProcessEvent", event)
same([run["CGREvent"]["Event"] for run in runs], [
    {"Account": "1001", "RequestType": "*prepaid", "RunID": "*default"},
    {"Account": "1001", "RequestType": "*none", "RunID": "*raw"}])
same([(run["ChargerSProfile"], run["AttributeSProfiles"], run["AlteredFields"]) for run in runs], [
    ("CHG_1", None, ["*req.RunID"]),
    ("CHG_RAW", ["*constant:*req.RequestType:*none"], ["*req.RunID", "*req.RequestType"])])
same((runs[1]["CGREvent"]["ID"], runs[0]["CGREvent"]["APIOpts"]),
     ("ev1", {"*subsys": "*chargers"}))
same(len(result("ChargerSv1.GetChargersForEvent", event)), 2)
same(error("ChargerSv1.ProcessEvent", {"Tenant": "none.org", "Event": {"Account": "1"}}),
     "NOT_FOUND")

ok("APIerSv1.RemoveChargerProfile", {"Tenant": TENANT, "ID": "CHG_RAW"})
ok("APIerSv1.RemoveChargerProfile", {"Tenant": TENANT, "ID": "CHG_1"})
same(error("APIerSv1.RemoveChargerProfile", {"Tenant": TENANT, "ID": "CHG_1"}), "NOT_FOUND")
same(error("APIerSv1.GetChargerProfile", {"Tenant": TENANT, "ID": "CHG_1"}), "NOT_FOUND")
same(error("APIerSv1.GetChargerProfileIDs", {"Tenant": TENANT}), "NOT_FOUND")

# Its times are told as Go does, and may be sent back as they were told.
ok("APIerSv1.SetChargerProfile", dict(charger, ActivationInterval={"ActivationTime": "*now"}))
told = result("APIerSv1.GetChargerProfile", {"Tenant": TENANT, "ID": "CHG_1"})
same(told["ActivationInterval"]["ExpiryTime"], "0001-01-01T00:00:00Z")
assert told["ActivationInterval"]["ActivationTime"] > "2026", told
ok("APIerSv1.SetChargerProfile", told)
same(result("APIerSv1.GetChargerProfile", {"Tenant": TENANT, "ID": "CHG_1"}), told)
same(len(result("ChargerSv1.GetChargersForEvent", event)), 1)
ok("APIerSv1.RemoveChargerProfile", {"Tenant": TENANT, "ID": "CHG_1"})

# One that says more than calls on switches know makes runs of requests only.
suffix = dict(charger, ID="CHG_SUFFIX", FilterIDs=["*suffix:~*req.Destination:99"])
ok("APIerSv1.SetChargerProfile", suffix)
same(result("APIerSv1.GetChargerProfile", {"Tenant": TENANT, "ID": "CHG_SUFFIX"}), suffix)
ok("APIerSv1.SetChargerProfile", dict(suffix, FilterIDs=[]))
same(result("APIerSv1.GetChargerProfileIDs", {"Tenant": TENANT}), ["CHG_SUFFIX"])
ok("APIerSv1.RemoveChargerProfile", {"Tenant": TENANT, "ID": "CHG_SUFFIX"})
