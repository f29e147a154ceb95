"""What Plotly draws: lines, points and teams of one chart, each as a trace whose `meta` says what it is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import escape
from textwrap import wrap
from typing import Any

from metrics.chartview import ChartView
from metrics.pointtext import texts_of
from metrics.series import Point
from metrics.spots import DATA, INK_SOFT, NOTICE, NOTICE_MARK, PAPER, Spots, Value

Json = dict[str, Any]
CHARACTERS = 36  # of a line beside the mouse
# Teams are told apart by their number in the fixed order, which stands on each point, and by dash.
DASHES = ("solid", "dot", "dash", "dashdot", "longdash")


@dataclass(frozen=True, slots=True)
class TeamLine:
    """One team's line on a chart of all teams; `number` is its place among them."""

    number: int
    slug: str
    label: str
    view: ChartView
    own: bool  # the reader's


def trace(role: str, x: Sequence[str | None], y: Sequence[float | None], **more: Any) -> Json:
    return {
        "type": "scatter",
        "mode": "lines",
        "x": list(x),
        "y": list(y),
        "connectgaps": False,
        "hoverinfo": "skip",
        "meta": {"role": role},
        **more,
    }


# --- Lines -----------------------------------------------------------------------------------------------


def levels(spots: Spots) -> Iterator[Json]:
    """The goal, and the middle line of each phase, the last one's to the end; dashed beyond a baseline."""
    series = spots.series
    if not spots.periods:
        return
    if series.goal is not None:
        yield _level("goal", spots, (0, len(spots.x) - 1), series.goal, "dashdot")
    for line in series.medians:
        if line.value is not None:
            last = len(spots.x) - 1 if line is series.medians[-1] else line.last
            turn = last if line.frozen is None else max(line.frozen, line.first)
            yield _level("median", spots, (line.first, turn), line.value, "solid")
            if turn < last:
                yield _level("median", spots, (turn + 1, last), line.value, "dash")


def _level(role: str, spots: Spots, ends: tuple[int, int], value: Value, dash: str) -> Json:
    first, last = ends
    x, y = [spots.starts[first], spots.ends[last]], spots.shown(value)
    return trace(role, x, [y, y], line={"color": INK_SOFT, "width": 1.5, "dash": dash})


def limits(spots: Spots) -> Iterator[Json]:
    """Steps, since the limits of a proportion differ from point to point; broken where a phase ends."""
    if spots.series.limits is None:
        return
    dash = "3px,3px" if spots.series.limits.trial else "solid"
    for values in (spots.series.limits.upper, spots.series.limits.lower):
        x: list[str | None] = []
        y: list[float | None] = []
        for at, value in enumerate(values):
            if at in spots.phase_starts:
                x, y = [*x, None], [*y, None]
            x, y = [*x, spots.starts[at], spots.ends[at]], [*y, *[spots.shown(value)] * 2]
        yield trace("limit", x, y, line={"color": INK_SOFT, "width": 1, "dash": dash})


def line(spots: Spots) -> Iterator[Json]:
    """Firm between points that count, dashed to and from a hollow one."""
    firm = [at for at in range(len(spots.x)) if spots.firm(at)]
    loose = [at for at in range(len(spots.x)) if not spots.firm(at)]
    yield from _joined("line", spots, spots.values, firm, {"color": DATA, "width": 2})
    yield from _joined("line", spots, spots.values, loose, {"color": DATA, "width": 1.25, "dash": "dot"})


def second_line(spots: Spots) -> Iterator[Json]:
    """The median of the teams."""
    if spots.series.teams:
        look = {"color": INK_SOFT, "width": 2, "dash": "dot"}
        yield from _joined("teams", spots, spots.series.teams, range(len(spots.x)), look)
        yield from _alone(spots, spots.series.teams)


