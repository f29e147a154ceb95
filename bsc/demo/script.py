"""Reads what the story's people wrote, from the plain notation of `bsc.demo.tried` and `bsc.demo.held`. Pure.

A letter says what a line is, `@` who says it: by first name, `parent/Maya` for a parent who is not named and
for whom Maya types. Lines that begin with blanks go on. `R` is how the line before it read at first.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

LINE = re.compile(r"(?P<letter>[A-Z])(?:@(?P<by>\S+))? (?P<text>.+)")


@dataclass
class Line:
    letter: str
    by: str
    text: str
    before: str = ""  # how it read before somebody reworded it


@dataclass
class Step:
    """One cycle: `after` months after the one before; its lines; where it stands if it is not decided."""

    after: int | None
    proposed: str
    tests: tuple[str, ...]
    scale: tuple[int | None, ...]
    flags: frozenset[str]
    lines: list[Line] = field(default_factory=list)

    def said(self, letters: str) -> list[Line]:
        return [line for line in self.lines if line.letter in letters]


@dataclass
class Ramp:
    """Cycles that follow from each other, from the month with this position on."""

    site: str
    position: int
    driver: str
    metric: str
    name: str = ""  # by which another team's ramp says where it borrowed
    borrowed: str = ""
    steps: list[Step] = field(default_factory=list)


def unwrapped(text: str) -> Iterator[str]:
    """Lines with those that go on."""
    whole = ""
    for line in text.strip().splitlines():
        if line.startswith(" "):
            whole += f" {line.strip()}"
            continue
        if whole:
            yield whole
        whole = line.strip()
    if whole:
        yield whole


def read_line(line: str, by: str) -> Line:
    found = LINE.fullmatch(line)
    if found is None:
        raise ValueError(f"not a line of the story: {line}")
    return Line(found["letter"], found["by"] or by, found["text"])


def read_ramps(site: str, text: str) -> list[Ramp]:
    """`# month driver metric [name=…] [from=…]`, and `* [after] who [> who,who] | c/a/r/d [!flag]`."""
    ramps: list[Ramp] = []
    for line in unwrapped(text):
        if line.startswith("#"):
            ramps.append(_ramp(site, line))
        elif line.startswith("*"):
            ramps[-1].steps.append(_step(line))
        else:
            step = ramps[-1].steps[-1]
            add_line(step.lines, line, step.proposed)
    return ramps


def add_line(lines: list[Line], line: str, by: str) -> None:
    read = read_line(line, by)
    if read.letter == "R":
        lines[-1].before = read.text
    else:
        lines.append(read)


def _ramp(site: str, line: str) -> Ramp:
    _mark, position, driver, metric, *more = line.split()
    options = dict(one.split("=") for one in more)
    names = (options.get("name", ""), options.get("from", ""))
    return Ramp(site, int(position), driver, "" if metric == "-" else metric, *names)


def _step(line: str) -> Step:
    people, _bar, rest = line[1:].partition("|")
    who, _arrow, others = people.partition(">")
    *after, proposed = who.split()
    size, *flags = rest.split()
    numbers = tuple(None if one == "-" else int(one) for one in size.split("/"))
    tests = tuple(one.strip() for one in others.split(",") if one.strip()) or (proposed,)
    return Step(
        int(after[0]) if after else None, proposed, tests, numbers, frozenset(one.strip("!") for one in flags)
    )
