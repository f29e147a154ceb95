"""The form of a chart, in words: what may be chosen, what is proposed and why, and what was not possible."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from metrics.chartview import ChartView
from metrics.choosing import FIRM, SMALLEST_GROUP, TRIAL, Proposal, Refusal, Unit, Why
from metrics.chosen import Chosen
from metrics.options import USUAL, Options
from metrics.panel import LEAST_TEAMS
from metrics.periods import Points
from metrics.wording import month_text

SHOWN: dict[Points, int] = {"month": 24, "sample": 24, "week": 52, "day": 60}  # the newest points


@dataclass(frozen=True, slots=True)
class Entry:
    value: str  # as it stands in the address
    label: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Field:
    name: str
    label: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """What the partial `metrics/_options.html` shows; addresses begin with "?"."""

    key: str  # unique on the page
    options: Options  # as shown
    fields: tuple[Field, ...]
    reason: str  # of the chart that suits
    proposed: str  # its address, where another one is shown
    said: tuple[str, ...]  # what was asked for and could not be, what the view leaves out
    earlier: int  # points that are not shown

    @property
    def everything(self) -> str:
        return replace(self.options, everything=True).suffix

    @property
    def newest(self) -> str:
        return replace(self.options, everything=False).suffix or "?"

    @property
    def is_usual(self) -> bool:
        return replace(self.options, everything=False) == USUAL

    @property
    def earlier_text(self) -> str:
        return number_of_points(self.options.points, self.earlier)

    @property
    def all_text(self) -> str:
        return _all_text(self.options.points)

    @property
    def newest_text(self) -> str:
        return _newest_text(self.options.points)


@dataclass(frozen=True, slots=True)
class Around:
    """What the form tells besides the chart. `panel`: how many teams it has; None for one team's chart."""

    points: tuple[Points, ...]
    earlier: int = 0
    panel: int | None = None
    has_median: bool = False
    said: tuple[str, ...] = ()


def choice_of(chosen: Chosen, options: Options, around: Around) -> Choice:
    """`options` as they are shown; what was refused is told by `chosen`."""
    view, found = chosen.view, chosen.judged
    fields = [
        Field("points", _("One point is"), _entries(around.points, options.points, points_label)),
        Field("chart", _("Chart"), _entries(chosen.kinds, options.chart, kind_label)),
        *_months_fields(view, options),
        *_team_fields(options, around),
    ]
    suits = chosen.proposal.kind
    return Choice(
        f"view-{view.key}",
        options,
        tuple(field for field in fields if len(field.entries) > 1),
        reason_text(chosen.proposal, view.unit, view.points_are),
        replace(options, chart=suits).suffix or "?" if suits != view.kind else "",
        (*around.said, *([_refused_text(found.refused)] if found.refused else [])),
        around.earlier,
    )


def _entries(values: Iterable[str], shown: str, label: Callable[[str], str]) -> tuple[Entry, ...]:
    return tuple(Entry(value, label(value), value == shown) for value in values)


def _months_fields(view: ChartView, options: Options) -> list[Field]:
    """Where there is no point at all, there is nothing to look back to."""
    if not view.points:
        return []
    entries = (
        Entry("", _newest_text(options.points), not options.everything),
        Entry("all", _all_text(options.points), options.everything),
    )
    return [Field("months", _("How far back"), entries)]


def _team_fields(options: Options, around: Around) -> list[Field]:
    if around.panel is None:
        return []
    words = ngettext("always the same %(count)s", "always the same %(count)s", around.panel)
    panel = (
        Entry("", _("all that reported"), not options.panel),
        Entry("fixed", words % {"count": around.panel}, options.panel),
    )
    line = (
        Entry("", _("none"), not options.teams_median),
        Entry("median", _("median of teams"), options.teams_median),
    )
    fields = [Field("panel", _("Teams"), panel)] if around.panel >= LEAST_TEAMS else []
    return [*fields, Field("line", _("Second line"), line)] if around.has_median else fields


def points_label(points: str) -> str:
    return {
        "month": _("a month"),
        "sample": _("a sample week"),
        "week": _("a week"),
        "day": _("a day"),
    }[points]


