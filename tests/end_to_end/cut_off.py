"""A console that is cut off says so loudly; 30 alarms raised meanwhile all arrive, in order, once, and it says how many.

Then the hub's database is exchanged for an older copy: the console shows "mungkin hilang" until a person confirms.
"""

import json
import shutil
import sys
import time
import types
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
import desk  # noqa: E402
import phone  # noqa: E402

ALARMS = 30


def signed_in(room, link):
    room.address, hub = link.address, room.address
    room.start_console("--pin", room.fingerprint)
    room.address = hub
    room.sign_in_as_demonstrated()
    room.sees("tersambung")


def test_cut(room, link, officer):
    first = desk.place_of(room, "push button", r"^SOS")
    link.cut()
    room.sees("SAMBUNGAN PUTUS")
    assert desk.place_of(room, "push button", r"^SOS") == first, "the bar moved the rail"
    room.sees("Tidak diketahui selama tidak tersambung")  # an empty list would say that nobody is in need
    desk.wait("no promise", lambda: not desk.text_in(room, r"(SOS berikutnya tampil|Nanti mulai) di sini"))
    since = time.monotonic()
    room.picture("putus")
    raised = [officer.raise_sos() for _ in range(ALARMS)]
    desk.wait("five seconds of silence", lambda: time.monotonic() - since >= 5)
    link.mend()
    room.sees(rf"(?i){ALARMS} .*setelah putus|{ALARMS} alarm")
    desk.wait("the alarms drawn", lambda: len(room.stored("sos.shown")) >= 1)
    room.picture("tersambung-lagi")
    # The hub's order, and every alarm once.
    stored = [row[0].hex() for row in room.query("select subject from journal where kind = 'sos.raised' order by seq")]
    assert [sos.replace("-", "") for sos in raised] == stored[-ALARMS:], "the journal's order"
    # Every one of them is in the window: as new alarms, or in the queue.
    desk.wait("all alarms counted", lambda: desk.text_in(room, rf"(?i)belum direspon {ALARMS}\b"))


def test_restored(room, copy):
    """The hub comes back with a database of an hour ago."""
    port = int(room.address.rsplit(":", 1)[1])
    room.stop(room.hub)
    shutil.rmtree(room.data)
    shutil.copytree(copy, room.data)
    room.start_hub(port)
    room.sign_in_as_demonstrated()  # the older database knows no such session
    room.sees("MUNGKIN HILANG #")
    room.picture("mungkin-hilang")
    room.find("push button", "(?i)sudah saya lihat").get_action_iface().do_action(0)
    desk.wait("the confirmation in the journal", lambda: room.stored("loss.confirmed"))
    loss = json.loads(room.stored("loss.confirmed")[0])
    assert loss["last"] >= loss["first"], loss
    desk.wait("the bar gone", lambda: not desk.text_in(room, "MUNGKIN HILANG #"))


def direct(room):
    return types.SimpleNamespace(address=room.address)


def main():
    options = desk.options()
    desk.inside()
    with desk.Room(options.bin, pictures=options.pictures) as room:
        room.start_hub()
        link = phone.Link(room.address)
        officer = phone.Phone(room.address)
        signed_in(room, link)
        test_cut(room, link, officer)
        link.close()
    with desk.Room(options.bin, pictures=options.pictures) as room:
        room.start_hub()
        room.stop(room.hub)  # at rest, so that the copy is whole
        copy = room.scratch / "copy"
        shutil.copytree(room.data, copy)
        room.start_hub()
        officer = phone.Phone(room.address)
        signed_in(room, direct(room))
        officer.raise_sos()
        desk.wait("the alarm drawn", lambda: room.stored("sos.shown"))
        test_restored(room, copy)
    print("cut_off: ok")


if __name__ == "__main__":
    main()
