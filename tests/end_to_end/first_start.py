"""A hub that knows nobody: the console asks for the first administrator, with the code that the hub printed, by keyboard
alone; wrong codes and short passwords are told; then the administrator is signed in, and later everybody signs in. An
authority's file that goes away meanwhile is told of, and nothing is made."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
sys.path.append(str(Path(__file__).parent.parent / "security"))
import desk  # noqa: E402
import second_factor  # noqa: E402
from hub_programs import Authority  # noqa: E402

PASSWORD, AGAIN = "Kata sandi, min", "Kata sandi yang sama"
GOOD = "hujan deras di Simpang Lima"


def fill(room, **fields):
    """Each field by its caption, as the screen reader names it."""
    for caption, text in fields.items():
        room.tab_to(f"^{caption}")
        room.press("ctrl+a")
        room.write(text)


def make_first(room):
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
    fill(room, **{PASSWORD: "pendek", AGAIN: "berbeda"})
    room.press("Return")
    room.sees("tidak sama")
    fill(room, **{AGAIN: "pendek"})
    room.press("Return")
    room.sees("Kode tidak cocok dengan kode pusat")
    room.picture(f"awal-salah-{room.theme}")
    fill(room, Kode=code.lower())
    room.press("Return")
    room.sees(r"^Kata sandi sedikitnya 10 karakter\. Belum ada yang dibuat")
    fill(room, **{PASSWORD: GOOD, AGAIN: GOOD})
    room.press("Return")
    second_factor.set_up(room, "rina@contoh.id")  # an administrator has one from the first day
    second_factor.keep(room)
    room.picture(f"awal-selesai-{room.theme}")
    assert room.query("select name, zone from unit") == [("Koridor I", "Asia/Jakarta")]
    assert len(room.stored("person.added")) == 1
    assert room.query("select role, hex(unit) from role_grant order by role") == [
        ("supervisor", "00" * 16), ("system_administrator", "00" * 16)]
    assert not (room.data / "first-start-code").exists()


def lose_the_authority(room):
    authority = Authority(room.scratch / "ca")
    certificate, key = authority.issue("hub")
    room.start_hub(demo=False, options=["--cert", certificate, "--key", key])
    room.start_console("--ca", authority.certificate, demo=False)
    room.sees("belum mengenal siapa pun")
    code = room.data / "first-start-code"
    fill(room, **{"Kode": code.read_text().strip(), "Nama Anda": "Rina Hapsari", "Surel": "rina@contoh.id",
                  "Nama unit": "Koridor I", PASSWORD: GOOD, AGAIN: GOOD})
    whole = authority.certificate.read_bytes()
    authority.certificate.write_text("bukan sertifikat")
    room.press("Return")
    room.sees("Berkas otoritas tidak dapat dipakai")
    room.sees(rf"{authority.certificate.name}\s+tidak\s+berisi\s+sertifikat\s+PEM")
    room.picture(f"awal-otoritas-{room.theme}")
    assert code.exists() and not room.query("select 1 from person"), "made at a hub that nobody vouches for"
    authority.certificate.write_bytes(whole)
    room.press("Escape")
    room.find("push button", "Masuk")
    room.press("Return")
    room.sees("belum mengenal siapa pun")


def main():
    options = desk.options()
    desk.inside()
    for theme in ("dark", "light"):
        with desk.Room(options.bin, pictures=options.pictures, theme=theme) as room:
            make_first(room)
        with desk.Room(options.bin, pictures=options.pictures, theme=theme) as room:
            lose_the_authority(room)
    print("first start: ok")


if __name__ == "__main__":
    main()
