#!/usr/bin/env python3
"""Count the results of meson's test logs.

tally.py --run LOG            one run, in one line
tally.py [--failed N] LOG...  what failed, with its output; what was skipped,
                              and why; the count of all. N builds failed before
"""
import argparse
import collections
import json
import pathlib
import sys

PASSED = {"OK", "EXPECTEDFAIL"}
SKIPPED = {"SKIP"}
LINES_MOST = 120


def results(log):
    for line in pathlib.Path(log).read_text(encoding="utf-8").splitlines():
        if line.strip():
            yield json.loads(line)


def kind(result):
    if result["result"] in PASSED:
        return "passed"
    return "skipped" if result["result"] in SKIPPED else "failed"


def output(result):
    text = [(result.get(stream) or "").strip("\n")
            for stream in ("stdout", "stderr")]
    return "\n".join(filter(None, text)).splitlines()


def show_failed(logs):
    for log in logs:
        run = pathlib.Path(log).parent.parent.name
        for result in results(log):
            if kind(result) != "failed":
                continue
            lines = output(result)
            name = result["name"].removeprefix("courtesy:")
            print(f"==> {run}: {name}: {result['result']}")
            if len(lines) > LINES_MOST:
                print(f"(the last {LINES_MOST} of {len(lines)} lines;"
                      f" all of them in {log})")
            print("\n".join(lines[-LINES_MOST:]), end="\n\n")


def show_skipped(logs):
    reasons = {}
    for log in logs:
        for result in results(log):
            if kind(result) == "skipped":
                said = output(result) or ["without a reason"]
                reasons[result["name"]] = said[-1]
    for name, reason in reasons.items():
        print(f"skipped: {name.removeprefix('courtesy:')}: {reason}")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--run", action="store_true")
    parser.add_argument("--failed", type=int, default=0)
    parser.add_argument("logs", nargs="*")
    given = parser.parse_args()
    counts = collections.Counter(failed=given.failed)
    for log in given.logs:
        counts.update(kind(result) for result in results(log))
    if not given.run:
        show_failed(given.logs)
        show_skipped(given.logs)
        if counts["passed"] == 0:
            print("nothing passed: that counts as a failure too")
    print(", ".join(f"{counts[what]} {what}"
                    for what in ("passed", "failed", "skipped")))
    sys.exit(0 if counts["failed"] == 0 and counts["passed"] > 0 else 1)


main()
