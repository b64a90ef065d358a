#!/usr/bin/python3
"""The real hub under libfaketime, whose clock is set by an hour and by a year, ahead and back, while alarms come in:
the journal's order holds, `at` never goes back, each step is an event, no alarm is lost.   clock_test.py SIAGA_HUB"""
import glob
import os
import pathlib
import sqlite3
import sys
import tempfile

from client import Client, make_id
from hub_process import HubProcess

HOUR, YEAR = 3600, 365 * 86400


def library():
    found = glob.glob("/usr/lib/*/faketime/libfaketime.so.1")
    return found[0] if found else None


class Clock:
    """The file that libfaketime reads at each look at the clock."""

    def __init__(self, file):
        self.file = file
        self.set(0)

    def set(self, offset):
        written = self.file.with_suffix(".new")
        written.write_text(f"{offset:+d}s\n")
        os.replace(written, self.file)

    def environment(self):
        return {"LD_PRELOAD": library(), "FAKETIME_TIMESTAMP_FILE": str(self.file), "FAKETIME_NO_CACHE": "1",
                "FAKETIME_DONT_FAKE_MONOTONIC": "1"}


def raise_some(client, count=5):
    raised = [make_id() for _ in range(count)]
    for sos in raised:
        answer = client.raise_sos(sos)
        assert answer.status == 201, answer
    return raised


def sign_in(hub):
    client = Client(hub.port, hub.fingerprint)
    answer = client.sign_in("petugas@contoh.id", "siaga-demo")
    assert answer.status == 201, answer
    return client


def check(data, raised, steps):
    database = sqlite3.connect(f"file:{data}/hub.db?mode=ro", uri=True)
    rows = database.execute("select seq, at, kind, subject from journal order by seq").fetchall()
    database.close()
    assert [row[0] for row in rows] == list(range(1, len(rows) + 1)), "no gaps"
    assert all(one[1] <= two[1] for one, two in zip(rows, rows[1:])), "`at` never goes back"
    order = [row[3].hex() for row in rows if row[2] == "sos.raised"]
    assert order == [sos.replace("-", "") for sos in raised], "each alarm once, in order"
    stepped = sum(row[2] == "hub.clock_stepped" for row in rows)
    assert stepped == steps, f"{stepped} steps were told, {steps} were made"


def main():
    if not library():
        sys.exit("Debian's package faketime is missing")
    with tempfile.TemporaryDirectory(prefix="siaga-clock-") as scratch:
        clock = Clock(pathlib.Path(scratch) / "offset")
        with HubProcess(sys.argv[1], environment=clock.environment()) as hub:
            raised, steps = [], 0
            officer = sign_in(hub)
            raised += raise_some(officer)
            for offset in (-HOUR, HOUR, 0, -YEAR, 0):
                clock.set(offset)
                steps += 1
                raised += raise_some(officer)
            clock.set(YEAR)  # nobody is signed out: no year has passed
            steps += 1
            raised += raise_some(officer)
            raised += raise_some(sign_in(hub))
            hub.kill()
            clock.set(0)  # set back while the hub was off
            steps += 1
            hub.start()
            raised += raise_some(sign_in(hub))
            assert hub.stop() == 0
            check(hub.data, raised, steps)
    print(f"{len(raised)} alarms through {steps} steps of the clock: in order, each once, each step told")


if __name__ == "__main__":
    main()
