"""What may be done to a chart, and what is refused with a sentence. No database: records in and out.

The analysis (`metrics.runchart.analyse`) takes any plan; these rules keep people from plans that say nothing,
or that would take from the chart what it is for.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from metrics.periods import Points
from metrics.periodtext import period_text
from metrics.runchart import USEFUL_NEEDED
from metrics.scale import Unit
from metrics.wording import number_text

FEWEST = 3  # counted points in a baseline: the median of two is their mean, and holds nothing
ONE_IN = 4  # so many counted points, and one of them may be left out
DECIMALS = 4  # that the database keeps


class RefusedError(Exception):
    """Its text is a sentence for the person; `field` is what they should change."""

    def __init__(self, sentence: str, field: str = "at") -> None:
        super().__init__(sentence)
        self.field = field


@dataclass(frozen=True, slots=True)
class Grounds:
    """A chart before something is done to it, all of it, also what a page leaves out.

    `labels` are its points that are over, the oldest first; `running` those that are not; `counted` those
    with a value. The sets hold what is in force on charts with such points: `defined` where a changed
    definition starts a phase, `phases` where a person does, ends of `frozen` baselines, points with a fixed
    line (`lines`), points `left_out`.
    """

    points: Points
    unit: Unit
    labels: tuple[str, ...]
    counted: frozenset[str]
    running: frozenset[str] = frozenset()
    defined: frozenset[str] = frozenset()
    phases: frozenset[str] = frozenset()
    frozen: frozenset[str] = frozenset()
    lines: frozenset[str] = frozenset()
    left_out: frozenset[str] = frozenset()

    @property
    def choices(self) -> tuple[str, ...]:
        """The newest first."""
        return (*sorted(self.running, reverse=True), *reversed(self.labels))

    def stretch(self, label: str) -> tuple[str, ...]:
        """The phase in which a point lies."""
        starts, at = self.defined | self.phases, self.labels.index(label)
        first = max((one for one in range(1, at + 1) if self.labels[one] in starts), default=0)
        later = (one for one in range(at + 1, len(self.labels)) if self.labels[one] in starts)
        return self.labels[first : next(later, len(self.labels))]

    def without_phase(self, label: str) -> Grounds:
        return replace(self, phases=self.phases - {label})

    def in_rules(self, labels: Collection[str]) -> int:
        """How many of these points a median takes."""
        return sum(label in self.counted and label not in self.left_out for label in labels)


@dataclass(frozen=True, slots=True)
class Judgement:
    """`offer`: what to ask first; the person may say yes. `told`: what is said once it is done."""

    offer: str = ""
    told: str = ""


def stored_value(typed: Decimal, unit: Unit) -> Decimal:
    """As the chart has it: a proportion is typed in per cent. RefusedError where there is no such value."""
    if unit != "proportion":
        return typed
    if typed > 100:  # the form takes no number below 0
        raise RefusedError(_("A part of all lies between 0 and 100 per cent."), "value")
    value = typed / 100
    if value != round(value, DECIMALS):
        raise RefusedError(_("Write at most two digits after the mark, such as 12.25."), "value")
    return value


def judge(grounds: Grounds, what: str, label: str) -> Judgement:
    """RefusedError where it makes no sense."""
    if label not in grounds.labels and label not in grounds.running:
        raise RefusedError(_("This point is not on the chart. Choose one that is."))
    if what == "note":
        return Judgement()
    if grounds.points == "day":  # days of one week hang together, so no rule reads them
        raise RefusedError(
            _("Days are drawn without a verdict, so they take notes only. Choose weeks or months first."),
            "what",
        )
    if label in grounds.running:
        raise RefusedError(
            _("This point is still running, so it takes notes only. Choose another one, or write a note.")
        )
    return _RULES[what](grounds, label)


def _baseline(grounds: Grounds, label: str) -> Judgement:
    stretch = grounds.stretch(label)
    _refuse_second_line(grounds, stretch)
    if label == stretch[-1]:
        raise RefusedError(
            _(
                "This is the last point of its phase. A baseline must end before it, so that there are "
                "points to compare. Choose an earlier one."
            )
        )
    number = grounds.in_rules(stretch[: stretch.index(label) + 1])
    if number < FEWEST:
        raise RefusedError(
            ngettext(
                "There is %(number)s counted point up to here. A baseline needs 3 or more, better 10. "
                "Choose a later one.",
                "There are %(number)s counted points up to here. A baseline needs 3 or more, better 10. "
                "Choose a later one.",
                number,
            )
            % {"number": number}
        )
    if number >= USEFUL_NEEDED:
        return Judgement()
    return Judgement(
        offer=_(
            "A baseline of %(number)s points is short: 10 or more make it firm. You can freeze it as an "
            "early median: the line stands, and the chart gives no verdict on this phase."
        )
        % {"number": number}
    )


def _refuse_second_line(grounds: Grounds, stretch: Collection[str]) -> None:
    """A phase has one line that people set: a baseline's or a fixed one."""
    held = [one for one in stretch if one in grounds.frozen or one in grounds.lines]
    if not held:
        return
    where = {"point": period_text(held[0], grounds.points)}
    if held[0] in grounds.frozen:
        raise RefusedError(
            _("This phase has a frozen baseline already, which ends at %(point)s. Undo that one first.")
            % where
        )
    raise RefusedError(
        _("This phase has a fixed line already, set at %(point)s. Undo that one first.") % where
    )


