#!/usr/bin/python3
"""An application that speaks SCIM 2.0 over HTTPS, and that misbehaves as its test wishes; a child of that test.
Prints "port N" once it listens, then a line "VERB PATH BODY" for each request. A line on its standard input, rules with
tabs between them, begins anew with these and is answered by "ready". Ends when its standard input ends.

scim_server.py FOLDER [--plain] [--quiet] [--rule NAME[=VALUE]]...
FOLDER gets a certificate for 127.0.0.1 (cert.pem, key.pem). Users are agent1 … agent250, odd ones active.
--quiet: requests aren't printed, for tests that don't read them.

Rules: users=FILE (JSON, a list of SCIM users, instead), unchanged (200 to a change that isn't made), slow=SECONDS, drop
(in the middle of an answer), drop-after=N (of pages of users), endless (new users on every page, always some more),
total=N (says so), repeats (the same page for ever), short (says 250, stops at 100), strings (booleans as "True"/"False"),
throttle=N (429 N times, --retry-after how long), retry-after=VALUE, no-content (204), status=N, status-on=VERB (only
there), no-patch=N (that status to PATCH), no-filter (400 invalidFilter), any-filter (takes no notice of one), huge,
redirect=URL, exists (409 to POST), token=T, basic=U:P, echo (its errors repeat what came), wrong-user, not-json,
lost-change (makes the change and hangs up), vanishes (who is switched off is gone)
"""
import argparse
import base64
import http.server
import json
import os
import pathlib
import re
import ssl
import subprocess
import sys
import threading
import urllib.parse

CORE = "urn:ietf:params:scim:schemas:core:2.0:User"
LIST = "urn:ietf:params:scim:api:messages:2.0:ListResponse"
ERROR = "urn:ietf:params:scim:api:messages:2.0:Error"
output = threading.Lock()


def say(*words):
    with output:
        print(*words, flush=True)


class Application:
    def __init__(self, rules):
        self.rules, self.throttled, self.lock = rules, int(rules.get("throttle", 0)), threading.Lock()
        self.ended = threading.Event()
        self.pages = 0
        if "users" in rules:
            told = json.loads(pathlib.Path(rules["users"]).read_text())
            self.users = {user["id"]: {"schemas": [CORE], **user} for user in told}
        else:
            self.users = {str(n): self.user(n) for n in range(1, 251)}

    def user(self, n, **members):
        made = {"schemas": [CORE], "id": str(n), "userName": f"agent{n}@x.id", "displayName": f"Agent {n}",
                "active": n % 2 == 1, "emails": [{"value": f"agent{n}@x.id", "primary": True}],
                "urn:x:User": {"lastLogin": f"2026-11-{n % 28 + 1:02}T03:04:05Z"}}
        made.update(members)
        return made

    def shown(self, user):
        if "strings" in self.rules:
            return {**user, "active": "True" if user["active"] else "False"}
        return user


def rules_of(words):
    return {name: value for name, _, value in (word.partition("=") for word in words if word)}


class Stage:
    """Where the application of the moment stands."""

    def __init__(self, app):
        self.app = app

    def change(self, app):
        self.app.ended.set()
        self.app = app


