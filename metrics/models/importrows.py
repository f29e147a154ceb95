"""The lines of a file as they are understood: what each counts where, or why it counts nothing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _

from metrics import csvcells, csvfile
from metrics.csvcells import CellError, UnknownTeamError
from metrics.models.importroll import Roll, Spot
from metrics.models.metric import Exposure, Metric, MetricDefinition, Unit
from metrics.models.recording import definition_on
from metrics.months import Month
from metrics.projection import Total
from teams.models import Team

EXPORT_COLUMNS = ("metric", "grain", "team", "classroom", "date", "numerator", "denominator", "state")


@dataclass(frozen=True, slots=True)
class Choice:
    """What is imported, and which column says what. Empty: there is no such column."""

    metric: Metric
    grain: str
    team: str
    date: str
    numerator: str
    classroom: str = ""
    denominator: str = ""
    state: str = ""
    order: str = ""  # of day and month where the year stands last: dmy, mdy; empty: as the file shows
    create_teams: bool = False

    def columns(self) -> dict[str, str]:
        names = ("team", "classroom", "date", "numerator", "denominator", "state")
        return {name: getattr(self, name) for name in names if getattr(self, name)}


class ChoiceError(Exception):
    """The choices do not fit the file. `field` names the choice; the text is a sentence."""

    def __init__(self, field: str, sentence: str) -> None:
        super().__init__(sentence)
        self.field = field


@dataclass(frozen=True, slots=True)
class Problem:
    line: int
    reason: str
    text: str
    unknown_team: str = ""  # its name, where that is all that is wrong


@dataclass(slots=True)
class Row:
    """One line as it was understood."""

    line: int
    team: str
    room: str
    spot: Spot
    day: date
    definition: MetricDefinition
    total: Total
    fate: str = "new"  # or: there, changed
    before: Total | None = None
    covers: frozenset[UUID] = frozenset()

    def components(self) -> Iterator[str]:
        if self.total.state != "counted":
            yield "state"
        if self.total.num is not None:
            yield "num"
        if self.total.den is not None:
            yield "den"


@dataclass(slots=True)
class Plan:
    """What an import would do; `problems` must be empty before anything is done."""

    choice: Choice
    roll: Roll
    order: str
    fingerprint: str
    run: UUID
    rows: list[Row] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    warnings: list[Problem] = field(default_factory=list)
    missing: int = 0  # lines without a number: not counted there, not here
    others: int = 0  # lines of an export that belong to another metric or grain

    def of(self, fate: str) -> list[Row]:
        return [row for row in self.rows if row.fate == fate]

    @property
    def new(self) -> list[Row]:
        return self.of("new")

    @property
    def there(self) -> list[Row]:
        return self.of("there")

    @property
    def changed(self) -> list[Row]:
        return self.of("changed")


class Reader:
    """Understands the lines one after the other, and adds what it finds to the plan."""

    def __init__(self, table: csvfile.Table, found: Plan) -> None:
        self.table = table
        self.plan = found
        self.choice = found.choice
        self.definitions = list(found.choice.metric.definitions.select_related("metric"))
        self.position = {name: table.header.index(column) for name, column in self.choice.columns().items()}
        self.own_export = table.header == EXPORT_COLUMNS
        self.lines: dict[object, int] = {}  # where each cell stood first

    def read(self) -> None:
        for line in self.table.lines:
            try:
                self._read_line(line)
            except CellError as bad:
                name = bad.name if isinstance(bad, UnknownTeamError) else ""
                self.plan.problems.append(Problem(line.number, str(bad), str(line)[:200], name))

    def _cell(self, line: csvfile.Line, name: str) -> str:
        return line.cells[self.position[name]] if name in self.position else ""

    def _read_line(self, line: csvfile.Line) -> None:
        if line.surplus:
            raise CellError(_("There are more cells than columns in the first line."))
        if self.own_export and line.cells[:2] != (self.choice.metric.slug, self.choice.grain):
            self.plan.others += 1
            return
        state = csvcells.state(self._cell(line, "state"))
        if not state and not self._cell(line, "numerator"):
            self.plan.missing += 1
            return
        day = csvcells.day(self._cell(line, "date"), self.choice.grain, self.plan.order)
        team = self.plan.roll.team(self._cell(line, "team"))
        if day > self.plan.roll.today(team):
            raise CellError(_("This day is in the future."))
        definition = definition_on(self.definitions, day)
        if definition is None:
            raise CellError(_("The metric had no definition then. Let its first definition start earlier."))
        total = self._total(line, definition, state)
        spot = self._spot(line, team, day)
        names = (self._cell(line, "team"), self._cell(line, "classroom"))
        self.plan.rows.append(Row(line.number, *names, spot, day, definition, total))
        self._warn(line, team, self.plan.rows[-1])

    def _spot(self, line: csvfile.Line, team: Team | None, day: date) -> Spot:
        """Each place and day once: the first line that names it has it."""
        names = (self._cell(line, "team"), self._cell(line, "classroom"))
        spot = self.plan.roll.spot(team, *names, day, self.choice.create_teams)
        first = self.lines.setdefault((spot.key, day), line.number)
        if first != line.number:
            raise CellError(_("Line %(line)s has the same place and date already.") % {"line": first})
        return spot

    def _total(self, line: csvfile.Line, definition: MetricDefinition, state: str) -> Total:
        divided = divides(definition, self.choice.grain)
        separator, score = self.table.separator, definition.unit == Unit.SCORE
        num = csvcells.number(self._cell(line, "numerator"), separator, whole=not score)
        whole = not (score or (definition.unit == Unit.RATE and divided))
        den = csvcells.number(self._cell(line, "denominator"), separator, whole)
        if state in ("not_counted", "closed"):
            if num is not None or den is not None:
                raise CellError(_("The state says that nothing was counted, and there is a number."))
            return Total(None, None, state)
        if num is None and den is None:
            raise CellError(_("The state says that it was counted, and there is no number."))
        if den is not None and not divided:
            raise CellError(_("This metric is not divided by anything. Leave the denominator out."))
        if den is None and divided and not state:
            raise CellError(_("The denominator is missing: choose its column, or fill it in."))
        return Total(num, den, "counted")

    def _warn(self, line: csvfile.Line, team: Team | None, row: Row) -> None:
        if not usable(row.definition, self.choice.grain, row.total):
            self._add_warning(line, _("Incomplete: it is kept, and left out of the chart."))
        if team is not None and not takes_part(team, row.day, self.choice.grain):
            self._add_warning(
                line, _("The team did not take part then: it is kept, and left out of the chart.")
            )

    def _add_warning(self, line: csvfile.Line, reason: str) -> None:
        self.plan.warnings.append(Problem(line.number, reason, str(line)[:200]))


def divides(definition: MetricDefinition, grain: str) -> bool:
    """Is a denominator typed with the count? For a rate by classroom-days only with a whole month's."""
    by_days = definition.exposure == Exposure.CLASSROOM_DAYS and grain == "day"
    return definition.unit == Unit.PROPORTION or (definition.unit == Unit.RATE and not by_days)


def usable(definition: MetricDefinition, grain: str, total: Total) -> bool:
    """Would a chart take it? What has no denominator, or stands above it, is incomplete."""
    if total.state != "counted" or not divides(definition, grain):
        return True
    if total.num is None or total.den is None:
        return False
    return total.num <= total.den if definition.unit == Unit.PROPORTION else not (total.num and not total.den)


def takes_part(team: Team, day: date, grain: str) -> bool:
    begins = Month.of(team.joined).first if grain == "month" else team.joined
    return begins <= day and (team.left is None or day < team.left)
