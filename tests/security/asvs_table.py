#!/usr/bin/python3
"""ASVS.md says the truth about the tests: every file that it names exists, every case is one, each test runs in ./siaga test
(or the row says `./siaga soak`), every number that level 2 asks for stands in it once, those of level 3 are marked, and no
row is left without a word.   asvs_table.py ROOT"""
import pathlib
import re
import sys

TABLE = "tests/security/ASVS.md"
# How many of levels 1 and 2 a section has in 5.0.0; they come first, those of level 3 after them.
SECTIONS = {"1.1": 2, "1.2": 9, "1.3": 11, "1.4": 3, "1.5": 2, "2.1": 3, "2.2": 3, "2.3": 4, "2.4": 1, "4.1": 3, "4.2": 1,
            "4.3": 2, "4.4": 4, "5.1": 1, "5.2": 3, "5.3": 2, "5.4": 3, "6.1": 3, "6.2": 12, "6.3": 4, "6.4": 4, "6.5": 5,
            "6.6": 3, "6.8": 4, "7.1": 3, "7.2": 4, "7.3": 2, "7.4": 5, "7.5": 2, "7.6": 2, "8.1": 2, "8.2": 3, "8.3": 1,
            "8.4": 1, "12.1": 3, "12.2": 2, "12.3": 4}
PARTS = set()
NAMED = re.compile(r"`((?:tests|src|ui|resources)/[^`:]+)(?::([^`]+))?`")


def faults_of(root, number, shown):
    if not shown:
        yield f"{number}: nothing is said"
    for path, case in NAMED.findall(shown):
        file = root / path
        if not file.is_file():
            yield f"{number}: no file {path}"
        elif case and not re.search(rf"TEST_CASE\(\s*{re.escape(case)}\b", file.read_text(encoding="utf-8")):
            yield f"{number}: no case {case} in {path}"
        elif path.startswith("tests/") and not runs(file) and f"`./siaga soak`: `{path}`" not in shown:
            yield f"{number}: {path} isn't run by ./siaga test"
    for part in re.findall(r"open\(([^)]*)\)", shown):
        if part not in PARTS:
            yield f"{number}: open({part}) is none of {sorted(PARTS)}"


def runs(file):
    """It is in its folder's CMakeLists.txt, or used by a script that is."""
    lists = (file.parent / "CMakeLists.txt").read_text(encoding="utf-8")
    words = set(re.findall(r"[\w.]+", re.sub(r"#.*", "", lists)))
    if file.name in words or file.stem in words:
        return True
    users = [other for other in file.parent.glob("*.py") if other != file and (other.name in words or other.stem in words)]
    return any(re.search(rf"^(from|import) {file.stem}\b", other.read_text(encoding="utf-8"), re.M) for other in users)


def main():
    root = pathlib.Path(sys.argv[1])
    rows = re.findall(r"^\| (\d+\.\d+\.\d+) \| ([^|]+) \| (.*) \|$", (root / TABLE).read_text(encoding="utf-8"), re.M)
    numbers = [number for number, _, _ in rows]
    faults = [f"{number} stands there twice" for number in set(numbers) if numbers.count(number) > 1]
    wanted = {f"{section}.{number}" for section, count in SECTIONS.items() for number in range(1, count + 1)}
    faults += [f"{number} is missing" for number in sorted(wanted - set(numbers))]
    faults += [f"{number} isn't marked as its level asks" for number, asks, _ in rows
               if asks.endswith("(level 3)") == (number in wanted)]
    for number, _, shown in rows:
        faults += faults_of(root, number, shown.strip())
    open_rows = sum("open(" in shown for _, _, shown in rows)
    print("\n".join(faults))
    print(f"{len(rows)} requirements, {open_rows} with something open, {len(faults)} faults")
    sys.exit(1 if faults else 0)


if __name__ == "__main__":
    main()
