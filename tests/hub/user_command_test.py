#!/usr/bin/python3
"""`siaga-hub user …` at the hub's own machine, line by line as an administrator types it; then the hub serves what was
made.   user_command_test.py SIAGA_HUB"""
import pathlib
import subprocess
import sys
import tempfile

from client import Client
from hub_process import HubProcess

PASSWORD = "hujan deras di Simpang Lima"


class CommandLine:
    def __init__(self, program, data):
        self.program, self.data = program, data

    def __call__(self, expected, *words, password=""):
        done = subprocess.run([self.program, "user", *words, "--data", self.data], input=password, capture_output=True,
                              text=True, check=False)
        assert done.returncode == expected, (words, done)
        return done.stdout if expected == 0 else done.stderr


def keep_units(run):
    run(0, "add-unit", "--name", "Jawa Tengah")
    run(0, "add-unit", "--name", "Semarang", "--below", "Jawa Tengah")
    assert "nama sudah dipakai" in run(2, "add-unit", "--name", "Semarang")
    assert "unit di atasnya" in run(2, "add-unit", "--name", "Depo", "--below", "Entah")
    tree = run(0, "units").splitlines()
    assert "  Semarang  Asia/Jakarta  112" in tree and "Jawa Tengah  Asia/Jakarta  112" in tree, tree


def keep_roles(run):
    deputy = ("give-role", "lina@contoh.id", "--role", "supervisor", "--within", "Semarang", "--from", "2030-01-01",
              "--until", "2030-01-31", "--deputy-for", "budi@contoh.id")
    assert "tidak memegang peran itu sendiri" in run(2, *deputy)
    run(0, "give-role", "budi@contoh.id", "--role", "supervisor", "--within", "Semarang")
    given = run(0, *deputy)
    assert "2029-12-31T17:00:00" in given and "2030-01-31T17:00:00" in given, given
    shown = [line for line in run(0, "list").splitlines() if line.startswith("lina@")]
    assert len(shown) == 1 and "supervisor @ Semarang" in shown[0] and "Kantor" in shown[0], shown
    run(0, "end-role", "lina@contoh.id", "--role", "supervisor", "--within", "Semarang")
    assert "tidak dipegang" in run(2, "end-role", "lina@contoh.id", "--role", "supervisor", "--within", "Semarang")
    assert "administrator terakhir" in run(2, "end-role", "rina@contoh.id", "--role", "system_administrator",
                                           "--everywhere")
    run(2, "give-role", "lina@contoh.id", "--role", "raja")
    run(2, "give-role", "lina@contoh.id", "--role", "owner", "--until", "2030-02-30")
    assert "tidak ada orang" in run(2, "give-role", "entah", "--role", "owner")


def keep_people(run):
    assert "pindah/moves" not in run(0, "list")
    run(0, "move", "lina@contoh.id", "--unit", "Semarang", "--day", "2099-01-31")
    assert "hari pertama" in run(2, "move", "budi@contoh.id", "--unit", "Semarang", "--day", "2001-01-31")
    assert "pindah/moves 2099-01-30T17:00:00" in run(0, "list", "--unit", "Kantor")
    assert run(0, "list", "--unit", "Semarang") == ""
    run(0, "close", "budi@contoh.id")
    assert "ditutup/closed" in run(0, "list")
    assert "bukan akun sendiri" in run(2, "close", "rina@contoh.id")
    run(0, "open", "budi@contoh.id")
    assert "ditutup/closed" not in run(0, "list")
    run(0, "close", "lina@contoh.id", "--as", "rina@contoh.id")


def refuse_passwords(run):
    (run.data / "own-words.txt").write_text("Trans Kota\n")
    for password, reason in (("singkat", "terlalu pendek"), ("qwertyuiop", "terlalu banyak orang"),
                             ("budi@contoh.id", "surel atau NRP-nya"), ("TransKota-2026", "kata organisasi sendiri")):
        told = run(2, "passwd", "--login", "budi@contoh.id", password=password)
        assert reason in told and password not in told, told


def tell_usage(run):
    told = subprocess.run([run.program, "user", "--help"], capture_output=True, text=True, check=True).stdout
    for word in ("list", "units", "add-unit", "give-role", "end-role", "move", "close", "open", "passwd", "sessions"):
        assert word in told, word
    for wrong in (("give-role",), ("list", "budi@contoh.id"), ("entah",), ("close",)):
        run(2, *wrong)


def main():
    program = sys.argv[1]
    with tempfile.TemporaryDirectory(prefix="siaga-hub-") as scratch:
        run = CommandLine(program, pathlib.Path(scratch) / "data")
        assert "--as" in run(2, "add-unit", "--name", "Semarang"), "nobody answers for it yet"
        run(0, "add", "--name", "Rina", "--email", "rina@contoh.id", "--unit", "Kantor", "--role",
            "system_administrator", "--everywhere", password=PASSWORD)
        for name in ("lina", "budi"):
            run(0, "add", "--name", name.title(), "--email", name + "@contoh.id", "--unit", "Kantor", password=PASSWORD)
        keep_units(run)
        keep_roles(run)
        keep_people(run)
        refuse_passwords(run)
        tell_usage(run)
        hub = HubProcess(program, demo=False)
        hub.data = run.data
        with hub:
            client = Client(hub.port, hub.fingerprint)
            assert client.sign_in("lina@contoh.id", PASSWORD).status == 401
            assert client.sign_in("budi@contoh.id", PASSWORD).status == 201
    print("user command: ok")


if __name__ == "__main__":
    main()
