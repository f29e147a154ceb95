"""A chart as one SVG that stands alone: title, sentence, drawing, key, address; light, without script.

The drawing is the page's own (`metrics/_plot.html`), taken apart: what of it is no shape and no word is left
out, and its look becomes attributes. So a file cannot differ from the page, nor carry anything that acts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal
from xml.etree.ElementTree import Element, SubElement, fromstring, tostring

from django.template.loader import render_to_string
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from metrics.chartview import ChartView
from metrics.files.content import Content
from metrics.files.look import Named, attributes, colour
from metrics.files.words import lines
from metrics.plot import NARROW, WIDE
from metrics.wording import month_text

Kind = Literal["wide", "narrow", "small"]

DECLARATION = '<?xml version="1.0" encoding="utf-8"?>\n'
SPACE = "http://www.w3.org/2000/svg"
SHAPES = frozenset((
    *("circle", "ellipse", "g", "line", "path", "polygon", "polyline", "rect", "text", "title", "tspan"),
))  # fmt: skip
PLACES = frozenset((
    *("cx", "cy", "d", "dx", "dy", "font-size", "height", "points", "r", "rotate", "rx", "ry", "transform"),
    *("width", "x", "x1", "x2", "y", "y1", "y2"),
))  # fmt: skip
# The widest letters last: lines are broken here, and not by whoever shows the file.
FONT = "'Noto Sans', 'Segoe UI', Roboto, 'Helvetica Neue', Arial, 'Liberation Sans', system-ui, sans-serif"
NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
ACROSS: dict[Kind, float] = {"wide": WIDE.width, "narrow": NARROW.width}
NARROW_BELOW = 512  # as on a page
EDGE = 20  # white around the picture
MARGIN = 4  # and around a drawing in a page, which is as wide as a phone leaves it


@dataclass(frozen=True, slots=True)
class Writing:
    """How a passage stands in the picture."""

    size: float
    weight: str = "400"
    ink: str = "ink"


TITLE, SENTENCE, SIGNAL = Writing(17, "600"), Writing(14), Writing(14, "600")
KEY, SMALL_PRINT = Writing(12.5, ink="ink-soft"), Writing(11, ink="ink-soft")


def document(content: Content) -> bytes:
    """As wide as was asked for, a narrow one with the phone's drawing; the address of the view beneath."""
    view = content.view
    kind: Kind = "narrow" if content.width < NARROW_BELOW else "wide"
    page = _Page(ACROSS[kind])
    page.write(view.title, TITLE)
    page.gap(4)
    page.write(view.sentence, SIGNAL if view.meaning else SENTENCE)
    page.gap(12)
    if view.has_values:
        for line in view.counted:
            page.write(line, KEY)
        page.gap(4)
        page.draw(*_figure(view, kind))
    for line in _list(view):
        page.write(line, KEY)
    page.gap(8)
    page.write(content.address, SMALL_PRINT)
    return (DECLARATION + _written(page.finished(view, content.width))).encode()


def embedded(view: ChartView, kind: Kind = "narrow") -> str:
    """The drawing alone, for inside a page or a mail of the product's own; its title says what it shows.

    Without tests and notes: they stand there as numbers of lists that a page would have to show.
    """
    drawing, _key = _figure(replace(view, windows=(), acts=()), kind)
    left, top, width, height = _box(drawing)
    across, high = width + 2 * MARGIN, height + 2 * MARGIN
    root = _root(f"{_spot(across)} {_spot(high)}", across, high)
    SubElement(root, "title").text = f"{view.title}. {view.sentence}"
    _backdrop(root, across, high)
    placed = _bare(drawing)
    placed.set("transform", f"translate({_spot(MARGIN - left)} {_spot(MARGIN - top)})")
    root.append(placed)
    return _written(root)


