"""What the numbers of a chart are, in the reader's words: what is counted, and out of what."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from metrics.months import Month
from metrics.periods import Period
from metrics.wording import month_text


@dataclass(frozen=True, slots=True)
class Wording:
    """From a month on; a changed wording starts another one."""

    from_month: str
    numerator: str
    denominator: str = ""
    is_rate: bool = False

    @property
    def text(self) -> str:
        if not self.denominator:
            return self.numerator
        among = _("For each of:") if self.is_rate else _("Out of:")
        return f"{self.numerator} · {among} {self.denominator}"


def counted_lines(wordings: Sequence[Wording], periods: Sequence[str]) -> list[str]:
    """Those that hold in these periods, which are in order; where they are several, each with its month."""
    shown = [one for one in _holding(wordings, periods) if one.text]
    if len(shown) == 1:
        return [shown[0].text]
    return [f"{_('From %(month)s') % {'month': month_text(one.from_month)}}: {one.text}" for one in shown]


def _holding(wordings: Sequence[Wording], periods: Sequence[str]) -> list[Wording]:
    if not periods:
        return []
    first, last = Month.of(Period.parse(periods[0]).first), Month.of(Period.parse(periods[-1]).last)
    ends = [*(one.from_month for one in wordings[1:]), ""]
    return [
        one
        for one, end in zip(wordings, ends, strict=False)
        if one.from_month <= str(last) and (not end or end > str(first))
    ]
