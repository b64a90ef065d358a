"""The other pages of the view of user IDs, by keyboard: document control brings the spreadsheet in, first a faulty one
whose every problem is told by row, then a good one, and looks at its application's logbook alone; the team leader looks
at how the SLA was met and why it wasn't, is led to a case whose deadline passes, reads an application, is warned of a
user ID that was used after its agent had left, accepts one finding and opens a case for another, opens a closed case
again, is told a first password once, and is led to a case far below the first page. Asserts on the windows and on the hub.
"""

import json
import shutil
import subprocess
import sys
import uuid
from datetime import datetime, timedelta, timezone
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
import desk  # noqa: E402
import directory  # noqa: E402
import phone  # noqa: E402
import user_id  # noqa: E402

HEADING = "Aplikasi;User ID;Nama Agent;Surel;Regu;Status;Hari Kerja Terakhir;Tgl Nonaktif;Catatan;Warna"
# Its users are in a file beside it.
PROGRAM = Path(__file__).parents[1] / "support" / "listed_application.py"


def day(offset):
    return (datetime.now() + timedelta(days=offset)).strftime("%d-%m-%Y")


# The application ---------------------------------------------------------------------------------------------------
def write_users(room, used=None):
    """`used`: when Tari's was used last, as the application tells."""
    users = [{"id": "1", "user_name": "svc.papan", "name": "Papan Antrean", "active": True},
             {"id": "2", "user_name": "web.tari", "name": "Tari W", "active": True,
              **({"last_active": used} if used else {})},
             {"id": "3", "user_name": "web.yoga", "name": "Yoga P", "active": True}]
    (room.data / "connectors" / "users.json").write_text(json.dumps(users))


def set_up(room):
    """The demonstration, and in it an application that the hub reads by a program."""
    hub = room.bin / "siaga-hub"
    subprocess.run([hub, "demo", "--data", room.data], check=True, env=room.environment, stdout=subprocess.DEVNULL)
    folder = room.data / "connectors"
    folder.mkdir()
    shutil.copy(PROGRAM, folder / "web")
    (folder / "web").chmod(0o700)
    write_users(room)
    settings = room.scratch / "settings.json"
    settings.write_text(json.dumps({"program": "web"}))
    unit = room.query("select u.name from unit u join application a on a.unit = u.id where a.name = 'Omni Channel'")[0][0]
    subprocess.run([hub, "application", "put", "--name", "Web Uji", "--connector", "command", "--unit", unit,
                    "--settings-file", settings, "--data", room.data], check=True, env=room.environment,
                   stdout=subprocess.DEVNULL)
    room.start_hub(demo=False)


# The spreadsheet ---------------------------------------------------------------------------------------------------
def listed(room, user_name):
    return room.query("select count(*) from user_id where user_name = ?", user_name)[0][0]


def choose_file(room, file):
    room.press("ctrl+i")
    desk.wait("the dialog", lambda: room.all(name=r"^Impor lembar kerja logbook dari berkas CSV$"))
    room.press("ctrl+l")
    desk.wait("a line for the path", lambda: (node := room.focused()) and node.get_role_name() in ("text", "entry"))
    room.press("ctrl+a")
    room.write(str(file))
    room.press("Return")
    room.sees(r"^Impor: " + file.name.replace(".", r"\."))


