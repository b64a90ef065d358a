#!/usr/bin/python3
"""Text that strangers choose goes through a real hub, which logs all that it can: no byte of it breaks a line of the log,
colours a terminal, turns the direction of reading, names a file, becomes SQL or a header.   hostile_text_test.py SIAGA_HUB"""
import re
import socket
import sqlite3
import ssl
import sys
import urllib.parse

from hub_programs import Client, HubProcess, make_id

HOSTILE = ["a\nb", "a\r\nSet-Cookie: x=1", "2026-01-01T00:00:00.000000Z info sign_in.done user=root", "\x1b[2J\x1b[31mmerah",
           "\u202egnp.exe", "\u2066a\u2069", "a\u2028b", "\x07\x00\x7f", "'; DROP TABLE person; --", '" or ""="', "%0a%0d",
           "{} {0} %s %n", "../../../etc/passwd", "/etc/passwd", "..\\..\\x", "<b>&amp;</b>", "$(reboot)", "`reboot`",
           "=cmd|' /C calc'!A0", "ü" * 200]
LINE = re.compile(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z (debug|info|warning|error) [a-z0-9_.]+( [a-z_]+=(\"[ -~]*\"|[!-~]+))*")


def raw(hub, head):
    """A request that no library would send; the first line of what comes back."""
    context = ssl.create_default_context()
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    with socket.create_connection(("127.0.0.1", hub.port), 20) as plain, context.wrap_socket(plain) as stream:
        stream.sendall(head)
        return stream.recv(4096).split(b"\r\n")[0]


def without_controls(text):
    return not any(ord(c) < 32 or ord(c) == 127 for c in text.replace("\r\n", ""))  # a whole line end only begins a header


def say_it_everywhere(hub, desk, officer, sos, text):
    desk.request("GET", "/api/v1/" + urllib.parse.quote(text, safe=""))
    desk.request("GET", "/api/v1/sos?limit=" + urllib.parse.quote(text, safe=""))
    Client(hub.port, hub.fingerprint).sign_in(text, "salah", text[:64])
    created = officer.create_upload(sos, length=5, file_name=text, file_type=text, body=b"bytes")
    assert created.status == 201, created
    assert desk.command(f"/api/v1/sos/{sos}/note", text=text).status in (200, 400)
    header = text.encode()
    told = raw(hub, b"GET /healthz HTTP/1.1\r\nHost: h\r\nUser-Agent: " + header + b"\r\nConnection: close\r\n\r\n")
    assert told.startswith(b"HTTP/1.1 200") if without_controls(text) else told.startswith(b"HTTP/1.1 400"), (text, told)
    raw(hub, b"GET /" + header + b" HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n")
    raw(hub, b"GET / HTTP/1.1\r\nHost: " + header + b"\r\nConnection: close\r\n\r\n")


def check_log(hub):
    log = (hub.data.parent / "hub.log").read_bytes()
    lines = log.split(b"\n")
    assert lines.pop() == b"", "the last line is whole"
    assert len(lines) > 100, "the hub logs all that it can"
    for line in lines:
        assert LINE.fullmatch(line), f"not a line of ours: {line!r}"
    forged = [line for line in lines if b" sign_in.done" in line.split(b'"')[0]]
    assert not forged, forged
    assert any(rb"\xe2\x80\xae" in line for line in lines), "a path with U+202E is there, as text"


def check_folder(hub):
    for path in hub.data.rglob("*"):
        assert re.fullmatch(r"[a-z0-9.-]+", path.name), f"a stranger named this file: {path}"


def people_of(hub):
    with sqlite3.connect(f"file:{hub.data}/hub.db?mode=ro", uri=True) as database:
        return database.execute("select count(*) from person").fetchone()[0]


def check_database(hub, people):
    assert people_of(hub) == people
    with sqlite3.connect(f"file:{hub.data}/hub.db?mode=ro", uri=True) as database:
        assert database.execute("pragma integrity_check").fetchone()[0] == "ok"
        names = [row[0] for row in database.execute("select file_name from recording")]
        assert len(names) == len(HOSTILE)
        for name in names:
            assert not re.search("[\x00-\x1f\x7f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\u2028\u2029]", name), repr(name)
        notes = {row[0] for row in database.execute("select body from journal where kind = 'sos.noted'")}
        assert any("DROP TABLE" in note for note in notes), "kept as it was said"


def check_downloads(desk, sos):
    """No header of an answer says what a stranger said."""
    recordings = desk.request("GET", f"/api/v1/sos/{sos}").json()["recordings"]
    for recording in recordings:
        answer = desk.request("GET", f"/api/v1/recordings/{recording['id']}/content")
        assert answer.headers.get("Content-Disposition", "attachment") == "attachment", answer
        assert answer.headers.get("Content-Type", "application/octet-stream") == "application/octet-stream", answer
        assert "Set-Cookie" not in answer.headers


def main():
    with HubProcess(sys.argv[1], options=["--log-level", "debug"]) as hub:
        desk, officer = Client(hub.port, hub.fingerprint), Client(hub.port, hub.fingerprint)
        assert desk.sign_in("pengawas@contoh.id", "siaga-demo").status == 201
        assert officer.sign_in("petugas@contoh.id", "siaga-demo").status == 201
        people, sos = people_of(hub), make_id()
        assert officer.raise_sos(sos).status == 201
        for text in HOSTILE:
            say_it_everywhere(hub, desk, officer, sos, text)
        check_downloads(desk, sos)
        check_folder(hub)
        assert hub.stop() == 0
        check_log(hub)
        check_database(hub, people)
    print(f"hostile text: {len(HOSTILE)} kinds, ok")


if __name__ == "__main__":
    main()
