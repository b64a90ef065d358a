"""The first alarm, by keyboard alone: sign in, see it, claim it, watch it while it is being recorded, step, respond.

Asserts on what the window shows (through the accessibility tree) and on what the hub stored; leaves pictures at
1366x768 and 1920x1080, dark and light, in the folder given by --pictures.
"""

import argparse
import json
import re
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
import desk  # noqa: E402

SIZES = ["1366x768", "1920x1080"]
THEMES = ["dark", "light"]
RESPONSE = "Regu terdekat dikirim, tetap di tempat terang."


def sign_in(room):
    """As somebody does who has never seen it: Tab to the fields, type, Enter; compare the fingerprint, Enter."""
    room.tab_to(r"Surel atau NRP")
    room.write("pengawas@contoh.id")
    room.press("Tab")
    room.write("siaga-demo")
    room.picture(f"{room.theme}-1-masuk")
    room.press("Return")
    shown = room.sees(r"^[0-9A-F]{4}\s+[0-9A-F]{4}")
    groups = re.sub(r"\s", "", shown.get_name())
    assert groups == room.fingerprint.replace(":", ""), f"the window shows {groups}"
    room.picture(f"{room.theme}-2-sidik-jari")
    room.press("Return")
    room.sees(r"^● tersambung")
    room.sees(r"lengkap s/d #")


def seconds_of(room):
    """Where the recording stands, by the transport bar's figures; None before they are there."""
    found = room.all("label", r"^\d\d:\d\d\.\d\d / ")
    if not found:
        return None
    minutes, rest = found[0].get_name().split(" / ")[0].split(":")
    return int(minutes) * 60 + float(rest)


def watch_while_it_grows(room, finished_before):
    first = desk.wait("the first picture", lambda: (seconds_of(room) or 0) > 0.2 and seconds_of(room))
    desk.wait("the video to run", lambda: seconds_of(room) > first + 1)
    assert len(room.stored("recording.finished")) == finished_before, "the upload ended before it was watched"
    room.picture(f"{room.theme}-4-video")


def step(room):
    room.press("space")
    room.find("push button", r"^Putar \(")
    still = desk.wait("a standing picture", lambda: standing(room))
    room.press("comma")
    back = desk.wait("the picture before", lambda: seconds_of(room) < still and standing(room))
    room.press("period")
    desk.wait("the picture after", lambda: seconds_of(room) > back)
    room.press("space")
    room.find("push button", r"^Jeda \(")


def standing(room):
    """The same figure twice, some looks apart: paused for good."""
    before = seconds_of(room)
    return before if all(seconds_of(room) == before for _ in range(3)) else None


def run(room):
    room.start_hub()
    name = room.name_of("petugas@contoh.id")
    before = {kind: len(room.stored(kind)) for kind in
              ("sos.raised", "sos.shown", "sos.claimed", "sos.responded", "recording.finished")}
    room.start_console()
    sign_in(room)

    focus_before = room.focused_name()
    room.officer_login()
    room.officer("sos", "--camera", "--seconds", "60", "--live", "--at", "-6.9833,110.4093")
    room.find("table cell", name)
    desk.wait("sos.shown in the journal", lambda: len(room.stored("sos.shown")) > before["sos.shown"])
    room.sees(r"^1 alarm baru")
    room.sees(r"alarm berbunyi")
    assert room.focused_name() == focus_before, "the alarm took the keyboard's focus"
    room.picture(f"{room.theme}-3-sos")

    watch_while_it_grows(room, before["recording.finished"])
    room.press_until("Return", "sos.claimed in the journal",
                     lambda: len(room.stored("sos.claimed")) > before["sos.claimed"])
    room.sees(r"ditangani · Anda")
    room.sees(r"Darurat.112 · Polisi.110 · Ambulans.119")
    room.sees(r"suara siap")
    assert len(room.stored("sos.claimed")) == before["sos.claimed"] + 1
    step(room)

    room.press("r")
    desk.wait("the line for the response", lambda: room.focused_name() == "Respon")
    room.write(RESPONSE)
    room.picture(f"{room.theme}-5-respon")
    room.press("Return")
    desk.wait("sos.responded in the journal", lambda: len(room.stored("sos.responded")) > before["sos.responded"])
    assert json.loads(room.stored("sos.responded")[-1])["text"] == RESPONSE
    room.sees(r"direspon · Anda")
    room.sees(re.escape(RESPONSE))
    room.picture(f"{room.theme}-6-direspon")
    desk.wait("the officer's side naming who has it",
              lambda: re.search(r"(?i)(ditangani oleh|handled by) Sari W", room.words("field")))
    assert len(room.stored("sos.raised")) == before["sos.raised"] + 1, "the alarm came twice"


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--bin", required=True)
    parser.add_argument("--pictures", required=True)
    parser.add_argument("--size", choices=SIZES)
    parser.add_argument("--theme", choices=THEMES)
    options = parser.parse_args()
    if not options.size:
        for size in SIZES:
            for theme in THEMES:
                subprocess.run([sys.executable, *sys.argv, "--size", size, "--theme", theme], check=True)
        return
    desk.inside(options.size)
    with desk.Room(options.bin, theme=options.theme, pictures=Path(options.pictures) / options.size) as room:
        run(room)
    print(f"first alarm: {options.size} {options.theme}: well")


if __name__ == "__main__":
    main()
