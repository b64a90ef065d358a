#!/usr/bin/python3
"""Holds openapi.yaml against the running hub, both ways: every route of `siaga-hub routes` is described and the other
way round; every described route is called, right and wrong, and answers with a described status, the described headers
and a body that fits its schema and has no member beyond it.   openapi_test.py SIAGA_HUB OPENAPI_YAML"""
import pathlib
import subprocess
import sys
import tempfile
import time

import yaml

import directory_walks
import validator
from client import Client, make_id, now
from hub_process import HubProcess
from letters import Letters
from openapi_account import walk_account
from walk_proofs import walk_proofs
from logbook_walk import walk_logbook
from user_id_walk import walk_user_ids

VERBS = {"get", "head", "post", "put", "patch", "delete", "options"}
TUS = {"Tus-Resumable": "1.0.0"}
JSON = {"Content-Type": "application/json"}
CHUNK = {"Content-Type": "application/offset+octet-stream", **TUS}


class Walk:
    def __init__(self, document):
        self.document = document
        self.faults = []
        self.seen = {}  # (verb, pattern) → statuses

    def check(self, verb, pattern, answer, expected):
        where = f"{verb} {pattern} → {answer.status}"
        self.seen.setdefault((verb, pattern), set()).add(answer.status)
        if answer.status != expected:
            self.faults.append(f"{where}: expected {expected}, {answer}")
            return answer
        described = self.document["paths"][pattern][verb.lower()]["responses"].get(str(answer.status))
        if described is None:
            self.faults.append(f"{where}: the status isn't described")
            return answer
        described = validator.resolve(self.document, described)
        self.check_headers(where, described.get("headers", {}), answer)
        self.check_body(where, verb, described.get("content", {}), answer)
        return answer

    def check_headers(self, where, described, answer):
        for name, header in described.items():
            value = answer.headers.get(name)
            if value is not None:
                self.faults += validator.faults(self.document, header.get("schema", {}), value, f"{where} {name}")
            elif header.get("required"):
                self.faults.append(f"{where}: no {name}")

    def check_body(self, where, verb, described, answer):
        kind = answer.headers.get("Content-Type", "").split(";")[0]
        if kind.startswith("text/") and "charset=" not in answer.headers["Content-Type"]:
            self.faults.append(f"{where}: {kind} without its charset")
        if verb == "HEAD" or answer.status in (101, 204) or "octet-stream" in kind:
            return
        if not described and not answer.body:
            return
        if kind not in described:
            if answer.status not in (200, 206) or described:
                self.faults.append(f"{where}: {kind!r} isn't described")
            return
        if kind.endswith("json"):
            schema = described[kind]["schema"]
            self.faults += [f"{where} {fault}" for fault in validator.faults(self.document, schema, answer.json())]
            self.faults += [f"{where} {name} isn't described"
                            for name in validator.undescribed(self.document, schema, answer.json())]


def compare_tables(program, document):
    described = {(verb.upper(), pattern) for pattern, item in document["paths"].items() for verb in item if verb in VERBS}
    lines = subprocess.run([program, "routes"], check=True, capture_output=True, text=True).stdout.split("\n")
    served = {tuple(line.split(" ")) for line in lines if line}
    faults = [f"{' '.join(route)} is served and not described" for route in served - described]
    return faults + [f"{' '.join(route)} is described and not served" for route in described - served], described


class People:
    def __init__(self, hub, walk):
        self.walk = walk
        self.nobody, self.desk, self.other, self.officer, self.admin = (Client(hub.port, hub.fingerprint) for _ in range(5))
        for client, login in ((self.desk, "pengawas@contoh.id"), (self.other, "operator@contoh.id"),
                              (self.officer, "petugas@contoh.id"), (self.admin, "administrator@contoh.id")):
            assert client.sign_in(login, "siaga-demo").status == 201

    def call(self, client, expected, verb, pattern, body=None, headers=None, query="", thing="", number=0):
        path = pattern.replace("{id}", thing).replace("{n}", str(number))
        answer = client.request(verb, path + query, body, headers)
        return self.walk.check(verb, pattern, answer, expected)