def kind_label(kind: str) -> str:
    return {
        "run": _("run chart"),
        "i": _("I chart (XmR)"),
        "mr": _("MR chart (moving ranges)"),
        "p": _("P chart (parts)"),
        "pp": _("P′ chart (varied parts)"),
        "u": _("U chart (rates)"),
        "up": _("U′ chart (varied rates)"),
        "c": _("C chart (counts)"),
        "g": _("G chart (cases between events)"),
        "t": _("T chart (time between events)"),
    }[kind]


def number_of_points(points: Points, number: int) -> str:
    """Such as "14 weeks"."""
    words = {
        "month": ngettext("%(number)s month", "%(number)s months", number),
        "sample": ngettext("%(number)s sample week", "%(number)s sample weeks", number),
        "week": ngettext("%(number)s week", "%(number)s weeks", number),
        "day": ngettext("%(number)s day", "%(number)s days", number),
    }[points]
    return words % {"number": number}


def _newest_text(points: Points) -> str:
    return _("the last %(points)s") % {"points": number_of_points(points, SHOWN[points])}


def _all_text(points: Points) -> str:
    return {
        "month": _("all months"),
        "sample": _("all sample weeks"),
        "week": _("all weeks"),
        "day": _("all days"),
    }[points]


def reason_text(proposal: Proposal, unit: Unit, points: Points) -> str:
    """Which chart suits these numbers and why, in one sentence."""
    if proposal.why == "varied":
        return _varied_text(unit)
    return _reasons(proposal, points)[proposal.why]


def _varied_text(unit: Unit) -> str:
    if unit == "proportion":
        return _(
            "A proportion of many, and the points lie further apart than chance alone would put them: a P′ "
            "chart allows for that."
        )
    return _(
        "A rate whose points lie further apart than chance alone would put them: a U′ chart allows for that."
    )


def _reasons(proposal: Proposal, points: Points) -> dict[Why, str]:
    number = number_of_points(points, proposal.points)
    size = number_format(round(proposal.size or 0), force_grouping=True)
    each = points_label(points)
    facts = {"number": number, "size": size, "each": each, "empty": proposal.empty}
    least = {"trial": TRIAL, "firm": FIRM, "smallest": SMALLEST_GROUP}
    said: dict[Why, str] = {
        "by_day": _(
            "By day only the line is drawn: the days of one week hang together, so no rule fits them."
        ),
        "few": _(
            "%(number)s with a value in this phase so far: a run chart; limits can be tried from %(trial)s "
            "points on."
        ),
        "small_groups": _(
            "A proportion, with about %(size)s counted in %(each)s: a run chart; limits would mislead below "
            "%(smallest)s."
        ),
        "proportion": _("A proportion, with about %(size)s counted in %(each)s: a P chart can show limits."),
        "rate": _(
            "A rate. Where single events are counted, and no minutes or money, a U chart can show limits."
        ),
        "rare": _(
            "In %(empty)s of %(number)s there was none: a run chart. A G or T chart of what lies between two "
            "such rare events would need each event with its day, and here they are added up."
        ),
        "count": _("A count that goes up and down as chance does: a C chart can show limits."),
        "varied_count": _(
            "A count that chance alone does not explain: an I chart takes its limits from the points."
        ),
        "mean": _("A mean of the teams: an I chart takes its limits from the points."),
        "score": _("A score: an I chart takes its limits from the points."),
    }
    return {why: words % (facts | least) for why, words in said.items()}


def _refused_text(refused: Refusal) -> str:
    words: dict[Refusal, str] = {
        "by_day": _("By day there are no limits, so this is the line alone."),
        "few": _("Limits need at least %(trial)s points with a value in one phase, so this is a run chart."),
        "not_for_unit": _("This kind of chart does not fit what is counted here, so this is a run chart."),
        "not_positive": _("A T chart shows times above zero, and here is a zero. So this is a run chart."),
        "flat": _(
            "Limits come from how far points lie from their neighbors. Here they have none, or do not "
            "move. So this is a run chart."
        ),
    }
    return words[refused] % {"trial": TRIAL}


def typed_said(months: Sequence[str]) -> list[str]:
    """Months that were typed as one number have no weeks; of many the first and the last are named."""
    if not months:
        return []
    if len(months) == 1:
        return [
            _("%(month)s was typed as one number for the month, so it is not in this view.")
            % {"month": month_text(months[0])}
        ]
    return [
        _(
            "%(count)s months from %(first)s to %(last)s were typed as one number for the month, so they are "
            "not in this view."
        )
        % {"count": len(months), "first": month_text(months[0]), "last": month_text(months[-1])}
    ]
