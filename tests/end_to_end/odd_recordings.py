"""Recordings that are short, damaged or no recordings at all: kept, marked, and nothing falls over."""

import hashlib
import json
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
import desk  # noqa: E402
import phone  # noqa: E402


def clip(folder, name, *options, seconds="4", sound=True, picture=True):
    """Made by ffmpeg, so that the player is held against another hand."""
    path = folder / name
    command = ["ffmpeg", "-loglevel", "error", "-y"]
    if picture:
        command += ["-f", "lavfi", "-i", f"testsrc2=duration={seconds}:size=640x360:rate=25"]
    if sound:
        command += ["-f", "lavfi", "-i", f"sine=duration={seconds}"]
    subprocess.run([*command, *options, str(path)], check=True)
    return path.read_bytes()


H264 = ("-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p", "-c:a", "aac")


def recordings(folder):
    """(name, bytes, what the window says, what the hub stored: readable)."""
    whole = clip(folder, "utuh.mp4", *H264, "-movflags", "+faststart")
    return [
        ("utuh.mp4", whole, r"\d\d:0\d\.\d\d / 00:0[34]", True),
        ("pendek.mp4", clip(folder, "pendek.mp4", *H264, seconds="1.8"), r"tanpa rekaman sah \(1,8", True),
        ("teks.mp4", b"ini bukan video\n" * 400, r"tak terbaca", False),
        ("terpotong.mp4", whole[: len(whole) // 2], r"\d\d:0\d\.\d\d / 00:0\d|terputus", True),
        ("rusak.mp4", whole[:2000] + bytes(4000) + whole[6000:], None, None),
        ("suara.m4a", clip(folder, "suara.m4a", "-c:a", "aac", picture=False), "Hanya suara", True),
        ("tak-terdengar.mp4", clip(folder, "tak-terdengar.mp4", *H264[:-1], "ac3"),
         "Suara rekaman ini tidak bisa diputar di komputer ini", True),
        ("bisu.mp4", clip(folder, "bisu.mp4", *H264[:-2], sound=False), r"\d\d:0\d\.\d\d / 00:0[34]", True),
        ("besar.mp4", clip(folder, "besar.mp4", "-vf", "scale=3840:2160,fps=5", "-c:v", "libx265", "-preset", "ultrafast",
                           "-x265-params", "log-level=error", "-tag:v", "hvc1", sound=False, seconds="3.2"),
         r"\d\d:0\d\.\d\d / 00:0[34]", True),
    ]


def examined(room, recording):
    for body in room.stored("recording.examined"):
        event = json.loads(body)
        if event["recording"] == recording:
            return event["examination"]
    return None


def main():
    options = desk.options()
    desk.inside()
    with desk.Room(options.bin, pictures=options.pictures) as room:
        room.start_hub()
        officer = phone.Phone(room.address)
        room.start_console("--pin", room.fingerprint)
        room.sign_in_as_demonstrated()
        room.sees("tersambung")
        supervisor = phone.Phone(room.address, "pengawas@contoh.id")
        for name, content, words, readable in recordings(room.scratch):
            sos = officer.raise_sos()
            recording = officer.upload(sos, content, name)
            finding = desk.wait(f"the probe's word on {name}", lambda: examined(room, recording))
            if readable is not None:
                assert finding["readable"] == readable, (name, finding)
            if words:
                room.sees(words)
            else:
                desk.wait(f"{name} drawn", lambda: room.stored("sos.shown"))
            room.picture("rekaman-" + name.split(".")[0])
            # The bytes are evidence: what comes back is what was sent.
            status, _, body = supervisor.ask("GET", f"/api/v1/recordings/{recording}/content")
            assert status == 200 and hashlib.sha256(body).digest() == hashlib.sha256(content).digest(), name
            assert room.hub.poll() is None and room.console.poll() is None, f"{name} ended hub or console"
            # Claimed and closed, so that the next one is shown by itself.
            room.press_until("Return", "the claim", lambda: claimed(room, sos))
            room.sees(r"ditangani · Anda")
            status, _, body = supervisor.ask("POST", f"/api/v1/sos/{sos}/close", {
                "command": phone.new_id(), "console": "uji", "outcome": "drill", "text": "Uji rekaman."})
            assert status == 200, (status, body)
            desk.wait("the end", lambda: any(room.query(
                "select 1 from sos where id = ? and closed_at is not null", bytes.fromhex(sos.replace("-", "")))))
        end_with_one_open(room, officer)
    print("odd_recordings: ok")


def end_with_one_open(room, officer):
    """A console that ends twice with a recording open doesn't open it by itself a third time; a key does."""
    sos = officer.raise_sos()
    officer.upload(sos, clip(room.scratch, "dibuka.mp4", *H264), "dibuka.mp4")
    for _ in range(2):
        room.sees(r"\d\d:0\d\.\d\d / 00:0[34]")
        room.console.kill()
        room.console.wait()
        room.start_console("--pin", room.fingerprint)
        room.sign_in_as_demonstrated()
        room.sees("tersambung")
    room.sees("Konsol dua kali terhenti saat rekaman ini terbuka")
    room.picture("rekaman-dua-kali-berakhir")
    room.press_until("space", "the recording plays", lambda: room.all(None, r"\d\d:0\d\.\d\d / 00:0[34]"))


def claimed(room, sos):
    return any(room.query("select 1 from sos where id = ? and owner is not null", bytes.fromhex(sos.replace("-", ""))))


if __name__ == "__main__":
    main()
