"""An administrator keeps the applications that people have user IDs in, by keyboard, while the hub runs: adds one that
speaks SCIM, is told what is wrong with its address and its token until it is let in, sets its own target, exchanges the
token when the application's administrators have done so, and a deactivation that failed meanwhile succeeds by the new
one. The server is one by others (SCIMMY, npm), and whether its user is inactive is read from it directly. No secret
comes back: not into the window, not from the API, not into the journal. Leaves with 77 where npm can't install it.
"""

import json
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
import desk  # noqa: E402
import directory  # noqa: E402
import phone  # noqa: E402
import scimmy_room  # noqa: E402
import user_id  # noqa: E402
from scimmy_room import TOKEN  # noqa: E402

WRONG, SECOND = "token-keliru-12", "token-baru-34"
AGENT, USER_NAME = "Tari Wardani", "omni.tari.w"


def save(room, hub, name):
    """Saves, and waits until the hub has something other than before."""
    room.press("ctrl+s")
    room.sees(r"^Tersimpan\. Coba sekarang")
    return user_id.application_of(hub, name)


def begin(room, hub):
    """A list with what the demonstration has; a new one that lacks everything is refused, field by field."""
    room.tab_to(r"^Aplikasi$")
    room.press("space")
    room.find("table cell", r"^Omni Channel\n")
    room.find("table cell", r"^manual$")
    room.press("ctrl+n")
    desk.wait("the name", lambda: room.focused_name() == "Nama aplikasi")
    assert not room.all("text", r"^Alamat layanan SCIM$"), "a person needs no address"
    room.press("ctrl+s")
    room.sees(r"^Nama aplikasi 1 sampai 120 karakter")
    room.write("Omni Chat")
    room.tab_to(r"^Target sendiri")
    room.press("Tab", "Down")  # how user IDs are closed there: from "by hand" to SCIM
    room.find("text", r"^Alamat layanan SCIM$")
    room.press("ctrl+s")
    desk.wait("the address", lambda: room.focused_name() == "Alamat layanan SCIM")
    room.sees(r"(?s)^Alamatnya\shttps://HOST/PATH.*Tidak\sada\syang\sdisimpan")
    assert len(hub.get("/applications")["applications"]) == 1, "kept all the same"
    room.both_looks("aplikasi-1-baru")


def find_the_address(room, hub, scimmy):
    """The path is wrong, then the token; a token that was given for one address isn't sent to another."""
    room.write(scimmy.url.replace("/scim/v2", "/scim/v1"))
    user_id.fill(room, r"^Rahasia", WRONG)
    save(room, hub, "Omni Chat")
    room.press("ctrl+t")
    room.sees(r"(?s)bukan\slayanan\sSCIM\sdi\salamat\sini")
    user_id.fill(room, r"^Alamat layanan SCIM$", scimmy.url)
    room.press("ctrl+t")  # of what isn't saved nothing is tried out
    room.sees(r"^Yang dicoba adalah yang ada di pusat")
    room.press("ctrl+s")
    room.sees(r"(?s)^Rahasia\swajib\sdiisi.*alamat")
    desk.wait("the secret", lambda: (room.focused_name() or "").startswith("Rahasia"))
    room.write(WRONG)
    save(room, hub, "Omni Chat")
    room.press("ctrl+t")
    room.sees(r"(?s)menolak\skata\ssandi\satau\stoken\sSiaga")
    room.both_looks("aplikasi-2-ditolak")


def be_let_in(room, hub, scimmy):
    user_id.fill(room, r"^Rahasia", TOKEN)
    user_id.fill(room, r"^Target sendiri", "240")
    made = save(room, hub, "Omni Chat")
    assert made["has_secret"] and made["target_minutes"] == 240, made
    room.press("ctrl+t")
    room.sees(rf"(?s)^Berfungsi:.*{USER_NAME.replace('.', '[.]')}")
    room.find("table cell", r"^4 j 0 m sesudahnya$")
    room.find("table cell", r"^SCIM 2\.0$")
    room.both_looks("aplikasi-3-berfungsi")
    return made["id"]


