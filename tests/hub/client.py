"""A client of the hub written from openapi.yaml and feed.md alone: HTTP, tus and the feed. Python's standard library,
and python3-websockets for the feed."""
import base64
import datetime
import hashlib
import http.client
import json
import os
import socket
import ssl
import time
import uuid


def make_id():
    """UUIDv7, as whoever creates a thing gives it."""
    number = (int(time.time() * 1000) << 80) | int.from_bytes(os.urandom(10), "big")
    number = number & ~(0xF << 76) | 0x7 << 76
    number = number & ~(0x3 << 62) | 0x2 << 62
    return str(uuid.UUID(int=number))


def now():
    return datetime.datetime.now(datetime.timezone.utc).isoformat(timespec="microseconds").replace("+00:00", "Z")


class Answer:
    def __init__(self, status, headers, body):
        self.status = status
        self.headers = headers
        self.body = body

    def json(self):
        return json.loads(self.body)

    def __repr__(self):
        return f"<{self.status} {dict(self.headers)} {self.body[:300]!r}>"


class Client:
    """One person at one device; one connection at a time."""

    def __init__(self, port, fingerprint, host="127.0.0.1"):
        self.host, self.port, self.fingerprint = host, port, fingerprint
        self.token = None
        self.connection = None

    def _connect(self):
        connection = http.client.HTTPSConnection(self.host, self.port, context=self.tls(), timeout=30)
        connection.connect()
        connection.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        shown = hashlib.sha256(connection.sock.getpeercert(binary_form=True)).hexdigest().upper()
        if shown != self.fingerprint.replace(":", ""):
            raise ssl.SSLError("this isn't the hub whose fingerprint was pinned")
        return connection

    def tls(self):
        """No authority is asked: the fingerprint is compared instead."""
        context = ssl.create_default_context()
        context.check_hostname = False
        context.verify_mode = ssl.CERT_NONE
        return context

    def close(self):
        if self.connection:
            self.connection.close()
        self.connection = None

    def request(self, verb, path, body=None, headers=None):
        headers = dict(headers or {})
        if self.token and "Authorization" not in headers:
            headers["Authorization"] = f"Bearer {self.token}"
        if isinstance(body, (dict, list)):
            body = json.dumps(body).encode()
            headers.setdefault("Content-Type", "application/json")
        if not self.connection:
            self.connection = self._connect()
        try:
            self.connection.request(verb, path, body=body, headers=headers)
            response = self.connection.getresponse()
            return Answer(response.status, response.headers, response.read())
        except BaseException:
            self.close()
            raise

    def sign_in(self, login, password, console="python"):
        answer = self.request("POST", "/api/v1/sessions", {"login": login, "password": password, "console": console})
        if answer.status == 201:
            self.token = answer.json()["token"]
        return answer

    def raise_sos(self, sos, position=None, drill=False):
        body = {"pressed_at": now(), "sent_at": now(), "drill": drill, "position": position}
        return self.request("PUT", f"/api/v1/sos/{sos}", body)

    def command(self, path, **members):
        return self.request("POST", path, {"command": make_id(), "console": "python", **members})

    # tus 1.0

    def create_upload(self, sos, recording=None, length=None, file_name="clip.mp4", file_type="video/mp4", body=None):
        metadata = {"sos": sos, "filename": file_name, "filetype": file_type}
        if recording:
            metadata["id"] = recording
        headers = {"Tus-Resumable": "1.0.0", "Upload-Metadata": ",".join(
            f"{key} {base64.b64encode(value.encode()).decode()}" for key, value in metadata.items())}
        headers.update({"Upload-Defer-Length": "1"} if length is None else {"Upload-Length": str(length)})
        if body is not None:
            headers["Content-Type"] = "application/offset+octet-stream"
        return self.request("POST", "/api/v1/uploads", body if body is not None else b"", headers)

    def upload_offset(self, location):
        answer = self.request("HEAD", location, headers={"Tus-Resumable": "1.0.0"})
        return int(answer.headers["Upload-Offset"]) if answer.status == 200 else None

    def append(self, location, offset, data, **headers):
        return self.request("PATCH", location, data, {
            "Tus-Resumable": "1.0.0", "Content-Type": "application/offset+octet-stream",
            "Upload-Offset": str(offset), **{name.replace("_", "-"): value for name, value in headers.items()}})

    def feed_address(self, cursor):
        return f"wss://{self.host}:{self.port}/api/v1/feed?after={cursor}"