def bring_in(room, control):
    control.take()
    room.press("ctrl+6")
    room.find("push button", r"^Impor lembar kerja")
    faulty, good = room.scratch / "rusak.csv", room.scratch / "logbook.csv"
    rows = ["LOGBOOK USER ID;;;;;;;;;", HEADING,
            "Web Uji;web.sari;José <b>Sari</b>;sari@contoh.id;Voice · Regu 3;Aktif;;;;biru",
            "Web Uji;web.tanpa;;;;Aktif;;;;",
            "Web Uji;web.kapan;Kapan Saja;;;Nonaktif;;;;",
            "Entah;web.entah;Orang Lain;;;Aktif;;;;",
            f"Web Uji;web.bukan hari;Rusak;;;Nonaktif;kemarin dulu;{day(-2)};;"]
    faulty.write_bytes("\r\n".join(rows).encode("cp1252"))
    before = len(room.stored("user_id.listed"))
    choose_file(room, faulty)
    room.sees(r"^1 baru · 0 sudah di logbook · 4 dilewati$")
    room.find("table cell", r"^Agent: kosong, padahal wajib diisi$")
    room.find("table cell", r"^Tanggal nonaktif: nonaktif: sejak tanggal berapa\?$")
    room.find("table cell", r"^Aplikasi: tidak ada aplikasi bernama Entah")
    room.find("table cell", r"^Hari kerja terakhir: kemarin dulu bukan tanggal")
    room.sees(r"Warna")
    room.both_looks("user-id-buku-1-rusak")
    assert len(room.stored("user_id.listed")) == before and not listed(room, "web.sari"), "written by looking"

    rows = [HEADING, f"Web Uji;web.tari;Tari Wardani;;Voice · Regu 3;Nonaktif;{day(-3)};{day(-2)};pindah tugas;",
            "Web Uji;web.yoga;Yoga Pratama;;Voice · Regu 2;Aktif;;;;",
            "Web Uji;web.sari;José <b>Sari</b>;;Voice · Regu 3;Aktif;;;;"]
    good.write_text("\r\n".join(rows), encoding="utf-8-sig")
    choose_file(room, good)
    room.sees(r"^3 baru · 0 sudah di logbook · 0 dilewati$")
    room.sees(r"^Setiap entri menyebut berkasnya: SHA-256 [0-9a-f]{64}$")
    room.both_looks("user-id-buku-2-baik")
    room.press("ctrl+s")
    room.sees(r"^Masuk ke logbook: 3 user ID, entri \d+ sampai \d+\.$")
    assert len(room.stored("user_id.listed")) == before + 3
    assert listed(room, "web.tari") == listed(room, "web.yoga") == listed(room, "web.sari") == 1
    choose_file(room, good)
    room.sees(r"^Tidak ada yang baru")
    room.press("Escape")
    room.find("push button", r"^Impor lembar kerja")


def filter_by_application(room):
    """The logbook of one application alone, and of all again."""
    room.press("ctrl+7")
    everything = directory.Hub(room.address, user_id.PEOPLE["control"]).get("/logbook")["total"]
    room.sees(rf"^{everything} user ID$")
    room.find("combo box", r"^Aplikasi$")
    room.press("ctrl+f", "Tab", "End")
    room.sees(r"^3 user ID$")
    room.find("table cell", r"^web\.tari\nWeb Uji$")
    assert not room.all("table cell", r"^omni\."), "another application's user IDs are there"
    room.both_looks("user-id-buku-2b-aplikasi")
    room.press("Home")
    room.sees(rf"^{everything} user ID$")


def record_behind_a_filter(room):
    """Support records somebody whom neither the list nor the filters show: all of them give way to the case itself."""
    hub = directory.Hub(room.address, user_id.PEOPLE["support"])
    omni = user_id.application_of(hub, "Omni Channel")
    user_id.list_user_id(hub, omni, "omni.mira.k", "Mira Kusuma", "Chat · Regu 2")
    support = user_id.Seat(room, "support", user_id.PEOPLE["support"])
    support.take()
    room.press("ctrl+6")
    room.find("table cell", r"^Nadia Putri\n")
    room.press("y", "y")
    room.sees(r"(?s)^Tidak ada kasus Web Uji di sini")
    room.press("3", "j", "j")  # what is done, replacements alone
    room.press("n")
    desk.wait("the search", lambda: room.focused_name() == "User ID siapa")
    room.write("mira")
    room.find("table cell", r"^Mira Kusuma\nomni\.mira\.k")
    room.press("Return")
    user_id.fill(room, r"^Hari kerja terakhir$", day(2))
    room.press("ctrl+s")
    room.find("table cell", r"^Mira Kusuma\n")
    desk.wait("her case beside the list", lambda: user_id.title(room) == "Mira Kusuma · omni.mira.k")
    desk.wait("the keyboard in the list", lambda: room.focused_name() == "Daftar kasus user ID")
    room.find("table cell", r"^Nadia Putri\n")  # the whole queue
    room.picture(f"{room.theme}-user-id-buku-2c-dicatat")
    room.stop(support.console)


