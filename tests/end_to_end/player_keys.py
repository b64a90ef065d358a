"""The player by keys alone: speeds, marks A and B, turning, magnifying and moving the picture; and of a recording that
is still arriving, back 30 seconds and to the newest picture; and what breaks of the link do to it."""

import re
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
import desk  # noqa: E402
import phone  # noqa: E402

LENGTH = 20


def record(folder):
    """Each picture differs from the one before, everywhere."""
    path = folder / "tombol.mp4"
    subprocess.run(["ffmpeg", "-loglevel", "error", "-y",
                    "-f", "lavfi", "-i", f"testsrc2=duration={LENGTH}:size=320x180:rate=25",
                    "-f", "lavfi", "-i", f"sine=duration={LENGTH}", "-c:v", "libx264", "-preset", "ultrafast", "-g", "25",
                    "-pix_fmt", "yuv420p", "-c:a", "aac", "-movflags", "+faststart", str(path)], check=True)
    return path.read_bytes()


class Player:
    """The player's parts of the window."""

    def __init__(self, room):
        self.room = room
        self.time = room.find("label", r"^\d\d:\d\d\.\d\d / \d\d:\d\d")
        self.track = room.find("slider", r"^Posisi ")
        self.video = room.find("image", r"^Video dari ")
        self.speed = room.find("push button", r"^Kecepatan ")

    @staticmethod
    def name(node):
        node.clear_cache()
        return node.get_name() or ""

    def at(self):
        """Where it stands, in seconds."""
        found = desk.wait("the time", lambda: re.match(r"(\d+):(\d+\.\d+) / ", self.name(self.time)))
        return int(found.group(1)) * 60 + float(found.group(2))

    def still(self):
        """Paused for good; where."""
        if self.room.all("push button", r"^Jeda \("):
            self.room.press("space")
        self.room.find("push button", r"^Putar \(")

        def stands():
            before = self.at()
            return [before] if all(self.at() == before for _ in range(5)) else None
        return desk.wait("a standing picture", stands)[0]

    def goes_on(self):
        self.room.press("space")
        self.room.find("push button", r"^Jeda \(")

    def says(self, node, pattern):
        return desk.wait(f"{pattern!r}; it says {self.name(node)!r}", lambda: re.search(pattern, self.name(node)))

    def seen(self):
        """The middle of the picture, without what is written over its edges."""
        self.video.clear_cache()
        box = self.video.get_component_iface().get_extents(desk.screen())
        part = f"{box.width // 2}x{box.height // 2}+{box.x + box.width // 4}+{box.y + box.height // 4}"
        return subprocess.run(["import", "-window", "root", "-crop", part, "-depth", "8", "rgb:-"],
                              capture_output=True, check=True).stdout

    def shows(self, what, wanted):
        desk.wait(what, lambda: wanted(self.seen()))


def speeds(room, player):
    """All of them, and no further at either end."""
    slower, faster = "bracketleft", "bracketright"
    for key, speeds_in_turn in ((slower, ["0,5", "0,25", "1/8", "1/16", "1/16"]), (faster, ["1/8"]), ("BackSpace", ["1"]),
                                (faster, ["1,5", "2", "4", "8", "16", "16"]), (slower, ["8"]), ("BackSpace", ["1"])):
        for speed in speeds_in_turn:
            room.press(key)
            player.says(player.speed, rf"^Kecepatan {speed}×;")


