"""The logbook of user IDs as document control keeps it, by keyboard: search while typing, also faster than the hub
answers, one user ID's record with every entry, a second page, a period, a correction, holding and letting go, the
review and sign-off of a period, what nears the end of its two years, disposal with a berita acara, exports in each
format that siaga-verify checks, paper, the whole journal as one file. Then an auditor, who takes that file away, and a team leader, who may read and not write,
and an SOS that shows itself above it. Asserts on the windows and on the hub.
"""

import csv
import json
import re
import signal
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
import desk  # noqa: E402
import directory  # noqa: E402
import phone  # noqa: E402
import user_id  # noqa: E402

SEARCH = "Cari di logbook"
OLD = ("Agus Lama", "Bunga Lama", "Candra Lama")  # closed more than two years ago
AUDITOR = "auditor@contoh.id"
ENDING = "Dewi Hampir"  # in a month


def fill(room, field, text):
    room.tab_to(field)
    room.press("ctrl+a")
    room.write(text)


def bring_in(room, control):
    """What a team kept in a spreadsheet until now: enough for a second page, and some that are old."""
    application = control.get("/applications")["applications"][0]["name"]
    lines = ["Aplikasi;User ID;Nama Agent;Surel;Regu;Status;Hari Kerja Terakhir;Tgl Nonaktif"]
    for agent, days in [(agent, 800) for agent in OLD] + [(ENDING, 700)]:
        closed = user_id.datetime.now() - user_id.timedelta(days=days)
        name = agent.lower().replace(" ", ".")
        lines.append(f"{application};omni.{name};{agent};{name}@contoh.id;Voice;Nonaktif;"
                     f"{closed.strftime('%d-%m-%Y')};{closed.strftime('%d/%m/%Y %H:%M')}")
    lines += [f"{application};omni.chat.{n:03};Agen Chat {n:03};;Chat;Aktif;;" for n in range(1, 121)]
    sheet = "\r\n".join(lines).encode() + b"\r\n"
    kind = {"Content-Type": "text/csv"}
    status, _, body = control.ask("POST", "/api/v1/user-ids/import/preview", sheet, kind)
    assert status == 200, (status, body)
    plan = json.loads(body)["plan"]
    status, _, body = control.ask("POST", f"/api/v1/user-ids/import?plan={plan}", sheet, kind)
    assert status == 200 and json.loads(body)["added"] == len(lines) - 1, (status, body)


def find_one(room):
    room.press("ctrl+7")
    desk.wait("the search", lambda: room.focused_name() == SEARCH)
    room.sees(r"^\d+ user ID$")
    room.both_looks("logbook-1-daftar")
    room.write("tidak-ada-yang-begini")
    room.sees(r"^Tidak ada yang cocok di logbook")
    room.press("Escape")
    room.write("nadia")
    room.sees(r"^1 user ID$")
    room.find("table cell", r"^Nadia Putri\n")
    room.press("Return")
    room.sees(r"^Nadia Putri · omni\.nadia\.p$")
    room.sees(r"^No\. \d+ · Dicatat di logbook$")
    room.both_looks("logbook-2-catatan")


def answered(control):
    """How many requests the hub has answered well, this one not yet."""
    _, _, figures = control.ask("GET", "/metrics")
    return int(re.search(r'requests_total\{status="2xx"\} (\d+)', figures.decode()).group(1))


def type_while_hub_hangs(room, control):
    """Nine keys while the hub answers nothing: it is asked for the first, and for what stands there at last."""
    room.press("ctrl+f", "Escape")
    room.sees(r"^\d\d\d user ID$")
    before = answered(control)
    room.hub.send_signal(signal.SIGSTOP)
    room.write("agen chat")
    desk.wait("what was typed", lambda: desk.text_in(room, "^agen chat$"))
    room.hub.send_signal(signal.SIGCONT)
    room.sees(r"^120 user ID$")
    asked = answered(control) - before - 1
    assert asked <= 3, f"{asked} requests for one search"
    room.press("Escape")


def second_page(room, control):
    """The hub gives a hundred rows at once; the oldest one is reached by going down."""
    page = first = control.get("/logbook?limit=100")
    while "next" in page:
        page = control.get(f"/logbook?limit=100&after={page['next']}")
    oldest, total = page["items"][-1]["user_id"]["agent"], first["total"]
    assert total > 100, total
    room.press("ctrl+f", "Escape")
    room.sees(rf"^{total} user ID$")
    room.press("F6")
    desk.wait("the list", lambda: room.focused_name() != SEARCH)
    room.press_until("End", "the oldest user ID", lambda: room.all("label", "^" + oldest + " · "))
    room.press("F6")
    desk.wait("the record", lambda: room.focused_name() == "Entri user ID")
    room.press("F6")
    desk.wait("the search again", lambda: room.focused_name() == SEARCH)


