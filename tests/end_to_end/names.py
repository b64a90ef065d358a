"""Every interactive control of the console has a name in the accessibility tree: in the sign-in form, the first
meeting with a hub, the SOS view with an alarm, each line for words, the silence panel and the list of keys."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
import desk  # noqa: E402

INTERACTIVE = {"push button", "toggle button", "check box", "radio button", "text", "password text", "entry",
               "combo box", "slider", "table", "tree table", "list", "menu item", "spin button", "link"}


def check(room, where):
    found = [node for node in room.all() if node.get_role_name() in INTERACTIVE]
    unnamed = [path_of(node) for node in found if not (node.get_name() or "").strip()]
    assert found, f"{where}: no control at all was found"
    assert not unnamed, f"{where}: without a name:\n" + "\n".join(unnamed)
    print(f"{where}: {len(found)} controls, all named")


def path_of(node):
    parts = []
    while node is not None and len(parts) < 12:
        parts.append(f"{node.get_role_name()}[{node.get_name()}]")
        node = node.get_parent()
    return " < ".join(parts)


def run(room):
    room.start_hub()
    room.start_console()
    room.find("push button", r"(?i)demo")
    check(room, "sign-in")
    room.find("password text", r"^Kata sandi$")  # masked: only then screen readers are told so
    room.tab_to(r"(?i)demo")
    room.press("Return")
    room.find("push button", r"percayai")
    check(room, "first connection")
    room.press("Return")
    room.sees(r"lengkap s/d #")
    check(room, "empty desk")
    room.officer_login()
    room.officer("sos", "--camera", "--seconds", "8", "--at", "-6.9833,110.4093")
    room.find("table cell", room.name_of("petugas@contoh.id"))
    room.find("push button", r"^Jeda|^Putar")
    check(room, "an alarm")
    room.press_until("Return", "the claim", lambda: room.all("push button", r"^Respon$"))
    check(room, "claimed")
    for key, words, where in (("r", "Kirim", "response"), ("c", "Tutup SOS", "closing")):
        room.press(key)
        room.find("push button", words)
        check(room, where)
        room.press("Escape")
        room.find("push button", r"^Respon$")
    room.press("ctrl+m")
    room.find("push button", r"^Senyapkan$")
    check(room, "silence")
    room.press("Escape")
    room.press("F1")
    room.sees("Spasi")
    check(room, "list of keys")


def main():
    options = desk.options()
    desk.inside("1366x768")
    with desk.Room(options.bin) as room:
        run(room)


if __name__ == "__main__":
    main()