def looks(room, player):
    """Turned four times it is as before; magnified, moved and moved back, too."""
    player.still()
    plain = player.seen()
    room.press("d")
    player.says(player.video, r"^Video dari .*, 90°$")
    player.shows("a turned picture", lambda seen: seen != plain)
    turned = player.seen()
    room.picture("tombol-diputar")
    room.press("d")
    player.says(player.video, r", 180°$")
    player.shows("an upside-down picture", lambda seen: seen not in (plain, turned))
    room.press("d", "d")
    player.says(player.video, r"^Video dari [^,]*$")
    player.shows("the plain picture", lambda seen: seen == plain)

    room.press("plus")
    player.says(player.video, r", 1,5×$")
    room.press("plus")
    player.says(player.video, r", 2,2×$|, 2,3×$")
    player.shows("a larger picture", lambda seen: seen != plain)
    larger = player.seen()
    for away, back in (("Right", "Left"), ("Down", "Up")):
        room.press(f"alt+{away}")
        player.shows(f"another part, {away}", lambda seen: seen != larger)
        room.press(f"alt+{back}")
        player.shows(f"the middle again, {back}", lambda seen: seen == larger)
    room.picture("tombol-diperbesar")
    room.press("minus")
    player.says(player.video, r", 1,5×$")
    room.press("d")
    player.says(player.video, r", 1,5× · 90°$")
    room.press("0")
    player.says(player.video, r", 90°$")
    room.press("d", "d", "d")
    player.shows("the plain picture", lambda seen: seen == plain)


def marks(room, player):
    """From A to B again and again, until the marks are taken away."""
    room.press("b")
    desk.wait("the beginning", lambda: player.at() == 0)
    room.press("i")
    player.says(player.track, r", tanda A di 00:00$")
    player.goes_on()
    desk.wait("a second later", lambda: player.at() > 1)
    room.press("o")
    player.says(player.track, r", tanda A di 00:00, tanda B di 00:0\d$")
    room.picture("tombol-tanda")
    rounds, before = 0, player.at()

    def repeats():
        nonlocal rounds, before
        now = player.at()
        rounds, before = rounds + (now < before), now
        return rounds >= 2
    desk.wait("two rounds", repeats)
    room.press("u")
    player.says(player.track, r"^Posisi [^,]*$")
    desk.wait("past mark B", lambda: player.at() > 4)


def growing(room, officers):
    """Of a recording that is being made, over the officer's own link: 30 seconds back, and G is where it is now."""
    hub, room.address = room.address, officers.address
    room.officer_login()
    room.address = hub
    room.officer("sos", "--camera", "--seconds", "300", "--live")
    room.sees(r"^1 alarm baru")
    room.press("F2")
    room.find("push button", r"^Ke gambar terbaru \(G\)$")
    player = Player(room)
    desk.wait("more than thirty seconds of it", lambda: player.at() > 33)
    there = player.still()
    room.press("shift+Left")
    desk.wait("30 seconds back", lambda: 0 < player.at() < 10 and abs(there - 30 - player.at()) < 0.5)
    room.picture("tombol-mundur-30")
    room.press("g")
    desk.wait("the newest picture", lambda: player.at() > there)
    assert not room.stored("recording.finished")[1:], "the recording ended before it was watched"


def breaks(room, link, officers):
    """The console's own link is gone for a moment and then for twenty seconds, and then the officer's; the picture waits,
    and goes on by itself."""
    player = Player(room)
    if room.all("push button", r"^Putar \("):
        player.goes_on()
    for link, sign in ((link, "SAMBUNGAN PUTUS"), (link, "Rekaman ini berhenti masuk"),
                       (officers, "Rekaman ini berhenti masuk")):
        link.cut()
        room.sees(sign)
        before = player.at()
        link.mend()
        desk.wait("it goes on", lambda: player.at() > before + 1)
    assert not room.stored("recording.finished")[1:], "the recording ended before its breaks did"


def run(room):
    room.start_hub()
    link, officers = phone.Link(room.address), phone.Link(room.address)
    officer = phone.Phone(room.address)
    officer.upload(officer.raise_sos(), record(room.scratch), "tombol.mp4")
    desk.wait("examined", lambda: room.stored("recording.examined"))
    subprocess.run(["xdotool", "mousemove", "5", "5"], check=True)
    hub, room.address = room.address, link.address
    room.start_console("--pin", room.fingerprint)
    room.address = hub
    room.sign_in_as_demonstrated()
    room.sees("tersambung")
    room.find("label", rf" / 00:{LENGTH}$")
    player = Player(room)
    speeds(room, player)
    looks(room, player)
    marks(room, player)
    growing(room, officers)
    breaks(room, link, officers)
    for each in (link, officers):
        each.close()
    assert room.hub.poll() is None and room.console.poll() is None


if __name__ == "__main__":
    desk.journey(run)
    print("player_keys: ok")
