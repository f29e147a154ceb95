"""Numbers, months and verdicts in the reader's language and in plain words. A verdict never names a cause."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from typing import Literal

from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from metrics.months import Month
from metrics.runchart import USEFUL_NEEDED, Phase, RunChart, Verdict
from metrics.scale import Unit, as_decimal, significant

Direction = Literal["up", "down", "none"]
Meaning = Literal["better", "worse", "change"]


def number_text(value: Decimal | float, unit: Unit, decimals: int | None = None) -> str:
    """With at most so many decimals, else three digits that mean something; a proportion is per cent."""
    exact = as_decimal(value)
    places = significant(exact, unit) if decimals is None else decimals
    shown = exact * 100 if unit == "proportion" else exact
    rounded = shown.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    whole = rounded == rounded.to_integral_value()
    number = number_format(rounded.to_integral_value() if whole else rounded.normalize(), force_grouping=True)
    # Translators: a share in per cent, such as 12.4%.
    return _("%(number)s%%") % {"number": number} if unit == "proportion" else number


def month_text(month: str) -> str:
    # Translators: how such a month is written, in Django's letters: M is "Nov", N "Nov." and b "nov".
    return date_format(Month.parse(month).first, pgettext("format of Nov 2026", "M Y"))


def short_month(month: str) -> str:
    return date_format(Month.parse(month).first, pgettext("format of Nov", "M"))


def meaning(phase: Phase, direction: Direction) -> Meaning:
    """What a signal means by the direction of good, and by nothing else."""
    good = {"up": "above", "down": "below", "none": ""}[direction]
    if not good or phase.side == "none":
        return "change"
    return "better" if phase.side == good else "worse"


def verdict_text(chart: RunChart, direction: Direction) -> str:
    """A few words for beneath a small chart."""
    if chart.verdict == "signal":
        return {
            "better": _("Signal: for the better"),
            "worse": _("Signal: for the worse"),
            "change": _("Signal: a change"),
        }[meaning(chart.last, direction)]
    words: dict[Verdict, str] = {"too_early": _("Too early to tell"), "none": _("No signal")}
    return words[chart.verdict]


def sentence(chart: RunChart, unit: Unit, direction: Direction) -> str:
    """The verdict on the last phase; without a signal, also what is worth talking about."""
    phase = chart.last
    if phase.median is None:
        return _("Nothing is counted yet, so there is nothing to read here.")
    if phase.verdict == "too_early":
        return _too_early(phase, is_first=len(chart.phases) == 1)
    median = {"median": number_text(phase.median, unit)}
    if phase.verdict == "signal":
        return _signal(phase, direction) % median
    calm = _("No signal: the months go up and down around the median of %(median)s, as chance alone can do.")
    return " ".join([calm % median, *_hint_sentences(phase)])


def _too_early(phase: Phase, *, is_first: bool) -> str:
    if is_first:
        words = ngettext(
            "Too early to tell: it takes %(needed)s months off the median, and there is %(useful)s so far.",
            "Too early to tell: it takes %(needed)s months off the median, and there are %(useful)s so far.",
            phase.useful,
        )
    else:
        words = ngettext(
            "Too early to tell: it takes %(needed)s months off the median, and since the last change in how "
            "we count there is %(useful)s.",
            "Too early to tell: it takes %(needed)s months off the median, and since the last change in how "
            "we count there are %(useful)s.",
            phase.useful,
        )
    return words % {"needed": USEFUL_NEEDED, "useful": phase.useful}


def _signal(phase: Phase, direction: Direction) -> str:
    sentences = {
        ("above", "up"): _(
            "Signal for the better (Anhøj rules): the later months lie mostly above the median of "
            "%(median)s, and more is better here."
        ),
        ("below", "up"): _(
            "Signal for the worse (Anhøj rules): the later months lie mostly below the median of "
            "%(median)s, and more is better here."
        ),
        ("above", "down"): _(
            "Signal for the worse (Anhøj rules): the later months lie mostly above the median of "
            "%(median)s, and less is better here."
        ),
        ("below", "down"): _(
            "Signal for the better (Anhøj rules): the later months lie mostly below the median of "
            "%(median)s, and less is better here."
        ),
        ("above", "none"): _(
            "Signal of a change (Anhøj rules): the later months lie mostly above the median of %(median)s."
        ),
        ("below", "none"): _(
            "Signal of a change (Anhøj rules): the later months lie mostly below the median of %(median)s."
        ),
    }
    both_ways = _(
        "Signal of a change (Anhøj rules): the months stay on one side of the median of %(median)s longer, "
        "or cross it less often, than chance alone would do."
    )
    return sentences.get((phase.side, direction), both_ways)


def _hint_sentences(phase: Phase) -> list[str]:
    """Hints never call themselves a signal, and next to a signal they would only say it again."""
    words = {
        "shift": _("Worth talking about: six or more months in a row on one side of the median (IHI shift)."),
        "trend": _(
            "Worth talking about: five or more months in a row that all rise or all fall (IHI trend)."
        ),
        "too_few_runs": _(
            "Worth talking about: the line crosses the median less often than expected (IHI: too few runs)."
        ),
        "too_many_runs": _(
            "Worth talking about: the line crosses the median more often than expected (IHI: too many runs)."
        ),
    }
    kinds = {hint.kind for hint in phase.hints}
    return [said for kind, said in words.items() if kind in kinds]
