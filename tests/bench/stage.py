"""Where a benchmark takes place: a scratch folder on the build's disk, every process that was started, the hub, people
who talk to it, and what processes cost. leave() ends what is left."""

import json
import os
import re
import resource
import shutil
import signal
import socket
import ssl
import subprocess
import sys
import tempfile
import threading
import time
from datetime import datetime, timezone
from pathlib import Path

TREE = Path(__file__).resolve().parents[2]
BENCH = TREE / "tests" / "bench"
TICK = os.sysconf("SC_CLK_TCK")
sys.path.insert(0, str(TREE / "tests" / "end_to_end"))
import phone  # noqa: E402


def is_root():
    return os.geteuid() == 0


def wait(what, condition, seconds=60):
    until = time.monotonic() + seconds
    while True:
        value = condition()
        if value:
            return value
        if time.monotonic() > until:
            raise RuntimeError(f"waited in vain for: {what}")
        time.sleep(0.02)  # between two looks at a condition


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return listener.getsockname()[1]


def line_of(child, seconds=90):
    """The child's next line; it is killed when none comes."""
    guard = threading.Timer(seconds, child.kill)
    guard.start()
    try:
        line = child.stdout.readline()
    finally:
        guard.cancel()
    if not line:
        raise RuntimeError(f"no word from {Path(child.args[0]).name}")
    return line


class Stage:
    """Owner: one benchmark."""

    def __init__(self, binaries, name):
        self.bin = Path(binaries).resolve()
        folder = TREE / "build" / "bench"
        folder.mkdir(parents=True, exist_ok=True)
        folder.chmod(0o755)  # PostgreSQL's own user comes through here
        self.folder = Path(tempfile.mkdtemp(prefix=f"{name}-", dir=folder))
        self.folder.chmod(0o755)
        self.children = []
        soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
        resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
        self.environment = dict(
            os.environ, HOME=str(self.folder), XDG_CONFIG_HOME=str(self.folder / "config"),
            XDG_CACHE_HOME=str(self.folder / "cache"), XDG_STATE_HOME=str(self.folder / "state"),
            XDG_DATA_HOME=str(self.folder / "data"), SIAGA_AUDIO_SINK="fakesink", LANG="C.UTF-8")

    def __enter__(self):
        return self

    def __exit__(self, kind, value, trace):
        if kind is not None:
            for log in sorted(self.folder.glob("*.log")):
                words = log.read_text(errors="replace")[-1500:]
                if words:
                    print(f"--- {log.name}\n{words}", file=sys.stderr)
        self.leave()

    def start(self, name, command, **options):
        """A child; what it complains of goes to NAME.log, and so does what it says unless `stdout` is given."""
        with open(self.folder / f"{name}.log", "ab") as log:
            child = subprocess.Popen([str(part) for part in command], stderr=log, stdout=options.pop("stdout", log),
                                     env={**self.environment, **options.pop("env", {})}, **options)
        self.children.append(child)
        return child

    def talk(self, name, command, **options):
        """A child that is spoken to by lines."""
        return self.start(name, command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1, **options)

    def run(self, command, **options):
        options = {"timeout": 120, **options}
        done = subprocess.run([str(part) for part in command], env=self.environment, capture_output=True, text=True, **options)
        if done.returncode:
            raise RuntimeError(f"{command[0]} failed: {done.stderr[-800:]}{done.stdout[-400:]}")
        return done.stdout

    def stop(self, child, number=signal.SIGTERM, seconds=15):
        if child in self.children:
            self.children.remove(child)
        if child.poll() is None:
            child.send_signal(number)
            try:
                child.wait(seconds)
            except subprocess.TimeoutExpired:
                child.kill()
                child.wait()
        for pipe in (child.stdin, child.stdout):
            if pipe:
                try:
                    pipe.close()
                except OSError:
                    pass
        return child.returncode

    def leave(self):
        for child in list(reversed(self.children)):
            self.stop(child, signal.SIGTERM, 5)
        shutil.rmtree(self.folder, ignore_errors=True)

    def certificate(self):
        """(certificate, key) for the peers: of the kind that the hub makes for itself."""
        files = self.folder / "peer.crt", self.folder / "peer.key"
        if not files[0].exists():
            self.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes",
                      "-days", "2", "-subj", "/CN=localhost", "-addext", "subjectAltName=IP:127.0.0.1", "-out", files[0],
                      "-keyout", files[1]])
            files[1].chmod(0o644)
        return files