def walk_sessions(people):
    call, path = people.call, "/api/v1/sessions"
    right = {"login": "97010223", "password": "siaga-demo", "console": "K"}
    call(people.nobody, 201, "POST", path, right)  # elsewhere
    token = call(people.nobody, 201, "POST", path, right).json()["token"]
    call(people.nobody, 401, "POST", path, dict(right, password="salah"))
    call(people.nobody, 400, "POST", path, dict(right, extra=1))
    call(people.nobody, 413, "POST", path, b'"' + b"x" * 70_000 + b'"', JSON)
    call(people.nobody, 415, "POST", path, b"a=b", {"Content-Type": "text/plain"})
    for _ in range(5):
        people.nobody.request("POST", path, dict(right, login="siapa", password="salah"))
    call(people.nobody, 429, "POST", path, dict(right, login="siapa", password="salah"))
    call(people.desk, 200, "GET", path + "/current")
    call(people.nobody, 401, "GET", path + "/current")
    bearer = {"Authorization": f"Bearer {token}"}
    mine = call(people.nobody, 200, "GET", path, headers=bearer).json()["sessions"]
    other = next(session for session in mine if not session["current"])
    call(people.nobody, 401, "GET", path)
    call(people.nobody, 401, "DELETE", path + "/{id}", thing=other["id"])
    call(people.officer, 404, "DELETE", path + "/{id}", thing=other["id"])
    call(people.nobody, 204, "DELETE", path + "/{id}", thing=other["id"], headers=bearer)
    call(people.nobody, 204, "DELETE", path + "/current", headers=bearer)
    call(people.nobody, 401, "DELETE", path + "/current", headers=bearer)


def walk_directory(people):
    call = people.call
    units, unit = "/api/v1/units", "/api/v1/units/{id}"
    listed = call(people.admin, 200, "GET", units).json()["units"]
    call(people.nobody, 401, "GET", units)
    call(people.officer, 403, "GET", units)
    wanted = {"name": "Terminal", "zone": "Asia/Jakarta", "emergency": "112", "parent": listed[0]["id"]}
    new = make_id()
    call(people.admin, 201, "PUT", unit, wanted, thing=new)
    call(people.admin, 200, "PUT", unit, wanted, thing=new)
    call(people.admin, 400, "PUT", unit, dict(wanted, zone="Asia/Tegal"), thing=new)
    person = {"unit": new, "name": "Dewi", "nrp": "0071985", "email": "dewi@contoh.id", "phone": "1", "post": "Petugas"}
    people_path, one, dewi = "/api/v1/people", "/api/v1/people/{id}", make_id()
    call(people.admin, 201, "PUT", one, person, thing=dewi)
    call(people.admin, 200, "PUT", one, dict(person, name="Dewi Lestari"), thing=dewi)
    call(people.admin, 400, "PUT", one, dict(person, role="auditor"), thing=dewi)
    call(people.admin, 409, "PUT", one, person, thing=make_id())
    page = call(people.admin, 200, "GET", people_path, query="?limit=1").json()
    call(people.admin, 200, "GET", people_path, query="?search=dewi&after=" + page["next"])
    call(people.admin, 400, "GET", people_path, query="?limit=0")
    call(people.admin, 200, "GET", one, thing=dewi)
    call(people.admin, 404, "GET", one, thing=make_id())
    grants, grant = "/api/v1/grants/{id}", make_id()
    absent = page["items"][0]["person"]["id"]
    given = {"person": dewi, "role": "team_leader", "within": new, "deputy_for": absent}
    refused = call(people.admin, 409, "PUT", grants, given, thing=grant)
    assert refused.json()["field"] == "deputy_role", refused
    call(people.admin, 201, "PUT", grants, {"person": absent, "role": "team_leader", "within": new}, thing=make_id())
    call(people.admin, 201, "PUT", grants, given, thing=grant)
    call(people.admin, 200, "PUT", grants, given, thing=grant)
    call(people.admin, 409, "PUT", grants, dict(given, role="support"), thing=grant)
    call(people.admin, 400, "PUT", grants, dict(given, role="root"), thing=make_id())
    call(people.admin, 404, "PUT", grants, dict(given, person=make_id()), thing=make_id())
    call(people.admin, 204, "DELETE", grants, thing=grant)
    call(people.admin, 404, "DELETE", grants, thing=make_id())
    mine = call(people.admin, 200, "GET", "/api/v1/sessions/current").json()["grants"][0]["id"]
    call(people.admin, 409, "DELETE", grants, thing=mine)
    for verb, path, body in (("PUT", unit, wanted), ("PUT", one, person), ("PUT", grants, given), ("DELETE", grants, None)):
        call(people.nobody, 401, verb, path, body, thing=make_id())
        call(people.desk, 403, verb, path, body, thing=make_id())
    for verb, path in (("GET", people_path), ("GET", one)):
        call(people.nobody, 401, verb, path, thing=dewi)
        call(people.officer, 403, verb, path, thing=dewi)
    profile = {"name": "Wayan", "phone": "+62 1"}
    call(people.officer, 200, "PUT", "/api/v1/profile", profile)
    call(people.officer, 400, "PUT", "/api/v1/profile", dict(profile, role="owner"))
    call(people.nobody, 401, "PUT", "/api/v1/profile", profile)
    for path in (unit, one, grants):
        call(people.admin, 413, "PUT", path, b" " * 70_000, JSON, thing=make_id())
        call(people.admin, 415, "PUT", path, b"{}", {"Content-Type": "text/plain"}, thing=make_id())
    call(people.officer, 413, "PUT", "/api/v1/profile", b" " * 70_000, JSON)
    call(people.officer, 415, "PUT", "/api/v1/profile", b"{}", {"Content-Type": "text/plain"})


