"""The days of cycles beneath the charts of the metric that they watch. Never said to be a cause."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import UTC, date, datetime, time, timedelta

from django.db.models import Q

from metrics.windows import Key, Window
from pdsa.models import Cycle
from teams.models import Access


def cycle_windows(
    access: Access, charts: Collection[Key], since: date | None = None
) -> Iterator[tuple[Key, Window]]:
    """From Do on, as far as the reader sees the cycle: one query for all charts."""
    wanted = set(charts)
    cycles = (
        Cycle.objects.visible_to(access)
        .filter(team__in={team for team, _metric in wanted}, metric__in={metric for _team, metric in wanted})
        .filter(_reaches(since), begun_at__isnull=False)
        .with_title(access)
        .select_related("team__center", "team__collaborative")
    )
    for cycle in cycles:
        days, key = cycle.window(), (cycle.team_id, cycle.metric_id)
        if days is not None and key in wanted:
            address, today = cycle.get_absolute_url(), cycle.team.center.day(access.now)
            yield key, Window(str(cycle.number), cycle.short_title, days[0], days[1], address, today)


def _reaches(since: date | None) -> Q:
    """Not over before this day; a few that were are no harm, what a chart does not show it leaves out."""
    if since is None:
        return Q()
    anywhere = datetime.combine(since - timedelta(days=1), time(), UTC)  # in every center's time
    return Q(studied_at=None) | Q(studied_at__gte=anywhere) | Q(ends__gte=since) | Q(starts__gte=since)
