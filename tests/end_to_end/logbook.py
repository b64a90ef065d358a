"""The logbook of user IDs as document control keeps it, by keyboard: search while typing, one user ID's record with
every entry, a correction, holding and letting go, the sign-off of a period, an export that siaga-verify checks. Then a
team leader, who may read and not write, and an SOS that shows itself above it. Asserts on the windows and on the hub.
"""

import os
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
import desk  # noqa: E402
import phone  # noqa: E402
import user_id  # noqa: E402

SEARCH = "Cari di buku log"


def fill(room, field, text):
    room.tab_to(field)
    room.press("ctrl+a")
    room.write(text)


def both_looks(room, name):
    """A picture in dark and in light; the button says what the other look is."""
    room.picture(f"dark-buku-log-{name}")
    room.press("ctrl+shift+l")
    room.find("push button", r"^Gelap$")
    room.picture(f"light-buku-log-{name}")
    room.press("ctrl+shift+l")
    room.find("push button", r"^Terang$")


def find_one(room):
    room.press("ctrl+7")
    desk.wait("the search", lambda: room.focused_name() == SEARCH)
    room.sees(r"^\d+ user ID$")
    both_looks(room, "1-daftar")
    room.write("tidak-ada-yang-begini")
    room.sees(r"^Tidak ada yang cocok di buku log")
    room.press("Escape")
    room.write("nadia")
    room.sees(r"^1 user ID$")
    room.find("table cell", r"^Nadia Putri\n")
    room.press("Return")
    room.sees(r"^Nadia Putri · omni\.nadia\.p$")
    room.sees(r"^No\. \d+ · Dicatat di buku log$")
    both_looks(room, "2-catatan")


def correct(room):
    room.press("ctrl+k")
    room.find("combo box", r"^Entri yang mana$")
    room.press("Home")
    room.press("ctrl+s")
    room.sees(r"^Tulis yang benar")
    assert not room.stored("logbook.corrected"), "written without words"
    fill(room, r"^Yang ditulis$", "Regu 4 sejak awal November.")
    both_looks(room, "3-koreksi")
    room.press("ctrl+s")
    room.sees(r"(?s)Dikoreksi di\s+No\.\s+\d+:\s+Regu 4")
    assert len(room.stored("logbook.corrected")) == 1


def hold_and_release(room):
    room.press("ctrl+t")
    desk.wait("the reason", lambda: room.focused_name() == "Yang ditulis")
    room.write("Perkara nomor 12.")
    room.press("ctrl+s")
    room.sees(r"^Ditahan: Perkara nomor 12\.$")
    room.find("push button", r"^Lepas…")
    room.find("table cell", r"^Aktif, ditahan")
    room.press("ctrl+t")
    room.sees(r"(?s)ditahan karena\s+“Perkara")
    room.write("Perkara selesai.")
    room.press("ctrl+s")
    room.find("push button", r"^Tahan…")
    assert len(room.stored("logbook.held")) == len(room.stored("logbook.released")) == 1


def sign_off(room):
    room.press("ctrl+p")
    desk.wait("the period", lambda: room.focused_name() == "Dari (hari pertama)")
    fill(room, r"^Sampai", "31-12-2099")
    fill(room, r"^Yang ditulis$", "Diperiksa: lengkap.")
    room.press("ctrl+s")
    room.sees(r"(?s)^Periode berakhir paling\s+lambat hari ini")
    assert not room.stored("logbook.signed_off"), "a period to come was signed off"
    fill(room, r"^Dari", (user_id.datetime.now() - user_id.timedelta(days=40)).strftime("%d-%m-%Y"))
    fill(room, r"^Sampai", (user_id.datetime.now() - user_id.timedelta(days=10)).strftime("%d-%m-%Y"))
    both_looks(room, "4-sahkan")
    room.press("ctrl+s")
    room.sees(r"^Disahkan di No\. \d+")
    assert len(room.stored("logbook.signed_off")) == 1


def export(room):
    folder = room.scratch / "ekspor"
    room.press("ctrl+e")
    room.find("combo box", r"^Format$")
    room.press("End")  # CSV
    fill(room, r"^Nomor dokumen$", "FR-OPS-014")
    fill(room, r"^Simpan ke folder$", str(folder))
    room.press("ctrl+s")
    room.sees(r"^Folder ini tidak ada")
    folder.mkdir()
    room.press("ctrl+s")
    room.sees(r"(?s)^Tersimpan di .*siaga-verify")
    both_looks(room, "5-ekspor")
    files = sorted(folder.iterdir())
    proofs = [file for file in files if file.name.endswith(".siaga-export")]
    assert len(files) == 2 and len(proofs) == 1, files
    assert len(room.stored("logbook.exported")) == 1
    told = subprocess.run([room.bin / "siaga-verify", proofs[0]], capture_output=True, text=True)
    assert told.returncode == 0, told.stdout + told.stderr
    room.press("Escape")
    room.press("F1")
    room.sees(r"^BUKU LOG$")
    both_looks(room, "6-tombol")
    room.press("Escape")


def reader_with_alarm(room, leader):
    """Whoever may only read is offered no writing; an SOS shows itself above the logbook."""
    leader.take()
    room.press("ctrl+7")
    desk.wait("the search", lambda: room.focused_name() == SEARCH)
    room.write("nadia")
    room.find("table cell", r"^Nadia Putri\n")
    room.press("Return")
    room.sees(r"(?s)Dikoreksi di\s+No\.")
    for button in (r"^Koreksi…", r"^Tahan…", r"^Sahkan"):
        assert not room.all("push button", button), f"{button!r} is offered to a reader"
    room.press("ctrl+k", "ctrl+p")
    phone.Phone(room.address).raise_sos()
    room.sees(r"SOS BELUM DITANGANI")
    assert not room.all("label", r"^(Koreksi entri|Sahkan periode)$"), "a form is open to a reader"
    both_looks(room, "7-alarm")


def run(room):
    room.start_hub()
    control = user_id.Seat(room, "control", user_id.PEOPLE["control"])
    control.take()
    find_one(room)
    correct(room)
    hold_and_release(room)
    sign_off(room)
    export(room)
    reader_with_alarm(room, user_id.Seat(room, "leader", user_id.PEOPLE["leader"]))


def main():
    options = desk.options()
    desk.inside(os.environ.get("SIAGA_TEST_SCREEN", "1366x768"))
    with desk.Room(options.bin, pictures=options.pictures) as room:
        run(room)


if __name__ == "__main__":
    main()
