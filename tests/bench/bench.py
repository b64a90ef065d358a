"""./siaga bench [P1 P2 …] [--quick]: measures Siaga against its peers in one run and prints one table.

Every figure is a ratio: both sides in turn, A B A B, the median of at least five. It never fails because of a time: it
measures, it doesn't judge. The table, and all that it was made of, go to build/bench/results.json.
"""

import argparse
import json
import os
import re
import subprocess
import sys
import traceback
from datetime import datetime, timezone
from pathlib import Path

import desk_time
import fan_out
import figures
import idle
import ingest
import large_book
import log
import stage as stages
import video

MEASURES = {"P1": desk_time.painted, "P2": ingest.measure, "P3": fan_out.fan_out, "P4": fan_out.latency,
            "P5": fan_out.memory, "P6": idle.measure, "P7": video.measure, "P8": desk_time.start,
            "P12": log.measure, "P13": large_book.measure, "P14": fan_out.stopped}
QUIET_LAST = ["P12", "P13", "P2", "P3", "P4", "P14", "P5", "P7", "P6", "P1", "P8"]  # the order; what fills caches and disks comes first

PACKAGES = ["chromium", "nodejs", "node-ws", "nats-server", "nginx-core", "libnginx-mod-nchan", "postgresql-15", "mpv",
            "gstreamer1.0-plugins-base-apps", "libgstreamer1.0-0", "libwxgtk3.2-1", "libssl3", "libsqlite3-0"]


def version_of(package):
    found = subprocess.run(["dpkg-query", "-W", "-f=${Version}", package], capture_output=True, text=True)
    return found.stdout if found.returncode == 0 else None


def surroundings():
    processor = re.search(r"model name\s*:\s*(.*)", Path("/proc/cpuinfo").read_text())
    described = subprocess.run(["git", "describe", "--always", "--dirty"], capture_output=True, text=True, cwd=stages.TREE)
    return {
        "date": datetime.now(timezone.utc).isoformat(timespec="seconds"),
        "siaga": described.stdout.strip(),
        "cores": len(os.sched_getaffinity(0)),
        "processor": processor.group(1) if processor else "unknown",
        "memory_GiB": round(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30, 1),
        "kernel": os.uname().release.split("-")[0],
        "load_before": os.getloadavg()[0],
        "packages": {name: version_of(name) for name in PACKAGES},
    }


def inside_a_session():
    """Runs this again under a session bus and a screen of its own: two windows side by side."""
    sys.path.insert(0, str(stages.TREE / "tests" / "end_to_end"))
    import desk
    desk.inside("2732x900")


def write_results(about, rows, broken, rounds):
    """Between the two marks of RESULTS.md; the words around it are people's."""
    path = stages.BENCH / "RESULTS.md"
    before, rest = path.read_text().split("<!-- measured -->\n")
    after = rest.split("<!-- end -->\n")[1]
    versions = ", ".join(f"{name} {number}" for name, number in about["packages"].items() if number)
    path.write_text(f"{before}<!-- measured -->\n{about['date']}, commit {about['siaga']}, {about['cores']} cores of "
                    f"{about['processor']}, {about['memory_GiB']} GiB, Linux {about['kernel']}; load when it began "
                    f"{about['load_before']:.1f}; {rounds} rounds, each figure the median.\n\n{versions}.\n\n"
                    f"{figures.markdown(rows)}\n"
                    + "".join(f"\n{key} could not be measured: {why}\n" for key, why in broken.items())
                    + f"<!-- end -->\n{after}")


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("which", nargs="*", metavar="P1…P14", help="all when none is named")
    parser.add_argument("--quick", action="store_true", help="small numbers: does it run at all")
    parser.add_argument("--rounds", type=int, help="how often each side runs (5; with --quick 2)")
    parser.add_argument("--bin", default=str(stages.TREE / "build/release/bin"))
    parser.add_argument("--results", action="store_true", help="put the table into tests/bench/RESULTS.md")
    parser.add_argument("--json", default=str(stages.TREE / "build/bench/results.json"))
    options = parser.parse_args()
    options.rounds = options.rounds or (2 if options.quick else 5)
    wanted = [one.upper() for one in options.which] or list(MEASURES)
    if unknown := [one for one in wanted if one not in MEASURES]:
        parser.error(f"no measure {', '.join(unknown)}; there are {', '.join(MEASURES)}")
    if options.results and options.which:
        parser.error("--results is for all measures in one run: the table has one date and one commit")
    inside_a_session()

    def say(words):
        print(f"{datetime.now():%H:%M:%S} {words}", file=sys.stderr, flush=True)

    about = surroundings()
    rows, broken = [], {}
    for key in (one for one in QUIET_LAST if one in wanted):
        try:
            rows += MEASURES[key](options, say)
        except Exception as fault:  # the others are still worth measuring
            traceback.print_exc()
            broken[key] = f"{type(fault).__name__}: {fault}"
    rows.sort(key=lambda row: int(row.key[1:]))
    Path(options.json).parent.mkdir(parents=True, exist_ok=True)
    Path(options.json).write_text(json.dumps(
        {**about, "quick": options.quick, "rounds": options.rounds, "rows": [vars(row) for row in rows], "broken": broken},
        indent=1, default=str))
    if options.results:
        write_results(about, rows, broken, options.rounds)
    print(f"{about['date']} · {about['siaga']} · {about['cores']} cores · {about['processor']}")
    print(", ".join(f"{name} {number}" for name, number in about["packages"].items() if number))
    print()
    print(figures.table(rows))
    for key, why in broken.items():
        print(f"{key} could not be measured: {why}")
    print(f"\nAll of it: {options.json}")
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