# The report --------------------------------------------------------------------------------------------------------
def look_at_report(room, leader):
    leader.take()
    room.press("ctrl+6", "ctrl+i")
    room.sees(r"^Hanya Document Control")
    room.press("5")
    room.find("image", r"^Dinonaktifkan tepat waktu dan terlambat; .*\d+ dari \d+ tepat waktu")
    room.find("table cell", r"^Galih Wicaksono\nomni\.galih\.w$")
    room.find("table cell", r"gagal 1×:\naplikasi tidak menjawab$")
    room.both_looks("user-id-buku-3-laporan-bulan")
    room.press("j")
    room.find("image", r"; Ratna Puspita: \d+ dari \d+ tepat waktu")
    room.press("j")
    room.find("image", r"; Omni Channel: \d+ dari \d+ tepat waktu")
    room.both_looks("user-id-buku-4-laporan-aplikasi")
    room.tab_to(r"^12 bulan$")
    room.press("space")
    room.find("image", r"; Omni Channel: \d+ dari \d+ tepat waktu")
    take_report_out(room)
    room.press("Escape")
    room.find("table cell", r"^Nadia Putri\n")


def take_report_out(room):
    """What the window shows, as a document that siaga-verify checks; the form goes first, then the report."""
    into = room.scratch / "laporan-sla"
    into.mkdir()
    room.press("ctrl+e")
    room.sees(r"^Ekspor laporan SLA$")
    room.sees(r"\d{4} – \w+ \d{4}, per aplikasi\.")
    room.find("combo box", r"^Format$")
    user_id.fill(room, r"^Simpan ke folder$", str(into))
    room.press("ctrl+s")
    room.sees(r"(?s)^Tersimpan\sdi\s.*sla-\d+-\d+[.]pdf.*siaga-verify")
    room.both_looks("user-id-buku-4b-ekspor")
    proof, = into.glob("*.siaga-export")
    checked = subprocess.run([room.bin / "siaga-verify", proof], capture_output=True, text=True)
    assert checked.returncode == 0, checked.stdout + checked.stderr
    words = subprocess.run(["pdftotext", next(into.glob("*.pdf")), "-"], capture_output=True, text=True, check=True).stdout
    assert "Laporan SLA penonaktifan User ID" in words, words
    assert json.loads(room.stored("logbook.exported")[-1]), "it isn't in the journal"
    room.press("Escape")
    desk.wait("the form to go", lambda: not room.all("label", r"^Ekspor laporan SLA$"))


def filter_queue(room):
    """The cases of one application alone; the choice stays while other things are looked at."""
    room.press("y")
    room.find("table cell", r"^Nadia Putri\n")  # Omni Channel
    room.press("y")
    room.sees(r"(?s)^Tidak ada kasus Web Uji di sini")
    room.both_looks("user-id-buku-4c-saringan")
    room.press("ctrl+7", "ctrl+6")
    room.sees(r"(?s)^Tidak ada kasus Web Uji di sini")
    go_to_what_is_due(room)
    room.find("table cell", r"^Nadia Putri\n")


def go_to_what_is_due(room):
    """A deadline passes of another application than the one that is looked at: the bar leads to the case itself."""
    room.press("j")  # deactivations alone
    omni = user_id.application_of(directory.Hub(room.address, user_id.PEOPLE["leader"]), "Omni Channel")
    user_id.request_case(room, omni["id"], omni["unit"], "omni.laras.w", "Laras Widodo", -4)
    room.sees(r"Laras Widodo · omni\.laras\.w\. Ada di antrean")
    room.tab_to(r"^Ke antrean$")
    room.press("space")
    desk.wait("the case itself", lambda: room.all("table cell", r"^Laras Widodo\n") and
              room.all("label", r"^Laras Widodo"))
    desk.wait("the bar to go", lambda: not room.all("push button", r"^Ke antrean$"))


