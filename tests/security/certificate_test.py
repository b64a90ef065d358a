#!/usr/bin/python3
"""The operator's certificate under a running hub, seen from outside: exchanged files are shown within ten seconds, at once
after SIGHUP; who is connected stays connected; a pair that doesn't belong together changes nothing and is logged.
The hub's own is exchanged by siaga-hub rotate-certificate.
   certificate_test.py SIAGA_HUB"""
import asyncio
import datetime
import hashlib
import json
import re
import shutil
import signal
import ssl
import subprocess
import sys
import tempfile
import time

import websockets

from hub_programs import Authority, Client, HubProcess

DEADLINE = 30


def shown(hub):
    """SHA-256 of what a new connection sees."""
    return hashlib.sha256(ssl.PEM_cert_to_DER_cert(ssl.get_server_certificate(("127.0.0.1", hub.port)))).hexdigest()


def digest(certificate):
    return hashlib.sha256(ssl.PEM_cert_to_DER_cert(certificate.read_text().split("-----END")[0] +
                                                   "-----END CERTIFICATE-----\n")).hexdigest()


def until(what, condition):
    give_up = time.monotonic() + DEADLINE
    while not condition():
        assert time.monotonic() < give_up, f"waited in vain: {what}\n"
        time.sleep(0.1)  # between two looks at a condition


def put(pair, into):
    for source, target in zip(pair, into):
        shutil.copyfile(source, target)


async def heartbeat(socket):
    while True:
        frame = json.loads(await asyncio.wait_for(socket.recv(), DEADLINE))
        if "heartbeat" in frame:
            return frame["heartbeat"]


async def walk(hub, authority, folder, files):
    desk = Client(hub.port, hub.fingerprint)
    assert desk.sign_in("pengawas@contoh.id", "siaga-demo").status == 201
    cursor = desk.request("GET", "/api/v1/snapshot").json()["as_of"]
    async with websockets.connect(desk.feed_address(cursor), ssl=desk.tls(), open_timeout=DEADLINE,
                                  extra_headers={"Authorization": f"Bearer {desk.token}"}) as socket:
        expires = datetime.datetime.fromisoformat((await heartbeat(socket))["certificate_expires_at"].replace("Z", "+00:00"))
        left = expires - datetime.datetime.now(datetime.timezone.utc)
        assert 28 < left.days < 31, left

        second = authority.issue("second", days=11)
        put(second, files)
        await asyncio.to_thread(until, "the new one within ten seconds", lambda: shown(hub) == digest(second[0]))
        assert desk.request("GET", "/api/v1/snapshot").status == 200, "over the connection that was open"
        while True:
            expires = datetime.datetime.fromisoformat(
                (await heartbeat(socket))["certificate_expires_at"].replace("Z", "+00:00"))
            if (expires - datetime.datetime.now(datetime.timezone.utc)).days < 12:
                break

        third = authority.issue("third")
        shutil.copyfile(third[0], files[0])  # its key hasn't come yet
        hub.process.send_signal(signal.SIGHUP)
        await asyncio.to_thread(until, "a word in the log", lambda: "certificate.refused" in hub.read_log())
        assert shown(hub) == digest(second[0]), "half a pair changes nothing"
        put(third, files)
        hub.process.send_signal(signal.SIGHUP)
        await asyncio.to_thread(until, "the third, after SIGHUP", lambda: shown(hub) == digest(third[0]))
        await heartbeat(socket)  # still the first connection

    trusting = ssl.create_default_context(cafile=authority.certificate)  # chain, name and dates are right to others, too
    fresh = Client(hub.port, ":".join(f"{byte:02X}" for byte in bytes.fromhex(digest(third[0]))))
    fresh.tls = lambda: trusting
    assert fresh.request("GET", "/healthz").status == 200
    metrics = fresh.request("GET", "/metrics").body.decode()
    ends = int(next(line for line in metrics.splitlines() if line.startswith("siaga_certificate_expires_seconds")).split()[1])
    assert 28 * 86400 < ends - time.time() < 31 * 86400, ends


def exchange_its_own():
    """A hub that made its own: another one by command, both fingerprints told, while it is stopped and not before."""
    with HubProcess(sys.argv[1]) as hub:
        before = hub.fingerprint
        command = [sys.argv[1], "rotate-certificate", "--data", hub.data]
        refused = subprocess.run(command, capture_output=True, text=True, check=False)
        assert refused.returncode == 2 and not refused.stdout, refused  # it runs
        assert hub.stop() == 0
        hub.start()
        assert hub.fingerprint == before
        assert hub.stop() == 0
        told = subprocess.run(command, capture_output=True, text=True, check=True).stdout
        old, new = re.findall(r"(?:[0-9A-F]{2}:){31}[0-9A-F]{2}", told)
        hub.start()
        assert (old, new) == (before, hub.fingerprint) and old != new, told
        assert hub.stop() == 0


def main():
    with tempfile.TemporaryDirectory() as folder:
        authority = Authority(folder)
        first = authority.issue("first")
        files = (authority.folder / "cert.pem", authority.folder / "key.pem")
        put(first, files)
        hub = HubProcess(sys.argv[1], options=["--cert", files[0], "--key", files[1]])
        with hub:
            asyncio.run(walk(hub, authority, folder, files))
            assert hub.stop() == 0, "SIGTERM ends with 0"
    exchange_its_own()
    print("certificate: ok")


if __name__ == "__main__":
    main()
