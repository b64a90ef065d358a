"""What the lint scripts share: the list of files, C++ text without comments and strings, and the way to run.

A check is a function `check(root)` that returns a list of complaints, "path:line: what is wrong".
"""
import pathlib
import re
import subprocess
import sys
import tempfile

SKIPPED = 77  # CTest's SKIP_RETURN_CODE
NOT_OURS = {".git", "build", "data", "node_modules", "third_party"}


class Skip(Exception):
    """There is nothing to check yet."""


def files(root, *patterns):
    """Paths below `root`, relative to it, that are tracked or could be, sorted; `patterns` are shell-like."""
    root = pathlib.Path(root)
    listed = None
    if (root / ".git").exists():
        command = ["git", "-C", str(root), "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
        answer = subprocess.run(command, capture_output=True, check=False)
        if answer.returncode == 0:
            listed = [pathlib.Path(name) for name in answer.stdout.decode().split("\0") if name]
    if listed is None:
        listed = [path.relative_to(root) for path in root.rglob("*")]
    return sorted({path for path in listed
                   if not NOT_OURS & set(path.parts) and (root / path).is_file()
                   and (not patterns or any(path.match(pattern) for pattern in patterns))})


def cpp_files(root, *folders):
    return [path for path in files(root, "*.h", "*.cpp") if path.parts[0] in (folders or ("src", "ui", "tests"))]


TOKENS = re.compile(
    r"""//[^\n]*
      | /\*.*?\*/
      | (?:u8|[uUL])?R"(?P<mark>[^()\\\s]{0,16})\(.*?\)(?P=mark)"
      | "(?:\\.|[^"\\\n])*"
      | (?<![0-9A-Fa-f])'(?:\\.|[^'\\\n])+'
    """, re.VERBOSE | re.DOTALL)


def code_of(text):
    """The text with comments and the insides of literals blanked, lines and columns kept."""
    def blank(match):
        piece = match.group(0)
        hidden = re.sub(r"[^\n]", " ", piece)
        if piece.startswith("/"):
            return hidden
        return piece[0] + hidden[1:-1] + piece[-1]
    return TOKENS.sub(blank, text)


def line_of(text, position):
    return text.count("\n", 0, position) + 1


def run(check, self_test):
    """`script ROOT` checks a tree; `script --self-test` proves that the check can fail."""
    if sys.argv[1:] == ["--self-test"]:
        self_test()
        print("self-test passed")
        return
    if len(sys.argv) != 2:
        sys.exit(f"usage: {sys.argv[0]} ROOT | --self-test")
    try:
        complaints = check(pathlib.Path(sys.argv[1]))
    except Skip as reason:
        print(f"skipped: {reason}")
        sys.exit(SKIPPED)
    for complaint in complaints:
        print(complaint)
    if complaints:
        sys.exit(f"{len(complaints)} complaint(s)")


def complaints_about(check, tree):
    """What `check` says about a tree that is given as {path: text}; for self-tests."""
    with tempfile.TemporaryDirectory() as folder:
        root = pathlib.Path(folder)
        for name, text in tree.items():
            path = root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        return check(root)


def expect(check, tree, *parts):
    """Asserts one complaint for each of `parts`, containing it, in any order; none at all without parts."""
    found = complaints_about(check, tree)
    missing = [part for part in parts if not any(part in complaint for complaint in found)]
    assert not missing and len(found) == len(parts), f"wanted {parts}, got {found}, for {tree}"
