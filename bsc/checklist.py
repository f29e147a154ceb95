"""What is still missing before the first learning session, and the months that are missing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from metrics.models import HandIn, Metric, PeriodSum
from metrics.models.metric import Grain
from metrics.models.periods import closed_through, takes_part
from metrics.months import Month
from pdsa.models.adopting import current_drivers
from teams.models import Classroom, Collaborative, Membership, Role, Team
from teams.models.directory import without_sign_in

MONTHS_AHEAD = 3
NEEDED_ROLES = (Role.DIRECTOR, Role.TEACHER, Role.PARENT)


@dataclass(frozen=True, slots=True)
class Check:
    text: str
    done: bool
    address: str
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Cell:
    """A team's closed month: handed in or not, and the metrics of which nothing was reported."""

    month: Month
    takes_part: bool
    handed_in: bool
    missing: tuple[str, ...]
    address: str


@dataclass(frozen=True, slots=True)
class MonthsOfTeam:
    name: str
    cells: tuple[Cell, ...]


class Checklist:
    """Reads the set-up once, in a number of queries that does not depend on its size."""

    def __init__(self, collaborative: Collaborative, now: datetime) -> None:
        self.collaborative = collaborative
        self.now = now
        self.today: date = collaborative.day(now)
        teams = collaborative.teams.select_related("center").in_order()
        self.teams: list[Team] = [team for team in teams if team.left is None or team.left > self.today]
        metrics = Metric.objects.filter(collaborative=collaborative).prefetch_related("definitions")
        self.metrics = [one for one in metrics if one.retired is None or one.retired > self.today]
        self.definitions = [row for metric in self.metrics for row in metric.definitions.all()]
        self.drivers = [row for row in current_drivers(collaborative) if not row.retired]

    def checks(self) -> list[Check]:
        return [
            self._teams(),
            self._roles(),
            self._sign_in(),
            self._sessions(),
            self._metrics(),
            self._classrooms(),
            self._sample_plans(),
            self._package(),
            self._languages(),
        ]

    def _check(self, text: str, route: str, missing: Iterable[str], done: bool | None = None) -> Check:
        found = tuple(missing)
        address = reverse(route, args=[self.collaborative.slug])
        return Check(text, not found if done is None else done, address, found)

    def _teams(self) -> Check:
        return self._check(_("Teams take part"), "setup_teams", (), bool(self.teams))

    def _roles(self) -> Check:
        """A director, a teacher and a parent on each team, now or from a day to come."""
        still = Q(until_day=None) | Q(until_day__gt=self.today)
        held = set(
            Membership.objects.filter(still, team__in=[team.pk for team in self.teams]).values_list(
                "team_id", "role"
            )
        )
        missing = [
            _("%(team)s: no %(role)s") % {"team": team.name, "role": role.label}
            for team in self.teams
            for role in NEEDED_ROLES
            if (team.pk, role.value) not in held
        ]
        text = _("Each team has a director, a teacher and a parent")
        return self._check(text, "setup_people", missing, bool(self.teams) and not missing)

    def _sign_in(self) -> Check:
        still = Q(memberships__until_day=None) | Q(memberships__until_day__gt=self.today)
        names = without_sign_in(self.collaborative, self.now).filter(still).distinct()
        return self._check(
            _("Everybody has an account or an open invitation"),
            "setup_people",
            names.order_by("name").values_list("name", flat=True),
        )

    def _sessions(self) -> Check:
        count = self.collaborative.sessions.count()
        return self._check(_("Learning sessions are dated"), "setup_sessions", (), bool(count))

    def _metrics(self) -> Check:
        month = str(Month.of(max(self.today, self.collaborative.starts)))
        missing = [
            _("%(metric)s: no wording for now") % {"metric": metric.name}
            for metric in self.metrics
            if not any(row.from_month <= month for row in metric.definitions.all())
        ]
        text = _("There are metrics, each with its wording")
        return self._check(text, "setup_metrics", missing, bool(self.metrics) and not missing)

    @property
    def _counts_by_day(self) -> bool:
        return any(row.grain == Grain.DAY for row in self.definitions)

    def _classrooms(self) -> Check:
        open_rooms = Classroom.objects.filter(center__collaborative=self.collaborative).filter(
            Q(until_day=None) | Q(until_day__gt=self.today)
        )
        with_rooms = set(open_rooms.values_list("center_id", flat=True))
        missing = [team.name for team in self.teams if team.center_id not in with_rooms]
        text = _("Each center has its classrooms, where metrics are counted by day")
        return self._check(text, "setup_teams", missing if self._counts_by_day else ())

    def _sample_plans(self) -> Check:
        running = Month.of(max(self.today, self.collaborative.starts))
        last = min(running.plus(MONTHS_AHEAD - 1), Month.of(self.collaborative.ends))
        planned = set(self.collaborative.sample_plans.values_list("month", flat=True))
        missing = [str(month) for month in running.until(last) if str(month) not in planned]
        text = _("The counted days of the coming months are chosen")
        return self._check(text, "setup_sample_plans", missing if self._counts_by_day else ())

    def _package(self) -> Check:
        worded = [(row.name, text) for row in self.drivers for text in (row.names, row.texts) if text]
        missing = tuple(self._unworded(worded))
        done = bool(self.drivers) and not missing
        return self._check(_("The change package has drivers"), "setup_package", missing, done)

    def _languages(self) -> Check:
        """It leads to the page where the first of them is written."""
        whole = self.collaborative
        topic = list(self._unworded([(f"{whole.name}, {_('topic')}", whole.topic)]))
        texts = [(metric.name, metric.names) for metric in self.metrics]
        texts += [
            (f"{row.metric.name} ({row.from_month})", wording)
            for row in self.definitions
            for wording in (row.numerator, row.denominator)
            if wording
        ]
        page = "setup_collaborative" if topic else "setup_metrics"
        return self._check(_("Wordings exist in every language"), page, [*topic, *self._unworded(texts)])

    def _unworded(self, texts: Iterable[tuple[str, dict[str, str]]]) -> Iterable[str]:
        """Names of what lacks a language, each with the language."""
        names = dict(settings.LANGUAGES)
        return dict.fromkeys(
            f"{name}: {names.get(language, language)}"
            for name, wording in texts
            for language in self.collaborative.languages
            if not wording.get(language)
        )


