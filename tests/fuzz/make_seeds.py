#!/usr/bin/python3
"""Makes first inputs for the fuzz targets out of real traffic: an officer, a desk and a real hub talk for a few seconds,
and what goes over the wire is cut into inputs.   make_seeds.py SIAGA_HUB FOLDER
Each FOLDER/NAME/ gets files; `run.py BIN --work … --keep` then takes the fewest of them that reach as much into seeds/.
Needs to be run again only when the wire grows.
"""
import base64
import hashlib
import http.client
import io
import json
import os
import pathlib
import struct
import sys
import time

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "hub"))
sys.path.insert(0, str(HERE.parent / "media"))
from client import Client, make_id, now  # noqa: E402
from hub_process import HubProcess  # noqa: E402
from clip_set_boxes import box, full_box  # noqa: E402

PLACE = {"lat": -6.9833, "lon": 110.4093, "accuracy_m": 12.5}
UPGRADE = ("Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
           "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n")


class Inputs:
    def __init__(self, folder):
        self.folder = pathlib.Path(folder)

    def add(self, name, *inputs):
        folder = self.folder / name
        folder.mkdir(parents=True, exist_ok=True)
        for data in inputs:
            data = data if isinstance(data, bytes) else data.encode()
            (folder / hashlib.sha1(data).hexdigest()).write_bytes(data)


class Tape(io.RawIOBase):
    """A socket's reading side that remembers what came."""

    def __init__(self, sock):
        self.sock, self.heard = sock, b""

    def readable(self):
        return True

    def readinto(self, buffer):
        count = self.sock.recv_into(buffer)
        self.heard += bytes(buffer[:count])
        return count


class TapedSocket:
    def __init__(self, sock):
        self.sock, self.sent, self.tape = sock, b"", None

    def sendall(self, data):
        self.sent += bytes(data)
        self.sock.sendall(data)

    def makefile(self, *_):
        self.tape = Tape(self.sock)
        return io.BufferedReader(self.tape)

    def __getattr__(self, name):
        return getattr(self.sock, name)


class TapedClient(Client):
    """Writes down each request and its answer."""

    inputs = None

    def _connect(self):
        connection = super()._connect()
        connection.sock = TapedSocket(connection.sock)
        return connection

    def request(self, verb, path, body=None, headers=None):
        self.close()
        answer = super().request(verb, path, body, headers)
        sock = self.connection.sock
        self._keep(verb, path, sock.sent, sock.tape.heard, answer)
        return answer

    def _keep(self, verb, path, sent, heard, answer):
        add = self.inputs.add
        head, _, body = sent.partition(b"\r\n\r\n")
        add("http_request", sent[:2000], sent[:600] + sent[:600])
        add("http_answer", heard[:1000])
        add("target", path)
        add("tus", "\n".join(line for line in head.decode("latin-1").split("\r\n")[1:]))
        if answer.status >= 400:
            add("problem", f"{answer.status}\n".encode() + answer.body)
        elif answer.body.startswith(b"{"):
            add("view", answer.body[:4000])
        if body.startswith(b"{"):
            add("command", body)


def chunked(sent):
    """The same request with its body in chunks."""
    head, _, body = sent.partition(b"\r\n\r\n")
    lines = [line for line in head.split(b"\r\n") if not line.lower().startswith(b"content-length")]
    pieces = [body[i:i + 50] for i in range(0, len(body), 50)] + [b""]
    coded = b"".join(b"%x\r\n%s\r\n" % (len(piece), piece) for piece in pieces)
    return b"\r\n".join(lines + [b"Transfer-Encoding: chunked"]) + b"\r\n\r\n" + coded