def walk_password_resets(people, letters):
    call, path = people.call, "/api/v1/password-resets"
    call(people.nobody, 200, "GET", "/api/v1/sign-in-options")
    wish = {"email": "operator@contoh.id"}
    call(people.nobody, 202, "POST", path, wish)
    call(people.nobody, 202, "POST", path, {"email": "siapa@contoh.id"})
    confirmation = dict(wish, code=letters.next_code(), password="sebuah kalimat sendiri")
    for pattern, right in ((path, wish), (path + "/confirm", confirmation)):
        call(people.nobody, 400, "POST", pattern, dict(right, extra=1))
        call(people.nobody, 413, "POST", pattern, b" " * 70_000, JSON)
        call(people.nobody, 415, "POST", pattern, b"a=b", {"Content-Type": "text/plain"})
    call(people.nobody, 409, "POST", path + "/confirm", dict(confirmation, code="bukan"))
    call(people.nobody, 400, "POST", path + "/confirm", dict(confirmation, password="pendek"))
    call(people.nobody, 204, "POST", path + "/confirm", confirmation)
    call(people.other, 401, "GET", "/api/v1/sessions/current")
    people.nobody.request("POST", "/api/v1/sessions", dict(login=wish["email"], password="x", console="K"))
    for pattern, right in ((path, {"email": "a@contoh.id"}), (path + "/confirm", dict(confirmation, email="b@contoh.id"))):
        for _ in range(5):
            people.nobody.request("POST", pattern, right)
        call(people.nobody, 429, "POST", pattern, right)


def code_of(secret):
    """What the app shows; the hub's clock is this machine's."""
    return subprocess.run(["oathtool", "--totp", "--base32", secret], check=True, capture_output=True,
                          text=True).stdout.strip()


def wrong_code(secret):
    """Six digits that none of the accepted steps has."""
    near = subprocess.run(["oathtool", "--totp", "--base32", "--now", "@" + str(int(time.time()) - 90), "--window", "6",
                           secret], check=True, capture_output=True, text=True).stdout.split()
    return next(code for code in (f"{number:06}" for number in range(100)) if code not in near)