def handler_of(stage, quiet):
    class Handler(http.server.BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def log_message(self, *_):
            pass

        def answer(self, status, content=None, headers=()):
            body = b"" if content is None else content if isinstance(content, bytes) else json.dumps(content).encode()
            self.send_response(status)
            for name, value in headers:
                self.send_header(name, value)
            if status != 204:
                self.send_header("Content-Type", "application/scim+json")
                self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def fault(self, status, kind=None, detail="no"):
            if "echo" in self.rules:
                detail = f"{self.headers['Authorization']} {self.body}"
            self.answer(status, {"schemas": [ERROR], "status": str(status), "scimType": kind, "detail": detail})

        def is_let_in(self):
            wanted = None
            if "token" in self.rules:
                wanted = "Bearer " + self.rules["token"]
            if "basic" in self.rules:
                wanted = "Basic " + base64.b64encode(self.rules["basic"].encode()).decode()
            return wanted in (None, self.headers["Authorization"])

        def misbehaves(self):
            """True when a rule has answered for everybody."""
            if not self.is_let_in():
                self.fault(401)
            elif self.app.throttled > 0:
                self.app.throttled -= 1
                after = [("Retry-After", self.rules["retry-after"])] if "retry-after" in self.rules else []
                self.answer(429, {}, after)
            elif "slow" in self.rules:
                self.app.ended.wait(float(self.rules["slow"]))
                self.close_connection = True
            elif "drop" in self.rules or self.is_late_page():
                self.send_response(200)
                self.send_header("Content-Length", "5000")
                self.end_headers()
                self.wfile.write(b'{"Resources":[')
                self.close_connection = True
            elif "redirect" in self.rules:
                self.answer(302, None, [("Location", self.rules["redirect"])])
            elif "huge" in self.rules:
                self.answer(200, b'{"a":"' + b"x" * (8 << 20) + b'"}')
            elif "not-json" in self.rules:
                self.answer(200, b"<html>it works")
            elif "status" in self.rules and self.rules.get("status-on", self.command) == self.command:
                self.fault(int(self.rules["status"]))
            else:
                return False
            return True

        def is_late_page(self):
            """Behind those that `drop-after` lets through."""
            if "drop-after" not in self.rules or "startIndex" not in self.path:
                return False
            self.app.pages += 1
            return self.app.pages > int(self.rules["drop-after"])

        def do(self):
            length = int(self.headers.get("Content-Length", 0))
            self.body = self.rfile.read(length).decode()
            self.app = stage.app
            self.rules = self.app.rules
            if not quiet:
                say(self.command, self.path, self.body)
            with self.app.lock:
                if not self.misbehaves():
                    self.obey(*self.parts())

        do_GET = do_POST = do_PUT = do_PATCH = do

        def parts(self):
            url = urllib.parse.urlsplit(self.path)
            match = re.fullmatch(r"/scim/v2/Users(?:/(.*))?", url.path)
            thing = urllib.parse.unquote(match[1]) if match and match[1] else None
            return bool(match), thing, dict(urllib.parse.parse_qsl(url.query))

        def obey(self, is_users, thing, query):
            if not is_users:
                return self.fault(404)
            if self.command == "POST":
                return self.create()
            if thing is None:
                return self.page(query)
            if thing not in self.app.users:
                return self.fault(404)
            if self.command != "GET":
                return self.change(thing)
            wrong = "2" if thing == "1" else "1"
            return self.answer(200, self.app.shown(self.app.users[wrong if "wrong-user" in self.rules else thing]))

        def page(self, query):
            users = [self.app.shown(user) for user in self.app.users.values()]
            if "filter" in query and "no-filter" in self.rules:
                return self.fault(400, "invalidFilter")
            if "filter" in query and "any-filter" not in self.rules:
                name = json.loads(re.fullmatch(r'userName eq (".*")', query["filter"])[1])
                users = [user for user in users if user["userName"].lower() == name.lower()]
            start, count = int(query.get("startIndex", 1)), min(int(query.get("count", 50)), 50)
            total = len(users)
            if "repeats" in self.rules:
                start = 1
            if "short" in self.rules:
                users = users[:100]
            shown = users[start - 1:start - 1 + count]
            if "endless" in self.rules:
                shown = [self.app.user(10_000 + start + i) for i in range(count)]
                total = start + 2 * count
            total = int(self.rules.get("total", total))
            return self.answer(200, {"schemas": [LIST], "totalResults": total, "startIndex": start,
                                     "itemsPerPage": len(shown), "Resources": shown})

        def change(self, thing):
            wish = json.loads(self.body)
            if self.command == "PATCH" and "no-patch" in self.rules:
                return self.fault(int(self.rules["no-patch"]))
            wanted = wish["active"] if self.command == "PUT" else wish["Operations"][0]["value"]
            if not isinstance(wanted, bool):
                return self.fault(400, "invalidValue")
            changed = {**self.app.users[thing], "active": wanted}
            if "unchanged" not in self.rules:
                self.app.users[thing]["active"] = wanted
                if "vanishes" in self.rules and not wanted:
                    del self.app.users[thing]
            if "lost-change" in self.rules:
                self.close_connection = True
                return None
            if "no-content" in self.rules:
                return self.answer(204)
            return self.answer(200, self.app.shown(changed))

        def create(self):
            wish = json.loads(self.body)
            known = any(user["userName"] == wish["userName"] for user in self.app.users.values())
            if known or "exists" in self.rules:
                return self.fault(409, "uniqueness")
            made = self.app.user(len(self.app.users) + 1, **{name: wish[name] for name in wish if name != "password"})
            if "unchanged" not in self.rules:
                self.app.users[made["id"]] = made
            if "lost-change" in self.rules:
                self.close_connection = True
                return None
            if "no-content" in self.rules:
                return self.answer(204)
            return self.answer(201, self.app.shown(made), [("Location", "/scim/v2/Users/" + made["id"])])

    return Handler


def make_context(folder):
    cert, key = folder / "cert.pem", folder / "key.pem"
    subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes",
                    "-keyout", key, "-out", cert, "-days", "2", "-subj", "/CN=127.0.0.1", "-addext",
                    "subjectAltName=IP:127.0.0.1"], check=True, capture_output=True)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(cert, key)
    return context


class Server(http.server.ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, *_):
        pass  # a peer that has heard enough


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--plain", action="store_true")
    parser.add_argument("--quiet", action="store_true")
    parser.add_argument("--rule", action="append", default=[])
    wish = parser.parse_args()
    wish.folder.mkdir(parents=True, exist_ok=True)
    stage = Stage(Application(rules_of(wish.rule)))
    server = Server(("127.0.0.1", 0), handler_of(stage, wish.quiet))
    if not wish.plain:
        server.socket = make_context(wish.folder).wrap_socket(server.socket, server_side=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    say("port", server.server_address[1])
    try:
        for line in sys.stdin:
            stage.change(Application(rules_of(line.rstrip("\n").split("\t"))))
            say("ready")
    except ConnectionResetError:  # the test didn't want to hear everything
        pass
    os._exit(0)  # threads that still wait for a peer


if __name__ == "__main__":
    main()
