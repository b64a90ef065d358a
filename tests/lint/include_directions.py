#!/usr/bin/python3
"""Holds every #include against the arrows of design.md §3 (src/ARCHITECTURE.md).

A folder may include from itself and from what its arrows reach. Includes are written from the root of src/ (in ui/
also from the root of the repository). Heavy or foreign headers stay in the folder that owns them.
"""
import re

import sources

ARROWS = {
    "base": [],
    "domain": ["base"],
    "protocol": ["domain"],
    "net": ["base"],
    "proof": ["base"],
    "verify": ["proof", "domain"],
    "store": ["domain", "proof"],
    "media": ["base"],
    "report": ["domain"],
    "connect": ["domain"],
    "intake": ["domain"],
    "hub": ["protocol", "net", "store", "intake", "connect", "report"],
    "console": ["protocol", "net"],
    "field": ["protocol", "net", "media"],
}
# The window sees the values that the console's model holds, and never the wire: nothing of net, no codec.
UI_MAY = {"ui", "console", "media", "protocol", "domain", "base"}
CODEC = re.compile(r"protocol/\w*(json|codec)\w*\.h$")

# Pattern of a header → where it may be included: folders, or single files.
OWNED = [
    (r"boost/beast", {"net"}),
    (r"boost/asio/(ssl|ip|local|generic|posix|buffer|read|write|connect|\w*(socket|acceptor|resolver))", {"net"}),
    (r"openssl/", {"net", "src/base/digest.cpp", "src/proof/ed25519.cpp"}),
    (r"boost/asio", {"net", "hub", "console", "field"}),
    (r"boost/json", {"protocol", "media", "connect", "hub", "console", "field"}),
    (r"sqlite3", {"store"}),
    (r"gst/", {"media"}),
    (r"curl/", {"connect"}),
    (r"(pango|xlsxwriter)", {"report"}),
    (r"cairo", {"report", "ui"}),
    (r"wx/", {"ui"}),
    (r"qrencode", {"ui/widgets/qr_code.cpp"}),
    (r"(gtk|gdk|atk)/", {"ui"}),
    (r"spdlog/", {"src/base/log.cpp"}),
    (r"date/", {"src/base/zone.cpp"}),
]
# Domain code reads no clock, socket, disk or thread: it is handed values.
DOMAIN_NEVER = re.compile(r"\b(SystemClock|system_clock|steady_clock|high_resolution_clock|ifstream|ofstream|fopen"
                          r"|getenv|std::thread|std::jthread)\b")
UI_NEVER = re.compile(r"\b(asio|sqlite3?\w*|boost::json|json::\w+)\b")
INCLUDE = re.compile(r'^[ \t]*#[ \t]*include[ \t]*(?:"([^"]+)"|<([^>]+)>)', re.MULTILINE)


def reach(folder):
    seen, todo = set(), [folder]
    while todo:
        name = todo.pop()
        if name not in seen:
            seen.add(name)
            todo += ARROWS.get(name, [])
    return seen


def check_quoted(root, path, folder, name):
    if ".." in name.split("/") or name.startswith("/"):
        return f'"{name}" isn\'t written from the root of src/'
    if folder == "tests":
        return None
    target = name.split("/")[0]
    if folder == "ui":
        if not any((root / base / name).is_file() for base in ("src", ".", "ui")):
            return f'"{name}" isn\'t there from the root of src/ or the repository'
        if (root / "src" / name).is_file() and (target not in UI_MAY or CODEC.match(name)):
            return f'ui may not include from {target}: "{name}"'
        return None
    if not any((root / "src" / made).is_file() for made in (name, name + ".in")):  # .in: made by CMake
        return f'"{name}" isn\'t there from the root of src/'
    if target not in reach(folder):
        return f'{folder} may not include from {target}: "{name}"'
    return None


def check_owned(path, folder, name):
    for pattern, owners in OWNED:
        if re.match(pattern, name):
            if folder not in owners and str(path) not in owners:
                return f"<{name}> belongs to {', '.join(sorted(owners))}"
            return None
    return None


