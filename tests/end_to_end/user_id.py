"""User IDs of people who leave and come: the procedure (S4 §8.1, §8.2) walked step by step by three people with three
roles, each at a window of their own: Support, team leader, document control. The application is one that a person
works in by hand; user_id_scim.py walks the same with one that is asked over the network. Asserts on the windows and on
what the hub keeps; an SOS comes in between, the clock of the queue is seen running, and a deputy stands in.

    the procedure's step                       who               here
    §8.1  1 letter received, last day noted    Support           record_letter
          2 asked for, 1x24 hours              Support           record_letter (until 24:00 of the day after)
          3 request received                   team leader       deactivate
          4 deactivated; failed: again         team leader       deactivate (first fails, then done with a proof)
            (a second person looks)            document control  confirm
          5 result received                    Support           document
          6 logbook: status and date           Support           document
    §8.2  1 new agent's e-mail sent            Support           replace_one
          2 request received                   team leader       replace_one
          3 made; failed: again                team leader       replace_one (first fails, then done with a proof)
            (a second person looks)            document control  confirm
          4 result and user ID received        Support           replace_one
          5 logbook                            Support           document
"""

import sys
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

sys.path.insert(0, str(Path(__file__).parent))
import desk  # noqa: E402
import directory  # noqa: E402
import phone  # noqa: E402

PNG = b"\x89PNG\r\n\x1a\n halaman aplikasi"
PDF = b"%PDF-1.7\nsurat resign"


RAIL = (r"^SOS", r"^User ID", r"^Logbook$", r"^Kunci$", r"^Keluar$")
ZONE = {}  # of the unit whose user IDs these are; learnt from the hub


def now_there():
    return datetime.now(ZONE["unit"])


def day(offset):
    return (now_there() + timedelta(days=offset)).date()


class Seat:
    """One person at one console; `take` makes it the one that the room's keys and looks are for."""

    def __init__(self, room, name, login):
        self.room, self.name = room, name
        home = room.scratch / name
        home.mkdir()
        shared = room.environment
        room.environment = dict(shared, HOME=str(home), **{
            f"XDG_{kind}_HOME": str(home / kind.lower()) for kind in ("CONFIG", "CACHE", "STATE", "DATA")})
        self.console = room.start_console("--pin", room.fingerprint, demo=False)
        room.environment = shared
        directory.sign_in(room, login)

    def take(self):
        self.room.console = self.console
        window = desk.wait("the window of " + self.name, self.room.window)
        desk.subprocess.run(["xdotool", "windowactivate", "--sync", window], check=True)
        desk.wait("the keyboard in it", lambda: self.room.focused())


DEPUTY = "koordinator@contoh.id"
PEOPLE = {"support": "support@contoh.id", "leader": "teamleader@contoh.id", "control": "dokumen@contoh.id"}


def learn_zone(hub, unit):
    ZONE["unit"] = ZoneInfo(next(each["zone"] for each in hub.get("/units")["units"] if each["id"] == unit))


def application_of(hub, name):
    return next(each for each in hub.get("/applications")["applications"] if each["name"] == name)


def tell(hub, verb, path, wish):
    status, _, body = hub.ask(verb, "/api/v1" + path, wish)
    assert status in (200, 201), (path, status, body)


def record_case(support, application, unit, user_name, agent, last_day):
    """Support lists the agent and records the resignation, at another console. The case's id."""
    listed, one = phone.new_id(), phone.new_id()
    tell(support, "PUT", f"/user-ids/{listed}", {
        "application": application, "unit": unit, "user_name": user_name, "agent": agent,
        "email": user_name + "@contoh.id", "team": "Chat · Regu 4", "hired_on": str(day(-900))})
    tell(support, "PUT", f"/user-id-cases/{one}", {
        "kind": "deactivate", "user_id": listed, "letter_date": str(day(last_day - 7)), "last_day": str(day(last_day))})
    return one


def request_case(room, application, unit, user_name, agent, last_day):
    """The same, and asks the team leader for it."""
    support = directory.Hub(room.address, PEOPLE["support"])
    learn_zone(support, unit)
    one = record_case(support, application, unit, user_name, agent, last_day)
    tell(support, "POST", f"/user-id-cases/{one}/request", {"command": phone.new_id(), "console": "pengujian"})
    return one


def list_user_id(support, application, user_name, agent, team):
    """By Support, at another console."""
    learn_zone(support, application["unit"])
    status, _, body = support.ask("PUT", f"/api/v1/user-ids/{phone.new_id()}", {
        "application": application["id"], "unit": application["unit"], "user_name": user_name, "agent": agent,
        "email": user_name + "@contoh.id", "team": team, "hired_on": str(day(-900))})
    assert status in (200, 201), (status, body)


