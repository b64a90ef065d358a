#!/usr/bin/python3
"""The Indonesian catalogue is complete: every text that xgettext finds in ui/ and src/field/ has a translation that
isn't fuzzy or empty and keeps the original's %s, %d and {} in number and kind."""
import ast
import collections
import pathlib
import re
import shutil
import subprocess
import tempfile

import sources

CATALOGUE = pathlib.Path("resources/locale/id.po")
# tr and tr_n translate; N_ and wx's macros only mark a text that a table holds.
KEYWORDS = ["tr", "tr_n:1,2", "N_", "_", "wxTRANSLATE", "wxPLURAL:1,2"]
PLACE = re.compile(r"%(?:\d+\$)?[-+#0]*(?:\d+|\*)?(?:\.(?:\d+|\*))?(?:hh|ll|[hlLqjzt])?[diouxXeEfFgGcsp]|\{[^{}]*\}")


class Entry:
    def __init__(self, line):
        self.line, self.flags, self.context = line, set(), ""
        self.id, self.plural, self.texts = "", None, {}

    def key(self):
        return (self.context, self.id)


def read_catalogue(text):
    """Entries of a .po file; obsolete ones (#~) are left out."""
    entries, entry, slot = [], None, None
    for number, line in enumerate(text.split("\n") + [""], start=1):
        line = line.strip()
        if not line or line.startswith("#~"):
            if entry and slot is not None:
                entries.append(entry)
            entry, slot = None, None
            continue
        if slot is not None and not line.startswith(("msgid_plural", "msgstr", '"')) and entry.texts:
            entries.append(entry)  # entries without an empty line between them
            entry, slot = None, None
        entry = entry or Entry(number)
        if line.startswith("#,"):
            entry.flags |= {flag.strip() for flag in line[2:].split(",")}
        elif not line.startswith("#"):
            word, _, literal = line.partition('"')
            value = ast.literal_eval(f'"{literal}')
            slot = word.strip() or slot
            if slot == "msgctxt":
                entry.context += value
            elif slot == "msgid":
                entry.id += value
            elif slot == "msgid_plural":
                entry.plural = (entry.plural or "") + value
            else:
                entry.texts[slot] = entry.texts.get(slot, "") + value
    return entries


def extract(root, paths):
    """Entries that xgettext finds, with "file:line" of the first use."""
    if not paths:
        return []
    command = ["xgettext", "--language=C++", "--from-code=UTF-8", "--keyword", "--no-wrap", "--output=-",
               *[f"--keyword={keyword}" for keyword in KEYWORDS], *map(str, paths)]
    answer = subprocess.run(command, cwd=root, capture_output=True, text=True, check=True, encoding="utf-8")
    return [entry for entry in read_catalogue(answer.stdout) if entry.id]


def places_of(text):
    """Places with their numbers: "{} {}" is "{0} {1}", so that a translation may reorder them."""
    numbered = []
    for count, place in enumerate(PLACE.findall(text.replace("%%", "").replace("{{", ""))):
        if re.match(r"\{(\}|:)", place):
            place = "{" + str(count) + place[1:]
        numbered.append(re.sub(r"\d+\$", "", place))
    return collections.Counter(numbered)


def check_entry(entry):
    place = f"{CATALOGUE}:{entry.line}"
    if "fuzzy" in entry.flags:
        return [f"{place}: fuzzy: {entry.id!r}"]
    if not entry.texts or not all(entry.texts.values()):
        return [f"{place}: not translated: {entry.id!r}"]
    # A singular may say its number in words; the last form has every place of the plural.
    original = entry.plural if entry.plural is not None else entry.id
    if places_of(list(entry.texts.values())[-1]) != places_of(original):
        return [f"{place}: other places than the original: {entry.id!r}"]
    return []


def check_format(root):
    with tempfile.NamedTemporaryFile() as out:
        command = ["msgfmt", "--check", "--check-accelerators=&", "-o", out.name, str(CATALOGUE)]
        answer = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
    return [f"msgfmt: {line}" for line in answer.stderr.splitlines() if line] if answer.returncode else []


