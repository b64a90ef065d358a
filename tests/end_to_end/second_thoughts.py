"""What people do between the straight steps: full screen and back, a response written and left, a release after the
response, a key pressed twice before the hub has answered, closing without an outcome, signing out with an open alarm.
Nothing written gets lost, nothing is sent twice, what sounds stands in the queue, and the keyboard always reaches the
desk.
"""

import json
import re
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
import desk  # noqa: E402
import phone  # noqa: E402

DRAFT = "Regu dua dikirim"
OTHER_DRAFT = "Regu lima menyusul"


def claimed_alarm(room, officer):
    """Enter is pressed once more before the hub has answered."""
    officer.raise_sos()
    room.sees(r"^1 alarm baru")
    with room.silent_hub():
        room.press_until("Return", "the claim on its way", lambda: desk.text_in(room, r"^Perintah tangani sedang"))
        room.press_and_see_taken("Return")
    room.sees(r"ditangani · Anda")
    room.press_and_see_taken()
    assert not desk.text_in(room, r"^Sudah ditangani orang lain"), "claimed twice"


def full_screen_and_back(room):
    room.press("f")
    desk.wait("the strip hidden", lambda: not room.all("label", r"Bertugas:"))
    # The window manager may still be moving the keyboard to the large window.
    room.press_until("Escape", "the whole desk", lambda: room.all("label", r"Bertugas:"))


def keys_behind_the_list(room):
    """While the list of keys covers a view, its keys do nothing to it."""
    room.press("F1")
    room.sees("Spasi")
    room.press("l", "Escape")
    room.press("ctrl+9")
    room.find("label", r"^Akun Anda$")
    room.tab_to(r"^Telepon$")
    room.press("ctrl+a")
    room.write("000")
    room.press("F1")
    room.sees("Spasi")
    room.press("ctrl+s", "Escape")
    room.press("F3")
    room.sees(r"ditangani · Anda")


def write_and_leave(room):
    room.press("r")
    desk.wait("the line for the response", lambda: room.focused_name() == "Respon")
    room.write(DRAFT)
    room.press("Escape")
    room.sees("Tulisan Anda disimpan")
    assert not room.stored("sos.responded"), "it was sent"
    room.press("r")
    desk.wait("the line again", lambda: room.focused_name() == "Respon")
    room.press("Return")
    desk.wait("the response in the journal", lambda: room.stored("sos.responded"))
    assert json.loads(room.stored("sos.responded")[0])["text"] == DRAFT
    room.sees(r"direspon · Anda")
    room.sees(r"belum ditutup")
    # What the keys behind the list would have done would be there by now.
    assert not room.stored("sos.released") and not room.stored("person.changed"), "a key went through the list"


def rail_of(room):
    """Where the rail's buttons stand."""
    return [desk.place_of(room, "push button", name) for name in (r"^SOS", r"^Akun$", r"^Kunci$", r"^Keluar$")]


def to_what_sounds(room, rail):
    """From another view, with other rows in the queue: F2 leads to the released one, although it isn't new."""
    name = room.name_of("petugas@contoh.id")
    room.press("2", "ctrl+9")
    room.find("label", r"^Akun Anda$")
    assert rail_of(room) == rail, "the alarm's bar moved the rail"
    # For how long, who and where; the bar's name, which is read aloud, doesn't run.
    room.find("label", r"^\d+:\d\d$")
    room.find("label", rf"^{name} · \S")
    bar = room.find(None, rf"^1 SOS BELUM DITANGANI {name} · ")
    assert not re.search(r"\d:\d\d", bar.get_name()), bar.get_name()
    room.both_looks("bilah-alarm")
    room.press("F2")
    desk.wait("the row", lambda: any(desk.has_state(cell, "SELECTED") for cell in room.all("table cell", name)))
    room.sees(r"alarm berbunyi")
    assert not desk.text_in(room, r"^Tidak ada alarm baru"), "F2 led nowhere"


