"""Every kind of recording in the real window: it plays to its end, and a press on the track shows the picture that
stands there, read from the screen's own pixels. The kinds that can't play say why.

The recordings are those of tests/media/clip_set.py. All belong to one SOS: a newer one takes the screen by itself, as
when an officer sends one after another.
"""

import argparse
import json
import re
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
sys.path.insert(0, str(Path(__file__).parent.parent / "media"))
import clip_set  # noqa: E402
import clip_set_pictures as bars  # noqa: E402
import desk  # noqa: E402
import phone  # noqa: E402

INSET = 12  # of the track's line (ui/player/seek_track.cpp)
SAYS = {"cut_off": r"terputus|terpotong", "unsupported": r"tidak memutar format|tak memutar format", "unreadable": "terbaca"}
FILE_TYPES = {".webm": "video/webm", ".mkv": "video/x-matroska", ".ts": "video/mp2t", ".mov": "video/quicktime",
              ".3gp": "video/3gpp", ".avi": "video/x-msvideo", ".ogg": "audio/ogg", ".m4a": "audio/mp4"}


class Screen:
    """The player's parts of the window; they stay from one recording to the next."""

    def __init__(self, room):
        self.room = room
        self.track = room.find("slider")
        self.play = room.find("push button", r"^(Jeda|Putar) \(")
        self.time = room.find(None, r"\d\d:\d\d\.\d\d / \d\d:\d\d")
        self.video = room.find(None, r"^Video dari|^Hanya suara")

    def name(self, node):
        node.clear_cache()
        return node.get_name() or ""

    def box(self, node):
        import gi
        gi.require_version("Atspi", "2.0")
        from gi.repository import Atspi
        node.clear_cache()
        extents = node.get_component_iface().get_extents(Atspi.CoordType.SCREEN)
        return extents.x, extents.y, extents.width, extents.height

    def has_ended(self):
        at = re.search(r"(\d\d:\d\d)\.\d\d / (\d\d:\d\d)", self.name(self.time))
        began = at and not at.group(0).startswith("00:00.00")
        return began and at.group(1) == at.group(2) and self.name(self.play).startswith("Putar")

    def length(self):
        """At the end: how long the window takes the recording to be; seconds, to a hundredth."""
        minutes, seconds = re.match(r"(\d\d):(\d\d\.\d\d)", self.name(self.time)).groups()
        return int(minutes) * 60 + float(seconds)

    def number(self, width, height):
        """Number of the picture that is on the screen; None when none can be read."""
        left, top, room_width, room_height = self.box(self.video)
        scale = min(room_width / width, room_height / height)
        shown = int(width * scale)
        x, y = left + (room_width - shown) // 2, top + room_height // 2
        row = subprocess.run(["import", "-window", "root", "-crop", f"{shown}x1+{x}+{y}", "-depth", "8", "gray:-"],
                             capture_output=True, check=True).stdout
        if len(row) < shown:
            return None
        return bars.number_in([row[(2 * cell + 1) * shown // (2 * bars.CELLS)] for cell in range(bars.CELLS)])

    def press_track(self, share):
        """A press at this share of the length; the pointer leaves, so that no preview covers the picture."""
        x, y, width, height = self.box(self.track)
        at = x + INSET + round(share * (width - 2 * INSET))
        subprocess.run(["xdotool", "mousemove", str(at), str(y + height // 2), "click", "1",
                        "mousemove", str(x + width // 2), str(y - 200)], check=True)
        return (at - x - INSET) / (width - 2 * INSET)


def targets_on(kind, length, width):
    """(share of the track, number) for each third of the recording: the pixel nearest to a picture's middle. Of one that
    was cut, `times` holds the pictures that are surely there: its thirds are theirs."""
    times = kind["times"]
    there = 1 if kind["duration_ns"] else min(1, times[-1] / length)
    for third in (0.12 * there, 0.5 * there, 0.85 * there):
        best = None
        for pixel in range(int(third * width), int(third * width) + 60):
            at = pixel / width * length
            index = max((i for i, begin in enumerate(times) if begin <= at), default=None)
            if index is None or index + 1 >= len(times):
                continue
            margin = min(at - times[index], times[index + 1] - at)
            if best is None or margin > best[0]:
                best = (margin, pixel / width, index + kind["first"])
        if best:
            yield best[1], best[2]


def pressed_until_seen(screen, kind, share, number):
    """As a person does: a press that went nowhere, since the window was being laid out, is made once more."""
    def is_seen():
        return desk.wait("the picture", lambda: screen.number(kind["width"], kind["height"]) == number, 6)

    before = screen.name(screen.time)
    screen.press_track(share)
    try:
        return is_seen()
    except AssertionError:
        if screen.name(screen.time) != before:
            raise  # it went elsewhere
    screen.press_track(share)
    return is_seen()


def check_targets(screen, kind):
    width = screen.box(screen.track)[2] - 2 * INSET
    if kind["duration_ns"]:  # a stream without an index has its length once its end was read
        desk.wait(f"{kind['name']}'s length", lambda: abs(screen.length() - kind["duration_ns"] / 1e9) < 0.15)
    length = screen.length()
    targets = list(targets_on(kind, length, width))
    assert len(targets) == 3, f"{kind['name']}: fewer than three pictures to ask for in {length} s"
    for share, number in targets:
        try:
            pressed_until_seen(screen, kind, share, number)
        except AssertionError:
            seen = screen.number(kind["width"], kind["height"])
            raise AssertionError(f"{kind['name']} at {share * length:.3f} s: picture {number} was asked for, "
                                 f"{seen} is shown; {screen.name(screen.time)}") from None


def play_to_end(room, screen, kind):
    if (kind["duration_ns"] or 0) > 60e9:
        desk.wait(f"{kind['name']} open", lambda: re.search(r"/ 10:00", screen.name(screen.time)))
        screen.press_track(0.99)
        desk.wait("almost the end", lambda: screen.name(screen.time).startswith("09:5"))
        if screen.name(screen.play).startswith("Putar"):
            room.press("space")  # it had been followed to its edge while it arrived, and had ended there
    room.press("bracketright", "bracketright", "bracketright")
    desk.wait(f"{kind['name']} at its end: {screen.name(screen.time)}", screen.has_ended, 30)


def show(room, screen, kind, count):
    """Waits until recording number `count` of the SOS is the one on the screen."""
    if count > 1:
        desk.wait(f"{kind['name']} on the screen", lambda: room.all(None, rf"\b{count} dari {count}\b"))
    if screen is None:
        screen = Screen(room)
    if not kind["plays"]:
        desk.wait(f"why {kind['name']} doesn't play", lambda: re.search(SAYS[kind["trouble"]], screen.name(screen.video)),
                  20)
        return screen
    play_to_end(room, screen, kind)
    if kind["trouble"] != "none":
        assert re.search(SAYS[kind["trouble"]], screen.name(screen.video)), (kind["name"], screen.name(screen.video))
    if kind["width"] and len(kind["times"]) > 5:
        check_targets(screen, kind)
    elif kind["width"]:
        desk.wait(f"{kind['name']} seen", lambda: screen.number(kind["width"], kind["height"]) is not None)
    return screen


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--bin", required=True)
    parser.add_argument("--clips", required=True, type=Path)
    parser.add_argument("--pictures")
    parser.add_argument("--only", help="names of kinds, with commas")
    options = parser.parse_args()
    clip_set.ready(options.clips)
    desk.inside()
    folder = clip_set.ready(options.clips)
    kinds = json.loads((folder / "manifest.json").read_text())["kinds"]
    if options.only:
        kinds = [kind for kind in kinds if kind["name"] in options.only.split(",")]
    with desk.Room(options.bin, pictures=options.pictures) as room:
        room.start_hub()
        officer = phone.Phone(room.address)
        room.start_console("--pin", room.fingerprint)
        room.sign_in_as_demonstrated()
        room.sees("tersambung")
        sos = officer.raise_sos()
        screen = None
        wrong = []
        for count, kind in enumerate(kinds, 1):
            path = folder / kind["file"]
            recording = officer.upload(sos, path.read_bytes(), kind["file"], FILE_TYPES.get(path.suffix, "video/mp4"))
            try:
                desk.wait(f"the probe's word on {kind['name']}", lambda: recording in str(room.stored("recording.examined")))
                screen = show(room, screen, kind, count)
            except AssertionError as missed:
                wrong.append(str(missed))
                print(f"{kind['name']}: {missed}", file=sys.stderr)
                room.picture(f"jenis-{kind['name']}")
            assert room.hub.poll() is None and room.console.poll() is None, f"{kind['name']} ended hub or console"
        assert not wrong, "\n".join(wrong)
    print(f"every_kind: {len(kinds)} kinds ok")


if __name__ == "__main__":
    main()