def talk(hub, inputs):
    officer, desk = TapedClient(hub.port, hub.fingerprint), TapedClient(hub.port, hub.fingerprint)
    desk.sign_in("pengawas@contoh.id", "siaga-demo", "KONSOL-1")
    officer.sign_in("petugas@contoh.id", "siaga-demo", "HP")
    desk.sign_in("pengawas@contoh.id", "salah")
    inputs.add("view", desk.request("GET", "/api/v1/snapshot").body)
    cursor = desk.request("GET", "/api/v1/snapshot").json()["as_of"]
    sos, recording = make_id(), make_id()
    officer.raise_sos(sos, {**PLACE, "at": now()})
    officer.raise_sos(make_id(), None, drill=True)
    officer.request("POST", "/api/v1/positions", {"positions": [{**PLACE, "at": now()}]})
    location = officer.create_upload(sos, recording, 5000).headers["Location"]
    digest = "sha1 " + base64.b64encode(hashlib.sha1(b"x" * 900).digest()).decode()
    officer.append(location, 0, b"x" * 900, Upload_Checksum=digest)
    officer.upload_offset(location)
    officer.append(location, 900, b"x" * 4100)
    officer.request("OPTIONS", "/api/v1/uploads")
    officer.create_upload(sos, make_id())
    for path, members in (("shown", {}), ("claim", {}), ("respond", {"text": "Regu \"A\" dikirim"}),
                          ("note", {"text": "ü"}), ("release", {}), ("take-over", {"text": "macet"}),
                          ("close", {"outcome": "helped", "text": "aman"})):
        desk.command(f"/api/v1/sos/{sos}/{path}", **members)
    officer.command(f"/api/v1/sos/{sos}/withdraw")
    desk.command("/api/v1/consoles/mute", minutes=15, reason="uji")
    desk.command("/api/v1/losses", epoch="e1", first=4, last=9)
    for path in (f"/api/v1/sos/{sos}", f"/api/v1/sos/{sos}/status", "/api/v1/sos?responded=all&limit=5",
                 "/api/v1/sessions/current", "/api/v1/nowhere", "/api/v1/feed?after=x", "/healthz"):
        desk.request("GET", path)
    desk.request("GET", f"/api/v1/recordings/{recording}/content", headers={"Range": "bytes=10-29"})
    talk_of_user_ids(hub)
    talk_of_the_logbook(hub)
    follow(desk, cursor, inputs)
    inputs.add("cursor", cursor)


def talk_of_user_ids(hub):
    """The demonstration's cases, and one more."""
    support, leader = TapedClient(hub.port, hub.fingerprint), TapedClient(hub.port, hub.fingerprint)
    support.sign_in("support@contoh.id", "siaga-demo", "K")
    leader.sign_in("teamleader@contoh.id", "siaga-demo", "K")
    first = leader.request("GET", "/api/v1/user-id-cases?limit=1").json()["items"][0]
    case, user_id = "/api/v1/user-id-cases/" + first["case"]["id"], first["user_id"]
    for path in (case, "/api/v1/applications", "/api/v1/user-ids?search=omni.n", "/api/v1/user-id-sla?month=" + now()[:7]):
        leader.request("GET", path)
    wanted = {name: user_id[name] for name in ("application", "unit", "agent", "team")}
    support.request("PUT", "/api/v1/user-ids/" + make_id(), dict(wanted, user_name="omni.a", email="a@contoh.id"))
    new = dict(wanted, kind="replace", user_name="omni.b", email="b@contoh.id", replaces=user_id["id"])
    support.request("PUT", "/api/v1/user-id-cases/" + make_id(), new)
    leader.command(case + "/order", when="now", early=True)
    leader.command(case + "/attempt", done=False, text="macet", early=True)
    support.command(case + "/confirm", seen=True, text="")
    support.command(case + "/withdraw", text="tetap bekerja")


def talk_of_the_logbook(hub):
    """Read, corrected, held, signed off, taken out; and what an application is checked for."""
    archive, admin = TapedClient(hub.port, hub.fingerprint), TapedClient(hub.port, hub.fingerprint)
    archive.sign_in("dokumen@contoh.id", "siaga-demo", "K")
    admin.sign_in("teamleader@contoh.id", "siaga-demo", "K")
    rows = archive.request("GET", "/api/v1/logbook?limit=1").json()["items"]
    one = rows[0]["user_id"]["id"]
    book = f"/api/v1/logbook/{one}"
    entry = archive.request("GET", book).json()["entries"][0]["book_no"]
    archive.command(book + "/correct", book_no=entry, text="Regu 4")
    archive.command(book + "/hold", text="perkara")
    archive.request("GET", "/api/v1/logbook?limit=1&search=n&status=active")
    archive.command("/api/v1/logbook/dispose", user_ids=[one], text="BA 7", minutes=make_id())
    archive.command("/api/v1/logbook/dispose/draft", user_ids=[one])
    period = {"from": "2026-11-01", "to": "2026-11-02", "text": "diperiksa"}
    archive.command("/api/v1/logbook/sign-off", **period)
    archive.request("GET", "/api/v1/logbook/sign-offs")
    archive.command("/api/v1/logbook/exports", format="csv", title="", number="F", revision="1", prepared="", checked="",
                    approved="", controlled=True, status="inactive", keeping="held", search="n", effective="2026-01-05")
    archive.command("/api/v1/logbook/exports", format="pdf", title="", number="F", revision="1", prepared="", checked="",
                    approved="", controlled=True, sla={"from": "2026-06", "to": "2026-11", "by": "team_leader"})
    sheet = b"User ID,Agent,Warna,Aplikasi,Status\nomni.z,Zaenal,merah,Omni Channel,aktif\nomni.z,,,,\n"
    for path in ("/api/v1/user-ids/import/preview", "/api/v1/people-imports/preview"):
        admin.request("POST", path, sheet, {"Content-Type": "text/csv"})
        archive.request("POST", path, sheet, {"Content-Type": "text/csv"})
    for path in ("/api/v1/findings?state=all", "/api/v1/user-id-sla/report?from=2026-09&to=2026-11&by=month"):
        admin.request("GET", path)


