#!/usr/bin/python3
"""Holds the codes of websocket_frames.txt against another implementation: `ws` for Node (Debian's node-ws).

Leaves with 77, which CTest shows as skipped, where it isn't installed."""
import os
import pathlib
import re
import shutil
import socket
import struct
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
SKIPPED = 77
MODULES = pathlib.Path("/usr/share/nodejs")
REQUEST = (b"GET / HTTP/1.1\r\nHost: h\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
           b"Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n")


def bytes_of(notation):
    parts = (re.fullmatch(r"([0-9a-f]+)(?:\*(\d+))?", part) for part in notation.split("."))
    return b"".join(bytes.fromhex(part[1]) * int(part[2] or 1) for part in parts)


def rows():
    for line in (HERE / "websocket_frames.txt").read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            ours, theirs, notation, what = line.split(None, 3)
            yield int(ours if theirs == "." else 0 if theirs == "-" else theirs), bytes_of(notation), what


def code_in(heard):
    while len(heard) >= 2 + (heard[1] if len(heard) > 1 else 0):
        opcode, length = heard[0] & 15, heard[1]
        if opcode == 8:
            return struct.unpack(">H", heard[2:4])[0] if length >= 2 else 1005
        heard = heard[2 + length:]
    return None


def answer_of(port, frames):
    with socket.create_connection(("127.0.0.1", port), timeout=20) as peer:
        peer.sendall(REQUEST)
        heard = b""
        while b"\r\n\r\n" not in heard:
            heard += peer.recv(4096)
        heard = heard.partition(b"\r\n\r\n")[2]
        peer.sendall(frames)
        while code_in(heard) is None:
            more = peer.recv(4096)
            if not more:
                return None
            heard += more
        return code_in(heard)


def main():
    if not shutil.which("node") or not (MODULES / "ws").exists():
        print("skipped: node-ws isn't installed")
        sys.exit(SKIPPED)
    node = subprocess.Popen(["node", HERE / "websocket_oracle.cjs"], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                            env={**os.environ, "NODE_PATH": str(MODULES)})
    wrong = 0
    try:
        port = int(node.stdout.readline())
        for expected, frames, what in rows():
            if expected == 0:
                continue  # it waits for more
            heard = answer_of(port, frames)
            # A goodbye without a code comes back without one.
            if heard != expected and not (heard == 1005 and expected == 1000):
                wrong += 1
                print(f"{what}: the table says {expected}, ws {heard}")
    finally:
        node.stdin.close()
        node.wait(timeout=20)
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
