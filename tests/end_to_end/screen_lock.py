"""The locked screen, by keyboard: what was written stays behind it; a new SOS sounds and is seen, and nothing can be done
to it, by no key and no button, until the right password has come; without the hub none is right; somebody else may sign
out; a console that is killed and started anew goes on with its saved sign-in, locked as it was. Dark and light, at
1366x768."""

import argparse
import signal
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE))
import desk  # noqa: E402
import directory  # noqa: E402
import phone  # noqa: E402

THEMES = ["dark", "light"]
SUPERVISOR = "pengawas@contoh.id"
LOCKED = r"^Layar terkunci\. Yang masuk:"


def is_sensitive(node):
    from gi.repository import Atspi
    return node.get_state_set().contains(Atspi.StateType.SENSITIVE)


def lock(room):
    room.press_until("ctrl+l", "the lock", lambda: desk.text_in(room, LOCKED))
    desk.wait("the keyboard in the password", lambda: room.focused_name() == "Kata sandi")


def open_screen(room, password="siaga-demo"):
    room.press("ctrl+a")
    room.write(password)
    room.press("Return")


def draft_stays(room):
    """A phone number that isn't saved yet."""
    room.press("ctrl+9")
    desk.wait("the name", lambda: room.focused_name() == "Nama")
    room.tab_to(r"^Telepon$")
    room.press("ctrl+a")
    room.write("+62 811-0000")
    lock(room)
    assert not room.all("label", r"^Akun Anda$"), "another view stands at a locked screen"


def alarm_at_locked_screen(room):
    known = len(room.stored("sos.claimed"))
    phone.Phone(room.address).raise_sos()
    room.sees(r"^1 alarm baru")
    room.sees(r"alarm berbunyi")
    room.sees(LOCKED)
    room.picture(f"{room.theme}-kunci-1-alarm")
    # Whatever a passer-by tries.
    for keys in (["F2", "Return"], ["F3", "Return"], ["ctrl+9"], ["ctrl+8"], ["F1"], ["ctrl+m"], ["Escape"],
                 ["F2", "r"], ["F2", "c"], ["F2", "n"], ["F2", "s"], ["F2", "f"], ["ctrl+1", "Return"]):
        room.press(*keys)
    room.sees(r"^Layar terkunci: ketik kata sandi dulu")
    room.sees(LOCKED)
    assert not room.all("label", r"^Akun Anda$") and not room.all("label", r"^Tombol$"), "a view came"
    for button in room.all("push button", r"^(Tangani|Catat|SOS|Akun|Keluar|alarm berbunyi)"):
        name = button.get_name()
        if is_sensitive(button) and not name.startswith("Keluar"):
            raise AssertionError(f"{name!r} can be pressed")
    for button in room.all("push button", r"^Tangani"):
        button.get_action_iface().do_action(0)  # a screen reader's hand
    assert len(room.stored("sos.claimed")) == known, "it was claimed at a locked screen"
    assert not room.stored("console.muted")
    assert room.stored("sos.shown"), "the hub doesn't know that it is seen"


def wrong_then_right(room):
    room.tab_to(r"^Kata sandi$")
    open_screen(room, "salah")
    room.sees(r"^Kata sandi salah\. Layar tetap terkunci")
    room.picture(f"{room.theme}-kunci-2-salah")
    assert len(room.stored("sos.claimed")) == 0
    open_screen(room)
    desk.wait("the open screen", lambda: not desk.text_in(room, LOCKED))
    room.sees(r"^Akun Anda$")
    phone_field = room.find("text", r"^Telepon$")
    assert phone_field.get_text_iface().get_text(0, -1) == "+62 811-0000", "what was written is gone"
    room.press("Escape", "F2")
    room.press_until("Return", "the claim", lambda: room.stored("sos.claimed"))


