"""What the form of an act offers: points at which it makes sense, the likely one, or why there is none."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from metrics.actrules import Grounds, RefusedError, judge
from metrics.periodtext import period_text

FIRM_BASELINE = 12  # counted points; from 10 on a baseline is firm, and two more bear two left out


def refusal(grounds: Grounds, what: str, at: str = "") -> str:
    """Why it cannot be done at this point, or without one anywhere; "" where it can."""
    if not at and possible(grounds, what):
        return ""
    try:
        judge(grounds, what, at or _example(grounds, what))
    except RefusedError as refused:
        return str(refused)
    return ""


def possible(grounds: Grounds, what: str) -> tuple[str, ...]:
    """The newest first."""
    return tuple(label for label in grounds.choices if not refusal(grounds, what, label))


def _example(grounds: Grounds, what: str) -> str:
    """Where no point takes it, the one whose refusal says most. Wants a point."""
    if not grounds.labels:
        return grounds.choices[0]
    newest = grounds.stretch(grounds.labels[-1])
    return newest[-2] if what == "baseline" and len(newest) > 1 else newest[-1]


def likely(grounds: Grounds, what: str) -> str:
    """The point that is proposed; "" where only a person can know it."""
    offered = possible(grounds, what)
    if what in ("phase", "left_out") or not offered:
        return ""
    return _baseline_end(grounds, offered) if what == "baseline" else offered[0]


def _baseline_end(grounds: Grounds, offered: tuple[str, ...]) -> str:
    """The twelfth counted point of the newest phase, or the last one that can be."""
    newest = grounds.stretch(grounds.labels[-1])
    ends = (
        label
        for at, label in enumerate(newest, 1)
        if label in offered and grounds.in_rules(newest[:at]) == FIRM_BASELINE
    )
    return next(ends, offered[0])


def offers(grounds: Grounds, what: str, chosen: str = "") -> list[tuple[str, str]]:
    """Points with their names, the newest first; `chosen` is among them wherever it is on the chart.

    A fixed line holds for a phase: of each phase one point is offered, by the name of the whole phase.
    """
    wanted = {*possible(grounds, what), chosen}
    labels = [label for label in grounds.choices if label in wanted]
    if what != "centre":
        return [(label, point_name(grounds, label)) for label in labels]
    return list(_phases(grounds, labels, chosen))


def _phases(grounds: Grounds, labels: list[str], chosen: str) -> Iterator[tuple[str, str]]:
    known: set[str] = set()
    for label in labels:
        stretch = grounds.stretch(label) if label in grounds.labels else (label,)
        if stretch[0] not in known:
            known.add(stretch[0])
            ends = [period_text(one, grounds.points) for one in (stretch[0], stretch[-1])]
            yield (chosen if chosen in stretch else label), " – ".join(dict.fromkeys(ends))


def point_name(grounds: Grounds, label: str) -> str:
    """With what makes it unlike others."""
    name = period_text(label, grounds.points)
    if label in grounds.running:
        # Translators: a point of a chart whose month or week is not over, in a list to choose from.
        return _("%(point)s (still running)") % {"point": name}
    if label not in grounds.counted:
        # Translators: a point of a chart without a count, in a list to choose from.
        return _("%(point)s (nothing counted)") % {"point": name}
    return name