def walk_second_factor(people):
    path, operator = "/api/v1/second-factor", people.other
    confirm, remove = path + "/confirm", path + "/remove"

    def call(client, expected, verb, pattern, **members):
        return people.call(client, expected, verb, pattern, members)

    for verb, pattern, members in (("POST", path, {"password": "x"}), ("POST", confirm, {"code": "1"}),
                                   ("POST", remove, {"password": "x", "code": "1"})):
        call(people.nobody, 401, verb, pattern, **members)
        call(operator, 400, verb, pattern, more=1, **members)
        people.call(operator, 413, verb, pattern, b" " * 70_000, JSON)
        people.call(operator, 415, verb, pattern, b"{}", {"Content-Type": "text/plain"})
    call(operator, 409, "POST", confirm, code="000000")
    call(operator, 409, "POST", remove, password="siaga-demo", code="000000")
    call(operator, 403, "POST", path, password="salah")
    secret = call(operator, 200, "POST", path, password="siaga-demo").json()["secret"]
    call(operator, 403, "POST", confirm, code=wrong_code(secret))
    codes = call(operator, 200, "POST", confirm, code=code_of(secret)).json()["recovery_codes"]
    assert len(set(codes)) == 10, codes
    call(operator, 409, "POST", path, password="siaga-demo")
    right = {"login": "operator@contoh.id", "password": "siaga-demo", "console": "K"}
    for code in (None, wrong_code(secret), code_of(secret)):  # the last one is spent
        refused = call(people.nobody, 401, "POST", "/api/v1/sessions", **right, **({"code": code} if code else {}))
        assert refused.json()["field"] == "code", refused
    opened = call(people.nobody, 201, "POST", "/api/v1/sessions", **right, code=codes[0])
    assert opened.json()["second_factor"] == "active", opened
    call(operator, 403, "POST", remove, password="siaga-demo", code=codes[0])
    call(operator, 204, "POST", remove, password="siaga-demo", code=codes[1])
    for verb, pattern, members in (("POST", path, {"password": "salah"}), ("POST", confirm, {"code": "0"}),
                                   ("POST", remove, {"password": "salah", "code": "0"})):
        answer = people.officer.request(verb, pattern, members)
        while answer.status != 429:
            people.officer.request("POST", path, {"password": "salah"})  # each pause is longer than the one before
            answer = people.officer.request(verb, pattern, members)
        people.walk.check(verb, pattern, answer, 429)


def walk_desk(people):
    call = people.call
    for path in ("/api/v1/snapshot", "/api/v1/sos"):
        call(people.desk, 200, "GET", path)
        call(people.nobody, 401, "GET", path)
        call(people.officer, 403, "GET", path)
    call(people.desk, 400, "GET", "/api/v1/sos", query="?limit=201")
    call(people.desk, 400, "GET", "/api/v1/feed", query="?after=nothing")
    call(people.desk, 426, "GET", "/api/v1/feed", query="?after=0:0")
    call(people.nobody, 401, "GET", "/api/v1/feed", query="?after=0:0")
    call(people.officer, 403, "GET", "/api/v1/feed", query="?after=0:0")


def walk_sos(people):
    call, path = people.call, "/api/v1/sos/{id}"
    sos = make_id()
    alarm = {"pressed_at": now(), "sent_at": now(), "drill": True,
             "position": {"lat": -6.98, "lon": 110.41, "accuracy_m": 5, "at": now()}}
    call(people.officer, 201, "PUT", path, alarm, thing=sos)
    call(people.officer, 200, "PUT", path, alarm, thing=sos)
    call(people.other, 409, "PUT", path, alarm, thing=sos)
    call(people.officer, 400, "PUT", path, dict(alarm, drill="ya"), thing=make_id())
    call(people.nobody, 401, "PUT", path, alarm, thing=make_id())
    call(people.officer, 413, "PUT", path, b" " * 70_000, JSON, thing=make_id())
    call(people.officer, 415, "PUT", path, b"{}", {"Content-Type": "text/plain"}, thing=make_id())
    call(people.desk, 200, "GET", path, thing=sos)
    call(people.desk, 404, "GET", path, thing=make_id())
    call(people.nobody, 401, "GET", path, thing=sos)
    call(people.officer, 403, "GET", path, thing=sos)
    call(people.officer, 200, "GET", path + "/status", thing=sos)
    call(people.officer, 404, "GET", path + "/status", thing=make_id())
    call(people.nobody, 401, "GET", path + "/status", thing=sos)
    return sos


