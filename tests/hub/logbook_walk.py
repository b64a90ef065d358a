"""The part of openapi_test.py that is about the logbook: document control and an auditor of the demonstration."""
import time

from client import Client, make_id

JSON = {"Content-Type": "application/json"}
BOOK = "/api/v1/logbook"


def walk_logbook(people, hub):
    call = people.call
    archive, auditor = Client(hub.port, hub.fingerprint), Client(hub.port, hub.fingerprint)
    for client, login in ((archive, "dokumen@contoh.id"), (auditor, "auditor@contoh.id")):
        assert client.sign_in(login, "siaga-demo").status == 201
    page = call(auditor, 200, "GET", BOOK, query="?limit=2").json()
    assert page["total"] > 5 and len(page["items"]) == 2, page
    call(auditor, 200, "GET", BOOK, query=f"?status=all&keeping=all&search=omni.s&after={page['next']}")
    call(auditor, 400, "GET", BOOK, query="?status=kini")
    one = page["items"][0]["user_id"]["id"]
    history = call(auditor, 200, "GET", BOOK + "/{id}", thing=one).json()
    call(auditor, 404, "GET", BOOK + "/{id}", thing=make_id())
    for path in (BOOK, BOOK + "/{id}", BOOK + "/sign-offs"):
        call(people.nobody, 401, "GET", path, thing=one)
        call(people.officer, 403, "GET", path, thing=one)
    walk_keeping(people, archive, auditor, one, history["entries"][0]["book_no"])
    walk_exports(people, auditor)


def walk_keeping(people, archive, auditor, one, book_no):
    call, minutes = people.call, make_id()
    assert archive.request("PUT", f"/api/v1/letters/{minutes}?name=ba.pdf", b"%PDF-1.7",
                           {"Content-Type": "application/pdf"}).status == 201
    day = time.strftime("%Y-%m-%d", time.gmtime(time.time() - 86_400))
    wishes = {"/{id}/correct": {"book_no": book_no, "text": "Regu 4."}, "/{id}/hold": {"text": "Perkara."},
              "/{id}/release": {"text": "Selesai."}, "/sign-off": {"from": day, "to": day, "text": "Diperiksa."},
              "/dispose": {"user_ids": [one], "text": "Berita acara.", "minutes": minutes},
              "/dispose/draft": {"user_ids": [one]}}
    for verb, members in wishes.items():
        def obey(client, expected, thing=one, verb=verb, **more):
            body = {"command": make_id(), "console": "K", **more}
            return call(client, expected, "POST", BOOK + verb, body, thing=thing)
        obey(people.nobody, 401, **members)
        obey(people.officer, 403, **members)
        obey(auditor, 403, **members)
        obey(archive, 400, more=1, **members)
        if "{id}" in verb:
            obey(archive, 404, thing=make_id(), **members)
        obey(archive, 409 if verb.startswith("/dispose") else 200, **members)  # its two years aren't over
        call(archive, 413, "POST", BOOK + verb, b" " * 70_000, JSON, thing=one)
        call(archive, 415, "POST", BOOK + verb, b"{}", {"Content-Type": "text/plain"}, thing=one)
    assert len(call(auditor, 200, "GET", BOOK + "/sign-offs").json()["sign_offs"]) == 1


def walk_exports(people, auditor):
    call, path = people.call, BOOK + "/exports"
    wish = {"command": make_id(), "console": "K", "format": "csv", "title": "", "number": "FR-OPS-014", "revision": "02",
            "effective": "2026-01-05", "prepared": "", "checked": "", "approved": "", "controlled": True, "status": "active"}
    for client, expected, body in ((people.nobody, 401, wish), (people.officer, 403, wish), (auditor, 400, dict(wish, more=1))):
        call(client, expected, "POST", path, body)
    call(auditor, 413, "POST", path, b" " * 70_000, JSON)
    call(auditor, 415, "POST", path, b"{}", {"Content-Type": "text/plain"})
    span = {"from": "2026-06", "to": "2026-11", "by": "month"}
    paper = {name: value for name, value in wish.items() if name != "status"}
    call(auditor, 201, "POST", path, dict(paper, command=make_id(), sla=span))
    call(auditor, 400, "POST", path, dict(wish, command=make_id(), sla=span))
    call(auditor, 400, "POST", path, dict(paper, command=make_id(), sla=dict(span, to="2026-05")))
    made = call(auditor, 201, "POST", path, wish).json()
    for file in made["files"]:
        where = path + "/{id}/{name}"
        for client, expected, thing in ((auditor, 200, made["id"]), (auditor, 404, make_id()), (people.nobody, 401, made["id"]),
                                        (people.officer, 403, made["id"])):
            answer = client.request("GET", f"{path}/{thing}/{file['name']}")
            people.walk.check("GET", where, answer, expected)
