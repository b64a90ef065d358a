"""One's own account, by keyboard: change the phone number, end the session of another console; a new SOS shows itself
meanwhile, and F2 leads to it."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
import desk  # noqa: E402
import directory  # noqa: E402
import phone  # noqa: E402

SUPERVISOR = "pengawas@contoh.id"


def change_phone(room, hub):
    room.press("ctrl+9")
    desk.wait("the name", lambda: room.focused_name() == "Nama")
    room.tab_to(r"^Telepon$")
    room.press("ctrl+a")
    room.write("+62 811-2233-4455")
    room.press("ctrl+s")
    room.sees(r"^Tersimpan\.")
    person = hub.get("/sessions/current")["person"]
    assert person["phone"] == "+62 811-2233-4455", person


def end_other_session(room, hub):
    room.press("ctrl+8")  # not theirs: a supervisor administers nobody
    assert room.all("label", r"^Akun Anda$"), "another view came"
    room.find("table cell", r"\(konsol ini\)$")
    room.find("table cell", r"^telepon$")
    room.tab_to(r"konsol ini|^telepon$|^Tempat Anda masuk$")
    # Wherever it stands: of two, one is this console's.
    room.press("Home", "Down", "Up")
    room.press("ctrl+e")
    if desk.wait("an answer", lambda: desk.text_in(room, r"^Diakhiri: telepon|^Ini konsol")).get_name().startswith("Ini"):
        room.press("Down", "ctrl+e")
    room.sees(r"^Diakhiri: telepon")
    desk.wait("the row gone", lambda: not room.all("table cell", r"^telepon$"))
    status, _, _ = hub.ask("GET", "/api/v1/sessions/current")
    assert status == 401, "the other session goes on"


def alarm_meanwhile(room):
    claimed = len(room.stored("sos.claimed"))
    phone.Phone(room.address).raise_sos()
    room.sees(r"SOS BELUM DITANGANI")
    room.sees(r"alarm berbunyi")
    room.picture(f"{room.theme}-akun-2-alarm")
    room.press("F2")
    room.sees(r"^1 alarm baru")
    room.press_until("Return", "the claim", lambda: len(room.stored("sos.claimed")) > claimed)
    room.press_until("ctrl+9", "the account", lambda: room.all("label", r"^Akun Anda$"))
    assert not desk.text_in(room, r"SOS BELUM DITANGANI"), "a claimed alarm still calls"


def run(room):
    room.start_hub()
    room.start_console("--pin", room.fingerprint)
    directory.sign_in(room, SUPERVISOR)
    room.sees(r"lengkap s/d #")
    hub = directory.Hub(room.address, SUPERVISOR)
    change_phone(room, hub)
    room.picture(f"{room.theme}-akun-1")
    end_other_session(room, hub)
    alarm_meanwhile(room)


def main():
    options = desk.options()
    desk.inside("1366x768")
    with desk.Room(options.bin, pictures=options.pictures) as room:
        run(room)


if __name__ == "__main__":
    main()
