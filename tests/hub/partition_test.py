#!/usr/bin/python3
"""Links that stall, break, delay, close one half, trickle: a reader of the feed goes on from its cursor and has every
event once; uploads go on where they were and end with the right SHA-256; two hundred connections that send their request
a byte at a time are cut off while alarms are still taken.   partition_test.py SIAGA_HUB"""
import asyncio
import hashlib
import http.client
import json
import os
import pathlib
import random
import socket
import sqlite3
import ssl
import sys
import threading
import time

import websockets

from client import Client, make_id
from hub_process import HubProcess

sys.path.insert(0, str(pathlib.Path(__file__).parent.parent / "support"))
from proxy import Proxy  # noqa: E402

DEADLINE = 120
PATIENCE = 2  # seconds without a byte, and a phone connects anew
DEAD_AFTER = 3  # feed.md: a link without a heartbeat for 3 s
BROKEN = (OSError, http.client.HTTPException, ssl.SSLError)


class Phone(Client):
    """Sits behind the wire, and gives a silent connection up."""

    def _connect(self):
        raw = socket.create_connection((self.host, self.port), timeout=PATIENCE)
        connection = http.client.HTTPSConnection(self.host, self.port, context=self.tls(), timeout=PATIENCE)
        raw.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        connection.sock = self.tls().wrap_socket(raw, server_hostname=self.host)
        return connection


class FollowingReader:
    """A reader by feed.md: keeps its cursor, gives a link without heartbeat up after 3 s, connects anew."""

    def __init__(self, client, port, cursor):
        self.client, self.port = client, port
        self.epoch, seq = cursor.split(":")
        self.seq = int(seq)
        self.events, self.links, self.running = [], 0, True

    async def follow(self):
        while self.running:
            try:
                await self.one_link()
            except (OSError, asyncio.TimeoutError, websockets.WebSocketException):
                await asyncio.sleep(0.25)  # feed.md's pause

    async def one_link(self):
        address = f"wss://127.0.0.1:{self.port}/api/v1/feed?after={self.epoch}:{self.seq}"
        headers = {"Authorization": f"Bearer {self.client.token}"}
        async with websockets.connect(address, ssl=self.client.tls(), open_timeout=DEAD_AFTER, close_timeout=0.1,
                                      ping_interval=None, extra_headers=headers) as socket_:
            self.links += 1
            while self.running:
                frame = json.loads(await asyncio.wait_for(socket_.recv(), DEAD_AFTER))
                if "events" in frame:
                    assert frame["from"] == self.seq + 1, "ranges chain over every break"
                    self.seq = frame["to"]
                    self.events += [event["seq"] for event in frame["events"]]


async def until(condition, what):
    end = time.monotonic() + DEADLINE
    while not condition():
        assert time.monotonic() < end, what
        await asyncio.sleep(0.02)


async def feed_over_bad_links(hub, desk, officer):
    wire = Proxy(hub.port)
    cursor = desk.request("GET", "/api/v1/snapshot").json()["as_of"]
    reader = FollowingReader(desk, wire.port, cursor)
    first = reader.seq + 1
    following = asyncio.create_task(reader.follow())

    async def alarms(count=8):
        for _ in range(count):
            answer = await asyncio.to_thread(officer.raise_sos, make_id())
            assert answer.status == 201, answer
        return desk.request("GET", "/api/v1/snapshot").json()["as_of"]

    async def caught_up(cursor_, what):
        wanted = int(cursor_.split(":")[1])
        await until(lambda: reader.seq >= wanted or following.done(), what)
        if following.done():
            following.result()

    await caught_up(await alarms(), "a good link")
    for mode in ("delay", "trickle"):
        wire.mode = mode
        await caught_up(await alarms(), mode)
    wire.mode = "pass"
    links = reader.links
    assert links == 1, "a slow link is no broken one"
    wire.mode = "black_hole"
    newest = await alarms()
    await asyncio.to_thread(time.sleep, DEAD_AFTER + 1)  # the reader gives this link up, and the next one, too
    wire.mode = "pass"
    await caught_up(newest, "after a black hole")
    for fault in (wire.reset, wire.half_close):
        links = reader.links
        await asyncio.to_thread(fault)
        await caught_up(await alarms(), fault.__name__)
        await until(lambda links=links: reader.links > links, "it connected anew")
    reader.running = False
    await asyncio.wait([following], timeout=10)
    assert reader.events == hub.told_to_supervisors(first, reader.seq), "every event once, in order"
    wire.close()
    return len(reader.events), reader.links


def insist(step):
    end = time.monotonic() + DEADLINE
    while True:
        try:
            return step()
        except BROKEN:
            assert time.monotonic() < end, "the wire is mended, and it doesn't work"
            time.sleep(0.05)  # a phone's pause before it tries again


