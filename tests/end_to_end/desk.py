"""A control room for tests: a screen, a hub with the demonstration data, a console, officers; driven as a person would.

Usage: a script calls `inside()` first (it runs itself again under a session bus and a screen of its own), then uses
Room. Finds controls by role and name in the accessibility tree, presses keys through the X server, waits for
conditions, never for a time.
"""

import argparse
import contextlib
import os
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from pathlib import Path

DEADLINE = float(os.environ.get("SIAGA_TEST_DEADLINE", "60"))


def inside(size="1366x768"):
    """Runs the calling script again under dbus-run-session and Xvfb of `size`; returns only in there."""
    if os.environ.get("SIAGA_INSIDE") == size:
        return
    reading, writing = os.pipe()
    screen = subprocess.Popen(["Xvfb", "-displayfd", str(writing), "-screen", "0", f"{size}x24", "-nolisten", "tcp"],
                              pass_fds=[writing], stderr=subprocess.DEVNULL)
    os.close(writing)
    number = os.read(reading, 16).decode().strip()
    if not number:
        sys.exit("Xvfb did not start")
    environment = dict(os.environ, DISPLAY=f":{number}", SIAGA_INSIDE=size, GDK_BACKEND="x11",
                       GTK_A11Y="atspi", LIBGL_ALWAYS_SOFTWARE="1")
    for name in ("NO_AT_BRIDGE", "WAYLAND_DISPLAY"):
        environment.pop(name, None)
    try:
        done = subprocess.run(["dbus-run-session", "--", "/usr/bin/python3", *sys.argv], env=environment)
    finally:
        screen.terminate()
        screen.wait()
    sys.exit(done.returncode)


