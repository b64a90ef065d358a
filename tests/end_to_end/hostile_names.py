"""An officer whose name is markup, quotes and marks that turn the direction of reading: the queue shows it as text, and the
row's place keeps its own direction."""

import re
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
import desk  # noqa: E402
import phone  # noqa: E402

NAME = "<b>Rudi</b> & \"Sari\" </span><span size='90000'>\u202e"
SHOWN = "<b>Rudi</b> & \"Sari\" </span><span size='90000'>"
PASSWORD = "hujan deras di Simpang Lima"


def add_officer(room):
    subprocess.run([room.bin / "siaga-hub", "demo", "--data", room.data], check=True, stdout=subprocess.DEVNULL)
    subprocess.run([room.bin / "siaga-hub", "user", "add", "--data", room.data, "--name", NAME, "--email", "aneh@contoh.id",
                    "--unit", "<i>Satuan</i> & anak"], input=PASSWORD + "\n", text=True, check=True)


def main():
    options = desk.options()
    desk.inside()
    with desk.Room(options.bin, pictures=options.pictures) as room:
        add_officer(room)
        room.start_hub()
        room.start_console("--pin", room.fingerprint)
        room.sign_in_as_demonstrated()
        room.sees("tersambung")
        phone.Phone(room.address, "aneh@contoh.id", PASSWORD).raise_sos()
        cell = room.find("table cell", re.escape(SHOWN))
        assert "\u202e" not in cell.get_name() and "&lt;" not in cell.get_name(), cell.get_name()
        room.sees(re.escape("<i>Satuan</i> & anak"))  # beside the video
        room.picture("nama-aneh")
        assert room.console.poll() is None
    print("hostile names: ok")


if __name__ == "__main__":
    main()
