"""What is in a recording is seen before anybody opens it: a picture and its loudness in its row, and at the foot of the
queue twelve pictures of the row that the pointer or the keys are on. What is opened has them below the video, and the
keyboard goes from one to the next."""

import argparse
import re
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
import desk  # noqa: E402
import phone  # noqa: E402

SCREENS = [("1366x768", "dark"), ("1920x1080", "light")]
TWELVE = r": 12 cuplikan gambar dari rekaman, paling keras pada 00:"


def record(folder, seconds):
    """Changes all the time, quiet and then loud, as a browser writes it: without cues."""
    path = folder / f"rekaman-{seconds}.webm"
    subprocess.run(["ffmpeg", "-loglevel", "error", "-y",
                    "-f", "lavfi", "-i", f"testsrc2=duration={seconds}:size=320x180:rate=10",
                    "-f", "lavfi", "-i", f"sine=frequency=440:duration={seconds},"
                                         f"volume='if(lt(t,{seconds // 2}),0.02,0.9)':eval=frame",
                    "-c:v", "libvpx", "-deadline", "realtime", "-cpu-used", "8", "-b:v", "500k", "-g", "10",
                    "-c:a", "libopus", "-live", "1", str(path)], check=True)
    return path.read_bytes()


def box(node):
    node.clear_cache()
    return node.get_component_iface().get_extents(desk.screen())


def point(*at):
    subprocess.run(["xdotool", "mousemove", *map(str, at)], check=True)