class Hub:
    """siaga-hub serve with the demonstration organisation, or on `data` as it is."""

    def __init__(self, stage, data=None):
        self.stage = stage
        self.data = data or stage.folder / "hub"
        if data is None:
            stage.run([stage.bin / "siaga-hub", "demo", "--data", self.data])
        self.process = stage.start("hub", [stage.bin / "siaga-hub", "serve", "--data", self.data, "--listen", "127.0.0.1:0",
                                           "--log-level", "warning", "--session-rate", "1000000"], stdout=subprocess.PIPE, text=True)
        ready = line_of(self.process)
        self.port = int(re.search(r"127\.0\.0\.1:(\d+)", ready).group(1))
        self.fingerprint = re.search(r"([0-9A-F]{2}:){31}[0-9A-F]{2}", ready).group(0)
        self.address = f"127.0.0.1:{self.port}"

    def person(self, login):
        line = Line(self.port)
        line.sign_in(login)
        return line

    def officers(self, count):
        """The first invented officers, by NRP."""
        organisation = json.loads((TREE / "resources/demo/organisation.json").read_text())
        return [one["nrp"] for one in organisation["people"] if one["role"] == "officer" and one.get("nrp")][:count]


class Line:
    """One person's kept-alive HTTPS connection; requests are made of bytes beforehand, so that sending costs nothing."""

    def __init__(self, port, tls=True):
        raw = socket.create_connection(("127.0.0.1", port), 60)
        raw.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        if tls:
            trust = ssl.create_default_context()
            trust.check_hostname = False
            trust.verify_mode = ssl.CERT_NONE
            raw = trust.wrap_socket(raw)
        self.socket = raw
        self.token = ""

    def sign_in(self, login, password="siaga-demo"):
        status, body = self.ask("POST", "/api/v1/sessions", {"login": login, "password": password, "console": "BENCH"})
        assert status == 201, (status, body)
        self.token = json.loads(body)["token"]

    def request(self, verb, target, body=None):
        data = b"" if body is None else json.dumps(body).encode()
        head = f"{verb} {target} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: {len(data)}\r\n"
        if body is not None:
            head += "Content-Type: application/json\r\n"
        if self.token:
            head += f"Authorization: Bearer {self.token}\r\n"
        return (head + "\r\n").encode() + data

    def send(self, request):
        self.socket.sendall(request)

    def answer(self):
        """(status, body)"""
        got = b""
        while b"\r\n\r\n" not in got:
            got += self.more()
        head, body = got.split(b"\r\n\r\n", 1)
        length = re.search(rb"(?i)\r\ncontent-length: *(\d+)", head)
        while length and len(body) < int(length.group(1)):
            body += self.more()
        return int(head.split()[1]), body

    def more(self):
        piece = self.socket.recv(65536)
        if not piece:
            raise RuntimeError("the other side has gone")
        return piece

    def ask(self, verb, target, body=None):
        self.send(self.request(verb, target, body))
        return self.answer()

    def sos_request(self, position=(-6.9833, 110.4093)):
        """(id, bytes) of a new alarm."""
        sos, at = phone.new_id(), datetime.now(timezone.utc).isoformat().replace("+00:00", "Z")
        return sos, self.request("PUT", f"/api/v1/sos/{sos}", {
            "pressed_at": at, "sent_at": at, "drill": False,
            "position": {"lat": position[0], "lon": position[1], "accuracy_m": 5, "at": at}})

    def raise_sos(self):
        sos, request = self.sos_request()
        self.send(request)
        status, body = self.answer()
        assert status == 201, (status, body)
        return sos

    def obey(self, sos, verb, **more):
        status, body = self.ask("POST", f"/api/v1/sos/{sos}/{verb}", {"command": phone.new_id(), "console": "BENCH", **more})
        assert status in (200, 201), (verb, status, body)


def tree_of(pid):
    """The process and all below it."""
    parents = {}
    for entry in os.listdir("/proc"):
        if entry.isdigit():
            try:
                parents[int(entry)] = int(Path(f"/proc/{entry}/stat").read_text().rsplit(")", 1)[1].split()[1])
            except (OSError, IndexError):
                continue
    found = [pid]
    for one in found:
        found += [child for child, parent in parents.items() if parent == one]
    return found


def cpu_seconds(pids):
    total = 0
    for pid in pids:
        try:
            fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
            total += int(fields[11]) + int(fields[12])
        except OSError:
            continue
    return total / TICK


def pss_bytes(pids):
    total = 0
    for pid in pids:
        try:
            total += int(re.search(r"^Pss:\s+(\d+)", Path(f"/proc/{pid}/smaps_rollup").read_text(), re.M).group(1)) * 1024
        except (OSError, AttributeError):
            continue
    return total


def wakeups(pids):
    """Voluntary context switches so far: how often a thread had waited and went on."""
    total = 0
    for pid in pids:
        for status in Path(f"/proc/{pid}/task").glob("*/status"):
            try:
                total += int(re.search(r"^voluntary_ctxt_switches:\s+(\d+)", status.read_text(), re.M).group(1))
            except (OSError, AttributeError):
                continue
    return total


def after(seconds):
    """A condition that holds once so much time has passed: for what is measured over a span of time."""
    until = time.monotonic() + seconds
    return lambda: time.monotonic() >= until
