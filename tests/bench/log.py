"""P12: what the proof of one event out of millions costs, and how fast an auditor's tool reads an export."""

import json
import statistics

import figures
import stage as stages

LEAVES, RECORDS = 5_000_000, 1_000_000


def measure(options, say):
    leaves, records = (200_000, 50_000) if options.quick else (LEAVES, RECORDS)
    with stages.Stage(options.bin, "p12") as stage:
        program, database = stage.bin / "bench_log", stage.folder / "journal.db"
        say(f"P12: proofs out of {leaves:,} events, an export of {records:,}")
        proofs, exports = [], []
        for _ in range(options.rounds):
            proofs.append(json.loads(stage.run([program, "prove", "--leaves", leaves, "--file", database])))
            exports.append(json.loads(stage.run([program, "verify", "--records", records])))
    worst = [one["p99"] * 1000 for one in proofs]
    shares = [one["sha256"] / one["verify"] for one in exports]
    slow = statistics.median(worst)
    return [
        figures.Row("P12", f"proof of one among {leaves:,}, p99 of 1000", "ms", {"siaga": slow}, goal="≤ 1 ms",
                    met=slow <= 1, limit="255 neighbours a tier, read and hashed", raw={"rounds": proofs}),
        figures.Row("P12", f"an export of {records:,} examined", "s",
                    {"siaga": statistics.median(one["verify"] for one in exports),
                     "SHA-256 of its leaves": statistics.median(one["sha256"] for one in exports)},
                    "SHA-256 of its leaves", statistics.median(shares), "≥ 0.3× its speed",
                    statistics.median(shares) >= 0.3, (min(shares), max(shares)),
                    limit="three digests a record and one of the whole file", raw={"rounds": exports}),
    ]
