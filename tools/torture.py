#!/usr/bin/env python3
"""Run the harnesses of tests/faults and tests/fuzz within a time.

torture.py --list                       the suites
torture.py [--seconds N] [SUITE...]     run them; tools/torture has built them

A suite is a list of steps. A step is a program that ends with the line
"torture: suite=NAME cases=N controls=N/N failures=N", a fuzzer of libFuzzer's,
or a program that must fail in one way, which is a control. A new suite is a new
line in SUITES. As many run at once as there are processors; each gets as many
of its cases as the time allows.
"""
import argparse
import concurrent.futures
import os
import pathlib
import re
import subprocess
import sys
import threading
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
BUILD = ROOT / "build"
LOGS = BUILD / "torture"
CORPUS = ROOT / "tests" / "fuzz" / "corpus"
LINE = re.compile(r"^torture: suite=\S+ cases=(\d+) controls=(\d+)/(\d+) "
                  r"failures=(\d+)$", re.M)
UNITS = re.compile(r"^stat::number_of_executed_units:\s+(\d+)$", re.M)
LAST_LINES = 30
# A harness at its end answers for a batch of controls, however few its cases.
SPARE_SECONDS = 300

SANITIZERS = {
    "ASAN_OPTIONS": "detect_leaks=1:strict_string_checks=1:exitcode=99",
    "LSAN_OPTIONS": "exitcode=99:print_suppressions=0:suppressions="
                    f"{ROOT / 'tests' / 'support' / 'leaks.txt'}",
    "UBSAN_OPTIONS": "halt_on_error=1:print_stacktrace=1:exitcode=99",
    "TSAN_OPTIONS": "ignore_noninstrumented_modules=1:halt_on_error=1:"
                    "exitcode=99",
}


class Harness:
    """A program of tests/faults: cases, and milliseconds for each."""

    def __init__(self, build, name, cases, each):
        self.path = BUILD / f"torture-{build}" / "tests" / "faults" / name
        self.courtesy = BUILD / f"torture-{build}" / "cli" / "courtesy"
        self.cases, self.each = cases, each
        self.seconds = cases * each / 1000

    def command(self, share):
        return [self.path, max(1, round(self.cases * share))]

    def result(self, code, said):
        found = LINE.findall(said)
        if not found:
            return None
        cases, bitten, tried, failures = map(int, found[-1])
        return cases, bitten, tried, failures or int(code != 0)


class Replay(Harness):
    """A target of tests/fuzz with its corpus, and what chance makes of it."""

    def __init__(self, name, cases, each):
        super().__init__("plain", f"fuzz-{name}", cases, each)
        self.path = (BUILD / "torture-plain" / "tests" / "fuzz" /
                     f"fuzz-{name}")
        self.corpus = CORPUS / name

    def command(self, share):
        return [self.path, self.corpus, max(1, round(self.cases * share))]


class Fuzzer:
    """The same target under libFuzzer, for so many seconds."""

    def __init__(self, name, seconds, options=()):
        self.path = (BUILD / "torture-fuzzers" / "tests" / "fuzz" /
                     f"fuzz-{name}")
        self.name, self.seconds, self.options = name, seconds, options

    def command(self, share):
        found = LOGS / f"corpus-{self.name}"
        found.mkdir(parents=True, exist_ok=True)
        seconds = max(2, round(self.seconds * share))
        return [self.path, f"-max_total_time={seconds}", "-timeout=8",
                "-malloc_limit_mb=64", "-rss_limit_mb=2048",
                "-print_final_stats=1", f"-artifact_prefix={LOGS}/",
                *self.options, found, CORPUS / self.name]

    def result(self, code, said):
        units = UNITS.findall(said)
        return (int(units[-1]), 0, 0, int(code != 0)) if units else None


class Seeded(Fuzzer):
    """A target that is wrong on purpose: found within its seconds."""

    def __init__(self, seconds):
        super().__init__("seeded", seconds, ("-max_len=64",))

    def command(self, share):
        return super().command(1)

    def result(self, code, said):
        units = UNITS.findall(said)
        return int(units[-1]) if units else 0, int(code == 77), 1, 0


class MustFail:
    """A program that a sanitizer must stop."""

    def __init__(self, build, name, code):
        self.path = BUILD / f"torture-{build}" / "tests" / "faults" / name
        self.code, self.seconds = code, 1

    def command(self, _):
        return [self.path]

    def result(self, code, _):
        return 1, int(code == self.code), 1, 0


def fuzzed(name, cases, each, seconds):
    return name, [Replay(name, cases, each), Fuzzer(name, seconds)]