def follow(desk, cursor, inputs):
    """The feed's raw bytes for two seconds, and its frames."""
    connection = http.client.HTTPSConnection(desk.host, desk.port, context=desk.tls(), timeout=30)
    connection.connect()
    connection.sock.sendall((f"GET /api/v1/feed?after={cursor} HTTP/1.1\r\nHost: h\r\n{UPGRADE}"
                             f"Authorization: Bearer {desk.token}\r\n\r\n").encode())
    heard, end = b"", time.monotonic() + 2.5
    while time.monotonic() < end:
        heard += connection.sock.recv(65536)
    frames = heard.partition(b"\r\n\r\n")[2]
    texts = []
    while frames:
        length, skip = frames[1], 2
        if length == 126:
            length, skip = struct.unpack(">H", frames[2:4])[0], 4
        elif length == 127:
            length, skip = struct.unpack(">Q", frames[2:10])[0], 10
        texts.append(frames[skip:skip + length])
        frames = frames[skip + length:]
    snapshot = desk.request("GET", "/api/v1/snapshot").json()
    snapshot.update(as_of=cursor, sos=[], places=[])
    inputs.add("feed_frame", *texts, b"\n".join([json.dumps(snapshot).encode()] + texts)[:4000])
    for text in texts:
        frame = json.loads(text)
        for event in frame.get("events", []):
            inputs.add("event", event["kind"] + "\n" + json.dumps(event["body"]))
            single = {"from": frame["from"], "to": frame["to"], "events": [event]}
            inputs.add("feed_frame", json.dumps(snapshot) + "\n" + json.dumps(single))


def lost_place(inputs):
    """The rest of what a feed may say."""
    at = "2026-11-22T02:14:37.123456Z"
    snapshot = {"as_of": "e1:7", "at": at, "units": [], "places": [], "sos": []}
    beat = {"heartbeat": {"epoch": "e1", "seq": 8, "at": at, "storage": "full"}}
    lost = {"lost": {"epoch": "e2", "seq": 3, "first": 4, "last": 7}}
    events = {"from": 8, "to": 9, "events": []}
    lines = [snapshot, beat, events, {"reset": {"reason": "scope"}}, snapshot, beat, lost, snapshot, beat, beat]
    inputs.add("feed_frame", "\n".join(json.dumps(line) for line in lines),
               "\n".join([json.dumps(snapshot), json.dumps(beat), "!1001", json.dumps(events), "!4401"]))
    inputs.add("cursor", "ab-12:77", "0:0", "ab:18446744073709551615")


