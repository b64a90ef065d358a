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


# One row an alarm is the least that PostgreSQL could be asked for. The hub writes three: the journal's event with its
# commitment and leaf, the alarm, the officer's position; with the same keys and indexes, in one statement, to be fair.
TABLES = """
create table one (seq bigserial primary key, id uuid not null, received timestamptz not null default now(),
  body text not null);
create table journal (seq bigserial primary key, at timestamptz not null, actor uuid not null, kind text not null,
  subject uuid not null, unit uuid not null, body text not null, salt bytea not null, commitment bytea not null,
  leaf bytea not null, people bytea not null);
create index journal_by_subject on journal (subject, seq);
create table sos (id uuid primary key, raised bigint not null unique, unit uuid not null, reporter int not null,
  pressed_at timestamptz not null, sent_at timestamptz not null, received_at timestamptz not null, lat float8, lon float8,
  accuracy_m float8, nearest_place uuid, nearest_m float8, closed_at timestamptz);
create index sos_open on sos (raised) where closed_at is null;
create index sos_of_reporter on sos (reporter, raised);
create table position (person int primary key, lat float8, lon float8, accuracy_m float8, at timestamptz);
"""
SCRIPTS = {
    "one": "insert into one (id, body) values (gen_random_uuid(), '" + "x" * BODY + "');\n",
    "same": """with ids as (select gen_random_uuid() as id, gen_random_uuid() as other),
event as (insert into journal (at, actor, kind, subject, unit, body, salt, commitment, leaf, people)
  select now(), other, 'sos.raised', id, other, '""" + "x" * BODY + """', substring(uuid_send(other) for 16),
    sha256(uuid_send(other)), sha256(uuid_send(id)), uuid_send(other) from ids returning seq, subject, unit),
alarm as (insert into sos (id, raised, unit, reporter, pressed_at, sent_at, received_at, lat, lon, accuracy_m,
    nearest_place, nearest_m)
  select subject, seq, unit, :client_id::int, now(), now(), now(), -6.9833, 110.4093, 5, unit, 57 from event)
insert into position values (:client_id::int, -6.9833, 110.4093, 5, now())
  on conflict (person) do update set lat = excluded.lat, lon = excluded.lon, at = excluded.at;
""".replace("\n", " ") + "\n",
}


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
        self.psql(TABLES)
        self.scripts = {name: self.folder / f"{name}.sql" for name in SCRIPTS}
        for name, script in self.scripts.items():
            script.write_text(SCRIPTS[name])
            script.chmod(0o644)

    def client(self, program, *arguments):
        return [*self.become, POSTGRES / program, "-h", self.folder, "-p", str(self.port), "-U", "bench", *arguments]

    def is_ready(self):
        return subprocess.run([str(part) for part in self.client("pg_isready", "-q")], cwd="/").returncode == 0

    def psql(self, sql):
        self.stage.run(self.client("psql", "-q", "-d", "postgres", "-c", sql), cwd="/")

    def rate(self, script, seconds):
        for length in (seconds, 4 * seconds):  # on a crowded machine its clients may not even connect in time
            said = self.stage.run(self.client("pgbench", "-n", "-M", "prepared", "-c", str(PHONES), "-j", "2", "-T",
                                              str(max(2, round(length))), "-f", self.scripts[script], "postgres"), cwd="/")
            if found := re.search(r"tps = ([0-9.]+)", said):
                return float(found.group(1))
        raise RuntimeError(f"pgbench measured nothing: {said}")


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
        rates = figures.alternate(options.rounds, {"siaga": rate, "PostgreSQL": lambda: postgres.rate("one", seconds),
                                                   "PostgreSQL, same rows": lambda: postgres.rate("same", seconds),
                                                   "fdatasync": sync_rate})
        acks = figures.alternate(options.rounds, {"siaga": lone_ack, "fdatasync": sync_ms})
    p99 = figures.quantile([one["us"][989] / 1000 for one in many], 0.5)
    limit = f"64 phones wait {p99:.1f} ms at p99; the store thread: statements, keys and their indexes"
    return [
        figures.compare("P2", "durable alarms, 64 HTTPS phones, 300-byte bodies", "/s",
                        {k: rates[k] for k in ("siaga", "PostgreSQL", "fdatasync")}, "PostgreSQL",
                        "≥ 1.2× PostgreSQL", lambda ratio: ratio >= 1.2, limit=limit),
        figures.compare("P2", "the same, and PostgreSQL writes the hub's three rows", "/s",
                        {k: rates[k] for k in ("siaga", "PostgreSQL, same rows")}, "PostgreSQL, same rows",
                        "≥ 1.2× PostgreSQL", lambda ratio: ratio >= 1.2, limit=limit),
        figures.compare("P2", "the same against the disk", "/s", {k: rates[k] for k in ("siaga", "fdatasync")}, "fdatasync",
                        "≥ 5× fdatasync/s", lambda ratio: ratio >= 5,
                        limit="the store thread's instructions an alarm; the disk isn't waited for"),
        figures.compare("P2", "one phone alone: acknowledged, p50", "ms", acks, "fdatasync", "≤ 2× fdatasync p50",
                        lambda ratio: ratio <= 2, limit="one sync; TLS, HTTP and two changes of thread"),
    ]
