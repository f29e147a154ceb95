"""A month is a value and a day is the center's: tested where the date line makes them hardest."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from metrics.models import CountEvent, Observation, SamplePlan
from metrics.models.closing import NotYetError, hand_in, is_over
from metrics.models.month_overview import read_months
from metrics.months import Month
from teams.models import Membership, Role
from tests.conftest import Cast, add_collaborative, add_person, add_team
from tests.metrics.counted import add_metric, whole

KIRITIMATI = "Pacific/Kiritimati"  # 14 hours ahead of UTC
PAGO_PAGO = "Pacific/Pago_Pago"  # 11 hours behind it
NEW_YORK = "America/New_York"


# --- The value -------------------------------------------------------------------------------------------


def test_a_month_is_written_read_and_ordered() -> None:
    march = Month.parse("2026-03")
    assert (march, str(march), march.first, march.last) == (
        Month(2026, 3),
        "2026-03",
        date(2026, 3, 1),
        date(2026, 3, 31),
    )
    assert sorted([Month(2026, 3), Month(2025, 12)]) == [Month(2025, 12), Month(2026, 3)]
    assert [Month(2025, 12).plus(1), Month(2026, 1).plus(-1), march.plus(-15), march.plus(0)] == [
        Month(2026, 1),
        Month(2025, 12),
        Month(2024, 12),
        march,
    ]
    assert [str(month) for month in Month(2025, 11).until(Month(2026, 2))] == [
        "2025-11",
        "2025-12",
        "2026-01",
        "2026-02",
    ]
    assert list(march.until(Month(2026, 2))) == []
    assert [Month(2024, 2).last, Month(2026, 2).last] == [date(2024, 2, 29), date(2026, 2, 28)]


@pytest.mark.parametrize(
    "text",
    ["", "2026", "2026-3", "2026-13", "2026-00", "26-03", "2026-03-01", "2026/03", "٢٠٢٦-٠٣", "-026-03"],
)
def test_anything_else_is_no_month(text: str) -> None:
    with pytest.raises(ValueError, match="not a month"):
        Month.parse(text)


# --- The day ---------------------------------------------------------------------------------------------


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Sets what time it is for the whole product."""

    def set_to(now: datetime) -> None:
        monkeypatch.setattr(timezone, "now", lambda: now)

    return set_to


class Island:
    """One team, its center in one zone and the collaborative in another."""

    def __init__(self, zone: str, collaborative_zone: str = NEW_YORK) -> None:
        self.collaborative = add_collaborative(
            "islands",
            date(2026, 3, 1),
            time_zone=collaborative_zone,
            starts=date(2025, 1, 1),
            ends=date(2027, 1, 1),
        )
        self.team = add_team(self.collaborative, "reef")
        self.team.center.time_zone = zone
        self.team.center.save()
        self.place = whole(self.team)
        self.tears = add_metric(self.collaborative, "tears")
        self.rita = add_person("Rita", self.collaborative, Role.TEACHER, self.team)
        Membership.objects.filter(participant__person=self.rita).update(role=Role.DIRECTOR)
        self.client = Client()
        self.client.force_login(self.rita)

    def today(self) -> date:
        found: date = self.client.get(self.path("counts")).context["page"].today
        return found

    def path(self, name: str, *more: Any) -> str:
        return reverse(name, args=["islands", "reef", *more])

    def tap(self, day: date) -> int:
        tap = f"kind=add&component=num&amount=1&uuid={uuid4()}"
        path = self.path("count_events", self.place.uuid, day)
        return self.client.post(path, {"metric": "tears", "tap": tap}).status_code


