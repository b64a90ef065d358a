#!/usr/bin/python3
"""Each kind of event has its row in resources/api/feed.md, with the members that its body has: whoever writes a reader
has nothing but that page. The kinds are those of event_kind.cpp, the members those of event_json.cpp; the two that
each entry of the logbook has, and that the page tells once, may be left out."""
import pathlib
import re

import sources

KINDS = pathlib.Path("src/protocol/event_kind.cpp")
BODIES = pathlib.Path("src/protocol/event_json.cpp")
PAGE = pathlib.Path("resources/api/feed.md")
TOLD_ONCE = {"book_no", "book_previous"}
WORD = re.compile(r"`([a-z_.0-9]+)`")


def members_by_kind(text):
    """{"sos_raised": {"by", …}} as the codec writes them."""
    wire = {name: name for name in re.findall(r"SIAGA_MEMBER\((\w+), \w+\)", text)}
    for name, rest in re.findall(r"constexpr Member (\w+)\{(.*?)(?=constexpr Member|\Z)", text, re.DOTALL):
        wire[name] = re.search(r'"(\w+)"', rest).group(1)
    lists = {name: {wire[member] for member in re.findall(r"&(\w+)", members)}
             for name, members in re.findall(r"const Member\*> (\w+) = \{([^}]*)\};", text)}
    found = {}
    for kinds, name in re.findall(r"((?:case EventKind::\w+:\s*)+)return (\w+);", text):
        for kind in re.findall(r"EventKind::(\w+)", kinds):
            found[kind] = lists[name] - TOLD_ONCE
    return found


def rows(text):
    """{"sos.raised": (members, line)}."""
    found = {}
    for number, line in enumerate(text.split("\n"), start=1):
        cells = line.split("|")
        if len(cells) < 5 or "." not in cells[1]:
            continue
        for kind in WORD.findall(cells[1]):
            found[kind] = (set(WORD.findall(cells[2])), number)
    return found


def check(root):
    names = re.findall(r'"([a-z_]+\.[a-z_]+)"', (root / KINDS).read_text(encoding="utf-8"))
    members = members_by_kind((root / BODIES).read_text(encoding="utf-8"))
    told = rows((root / PAGE).read_text(encoding="utf-8"))
    complaints = [f"{PAGE}:1: {name} has no row" for name in names if name not in told]
    complaints += [f"{PAGE}:{told[name][1]}: {name} is no kind of event" for name in told if name not in names]
    for name in names:
        if name not in told:
            continue
        said, line = told[name]
        is_so = members.get(name.replace(".", "_"), set())
        complaints += [f"{PAGE}:{line}: {name} has {member}, which isn't told" for member in sorted(is_so - said)]
        complaints += [f"{PAGE}:{line}: {name} has no {member}" for member in sorted(said - is_so)]
    return complaints


def self_test():
    kinds = 'names{"sos.raised",\n "case.opened"};\n'
    bodies = ("SIAGA_MEMBER(book_no, whole);\nSIAGA_MEMBER(by, id);\n"
              'constexpr Member by_somebody{[] { put(object, "by"); }};\n'
              'constexpr Member hash{[] { object["sha256"] = 1; }, [] { reader.sha256("sha256"); }};\n'
              "initializer_list<const Member*> plain = {&by};\n"
              "initializer_list<const Member*> opened = {&book_no, &by_somebody,\n &hash};\n"
              "case EventKind::sos_raised: return plain;\ncase EventKind::case_opened:\n return opened;\n")

    def expect(page, *parts):
        sources.expect(check, {str(KINDS): kinds, str(BODIES): bodies, str(PAGE): page}, *parts)

    raised, opened = "| `sos.raised` | `by` | |\n", "| `case.opened` | `by`?, `sha256` | of `x` |\n"
    expect(raised + opened)
    expect(raised, "case.opened has no row")
    expect(raised + opened + "| `sos.lost` | | |\n", "feed.md:3: sos.lost is no kind")
    expect(raised + opened.replace(", `sha256`", ""), "case.opened has sha256, which isn't told")
    expect(raised + opened.replace("`sha256`", "`sha256`, `zone`"), "case.opened has no zone")


if __name__ == "__main__":
    sources.run(check, self_test)