def period(room, control):
    since = (user_id.datetime.now() - user_id.timedelta(days=40))
    until = (user_id.datetime.now() - user_id.timedelta(days=10))
    expected = control.get(f"/logbook?from={since:%Y-%m-%d}&to={until:%Y-%m-%d}")["total"]
    room.press("ctrl+g")
    desk.wait("the period", lambda: room.focused_name() == "Entri sejak (hari)")
    room.write("31-02")
    room.sees(r"^Tulis tanggal seperti 31-12-2026")
    room.press("ctrl+a")
    room.write(f"{since:%d-%m-%Y}")
    room.press("Tab")
    room.write(f"{since - user_id.timedelta(days=1):%d-%m-%Y}")
    room.sees(r"^Periode berakhir sebelum mulai")
    room.press("ctrl+a")
    room.write(f"{until:%d-%m-%Y}")
    room.sees(rf"^{expected} user ID$")
    room.both_looks("logbook-2b-periode")
    room.press("Escape")
    desk.wait("the search", lambda: room.focused_name() == SEARCH)
    room.write("nadia")
    room.sees(r"^1 user ID$")
    room.press("Return")
    room.sees(r"^Nadia Putri · omni\.nadia\.p$")


def correct(room):
    room.press("ctrl+k")
    room.find("combo box", r"^Entri yang mana$")
    room.press("Home")
    room.press("ctrl+s")
    room.sees(r"^Tulis yang benar")
    assert not room.stored("logbook.corrected"), "written without words"
    fill(room, r"^Yang ditulis$", "Regu 4 sejak awal November.")
    room.both_looks("logbook-3-koreksi")
    room.press("ctrl+s")
    room.sees(r"(?s)Dikoreksi di\s+No\.\s+\d+:\s+Regu 4")
    assert len(room.stored("logbook.corrected")) == 1


def hold_and_release(room):
    room.press("ctrl+t")
    desk.wait("the reason", lambda: room.focused_name() == "Yang ditulis")
    room.write("Perkara nomor 12.")
    room.press("ctrl+s")
    room.sees(r"^Ditahan: Perkara nomor 12\.$")
    room.find("push button", r"^Lepas…")
    room.find("table cell", r"^Aktif, ditahan")
    room.press("ctrl+t")
    room.sees(r"(?s)ditahan karena\s+“Perkara")
    room.write("Perkara selesai.")
    room.press("ctrl+s")
    room.find("push button", r"^Tahan…")
    assert len(room.stored("logbook.held")) == len(room.stored("logbook.released")) == 1


def sign_off(room):
    room.press("ctrl+p")
    desk.wait("the period", lambda: room.focused_name() == "Dari (hari pertama)")
    fill(room, r"^Sampai", "31-12-2099")
    fill(room, r"^Yang ditulis$", "Diperiksa: lengkap.")
    room.press("ctrl+s")
    room.sees(r"(?s)^Periode berakhir paling\s+lambat hari ini")
    assert not room.stored("logbook.signed_off"), "a period to come was signed off"
    fill(room, r"^Dari", (user_id.datetime.now() - user_id.timedelta(days=40)).strftime("%d-%m-%Y"))
    fill(room, r"^Sampai", (user_id.datetime.now() - user_id.timedelta(days=10)).strftime("%d-%m-%Y"))
    room.sees(r"^Entri tentang \d+ user ID")
    room.both_looks("logbook-4-sahkan")
    room.press("ctrl+s")
    room.sees(r"(?s)^Disahkan di\s+No\.\s+\d+")
    assert len(room.stored("logbook.signed_off")) == 1
    room.sees(r"(?s)^Dian Permata:\s+Diperiksa:\s+lengkap\.\s.*Pusat\s+menandatangani\s+\d+")
    # What comes next begins the day after, and is looked at before it is signed.
    begins = (user_id.datetime.now() - user_id.timedelta(days=9)).strftime("%d-%m-%Y")
    desk.wait("the next period", lambda: desk.text_in(room, "^" + begins))
    room.tab_to(r"^Tampilkan entrinya")
    room.press("space")
    room.sees(r"^\d+ user ID$")
    room.both_looks("logbook-4b-disahkan")
    room.press("Escape", "Escape")
    assert len(room.stored("logbook.signed_off")) == 1


