"""P2: how many alarms a second become durable: phones over HTTPS at the hub, clients at PostgreSQL, syncs of the disk."""

import json
import os
import re
import shutil
import subprocess
import time
from pathlib import Path

import figures
import stage as stages

POSTGRES = Path("/usr/lib/postgresql/15/bin")
PHONES = 64
BODY = 300


def fdatasync_times(folder, seconds):
    """Appends of 4 KiB, each synced: seconds of each."""
    path = folder / "sync.bin"
    times = []
    block = os.urandom(4096)
    descriptor = os.open(path, os.O_CREAT | os.O_WRONLY | os.O_TRUNC)
    try:
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            os.write(descriptor, block)
            start = time.perf_counter()
            os.fdatasync(descriptor)
            times.append(time.perf_counter() - start)
    finally:
        os.close(descriptor)
        path.unlink()
    return times


class PostgreSql:
    """A cluster of its own on the same disk, default settings: every commit waits for the disk."""

    def __init__(self, stage):
        self.stage = stage
        self.folder = stage.folder / "pg"
        self.folder.mkdir()
        # PostgreSQL refuses to run as root.
        self.become = ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"] if stages.is_root() else []
        if self.become:
            shutil.chown(self.folder, "postgres", "postgres")
        self.port = stages.free_port()
        stage.run([*self.become, POSTGRES / "initdb", "-D", self.folder / "data", "-U", "bench", "-A", "trust",
                   "-E", "UTF8", "--locale=C"], cwd="/")
        stage.start("postgres", [*self.become, POSTGRES / "postgres", "-D", self.folder / "data", "-p", self.port,
                                 "-k", self.folder, "-c", "listen_addresses="], cwd="/")
        stages.wait("PostgreSQL", self.is_ready)
        self.psql("create table alarm (seq bigserial primary key, id uuid not null, received timestamptz not null "
                  "default now(), body text not null)")
        self.script = self.folder / "insert.sql"
        self.script.write_text("insert into alarm (id, body) values (gen_random_uuid(), '" + "x" * BODY + "');\n")
        self.script.chmod(0o644)

    def client(self, program, *arguments):
        return [*self.become, POSTGRES / program, "-h", self.folder, "-p", str(self.port), "-U", "bench", *arguments]

    def is_ready(self):
        return subprocess.run([str(part) for part in self.client("pg_isready", "-q")], cwd="/").returncode == 0

    def psql(self, sql):
        self.stage.run(self.client("psql", "-q", "-d", "postgres", "-c", sql), cwd="/")

    def rate(self, seconds):
        said = self.stage.run(self.client("pgbench", "-n", "-M", "prepared", "-c", str(PHONES), "-j", "2", "-T",
                                          str(max(1, round(seconds))), "-f", self.script, "postgres"), cwd="/")
        return float(re.search(r"tps = ([0-9.]+)", said).group(1))


def measure(options, say):
    seconds = 1 if options.quick else 4
    with stages.Stage(options.bin, "p2") as stage:
        hub = stages.Hub(stage)
        say(f"P2: {PHONES} phones sign in")
        tokens = [hub.person(nrp).token for nrp in hub.officers(PHONES)]
        postgres = PostgreSql(stage)

        def phones(some):
            return json.loads(stage.run([stage.bin / "bench_phones", "--port", hub.port, "--seconds", seconds, "--body",
                                         BODY, *some]))

        def rate():
            answer = phones(tokens)
            many.append(answer)
            return answer["acks"] / answer["seconds"]

        many, lone, synced = [], [], []

        def sync_rate():
            synced.append(fdatasync_times(stage.folder, seconds))
            return len(synced[-1]) / sum(synced[-1])

        def lone_ack():
            lone.append(phones(tokens[:1]))
            return lone[-1]["us"][500] / 1000

        def sync_ms():
            return figures.quantile(fdatasync_times(stage.folder, seconds), 0.5) * 1000

        say("P2: phones, PostgreSQL and fdatasync in turn")
        rates = figures.alternate(options.rounds, {"siaga": rate, "PostgreSQL": lambda: postgres.rate(seconds),
                                                   "fdatasync": sync_rate})
        acks = figures.alternate(options.rounds, {"siaga": lone_ack, "fdatasync": sync_ms})
    p99 = figures.quantile([one["us"][989] / 1000 for one in many], 0.5)
    limit = f"64 phones wait {p99:.1f} ms at p99; phones, hub and disk share the machine's cores"
    return [
        figures.compare("P2", "durable alarms, 64 HTTPS phones, 300-byte bodies", "/s", rates, "PostgreSQL",
                        "≥ 1.2× PostgreSQL", lambda ratio: ratio >= 1.2, limit=limit),
        figures.compare("P2", "the same against the disk", "/s", {k: rates[k] for k in ("siaga", "fdatasync")}, "fdatasync",
                        "≥ 5× fdatasync/s", lambda ratio: ratio >= 5),
        figures.compare("P2", "one phone alone: acknowledged, p50", "ms", acks, "fdatasync", "≤ 2× fdatasync p50",
                        lambda ratio: ratio <= 2),
    ]
