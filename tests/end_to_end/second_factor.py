"""The second factor by keyboard: a supervisor whose organisation asks for one leaves the page that asks, with nothing
enrolled and nobody signed in, comes back, enrols from the QR code on the screen, keeps the codes for paper, and signs in
again with an app's code and with one from paper. Then an operator is made supervisor while they sit at the desk: they stay
there as an operator, a bar leads them to enrolling, and the role counts; another one has enrolled at a phone, and the
bar leads them to signing in again; and an administrator lets it be asked of nobody,
in the directory. The phone is zbarimg (what a camera sees) and oathtool (what an app
shows). Dark and light, at 1366x768.
"""

import argparse
import re
import subprocess
import sys
import time
import urllib.parse
import uuid
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent / "hub")]
import desk  # noqa: E402
from client import Client, make_id  # noqa: E402

THEMES = ["dark", "light"]
LOGIN, PASSWORD = "pengawas@contoh.id", "siaga-demo"
OPERATOR, SUPPORT, ADMINISTRATOR = "operator@contoh.id", "support@contoh.id", "administrator@contoh.id"
PERIOD = 30


class App:
    """An authenticator app. A code counts once, so the next one is taken from the next period when need be: a phone's
    clock may be that far ahead."""

    def __init__(self, uri):
        self.uri = urllib.parse.urlsplit(uri)
        self.parameters = dict(urllib.parse.parse_qsl(self.uri.query))
        self.used = 0

    def code_at(self, step):
        return subprocess.run(["oathtool", "--totp", "--base32", "--now", f"@{step * PERIOD}", self.parameters["secret"]],
                              check=True, capture_output=True, text=True).stdout.strip()

    def fresh(self):
        self.used = max(self.used + 1, int(time.time()) // PERIOD)
        return self.code_at(self.used)

    def wrong(self):
        near = {self.code_at(int(time.time()) // PERIOD + off) for off in range(-3, 6)}
        return next(code for code in map(str, range(100000, 100100)) if code not in near)


def scan(picture):
    """What a camera in front of the screen reads; nothing when there is no code."""
    return subprocess.run(["zbarimg", "--quiet", "--raw", "-Sdisable", "-Sqrcode.enable", str(picture)],
                          capture_output=True, text=True, check=False).stdout.strip()


def has_focus(room, name):
    return desk.wait(f"the keyboard in {name!r}", lambda: re.search(name, room.focused_name() or ""))


def enrol(room):
    room.tab_to(r"Surel atau NRP")
    room.write(LOGIN)
    room.press("Tab")
    room.write(PASSWORD)
    room.press("Return")
    think_better_of_it(room)
    room.write(PASSWORD)
    room.press("Return")
    return set_up(room, LOGIN)


def think_better_of_it(room):
    """Esc, with a number half typed: as if nothing had been, and the password is asked for again."""
    room.sees("Siapkan faktor kedua")
    has_focus(room, "^Enam angka dari aplikasi$")
    room.write("123")
    room.press("Escape")
    has_focus(room, "^Kata sandi$")
    assert not desk.text_in(room, "Siapkan faktor kedua"), "the page stays"
    assert not room.query("select 1 from second_factor where confirmed_at is not null")
    assert not room.stored("second_factor.enrolled")
    desk.wait("the session's end", lambda: not room.query("select 1 from session where closed_at is null"))


def set_up(room, login, mistaken=True):
    """From the page with the QR code to the codes for paper; `mistaken`: over a wrong number first."""
    room.sees("Siapkan faktor kedua")
    has_focus(room, "^Enam angka dari aplikasi$")
    room.find(None, "^Kode QR untuk aplikasi autentikator$")
    uri = desk.wait("a code that a camera reads",
                    lambda: scan(room.picture(f"faktor-kedua-{room.theme}-1-kode-qr")))
    app = App(uri)
    assert app.uri[:3] == ("otpauth", "totp", "/Siaga:" + urllib.parse.quote(login, safe="")), uri
    groups = room.sees(r"^([A-Z2-7]{4}[ \n]){7}[A-Z2-7]{4}$").get_name()
    assert re.sub(r"\s", "", groups) == app.parameters["secret"], groups
    assert not room.query("select 1 from second_factor f join person p on p.id = f.person where p.email = ? and "
                          "f.confirmed_at is not null", login)

    if mistaken:
        room.write(app.wrong())
        room.press("Return")
        room.sees("Itu bukan kode")
        has_focus(room, "^Enam angka dari aplikasi$")
    room.write(app.fresh())
    room.press("Return")
    room.sees("Simpan sepuluh kode pemulihan")
    return app


def keep(room):
    shown = room.sees(r"[A-Z2-7]{5}-[A-Z2-7]{5}").get_name()
    codes = re.findall(r"[A-Z2-7]{5}-[A-Z2-7]{5}", shown)
    assert len(set(codes)) == 10, shown
    has_focus(room, "^Salin$")
    room.press("Return")
    room.sees("^Tersalin")
    room.picture(f"faktor-kedua-{room.theme}-2-kode-pemulihan")
    assert not room.all("label", r"^● tersambung"), "the desk opened before the codes were kept"
    room.tab_to("^Kode ini sudah saya simpan")
    room.press("space")
    has_focus(room, "^Ke meja jaga")
    room.press("Return")
    room.sees(r"^● tersambung")
    assert len(room.stored("second_factor.enrolled")) == 1
    return codes


def sign_in_again(room, wrong, right, picture=None):
    room.press("ctrl+shift+q")
    has_focus(room, "^Kata sandi$")
    room.write(PASSWORD)
    room.press("Return")
    room.sees("^Kata sandi benar")
    has_focus(room, "^Kode dari aplikasi")
    if picture:
        room.picture(picture)
    room.write(wrong)
    room.press("Return")
    room.sees("^Kode salah")
    has_focus(room, "^Kode dari aplikasi")
    room.write(right)
    room.press("Return")
    room.sees(r"^● tersambung")


def enrol_at_phone(room, login):
    """Through the API: who is signed in there, and their app."""
    phone = Client(int(room.address.rsplit(":", 1)[1]), room.fingerprint)
    assert phone.sign_in(login, PASSWORD).status == 201
    app = App(phone.request("POST", "/api/v1/second-factor", {"password": PASSWORD}).json()["uri"])
    confirmed = phone.request("POST", "/api/v1/second-factor/confirm", {"code": app.fresh()})
    assert confirmed.status == 200, confirmed
    return phone, app


def sign_in_as(room, login, code=None):
    room.press("ctrl+shift+q")
    has_focus(room, "^Kata sandi$")
    room.tab_to(r"Surel atau NRP")
    room.press("ctrl+a")
    room.write(login)
    room.tab_to("^Kata sandi$")
    room.write(PASSWORD)
    room.press("Return")
    if code:
        has_focus(room, "^Kode dari aplikasi")
        room.write(code)
        room.press("Return")
    room.sees(r"^● tersambung")


def new_role_on_duty(room, admin):
    sign_in_as(room, OPERATOR)
    ((person,),) = room.query("select id from person where email = ?", OPERATOR)
    grant = {"person": str(uuid.UUID(bytes=person)), "role": "supervisor", "within": str(uuid.UUID(int=0))}
    given = admin.request("PUT", "/api/v1/grants/" + make_id(), grant)
    assert given.status == 201, given
    room.sees("^PERAN BARU MENUNGGU FAKTOR KEDUA")
    room.sees("^Pengawas: berlaku setelah Anda menyiapkannya")
    room.sees(r"^● tersambung")  # they have their desk all the while
    room.picture(f"faktor-kedua-{room.theme}-4-peran-baru")
    room.find("push button", "^Siapkan sekarang").get_action_iface().do_action(0)
    has_focus(room, "^Kata sandi")
    room.picture(f"faktor-kedua-{room.theme}-5-siapkan")
    room.write(PASSWORD)
    room.press("Return")
    set_up(room, OPERATOR, mistaken=False)
    desk.wait("the bar's end", lambda: not desk.text_in(room, "^PERAN BARU MENUNGGU"))
    room.tab_to("^Kode ini sudah saya simpan")
    room.press("space")
    has_focus(room, "^Selesai")
    room.press("Return")
    room.sees("^Tersimpan. Mulai sekarang masuk")
    ((state,),) = room.query("select second_factor from session where person = ? and closed_at is null", person)
    assert state == "active", state


def set_up_elsewhere(room, admin):
    """At the desk without a second factor, enrolled at a phone, then made supervisor: the bar has the way to signing in
    again, which lets the role count."""
    sign_in_as(room, SUPPORT)
    app = enrol_at_phone(room, SUPPORT)[1]
    ((person,),) = room.query("select id from person where email = ?", SUPPORT)
    grant = {"person": str(uuid.UUID(bytes=person)), "role": "supervisor", "within": str(uuid.UUID(int=0))}
    given = admin.request("PUT", "/api/v1/grants/" + make_id(), grant)
    assert given.status == 201, given
    room.sees("^Pengawas: berlaku setelah Anda masuk lagi")
    again = room.find("push button", "^Masuk lagi")
    assert not room.all("push button", "^Daftarkan sekarang"), "what was set up is offered again"
    room.picture(f"faktor-kedua-{room.theme}-7-masuk-lagi")
    again.get_action_iface().do_action(0)
    has_focus(room, "^Kata sandi$")
    room.sees("^" + re.escape(SUPPORT) + "$")
    room.write(PASSWORD)
    room.press("Return")
    has_focus(room, "^Kode dari aplikasi")
    room.write(app.fresh())
    room.press("Return")
    room.sees(r"^● tersambung")
    room.find("push button", "^SOS")  # the role counts
    assert not desk.text_in(room, "^PERAN BARU MENUNGGU")


def ask_nobody(room, app):
    sign_in_as(room, ADMINISTRATOR, app.fresh())
    desk.wait("the search field", lambda: room.focused_name() == "Cari orang")
    room.tab_to(r"^Faktor kedua$")
    room.press("space")
    room.find(None, "^Kata sandi Anda$")  # it is there once the hub has answered
    room.picture(f"faktor-kedua-{room.theme}-6-aturan")
    room.press("End")  # the choice has the keyboard
    room.tab_to(r"^Kata sandi Anda$")
    room.write("salah")
    room.press("Return")
    room.sees("^Kata sandi salah")
    room.write(PASSWORD)
    room.press("Return")
    room.sees("^Tersimpan. Langsung berlaku")
    assert room.query("select value from meta where key = 'second_factor'") == [("off",)]
    assert any('"second_factor off"' in str(event) and '"by"' in str(event) for event in room.stored("policy.changed"))


def run(room):
    for command in (["demo"], ["user", "second-factor", "--policy", "on"]):
        subprocess.run([room.bin / "siaga-hub", *command, "--data", room.data], check=True, env=room.environment,
                       stdout=subprocess.DEVNULL)
    room.start_hub()
    room.start_console("--pin", room.fingerprint)
    app = enrol(room)
    codes = keep(room)
    sign_in_again(room, app.code_at(app.used), app.fresh(), f"faktor-kedua-{room.theme}-3-masuk")
    sign_in_again(room, "AAAAA-AAAAA", codes[7].lower())
    assert len(room.stored("second_factor.recovery_used")) == 1
    admin, app = enrol_at_phone(room, ADMINISTRATOR)  # they must have one
    new_role_on_duty(room, admin)
    set_up_elsewhere(room, admin)
    ask_nobody(room, app)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--bin", required=True)
    parser.add_argument("--pictures")
    parser.add_argument("--theme", choices=THEMES)
    options = parser.parse_args()
    if not options.theme:
        for theme in THEMES:
            subprocess.run([sys.executable, *sys.argv, "--theme", theme], check=True)
        return
    desk.inside()
    with desk.Room(options.bin, theme=options.theme, pictures=options.pictures) as room:
        run(room)
    print(f"second factor: {options.theme}: ok")


if __name__ == "__main__":
    main()
