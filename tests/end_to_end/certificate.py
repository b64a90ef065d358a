"""Whom a console believes. A hub that shows another certificate than the pinned one is refused, with both fingerprints,
and nothing is sent to it. An organisation's authority is chosen at the first meeting and remembered: renewed certificates
are taken without a question and announced in the window before they end; a stranger's, and an authority whose file is
gone, are refused."""

import json
import shutil
import signal
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
sys.path.append(str(Path(__file__).parent.parent / "security"))
import desk  # noqa: E402
from hub_programs import Authority  # noqa: E402

CONNECTED = "tersambung"


def port_of(room):
    return int(room.address.rsplit(":", 1)[1])


def put(pair, into):
    for source, target in zip(pair, into):
        shutil.copyfile(source, target)


def say(room, name):
    room.find("push button", name).get_action_iface().do_action(0)


def pinned(room):
    room.start_hub()
    room.start_console()  # no pin: the first meeting
    room.sign_in_as_demonstrated()
    room.sees(room.fingerprint[:5].replace(":", ".?"))
    room.picture("sidik-jari")
    say(room, r"(?i)sama, percaya")
    room.sees(CONNECTED)
    known, port = room.fingerprint, port_of(room)
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


def choose(room, file):
    field = room.find("text", r"^Otoritas sertifikat")
    field.get_component_iface().grab_focus()
    room.press("ctrl+a")
    room.write(str(file))
    room.press("Return")


def remembered(room):
    return json.loads((room.scratch / "config/siaga/console.json").read_text())["hubs"][0]


def vouched_for(room):
    authority, stranger = Authority(room.scratch / "ca"), Authority(room.scratch / "stranger")
    files = (authority.folder / "cert.pem", authority.folder / "key.pem")
    shown = ["--cert", files[0], "--key", files[1]]
    put(authority.issue("first"), files)
    room.start_hub(options=shown)
    room.start_console()  # as from the menu
    room.sign_in_as_demonstrated()
    choose(room, files[1])
    room.sees(r"tidak\s+berisi\s+sertifikat\s+PEM")
    choose(room, authority.folder / "nowhere.pem")
    room.sees(r"nowhere\.pem\s+tidak\s+ada")
    room.picture("otoritas-pilih")
    choose(room, authority.certificate)
    room.sees(CONNECTED)
    known = remembered(room)
    assert (known["authorities"], known["fingerprint"]) == (str(authority.certificate), ""), known

    put(authority.issue("second", days=11), files)
    room.hub.send_signal(signal.SIGHUP)
    room.sees(r"Sertifikat pusat berakhir .*\(10 hari lagi\)")
    room.picture("sertifikat-sebelas-hari")
    put(authority.issue("third", days=1), files)
    room.hub.send_signal(signal.SIGHUP)
    room.sees(r"SERTIFIKAT PUSAT BERAKHIR")
    room.picture("sertifikat-malam-ini")
    room.stop(room.console)

    room.theme = "light"
    room.start_console()
    room.sign_in_as_demonstrated()
    room.sees(CONNECTED)  # nobody was asked again
    port = port_of(room)
    room.stop(room.hub)
    sessions = room.query("select count(*) from session")
    put(stranger.issue("other"), files)
    room.start_hub(port, shown)
    room.sees("PUSAT DITOLAK")
    room.sees("tidak diberikan otoritas")
    room.press("ctrl+shift+q")
    room.sees("Ditolak: tidak ada yang menjamin")
    room.sees(str(authority.certificate)[-12:])
    room.picture("otoritas-lain-terang")
    assert room.query("select count(*) from session") == sessions, "nobody signed in at the stranger"
    room.stop(room.console)

    authority.certificate.rename(authority.folder / "away.pem")
    room.start_console()
    room.sign_in_as_demonstrated()
    room.sees("Berkas otoritas tidak dapat dipakai")
    room.sees(rf"{authority.certificate.name}\s+tidak\s+ada")
    room.press("Escape")
    room.to_new_password()  # the way of a forgotten password says the same
    room.sees(rf"{authority.certificate.name}\s+tidak\s+ada")
    room.picture("otoritas-hilang-terang")
    say(room, "^Lupakan otoritas")
    choose(room, stranger.certificate)
    room.sees(CONNECTED)
    assert remembered(room)["authorities"] == str(stranger.certificate)
    room.picture("otoritas-baru-terang")
    room.stop(room.console)


def started_with_it(room):
    authority = Authority(room.scratch / "ca")
    certificate, key = authority.issue("hub")
    room.start_hub(options=["--cert", certificate, "--key", key])
    room.start_console("--ca", authority.certificate)
    room.sign_in_as_demonstrated()
    room.sees(CONNECTED)  # nothing was compared
    assert remembered(room)["authorities"] == str(authority.certificate)
    room.stop(room.console)
    room.start_console()
    room.sign_in_as_demonstrated()
    room.sees(CONNECTED)
    room.stop(room.console)
    room.start_console("--pin", room.fingerprint)
    room.sign_in_as_demonstrated()
    room.sees(CONNECTED)
    known = remembered(room)  # what was said last, alone: no authority widens a pin
    assert (known["authorities"], known["fingerprint"]) == ("", room.fingerprint), known
    room.stop(room.console)
    room.theme = "light"
    (room.scratch / "config/siaga/console.json").unlink()
    room.start_console()
    room.sign_in_as_demonstrated()
    room.find("text", r"^Otoritas sertifikat")
    room.picture("otoritas-pilih-terang")


def main():
    options = desk.options()
    desk.inside()
    for run in (pinned, vouched_for, started_with_it):
        with desk.Room(options.bin, pictures=options.pictures) as room:
            run(room)
    print("certificate: ok")


if __name__ == "__main__":
    main()
