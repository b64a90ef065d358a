#!/usr/bin/python3
"""What a hub signs and exports, checked by two programs that know nothing of each other: our siaga-verify and Go's
sumdb/note and sumdb/tlog, by the API and by the files that an auditor holds.   proof_test.py SIAGA_HUB SIAGA_VERIFY"""
import base64
import hashlib
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile

import exported_file
from client import Client, make_id
from hub_process import HubProcess

HERE = pathlib.Path(__file__).resolve().parent


def auditor_of(hub):
    client = Client(hub.port, hub.fingerprint)
    assert client.sign_in("auditor@contoh.id", "siaga-demo").status == 201
    return client


def happen(hub, count):
    officer = Client(hub.port, hub.fingerprint)
    assert officer.sign_in("petugas@contoh.id", "siaga-demo").status == 201
    for _ in range(count):
        assert officer.raise_sos(make_id()).status == 201


def get(client, path):
    answer = client.request("GET", "/api/v1" + path)
    assert answer.status == 200, (path, answer)
    return answer


def size_of(note):
    return int(note.split("\n")[1])


def inclusion(client, seq):
    """The lines of c2sp.org/tlog-proof, read without our code."""
    head, _ = get(client, f"/proofs/inclusion?seq={seq}").body.decode().split("\n\n", 1)
    lines = head.split("\n")
    assert lines[0] == "c2sp.org/tlog-proof@v1" and lines[2] == f"index {seq - 1}", lines
    return {"Index": seq - 1, "Data": lines[1].removeprefix("extra "), "Path": lines[3:]}


def ask_go(question, folder):
    environment = {**os.environ, "GO111MODULE": "off", "GOPATH": "/usr/share/gocode", "GOFLAGS": "",
                   "GOCACHE": str(folder / "go-cache")}
    program = folder / "tlog_oracle"
    if not program.exists():
        subprocess.run(["go", "build", "-o", program, HERE / "tlog_oracle.go"], env=environment, check=True)
    done = subprocess.run([program], input=json.dumps(question), text=True, capture_output=True, check=False)
    return done.returncode == 0, done.stdout + done.stderr


class Verify:
    def __init__(self, program, folder):
        self.program, self.folder = program, folder

    def __call__(self, data, *options, language="id"):
        path = self.folder / "file"
        path.write_bytes(data)
        done = subprocess.run([self.program, path, "--lang", language, *options], capture_output=True, text=True, check=False)
        return done.returncode, done.stdout.split("\n")[0]


def check_with_go(client, notes, keys, folder):
    consistency = [get(client, f"/proofs/consistency?from={size_of(old)}&to={size_of(young)}").json()["hashes"]
                   for old, young in zip(notes, notes[1:])]
    question = {"Keys": [key["key"] for key in keys], "Checkpoints": notes, "Consistency": consistency,
                "Inclusions": [inclusion(client, seq) for seq in range(1, size_of(notes[-1]) + 1)]}
    fine, said = ask_go(question, folder)
    assert fine, said
    print("Go:", said.strip())
    wrong = json.loads(json.dumps(question))
    wrong["Inclusions"][3]["Data"] = base64.b64encode(b"something else").decode()
    assert not ask_go(wrong, folder)[0], "the oracle can't say no"
    wrong = dict(question, Checkpoints=[notes[0].replace("\n" + notes[0].split("\n")[1] + "\n", "\n2\n", 1), *notes[1:]])
    assert not ask_go(wrong, folder)[0], "the oracle can't say no"