def by_hand(inputs):
    """What no client of ours sends, but any may."""
    get = b"GET /a%20b?c=d+e HTTP/1.1\r\nHost: h\r\n"
    post = b"POST /x HTTP/1.1\r\nHost: h\r\nContent-Length: 4\r\n\r\nabcd"
    inputs.add("http_request", get + b"\r\n" + post + get + b"Connection: close\r\n\r\n", chunked(post),
               chunked(post) + post, chunked(post).replace(b"4\r\nabcd", b"4;a=\"b\"\r\nabcd"),
               chunked(post).replace(b"4\r\nabcd", b"4;a=\"\n\"\r\nabcd"),
               chunked(post)[:-2] + b"X-T: u\r\n\r\n" + post, b"GET /ignore HTTP/1.0\r\nConnection: keep-alive\r\n\r\n",
               post.replace(b"\r\n\r\n", b"\r\nExpect: 100-continue\r\n\r\n"))
    answer = b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n"
    inputs.add("http_answer", answer + b"Transfer-Encoding: chunked\r\n\r\n4\r\nabcd\r\n0\r\n\r\n",
               answer + b"\r\nuntil the end", b"HTTP/1.1 100 Continue\r\n\r\n" + answer + b"Content-Length: 2\r\n\r\nab",
               b"HTTP/1.1 204 No Content\r\n\r\n", b"HTTP/1.0 404 No\r\nConnection: keep-alive\r\nContent-Length: 0\r\n\r\n")
    inputs.add("target", "/a/../b/./c%c3%bc?x=1&y&=z&%20=+", "/", "/%2e%2e", "/a//b")
    inputs.add("range", *(f"100\n{header}" for header in
                          ("bytes=0-9", "bytes=-5", "bytes=90-", "bytes=100-", "bytes=5-4", "bytes 0-9/100",
                           "bytes 0-9/*", "bytes=0-1,4-5", "bytes=0-18446744073709551615")))
    inputs.add("tus", "Upload-Length: 9\nUpload-Metadata: a YQ==,b\nTus-Resumable: 1.0.0",
               "Upload-Defer-Length: 1\nUpload-Checksum: sha256 " + "A" * 43 + "=")
    recorded = '{"recording":"01931f5e-8c7a-7def-8123-456789abcdef","examination":{"readable":true,"container":"mp4",'
    inputs.add("event", "recording.examined\n" + recorded + '"video":"","audio":"","trouble":"","duration_ms":'
               "18446744073709551615}}")
    inputs.add("event", "recording.examined\n" + recorded + '"video":"","audio":"","trouble":"","width":1,"height":1,'
               '"rotation":0,"frame_rate":1,"posters":[0],"loudness":true,"play_copy":"","part":{"bytes":4096,'
               '"until":"2026-11-22T02:14:16Z"}}}')
    for number in ("1e400", "-0.0", "1.7976931348623157e308", "18446744073709551616"):
        inputs.add("command", '{"positions":[{"lat":%s,"lon":2,"at":"2026-11-22T02:14:16Z"}]}' % number)
    inputs.add("command", '{"a":[{},{"b":1,"b":2}]}')
    some = "01931f5e-8c7a-7def-8123-456789abcdef"
    for body in ({"name": "Depo ü", "zone": "Asia/Makassar", "emergency": "112", "parent": some},
                 {"unit": some, "name": "Dian Permata", "nrp": "007", "email": "dian@contoh.id", "phone": "+62 811", "post": "R 4"},
                 {"person": some, "role": "team_leader", "within": "00000000-0000-0000-0000-000000000000",
                  "since": "2026-11-22T02:14:16Z", "until": "2027-11-22T02:14:16.000001Z", "deputy_for": some},
                 {"person": some, "unit": some, "day": "2028-02-29"}, {"session": some},
                 {"name": "Dian", "phone": "", "born": "1985-06-30"},
                 {"numbers": [{"label": "Polisi", "number": "110"}, {"label": "", "number": ""}]},
                 {"password": "siaga-demo", "new_password": "sebuah kalimat"}, {}):
        inputs.add("command", json.dumps(body))
    inputs.add("problem", "400\n", "404\n<html>", "418\n[]")


def frame(opcode, content, mask=None, final=True):
    head = bytes([(0x80 if final else 0) | opcode])
    length = len(content)
    flag = 0x80 if mask is not None else 0
    if length < 126:
        head += bytes([flag | length])
    elif length < 65536:
        head += bytes([flag | 126]) + struct.pack(">H", length)
    else:
        head += bytes([flag | 127]) + struct.pack(">Q", length)
    mask = mask or (b"" if mask is None else b"\0\0\0\0")
    return head + mask + bytes(byte ^ mask[i % 4] if mask else byte for i, byte in enumerate(content))


