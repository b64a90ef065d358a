#!/usr/bin/python3
"""siaga-hub backup, restore and verify as programs, held against an oracle that knows the rules alone: 2000 alarms and
twenty uploads grow while a backup is made, and it has all that was acknowledged before it began; full and read-only
sticks; a backup that is killed or stopped; damage. Where nothing can be mounted it does the rest and is told as skipped.
backup_test.py SIAGA_HUB"""
import hashlib
import json
import os
import pathlib
import re
import shutil
import signal
import sqlite3
import struct
import subprocess
import sys
import tempfile
import threading
import time

sys.path.insert(0, str(pathlib.Path(__file__).parent.parent / "support"))
import may_mount  # noqa: E402
from client import Client, make_id  # noqa: E402
from hub_process import HubProcess  # noqa: E402

ALARMS, UPLOADS, CLIP, PIECE = 2000, 20, 3_000_000, 50_000
DEADLINE = 240


# The oracle: what a backup must be, by the words of backup_command.h and design.md, with sqlite3 and hashlib alone ------
def digest(path):
    return hashlib.sha256(path.read_bytes()).hexdigest()


def check_journal(rows):
    for expected, row in enumerate(rows, start=1):
        seq, at, actor, behalf, kind, subject, unit, body, salt, commitment, leaf = row
        assert seq == expected, f"event {seq} where {expected} should be"
        assert hashlib.sha256(salt + body.encode()).digest() == commitment, f"commitment of {seq}"
        data = (b"siaga-leaf-v1" + struct.pack(">Qq", seq, at) + actor + (behalf or bytes(16)) +
                struct.pack(">H", len(kind)) + kind.encode() + subject + unit + commitment)
        assert hashlib.sha256(b"\0" + data).digest() == leaf, f"leaf of {seq}"


def check_backup(backup):
    """Gives its manifest and its recordings (id → state, size, bytes) when everything is right."""
    text = (backup / "manifest.json").read_bytes()
    subprocess.run(["sha256sum", "--quiet", "-c", "manifest.json.sha256"], cwd=backup, check=True)
    manifest = json.loads(text)
    listed = {file["path"]: file for file in manifest["files"]}
    there = {str(path.relative_to(backup)) for path in backup.rglob("*") if path.is_file()}
    assert there == set(listed) | {"manifest.json", "manifest.json.sha256"}, there ^ set(listed)
    for name, file in listed.items():
        assert ((backup / name).stat().st_size, digest(backup / name)) == (file["size"], file["sha256"]), name
    database = sqlite3.connect(f"file:{backup}/hub.db?mode=ro&immutable=1", uri=True)
    assert database.execute("pragma integrity_check").fetchall() == [("ok",)]
    assert database.execute("pragma foreign_key_check").fetchall() == []
    check_journal(database.execute("select seq, at, actor, on_behalf_of, kind, subject, unit, body, salt, commitment, leaf "
                                   "from journal order by seq"))
    facts = (database.execute("select value from meta where key = 'epoch'").fetchone()[0],
             database.execute("select max(seq) from journal").fetchone()[0],
             database.execute("pragma user_version").fetchone()[0])
    assert facts == (manifest["epoch"], manifest["last_seq"], manifest["schema"])
    assert database.execute("select count(*) from session").fetchone() == (0,)
    recordings = {}
    for number, state, size, sha256 in database.execute("select id, state, size, sha256 from recording"):
        name = f"{number[:4].hex()}-{number[4:6].hex()}-{number[6:8].hex()}-{number[8:10].hex()}-{number[10:].hex()}"
        path = backup / "media" / name[-2:] / name
        content = path.read_bytes() if size else b""
        assert len(content) == size, name
        assert state == "growing" or hashlib.sha256(content).digest() == sha256, name
        recordings[name] = (state, size, content)
    database.close()
    return manifest, recordings


def holds_no_secrets(folder, secrets):
    for path in folder.rglob("*"):
        if path.is_file():
            content = path.read_bytes()
            assert not any(secret in content for secret in secrets), f"a secret in {path.name}"
    names = {path.name for path in folder.rglob("*")}
    assert not names & {"tls", "key.pem", "cert.pem", "first-start-code", "lock", "reserve"}, names


