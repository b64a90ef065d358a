"""Files made to do harm. None may cost much memory or time, open anything, or end the program that looks at it.

The address and the file that some of them point to are placeholders, as long as what a test puts in their place.
"""

import struct

from clip_set_boxes import box, boxes_in, find, full_box
from clip_set_pictures import record, run

ADDRESS = b"http://127.0.0.1:00000/siaga"
FILE = b"/tmp/siaga-trap-000000/secret"
MANY = 10_000
ANY = ["none", "cut_off", "unreadable", "unsupported", "too_large_picture"]
NOT_A_RECORDING = ["unreadable", "unsupported"]


def patched(content, path, offset, value):
    """`value` written at `offset` of the body of the first box on `path`."""
    start, _ = find(content, *path)
    return content[:start + offset] + value + content[start + offset + len(value):]


def says_100_hours(content):
    for path, offset in ((("moov", "mvhd"), 16), (("moov", "trak", "tkhd"), 20), (("moov", "trak", "edts", "elst"), 8)):
        content = patched(content, path, offset, struct.pack(">I", 360_000_000))  # a thousandth of a second each
    return content


def replaced(content, kind, changed):
    """The first box of this kind inside moov, wherever it stands, with another body; what holds it grows."""
    at = content.index(kind.encode(), find(content, "moov")[0]) - 4
    old = struct.unpack(">I", content[at:at + 4])[0]
    new = box(kind, changed)
    grown = bytearray(content[:at] + new + content[at + old:])
    start, end = 0, len(content)
    holders = {"moov": 0, "trak": 0, "mdia": 0, "minf": 0, "stbl": 0, "stsd": 8, "avc1": 78, "dinf": 0, "dref": 8}
    while True:
        inner = next(((name, begin, body, last) for name, begin, body, last in boxes_in(content, start, end)
                      if begin < at < last and name in holders), None)
        if inner is None:
            return bytes(grown)
        name, begin, body, last = inner
        grown[begin:begin + 4] = struct.pack(">I", last - begin + len(new) - old)
        start, end = body + holders[name], last


def golomb(*values):
    return "".join(f"{value + 1:b}".zfill(2 * (value + 1).bit_length() - 1) for value in values)


