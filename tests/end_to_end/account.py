"""One's own account, by keyboard: change phone number and date of birth, end the session of another console, see who
looked, change the password, take a second factor and other recovery codes for it; a new SOS shows itself meanwhile, and
F2 leads to it."""

import re
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
import desk  # noqa: E402
import directory  # noqa: E402
import phone  # noqa: E402
import second_factor  # noqa: E402

SUPERVISOR = "pengawas@contoh.id"


def change_phone(room, hub):
    room.press("ctrl+9")
    desk.wait("the name", lambda: room.focused_name() == "Nama")
    room.tab_to(r"^Telepon$")
    room.press("ctrl+a")
    room.write("+62 811-2233-4455")
    room.press("ctrl+s")
    room.sees(r"^Tersimpan\.")
    person = hub.get("/sessions/current")["person"]
    assert person["phone"] == "+62 811-2233-4455", person
    room.tab_to(r"^Tanggal lahir")
    room.write("31-06-1985")
    room.press("ctrl+s")
    room.sees(r"^Tulis tanggal lahir sebagai")
    room.press("ctrl+a")
    room.write("30/06/1985")
    room.press("ctrl+s")
    desk.wait("the date of birth", lambda: hub.get("/profile").get("born") == "1985-06-30")


def end_other_session(room, hub):
    room.press("ctrl+8")  # not theirs: a supervisor administers nobody
    assert room.all("label", r"^Akun Anda$"), "another view came"
    room.find("table cell", r"\(konsol ini\)$")
    room.find("table cell", r"^telepon$")
    room.tab_to(r"konsol ini|^telepon$|^Tempat Anda masuk$")
    # Wherever it stands: of two, one is this console's.
    room.press("Home", "Down", "Up")
    room.press("ctrl+e")
    if desk.wait("an answer", lambda: desk.text_in(room, r"^Diakhiri: telepon|^Ini konsol")).get_name().startswith("Ini"):
        room.press("Down", "ctrl+e")
    room.sees(r"^Diakhiri: telepon")
    desk.wait("the row gone", lambda: not room.all("table cell", r"^telepon$"))
    status, _, _ = hub.ask("GET", "/api/v1/sessions/current")
    assert status == 401, "the other session goes on"


def choose_part(room, name):
    room.find("push button", name).get_action_iface().do_action(0)


def who_looked(room):
    me = directory.Hub(room.address, SUPERVISOR).get("/sessions/current")["person"]
    administrator = directory.Hub(room.address, directory.ADMINISTRATOR)
    administrator.get("/people/" + me["id"])
    desk.wait("the look in the journal", lambda: room.stored("person.viewed"))
    choose_part(room, r"^Siapa melihat data saya$")
    room.find("table cell", r"\d\d:\d\d:\d\d WIB$")
    room.find("table cell", "^" + room.name_of(directory.ADMINISTRATOR) + "$")
    room.picture(f"{room.theme}-akun-3-siapa-melihat")


def guard(room):
    """Another password, a second factor by choice, other codes for paper."""
    choose_part(room, r"^Kata sandi dan faktor kedua$")
    other = directory.Hub(room.address, SUPERVISOR)
    room.tab_to(r"^Kata sandi sekarang$")
    room.write("siaga-demo")
    for field in (r"^Kata sandi baru, 10", r"^Kata sandi baru sekali lagi|^Ulangi"):
        room.press("Tab")
        room.write("sebuah kalimat sendiri")
    room.picture(f"{room.theme}-akun-4-keamanan")
    room.press("Return")
    room.sees(r"^Diganti\. Di tempat lain")
    status, _, _ = other.ask("GET", "/api/v1/sessions/current")
    assert status == 401, "the other session goes on"

    for leaves in (True, False):
        room.tab_to(r"^Kata sandi$")
        room.write("sebuah kalimat sendiri")
        room.press("Return")
        room.sees(r"^Pindai kode dengan aplikasi")
        if leaves:
            room.press("Escape")
            second_factor.has_focus(room, r"^Kata sandi$")
            room.sees(r"^Tidak disimpan: semua tetap seperti semula")
            room.sees(r"^Masuk cukup dengan kata sandi")
            assert not room.stored("second_factor.enrolled")
    uri = desk.wait("a code that a camera reads",
                    lambda: second_factor.scan(room.picture(f"{room.theme}-akun-5-kode-qr")))
    app = second_factor.App(uri)
    room.tab_to(r"^Enam angka dari aplikasi$")
    room.write(app.fresh())
    room.press("Return")
    codes = paper(room)
    room.sees(r"^Masuk memerlukan kode\. Tersisa 10 kode")
    room.tab_to(r"^Kata sandi$")
    room.write("sebuah kalimat sendiri")
    room.press("Tab")
    room.write(codes[0])
    room.press("Tab")
    desk.wait("the button", lambda: (room.focused_name() or "").startswith("Kode pemulihan baru"))
    room.press("Return")
    assert not set(codes) & set(paper(room)), "a code came again"
    room.picture(f"{room.theme}-akun-6-faktor-kedua")
    choose_part(room, r"^Sesi$")


def paper(room):
    room.sees(r"^Simpan sepuluh kode pemulihan")
    codes = re.findall(r"[A-Z2-7]{5}-[A-Z2-7]{5}", room.sees(r"[A-Z2-7]{5}-[A-Z2-7]{5}").get_name())
    assert len(set(codes)) == 10, codes
    room.tab_to(r"^Kode ini sudah saya simpan")
    room.press("space")
    desk.wait("the way on", lambda: (room.focused_name() or "").startswith("Selesai"))
    room.press("Return")
    room.sees(r"^Masuk memerlukan kode")
    return codes


def alarm_meanwhile(room):
    claimed = len(room.stored("sos.claimed"))
    phone.Phone(room.address).raise_sos()
    room.sees(r"SOS BELUM DITANGANI")
    room.sees(r"alarm berbunyi")
    room.picture(f"{room.theme}-akun-2-alarm")
    room.press("F2")
    room.sees(r"^1 alarm baru")
    room.press_until("Return", "the claim", lambda: len(room.stored("sos.claimed")) > claimed)
    room.press_until("ctrl+9", "the account", lambda: room.all("label", r"^Akun Anda$"))
    assert not desk.text_in(room, r"SOS BELUM DITANGANI"), "a claimed alarm still calls"


def run(room):
    room.start_hub()
    room.start_console("--pin", room.fingerprint)
    directory.sign_in(room, SUPERVISOR)
    room.sees(r"lengkap s/d #")
    hub = directory.Hub(room.address, SUPERVISOR)
    change_phone(room, hub)
    room.picture(f"{room.theme}-akun-1")
    end_other_session(room, hub)
    who_looked(room)
    guard(room)
    alarm_meanwhile(room)


if __name__ == "__main__":
    desk.journey(run)