# The program ------------------------------------------------------------------------------------------------------------
def run(*arguments, code=0):
    done = subprocess.run([str(part) for part in arguments], capture_output=True, text=True, timeout=DEADLINE)
    assert done.returncode == code, f"{arguments}: {done.returncode} instead of {code}\n{done.stdout}{done.stderr}"
    return done


def backup_of(program, hub, stick, code=0):
    run(program, "backup", "--data", hub.data, "--to", stick, "--quiet", code=code)
    return sorted(path for path in stick.iterdir() if path.name[0] != ".")[-1] if code == 0 else None


class Officer(threading.Thread):
    """Raises alarms and lets one recording grow; knows what was acknowledged."""

    def __init__(self, hub, login, alarms, upload):
        super().__init__(daemon=True)
        self.client = Client(hub.port, hub.fingerprint)
        assert self.client.sign_in(login, "siaga-demo").status == 201
        self.alarms, self.raised, self.fault = alarms, [], None
        self.recording, self.clip, self.acknowledged = make_id(), os.urandom(CLIP if upload else 0), 0

    def run(self):
        try:
            location = None
            for _ in range(self.alarms):
                sos = make_id()
                answer = self.client.raise_sos(sos)
                assert answer.status == 201, answer
                self.raised.append(sos)
                if self.clip and location is None:
                    created = self.client.create_upload(sos, self.recording, len(self.clip))
                    assert created.status == 201, created
                    location = created.headers["Location"]
                if location and self.acknowledged < len(self.clip):
                    answer = self.client.append(location, self.acknowledged,
                                                self.clip[self.acknowledged:self.acknowledged + PIECE])
                    assert answer.status == 204, answer
                    self.acknowledged = int(answer.headers["Upload-Offset"])
        except Exception as fault:
            self.fault = fault


def officers_of(hub, count):
    with sqlite3.connect(f"file:{hub.data}/hub.db?mode=ro", uri=True) as database:
        logins = [row[0] for row in database.execute(
            "select v.nrp from role_grant g join person p on p.id = g.person join person_version v on v.version = p.version "
            "where g.role = 'officer' order by v.nrp")]
    return logins[10:10 + count]


def under_load(program, hub, stick):
    each = ALARMS // UPLOADS
    officers = [Officer(hub, login, each, True) for login in officers_of(hub, UPLOADS)]
    for officer in officers:
        officer.start()
    made = 0
    while any(officer.is_alive() for officer in officers):
        raised = [sos for officer in officers for sos in list(officer.raised)]
        bytes_before = {officer.recording: officer.acknowledged for officer in officers}
        backup = backup_of(program, hub, stick)
        _, recordings = check_backup(backup)
        with sqlite3.connect(f"file:{backup}/hub.db?mode=ro&immutable=1", uri=True) as database:
            stored = {row[0].hex() for row in database.execute("select id from sos")}
        lost = [sos for sos in raised if sos.replace("-", "") not in stored]
        assert not lost, f"{len(lost)} acknowledged alarms aren't in the backup"
        for officer in officers:
            if not bytes_before[officer.recording]:
                continue
            _, size, content = recordings[officer.recording]
            assert size >= bytes_before[officer.recording], "acknowledged bytes are in it"
            assert content == officer.clip[:size]
        made += 1
    for officer in officers:
        officer.join()
        if officer.fault:
            raise officer.fault
        assert len(officer.raised) == each
    run(program, "verify", "--data", hub.data, "--quiet")
    return made, [hashlib.sha256(officer.client.token.encode()).digest() for officer in officers]


def small_disk(path, size):
    path.mkdir()
    run("mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", path)


def remount(path, option):
    """By that option alone: those that stand in /proc/mounts name a user whom a namespace doesn't know."""
    run("mount", "--options-mode", "ignore", "-o", f"remount,{option}", path)