# The first few say how fast this machine is.
SUITES = [
    ("sums", [Harness("plain", "faults-sums", 1000000, 0.004)]),
    ("days", [Harness("plain", "faults-days", 3000000, 0.012)]),
    ("texts", [Harness("plain", "faults-texts", 1, 5000),
               Harness("sanitized", "faults-texts", 1, 15000)]),
    ("places", [Harness("plain", "faults-places", 400, 30),
                Harness("sanitized", "faults-places", 40, 250)]),
    ("allocation", [Harness("sanitized", "faults-allocation", 100000, 15)]),
    ("corrupt", [Harness("plain", "faults-corrupt", 510000, 2.5),
                 Harness("sanitized", "faults-corrupt", 8000, 10)]),
    ("values", [Harness("plain", "faults-values", 12000, 40),
                Harness("sanitized", "faults-values", 800, 250)]),
    ("io", [Harness("plain", "faults-io", 100000, 3.2),
            Harness("sanitized", "faults-io", 3000, 15)]),
    ("power", [Harness("plain", "faults-power", 100000, 2.5),
               Harness("sanitized", "faults-power", 2000, 15)]),
    ("race", [Harness("plain", "faults-race", 500000, 1.4)]),
    ("race-threads", [Harness("threads", "faults-race", 20000, 2.5),
                      MustFail("threads", "faults-careless", 99)]),
    ("kill", [Harness("plain", "faults-kill", 2000, 160),
              Harness("sanitized", "faults-kill", 100, 400)]),
    ("seeded", [Seeded(30)]),
    fuzzed("money", 1000000, 0.003, 20),
    fuzzed("arithmetic", 1000000, 0.003, 20),
    fuzzed("date", 1000000, 0.003, 20),
    fuzzed("period", 1000000, 0.003, 20),
    fuzzed("code", 1000000, 0.003, 20),
    fuzzed("sheet", 200000, 0.04, 30),
    fuzzed("import", 5000, 8, 60),
    fuzzed("calls", 5000, 9, 60),
    fuzzed("open", 10000, 4, 60),
    fuzzed("words", 5000, 7, 60),
    fuzzed("statement", 5000, 7, 60),
    fuzzed("page", 1500, 35, 60),
]


class Pace:
    """How much of its cases a step gets, by the time and the work left."""

    def __init__(self, suites, seconds, lanes):
        self.end = time.monotonic() + seconds
        self.lanes, self.lock = lanes, threading.Lock()
        self.left = sum(step.seconds for _, steps in suites for step in steps)
        self.planned = self.taken = 1.0

    def share(self, step):
        with self.lock:
            slowness = self.taken / self.planned
            time_left = max(0, self.end - time.monotonic()) * self.lanes
            share = time_left / max(1, self.left * slowness)
            self.left -= step.seconds
        # What runs already goes on meanwhile: not all that is left is free.
        return min(1, max(0.001, share * 0.85))

    def took(self, planned, taken):
        with self.lock:
            self.planned += planned
            self.taken += taken


def run_step(step, pace, log):
    """(cases, bitten, tried, failures), or None where it said nothing."""
    share = pace.share(step)
    environment = {**os.environ, **SANITIZERS, "COURTESY_PRINTS": "1"}
    courtesy = getattr(step, "courtesy", None)
    if courtesy is not None and courtesy.exists():
        environment["COURTESY"] = str(courtesy)
    words = [str(word) for word in step.command(share)]
    print("$", *words, file=log, flush=True)
    began = time.monotonic()
    patience = step.seconds * share * 4 + SPARE_SECONDS
    try:
        done = subprocess.run(words, env=environment, stdout=subprocess.PIPE,
                              stderr=subprocess.STDOUT, cwd=LOGS, check=False,
                              timeout=patience)
    except subprocess.TimeoutExpired as late:
        print((late.stdout or b"").decode(errors="replace"),
              f"ran over {patience:.0f} s", file=log, flush=True)
        return None
    said = done.stdout.decode(errors="replace")
    print(said, file=log, flush=True)
    pace.took(step.seconds * share, time.monotonic() - began)
    return step.result(done.returncode, said)


def run_suite(name, steps, pace):
    cases = bitten = tried = failures = 0
    began = time.monotonic()
    with open(LOGS / f"{name}.log", "w", encoding="utf-8") as log:
        for step in steps:
            if not step.path.exists():
                print(step.path, "is not built", file=log)
                failures += 1
                continue
            found = run_step(step, pace, log)
            if found is None:
                failures += 1
                continue
            cases, bitten = cases + found[0], bitten + found[1]
            tried, failures = tried + found[2], failures + found[3]
    return name, cases, bitten, tried, failures, time.monotonic() - began


def is_good(row):
    _, cases, bitten, tried, failures, _ = row
    return cases > 0 and tried > 0 and bitten == tried and failures == 0


def show(row):
    name, cases, bitten, tried, failures, seconds = row
    print(f"{name:<14}{cases:>12,}{f'{bitten}/{tried}':>10}{failures:>10}"
          f"{seconds:>10.0f}{'' if is_good(row) else '   FAILED'}", flush=True)


def show_log(name):
    lines = (LOGS / f"{name}.log").read_text(encoding="utf-8").splitlines()
    print(f"\n==> {name}: the last lines of {LOGS / name}.log")
    print("\n".join(lines[-LAST_LINES:]))


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--list", action="store_true")
    parser.add_argument("--seconds", type=int, default=55 * 60)
    parser.add_argument("suites", nargs="*")
    given = parser.parse_args()
    if given.list:
        print("\n".join(name for name, _ in SUITES))
        return
    unknown = set(given.suites) - {name for name, _ in SUITES}
    if unknown:
        sys.exit(f"torture.py: no suite is called {', '.join(sorted(unknown))}")
    suites = [suite for suite in SUITES
              if not given.suites or suite[0] in given.suites]
    LOGS.mkdir(parents=True, exist_ok=True)
    lanes = os.cpu_count() or 2
    pace = Pace(suites, given.seconds, lanes)
    print(f"{'suite':<14}{'cases':>12}{'controls':>10}{'failures':>10}"
          f"{'seconds':>10}", flush=True)
    rows = []
    with concurrent.futures.ThreadPoolExecutor(lanes) as pool:
        running = [pool.submit(run_suite, *suite, pace) for suite in suites]
        for row in concurrent.futures.as_completed(running):
            rows.append(row.result())
            show(rows[-1])
    bad = [row for row in rows if not is_good(row)]
    for row in bad:
        show_log(row[0])
    print(f"\n{len(rows) - len(bad)} passed, {len(bad)} failed")
    sys.exit(1 if bad else 0)


main()
