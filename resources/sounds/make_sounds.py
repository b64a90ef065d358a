#!/usr/bin/env python3
"""Makes alarm.wav: a two-tone call of two seconds that can be repeated without a click.

Three pairs of a high and a low tone, then a pause. Each tone carries the harmonics that small loudspeakers can
play and older ears can hear; soft edges keep it from hurting. The output is the same on every run.
"""
import math
import struct
import sys
import wave

RATE = 24_000
TONES = [(880.0, 0.21), (659.26, 0.21)] * 3  # A5 and E5
PAUSE = 2.0 - sum(length for _, length in TONES)
HARMONICS = [(1, 0.62), (2, 0.24), (3, 0.14)]
ATTACK, RELEASE = 0.012, 0.045
PEAK = 0.7


def tone(pitch, length):
    count = round(length * RATE)
    for i in range(count):
        at = i / RATE
        edge = min(1.0, at / ATTACK, (length - at) / RELEASE)
        soft = 0.5 - 0.5 * math.cos(math.pi * max(0.0, edge))
        yield PEAK * soft * sum(share * math.sin(2 * math.pi * pitch * n * at) for n, share in HARMONICS)


def main(path):
    samples = [sample for pitch, length in TONES for sample in tone(pitch, length)]
    samples += [0.0] * round(PAUSE * RATE)
    with wave.open(path, "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(RATE)
        out.writeframes(b"".join(struct.pack("<h", round(sample * 32767)) for sample in samples))


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "alarm.wav")
