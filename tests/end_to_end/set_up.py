"""An organisation from nothing, by keyboard, as somebody does it who has read nothing: an empty hub that asks everybody for
a second factor, its first code, three units, ten people with a role each; then each of them sets a password by mail and a
second factor at the same console, officers too, who have no desk there. Asserts on the window and on what the hub keeps.
"""

import re
import subprocess
import sys
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent / "hub")]
import desk  # noqa: E402
import first_start  # noqa: E402
import second_factor  # noqa: E402
from client import Client  # noqa: E402
from letters import Letters  # noqa: E402

PASSWORD = "hujan deras di Simpang Lima"
FIRST = "rina@contoh.id"
UNITS = ["Koridor I", "Koridor II", "Depo Timur"]
ROLES = ["officer", "operator", "supervisor", "coordinator", "team_leader", "support", "document_control",
         "numbering_officer", "unit_operator", "unit_admin", "head_of_unit", "owner", "auditor", "system_administrator"]
# Name, post, NRP, unit by its place in the list (sorted by name), role; the address is made of the first name.
PEOPLE = [("Budi Santoso", "Pengawas", "199001012015", 1, "supervisor"),
          ("Citra Lestari", "Operator", "199102022016", 1, "operator"),
          ("Dewi Anggraini", "Petugas", "199203032017", 1, "officer"),
          ("Eko Prasetyo", "Team Leader", "198804042012", 2, "team_leader"),
          ("Fajar Nugroho", "Petugas", "199305052018", 2, "officer"),
          ("Gita Maharani", "Support", "199406062019", 2, "support"),
          ("Hadi Wibowo", "Admin unit", "198507072010", 0, "unit_admin"),
          ("Indah Permata", "Petugas", "199508082020", 0, "officer"),
          ("Joko Susilo", "Kepala unit", "197909092005", 0, "head_of_unit")]
OFFICER = 2  # whose picture is taken


def address_of(name):
    return name.split()[0].lower() + "@contoh.id"


def step(what, began=[time.monotonic()]):
    print(f"set up: {time.monotonic() - began[0]:5.1f} s: {what}", flush=True)


def first_of_all(room):
    room.find("push button", "Masuk")
    room.press("Return")
    room.sees(room.fingerprint[:5].replace(":", ".?"))
    room.press("Return")
    room.sees("belum mengenal siapa pun")
    code = (room.data / "first-start-code").read_text().strip()
    password, again = "Kata sandi, min", "Kata sandi yang sama"
    first_start.fill(room, **{"Kode": code, "Nama Anda": "Rina Hapsari", "Surel": FIRST, "NRP": "007",
                              "Nama unit": UNITS[0], password: PASSWORD, again: PASSWORD})
    room.picture("pasang-1-mulai")
    room.press("Return")
    second_factor.set_up(room, FIRST)
    second_factor.keep(room)


def add_units(room):
    room.press("ctrl+8")
    desk.wait("the search field", lambda: room.focused_name() == "Cari orang")
    room.picture("pasang-2-orang")
    room.tab_to(r"^Unit$")
    room.press("space")
    for unit in UNITS[1:]:
        room.press("ctrl+n")
        desk.wait("the unit's name", lambda: room.focused_name() == "Nama unit")
        room.write(unit)
        room.press("ctrl+s")
        room.sees("^Tersimpan: " + unit)
    room.picture("pasang-3-unit")
    assert sorted(name for name, in room.query("select name from unit")) == sorted(UNITS)


def add_person(room, name, post, nrp, unit, role):
    room.press("ctrl+n")
    desk.wait("the name", lambda: room.focused_name() == "Nama")
    for text in (name, post, nrp, address_of(name)):
        room.write(text)
        room.press("Tab")
    room.press("Tab")  # no phone number
    room.press("Home", *["Down"] * unit)
    room.press("ctrl+s")
    room.sees("^Tersimpan: " + name)
    room.press("ctrl+r")
    room.find("combo box", r"^Peran yang diberikan$")
    room.press("Home", *["Down"] * ROLES.index(role))
    room.press("Tab", "Tab", "Return")
    room.sees("^" + name + " kini menjadi ")