def list_user_ids(room):
    """Two more agents than the demonstration has."""
    support = directory.Hub(room.address, PEOPLE["support"])
    application = support.get("/applications")["applications"][0]
    list_user_id(support, application, "omni.tari.w", "Tari Wardani", "Voice · Regu 3")
    list_user_id(support, application, "omni.yoga.p", "Yoga Pratama", "Voice · Regu 2")


def case_of(room, user_name):
    rows = room.query("select c.state from user_id_case c join user_id u on u.id = c.user_id where u.user_name = ?",
                      user_name)
    return rows[0][0] if rows else None


def title(room):
    """Whose case is shown beside the list."""
    found = room.all("label", r" · (omni|web)\.\S*\w$")  # a bar says more than that
    return found[0].get_name() if found else ""


def choose(room, agent, user_name):
    """Down the list until this case is the one beside it, as somebody does who has only keys."""
    room.find("table cell", "^" + agent)
    room.tab_to(r"(?s)Daftar kasus user ID|^.+\n.+")
    room.press("Home")
    for _ in range(30):
        before = title(room)
        if before == f"{agent} · {user_name}":
            return
        room.press("Down")
        try:
            desk.wait("another case", lambda: title(room) != before, 2)
        except AssertionError:
            room.press("Home")  # the end of the list, which has changed meanwhile
    raise AssertionError(f"no row of {agent}")


def time_left(room, agent):
    """What the clock of this agent's row says."""
    cells = [cell.get_name() for cell in room.all("table cell")]
    row = [at for at, words in enumerate(cells) if words.startswith(agent + "\n")]
    return next((words for words in cells[row[0]:] if "sampai" in words), None) if row else None


def fill(room, field, text):
    room.tab_to(field)
    room.press("ctrl+a")
    room.write(text)


# §8.1 ------------------------------------------------------------------------------------------------------------
def record_letter(room, support):
    """1. Support receives the letter, records the last working day. 2. and asks the team leader."""
    support.take()
    room.find("table cell", r"^Nadia Putri\n")
    room.press("n")
    desk.wait("the search", lambda: room.focused_name() == "User ID siapa")
    room.write("tari")
    room.find("table cell", r"^Tari Wardani\nomni\.tari\.w")
    room.press("Return")
    room.sees(r"✔ Tari Wardani")
    fill(room, r"^Tanggal surat$", day(-8).strftime("%d-%m-%Y"))
    fill(room, r"^Hari kerja terakhir$", day(400).strftime("%d-%m-%Y"))
    fill(room, r"^Surat \(boleh", str(room.scratch / "tidak-ada.pdf"))
    room.press("ctrl+s")
    room.sees(r"Berkas surat tidak ada")
    fill(room, r"^Surat \(boleh", str(room.scratch / "surat.pdf"))
    room.press("ctrl+s")
    room.sees(r"Hari kerja terakhir tidak mungkin")
    impossible = r"^Hari\s+kerja\s+terakhir\s+tidak\s+mungkin"
    form = r"^Catat surat resign$"
    desk.wait("the complaint in the form", lambda: desk.says_at(room, form, impossible))
    assert case_of(room, "omni.tari.w") is None, "recorded all the same"
    fill(room, r"^Hari kerja terakhir$", day(-1).strftime("%d-%m-%Y"))
    desk.wait("the complaint taken back", lambda: not desk.says_at(room, form, impossible))
    room.sees(r"^Batas: .*24:00 WI(B|TA|T)")
    room.picture(f"{room.theme}-user-id-1-surat")
    room.press("ctrl+s")
    desk.wait("the request", lambda: case_of(room, "omni.tari.w") == "requested")
    room.find("table cell", r"^Tari Wardani")
    room.sees(r"^Permintaan ke Team Leader$")
    room.sees(r"^Mengapa batasnya .*24:00 WI(B|TA|T)\?$")
    assert not room.all("push button", r"^Nonaktifkan"), "Support is offered what only a team leader may do"


