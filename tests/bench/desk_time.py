"""P1: from an officer's SOS to its row on the screen. P8: from starting the program to live rows on the screen."""

import json
import statistics
import subprocess
import time

import figures
import stage as stages
import windows

ROWS_AT_START = 8


def park_the_pointer():
    """Where it touches neither window: a list under the hand keeps its order."""
    subprocess.run(["xdotool", "mousemove", "2731", "899"], check=True)


class OnConsole:
    """Alarms through the hub to the console."""

    def __init__(self, stage, watch):
        self.watch = watch
        self.rgb = windows.colour("danger")
        hub = windows.Console(stage, stages.Hub(stage))
        self.officer = hub.hub.person("petugas@contoh.id")
        self.supervisor = hub.hub.person(windows.SUPERVISOR)
        self.window = hub.start()
        stages.wait("the console's window", lambda: subprocess.run(
            ["xdotool", "search", "--onlyvisible", "--pid", str(hub.process.pid)], capture_output=True).stdout)
        columns = range(60, 200)
        stages.wait("the first frame", stages.after(3))
        before = {x: watch.count(x, self.rgb) for x in columns}
        sos = self.officer.raise_sos()
        stages.wait("the first alarm", lambda: any(watch.count(x, self.rgb) > before[x] for x in columns))
        stages.wait("its row", stages.after(1))
        self.x = windows.find_bar(watch, self.rgb, columns, before)
        self.full, self.none = watch.steady(self.x, self.rgb), before[self.x]
        self.clear(sos)

    def clear(self, sos):
        self.watch.begin("fall", self.x, self.rgb, self.none)
        self.supervisor.obey(sos, "claim")
        self.supervisor.obey(sos, "close", outcome="helped", text="Selesai.")
        self.watch.end()

    def painted(self):
        """Milliseconds."""
        sos, request = self.officer.sos_request()
        self.watch.begin("reach", self.x, self.rgb, self.full)
        start = time.monotonic_ns()
        self.officer.send(request)
        status, body = self.officer.answer()
        assert status == 201, (status, body)
        spent = (self.watch.end() - start) / 1e6
        self.clear(sos)
        return spent


class OnPage:
    """The same through Node to the page."""

    def __init__(self, stage, watch):
        self.watch = watch
        self.rgb = windows.colour("danger")
        self.page = windows.Page(stage).start()
        self.line = stages.Line(self.page.port, tls=False)
        self.x = self.page.x + 20
        self.number = 0
        self.none = 0
        stages.wait("the page", stages.after(5))
        first = self.post("/raise", self.alarm())
        assert first == 201
        self.full = self.watch.steady(self.x, self.rgb, at_least=20)
        self.clear()

    def alarm(self):
        self.number += 1
        return {"id": f"alarm-{self.number}", "name": "Utami Rahardjo", "place": "Halte Tugu Muda · 57 m", "when": "0:07"}

    def post(self, target, body):
        return self.line.ask("POST", target, body)[0]

    def clear(self):
        self.watch.begin("fall", self.x, self.rgb, self.none)
        self.post("/close", {"id": f"alarm-{self.number}"})
        self.watch.end()

    def painted(self):
        request = self.line.request("POST", "/raise", self.alarm())
        self.watch.begin("reach", self.x, self.rgb, self.full)
        start = time.monotonic_ns()
        self.line.send(request)
        self.line.answer()
        spent = (self.watch.end() - start) / 1e6
        self.clear()
        return spent


def painted(options, say):
    alarms = 10 if options.quick else 60
    seen = {"siaga": [], "Chromium": []}
    with stages.Stage(options.bin, "p1") as stage:
        say("P1: console and Chromium side by side")
        park_the_pointer()
        watch = windows.Watch(stage)
        console, page = OnConsole(stage, watch), OnPage(stage, watch)

        def some(name, side):
            times = []
            for _ in range(alarms):
                times.append(side.painted())
                # At no fixed distance from the last, so that no frame's beat is met or missed each time.
                stages.wait("the next", stages.after(0.03 + 0.002 * (len(times) % 17)))
            seen[name] += times
            return statistics.median(times)

        for side in (console, page):
            for _ in range(5):
                side.painted()
        p50 = figures.alternate(options.rounds, {"siaga": lambda: some("siaga", console),
                                                 "Chromium": lambda: some("Chromium", page)})
    p99 = {name: [figures.quantile(times, 0.99)] for name, times in seen.items()}
    count = len(seen["siaga"])
    row = figures.compare("P1", f"SOS sent → durable → painted, p50 of {count}", "ms", p50, "Chromium", "≤ 4 ms",
                          lambda ratio: None, limit="fdatasync, a frame of the whole list, the details beside it")
    row.met = row.values["siaga"] <= 4
    return [row, figures.compare("P1", f"the same, p99 of {count}", "ms", p99, "Chromium", "≤ 0.33× Chromium",
                                 lambda ratio: ratio <= 0.33, limit="a beat of 60 Hz just missed, and the same work")]


def start(options, say):
    with stages.Stage(options.bin, "p8") as stage:
        say("P8: starts, one after the other")
        park_the_pointer()
        watch = windows.Watch(stage)
        hub = stages.Hub(stage)
        officer, supervisor = hub.person("petugas@contoh.id"), hub.person(windows.SUPERVISOR)
        for _ in range(ROWS_AT_START):
            supervisor.obey(officer.raise_sos(), "claim")  # handled, so that it starts without the siren
        console = windows.Console(stage, hub)
        page = windows.Page(stage, rows=ROWS_AT_START, alarms=ROWS_AT_START, x=0)
        amber, danger = windows.colour("amber"), windows.colour("danger")

        def full(window, rgb, columns):
            """Column and pixels of all rows, from a start that isn't counted."""
            before = {x: watch.count(x, rgb) for x in columns}
            window.start()
            stages.wait("its rows", lambda: sum(watch.count(x, rgb) > before[x] + 100 for x in columns), 30)
            stages.wait("the rest", stages.after(3))
            x = windows.find_bar(watch, rgb, columns, before)
            pixels = watch.steady(x, rgb)
            leave(window, x, rgb)
            return x, pixels

        def leave(window, x, rgb):
            watch.begin("fall", x, rgb, 0)
            window.stop()
            watch.end()
            stages.wait("rest", stages.after(0.5))

        def begin(window, x, rgb, pixels):
            watch.begin("reach", x, rgb, pixels, 30)
            at = time.monotonic_ns()
            window.start()
            spent = (watch.end() - at) / 1e6
            stages.wait("rest", stages.after(0.5))
            leave(window, x, rgb)
            return spent

        ours = full(console, amber, range(60, 200, 2))
        theirs = full(page, danger, range(10, 36, 4))
        results = figures.alternate(options.rounds, {
            "siaga": lambda: begin(console, ours[0], amber, ours[1]),
            "Chromium": lambda: begin(page, theirs[0], danger, theirs[1])})
    return [figures.compare("P8", "start → window with live rows", "ms", results, "Chromium", "≤ 0.4×",
                            lambda ratio: ratio <= 0.4,
                            limit="GTK's and wx's start, the keyring's answer, session, snapshot and feed in turn")]
