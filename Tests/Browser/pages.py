"""Writes the pages that the browser looks at, with the command itself."""

import json
import os
import subprocess

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
HOSTILE = "\"><script>document.title='FAKE'</script><img src=https://evil.example/x onerror=alert(1)>\u202e"


def server(number, zone, name, ips):
    nic = {"id": f"{number}-nic", "lan": "1", "ips": ips}
    return {"id": str(number), "name": name, "availabilityZone": zone, "vmState": "RUNNING", "nics": [nic]}


def estate(groups, name):
    """An inventory in which every group has one server only."""
    datacenters = []
    for first in range(0, groups, 500):
        numbers = range(first, min(first + 500, groups))
        ips = [f"85.{n >> 16}.{n >> 8 & 255}.{n & 255}" for n in numbers]
        datacenters.append({
            "id": f"dc-{first}", "name": name, "location": "de/fra",
            "servers": [server(n, "ZONE_1", name, [ip]) for n, ip in zip(numbers, ips)],
            "lans": [{"id": "1", "public": True, "name": name,
                      "failoverGroups": [{"ip": ip, "masters": [f"{n}-nic"]} for n, ip in zip(numbers, ips)]}]})
    return {"format": "failover-inventory/1", "datacenters": datacenters}


def audit(program, source, page):
    """Writes the page of an audit; any verdict will do."""
    write([program, "scan", source, "--reproducible", "--quiet", "--report", "html=" + page])


def simulate(program, kind, source, page):
    """Writes the page of a simulation."""
    write([program, "simulate", source, "--each", kind, "--report", "html=" + page])


def compare(program, folder, page):
    """Writes the page of what changed, from an audit of hostile names to one of none and back."""
    reports = []
    for name in ("hostile", "few"):
        source, report = (os.path.join(folder, name + ending) for ending in (".json", ".report.json"))
        write([program, "scan", source, "--reproducible", "--quiet", "--report", "json=" + report])
        reports.append(report)
    write([program, "compare", *reports, "--report", "html=" + page])


def keep_history(program, folder, page):
    """Writes the page of the last of some audits, a week apart, with a baseline in use."""
    history, report, baseline = (os.path.join(folder, name) for name in ("audits.db", "few.report.json", "baseline.ndjson"))
    if os.path.exists(history):
        os.remove(history)
    write([program, "baseline", report, "--output", baseline])
    for week, source in enumerate(("hostile.json", "few.json", "hostile.json", "hostile.json")):
        os.environ["SOURCE_DATE_EPOCH"] = str(1795392000 + week * 7 * 86400)
        write([program, "scan", os.path.join(folder, source), "--quiet", "--history", history, "--baseline", baseline,
               "--report", "html=" + page])
    del os.environ["SOURCE_DATE_EPOCH"]


def write(command):
    code = subprocess.run(command, cwd=ROOT).returncode
    if code > 2:
        raise SystemExit(f"{' '.join(command)}: exit code {code}")


def pages(program, folder):
    os.makedirs(folder, exist_ok=True)
    paths = {name: os.path.join(folder, name + ".html") for name in ("sample", "hostile", "large", "empty", "zones", "servers", "changes", "history")}
    audit(program, "reports/estate", paths["sample"])
    for name, content in (("hostile", estate(3, HOSTILE)), ("few", estate(2, "web")), ("large", estate(50_000, "web")),
                          ("empty", {"format": "failover-inventory/1", "datacenters": []})):
        source = os.path.join(folder, name + ".json")
        with open(source, "w") as file:
            json.dump(content, file)
        if name in paths:
            audit(program, source, paths[name])
    simulate(program, "zone", "reports/estate", paths["zones"])
    simulate(program, "server", os.path.join(folder, "hostile.json"), paths["servers"])
    compare(program, folder, paths["changes"])
    keep_history(program, folder, paths["history"])
    return paths
