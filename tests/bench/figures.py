"""Numbers of a benchmark: quantiles, medians of alternating runs, and the rows of the table."""

import dataclasses
import statistics


def quantile(values, share):
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))]


def alternate(rounds, sides, between=lambda: None):
    """Runs every side once a round, A B A B …: {name: [result of each round]}. `sides`: {name: function}."""
    results = {name: [] for name in sides}
    for number in range(rounds):
        # Every other round backwards, so that nobody always comes after the same neighbour.
        for name in list(sides) if number % 2 == 0 else reversed(list(sides)):
            results[name].append(sides[name]())
            between()
    return results


def medians(results):
    return {name: statistics.median(values) for name, values in results.items()}


def ratios(results, ours, peer):
    """Round by round: each pair was measured within the same moments."""
    return [a / b if b else float("inf") for a, b in zip(results[ours], results[peer])]


@dataclasses.dataclass
class Row:
    """One line of the table. `values`: {side: figure}; `ratio` is ours against `peer`, the median over the rounds."""

    key: str
    what: str
    unit: str
    values: dict
    peer: str = ""
    ratio: float | None = None
    goal: str = ""
    met: bool | None = None
    spread: tuple | None = None  # smallest and largest ratio
    limit: str = ""
    raw: dict = dataclasses.field(default_factory=dict)

    def line(self):
        def shown(value):
            if value is None:
                return "–"
            return f"{value:,.0f}" if abs(value) >= 1000 else f"{value:.3g}"

        others = ", ".join(f"{name} {shown(value)}" for name, value in self.values.items() if name != "siaga")
        ratio = "–" if self.ratio is None else f"{self.ratio:.2f}×"
        if self.spread:
            ratio += f" ({self.spread[0]:.2f}–{self.spread[1]:.2f})"
        verdict = {True: "yes", False: "NO", None: "–"}[self.met]
        return [self.key, self.what, f"{shown(self.values.get('siaga'))} {self.unit}", others, ratio, self.goal, verdict]


def compare(key, what, unit, results, peer, goal, holds, **more):
    """A row of `siaga` against `peer`; `holds(ratio)` decides whether the goal is reached."""
    each = ratios(results, "siaga", peer)
    ratio = statistics.median(each)
    return Row(key, what, unit, medians(results), peer, ratio, goal, holds(ratio), (min(each), max(each)), raw=results,
               **more)


def markdown(rows):
    lines = ["| | what | siaga | others | ratio (lowest–highest) | goal | reached | what limits it |", "|" + " --- |" * 8]
    return "\n".join(lines + ["| " + " | ".join([*row.line(), row.limit]) + " |" for row in rows])


def table(rows):
    lines = [["", "what", "siaga", "others", "ratio (lowest–highest)", "goal", "met"]] + [row.line() for row in rows]
    widths = [max(len(line[column]) for line in lines) for column in range(len(lines[0]))]
    return "\n".join("  ".join(cell.ljust(width) for cell, width in zip(line, widths)).rstrip() for line in lines)
