"""The picture: a file that stands alone, and the drawing inside a page."""

from __future__ import annotations

import re
import struct
import zlib
from dataclasses import replace
from typing import Any
from xml.etree import ElementTree

import pytest

from metrics import chart as chart_module
from metrics.chartview import ChartView
from metrics.counted import Wording
from metrics.files.png import picture
from metrics.files.svg import FONT, document, embedded
from tests.metrics.files.conftest import ADDRESS, act, chart, content
from tests.metrics.test_run_chart_template import STEP_DOWN, view

SPACE = "{http://www.w3.org/2000/svg}"
MAY_HOLD = {
    "circle",
    "desc",
    "ellipse",
    "g",
    "line",
    "path",
    "polygon",
    "polyline",
    "rect",
    "svg",
    "text",
    "title",
    "tspan",
}


def parsed(made: bytes | str) -> ElementTree.Element:
    return ElementTree.fromstring(made)  # noqa: S314 - our own file


def words(made: bytes) -> str:
    return " ".join(text.text or "" for text in parsed(made).iter(f"{SPACE}text"))


def test_it_says_title_sentence_key_and_address() -> None:
    signal = view(STEP_DOWN)
    made = document(content(signal))
    root = parsed(made)
    assert root.findtext(f"{SPACE}title") == signal.title
    assert root.findtext(f"{SPACE}desc") == signal.sentence
    assert root.get("aria-labelledby") == "title description"
    said = words(made)
    assert signal.sentence in said
    assert "more than chance alone would put there" in said
    assert ADDRESS in said.replace(" ", "")


def test_it_says_what_its_numbers_are() -> None:
    wordings = [Wording("2025-01", "Used it", "Children here")]
    assert "Used it · Out of: Children here" in words(document(content(chart(wordings=wordings))))


def test_what_was_done_to_the_chart_is_listed_beneath_it() -> None:
    assert "1 · Feb 2026: A flood (Mia, Mar 2, 2026)" in words(
        document(content(chart(acts=[act("A flood")])))
    )


@pytest.mark.parametrize("made", [document(content(view(STEP_DOWN))), embedded(view(STEP_DOWN)).encode()])
def test_nothing_in_it_acts_or_comes_from_elsewhere(made: bytes) -> None:
    root = parsed(made)
    tags = {element.tag.removeprefix(SPACE) for element in root.iter()}
    names = {name for element in root.iter() for name in element.attrib}
    assert tags <= MAY_HOLD
    assert not {
        name for name in names if name.startswith("on") or "href" in name or name in ("style", "class")
    }
    assert b"url(" not in made
    assert re.findall(rb'="https?:[^"]*"', made.replace(b'xmlns="http://www.w3.org/2000/svg"', b"")) == []


def test_every_shape_says_how_it_is_drawn() -> None:
    """Without its look a line would be a black blot."""
    root = parsed(document(content(view(STEP_DOWN), width=360)))
    shapes = [one for kind in ("path", "polyline", "circle") for one in root.iter(f"{SPACE}{kind}")]
    assert shapes
    assert [
        one.attrib for one in shapes if not one.get("fill") or not (one.get("stroke") or one.get("fill"))
    ] == []


@pytest.mark.parametrize(
    "hostile", ["<script>alert(1)</script>", '"><image href="x"/>', "a\x0bb\ud7ff & <b>", "]]>"]
)
def test_words_stay_words(hostile: str) -> None:
    made = document(content(chart(title=hostile, acts=[act(hostile)])))
    kept = hostile.replace("\x0b", "")
    assert parsed(made).findtext(f"{SPACE}title") == kept
    assert parsed(made).find(f".//{SPACE}script") is None


def test_a_chart_without_a_number_has_no_drawing_and_says_so() -> None:
    empty = view([None, None])
    made = document(content(empty))
    assert parsed(made).findtext(f"{SPACE}desc") == empty.sentence
    assert list(parsed(made).iter(f"{SPACE}polyline")) == []


@pytest.mark.parametrize(("width", "points"), [(360, "360"), (800, "800"), (1600, "1600")])
def test_it_is_as_wide_as_was_asked_for(width: int, points: str) -> None:
    assert parsed(document(content(width=width))).get("width") == points


def test_a_narrow_one_has_the_drawing_of_a_phone() -> None:
    def box(width: int) -> str:
        return (parsed(document(content(width=width))).get("viewBox") or "").split()[2]

    assert (box(360), box(800)) == ("360", "800")


def test_inside_a_page_it_is_the_drawing_alone_with_its_words_for_who_does_not_see_it() -> None:
    shown: ChartView = view(STEP_DOWN)
    root = parsed(embedded(shown))
    assert root.findtext("title") == f"{shown.title}. {shown.sentence}"
    assert (root.get("role"), root.get("font-family"), root.get("id")) == ("img", FONT, None)
    numbered = replace(shown, acts=[act("A flood")])
    assert embedded(numbered) == embedded(shown)


def pixels(png: bytes) -> tuple[int, int, int]:
    """Width, height and how many different rows there are; a blank picture has one."""
    assert png[:8] == b"\x89PNG\r\n\x1a\n"
    width, height, depth, colours = struct.unpack(">IIBB", png[16:26])
    assert (depth, colours) == (8, 6)
    parts, at = b"", 8
    while at < len(png):
        size, kind = struct.unpack(">I4s", png[at : at + 8])
        parts += png[at + 8 : at + 8 + size] if kind == b"IDAT" else b""
        at += size + 12
    rows = zlib.decompress(parts)
    return (
        width,
        height,
        len({rows[1 + at : at + width * 4 + 1] for at in range(0, len(rows), width * 4 + 1)}),
    )


def test_only_the_size_that_is_drawn_is_laid_out(monkeypatch: pytest.MonkeyPatch) -> None:
    sizes: list[chart_module.Size] = []

    def laid_out(series: chart_module.Series, size: chart_module.Size) -> chart_module.Plot:
        sizes.append(size)
        return chart_module.layout(series, size)

    monkeypatch.setattr("metrics.chartview.layout", laid_out)
    embedded(view(STEP_DOWN), "narrow")
    assert sizes == [chart_module.NARROW]


def test_the_png_is_twice_as_sharp_and_not_blank() -> None:
    made = content(view(STEP_DOWN), width=360)
    high = float(parsed(document(made)).get("height") or 0)
    width, height, rows = pixels(picture(made))
    assert (width, abs(height - 2 * high) <= 1) == (720, True)
    assert rows > 50


def test_letters_come_from_the_product_and_not_from_the_machine(settings: Any, tmp_path: Any) -> None:
    made = content(width=360)
    with_letters = picture(made)
    settings.FONTS_DIR = tmp_path
    assert picture(made) != with_letters


def test_the_same_chart_gives_the_same_picture() -> None:
    made = content(view(STEP_DOWN), width=360)
    assert (document(made), picture(made)) == (document(made), picture(made))