def be_led_below_the_first_page(room):
    """More than one page of cases is later than the one whose deadline passes now: the bar leads to it all the same."""
    support = directory.Hub(room.address, user_id.PEOPLE["support"])
    omni = user_id.application_of(support, "Omni Channel")
    for n in range(220):
        user_id.record_case(support, omni["id"], omni["unit"], f"omni.lewat.{n:03}", f"Agen Lewat {n:03}", -30)
    unwarned = ("select count(*) from user_id_case c join user_id u on u.id = c.user_id "
                "where u.user_name like 'omni.lewat.%' and c.warned = 0")
    desk.wait("what was told of them", lambda: room.query(unwarned)[0][0] == 0)
    user_id.request_case(room, omni["id"], omni["unit"], "omni.wulan.a", "Wulan Ayu", -4)
    room.sees(r"Wulan Ayu · omni\.wulan\.a\. Ada di antrean")
    room.find("push button", r"^Ke antrean$").get_action_iface().do_action(0)
    room.find("label", r"^Wulan Ayu · omni\.wulan\.a$")
    cells = room.find(None, r"^Daftar kasus user ID$").get_table_iface()  # too many to walk through
    chosen = [cells.get_accessible_at(row, 0) for row in cells.get_selected_rows()]
    assert [cell.get_name() for cell in chosen] == ["Wulan Ayu\nChat · Regu 4"], [cell.get_name() for cell in chosen]
    assert desk.has_state(chosen[0], "SHOWING"), "the list isn't scrolled to it"
    room.both_looks("user-id-buku-11-jauh-di-bawah")


# Findings ----------------------------------------------------------------------------------------------------------
def story(room):
    found = room.all("label", r" di Web Uji: ")
    return found[0].get_name() if found else ""


def choose_finding(room, user_name, kind):
    room.tab_to(r"(?s)^Temuan$|^(svc|web)\.")
    room.press("Home")
    for _ in range(10):
        before = story(room)
        if before.startswith(f"{user_name} di Web Uji: {kind}"):
            return
        room.press("Down")
        try:
            desk.wait("another finding", lambda: story(room) != before, 2)
        except AssertionError:
            room.press("Home")
    raise AssertionError(f"no finding about {user_name}")


def handle_findings(room):
    room.press("4")
    room.sees(r"belum pernah dicocokkan")
    room.sees(r"^Belum ada beda yang diketahui")
    room.both_looks("user-id-buku-5-temuan-kosong")
    room.press("e")
    room.find("table cell", r"(?s)^svc\.papan")
    room.find("table cell", r"^aktif lagi, padahal sudah dinonaktifkan$")
    room.find("push button", r"^Temuan 2")
    choose_finding(room, "svc.papan", "aktif, tetapi")
    room.both_looks("user-id-buku-6-temuan")
    room.press("ctrl+s")
    room.sees(r"^Tulis mengapa ini benar")
    assert not room.stored("finding.accepted"), "accepted without a reason"
    user_id.fill(room, r"^Alasan menerimanya$", "akun papan antrean, milik gedung")
    room.press("1")  # a figure here, not the way to the queue
    room.sees(r"milik gedung1$")
    room.press("F6", "Down", "j", "4")  # neither another row nor another list takes it away
    room.sees(r"^Isian Anda belum dikirim")
    room.sees(r"milik gedung1$")
    room.press("ctrl+s")
    desk.wait("the acceptance", lambda: room.stored("finding.accepted"))
    room.find("push button", r"^Temuan 1")
    choose_finding(room, "web.tari", "aktif lagi")
    room.press("u")
    desk.wait("the case", lambda: user_id.case_of(room, "web.tari") == "requested")
    room.sees(r"Team Leader")
    room.both_looks("user-id-buku-7-temuan-kasus")
    room.press("j")
    room.find("table cell", r"^diterima Ratna Puspita")
    room.press("1")
    room.find("table cell", r"^Tari Wardani\n")