def deactivate(room, leader):
    """3. The team leader receives it. 4. The first try fails, the second works."""
    leader.take()
    room.press("ctrl+6")
    room.find("table cell", r"^Tari Wardani")
    room.find("table cell", r"^diminta")
    room.find("table cell", r"(?s)\d+ (j|mnt|dtk).*sampai .*24:00 WI(B|TA|T)")
    choose(room, "Tari Wardani", "omni.tari.w")
    room.find("push button", r"^Nonaktifkan 1 terpilih")
    room.picture(f"{room.theme}-user-id-2-antrean")
    room.press_until("Return", "the form", lambda: desk.text_in(room, r"^Hasil penonaktifan manual$"))
    room.tab_to(r"^Gagal$")
    room.press("space")
    fill(room, r"^Yang terjadi$", "halaman aplikasi tidak terbuka")
    room.press("ctrl+s")
    room.find("table cell", r"(?s)^gagal 1×")
    room.sees(r"Percobaan 1 gagal: halaman\s+aplikasi\s+tidak\s+terbuka")
    room.press_until("Return", "the form", lambda: desk.text_in(room, r"^Hasil penonaktifan manual$"))
    room.press("ctrl+s")
    room.sees(r"^Lampirkan bukti")
    fill(room, r"^Bukti", str(room.scratch / "bukti.png"))
    room.picture(f"{room.theme}-user-id-3-hasil")
    room.press("ctrl+s")
    desk.wait("the deed", lambda: case_of(room, "omni.tari.w") == "carried_out")
    room.press("2")
    choose(room, "Tari Wardani", "omni.tari.w")
    room.find("table cell", r"(?s)perlu dilihat.*orang kedua")
    assert not room.all("push button", r"^Sudah saya lihat"), "whoever did it may not confirm it"


def confirm(room, control, user_name, agent, button):
    """A second person looks in the application."""
    control.take()
    room.press("2")
    choose(room, agent, user_name)
    room.find("push button", r"^Sudah saya lihat")
    room.press_until("k", "the form", lambda: desk.text_in(room, r"^Yang dilihat orang kedua$"))
    room.find("push button", button)
    room.press("ctrl+s")
    desk.wait("the confirmation", lambda: case_of(room, user_name) == "confirmed")


def document(room, support, user_name, agent):
    """5., 6. Support receives the result and brings the logbook up to date."""
    support.take()
    room.press("2")
    choose(room, agent, user_name)
    room.find("push button", r"^Perbarui logbook")
    room.press_until("l", "the logbook", lambda: case_of(room, user_name) == "documented")
    room.press("3")
    room.find("table cell", "^" + agent)
    room.find("table cell", r"selesai")


def in_time(room):
    """How many were closed in time this month, as the hub counts them."""
    month = now_there().strftime("%Y-%m")
    return directory.Hub(room.address, PEOPLE["control"]).get("/user-id-sla?month=" + month)["met"]


def close_one(room, support, leader, control):
    before = in_time(room)
    record_letter(room, support)
    deactivate(room, leader)
    confirm(room, control, "omni.tari.w", "Tari Wardani", r"^Nonaktif$")
    document(room, support, "omni.tari.w", "Tari Wardani")
    assert in_time(room) == before + 1, (in_time(room), before)
    room.find("image", r"^User ID yang dinonaktifkan.*Tari Wardani: tepat waktu")
    room.picture(f"{room.theme}-user-id-4-selesai")
    state = room.query("select state from user_id where user_name = 'omni.tari.w'")[0][0]
    assert state == "inactive", state


# §8.2 ------------------------------------------------------------------------------------------------------------
def replace_one(room, support, leader, control):
    support.take()
    room.press("1", "g")
    desk.wait("the name", lambda: room.focused_name() == "Nama agent baru")
    room.write("Citra Lestari")
    fill(room, r"^Surel agent baru$", "citra.lestari@contoh.id")
    fill(room, r"^Menggantikan", "tari")
    room.find("table cell", r"^Tari Wardani\nomni\.tari\.w")
    room.press("Return")
    fill(room, r"^User ID yang akan dibuat$", "omni.citra.l")
    room.picture(f"{room.theme}-user-id-5-ganti")
    room.press("ctrl+s")
    desk.wait("the request", lambda: case_of(room, "omni.citra.l") == "requested")

    leader.take()
    room.press("1")
    room.find("table cell", r"^Citra Lestari\nbaru · ")
    choose(room, "Citra Lestari", "omni.citra.l")
    room.find("push button", r"^Buat 1 terpilih")
    room.press_until("Return", "the form", lambda: desk.text_in(room, r"^Hasil pembuatan manual$"))
    room.tab_to(r"^Gagal$")
    room.press("space")
    fill(room, r"^Yang terjadi$", "surel ditolak aplikasi")
    room.press("ctrl+s")
    room.sees(r"Percobaan 1 gagal: surel\s+ditolak\s+aplikasi")
    assert case_of(room, "omni.citra.l") == "requested"
    room.press_until("Return", "the form", lambda: desk.text_in(room, r"^Hasil pembuatan manual$"))
    fill(room, r"^Bukti", str(room.scratch / "bukti.png"))
    room.press("ctrl+s")
    desk.wait("the deed", lambda: case_of(room, "omni.citra.l") == "carried_out")
    confirm(room, control, "omni.citra.l", "Citra Lestari", r"^Sudah ada$")

    support.take()
    room.press("2")
    choose(room, "Citra Lestari", "omni.citra.l")
    room.find("push button", r"^Sudah diserahkan")
    hand_over_once(room)
    document(room, support, "omni.citra.l", "Citra Lestari")
    linked = room.query("select count(*) from user_id o join user_id n on n.id = o.replaced_by where o.user_name = "
                        "'omni.tari.w' and n.user_name = 'omni.citra.l'")[0][0]
    assert linked == 1, "the new user ID isn't linked to the old one"