def walk_commands(people, sos):
    def obey(client, expected, verb, thing=sos, **members):
        pattern = "/api/v1/sos/{id}/" + verb
        people.call(client, expected, "POST", pattern, {"command": make_id(), "console": "K", **members}, thing=thing)

    def refuse(verb, client, **members):
        obey(people.nobody, 401, verb, **members)
        obey(client, 404, verb, thing=make_id(), **members)
        obey(client, 400, verb, more=1, **members)

    obey(people.desk, 200, "shown")
    obey(people.desk, 409, "release")
    obey(people.desk, 200, "claim")
    obey(people.other, 409, "claim")
    obey(people.desk, 200, "release")
    obey(people.other, 200, "claim")
    obey(people.other, 403, "take-over", text="saya")
    obey(people.desk, 200, "take-over", text="Pergantian jaga.")
    obey(people.desk, 409, "take-over", text="Lagi.")
    obey(people.other, 409, "respond", text="Halo.")
    obey(people.desk, 200, "respond", text="Bantuan berangkat.")
    obey(people.other, 200, "note", text="Ambulans dipanggil.")
    obey(people.officer, 200, "withdraw")
    obey(people.officer, 409, "withdraw")
    obey(people.officer, 403, "claim")
    for verb in ("shown", "claim", "release"):
        refuse(verb, people.desk)
    for verb in ("take-over", "respond", "note"):
        refuse(verb, people.desk, text="Teks.")
    refuse("withdraw", people.officer)
    obey(people.desk, 400, "close", outcome="menang", text="Laporan.")
    obey(people.desk, 200, "close", outcome="helped", text="Laporan.")
    obey(people.desk, 409, "close", outcome="helped", text="Laporan.")
    refuse("close", people.desk, outcome="helped", text="Laporan.")
    people.call(people.desk, 200, "GET", "/api/v1/sos/{id}", thing=sos)


def walk_consoles(people):
    def obey(client, expected, path, **members):
        people.call(client, expected, "POST", path, {"command": make_id(), "console": "K", **members})

    for path, members in (("/api/v1/consoles/mute", {"minutes": 5, "reason": "Rapat."}), ("/api/v1/consoles/unmute", {}),
                          ("/api/v1/losses", {"epoch": "ab", "first": 1, "last": 2})):
        obey(people.desk, 200, path, **members)
        obey(people.desk, 400, path, more=1, **members)
        obey(people.nobody, 401, path, **members)
        obey(people.officer, 403, path, **members)
    obey(people.desk, 400, "/api/v1/consoles/mute", minutes=31, reason="Rapat.")
    path = "/api/v1/positions"
    place = {"lat": -6.98, "lon": 110.41, "accuracy_m": 5, "at": now()}
    people.call(people.officer, 204, "POST", path, {"positions": [place]})
    people.call(people.officer, 400, "POST", path, {"positions": [dict(place, lat=91)]})
    people.call(people.nobody, 401, "POST", path, {"positions": [place]})


