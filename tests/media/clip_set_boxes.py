"""Boxes of MP4 (ISO/IEC 14496-12): written from nothing, or changed in a finished file."""

import struct
import tempfile
from pathlib import Path

from clip_set_pictures import run


def box(kind, *parts):
    body = b"".join(parts)
    return struct.pack(">I4s", len(body) + 8, kind.encode()) + body


def full_box(kind, *parts, version=0, flags=0):
    return box(kind, struct.pack(">I", version << 24 | flags), *parts)


def boxes_in(content, start=0, end=None):
    """(kind, where it begins, where its body begins, where it ends) of each box."""
    at = start
    end = len(content) if end is None else end
    while at + 8 <= end:
        length, kind = struct.unpack(">I4s", content[at:at + 8])
        head = 8
        if length == 1:
            length, head = struct.unpack(">Q", content[at + 8:at + 16])[0], 16
        if length < head:
            return
        yield kind.decode("latin-1"), at, at + head, min(end, at + length)
        at += length


def find(content, *path):
    """(body begins, ends) of the first box on this path."""
    start, end = 0, len(content)
    for kind in path:
        start, end = next((body, last) for name, _, body, last in boxes_in(content, start, end) if name == kind)
    return start, end


def turn(degrees):
    """Says in the first track's matrix that the picture is to be turned clockwise (§8.3.2)."""
    a, b = {0: (1, 0), 90: (0, 1), 180: (-1, 0), 270: (0, -1)}[degrees]

    def change(content):
        start, end = find(content, "moov", "trak", "tkhd")
        width, height = (value >> 16 for value in struct.unpack(">II", content[end - 8:end]))
        right = {0: 0, 90: height, 180: width, 270: 0}[degrees]
        down = {0: 0, 90: 0, 180: height, 270: width}[degrees]
        matrix = struct.pack(">9i", a << 16, b << 16, 0, -b << 16, a << 16, 0, right << 16, down << 16, 1 << 30)
        return content[:end - 44] + matrix + content[end - 8:]

    return change


def all_in(content, path, start=0, end=None):
    """(body begins, ends) of every box on this path."""
    for name, _, body, last in boxes_in(content, start, end):
        if name == path[0]:
            yield from all_in(content, path[1:], body, last) if path[1:] else [(body, last)]


def begin_late(seconds):
    """Fragments whose times don't begin at zero, as when a phone goes on with a recording (§8.8.12)."""
    def number(content, at):
        return struct.unpack(">I", content[at:at + 4])[0]

    def change(content):
        ticks = {}  # of each track, a second
        for start, end in all_in(content, ["moov", "trak"]):
            head, _ = next(all_in(content, ["tkhd"], start, end))
            media, _ = next(all_in(content, ["mdia", "mdhd"], start, end))
            ticks[number(content, head + 12)] = number(content, media + 12)
        changed = bytearray(content)
        for start, end in all_in(content, ["moof", "traf"]):
            head, _ = next(all_in(content, ["tfhd"], start, end))
            at = next(all_in(content, ["tfdt"], start, end))[0] + 4
            begin = struct.unpack(">Q", content[at:at + 8])[0] + seconds * ticks[number(content, head + 4)]
            changed[at:at + 8] = struct.pack(">Q", begin)
        return bytes(changed)

    return change


def cut(share):
    return lambda content: content[:int(len(content) * share)]


def trim(seconds):
    """As a phone's "trim": the packets from the key picture on stay, an edit list hides those before `seconds`."""
    def change(content):
        with tempfile.TemporaryDirectory() as folder:
            whole, trimmed = Path(folder) / "whole.mp4", Path(folder) / "trimmed.mp4"
            whole.write_bytes(content)
            run(["ffmpeg", "-loglevel", "error", "-nostdin", "-ss", str(seconds), "-i", str(whole), "-c", "copy",
                 str(trimmed)])
            return trimmed.read_bytes()

    return change
