#!/usr/bin/python3
"""500 readers of the feed over TLS, of which 50 stop reading while events go on: the others get all of them, the hub's
memory stays bounded, and the 50 catch up afterwards with larger ranges that chain. The latency's 99th percentile with
and without the slow ones is printed, and never a reason to fail.   slow_readers.py SIAGA_HUB [READERS [SLOW]]"""
import asyncio
import base64
import functools
import json
import os
import socket
import struct
import sys
import time

from client import Client, make_id
from hub_process import HubProcess

BEFORE, BESIDE, PAUSE = 30, 130, 0.06
TEXT = '"' * 1900  # twice as much as JSON: enough to fill what sockets hold
DEADLINE = 180
FEEDS_OF_SESSION = 16  # more than these a session doesn't get
MOST_GROWTH = 48 << 20  # bytes: 50 queues of their own would be larger than any buffer of a socket that we allow


class Reader:
    """A bare WebSocket client over small socket buffers, so that one that stops reading is felt by the hub."""

    def __init__(self, hub, client, tls, cursor):
        self.hub, self.client, self.tls = hub, client, tls
        self.epoch, seq = cursor.split(":")
        self.seq = self.first = int(seq)
        self.seen, self.largest, self.links = [], 0, 0
        self.latencies = []
        self.reading = asyncio.Event()
        self.reading.set()

    async def open(self):
        for attempt in range(10):
            try:
                return await self.connect()
            except ConnectionError:
                if attempt == 9:
                    raise

    async def connect(self):
        raw = socket.socket()
        raw.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 65536)
        raw.setsockopt(socket.IPPROTO_TCP, socket.TCP_MAXSEG, 1400)
        raw.setblocking(False)
        await asyncio.get_running_loop().sock_connect(raw, ("127.0.0.1", self.hub.port))
        self.stream, self.writer = await asyncio.open_connection(
            sock=raw, ssl=self.tls, server_hostname="hub", limit=16384, ssl_handshake_timeout=DEADLINE)
        key = base64.b64encode(os.urandom(16)).decode()
        self.writer.write((f"GET /api/v1/feed?after={self.epoch}:{self.seq} HTTP/1.1\r\nHost: hub\r\nConnection: Upgrade\r\n"
                           f"Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: {key}\r\n"
                           f"Authorization: Bearer {self.client.token}\r\n\r\n").encode())
        head = await asyncio.wait_for(self.stream.readuntil(b"\r\n\r\n"), DEADLINE)
        assert head.startswith(b"HTTP/1.1 101"), head
        self.links += 1

    async def run(self, sent):
        """`sent`: when each note was sent, by its number. Who read nothing for 30 s was cut off, and connects anew."""
        while True:
            try:
                await self.read_on(sent)
            except (ConnectionError, asyncio.IncompleteReadError):
                await self.reading.wait()
                await self.open()

    async def read_on(self, sent):
        while True:
            await self.reading.wait()
            opcode, payload = await self.frame()
            if opcode == 9:
                self.writer.write(bytes((0x8A, 0x80 | len(payload))) + bytes(4) + payload)
            elif opcode == 8:
                raise ConnectionError(f"closed: {payload!r}")
            elif payload.startswith(b'{"from"'):
                self.take(parsed(payload), sent)

    async def frame(self):
        first, length = await self.stream.readexactly(2)
        if length == 126:
            length, = struct.unpack(">H", await self.stream.readexactly(2))
        elif length == 127:
            length, = struct.unpack(">Q", await self.stream.readexactly(8))
        return first & 15, await self.stream.readexactly(length)

    def take(self, frame, sent):
        assert frame["from"] == self.seq + 1, "ranges chain"
        self.seq = frame["to"]
        self.largest = max(self.largest, len(frame["events"]))
        now = time.monotonic()
        for event in frame["events"]:
            self.seen.append(event["seq"])
            number = int(event["body"]["text"].split()[0]) if event["kind"] == "sos.noted" else None
            if number in sent:
                self.latencies.append(now - sent[number])


@functools.lru_cache(maxsize=256)
def parsed(frame):
    """All readers get the same bytes."""
    return json.loads(frame)


