"""What a team's snapshot says, and the judgement of any series in one: spelled as `metrics.canonical` does.

Large charts are spelled piece by piece, which is many times faster than a tree of dictionaries.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import fields
from decimal import Decimal
from functools import lru_cache
from typing import Any

from metrics.aggregate import value_of
from metrics.canonical import NOTHING, canonical, listing, mapping, number
from metrics.models.acts import Plan
from metrics.models.metric import MetricDefinition
from metrics.models.sums import MonthSum
from metrics.months import Month
from metrics.runchart import Hint, Phase, RunChart, analyse

NO_PLAN = Plan()
Point = tuple[str, str, Decimal | None]  # spelled, and what is plotted: spelled, and itself
OF_PHASE, OF_HINT = ([one.name for one in fields(kind)] for kind in (Phase, Hint))


class Analyses:
    """Judgements that were made already: a series that several charts of one metric show is judged once."""

    def __init__(self) -> None:
        self._spelled: dict[Hashable, dict[str, str]] = {}
        self._asked: dict[Hashable, tuple[dict[str, Any], Hashable]] = {}

    def judge(
        self,
        definitions: Iterable[MetricDefinition],
        labels: Sequence[str],
        points: Sequence[Point],
        plan: Plan,
    ) -> dict[str, str]:
        """A changed definition starts a phase, and so does a person; each has its own median and verdict.

        The same series is found by what is spelled of its values: a text is far sooner looked up.
        """
        asked, name = self._keywords(definitions, labels, plan)
        key = (name, *[said for _text, said, _value in points])
        found = self._spelled.get(key)
        if found is None:
            values = [value for _text, _said, value in points]
            found = self._spelled[key] = _judged(analyse(values, **asked), asked["phases"])
        return found

    def _keywords(
        self, definitions: Iterable[MetricDefinition], labels: Sequence[str], plan: Plan
    ) -> tuple[dict[str, Any], Hashable]:
        """What is asked of the analysis, also as a key. Labels are of months without a gap."""
        key = (plan, labels[0] if labels else "", len(labels))
        found = self._asked.get(key)
        if found is None:
            asked = plan.keywords(labels, {definition.from_month for definition in definitions})
            name = tuple((name, *_hashable(said)) for name, said in sorted(asked.items()))
            found = self._asked[key] = asked, name
        return found


def _hashable(said: Any) -> tuple[Any, ...]:
    return tuple(sorted(said.items())) if isinstance(said, dict) else tuple(said)


def _judged(chart: RunChart, phases: Sequence[int]) -> dict[str, str]:
    return {
        "phases": canonical(phases),
        "left_out": canonical(chart.left_out),
        "analysis": canonical([_phase(phase) for phase in chart.phases]),
    }


def _phase(phase: Phase) -> dict[str, Any]:
    """As `asdict`, without its copies."""
    said = {name: getattr(phase, name) for name in OF_PHASE}
    return said | {"hints": [{name: getattr(hint, name) for name in OF_HINT} for hint in phase.hints]}


def team_data(
    definitions: Sequence[MetricDefinition],
    sums: Sequence[MonthSum],
    through: Month,
    plan: Plan,
    seen: Analyses,
) -> str:
    """One team's chart in full: contiguous months from its first sum, the running month apart.

    `sums` are in order of months.
    """
    last, following = str(through), str(through.plus(1))
    by_label = {one.label: one for one in sums}
    closed = [label for label in by_label if label <= last]
    labels = labels_between(closed[0], closed[-1]) if closed else ()
    points = [_point(label, by_label.get(label)) for label in labels]
    running = by_label.get(following)
    return mapping(
        {
            "points": listing([text for text, _said, _value in points]),
            "running": _point(following, running)[0] if running else NOTHING,
            **seen.judge(definitions, labels, points, plan),
        }
    )


@lru_cache(maxsize=64)
def labels_between(first: str, last: str) -> tuple[str, ...]:
    """Months from one to the other, both included."""
    return tuple(str(month) for month in Month.parse(first).until(Month.parse(last)))


def _point(label: str, one: MonthSum | None) -> Point:
    if one is None:
        said = f'{{"den":null,"incomplete":0,"month":"{label}","num":null,"source":"","value":null}}'
        return said, NOTHING, None
    _label, definition, source, num, den, _counted, incomplete = one
    den_said, num_said, value_said, value = spelled(definition.unit, num, den)
    return (
        (
            f'{{"den":{den_said},"incomplete":{incomplete},"month":"{label}","num":{num_said},'
            f'"source":"{source}","value":{value_said}}}'
        ),
        value_said,
        value,
    )


@lru_cache(maxsize=2**15)
def spelled(unit: str, num: Decimal | None, den: Decimal | None) -> tuple[str, str, str, Decimal | None]:
    """Denominator, numerator and what is plotted, spelled, and that itself; most come again and again.

    Equal amounts are spelled alike, whatever their trailing zeros.
    """
    value = value_of(unit, num, den)
    return number(den), number(num), number(value), value
