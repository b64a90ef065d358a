"""What people do between the straight steps: full screen and back, a response written and left, a release after the
response, closing without an outcome, signing out with an open alarm. Nothing written gets lost, what sounds stands in
the queue, and the keyboard always reaches the desk.
"""

import json
import re
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
import desk  # noqa: E402
import phone  # noqa: E402

DRAFT = "Regu dua dikirim"


def claimed_alarm(room, officer):
    officer.raise_sos()
    room.sees(r"^1 alarm baru")
    room.press_until("Return", "the claim", lambda: room.stored("sos.claimed"))
    room.sees(r"ditangani · Anda")


def full_screen_and_back(room):
    room.press("f")
    desk.wait("the strip hidden", lambda: not room.all("label", r"Bertugas:"))
    # The window manager may still be moving the keyboard to the large window.
    room.press_until("Escape", "the whole desk", lambda: room.all("label", r"Bertugas:"))


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


def release_and_claim_again(room):
    room.press("l")
    desk.wait("the release", lambda: room.stored("sos.released"))
    room.sees(r"alarm berbunyi")
    room.sees(r"^Belum direspon 1")  # what sounds stands in the queue
    room.picture("dilepas")
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


def sign_out(room, officer):
    officer.raise_sos()
    room.sees(r"^1 alarm baru")
    room.press_until("Return", "the third claim", lambda: len(room.stored("sos.claimed")) == 3)
    room.sees(r"ditangani · Anda")
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
        write_and_leave(room)
        release_and_claim_again(room)
        close(room)
        sign_out(room, officer)
    print("second_thoughts: ok")


if __name__ == "__main__":
    main()