def full_and_read_only(program, hub, scratch):
    stick = scratch / "stick"
    small_disk(stick, "64m")
    try:
        # Without room for all of it, with room for the database alone, and with hardly any.
        for size in ("20m", "8m", "2m", "64k"):
            remount(stick, f"size={size}")
            done = run(program, "backup", "--data", hub.data, "--to", stick, "--quiet", code=3)
            assert "penuh" in done.stderr and "full" in done.stderr, done.stderr
            assert list(stick.iterdir()) == [], "nothing half stays"
        remount(stick, "size=256m")
        kept = backup_of(program, hub, stick)
        used = os.statvfs(stick)
        remount(stick, f"size={(used.f_blocks - used.f_bfree) * used.f_frsize + (1 << 20)}")
        run(program, "backup", "--data", hub.data, "--to", stick, "--quiet", code=3)
        assert list(stick.iterdir()) == [kept], "the earlier one is as it was"
        check_backup(kept)
        remount(stick, "ro")
        done = run(program, "backup", "--data", hub.data, "--to", stick, "--quiet", code=2)
        assert "read-only" in done.stderr, done.stderr
        run(program, "verify", "--backup", kept, "--quiet")
        run(program, "restore", "--from", kept, "--data", scratch / "from-read-only", "--quiet")
    finally:
        run("umount", "-l", stick)
    return "refused room four times, kept the earlier backup, restored from a read-only stick"


def kept_back_disk_full(program, backup, scratch):
    disk = scratch / "small"
    small_disk(disk, "4m")
    try:
        done = run(program, "restore", "--from", backup, "--data", disk, "--quiet", code=3)
        assert "penuh" in done.stderr and list(disk.iterdir()) == [], (done.stderr, list(disk.iterdir()))
    finally:
        run("umount", "-l", disk)


