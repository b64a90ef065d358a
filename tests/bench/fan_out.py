"""P3 to P5 and P14: one feed, many consoles: deliveries a second, latency at a steady rate, memory of an idle
connection, and what those who read feel of those who stopped."""

import json
import statistics

import figures
import servers
import stage as stages


def message_size(stage):
    feed = servers.Feed(stage, True)
    try:
        return feed.size
    finally:
        feed.leave()


def read_by(stage, server, readers, tls, *goal):
    """Starts the readers; returns their process once all are connected."""
    command = [stage.bin / "bench_readers", "--port", server.port, "--count", readers, *(["--tls"] if tls else []),
               *server.reader_options(), *goal]
    crowd = stage.talk("readers", command)
    said = stages.line_of(crowd)
    if said.strip() != "ready":
        raise RuntimeError(f"the readers of {server.name} did not connect: {said}")
    stages.wait("the last subscription", stages.after(0.2))  # nchan says 101 before it has subscribed
    return crowd


def throughput(stage, kind, readers, tls, count, size):
    """Deliveries a second, and the server's processor seconds for a million of them."""
    server = kind(stage, tls)
    try:
        crowd = read_by(stage, server, readers, tls, *server.goal(count, size))
        before = stages.cpu_seconds(server.pids)
        server.publish(count, size)
        start = server.finished()
        report = json.loads(stages.line_of(crowd))
        spent = stages.cpu_seconds(server.pids) - before
        stage.stop(crowd)
        return {"rate": count * readers / (report["last"] - start) * 1e9,
                "cpu": spent / (count * readers) * 1e6}
    finally:
        server.leave()