def add_people(room):
    room.press("ctrl+f")
    for at, person in enumerate(PEOPLE):
        add_person(room, *person)
        if at == 0:
            room.picture("pasang-4-peran")
    room.picture("pasang-5-semua")
    kept = room.query("select v.name, v.post, v.nrp, u.name, g.role from person p join person_version v on "
                      "v.version = p.version join unit u on u.id = v.unit join role_grant g on g.person = p.id and "
                      "g.unit = u.id")
    wanted = {(name, post, nrp, sorted(UNITS)[unit], role) for name, post, nrp, unit, role in PEOPLE}
    assert set(kept) == wanted, set(kept) ^ wanted


def first_password(room, letters, name):
    """The way of a forgotten password is the way to the first one."""
    second_factor.has_focus(room, "^Kata sandi$")
    room.to_new_password()
    desk.wait("the line for the e-mail", lambda: room.focused_name() == "Surel akun Anda")
    room.press("ctrl+a")
    room.write(address_of(name))
    room.press("Return")
    desk.wait("the line for the code", lambda: room.focused_name() == "Kode enam angka")
    room.set_new_password(letters.next_code(), PASSWORD)


def keep_paper(room, role):
    codes = re.findall(r"[A-Z2-7]{5}-[A-Z2-7]{5}", room.sees(r"[A-Z2-7]{5}-[A-Z2-7]{5}").get_name())
    assert len(set(codes)) == 10, codes
    room.tab_to("^Kode ini sudah saya simpan")
    room.press("space")
    second_factor.has_focus(room, "^Selesai" if role == "officer" else "^Ke meja jaga")
    room.press("Return")


def second_factors(room, letters):
    room.press("ctrl+shift+q")
    for at, (name, _, _, _, role) in enumerate(PEOPLE):
        first_password(room, letters, name)
        second_factor.set_up(room, address_of(name), mistaken=at == 0)
        keep_paper(room, role)
        if role == "officer":
            room.sees(r"^Tersimpan\. Mulai sekarang masuk memerlukan kode dari ponsel")
            assert not room.all("label", r"^● tersambung"), "an officer has no desk"
            if at == OFFICER:
                room.picture("pasang-6-petugas")
        else:
            room.sees(r"^● tersambung")
            if at + 1 < len(PEOPLE):
                room.press("ctrl+shift+q")
        step(f"{name} has a password and a second factor")


def nobody_comes_in_without(room):
    """By the password alone: not one of the ten."""
    everybody = [FIRST] + [address_of(name) for name, *_ in PEOPLE]
    enrolled = {email for email, in room.query("select p.email from second_factor f join person p on p.id = f.person "
                                               "where f.confirmed_at is not null")}
    assert enrolled == set(everybody) and len(everybody) == 10, enrolled
    for email in everybody:
        refused = Client(int(room.address.rsplit(":", 1)[1]), room.fingerprint).sign_in(email, PASSWORD)
        assert refused.status == 401 and refused.json()["field"] == "code", (email, refused)


def main():
    options = desk.options()
    desk.inside()
    with Letters() as letters, desk.Room(options.bin, pictures=options.pictures) as room:
        subprocess.run([room.bin / "siaga-hub", "user", "second-factor", "--policy", "all", "--data", room.data],
                       check=True, env=room.environment)
        room.start_hub(demo=False, options=letters.options)
        room.start_console(demo=False)
        first_of_all(room)
        step("the first administrator")
        add_units(room)
        step("three units")
        add_people(room)
        step("ten people")
        second_factors(room, letters)
        room.picture("pasang-7-selesai")
        nobody_comes_in_without(room)
        step("done")


if __name__ == "__main__":
    main()
