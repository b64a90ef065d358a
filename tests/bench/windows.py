"""Two windows on one screen: the console, signed in by its keyring as every day, and Chromium with a page that shows
the same. Both are watched by what they draw (drivers/screen_watch.cpp)."""

import json
import re
import subprocess

import stage as stages

HEIGHT = 768
WIDTH = 1366
SUPERVISOR = "pengawas@contoh.id"


def colour(name):
    """Of the dark theme."""
    css = (stages.TREE / "resources/theme/dark.css").read_text()
    return re.search(rf"@define-color {name}\s+#([0-9a-f]{{6}})", css).group(1)


class Watch:
    """What the screen shows in one column of pixels."""

    def __init__(self, stage):
        self.driver = stage.talk("screen_watch", [stage.bin / "bench_screen_watch"])

    def say(self, *words):
        self.driver.stdin.write(" ".join(str(word) for word in words) + "\n")

    def count(self, x, rgb):
        self.say("count", x, 0, HEIGHT, rgb)
        return int(stages.line_of(self.driver))

    def begin(self, verb, x, rgb, bound, seconds=10):
        """Watches until at least ("reach") or at most ("fall") `bound` pixels have the colour; end() tells when."""
        self.say(verb, x, 0, HEIGHT, rgb, bound, round(seconds * 1000))
        assert stages.line_of(self.driver).strip() == "watching"

    def end(self):
        """Nanoseconds of the monotonic clock."""
        said = stages.line_of(self.driver).strip()
        if said == "late":
            raise RuntimeError("it never showed on the screen")
        return int(said)

    def steady(self, x, rgb, at_least=1):
        """The number of pixels once it no longer changes."""
        last = -1
        same = 0
        def settled():
            nonlocal last, same
            now = self.count(x, rgb)
            same = same + 1 if now == last and now >= at_least else 0
            last = now
            return same >= 10
        stages.wait(f"#{rgb} in column {x}", settled)
        return last


class Keyring:
    """A keyring of this session's own, open, with the supervisor's token in it."""

    def __init__(self, stage, hub):
        daemon = stage.start("keyring", ["gnome-keyring-daemon", "--foreground", "--unlock", "--components=secrets"],
                             stdin=subprocess.PIPE)
        daemon.stdin.write(b"bench")
        daemon.stdin.close()
        daemon.stdin = None
        stages.wait("the keyring", lambda: self.keep(stage, hub))

    @staticmethod
    def keep(stage, hub):
        token = hub.person(SUPERVISOR).token
        kept = subprocess.run(["secret-tool", "store", "--label=bench", "xdg:schema", "id.siaga.Console", "hub", hub.address,
                               "login", SUPERVISOR], input=token, text=True, env=stage.environment, capture_output=True)
        return kept.returncode == 0


class Console:
    """siaga, signed in by its saved sign-in."""

    def __init__(self, stage, hub):
        self.stage, self.hub = stage, hub
        folder = stage.folder / "config" / "siaga"
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "console.json").write_text(json.dumps({
            "hubs": [{"address": hub.address, "fingerprint": hub.fingerprint, "login": SUPERVISOR}], "language": "id",
            "theme": "dark", "volume": 0.5, "console_name": "BENCH"}))
        self.keyring = Keyring(stage, hub)

    def start(self):
        self.process = self.stage.start("console", [
            self.stage.bin / "siaga", "--hub", self.hub.address, "--theme", "dark", "--size", f"{WIDTH}x{HEIGHT}"])
        return self

    @property
    def pids(self):
        return stages.tree_of(self.process.pid)

    def stop(self):
        self.stage.stop(self.process)


class Page:
    """Chromium with board.html, and the Node server behind it."""

    def __init__(self, stage, rows=0, alarms=0, x=WIDTH):
        self.stage, self.x = stage, x
        self.server = stage.talk("board", ["node", stages.BENCH / "peers" / "board.js", str(rows), str(alarms)])
        self.port = int(stages.line_of(self.server))

    def start(self):
        """With a profile that has been used before, once warm_up() was called."""
        self.process = self.stage.start("chromium", [
            "chromium", *(["--no-sandbox"] if stages.is_root() else []), f"--user-data-dir={self.stage.folder}/chromium",
            "--no-first-run", "--no-default-browser-check", "--disable-background-networking", "--disable-sync",
            "--disable-component-update", "--password-store=basic", "--disable-extensions", "--disable-gpu",
            "--disable-search-engine-choice-screen", f"--window-position={self.x},0", f"--window-size={WIDTH},{HEIGHT}",
            f"--app=http://127.0.0.1:{self.port}/"])
        return self

    @property
    def pids(self):
        return stages.tree_of(self.process.pid)

    def stop(self):
        for pid in reversed(self.pids[1:]):
            pass  # they end with the first
        self.stage.stop(self.process)


def find_bar(watch, rgb, columns, before):
    """The column in which the most pixels took the colour: where a row's bar is."""
    after = {x: watch.count(x, rgb) for x in columns}
    return max(columns, key=lambda x: after[x] - before[x])