def point_at_the_middle(room):
    """The pointer over the track shows what stands there; away from it, nothing."""
    place = box(room.find("slider", r"^Posisi "))
    point(place.x + place.width // 2, place.y + place.height // 2)
    room.find("image", r"^Cuplikan 00:1[2-8]")
    room.picture(f"{room.theme}-cuplikan-di-penunjuk")
    point(5, 5)
    room.find("image", r"^Video dari ")


def sees_glance(room, length):
    """The foot of the queue shows twelve pictures of the recording of this length, and how loud it is."""
    return room.find("image", rf" · {length}{TWELVE}")


def opened(room, length):
    return room.find("label", rf" / {length}$")


def glance_by_pointer(room):
    """The pointer rests on the second row: nothing is opened, and away from it the selected one is back."""
    rows = room.all("table cell", room.reporter)
    assert len(rows) == 2, [row.get_name() for row in rows]
    place = box(rows[1])
    point(place.x + 20, place.y + place.height // 2)
    sees_glance(room, "0:20")
    opened(room, "00:30")
    room.picture(f"{room.theme}-lirik-penunjuk")
    point(5, 5)
    sees_glance(room, "0:30")


def key_of(button):
    button.clear_cache()
    return button.get_description() or ""


def glance_by_keys(room):
    """Shift+↓ looks into the next row; the focus and what is opened stay. Esc goes back, Enter opens and claims nothing."""
    focus = room.focused_name()
    claim, note = room.find("push button", r"^Tangani$"), desk.place_of(room, "push button", r"^Catat$")
    desk.wait("the claim's key", lambda: key_of(claim) == "Tombol: Enter")
    room.press("shift+Down")
    sees_glance(room, "0:20")
    room.sees("Enter membuka, Esc kembali")
    desk.wait("one Enter", lambda: key_of(claim) == "")
    assert desk.place_of(room, "push button", r"^Catat$") == note, "the buttons moved"
    assert room.focused_name() == focus, "looking took the focus"
    opened(room, "00:30")
    room.picture(f"{room.theme}-lirik-tombol")
    room.press("Escape")
    sees_glance(room, "0:30")
    desk.wait("the claim's key again", lambda: key_of(claim) == "Tombol: Enter")
    room.press("shift+Down", "shift+Up")
    sees_glance(room, "0:30")
    room.press("shift+Down")
    sees_glance(room, "0:20")
    room.press("Return")
    opened(room, "00:20")
    room.sees(r"Shift\+↑ ↓: baris lain")
    assert not room.stored("sos.claimed"), "the key that opens a row claimed one"
    room.press("shift+Up")
    sees_glance(room, "0:30")
    room.press("Return")
    opened(room, "00:30")


def seconds_of(room):
    minutes, rest = room.find("label", r"^\d\d:\d\d\.\d\d / ").get_name().split(" / ")[0].split(":")
    return int(minutes) * 60 + float(rest)


def poster_of(room):
    """(number, second) of the marked picture below the video."""
    name = room.find("image", r"^12 cuplikan gambar dari rekaman; nomor ").get_name()
    number, minutes, seconds = re.search(r"nomor (\d+) pada (\d+):(\d+)$", name).groups()
    return int(number), int(minutes) * 60 + int(seconds)


def from_poster_to_poster(room):
    """Ctrl+→ and Ctrl+← go to the pictures below the video."""
    room.find("push button", r"^(Jeda|Putar) \(")
    room.press("space")
    room.find("push button", r"^Putar \(")
    room.press("b")
    desk.wait("the beginning", lambda: seconds_of(room) == 0)
    for key, wanted in (("Right", 1), ("Right", 2), ("Right", 3), ("Left", 2)):
        room.press(f"ctrl+{key}")
        desk.wait(f"picture {wanted}; it is {poster_of(room)}", lambda: poster_of(room)[0] == wanted)
        at = poster_of(room)[1]
        desk.wait(f"the video there, at {at}", lambda: 0 < seconds_of(room) and at - 0.1 < seconds_of(room) < at + 1)
    room.picture(f"{room.theme}-cuplikan-ke-cuplikan")


def waits_until_examined(room, officer):
    """While there is nothing to see, the foot of the queue says why."""
    officer.raise_sos()
    room.find("table cell", room.reporter)
    room.sees("Belum ada video yang masuk")
    room.picture(f"{room.theme}-lirik-kosong")


def lose_copies(room):
    """A disk has lost the indexed copies that these recordings are played from: the hub makes them again."""
    copies = list(room.data.rglob("*.play"))
    assert len(copies) == 2, copies
    room.stop(room.hub)
    for copy in copies:
        copy.unlink()
    room.start_hub(demo=False)
    desk.wait("both copies again", lambda: all(copy.exists() for copy in copies))


def run(room):
    room.start_hub()
    room.reporter = re.escape(room.name_of("petugas@contoh.id"))
    officer = phone.Phone(room.address)
    for name, seconds in (("pertama.webm", 30), ("kedua.webm", 20)):
        officer.upload(officer.raise_sos(), record(room.scratch, seconds), name)
    desk.wait("both examined", lambda: len(room.stored("recording.examined")) == 2)
    lose_copies(room)
    point(5, 5)
    room.start_console("--pin", room.fingerprint)
    room.sign_in_as_demonstrated()
    room.sees("tersambung")
    opened(room, "00:30")
    room.sees("12 cuplikan gambar dari rekaman; nomor 1 ")
    sees_glance(room, "0:30")
    room.picture(f"{room.theme}-cuplikan")
    glance_by_pointer(room)
    glance_by_keys(room)
    point_at_the_middle(room)
    from_poster_to_poster(room)
    assert room.hub.poll() is None and room.console.poll() is None


def empty_first(room):
    """A console without alarms says what will stand there; an alarm without a video says that it hasn't come."""
    room.start_hub()
    room.reporter = re.escape(room.name_of("petugas@contoh.id"))
    room.start_console("--pin", room.fingerprint)
    room.sign_in_as_demonstrated()
    room.sees("tersambung")
    room.sees(r"tampil di sini sebelum\s+rekaman\s+dibuka")
    room.picture(f"{room.theme}-lirik-tanpa-alarm")
    waits_until_examined(room, phone.Phone(room.address))


def half_way(room):
    """A phone stops in the middle of its upload: what came shows pictures and loudness, until when, and no verdict; when
    the phone comes back it sends the rest, and then all of it is shown."""
    room.start_hub()
    room.reporter = re.escape(room.name_of("petugas@contoh.id"))
    officer = phone.Phone(room.address)
    content = record(room.scratch, 20)
    half = len(content) // 2
    sos = officer.raise_sos()
    recording = officer.begin_upload(sos, len(content), "setengah.webm")
    officer.send(recording, content[:half])
    point(5, 5)
    room.start_console("--pin", room.fingerprint)
    room.sign_in_as_demonstrated()
    room.sees("tersambung")
    room.sees("Video masih masuk")
    desk.wait("a look into the half", lambda: room.stored("recording.examined"), 90)
    room.find("image", rf" · 0:\d\d · sampai \d\d:\d\d:\d\d: \d+ cuplikan gambar dari rekaman")
    assert not room.stored("recording.finished"), "looking into it finished it"
    assert not room.all(name="tanpa rekaman sah|tak terbaca"), "a verdict about a part"
    room.picture(f"{room.theme}-lirik-setengah")
    officer.send(recording, content[half:], half)
    desk.wait("a look into all of it", lambda: len(room.stored("recording.examined")) == 2, 90)
    sees_glance(room, "0:20")
    room.picture(f"{room.theme}-lirik-lengkap")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--bin", required=True)
    parser.add_argument("--pictures", required=True)
    parser.add_argument("--size")
    parser.add_argument("--theme")
    options = parser.parse_args()
    if not options.size:
        for size, theme in SCREENS:
            subprocess.run([sys.executable, *sys.argv, "--size", size, "--theme", theme], check=True)
        return
    desk.inside(options.size)
    for part in (empty_first, half_way, run):
        with desk.Room(options.bin, theme=options.theme, pictures=Path(options.pictures) / options.size) as room:
            part(room)
    print(f"previews: {options.size} {options.theme}: ok")


if __name__ == "__main__":
    main()