def walk_uploads(people):
    call, path, one = people.call, "/api/v1/uploads", "/api/v1/uploads/{id}"
    officer, content = people.officer, "/api/v1/recordings/{id}/content"
    sos, recording = make_id(), make_id()
    assert officer.raise_sos(sos).status == 201
    call(people.nobody, 204, "OPTIONS", path)

    def create(client, expected, **arguments):
        return people.walk.check("POST", path, client.create_upload(**arguments), expected)

    create(officer, 201, sos=sos, recording=recording, length=10, file_type="video/x-siaga")
    create(officer, 201, sos=sos, body=b"all at once", length=11)
    create(officer, 404, sos=make_id(), length=10)
    create(people.other, 409, sos=sos, recording=recording, length=10)
    create(officer, 413, sos=sos, length=(2 << 30) + 1)
    create(people.nobody, 401, sos=sos, length=10)
    call(officer, 400, "POST", path, b"", TUS)
    call(officer, 412, "POST", path, b"", {"Upload-Length": "10"})

    def append(expected, data, offset, client=officer, thing=recording, headers=None):
        wanted = {**CHUNK, "Upload-Offset": str(offset), **(headers or {})}
        return call(client, expected, "PATCH", one, data, wanted, thing=thing)

    append(204, b"01234", 0)
    append(409, b"56789", 4)
    append(413, b"567890", 5)
    append(460, b"56789", 5, headers={"Upload-Checksum": "sha1 " + "A" * 27 + "="})
    append(400, b"56789", "x")
    append(404, b"56789", 5, thing=make_id())
    append(404, b"56789", 5, client=people.other)
    append(401, b"56789", 5, client=people.nobody)
    append(412, b"56789", 5, headers={"Tus-Resumable": "0.2.2"})
    append(415, b"56789", 5, headers={"Content-Type": "video/mp4"})

    call(people.desk, 206, "GET", content, headers={"Range": "bytes=1-3"}, thing=recording)
    call(people.desk, 204, "GET", content, headers={"Range": "bytes=5-"}, thing=recording)
    call(people.desk, 200, "HEAD", content, thing=recording)
    call(officer, 200, "HEAD", one, headers=TUS, thing=recording)
    call(people.nobody, 401, "HEAD", one, headers=TUS, thing=recording)
    call(officer, 404, "HEAD", one, headers=TUS, thing=make_id())
    call(officer, 204, "DELETE", one, headers=TUS, thing=recording)
    call(officer, 204, "DELETE", one, headers=TUS, thing=recording)
    call(officer, 404, "DELETE", one, headers=TUS, thing=make_id())
    call(people.nobody, 401, "DELETE", one, headers=TUS, thing=recording)
    whole = call(people.desk, 200, "GET", content, thing=recording)
    assert whole.body == b"01234", whole
    call(people.desk, 416, "GET", content, headers={"Range": "bytes=5-"}, thing=recording)
    call(people.desk, 404, "GET", content, thing=make_id())
    call(people.nobody, 401, "GET", content, thing=recording)
    call(officer, 403, "GET", content, thing=recording)
    call(people.desk, 200, "GET", "/api/v1/sos/{id}", thing=sos)


def webm():
    """What a browser records: without cues, so that the hub makes a copy that has them."""
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder) / "clip.webm"
        subprocess.run(["ffmpeg", "-loglevel", "error", "-f", "lavfi", "-i", "testsrc2=duration=3:size=320x180:rate=25",
                        "-f", "lavfi", "-i", "sine=duration=3", "-c:v", "libvpx", "-deadline", "realtime", "-cpu-used",
                        "8", "-g", "25", "-c:a", "libopus", "-live", "1", str(path)], check=True)
        return path.read_bytes()


