#!/usr/bin/python3
"""Sizes, names and sleeps (style.md, "Ours"): a file above 500 lines explains itself, one above 800 is split;
names that explain nothing, sleeps, yields and detached threads don't come in."""
import re

import sources

EXPLAIN_ABOVE, SPLIT_ABOVE = 500, 800
EXPLANATION = "Why this is long:"
NEAR_TOP = 40  # lines

BAD_FILE = re.compile(r"(^|_)(manager|helpers?|utils?|misc|common|orchestrator)(_|$)")
BAD_TYPE = re.compile(r"\b(?:class|struct)\s+(\w*(?:Manager|Helpers?|Utils?|Orchestrator))\b\s*(?:final\s*)?[:{]")
SLEEP = re.compile(r"\b(sleep_for|sleep_until|usleep|nanosleep|wxYield|wxSafeYield|wxMilliSleep|wxMicroSleep|wxSleep"
                   r"|pthread_detach|SafeYield|sleep(?=\s*\())\b|\.\s*detach\s*\(\s*\)")

# A look at a network drive may never end, and neither the window nor the program's end may wait for it.
MAY_DETACH = {"src/console/disk_look.h"}


def check_size(path, text):
    lines = text.count("\n")
    if lines > SPLIT_ABOVE:
        return [f"{path}:1: {lines} lines; split it (over {SPLIT_ABOVE})"]
    if lines > EXPLAIN_ABOVE and EXPLANATION not in "\n".join(text.split("\n")[:NEAR_TOP]):
        return [f'{path}:1: {lines} lines; say "{EXPLANATION} …" near the top (over {EXPLAIN_ABOVE})']
    return []


def check(root):
    complaints = []
    for path in sources.files(root, "*.h", "*.cpp", "*.py", "*.sql", "*.css", "*.js"):
        if path.parts[0] not in ("src", "ui", "tests", "resources", "installer"):
            continue
        text = (root / path).read_text(encoding="utf-8")
        complaints += check_size(path, text)
        for part in (*path.parts[:-1], path.stem):
            if BAD_FILE.search(part):
                complaints.append(f"{path}:1: the name {part} explains nothing")
        if path.suffix not in (".h", ".cpp"):
            continue
        code = sources.code_of(text)
        for match in BAD_TYPE.finditer(code):
            line = sources.line_of(code, match.start())
            complaints.append(f"{path}:{line}: the name {match.group(1)} explains nothing")
        for match in SLEEP.finditer(code):
            if str(path) in MAY_DETACH and "detach" in match.group(0):
                continue
            line = sources.line_of(code, match.start())
            complaints.append(f"{path}:{line}: {match.group(0)}: wait for a condition or a timer instead")
    return complaints


def self_test():
    def expect(path, text, *parts):
        sources.expect(check, {path: text}, *parts)

    expect("src/a/b.cpp", "int x;\n" * 500)
    expect("src/a/b.cpp", "int x;\n" * 501, "501 lines; say")
    expect("src/a/b.cpp", "// Why this is long: a table of routes.\n" + "int x;\n" * 799)
    expect("src/a/b.cpp", "int x;\n" * 600 + "// Why this is long: too late to say\n", "601 lines; say")
    expect("src/a/b.cpp", "// Why this is long: no excuse\n" + "int x;\n" * 800, "801 lines; split")
    expect("tests/a/big.py", "x = 1\n" * 900, "900 lines; split")
    expect("src/a/session_manager.h", "", "session_manager explains nothing")
    expect("src/utils/b.h", "", "utils explains nothing")
    expect("src/a/community.h", "")
    expect("src/a/b.h", "class SosManager : public X {};\n", "SosManager explains nothing")
    expect("src/a/b.h", "struct Helper {};\n", "Helper explains nothing")
    expect("src/a/b.h", "class wxAuiManager;\n")
    expect("tests/a/b.cpp", "\nstd::this_thread::sleep_for(1s);\n", "b.cpp:2: sleep_for")
    expect("ui/a.cpp", "wxYield();\n", "wxYield")
    expect("src/a/b.cpp", "std::thread{f}.detach();\n", "detach")
    expect("src/console/disk_look.h", "std::thread{f}.detach();\n")
    expect("src/console/disk_look.h", "sleep(1);\n", "sleep: wait")
    expect("src/a/b.cpp", "sleep(1); sleepy(1); // sleep(2)\n", "sleep: wait")
    expect("src/a/b.cpp", 'co_spawn(io, f(), asio::detached); say("sleep(1)");\n')


if __name__ == "__main__":
    sources.run(check, self_test)