def write_notes(client, sos, numbers, sent):
    """About ten a second: more than that, and this program is what is measured."""
    client.close()  # it was idle, perhaps for too long
    for number in numbers:
        sent[number] = time.monotonic()
        answer = client.command(f"/api/v1/sos/{sos}/note", text=f"{number} {TEXT}")
        assert answer.status == 200, answer
        time.sleep(PAUSE)  # the pace of the load, not a wait for anything
    return answer.json()["seq"]


async def all_at(readers, seq):
    end = time.monotonic() + DEADLINE
    while any(reader.seq < seq for reader in readers):
        assert time.monotonic() < end, "every reader gets every event"
        for reader in readers:
            if reader.task.done():
                reader.task.result()
        await asyncio.sleep(0.02)


def p99(readers):
    latencies = sorted(latency for reader in readers for latency in reader.latencies)
    for reader in readers:
        reader.latencies = []
    return latencies[len(latencies) * 99 // 100]


def memory_of(pid):
    with open(f"/proc/{pid}/smaps_rollup") as file:
        return sum(int(line.split()[1]) for line in file if line.startswith(("Private_", "Swap:"))) << 10


async def watch(hub, count, slow_count):
    desk = Client(hub.port, hub.fingerprint)
    officer = Client(hub.port, hub.fingerprint)
    assert desk.sign_in("pengawas@contoh.id", "siaga-demo").status == 201
    assert officer.sign_in("petugas@contoh.id", "siaga-demo").status == 201
    sos = make_id()
    assert officer.raise_sos(sos).status == 201
    sent = {}
    tls = desk.tls()  # one for all: making it costs more than a handshake
    desks = [desk]
    while len(desks) * FEEDS_OF_SESSION < count:
        desks.append(Client(hub.port, hub.fingerprint))
        assert desks[-1].sign_in("pengawas@contoh.id", "siaga-demo").status == 201
        desks[-1].close()
    cursor = desk.request("GET", "/api/v1/snapshot").json()["as_of"]
    readers = [Reader(hub, desks[number // FEEDS_OF_SESSION], tls, cursor) for number in range(count)]
    for begin in range(0, count, 5):
        await asyncio.gather(*(reader.open() for reader in readers[begin:begin + 5]))
    for reader in readers:
        reader.task = asyncio.create_task(reader.run(sent))
    slow, quick = readers[:slow_count], readers[slow_count:]

    last = await asyncio.to_thread(write_notes, desk, sos, range(BEFORE), sent)
    await all_at(readers, last)
    alone = p99(quick)
    before = memory_of(hub.process.pid)

    for reader in slow:
        reader.reading.clear()
    last = await asyncio.to_thread(write_notes, desk, sos, range(BEFORE, BEFORE + BESIDE), sent)
    await all_at(quick, last)
    beside = p99(quick)
    grown = memory_of(hub.process.pid) - before
    behind = [last - reader.seq for reader in slow]
    assert min(behind) > BESIDE // 6, f"the slow ones had stopped: {behind}"
    assert grown < MOST_GROWTH, f"the hub grew by {grown >> 20} MiB"

    for reader in slow:
        reader.largest = 0
        reader.reading.set()
    await all_at(slow, last)
    told = hub.told_to_supervisors(readers[0].first + 1, last)
    for reader in readers:
        assert reader.seen == told, "every event once, in order"
        assert reader.links == 1 or reader in slow, "who reads is not cut off"
        reader.task.cancel()
        reader.writer.transport.abort()
    assert max(reader.largest for reader in slow) > 1, "who lags gets more events a frame"
    print(f"{count} readers, {slow_count} of them slow: p99 {alone * 1000:.1f} ms without, {beside * 1000:.1f} ms with "
          f"them, ratio {beside / alone:.2f} (goal 1.2); the hub grew by {grown / 2**20:.1f} MiB; the slow ones caught "
          f"up with {max(behind)} events, up to {max(reader.largest for reader in slow)} a frame")


def main():
    numbers = [int(text) for text in sys.argv[2:]]
    with HubProcess(sys.argv[1]) as hub:
        asyncio.run(watch(hub, *(numbers or [500, 50])))
        assert hub.stop() == 0


if __name__ == "__main__":
    main()
