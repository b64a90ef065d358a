"""The part of openapi_test.py that is about user IDs: Support and a team leader of the demonstration walk one case."""
import json
import time

from client import Client, make_id, now

JSON = {"Content-Type": "application/json"}


def walk_user_ids(people, hub):
    call = people.call
    support, leader = Client(hub.port, hub.fingerprint), Client(hub.port, hub.fingerprint)
    for client, login in ((support, "support@contoh.id"), (leader, "teamleader@contoh.id")):
        assert client.sign_in(login, "siaga-demo").status == 201
    shown = [call(leader, 200, "GET", "/api/v1/user-id-cases", query="?show=" + show).json()
             for show in ("action", "running", "done", "all")]
    assert [len(page["items"]) for page in shown] == [4, 2, 5, 11], shown  # the demonstration's
    first = shown[0]["items"][0]
    unit, known = first["user_id"]["unit"], first["user_id"]["id"]
    application = call(leader, 200, "GET", "/api/v1/applications").json()["applications"][0]["id"]
    call(leader, 200, "GET", "/api/v1/user-ids", query="?search=omni.n&application=" + application)
    call(leader, 200, "GET", "/api/v1/user-id-cases/{id}", thing=first["case"]["id"])
    call(leader, 404, "GET", "/api/v1/user-id-cases/{id}", thing=make_id())
    call(leader, 200, "GET", "/api/v1/user-id-sla", query="?month=" + now()[:7])
    call(leader, 200, "GET", "/api/v1/user-id-sla/report", query="?from=2026-01&to=2026-12&by=team_leader")
    for path, query in (("/api/v1/user-id-sla/report", "?from=2026-02&to=2026-01"), ("/api/v1/user-id-cases", "?limit=0"), ("/api/v1/user-ids", "?application=x"),
                        ("/api/v1/user-id-sla", "?month=kini")):
        call(leader, 400, "GET", path, query=query)
    for path in ("/api/v1/user-id-cases", "/api/v1/user-ids", "/api/v1/user-id-sla", "/api/v1/user-id-sla/report",
                 "/api/v1/applications"):
        call(people.nobody, 401, "GET", path)
        call(people.officer, 403, "GET", path)
    one, letter, agent = make_id(), make_id(), make_id()
    walk_letters(people, support, letter)
    made = {"unit": unit, "name": "Web Pansol", "connector": "scim", "target_minutes": -60,
            "settings": json.dumps({"url": "https://127.0.0.1:9/scim/v2"}), "secret": "s"}
    listed = {"application": application, "unit": unit, "user_name": "omni.tes", "agent": "Tes Saja",
              "email": "tes@contoh.id", "team": "Chat · Regu 1", "hired_on": "2024-02-01"}
    in_two_days = time.strftime("%Y-%m-%d", time.gmtime(time.time() + 2 * 86_400))  # over nowhere yet
    case = {"kind": "deactivate", "user_id": agent, "letter_date": "2026-01-02", "last_day": in_two_days, "letter": letter}
    for client, pattern, body, thing in ((people.admin, "/api/v1/applications/{id}", made, make_id()),
                                         (support, "/api/v1/user-ids/{id}", listed, agent),
                                         (support, "/api/v1/user-id-cases/{id}", case, one)):
        call(client, 201, "PUT", pattern, body, thing=thing)
        call(client, 200, "PUT", pattern, body, thing=thing)
        call(client, 400, "PUT", pattern, dict(body, more=1), thing=thing)
        call(people.nobody, 401, "PUT", pattern, body, thing=thing)
        call(people.officer, 403, "PUT", pattern, body, thing=thing)
        call(client, 413, "PUT", pattern, b" " * 70_000, JSON, thing=thing)
        call(client, 415, "PUT", pattern, b"{}", {"Content-Type": "text/plain"}, thing=thing)
    call(support, 409, "PUT", "/api/v1/user-ids/{id}", dict(listed, agent="Lain"), thing=agent)
    call(support, 409, "PUT", "/api/v1/user-id-cases/{id}", dict(case, user_id=known), thing=make_id())
    replacement = dict(listed, kind="replace", user_name="omni.baru", email="baru@contoh.id", replaces=agent)
    call(support, 201, "PUT", "/api/v1/user-id-cases/{id}", replacement, thing=make_id())
    walk_case(people, support, leader, one)
    walk_findings(people, hub, leader, application)
    walk_ledger(people, hub)


