"""A session that nobody updates is ended, whatever else is due before it."""
from rpc import call, charger, left, money, result, same, tariff, until

TENANT = "silent.org"
SECOND = 1000000000

tariff(TENANT, 0.6)
charger(TENANT)
money(TENANT, "1001", 10)
same(result("SessionSv1.InitiateSession", {
    "InitSession": True, "Tenant": TENANT, "APIOpts": {"*sessionsTTL": "1s"},
    "Event": {"OriginID": "silent", "ToR": "*voice", "RequestType": "*prepaid",
              "Account": "1001", "Destination": "4930123", "Usage": "60s",
              "AnswerTime": "2026-03-04T10:00:05Z"}})["MaxUsage"], 60 * SECOND)
until(lambda: call("SessionSv1.GetActiveSessions", {"Tenant": TENANT})["error"] == "NOT_FOUND")
same(left(TENANT, "1001"), 9.4)
