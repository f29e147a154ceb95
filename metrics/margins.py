"""What stands around the plot of an explorer: numbers of notes above, sessions and the days of tests beneath.

Heights are pixels; widths are shares of the time that the chart shows, as wide as a phone needs them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

from metrics.chart import Marker
from metrics.periodtext import period_text
from metrics.pointtext import act_text, days_text
from metrics.spots import DATA, INK, INK_SOFT, LINE_STRONG, PAPER, Spots
from metrics.traces import hover, trace
from metrics.windows import Window

Json = dict[str, Any]
PLOT = 320  # the plot itself, without what is around it
MONTHS = 44  # the names of months, and of years
ROW = 20  # a row of numbers, of sessions, or of tests
TOP = 16
EDGE = 8
NOTE_ROOM, SESSION_ROOM, TEST_ROOM = 0.1, 0.42, 0.1
NOTE_ROWS, TEST_ROWS = 3, 6


@dataclass(frozen=True, slots=True)
class Margins:
    """Which row each number and each test has, so that none lies on another."""

    spots: Spots
    notes: Sequence[tuple[int, list[int]]]  # points, each with the places of its acts
    note_rows: Sequence[int]
    sessions: Sequence[Marker]
    tests: Sequence[Window]
    test_rows: Sequence[int]  # under the sessions

    @classmethod
    def of(cls, spots: Spots) -> Margins:
        notes = list(_numbered(spots))
        sessions = [one for one in spots.view.sessions if spots.holds(str(one.at))]
        tests = spots.view.windows_shown if spots.periods else []
        return cls(
            spots,
            notes,
            rows(
                [_stretch(spots, spots.starts[at], spots.starts[at]) for at, _ in notes], NOTE_ROOM, NOTE_ROWS
            ),
            sessions,
            tests,
            rows([_stretch(spots, *_ends(one)) for one in tests], TEST_ROOM, TEST_ROWS),
        )

    @property
    def above(self) -> int:
        return TOP + ROW * (max(self.note_rows, default=-1) + 1)

    @property
    def rows_beneath(self) -> int:
        return bool(self.sessions) + max(self.test_rows, default=-1) + 1

    @property
    def inside(self) -> int:
        """What Plotly shares out between its axes."""
        return PLOT + MONTHS + ROW * self.rows_beneath

    @property
    def height(self) -> int:
        return self.above + self.inside + EDGE

    @property
    def plot(self) -> list[float]:
        """The place of the plot, from the bottom up."""
        return [round(1 - PLOT / self.inside, 4), 1]

    def beneath(self) -> Json:
        """The axis of the rows beneath; none where there is nothing."""
        count = self.rows_beneath
        if not count:
            return {}
        place = [0, round(ROW * count / self.inside, 4)]
        return {
            "yaxis2": {"domain": place, "range": [count - 0.5, -0.5], "visible": False, "fixedrange": True}
        }

    # --- Drawn ------------------------------------------------------------------------------------------

    def traces(self) -> Iterator[Json]:
        if self.sessions:
            yield self._sessions()
        if self.tests:
            yield from self._tests()

    def _sessions(self) -> Json:
        """By their names, or where these would touch by their short ones."""
        places = [_stretch(self.spots, str(one.at), str(one.at))[0] for one in self.sessions]
        is_wide = all(later - one >= SESSION_ROOM for one, later in pairwise(places))
        return trace(
            "sessions",
            [str(one.at) for one in self.sessions],
            [0] * len(self.sessions),
            yaxis="y2",
            mode="markers+text",
            cliponaxis=False,
            text=[one.label if is_wide else one.short or one.label for one in self.sessions],
            textposition="middle right",
            textfont={"color": INK_SOFT, "size": 12},
            hoverinfo="text",
            hovertext=[hover([one.label]) for one in self.sessions],
            marker={"symbol": "triangle-up", "size": 10, "color": INK_SOFT},
        )

    def _tests(self) -> Iterator[Json]:
        """A bar of days each; at its end its number, and a point where it is not over."""
        texts = [hover([one.label, one.text, days_text(one)]) for one in self.tests]
        heights = [bool(self.sessions) + row for row in self.test_rows]
        said: Json = {"yaxis": "y2", "cliponaxis": False, "hoverinfo": "text"}
        bars = [
            (day, height, text)
            for ends, height, text in zip(map(_ends, self.tests), heights, texts, strict=True)
            for day in (*ends, None)
        ]
        yield trace(
            "tests",
            [day for day, _height, _text in bars],
            [None if day is None else height for day, height, _text in bars],
            hovertext=[text for _day, _height, text in bars],
            line={"color": DATA, "width": 8},
            **said,
        )
        running = [one.last is None for one in self.tests]
        yield trace(
            "tests",
            [_ends(one)[1] for one in self.tests],
            heights,
            mode="markers+text",
            hovertext=texts,
            text=[one.label for one in self.tests],
            textposition="middle right",
            textfont={"color": INK_SOFT, "size": 12},
            marker={
                "opacity": 1,
                "symbol": ["triangle-right" if one else "square" for one in running],
                "size": [12 if one else 4 for one in running],
                "color": DATA,
                "line": {"width": 0},
            },
            **said,
        )

    def numbers(self) -> Iterator[Json]:
        """A number in a frame above its point, as in the list beneath the chart."""
        acts = self.spots.view.acts
        hovered = {"bgcolor": PAPER, "bordercolor": LINE_STRONG, "font": {"color": INK}}
        for (at, places), row in zip(self.notes, self.note_rows, strict=True):
            period = period_text(acts[places[0]].period)
            yield {
                "text": f"<b>{_joined([acts[place].number for place in places])}</b>",
                "showarrow": False,
                "x": self.spots.x[at],
                "yref": "y domain",
                "y": 1,
                "yanchor": "bottom",
                "yshift": 4 + ROW * row,
                "font": {"color": INK, "size": 12},
                "bgcolor": PAPER,
                "bordercolor": INK_SOFT,
                "borderwidth": 1,
                "borderpad": 2,
                "hovertext": hover([period, *(act_text(acts[place]) for place in places)]),
                "hoverlabel": hovered,
            }

    def stems(self, high: float | None) -> Iterator[Json]:
        """From each number down to its point."""
        for at, _places in self.notes:
            if self.spots.y[at] is not None:
                look = {"color": LINE_STRONG, "width": 1, "dash": "dot"}
                ends = {"x0": self.spots.x[at], "x1": self.spots.x[at], "y0": self.spots.y[at], "y1": high}
                yield {"type": "line", "layer": "below", "line": look, **ends}


def rows(stretches: Sequence[tuple[float, float]], room: float, most: int) -> list[int]:
    """For each, in the order of time, the first row that is free; else the one that is free first."""
    free: list[float] = []
    found = []
    for begins, ends in stretches:
        row = next((row for row, since in enumerate(free) if since <= begins), len(free))
        if row == most:
            row = free.index(min(free))
        free[row : row + 1] = [ends + room]
        found.append(row)
    return found


def _numbered(spots: Spots) -> Iterator[tuple[int, list[int]]]:
    found: dict[int, list[int]] = defaultdict(list)
    for place, act in enumerate(spots.view.acts):
        at = spots.at(act.period) if act.number else None
        if at is not None:
            found[at].append(place)
    yield from sorted(found.items())


def _joined(numbers: Sequence[int]) -> str:
    """All of them, or where they are many the first and the last."""
    return ",".join(map(str, numbers)) if len(numbers) <= 3 else f"{numbers[0]}–{numbers[-1]}"


def _ends(test: Window) -> tuple[str, str]:
    return test.first.isoformat(), (test.end + timedelta(days=1)).isoformat()


def _stretch(spots: Spots, *days: str) -> tuple[float, float]:
    """Two days as shares of the time that the chart shows."""
    low, high = (date.fromisoformat(day) for day in (spots.starts[0], spots.ends[-1]))
    first, last = ((date.fromisoformat(day) - low) / (high - low) for day in days)
    return first, last