def options():
    """What every journey is given: where the programs are, and where its pictures go (nowhere when not said)."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--bin", required=True)
    parser.add_argument("--pictures")
    return parser.parse_args()


def journey(run):
    """One run through a room of its own, with the options that every journey is given."""
    given = options()
    inside(os.environ.get("SIAGA_TEST_SCREEN", "1366x768"))
    with Room(given.bin, pictures=given.pictures) as room:
        run(room)


def wait(what, condition, seconds=None):
    """The first true value of `condition()`; fails with `what` when it never comes."""
    until = time.monotonic() + (seconds or DEADLINE)
    while True:
        value = condition()
        if value:
            return value
        if time.monotonic() > until:
            raise AssertionError(f"waited in vain for: {what}")
        time.sleep(0.05)  # between two looks at a condition


class Room:
    """Owns every process it starts; leave() ends them and checks that hub and console ended well."""

    def __init__(self, binaries, data=None, theme="dark", language="id", pictures=None):
        self.bin = Path(binaries).resolve()
        self.scratch = Path(tempfile.mkdtemp(prefix="siaga-room-"))
        self.data = Path(data) if data else self.scratch / "hub"
        self.theme, self.language = theme, language
        self.pictures = Path(pictures) if pictures else self.scratch
        self.pictures.mkdir(parents=True, exist_ok=True)
        self.children = []
        self.address = self.fingerprint = None
        self.hub = self.console = None
        self.environment = dict(os.environ, HOME=str(self.scratch), SIAGA_PASSWORD="siaga-demo",
                                XDG_CONFIG_HOME=str(self.scratch / "config"), XDG_CACHE_HOME=str(self.scratch / "cache"),
                                XDG_STATE_HOME=str(self.scratch / "state"), XDG_DATA_HOME=str(self.scratch / "data"),
                                SIAGA_AUDIO_SINK=os.environ.get("SIAGA_AUDIO_SINK", "fakesink"), LANG="C.UTF-8")
        self.start("window-manager", ["matchbox-window-manager", "-use_titlebar", "no"])

    def __enter__(self):
        return self

    def __exit__(self, kind, value, trace):
        if kind is not None:
            self.picture("failed")
            print(self.tree(), file=sys.stderr)
            for log in sorted(self.scratch.glob("*.log")):
                print(f"--- {log.name}\n" + log.read_text(errors="replace")[-3000:], file=sys.stderr)
        self.leave()

    # Processes ---------------------------------------------------------------------------------------------------
    def start(self, name, command, **options):
        log = open(self.scratch / f"{name}.log", "ab")
        child = subprocess.Popen([str(part) for part in command], stderr=log, env=self.environment,
                                 stdout=options.pop("stdout", log), **options)
        self.children.append(child)
        return child

    def start_hub(self, port=0, options=(), demo=True):
        """`demo`: with the demonstration organisation; else it knows nobody."""
        if demo:
            subprocess.run([self.bin / "siaga-hub", "demo", "--data", self.data], check=True, env=self.environment,
                           stdout=subprocess.DEVNULL)
        self.hub = self.start("hub", [self.bin / "siaga-hub", "serve", "--data", self.data, "--listen",
                                      f"127.0.0.1:{port}", *options], stdout=subprocess.PIPE, text=True)
        ready = self.hub.stdout.readline()
        self.address = re.search(r"127\.0\.0\.1:\d+", ready).group(0)
        self.fingerprint = re.search(r"([0-9A-F]{2}:){31}[0-9A-F]{2}", ready).group(0)
        return self.address

    def start_console(self, *options, demo=True):
        """`demo`: the sign-in page offers the demonstration's supervisor."""
        self.console = self.start("console", [self.bin / "siaga", "--hub", self.address, *(["--demo"] if demo else []),
                                              "--theme", self.theme, "--lang", self.language, *options])
        wait("the console's window", lambda: self.window())
        return self.console

    def officer(self, *arguments, name="field"):
        """siaga-field in the background; its words go to NAME.log."""
        return self.start(name, [self.bin / "siaga-field", *arguments])

    def officer_login(self, login="petugas@contoh.id"):
        subprocess.run([self.bin / "siaga-field", "login", "--hub", self.address, "--login", login], check=True,
                       env=self.environment, stdout=subprocess.DEVNULL)

    def name_of(self, login):
        """The officer's name, as the hub knows it."""
        return self.query("select v.name from person p join person_version v on v.version = p.version where p.email = ?",
                          login)[0][0]

    @contextlib.contextmanager
    def silent_hub(self):
        """It answers nothing: what is sent waits for it."""
        self.hub.send_signal(signal.SIGSTOP)
        try:
            yield
        finally:
            self.hub.send_signal(signal.SIGCONT)

    def words(self, name):
        return (self.scratch / f"{name}.log").read_text(errors="replace")

    def stop(self, child, number=signal.SIGTERM, seconds=20):
        if child and child.poll() is None:
            child.send_signal(number)
            child.wait(seconds)
        return child.returncode if child else None

    def leave(self):
        for child in reversed(self.children):
            try:
                self.stop(child)
            except subprocess.TimeoutExpired:
                child.kill()
                child.wait()
        shutil.rmtree(self.scratch, ignore_errors=True)

    # The screen --------------------------------------------------------------------------------------------------
    def window(self):
        found = subprocess.run(["xdotool", "search", "--onlyvisible", "--pid", str(self.console.pid)],
                               capture_output=True, text=True)
        return found.stdout.split()[-1] if found.stdout.split() else None

    def press(self, *keys):
        for key in keys:
            subprocess.run(["xdotool", "key", "--clearmodifiers", key], check=True)

    def press_until(self, key, what, condition):
        """Presses as a person does who sees that nothing happened: Enter counts only once a row has stood for 300 ms."""
        def tried():
            self.press(key)
            until = time.monotonic() + 1
            while time.monotonic() < until:
                if condition():
                    return True
                time.sleep(0.05)  # between two looks at a condition
            return False
        return wait(what, tried)

    def press_and_see_taken(self, *keys):
        """Until the window has done what it does at once: the list of keys opens after them."""
        self.press(*keys, "F1")
        self.find("label", r"^Tombol$")
        self.press("Escape")
        wait("the list of keys to go", lambda: not self.all("label", r"^Tombol$"))

    def write(self, text):
        subprocess.run(["xdotool", "type", "--delay", "8", text], check=True)

    def picture(self, name):
        path = self.pictures / f"{name}.png"
        subprocess.run(["import", "-window", "root", str(path)], check=False)
        return path

    def both_looks(self, name):
        """A picture in dark and in light; the button says what the other look is."""
        self.picture("dark-" + name)
        self.press("ctrl+shift+l")
        self.find("push button", r"^Gelap$")
        self.picture("light-" + name)
        self.press("ctrl+shift+l")
        self.find("push button", r"^Terang$")

    # The accessibility tree --------------------------------------------------------------------------------------
    def application(self):
        import gi
        gi.require_version("Atspi", "2.0")
        from gi.repository import Atspi
        desktop = Atspi.get_desktop(0)
        for index in range(desktop.get_child_count()):
            child = desktop.get_child_at_index(index)
            try:
                if child and child.get_process_id() == self.console.pid:
                    return child
            except Exception:  # the other side has gone meanwhile
                continue
        return None

    def all(self, role=None, name=None, showing=True):
        """Every accessible of this role whose name matches the pattern `name`."""
        import gi
        gi.require_version("Atspi", "2.0")
        from gi.repository import Atspi, GLib
        pattern = re.compile(name) if name else None
        found = []

        def walk(node, depth):
            if node is None or depth > 40:
                return
            try:
                node.clear_cache()
                if showing and depth > 1 and not node.get_state_set().contains(Atspi.StateType.SHOWING):
                    return
                if (role is None or node.get_role_name() == role) and (pattern is None or pattern.search(node.get_name() or "")):
                    found.append(node)
                for index in range(min(node.get_child_count(), 400)):
                    walk(node.get_child_at_index(index), depth + 1)
            except GLib.Error:
                return

        walk(self.application(), 0)
        return found

    def find(self, role=None, name=None, seconds=None):
        return wait(f"{role or 'something'} named {name!r}", lambda: (self.all(role, name) or [None])[0], seconds)

    def sees(self, text, seconds=None):
        """Waits until some showing accessible's name or text contains the pattern."""
        return wait(f"the words {text!r} in the window", lambda: text_in(self, text), seconds)

    def focused(self):
        import gi
        gi.require_version("Atspi", "2.0")
        from gi.repository import Atspi
        for node in self.all():
            if node.get_state_set().contains(Atspi.StateType.FOCUSED):
                return node
        return None

    def focused_name(self):
        node = self.focused()
        return node.get_name() if node else None

    def sign_in_as_demonstrated(self):
        """By the button that the sign-in page offers."""
        self.find("push button", r"(?i)demo").get_action_iface().do_action(0)

    def to_new_password(self):
        """The way of a forgotten password, from the sign-in page."""
        self.tab_to(r"Lupa kata sandi|Belum punya")
        self.press("space")

    def set_new_password(self, code, password):
        """From the line for the code; then in, with the new one."""
        self.write(code)
        for _ in range(2):
            self.press("Tab")
            self.write(password)
        self.press("Return")
        self.sign_in_anew(password)

    def sign_in_anew(self, password):
        self.sees("Kata sandi Anda sudah diganti")
        wait("the line for the password", lambda: self.focused_name() == "Kata sandi")
        self.write(password)
        self.press("Return")

    def tab_to(self, name, most=40):
        """Presses Tab until the control of this name has the focus, as somebody without a mouse does."""
        pattern = re.compile(name)
        for _ in range(most):
            if pattern.search(self.focused_name() or ""):
                return
            self.press("Tab")
        raise AssertionError(f"Tab never reached {name!r}")

    def tree(self):
        if self.console is None:
            return ""
        return "\n".join(f"{node.get_role_name()}: {node.get_name()}" for node in self.all())

    # What the hub stored -----------------------------------------------------------------------------------------
    def query(self, sql, *values):
        with sqlite3.connect(f"file:{self.data}/hub.db?mode=ro", uri=True) as database:
            return database.execute(sql, values).fetchall()

    def stored(self, kind):
        return [row[0] for row in self.query("select body from journal where kind = ? order by seq", kind)]


