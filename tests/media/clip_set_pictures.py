"""Pictures that carry their number, and the ffmpeg command that makes a recording of them.

The bars are those of src/media/frame_bars.h: 36 cells from left to right (white, black, 24 bits, 8 bits of check, black,
white). They stand along the upper edge, where read_frame_number() looks, and once more across the middle, where nothing
of the window covers them.
"""

import subprocess

CELLS = 36
WHITE, BLACK = 235, 16


def bars(number):
    check = ((number >> 16 & 0xFF) * 3 + (number >> 8 & 0xFF) * 5 + (number & 0xFF) * 7 + 0x5A) & 0xFF
    bits = (number & 0xFFFFFF) << 8 | check
    return [True, False, *(bool(bits >> (31 - bit) & 1) for bit in range(32)), False, True]


def number_in(levels):
    """The number that 36 measured brightnesses (0–255) spell, or None."""
    cells = [level > 128 for level in levels]
    number = sum(1 << (25 - cell) for cell in range(2, 26) if cells[cell])
    return number if cells == bars(number) else None


def middle_strip(height):
    """First and last row of the second strip."""
    half = max(5, height // 20)
    return height // 2 - half, height // 2 + half


def pictures(width, height, count):
    """Planes of yuv420p, one picture after another; between the bars a pattern that moves."""
    ramp = b"".join(bytes([60 + (row * 3) % 120]) * width for row in range(height + 120))
    chroma = bytes([118]) * (((width + 1) // 2) * ((height + 1) // 2)) \
        + bytes([134]) * (((width + 1) // 2) * ((height + 1) // 2))
    top = max(8, height // 20)
    first, last = middle_strip(height)
    for number in range(count):
        cells = bars(number)
        row = b"".join(bytes([WHITE if cells[cell] else BLACK]) * ((cell + 1) * width // CELLS - cell * width // CELLS)
                       for cell in range(CELLS))
        body = ramp[(number % 40) * 3 * width:]
        yield b"".join((row * top, body[top * width:first * width], row * (last - first),
                        body[last * width:height * width], chroma))


def run(command, feed=None):
    """Runs ffmpeg (or another); `feed` is an iterable of bytes for its standard input. What it says goes to the error."""
    process = subprocess.Popen(command, stdin=subprocess.PIPE if feed else subprocess.DEVNULL,
                               stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    try:
        for piece in feed or ():
            process.stdin.write(piece)
    except BrokenPipeError:
        pass  # it has given up: its words say why
    said = process.communicate()[0].decode(errors="replace")
    if process.returncode != 0:
        raise RuntimeError(f"{' '.join(map(str, command))}\n{said}")


def record(path, options, size=(320, 180), rate=25, count=75, turned=0, filters=(), sound=(), lead=()):
    """Writes `count` pictures as a recording. `turned`: degrees clockwise that a player has to turn what is coded.

    `sound`: options of a second input, empty for none; `lead`: options before the pictures' input.
    """
    width, height = size
    turns = {0: [], 90: ["transpose=cclock"], 180: ["transpose=clock", "transpose=clock"], 270: ["transpose=clock"]}
    chain = [*turns[turned], *filters]
    command = ["ffmpeg", "-hide_banner", "-loglevel", "error", "-nostdin", "-y"]
    pipe = []
    if count:
        pipe = pictures(width, height, count)
        command += [*lead, "-f", "rawvideo", "-pix_fmt", "yuv420p", "-video_size", f"{width}x{height}",
                    "-framerate", str(rate), "-i", "pipe:0"]
    command += sound
    if chain and count:
        command += ["-vf", ",".join(chain)]
    # One thread: what comes out is the same on every machine, and other tests keep a core.
    run([*command, "-threads", "1", "-fflags", "+bitexact", "-flags:v", "+bitexact", "-flags:a", "+bitexact",
         *options, str(path)], pipe)
