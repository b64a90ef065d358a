#!/usr/bin/python3
"""The hub is killed with SIGKILL in the middle of 50 uploads and 200 alarms, round after round. Phones keep their own
list of what was acknowledged and resend for ever with the same ids. At the end nothing that was acknowledged is lost or
doubled, and every recording has the SHA-256 of what its phone sent.   kill_rounds.py SIAGA_HUB [ROUNDS]"""
import hashlib
import http.client
import os
import random
import sqlite3
import ssl
import sys
import threading
import time

from client import Client, make_id
from hub_process import HubProcess

UPLOADS, ALARMS, PHONES = 50, 200, 20
PIECE, CLIP = 30_000, 240_000
BROKEN = (OSError, http.client.HTTPException, ssl.SSLError)
DEADLINE = 240


class Phone(threading.Thread):
    """Works through alarms and clips; what the hub acknowledged goes to its own list."""

    def __init__(self, hub, token, alarms, clips):
        super().__init__(daemon=True)
        self.client = Client(hub.port, hub.fingerprint)
        self.client.token = token
        self.alarms, self.clips = alarms, clips
        self.acknowledged_alarms = set()
        self.acknowledged_bytes = {}  # recording → offset of the newest 204
        self.fault = None
        self.give_up_at = time.monotonic() + DEADLINE

    def run(self):
        try:
            for index, sos in enumerate(self.alarms):
                self.insist(lambda sos=sos: self.send_alarm(sos))
                if index < len(self.clips):
                    self.insist(lambda sos=sos, clip=self.clips[index]: self.send_clip(sos, *clip))
        except Exception as fault:
            self.fault = fault

    def insist(self, step):
        while True:
            try:
                return step()
            except BROKEN:
                if time.monotonic() > self.give_up_at:
                    raise
                time.sleep(0.05)  # a phone's pause before it tries again

    def send_alarm(self, sos):
        answer = self.client.raise_sos(sos)
        if answer.status == 503:
            raise OSError("not now")
        assert answer.status in (200, 201), answer
        if sos in self.acknowledged_alarms:
            assert answer.status == 200, "an acknowledged alarm is known"
        self.acknowledged_alarms.add(sos)

    def send_clip(self, sos, recording, data):
        answer = self.client.create_upload(sos, recording, len(data))
        assert answer.status == 201, answer
        location = answer.headers["Location"]
        offset = self.client.upload_offset(location)
        assert offset >= self.acknowledged_bytes.get(recording, 0), "acknowledged bytes are there"
        while offset < len(data):
            answer = self.client.append(location, offset, data[offset:offset + PIECE])
            assert answer.status == 204, answer
            offset = self.acknowledged_bytes[recording] = int(answer.headers["Upload-Offset"])


def sign_in(hub):
    """One officer a phone."""
    database = sqlite3.connect(f"file:{hub.data}/hub.db?mode=ro", uri=True)
    officers = "select p.nrp from person p join role_grant g on g.person = p.id where g.role = 'officer' order by p.nrp"
    logins = [row[0] for row in database.execute(officers)]
    database.close()
    tokens = []
    for login in logins[:PHONES]:
        client = Client(hub.port, hub.fingerprint)
        assert client.sign_in(login, "siaga-demo").status == 201
        client.close()
        tokens.append(client.token)
    return tokens


def one_round(hub, tokens, chance):
    clips = [(make_id(), os.urandom(CLIP)) for _ in range(UPLOADS)]
    alarms = [make_id() for _ in range(ALARMS)]
    phones = [Phone(hub, tokens[i], alarms[i::PHONES], clips[i::PHONES]) for i in range(PHONES)]
    for phone in phones:
        phone.start()
    restarts = []
    while any(phone.is_alive() for phone in phones):
        reached = random_moment(phones, chance)
        if not reached:
            break
        hub.kill()
        begun = time.monotonic()
        hub.start()
        restarts.append(time.monotonic() - begun)
        if len(restarts) == 3:
            break
    for phone in phones:
        phone.join()
        if phone.fault:
            raise phone.fault
    return phones, dict(clips), restarts


def random_moment(phones, chance):
    """Waits until the phones have done a random share of what is left; false when they are through."""
    def done():
        return sum(len(phone.acknowledged_alarms) + sum(phone.acknowledged_bytes.values()) / PIECE for phone in phones)
    all_of_it = ALARMS + UPLOADS * CLIP / PIECE
    target = done() + (all_of_it - done()) * chance.uniform(0.1, 0.5)
    while done() < target:
        if not any(phone.is_alive() for phone in phones):
            return False
        time.sleep(0.004)
    return True


def remembered(phones, clips):
    """Of a round: what was acknowledged, and of each clip its length and digest. The bytes of 300 rounds are gigabytes."""
    alarms = set().union(*(phone.acknowledged_alarms for phone in phones))
    return alarms, {each: (len(data), hashlib.sha256(data).digest()) for each, data in clips.items()}


def check(hub, rounds):
    """Against the closed database: each acknowledged thing once, in table and journal, the journal without gaps."""
    database = sqlite3.connect(f"file:{hub.data}/hub.db?mode=ro", uri=True)
    assert database.execute("pragma integrity_check").fetchone() == ("ok",)
    count, last = database.execute("select count(*), max(seq) from journal").fetchone()
    assert count == last, "the journal has no gaps"
    raised = [row[0].hex() for row in database.execute("select subject from journal where kind = 'sos.raised'")]
    kept = {row[0].hex() for row in database.execute("select id from sos")}
    finished = [row[0] for row in database.execute("select json_extract(body, '$.recording') from journal "
                                                   "where kind = 'recording.finished'")]
    hashes = {row[0].hex(): row[1:] for row in database.execute("select id, size, sha256, state from recording")}
    assert len(raised) == len(set(raised)) and set(raised) == kept, "no alarm is there twice"
    assert len(finished) == len(set(finished)), "no recording is finished twice"
    for alarms, clips in rounds:
        missing = {sos.replace("-", "") for sos in alarms} - kept
        assert not missing, f"acknowledged and lost: {missing}"
        for recording, (length, digest) in clips.items():
            size, sha256, state = hashes[recording.replace("-", "")]
            assert (size, state, recording in finished) == (length, "finished", True), recording
            file = hub.data / "media" / recording[-2:] / recording
            assert sha256 == digest == hashlib.sha256(file.read_bytes()).digest(), recording
    database.close()


def main():
    program, wanted = sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 10
    chance = random.Random(int(os.environ.get("SIAGA_SEED", "1")))
    rounds, restarts = [], []
    with HubProcess(program) as hub:
        tokens = sign_in(hub)
        for number in range(wanted):
            phones, clips, each = one_round(hub, tokens, chance)
            rounds.append(remembered(phones, clips))
            restarts += each
            print(f"round {number + 1}: killed {len(each)} times", flush=True)
        assert hub.stop() == 0
        check(hub, rounds)
    assert len(restarts) >= wanted, "the hub was killed in the middle of it"
    print(f"{wanted} rounds, {len(restarts)} kills: nothing acknowledged was lost or doubled; the longest restart took "
          f"{max(restarts):.2f} s")


if __name__ == "__main__":
    main()
