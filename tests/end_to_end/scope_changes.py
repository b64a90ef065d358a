#!/usr/bin/python3
"""Roles change while somebody sits at the desk: the buttons follow, what was looked up in the history is fetched again, an
alarm that comes with a wider scope is written over a video that fills the screen; when the hub ends the session, the
sign-in page says why, to the next person too; and a person's form that is open in the directory follows.
"""

import json
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
import desk  # noqa: E402
import directory  # noqa: E402
import phone  # noqa: E402

SUPERVISOR = "pengawas@contoh.id"
OPERATOR = "operator@contoh.id"
AUDITOR = "auditor@contoh.id"


class Roles:
    """Those of whoever sits at the console, as an administrator keeps them."""

    def __init__(self, room, login=SUPERVISOR):
        self.hub, self.login = directory.Hub(room.address, directory.ADMINISTRATOR), login
        self.person = self.hub.people(login)[0]["person"]["id"]
        self.units = {unit["name"].split()[2]: unit["id"] for unit in self.hub.get("/units")["units"]}

    def give(self, role, town):
        grant = phone.new_id()
        status, _, body = self.hub.ask("PUT", f"/api/v1/grants/{grant}", {
            "person": self.person, "role": role, "within": self.units[town]})
        assert status == 201, (status, body)

    def end(self, role):
        for item in self.hub.people(self.login):
            for grant in item["grants"]:
                if grant["role"] == role and "until" not in grant:
                    status, _, body = self.hub.ask("DELETE", f"/api/v1/grants/{grant['id']}")
                    assert status == 204, (status, body)


def town_of(room, login):
    """Of somebody's unit."""
    return room.query("select u.name from person p join person_version v on v.version = p.version "
                      "join unit u on u.id = v.unit where p.email = ?", login)[0][0].split()[2]


def act(hub, sos, verb, **more):
    status, _, body = hub.ask("POST", f"/api/v1/sos/{sos}/{verb}",
                              {"command": phone.new_id(), "console": "KONSOL-9", **more})
    assert status == 200, (status, body)


def officer_of(room, town):
    rows = room.query("select p.email from person p join person_version v on v.version = p.version "
                      "join unit u on u.id = v.unit join role_grant g on g.person = p.id "
                      "where g.role = 'officer' and u.name like ? and p.email is not null limit 1", f"%{town}%")
    return phone.Phone(room.address, rows[0][0]), room.name_of(rows[0][0])


def follow_the_roles(room, roles, hub):
    """From supervisor to operator: nobody's alarm can be taken over, and the history is still there."""
    officer, name = officer_of(room, "Semarang")
    old, others = officer.raise_sos(), officer.raise_sos()
    act(hub, old, "claim")
    act(hub, old, "close", outcome="helped", text="Selesai.")
    act(hub, others, "claim")
    room.start_console("--pin", room.fingerprint)
    room.sign_in_as_demonstrated()
    room.sees(r"lengkap s/d #")
    room.find("push button", r"^Ambil alih$")
    room.press("3")
    desk.wait("the open one and the closed one", lambda: len(room.all("table cell", name)) == 2)
    roles.give("operator", "Semarang")
    roles.end("supervisor")
    desk.wait("no taking over", lambda: not room.all("push button", r"^Ambil alih$"))
    desk.wait("both again", lambda: len(room.all("table cell", name)) == 2)
    room.picture(f"{room.theme}-lingkup-1")


def see_over_the_video(room, roles):
    """An alarm of another town waits already when that town becomes this desk's."""
    officer, name = officer_of(room, "Makassar")
    officer.raise_sos()
    room.press("f")
    desk.wait("the strip hidden", lambda: not room.all("label", r"Bertugas:"))
    roles.give("operator", "Makassar")
    room.find("image", rf"^ALARM BARU: {name}")
    room.picture(f"{room.theme}-lingkup-2-layar-penuh")
    leave_full_screen(room)
    room.sees(r"^1 alarm baru")


def leave_full_screen(room):
    room.press_until("Escape", "the whole desk", lambda: room.all("label", r"Bertugas:"))


def waits_before_the_video(room, hub):
    """What waited already when the video took the screen stands over it, until somebody has it; then whoever else."""
    first = room.query("select subject from journal where kind = 'sos.raised' order by seq desc limit 1")[0][0].hex()
    officer, name = officer_of(room, "Semarang")
    room.press("f")
    room.find("image", r"^ALARM BARU: ")
    officer.raise_sos()
    room.find("image", r"^2 SOS BELUM DITANGANI · ")
    room.picture(f"{room.theme}-lingkup-2-dua-alarm")
    act(hub, f"{first[:8]}-{first[8:12]}-{first[12:16]}-{first[16:20]}-{first[20:]}", "claim")
    room.find("image", rf"^ALARM BARU: {name}")
    leave_full_screen(room)


def be_sent_away(room, roles):
    """Once for want of a role, once from another session; in between they come back."""
    roles.end("operator")
    room.sees(r"peran Anda tidak lagi berhak memakai konsol")
    room.picture(f"{room.theme}-lingkup-3-tanpa-peran")
    roles.give("supervisor", "Semarang")
    room.sign_in_as_demonstrated()
    room.sees(r"lengkap s/d #")
    elsewhere = directory.Hub(room.address, SUPERVISOR)
    sessions = elsewhere.get("/sessions")["sessions"]
    for session in sessions:
        if not session["current"]:
            status, _, _ = elsewhere.ask("DELETE", f"/api/v1/sessions/{session['id']}")
            assert status == 204, status
    room.sees(r"Sesi ini diakhiri dari tempat lain")
    room.picture(f"{room.theme}-lingkup-4-diakhiri")


def follow_in_a_form(room):
    """An auditor looks at somebody in the directory, and may change them as long as they are an administrator there."""
    roles = Roles(room, AUDITOR)
    directory.sign_in(room, AUDITOR)
    room.press("ctrl+8")
    directory.open_only(room, SUPERVISOR, r"^Sari Wulandari")
    desk.wait("her form", lambda: desk.text_in(room, rf"^{SUPERVISOR}$"))
    assert not room.all("push button", r"^Simpan"), "an auditor is offered to change somebody"
    roles.give("unit_admin", town_of(room, SUPERVISOR))
    room.find("push button", r"^Simpan")
    room.find("push button", r"^Beri peran")
    room.tab_to(r"^Telepon$")
    room.press("ctrl+a")
    room.write("+62 811 2345")
    room.picture(f"{room.theme}-lingkup-5-formulir")
    room.press("ctrl+s")
    desk.wait("the new number", lambda: roles.hub.people(SUPERVISOR)[0]["person"]["phone"] == "+62 811 2345")
    roles.end("unit_admin")
    desk.wait("no saving", lambda: not room.all("push button", r"^Simpan"))


def run(room):
    room.start_hub()
    roles = Roles(room)
    roles.give("supervisor", "Semarang")
    for item in roles.hub.people("Sari Wulandari"):
        for grant in item["grants"]:
            if set(grant["within"]) <= set("0-"):
                roles.hub.ask("DELETE", f"/api/v1/grants/{grant['id']}")
    operator = directory.Hub(room.address, OPERATOR)
    follow_the_roles(room, roles, operator)
    see_over_the_video(room, roles)
    waits_before_the_video(room, operator)
    be_sent_away(room, roles)
    follow_in_a_form(room)
    assert json.loads(room.stored("grant.given")[0])["role"] == "supervisor"


if __name__ == "__main__":
    desk.journey(run)
