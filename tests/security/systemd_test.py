#!/usr/bin/python3
"""The systemd unit says what systemd understands, and leaves the hub little: systemd-analyze's exposure is at most 2.0, and
what hub and siaga-probe need is not taken from them.   systemd_test.py SIAGA_HUB UNIT"""
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

MOST_EXPOSED = 20  # tenths
NEEDED = {"setrlimit", "prlimit64", "landlock_create_ruleset", "landlock_add_rule", "landlock_restrict_self", "seccomp",
          "execve", "fdatasync", "epoll_wait", "accept4"}


def analyze(*words):
    return subprocess.run(["systemd-analyze", *words], capture_output=True, text=True)


def calls_of(group, seen=frozenset()):
    """The names of a group of system calls, groups in it resolved."""
    if not group.startswith("@"):
        return {group}
    lines = [line.strip() for line in analyze("syscall-filter", group).stdout.splitlines()[1:]]
    names = [line for line in lines if line and not line.startswith("#")]
    assert names, f"systemd knows no {group}"
    return set().union(*(calls_of(name, seen | {group}) for name in names if name not in seen))


def allowed(unit):
    """What is left of the filters, in their order: a first that allows makes the list, later ones add or take away."""
    calls = set()
    for line in re.findall(r"^SystemCallFilter=(.*)$", unit, re.M):
        named = set().union(*(calls_of(word) for word in line.lstrip("~").split()))
        calls = calls - named if line.startswith("~") else calls | named
    return calls


def check_renewal(unit):
    """Files of a certificate that are renewed stay where the hub looks for them; credentials are copies of the start."""
    said = " ".join(line.lstrip("# ") for line in unit.splitlines() if line.startswith("#"))
    for option in ("--cert", "--key"):
        paths = re.findall(rf"{option} (\S+)", said)
        assert paths and all(path.startswith("/etc/") for path in paths), f"{option}: {paths}"
    assert "SupplementaryGroups=siaga-tls" in said, "who may read them"


def main():
    program, source = sys.argv[1:3]
    if not shutil.which("systemd-analyze"):
        print("systemd-analyze is missing: install systemd")
        sys.exit(77)
    text = pathlib.Path(source).read_text()
    with tempfile.TemporaryDirectory() as folder:
        unit = pathlib.Path(folder) / "siaga-hub.service"
        # verify wants programs that exist.
        unit.write_text(text.replace("/usr/local/bin/siaga-hub", str(pathlib.Path(program).resolve())))
        verified = analyze("verify", "--man=no", str(unit))
        complaints = [line for line in (verified.stdout + verified.stderr).splitlines() if "siaga-hub.service" in line]
        assert not complaints, complaints
        judged = analyze("security", "--offline=true", f"--threshold={MOST_EXPOSED}", "--no-pager", str(unit))
        assert judged.returncode == 0, judged.stdout[-3000:] + judged.stderr
    check_renewal(text)
    missing = NEEDED - allowed(text)
    assert not missing, f"the filter takes what is needed: {missing}"
    print(judged.stdout.strip().splitlines()[-1])


if __name__ == "__main__":
    main()