def interrupted(program, hub, scratch, number):
    """Ended at many moments; what stays never looks whole, and the next backup is."""
    stick = scratch / f"interrupted-{number}"
    stick.mkdir()
    started = time.monotonic()
    check_backup(backup_of(program, hub, stick))
    whole = time.monotonic() - started
    shutil.rmtree(stick)
    stick.mkdir()
    ended = 0
    for moment in range(12):
        child = subprocess.Popen([program, "backup", "--data", hub.data, "--to", stick, "--quiet"],
                                 stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            child.wait(whole * moment / 12)
        except subprocess.TimeoutExpired:
            child.send_signal(number)
        code = child.wait(DEADLINE)
        if code == 0:
            break
        ended += 1
        assert code in ((-signal.SIGKILL,) if number == signal.SIGKILL else (130, -number)), code  # -: before it began
        left = {path.name for path in stick.iterdir()}
        if number == signal.SIGKILL and len(left) == 1 and ".partial" not in left:
            check_backup(stick / left.pop())  # killed between its name and its end: it is whole
            shutil.rmtree(stick)
            stick.mkdir()
        assert left <= ({".partial"} if number == signal.SIGKILL else set()), left
        if left and not (stick / ".partial" / "manifest.json").exists():  # else only its name was missing
            run(program, "restore", "--from", stick / ".partial", "--data", scratch / "never", "--quiet", code=2)
            run(program, "verify", "--backup", stick / ".partial", "--quiet", code=2)
            assert not (scratch / "never").exists()
    for path in list(stick.iterdir()):
        if path.name != ".partial":
            shutil.rmtree(path)
    check_backup(backup_of(program, hub, stick))
    assert not (stick / ".partial").exists()
    return ended


def damage(program, backup, scratch):
    manifest, recordings = check_backup(backup)
    name = next(path for path in (file["path"] for file in manifest["files"]) if path.startswith("media/"))

    def flip(path, at):
        with open(path, "r+b") as file:
            file.seek(at)
            byte = file.read(1)[0]
            file.seek(at)
            file.write(bytes([byte ^ 0x10]))

    places = [(name, 0), (name, 1000), ("manifest.json", 30), ("manifest.json", 200), ("manifest.json.sha256", 5)]
    places += [("hub.db", at) for at in range(0, (backup / "hub.db").stat().st_size, 700_001)]
    for file, at in places:
        copy = scratch / "damaged"
        shutil.copytree(backup, copy)
        flip(copy / file, at)
        done = run(program, "verify", "--backup", copy, "--quiet", code=1)
        assert file.split("/")[-1].removesuffix(".sha256") in done.stdout, (file, at, done.stdout)
        done = run(program, "restore", "--from", copy, "--data", scratch / "never", "--quiet", code=1)
        assert file.split("/")[-1].removesuffix(".sha256") in done.stderr, (file, at, done.stderr)
        assert not (scratch / "never").exists()
        shutil.rmtree(copy)
    return len(places)


def restored(program, backup, scratch, secrets):
    """Elsewhere, and it serves."""
    data = scratch / "restored"
    run(program, "restore", "--from", backup, "--data", data, "--quiet")
    run(program, "verify", "--data", data, "--quiet")
    holds_no_secrets(data / "media", secrets)
    manifest, recordings = check_backup(backup)
    run(program, "restore", "--from", backup, "--data", data, "--quiet", code=2)
    child = subprocess.Popen([program, "serve", "--data", data, "--listen", "127.0.0.1:0", "--keep-free", "1"],
                             stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    try:
        found = re.search(r":(\d+) sidik jari ([0-9A-F:]{95})", child.stdout.readline())
        desk = Client(int(found[1]), found[2])
        assert desk.sign_in("pengawas@contoh.id", "siaga-demo").status == 201
        as_of = desk.request("GET", "/api/v1/snapshot").json()["as_of"]
        assert as_of.split(":")[0] != manifest["epoch"]
        name, (_, size, content) = max(recordings.items(), key=lambda entry: entry[1][1])
        answer = desk.request("GET", f"/api/v1/recordings/{name}/content", headers={"Range": f"bytes=0-{size - 1}"})
        assert answer.status == 206 and answer.body == content, answer
    finally:
        child.send_signal(signal.SIGTERM)
        assert child.wait(30) == 0
        child.stdout.close()
    with sqlite3.connect(f"file:{data}/hub.db?mode=ro", uri=True) as database:
        at, body = database.execute("select seq, body from journal where kind = 'hub.restored'").fetchone()
    assert at == manifest["last_seq"] + 1
    assert json.loads(body) == {"epoch": manifest["epoch"], "last": manifest["last_seq"],
                                "backed_up_at": manifest["made_at"]}, body


def progress(program, hub, scratch):
    done = run(program, "backup", "--data", hub.data, "--to", scratch / "log")
    lines = done.stderr.splitlines()
    assert 2 <= len(lines) <= 30 and all(re.match(r"siaga-hub: .* \d+ % \(\d+/\d+ MB\)$", line) for line in lines), lines
    run(program, "backup", "--data", hub.data, code=2)
    run(program, "backup", "--data", scratch / "nowhere", "--to", scratch / "log", code=2)


def main():
    program, mounts = sys.argv[1], may_mount.enter()
    with tempfile.TemporaryDirectory(prefix="siaga-backup-") as folder, HubProcess(program) as hub:
        scratch = pathlib.Path(folder)
        stick = scratch / "backups"
        made, secrets = under_load(program, hub, stick)
        last = backup_of(program, hub, stick)
        holds_no_secrets(stick, secrets)
        with open(hub.data / "hub.db", "rb") as database, open(hub.data / "hub.db-wal", "rb") as wal:
            everything = database.read() + wal.read()
            assert all(secret in everything for secret in secrets), "the test looks for the right bytes"
        linked = sum(path.stat().st_nlink > 1 for path in last.rglob("*"))
        assert linked > 0, "the last backup shares files with the one before"
        progress(program, hub, scratch)
        told = "no disk was full"
        if mounts:
            told = full_and_read_only(program, hub, scratch)
            kept_back_disk_full(program, last, scratch)
        killed = interrupted(program, hub, scratch, signal.SIGKILL)
        stopped = interrupted(program, hub, scratch, signal.SIGINT)
        assert killed and stopped, "some were ended in between"
        damaged = damage(program, last, scratch)
        restored(program, last, scratch, secrets)
        assert hub.stop() == 0
        check_backup(backup_of(program, hub, scratch / "cold"))
        print(f"{made} backups under load; {told}; {killed} killed and {stopped} stopped ones left nothing whole; "
              f"{damaged} damages found")
    if not mounts:
        may_mount.skip()


if __name__ == "__main__":
    main()
