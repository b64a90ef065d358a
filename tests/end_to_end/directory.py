"""An administrator's day, by keyboard: sign in to the directory, where no alarm is promised; add a person, give a role
until a day, end it; be refused what would leave nobody in charge; import people from a file after looking at what it
would do. Asserts on the window and on the hub's own answers.
"""

import json
import re
import sys
import urllib.parse
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
import desk  # noqa: E402
import phone  # noqa: E402

ADMINISTRATOR = "administrator@contoh.id"
NEWCOMER = "Ayu <b>Rini</b> & Wulan"


class Hub(phone.Phone):
    """The hub's API in somebody's name."""

    def get(self, path):
        status, _, body = self.ask("GET", "/api/v1" + path)
        assert status == 200, (status, body)
        return json.loads(body)

    def people(self, search):
        return self.get("/people?search=" + urllib.parse.quote(search))["items"]


def sign_in(room, login=ADMINISTRATOR):
    room.tab_to(r"Surel atau NRP")
    room.write(login)
    room.press("Tab")
    room.write("siaga-demo")
    room.press("Return")
    room.sees(r"^● tersambung")


def see_no_promise(room):
    """Nothing says "no alarm" to somebody who sees none."""
    desk.wait("the search field", lambda: room.focused_name() == "Cari orang")
    assert not room.all("push button", r"^SOS"), "the alarms are offered"
    for words in (r"Tidak ada alarm", r"Belum ada alarm", r"suara siap", r"Tidak ada SOS"):
        assert not desk.text_in(room, words), f"{words!r} is said to somebody who sees no alarm"


def add_person(room, hub):
    room.press("ctrl+n")
    desk.wait("the name", lambda: room.focused_name() == "Nama")
    room.write(NEWCOMER)
    room.tab_to(r"^Surel$")
    room.write(ADMINISTRATOR)
    room.press("ctrl+s")
    room.sees(r"sudah dipakai orang lain")
    assert not hub.people("Ayu <b>"), "kept all the same"
    form, taken = r"^Nama$", r"sudah\s+dipakai\s+orang\s+lain"
    desk.wait("the complaint in the form", lambda: desk.says_at(room, form, taken))
    room.press("ctrl+a")
    room.write("ayu.rini@contoh.id")
    desk.wait("the complaint taken back", lambda: not desk.says_at(room, form, taken))
    room.picture(f"{room.theme}-direktori-2-baru")
    room.press("Return")
    room.sees(r"^Tersimpan: Ayu <b>Rini</b> & Wulan")
    people = hub.people("ayu.rini")
    assert [item["person"]["name"] for item in people] == [NEWCOMER], people
    room.find("table cell", r"Ayu <b>Rini</b> & Wulan")


def people(room):
    return room.all("table cell", r"(?s)^.+\n.+")


def row_with_keyboard(room):
    """A reader of the screen hears the cell; the list has the keyboard."""
    node = room.focused()
    if not node or node.get_role_name() != "table":
        return None
    return next((cell.get_name() for cell in people(room) if desk.has_state(cell, "FOCUSED")), None)


def stay_with_what_is_typed(room, hub):
    """Another row is refused while something isn't saved: the keyboard goes back to the row that is still shown, and goes
    on from there once it may."""
    room.press("ctrl+f", "ctrl+a", "BackSpace")
    first = hub.people("")[0]["person"]["name"]
    desk.wait("all of them", lambda: len(people(room)) > 4 and people(room)[0].get_name().startswith(first + "\n"))
    second, third = (each.get_name() for each in people(room)[1:3])
    room.press("Return", "Home", "Down")
    desk.wait("the second one", lambda: row_with_keyboard(room) == second)
    room.tab_to(r"^Jabatan$")
    room.press("ctrl+a")
    room.write("Wakil sementara")
    for _ in range(6):
        if row_with_keyboard(room) is None:
            room.press("shift+Tab")
    for _ in range(2):
        room.press("Down")
        room.sees(r"^Tulisan Anda belum disimpan")
        desk.wait("the keyboard on the row that is shown", lambda: row_with_keyboard(room) == second)
        assert [each.get_name() for each in people(room) if desk.has_state(each, "SELECTED")] == [second]
    room.press("Escape")
    room.sees(r"^Tidak disimpan")
    room.press("Down")
    desk.wait("the third one", lambda: row_with_keyboard(room) == third)


