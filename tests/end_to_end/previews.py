#!/usr/bin/python3
"""What is in a recording is seen before anybody plays it: a picture in its row, twelve below the video, how loud it is on
the track."""

import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
import desk  # noqa: E402
import phone  # noqa: E402


def record(folder):
    """Half a minute that changes, quiet and then loud, as a browser writes it: without cues."""
    path = folder / "rekaman.webm"
    subprocess.run(["ffmpeg", "-loglevel", "error", "-y", "-f", "lavfi", "-i", "testsrc2=duration=30:size=640x360:rate=25",
                    "-f", "lavfi", "-i", "sine=frequency=440:duration=30,volume='if(lt(t,15),0.02,0.9)':eval=frame",
                    "-c:v", "libvpx", "-deadline", "realtime", "-cpu-used", "8", "-b:v", "1M", "-g", "25",
                    "-c:a", "libopus", "-live", "1", str(path)], check=True)
    return path.read_bytes()


def main():
    options = desk.options()
    desk.inside()
    with desk.Room(options.bin, pictures=options.pictures) as room:
        room.start_hub()
        officer = phone.Phone(room.address)
        clip = record(room.scratch)
        for name in ("pertama.webm", "kedua.webm"):  # the second one is never opened
            officer.upload(officer.raise_sos(), clip, name)
        desk.wait("both examined", lambda: len(room.stored("recording.examined")) == 2)
        room.start_console("--pin", room.fingerprint)
        room.sign_in_as_demonstrated()
        room.sees("tersambung")
        room.sees("12 cuplikan gambar dari rekaman")
        room.picture("cuplikan")
        room.sees(r"/ 00:30")
        room.picture("cuplikan-dan-kekerasan")
        assert room.hub.poll() is None and room.console.poll() is None
    print("previews: ok")


if __name__ == "__main__":
    main()