def fan_out(options, say):
    rows = []
    deliveries = 400_000 if options.quick else 2_000_000
    with stages.Stage(options.bin, "p3") as stage:
        size = message_size(stage)
        for readers in (100, 1000):
            for tls in (False, True):
                count = deliveries // readers // (2 if tls else 1)
                kinds = [*([servers.Feed] if tls else []), *servers.PEERS]
                say(f"P3: {readers} consoles, {'TLS' if tls else 'plain'}, {count} messages of {size} bytes")
                results = figures.alternate(options.rounds, {
                    kind.name: lambda kind=kind: throughput(stage, kind, readers, tls, max(64, count // kind.slowness), size)
                    for kind in kinds})
                rows += rows_of(readers, tls, results)
    return rows


def rows_of(readers, tls, results):
    rates = {name: [one["rate"] for one in each] for name, each in results.items()}
    cpu = {name: statistics.median(one["cpu"] for one in each) for name, each in results.items()}
    what = f"feed to {readers} consoles, {'TLS' if tls else 'plain'}"
    if not tls:
        return [figures.Row("P3", what, "deliveries/s", figures.medians(rates), raw=rates,
                            goal="(peers only)", limit="the hub speaks nothing but TLS")]
    limit = "processor seconds of the server for a million deliveries: " + ", ".join(
        f"{name} {value:.2f}" for name, value in cpu.items())
    best = max((name for name in rates if name not in ("siaga", "bare epoll")), key=lambda n: statistics.median(rates[n]))
    return [
        figures.compare("P3", what, "deliveries/s", rates, best, f"≥ the best peer ({best})", lambda ratio: ratio >= 1,
                        limit=limit),
        figures.compare("P3", what, "deliveries/s", {name: rates[name] for name in ("siaga", "bare epoll")}, "bare epoll",
                        "≥ 0.7× the ceiling", lambda ratio: ratio >= 0.7, limit=limit),
        figures.compare("P3", what, "deliveries/s", {name: rates[name] for name in ("siaga", "Node ws")}, "Node ws",
                        "≥ 10× Node ws", lambda ratio: ratio >= 10, limit=limit),
    ]


def latency(options, say):
    readers, per_second = 100, 100
    count = 100 if options.quick else 500
    seen = {}
    with stages.Stage(options.bin, "p4") as stage:
        size = message_size(stage)

        def ages(kind):
            server = kind(stage, True)
            try:
                crowd = read_by(stage, server, readers, True, "--marks", str(count))
                server.trickle(per_second, count, size)
                report = json.loads(stages.line_of(crowd))
                server.finished()
                stage.stop(crowd)
                seen.setdefault(kind.name, []).append((report["ages_us"][500] / 1000, report["ages_us"][989] / 1000))
                return report["ages_us"][989] / 1000
            finally:
                server.leave()

        say("P4: 100 messages a second to 100 consoles")
        results = figures.alternate(options.rounds, {kind.name: lambda kind=kind: ages(kind) for kind in
                                                     (servers.Feed, servers.Ceiling, servers.NodeWs)})
    p50 = {name: [one[0] for one in each] for name, each in seen.items()}
    return [
        figures.compare("P4", "feed latency at 100/s × 100 consoles, TLS, p99", "ms", results, "bare epoll",
                        "≤ 1.2× the bare server", lambda ratio: ratio <= 1.2,
                        limit="each message is one TLS record a console: 100 sends in a row on two threads"),
        figures.compare("P4", "the same, p50", "ms", p50, "bare epoll", "", lambda ratio: None),
    ]


def memory(options, say):
    """Bytes that one more idle connection costs the server: PSS with and without the crowd."""
    readers = 200 if options.quick else 1000
    rows = []
    with stages.Stage(options.bin, "p5") as stage:

        def each(kind, tls):
            server = kind(stage, tls)
            try:
                warm = read_by(stage, server, 20, tls, "--hold")  # the hub takes 1024 connections of one address
                before = stages.pss_bytes(server.pids)
                crowd = read_by(stage, server, readers, tls, "--hold")
                stages.wait("a heartbeat", stages.after(2))
                cost = (stages.pss_bytes(server.pids) - before) / readers / 1024
                for one in (crowd, warm):
                    stage.stop(one)
                return cost
            finally:
                server.leave()

        for tls in (False, True):
            say(f"P5: {readers} idle consoles, {'TLS' if tls else 'plain'}")
            kinds = [*([servers.Feed] if tls else []), *servers.PEERS]
            results = figures.alternate(options.rounds if not options.quick else 1, {
                kind.name: lambda kind=kind: each(kind, tls) for kind in kinds})
            what = f"memory of an idle console at the server, {'TLS' if tls else 'plain'}"
            if not tls:
                rows.append(figures.Row("P5", what, "KiB", figures.medians(results), goal="(peers only)", raw=results,
                                        limit="the hub speaks nothing but TLS"))
                continue
            row = figures.compare("P5", what, "KiB", results, "nchan", "≤ 80 KB", lambda ratio: None,
                                  limit="two OpenSSL buffers and Asio's own input and output buffer a connection")
            row.met = row.values["siaga"] <= 80 * 1000 / 1024
            rows.append(row)
    return rows


def stopped(options, say):
    """Latency of 450 consoles while 50 others read nothing, against the same while those 50 read, too."""
    readers, idle, per_second = (90, 10, 25) if options.quick else (450, 50, 25)
    count = 100 if options.quick else 300
    flood = 5000  # more than the sockets of the 50 hold, and read before anybody's time is taken
    seen = {}
    with stages.Stage(options.bin, "p14") as stage:

        def ages(name, wish):
            server = servers.Feed(stage, True)
            try:
                others = read_by(stage, server, idle, True, wish)
                server.publish(flood, server.size)
                server.finished()
                crowd = read_by(stage, server, readers, True, "--marks", str(count))
                server.trickle(per_second, count, server.size)
                report = json.loads(stages.line_of(crowd))
                server.finished()
                for one in (crowd, others):
                    stage.stop(one)
                seen.setdefault(name, []).append(report["ages_us"][500] / 1000)
                return report["ages_us"][989] / 1000
            finally:
                server.leave()

        say(f"P14: {idle} of {readers + idle} consoles stop reading")
        results = figures.alternate(options.rounds, {"siaga": lambda: ages("siaga", "--stopped"),
                                                     "all read": lambda: ages("all read", "--hold")})
    what = f"{idle} of {readers + idle} consoles stop reading: the feed's latency for the others at {per_second}/s"
    return [figures.compare("P14", f"{what}, p99", "ms", results, "all read", "≤ 1.2× with all reading",
                            lambda ratio: ratio <= 1.2),
            figures.compare("P14", "the same, p50", "ms", seen, "all read", "", lambda ratio: None)]