def dispose(room, control):
    """What nears the end of its two years, and what is over: marked, and gone with a berita acara."""
    room.press("ctrl+f")
    room.press("ctrl+j")
    room.sees(r"^1 user ID$")
    room.find("table cell", "^" + ENDING)
    room.press("ctrl+j")
    room.sees(r"^Tidak ada yang cocok di logbook")
    room.press("ctrl+j")
    room.sees(rf"^{len(OLD)} user ID$")
    room.press("ctrl+shift+d")
    room.sees(r"^3 user ID · 3 ditandai$")
    room.press("F6")
    stays = room.find("label", r"^\w+ Lama · ").get_name().split(" · ")[0]
    room.press("ctrl+d")
    room.sees(r"^3 user ID · 2 ditandai$")
    room.both_looks("logbook-8-lewat")
    room.press("ctrl+Delete")
    desk.wait("the number", lambda: room.focused_name() == "Nomor berita acara")
    going = [agent for agent in OLD if agent != stays]
    room.sees(r"(?s)" + going[0] + r".*Hilang\s+selamanya")
    room.press("ctrl+s")
    room.sees(r"^Tulis nomor berita acara")
    room.write("BA-07/2026")
    fill(room, r"^Alasan", "Masa simpan dua tahun habis.")
    fill(room, r"^Saksi", "Rina dan Joko")
    room.press("ctrl+s")
    room.sees(r"^Lampirkan berita acara")
    minutes = room.scratch / "berita-acara.pdf"
    fill(room, r"^Berita acara bertanda tangan", str(minutes))
    room.press("ctrl+s")
    room.sees(r"^Beri centang")
    room.press("space", "ctrl+s")
    room.sees(r"(?s)^Berkas berita acara\s+tidak ada")
    assert not room.stored("logbook.disposed"), "disposed of without a berita acara"
    minutes.write_bytes(b"%PDF-1.7\nberita acara")
    hold_one(room, control, going[1], "hold")
    room.press("ctrl+s")
    room.sees(rf"omni\.{going[1].lower().replace(' ', '.')} harus tetap ada")
    assert not room.stored("logbook.disposed"), "one that is held didn't keep the others"
    print_draft(room)
    room.sees(r"^Tidak dicetak\. ")
    assert not room.stored("logbook.exported"), "paper for one that is held"
    hold_one(room, control, going[1], "release")
    print_draft(room)
    room.find("push button", r"^Cancel$").get_action_iface().do_action(0)
    told = [json.loads(body) for body in room.stored("logbook.exported")]
    assert len(told) == 1 and len(told[0]["user_ids"]) == 2, told
    desk.wait("the print dialog gone", lambda: not room.all("push button", r"^Cancel$"))
    room.both_looks("logbook-9-musnahkan")
    room.press("ctrl+s")
    room.sees(r"^2 user ID sudah dimusnahkan")
    told = [json.loads(body) for body in room.stored("logbook.disposed")]
    assert len(told) == 2 and all(
        one["text"] == "Berita acara BA-07/2026: Masa simpan dua tahun habis. · Saksi: Rina dan Joko" for one in told), told
    room.sees(r"^1 user ID$")
    left = room.query("select agent from user_id where agent like '% Lama'")
    assert left == [(stays,)], left
    room.press("ctrl+j")
    for _ in range(3):
        room.press("ctrl+u")
    room.sees(r"^2 user ID$")
    room.find("table cell", r"^No\. \d+.* dimusnahkan")
    room.press("ctrl+f", "F6")
    room.sees(r"(?s)^No\.\s+\d+\s+·\s+Dihapus: rinciannya\s+sudah\s+dimusnahkan")
    room.both_looks("logbook-10-dimusnahkan")
    room.press("ctrl+u")


def print_draft(room):
    """The berita acara to be signed: the hub is told before the printer."""
    room.find("push button", r"^Cetak…").get_action_iface().do_action(0)


def hold_one(room, control, agent, verb):
    """Somebody else at another desk."""
    one, = room.query("select lower(hex(id)) from user_id where agent = ?", agent)[0]
    one = "-".join((one[:8], one[8:12], one[12:16], one[16:20], one[20:]))
    status, _, body = control.ask("POST", f"/api/v1/logbook/{one}/{verb}", {
        "command": phone.new_id(), "console": "meja lain", "text": "Perkara 12."})
    assert status == 200, (status, body)


