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


def point_at_the_middle(room):
    """The pointer over the track shows what stands there; away from it, nothing."""
    track = room.find("slider", r"^Posisi ")
    place = track.get_component_iface().get_extents(desk.screen())
    middle = (place.x + place.width // 2, place.y + place.height // 2)
    subprocess.run(["xdotool", "mousemove", *map(str, middle)], check=True)
    room.find("image", r"^Cuplikan 00:1[2-8]")
    room.picture("cuplikan-di-penunjuk")
    subprocess.run(["xdotool", "mousemove", "5", "5"], check=True)
    room.find("image", r"^Video dari ")


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
        point_at_the_middle(room)
        assert room.hub.poll() is None and room.console.poll() is None
    print("previews: ok")


if __name__ == "__main__":
    main()
