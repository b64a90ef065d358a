#!/usr/bin/python3
"""`siaga-hub application`: an administrator at the hub's own machine sets up an application, tries it out and holds it
against the logbook, while the hub isn't running.   application_test.py SIAGA_HUB"""
import json
import pathlib
import sqlite3
import subprocess
import sys
import tempfile


def main():
    with tempfile.TemporaryDirectory(prefix="siaga-application-") as scratch:
        walk(sys.argv[1], pathlib.Path(scratch))


def walk(program, scratch):
    data = scratch / "data"

    def run(expected, *words):
        done = subprocess.run([program, *words, "--data", data], capture_output=True, text=True, check=False)
        assert done.returncode == expected, (words, done)
        return done.stdout + done.stderr

    run(0, "demo")
    folder = data / "connectors"
    folder.mkdir()
    omni = folder / "omni"
    answer = {"users": [{"id": "1", "user_name": "svc.papan", "active": True},
                        {"id": "2", "user_name": "omni.dukungan", "email": "support@contoh.id", "active": True}]}
    omni.write_text(f"#!/bin/sh\necho '{json.dumps(answer)}'\n")
    omni.chmod(0o700)
    settings, secret = scratch / "settings.json", scratch / "secret"
    settings.write_text(json.dumps({"program": "omni"}))
    secret.write_text("rahasia-sekali\n")
    put = ["application", "put", "--name", "Web Uji", "--connector", "command", "--settings-file", settings,
           "--secret-file", secret]
    run(2, *put, "--unit", "Tidak Ada")
    run(0, *put)
    run(0, *put)  # the same one again
    run(0, *put, "--target-minutes", "-90")  # R41
    run(0, *put)  # the target stays
    assert "Web Uji  target -90 min" in run(0, "application", "list")
    assert "target" in run(2, *put, "--target-minutes", "1440")
    run(2, *put, "--target-minutes", "4h")
    run(0, *put, "--target-minutes", "none")
    settings.write_text(json.dumps({"program": "omni", "arguments": ["--host", "lain.contoh.id"]}))
    assert "give the secret again" in run(2, *put[:-2])
    settings.write_text(json.dumps({"program": "omni", "timeout_s": 20}))
    run(0, *put[:-2])
    listed = run(0, "application", "list")
    assert "Web Uji  target" not in listed, listed
    assert listed.count("Web Uji") == 1 and "rahasia" not in listed, listed
    assert b"rahasia-sekali" not in (data / "hub.db").read_bytes()
    assert "dapat dihubungi" in run(0, "application", "check", "Web Uji")
    assert "there is no application" in run(2, "application", "check", "Tidak Ada")
    assert "dibaca/read 2, baru di logbook/new in the logbook 1, temuan baru/new findings 1" in run(
        0, "application", "reconcile", "Web Uji")
    assert "new findings 0" in run(0, "application", "reconcile", "Web Uji")
    omni.write_text("#!/bin/sh\necho '{\"error\":{\"kind\":\"refused\",\"text\":\"x\"}}'\n")
    for verb in ("check", "reconcile"):
        assert "menolak kata sandi" in run(1, "application", verb, "Web Uji")
    run(2, "application", "remove", "Web Uji")
    with sqlite3.connect(data / "hub.db") as database:
        fault, good = database.execute("select fault, good_at from reconciliation").fetchone()
        assert fault == "unauthenticated" and good, (fault, good)
        kinds = [row[0] for row in database.execute("select kind from journal")]
        assert kinds.count("finding.opened") == 1 and "application.changed" in kinds, kinds


if __name__ == "__main__":
    main()