def export(room):
    folder, before = room.scratch / "ekspor", len(room.stored("logbook.exported"))
    room.press("ctrl+e")
    room.find("combo box", r"^Format$")
    room.press("Home")
    room.sees(r"Ekspor\s+ini\s+juga\s+tercatat\s+di\s+jurnal\.$")
    fill(room, r"^Nomor dokumen$", "FR-OPS-014")
    fill(room, r"^Simpan ke folder$", str(folder))
    room.press("ctrl+s")
    room.sees(r"^Folder ini tidak ada")
    for format, keys, check in (("csv", ("Home", "Down", "Down"), check_csv), ("xlsx", ("Home", "Down"), check_xlsx),
                                ("pdf", ("Home",), check_pdf)):
        into = room.scratch / f"ekspor-{format}"
        into.mkdir()
        fill(room, r"^Simpan ke folder$", str(into))
        room.press("ctrl+e", *keys)
        room.press("ctrl+s")
        room.sees(rf"(?s)^Tersimpan di\s.*ekspor-{format}.*siaga-verify")
        check(verified(room, into, format))
    room.both_looks("logbook-5-ekspor")
    assert len(room.stored("logbook.exported")) == before + 3


def take_journal(room, name):
    """One file with everything, for a machine without network; nothing half-done is ever seen under its name."""
    into = room.scratch / f"jurnal-{name}"
    into.mkdir()
    room.press("ctrl+e")
    room.find("combo box", r"^Format$")
    room.press("End")
    room.sees(r"^Ambil seluruh jurnal$")
    room.sees(r"Pengambilan\s+ini\s+juga\s+tercatat\s+di\s+jurnal\.$")
    assert not room.all("push button", r"^Cetak…"), "the journal is no document to print"
    fill(room, r"^Ukuran cap", "sepuluh")
    fill(room, r"^Simpan ke folder$", str(into))
    room.press("ctrl+s")
    room.sees(r"^Ukuran cap adalah\s+bilangan\s+bulat")
    assert not list(into.iterdir())
    fill(room, r"^Ukuran cap", "1")
    room.both_looks(f"logbook-5b-jurnal-{name}")
    taken = len(room.stored("logbook.exported"))
    room.press("ctrl+s")
    room.sees(rf"(?s)^Tersimpan di\s.*jurnal-{name}.*siaga-\d+-\d+\.siaga-export \(\d+,\d MB\).*siaga-verify")
    room.both_looks(f"logbook-5c-jurnal-{name}")
    assert len(room.stored("logbook.exported")) == taken + 1
    file, = into.iterdir()
    assert is_whole(room, file)
    content = file.read_bytes()
    at = content.index(b"\nr ") + 40
    file.write_bytes(content[:at] + bytes([content[at] ^ 1]) + content[at + 1:])
    assert not is_whole(room, file), "one other bit isn't found"


def stop_on_the_way(room):
    """The hub doesn't answer; who waits no longer gets nothing, and says so."""
    into = room.scratch / "jurnal-dihentikan"
    into.mkdir()
    fill(room, r"^Simpan ke folder$", str(into))
    room.hub.send_signal(signal.SIGSTOP)
    room.press("ctrl+s")
    room.sees(r"^Pusat sedang\s+membuat\s+berkas")
    room.both_looks("logbook-5d-jurnal-menunggu")
    room.tab_to(r"^Hentikan$")
    room.press("space")
    room.sees(r"^Dihentikan\. Tidak\s+ada\s+bagian\s+jurnal\s+yang\s+disimpan")
    room.hub.send_signal(signal.SIGCONT)
    room.sees(r"^● tersambung")
    assert not list(into.iterdir())


def is_whole(room, file):
    told = subprocess.run([room.bin / "siaga-verify", "--lang", "id", file], capture_output=True, text=True)
    assert (told.returncode == 0) == told.stdout.startswith("utuh s/d cap"), told
    return told.returncode == 0


def audit(room, auditor):
    """Who comes from outside changes nothing, and takes the proof away."""
    auditor.take()
    room.press("ctrl+7")
    desk.wait("the search", lambda: room.focused_name() == SEARCH)
    for button in (r"^Koreksi…", r"^Tahan…", r"^Sahkan"):
        assert not room.all("push button", button), f"{button!r} is offered to an auditor"
    take_journal(room, "pemeriksa")


