"""A hub that shows another certificate is refused, with both fingerprints, and nothing is sent to it."""

import shutil
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
import desk  # noqa: E402


def main():
    options = desk.options()
    desk.inside()
    with desk.Room(options.bin, pictures=options.pictures) as room:
        room.start_hub()
        room.start_console()  # no pin: the first meeting
        room.sign_in_as_demonstrated()
        room.sees(room.fingerprint[:5].replace(":", ".?"))
        room.picture("sidik-jari")
        room.find("push button", r"(?i)sama, percaya|percayai|sama").get_action_iface().do_action(0)
        room.sees("tersambung")
        known, port = room.fingerprint, int(room.address.rsplit(":", 1)[1])
        room.stop(room.hub)
        shutil.rmtree(room.data / "tls")
        sessions = room.query("select count(*) from session")
        room.start_hub(port)
        assert room.fingerprint != known
        room.sees("PUSAT DITOLAK")
        room.picture("pusat-ditolak")
        room.press("ctrl+shift+q")
        for fingerprint in (known, room.fingerprint):
            room.sees(fingerprint[:5].replace(":", ".?"))
        room.picture("sertifikat-berubah")
        assert room.query("select count(*) from session") == sessions, "nobody signed in at the stranger"
    print("certificate: ok")


if __name__ == "__main__":
    main()
