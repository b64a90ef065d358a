#!/usr/bin/python3
"""Measures the contrast of the style sheet's colours (WCAG 2.1), in every theme.

A palette is a file of resources/theme/*.css with `@define-color name #rrggbb;` lines. Pairs are declared anywhere in
those files, as `/* contrast: foreground on background >= 4.5 */`, and hold in every palette. Nobody may ask for less
than 4.5; timers and alarms take 7, edges that show where a field is take 3. A colour that
text is drawn in (`color: @name;`) has a pair.
"""
import re

import sources

FLOOR = 4.5
STRICT_FLOOR = 7.0
STRICT = re.compile(r"timer|alarm")
EDGE_FLOOR = 3.0
EDGE = re.compile(r"line")
# Every palette measures at least these kinds of foreground; a kind is a part of a colour's name.
REQUIRED_KINDS = ["text", "timer", "alarm"]

COLOUR = re.compile(r"@define-color\s+([\w-]+)\s+([^;]+);")
PAIR = re.compile(r"/\*\s*contrast:\s*(\S+)\s+on\s+(\S+)\s*>=\s*([\d.]+)\s*\*/")
PAIR_LIKE = re.compile(r"/\*\s*contrast\b[^*]*\*/")
HEX = re.compile(r"#([0-9a-fA-F]{6})$")
TEXT_COLOUR = re.compile(r"(?<![\w-])color\s*:\s*@([\w-]+)")


def luminance(colour):
    def channel(value):
        share = value / 255
        return share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4
    red, green, blue = (channel(int(colour[at:at + 2], 16)) for at in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def ratio(one, other):
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def resolve(palette, name):
    """A colour as #rrggbb; names may stand for other names of the palette."""
    seen = set()
    value = palette.get(name)
    while value and value.startswith("@") and value not in seen:
        seen.add(value)
        value = palette.get(value[1:])
    return value if value and HEX.match(value) else None


def read_theme(root):
    palettes, pairs, drawn, complaints = {}, {}, {}, []
    for path in sources.files(root, "resources/theme/*.css"):
        text = (root / path).read_text(encoding="utf-8")
        colours = {name: value.strip() for name, value in COLOUR.findall(text)}
        if any(HEX.match(value) for value in colours.values()):
            palettes[path] = colours
        for match in PAIR_LIKE.finditer(text):
            line = sources.line_of(text, match.start())
            pair = PAIR.fullmatch(match.group(0))
            if pair:
                key, asked = pair.groups()[:2], float(pair.group(3))
                pairs[key] = max((f"{path}:{line}", asked), pairs.get(key, ("", 0.0)), key=lambda entry: entry[1])
            else:
                complaints.append(f"{path}:{line}: not of the form 'contrast: name on name >= number'")
        for match in TEXT_COLOUR.finditer(sources.code_of(text)):
            drawn.setdefault(match.group(1), f"{path}:{sources.line_of(text, match.start())}")
    return palettes, pairs, drawn, complaints


def check_pair(palettes, pair, place, asked):
    front, back = pair
    floor = STRICT_FLOOR if STRICT.search(front) else EDGE_FLOOR if EDGE.match(front) else FLOOR
    if asked < floor:
        return [f"{place}: {front} on {back} asks for {asked}, below {floor}"]
    complaints = []
    for path, palette in palettes.items():
        colours = [resolve(palette, name) for name in pair]
        if None in colours:
            missing = pair[colours.index(None)]
            complaints.append(f"{path}:1: no colour {missing} of the form #rrggbb, wanted by {place}")
        elif ratio(*colours) < asked:
            complaints.append(f"{path}:1: {front} on {back} is {ratio(*colours):.2f}, below {asked}")
    return complaints


def check(root):
    if not sources.files(root, "resources/theme/*.css"):
        raise sources.Skip("no resources/theme yet")
    palettes, pairs, drawn, complaints = read_theme(root)
    if len(palettes) < 2:
        complaints.append("resources/theme:1: a dark and a light palette are wanted")
    for pair, (place, asked) in pairs.items():
        complaints += check_pair(palettes, pair, place, asked)
    fronts = {front for front, _ in pairs}
    for kind in REQUIRED_KINDS:
        if not any(kind in front for front in fronts):
            complaints.append(f"resources/theme:1: no pair measures a colour named *{kind}*")
    for name, place in drawn.items():
        if name not in fronts:
            complaints.append(f"{place}: text is drawn in @{name}, which no contrast pair measures")
    return complaints


def self_test():
    assert abs(ratio("#000000", "#ffffff") - 21) < 0.01
    assert abs(ratio("#777777", "#ffffff") - 4.48) < 0.01
    dark = "@define-color text #ffffff;\n@define-color timer #ffffff;\n@define-color alarm @text;\n" \
           "@define-color bg #101010;\n"
    light = dark.replace("#ffffff", "#000000").replace("#101010", "#eeeeee")
    pairs = "/* contrast: text on bg >= 4.5 */\n/* contrast: timer on bg >= 7 */\n/* contrast: alarm on bg >= 7 */\n"

    def expect(first, second, rules, *parts):
        tree = {"resources/theme/dark.css": first, "resources/theme/light.css": second,
                "resources/theme/siaga.css": rules}
        sources.expect(check, tree, *parts)

    expect(dark, light, pairs + "label { color: @text; background-color: @bg; }\n")
    expect(dark.replace("text #ffffff", "text #606060").replace("@text", "#ffffff"), light, pairs,
           "dark.css:1: text on bg is")
    expect(dark, light.replace("timer #000000", "timer #606060"), pairs, "light.css:1: timer on bg is 5.")
    expect(dark, light, pairs.replace("4.5", "3"), "asks for 3.0, below 4.5")
    expect(dark, light, pairs.replace("timer on bg >= 7", "timer on bg >= 4.5"), "asks for 4.5, below 7")
    edges = [colours + f"@define-color line {line};\n" for colours, line in ((dark, "#707070"), (light, "#c0c0c0"))]
    expect(*edges, pairs + "/* contrast: line on bg >= 3 */\n", "light.css:1: line on bg is 1.")
    expect(*edges, pairs + "/* contrast: line on bg >= 2 */\n", "line on bg asks for 2.0, below 3")
    expect(dark, light, pairs.replace("timer", "text"), "no pair measures a colour named *timer*")
    expect(dark, light, pairs + "label { color: @bg; }\n", "siaga.css:4: text is drawn in @bg")
    expect(dark, light.replace("@define-color bg #eeeeee;", ""), pairs, *["light.css:1: no colour bg"] * 3)
    expect(dark, light, pairs + "/* contrast: text over bg > 4.5 */\n", "not of the form")
    expect(dark, "", pairs, "a dark and a light palette")


if __name__ == "__main__":
    sources.run(check, self_test)