def verified(room, folder, format):
    """The report, which siaga-verify finds whole, and with one other bit doesn't."""
    files = sorted(folder.iterdir())
    proof, = [file for file in files if file.suffix == ".siaga-export"]
    report, = [file for file in files if file.suffix == "." + format]
    assert len(files) == 2, files
    told = subprocess.run([room.bin / "siaga-verify", proof], capture_output=True, text=True)
    assert told.returncode == 0, told.stdout + told.stderr
    whole = report.read_bytes()
    changed = bytearray(whole)
    changed[len(whole) // 2] ^= 1
    report.write_bytes(changed)
    told = subprocess.run([room.bin / "siaga-verify", proof], capture_output=True, text=True)
    assert told.returncode != 0 and report.name in told.stdout + told.stderr, told
    report.write_bytes(whole)
    return report


def check_csv(report):
    with open(report, newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) > 100 and any(row["Agent"] == "Nadia Putri" for row in rows), rows[:2]
    told, = [row for row in rows if row["Agent"] == ENDING]
    assert "menurut lembar kerja" in told["Dinonaktifkan"], told  # nobody claims that the hub closed it


def check_xlsx(report):
    import openpyxl
    sheet = openpyxl.load_workbook(report, read_only=True).worksheets[0]
    cells = {cell for row in sheet.iter_rows(values_only=True) for cell in row}
    assert {"Nadia Putri", "omni.nadia.p"} <= cells


def check_pdf(report):
    subprocess.run(["qpdf", "--check", report], check=True, stdout=subprocess.DEVNULL)
    text = subprocess.run(["pdftotext", "-layout", report, "-"], check=True, capture_output=True, text=True).stdout
    for words in ("FR-OPS-014", "Nadia Putri", "Halaman", "salinan terkendali"):
        assert words.lower() in text.lower(), words


def is_enabled(node):
    import gi
    gi.require_version("Atspi", "2.0")
    from gi.repository import Atspi
    node.clear_cache()
    return node.get_state_set().contains(Atspi.StateType.SENSITIVE)


def print_out(room):
    """The very bytes of the report go to the printer; the only one here is a file."""
    into = room.scratch / "cetakan"
    into.mkdir()
    fill(room, r"^Simpan ke folder$", str(into))
    room.press("ctrl+shift+p")
    button = room.find("push button", r"^Print$")
    room.press("Tab", "Down")  # the first printer
    desk.wait("a printer that is chosen", lambda: is_enabled(button))
    room.picture("dark-logbook-11-cetak")
    button.get_action_iface().do_action(0)
    room.sees(r"dikirim ke printer")
    report, = into.glob("logbook-*.pdf")
    printed, = into.glob("cetak-*")
    assert printed.read_bytes() == report.read_bytes()
    room.press("Escape")
    room.press("F1")
    room.sees(r"^LOGBOOK$")
    room.both_looks("logbook-6-tombol")
    room.press("Escape")


def reader_with_alarm(room, leader):
    """Whoever may only read is offered no writing; an SOS shows itself above the logbook."""
    leader.take()
    room.press("ctrl+7")
    desk.wait("the search", lambda: room.focused_name() == SEARCH)
    room.write("nadia")
    room.find("table cell", r"^Nadia Putri\n")
    room.press("Return")
    room.sees(r"(?s)Dikoreksi di\s+No\.")
    for button in (r"^Koreksi…", r"^Tahan…", r"^Sahkan", r"^Musnahkan", r"^Tandai"):
        assert not room.all("push button", button), f"{button!r} is offered to a reader"
    room.press("ctrl+k", "ctrl+e")
    room.find("combo box", r"^Format$")
    room.press("End")
    room.sees(r"^Ekspor logbook$")
    assert not room.all("label", r"^Ambil seluruh jurnal$"), "the journal is offered to whom the hub refuses it"
    room.press("ctrl+p")
    room.sees(r"^Periode yang disahkan$")
    room.sees(r"(?s)^Dian Permata:\s+Diperiksa:\s+lengkap")
    room.press("ctrl+s")
    phone.Phone(room.address).raise_sos()
    room.sees(r"SOS BELUM DITANGANI")
    assert not room.all("label", r"^(Koreksi entri|Sahkan periode)$"), "a form is open to a reader"
    assert not room.all("push button", r"^Sahkan"), "a reader may sign off"
    room.both_looks("logbook-7-alarm")


def run(room):
    room.start_hub()
    control = directory.Hub(room.address, user_id.PEOPLE["control"])
    bring_in(room, control)
    user_id.Seat(room, "control", user_id.PEOPLE["control"]).take()
    find_one(room)
    type_while_hub_hangs(room, control)
    second_page(room, control)
    period(room, control)
    correct(room)
    hold_and_release(room)
    sign_off(room)
    dispose(room, control)
    export(room)
    print_out(room)
    take_journal(room, "dokumen")
    stop_on_the_way(room)
    audit(room, user_id.Seat(room, "auditor", AUDITOR))
    reader_with_alarm(room, user_id.Seat(room, "leader", user_id.PEOPLE["leader"]))


if __name__ == "__main__":
    desk.journey(run)