def websocket_frames(inputs):
    """Frames with a mask of zeros, so that they can be read."""
    opened = b"HTTP/1.1 101 Go\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: {accept}\r\n\r\n"
    for mask, name, before in ((b"", "websocket_server", b""), (None, "websocket_client", opened)):
        def make(opcode, content, final=True, mask=mask):
            return frame(opcode, content, mask, final)

        talks = [make(1, b"halo") + make(9, b"beat") + make(8, struct.pack(">H", 1000) + b"bye"),
                 make(1, "ü".encode()[:1], False) + make(9, b"") + make(0, "ü".encode()[1:]) + make(8, b""),
                 make(1, b"x" * 200) + make(10, b"?"), make(1, b"x" * 1001), make(2, b"abc"), make(1, b"a\xc3("),
                 make(3, b""), make(9, b"x" * 126), make(9, b"", False), make(0, b"a"), make(8, b"\3"),
                 make(8, struct.pack(">H", 1005)), make(1, b"") + make(1, b"", False) + make(1, b""),
                 make(1, "ü".encode()[:1], False) + make(0, b""),  # Beast forgets to look
                 make(8, struct.pack(">H", 4401) + b"\xff"), b"\xc1" + make(1, b"a")[1:], b"\x81\xfe\0\1" + b"\0" * 5]
        inputs.add(name, *(before + talk for talk in talks))
    inputs.add("websocket_server", frame(1, b"halo", b"\x01\x02\x03\x04"), frame(1, b"halo"))
    inputs.add("websocket_client", b"HTTP/1.1 401 No\r\nContent-Length: 0\r\n\r\n", opened + frame(1, b"halo", b""))


def probe_results(inputs):
    def piece(kind, content):
        return kind + struct.pack(">I", len(content)) + content

    report = {"readable": True, "container": "mp4", "video": "h264", "audio": "aac", "duration_ms": 1800, "trouble": "",
              "width": 1280, "height": 720, "rotation": 90, "frame_rate": 29.97, "indexed": False}
    size = b"\x08" + struct.pack(">HH", 90, 160) + b"\x01\x01\x11\0"
    jpeg = (b"\xff\xd8\xff\xe0\0\4ab\xff\xc0" + struct.pack(">H", 2 + len(size)) + size + b"\xff\xda\0\2scan\xff\0\xff\xd9")
    start, end = b"SIAGAPR1" + piece(b"R", json.dumps(report).encode()), piece(b"E", b"")
    poster = piece(b"P", struct.pack(">Q", 900) + jpeg)
    inputs.add("probe_result", start + end, start + poster + poster + piece(b"L", b"\7" * 200) + end, jpeg,
               b"SIAGAPC1" + piece(b"F", b"mp4") + piece(b"W", struct.pack(">Q", 7) + b"bytes") + end,
               start + poster[:-3], b"SIAGAPR1" + piece(b"R", b'{"readable":false}') + end)


def recordings(inputs):
    """MP4 files of a few samples: whole, in fragments, cut, with a length that no track has, and out of their depth."""
    def numbers(*values):
        return struct.pack(f">{len(values)}I", *values)

    def movie(length, *more):
        media = box("mdia", full_box("mdhd", numbers(0, 0, 1000, 3000, 0)),
                    box("minf", box("stbl", full_box("stts", numbers(1, 75, 40)))))
        return box("moov", full_box("mvhd", numbers(0, 0, 1000, length)),
                   box("trak", full_box("tkhd", numbers(0, 0, 1, 0, 3000)), media), *more)

    def fragment(at):
        return box("moof", full_box("mfhd", numbers(1)),
                   box("traf", full_box("tfhd", numbers(1, 40), flags=8), full_box("tfdt", numbers(0, at), version=1),
                       full_box("trun", numbers(2, 30, 4, 50, 4), flags=0x301))) + box("mdat", b"pictures")

    start, deep = box("ftyp", b"isom"), b""
    for _ in range(40):
        deep = box("udta", deep)
    parts = start + movie(0, box("mvex", full_box("trex", numbers(1, 1, 40, 0, 0)))) + fragment(0) + fragment(80)
    long = struct.pack(">I4sQ", 1, b"mdat", 1 << 40) + b"some"
    inputs.add("mp4_boxes", start + box("mdat", b"pictures") + movie(3000), start + movie(360000000) + box("mdat", b"x"),
               parts, parts[:-5], parts + box("sidx", b""), start + movie(3000) + long, start + box("mdat", b"pic")[:-1],
               box("moov", deep), b"\x1A\x45\xDF\xA3webm", (b"\x47" + b"\0" * 187) * 3, start + b"\0\0\0\0mdatto the end")


def main():
    inputs = Inputs(sys.argv[2])
    TapedClient.inputs = inputs
    with HubProcess(os.path.abspath(sys.argv[1])) as hub:
        talk(hub, inputs)
    for make in (lost_place, by_hand, websocket_frames, probe_results, recordings):
        make(inputs)


if __name__ == "__main__":
    main()
