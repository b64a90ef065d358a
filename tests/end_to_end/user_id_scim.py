"""User IDs of people who leave and come, at an application that speaks SCIM: the procedure walked by three people with
three roles, each at a window of their own, as user_id.py walks it by hand. The application is a server by others
(SCIMMY, npm), and what became of a user is read from it directly. Leaves with 77 where npm can't install it.

    the procedure's step                       who             here
    §8.1  1 letter received, last day noted    Support         record
          2 asked for, 1x24 hours              Support         record
          3 request received                   team leader     close_one, close_several
          4 deactivated; failed: again         team leader     close_one (says 200 and changes nothing; refuses; again
                                                               by hand and by itself), close_several (one of three)
          5 result received                    Support         write_down
          6 logbook: status and date           Support         write_down
    §8.2  1 new agent's e-mail sent            Support         replace_one
          2 request received                   team leader     replace_one
          3 made; failed: again                team leader     replace_one
          4 result and user ID received        Support         hand_over
          5 logbook                            Support         hand_over; read by document control: in_the_logbook
    A user that is active again behind everybody's back is found, and closed again: found_alive.
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

AGENTS = {"omni.tari.w": "Tari Wardani", "omni.yoga.p": "Yoga Pratama", "omni.arif.s": "Arif Setiawan",
          "omni.lia.k": "Lia Kusuma"}
BATCH = ["omni.yoga.p", "omni.arif.s", "omni.lia.k"]
LONG = 150  # seconds: the first pause of a failed attempt is a minute


def make_application(room, scimmy):
    """By the administrator; and its agents, in the logbook and at the server."""
    admin = directory.Hub(room.address, directory.ADMINISTRATOR)
    support = directory.Hub(room.address, user_id.PEOPLE["support"])
    unit = support.get("/applications")["applications"][0]["unit"]
    application = phone.new_id()
    status, _, body = admin.ask("PUT", f"/api/v1/applications/{application}", {
        "unit": unit, "name": "Omni Chat", "connector": "scim", "secret": TOKEN,
        "settings": json.dumps({"url": scimmy.url, "timeout_s": 120})})
    assert status == 201, (status, body)
    status, _, body = admin.ask("POST", f"/api/v1/applications/{application}/check",
                                {"command": phone.new_id(), "console": "pengujian"})
    assert status == 200 and json.loads(body)["good"], (status, body)
    user_id.learn_zone(support, unit)
    for user_name, agent in AGENTS.items():
        scimmy.add(user_name, agent)
        status, _, body = support.ask("PUT", f"/api/v1/user-ids/{phone.new_id()}", {
            "application": application, "unit": unit, "user_name": user_name, "agent": agent,
            "email": user_name + "@contoh.id", "team": "Chat · Regu 4", "hired_on": str(user_id.day(-900))})
        assert status == 201, (status, body)


def is_active(scimmy, user_name):
    return scimmy.user(user_name)["active"]


def record(room, support, user_name):
    """1. The letter and the last working day. 2. The team leader is asked."""
    agent = AGENTS[user_name]
    support.take()
    room.press("1", "n")
    desk.wait("the search", lambda: room.focused_name() == "User ID siapa")
    room.write(agent.split()[0].lower())
    room.find("table cell", rf"^{agent}\n")
    room.press("Return")
    room.sees(rf"✔ {agent}")
    user_id.fill(room, r"^Tanggal surat$", user_id.day(-8).strftime("%d-%m-%Y"))
    user_id.fill(room, r"^Hari kerja terakhir$", user_id.day(-1).strftime("%d-%m-%Y"))
    user_id.fill(room, r"^Surat \(boleh", str(room.scratch / "surat.pdf"))
    room.press("ctrl+s")
    desk.wait("the request", lambda: user_id.case_of(room, user_name) == "requested")


def order(room, what):
    """Enter on what is selected; pressed again only while nothing happened."""
    before = len(room.stored("case.ordered"))
    room.press_until("Return", what, lambda: len(room.stored("case.ordered")) > before)


def order_in_vain(room, scimmy, agent, user_name, button, answer, why):
    """The chosen case's first attempt; the application answers as it is told to."""
    user_id.choose(room, agent, user_name)
    room.find("push button", button)
    scimmy.be(answer)
    order(room, "the order")
    room.sees(r"Percobaan\s+1\s+gagal:\s+" + why)


def closed(room, user_name):
    return user_id.case_of(room, user_name) == "confirmed"


