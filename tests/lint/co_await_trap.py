#!/usr/bin/python3
"""Looks for the g++ 12.2 trap (design.md §9): aggregate temporaries, braced arguments and capturing lambdas in the
same full expression as a co_await are destroyed wrongly; so is what the other arm of a conditional would have made,
when an arm awaits. The cure is to name the object on a line before.

Text is cut into full expressions by brackets, over as many lines as it takes. Lambdas that capture nothing pass.
"""
import re

import sources

CLOSERS = {"(": ")", "[": "]", "{": "}"}
CONTROL = re.compile(r"\b(if|while|for|switch)\s*(constexpr\s*)?$")


def match_brackets(code):
    """Partner of each bracket, and for each position of interest its innermost opener."""
    partner, stack = {}, []
    for position, char in enumerate(code):
        if char in CLOSERS:
            stack.append(position)
        elif char in ")]}" and stack:
            opener = stack.pop()
            partner[opener], partner[position] = position, opener
    return partner


def innermost_opener(code, partner, position):
    at = position - 1
    while at >= 0:
        if code[at] in ")]}":
            at = partner.get(at, at)
        elif code[at] in CLOSERS:
            return at
        at -= 1
    return None


def is_block(code, partner, opener):
    """A brace around statements, not an initialiser."""
    before = code[:opener].rstrip()
    if before[-1:] in {"", ")", ";", "{", "}", ":"} or re.search(r"\b(else|do|try)$", before):
        return True
    at = opener + 1
    end = partner.get(opener, len(code))
    while at < end:
        if code[at] == ";":
            return True
        at = partner.get(at, at) + 1 if code[at] in CLOSERS else at + 1
    return False


def full_expression(code, partner, position):
    """Start and end of the full expression around the co_await at `position`."""
    inner = position
    while True:
        opener = innermost_opener(code, partner, inner)
        if opener is None or code[opener] == "{":
            break
        if code[opener] == "(" and CONTROL.search(code[max(0, opener - 40):opener]):
            break
        inner = opener
    start = end = inner
    low = -1 if opener is None else opener
    high = len(code) if opener is None else partner.get(opener, len(code))
    while start - 1 > low:
        before = start - 1
        if code[before] == ";":
            break
        if code[before] in ")]}" and before in partner:
            if code[before] == "}" and is_block(code, partner, partner[before]):
                break
            before = partner[before]
        start = before
    while end < high and code[end] != ";":
        end = partner.get(end, end) + 1 if code[end] in CLOSERS else end + 1
    return start, min(end, high)


def is_lambda(code, position):
    """Whether the [ at `position` begins a lambda (or an attribute) and not a subscript."""
    before = code[:position].rstrip()[-1:]
    words = code[max(0, position - 20):position]
    if before and (before.isalnum() or before in "_)]\""):
        return bool(re.search(r"\b(return|co_return|co_await|co_yield)\s*$", words))
    return not re.search(r"\bauto\s*&{0,2}\s*$", words)  # a structured binding


def trap_in(code, partner, start, end, waits):
    """Position of the first forbidden temporary in code[start:end], or None."""
    at = start
    while at < end:
        char = code[at]
        if char == "[" and is_lambda(code, at):
            close = partner.get(at, at)
            if code[at + 1:at + 2] == "[":  # an attribute
                at = close + 1
                continue
            if code[at + 1:close].strip():
                return at
            body = code.find("{", close)
            at = partner.get(body, end) + 1 if body >= 0 else end
            continue
        if char == "{":
            close = partner.get(at, end)
            if not any(at < wait < close for wait in waits):
                return at
        at += 1
    return None


def traps(text):
    code = sources.code_of(text)
    partner = match_brackets(code)
    waits = [match.start() for match in re.finditer(r"\bco_await\b", code)]
    found = {}
    for wait in waits:
        start, end = full_expression(code, partner, wait)
        trap = trap_in(code, partner, start, end, waits)
        arm = code.rfind("?", start, wait)
        if trap is None and arm >= 0 and "?:" not in code[arm:arm + 2]:
            trap = arm
        if trap is not None:
            found[trap] = wait
    return sorted(found.items())


def check(root):
    complaints = []
    for path in sources.cpp_files(root):
        text = (root / path).read_text(encoding="utf-8")
        for trap, _ in traps(text):
            what = "capturing lambda" if text[trap] == "[" else "braces"
            complaints.append(f"{path}:{sources.line_of(text, trap)}: {what} in a co_await expression; name it first")
    return complaints


BAD = [
    "auto x = known ? co_await find() : co_await create();",
    "co_await send({1, 2});",
    "co_await send(Message{1, 2});",
    "const auto got = co_await send(Message{1, 2});",
    "co_await send(\n    socket,\n    Message{.id = id,\n            .body = body});",
    "co_await run([&] { work(); });",
    "co_await run([this, id](int n) { return n; });",
    "if (auto got = co_await run([id] { return id; }); !got) { stop(); }",
    "while (co_await next(Range{from, to})) { step(); }",
    "co_return co_await send(std::string{});",
    "co_await (send(Message{1}) || timer.async_wait(use));",
    "store(Message{1}, co_await read());",
    "store(co_await read(), Message{1});",
    "auto both = make(co_await read(), [x] { return x; });",
    "if (a) { b(); }\nco_await send(Message{1});",
    "auto x = co_await read() ? A{} : b;",
]
GOOD = [
    "auto x = co_await find(known ? 1 : 2);",
    "co_await send(message);",
    "Message message{1, 2};\nco_await send(message);",
    "const auto work = [&] { step(); };\nco_await run(work);",
    "co_await run([] { step(); });",
    "co_await run([](int n) -> int { return n + std::array{1, 2}[0]; });",
    "co_await send(items[3], table[name]);",
    "co_await send(\"{1, 2}\");  // {not code} [&]",
    "if (co_await ready()) { Message message{1}; keep(message); }",
    "if (!co_await ready()) {\n  co_return Error{1};\n}",
    "for (auto& row : co_await rows()) { keep(Row{row}); }",
    "co_spawn(io, [self]() -> awaitable<void> { co_await self->run(); }, detached);",
    "void f() { Message m{1}; }\nawaitable<void> g() {\n  co_await x();\n}",
    "awaitable<std::vector<int>> g() {\n  if (a) co_await x();\n  co_return std::vector<int>{};\n}",
    "switch (co_await kind()) { case 1: keep(Row{1}); break; }",
    "co_await send(R\"({\"a\": [1]})\");",
    "do { step(); } while (co_await more());",
    "const auto [error, count] = co_await read(buffer);",
    "auto&& [error, count] = co_await read(buffer);",
    "while (a) { if (b) { c(); } }\nco_await read();",
    "for (;;) {\n  const auto [error] = co_await read();\n  if (error) co_return;\n}\nco_await stop();",
    "try { co_await read(); } catch (const Failure& failure) { keep(Row{1}); }",
    "[[maybe_unused]] auto got = co_await read();",
]


def self_test():
    for snippet in BAD:
        inside = f"awaitable<void> f() {{\n  {snippet}\n}}\n"
        assert len(traps(snippet)) == 1 and len(traps(inside)) == 1, f"missed: {snippet}"
    for snippet in GOOD:
        inside = f"awaitable<void> f() {{\n  {snippet}\n}}\n"
        assert not traps(snippet) and not traps(inside), f"false alarm: {snippet}"
    sources.expect(check, {"src/a/b.cpp": "\nco_await f(\n  A{1});\n", "src/a/c.cpp": "co_await f();\n"}, "b.cpp:3:")


if __name__ == "__main__":
    sources.run(check, self_test)
