"""P6: what a window with 200 rows costs while nothing happens: memory, processor time, wake-ups."""

import subprocess

import figures
import stage as stages
import windows

ROWS = 200
# A second, by the profile in RESULTS.md: four of the network thread and one of the UI thread, which is told.
HEARTBEAT_WAKEUPS = 5


def cost(window, seconds):
    """PSS in MB, processor share in %, wake-ups a second, over a span of time."""
    pids = window.pids
    cpu, woken = stages.cpu_seconds(pids), stages.wakeups(pids)
    stages.wait("the end of the span", stages.after(seconds), seconds + 30)
    return {"pss": stages.pss_bytes(pids) / 1e6, "cpu": (stages.cpu_seconds(pids) - cpu) / seconds * 100,
            "wakeups": (stages.wakeups(pids) - woken) / seconds}


def measure(options, say):
    seconds = 5 if options.quick else 10
    with stages.Stage(options.bin, "p6") as stage:
        say(f"P6: {ROWS} rows, nothing happens")
        hub = stages.Hub(stage)
        officer, supervisor = hub.person("petugas@contoh.id"), hub.person(windows.SUPERVISOR)
        for _ in range(ROWS):
            sos = officer.raise_sos()
            supervisor.obey(sos, "claim")
            supervisor.obey(sos, "respond", text="Regu dikirim.")
        console, page = windows.Console(stage, hub), windows.Page(stage, rows=ROWS)
        console.start()
        page.start()
        stages.wait("both windows", stages.after(8))
        # All rows, answered ones too. Keys go to the window under the pointer; then it leaves.
        subprocess.run(["xdotool", "mousemove", "700", "400", "key", "3", "mousemove", "2731", "899"], check=True)
        stages.wait("the rows", stages.after(3))
        results = figures.alternate(options.rounds, {"siaga": lambda: cost(console, seconds),
                                                     "Chromium": lambda: cost(page, seconds)})
    def one(what):
        return {name: [each[what] for each in every] for name, every in results.items()}
    cpu = figures.compare("P6", "the same: processor", "%", one("cpu"), "Chromium", "≤ 0.1 %", lambda ratio: None,
                          limit="a heartbeat and a clock's tick a second, each drawn")
    cpu.met = cpu.values["siaga"] <= 0.1
    woken = figures.compare("P6", "the same: wake-ups, all threads", "/s", one("wakeups"), "Chromium",
                            "≤ 2/s and the heartbeat's", lambda ratio: None,
                            limit="the clock on the screen: a frame a second, six wake-ups of the UI thread")
    woken.met = woken.values["siaga"] <= 2 + HEARTBEAT_WAKEUPS
    return [figures.compare("P6", f"idle window, {ROWS} rows: PSS", "MB", one("pss"), "Chromium", "≤ 0.15×",
                            lambda ratio: ratio <= 0.15, limit="the heap, wx, GTK"),
            cpu, woken]