def hand_over_once(room):
    """S is pressed once more before the hub has answered."""
    with room.silent_hub():
        room.press_and_see_taken("s", "s")
    desk.wait("the handing over", lambda: case_of(room, "omni.citra.l") == "handed_over")
    room.find("push button", r"^Perbarui logbook")
    room.press_and_see_taken()
    room.sees(r"^Diserahkan: omni\.citra\.l")
    assert not desk.text_in(room, r"^omni\.citra\.l: "), "handed over twice"


# §8.1 for somebody whom nobody has listed ---------------------------------------------------------------------------
def record_unlisted(room, support, leader):
    """By telephone: a user ID that the logbook doesn't have, no letter yet, and days too late. The team leader's bar says
    whose; then the letter comes."""
    leader.take()
    room.press("1")
    support.take()
    room.press("1", "n")
    desk.wait("the search", lambda: room.focused_name() == "User ID siapa")
    room.write("gilang")
    room.sees(r"^Tidak ada user ID")
    room.tab_to(r"^Tidak ada di daftar")
    room.press("space")
    desk.wait("the new one's name", lambda: room.focused_name() == "Nama agent")
    fill(room, r"^Nama agent$", "Gilang Saputra")
    fill(room, r"^User ID$", "omni.gilang.s")
    fill(room, r"^Surel$", "gilang.saputra@contoh.id")
    fill(room, r"^Regu$", "Chat · Regu 1")
    fill(room, r"^Hari kerja terakhir$", day(-4).strftime("%d-%m-%Y"))
    fill(room, r"^Mulai bekerja", day(-3).strftime("%d-%m-%Y"))
    room.picture(f"{room.theme}-user-id-8-baru")
    room.press("ctrl+s")
    room.sees(r"^Hari kerja terakhir tidak mungkin")
    assert case_of(room, "omni.gilang.s") is None and not room.query(
        "select 1 from user_id where user_name = 'omni.gilang.s'"), "something was kept of what was refused"
    fill(room, r"^Mulai bekerja", day(-500).strftime("%d-%m-%Y"))
    room.press("ctrl+s")
    desk.wait("the request", lambda: case_of(room, "omni.gilang.s") == "requested")
    listed = room.query("select agent, email, state, hired_on from user_id where user_name = 'omni.gilang.s'")
    assert [tuple(row) for row in listed] == [
        ("Gilang Saputra", "gilang.saputra@contoh.id", "active", str(day(-500)))], listed
    leader.take()
    room.sees(r"Gilang Saputra · omni\.gilang\.s\. Ada di antrean")
    room.picture(f"{room.theme}-user-id-9-lewat")
    support.take()
    choose(room, "Gilang Saputra", "omni.gilang.s")
    room.sees(r"^Resign dicatat")
    room.press_until("d", "the form", lambda: desk.text_in(room, r"^Lampirkan surat$"))
    room.press("ctrl+s")
    room.sees(r"^Pilih berkas surat")
    fill(room, r"^Surat resign$", str(room.scratch / "surat.pdf"))
    fill(room, r"^Tanggal surat$", day(-8).strftime("%d-%m-%Y"))
    room.picture(f"{room.theme}-user-id-10-susulan")
    room.press("ctrl+s")
    desk.wait("the letter", lambda: room.stored("case.letter_added"))
    room.sees(r"^Surat resign diterima$")
    room.find("push button", r"^Buka surat\.pdf")
    kept = room.query("select c.letter_date from user_id_case c join user_id u on u.id = c.user_id where u.user_name = "
                      "'omni.gilang.s' and c.letter is not null")
    assert [row[0] for row in kept] == [str(day(-8))], kept