def take_back(room, hub):
    """Esc: what was typed; and another row waits until it is saved or taken back."""
    user_id.fill(room, r"^Nama aplikasi$", "Salah Ketik")
    room.press("F6", "Home")
    room.sees(r"^Tulisan Anda belum disimpan")
    room.press("Escape")
    room.sees(r"^Tidak disimpan")
    room.press("Down", "Up")  # the list has the keyboard still
    room.sees(r"(?s)^User\sID\sdi\ssana\sdinonaktifkan\ssecara\smanual")
    assert not room.all("push button", r"^Coba$"), "there is nothing to try out"
    room.picture(f"{room.theme}-aplikasi-4-manual")
    room.press("Up", "End")
    desk.wait("the chosen one", lambda: room.all("push button", r"^Coba$"))
    assert user_id.application_of(hub, "Omni Chat")


def order(room, one):
    leader = directory.Hub(room.address, user_id.PEOPLE["leader"])
    status, _, body = leader.ask("POST", f"/api/v1/user-id-cases/{one}/order", {
        "command": phone.new_id(), "console": "pengujian", "when": "now", "early": False})
    assert status == 200, (status, body)


def rotate(room, hub, scimmy, application):
    """The application's administrators exchange the token; then ours do, and the case that failed is closed."""
    unit = user_id.application_of(hub, "Omni Channel")["unit"]
    one = user_id.request_case(room, application, unit, USER_NAME, AGENT, -1)
    scimmy.let_in(SECOND)
    order(room, one)
    desk.wait("the failure", lambda: room.stored("case.failed"))
    assert scimmy.user(USER_NAME)["active"]
    room.press("ctrl+t")
    room.sees(r"(?s)menolak\skata\ssandi\satau\stoken\sSiaga")
    changed = len(room.stored("application.changed"))
    user_id.fill(room, r"^Rahasia", SECOND)
    save(room, hub, "Omni Chat")
    assert len(room.stored("application.changed")) == changed + 1
    field, = room.all("password text", r"^Rahasia")
    assert not field.get_text_iface().get_text(0, -1), "a secret stays in the window"
    room.press("ctrl+t")
    room.sees(r"^Berfungsi:")
    order(room, one)  # now, not when the pause is over
    desk.wait("the closing", lambda: user_id.case_of(room, USER_NAME) == "confirmed")
    assert not scimmy.user(USER_NAME)["active"], "the server's user is still active"


def see_the_reading(room, application):
    """Whoever confirms user IDs has it read; here it says when, and offers nothing that isn't theirs."""
    assert not room.all("push button", r"^Baca"), "an administrator doesn't confirm user IDs"
    leader = directory.Hub(room.address, user_id.PEOPLE["leader"])
    status, _, body = leader.ask("POST", f"/api/v1/applications/{application}/reconcile",
                                 {"command": phone.new_id(), "console": "pengujian"})
    assert status == 202, (status, body)
    desk.wait("the reading", lambda: all(
        run.get("good_at") and not run["running"] for run in leader.get("/findings")["reconciliations"]))
    room.press("ctrl+9", "ctrl+8")  # away and back: it is fetched anew
    room.find("table cell", r"(?s)^dibaca .*\n1 pengguna$")
    room.both_looks("aplikasi-5-dibaca")


def keep_secrets(room, hub):
    told = json.dumps(hub.get("/applications"))
    written = "".join(row[0] for row in room.query("select body from journal"))
    for secret in (WRONG, SECOND):
        assert secret not in told and secret not in written, "a secret was told"
        assert not desk.text_in(room, secret), "a secret is in the window"
        assert secret.encode() not in (room.data / "hub.db").read_bytes(), "a secret is in the database as it is"


def run(room, scimmy):
    room.start_hub()
    scimmy.add(USER_NAME, AGENT)
    hub = directory.Hub(room.address, directory.ADMINISTRATOR)
    room.start_console("--pin", room.fingerprint, demo=False)
    directory.sign_in(room)
    desk.wait("the directory", lambda: room.focused_name() == "Cari orang")
    begin(room, hub)
    find_the_address(room, hub, scimmy)
    application = be_let_in(room, hub, scimmy)
    take_back(room, hub)
    rotate(room, hub, scimmy, application)
    see_the_reading(room, application)
    keep_secrets(room, hub)


if __name__ == "__main__":
    scimmy_room.journey(run)
