"""The part of openapi_test.py that walks what an organisation is kept with: emergency numbers, moves, other people's
sessions, the import of people. Comes after walk_directory, whose Dewi and Terminal it needs."""
from client import make_id

JSON = {"Content-Type": "application/json"}
PLAIN = {"Content-Type": "text/plain"}


def walk(people):
    walk_numbers(people)
    walk_moves(people)
    walk_sessions_of_others(people)
    walk_accounts(people)
    walk_late_mails(people)
    walk_factor_policy(people)
    walk_imports(people)


def walk_numbers(people):
    call, path = people.call, "/api/v1/units/{id}/emergency-numbers"
    of_units = call(people.officer, 200, "GET", "/api/v1/emergency-numbers").json()["units"]
    assert [one["number"] for one in of_units[0]["numbers"]] == ["112", "110", "119"], of_units
    call(people.nobody, 401, "GET", "/api/v1/emergency-numbers")
    unit = of_units[0]["unit"]
    wish = {"numbers": [{"label": "Polisi", "number": "110"}, {"label": "Pos induk", "number": "(024) 555"}]}
    call(people.admin, 204, "PUT", path, wish, thing=unit)
    call(people.admin, 400, "PUT", path, {"numbers": []}, thing=unit)
    call(people.admin, 404, "PUT", path, wish, thing=make_id())
    call(people.admin, 413, "PUT", path, b" " * 70_000, JSON, thing=unit)
    call(people.admin, 415, "PUT", path, b"{}", PLAIN, thing=unit)
    call(people.nobody, 401, "PUT", path, wish, thing=unit)
    call(people.desk, 403, "PUT", path, wish, thing=unit)
    shown = call(people.desk, 200, "GET", "/api/v1/emergency-numbers").json()["units"]
    assert wish["numbers"] in [one["numbers"] for one in shown], shown


def walk_moves(people):
    call, path, move = people.call, "/api/v1/moves/{id}", make_id()
    units = call(people.admin, 200, "GET", "/api/v1/units").json()["units"]
    dewi = call(people.admin, 200, "GET", "/api/v1/people", query="?search=dewi").json()["items"][0]["person"]
    there = next(unit["id"] for unit in units if unit["id"] != dewi["unit"])
    wish = {"person": dewi["id"], "unit": there, "day": "2099-01-31"}
    moved = call(people.admin, 201, "PUT", path, wish, thing=move).json()
    assert [one["unit"] for one in moved["moves"]] == [there], moved
    call(people.admin, 200, "PUT", path, wish, thing=move)
    call(people.admin, 409, "PUT", path, wish, thing=make_id())
    call(people.admin, 400, "PUT", path, dict(wish, day="2099-02-31"), thing=make_id())
    call(people.admin, 404, "PUT", path, dict(wish, person=make_id()), thing=make_id())
    call(people.admin, 413, "PUT", path, b" " * 70_000, JSON, thing=move)
    call(people.admin, 415, "PUT", path, b"{}", PLAIN, thing=move)
    for verb, body in (("PUT", wish), ("DELETE", None)):
        call(people.nobody, 401, verb, path, body, thing=move)
        call(people.desk, 403, verb, path, body, thing=move)
    call(people.admin, 204, "DELETE", path, thing=move)
    call(people.admin, 404, "DELETE", path, thing=make_id())


def walk_sessions_of_others(people):
    call, end = people.call, "/api/v1/people/{id}/end-sessions"
    sessions = "/api/v1/people/{id}/sessions"
    them = call(people.other, 200, "GET", "/api/v1/sessions/current").json()["person"]["id"]
    people.nobody.request("POST", "/api/v1/sessions", dict(login="operator@contoh.id", password="siaga-demo", console="K9"))
    opened = call(people.admin, 200, "GET", sessions, thing=them).json()["sessions"]
    lost = next(session["id"] for session in opened if session["console"] == "K9")
    for verb, path, body in (("GET", sessions, None), ("POST", end, {})):
        call(people.nobody, 401, verb, path, body, thing=them)
        call(people.desk, 403, verb, path, body, thing=them)
        call(people.admin, 404, verb, path, body, thing=make_id())
    call(people.admin, 400, "POST", end, {"session": "x"}, thing=them)
    call(people.admin, 404, "POST", end, {"session": make_id()}, thing=them)
    call(people.admin, 413, "POST", end, b" " * 70_000, JSON, thing=them)
    call(people.admin, 415, "POST", end, b"{}", PLAIN, thing=them)
    call(people.admin, 204, "POST", end, {"session": lost}, thing=them)
    call(people.other, 200, "GET", "/api/v1/sessions/current")