def walk_previews(people):
    call, path, sos, recording = people.call, "/api/v1/recordings/{id}", make_id(), make_id()
    assert people.officer.raise_sos(sos).status == 201
    clip = webm()
    assert people.officer.create_upload(sos, recording, len(clip), body=clip).status == 201
    give_up = time.monotonic() + 120
    while "examination" not in (found := people.desk.request("GET", f"/api/v1/sos/{sos}").json()["recordings"][0]):
        assert time.monotonic() < give_up, "the recording was never examined"
        time.sleep(0.05)  # a tenth of the session's limit
    found = found["examination"]
    assert found["play_copy"] == "matroska" and found["loudness"] and len(found["posters"]) == 3, found
    call(people.desk, 200, "GET", "/api/v1/sos/{id}", thing=sos)
    poster = call(people.desk, 200, "GET", path + "/posters/{n}", thing=recording, number=2)
    assert poster.body.startswith(b"\xff\xd8"), poster.body[:20]
    call(people.desk, 404, "GET", path + "/posters/{n}", thing=recording, number=3)
    call(people.desk, 200, "GET", path + "/loudness", thing=recording)
    call(people.desk, 200, "GET", path + "/play-copy", thing=recording)
    call(people.desk, 200, "HEAD", path + "/play-copy", thing=recording)
    call(people.desk, 206, "GET", path + "/play-copy", headers={"Range": "bytes=4-7"}, thing=recording)
    call(people.desk, 416, "GET", path + "/play-copy", headers={"Range": "bytes=99999999-"}, thing=recording)
    for what in ("/posters/{n}", "/loudness", "/play-copy"):
        call(people.desk, 404, "GET", path + what, thing=make_id())
        call(people.nobody, 401, "GET", path + what, thing=recording)
        call(people.officer, 403, "GET", path + what, thing=recording)


def walk_first_start(walk, program):
    """On a hub of its own, which knows nobody."""
    path = "/api/v1/first-start"
    with HubProcess(program, demo=False) as hub:
        client = Client(hub.port, hub.fingerprint)
        code = (hub.data / "first-start-code").read_text().strip()
        right = {"code": code, "name": "Rina", "email": "rina@contoh.id", "nrp": "007", "phone": "",
                 "password": "hujan deras di Simpang Lima", "unit": {"name": "Semarang", "zone": "Asia/Jakarta"}}

        def call(expected, verb, body=None, headers=None):
            return walk.check(verb, path, client.request(verb, path, body, headers), expected)

        call(200, "GET")
        call(400, "POST", dict(right, password="pendek"))
        call(400, "POST", dict(right, extra=1))
        call(413, "POST", b'"' + b"x" * 70_000 + b'"', JSON)
        call(415, "POST", b"a=b", {"Content-Type": "text/plain"})
        for _ in range(256):
            assert client.request("POST", path, dict(right, code="00000-00000")).status == 403
        call(429, "POST", right)
        hub.stop()
        hub.start()
        client.close()
        right["code"] = (hub.data / "first-start-code").read_text().strip()
        call(403, "POST", dict(right, code=code))
        call(204, "POST", right)
        call(404, "POST", right)
        call(404, "GET")
        assert client.sign_in("rina@contoh.id", right["password"]).status == 201


def main():
    program, description = sys.argv[1:3]
    with open(description, encoding="utf-8") as file:
        document = yaml.safe_load(file)
    faults, described = compare_tables(program, document)
    walk = Walk(document)
    with Letters() as letters, HubProcess(program, options=letters.options) as hub:
        people = People(hub, walk)
        walk_sessions(people)
        walk_account(people)
        walk_second_factor(people)
        walk_desk(people)
        walk_directory(people)
        directory_walks.walk(people)
        walk_commands(people, walk_sos(people))
        walk_consoles(people)
        walk_user_ids(people, hub)
        walk_uploads(people)
        walk_previews(people)
        walk_password_resets(people, letters)
        walk_proofs(people, hub)
        walk_logbook(people, hub)
        walk_first_start(walk, program)
        people.call(people.nobody, 200, "GET", "/healthz")
        people.call(people.nobody, 200, "GET", "/metrics")
        unknown = people.desk.request("GET", "/api/v1/nothing")
        wrong_verb = people.desk.request("DELETE", "/api/v1/snapshot")
        faults += validator.faults(document, {"$ref": "#/components/schemas/Problem"}, unknown.json(), "404")
        if (unknown.status, wrong_verb.status, wrong_verb.headers["Allow"]) != (404, 405, "GET"):
            faults.append(f"{unknown} {wrong_verb}")
    faults += [f"{' '.join(route)} was never called" for route in described - set(walk.seen)]
    faults += walk.faults
    print(f"{len(described)} routes, {sum(map(len, walk.seen.values()))} different answers, {len(faults)} faults")
    print("\n".join(faults))
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