def close_one(room, support, leader, scimmy):
    record(room, support, "omni.tari.w")
    leader.take()
    room.press("ctrl+6")
    room.find("table cell", r"(?s)\d+ (j|mnt|dtk).*sampai .*24:00 WI(B|TA|T)")
    order_in_vain(room, scimmy, "Tari Wardani", "omni.tari.w", r"^Nonaktifkan 1 terpilih$", "unchanged",
                  r"Aplikasi\s+menjawab\s+berhasil,\s+tetapi\s+setelah\s+dibaca\s+ulang")
    room.find("table cell", r"(?s)^gagal 1×,\s.*lagi")
    room.sees(r"^Diperintahkan: sekarang$")
    room.sees(r"^Percobaan 2: ")
    room.picture(f"{room.theme}-scim-1-gagal")
    assert is_active(scimmy, "omni.tari.w") and user_id.case_of(room, "omni.tari.w") == "requested"
    scimmy.be("refuse")
    room.press("ctrl+r")  # by hand, without waiting
    room.sees(r"Percobaan\s+2\s+gagal:\s+Aplikasi\s+tidak\s+mengizinkan")
    scimmy.be("good")  # and now by itself
    desk.wait("the third attempt", lambda: closed(room, "omni.tari.w"), LONG)
    assert not is_active(scimmy, "omni.tari.w"), "the server's user is still active"
    room.press("2")
    user_id.choose(room, "Tari Wardani", "omni.tari.w")
    room.sees(r"^Dibaca ulang: nonaktif$")
    room.sees(r"^pusat, atas perintah Ratna Puspita")
    room.picture(f"{room.theme}-scim-2-terbukti")


def close_several(room, support, leader, scimmy):
    """One order for three: each row says where it stands, and the one that is refused goes round again."""
    for user_name in BATCH:
        record(room, support, user_name)
    leader.take()
    room.press("1")
    for user_name in BATCH:
        room.find("table cell", "^" + AGENTS[user_name])
    user_id.choose(room, AGENTS[BATCH[0]], BATCH[0])
    room.press("shift+Down", "shift+Down")
    room.find("push button", r"^Nonaktifkan 3 terpilih$")
    scimmy.be("hold")
    before = len(room.stored("case.ordered"))
    room.press_until("Return", "three orders", lambda: len(room.stored("case.ordered")) == before + 3)
    desk.wait("three attempts in three rows", lambda: len(room.all("table cell", r"percobaan\s+1\s+berjalan")) == 3)
    room.picture(f"{room.theme}-scim-3-bersama")
    scimmy.be("refuse " + scimmy.user(BATCH[0])["id"])
    for user_name in BATCH[1:]:
        desk.wait(user_name, lambda: closed(room, user_name))
        assert not is_active(scimmy, user_name)
    room.find("table cell", r"(?s)^gagal 1×,\s.*lagi")
    assert is_active(scimmy, BATCH[0]) and user_id.case_of(room, BATCH[0]) == "requested"
    room.picture(f"{room.theme}-scim-4-satu-gagal")
    scimmy.be("good")
    user_id.choose(room, AGENTS[BATCH[0]], BATCH[0])
    room.press_until("ctrl+r", "the second attempt", lambda: closed(room, BATCH[0]))
    assert not is_active(scimmy, BATCH[0])


def write_down(room, support):
    """5. Support sees the result. 6. The logbook gets status and date."""
    for user_name in AGENTS:
        user_id.document(room, support, user_name, AGENTS[user_name])
        state, ended = room.query("select state, ended_at from user_id where user_name = ?", user_name)[0]
        assert state == "inactive" and ended, (user_name, state, ended)


def replace_one(room, support, leader, scimmy):
    support.take()
    room.press("1", "g")
    desk.wait("the name", lambda: room.focused_name() == "Nama agent baru")
    room.press("shift+Tab", "Down", "Tab")  # the application: from Omni Channel to Omni Chat
    desk.wait("the name", lambda: room.focused_name() == "Nama agent baru")
    room.write("Citra Lestari")
    user_id.fill(room, r"^Surel agent baru$", "citra.lestari@contoh.id")
    user_id.fill(room, r"^Menggantikan", "tari")
    room.find("table cell", r"^Tari Wardani\nomni\.tari\.w")
    room.press("Return")
    user_id.fill(room, r"^User ID yang akan dibuat$", "omni.citra.l")
    room.press("ctrl+s")
    desk.wait("the request", lambda: user_id.case_of(room, "omni.citra.l") == "requested")
    leader.take()
    room.press("1")
    room.find("table cell", r"^Citra Lestari\nbaru")
    order_in_vain(room, scimmy, "Citra Lestari", "omni.citra.l", r"^Buat 1 terpilih$", "refuse",
                  r"Aplikasi\s+tidak\s+mengizinkan")
    assert scimmy.user("omni.citra.l") is None
    scimmy.be("good")
    room.press_until("ctrl+r", "the second attempt", lambda: closed(room, "omni.citra.l"))
    made = scimmy.user("omni.citra.l")
    assert made["active"] and made["emails"][0]["value"] == "citra.lestari@contoh.id", made


