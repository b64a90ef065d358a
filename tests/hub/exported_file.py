"""A .siaga-export read without our code, after the format in src/proof/export.h alone: what tlog_oracle.go is asked about
the file that an auditor holds in their hand, and digests that Python can say itself."""
import base64
import hashlib
import json
import struct

MAGIC = b"siaga-export-v1"


def bytes_of_id(text):
    return bytes(16) if text == b"-" else bytes.fromhex(text.decode())


def leaf_data(fields, commitment):
    seq, at, actor, behalf, kind, subject, unit = fields[1:8]
    return (b"siaga-leaf-v1" + struct.pack(">Qq", int(seq), int(at)) + bytes_of_id(actor) + bytes_of_id(behalf)
            + struct.pack(">H", len(kind)) + kind + bytes_of_id(subject) + bytes_of_id(unit) + commitment)


def part_of(line):
    """A leaf or a subtree, as the oracle takes it; nothing for another line."""
    if line.startswith(b"r "):
        fields = line.split(b" ", 10)
        commitment = hashlib.sha256(bytes.fromhex(fields[8].decode()) + fields[10]).digest()
        return {"Data": base64.b64encode(leaf_data(fields, commitment)).decode()}
    if line.startswith(b"x "):
        fields = line.split(b" ")
        return {"Data": base64.b64encode(leaf_data(fields, bytes.fromhex(fields[8].decode()))).decode()}
    if line.startswith(b"t "):
        _, level, hexadecimal = line.split(b" ")
        return {"Level": int(level), "Hash": base64.b64encode(bytes.fromhex(hexadecimal.decode())).decode()}
    return None


def note_at(lines, at):
    """The note whose lines stand after "| "."""
    text = b""
    while at < len(lines) and lines[at].startswith(b"| "):
        text += lines[at][2:] + b"\n"
        at += 1
    return text.decode()


def digests_of_files(export):
    """{name: SHA-256} of what travels with it."""
    found = (line.split(b" ", 2) for line in export.split(b"\n") if line.startswith(b"file "))
    return {name.decode(): digest.decode() for _, digest, name in found}


def logbook_entries(export):
    """[(number in the logbook, which line, hash of the leaf)] of what isn't erased."""
    found = []
    for at, line in enumerate(export.split(b"\n")):
        fields = line.split(b" ", 10)
        body = json.loads(fields[10]) if fields[0] == b"r" else {}
        if "book_no" in body:
            found.append((body["book_no"], at, fields[9]))
    return found


def read(export):
    """What the oracle is asked: the tree's parts and checkpoints in order, the seal, and what the seal must say."""
    lines = export.split(b"\n")
    assert lines[0] == MAGIC and lines[-1] == b"", lines[:1]
    parts, head = [], None
    for at, line in enumerate(lines):
        part = part_of(line)
        if part is not None and head is None:
            head = b"\n".join(lines[:at]) + b"\n"
        if part is not None:
            parts.append(part)
        elif line.startswith(b"checkpoint "):
            parts.append({"Note": note_at(lines, at + 1)})
    end = lines.index(b"end")
    whole = b"\n".join(lines[:end + 1]) + b"\n"
    origin = lines[1].removeprefix(b"origin ").decode()
    said = [MAGIC.decode(), origin, hashlib.sha256(head).hexdigest(), hashlib.sha256(whole).hexdigest()]
    return {"Parts": parts, "Seal": note_at(lines, end + 1), "Says": "\n".join(said) + "\n"}
