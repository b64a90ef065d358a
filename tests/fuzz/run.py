#!/usr/bin/python3
"""Runs the fuzz targets for a time in all: every kept input first, then new ones made from them.

    run.py BIN [--seconds 60] [--work FOLDER] [--only NAME]    fuzz; fails when a property breaks, and says where
    run.py BIN --keep [--only NAME]                            puts the smallest set that reaches as much into seeds/
    run.py BIN --add NAME FILE...                              adds inputs (a crash that was mended) to seeds/NAME.txt

seeds/NAME.txt holds an input a line, as a Python literal of bytes without its b and quotes, so that they can be read and
compared. New inputs of earlier runs stay in the work folder (build/fuzz/corpus) and are gone on from.
"""
import argparse
import ast
import hashlib
import os
import pathlib
import shutil
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
LONGEST = {"probe_result": 8192, "http_request": 2048, "feed_frame": 4096, "view": 4096, "scim_answer": 2048,
           "proof": 4096, "mp4_boxes": 2048}  # bytes; 1024 for the others
SLOWEST = 20  # seconds for one input; a loaded machine is slow
MEGABYTES = 2048
LONGEST_KEPT = 2000  # bytes; longer inputs are found again soon enough


def written(data):
    """bytes → the line that stands for them: readable where they are text."""
    text = repr(data)[2:-1].replace("#", "\\x23", 1) if data[:1] == b"#" else repr(data)[2:-1]
    return text if repr(data)[1] == "'" else text.replace("'", "\\'")


def read(line):
    return ast.literal_eval("b'" + line + "'")


def seeds_of(name):
    path = HERE / "seeds" / f"{name}.txt"
    if not path.exists():
        return []
    return [read(line) for line in path.read_text(encoding="ascii").splitlines() if line and not line.startswith("#")]


def write_seeds(name, inputs):
    lines = sorted({written(data) for data in inputs}, key=lambda line: (len(line), line))
    (HERE / "seeds" / f"{name}.txt").write_text("".join(line + "\n" for line in lines), encoding="ascii")


def unpack(name, folder):
    folder.mkdir(parents=True, exist_ok=True)
    for data in seeds_of(name):
        (folder / hashlib.sha1(data).hexdigest()).write_bytes(data)


def environment():
    return {**os.environ, "ASAN_OPTIONS": "detect_leaks=1:allocator_may_return_null=0",
            "UBSAN_OPTIONS": "print_stacktrace=1", "TZ": "UTC"}


def run(program, name, *options):
    command = [program, f"-max_len={LONGEST.get(name, 1024)}", f"-timeout={SLOWEST}", f"-rss_limit_mb={MEGABYTES}",
               "-print_final_stats=1", *options]
    return subprocess.run(command, env=environment(), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False)


def stat(output, key):
    for line in output.decode(errors="replace").splitlines():
        if line.startswith(f"stat::{key}:"):
            return int(line.split()[1])
    return 0


def fuzz(program, name, seconds, work):
    """True when every property held."""
    corpus, kept, broken = work / "corpus" / name, work / "seeds" / name, work / "broken"
    shutil.rmtree(kept, ignore_errors=True)
    unpack(name, kept)
    corpus.mkdir(parents=True, exist_ok=True)
    broken.mkdir(parents=True, exist_ok=True)
    options = [f"-artifact_prefix={broken}/{name}-", f"-max_total_time={seconds}"]
    if (HERE / "words.dict").exists():
        options.append(f"-dict={HERE / 'words.dict'}")
    done = run(program, name, *options, corpus, kept)
    runs = stat(done.stdout, "number_of_executed_units")
    print(f"{name}: {len(list(kept.iterdir()))} kept inputs, {runs} runs, {'held' if done.returncode == 0 else 'BROKEN'}",
          flush=True)
    if done.returncode:
        print(done.stdout.decode(errors="replace")[-6000:], flush=True)
    # A target that runs nothing finds nothing.
    return done.returncode == 0 and runs > len(list(kept.iterdir()))


def keep(program, name, work):
    """Merges what was found into the seeds: the fewest inputs that together reach all that is reached."""
    source, smallest = work / "corpus" / name, work / "smallest" / name
    unpack(name, source)
    shutil.rmtree(smallest, ignore_errors=True)
    smallest.mkdir(parents=True)
    done = run(program, name, "-set_cover_merge=1", smallest, source)
    if done.returncode:
        sys.exit(done.stdout.decode(errors="replace")[-3000:])
    inputs = [path.read_bytes() for path in smallest.iterdir() if path.stat().st_size <= LONGEST_KEPT]
    write_seeds(name, inputs)
    print(f"{name}: {len(inputs)} inputs, {sum(map(len, inputs))} bytes")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("bin", type=pathlib.Path, help="where fuzz_NAME are")
    parser.add_argument("--seconds", type=int, default=60, help="for all targets together")
    parser.add_argument("--work", type=pathlib.Path, help="default: next to BIN")
    parser.add_argument("--only", metavar="NAME")
    parser.add_argument("--keep", action="store_true")
    parser.add_argument("--add", nargs="+", metavar=("NAME", "FILE"))
    wish = parser.parse_args()
    work = wish.work or wish.bin.parent
    if wish.add:
        name, *paths = wish.add
        write_seeds(name, seeds_of(name) + [pathlib.Path(path).read_bytes() for path in paths])
        return
    programs = {path.name.removeprefix("fuzz_"): path for path in sorted(wish.bin.glob("fuzz_*"))}
    expected = {path.stem for path in (HERE / "seeds").glob("*.txt")}
    if wish.only:
        programs, expected = {wish.only: programs[wish.only]}, set()
    if not programs or expected - set(programs):
        sys.exit(f"no target for {sorted(expected - set(programs))} in {wish.bin}: ./siaga test builds them")
    seconds = max(1, wish.seconds // len(programs))
    if wish.keep:
        for name, program in programs.items():
            keep(program, name, work)
    elif not all([fuzz(program, name, seconds, work) for name, program in programs.items()]):
        sys.exit(f"the inputs that broke a property: {work}/broken; mend it, then {__file__} BIN --add NAME FILE")


if __name__ == "__main__":
    main()