def parameters_of(width, height):
    """H.264 parameter sets of such a picture, as an avcC box has them (ISO/IEC 14496-15 §5.3.3.1)."""
    bits = golomb(0, 0, 0, 0, 1) + "0" + golomb((width + 15) // 16 - 1, (height + 15) // 16 - 1) + "1" + "1" + "0" + "0" + "1"
    bits += "0" * (-len(bits) % 8)
    sps = bytes((0x67, 66, 0, 51)) + int(bits, 2).to_bytes(len(bits) // 8, "big")
    pps = bytes((0x68, 0xCE, 0x3C, 0x80))
    return bytes((1, 66, 0, 51, 0xFF, 0xE1)) + struct.pack(">H", len(sps)) + sps + b"\x01" + struct.pack(">H", len(pps)) + pps


def many_tracks(content):
    """The track once more and once more; each says that it is another one."""
    _, moov, body, end = next(found for found in boxes_in(content) if found[0] == "moov")
    inner = {name: content[begin:last] for name, begin, _, last in boxes_in(content, body, end)}
    track = inner["trak"]
    number_at = track.index(b"tkhd") + 4 + 4 + 8
    copies = (track[:number_at] + struct.pack(">I", count + 1) + track[number_at + 4:] for count in range(MANY))
    return content[:moov] + box("moov", inner["mvhd"], *copies) + content[end:]


def nested(kind, depth):
    total = 8 * depth
    return b"".join(struct.pack(">I4s", total - 8 * level, kind) for level in range(depth))


def ebml(name, body):
    return bytes.fromhex(name) + struct.pack(">Q", len(body) | 1 << 56) + body


def nested_tags(depth):
    head = ebml("1A45DFA3", ebml("4282", b"webm"))
    name = ebml("45A3", b"A") + ebml("4487", b"B")
    # From the inside: SimpleTag in SimpleTag, each with a name and a value (RFC 9559 §5.1.8).
    inner, parts = len(name) + 10, []
    for _ in range(depth):
        parts.append(bytes.fromhex("67C8") + struct.pack(">Q", inner | 1 << 56) + name)
        inner += len(name) + 10
    tags = b"".join(reversed(parts)) + bytes.fromhex("67C8") + struct.pack(">Q", 0 | 1 << 56) * 1
    return head + ebml("18538067", ebml("1254C367", ebml("7373", tags)))


def reference_movie():
    """A QuickTime movie that says: the real one is over there."""
    address = ADDRESS + b"\0"
    reference = full_box("rdrf", b"url ", struct.pack(">I", len(address)), address)
    return box("ftyp", b"qt  \0\0\0\0qt  ") + box("moov", box("rmra", box("rmda", reference)))


def outside_data(content):
    entry = full_box("url ", ADDRESS + b"\0") + full_box("url ", b"file://" + FILE + b"\0")
    return replaced(content, "dref", struct.pack(">II", 0, 2) + entry)


def with_subtitle(folder, whole):
    words = folder / "subtitle.srt"
    words.write_text(f"1\n00:00:00,000 --> 00:00:02,000\n<img src=\"{ADDRESS.decode()}\"><a href=\"file://{FILE.decode()}\">a</a>\n")
    result = folder / "subtitle_points_outside.mkv"
    run(["ffmpeg", "-loglevel", "error", "-nostdin", "-y", "-i", str(whole), "-i", str(words), "-c", "copy", "-c:s", "srt",
         "-attach", str(words), "-metadata:s:t", "mimetype=text/plain", "-metadata:s:t", f"filename=../../{FILE.decode()}",
         str(result)])
    return result.read_bytes()


def strange_names(folder, whole):
    result = folder / "strange_names.mp4"
    title = "../" * 20 + "etc/passwd \u202e4pm.exe\u2066 " + "x" * 4096
    run(["ffmpeg", "-loglevel", "error", "-nostdin", "-y", "-i", str(whole), "-c", "copy", "-metadata", f"title={title}",
         "-metadata", f"comment={ADDRESS.decode()}", str(result)])
    return result.read_bytes()


def grows_midway(folder):
    """Small pictures, and then one that takes a gigabyte."""
    parts = []
    for name, size, offset in (("small", (320, 180), 0), ("large", (8192, 8192), 1)):
        path = folder / f"{name}.ts"
        record(path, ["-c:v", "libx264", "-preset", "ultrafast", "-output_ts_offset", str(offset)], size=size,
               count=25 if offset == 0 else 1)
        parts.append(path.read_bytes())
    return b"".join(parts)


def write_all(folder):
    whole, silent = folder / "index_last.mp4", (folder / "one_picture.mp4").read_bytes()
    mp4, webm = whole.read_bytes(), (folder / "webm_vp8_opus.webm").read_bytes()
    duration_at = webm.index(b"\x44\x89\x88") + 3
    made = [
        ("hours_100_mp4", says_100_hours(mp4), ["cut_off"]),
        ("hours_100_webm", webm[:duration_at] + struct.pack(">d", 3.6e8) + webm[duration_at + 8:], ["cut_off", "none"]),
        ("huge_by_index", mp4.replace(struct.pack(">HH", 320, 180), struct.pack(">HH", 30_000, 30_000), 1), ANY),
        ("huge_by_stream", replaced(mp4, "avcC", parameters_of(30_000, 30_000)), ["too_large_picture", "unreadable"]),
        ("picture_bomb", webm.replace(b"\x9d\x01\x2a\x40\x01\xb4\x00", b"\x9d\x01\x2a\xff\x3f\xff\x3f"),
         ["too_large_picture"]),
        ("grows_midway", grows_midway(folder), ["too_large_picture", "cut_off"]),
        ("tracks_10000", many_tracks(silent), ANY),
        ("nested_boxes", box("ftyp", b"isom\0\0\0\0isom") + nested(b"moov", 200_000), NOT_A_RECORDING + ["cut_off"]),
        ("nested_moov_udta", box("ftyp", b"isom\0\0\0\0isom") + box("moov", nested(b"udta", 200_000)),
         NOT_A_RECORDING + ["cut_off"]),
        ("nested_tracks", box("ftyp", b"isom\0\0\0\0isom") + box("moov", nested(b"trak", 200_000)),
         NOT_A_RECORDING + ["cut_off"]),
        ("nested_tags", nested_tags(20_000), ANY),
        ("samples_4_billion", patched(mp4, ("moov", "trak", "mdia", "minf", "stbl", "stsz"), 4,
                                      struct.pack(">II", 1, 0xFFFFFFFF)), ANY),
        ("endless_box", box("ftyp", b"isom\0\0\0\0isom") + struct.pack(">I4sQ", 1, b"moov", 1 << 63) + bytes(4096),
         NOT_A_RECORDING + ["cut_off"]),
        ("playlist_hls", b"#EXTM3U\n#EXT-X-TARGETDURATION:5\n#EXTINF:5,\n" + ADDRESS + b"\n#EXTINF:5,\nfile://" + FILE + b"\n",
         NOT_A_RECORDING),
        ("playlist_dash", b"<?xml version=\"1.0\"?><MPD xmlns=\"urn:mpeg:dash:schema:mpd:2011\"><BaseURL>" + ADDRESS
         + b"</BaseURL></MPD>", NOT_A_RECORDING),
        ("playlist_concat", b"ffconcat version 1.0\nfile '" + FILE + b"'\n", NOT_A_RECORDING),
        ("reference_movie", reference_movie(), NOT_A_RECORDING),
        ("data_outside", outside_data(mp4), ANY),
        ("subtitle_points_outside", with_subtitle(folder, whole), ["none"]),
        ("strange_names", strange_names(folder, whole), ["none"]),
    ]
    for name, content, _ in made:
        (folder / f"{name}.hostile").write_bytes(content)
    return [{"name": name, "file": f"{name}.hostile", "troubles": troubles} for name, _, troubles in made]
