#!/usr/bin/env python3
"""Prints the known answers of leaf_test.cpp and commitment_test.cpp, computed without our code."""
import hashlib
import struct
import uuid

NIL = "00000000-0000-0000-0000-000000000000"


def commit(salt, body):
    return hashlib.sha256(salt + body).digest()


def leaf(seq, micros, actor, on_behalf_of, kind, subject, unit, commitment):
    def raw(text):
        return uuid.UUID(text).bytes

    return (b"siaga-leaf-v1" + struct.pack(">Qq", seq, micros) + raw(actor) + raw(on_behalf_of)
            + struct.pack(">H", len(kind)) + kind + raw(subject) + raw(unit) + commitment)


def show(name, data):
    print(name, len(data), data.hex(), hashlib.sha256(b"\0" + data).hexdigest(), sep="\n  ")


if __name__ == "__main__":
    full = commit(bytes(range(16)), '{"text":"halte simpang lima – masuk"}'.encode())
    print("commitment of a body\n  " + full.hex())
    print("commitment of nothing\n  " + commit(bytes(16), b"").hex())
    show("full leaf", leaf(0x0102030405060708, 1795313677123456, "0193510e-8f5a-7c3d-9a4e-0123456789ab", NIL,
                           b"sos.raised", "0193510e-8f5b-7c3d-9a4e-0123456789ac",
                           "0193510e-8f5c-7c3d-9a4e-0123456789ad", full))
    show("empty leaf", leaf(0, -1, NIL, NIL, b"", NIL, NIL, bytes(32)))
    show("long kind", leaf(1, 0, NIL, NIL, b"k" * 300, NIL, NIL, bytes(32)))