def release_and_claim_again(room):
    """L is pressed once more before the hub has answered."""
    desk.wait("nothing that waits", lambda: not desk.text_in(room, r"^SOS, \d+ belum direspon"))
    rail = rail_of(room)
    with room.silent_hub():
        room.press_and_see_taken("l", "l")
    desk.wait("the release", lambda: room.stored("sos.released"))
    room.sees(r"alarm berbunyi")
    room.press_and_see_taken()
    assert not desk.text_in(room, r"^Belum ada yang menangani: "), "released twice"
    room.sees(r"^Belum direspon 1")  # what sounds stands in the queue
    room.sees(r"^1 SOS belum ditangani ada di antrean: F2")
    assert not desk.text_in(room, r"^Tidak ada alarm baru"), "it denies what sounds"
    room.picture("dilepas")
    to_what_sounds(room, rail)
    room.press_until("Return", "the second claim", lambda: len(room.stored("sos.claimed")) == 2)
    room.sees(r"ditangani · Anda|direspon · Anda")


def close(room):
    room.press("c")
    desk.wait("the outcomes", lambda: re.search("Tertolong", room.focused_name() or ""))
    room.picture("tutup")
    room.tab_to("^Laporan$")
    room.write("Petugas aman.")
    room.press("Return")
    room.sees("Pilih hasilnya dulu")
    assert not room.stored("sos.closed"), "closed without an outcome"
    desk.wait("the outcomes again", lambda: re.search("Tertolong", room.focused_name() or ""))
    room.press("Tab", "space")  # false alarm
    desk.wait("the report again", lambda: room.focused_name() == "Laporan")
    room.press("Return")
    desk.wait("the closing in the journal", lambda: room.stored("sos.closed"))
    body = json.loads(room.stored("sos.closed")[0])
    assert body["outcome"] == "false_alarm" and body["text"] == "Petugas aman.", body


def another_alarm_while_writing(room, officer):
    """The line for words closes when another SOS is shown; the words wait with theirs."""
    room.press("r")
    desk.wait("the line for the response", lambda: room.focused_name() == "Respon")
    room.write(OTHER_DRAFT)
    officer.raise_sos()
    room.sees(r"^1 alarm baru")
    room.press("F2")
    desk.wait("the line gone", lambda: not desk.text_in(room, OTHER_DRAFT))
    room.press_until("Return", "the fourth claim", lambda: len(room.stored("sos.claimed")) == 4)
    name = room.name_of("petugas@contoh.id")
    desk.wait("both in the queue", lambda: len(room.all("table cell", name)) == 2 and not desk.text_in(room, "alarm baru$"))
    first = room.all("table cell", name)[0].get_component_iface().get_extents(desk.screen())
    subprocess.run(["xdotool", "mousemove", str(first.x + 20), str(first.y + 20), "click", "1"], check=True)
    desk.wait("the first one chosen", lambda: desk.has_state(room.all("table cell", name)[0], "SELECTED"))
    room.press("r")
    desk.wait("the words again", lambda: desk.text_in(room, OTHER_DRAFT))
    room.press("Escape")


def sign_out(room, officer):
    officer.raise_sos()
    room.sees(r"^1 alarm baru")
    room.press_until("Return", "the third claim", lambda: len(room.stored("sos.claimed")) == 3)
    room.sees(r"ditangani · Anda")
    another_alarm_while_writing(room, officer)
    room.press("ctrl+shift+q")
    room.sees("belum ditutup. Tekan")
    room.press("ctrl+shift+q")
    room.find("push button", r"(?i)demo")


def main():
    options = desk.options()
    desk.inside("1366x768")
    with desk.Room(options.bin, pictures=options.pictures) as room:
        room.start_hub()
        officer = phone.Phone(room.address)
        room.start_console("--pin", room.fingerprint)
        desk.wait("the keyboard on the first page", lambda: re.search("(?i)demo", room.focused_name() or ""))
        room.press("Return")
        room.sees("tersambung")
        for kind in ("sos.claimed", "sos.responded", "sos.released", "sos.closed"):
            assert not room.stored(kind), f"the demonstration already has {kind}"
        claimed_alarm(room, officer)
        full_screen_and_back(room)
        keys_behind_the_list(room)
        write_and_leave(room)
        release_and_claim_again(room)
        close(room)
        sign_out(room, officer)
    print("second_thoughts: ok")


if __name__ == "__main__":
    main()