def give_and_end(room, hub):
    room.press("ctrl+r")
    room.find("combo box", r"^Peran yang diberikan$")
    room.tab_to(r"^Deputi untuk")
    room.write(ADMINISTRATOR)
    room.press("Return")
    room.sees(r"^Yang digantikan harus memegang sendiri")
    desk.wait("whom it is about", lambda: (room.focused_name() or "").startswith("Deputi untuk"))
    assert not hub.people("ayu.rini")[0]["grants"], "given all the same"
    room.press("ctrl+a", "BackSpace")
    room.tab_to(r"Hari terakhir")
    room.write("kapan saja")
    room.press("Return")
    room.sees(r"^Hari terakhir harus")
    room.press("ctrl+a")
    room.write("31-12-2099")
    room.picture(f"{room.theme}-direktori-3-peran")
    room.press("Return")
    room.sees(r"kini menjadi Petugas")
    grants = desk.wait("the grant in the hub", lambda: hub.people("ayu.rini")[0]["grants"])
    assert grants[0]["role"] == "officer" and grants[0]["until"].startswith("2099-12-31T17:00:00"), grants
    room.find("table cell", r"s/d 31 Des 2099")
    room.tab_to(r"^Petugas$|^Peran$")
    room.press("Down", "Up")
    room.press_until("ctrl+e", "the end of the role", lambda: desk.text_in(room, r"bukan lagi Petugas"))
    ended = hub.people("ayu.rini")[0]["grants"]
    assert not ended[0]["until"].startswith("2099"), ended


def open_only(room, search, row):
    """By keyboard: the one person whom the search leaves."""
    room.press("ctrl+f")
    room.press("ctrl+a")
    room.write(search)
    room.find("table cell", row)
    desk.wait("only one row", lambda: len(room.all("table cell", r"(?s)^.+\n.+")) == 1)
    room.press("Return", "Down", "Up", "space")


def keep_the_last_administrator(room, hub):
    open_only(room, "Cahya Intan Darmawan", r"^Cahya Intan Darmawan")
    room.find("table cell", r"^Administrator sistem$")
    room.tab_to(r"^Administrator sistem$|^Peran$")
    room.press("Down", "Up")
    room.press_until("ctrl+e", "the refusal", lambda: desk.text_in(room, r"Administrator terakhir harus tetap ada"))
    room.picture(f"{room.theme}-direktori-4-terakhir")
    grants = hub.people(ADMINISTRATOR)[0]["grants"]
    assert any(grant["role"] == "system_administrator" and "until" not in grant for grant in grants), grants


def add_unit(room, hub):
    room.tab_to(r"^Unit$")
    room.press("space", "ctrl+n")
    desk.wait("the unit's name", lambda: room.focused_name() == "Nama unit")
    room.write("Depo Timur")
    room.press("F2")  # there are no alarms to go to, and what was typed stays
    room.press("ctrl+s")
    room.sees(r"^Tersimpan: Depo Timur")
    room.find("table cell", r"Depo Timur$")
    kept = [unit for unit in hub.get("/units")["units"] if unit["name"] == "Depo Timur"]
    assert len(kept) == 1 and kept[0]["emergency"] == "112", kept
    room.tab_to(r"^Yang dihubungi, 4$")
    room.write("Pemadam")
    room.press("Tab")
    room.write("113")
    room.press("Return")
    numbers = desk.wait("four numbers", lambda: [
        unit["numbers"] for unit in hub.get("/emergency-numbers")["units"]
        if unit["unit"] == kept[0]["id"] and len(unit["numbers"]) == 4])
    assert numbers[0][3] == {"label": "Pemadam", "number": "113"}, numbers
    room.picture(f"{room.theme}-direktori-5-unit")
    room.press("F1")
    room.sees("Spasi")
    room.picture(f"{room.theme}-direktori-6-tombol")
    room.press("Escape")
    room.sees(r"^Nama unit$")


def plan_a_move(room, hub):
    """For who is shown, by keyboard; then it is dropped again."""
    room.tab_to(r"^Pindah ke unit lain")
    room.press("space")
    room.sees(r"^Hari pertama di sana")
    room.tab_to(r"^Hari pertama di sana")
    room.write("31-01-2099")
    room.picture(f"{room.theme}-direktori-8-pindah")
    room.press("Return")
    room.sees(r"^Direncanakan: ")
    room.sees(r"^Pindah ke .* mulai 31 Jan 2099")
    assert len(hub.get("/people?search=Cahya%20Intan")["items"][0]["moves"]) == 1
    room.tab_to(r"^Batalkan kepindahan")
    room.press("space")
    room.sees(r"^Dibatalkan: ")
    assert not hub.get("/people?search=Cahya%20Intan")["items"][0]["moves"]


def told_code(room, hub):
    """For somebody new: a code for the first password, told by voice."""
    open_only(room, "ayu.rini", r"^Ayu <b>Rini</b> & Wulan")
    desk.wait("her form", lambda: desk.text_in(room, r"^ayu\.rini@contoh\.id$"))
    room.tab_to(r"^Akunnya$")
    room.press("space")
    room.sees(r"^Akun ini terbuka\. Kata sandi belum ada\.")
    assert room.focused_name() == "Akunnya", "the keyboard went elsewhere by itself"
    room.tab_to(r"^Buat kode kata sandi", most=3)  # past the move to another unit
    room.press("shift+Tab", "shift+Tab")
    desk.wait("the tab again", lambda: room.focused_name() == "Akunnya")
    room.tab_to(r"^Buat kode kata sandi", most=3)
    room.press("space")
    digits = room.sees(r"^\d{3} \d{3}$").get_name().replace(" ", "")
    desk.wait("the button below it", lambda: (room.focused_name() or "").startswith("Sudah saya sampaikan"))
    room.picture(f"{room.theme}-direktori-9-kode")
    room.press("Escape")
    desk.wait("no code", lambda: not desk.text_in(room, r"^\d{3} \d{3}$"))
    wish = {"email": "ayu.rini@contoh.id", "code": digits, "password": "sebuah kalimat sendiri"}
    status, _, body = hub.ask("POST", "/api/v1/password-resets/confirm", wish)
    assert status == 204, (status, body)


