#!/usr/bin/python3
"""slowhttptest (Debian) holds as many connections as it can, by slow headers, slow bodies, ranges and slow reading. All the
while the hub answers somebody from another address: /healthz and an alarm, each within its limit.
   slow_clients.py SIAGA_HUB [SECONDS]      SECONDS for each kind (60)"""
import http.client
import os
import shutil
import subprocess
import sys
import tempfile
import time

from hub_programs import Client, HubProcess, make_id

CONNECTIONS = 2000  # more than one address may have
HOLDING = {"slow headers", "slow bodies"}  # the others' requests are answered, and closed
MOST_HELD_AT_LEAST = 100
HEALTH_WITHIN, ALARM_WITHIN = 2.0, 2.0  # seconds
KINDS = {
    "slow headers": ["-H", "-i", "5", "-x", "24", "-t", "GET"],
    "slow bodies": ["-B", "-i", "5", "-s", "8192", "-x", "10", "-t", "POST", "-f", "application/json"],
    "ranges": ["-R", "-a", "10", "-b", "3000", "-t", "HEAD"],
    "slow reading": ["-X", "-w", "10", "-y", "20", "-n", "5", "-z", "32", "-k", "3"],
}


class OtherAddress(Client):
    """The same machine, another address: limits by address are the attacker's alone."""

    def _connect(self):
        connection = http.client.HTTPSConnection(self.host, self.port, context=self.tls(), timeout=30,
                                                 source_address=("127.0.0.2", 0))
        connection.connect()
        return connection


def attack(kind, hub, seconds):
    return subprocess.Popen(["slowhttptest", *KINDS[kind], "-c", str(CONNECTIONS), "-r", "200", "-l", str(seconds), "-p", "5",
                             "-u", f"https://127.0.0.1:{hub.port}/api/v1/sessions"],
                            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def held(hub):
    """Connections that the hub has open, as the kernel counts its descriptors."""
    links = (entry for entry in os.listdir(f"/proc/{hub.process.pid}/fd"))
    return sum(is_socket(f"/proc/{hub.process.pid}/fd/{entry}") for entry in links)


def is_socket(path):
    try:
        return os.readlink(path).startswith("socket:")
    except OSError:  # closed meanwhile
        return False


def timed(ask, wanted):
    begun = time.monotonic()
    answer = ask()
    assert answer.status in wanted, answer
    return time.monotonic() - begun


def stand(kind, hub, officer, seconds):
    """The longest waits while the attack runs; new connections each time, as somebody has who just comes."""
    health, alarm, asked, most_held, begun = 0.0, 0.0, 0, 0, time.monotonic()
    attacker = attack(kind, hub, seconds)
    try:
        while time.monotonic() < begun + seconds:
            if attacker.poll() is not None:  # its connections were all answered and closed
                attacker = attack(kind, hub, seconds)
            stranger = OtherAddress(hub.port, hub.fingerprint)
            health = max(health, timed(lambda: stranger.request("GET", "/healthz"), {200}))
            stranger.close()
            officer.close()
            alarm = max(alarm, timed(lambda: officer.raise_sos(make_id()), {201}))
            asked += 1
            most_held = max(most_held, held(hub))
            time.sleep(0.2)  # the pace of the questions, not a wait for anything
    finally:
        attacker.kill()
        attacker.wait()
    print(f"{kind}: up to {most_held} connections held, /healthz within {health * 1000:.0f} ms, an alarm within "
          f"{alarm * 1000:.0f} ms ({asked} times)", flush=True)
    assert most_held >= MOST_HELD_AT_LEAST or kind not in HOLDING, f"{kind}: that was no attack"
    assert health <= HEALTH_WITHIN and alarm <= ALARM_WITHIN, kind


def main():
    if not shutil.which("slowhttptest"):
        print("slowhttptest is missing")
        sys.exit(77)
    seconds = int(sys.argv[2]) if len(sys.argv) > 2 else 60
    with tempfile.TemporaryDirectory(), HubProcess(sys.argv[1]) as hub:
        officer = OtherAddress(hub.port, hub.fingerprint)
        assert officer.sign_in("petugas@contoh.id", "siaga-demo").status == 201
        for kind in KINDS:
            stand(kind, hub, officer, seconds)
        assert hub.stop() == 0, "SIGTERM ends with 0"


if __name__ == "__main__":
    main()