def walk_accounts(people):
    """Dewi's: she has no password and no second factor."""
    call, one = people.call, "/api/v1/people/{id}"
    orders = [one + "/" + name for name in ("password-code", "remove-second-factor", "close-account", "open-account")]
    dewi = call(people.admin, 200, "GET", "/api/v1/people", query="?search=dewi").json()["items"][0]["person"]["id"]
    me = call(people.admin, 200, "GET", "/api/v1/sessions/current").json()["person"]["id"]
    call(people.admin, 200, "GET", one + "/account", thing=dewi)
    for verb, path, body in [("GET", one + "/account", None)] + [("POST", order, {}) for order in orders]:
        call(people.nobody, 401, verb, path, body, thing=dewi)
        call(people.desk, 403, verb, path, body, thing=dewi)
        call(people.admin, 404, verb, path, body, thing=make_id())
    for order in orders:
        call(people.admin, 400, "POST", order, {"more": 1}, thing=dewi)
        call(people.admin, 413, "POST", order, b" " * 70_000, JSON, thing=dewi)
        call(people.admin, 415, "POST", order, b"{}", PLAIN, thing=dewi)
        call(people.admin, 403, "POST", order, {}, thing=me)
    code, factor, close, reopen = orders
    for _ in range(10):
        call(people.admin, 200, "POST", code, {}, thing=dewi)
    call(people.admin, 429, "POST", code, {}, thing=dewi)
    call(people.admin, 409, "POST", factor, {}, thing=dewi)
    call(people.admin, 204, "POST", close, {}, thing=dewi)
    assert "closed_at" in call(people.admin, 200, "GET", one + "/account", thing=dewi).json()
    call(people.admin, 409, "POST", code, {}, thing=dewi)
    call(people.admin, 204, "POST", reopen, {}, thing=dewi)


def walk_late_mails(people):
    call, path = people.call, "/api/v1/late-mails"
    assert call(people.admin, 200, "GET", path).json() == {"waiting": 0, "given_up": 0}
    call(people.nobody, 401, "GET", path)
    call(people.desk, 403, "GET", path)


def walk_factor_policy(people):
    call, path = people.call, "/api/v1/second-factor-policy"
    right = {"policy": "off", "password": "siaga-demo"}  # as the demonstration has it
    assert call(people.admin, 200, "GET", path).json() == {"policy": "off"}
    call(people.nobody, 401, "GET", path)
    call(people.desk, 403, "GET", path)
    call(people.nobody, 401, "PUT", path, right)
    call(people.desk, 403, "PUT", path, right)
    call(people.admin, 204, "PUT", path, right)
    call(people.admin, 400, "PUT", path, dict(right, policy="root"))
    call(people.admin, 413, "PUT", path, b" " * 70_000, JSON)
    call(people.admin, 415, "PUT", path, b"{}", PLAIN)
    wrong = dict(right, password="salah")
    call(people.admin, 403, "PUT", path, wrong)
    answer = people.admin.request("PUT", path, wrong)
    while answer.status != 429:
        answer = people.admin.request("PUT", path, wrong)
    people.walk.check("PUT", path, answer, 429)


def walk_imports(people):
    call, path, csv = people.call, "/api/v1/people-imports", {"Content-Type": "text/csv"}
    file = b"nama,nrp,unit,peran\nAyu,0071986,Terminal,Petugas\nRusak,1.9E+17,Entah,Dewa\n"
    seen = call(people.admin, 200, "POST", path + "/preview", file, csv).json()
    assert len(seen["rows"]) == 1 and len(seen["problems"]) == 3, seen
    for pattern in (path + "/preview", path):
        call(people.admin, 400, "POST", pattern, b"Ayu,1\n", csv)
        call(people.nobody, 401, "POST", pattern, file, csv)
        call(people.desk, 403, "POST", pattern, file, csv)
        call(people.admin, 413, "POST", pattern, b"", {"Content-Length": str(200 << 20), **csv})
        call(people.admin, 415, "POST", pattern, file, {"Content-Type": "application/json"})
    call(people.admin, 409, "POST", path, file, csv, query="?plan=0")
    call(people.admin, 200, "POST", path, file, csv, query="?plan=" + seen["plan"])