def screen():
    """Where a control stands, counted from the screen's corner."""
    import gi
    gi.require_version("Atspi", "2.0")
    from gi.repository import Atspi
    return Atspi.CoordType.SCREEN


def says_at(room, left_of_it, words):
    """Whether a label says so right of where the label `left_of_it` begins: in its form, not in the status line."""
    begins = room.find("label", left_of_it).get_component_iface().get_extents(screen()).x
    return any(label.get_component_iface().get_extents(screen()).x >= begins for label in room.all("label", words))


def place_of(room, role, name):
    """Left, top, width and height of the control of this role and name."""
    box = room.find(role, name).get_component_iface().get_extents(screen())
    return box.x, box.y, box.width, box.height


def has_state(node, name):
    """`name`: as Atspi.StateType calls it, like SELECTED."""
    import gi
    gi.require_version("Atspi", "2.0")
    from gi.repository import Atspi
    return node.get_state_set().contains(getattr(Atspi.StateType, name))


def text_in(room, pattern):
    wanted = re.compile(pattern)
    for node in room.all():
        try:  # it may have gone since it was listed
            if wanted.search(node.get_name() or ""):
                return node
            text = node.get_text_iface()
            if text and wanted.search(text.get_text(0, -1)):
                return node
        except Exception:
            continue
    return None
