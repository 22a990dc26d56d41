"""A folder of CSV files is loaded, and imported for later."""
import os

from rpc import error, ok, result, same

HERE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "tutorial")
COST = {"Tenant": "folder.org", "Category": "call", "Subject": "1003", "AnswerTime": "*now",
        "Destination": "1001", "Usage": "90s"}

same(error("APIerSv1.LoadTariffPlanFromFolder", {"FolderPath": "/nowhere/at/all"}), "INVALID_PATH")
same(error("APIerSv1.ImportTariffPlanFromFolder", {"FolderPath": HERE}),
     "MANDATORY_IE_MISSING: [TPid]")
ok("APIerSv1.LoadTariffPlanFromFolder", {"FolderPath": HERE, "DryRun": True})
same(error("APIerSv1.GetCost", COST), "SERVER_ERROR: RATING_PLAN_NOT_FOUND")
ok("ApierV1.LoadTariffPlanFromFolder", {"FolderPath": HERE, "Validate": True})
same(result("APIerSv1.GetCost", COST)["Cost"], 0.65)
same(result("APIerSv1.GetCost", dict(COST, Destination="+1002"))["Cost"], 0.35)

ok("APIerSv1.ImportTariffPlanFromFolder", {"TPid": "TP_FOLDER", "FolderPath": HERE})
same(result("APIerSv1.GetTPDestination", {"TPid": "TP_FOLDER", "ID": "DST_FOLDER_1002"}),
     {"TPid": "TP_FOLDER", "ID": "DST_FOLDER_1002", "Prefixes": ["1002", "+1002"]})
same(result("APIerSv1.GetTPRatingProfileIds", {"TPid": "TP_FOLDER"}),
     ["csv:folder.org:call:*any"])
