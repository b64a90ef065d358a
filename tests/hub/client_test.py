#!/usr/bin/python3
"""The whole road by an independent client: sign in, raise, upload by tus in pieces, follow the feed, answer, and compare
the SHA-256 that the journal says with that of the bytes.   client_test.py SIAGA_HUB"""
import asyncio
import base64
import hashlib
import json
import os
import sys

import websockets

from client import Client, make_id, now
from hub_process import HubProcess

CLIP = os.urandom(700_001)
DEADLINE = 30


class Feed:
    """Follows the feed by feed.md: keeps the cursor, checks that ranges chain."""

    def __init__(self, socket, cursor):
        self.socket = socket
        self.epoch, seq = cursor.split(":")
        self.seq = int(seq)
        self.events = []
        self.heartbeats = 0
        self.positions = {}

    async def frame(self):
        frame = json.loads(await asyncio.wait_for(self.socket.recv(), DEADLINE))
        if "events" in frame:
            assert frame["from"] == self.seq + 1, (frame["from"], self.seq)
            seqs = [event["seq"] for event in frame["events"]]
            assert seqs == sorted(set(seqs)) and all(frame["from"] <= seq <= frame["to"] for seq in seqs)
            self.seq = frame["to"]
            self.events += frame["events"]
        elif "heartbeat" in frame:
            assert frame["heartbeat"]["epoch"] == self.epoch
            self.heartbeats += 1
        elif "positions" in frame:
            self.positions.update({entry["person"]: entry for entry in frame["positions"]})
        return frame

    async def until(self, kind, subject):
        while True:
            for event in self.events:
                if event["kind"] == kind and event["subject"] == subject:
                    return event
            await self.frame()


def open_feed(client, cursor):
    return websockets.connect(client.feed_address(cursor), ssl=client.tls(), open_timeout=DEADLINE,
                              extra_headers={"Authorization": f"Bearer {client.token}"})


async def call(function, *arguments, **named):
    return await asyncio.to_thread(function, *arguments, **named)


async def upload_in_pieces(officer, sos, recording):
    answer = await call(officer.create_upload, sos, recording, len(CLIP))
    assert answer.status == 201, answer
    location = answer.headers["Location"]
    again = await call(officer.create_upload, sos, recording, len(CLIP))
    assert (again.status, again.headers["Location"]) == (201, location), "a retry is the same upload"
    for begin in range(0, len(CLIP), 100_000):
        piece = CLIP[begin:begin + 100_000]
        checksum = "sha256 " + base64.b64encode(hashlib.sha256(piece).digest()).decode()
        assert await call(officer.upload_offset, location) == begin
        answer = await call(officer.append, location, begin, piece, Upload_Checksum=checksum)
        assert (answer.status, answer.headers["Upload-Offset"]) == (204, str(begin + len(piece))), answer


async def walk(hub):
    desk = Client(hub.port, hub.fingerprint)
    officer = Client(hub.port, hub.fingerprint)
    assert (await call(desk.sign_in, "pengawas@contoh.id", "siaga-demo", "KONSOL-1")).status == 201
    assert (await call(officer.sign_in, "petugas@contoh.id", "siaga-demo", "telepon")).status == 201
    snapshot = (await call(desk.request, "GET", "/api/v1/snapshot")).json()

    async with open_feed(desk, snapshot["as_of"]) as socket:
        feed = Feed(socket, snapshot["as_of"])
        assert "heartbeat" in await feed.frame(), "the first frame is a heartbeat"
        sos, recording = make_id(), make_id()
        place = {"lat": -6.9833, "lon": 110.4093, "accuracy_m": 8, "at": now()}
        assert (await call(officer.raise_sos, sos, place)).status == 201
        assert (await call(officer.raise_sos, sos, place)).status == 200, "a retry is the same alarm"
        raised = await feed.until("sos.raised", sos)
        assert raised["body"]["nearest"]["metres"] < 500 and raised["people"][0]["version"] == raised["body"]["by"]

        await upload_in_pieces(officer, sos, recording)
        finished = await feed.until("recording.finished", sos)
        assert finished["body"]["sha256"] == hashlib.sha256(CLIP).hexdigest()
        assert finished["body"]["size"] == len(CLIP)
        content = await call(desk.request, "GET", f"/api/v1/recordings/{recording}/content")
        assert content.body == CLIP and content.headers["Siaga-Recording-State"] == "finished"

        assert (await call(desk.command, f"/api/v1/sos/{sos}/claim")).status == 200
        assert (await call(desk.command, f"/api/v1/sos/{sos}/respond", text="Bantuan berangkat.")).status == 200
        await feed.until("sos.responded", sos)
        status = (await call(officer.request, "GET", f"/api/v1/sos/{sos}/status")).json()
        assert (status["owner_name"], status["response"]) == ("Sari Wulandari", "Bantuan berangkat."), status

        further = [dict(place, lat=-6.99, at=now())]
        assert (await call(officer.request, "POST", "/api/v1/positions", {"positions": further})).status == 204
        await feed.until("sos.track", sos)
        while not feed.positions or max(entry["lat"] for entry in feed.positions.values()) != -6.99:
            await feed.frame()
        cursor = f"{feed.epoch}:{feed.seq}"

    assert (await call(desk.command, f"/api/v1/sos/{sos}/close", outcome="helped", text="Selamat.")).status == 200
    async with open_feed(desk, cursor) as socket:  # what happened meanwhile comes first, once
        feed = Feed(socket, cursor)
        closed = await feed.until("sos.closed", sos)
        assert closed["body"]["outcome"] == "helped" and len(feed.events) == 1
        assert (await call(desk.request, "DELETE", "/api/v1/sessions/current")).status == 204
        try:
            while True:
                await feed.frame()
        except websockets.ConnectionClosed as end:
            assert end.code == 4401, end
    answer = await call(desk.request, "GET", "/api/v1/snapshot")
    assert answer.status == 401, answer


def says_that_it_has_no_mail(program):
    """Whoever looks why no code arrives finds it in the log of the start."""
    for options, is_said in (([], True), (["--smtp", "smtp://127.0.0.1:9", "--smtp-from", "siaga@contoh.id"], False)):
        with HubProcess(program, options=options) as hub:
            assert hub.stop() == 0
            assert (" mail.not_configured " in hub.read_log()) == is_said, hub.read_log()


def main():
    with HubProcess(sys.argv[1]) as hub:
        asyncio.run(walk(hub))
        assert hub.stop() == 0, "SIGTERM ends with 0"
    says_that_it_has_no_mail(sys.argv[1])


if __name__ == "__main__":
    main()