def close_and_open_account(room, hub):
    """What it ends is said before; who was signed in is out at once."""
    ayu = phone.Phone(room.address, "ayu.rini@contoh.id", "sebuah kalimat sendiri")
    room.tab_to(r"^Akunnya$")
    room.press("space")
    room.tab_to(r"^Tutup akun…")
    room.press("space")
    room.sees(r"tidak dapat masuk lagi\.")
    desk.wait("the way back", lambda: (room.focused_name() or "").startswith("Batal"))
    room.picture(f"{room.theme}-direktori-10-tutup")
    room.press("Escape")
    room.tab_to(r"^Tutup akun…")
    room.press("space")
    room.tab_to(r"^Tutup akun$")
    room.press("space")
    room.sees(r"^Ditutup sejak ")
    room.picture(f"{room.theme}-direktori-11-ditutup")
    assert ayu.ask("GET", "/api/v1/sessions/current")[0] == 401
    again = {"login": "ayu.rini@contoh.id", "password": "sebuah kalimat sendiri", "console": "K"}
    assert ayu.ask("POST", "/api/v1/sessions", again)[0] == 401
    room.tab_to(r"^Buka akun lagi")
    room.press("space")
    room.sees(r"^Akun ini terbuka\. Kata sandi sudah ada\.")
    assert ayu.ask("POST", "/api/v1/sessions", again)[0] == 201
    room.tab_to(r"^Perannya$")
    room.press("space")


def import_people(room, hub):
    """A file as a spreadsheet saves it: the preview tells every problem by row and writes nothing."""
    unit = hub.get("/units")["units"][0]["name"]
    rows = ["Nama;Surel;NRP;No. HP;Jabatan;Unit;Peran;Golongan",
            f'=cmd|"A0;sekar@contoh.id;0071985;+62 811;Petugas;{unit};Petugas;II/a',
            f"José <b>Lestari</b>;jose@contoh.id;198001012005011001;;Petugas;{unit};;",
            ";ayu.rini@contoh.id;;+62 899;;;;",
            f"Rusak;;1,98E+17;;;{unit};;",
            "Asing;asing@contoh.id;;;;Unit Entah;Dewa;"]
    file = room.scratch / "pegawai.csv"
    file.write_bytes("\r\n".join(rows).encode("cp1252", "replace"))
    room.press("ctrl+f", "ctrl+i")
    desk.wait("the dialog", lambda: room.all(name=r"^Impor orang dari berkas CSV$"))
    room.press("ctrl+l")
    desk.wait("a line for the path", lambda: (node := room.focused()) and node.get_role_name() in ("text", "entry"))
    room.press("ctrl+a")
    room.write(str(file))
    room.press("Return")
    room.sees(r"^Impor: pegawai\.csv$")
    room.sees(r"2 baru · 1 berubah · 0 sama · 2 dilewati")
    room.sees(r"NRP: dirusak lembar kerja \(1,98E\+17\)")
    room.sees(r"Unit: tidak ada unit bernama Unit Entah")
    room.sees(r"Peran: tidak ada peran bernama Dewa")
    room.sees(r"Golongan")
    room.picture(f"{room.theme}-direktori-7-impor")
    assert not hub.people("sekar@"), "written by looking"
    room.press("ctrl+s")
    room.sees(r"^Selesai diimpor: 2 baru, 1 berubah")
    sekar = hub.people("sekar@")[0]
    assert sekar["person"]["name"] == '=cmd|"A0' and sekar["person"]["nrp"] == "0071985", sekar
    assert [grant["role"] for grant in sekar["grants"]] == ["officer"], sekar
    assert hub.people("jose@")[0]["person"]["name"] == "José <b>Lestari</b>"
    assert hub.people("ayu.rini")[0]["person"]["phone"] == "+62 899"
    assert not hub.people("Rusak") and not hub.people("asing@")
    desk.wait("the search field", lambda: room.focused_name() == "Cari orang")


def run(room):
    room.start_hub()
    room.start_console("--pin", room.fingerprint)
    sign_in(room)
    hub = Hub(room.address, ADMINISTRATOR)
    see_no_promise(room)
    room.find("table cell", r"(?s)^.+\n.+")
    room.picture(f"{room.theme}-direktori-1")
    add_person(room, hub)
    give_and_end(room, hub)
    keep_the_last_administrator(room, hub)
    plan_a_move(room, hub)
    told_code(room, hub)
    close_and_open_account(room, hub)
    import_people(room, hub)
    stay_with_what_is_typed(room, hub)
    add_unit(room, hub)


if __name__ == "__main__":
    desk.journey(run)
