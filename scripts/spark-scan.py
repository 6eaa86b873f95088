#!/usr/bin/env python3
"""Audits every contract of a shared folder with failover-audit, each in a task of Apache Spark.

    spark-submit --master URL scripts/spark-scan.py EXPORTS REPORTS [--command PATH] [-- SCAN_OPTION...]

EXPORTS holds a file or a folder for each contract; REPORTS gets NAME.report.json for each. Every machine must see both
folders under the same paths, and have the command. A JSON line is printed for each contract; docs/merging.md says how
to merge the reports. A task that is started again writes the same report again, under its name only when it is whole.

Exit code: 0 every contract has a report (whatever its verdict), 70 some have none, 64 wrong usage.
"""
import json
import os
import re
import shlex
import subprocess
import sys
import time

TRIES = 2  # of a scan that a signal or a fault of its own ended
RESULTS = (0, 1, 2)  # compliant, violations, incomplete


def report_of(reports, name):
    return os.path.join(reports, name + ".report.json")


def scan(name, exports, reports, command, options):
    """Audits one contract; what became of it."""
    line = [command, "scan", os.path.join(exports, name), "--names-below", exports, "--quiet"]
    line += ["--report", "json=" + report_of(reports, name)] + options
    for left in reversed(range(TRIES)):
        try:
            run = subprocess.run(line, check=False, stdin=subprocess.DEVNULL, capture_output=True)
            code, message = run.returncode, run.stderr.decode(errors="replace")[-2000:]
        except OSError as error:
            code, message = 127, str(error)
        if code in RESULTS + (64, 127) or left == 0:
            return {"contract": name, "exitCode": code, "message": message}


def work(arguments):
    """What a task runs: contracts come in, a line each, and results go out."""
    exports, reports, command, *options = arguments
    for line in sys.stdin:
        print(json.dumps(scan(line.rstrip("\n"), exports, reports, command, options)), flush=True)


def settle(arguments):
    """The folders, the command and the options of scan."""
    own, options = arguments, []
    if "--" in arguments:
        place = arguments.index("--")
        own, options = arguments[:place], arguments[place + 1:]
    command = "failover-audit"
    if "--command" in own[:-1]:
        place = own.index("--command")
        command = own[place + 1]
        own = own[:place] + own[place + 2:]
    if len(own) != 2 or not os.path.isdir(own[0]):
        sys.stderr.write(__doc__)
        sys.exit(64)
    exports, reports = map(os.path.abspath, own)
    if os.path.commonpath([exports, reports]) == exports:
        sys.stderr.write("spark-scan.py: the reports must not be among the exports\n")
        sys.exit(64)
    names = sorted(os.listdir(exports))
    odd = [name for name in names if not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9._-]*", name)]
    if odd or not names:
        sys.stderr.write("spark-scan.py: no contract, or one whose name has odd characters: %r\n" % odd[:5])
        sys.exit(64)
    return names, exports, reports, command, options


def main(arguments):
    names, exports, reports, command, options = settle(arguments)
    os.makedirs(reports, exist_ok=True)
    for name in names:
        # The report of last week must not replace one that is missing today.
        if os.path.exists(report_of(reports, name)):
            os.remove(report_of(reports, name))
    from pyspark import SparkContext

    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    with open(os.path.abspath(__file__), encoding="utf-8") as file:
        source = file.read()
    words = ["python3", "-c", source, "--work", exports, reports, command] + options
    environment = {
        "PATH": os.environ.get("PATH", "/usr/local/bin:/usr/bin:/bin"),
        # One time for all of them, so that the merged report is of one time.
        "SOURCE_DATE_EPOCH": os.environ.get("SOURCE_DATE_EPOCH", str(int(time.time()))),
    }
    spark = SparkContext(appName="failover-audit")
    try:
        lines = (
            spark.parallelize(names, len(names))
            .pipe(" ".join(map(shlex.quote, words)), env=environment, checkCode=True)
            .collect()
        )
    finally:
        spark.stop()
    for line in sorted(lines):
        print(line)
    results = map(json.loads, lines)
    done = {
        result["contract"] for result in results
        if result["exitCode"] in RESULTS and os.path.exists(report_of(reports, result["contract"]))
    }
    missing = [name for name in names if name not in done]
    if missing:
        sys.stderr.write("spark-scan.py: no report of %s\n" % ", ".join(missing))
    return 70 if missing else 0


if __name__ == "__main__":
    if sys.argv[1:2] == ["--work"]:
        work(sys.argv[2:])
    else:
        sys.exit(main(sys.argv[1:]))