def check(root):
    root = pathlib.Path(root)
    if not (root / CATALOGUE).exists() and not (root / "ui").is_dir():
        raise sources.Skip("neither a window nor a catalogue yet")
    for tool in ("xgettext", "msgfmt"):
        if not shutil.which(tool):
            return [f"{tool} is missing: install gettext"]
    wanted = extract(root, [path for path in sources.cpp_files(root, "ui", "src")
                            if path.parts[0] == "ui" or path.parts[:2] == ("src", "field")])
    if not (root / CATALOGUE).exists():
        if not wanted:
            raise sources.Skip("no texts yet")
        return [f"{CATALOGUE}:1: missing, with {len(wanted)} texts to translate"]
    entries = read_catalogue((root / CATALOGUE).read_text(encoding="utf-8"))
    complaints = check_format(root)
    for entry in entries:
        if entry.id:
            complaints += check_entry(entry)
    known = {entry.key() for entry in entries}
    for entry in {entry.key(): entry for entry in wanted}.values():
        if entry.key() not in known:
            complaints.append(f"{CATALOGUE}:1: lacks {entry.id!r}")
    return complaints


HEADER = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n"Language: id\\n"\n' \
         '"Plural-Forms: nplurals=1; plural=0;\\n"\n"Project-Id-Version: siaga\\n"\n"PO-Revision-Date: 2026\\n"\n' \
         '"Last-Translator: siaga\\n"\n"Language-Team: id\\n"\n"MIME-Version: 1.0\\n"\n' \
         '"Content-Transfer-Encoding: 8bit\\n"\n\n'


def self_test():
    source = 'auto a = _("Sign in");\n'

    def expect(code, catalogue, *parts, path="ui/a.cpp"):
        sources.expect(check, {path: code, str(CATALOGUE): HEADER + catalogue}, *parts)

    done = 'msgid "Sign in"\nmsgstr "Masuk"\n'
    expect(source, done)
    expect(source, "", "lacks 'Sign in'")
    expect(source, done.replace("Masuk", ""), "not translated: 'Sign in'")
    expect(source, "#, fuzzy\n" + done, "fuzzy: 'Sign in'")
    expect(source, done + '\n#~ msgid "Old"\n#~ msgstr ""\n')
    expect('auto a = wxTRANSLATE("Long " "text");\n', 'msgid ""\n"Long "\n"text"\nmsgstr "Panjang"\n')
    expect('auto a = tr("Sent");\n', "", "lacks 'Sent'", path="src/field/a.cpp")
    expect('auto a = tr("Sent");\n', "", path="src/hub/a.cpp")
    expect('auto a = tr_n("{} alarm", "{} alarms", n, n);\n', "", "lacks '{} alarm'")
    expect('constexpr auto a = N_("Sent");\n', "", "lacks 'Sent'")
    expect('auto a = tr(variable) + get_n("no text");\n', "")
    expect('f(wxPLURAL("%d alarm", "%d alarms", n));\n',
           'msgid "%d alarm"\nmsgid_plural "%d alarms"\nmsgstr[0] "%d alarm"\n')
    expect('f(wxPLURAL("one alarm", "%d alarms", n));\n',
           'msgid "one alarm"\nmsgid_plural "%d alarms"\nmsgstr[0] "alarm"\n', "other places")
    expect('auto a = _("Taken by %s");\n', 'msgid "Taken by %s"\nmsgstr "Diambil"\n', "other places")
    expect('auto a = _("%s at %s");\n', 'msgid "%s at %s"\nmsgstr "%2$s %1$s"\n')
    expect('auto a = tr("{} at {}");\n', 'msgid "{} at {}"\nmsgstr "{1} {0}"\n')
    expect('auto a = tr("{} at {}");\n', 'msgid "{} at {}"\nmsgstr "{} {2}"\n', "other places")
    expect('auto a = tr("5 % done");\n', 'msgid "5 % done"\nmsgstr "5 % selesai"\n')
    expect('auto a = tr("at {}");\n', 'msgid "at {}"\nmsgstr "pada"\n', "other places", path="src/field/a.cpp")
    expect(source, done + done, "msgfmt: ", "msgfmt: ", "msgfmt: ")
    tree = {"ui/a.cpp": source}
    sources.expect(check, tree, "missing, with 1 texts")


if __name__ == "__main__":
    sources.run(check, self_test)