def missing_months(collaborative: Collaborative, now: datetime, most: int) -> Sequence[MonthsOfTeam]:
    """Every team with its last closed months, in a fixed number of queries."""
    last = min(closed_through(collaborative, now), Month.of(collaborative.ends))
    months = list(Month.of(collaborative.starts).until(last))[-most:]
    if not months:
        return ()
    handed_in = set(
        HandIn.objects.filter(team__collaborative=collaborative, month__gte=str(months[0])).values_list(
            "team_id", "month"
        )
    )
    reported = set(
        PeriodSum.objects.filter(
            metric__collaborative=collaborative, grain=Grain.MONTH, reported=True, period__gte=str(months[0])
        ).values_list("team_id", "metric_id", "period")
    )
    due = _due(collaborative, months)
    rows = []
    for team in collaborative.teams.select_related("center").in_order():
        cells = [
            Cell(
                month,
                takes_part(team, month),
                (team.pk, str(month)) in handed_in,
                tuple(one.name for one in due[month] if (team.pk, one.pk, str(month)) not in reported),
                reverse("month", args=[collaborative.slug, team.slug, month]),
            )
            for month in months
        ]
        rows.append(MonthsOfTeam(team.name, tuple(cells)))
    return rows


def _due(collaborative: Collaborative, months: Sequence[Month]) -> dict[Month, list[Metric]]:
    """The metrics that were to be counted in each month."""
    metrics = list(Metric.objects.filter(collaborative=collaborative).prefetch_related("definitions"))
    due: dict[Month, list[Metric]] = defaultdict(list)
    for month in months:
        for metric in metrics:
            is_worded = any(row.from_month <= str(month) for row in metric.definitions.all())
            if is_worded and (metric.retired is None or metric.retired > month.first):
                due[month].append(metric)
    return due