@pytest.mark.parametrize(
    ("zone", "utc", "today"),
    [
        # The same moment has three dates around the world.
        pytest.param(
            KIRITIMATI, (2026, 2, 28, 10, 30), date(2026, 3, 1), id="half past midnight, March has come"
        ),
        pytest.param(KIRITIMATI, (2026, 2, 28, 9, 30), date(2026, 2, 28), id="half an hour to March"),
        pytest.param(PAGO_PAGO, (2026, 3, 1, 10, 30), date(2026, 2, 28), id="still February there"),
        pytest.param(PAGO_PAGO, (2026, 3, 1, 11, 30), date(2026, 3, 1), id="March at last"),
        pytest.param(NEW_YORK, (2026, 3, 1, 4, 30), date(2026, 2, 28), id="late evening in New York"),
        pytest.param(KIRITIMATI, (2025, 12, 31, 10, 30), date(2026, 1, 1), id="the year turns first there"),
    ],
)
def test_today_and_its_month_are_the_centers(
    db: None, clock: Any, zone: str, utc: tuple[int, ...], today: date
) -> None:
    now = datetime(*utc, tzinfo=UTC)  # type: ignore[misc]
    clock(now)
    island = Island(zone)
    assert island.today() == today
    assert island.tap(today) == 302
    tomorrow = date.fromordinal(today.toordinal() + 1)
    assert island.tap(tomorrow) == 422
    assert [(row.day, row.num) for row in Observation.objects.all()] == [(today, 1)]
    event = CountEvent.objects.get()
    assert (event.day, event.received_at) == (today, now)
    lines = read_months(island.team, now)
    assert [(line.month, line.values) for line in lines[:2]] == [
        (Month.of(today), 1),
        (Month.of(today).plus(-1), 0),
    ]


def test_a_day_keeps_its_name_when_the_clock_moves_on(db: None, clock: Any) -> None:
    """Counted at half past midnight in Kiritimati: the first of March, though it is February elsewhere."""
    clock(datetime(2026, 2, 28, 10, 30, tzinfo=UTC))
    island = Island(KIRITIMATI)
    island.tap(date(2026, 3, 1))
    clock(datetime(2026, 3, 10, 12, tzinfo=UTC))
    march = island.client.get(island.path("month", "2026-03")).context["page"].metric("tears")
    february = island.client.get(island.path("month", "2026-02")).context["page"].metric("tears")
    assert (march.total.num, february.total) == (1, None)


def test_moving_a_center_to_another_zone_moves_no_count(db: None, clock: Any) -> None:
    clock(datetime(2026, 2, 28, 10, 30, tzinfo=UTC))
    island = Island(KIRITIMATI)
    island.tap(date(2026, 3, 1))
    island.team.center.time_zone = PAGO_PAGO
    island.team.center.save()
    assert Observation.objects.get().day == date(2026, 3, 1)
    assert island.today() == date(2026, 2, 27)


@pytest.mark.parametrize(
    ("zone", "collaborative_zone", "hour", "over"),
    [
        pytest.param(KIRITIMATI, KIRITIMATI, 10, True, id="both are in March"),
        pytest.param(KIRITIMATI, NEW_YORK, 10, False, id="the collaborative is still in February"),
        pytest.param(PAGO_PAGO, KIRITIMATI, 10, False, id="the center is still in February"),
    ],
)
def test_a_month_is_over_once_it_is_over_for_both(
    db: None, zone: str, collaborative_zone: str, hour: int, over: bool
) -> None:
    now = datetime(2026, 2, 28, hour, 30, tzinfo=UTC)
    island = Island(zone, collaborative_zone)
    assert is_over(island.team, Month(2026, 2), now) == over
    who = island.rita.participants.get()
    if over:
        assert len(hand_in(island.team, Month(2026, 2), who, now)) > 0
    else:
        with pytest.raises(NotYetError):
            hand_in(island.team, Month(2026, 2), who, now)


def test_a_sample_week_is_due_by_the_centers_calendar(db: None, clock: Any) -> None:
    """Monday the second of March has come in Kiritimati while it is Sunday in most of the world."""
    clock(datetime(2026, 3, 1, 10, 30, tzinfo=UTC))
    island = Island(KIRITIMATI)
    SamplePlan.objects.create(
        collaborative=island.collaborative,
        month="2026-03",
        first_day=date(2026, 3, 2),
        last_day=date(2026, 3, 6),
    )
    page = island.client.get(island.path("counts")).context["page"]
    assert (page.is_due_today, page.days[-1], page.next_due) == (True, date(2026, 3, 2), date(2026, 3, 3))


def test_no_page_exists_for_a_day_or_month_of_no_calendar(cast: Cast) -> None:
    client = Client()
    client.force_login(cast.mia)
    place = whole(cast.maple)
    for day in ("2026-02-30", "2026-13-01", "2026-3-1", "soon"):
        assert client.get(f"/c/riverside/teams/maple/counts/{place.uuid}/{day}/").status_code == 404
