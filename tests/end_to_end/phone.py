"""A phone for end-to-end tests: speaks the hub's API with nothing but Python's library, and a link that can be cut."""

import base64
import json
import os
import socket
import ssl
import threading
import time
import urllib.error
import urllib.request
from datetime import datetime, timezone


def new_id():
    """A UUIDv7."""
    bits = bytearray(int(time.time() * 1000).to_bytes(6, "big") + os.urandom(10))
    bits[6] = bits[6] & 0x0F | 0x70
    bits[8] = bits[8] & 0x3F | 0x80
    text = bits.hex()
    return f"{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}"


def now():
    return datetime.now(timezone.utc).isoformat().replace("+00:00", "Z")


class Phone:
    def __init__(self, address, login="petugas@contoh.id", password="siaga-demo"):
        self.address = address
        self.trust = ssl.create_default_context()
        self.trust.check_hostname = False
        self.trust.verify_mode = ssl.CERT_NONE
        self.token = ""
        _, _, body = self.ask("POST", "/api/v1/sessions", {"login": login, "password": password, "console": "telepon"})
        self.token = json.loads(body)["token"]

    def ask(self, verb, target, body=None, headers=None):
        """(status, headers, body); a refusal is an answer too."""
        data = body if isinstance(body, (bytes, type(None))) else json.dumps(body).encode()
        request = urllib.request.Request(f"https://{self.address}{target}", data=data, method=verb)
        if data is not None and not isinstance(body, bytes):
            request.add_header("Content-Type", "application/json")
        if self.token:
            request.add_header("Authorization", f"Bearer {self.token}")
        for name, value in (headers or {}).items():
            request.add_header(name, value)
        try:
            with urllib.request.urlopen(request, context=self.trust, timeout=30) as answer:
                return answer.status, answer.headers, answer.read()
        except urllib.error.HTTPError as refused:
            return refused.code, refused.headers, refused.read()

    def raise_sos(self, position=(-6.9833, 110.4093)):
        sos, at = new_id(), now()
        status, _, body = self.ask("PUT", f"/api/v1/sos/{sos}", {
            "pressed_at": at, "sent_at": at, "drill": False,
            "position": {"lat": position[0], "lon": position[1], "accuracy_m": 5, "at": at}})
        assert status == 201, (status, body)
        return sos

    def begin_upload(self, sos, length, name="klip.mp4", kind="video/mp4"):
        """A recording of so many bytes, of which none is there yet; its id."""
        metadata = ",".join(f"{key} {base64.b64encode(value.encode()).decode()}"
                            for key, value in (("sos", sos), ("filename", name), ("filetype", kind)))
        status, headers, body = self.ask("POST", "/api/v1/uploads", b"", {
            "Tus-Resumable": "1.0.0", "Upload-Length": str(length), "Upload-Metadata": metadata})
        assert status == 201, (status, body)
        return headers["Location"].rsplit("/", 1)[1]

    def send(self, recording, content, offset=0):
        status, _, body = self.ask("PATCH", f"/api/v1/uploads/{recording}", content, {
            "Tus-Resumable": "1.0.0", "Upload-Offset": str(offset), "Content-Type": "application/offset+octet-stream"})
        assert status == 204, (status, body)

    def upload(self, sos, content, name="klip.mp4", kind="video/mp4"):
        """The whole recording in one piece; its id."""
        recording = self.begin_upload(sos, len(content), name, kind)
        self.send(recording, content)
        return recording


class Link:
    """A TCP link to `target` ("host:port") that can be cut and mended."""

    def __init__(self, target):
        host, port = target.rsplit(":", 1)
        self.target = (host, int(port))
        self.open = True
        self.ends = []
        self.guard = threading.Lock()
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.address = f"127.0.0.1:{self.listener.getsockname()[1]}"
        threading.Thread(target=self.accept, daemon=True).start()

    def accept(self):
        while True:
            try:
                near, _ = self.listener.accept()
            except OSError:
                return
            if not self.open:
                near.close()
                continue
            try:
                far = socket.create_connection(self.target)
            except OSError:
                near.close()
                continue
            with self.guard:
                self.ends += [near, far]
            for one, other in ((near, far), (far, near)):
                threading.Thread(target=self.carry, args=(one, other), daemon=True).start()

    @staticmethod
    def carry(one, other):
        try:
            while data := one.recv(65536):
                other.sendall(data)
        except OSError:
            pass
        for end in (one, other):
            try:
                end.shutdown(socket.SHUT_RDWR)
            except OSError:
                pass

    def cut(self):
        self.open = False
        with self.guard:
            ends, self.ends = self.ends, []
        for end in ends:
            try:
                end.shutdown(socket.SHUT_RDWR)
            except OSError:
                pass

    def mend(self):
        self.open = True

    def close(self):
        self.cut()
        self.listener.close()