def check_file_with_go(export, keys, folder):
    """The file alone, and the keys that somebody was told: no word of ours in between."""
    read = exported_file.read(export)
    question = {"Keys": [key["key"] for key in keys], "Files": [read]}
    fine, said = ask_go(question, folder)
    assert fine, said
    print("Go:", said.strip())
    changed = json.loads(json.dumps(read))
    leaf = next(part for part in changed["Parts"] if "Note" not in part)
    leaf["Data" if "Data" in leaf else "Hash"] = base64.b64encode(bytes(32)).decode()
    fewer = dict(read, Parts=read["Parts"][1:])
    short = dict(read, Parts=read["Parts"][:-1])
    other = dict(read, Says=read["Says"].replace("\n", "\n0", 1))
    for wrong in (changed, fewer, short, other):
        assert not ask_go(dict(question, Files=[wrong]), folder)[0], "the oracle can't say no"


def check_paper(client, checker, made, report, proof):
    """Each page's foot is a witness: what it says is what the hub signed, and what siaga-verify compares with."""
    pages = subprocess.run(["pdftotext", "-layout", report, "-"], check=True, capture_output=True, text=True).stdout
    feet = re.findall(r"Cap jurnal #(\d+) · akar (\S+) · kunci (\S+)", pages)
    assert len(feet) == pages.count("\f") >= 1 and len(set(feet)) == 1, feet
    size, root, key = feet[0]
    assert {"size": int(size), "root": root, "key": key} == made["checkpoint"], (feet, made)
    signed, = get(client, f"/checkpoints?after={int(size) - 1}&limit=1").json()["items"]
    assert signed["note"].split("\n")[1:3] == [size, root], signed
    assert key == get(client, "/proofs/keys").json()["keys"][-1]["fingerprint"], key
    compared = subprocess.run([checker, proof, "--known", f"{size} {root}", "--key", key, "--lang", "id"],
                              capture_output=True, text=True, check=False)
    assert compared.returncode == 0 and "bersambung dari cap pembanding" in compared.stdout, compared
    other = base64.b64encode(bytes(32)).decode()
    assert subprocess.run([checker, proof, "--known", f"{size} {other}"], capture_output=True, check=False).returncode == 1
    later = proof.with_name("later.siaga-export")  # of the whole journal
    later.write_bytes(get(client, f"/journal/export?known={size}").body)
    compared = subprocess.run([checker, later, "--known", f"{size} {root}", "--lang", "id"], capture_output=True, text=True,
                              check=False)
    assert compared.returncode == 0 and "bersambung dari cap pembanding" in compared.stdout, compared


def check_report(client, checker, folder, kind, keys):
    """A report beside its signed manifest, which finds a changed byte in either (each byte: logbook_export_test.cpp)."""
    wish = {"command": make_id(), "console": "K", "format": kind, "title": "", "number": "FR-OPS-014", "revision": "02",
            "prepared": "", "checked": "", "approved": "", "controlled": True}
    answer = client.request("POST", "/api/v1/logbook/exports", wish)
    assert answer.status == 201, answer
    made = answer.json()
    report, proof = (folder / file["name"] for file in made["files"])
    for path in (report, proof):
        path.write_bytes(get(client, f"/logbook/exports/{made['id']}/{path.name}").body)

    def said():
        done = subprocess.run([checker, proof, "--lang", "id"], capture_output=True, text=True, check=False)
        return done.returncode, done.stdout.split("\n")[0]

    assert said()[0] == 0, said()
    if kind == "pdf":
        check_paper(client, checker, made, report, proof)
    whole = report.read_bytes()
    check_file_with_go(proof.read_bytes(), keys, folder)
    told = exported_file.digests_of_files(proof.read_bytes())
    assert told == {report.name: hashlib.sha256(whole).hexdigest()}, told
    for at in range(0, len(whole), max(1, len(whole) // 20)):
        report.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1:])
        code, sentence = said()
        assert code == 1 and report.name in sentence, (kind, at, code, sentence)
    report.write_bytes(whole)
    changed = proof.read_bytes().replace(b"\nfile ", b"\nfile 0", 1)
    proof.write_bytes(changed)
    assert said()[0] == 1, said()