def check(root):
    complaints = []
    for path in sources.cpp_files(root):
        folder = path.parts[1] if path.parts[0] == "src" else path.parts[0]
        if path.parts[0] == "src" and folder not in ARROWS:
            complaints.append(f"{path}:1: folder {folder} has no arrows; add it to {__file__.rsplit('/', 1)[-1]}")
            continue
        text = (root / path).read_text(encoding="utf-8")
        for match in INCLUDE.finditer(text):
            quoted, angled = match.groups()
            wrong = check_quoted(root, path, folder, quoted) if quoted else None
            if wrong is None and folder != "tests":
                wrong = check_owned(path, folder, quoted or angled)
            if wrong:
                complaints.append(f"{path}:{sources.line_of(text, match.start())}: {wrong}")
        never = {"domain": DOMAIN_NEVER, "ui": UI_NEVER}.get(folder)
        for match in never.finditer(sources.code_of(text)) if never else ():
            line = sources.line_of(text, match.start())
            complaints.append(f"{path}:{line}: {folder} never names {match.group(0)}")
    return complaints


def self_test():
    headers = {f"src/{folder}/x.h": "" for folder in ARROWS} | {"ui/y.h": ""}

    def expect(path, text, *parts):
        sources.expect(check, headers | {path: text}, *parts)

    expect("src/domain/a.cpp", '#include "domain/x.h"\n#include "base/x.h"\n')
    expect("src/hub/a.cpp", '#include "proof/x.h"\n#include "domain/x.h"\n')
    expect("src/domain/a.cpp", '#include "net/x.h"\n', "a.cpp:1: domain may not include from net")
    expect("src/base/a.cpp", '\n  #  include "domain/x.h"\n', "a.cpp:2: base may not")
    expect("src/console/a.h", '#include "store/x.h"\n', "console may not")
    expect("src/net/a.cpp", '#include "x.h"\n', "isn't there")
    expect("src/net/a.cpp", '#include "../base/x.h"\n', "isn't written from the root")
    expect("tests/net/a.cpp", '#include "../x.h"\n', "isn't written from the root")
    expect("src/hub/a.cpp", "#include <boost/beast/http.hpp>\n", "belongs to net")
    expect("src/hub/a.cpp", "#include <boost/asio/post.hpp>\n")
    expect("src/hub/a.cpp", "#include <boost/asio/ssl/context.hpp>\n", "belongs to net")
    expect("src/hub/a.cpp", "#include <boost/asio/ip/tcp.hpp>\n", "belongs to net")
    expect("src/base/digest.cpp", "#include <openssl/evp.h>\n")
    expect("src/base/id.cpp", "#include <openssl/evp.h>\n", "belongs to net")
    expect("src/hub/a.cpp", "#include <sqlite3.h>\n", "belongs to store")
    expect("src/hub/a.cpp", '#include "connect/x.h"\n')
    expect("src/connect/a.cpp", '#include "net/x.h"\n', "connect may not include from net")
    expect("src/hub/a.cpp", "#include <curl/curl.h>\n", "belongs to connect")
    expect("ui/a.cpp", '#include "console/x.h"\n#include "ui/y.h"\n#include <wx/wx.h>\n// asio and json are not here\n')
    expect("ui/a.cpp", '#include "protocol/x.h"\n')
    expect("ui/a.cpp", '#include "net/x.h"\n', "ui may not include from net")
    headers["src/protocol/event_json.h"] = headers["src/store/sql.h.in"] = ""
    expect("ui/a.cpp", '#include "protocol/event_json.h"\n', "ui may not include from protocol")
    expect("src/hub/a.cpp", '#include "store/sql.h"\n')
    expect("ui/a.cpp", "#include <gst/gst.h>\n", "belongs to media")
    expect("ui/a.cpp", "void f(boost::asio::io_context&);\n", "ui never names asio")
    expect("ui/a.cpp", "sqlite3* db;\n", "ui never names sqlite3")
    expect("src/console/a.cpp", "#include <wx/string.h>\n", "belongs to ui")
    expect("src/domain/a.cpp", "auto now = base::SystemClock{}.now();\n", "domain never names SystemClock")
    expect("src/domain/a.cpp", "// a SystemClock is never read here\n")
    expect("src/surprise/a.cpp", "", "has no arrows")


if __name__ == "__main__":
    sources.run(check, self_test)
