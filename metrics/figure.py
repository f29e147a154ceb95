"""A chart as data for Plotly: the same points, lines, colours and shapes as the drawing made on the server.

A figure is a dictionary with `data`, `layout` and `config` as plotly.js takes them, and `locale` with the
names of months. Every word in it is in the reader's language. Proportions are in per cent.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from html import escape
from typing import Any

from metrics import traces
from metrics.chartview import ChartView
from metrics.looking import Looking
from metrics.margins import EDGE, PLOT, Margins
from metrics.plot import LineName
from metrics.plotlywords import locale
from metrics.scale import Scale, as_decimal, fit
from metrics.series import Series
from metrics.spots import INK, INK_SOFT, LINE, LINE_STRONG, PAPER, Spots
from metrics.templatetags.charts import line_name
from metrics.traces import TeamLine
from metrics.wording import number_text

Json = dict[str, Any]

STEPS = 6  # at most, on the vertical axis
TWO_WEEKS = 14 * 86_400_000  # milliseconds: labels nearer than that name days
WORD = 19 / PLOT  # of its height: a line of text right of it


def figure(view: ChartView, looking: Looking, teams: Sequence[TeamLine] = ()) -> Json:
    """Teams come in their fixed order, and on the points of the chart of all."""
    spots, scale = Spots(view), _scale(view, teams)
    margins = Margins.of(spots)
    return {
        "data": [
            *traces.levels(spots),
            *traces.limits(spots),
            *traces.second_line(spots),
            *(traces.team(team, looking.shows(team.slug, own=team.own)) for team in teams),
            *traces.line(spots),
            *margins.traces(),
            traces.points(spots),
        ],
        "layout": _layout(margins, looking, scale),
        "config": {"displayModeBar": False, "doubleClick": False, "responsive": True, "locale": "reader"},
        "locale": locale(),
    }


def _scale(view: ChartView, teams: Sequence[TeamLine]) -> Scale:
    """One for the chart and all its teams, shown or not: so it stays where it is while they come and go."""
    lines = [as_decimal(at.value) for team in teams for at in team.view.points if at.value is not None]
    return fit([*view.series().numbers(), *lines], view.unit, STEPS)


def _layout(margins: Margins, looking: Looking, scale: Scale) -> Json:
    """`meta` is for the page: days and labels of periods, the height of it all, what stands right of each."""
    axis = {"linecolor": LINE_STRONG, "gridcolor": LINE, "zeroline": False, "tickfont": {"color": INK_SOFT}}
    spots = margins.spots
    labels = [one.label for one in spots.periods]
    first, last = looking.stretch(labels) or (0, len(labels) - 1)
    beside = _beside(spots, scale)
    return {
        "autosize": True,
        "showlegend": False,
        "hovermode": "closest",
        "hoverdistance": 30,
        "dragmode": "zoom",
        "paper_bgcolor": PAPER,
        "plot_bgcolor": PAPER,
        "font": {"size": 13, "color": INK},
        "margin": {"l": EDGE, "r": 68, "t": margins.above, "b": EDGE},
        "hoverlabel": {"bgcolor": PAPER, "bordercolor": LINE_STRONG, "align": "left", "font": {"color": INK}},
        "xaxis": axis | _time_axis(spots, first, last),
        "yaxis": axis | _value_axis(margins, scale),
        **margins.beneath(),
        "shapes": [
            *(_phase_mark(spots.starts[at]) for at in sorted(spots.phase_starts)),
            *margins.stems(spots.shown(scale.high)),
        ],
        "annotations": [*_carried(spots), *margins.numbers(), *_ending(beside, last)],
        "meta": {
            "starts": spots.starts,
            "ends": spots.ends,
            "labels": labels,
            "height": margins.height,
            "by_month": spots.by_month,
            "beside": beside,
        },
    }


def _value_axis(margins: Margins, scale: Scale) -> Json:
    spots, ticks = margins.spots, list(scale.ticks())
    return {
        "automargin": True,
        "fixedrange": True,
        "domain": margins.plot,
        "range": [spots.shown(scale.low), spots.shown(scale.high)],
        "tickvals": [spots.shown(tick) for tick in ticks],
        "ticktext": [number_text(tick, spots.view.unit, scale.decimals) for tick in ticks],
    }


def _time_axis(spots: Spots, first: int, last: int) -> Json:
    day_month = locale()["format"]["dayMonth"]
    stops = ((None, TWO_WEEKS, f"{day_month}\n%Y"), ("M1", "M12", "%b\n%Y"), ("M12", None, "%Y"))
    axis = {
        "type": "date",
        "automargin": True,
        "showgrid": False,
        "ticks": "outside",
        "tickangle": 0,
        "ticklabelmode": "period" if spots.by_month else "instant",
        "tickformatstops": [{"dtickrange": [since, until], "value": form} for since, until, form in stops],
    }
    if not spots.periods:
        return axis
    limits = {"minallowed": spots.starts[0], "maxallowed": spots.ends[-1]}
    return axis | limits | {"range": [spots.starts[first], spots.ends[last]]}


def _phase_mark(day: str) -> Json:
    look = {"color": LINE_STRONG, "width": 1.25}
    return {"type": "line", "x0": day, "x1": day, "yref": "y domain", "y0": 0, "y1": 1, "line": look}


def _carried(spots: Spots) -> Iterator[Json]:
    """Each number stands at the start of its line; the last one's stands right of the plot."""
    for line in spots.series.medians[:-1]:
        if line.value is not None:
            text = number_text(line.value, spots.view.unit)
            at = {"x": spots.starts[line.first], "xanchor": "left", "yanchor": "bottom"}
            yield _annotation(text, at | {"y": spots.shown(line.value)})