def check_logbook(client, verify, keys, folder):
    """The logbook alone, everything else as hashes: its numbers lead from entry to entry."""
    extract = get(client, "/journal/export?only=logbook").body
    assert b" sos." not in extract and b"\nt " in extract, extract[:2000]
    entries = exported_file.logbook_entries(extract)
    assert len(entries) > 5 and [number for number, _, _ in entries] == list(range(1, len(entries) + 1)), entries
    code, said = verify(extract)
    assert code == 0 and said.endswith(f" WIB; logbook utuh #1–#{len(entries)}"), said
    assert verify(extract, language="en")[1].endswith(f"; logbook whole #1–#{len(entries)}")
    check_file_with_go(extract, keys, folder)
    lines = extract.split(b"\n")
    for number, at, leaf in (entries[0], entries[len(entries) // 2], entries[-1]):
        code, said = verify(b"\n".join(lines[:at] + lines[at + 1:]))
        assert code == 1, said
        code, said = verify(b"\n".join(lines[:at] + [b"t 0 " + leaf] + lines[at + 1:]))  # the tree still holds
        assert code == 1 and said.startswith(f"entri logbook #{number} tidak ada"), said
    assert client.request("GET", "/api/v1/journal/export?only=sos").status == 400


def main():
    program, checker = sys.argv[1:3]
    with tempfile.TemporaryDirectory() as scratch, HubProcess(program) as hub:
        folder = pathlib.Path(scratch)
        verify = Verify(checker, folder)
        client, notes = auditor_of(hub), []
        for count in (1, 6, 30):
            happen(hub, count)
            exported = get(client, "/journal/export").body
            notes.append(get(client, "/checkpoint").body.decode())
            code, said = verify(exported)
            assert code == 0 and said.startswith(f"utuh s/d cap #{size_of(notes[-1])}, ") and "WIB" in said, said
        keys = get(client, "/proofs/keys").json()["keys"]
        check_with_go(client, notes, keys, folder)
        check_file_with_go(exported, keys, folder)
        check_logbook(client, verify, keys, folder)
        for kind in ("csv", "xlsx", "pdf"):
            check_report(client, checker, folder, kind, keys)

        known = folder / "known"
        known.write_text(notes[0])
        assert verify(exported, "--known", known, language="en")[1].startswith("whole up to checkpoint #"), exported
        paper = " ".join(notes[1].split("\n")[1:3])
        assert verify(exported, "--known", paper, "--key", keys[-1]["fingerprint"])[0] == 0
        first = client.request("GET", "/api/v1/proofs/inclusion?seq=5").body
        code, said = verify(first, "--key", keys[-1]["key"])
        assert code == 0 and said.startswith("catatan #5 terbukti ada dalam cap #"), said
        assert verify(first)[0] == 2
        at = exported.index(b"\nr 7 ") + 40
        code, said = verify(exported[:at] + bytes([exported[at] ^ 1]) + exported[at + 1:])
        assert code == 1 and "#7" in said, said
        code, said = verify(exported[:exported.index(b"\nr 9 ") + 1])
        assert code == 1 and said == "akhir berkas terpotong: setelah catatan #8 tidak ada lagi", said

        refused = subprocess.run([program, "rotate-key", "--data", hub.data], capture_output=True, text=True, check=False)
        assert refused.returncode == 2 and "hub" in refused.stderr, refused  # it runs
        hub.stop()
        subprocess.run([program, "rotate-key", "--data", hub.data], check=True, stdout=subprocess.DEVNULL)
        hub.start()
        client.close()
        happen(hub, 3)
        exported = get(client, "/journal/export").body
        notes.append(get(client, "/checkpoint").body.decode())
        keys = get(client, "/proofs/keys").json()["keys"]
        assert len(keys) == 2 and verify(exported, "--known", known)[0] == 0
        check_with_go(client, notes, keys, folder)
        check_file_with_go(exported, keys, folder)
        mode = (hub.data / "keys" / "log").stat().st_mode & 0o777
        assert mode == 0o600, oct(mode)
        client.close()


if __name__ == "__main__":
    main()
