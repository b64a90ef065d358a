"""Somebody who has forgotten their password sets a new one, by keyboard alone, with a code from a real mail; their session
at another desk ends. Where the hub sends no mail, with a code that an administrator tells them.
"""

import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent / "hub")]
import desk  # noqa: E402
from client import Client  # noqa: E402
from letters import Letters  # noqa: E402

EMAIL, PASSWORD = "operator@contoh.id", "sebuah kalimat sendiri"


def to_the_email(room):
    room.to_new_password()
    room.sees(r"^[0-9A-F]{4}\s+[0-9A-F]{4}")  # the first meeting: nothing is typed before it is the right hub
    room.press("Return")


def told_code(room):
    """What the administrator reads out."""
    admin = Client(int(room.address.rsplit(":", 1)[1]), room.fingerprint)
    assert admin.sign_in("administrator@contoh.id", "siaga-demo").status == 201
    found = admin.request("GET", "/api/v1/people?search=" + EMAIL).json()["items"]
    made = admin.request("POST", f"/api/v1/people/{found[0]['person']['id']}/password-code", {})
    assert made.status == 200, made
    return made.json()["code"]


def ask_for_code(room):
    desk.wait("the line for the e-mail", lambda: room.focused_name() == "Surel akun Anda")
    room.picture(f"{room.theme}-lupa-1-surel")
    room.write("operator")
    room.press("Return")
    room.sees("Isi alamat surel")
    room.write("@contoh.id")
    room.press("Return")
    desk.wait("the line for the code", lambda: room.focused_name() == "Kode enam angka")
    room.sees(r"Bila\s+operator@contoh.id\s+terdaftar")


def set_password(room, code):
    room.write("bukan")
    room.tab_to(r"^Kata sandi baru$")
    room.write(PASSWORD)
    room.press("Tab")
    room.write("sebuah kalimat lain")
    room.press("Return")
    room.sees("Kedua kata sandi berbeda")
    room.press("ctrl+a")
    room.write(PASSWORD)
    room.press("Return")
    room.sees("Kode salah")
    desk.wait("the code again", lambda: room.focused_name() == "Kode enam angka")
    room.write(code)  # it was selected
    room.picture(f"{room.theme}-lupa-2-kode")
    room.press("Return")
    room.sees("Kata sandi Anda sudah diganti")
    room.picture(f"{room.theme}-lupa-3-diganti")
    room.sign_in_anew(PASSWORD)
    room.sees(r"^● tersambung")


def with_mail(binaries, pictures, theme):
    with Letters() as letters, desk.Room(binaries, pictures=pictures, theme=theme) as room:
        room.start_hub(options=letters.options)
        elsewhere = Client(int(room.address.rsplit(":", 1)[1]), room.fingerprint)
        assert elsewhere.sign_in(EMAIL, "siaga-demo").status == 201
        room.start_console()
        to_the_email(room)
        ask_for_code(room)
        set_password(room, letters.next_code())
        assert elsewhere.request("GET", "/api/v1/sessions/current").status == 401
        assert len(room.stored("password.reset")) == 1


def without_mail(binaries, pictures):
    with desk.Room(binaries, pictures=pictures, theme="light") as room:
        room.start_hub()
        room.start_console()
        to_the_email(room)
        room.sees("disampaikan kepada Anda secara lisan")
        desk.wait("the line for the login", lambda: room.focused_name() == "Surel atau NRP")
        room.picture("light-lupa-tanpa-surel")
        room.write(EMAIL)
        room.press("Tab")
        room.set_new_password(told_code(room), PASSWORD)
        room.sees(r"^● tersambung")


def main():
    options = desk.options()
    desk.inside()
    for theme in ("dark", "light"):
        with_mail(options.bin, options.pictures, theme)
    without_mail(options.bin, options.pictures)
    print("forgotten password: ok")


if __name__ == "__main__":
    main()
