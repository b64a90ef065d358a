"""A hub that knows nobody: the console asks for the first administrator, with the code that the hub printed, by keyboard
alone; wrong codes and short passwords are told; then the administrator is signed in, and later everybody signs in."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
import desk  # noqa: E402
import second_factor  # noqa: E402


def fill(room, **fields):
    """Each field by its caption, as the screen reader names it."""
    for caption, text in fields.items():
        room.tab_to(f"^{caption}")
        room.press("ctrl+a")
        room.write(text)


def make_first(room):
    password, again = "Kata sandi, min", "Kata sandi yang sama"
    room.start_hub(demo=False)
    room.start_console(demo=False)  # no pin: the first meeting
    room.find("push button", "Masuk")
    room.press("Return")
    room.sees(room.fingerprint[:5].replace(":", ".?"))
    room.press("Return")
    room.sees("belum mengenal siapa pun")
    room.picture(f"awal-kosong-{room.theme}")
    code = (room.data / "first-start-code").read_text().strip()
    assert code in room.words("hub"), "the hub has printed it"
    fill(room, **{"Kode": "00000-00000", "Nama Anda": "Rina Hapsari", "Surel": "rina@contoh.id", "NRP": "007",
                  "Nama unit": "Koridor I"})
    fill(room, **{password: "pendek", again: "berbeda"})
    room.press("Return")
    room.sees("tidak sama")
    fill(room, **{again: "pendek"})
    room.press("Return")
    room.sees("Kode tidak cocok dengan kode pusat")
    room.picture(f"awal-salah-{room.theme}")
    fill(room, Kode=code.lower())
    room.press("Return")
    room.sees(r"^Kata sandi sedikitnya 10 karakter\. Belum ada yang dibuat")
    fill(room, **{password: "hujan deras di Simpang Lima", again: "hujan deras di Simpang Lima"})
    room.press("Return")
    second_factor.set_up(room, "rina@contoh.id")  # an administrator has one from the first day
    second_factor.keep(room)
    room.picture(f"awal-selesai-{room.theme}")
    assert room.query("select name, zone from unit") == [("Koridor I", "Asia/Jakarta")]
    assert len(room.stored("person.added")) == 1
    assert room.query("select role, hex(unit) from role_grant order by role") == [
        ("supervisor", "00" * 16), ("system_administrator", "00" * 16)]
    assert not (room.data / "first-start-code").exists()


def main():
    options = desk.options()
    desk.inside()
    for theme in ("dark", "light"):
        with desk.Room(options.bin, pictures=options.pictures, theme=theme) as room:
            make_first(room)
    print("first start: ok")


if __name__ == "__main__":
    main()
