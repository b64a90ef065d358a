"""P13: a logbook of half a million user IDs with five million entries: opened, searched letter by letter, and what an
alarm notices of that."""

import itertools
import json
import statistics
import threading
import time

import figures
import stage as stages

USER_IDS = 500_000
SMALLER = 10  # times: for what may not grow
# Frequent, rare, both together, numbers in a row, the domain of everybody's e-mail, what nobody has.
PHRASES = ["nadia", "sari ka", "a b", "omni.dewi.k12", "omni nadia tika", "contoh", "putri@contoh", "zzz", "ayu.su", "d d d"]
KEYS_A_SECOND = 8  # a quick typist
BOOK = "/api/v1/logbook?limit=50"
READER, SMALL_UNIT = "auditor@contoh.id", "arsip.jayapura@contoh.id"


def keys():
    """The query after each key."""
    return [phrase[:length] for phrase in PHRASES for length in range(1, len(phrase) + 1)]


def escaped(text):
    return "".join(c if c.isalnum() else f"%{ord(c):02X}" for c in text)


def ask(line, target):
    """Milliseconds until the whole answer is there, and the answer."""
    start = time.perf_counter()
    status, body = line.ask("GET", target)
    spent = (time.perf_counter() - start) * 1000
    assert status == 200, (target, status, body)
    return spent, body


def look_up(line, search):
    return ask(line, f"{BOOK}&search={escaped(search)}")[0]


class Book:
    """A hub with such a logbook; ends with its stage."""

    def __init__(self, stage, name, user_ids):
        self.stage = stage
        self.data = stage.folder / name
        self.made = json.loads(stage.run([stage.bin / "bench_logbook", self.data, "--user-ids", user_ids], timeout=3600))
        self.hub = stages.Hub(stage, self.data)
        self.reader, self.archive = self.hub.person(READER), self.hub.person(SMALL_UNIT)

    def start_again(self):
        """Milliseconds from exec to the line that says where it listens."""
        self.stage.stop(self.hub.process)
        start = time.perf_counter()
        self.hub = stages.Hub(self.stage, self.data)
        return (time.perf_counter() - start) * 1000


class Typist:
    """Types at a person's pace as long as the block lasts."""

    def __init__(self, line):
        self.line, self.over = line, threading.Event()

    def __enter__(self):
        self.thread = threading.Thread(target=self.type)
        self.thread.start()

    def __exit__(self, *_):
        self.over.set()
        self.thread.join()

    def type(self):
        for search in itertools.cycle(keys()):
            spent = look_up(self.line, search)
            if self.over.wait(max(0.0, 1 / KEYS_A_SECOND - spent / 1000)):
                return


def alarms(book, token, seconds):
    """p99 in ms of one phone's alarms, each durable before the next."""
    said = json.loads(book.stage.run([book.stage.bin / "bench_phones", "--port", book.hub.port, "--seconds", seconds,
                                      "--body", 300, token]))
    return said["us"][989] / 1000


def measure(options, say):
    user_ids = 2_000 if options.quick else USER_IDS
    with stages.Stage(options.bin, "p13") as stage:
        say(f"P13: a logbook of {user_ids:,} user IDs is written, and one of {user_ids // SMALLER:,}")
        large, small = Book(stage, "large", user_ids), Book(stage, "small", user_ids // SMALLER)
        say(f"P13: {large.made['entries']:,} entries in {large.made['seconds']:.0f} s, "
            f"the tree over them in {large.made['proofs']:.0f} s")
        return rows_of(options, say, large, small)


def rows_of(options, say, large, small):
    say("P13: opened, searched, and started again, the large one and the small one in turn")
    books = {"siaga": large, "a tenth of it": small}

    def both(work):
        return figures.alternate(options.rounds, {name: lambda book=book: work(book) for name, book in books.items()})

    def nine_in_ten(line):
        return figures.quantile([ask(line, BOOK)[0] for _ in range(50)], 0.9)

    opened = both(lambda book: nine_in_ten(book.reader))
    unit = both(lambda book: nine_in_ten(book.archive))
    typed = {search: [] for search in keys()}
    for _ in range(options.rounds):
        for search, times in typed.items():
            times.append(look_up(large.reader, search))
    searched = [statistics.median(times) for times in typed.values()]
    slowest = max(typed, key=lambda search: statistics.median(typed[search]))
    size = large.made["events"]
    stages.wait("the first checkpoint", lambda: large.reader.ask("GET", "/api/v1/checkpoint")[0] == 200, 180)
    proofs = sorted(ask(large.reader, f"/api/v1/proofs/inclusion?seq={1 + n * 7919 % size}")[0] for n in range(300))

    say("P13: alarms with and without somebody who types in the logbook")
    token = large.hub.person(large.hub.officers(1)[0]).token
    seconds = 2 if options.quick else 6
    typist = Typist(large.reader)

    def beside():
        typist.over.clear()
        with typist:
            return alarms(large, token, seconds)

    delays = figures.alternate(options.rounds, {"siaga": beside, "nobody types": lambda: alarms(large, token, seconds)})
    started = both(Book.start_again)
    what = f"{large.made['user_ids']:,} user IDs, {large.made['entries']:,} entries"
    worst = max(searched)
    return [
        goal("P13", f"the logbook opens ({what}), p90 of 50", "ms", opened, "≤ 100 ms", 100),
        goal("P13", "the same for somebody who reads one small unit of it", "ms", unit, "≤ 100 ms", 100),
        figures.Row("P13", f"search as you type: the slowest of {len(searched)} keys (“{slowest}”)", "ms",
                    {"siaga": worst, "median key": statistics.median(searched)}, goal="≤ 50 ms a key", met=worst <= 50,
                    limit="counting up to 5000 candidates, then sorting them", raw={"keys": typed}),
        figures.compare("P13", f"an alarm while somebody types {KEYS_A_SECOND} keys a second in it, p99", "ms", delays,
                        "nobody types", "≤ 1.2×", lambda ratio: ratio <= 1.2, limit="two cores share three programs"),
        figures.compare("P13", "start → listening, with ten times the history", "ms", started, "a tenth of it", "≤ 1.3×",
                        lambda ratio: ratio <= 1.3),
        figures.Row("P13", "proof of one entry, asked of the hub over HTTPS, p99 of 300", "ms",
                    {"siaga": figures.quantile(proofs, 0.99), "p50": figures.quantile(proofs, 0.5)},
                    limit="TLS, HTTP, a reader; the proof itself is P12's"),
    ]


def goal(key, what, unit, results, words, most):
    """A row with an absolute goal of the issue, and what ten times the size costs."""
    row = figures.compare(key, what, unit, results, "a tenth of it", words, lambda _: True)
    row.met = row.values["siaga"] <= most
    return row
