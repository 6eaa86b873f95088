"""Compares the servers of an inventory (failover-inventory/1) on standard input with a plan.

The plan is a CSV file: the first line whose pattern is the whole name of a server gives its location and zone; one
that is empty is free.
"""
import csv
import json
import os
import re
import sys
from urllib.parse import quote


def part(identifier):
    """An id as the names of subjects write it."""
    return quote(str(identifier), safe="._:-").replace("~", "%7E")


def plan(path):
    with open(path, encoding="utf-8", newline="") as file:
        return [(re.compile(line["pattern"]), line["location"], line["zone"]) for line in csv.DictReader(file)]


def agreed(copies, member):
    """What all copies of a record say; None if they differ, or if the text is empty."""
    values = {copy[member] for copy in copies if copy.get(member) is not None}
    value = values.pop() if len(values) == 1 else None
    return value if isinstance(value, str) and value else None


def servers(inventory):
    """Each server that is more than a reference: its copies, and those of its data centers.

    A record is repeated there where copies of it disagree, or where the rest of a list is missing.
    """
    datacenters, found = {}, {}
    for datacenter in inventory.get("datacenters", []):
        if "id" not in datacenter:  # Means that data centers are missing.
            continue
        copies = datacenters.setdefault(datacenter["id"], [])
        copies.append(datacenter)
        for server in datacenter.get("servers", []):
            if not set(server) <= {"id", "partial"}:
                own = found.setdefault(server["id"], ([], set()))
                own[0].append(server)
                own[1].add(datacenter["id"])
    for identifier, (copies, homes) in found.items():
        yield identifier, copies, [copy for home in homes for copy in datacenters[home]]


def judge(server, datacenters, lines, may_be_unplanned):
    """The answers for a server: outcome, message, facet."""
    name = agreed(server, "name")
    if name is None:
        return [("unknown", "the export does not say its name", "")]
    line = next((line for line in lines if line[0].fullmatch(name)), None)
    if line is None:
        outcome = "notApplicable" if may_be_unplanned else "fail"
        return [(outcome, f'no line of the plan is about "{name}"', "")]
    zone = agreed(server, "zone")
    found = {"location": agreed(datacenters, "location"), "zone": zone and zone.upper()}
    wants = {"location": line[1], "zone": line[2]}
    planned = [what for what in wants if wants[what]]
    wrong = [what for what in planned if found[what] not in (None, wants[what])]
    if wrong:
        return [("fail", f"it is in {found[what]}, but the plan wants {wants[what]}", what) for what in wrong]
    missing = [what for what in planned if found[what] is None]
    if missing:
        return [("unknown", f"the export does not say its {' and its '.join(missing)}", "")]
    return [("pass", "", "")]


lines = plan(sys.argv[1])
parameters = json.loads(os.environ["FAILOVER_AUDIT_PARAMETERS"])
for identifier, server, datacenters in servers(json.load(sys.stdin)):
    name = agreed(server, "name")
    for outcome, message, facet in judge(server, datacenters, lines, parameters["unplanned"] == 1):
        answer = {"subject": f"server/{part(identifier)}", "outcome": outcome}
        if outcome != "pass":
            answer.update(message=message, facet=facet)
            answer["evidence"] = [{"about": "name", "value": name[:1000] if name else "unknown"}]
        print(json.dumps(answer))