def be_warned(room):
    """The application tells that Tari's user ID was used though she has left: the team leader's window says so."""
    write_users(room, datetime.now(timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ"))
    room.press("4", "e")
    room.sees(r"^USER ID DIPAKAI SETELAH HARI KERJA TERAKHIR$")
    room.find("table cell", r"^dipakai setelah hari kerja terakhir$")
    room.both_looks("user-id-buku-8-dipakai")
    room.press("1")
    room.tab_to(r"^Ke temuan$")
    room.press("space")
    desk.wait("the bar to go", lambda: not room.all("label", r"^USER ID DIPAKAI"))
    room.find("table cell", r"^dipakai setelah hari kerja terakhir$")


# Cases that came back, and what is told once -----------------------------------------------------------------------
def open_again(room):
    room.press("3")
    user_id.choose(room, "Fajar Hidayat", "omni.fajar.h")
    room.find("push button", r"^Buka kembali…")
    room.press_until("u", "the form", lambda: desk.text_in(room, r"^Buka kembali kasus$"))
    room.press("ctrl+s")
    room.sees(r"^Tulis dari mana Anda tahu")
    assert user_id.case_of(room, "omni.fajar.h") == "documented", "opened without a reason"
    user_id.fill(room, r"^Yang terjadi$", "masih dapat masuk sore ini")
    room.both_looks("user-id-buku-9-buka-kembali")
    room.press("ctrl+s")
    desk.wait("the reopening", lambda: user_id.case_of(room, "omni.fajar.h") == "requested")
    room.press("1")
    room.find("table cell", r"^Fajar Hidayat\n")


def make_replacement(room):
    """Support asks for a user ID in Tari's place, once hers is closed; the hub makes it when the leader orders it."""
    support = directory.Hub(room.address, user_id.PEOPLE["support"])
    old, application, unit = (str(uuid.UUID(bytes=each)) for each in room.query(
        "select id, application, unit from user_id where user_name = 'web.tari'")[0])
    one = phone.new_id()
    status, _, body = support.ask("PUT", f"/api/v1/user-id-cases/{one}", {
        "kind": "replace", "application": application, "unit": unit, "user_name": "web.citra", "replaces": old,
        "agent": "Citra Lestari", "email": "citra@contoh.id", "team": "Voice · Regu 3"})
    assert status in (200, 201), (status, body)
    status, _, body = support.ask("POST", f"/api/v1/user-id-cases/{one}/request",
                                  {"command": phone.new_id(), "console": "K1"})
    assert status == 200, (status, body)


def tell_password(room):
    user_id.choose(room, "Tari Wardani", "web.tari")
    room.press_until("Return", "closing it", lambda: user_id.case_of(room, "web.tari") in ("carried_out", "confirmed"))
    make_replacement(room)
    room.find("table cell", r"^Citra Lestari")
    user_id.choose(room, "Citra Lestari", "web.citra")
    room.press_until("Return", "making it", lambda: user_id.case_of(room, "web.citra") in ("carried_out", "confirmed"))
    made = (room.data / "connectors" / "password").read_text()
    room.press("2")
    user_id.choose(room, "Citra Lestari", "web.citra")
    room.find("push button", r"^Tampilkan kata sandi pertama")
    room.press_until("p", "the password", lambda: room.all("label", r"Catat untuk"))
    assert made in [label.get_name() for label in room.all("label")], "another password"
    room.both_looks("user-id-buku-10-kata-sandi")
    assert not room.all("push button", r"^Tampilkan kata sandi pertama"), "offered a second time"
    room.press("1", "2")
    user_id.choose(room, "Citra Lestari", "web.citra")
    assert not room.all("label", r"Catat untuk"), "the password stays on the screen"


def run(room):
    set_up(room)
    control, leader = (user_id.Seat(room, name, user_id.PEOPLE[name]) for name in ("control", "leader"))
    bring_in(room, control)
    filter_by_application(room)
    record_behind_a_filter(room)
    look_at_report(room, leader)
    filter_queue(room)
    handle_findings(room)
    be_warned(room)
    open_again(room)
    tell_password(room)
    be_led_below_the_first_page(room)


if __name__ == "__main__":
    desk.journey(run)