def without_the_hub(room):
    lock(room)
    port = int(room.address.rsplit(":", 1)[1])
    room.stop(room.hub)
    room.sees(r"^SAMBUNGAN PUTUS")
    open_screen(room)
    room.sees(r"^Pusat tidak terjangkau, dan hanya pusat", seconds=90)
    room.sees(LOCKED)
    room.picture(f"{room.theme}-kunci-3-putus")
    room.start_hub(port, demo=False)
    room.sees(r"^● tersambung", seconds=90)
    open_screen(room)
    desk.wait("the open screen", lambda: not desk.text_in(room, LOCKED))


def leave(room):
    """Somebody else's way in: sign out, which is asked twice. Who comes stays signed in on this machine."""
    lock(room)
    room.press("ctrl+shift+q")
    room.sees(r"^Bila keluar di sini, konsol ini tanpa alarm")
    room.sees(LOCKED)
    room.press("ctrl+shift+q")
    room.sees(r"^Surel atau NRP$")  # the one of before stands in it
    desk.wait("the keyboard in the password", lambda: room.focused_name() == "Kata sandi")
    room.write("siaga-demo")
    room.tab_to(r"^Tetap masuk di komputer ini")
    room.press("space")
    room.tab_to(r"^Masuk$")
    room.press("Return")
    room.sees(r"^● tersambung")
    assert not desk.text_in(room, LOCKED), "who has just typed the password must type it again"


def start_keyring(room):
    keyring = room.start("keyring", ["/usr/bin/python3", HERE / "keyring.py"], stdout=subprocess.PIPE, text=True)
    assert keyring.stdout.readline() == "ready\n"


def start_anew(room):
    """However the program ends, its sign-in is saved in the keyring."""
    room.stop(room.console, signal.SIGKILL)
    room.start_console("--pin", room.fingerprint)


def sessions_of_supervisor(room):
    return room.query("select count(*) from session s join person p on p.id = s.person where p.email = ?", SUPERVISOR)


def across_a_restart(room):
    known = len(room.stored("sos.claimed"))
    sessions = sessions_of_supervisor(room)
    lock(room)
    start_anew(room)
    room.sees(r"^● tersambung")
    room.sees(LOCKED)
    desk.wait("the keyboard in the password", lambda: room.focused_name() == "Kata sandi")
    room.picture(f"{room.theme}-kunci-4-mulai-lagi")
    phone.Phone(room.address).raise_sos()
    room.sees(r"^1 alarm baru")
    room.press("F2", "Return", "ctrl+9")
    room.sees(r"^Layar terkunci: ketik kata sandi dulu")
    assert not room.all("label", r"^Akun Anda$"), "a view came"
    assert len(room.stored("sos.claimed")) == known, "it was claimed at a locked screen"
    open_screen(room, "salah")
    room.sees(r"^Kata sandi salah\. Layar tetap terkunci")
    open_screen(room)
    desk.wait("the open screen", lambda: not desk.text_in(room, LOCKED))
    start_anew(room)
    room.sees(r"^● tersambung")
    assert not desk.text_in(room, LOCKED), "it was open when it ended"
    assert sessions_of_supervisor(room) == sessions, "another session was opened"


def run(room):
    start_keyring(room)
    room.start_hub()
    room.start_console("--pin", room.fingerprint)
    directory.sign_in(room, SUPERVISOR)
    room.sees(r"lengkap s/d #")
    draft_stays(room)
    alarm_at_locked_screen(room)
    wrong_then_right(room)
    without_the_hub(room)
    leave(room)
    across_a_restart(room)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--bin", required=True)
    parser.add_argument("--pictures")
    parser.add_argument("--theme", choices=THEMES)
    options = parser.parse_args()
    if not options.theme:
        for theme in THEMES:
            subprocess.run([sys.executable, *sys.argv, "--theme", theme], check=True)
        return
    desk.inside("1366x768")
    with desk.Room(options.bin, theme=options.theme, pictures=options.pictures) as room:
        run(room)
    print(f"screen lock: {options.theme}: ok")


if __name__ == "__main__":
    main()
