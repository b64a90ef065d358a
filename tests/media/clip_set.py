"""The clip set: one recording of each kind that phones, browsers and enemies send, made by Debian's ffmpeg.

Usage: clip_set.py --cache FOLDER. Makes the set in a folder named after the contents of these scripts, unless it is
there already, and prints that folder. Its manifest.json says of each kind what a player has to do with it:

  name, file   what it is; the file beside the manifest
  plays        false: the player says `trouble` and shows nothing
  trouble      in the words of media::Trouble, after it was played to its end
  video, audio, width, height   as the player names them; width and height of the upright picture
  targets      [{at_ns, number}]: number of the picture that stands at that time
  first, last  numbers of the first and the last picture; last_at_least where the recording was cut
  times        when each picture begins, in seconds
  duration_ns  of what can be played; nothing where it was cut

Numbers and times come from the way in which a recording was made and from ffprobe, not from the player.
"""

import argparse
import fcntl
import hashlib
import json
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
import clip_set_hostile  # noqa: E402
import clip_set_kinds  # noqa: E402


def picture_times(path):
    """(when each picture begins, in seconds and in order; when the earliest stream begins; when the last ends). Of a
    recording that was cut only the pictures that are there as a whole."""
    size = path.stat().st_size
    text = subprocess.run(["ffprobe", "-v", "quiet", "-of", "json", "-show_entries",
                           "packet=codec_type,pts_time,duration_time,flags,pos,size:format=start_time", str(path)],
                          capture_output=True, text=True, check=True).stdout
    found = json.loads(text)
    packets = [packet for packet in found["packets"] if "pts_time" in packet and "D" not in packet.get("flags", "")]
    packets = [packet for packet in packets if int(packet.get("pos", 0)) + int(packet["size"]) <= size]
    times = sorted(float(packet["pts_time"]) for packet in packets if packet["codec_type"] == "video")
    end = max(float(packet["pts_time"]) + float(packet.get("duration_time", 0)) for packet in packets)
    return times, float(found["format"].get("start_time", 0)), end


def targets_of(times, numbers):
    """A target in the middle of each of these pictures."""
    result = []
    for number in numbers:
        begin = times[number]
        end = times[number + 1] if number + 1 < len(times) else begin + 0.02
        result.append({"at_ns": round((begin + end) / 2 * 1e9), "number": number})
    return result


def entry_of(kind, path):
    """What the manifest says of one kind."""
    entry = {"name": kind.name, "file": path.name, "plays": kind.plays, "trouble": kind.trouble, "video": kind.video,
             "audio": kind.audio, "width": 0, "height": 0, "targets": [], "first": kind.first, "last": None,
             "last_at_least": None, "duration_ns": None, "times": []}
    if not kind.plays:
        return entry
    times, start, end = picture_times(path)
    # A player counts from the beginning of the recording; what containers add by rounding stays (below 0.1 s).
    begin = start if start > 0.1 else 0.0
    if not kind.cut:
        entry["duration_ns"] = round((end - begin) * 1e9)
    if not kind.video:
        return entry
    entry["width"], entry["height"] = kind.size
    times = [at - begin for at in times]
    if kind.cut:
        # The last one in the file may be ahead of others that are missing, and then isn't shown.
        entry["last_at_least"] = kind.first + len(times) - 2
    else:
        assert len(times) == kind.count - kind.first, (kind.name, len(times), kind.count)
        entry["last"] = kind.count - 1
    entry["times"] = [round(at, 6) for at in times]
    count = len(times)
    wanted = [0] if count < 6 else [2, count * 45 // 100, count - 3 - (4 if kind.cut else 0)]
    entry["targets"] = [{**target, "number": target["number"] + kind.first} for target in targets_of(times, wanted)]
    return entry


def make(folder):
    def make_one(kind):
        path = folder / (kind.name + kind.suffix)
        kind.write(path)
        return entry_of(kind, path)

    with ThreadPoolExecutor(max_workers=2) as workers:
        entries = list(workers.map(make_one, clip_set_kinds.kinds()))
    manifest = {"kinds": entries, "hostile": clip_set_hostile.write_all(folder)}
    (folder / "manifest.json").write_text(json.dumps(manifest, indent=1))


def ready(cache):
    """The folder with the set, made now if these scripts have changed since."""
    cache.mkdir(parents=True, exist_ok=True)
    digest = hashlib.sha256()
    for script in sorted(Path(__file__).parent.glob("clip_set*.py")):
        digest.update(script.read_bytes())
    folder = cache / digest.hexdigest()[:16]
    with open(cache / "lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # several tests may come at once
        if not (folder / "manifest.json").exists():
            for old in cache.iterdir():
                if old.is_dir():
                    shutil.rmtree(old)
            folder.mkdir()
            make(folder)
    return folder


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--cache", required=True, type=Path)
    print(ready(parser.parse_args().cache))


if __name__ == "__main__":
    main()
