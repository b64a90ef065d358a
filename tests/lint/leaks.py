#!/usr/bin/python3
"""Nothing of the machine that the work was done on stands in the repository: no folders of homes and build machines,
no names of private package hosts."""
import re

import sources

# Split, so that this file passes its own check.
FOLDERS = ["/wo" "rk/", "/ro" "ot/", "/ho" "me/", "/Us" "ers/"]
HOSTS = ["arti" "factory", "jf" "rog", "ver" "daccio", "dev" "pi", "nex" "us", "package-" "mirror", "pkg-" "proxy"]
LEAK = re.compile("|".join([r"(?<![\w.~-])" + re.escape(folder) for folder in FOLDERS]
                           + [r"\b" + host + r"\b" for host in HOSTS]
                           + [r"\b[\w-]+\.(?:inter" r"nal|cor" r"p|intra" r"net)(?=[:/])"]), re.IGNORECASE)


def check(root):
    complaints = []
    for path in sources.files(root):
        raw = (root / path).read_bytes()
        if b"\0" in raw:
            continue
        text = raw.decode("utf-8", errors="replace")
        for match in LEAK.finditer(text):
            line = sources.line_of(text, match.start())
            complaints.append(f"{path}:{line}: {match.group(0)} doesn't belong in the repository")
    return complaints


def self_test():
    for leak in [f'path = "{FOLDERS[0]}main/x"', f"cd {FOLDERS[1]}", f"see {FOLDERS[2]}ani/file",
                 f"-I{FOLDERS[0]}x".replace("-I", "-I "), f"https://{HOSTS[0]}.example/npm",
                 f"https://packages.{'inter' + 'nal'}/simple"]:
        sources.expect(check, {"a.txt": f"first\n{leak}\n"}, "a.txt:2:")
    sources.expect(check, {"a.txt": "net" + FOLDERS[0] + " and src" + FOLDERS[1] + " are folders of ours\n"})
    sources.expect(check, {"a.txt": "/usr/share/x /etc/y https://example.org/z ~/data fault: internal\n"})


if __name__ == "__main__":
    sources.run(check, self_test)