def upload_over_bad_links(hub, token, seed):
    """One recording, its wire changing all the while."""
    chance = random.Random(seed)
    wire = Proxy(hub.port)
    phone = Phone(wire.port, hub.fingerprint)
    phone.token = token
    sos, recording, clip = make_id(), make_id(), chance.randbytes(3_000_000)
    assert insist(lambda: phone.raise_sos(sos)).status in (200, 201)
    ending = threading.Event()

    def misbehave():
        faults = ["reset", "half_close", "black_hole", "delay", "cut_after", "reset", "trickle"]
        chance.shuffle(faults)
        for fault in faults:
            if ending.wait(0.2):
                return
            if fault == "cut_after":
                wire.cut_after = chance.randrange(1, 200_000)
            elif fault in ("reset", "half_close"):
                getattr(wire, fault)()
            else:
                wire.mode, wire.delay, wire.trickle = fault, 0.1, 4096
                ending.wait(PATIENCE + 0.5 if fault == "black_hole" else 0.5)
                wire.mode = "pass"

    trouble = threading.Thread(target=misbehave)
    trouble.start()
    acknowledged, pieces = 0, 0

    def send_on():
        nonlocal acknowledged, pieces
        answer = phone.create_upload(sos, recording, len(clip))
        assert answer.status == 201, answer
        location = answer.headers["Location"]
        offset = phone.upload_offset(location)
        if offset is None:
            raise OSError("not now")
        assert offset >= acknowledged, "acknowledged bytes are there"
        while offset < len(clip):
            answer = phone.append(location, offset, clip[offset:offset + 40_000])
            if answer.status in (409, 503):  # an older request of this phone, whose answer was lost, got further
                raise OSError("look where it is")
            assert answer.status == 204, answer
            offset = acknowledged = int(answer.headers["Upload-Offset"])
            pieces += 1

    try:
        insist(send_on)
    finally:
        ending.set()
        trouble.join()
        wire.close()
    return recording, hashlib.sha256(clip).digest()


def slow_loris(hub, officer):
    """Connections that never finish their request's head, and some that trickle a body."""
    tls = officer.tls()
    lazy = []
    for number in range(200):
        raw = socket.create_connection(("127.0.0.1", hub.port), timeout=DEADLINE)
        wrapped = tls.wrap_socket(raw, server_hostname="hub")
        wrapped.sendall(b"GET /api/v1/snapshot HTTP/1.1\r\nHost: hub\r\n" if number % 2 else b"G")
        lazy.append(wrapped)
    open_before = descriptors(hub)
    worst, taken, end = 0.0, 0, time.monotonic() + DEADLINE
    while lazy:
        assert time.monotonic() < end, "the hub cuts off who never finishes a request"
        begun = time.monotonic()
        assert officer.raise_sos(make_id()).status == 201, "alarms are taken beside them"
        worst, taken = max(worst, time.monotonic() - begun), taken + 1
        lazy = [one for one in lazy if still_open(one)]
        time.sleep(0.05)  # the drip
    while descriptors(hub) > open_before - 190:
        assert time.monotonic() < end, "and their descriptors are closed"
        time.sleep(0.05)
    return taken, worst


def still_open(connection):
    try:
        connection.sendall(b"X")
        connection.setblocking(False)
        try:
            return bool(connection.recv(1))
        except (ssl.SSLWantReadError, BlockingIOError):
            return True
        finally:
            connection.setblocking(True)
    except OSError:
        connection.close()
        return False


def descriptors(hub):
    return len(os.listdir(f"/proc/{hub.process.pid}/fd"))


def check(hub, recordings):
    database = sqlite3.connect(f"file:{hub.data}/hub.db?mode=ro", uri=True)
    for recording, sha256 in recordings:
        row = database.execute("select state, sha256 from recording where id = ?",
                               (bytes.fromhex(recording.replace("-", "")),)).fetchone()
        file = hub.data / "media" / recording[-2:] / recording
        assert row == ("finished", sha256) and hashlib.sha256(file.read_bytes()).digest() == sha256, recording
    finished = database.execute("select count(*) from journal where kind = 'recording.finished'").fetchone()[0]
    assert finished == len(recordings), "each finished once"
    database.close()


def main():
    with HubProcess(sys.argv[1]) as hub:
        desk, officer = Client(hub.port, hub.fingerprint), Client(hub.port, hub.fingerprint)
        assert desk.sign_in("pengawas@contoh.id", "siaga-demo").status == 201
        assert officer.sign_in("petugas@contoh.id", "siaga-demo").status == 201
        events, links = asyncio.run(feed_over_bad_links(hub, desk, officer))
        print(f"feed: {events} events over {links} links, each once", flush=True)
        recordings = []
        workers = [threading.Thread(target=lambda seed=seed: recordings.append(
            upload_over_bad_links(hub, officer.token, seed))) for seed in range(4)]
        for worker in workers:
            worker.start()
        for worker in workers:
            worker.join()
        assert len(recordings) == len(workers)
        print(f"uploads: {len(recordings)} recordings whole", flush=True)
        taken, worst = slow_loris(hub, officer)
        print(f"slow loris: 200 cut off, {taken} alarms meanwhile, the slowest in {worst * 1000:.0f} ms", flush=True)
        assert hub.stop() == 0
        check(hub, recordings)


if __name__ == "__main__":
    main()