def _beside(spots: Spots, scale: Scale) -> list[Json]:
    """What stands right of the plot while this point is the last one shown; said where it changes."""
    found: list[Json] = []
    for at in range(len(spots.x)):
        labels = _labels(spots, at, scale)
        if not found or found[-1]["labels"] != labels:
            found.append({"from": at, "labels": labels})
    return found


def _ending(beside: Sequence[Json], last: int) -> list[Json]:
    labels = [one["labels"] for one in beside if one["from"] <= last]
    return list(labels[-1]) if labels else []


def _labels(spots: Spots, at: int, scale: Scale) -> list[Json]:
    """Each word of a name in a row of its own, the number beneath."""
    lines = sorted(_named_lines(spots.series, at), key=lambda one: as_decimal(one[1]))
    rows = [
        [*escape(word, quote=False).split(), f"<b>{number_text(value, spots.view.unit)}</b>"]
        for word, value in lines
    ]
    places = _apart(
        [scale.share(as_decimal(value)) for _word, value in lines], [len(one) * WORD for one in rows]
    )
    right = {"xref": "paper", "x": 1, "xanchor": "left", "xshift": 4, "yref": "y domain", "yanchor": "middle"}
    return [
        _annotation("<br>".join(words), right | {"y": round(place, 4)})
        for words, place in zip(rows, places, strict=True)
    ]


def _named_lines(series: Series, at: int) -> list[tuple[str, Decimal | float]]:
    """The goal, and the lines at one point."""
    middle = [line for line in series.medians if line.first <= at][-1:]
    found: list[tuple[LineName, Decimal | float | None]] = [("goal", series.goal)]
    found += [(line.name, line.value) for line in middle]
    if series.limits is not None:
        upper, lower = _newest(series.limits.upper, at), _newest(series.limits.lower, at)
        trial = series.limits.trial
        found += [("trial" if trial else "upper", upper), ("trial" if trial else "lower", lower)]
    if series.teams:
        found.append(("teams", _newest(series.teams, at)))
    return [(line_name(name), value) for name, value in found if value is not None]


def _newest(values: Sequence[Decimal | float | None], at: int) -> Decimal | float | None:
    """Up to this point: a running one has no limits of its own."""
    return next((value for value in reversed(values[: at + 1]) if value is not None), None)


def _apart(shares: Sequence[float], heights: Sequence[float]) -> list[float]:
    """Ascending places of labels, moved until they are readable: up where needed, then down again."""
    places: list[float] = []
    for at, share in enumerate(shares):
        least = places[-1] + (heights[at - 1] + heights[at]) / 2 if places else share
        places.append(max(share, least))
    top = 1.0
    for at in reversed(range(len(places))):
        places[at] = min(places[at], top)
        top = places[at] - (heights[at - 1] + heights[at]) / 2
    return places


def _annotation(text: str, place: Json) -> Json:
    return {"text": text, "showarrow": False, "align": "left", "font": {"color": INK}, **place}
