#!/usr/bin/python3
"""The hub's whole disk is a small tmpfs that fills up in the middle of an upload storm: recordings are refused with 507,
alarms and what answers them are still taken from the reserve, the feed says so, and when there is room again everything
goes on by itself and every recording has the SHA-256 of what its phone sent. Skipped where nothing can be mounted.
full_disk_test.py SIAGA_HUB"""
import asyncio
import hashlib
import os
import pathlib
import random
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time

sys.path.insert(0, str(pathlib.Path(__file__).parent.parent / "support"))
import may_mount  # noqa: E402
from client import Client, make_id  # noqa: E402
from client_test import Feed, open_feed  # noqa: E402
from hub_process import HubProcess  # noqa: E402

PHONES, CLIP, PIECE = 6, 2_000_000, 200_000
DISK, KEPT_FREE = 80, 2  # MiB
DEADLINE = 120


class SmallDisk:
    def __init__(self):
        self.scratch = tempfile.TemporaryDirectory(prefix="siaga-disk-")
        self.path = pathlib.Path(self.scratch.name)
        subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={DISK}m", "tmpfs", self.path], check=True)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        subprocess.run(["umount", "-l", self.path], check=True)
        self.scratch.cleanup()

    def fill(self, leave=0):
        """Up to the last byte but `leave` MiB."""
        with open(self.path / "ballast", "ab", buffering=0) as ballast:
            try:
                while self.free() > leave << 20:
                    ballast.write(bytes(4096))
            except OSError:
                pass

    def free(self):
        found = os.statvfs(self.path)
        return found.f_bavail * found.f_frsize

    def make_room(self):
        (self.path / "ballast").unlink()


class Phone(threading.Thread):
    """Uploads clip after clip as a phone does; on 507 it waits and tries again."""

    def __init__(self, hub, login, seed):
        super().__init__(daemon=True)
        self.client = Client(hub.port, hub.fingerprint)
        assert self.client.sign_in(login, "siaga-demo").status == 201
        self.chance = random.Random(seed)
        self.refused, self.done, self.ending, self.fault = 0, [], threading.Event(), None

    def run(self):
        try:
            while not self.ending.is_set():
                self.upload(self.chance.randbytes(CLIP))
        except Exception as fault:
            self.fault = fault

    def upload(self, clip):
        sos, recording = make_id(), make_id()
        raised = self.client.raise_sos(sos)
        assert raised.status == 201, raised
        created = self.insist(201, lambda: self.client.create_upload(sos, recording, len(clip)))
        location, acknowledged = created.headers["Location"], 0
        while acknowledged < len(clip):
            offset = self.client.upload_offset(location)
            if offset is None:  # its last byte is there, and its end can't be written yet
                self.pause()
                continue
            assert offset >= acknowledged, "acknowledged bytes are there"
            if offset == len(clip):
                break
            answer = self.client.append(location, offset, clip[offset:offset + PIECE])
            assert answer.status in (204, 507), answer
            if answer.status == 507:
                self.pause()
            else:
                acknowledged = int(answer.headers["Upload-Offset"])
        self.done.append((recording, hashlib.sha256(clip).digest()))

    def pause(self):
        self.refused += 1
        time.sleep(0.1)  # a phone's pause before it tries again

    def insist(self, status, step):
        while True:
            answer = step()
            if answer.status == status:
                return answer
            assert answer.status == 507, answer
            self.pause()


def until(condition, what):
    end = time.monotonic() + DEADLINE
    while not condition():
        assert time.monotonic() < end, what
        time.sleep(0.02)


async def heartbeat_saying(client, storage):
    cursor = client.request("GET", "/api/v1/snapshot").json()["as_of"]
    async with open_feed(client, cursor) as socket:
        feed = Feed(socket, cursor)
        for _ in range(DEADLINE):
            frame = await feed.frame()
            if frame.get("heartbeat", {}).get("storage") == storage:
                return
    raise AssertionError(f"no heartbeat says {storage}")


def gauge(client, name):
    text = client.request("GET", "/metrics").body.decode()
    return int(next(line.split()[1] for line in text.splitlines() if line.startswith(f"siaga_{name} ")))


