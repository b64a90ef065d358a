#!/usr/bin/python3 -B
"""An application behind the connector `command` (connect/command_target.h says what it is asked and answers): its users
are in users.json beside it, which tests write and read; `password` is what the newest was made with. Where there is a
pipe `gate` it waits until somebody opens that; `fault` is the kind of error that it answers with instead."""
import json
import pathlib
import sys

home = pathlib.Path(__file__).parent
wish = json.load(sys.stdin)
if (home / "gate").exists():
    open(home / "gate").read()
if (home / "fault").exists():
    print(json.dumps({"error": {"kind": (home / "fault").read_text(), "text": "kata aplikasi"}}))
    sys.exit()
users = json.loads((home / "users.json").read_text())
found = users
if wish["action"] == "find":
    found = [user for user in users if user["user_name"].lower() == wish["user_name"].lower()]
if wish["action"] in ("read", "deactivate"):
    found = [user for user in users if user["id"] == wish["id"]]
if wish["action"] == "deactivate":
    found[0]["active"] = False
if wish["action"] == "create":
    (home / "password").write_text(wish["password"])
    users.append({"id": wish["user_name"], "user_name": wish["user_name"], "email": wish["email"], "active": True})
    found = users[-1:]
if wish["action"] in ("deactivate", "create"):
    (home / "users.json").write_text(json.dumps(users))
print(json.dumps({"users": found}))
