"""The look of a chart as attributes of its elements, read from the style sheets that pages use.

A file stands alone, and the policy of a page forbids style elements and style attributes; presentation
attributes are allowed everywhere. Only the light colours are read: a file is printed, mailed and projected.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.conf import settings

PROPERTIES = frozenset((
    *("display", "dominant-baseline", "fill", "fill-opacity", "font-style", "font-weight", "letter-spacing"),
    *("opacity", "paint-order", "stroke", "stroke-dasharray", "stroke-linecap", "stroke-linejoin"),
    *("stroke-opacity", "stroke-width", "text-anchor"),
))  # fmt: skip
COMPOUND = re.compile(r"([a-z]*)((?:\.[\w-]+)*)")


@dataclass(frozen=True, slots=True)
class Named:
    """An element as a selector sees it."""

    tag: str
    classes: frozenset[str]


@dataclass(frozen=True, slots=True)
class Rule:
    """`.plot text { … }`: the last of `steps` is the element itself, the others stand around it."""

    steps: tuple[Named, ...]
    values: Mapping[str, str]

    @property
    def weight(self) -> tuple[int, int]:
        """Of two rules the heavier one holds, of equal ones the later."""
        return sum(len(step.classes) for step in self.steps), sum(bool(step.tag) for step in self.steps)

    def holds(self, path: Sequence[Named]) -> bool:
        """`path` leads from the outermost element to the one that is asked about."""
        if not _is(self.steps[-1], path[-1]):
            return False
        around = iter(path[:-1])
        return all(any(_is(step, one) for one in around) for step in self.steps[:-1])


def _is(step: Named, one: Named) -> bool:
    return (not step.tag or step.tag == one.tag) and step.classes <= one.classes


def attributes(path: Sequence[Named]) -> dict[str, str]:
    """What the style sheets say about the last element of the path."""
    found: dict[str, str] = {}
    for rule in _charts():
        if rule.holds(path):
            found |= rule.values
    return found


def colour(name: str) -> str:
    """A token of the light theme, by its name in `tokens.css`."""
    return _tokens()[f"--{name}"]


@cache
def _charts() -> list[Rule]:
    """The lightest rule first."""
    return sorted(_rules(_sheet("run-chart.css")), key=lambda rule: rule.weight)


@cache
def _tokens() -> dict[str, str]:
    (root, *_others) = [body for head, body in _flat(_sheet("tokens.css")) if head == ":root"]
    return dict(_declarations(root))


def _sheet(name: str) -> str:
    text = (Path(settings.BASE_DIR) / "static" / "css" / name).read_text()
    return re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL)


def _rules(sheet: str) -> Iterator[Rule]:
    for head, body in _flat(sheet):
        known = {name: _resolved(value) for name, value in _declarations(body) if name in PROPERTIES}
        for selector in head.split(","):
            compounds = [COMPOUND.fullmatch(one) for one in selector.split()]
            steps = tuple(_named(one[1], one[2]) for one in compounds if one)
            if known and len(steps) == len(compounds):
                yield Rule(steps, known)


def _named(tag: str, classes: str) -> Named:
    return Named(tag, frozenset(classes.split(".")[1:]))


def _resolved(value: str) -> str:
    return re.sub(r"var\((--[\w-]+)\)", lambda found: _tokens()[found[1]], value)


def _declarations(body: str) -> Iterator[tuple[str, str]]:
    for one in body.split(";"):
        name, colon, value = one.partition(":")
        if colon:
            yield name.strip(), value.strip()


def _flat(sheet: str) -> Iterator[tuple[str, str]]:
    """Rules that hold on every screen: those inside a layer, not those for print, dark or a narrow box."""
    for head, body in _blocks(sheet):
        if "@layer" in head:
            yield from _flat(body)
        elif "@" not in head:
            yield head, body


def _blocks(sheet: str) -> Iterator[tuple[str, str]]:
    """What stands before each outermost brace, and what stands inside it."""
    depth = begin = inside = 0
    head = ""
    for brace in re.finditer(r"[{}]", sheet):
        depth += 1 if brace[0] == "{" else -1
        if brace[0] == "{" and depth == 1:
            head, inside = sheet[begin : brace.start()].strip(), brace.end()
        if depth == 0:
            yield head, sheet[inside : brace.start()]
            begin = brace.end()