def walk_findings(people, hub, leader, manual):
    """With an application whose program says that there is one user, whom nobody knows."""
    call = people.call
    folder = hub.data / "connectors"
    folder.mkdir(exist_ok=True)
    program = folder / "satu"
    program.write_text("#!/bin/sh\necho '{\"users\":[{\"id\":\"1\",\"user_name\":\"svc.satu\",\"active\":true}]}'\n")
    program.chmod(0o700)
    application, said = make_id(), {"command": make_id(), "console": "K"}
    unit = call(leader, 200, "GET", "/api/v1/applications").json()["applications"][0]["unit"]
    call(people.admin, 201, "PUT", "/api/v1/applications/{id}", {
        "unit": unit, "name": "Satu", "connector": "command", "settings": json.dumps({"program": "satu"})}, thing=application)
    check, reconcile = (f"/api/v1/applications/{{id}}/{verb}" for verb in ("check", "reconcile"))
    assert call(people.admin, 200, "POST", check, said, thing=application).json()["good"]
    assert call(people.admin, 200, "POST", check, said, thing=manual).json()["fault"] == "unsupported"
    call(leader, 202, "POST", reconcile, said, thing=application)
    call(leader, 415, "POST", reconcile, said, thing=manual)
    page = {}
    while not page.get("findings"):
        time.sleep(0.1)  # between two looks
        page = call(leader, 200, "GET", "/api/v1/findings", query="?state=open&limit=5").json()
    for state in ("accepted", "all"):
        call(leader, 200, "GET", "/api/v1/findings", query="?state=" + state)
    call(leader, 400, "GET", "/api/v1/findings", query="?state=x")
    call(people.nobody, 401, "GET", "/api/v1/findings")
    call(people.officer, 403, "GET", "/api/v1/findings")
    finding = page["findings"][0]["id"]
    opening, accepting = (f"/api/v1/findings/{{id}}/{verb}" for verb in ("open-case", "accept"))
    call(leader, 400, "POST", opening, dict(said, user_name="lain"), thing=finding)
    call(leader, 201, "POST", opening, said, thing=finding)
    call(leader, 200, "POST", opening, said, thing=finding)
    reason = dict(said, text="Milik IT.")
    call(leader, 409, "POST", accepting, reason, thing=finding)
    password = "/api/v1/user-id-cases/{id}/first-password"
    for client, pattern, body in ((people.admin, check, said), (leader, reconcile, said), (leader, opening, said),
                                  (leader, accepting, reason), (leader, password, said)):
        call(people.nobody, 401, "POST", pattern, body, thing=finding)
        call(people.officer, 403, "POST", pattern, body, thing=finding)
        call(client, 404, "POST", pattern, body, thing=make_id())
        call(client, 400, "POST", pattern, dict(body, more=1), thing=finding)


