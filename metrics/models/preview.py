"""What the page before an import shows of a plan: the first of everything, and how many there are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _

from metrics.csvfile import number_text
from metrics.models.importroll import Newcomer, folded
from metrics.models.importrows import Plan, Problem, Row
from metrics.projection import Total

FIRST_ROWS, FIRST_CHANGES, FIRST_PROBLEMS = 8, 50, 100
FIRST_NAMES = 30


@dataclass(frozen=True, slots=True)
class ShownRow:
    line: int
    team: str
    room: str
    when: str
    says: str
    before: str
    fate: str


@dataclass(frozen=True, slots=True)
class UnknownTeam:
    name: str
    line: int  # the first that names it
    lines: int  # how many do


@dataclass(frozen=True)
class Preview:
    plan: Plan

    @property
    def can_apply(self) -> bool:
        return not self.plan.problems and bool(self.plan.new or self.plan.changed)

    @property
    def to_write(self) -> int:
        return len(self.plan.new) + len(self.plan.changed)

    @property
    def first_rows(self) -> list[ShownRow]:
        return self._shown(self.plan.rows[:FIRST_ROWS])

    @property
    def first_changes(self) -> list[ShownRow]:
        return self._shown(self.plan.changed[:FIRST_CHANGES])

    @property
    def more_changes(self) -> int:
        return max(0, len(self.plan.changed) - FIRST_CHANGES)

    @cached_property
    def other_problems(self) -> list[Problem]:
        """What is wrong with lines besides teams that are not here, which are said together."""
        return [problem for problem in self.plan.problems if not problem.unknown_team]

    @property
    def problems(self) -> list[Problem]:
        return self.other_problems[:FIRST_PROBLEMS]

    @property
    def more_problems(self) -> int:
        return max(0, len(self.other_problems) - FIRST_PROBLEMS)

    @property
    def warnings(self) -> list[Problem]:
        return self.plan.warnings[:FIRST_PROBLEMS]

    @property
    def more_warnings(self) -> int:
        return max(0, len(self.plan.warnings) - FIRST_PROBLEMS)

    @property
    def newcomers(self) -> list[Newcomer]:
        return list(self.plan.roll.newcomers.values())

    @cached_property
    def unknown(self) -> list[UnknownTeam]:
        """Teams that the file names, that are not here, and that nobody asked to make."""
        lines: dict[str, list[Problem]] = defaultdict(list)
        for problem in self.plan.problems:
            if problem.unknown_team:
                lines[folded(problem.unknown_team)].append(problem)
        return [UnknownTeam(found[0].unknown_team, found[0].line, len(found)) for found in lines.values()]

    @property
    def first_unknown(self) -> list[UnknownTeam]:
        return self.unknown[:FIRST_NAMES]

    @property
    def more_unknown(self) -> int:
        return max(0, len(self.unknown) - FIRST_NAMES)

    @property
    def has_rooms(self) -> bool:
        return bool(self.plan.choice.classroom)

    def _shown(self, rows: Iterable[Row]) -> list[ShownRow]:
        return [
            ShownRow(
                row.line,
                row.spot.team.name if row.spot.team else row.team,
                row.spot.room.name if row.spot.room else row.room,
                when(row.day, self.plan.choice.grain),
                said(row.total),
                said(row.before) if row.before else "",
                row.fate,
            )
            for row in rows
        ]


def when(day: date, grain: str) -> str:
    return date_format(day, "YEAR_MONTH_FORMAT" if grain == "month" else "DATE_FORMAT")


def said(total: Total) -> str:
    """An observation in words: 5 of 30, 5, not counted."""
    if total.state != "counted":
        return _("closed") if total.state == "closed" else _("not counted")
    num, den = (
        None if one is None else number_format(number_text(one), use_l10n=True, force_grouping=True)
        for one in (total.num, total.den)
    )
    if den is None:
        return num or ""
    return _("%(count)s of %(total)s") % {"count": num or "–", "total": den}