class _Page:
    """A sheet of paper that is filled from the top."""

    def __init__(self, across: float) -> None:
        self.across, self.y = across, float(EDGE)
        self.body = Element("g")

    def gap(self, height: float) -> None:
        self.y += height

    def write(self, text: str, how: Writing, indent: float = 0) -> None:
        for line in lines(text, (self.across - indent) / how.size, bold=how.weight != "400"):
            self.y += how.size * 1.35
            SubElement(
                self.body,
                "text",
                {
                    "x": _spot(EDGE + indent),
                    "y": _spot(self.y - how.size * 0.3),
                    "font-size": _spot(how.size),
                    "font-weight": how.weight,
                    "fill": colour(how.ink),
                },
            ).text = line

    def draw(self, drawing: Element, key: list[Element]) -> None:
        left, top, _width, height = _box(drawing)
        placed = _bare(drawing)
        placed.set("transform", f"translate({_spot(EDGE - left)} {_spot(self.y - top)})")
        self.body.append(placed)
        self.y += height + 6
        for item in key:
            self.explain(item)

    def explain(self, item: Element) -> None:
        """A sign, and beside it what it means."""
        sign, indent = next(iter(item.iter("svg")), None), 0.0
        if sign is not None:
            placed = _bare(sign)
            placed.set("transform", f"translate({EDGE} {_spot(self.y + KEY.size * 0.22)})")
            self.body.append(placed)
            indent = _box(sign)[2] + 7
        self.write(_text(item), KEY, indent)

    def finished(self, view: ChartView, width: int) -> Element:
        across, high = self.across + 2 * EDGE, self.y + EDGE
        root = _root(f"{_spot(across)} {_spot(high)}", width, high * width / across)
        root.set("xmlns", SPACE)
        root.set("aria-labelledby", "title description")
        SubElement(root, "title", {"id": "title"}).text = view.title
        SubElement(root, "desc", {"id": "description"}).text = view.sentence
        _backdrop(root, across, high)
        root.append(self.body)
        return root


def _figure(view: ChartView, kind: Kind) -> tuple[Element, list[Element]]:
    """The drawing, and the lines of its key."""
    plot = getattr(view, kind)  # that one alone is laid out
    html = render_to_string("metrics/_picture.html", {"view": view, "plot": plot, "kind": kind})
    drawing, *keys = fromstring(_clean(html).strip())  # noqa: S314 - our own template's output
    return drawing, [item for key in keys for item in key]


def _list(view: ChartView) -> Iterator[str]:
    """What the numbers in the drawing stand for."""
    for act in view.acts:
        day = date_format(act.day, "SHORT_DATE_FORMAT")
        yield f"{act.number} · {month_text(act.period)}: {act.text} ({act.by}, {day})"
    if view.windows_shown:
        yield _("Tests in the time shown:")
    for window in view.windows_shown:
        yield f"{window.label} · {window.text}"


def _box(drawing: Element) -> list[float]:
    return [float(number) for number in drawing.get("viewBox", "").split()]


def _root(box: str, width: float, height: float) -> Element:
    return Element(
        "svg",
        {
            "viewBox": f"0 0 {box}",
            "width": _spot(width),
            "height": _spot(height),
            "role": "img",
            "lang": get_language() or "en",
            "font-family": FONT,
        },
    )


def _backdrop(root: Element, width: float, height: float) -> None:
    place = {"width": _spot(width), "height": _spot(height), "rx": "6"}
    SubElement(root, "rect", {**place, "fill": colour("paper-raised")})


def _bare(drawing: Element) -> Element:
    """The shapes and words of a drawing, each with its own look; its title stands at the root already."""
    outer = _named(drawing)
    group = Element("g", {name: value for name, value in drawing.attrib.items() if name == "font-size"})
    group.attrib.update(attributes([outer]) if "plot" not in outer.classes else {})
    for child in drawing:
        if child.tag != "title":
            group.extend(_copies(child, [outer]))
    return group


def _copies(element: Element, around: list[Named]) -> Iterator[Element]:
    """One, or nothing where it is neither shape nor word; a link around shapes becomes a plain group."""
    path = [*around, _named(element)]
    tag = "g" if element.tag == "a" else element.tag
    if tag not in SHAPES:
        return
    places = {name: value for name, value in element.attrib.items() if name in PLACES}
    copy = Element(tag, places | attributes(path))
    copy.text = element.text and " ".join(element.text.split())
    for child in element:
        copy.extend(_copies(child, path))
    yield copy


def _named(element: Element) -> Named:
    return Named(element.tag, frozenset(element.get("class", "").split()))


def _written(root: Element) -> str:
    return _clean(tostring(root, encoding="unicode"))


def _clean(xml: str) -> str:
    """Without the letters that no XML may hold."""
    return NOT_XML.sub("", xml)


def _text(element: Element) -> str:
    return " ".join("".join(element.itertext()).split())


def _spot(number: float) -> str:
    return f"{number:.2f}".rstrip("0").rstrip(".")