def order_for_the_end(room, support, leader):
    """A last working day to come: an order for its end, taken back again; then the case is withdrawn."""
    support.take()
    room.press("1", "n")
    desk.wait("the search", lambda: room.focused_name() == "User ID siapa")
    room.write("yoga")
    room.find("table cell", r"^Yoga Pratama\n")
    room.press("Return")
    fill(room, r"^Hari kerja terakhir$", day(2).strftime("%d-%m-%Y"))
    room.press("ctrl+s")
    desk.wait("the request", lambda: case_of(room, "omni.yoga.p") == "requested")
    leader.take()
    room.press("1")
    room.find("table cell", r"^Yoga Pratama")
    choose(room, "Yoga Pratama", "omni.yoga.p")
    ordered = len(room.stored("case.ordered"))
    room.press_until("a", "the order", lambda: len(room.stored("case.ordered")) > ordered)
    room.find("table cell", r"(?s)menunggu .*24:00 WI(B|TA|T)")
    room.press_until("t", "taking it back", lambda: room.stored("case.lapsed"))
    support.take()
    room.press("1")
    choose(room, "Yoga Pratama", "omni.yoga.p")
    room.press_until("b", "the form", lambda: desk.text_in(room, r"^Batalkan kasus$"))
    fill(room, r"^Yang terjadi$", "agent tidak jadi keluar")
    room.press("ctrl+s")
    desk.wait("the withdrawal", lambda: case_of(room, "omni.yoga.p") == "withdrawn")


def watch_the_clock(room, leader):
    """It runs by itself: nobody touches anything, and nothing happens."""
    leader.take()
    room.press("1")
    before = desk.wait("the clock", lambda: time_left(room, "Bayu Saputra"))
    desk.wait("the clock to go on", lambda: time_left(room, "Bayu Saputra") not in (before, None), 90)


def alarm_meanwhile(room, leader):
    leader.take()
    room.press("ctrl+6")
    rail = [desk.place_of(room, "push button", name) for name in RAIL]
    phone.Phone(room.address).raise_sos()
    room.sees(r"SOS BELUM DITANGANI")
    room.sees(r"alarm berbunyi")
    room.find("push button", r"^SOS, 1 belum direspon")
    assert [desk.place_of(room, "push button", name) for name in RAIL] == rail, "an alarm moved the rail"
    room.picture(f"{room.theme}-user-id-6-alarm")
    room.press("F1")
    room.sees(r"^USER ID$")
    room.picture(f"{room.theme}-user-id-7-tombol")
    room.press("Escape")
    room.press("F2")
    room.sees(r"^1 alarm baru")


def deputy_acts(room, leader):
    """The team leader has gone home, and an administrator has named a deputy, who hasn't even had the role before."""
    room.stop(leader.console)
    admin = directory.Hub(room.address, directory.ADMINISTRATOR)
    deputy, absent = (admin.people(login)[0]["person"] for login in (DEPUTY, PEOPLE["leader"]))
    status, _, body = admin.ask("PUT", f"/api/v1/grants/{phone.new_id()}", {
        "person": deputy["id"], "role": "team_leader", "within": absent["unit"], "deputy_for": absent["id"]})
    assert status == 201, (status, body)
    Seat(room, "deputy", DEPUTY).take()
    room.press("ctrl+6")
    choose(room, "Nadia Putri", "omni.nadia.p")
    room.find("push button", r"^Nonaktifkan 1 terpilih")
    room.press_until("Return", "the form", lambda: desk.text_in(room, r"^Hasil penonaktifan manual$"))
    fill(room, r"^Bukti", str(room.scratch / "bukti.png"))
    room.both_looks("user-id-8-wakil")
    room.press("ctrl+s")
    desk.wait("the deed", lambda: case_of(room, "omni.nadia.p") == "carried_out")
    done_by = room.query("select p.email from journal j join person p on p.id = j.actor where j.kind = 'user_id.deactivated' "
                         "order by j.seq desc limit 1")
    assert done_by == [(DEPUTY,)], done_by


def run(room):
    room.start_hub()
    list_user_ids(room)
    (room.scratch / "surat.pdf").write_bytes(PDF)
    (room.scratch / "bukti.png").write_bytes(PNG)
    support, leader, control = (Seat(room, name, login) for name, login in PEOPLE.items())
    close_one(room, support, leader, control)
    replace_one(room, support, leader, control)
    record_unlisted(room, support, leader)
    order_for_the_end(room, support, leader)
    watch_the_clock(room, leader)
    alarm_meanwhile(room, leader)
    deputy_acts(room, leader)


if __name__ == "__main__":
    desk.journey(run)