def tell_password(room, leader):
    """Once, to whose order made it."""
    leader.take()
    room.press("2")
    user_id.choose(room, "Citra Lestari", "omni.citra.l")
    room.find("push button", r"^Tampilkan kata sandi pertama")
    room.press_until("p", "the password", lambda: room.all("label", r"Catat untuk"))
    password = room.all("label", r"Catat untuk")[0].get_name().split("\n")[0]
    assert len(password) >= 12, "a short password"
    assert not room.all("push button", r"^Tampilkan kata sandi pertama"), "offered a second time"
    assert not any(password in row[0] for row in room.query("select body from journal")), "it is in the journal"
    room.press("1", "2")
    user_id.choose(room, "Citra Lestari", "omni.citra.l")
    assert not room.all("label", r"Catat untuk"), "the password stays on the screen"


def hand_over(room, support):
    support.take()
    room.press("2")
    user_id.choose(room, "Citra Lestari", "omni.citra.l")
    room.find("push button", r"^Sudah diserahkan")
    room.press_until("s", "the handing over", lambda: user_id.case_of(room, "omni.citra.l") == "handed_over")
    user_id.document(room, support, "omni.citra.l", "Citra Lestari")
    linked = room.query("select count(*) from user_id o join user_id n on n.id = o.replaced_by where o.user_name = "
                        "'omni.tari.w' and n.user_name = 'omni.citra.l'")[0][0]
    assert linked == 1, "the new user ID isn't linked to the old one"


def in_the_logbook(room, control):
    """Document control finds both of them, with their history."""
    control.take()
    room.press("ctrl+7")
    desk.wait("the search", lambda: room.focused_name() == "Cari di logbook")
    for user_name, agent in (("omni.tari.w", "Tari Wardani"), ("omni.citra.l", "Citra Lestari")):
        room.press("ctrl+a")
        room.write(user_name)
        room.sees(r"^1 user ID$")
        room.find("table cell", rf"^{agent}\n")
    room.press("Return")
    room.sees(r"^Citra Lestari · omni\.citra\.l$")
    room.sees(r"^No\. \d+ · ")
    room.picture(f"{room.theme}-scim-6-logbook")


def found_alive(room, leader, scimmy):
    """Somebody switches a closed user on again, in the application itself."""
    scimmy.set_active("omni.arif.s", True)
    leader.take()
    room.press("4", "e")
    desk.wait("the case opened again", lambda: user_id.case_of(room, "omni.arif.s") == "requested")
    assert room.query("select 1 from finding where kind = 'reactivated'"), "no finding says so"
    room.press("1")
    room.find("table cell", r"(?s)^aktif kembali:\s+nonaktifkan lagi")
    user_id.choose(room, "Arif Setiawan", "omni.arif.s")
    room.sees(r"^User ID aktif kembali$")
    room.picture(f"{room.theme}-scim-5-aktif-kembali")
    order(room, "the order")
    desk.wait("the closing", lambda: closed(room, "omni.arif.s"))
    assert not is_active(scimmy, "omni.arif.s")


def run(room, scimmy):
    room.start_hub()
    make_application(room, scimmy)
    (room.scratch / "surat.pdf").write_bytes(user_id.PDF)
    support, leader, control = (user_id.Seat(room, name, login) for name, login in user_id.PEOPLE.items())
    for seat in (support, leader):
        seat.take()
        room.press("ctrl+6")
    close_one(room, support, leader, scimmy)
    close_several(room, support, leader, scimmy)
    write_down(room, support)
    replace_one(room, support, leader, scimmy)
    tell_password(room, leader)
    hand_over(room, support)
    in_the_logbook(room, control)
    found_alive(room, leader, scimmy)


if __name__ == "__main__":
    scimmy_room.journey(run)
