"""P7: a recording in the player: first picture, exact seek, processor time; against gst-play-1.0 and mpv."""

import json
import os
import resource
import select
import socket
import statistics
import time

import figures
import stage as stages

SECONDS = 20
TARGETS = [7.31, 14.07, 2.9, 18.5, 3.3, 11.93, 16.2, 5.6, 13.33, 9.99]


def make_clip(stage, seconds=SECONDS):
    """1080p30 H.264 with sound, a key picture every two seconds, as phones write."""
    clip = stage.folder.parent / f"clip-{seconds}.mp4"  # kept: it is the same for every run
    if not clip.exists():
        made = clip.with_suffix(".part.mp4")
        stage.run(["ffmpeg", "-v", "error", "-f", "lavfi", "-i", f"testsrc2=size=1920x1080:rate=30:duration={seconds}", "-f",
                   "lavfi", "-i", f"sine=frequency=440:duration={seconds}", "-c:v", "libx264", "-preset", "superfast",
                   "-bf", "2", "-pix_fmt", "yuv420p", "-g", "60", "-b:v", "6M", "-c:a", "aac", "-movflags", "+faststart",
                   made])
        made.rename(clip)
    return clip


def until_picture(stage, name, command):
    """Milliseconds from exec to the first byte on descriptor 3; the program's words."""
    reading, writing = os.pipe()
    os.set_inheritable(writing, True)
    if writing != 3:
        # The programs write to descriptor 3, whatever the number is here.
        command = ["sh", "-c", f'exec "$@" 3>&{writing}', "sh", *command]
    start = time.monotonic()
    child = stage.talk(name, command, pass_fds=[writing])
    os.close(writing)
    select.select([reading], [], [], 30)
    spent = (time.monotonic() - start) * 1000
    return child, reading, spent


def first_of_gst_play(stage, clip):
    sink = "videoconvert ! video/x-raw,format=BGRx ! fdsink fd=3"
    child, reading, spent = until_picture(stage, "gst-play", ["gst-play-1.0", "--quiet", "--no-interactive",
                                                              f"--videosink={sink}", "--audiosink=fakesink", clip])
    child.kill()
    stage.stop(child)
    os.close(reading)
    return spent


def first_of_ours(stage, clip):
    """From exec; since play was pressed in a fresh program; since it was pressed again."""
    child, reading, spent = until_picture(stage, "play_clip", [stage.bin / "bench_play_clip", "first", clip])
    cold, warm = float(stages.line_of(child)), float(stages.line_of(child))
    stage.stop(child)
    os.close(reading)
    return {"exec": spent, "cold": cold, "warm": warm}


class Mpv:
    """mpv, paused, without a window, spoken to by its socket."""

    def __init__(self, stage, clip):
        self.stage = stage
        path = stage.folder / "mpv.socket"
        self.process = stage.start("mpv", ["mpv", "--no-config", "--pause", "--vo=null", "--ao=null", "--hr-seek=yes",
                                           "--keep-open=yes", "--really-quiet", f"--input-ipc-server={path}", clip])
        self.socket = socket.socket(socket.AF_UNIX)
        stages.wait("mpv", lambda: path.exists() and self.socket.connect_ex(str(path)) == 0)
        self.text = b""
        stages.wait("mpv's first picture", self.has_picture)

    def has_picture(self):
        self.socket.sendall(b'{"command":["get_property","time-pos"],"request_id":7}\n')
        return self.next_message("request_id", 7).get("data") is not None

    def next_message(self, name, value):
        while True:
            while b"\n" not in self.text:
                self.text += self.socket.recv(65536)
            line, self.text = self.text.split(b"\n", 1)
            message = json.loads(line)
            if message.get(name) == value:
                return message

    def seek(self, target):
        start = time.monotonic()
        self.socket.sendall(json.dumps({"command": ["seek", target, "absolute+exact"]}).encode() + b"\n")
        self.next_message("event", "playback-restart")
        return (time.monotonic() - start) * 1000

    def leave(self):
        self.stage.stop(self.process)


def seeks_of_mpv(stage, clip):
    mpv = Mpv(stage, clip)
    try:
        mpv.seek(TARGETS[-1])
        return statistics.median(mpv.seek(target) for target in TARGETS)
    finally:
        mpv.leave()
        (stage.folder / "mpv.socket").unlink(missing_ok=True)


def seeks_of_ours(stage, clip):
    said = stage.run([stage.bin / "bench_play_clip", "seek", clip, *map(str, [TARGETS[-1], *TARGETS])])
    return statistics.median(float(line) for line in said.split()[1:])


def cpu_of(stage, command, seconds):
    """Processor seconds for each second played, pictures and sound in real time."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    stage.run(command)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return (after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime) / seconds


def measure(options, say):
    length = 3 if options.quick else 8
    with stages.Stage(options.bin, "p7") as stage:
        say("P7: making the clips")
        clip, short = make_clip(stage), make_clip(stage, length)
        first_of_gst_play(stage, clip), first_of_ours(stage, clip)  # registries and caches
        say("P7: first pictures")
        ours = []

        def first():
            ours.append(first_of_ours(stage, clip))
            return ours[-1]["exec"]

        starts = figures.alternate(options.rounds, {"siaga": first, "gst-play": lambda: first_of_gst_play(stage, clip)})
        say("P7: exact seeks")
        seeks = figures.alternate(options.rounds, {"siaga": lambda: seeks_of_ours(stage, clip),
                                                   "mpv": lambda: seeks_of_mpv(stage, clip)})
        say("P7: playing")
        sink = "videoconvert ! video/x-raw,format=BGRx ! fakesink sync=true"
        played = figures.alternate(options.rounds, {
            "siaga": lambda: cpu_of(stage, [stage.bin / "bench_play_clip", "whole", short], length),
            "gst-play": lambda: cpu_of(stage, ["gst-play-1.0", "--quiet", "--no-interactive", f"--videosink={sink}",
                                               "--audiosink=fakesink sync=true", short], length)})
    pressed = {"siaga": [one["warm"] for one in ours], "gst-play": starts["gst-play"]}
    cold = {"siaga": [one["cold"] for one in ours], "gst-play": starts["gst-play"]}
    return [
        figures.compare("P7", "play pressed in the running console → first picture", "ms", pressed, "gst-play",
                        "≤ 0.5× gst-play from exec", lambda ratio: ratio <= 0.5,
                        limit="libav's threads and the first key picture"),
        figures.compare("P7", "the first recording of a shift (loads GStreamer)", "ms", cold, "gst-play", "",
                        lambda ratio: None, limit="the plugin registry and libav are loaded here"),
        figures.compare("P7", "the player alone, from exec", "ms", starts, "gst-play", "", lambda ratio: None),
        figures.compare("P7", f"exact seek, p50 of {len(TARGETS)}, 1080p30, GOP 2 s", "ms", seeks, "mpv", "≤ mpv",
                        lambda ratio: ratio <= 1, limit="decoding from the key picture before it"),
        figures.compare("P7", "processor seconds a second played", "", played, "gst-play", "≤ gst-play",
                        lambda ratio: ratio <= 1, limit="decoding and conversion to BGRx"),
    ]