def alarms_while_full(hub, desk, officer, count):
    """More than the rest of half-used pages holds: the reserve must have been given up for them."""
    raised = []
    for _ in range(count):
        sos = make_id()
        answer = officer.raise_sos(sos)
        assert answer.status == 201, answer
        answer = desk.command(f"/api/v1/sos/{sos}/claim")
        assert answer.status == 200, answer
        answer = desk.command(f"/api/v1/sos/{sos}/note", text="x" * 1900)
        assert answer.status == 200, answer
        raised.append(sos)
    late = Client(hub.port, hub.fingerprint)
    assert late.sign_in("pengawas@contoh.id", "siaga-demo").status == 201, "a supervisor can still sign in"
    return raised


def storm(disk, hub):
    database = sqlite3.connect(f"file:{hub.data}/hub.db?mode=ro", uri=True)
    officers = "select p.nrp from person p join role_grant g on g.person = p.id where g.role = 'officer' order by p.nrp"
    logins = [row[0] for row in database.execute(officers)]
    database.close()
    desk, officer = Client(hub.port, hub.fingerprint), Client(hub.port, hub.fingerprint)
    assert desk.sign_in("pengawas@contoh.id", "siaga-demo").status == 201
    assert officer.sign_in("petugas@contoh.id", "siaga-demo").status == 201
    assert gauge(desk, "storage_full") == 0
    phones = [Phone(hub, logins[10 + i], i) for i in range(PHONES)]
    disk.fill(leave=24)  # what the storm may still use
    for phone in phones:
        phone.start()
    until(lambda: all(phone.refused > 0 or phone.fault for phone in phones), "every phone was refused room")
    assert disk.free() >= KEPT_FREE << 19, "uploads left room for alarms"
    disk.fill()
    assert gauge(desk, "storage_full") == 1
    asyncio.run(heartbeat_saying(desk, "full"))
    raised = alarms_while_full(hub, desk, officer, 150)
    assert any(phone.is_alive() for phone in phones)
    for phone in phones:
        phone.ending.set()
    disk.make_room()
    until(lambda: gauge(desk, "storage_full") == 0, "the hub recovers by itself")
    asyncio.run(heartbeat_saying(desk, "ok"))
    for phone in phones:
        phone.join(DEADLINE)
        assert not phone.is_alive(), "every upload goes on"
        if phone.fault:
            raise phone.fault
    return raised, phones


def check(hub, raised, phones):
    database = sqlite3.connect(f"file:{hub.data}/hub.db?mode=ro", uri=True)
    assert database.execute("pragma integrity_check").fetchone() == ("ok",)
    count, last = database.execute("select count(*), max(seq) from journal").fetchone()
    assert count == last, "the journal has no gaps"
    for sos in raised:
        kinds = [row[0] for row in database.execute("select kind from journal where subject = ? order by seq",
                                                    (bytes.fromhex(sos.replace("-", "")),))]
        assert kinds == ["sos.raised", "sos.claimed", "sos.noted"], kinds
    for phone in phones:
        assert phone.done, "each phone got a recording through"
        for recording, sha256 in phone.done:
            row = database.execute("select state, sha256 from recording where id = ?",
                                   (bytes.fromhex(recording.replace("-", "")),)).fetchone()
            file = hub.data / "media" / recording[-2:] / recording
            assert row == ("finished", sha256) and hashlib.sha256(file.read_bytes()).digest() == sha256, recording
    database.close()


def main():
    if not may_mount.enter():
        may_mount.skip()
    with SmallDisk() as disk, HubProcess(sys.argv[1], folder=disk.path, keep_free=KEPT_FREE) as hub:
        raised, phones = storm(disk, hub)
        assert hub.stop() == 0
        check(hub, raised, phones)
        refused = sum(phone.refused for phone in phones)
        print(f"{refused} requests of uploads got 507, {len(raised)} alarms with their answers were taken "
              f"meanwhile, {sum(len(phone.done) for phone in phones)} recordings are whole")


if __name__ == "__main__":
    main()
