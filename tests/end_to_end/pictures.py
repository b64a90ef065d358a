"""./siaga run --screenshot FILE.png: the demonstration by itself, without a display.

Leaves FILE-1-masuk.png, FILE-2-sos.png, FILE-3-video.png and FILE-4-direspon.png next to FILE, and the last as FILE.
"""

import argparse
import os
import re
import shutil
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
import desk  # noqa: E402


def play_through(room, stem):
    def picture(name):
        path = room.picture(f"{stem}-{name}")
        print(path)
        return path

    room.start_hub()
    before = {kind: len(room.stored(kind)) for kind in ("sos.shown", "sos.claimed", "sos.responded")}  # the demo's past

    def journaled(kind):
        return len(room.stored(kind)) > before[kind]

    room.officer("crowd", "--hub", room.address, "--officers", "40", "--sos-every", "600", "--first-sos-after-reader")
    room.start_console("--pin", room.fingerprint)
    demo = room.find("push button", r"(?i)demo")
    picture("1-masuk")
    demo.get_action_iface().do_action(0)
    desk.wait("an SOS on the desk", lambda: journaled("sos.shown"))
    picture("2-sos")
    desk.wait("the video's first minute", lambda: room.sees(r"\d\d:0[2-9]\.\d\d"))
    room.press_until("Return", "the claim in the journal", lambda: journaled("sos.claimed"))
    room.sees(r"ditangani · Anda|handled · You")
    picture("3-video")
    room.press("r")
    desk.wait("the line for the response", lambda: room.focused() is not None and "text" in room.focused().get_role_name())
    room.write("Regu terdekat dikirim, tetap di tempat terang.")
    room.press("Return")
    desk.wait("the response in the journal", lambda: journaled("sos.responded"))
    room.sees(r"(?i)direspon|responded")
    return picture("4-direspon")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--bin", required=True)
    parser.add_argument("--data", required=True)
    parser.add_argument("--picture", required=True)
    parser.add_argument("--theme", default="dark")
    parser.add_argument("--lang", default="id")
    parser.add_argument("--size", default="1366x768")
    options = parser.parse_args()
    desk.inside(options.size)
    target = Path(options.picture)
    with desk.Room(options.bin, Path(options.data) / "hub", options.theme, options.lang, target.parent) as room:
        last = play_through(room, re.sub(r"\.png$", "", target.name))
        shutil.copyfile(last, target)


if __name__ == "__main__":
    os.chdir(Path(__file__).resolve().parents[2])
    main()
