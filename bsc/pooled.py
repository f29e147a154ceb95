"""All teams together as a reader chose to see them: by which points, of which teams, beside which line.

Everything is made from what this reader may see, so no choice brings to light what is held back.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from metrics.chartview import Act
from metrics.chooser import SHOWN, Around, typed_said
from metrics.chosen import as_chosen
from metrics.models import Metric, MetricDefinition
from metrics.models.acts import plans_of
from metrics.models.grains import NO_PLAN, holding, judged_by
from metrics.models.keys import all_key, hosts_key, teams_key
from metrics.models.together import all_by
from metrics.options import Options
from metrics.panel import LEAST_TEAMS, Lines, medians_of, panel_of, panel_points
from metrics.periods import Points
from metrics.reading import Frame, Heading, Kept, cells_of, pooled_chart, read, recent
from metrics.views.charts import Shown, shown_as, typed_in
from teams.models import Team

ACROSS: tuple[Points, ...] = ("month", "sample", "week")


def across(options: Options) -> Options:
    """By day teams are not added up: each counts on its own days."""
    return options if options.points in ACROSS else replace(options, points="month")


def kept_by(metric: Metric, points: Points, now: datetime, *, for_hosts: bool) -> Kept:
    """By month what is kept, else added up now. Wants the metric's definitions prefetched."""
    if points != "month":
        teams = list(Team.objects.filter(collaborative=metric.collaborative_id).in_order())
        return Kept(all_by(metric, teams, points, now, for_hosts=for_hosts), None, stale=False)
    key = hosts_key(metric.pk) if for_hosts else teams_key(metric.pk)
    return read([key], [all_key(metric.pk)])[key]


@dataclass(frozen=True, slots=True)
class Together:
    """What the chart of all teams is made from."""

    shared: Frame
    kept: Kept
    heading: Heading
    acts: tuple[Act, ...]
    counted: tuple[Points, ...] = ()  # for which there is something to draw

    def by_month(self, now: datetime, *, for_hosts: bool) -> Together:
        """The same by month, for its verdict alone: nothing else of it is read again."""
        kept = kept_by(self.shared.metric, "month", now, for_hosts=for_hosts)
        return replace(self, kept=kept, heading=replace(self.heading, points_are="month"), acts=())

    def shown(self, asked: Options) -> Shown:
        """The pooled chart with the panel, the second line and the kind of chart that were asked for."""
        options = across(asked)
        newest = self.kept if options.everything else recent(self.kept, SHOWN[options.points])
        panel = panel_of(cells_of(newest))
        wanted = replace(
            options,
            panel=options.panel and len(panel) >= LEAST_TEAMS,
            teams_median=options.teams_median and self.shared.unit != "score",
        )
        kept = self._of_panel(newest, panel, options.points) if wanted.panel else self.kept
        view = replace(pooled_chart(self.shared, kept, self.heading), acts=self.acts, panel=wanted.panel)
        if wanted.teams_median:
            lines = _only(cells_of(kept), panel) if wanted.panel else cells_of(kept)
            view = replace(view, teams_median=tuple(medians_of(self._units(kept), lines)))
        around = Around(
            tuple(one for one in ACROSS if one in self.counted),
            earlier=_size(self.kept) - _size(kept),
            panel=len(panel),
            has_median=self.shared.unit != "score",
            said=tuple(self._said(asked, panel)),
        )
        return shown_as(self.shared, as_chosen(view, wanted.chart, self.shared.hints), kept, wanted, around)

    def _of_panel(self, kept: Kept, panel: Sequence[str], points: Points) -> Kept:
        """The same teams at every point, judged on the points shown: on others they might not be the same."""
        labels, metric = kept.data["months"], self.shared.metric
        drawn = panel_points(
            self._units(kept),
            _only(cells_of(kept), panel),
            [point["taking_part"] for point in kept.data["points"]],
        )
        plan = plans_of(metric.pk, points).get(None, NO_PLAN)
        judged = judged_by(self._definitions, labels, [one.value for one in drawn], plan)
        pooled = [{"month": label, **asdict(one)} for label, one in zip(labels, drawn, strict=True)]
        return replace(kept, data={**kept.data, "points": pooled, **judged})

    @property
    def _definitions(self) -> list[MetricDefinition]:
        return self.shared.metric.wordings()

    def _units(self, kept: Kept) -> list[str]:
        """Of each point, by the wording that held."""
        held = [holding(self._definitions, label) for label in kept.data.get("months", ())]
        return [str(one.unit) if one else self.shared.unit for one in held]

    def _said(self, asked: Options, panel: Sequence[str]) -> list[str]:
        said = typed_said(typed_in(self.kept))
        if asked.points not in ACROSS:
            said.append(
                _("By day teams are not added up, since each counts on its own days. So this is by month.")
            )
        if asked.panel and not panel:
            said.append(_("No team reported every time, so all teams that reported are shown."))
        elif asked.panel and len(panel) < LEAST_TEAMS:
            words = ngettext(
                "Only %(count)s team reported every time, and a panel needs %(least)s. So all teams that "
                "reported are shown.",
                "Only %(count)s teams reported every time, and a panel needs %(least)s. So all teams that "
                "reported are shown.",
                len(panel),
            )
            said.append(words % {"count": len(panel), "least": LEAST_TEAMS})
        elif asked.panel:
            said.append(
                _("Since the teams are always the same, what moves here is the count, and not who reported.")
            )
        if asked.teams_median and self.shared.unit == "score":
            said.append(_("Each point is the median of the teams already, so there is no second line."))
        elif asked.teams_median:
            said.append(
                _("The second line is the median of the teams: half of them lie above it, half below.")
            )
        if self.kept.data.get("whole_closed"):
            said.append(
                _(
                    "Held back: beside the months, these smaller points would tell about a few people of one "
                    "team. Take months to read all teams together."
                )
            )
        return said


def _only(lines: Lines, teams: Sequence[str]) -> Lines:
    return {team: lines[team] for team in teams}


def _size(kept: Kept) -> int:
    return len(kept.data.get("months", ()))