def _alone(spots: Spots, values: Sequence[Value]) -> Iterator[Json]:
    """A stroke for each value that no line reaches."""
    joined = [at + 1 < len(values) and spots.joined(at, values) for at in range(len(values))]
    alone = [
        at
        for at, value in enumerate(values)
        if value is not None and not joined[at] and not (at and joined[at - 1])
    ]
    if alone:
        yield trace(
            "teams",
            [spots.x[at] for at in alone],
            [spots.shown(values[at]) for at in alone],
            mode="markers",
            marker={"symbol": "line-ew", "size": 18, "line": {"color": INK_SOFT, "width": 2}},
        )


def _joined(
    role: str, spots: Spots, values: Sequence[Value], wanted: Iterable[int], look: Json
) -> Iterator[Json]:
    """One trace of all steps from one point to the next, nothing between them where they do not meet."""
    x: list[str | None] = []
    y: list[float | None] = []
    for at in wanted:
        if at + 1 < len(spots.x) and spots.joined(at, values):
            x = [*x, spots.x[at], spots.x[at + 1], None]
            y = [*y, spots.shown(values[at]), spots.shown(values[at + 1]), None]
    if x:
        yield trace(role, x, y, line=look)


# --- Points ----------------------------------------------------------------------------------------------


def points(spots: Spots) -> Json:
    looks = [_look(mark) for mark in spots.marks]
    texts = texts_of(spots.view)
    return trace(
        "points",
        spots.x,
        spots.y,
        mode="markers",
        name=spots.view.title,
        cliponaxis=False,
        hoverinfo="text",
        hovertext=[hover(lines) for lines in texts],
        customdata=[". ".join(lines) for lines in texts],
        marker={
            "opacity": 1,
            "symbol": [look.symbol for look in looks],
            "size": [look.size for look in looks],
            "color": [look.fill for look in looks],
            "line": {"color": [look.edge for look in looks], "width": [look.width for look in looks]},
        },
    )


@dataclass(frozen=True, slots=True)
class _Look:
    symbol: str
    size: int
    fill: str
    edge: str
    width: float


PLAIN = _Look("circle", 9, DATA, PAPER, 1)
HOLLOW = _Look("circle", 9, PAPER, DATA, 1.75)
MARKED = _Look("diamond", 13, NOTICE_MARK, NOTICE, 1)
ABOVE = _Look("triangle-up", 13, NOTICE_MARK, NOTICE, 1)
BELOW = _Look("triangle-down", 13, NOTICE_MARK, NOTICE, 1)
LEFT_OUT = _Look("x-thin", 9, INK_SOFT, INK_SOFT, 2)


def _look(mark: Point) -> _Look:
    if mark.out:
        return LEFT_OUT
    if mark.hollow:
        return HOLLOW
    if mark.beyond:
        return ABOVE if mark.beyond == "above" else BELOW
    return MARKED if mark.marked else PLAIN


def hover(lines: Sequence[str]) -> str:
    """Plotly reads a little HTML: what people wrote is escaped, and long lines are broken."""
    first, *others = lines
    rows = [f"<b>{escape(first, quote=False)}</b>"]
    rows += [escape(row, quote=False) for line in others for row in wrap(line, CHARACTERS)]
    return "<br>".join(rows)


def team(line: TeamLine, is_shown: bool) -> Json:
    spots = Spots(line.view)
    colour = DATA if line.own else INK_SOFT
    texts = [[line.label, *lines] for lines in texts_of(line.view)]
    return trace(
        "team",
        spots.x,
        spots.y,
        mode="lines+markers+text",
        meta={"role": "team", "team": line.slug},
        name=line.label,
        visible=True if is_shown else "legendonly",
        cliponaxis=False,
        hoverinfo="text",
        hovertext=[hover(lines) for lines in texts],
        customdata=[". ".join(lines) for lines in texts],
        text=str(line.number),
        textposition="middle center",
        textfont={"color": colour, "size": 11},
        line={"color": colour, "width": 1.25, "dash": DASHES[line.number % len(DASHES)]},
        marker={
            "symbol": "circle",
            "size": 17,
            "color": PAPER,
            "opacity": 1,
            "line": {"color": colour, "width": 1},
        },
    )