def walk_ledger(people, hub):
    """Document control brings a spreadsheet in."""
    call, path, csv = people.call, "/api/v1/user-ids/import", {"Content-Type": "text/csv"}
    keeper = Client(hub.port, hub.fingerprint)
    assert keeper.sign_in("dokumen@contoh.id", "siaga-demo").status == 201
    file = (b"Logbook\naplikasi,user id,agent,status,tgl nonaktif,No\nOmni Channel,omni.lama,Lama Sekali,nonaktif,"
            b"2026-01-05,1\nOmni Channel,omni.lama2,Lama,nonaktif,kemarin,2\n")
    seen = call(keeper, 200, "POST", path + "/preview", file, csv).json()
    assert len(seen["rows"]) == 1 and len(seen["problems"]) == 2, seen
    for pattern in (path + "/preview", path):
        call(keeper, 400, "POST", pattern, b"Ayu,1\n", csv)
        call(people.nobody, 401, "POST", pattern, file, csv)
        call(people.officer, 403, "POST", pattern, file, csv)
        call(keeper, 413, "POST", pattern, b"", {"Content-Length": str(200 << 20), **csv})
        call(keeper, 415, "POST", pattern, file, {"Content-Type": "application/json"})
    call(keeper, 409, "POST", path, file, csv, query="?plan=0")
    call(keeper, 200, "POST", path, file, csv, query="?plan=" + seen["plan"])


def walk_letters(people, support, letter):
    call, path, pdf = people.call, "/api/v1/letters/{id}", {"Content-Type": "application/pdf"}
    call(support, 201, "PUT", path, b"%PDF-1.7", pdf, "?name=surat.pdf", letter)
    call(support, 200, "PUT", path, b"%PDF-1.7", pdf, "?name=surat.pdf", letter)
    call(support, 409, "PUT", path, b"%PDF-1.8", pdf, "?name=surat.pdf", letter)
    call(support, 400, "PUT", path, b"%PDF-1.7", pdf, "", make_id())
    call(support, 415, "PUT", path, b"MZ", pdf, "?name=surat.pdf", make_id())
    call(people.nobody, 401, "PUT", path, b"%PDF-1.7", pdf, "?name=surat.pdf", make_id())
    call(people.officer, 403, "PUT", path, b"%PDF-1.7", pdf, "?name=surat.pdf", make_id())
    answer = call(support, 200, "GET", path, thing=letter)
    assert (answer.body, answer.headers["Content-Disposition"]) == (b"%PDF-1.7", "attachment"), answer
    call(support, 404, "GET", path, thing=make_id())
    call(people.nobody, 401, "GET", path, thing=letter)


def walk_case(people, support, leader, one):
    proof = make_id()
    assert leader.request("PUT", f"/api/v1/letters/{proof}?name=bukti.png", b"\x89PNG\r\n\x1a\n",
                          {"Content-Type": "image/png"}).status == 201

    def obey(client, expected, verb, thing=one, **members):
        pattern = "/api/v1/user-id-cases/{id}/" + verb
        people.call(client, expected, "POST", pattern, {"command": make_id(), "console": "K", **members}, thing=thing)

    obey(support, 409, "document")
    obey(support, 200, "request")
    obey(leader, 400, "order", when="now", early=False)  # the last day isn't over
    obey(leader, 200, "order", when="end_of_last_day", early=False)
    obey(leader, 200, "order", when="never", early=False)
    obey(leader, 409, "order", when="never", early=False)
    obey(leader, 200, "attempt", done=False, text="Aplikasi menolak.", early=True)
    obey(leader, 400, "attempt", done=True, text="", early=True)
    obey(leader, 200, "attempt", done=True, text="", early=True, proof=proof)
    obey(leader, 403, "confirm", seen=True, text="")
    obey(support, 200, "confirm", seen=True, text="")
    obey(support, 409, "hand-over")
    obey(support, 200, "document")
    obey(support, 200, "reopen", text="Masih bisa masuk.")
    obey(support, 200, "withdraw", text="Salah catat.")
    for client, verb, members in ((support, "request", {}), (leader, "order", {"when": "now", "early": False}),
                                  (leader, "attempt", {"done": False, "text": "x", "early": False}),
                                  (leader, "confirm", {"seen": True, "text": ""}), (support, "hand-over", {}),
                                  (support, "document", {}), (support, "withdraw", {"text": "x"}),
                                  (support, "reopen", {"text": "x"})):
        obey(people.nobody, 401, verb, **members)
        obey(people.officer, 403, verb, **members)
        obey(client, 404, verb, thing=make_id(), **members)
        obey(client, 400, verb, more=1, **members)
