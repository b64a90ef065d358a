#!/usr/bin/python3
"""What the hub asks of the kernel, and in which order, before it answers an upload: the file's name is synced before the
row, the bytes before their count, the count before the answer. Watched by strace.   durable_order_test.py SIAGA_HUB"""
import re
import subprocess
import sys
import tempfile
import pathlib
import os

from client import Client, make_id
from hub_process import HubProcess

CALLS = "openat,mkdir,fsync,fdatasync,pwrite64,ftruncate,write,writev,sendto,sendmsg"


class Trace:
    """strace on a running hub."""

    def __init__(self, pid, folder):
        self.file = pathlib.Path(folder) / "trace"
        self.process = subprocess.Popen(["strace", "-f", "-yy", "-s", "0", "-e", f"trace={CALLS}", "-o", self.file,
                                         "-p", str(pid)], stderr=subprocess.PIPE, text=True)
        line = self.process.stderr.readline()
        self.attached = "attached" in line
        self.why_not = line.strip()

    def end(self):
        self.process.terminate()
        try:
            self.process.communicate(timeout=10)
        except subprocess.TimeoutExpired:
            # It waits for the hub's thread, which waits in vfork for a child that strace holds: the kernel lets both go.
            self.process.kill()
            self.process.communicate()
        return [step for step in map(step_of, self.file.read_text().splitlines()) if step]


def step_of(line):
    """'123 fdatasync(14</data/hub.db-wal>) = 0' → ('sync', 'hub.db-wal')"""
    found = re.match(r"\d+\s+(?:<\.\.\. )?(\w+)\((?:AT_FDCWD\S*, )?(?:\d+<([^>]*)>|\"([^\"]*)\")", line)
    if not found:
        return None
    call, place = found[1], found[2] or found[3] or ""
    if "TCP" in place:
        return ("answer", "") if call in ("write", "writev", "sendto", "sendmsg") else None
    if call == "openat":
        return ("make", place) if "O_CREAT" in line else None
    return {"fsync": "sync folder", "fdatasync": "sync", "pwrite64": "write", "mkdir": "mkdir"}.get(call, call), place


def position(steps, wanted, place, begin=0):
    for at in range(begin, len(steps)):
        if steps[at][0] == wanted and place in steps[at][1]:
            return at
    raise AssertionError(f"no {wanted} of {place} after step {begin}:\n" + "\n".join(map(str, steps)))


def check_creation(steps, recording):
    made = position(steps, "make", recording)
    named = position(steps, "sync folder", f"media/{recording[-2:]}", made)
    kept = position(steps, "sync", "hub.db-wal", named)
    answered = position(steps, "answer", "", named)
    assert kept < answered, "201 comes after the row is on the disk"
    rows = [at for at, step in enumerate(steps) if step == ("write", step[1]) and "hub.db-wal" in step[1]]
    assert rows and min(rows) > named, "the row comes after the file's name is on the disk"


def check_bytes(steps, recording):
    written = position(steps, "write", recording)
    synced = position(steps, "sync", recording, written)
    counted = position(steps, "write", "hub.db-wal", synced)
    kept = position(steps, "sync", "hub.db-wal", counted)
    answered = position(steps, "answer", "", written)
    assert kept < answered, "204 comes after bytes and count are on the disk"


def watched(hub, folder, step):
    trace = Trace(hub.process.pid, folder)
    if not trace.attached:
        print(f"skipped: strace may not watch here ({trace.why_not})")
        sys.exit(0)
    answer = step()
    return answer, trace.end()


def main():
    with HubProcess(sys.argv[1]) as hub, tempfile.TemporaryDirectory() as folder:
        officer = Client(hub.port, hub.fingerprint)
        assert officer.sign_in("petugas@contoh.id", "siaga-demo").status == 201
        sos, recording, clip = make_id(), make_id(), os.urandom(100_000)
        assert officer.raise_sos(sos).status == 201
        created, steps = watched(hub, folder, lambda: officer.create_upload(sos, recording, len(clip)))
        assert created.status == 201, created
        check_creation(steps, recording)
        location = created.headers["Location"]
        for begin in (0, 50_000):
            answer, steps = watched(hub, folder,
                                    lambda: officer.append(location, begin, clip[begin:begin + 50_000]))
            assert answer.status == 204, answer
            check_bytes(steps, recording)
        print("the name before the row, the bytes before their count, the count before the answer")


if __name__ == "__main__":
    main()