def _phase(grounds: Grounds, label: str) -> Judgement:
    if label == grounds.labels[0]:
        raise RefusedError(_("The first phase starts here anyway. Choose a later point."))
    if label in grounds.defined:
        raise RefusedError(_("A phase starts here already, because the definition of the metric changed."))
    if label in grounds.phases:
        raise RefusedError(_("A phase starts here already."))
    stretch = grounds.stretch(label)
    at = stretch.index(label)
    ends = [one for one in stretch[at:] if one in grounds.frozen]
    if ends:
        raise RefusedError(
            _("This point lies in a frozen baseline, which ends at %(point)s. Undo the baseline first.")
            % {"point": period_text(ends[0], grounds.points)}
        )
    return Judgement(told=_left(grounds.in_rules(stretch[at:])))


def judge_undo(grounds: Grounds, what: str, label: str) -> Judgement:
    """Taking a phase back joins it with the one before: RefusedError where each has a line of its own.

    A baseline of the later phase counts from the start of the earlier one then, which is told.
    """
    joins = what == "phase" and label in grounds.labels and label not in grounds.defined
    if not joins:
        return Judgement()
    later = grounds.stretch(label)
    joined = grounds.without_phase(label).stretch(label)
    held = [_line_text(grounds, one) for one in joined if one in grounds.frozen or one in grounds.lines]
    if len(held) > 1:
        raise RefusedError(
            _(
                "Before this phase starts and after it, there is a line that people set: %(first)s and "
                "%(second)s. Without it they would be one phase, and one phase has one line. "
                "Undo one of the two first."
            )
            % {"first": held[0], "second": held[1]}
        )
    end = next((one for one in later if one in grounds.frozen), None)
    return Judgement(told=_longer(grounds, joined[0], end) if end else "")


def _line_text(grounds: Grounds, label: str) -> str:
    where = {"point": period_text(label, grounds.points)}
    if label in grounds.frozen:
        # Translators: stands within a sentence.
        return _("the frozen baseline that ends at %(point)s") % where
    # Translators: stands within a sentence.
    return _("the fixed line set at %(point)s") % where


def _longer(grounds: Grounds, first: str, end: str) -> str:
    where = {"first": period_text(first, grounds.points), "end": period_text(end, grounds.points)}
    return _("The frozen baseline that ends at %(end)s starts at %(first)s now.") % where


def _left(number: int) -> str:
    if number >= USEFUL_NEEDED:
        return ""
    return ngettext(
        "%(number)s counted point in the new phase: too early for a signal until there are %(needed)s.",
        "%(number)s counted points in the new phase: too early for a signal until there are %(needed)s.",
        number,
    ) % {"number": number, "needed": USEFUL_NEEDED}


def _left_out(grounds: Grounds, label: str) -> Judgement:
    if label not in grounds.counted:
        raise RefusedError(_("Nothing was counted here, so there is nothing to leave out."))
    if label in grounds.left_out:
        raise RefusedError(_("This point is left out already."))
    out = len(grounds.left_out & grounds.counted)
    if (out + 1) * ONE_IN > len(grounds.counted):
        raise RefusedError(
            _(
                "At most one point in four may be left out, so that the chart still tells what happened: "
                "here %(most)s of %(counted)s. Write a note instead."
            )
            % {"most": len(grounds.counted) // ONE_IN, "counted": len(grounds.counted)}
        )
    return Judgement(told=_baseline_without(grounds, label))


def _baseline_without(grounds: Grounds, label: str) -> str:
    """What leaving a point out does to the baseline in which it lies; RefusedError where too few remain."""
    stretch = grounds.stretch(label)
    end = next((one for one in stretch[stretch.index(label) :] if one in grounds.frozen), None)
    if end is None:
        return ""
    number = grounds.in_rules(stretch[: stretch.index(end) + 1]) - 1
    if number < FEWEST:
        raise RefusedError(
            _("This point belongs to a frozen baseline, which needs it. Undo the baseline first.")
        )
    if number >= USEFUL_NEEDED:
        return ""
    return _(
        "The frozen baseline has %(number)s points now: an early median, and no verdict on its phase."
    ) % {"number": number}


def _centre(grounds: Grounds, label: str) -> Judgement:
    _refuse_second_line(grounds, grounds.stretch(label))
    return Judgement()


_RULES: dict[str, Callable[[Grounds, str], Judgement]] = {
    "baseline": _baseline,
    "phase": _phase,
    "left_out": _left_out,
    "centre": _centre,
}


def act_text(what: str, value: Decimal | None, unit: Unit) -> str:
    """What was done, in a few words, as a list has it."""
    if what == "centre" and value is not None:
        return _("Line fixed at %(value)s") % {"value": number_text(value, unit)}
    return {
        "baseline": _("Baseline frozen up to here"),
        "phase": _("New phase from here on"),
        "left_out": _("Point left out"),
        "note": _("Note"),
    }[what]


def done_text(what: str, value: Decimal | None, unit: Unit, where: str) -> str:
    # Translators: what was done to a chart and at which point, such as "Point left out: Mar 2026".
    return _("%(what)s: %(point)s") % {"what": act_text(what, value, unit), "point": where}
